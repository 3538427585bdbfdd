# When this fails, moving a server to a new one costs a user data, rights or a
# refresh that goes on: by pg_upgrade, with a database still at version 1.0.0,
# and by pg_dumpall --globals-only with pg_dump and pg_restore.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use OlderInstallation;
use TestDatabase;

my $hub = LoopbackHub->of_sample;
my $dir = PostgreSQL::Test::Utils::tempdir;
my $old = start_server('old', $hub->settings,
	install_path => older_installation("$dir/installation", "$FindBin::Bin/../llmeco--1.0.0.sql"));

# Two databases, of the first version and of this; a role that has rights in both.
my $this = $old->safe_psql('postgres', "SELECT default_version FROM pg_available_extensions WHERE name = 'llmeco'");
my %version = (first => '1.0.0', second => $this);
$old->safe_psql('postgres', 'CREATE ROLE reporter; CREATE DATABASE first; CREATE DATABASE second');
for my $db (sort keys %version)
{
	$old->safe_psql($db, "CREATE EXTENSION llmeco VERSION '$version{$db}'");
	$old->safe_psql($db, "CALL llmeco_refresh_all('{models}'); SELECT llmeco_take_snapshot('2026-01-31');
		GRANT USAGE ON SCHEMA llmeco TO reporter; GRANT SELECT ON llmeco.leaderboard TO reporter;
		GRANT EXECUTE ON FUNCTION llmeco_take_snapshot TO reporter;
		CREATE VIEW best AS SELECT * FROM llmeco.leaderboard WHERE rank <= 10");
}

# state(NODE, DATABASE) is what must not change.
sub state
{
	my ($node, $db) = @_;
	return $node->safe_psql($db, "SELECT extversion FROM pg_extension WHERE extname = 'llmeco';
		SELECT rank, name, influence FROM llmeco.leaderboard ORDER BY rank; SELECT * FROM best ORDER BY rank;
		SELECT taken_on, count(*), sum(likes) FROM llmeco.model_snapshots GROUP BY 1 ORDER BY 1;
		SELECT count(*) FROM llmeco.model_edges; SELECT last_value FROM llmeco.models_model_id_seq;
		SET ROLE reporter; SELECT count(*) FROM llmeco.leaderboard;
		SELECT has_function_privilege('llmeco_take_snapshot(date)', 'EXECUTE'), has_table_privilege('llmeco.models', 'SELECT')");
}
my %expected = map { $_ => &state($old, $_) } keys %version;

# goes_on(NODE, DATABASE) tests that what was moved can be worked with.
sub goes_on
{
	my ($node, $db) = @_;
	$node->safe_psql($db, 'ALTER EXTENSION llmeco UPDATE');
	my $refresh = "FROM llmeco_refresh('{models}')";
	is($node->safe_psql($db, "SELECT status, models_new, edges_changed, edges_removed $refresh"),
		'complete|0|0|0', "$db: a refresh goes on, with what an older version did not read");
	is($node->safe_psql($db, "SELECT status, models_new, models_changed, edges_changed, edges_removed $refresh"),
		'complete|0|0|0|0', "$db: and the next one finds nothing new");
	is($node->safe_psql($db, "SELECT llmeco_take_snapshot('2026-02-01') > 0, llmeco_take_snapshot('2026-01-31')"), 't|0',
		"$db: snapshots go on");
	is($node->safe_psql($db, 'SELECT count(*) FROM best'), 10, "$db: a user's view has the newest run");
	return;
}

# ---- dumped ----

my $copy = start_server('copy', $hub->settings);
my $globals = $old->basedir . '/globals.sql';
command_ok([ 'pg_dumpall', '--globals-only', '-f', $globals, '-d', $old->connstr('postgres') ], 'pg_dumpall --globals-only');
$copy->psql('postgres', undef, on_error_stop => 0, extra_params => [ '-f', $globals ]);
for my $db (sort keys %version)
{
	command_ok([ 'pg_dump', '-Fc', '-f', "$dir/$db.dump", '-d', $old->connstr($db) ], "pg_dump $db");
	$copy->safe_psql('postgres', "CREATE DATABASE $db");
	# as the README says: their tables of runs are no parts of today's tables
	$copy->safe_psql($db, "CREATE EXTENSION llmeco VERSION '$version{$db}'");
	command_ok([ 'pg_restore', '-1', '-e', '-d', $copy->connstr($db), "$dir/$db.dump" ], 'pg_restore');
	is(&state($copy, $db) =~ s/\A\S+//r, $expected{$db} =~ s/\A\S+//r, "$db: is there as it was");
	goes_on($copy, $db);
}
$copy->stop;

# ---- pg_upgrade ----

my $new = start_server('new', $hub->settings, is_empty => 1);
$new->stop;
$old->stop;
my @upgrade = ('pg_upgrade', '-d', $old->data_dir, '-D', $new->data_dir, '-b', $old->config_data('--bindir'), '-B', $new->config_data('--bindir'),
	'-s', $new->host, '-p', $old->port, '-P', $new->port);
command_ok([ @upgrade, '--check' ], 'pg_upgrade --check');
command_ok(\@upgrade, 'pg_upgrade');
unlink 'delete_old_cluster.sh';
$new->start;
for my $db (sort keys %version)
{
	is(&state($new, $db), $expected{$db}, "$db: is there as it was, version $version{$db}");
	goes_on($new, $db);
}

$new->stop;
$hub->stop;
done_testing();
