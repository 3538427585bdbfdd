# When this fails, a database with llmeco that is dumped and restored has lost
# something, numbers rows twice, or cannot be refreshed again.
use strict;
use warnings;
use FindBin;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use TestDatabase;

my $hub = LoopbackHub->new('--models', "$sample/models.jsonl",
	'--aliases', "$sample/aliases.json");
my $node = start_server('main', $hub->settings);
fresh_database('origin');
sql("SELECT * FROM llmeco_refresh('{models}', 'all', 'full')");
# Something that no refresh brings back: snapshots of other months, an edge.
sql("SELECT llmeco_take_snapshot('2026-01-31'), llmeco_take_snapshot('2026-02-01')");
my $snapshots = 'SELECT taken_on, count(*), sum(likes), sum(downloads) FROM llmeco.model_snapshots GROUP BY 1 ORDER BY 1';
my $snapshots_before = sql($snapshots);
is(scalar(split /\n/, $snapshots_before), 3, 'three days have snapshots');
sql("UPDATE llmeco.model_edges SET provenance = 'manual'
	WHERE (parent_id, child_id) = (SELECT parent_id, child_id FROM llmeco.model_edges ORDER BY 1, 2 LIMIT 1)");

# Further runs: what is shown is no longer in the first slot, and others are in use.
sql('SELECT run_id FROM llmeco_update_influence(); SELECT run_id FROM llmeco_update_rankings()') for 1 .. 2;
my $slots = 'SELECT slot, run_id FROM llmeco.influence_slots WHERE is_shown UNION ALL SELECT slot, run_id FROM llmeco.ranking_slots WHERE is_shown';
isnt(sql("SELECT slot FROM llmeco.influence_slots WHERE is_shown"), 1, 'scores are shown from a slot that is not the first');
sql("CREATE ROLE reader LOGIN");
sql("SELECT llmeco_partition(d) FROM unnest('{2026-02-01, 2026-03-01}'::date[]) d;
	INSERT INTO llmeco.model_events (at, model_id, name, kind, after) SELECT d, model_id, name, 'removed', '{\"reason\": \"private\"}'
	FROM llmeco.models, unnest('{2026-02-28 23:59Z, 2026-03-01 00:00Z}'::timestamptz[]) d WHERE model_id < 9;
	INSERT INTO llmeco.watch_list (role, what, name) VALUES ('reader', 'model', 'a/b')");

# Of slots a dump has what is shown, which the views are asked for.
my @tables = grep { !/_(?:scores|entries|shares|totals|slots)/ } relations('r,p');
# All views but the one that has an age in it.
my @views = grep { !/refresh_status/ } relations('v');
my $leaderboard = 'SELECT * FROM llmeco.leaderboard ORDER BY rank';
my $before = sql($leaderboard);
cmp_ok(scalar(split /\n/, $before), '>', 300, 'the leaderboard has the sample');

my $dump = $node->basedir . '/origin.dump';
$node->command_ok(['pg_dump', '-Fc', '-f', $dump, 'origin'], 'pg_dump');
for my $options (['-1', '-e'], ['-j', '2', '-e'])
{
	my $name = "copy_" . scalar(@$options);
	$node->safe_psql('postgres', "CREATE DATABASE $name");
	$node->command_ok(['pg_restore', @$options, '-d', $name, $dump], "pg_restore @$options");
	is($node->safe_psql($name, $leaderboard), $before, 'the same leaderboard');
	is($node->safe_psql($name, digests('r::text', @tables)), sql(digests('r::text', @tables)), 'every table is the same');

	is($node->safe_psql($name, digests('r::text', @views)), sql(digests('r::text', @views)), 'and every view');

	is($node->safe_psql($name, $snapshots), $snapshots_before, 'the same snapshots');
	is($node->safe_psql($name, "SELECT llmeco_take_snapshot('2026-02-01'), llmeco_take_snapshot('2026-02-02') > 0,
			llmeco_take_snapshot('2026-03-01') > 0"), '0|t|t', 'which go on, in old months and new');

	my $run = $node->safe_psql($name,
		"SELECT status, models_new, models_changed, edges_new, edges_changed, edges_removed
		   FROM llmeco_refresh('{models}', 'all', 'full')");
	is($run, 'complete|0|0|0|0|0', 'a further refresh finds nothing new');
	is($node->safe_psql($name, "SELECT count(*) FROM llmeco.model_edges WHERE provenance = 'manual'"),
		1, 'what was entered by hand is still there');
	is($node->safe_psql($name,
			"INSERT INTO llmeco.models (name) VALUES ('new/one')
				RETURNING model_id > (SELECT max(model_id) FROM llmeco.models)"),
		't', 'new rows are numbered after the restored ones');
	is($node->safe_psql($name, "INSERT INTO llmeco.model_events (at, model_id, name, kind) VALUES ('2026-02-03', 1, 'a/b', 'removed')
				RETURNING event_id = (SELECT count(*) FROM llmeco.model_events) + 1"), 't', 'events, too');
}

# The README's way to move data alone, into an extension that is there already.
{
	my $section = readme_section('## Dump, restore and upgrade');
	my ($dumping) = $section =~ /^    (pg_dump --data-only .*) > data\.sql$/m or die 'the README has no way to move data alone';
	my ($restoring) = $section =~ /^    (SELECT llmeco_partition.*;)$/m or die 'nor months for it';
	my $data = $node->basedir . '/data.sql';
	$node->command_ok([ 'bash', '-c', $dumping =~ s/mydb/origin/r . " > $data" ], 'pg_dump --data-only');
	$node->safe_psql('postgres', 'CREATE DATABASE data_only');
	$node->safe_psql('data_only', "CREATE EXTENSION llmeco; $restoring");
	$node->command_ok([ 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-1', '-d', 'data_only', '-f', $data ], 'is restored into a fresh extension');
	is($node->safe_psql('data_only', $snapshots), $snapshots_before, 'with the snapshots');
	is($node->safe_psql('data_only', $leaderboard), $before, 'the leaderboard');
	my @moved = grep { !/model_(?:snapshots|events)_/ } @tables;
	is($node->safe_psql('data_only', digests('r::text', @moved)), sql(digests('r::text', @moved)), 'and every table');
	is($node->safe_psql('data_only', $slots), sql($slots), 'the slots');
	is($node->safe_psql('data_only', digests('r::text', @views)), sql(digests('r::text', @views)), 'and every view');
	$node->safe_psql('data_only', "SELECT llmeco_grant('reader', 'reader')");
	is($node->safe_psql('data_only', $leaderboard, connstr => $node->connstr('data_only') . ' user=reader'), $before, 'a reader sees the same leaderboard');
	is($node->safe_psql('data_only', "SELECT run_id > 0 FROM llmeco_update_influence();
			SELECT count(*) = count(DISTINCT run_id) AND count(*) > 1 FROM llmeco.influence_slots"), "t\nt", 'the next run takes a slot of its own');
	is($node->safe_psql('data_only', "SELECT status, models_new, models_changed FROM llmeco_refresh('{models}', 'all', 'full')"), 'complete|0|0',
		'and a refresh goes on');
}

$node->stop;
$hub->stop;
done_testing();
