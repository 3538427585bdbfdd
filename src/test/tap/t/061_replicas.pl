# Copies to read from: a physical standby, and a reporting server that gets the
# tables by logical replication, set up as the README says. Every view and every
# function that only reads answers there as on the primary.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;

my $readme = slurp_file("$FindBin::Bin/../../../../README.md");
my ($section) = $readme =~ /^## Replicas\n(.*?)^## /ms or die 'the README has no replicas';
my ($on_primary, $on_replica, $nightly) = map { join "\n", /^    (.*)$/mg } split /^(?:On the replica|and there)/m, $section;

my $hub = LoopbackHub->of_sample;
my $primary = PostgreSQL::Test::Cluster->new('primary');
$primary->init(allows_streaming => 'logical');
$primary->append_conf('postgresql.conf', $hub->settings . "jit = off\n");
$primary->start;
$primary->safe_psql('postgres', 'CREATE EXTENSION llmeco');
$primary->safe_psql('postgres', 'CALL llmeco_refresh_all()');
$primary->safe_psql('postgres', "SELECT llmeco_take_snapshot('2026-01-31')");

my @views = split /\n/, $primary->safe_psql('postgres',
	"SELECT oid::regclass FROM pg_class WHERE relnamespace = 'llmeco'::regnamespace AND relkind = 'v' ORDER BY 1");
my $model = $primary->safe_psql('postgres', 'SELECT parent FROM llmeco.network_edges GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1');
my @calls = ("llmeco_influence(as_of => '2026-01-01')", "llmeco_explain('$model')", "llmeco_lineage('$model')", "llmeco_network('{$model}')",
	"llmeco_influence(as_of => '2026-01-01', models_query => 'SELECT model_id, likes FROM llmeco.models WHERE likes > 100')");

# answers(NODE) has a line for each view and call: rows and their digest.
sub answers
{
	my ($node) = @_;
	return $node->safe_psql('postgres', join ' UNION ALL ', map {
		my $name = s/'/''/gr;
		"SELECT '$name', count(*), md5(string_agg(r::text, E'\\n' ORDER BY r::text COLLATE \"C\")) FROM $_ r"
	} @views, @calls);
}
my $expected = answers($primary);
my @empty = $expected =~ /^(\S+)\|0\|/mg;
diag("no rows in: @empty");
cmp_ok(scalar(@empty), '<', @views / 3, 'most views have rows');

# ---- a standby ----

$primary->backup('copy');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'copy', has_streaming => 1);
$standby->start;
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
is(answers($standby), $expected, 'a standby answers from every view and function as the primary');
for my $call ('SELECT llmeco_refresh()', 'CALL llmeco_refresh_all()', 'SELECT llmeco_update_influence()', 'SELECT llmeco_update_rankings()',
	'SELECT llmeco_update_checks()', 'SELECT llmeco_take_snapshot()',
	'SELECT llmeco_prune_snapshots()', "SELECT llmeco_partition('2030-01-01')", "SELECT llmeco_track_repo('a/b')",
	"SELECT llmeco_untrack_repo('pytorch/pytorch')")
{
	my ($result, undef, $stderr) = $standby->psql('postgres', $call, extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
	like($stderr, qr/ERROR:  25006$/, "not there: $call");
}
# New scores and a new month arrive under way.
$primary->safe_psql('postgres', "SELECT llmeco_take_snapshot('2026-03-01'); SELECT run_id FROM llmeco_update_influence();
	SELECT run_id FROM llmeco_update_rankings()");
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
is(answers($standby), answers($primary), 'and goes on to');
$standby->stop;

# ---- a reporting server ----

my $replica = PostgreSQL::Test::Cluster->new('replica');
$replica->init(allows_streaming => 'logical');
$replica->append_conf('postgresql.conf', "jit = off\nsession_preload_libraries = 'llmeco'\n");
$replica->start;

# The same answers but for the numbers of runs, which are each server's own, as
# is what rank_change compares with.
sub reports
{
	my ($node) = @_;
	return $node->safe_psql('postgres', join ' UNION ALL ', map {
		"SELECT '$_', count(*), md5(string_agg((to_jsonb(r) - 'run_id' - 'rank_change')::text, E'\\n' ORDER BY (to_jsonb(r) - 'run_id' - 'rank_change')::text COLLATE \"C\")) FROM $_ r"
	} grep { !/refresh_progress/ } @views);
}
# synchronize has the replica catch up, then compute as of the same moment.
sub synchronize
{
	$primary->wait_for_catchup('llmeco');
	$replica->safe_psql('postgres', (split /\n/, $nightly)[0]);
	$replica->poll_query_until('postgres', "SELECT count(*) = 0 FROM pg_subscription_rel WHERE srsubstate NOT IN ('r', 's')");
	my $as_of = $primary->safe_psql('postgres', 'SELECT max(as_of) FROM llmeco.influence_runs');
	$replica->safe_psql('postgres', "SELECT run_id FROM llmeco_update_influence(as_of => '$as_of');
		SELECT run_id FROM llmeco_update_rankings()");
	return;
}

$primary->safe_psql('postgres', $on_primary);
$on_replica =~ s/CONNECTION '[^']*'/"CONNECTION '" . $primary->connstr('postgres') =~ s{'}{''}gr . "'"/e or die 'no connection in the recipe';
$replica->safe_psql('postgres', $on_replica);
synchronize();
is(reports($replica), reports($primary), 'a replica has the same in every view');
my @unread = split /\n/, $primary->safe_psql('postgres', "SELECT oid::regclass FROM pg_class WHERE relnamespace = 'llmeco'::regnamespace
	AND relkind = 'r' AND NOT relispartition AND relname !~ '^(influence|ranking)_'
	AND oid NOT IN (SELECT prrelid FROM pg_publication_rel)");
is("@unread", '', 'every table is published');

# Rows that come, change and go; a month's first snapshot and one that changes.
$primary->safe_psql('postgres', "
	UPDATE llmeco.models SET likes = likes + 1 WHERE model_id % 3 = 0;
	DELETE FROM llmeco.model_edges WHERE parent_id % 5 = 0;
	DELETE FROM llmeco.space_models WHERE space_id % 5 = 0;
	INSERT INTO llmeco.models (name, likes, fetched_at) VALUES ('new/model', 7, now());
	SELECT llmeco_take_snapshot('2026-03-01'), llmeco_take_snapshot('2026-03-02'), llmeco_take_snapshot('2026-04-01');
	DELETE FROM llmeco.model_snapshots WHERE taken_on = '2026-01-31';
	SELECT run_id FROM llmeco_update_influence()");
$primary->safe_psql('postgres', "CALL llmeco_refresh_all('{labels, repos}')");
$primary->safe_psql('postgres', 'SELECT run_id FROM llmeco_update_rankings()');
synchronize();
is(reports($replica), reports($primary), 'and follows');
my $snapshots = 'SELECT taken_on, count(*), sum(likes), sum(downloads) FROM llmeco.model_snapshots GROUP BY 1 ORDER BY 1';
is($replica->safe_psql('postgres', $snapshots), $primary->safe_psql('postgres', $snapshots), 'snapshots too, of months old and new');

$_->stop for $replica, $primary;
$hub->stop;
done_testing();
