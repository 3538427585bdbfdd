# When this fails, a refresh stores what the Hub does not say, loses what it
# does, writes rows that did not change, or asks for more than its budget: what
# it stores, what it leaves alone, names that move, scopes, budgets, rights.
use strict;
use warnings;
use FindBin;
use JSON::PP;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $hub = LoopbackHub->new('--page-max', '10');
my $node = start_server('main', $hub->settings . "max_prepared_transactions = 0\n");

my $db;

# fresh(RECORD...) is a new database with the extension, and a Hub with these
# records.
sub fresh
{
	$db = fresh_database();
	serve(@_);
	return;
}

sub serve { return $hub->serve(models => [@_]) }

# refresh(ARGUMENTS, COLUMNS) calls llmeco_refresh.
sub refresh
{
	my ($arguments, $columns) = @_;
	$arguments //= "'{models}', 'all', 'full'";
	$columns //= 'status, models_seen, models_new, models_changed, edges_seen, edges_new, edges_changed, edges_removed, errors';
	return dated(sub { sql("SELECT $columns FROM llmeco_refresh($arguments)") });
}

sub edges
{
	return sql('SELECT parent, child, relation FROM llmeco.network_edges
		ORDER BY parent COLLATE "C", child COLLATE "C"');
}

sub aliases
{
	return sql('SELECT a.name, m.name FROM llmeco.model_aliases a LEFT JOIN llmeco.models m USING (model_id)
		ORDER BY a.name COLLATE "C"');
}

sub errors { return last_errors('item, kind', 'error_id') }

# What a refresh of models may write to.
my @tables = qw(models model_edges model_aliases authors);

# again(NAME) sees that the same data once more change nothing.
sub again
{
	my ($name, $changes) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $before = versions(@tables);
	is(refresh(undef, 'status, models_new, models_changed, edges_new, edges_changed, edges_removed'),
		'complete|0|0|0|0|0', "$name: again, nothing new");
	is(versions(@tables), $before, "$name: again, no row version");
	return;
}

# confirmed(SINCE) is how many models were seen to be as they are since a time, and how
# many changed.
sub confirmed
{
	return sql(join ' ', 'SELECT', join(', ', map { "count(*) FILTER (WHERE $_ >= '$_[0]')" } qw(seen_at changed_at fetched_at)), 'FROM llmeco.model_details');
}
sub now { return sql('SELECT clock_timestamp()') }

# ---- a whole walk ----

my @records = map { model($_) } 1 .. 57;
sub derive { my ($child, @parents) = @_; $records[ $child - 1 ] = model($child, parents => \@parents); return }
derive(10, [ 'finetune', $records[0]{id} ]);
derive(11, [ 'adapter', $records[9]{id} ]);
derive(12, [ 'quantized', 'elsewhere/unlisted' ]);
derive(13, [ 'merge', $records[9]{id} ], [ 'merge', $records[1]{id} ], [ 'merge', 'elsewhere/merged' ]);
derive(57, [ 'finetune', $records[2]{id} ]);
derive(20, [ 'finetune', $records[29]{id} ]);    # from a newer one: a cycle of
derive(30, [ 'finetune', $records[19]{id} ]);    # two models
fresh(@records);
is(refresh(), 'complete|57|59|4|9|9|0|0|0', 'a walk of six pages; four stubs become real');
is(sql('SELECT requests FROM llmeco.refresh_runs'), 6, 'in six requests');
tables_are('walk', @records);
is(sql('SELECT count(*) FROM llmeco.authors'), 8, 'an author for each name before a slash');
is(sql("SELECT count(*) FROM llmeco.models m JOIN llmeco.authors a USING (author_id)
	WHERE split_part(m.name, '/', 1) = a.name"), 59, 'every model and stub has its author');
is(sql("SELECT languages, tags, license, library, trending_score, sha, provenance
	FROM llmeco.models m JOIN llmeco.model_edges ON child_id = model_id WHERE name = 'author3/model-10'"),
	'{en}|{pytorch,en,license:mit,region:us,base_model:author1/model-1,base_model:finetune:author1/model-1}'
	  . "|mit|transformers|0.5|$records[9]{sha}|hub", 'the other fields');
is(sql("SELECT status, sources, scope, mode, finished_at >= started_at AND seconds > 0 FROM llmeco.refresh_runs"),
	'complete|{models}|all|full|t', 'a row in refresh_runs');
is(sql('SELECT count(*) FROM llmeco.refresh_cursors WHERE next_url IS NOT NULL'), 0, 'no cursor is left');
is(sql('SELECT count(*) FROM llmeco.influence'), 59, 'influence was computed');
my $walked = now();
again('walk');
is(confirmed($walked), '57|0|0', 'but that all that are listed were seen again');
is(sql('SELECT count(*) - count(seen_at) FROM llmeco.model_details WHERE fetched_at IS NULL'), 2, 'and the stubs were not');
is(sql('SELECT count(*) FROM llmeco.influence_runs'), 1, 'influence was not computed again the same day');
sql("UPDATE llmeco.influence_runs SET as_of = as_of - interval '1 day'");
refresh();
is(sql('SELECT count(*) FROM llmeco.influence_runs'), 2, 'but on the next one');

# ---- what changes ----

$records[4]{likes} = 999;
$records[4]{downloads} = 3_000_000_000;
$records[5]{pipeline_tag} = 'fill-mask';
$records[7]{sha} = 'f' x 40;
derive(11, [ 'finetune', $records[9]{id} ]);                                   # relation
derive(13, [ 'merge', $records[9]{id} ], [ 'merge', $records[1]{id} ]);        # one parent fewer
derive(14, [ 'quantized', $records[3]{id} ]);                                  # a new one
push @records, model(58, parents => [ [ 'adapter', $records[0]{id} ] ]);
sql("UPDATE llmeco.model_edges SET provenance = 'manual', relation = 'quantized', weight = 2
	WHERE child_id = (SELECT model_id FROM llmeco.models WHERE name = '$records[9]{id}')");
sql("INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
	SELECT p.model_id, c.model_id, 'merge', 'manual' FROM llmeco.models p, llmeco.models c
	WHERE p.name = '$records[6]{id}' AND c.name = '$records[11]{id}'");
my $fetched = sql("SELECT fetched_at FROM llmeco.models WHERE name = '$records[0]{id}'");
my $changing = now();
serve(@records);
is(refresh(), 'complete|58|1|6|10|2|1|1|0', 'two counters, a task, a commit, tags of three; two derivations, one changed, one gone');
is(sql("SELECT name FROM llmeco.model_details WHERE changed_at >= '$changing' ORDER BY split_part(name, '-', 2)::int"),
	join("\n", map { $records[ $_ - 1 ]{id} } 5, 6, 8, 11, 13, 14, 58), 'changed_at says which');
is(sql("SELECT child FROM llmeco.network_edges WHERE changed_at >= '$changing' ORDER BY split_part(child, '-', 2)::int"),
	join("\n", map { $records[ $_ - 1 ]{id} } 11, 14, 58), 'of derivations, too');
my ($gone) = readme_section('## Incremental extraction') =~ /^\s+(SELECT e[.]model_id AS child_id.*?);/ms;
is(sql("SELECT c.name, p.name FROM ($gone) g JOIN llmeco.models c ON c.model_id = g.child_id JOIN llmeco.models p ON p.model_id = g.parent_id"),
	"$records[12]{id}|elsewhere/merged", 'events say which are gone, as the guide has it');
is(sql("SELECT likes, downloads FROM llmeco.models WHERE name = '$records[4]{id}'"), '999|3000000000', 'counters beyond 32 bits');
is(sql("SELECT sha FROM llmeco.models WHERE name = '$records[7]{id}'"), 'f' x 40, 'the commit');
is(sql("SELECT fetched_at = '$fetched' FROM llmeco.models WHERE name = '$records[0]{id}'"), 't', 'an unchanged model keeps fetched_at');
is(sql("SELECT bool_and(fetched_at > '$fetched') FROM llmeco.models WHERE name IN ('$records[4]{id}', '$records[57]{id}')"), 't', 'others not');
is(sql("SELECT relation, weight, parent_id = (SELECT model_id FROM llmeco.models WHERE name = '$records[0]{id}')
	FROM llmeco.model_edges JOIN llmeco.models ON model_id = child_id WHERE name = '$records[9]{id}'"),
	'quantized|2|t', 'a derivation that became manual is left alone');
is(sql("SELECT string_agg(p.name, ' ' ORDER BY p.name) FROM llmeco.model_edges e JOIN llmeco.models c ON c.model_id = child_id
	JOIN llmeco.models p ON p.model_id = parent_id WHERE c.name = '$records[11]{id}'"),
	"$records[6]{id} elsewhere/unlisted", 'a manual one is kept beside the Hub\'s');
sql("DELETE FROM llmeco.model_edges WHERE provenance = 'manual'");
refresh();
$records[9] = model(10, parents => [ [ 'finetune', $records[0]{id} ] ]);
is(sql("SELECT count(*) FROM llmeco.models WHERE name = 'elsewhere/merged'"), 1, 'a stub that nobody names any more stays');
sql("DELETE FROM llmeco.models WHERE name = 'elsewhere/merged'");
tables_are('changes', @records);
again('changes');

# ---- names that move ----

# a stub is listed at last; a model is renamed; two swap their names, on
# different pages; a model gets the name of a stub
push @records, model(59, id => 'elsewhere/unlisted');
serve(@records);
refresh();
tables_are('adopted stub', @records);
is(sql("SELECT count(*) FROM llmeco.models WHERE hub_id = '" . hub_id(59) . "'"), 1, 'the stub became the model');

sub rename_record
{
	my ($n, $to) = @_;
	my $from = $records[ $n - 1 ]{id};
	$records[ $n - 1 ]{id} = $to;
	return $from;
}

sub retag
{
	my %new = @_;
	for my $record (@records)
	{
		for (@{ $record->{tags} })
		{
			my ($head, $name) = /^(base_model:(?:\w+:)?)([^:]+)$/ or next;
			$_ = "$head$new{$name}" if $new{$name};
		}
	}
	return;
}
my $ids = 'SELECT hub_id, model_id FROM llmeco.models WHERE hub_id IS NOT NULL ORDER BY hub_id';
my $ids_before = sql($ids);
my $old = rename_record(10, 'newhome/model-10');
retag($old => 'newhome/model-10');
serve(@records);
is(refresh(undef, 'status, models_new, models_changed, errors'), 'complete|0|3|0', 'a rename, and the tags of two children');
tables_are('rename', @records);
is(sql($ids), $ids_before, 'rename: every model has its model_id still');
is(aliases(), "$old|newhome/model-10", 'rename: the old name is an alias');
again('rename');

# a child that still has the old name in its tags
push @records, model(60, parents => [ [ 'finetune', $old ] ]);
serve(@records);
refresh();
is(sql("SELECT string_agg(parent, ' ') FROM llmeco.network_edges WHERE child = '$records[59]{id}'"),
	'newhome/model-10', 'an alias leads to the parent');
is(sql("SELECT count(*) FROM llmeco.models WHERE name = '$old'"), 0, 'and makes no stub');
again('alias');
pop @records;

# the model itself under its old name: a loop only once the alias is known
$records[9] = model(10, id => 'newhome/model-10', parents => [ [ 'finetune', $records[0]{id} ], [ 'finetune', $old ] ]);
serve(@records);
refresh();
is(errors(), "newhome/model-10|self_loop", 'a model derived from its own old name');
$records[9] = model(10, id => 'newhome/model-10', parents => [ [ 'finetune', $records[0]{id} ] ]);
serve(@records);
refresh();
sql("DELETE FROM llmeco.models WHERE hub_id = '" . hub_id(60) . "'");
sql("DELETE FROM llmeco.model_edges WHERE child_id NOT IN (SELECT model_id FROM llmeco.models)");
tables_are('loop left out', @records);

# and back to the old name
rename_record(10, $old);
retag('newhome/model-10' => $old);
serve(@records);
refresh();
is(aliases(), "newhome/model-10|$old", 'renamed back: the old name is no alias, the other is');
again('renamed back');
sql('DELETE FROM llmeco.model_aliases');

for ([ 1, 2, 'on one page' ], [ 5, 55, 'on two pages' ])
{
	my ($one, $two, $where) = @$_;
	my ($first, $second) = ($records[ $one - 1 ]{id}, $records[ $two - 1 ]{id});
	rename_record($one, $second);
	rename_record($two, $first);
	retag($first => $second, $second => $first);
	serve(@records);
	refresh();
	tables_are("two swap names $where", @records);
	is(aliases(), '', "swap $where: no alias for a name that is current");
	again("swap $where");
}

# three move round
my @names = map { $records[$_]{id} } 14, 34, 54;
rename_record(15, $names[1]);
rename_record(35, $names[2]);
rename_record(55, $names[0]);
retag($names[0] => $names[1], $names[1] => $names[2], $names[2] => $names[0]);
serve(@records);
refresh();
tables_are('three move round', @records);
is(aliases(), '', 'round: no alias');

# renamed to a name that others had given as a parent's
push @records, model(60, parents => [ [ 'finetune', 'future/name' ] ]);
serve(@records);
refresh();
is(expected_stubs(@records), 'future/name', 'the name is a stub\'s first');
is(sql("SELECT count(*) > 5, count(*) - count(first_seen_at), max(first_seen_at) <= now() FROM llmeco.model_edges"), 't|0|t', 'since when each derivation is known');
sql("UPDATE llmeco.model_edges e SET first_seen_at = '2026-01-01' FROM llmeco.models p WHERE p.model_id = e.parent_id AND p.name = 'future/name';
	INSERT INTO llmeco.spaces (space_id, hub_id, name) OVERRIDING SYSTEM VALUE VALUES (-1, 'of a test', 'a/space');
	INSERT INTO llmeco.space_models (space_id, model_id, first_seen_at) SELECT -1, model_id, '2026-01-01' FROM llmeco.models WHERE name = 'future/name'");
$old = rename_record(16, 'future/name');
serve(@records);
refresh();
tables_are('renamed to a stub\'s name', @records);
is(sql('SELECT count(*) FROM llmeco.models WHERE fetched_at IS NULL'), 0, 'the stub is gone');
is(sql("SELECT count(*), min(first_seen_at) = '2026-01-01' FROM llmeco.network_edges WHERE parent = 'future/name' AND child = '$records[-1]{id}'"), '1|t', 'what is derived from it is known since then still');
is(sql("DELETE FROM llmeco.space_models u USING llmeco.models m WHERE m.model_id = u.model_id AND u.space_id = -1 RETURNING m.name, u.first_seen_at = '2026-01-01'"), 'future/name|t', 'what uses it, too');
sql('DELETE FROM llmeco.spaces WHERE space_id = -1');
again('stub merged');

# a name reused by a new model, the old one gone from the listing
my $reused = $records[16]{id};
my @without = grep { $_->{id} ne $reused } @records;
serve(@without, model(61, id => $reused));
is(refresh(undef, 'status, models_new, models_changed, errors'), 'complete|1|1|1', 'a new model under a name that was taken');
is(errors(), "$reused|name", 'which is said');
is(sql("SELECT name, hub_id, removed_at IS NOT NULL FROM llmeco.models WHERE name LIKE '$reused%' ORDER BY name"),
	"$reused|" . hub_id(61) . "|f\n$reused#" . hub_id(17) . '|' . hub_id(17) . '|t', 'the former is kept, and removed at once');
again('reused name');
# and back under another one
serve(@without, model(61, id => $reused), model(17, id => 'moved/model-17'));
refresh();
is(sql("SELECT name, removed_at FROM llmeco.models WHERE hub_id = '" . hub_id(17) . "'"), 'moved/model-17|', 'until it is listed again');
is(sql("SELECT count(*) FROM llmeco.model_aliases WHERE name = '$reused' OR name LIKE '%#%'"), 0, 'its old name is the other\'s');

# ---- users' keys ----

# stubs that turn out to be models, where tables of a user refer to them
my @keyed = ((map { model($_) } 1 .. 5), model(6, parents => [ [ 'finetune', 'kept/name' ], [ 'finetune', 'gone/name' ] ]));
# without a key: ids that a user stored lead to the models all the same
fresh(@keyed);
refresh();
sql("CREATE TABLE stored AS SELECT model_id AS id, name AS stored FROM llmeco.models");
$keyed[0]{id} = 'kept/name';
serve(@keyed);
refresh();
my $found = 'SELECT s.stored, i.name FROM stored s LEFT JOIN llmeco.model_ids i USING (id) WHERE s.stored <> i.name OR i.name IS NULL ORDER BY 1';
is(sql($found), 'author1/model-1|kept/name', 'a stored id of a stub leads to the model that has its name now; that of the model to itself');
is(sql("SELECT count(*), count(DISTINCT id) FROM llmeco.model_ids"), '8|8', 'every id that was given is one row');
is(sql("SELECT s.id <> r.model_id, m.name FROM stored s JOIN llmeco.model_redirects r ON r.former_id = s.id JOIN llmeco.models m USING (model_id)"),
	't|kept/name', 'by llmeco.model_redirects');
again('stored ids');
$keyed[0]{id} = model(1)->{id};
fresh(@keyed);
refresh();
sql("CREATE TABLE notes AS SELECT model_id FROM llmeco.models WHERE name = 'kept/name';
	ALTER TABLE notes ADD FOREIGN KEY (model_id) REFERENCES llmeco.models;
	CREATE TABLE stars AS SELECT model_id FROM llmeco.models WHERE name = 'gone/name';
	ALTER TABLE stars ADD FOREIGN KEY (model_id) REFERENCES llmeco.models ON DELETE CASCADE");
$keyed[0]{id} = 'kept/name';
$keyed[1]{id} = 'gone/name';
serve(@keyed);
is(refresh(undef, 'status'), 'complete', 'a foreign key of a user stops no refresh');
lines_are($stored_models, 'users\' keys: models', split /\n/, expected_models(@keyed));
lines_are('SELECT parent, child, relation FROM llmeco.network_edges', 'users\' keys: derivations', split /\n/, expected_edges(@keyed));
is(sql("SELECT s.name = m.name || '#' || s.model_id, m.name FROM (TABLE notes UNION ALL TABLE stars) n
	JOIN llmeco.models s USING (model_id) JOIN llmeco.model_aliases a ON a.name = s.name
	JOIN llmeco.models m ON m.model_id = a.model_id WHERE s.removed_at IS NOT NULL ORDER BY 2"),
	"t|gone/name\nt|kept/name", 'the rows that they refer to stay and lead to the models');
is(sql("SELECT i.name, i.model_id <> n.model_id FROM (TABLE notes UNION ALL TABLE stars) n JOIN llmeco.model_ids i ON i.id = n.model_id ORDER BY 1"),
	"gone/name|t\nkept/name|t", 'as do the ids alone');
again('users\' keys');

# ---- parents with two names ----

# On one page models name a stub and a name that nobody knows, with one _id for
# both: they are one model, whichever the page names first.
my @stubs = map { model($_ + 5, parents => [ [ 'finetune', "stub$_/name" ] ]) } 1 .. 5;
fresh((map { model($_) } 1 .. 5), @stubs);
refresh();
my @twins = map {
	my $n = $_;
	map { model(10 + 2 * $n + $_->[0], baseModels => { relation => 'finetune', models => [ { _id => hub_id(90 + $n), id => "$_->[1]$n/name" } ] }) }
	  [ 0, $n % 2 ? 'twin' : 'stub' ], [ -1, $n % 2 ? 'stub' : 'twin' ]
} 1 .. 5;
serve((map { model($_) } 1 .. 5), @stubs, @twins);
is(refresh(undef, 'status'), 'complete', 'two names of one parent, of which one is a stub');
is(sql("SELECT count(*), count(DISTINCT e.child_id) FROM llmeco.models m JOIN llmeco.model_edges e ON e.parent_id = m.model_id
	WHERE m.name LIKE 'stub%' AND m.hub_id IS NOT NULL"), '15|15', 'they are one model');
is(aliases(), join("\n", map { "twin$_/name|stub$_/name" } 1 .. 5), 'the other name is an alias');
again('two names of one parent');

# ---- the same model twice ----

my @twice = ((map { model($_) } 1 .. 25),
	{ %{ model(25) }, likes => 7, createdAt => '2024-01-01T00:00:30.000Z' },             # other numbers
	{ %{ model(24) }, id => 'second/name', createdAt => '2024-01-01T00:24:00.000Z' },    # adjacent
	{ %{ model(23) } },                                                                  # the very same
	{ %{ model(26, parents => [ [ 'finetune', 'second/name' ] ]) },                      # without its _id
		baseModels => { relation => 'finetune', models => [ { id => 'second/name' } ] } });
fresh(@twice);
is(refresh(undef, 'status, models_seen, models_new, models_changed, errors'), 'complete|29|27|1|2',
	'the same model listed twice: with other numbers, with another name, unchanged');
is(errors(), "second/name|duplicate\n$twice[24]{id}|duplicate", 'which is said of the first two');
is(aliases(), "second/name|$twice[23]{id}", 'the second name is an alias');
is(sql("SELECT likes FROM llmeco.models WHERE hub_id = '" . hub_id(25) . "'"), $twice[24]{likes}, 'the first listing wins');
is(edges(), "$twice[23]{id}|$twice[28]{id}|finetune", 'what was derived from the second name is derived from the model');
is(sql('SELECT count(*) FROM llmeco.models'), 26, 'no stub is left');
again('twice');

# two models under one name
serve((map { model($_) } 1 .. 25), model(40, id => 'author1/model-15'), model(41, id => 'author1/model-1'));
refresh();
is(sql("SELECT name, hub_id FROM llmeco.models WHERE name ~ '^author1/model-15?(#|\$)' ORDER BY name COLLATE \"C\""),
	join("\n", 'author1/model-1|' . hub_id(41), 'author1/model-1#' . hub_id(1) . '|' . hub_id(1),
		'author1/model-15|' . hub_id(40), 'author1/model-15#' . hub_id(15) . '|' . hub_id(15)),
	'two models with one name: the one listed first has it');
again('one name');

# ---- what is not as it should be ----

my $long = 'x' x 90;
my @good = map { model($_) } 1 .. 12;
my @bad = (
	{ %{ model(20) }, likes => 'many', downloads => -5 },
	{ %{ model(21) }, downloads => 9_000_000_000_000, likes => 5_000_000_000 },
	{ %{ model(22) }, _id => undef },
	{ %{ model(23) }, _id => 'short' },
	do { my $r = model(24); delete $r->{id}; $r },
	{ %{ model(25) }, id => 'an//empty/part' },
	{ %{ model(26) }, id => "nul/in\0name" },
	{ %{ model(27) }, pipeline_tag => "nul\0inside" },
	{ %{ model(28) }, tags => 'none' },
	{ %{ model(29) }, tags => [ 'ok', 5, undef, [ 'nested' ], 'fine' ] },
	{ %{ model(30) }, createdAt => 'yesterday' },
	{ %{ model(31) }, createdAt => '2022-03-02T23:29:04.000Z' },
	model(32, parents => [ [ 'distilled', $good[0]{id} ] ]),
	model(33, parents => [ [ 'finetune', 'author5/model-33' ] ]),
	model(34, parents => [ [ 'finetune', 'not a name' ] ]),
	{ %{ model(35) }, id => 'no-owner' },
	{ %{ model(36) }, id => "long/$long" },
	{ %{ model(37) }, pipeline_tag => "\x{4e2d}\x{6587} \x{1f600}", tags => [ "\x{e9}t\x{e9}" ] },
	{ %{ model(38) }, library_name => { is => 'an object' }, trendingScore => 'hot', sha => 'main' },
	model(39, parents => [ [ 'finetune', $good[1]{id} ] ]));
fresh(@good, @bad);
my ($status, $seen, $errors) = split /\|/, refresh(undef, 'status, models_seen, errors');
is("$status|$seen", 'complete|27', 'a walk with broken records: five cannot be stored');
my %said = map { /^(.*)\|(\w+)$/ ? ("$1 $2" => 1) : () } split /\n/, errors();
is_deeply([ grep { !$said{$_} } 'author6/model-20 type', 'author5/model-33 self_loop', 'author4/model-32 relation',
		'author0/model-28 type' ],
	[], 'refresh_errors says what and where') or diag(errors());
cmp_ok($errors, '>=', 13, 'for each of them');
is(sql('SELECT name, text FROM llmeco.unresolved_parents JOIN llmeco.models ON model_id = child_id'),
	'author6/model-34|not a name', 'what is no name of a base model is kept');
is(sql("SELECT string_agg(name, ' ' ORDER BY name) FROM llmeco.models WHERE fetched_at IS NULL"), '', 'no stub for what is no name');
is(sql("SELECT likes IS NULL, downloads IS NULL OR downloads >= 0 FROM llmeco.models WHERE hub_id = '" . hub_id(20) . "'"), 't|t', 'counters of a wrong type are NULL');
is(sql("SELECT downloads, likes FROM llmeco.models WHERE hub_id = '" . hub_id(21) . "'"), '9000000000000|5000000000', 'large counters');
is(sql("SELECT created_at IS NULL FROM llmeco.models WHERE hub_id IN ('" . hub_id(30) . "', '" . hub_id(31) . "')"), "t\nt", 'no date: unknown and placeholder');
is(sql("SELECT name, author_id IS NULL FROM llmeco.models WHERE name IN ('no-owner', 'long/$long') ORDER BY 1"), "long/$long|f\nno-owner|t", 'unusual names');
is(sql("SELECT convert_to(task, 'UTF8'), convert_to(tags[1], 'UTF8') FROM llmeco.models WHERE hub_id = '" . hub_id(37) . "'"),
	'\xe4b8ade6968720f09f9880|\xc3a974c3a9', 'text beyond ASCII');
is(sql("SELECT sha FROM llmeco.models WHERE hub_id IN ('" . hub_id(37) . "', '" . hub_id(38) . "') ORDER BY hub_id"),
	model(37)->{sha} . "\n", 'a commit and what is none');
is(edges(), "author1/model-1|author4/model-32|unknown\nauthor2/model-2|author4/model-39|finetune", 'derivations among them');
again('broken records');
# a record that breaks later keeps what is known
$bad[19] = { %{ $bad[19] }, tags => 'none', likes => 'none' };
serve(@good, @bad);
is(refresh(undef, 'edges_removed'), 0, 'lineage that cannot be read is not taken for gone');
is(sql("SELECT likes FROM llmeco.models WHERE hub_id = '" . hub_id(39) . "'"), model(39)->{likes}, 'nor are likes');

# ---- scope top:N ----

# a chain of ancestors outside the N, children of liked and unliked ones, a
# merge with a parent elsewhere, one that is missing
my %spec = (
	1 => [0], 2 => [ 1, [ 'finetune', 1 ] ], 3 => [ 2, [ 'finetune', 2 ] ], 4 => [ 90, [ 'adapter', 3 ] ],
	5 => [80], 6 => [ 12, [ 'finetune', 4 ] ], 7 => [ 3, [ 'quantized', 4 ] ], 8 => [ 1, [ 'finetune', 6 ] ],
	9 => [ 1, [ 'finetune', 7 ] ], 10 => [ 1, [ 'finetune', 2 ] ], 11 => [ 5, [ 'merge', 5 ], [ 'merge', 12 ] ],
	12 => [ 11, [ 'finetune', 13 ] ], 13 => [1], 14 => [ 2, [ 'adapter', 12 ] ], 15 => [ 30, [ 'finetune', 14 ] ],
	16 => [ 1, [ 'finetune', 15 ] ], 17 => [70], 18 => [ 0, [ 'merge', 17 ], [ 'merge', 19 ] ], 19 => [40],
	20 => [ 2, [ 'finetune', 19 ] ], 21 => [9], 22 => [ 8, [ 'finetune', 21 ] ], 23 => [ 60, [ 'finetune', 99 ] ],
	(map { $_ => [ $_ % 5, [ 'quantized', 5 ] ] } 30 .. 55));
my @family = map {
	my ($likes, @parents) = @{ $spec{$_} };
	model($_, likes => $likes, parents => [ map { [ $_->[0], model($_->[1])->{id} ] } @parents ])
} sort { $a <=> $b } keys %spec;

# closure(N, MIN) is which numbers belong to top:N, level by level.
sub closure
{
	my ($n, $min) = @_;
	my @by_likes = sort { $spec{$b}[0] <=> $spec{$a}[0] } keys %spec;
	my %top = map { $_ => 1 } @by_likes[ 0 .. $n - 1 ];
	my %in = %top;
	for (my $before = 0; $before != keys %in;)
	{
		$before = keys %in;
		for my $child (keys %spec)
		{
			for (map { $_->[1] } @{ $spec{$child} }[ 1 .. $#{ $spec{$child} } ])
			{
				$in{$_} = 1 if $in{$child} && $spec{$_};
				$in{$child} = 1 if $in{$_} && $spec{$_} && ($top{$_} || $spec{$_}[0] >= $min);
			}
		}
	}
	return grep { $in{ hex $_->{_id} } } @family;
}

for ([ 3, 10 ], [ 1, 10 ], [ 5, 35 ], [ 4, 1000 ], [ 7, 0 ])
{
	my ($n, $min) = @$_;
	my @expected = closure($n, $min);
	cmp_ok(scalar(@expected), '<', scalar(@family), "top:$n is not everything");
	fresh(@family);
	sql("ALTER DATABASE $db SET llmeco.expand_min_likes = $min");
	is(refresh("'{models}', 'top:$n'", 'status'), 'complete', "top:$n with at least $min likes");
	tables_are("top:$n, $min", @expected);
	my @asked = map { $_->{url} } @{ $hub->log };
	my %asked = map { $_ => 1 } @asked;
	is(scalar(@asked), scalar(keys %asked), "top:$n: nothing is asked twice");
	is(scalar(grep { /filter=base_model/ && !/cursor/ } @asked),
		scalar(grep { my $number = hex $_->{_id}; $spec{$number}[0] >= $min
				|| (grep { $_ == $number } (sort { $spec{$b}[0] <=> $spec{$a}[0] } keys %spec)[ 0 .. $n - 1 ]) } @expected),
		"top:$n: children are asked of those only that qualify");
	is(sql('SELECT count(*) FROM llmeco.refresh_cursors'), 0, "top:$n: no cursor is left");
	my $before = versions(@tables);
	my $again = now();
	is(refresh("'{models}', 'top:$n'", 'status, models_new, models_changed, edges_new, edges_changed, edges_removed'),
		'complete|0|0|0|0|0', "top:$n again: nothing new");
	is(versions(@tables), $before, "top:$n again: no row version");
	is(confirmed($again), @expected . '|0|0', "top:$n again: but that all were seen again");
}
is(sql("SELECT kind, item FROM llmeco.refresh_errors GROUP BY 1, 2"), 'http|author1/model-99', 'the missing parent is said, and is a stub');

# a scope that shrinks, grows, and is all
my @scopes = map { [ "top:$_", scalar closure($_, 10) ] } 7, 1, 7;
fresh(@family);
for (@scopes, [ 'all', scalar @family ])
{
	my ($scope, $n) = @$_;
	my $since = now();
	is(refresh("'{models}', '$scope', 'full'", 'status'), 'complete', "$scope after others");
	is(sql("SELECT count(*) FROM llmeco.model_details WHERE seen_at >= '$since'"), $n, "$scope: what is of it was seen");
	is(sql("SELECT count(*) FROM llmeco.model_details WHERE fetched_at IS NOT NULL AND (seen_at < fetched_at OR seen_at IS NULL)"), 0, "$scope: when the rest was, is known");
}

# in small portions
fresh(@family);
my @expected = closure(3, 10);
my ($calls, $state) = (0, 'partial');
while ($state eq 'partial' && $calls < 100)
{
	$calls++;
	$state = refresh("'{models}', 'top:3', max_requests => 2", 'status');
}
is($state, 'complete', 'top:3, two requests a call, completes');
is(sql('SELECT max(requests) FROM llmeco.refresh_runs'), 2, 'never more than two');
tables_are('top:3 in portions', @expected);
is(sql('SELECT count(*) FROM llmeco.refresh_cursors'), 0, 'no cursor is left');
my @asked = grep { !/sort=likes/ } map { $_->{url} } @{ $hub->log };
my %asked = map { $_ => 1 } @asked;
is(scalar(@asked), scalar(keys %asked), 'no call asks what an earlier one asked');

# ---- budgets, continuation ----

@records = map { model($_, $_ == 57 ? (parents => [ [ 'finetune', 'elsewhere/unlisted' ] ]) : ()) } 1 .. 57;
fresh(@records);
is(refresh("'{models}', 'all', 'full', max_requests => 2", 'status, models_seen, requests'), 'partial|20|2', 'a budget of two requests');
is(sql("SELECT source, scope, step, next_url LIKE '%cursor=%' FROM llmeco.refresh_cursors WHERE step <> 'public'"), 'models|all|walk|t', 'the place is kept');
is(refresh("'{models}', 'all', 'full', max_requests => 3", 'status, models_seen, requests'), 'partial|30|3', 'the next call goes on there');
is(refresh(undef, 'status, models_seen, requests'), 'complete|7|1', 'and one more gets to the end');
tables_are('in three calls', @records);
is(refresh(undef, 'status, models_seen, models_changed'), 'complete|57|0', 'the one after begins anew');
$hub->faults({ match => '.', times => -1, do => 'delay', ms => 700 });
my $seconds;
($status, $seen, $seconds) = split /\|/, refresh("'{models}', 'all', 'full', max_seconds => 1", 'status, models_seen, seconds');
is("$status|$seen", 'partial|10', 'a budget of one second');
cmp_ok($seconds, '>=', 1, 'is used');

# ---- the procedure ----

fresh(@records);
my ($result, $stdout, $stderr) = $node->psql($db, "CALL llmeco_refresh_all('{models}', 'all', 'full')");
is($result, 0, 'CALL llmeco_refresh_all');
like($stderr, qr/NOTICE:  refresh complete: 57 models read, 58 new/, 'says what it did');
tables_are('CALL', @records);
is(sql('SELECT count(DISTINCT xmin::text) >= 6 FROM llmeco.models'), 't', 'in a transaction a page');
is(sql('SELECT status, models_seen, requests FROM llmeco.refresh_runs'), 'complete|57|6', 'one run');
is(sql('SELECT count(*) FROM llmeco.influence'), 58, 'influence was computed');
is(sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), 0, 'no lock is left');
again('CALL');
like(error_of("BEGIN; CALL llmeco_refresh_all('{models}', 'all', 'full')"),
	qr/ERROR:  2D000: .*inside a transaction block.*HINT:  Use llmeco_refresh/s, 'CALL in a transaction block');
fresh(@family);
sql("CALL llmeco_refresh_all('{models}', 'top:3')");
tables_are('CALL top:3', closure(3, 10));
is(sql('SELECT count(*) FROM llmeco.refresh_cursors'), 0, 'CALL top:3: no cursor is left');

# ---- who may, and where ----

fresh(@records);
sql('CREATE ROLE analyst LOGIN; GRANT USAGE ON SCHEMA llmeco TO analyst; GRANT SELECT ON ALL TABLES IN SCHEMA llmeco TO analyst');
for my $call ('SELECT llmeco_refresh()', 'CALL llmeco_refresh_all()')
{
	like(error_of("SET ROLE analyst; $call"), qr/ERROR:  42501/, "$call: not for everybody");
	like(error_of("SET default_transaction_read_only = on; $call"), qr/ERROR:  25006/, "$call: not in a read-only transaction");
}
sql('CREATE ROLE fetcher LOGIN; GRANT EXECUTE ON ALL ROUTINES IN SCHEMA public TO fetcher;
	GRANT USAGE ON SCHEMA llmeco TO fetcher; GRANT ALL ON ALL TABLES IN SCHEMA llmeco TO fetcher;
	GRANT ALL ON ALL SEQUENCES IN SCHEMA llmeco TO fetcher');
is(scalar(@{ $hub->log }), 0, 'nothing was asked so far');
for my $setting ('hub_endpoint', 'token', 'token_file', 'ca_file', 'allow_private_addresses', 'include_private')
{
	like(error_of("SET ROLE fetcher; SET llmeco.$setting = 'on'"), qr/permission denied to set parameter/, "llmeco.$setting is a superuser's");
}

# ---- two at once, and inside an exception block ----

$hub->faults({ match => 'cursor', times => 1, do => 'delay', ms => 3000 });
my $session = in_background('first', "SELECT status FROM llmeco_refresh('{models}', 'all', 'full')");
wait_until("SELECT count(*) = 1 FROM pg_locks WHERE locktype = 'advisory' AND granted");
is(refresh(undef, 'run_id, status, models_seen, requests'), '|already running|0|0', 'a second refresh is told so');
($result, $stdout, $stderr) = $node->psql($db, "CALL llmeco_refresh_all('{models}', 'all', 'full')");
is("$result $stderr", '0 psql:<stdin>:1: NOTICE:  a refresh is already running', 'a CALL too');
is(finish($session), "complete\n", 'the first completes');
is(sql('SELECT count(*) FROM llmeco.refresh_runs'), 1, 'one run');
tables_are('two at once', @records);

serve(@records, model(58));
is(sql(q{DO $$ BEGIN
	PERFORM llmeco_refresh('{models}', 'all', 'full');
	RAISE division_by_zero;
EXCEPTION WHEN division_by_zero THEN
	PERFORM llmeco_refresh('{models}', 'all', 'full', max_requests => 1);
END $$;
SELECT status, models_seen, models_new FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1}),
	'partial|10|1', 'an exception block takes a run back, and the next one works');

$node->stop;
$hub->stop;
done_testing();
