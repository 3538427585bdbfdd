# When this fails, a copy to read from answers other than the primary: a
# physical standby, and a reporting server that gets the tables by logical
# replication, set up as the README says. Every view and every function that
# only reads is asked.
use strict;
use warnings;
use FindBin;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use TestDatabase;

my ($on_primary, $on_replica, $nightly) = map { join "\n", /^    (.*)$/mg } split /^(?:On the replica|and there)/m, readme_section('## Replicas');

my $hub = LoopbackHub->of_sample;
my $primary = start_server('primary', $hub->settings, allows_streaming => 'logical');
fresh_database('postgres');
sql('CALL llmeco_refresh_all()');
sql("SELECT llmeco_take_snapshot('2026-01-31')");

# All views but the one that has an age in it.
my @views = grep { !/refresh_status/ } relations('v');
my $model = sql('SELECT parent FROM llmeco.network_edges GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1');
my @calls = ("llmeco_influence(as_of => '2026-01-01')", "llmeco_explain('$model')",
	"llmeco_bom('$model', 'cyclonedx', '3e671687-395b-41f5-a30f-a58921a69b79', '2026-01-01Z')", "llmeco_lineage('$model')", "llmeco_network('{$model}')",
	"llmeco_path((SELECT max(child) FROM llmeco.network_edges WHERE parent = '$model'), '$model')", "llmeco_common_ancestors('{$model}')", "llmeco_impact('$model')",
	"llmeco_influence(counters_on => '2026-01-31')",
	"llmeco_influence(as_of => '2026-01-01', models_query => 'SELECT model_id, likes FROM llmeco.models WHERE likes > 100')");

# answers(NODE) has a line for each view and call: rows and their digest.
sub answers
{
	my ($node) = @_;
	return $node->safe_psql('postgres', digests('r::text', @views, @calls));
}
my $expected = answers($primary);
my @empty = $expected =~ /^(\S+)\|0\|/mg;
diag("no rows in: @empty");
cmp_ok(scalar(@empty), '<', @views / 3, 'most views have rows');

# ---- a standby ----

my $standby = start_standby($primary);
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
is(answers($standby), $expected, 'a standby answers from every view and function as the primary');
is($standby->safe_psql('postgres', 'SELECT count(*) FROM llmeco.refresh_status'), 7, 'and says how refreshes went');
for my $call ('SELECT llmeco_refresh()', 'CALL llmeco_refresh_all()', 'SELECT llmeco_update_influence()', 'SELECT llmeco_update_rankings()',
	'SELECT llmeco_update_families()',
	'SELECT llmeco_update_checks()', 'SELECT llmeco_accept_parents()', 'SELECT llmeco_withdraw_parents()', 'SELECT llmeco_take_snapshot()',
	'SELECT llmeco_prune_snapshots()', "SELECT llmeco_partition('2030-01-01')", "SELECT llmeco_track_repo('a/b')",
	"SELECT llmeco_untrack_repo('pytorch/pytorch')")
{
	my ($result, undef, $stderr) = $standby->psql('postgres', $call, extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
	like($stderr, qr/ERROR:  25006$/, "not there: $call");
}
# New scores and a new month arrive under way.
sql("SELECT llmeco_take_snapshot('2026-03-01'); SELECT run_id FROM llmeco_update_influence();
	SELECT run_id FROM llmeco_update_rankings(); SELECT run_id FROM llmeco_update_families()");
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
is(answers($standby), answers($primary), 'and goes on to');
$standby->stop;

# ---- a reporting server ----

my $replica = start_server('replica', "session_preload_libraries = 'llmeco'\n", allows_streaming => 'logical');

# The same answers but for the numbers of runs, which are each server's own, as
# is what rank_change compares with.
sub reports
{
	my ($node) = @_;
	return $node->safe_psql('postgres', digests("(to_jsonb(r) - 'run_id' - 'rank_change')::text", grep { !/refresh_progress/ } @views));
}
# synchronize has the replica catch up, then compute as of the same moment.
sub synchronize
{
	$primary->wait_for_catchup('llmeco');
	$replica->safe_psql('postgres', (split /\n/, $nightly)[0]);
	$replica->poll_query_until('postgres', "SELECT count(*) = 0 FROM pg_subscription_rel WHERE srsubstate NOT IN ('r', 's')")
	  or die 'a table never got in step';
	my $as_of = sql('SELECT max(as_of) FROM llmeco.influence_runs');
	$replica->safe_psql('postgres', "SELECT run_id FROM llmeco_update_influence(as_of => '$as_of');
		SELECT run_id FROM llmeco_update_rankings(); SELECT run_id FROM llmeco_update_families()");
	return;
}

$primary->safe_psql('postgres', $on_primary, on_error_stop => 1);   # psql's own: it has \gexec
$on_replica =~ s/CONNECTION '[^']*'/"CONNECTION '" . $primary->connstr('postgres') =~ s{'}{''}gr . "'"/e or die 'no connection in the recipe';
$replica->safe_psql('postgres', $on_replica);
synchronize();
is(reports($replica), reports($primary), 'a replica has the same in every view');
my @unread = split /\n/, sql("SELECT oid::regclass FROM pg_class WHERE relnamespace = 'llmeco'::regnamespace
	AND relkind = 'r' AND NOT relispartition AND relname !~ '^(influence|ranking|family)_' AND relname NOT IN ('ignored_papers', 'language_codes', 'license_facts', 'license_spellings', 'placeholders')
	AND oid NOT IN (SELECT prrelid FROM pg_publication_rel)");
is("@unread", '', 'every table is published');

# Rows that come, change and go; a month's first snapshot and one that changes.
sql("
	UPDATE llmeco.models SET likes = likes + 1 WHERE model_id % 3 = 0;
	DELETE FROM llmeco.model_edges WHERE parent_id % 5 = 0;
	DELETE FROM llmeco.space_models WHERE space_id % 5 = 0;
	INSERT INTO llmeco.models (name, likes, fetched_at) VALUES ('new/model', 7, now());
	SELECT llmeco_take_snapshot('2026-03-01'), llmeco_take_snapshot('2026-03-02'), llmeco_take_snapshot('2026-04-01');
	DELETE FROM llmeco.model_snapshots WHERE taken_on = '2026-01-31';
	SELECT run_id FROM llmeco_update_influence()");
sql("CALL llmeco_refresh_all('{labels, repos}')");
sql('SELECT run_id FROM llmeco_update_rankings(); SELECT run_id FROM llmeco_update_families()');
synchronize();
is(reports($replica), reports($primary), 'and follows');
my $snapshots = 'SELECT taken_on, count(*), sum(likes), sum(downloads) FROM llmeco.model_snapshots GROUP BY 1 ORDER BY 1';
is($replica->safe_psql('postgres', $snapshots), sql($snapshots), 'snapshots too, of months old and new');

$_->stop for $replica, $primary;
$hub->stop;
done_testing();
