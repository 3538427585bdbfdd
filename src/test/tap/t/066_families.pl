# When this fails, a user reads that the world builds on somebody else: the roots
# of models, their shares, families, months and builders are not what they are by
# definition, on the sample and on a graph made to be hard.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use TestDatabase;

my $hub = LoopbackHub->of_sample;
my $node = start_server('main', $hub->settings . "autovacuum = off\n");

my $sums = 'downloads, likes, influence, downloads_by_share, likes_by_share, influence_by_share';
my $relations = 'finetune, adapter, merge, quantized, unknown, depth';
my %view = (
	model_families => 'SELECT model_id, root_id, share, depth, relation FROM llmeco.model_families',
	descendants => 'SELECT model_id, descendants FROM llmeco.model_details WHERE removed_at IS NULL',
	family_ranking => "SELECT rank, root_id, descendants, descendants_by_share, $relations, builders, $sums FROM llmeco.family_ranking",
	org_family_ranking => "SELECT rank, author_id, roots, descendants, descendants_by_share, $relations, builders, $sums FROM llmeco.org_family_ranking",
	family_monthly => 'SELECT root_id, month, derivatives, derivatives_by_share, share FROM llmeco.family_monthly',
	org_family_monthly => 'SELECT author_id, month, derivatives, derivatives_by_share, share FROM llmeco.org_family_monthly',
	builder_ranking => "SELECT rank, author_id, models, models_by_share, $relations, roots, organizations, $sums, top_roots, top_organizations
		FROM llmeco.builder_ranking",
);
# A row is found again by its first columns.
my %keys = (model_families => 2, descendants => 1, family_ranking => 2, org_family_ranking => 2, family_monthly => 2,
	org_family_monthly => 2, builder_ranking => 2);

# as_computed(NAME, MINIMUM...) compares every view with the independent computation.
sub as_computed
{
	my ($name, %least) = @_;
	my $dir = PostgreSQL::Test::Utils::tempdir;
	my %csv = (models => 'SELECT m.model_id, m.name, m.author_id, a.name, m.downloads, m.likes, i.influence, extract(epoch FROM m.created_at)
			FROM llmeco.models m LEFT JOIN llmeco.authors a USING (author_id) LEFT JOIN llmeco.influence i USING (model_id)
			WHERE m.removed_at IS NULL',
		edges => 'SELECT parent_id, child_id, relation FROM llmeco.model_edges');
	append_to_file("$dir/$_.csv", sql("COPY ($csv{$_}) TO STDOUT (FORMAT csv)") . "\n") for keys %csv;
	my %expected;
	for my $line (split /\n/, computed_by('families.py', $dir))
	{
		my ($view, @fields) = split /\t/, $line, -1;
		$expected{$view}{join ' ', @fields[0 .. $keys{$view} - 1]} = \@fields;
	}
	for my $view (sort keys %view)
	{
		my %got = map { my @fields = split /\t/, $_, -1; (join(' ', @fields[0 .. $keys{$view} - 1]) => \@fields) } split /\n/,
			sql("COPY ($view{$view}) TO STDOUT (NULL '')");
		cmp_ok(scalar(keys %{$expected{$view}}), '>=', $least{$view}, "$name, $view: there are rows") if $least{$view};
		is(join(', ', grep { !$expected{$view}{$_} } sort keys %got), '', "$name, $view: no row too many");
		is(join(', ', grep { !$got{$_} } sort keys %{$expected{$view}}), '', "$name, $view: none is missing");
		my ($worst, @unequal) = (0);
		for my $key (sort grep { $expected{$view}{$_} } keys %got)
		{
			for my $i (0 .. $#{$got{$key}})
			{
				my ($a, $b) = ($got{$key}[$i], $expected{$view}{$key}[$i] // 'nothing');
				next if $a eq $b;
				my $number = qr/^[\d.e+-]+$/;
				my $difference = $a =~ $number && $b =~ $number ? abs($a - $b) / (abs $b || 1) : 1;
				$worst = $difference if $difference > $worst;
				push @unequal, "$key, column $i: $a for $b" if $difference > 1e-12;
			}
		}
		is(join("\n", @unequal[0 .. ($#unequal < 9 ? $#unequal : 9)]), '', sprintf '%s, %s: equal to 1e-12 (at most %.1e apart)', $name, $view, $worst);
	}
	is(sql("SELECT count(*) FROM (SELECT model_id, sum(share) AS share FROM llmeco.model_families GROUP BY 1) s WHERE abs(share - 1) > 1e-12"),
		0, "$name: shares of each model add up to 1");
	is(sql('SELECT count(DISTINCT model_id) FROM llmeco.model_families'), sql('SELECT count(*) FROM llmeco.models WHERE removed_at IS NULL'),
		"$name: every listed model has some");
	return;
}

# ---- the sample ----

fresh_database('sample');
is(sql(join ' UNION ALL ', map { "SELECT count(*) FROM llmeco.$_" } qw(model_families family_ranking family_monthly builder_ranking)), "0\n0\n0\n0",
	'nothing before they are computed');
sql('CALL llmeco_refresh_all()');
is(sql('SELECT influence_run_id = (SELECT max(run_id) FROM llmeco.influence_runs) FROM llmeco.family_runs'), 't', 'a refresh computes them');
as_computed('sample', model_families => 500, family_ranking => 30, family_monthly => 50, builder_ranking => 30);

# ---- a graph made to be hard ----

fresh_database('made');
# Merges of merges, diamonds, chains, cycles with and without what leads to them,
# cycles of cycles, removed models, names without owner, unknown dates; several
# models created in the same moment; influence that is 0 or large.
sql(q{
	SELECT setseed(0.25);
	INSERT INTO llmeco.authors (author_id, name) SELECT i, 'author' || i FROM generate_series(1, 60) i;
	INSERT INTO llmeco.models (model_id, name, author_id, downloads, likes, created_at, fetched_at, removed_at)
	SELECT i * 3, 'm/' || i, CASE WHEN i % 17 > 0 THEN 1 + floor(random() * 60)::int END,
	       CASE WHEN i % 50 > 0 THEN exp(random() * 15)::bigint - 1 END, exp(random() * 8)::bigint - 1,
	       CASE WHEN i % 30 > 0 THEN timestamptz '2023-01-01 00:00Z' + floor(random() * 900) * interval '1 day' END,
	       now(), CASE WHEN i % 97 = 0 THEN now() END
	  FROM generate_series(1, 3000) i ORDER BY random();
	-- 50 roots, and each other of the first 1,800 from up to four before it; then some from what follows from them
	INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
	SELECT DISTINCT ON (p, c) 3 * p, 3 * c, (ARRAY['finetune', 'adapter', 'merge', 'quantized', 'unknown'])[1 + floor(random() * 5)::int], 'hub'
	  FROM (SELECT c, 1 + floor(random() * (c - 1))::int AS p
	          FROM generate_series(30, 1800) c, generate_series(1, 1 + (c * 7919 % 13) / 4) n WHERE c % 90 > 0) e
	 WHERE p <> c;
	INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
	(SELECT e.child_id, e.parent_id, 'unknown', 'tag' FROM llmeco.model_edges e ORDER BY md5(e.parent_id::text || e.child_id) LIMIT 20)
	UNION (SELECT f.child_id, e.parent_id, 'unknown', 'tag' FROM llmeco.model_edges e JOIN llmeco.model_edges f ON f.parent_id = e.child_id
		ORDER BY md5(e.parent_id::text || f.child_id) LIMIT 20) ON CONFLICT DO NOTHING;
	-- a chain of 60 below a merge, diamonds on it
	INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
	SELECT 3 * i, 3 * (i + d), 'finetune', 'hub' FROM generate_series(1900, 1960) i, generate_series(1, 2) d
	UNION ALL SELECT 3 * p, 5700, 'merge', 'hub' FROM generate_series(1700, 1703) p;
	-- cycles: of two and of three on their own; of three that two others lead to at different depths, and what follows
	INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
	SELECT 3 * p, 3 * c, r, 'card' FROM (VALUES (2001, 2002, 'merge'), (2002, 2001, 'finetune'), (2002, 2003, 'quantized'),
		(2011, 2012, 'adapter'), (2012, 2013, 'adapter'), (2013, 2011, 'adapter'), (2013, 2014, 'finetune'), (2014, 2011, 'finetune'),
		(2021, 2022, 'finetune'), (2022, 2023, 'finetune'), (2023, 2024, 'merge'), (2024, 2025, 'merge'), (2025, 2026, 'quantized'), (2026, 2024, 'unknown'),
		(2030, 2026, 'adapter'), (2030, 2024, 'adapter'), (2025, 2027, 'finetune'), (2002, 2027, 'merge'), (2013, 2026, 'finetune')) e (p, c, r);
	-- a merge of 100 roots, what follows from it, and a merge of that
	INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
	SELECT 3 * p, 3 * 2200, 'merge', 'hub' FROM generate_series(2100, 2199) p
	UNION ALL VALUES (6600, 6603, 'quantized', 'hub'), (6603, 6606, 'merge', 'hub'), (6900, 6606, 'merge', 'hub');
	ANALYZE;
	SELECT run_id FROM llmeco_update_influence();
	SELECT run_id FROM llmeco_update_families();
});
is(sql('SELECT count(*), count(root_id), round(sum(share::numeric) FILTER (WHERE root_id IS NULL), 6) FROM llmeco.model_families WHERE model_id IN (6600, 6603)'),
	'130|128|0.707071', 'of 99 listed roots 64 are kept, and the other 35 together');
cmp_ok(sql('SELECT count(*) FROM llmeco_cycles()'), '>', 60, 'there are cycles');
as_computed('made', model_families => 5000, family_ranking => 90, family_monthly => 1000, builder_ranking => 50);

# The same data in another order are the same bits.
my $bits = join ' UNION ALL ', map { "SELECT '$_', md5(string_agg(r::text, ',' ORDER BY r::text COLLATE \"C\")) FROM llmeco.$_ r" }
	grep { $_ ne 'descendants' } sort keys %view;
my $before = sql($bits);
sql('CREATE TABLE e AS TABLE llmeco.model_edges; CREATE TABLE m AS TABLE llmeco.models; TRUNCATE llmeco.model_edges, llmeco.models;
	INSERT INTO llmeco.model_edges SELECT * FROM e ORDER BY md5(child_id::text || parent_id);
	INSERT INTO llmeco.models SELECT * FROM m ORDER BY md5(name)');
sql('SELECT run_id FROM llmeco_update_families()');
is(sql($bits), $before, 'the same data in another order give the same bits');

# From one night to the next few derivations change: the rows of these are changed in place,
# and all is as if it had been stored anew. Without statistics of the parent, plans for all
# models take them for 200.
my $shown = 'SELECT slot FROM llmeco.family_slots WHERE is_shown';
is(sql("SELECT n_distinct < -0.8 FROM pg_stats WHERE tablename = 'family_shares' AND attname = 'model_id' AND inherited"), 't',
	'plans know that most models have one root');
# A crowd of models with one root each, as on the Hub; a change among the merges above is one of hundreds of rows.
sql(q{
	INSERT INTO llmeco.models (model_id, name, author_id, downloads, likes, created_at, fetched_at)
	SELECT 3 * i, 'c/' || i, 1 + i % 60, i, i % 9, timestamptz '2025-01-01 00:00Z' + i % 300 * interval '1 day', now() FROM generate_series(4000, 15999) i;
	INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
	SELECT 3 * CASE WHEN i % 4 = 0 THEN i - 1 ELSE 2100 + i % 80 END, 3 * i, 'finetune', 'hub' FROM generate_series(4000, 15899) i;
	SELECT run_id FROM llmeco_update_families();
});
my $leaf = 'NOT EXISTS (SELECT FROM llmeco.model_edges f WHERE f.parent_id = e.child_id)';
for my $night (1 .. 4)
{
	my $slot = sql($shown);
	my $unchanged = "SELECT count(*) FROM llmeco.family_shares_$slot WHERE xmin = '" .
		sql("SELECT min(xmin::text::bigint) FROM llmeco.family_shares_$slot") . "'";
	my $rows = sql($unchanged);
	sql(qq{
		SELECT setseed(0.$night);
		DELETE FROM llmeco.model_edges e WHERE child_id > 12000 AND random() < 0.005;
		UPDATE llmeco.model_edges e SET relation = 'merge' WHERE $leaf AND random() < 0.005;
		INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
		SELECT 3 * (4000 + floor(random() * 9000)::int), 3 * (15900 + $night * 10 + i), 'finetune', 'hub' FROM generate_series(1, 9) i;
		UPDATE llmeco.models SET removed_at = CASE WHEN removed_at IS NULL THEN now() END WHERE model_id IN (3 * (5000 + $night), 3 * (4999 + $night));
		SELECT run_id FROM llmeco_update_families();
	});
	is(sql($shown), $slot, "night $night: the same slot");
	cmp_ok(sql($unchanged), '>', $rows * 0.9, 'most rows were not written');
	cmp_ok(sql("SELECT count(*) FROM llmeco.family_shares_$slot WHERE NOT (xmin::text::bigint <= (SELECT min(xmin::text::bigint) FROM llmeco.family_shares_$slot))"),
		'>', 0, 'some were');
	my $in_place = sql($bits);
	as_computed("night $night") if $night == 4;
	sql("UPDATE llmeco.family_slots SET is_shown = false; SELECT run_id FROM llmeco_update_families()");
	is(sql($bits), $in_place, 'the same bits as stored anew');
}
# A snapshot from before sees what was: also where its own transaction stores the next.
my $slot = sql($shown);
my $sum = 'SELECT count(*), sum(share::numeric * root_id) FROM llmeco.model_families';
my $others = session();
ask($others, 'BEGIN ISOLATION LEVEL REPEATABLE READ');
my $old = ask($others, $sum);
sql('DELETE FROM llmeco.model_edges WHERE child_id = (SELECT max(child_id) FROM llmeco.model_edges); SELECT run_id FROM llmeco_update_families()');
is(sql($shown), $slot, 'changed in place');
my $new = sql($sum);
isnt($new, $old, 'which all see');
is(ask($others, $sum), $old, 'but an older snapshot');
like(ask($others, 'SELECT run_id FROM llmeco_update_families()'), qr/^\d+$/, 'whose transaction stores a run of its own');
is(ask($others, $sum), $old, 'and sees its own alone');
ask($others, 'ROLLBACK');
quit($others);
is(sql($sum), $new, 'which is gone with it');
# Many that change are stored anew, in another slot.
sql("DELETE FROM llmeco.model_edges WHERE random() < 0.3; SELECT run_id FROM llmeco_update_families()");
isnt(sql($shown), $slot, 'what changes much takes another slot');
as_computed('much changed');

# Removed models are no relatives: what followed from one is a root.
my $parent = sql('SELECT root_id FROM llmeco.family_ranking WHERE rank = 1');
sql("UPDATE llmeco.models SET removed_at = now() WHERE model_id = $parent; SELECT run_id FROM llmeco_update_families()");
is(sql("SELECT count(*) FROM llmeco.model_families WHERE root_id = $parent OR model_id = $parent"), 0, 'a removed model has no family');
as_computed('a root removed');

$node->stop;
$hub->stop;
done_testing();
