# When this fails, what hangs on a model is counted wrong, a name that leads where
# nobody meant goes unseen, or one role sees what another one watches.
use strict;
use warnings;
use FindBin;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $sample_hub = LoopbackHub->of_sample;
my $hub = LoopbackHub->new('--page-max', '10');
my $node = start_server('main', $hub->settings);

# ---- llmeco_impact() and a recursive query, on the sample ----

fresh_database();
sql("SET llmeco.hub_endpoint = '", $sample_hub->url, "'; SELECT llmeco_refresh('{models, spaces}', 'all', 'full')");
my @seeds = split /\n/, sql("(SELECT m.model_id FROM llmeco.models m ORDER BY (SELECT count(*) FROM llmeco.model_edges e WHERE e.parent_id = m.model_id) DESC, 1 LIMIT 12)
	UNION (SELECT ancestor_id FROM llmeco.conflicts ORDER BY 1 LIMIT 8) UNION (SELECT max(model_id) FROM llmeco.models)");
cmp_ok(@seeds, '>=', 15, 'models to look at');
my $all = "WITH RECURSIVE d (id, depth) AS (SELECT %d::bigint, 0 UNION SELECT e.child_id, d.depth + 1 FROM d JOIN llmeco.model_edges e ON e.parent_id = d.id WHERE d.depth < 20),
	k AS (SELECT id, min(depth) AS depth FROM d GROUP BY id),
	r AS (SELECT k.id, k.depth, (SELECT e.relation FROM llmeco.model_edges e JOIN k p ON p.id = e.parent_id AND p.depth = k.depth - 1
			WHERE e.child_id = k.id AND k.depth > 0 ORDER BY e.parent_id LIMIT 1) AS relation, m.name, m.downloads, i.rank
		FROM k JOIN llmeco.models m ON m.model_id = k.id AND m.removed_at IS NULL LEFT JOIN llmeco.influence i ON i.model_id = k.id),
	g AS (SELECT NULL::int AS depth, NULL::text AS relation, array_agg(id) AS ids FROM r UNION ALL SELECT depth, relation, array_agg(id) FROM r GROUP BY depth, relation)
	SELECT g.depth, g.relation, cardinality(g.ids),
		(SELECT count(DISTINCT space_id) FROM llmeco.space_models JOIN llmeco.spaces USING (space_id) WHERE model_id = ANY (g.ids) AND removed_at IS NULL),
		(SELECT coalesce(sum(downloads), 0) FROM r WHERE id = ANY (g.ids)), (SELECT min(rank) FROM r WHERE id = ANY (g.ids)),
		ARRAY(SELECT name FROM r WHERE id = ANY (g.ids) AND rank IS NOT NULL ORDER BY rank LIMIT 10),
		(SELECT count(DISTINCT root_id) FROM llmeco.model_families WHERE model_id = ANY (g.ids)),
		(SELECT count(*) FROM llmeco.conflicts WHERE ancestor_id = %d AND model_id = ANY (g.ids))
	FROM g ORDER BY g.depth NULLS FIRST, g.relation;";
my $impact = "SELECT i.* FROM llmeco_impact((SELECT name FROM llmeco.models WHERE model_id = %d)) i;";
my $by_id = 'SELECT i.* FROM llmeco_impact(%d::bigint) i;';
my ($got, $got_by_id, $expected) = map { my $query = $_; sql(map { sprintf $query, $_, $_ } @seeds) } $impact, $by_id, $all;
is($got, $expected, 'llmeco_impact() is what a recursive query finds');
is($got_by_id, $expected, 'of an id, too');
cmp_ok(scalar(grep { /^\|/ } split /\n/, $got), '==', @seeds, 'a row for all, of each');
cmp_ok(sql("SELECT max(i.license_conflicts) FROM llmeco.models m CROSS JOIN LATERAL llmeco_impact(m.name) i WHERE m.model_id IN (" . join(', ', @seeds) . ')'), '>', 0, 'conflicts among them');
like(error_of("SELECT llmeco_impact('no/body')"), qr/42704: model "no\/body" is not known/, 'a model that is not known');
like(error_of('SELECT llmeco_impact(0)'), qr/42704: model 0 is not known/, 'an id that none has');
like(error_of("SELECT llmeco_impact($_)"), qr/22023: argument "model" must not be null/, $_) for qw(NULL NULL::bigint);

# ---- events ----

sub tags { return [ 'pytorch', 'region:us', @_ ] }
sub space { my ($n, @uses) = @_; return { _id => hub_id(1000 + $n), id => "maker/space-$n", likes => $n, createdAt => moment(2, $n), models => \@uses } }
sub refresh
{
	my ($models, @spaces) = @_;
	$hub->serve(models => [ values %$models ], spaces => \@spaces);
	is(sql("SELECT status FROM llmeco_refresh('{models, spaces}', 'all', 'full')"), 'complete', 'refreshed');
	return;
}
my $impact_of = "SELECT kind, name, descendants, spaces, downloads, best_rank = (SELECT min(rank) FROM llmeco.influence JOIN llmeco.models USING (model_id)
	WHERE models.name = ANY (%s)), conflicts_made, conflicts_ended FROM llmeco.event_impact WHERE event_id > %d ORDER BY kind";

fresh_database();
my %models = (
	1 => model(1, id => 'org/base'),
	2 => model(2, id => 'kid/a', parents => [ [ finetune => 'org/base' ] ]),
	3 => model(3, id => 'kid/b', parents => [ [ quantized => 'kid/a' ] ]),
	4 => model(4, id => 'kid/c', parents => [ [ merge => 'kid/a' ], [ merge => 'org/other' ] ]),
	5 => model(5, id => 'org/other'),
	6 => model(6, id => 'acme/six'),
	7 => model(7, id => 'acme/nc', tags => tags('license:cc-by-nc-4.0')),
	8 => model(8, id => 'old/gone'),
	9 => model(9, id => 'kid/of-gone', parents => [ [ adapter => 'old/gone' ] ]),
	10 => model(10, id => 'old/taken'),
	11 => model(11, id => 'kid/of-taken', parents => [ [ finetune => 'old/taken' ] ]),
	12 => model(12, id => 'old/name'),
	13 => model(13, id => 'kid/of-name', parents => [ [ finetune => 'old/name' ] ]),
	14 => model(14, id => 'kid/of-nothing', parents => [ [ finetune => 'no/where' ] ]),
	map { $_ => model($_, id => "filler/m$_") } 20 .. 60);
my @spaces = (space(1, 'org/base', 'kid/b'), space(2, 'kid/c'), space(3, 'old/gone'), space(4, 'old/taken'));
refresh(\%models, @spaces);
$models{1} = model(1, id => 'org/base', tags => tags('license:cc-by-nc-4.0'));
$models{6} = model(6, id => 'acme/six', parents => [ [ finetune => 'acme/nc' ] ]);
refresh(\%models, @spaces);
is(sql(sprintf $impact_of, "'{org/base, kid/a, kid/b, kid/c}'", 0), "license_changed|org/base|3|2|10000|t|3|0\nparent_added|acme/six|0|0|6000|f|1|0",
	'what hangs on a licence and on a derivation, and which conflicts they make');
is(sql("SELECT models - 1, spaces, downloads, best_rank = (SELECT best_rank FROM llmeco.event_impact WHERE name = 'org/base'), license_conflicts
	FROM llmeco_impact('org/base') WHERE depth IS NULL"), '3|2|10000|t|3', 'as llmeco_impact() has it');
my $last = sql('SELECT max(event_id) FROM llmeco.model_events');
$models{1} = model(1, id => 'org/base');
$models{6} = model(6, id => 'acme/six');
refresh(\%models, @spaces);
is(sql(sprintf $impact_of, "'{org/base, kid/a, kid/b, kid/c}'", $last), "license_changed|org/base|3|2|10000|t|0|3\nparent_removed|acme/six|0|0|6000|f|0|1",
	'and which they end');

# ---- names at risk ----

is(sql('SELECT name, risk, severity, leads_to, models, spaces, downloads FROM llmeco.name_risks'), 'no/where|never_listed|low||1|0|14000', 'a name that no repository has');
delete @models{ 8, 10 };
$models{12} = { %{ $models{12} }, id => 'new/name' };
$models{15} = model(15, id => 'old/taken', createdAt => moment(3, 1));
$models{16} = model(16, id => 'kid/of-newer', createdAt => moment(4, 1), parents => [ [ finetune => 'old/taken' ] ]);
$models{17} = model(17, id => 'kid/of-new-name', parents => [ [ finetune => 'new/name' ] ]);
$last = sql('SELECT max(event_id) FROM llmeco.model_events');
refresh(\%models, @spaces);
lines_are('SELECT name, risk, severity, leads_to, models, spaces, downloads, since IS NULL FROM llmeco.name_risks', 'names that are gone, taken over, or old',
	'no/where|never_listed|low||1|0|14000|t',
	'old/gone|gone|low||1|1|9000|f',
	'old/name|renamed|low|new/name|1|0|13000|f',
	'old/taken|taken_over|low|old/taken|1|1|11000|f');
is(sql("SELECT descendants, spaces FROM llmeco.event_impact WHERE event_id > $last AND kind = 'name_taken_over'"), '2|1', 'what hangs on a name that was taken over');
is(sql("SELECT descendants, spaces, downloads FROM llmeco.event_impact WHERE event_id > $last AND kind = 'removed' AND name = 'old/gone'"), '1|0|9000',
	'and on a model that is gone');
delete @models{ 40 .. 44 };
$models{$_} = model($_, id => "kid/m$_", parents => [ [ finetune => 'old/gone' ] ]) for 100 .. 107;
$models{$_} = model($_, id => "kid/m$_", parents => [ [ finetune => 'no/where' ] ]) for 200 .. 298;
refresh(\%models, @spaces);
is(sql("SELECT name, severity, models, spaces FROM llmeco.name_risks WHERE severity <> 'low' ORDER BY name COLLATE \"C\""),
	"no/where|high|100|0\nold/gone|medium|9|1", 'severity by what depends on a name');

# ---- watches ----

sql("CREATE ROLE ann LOGIN; CREATE ROLE bob LOGIN; CREATE ROLE tom LOGIN; CREATE ROLE eve LOGIN; CREATE ROLE ops LOGIN;
	SELECT llmeco_grant('reader', r) FROM unnest('{ann, bob, tom}'::text[]) r; SELECT llmeco_grant('analyst', 'eve'); SELECT llmeco_grant('refresher', 'ops')");
sub as { my ($role, @text) = @_; return sql("SET ROLE $role; ", @text) }
my $names = 'SELECT string_agg(DISTINCT e.name, \' \' ORDER BY e.name) FROM llmeco.watched_events e';
as('ann', "INSERT INTO llmeco.watches (what, name) VALUES ('model', 'ORG/base'), ('author', 'Old')");
as('bob', "INSERT INTO llmeco.watches (what, name) VALUES ('model', 'old/name')");
as('ops', "INSERT INTO llmeco.watches (what, name) VALUES ('family', 'acme/six')");
is(as('ann', $names), 'new/name old/gone old/taken org/base', 'models by name, models that an author has or had, in any case of letters');
is(as('bob', $names), 'new/name', 'by an old name what it led to');
is(as('ops', $names), 'acme/six', 'a family');
is(as('tom', $names), '', 'nothing of who watches nothing');
is(as('ann', 'SELECT count(*) FROM llmeco.watched_events') + 0, sql("SELECT count(*) FROM llmeco.model_events WHERE name ~ '^(old/|org/base)' OR kind = 'author_changed'") + 0, 'each event once');
is(as('ann', 'SELECT role, what, name FROM llmeco.watches ORDER BY what'), "ann|author|Old\nann|model|ORG/base", 'a role sees its own');
is(as('eve', 'SELECT count(*) FROM llmeco.watches'), 0, 'nobody another\'s');
is(sql('SELECT count(*) FROM llmeco.watch_list'), 4, 'which are there');
as('bob', "DELETE FROM llmeco.watches; UPDATE llmeco.watches SET name = 'x'");
is(sql("SELECT string_agg(role || ' ' || name, ', ' ORDER BY role, name COLLATE \"C\") FROM llmeco.watch_list"), 'ann ORG/base, ann Old, ops acme/six',
	'nor takes another\'s away');
for ([ bob => "INSERT INTO llmeco.watches (what, name, role) VALUES ('model', 'a/b', 'ann')", '44000' ],
	[ ann => "UPDATE llmeco.watches SET role = 'bob'", '44000' ],
	[ ann => "INSERT INTO llmeco.watches (what, name) VALUES ('space', 'a/b')", '23514' ],
	(map { [ $_ => 'TABLE llmeco.watch_list', '42501' ] } qw(ann eve ops)),
	[ ann => 'TABLE llmeco.model_events', '42501' ])
{
	my ($role, $query, $state) = @$_;
	like(error_of("SET ROLE $role; $query"), qr/ERROR:  $state: /, "$role: $query is refused");
}
# what a function says of rows that a view leaves out
sql("CREATE FUNCTION public.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS \$\$ BEGIN RAISE NOTICE 'saw %', \$1; RETURN true; END \$\$");
unlike(error_of("SET ROLE eve; SELECT * FROM llmeco.watches WHERE leak(name)"), qr/saw/, 'not even to a function of somebody\'s own');
$models{2} = model(2, id => 'kid/a', pipeline_tag => 'translation', parents => [ [ finetune => 'org/base' ] ]);
$hub->serve(models => [ values %models ], spaces => \@spaces);
as('ops', "CALL llmeco_refresh_all('{models}', 'all', 'full')");
is(as('ops', 'SELECT kind, descendants FROM llmeco.event_impact ORDER BY event_id DESC LIMIT 1'), 'task_changed|2', 'a refresher writes events');
is(as('ops', "SELECT events_deleted FROM llmeco_prune(events => '0')") > 0, 1, 'and prunes them');

$node->stop;
$hub->stop;
$sample_hub->stop;
done_testing();
