# A database with llmeco, dumped and restored, has the same leaderboard, goes
# on numbering where it stopped and can be refreshed again.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;

my $sample = "$FindBin::Bin/../../../../fetch/sample";
my $hub = LoopbackHub->new('--models', "$sample/models.jsonl",
	'--aliases', "$sample/aliases.json");

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "llmeco.hub_endpoint = '" . $hub->url . "'\n"
	  . "session_preload_libraries = 'llmeco'\n");
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE origin');
$node->safe_psql('origin', 'CREATE EXTENSION llmeco');
$node->safe_psql('origin', "SELECT * FROM llmeco_refresh('{models}', 'all', 'full')");
# Something that no refresh brings back: snapshots of other months, an edge.
$node->safe_psql('origin', "SELECT llmeco_take_snapshot('2026-01-31'), llmeco_take_snapshot('2026-02-01')");
my $snapshots = 'SELECT taken_on, count(*), sum(likes), sum(downloads) FROM llmeco.model_snapshots GROUP BY 1 ORDER BY 1';
my $snapshots_before = $node->safe_psql('origin', $snapshots);
is(scalar(split /\n/, $snapshots_before), 3, 'three days have snapshots');
$node->safe_psql('origin', "UPDATE llmeco.model_edges SET provenance = 'manual'
	WHERE (parent_id, child_id) = (SELECT parent_id, child_id FROM llmeco.model_edges ORDER BY 1, 2 LIMIT 1)");

my @tables = split /\n/, $node->safe_psql('origin',
	"SELECT c.relname FROM pg_class c WHERE relnamespace = 'llmeco'::regnamespace
		AND relkind IN ('r', 'p') ORDER BY 1");
my $leaderboard = 'SELECT * FROM llmeco.leaderboard ORDER BY rank';
my $before = $node->safe_psql('origin', $leaderboard);
cmp_ok(scalar(split /\n/, $before), '>', 300, 'the leaderboard has the sample');

my $dump = $node->basedir . '/origin.dump';
$node->command_ok(['pg_dump', '-Fc', '-f', $dump, 'origin'], 'pg_dump');
for my $options (['-1', '-e'], ['-j', '2', '-e'])
{
	my $name = "copy_" . scalar(@$options);
	$node->safe_psql('postgres', "CREATE DATABASE $name");
	$node->command_ok(['pg_restore', @$options, '-d', $name, $dump], "pg_restore @$options");
	is($node->safe_psql($name, $leaderboard), $before, 'the same leaderboard');
	my @differing = grep {
		my $query = "SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM llmeco.$_ t";
		$node->safe_psql($name, $query) ne $node->safe_psql('origin', $query);
	} @tables;
	is("@differing", '', 'every table is the same');

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
}

$node->stop;
$hub->stop;
done_testing();
