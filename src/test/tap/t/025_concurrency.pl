# When this fails, sessions side by side get errors, deadlocks or wrong results:
# two refreshes, a refresh during llmeco_update_influence(), two of these, and a
# reader with a long transaction.
use strict;
use warnings;
use FindBin;
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $hub = LoopbackHub->new('--page-max', '10');
my $node = start_server('main', $hub->settings . "deadlock_timeout = 200ms\nlog_lock_waits = on\n");

sub waits_for_lock
{
	my ($name) = @_;
	return wait_until("SELECT count(*) = 1 FROM pg_stat_activity WHERE application_name = '$name' AND wait_event_type = 'Lock'");
}

sub serve { return $hub->serve(models => [@_]) }

# A model's own part: 0.2 ln(downloads) + 0.4 likes + 0.2 exp(-0.001 days); a
# created_at that nobody knows gives no third term.
sub self { my $r = shift; return 0.2 * log($r->{downloads}) + 0.4 * $r->{likes} }

# stored_is(NAME, RECORD...) compares all self influences that are stored.
sub stored_is
{
	my ($name, @records) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my %got = map { split /\|/ } split /\n/, sql('SELECT m.name, i.self_influence FROM llmeco.influence i JOIN llmeco.models m USING (model_id)');
	my @wrong = grep { !defined $got{ $_->{id} } || abs($got{ $_->{id} } - self($_)) > 1e-9 } @records;
	is(join(' ', map { $_->{id} } @wrong), '', "$name: influence of all models");
	is(scalar(keys %got), scalar(@records), "$name: and no other");
	return;
}

my @records = map { model($_, createdAt => '2022-03-02T23:29:04.000Z', $_ > 20 ? (parents => [ [ 'finetune', model($_ - 20)->{id} ] ]) : ()) } 1 .. 55;
fresh_database('postgres');
serve(@records);
my $call = "CALL llmeco_refresh_all('{models}', 'all', 'full')";

# ---- two refreshes ----

$hub->faults({ match => 'cursor', after => 1, times => 1, do => 'hang' });
my $first = in_background('first', $call);
wait_until('SELECT count(*) = 1 FROM llmeco.refresh_progress WHERE pages = 2');
my $began = time;
my $second = in_background('second', $call);
is(finish($second), '', 'a second CALL ends without error');
like($second->{err}, qr/NOTICE:.*a refresh is already running/, 'and is told that one is running');
is(sql("SELECT status FROM llmeco_refresh('{models}', 'all', 'full')"), 'already running', 'the function too');
is(sql("SELECT status FROM llmeco_refresh('{spaces}', 'all', 'full')"), 'already running', 'and for Spaces, which write to models');
is(sql('SELECT count(*) FROM llmeco.refresh_runs'), 1, 'neither left a run');
sql('SELECT pg_cancel_backend(pid) FROM llmeco.refresh_progress');
like(finish($first), qr/57014/, 'the first is cancelled');
$hub->faults({ match => '.', times => -1, do => 'delay', ms => 40 });
my @at_once = map { in_background("many$_", $call) } 1 .. 4;
is(join('', map { finish($_) } @at_once), '', 'four at once: no error');
cmp_ok(scalar(grep { $_->{err} =~ /refresh complete/ } @at_once), '>=', 1, 'one of them at least completes');
is(scalar(grep { $_->{err} =~ /refresh complete|already running/ } @at_once), 4, 'and the others say why they do not');
is(sql("SELECT name, hub_id, downloads, likes, task, '2022-03-02T23:29:04.000Z' FROM llmeco.models
	ORDER BY concat_ws('|', name, hub_id) COLLATE \"C\""), expected_models(@records), 'the models are right');
stored_is('four at once', @records);

# ---- a refresh, influence and a reader ----

# The reader's transaction lasts through all that follows.
my $reader = session();
my $picture = "SELECT count(*), sum(m.likes), sum(i.self_influence)::numeric(20,6), (SELECT max(run_id) FROM llmeco.influence_runs),
	(SELECT count(*) FROM llmeco.model_edges), (SELECT count(*) FROM llmeco.leaderboard)
	FROM llmeco.influence i JOIN llmeco.models m USING (model_id)";
ask($reader, 'BEGIN ISOLATION LEVEL REPEATABLE READ');
my $seen = ask($reader, $picture);
like($seen, qr/^55\|/, 'the reader sees 55 models');

my $holder = session();
ask($holder, 'BEGIN');
ask($holder, "UPDATE llmeco.models SET tags = tags WHERE name = 'author1/model-1'");
ask($holder, 'SELECT FROM llmeco_update_influence()');
@records = map { { %$_, likes => $_->{likes} + 5 } } @records;
push @records, model(56, createdAt => '2022-03-02T23:29:04.000Z');
serve(@records);
my $refresh = in_background('refresh', $call);
waits_for_lock('refresh');
pass('a refresh that needs a row that another transaction has written waits');
is(ask($reader, $picture), $seen, 'the reader sees what it saw');
is(sql('SELECT count(*) FROM llmeco.leaderboard'), 55, 'others read on');
ask($holder, 'COMMIT');
is(finish($refresh), '', 'the refresh goes on and ends without error');
stored_is('refresh beside influence', @records);
is(ask($reader, $picture), $seen, 'the reader sees what it saw, after the refresh');

# a refresh whose influence has to wait for another's
@records = map { { %$_, likes => $_->{likes} + 1 } } @records;
serve(@records);
ask($holder, 'BEGIN');
ask($holder, 'SELECT FROM llmeco_update_influence()');
$refresh = in_background('refresh', $call);
waits_for_lock('refresh');
is(sql("SELECT count(*) FROM llmeco.models WHERE name = 'author1/model-1' AND likes = $records[0]{likes}"), 1, 'its models are there already');
ask($holder, 'COMMIT');
is(finish($refresh), '', 'the refresh stores its own behind it');
stored_is('influence behind influence', @records);

# ---- influence, many at once, beside a refresh ----

@records = map { { %$_, likes => $_->{likes} + 1 } } @records;
serve(@records);
$hub->faults({ match => '.', times => -1, do => 'delay', ms => 40 });
$refresh = in_background('refresh', $call);
my @updates = map { in_background("update$_", ('SELECT FROM llmeco_update_influence()') x 40) } 1 .. 3;
# Each read in a session of its own: to plan it for the first time takes as long as three updates, which show
# the same slot again.
my $script = PostgreSQL::Test::Utils::tempdir() . '/read.sql';
append_to_file($script, "SELECT count(*) AS n FROM llmeco.leaderboard \\gset\nSELECT 1 / (:n = 56)::int;\n");
my $reads = '';
IPC::Run::run([ 'pgbench', '-n', '-C', '-c', 4, '-t', 25, '-f', $script, $node->connstr('postgres') ], '>', \$reads, '2>&1');
is(join('', map { finish($_) } $refresh, @updates), '', 'computations beside a refresh: no error');
like($reads, qr{processed: 100/100\b}, 'every read beside them is whole');
sql('SELECT FROM llmeco_update_influence()');
stored_is('after all', @records);
is(ask($reader, $picture), $seen, 'the reader sees what it saw, after all');
ask($reader, 'COMMIT');
isnt(ask($reader, $picture), $seen, 'until its transaction ends');
quit($_) for $reader, $holder;
is(scalar(grep { /ERROR|FATAL|PANIC|deadlock/ && !/57014|canceling statement/ } split /\n/, slurp_file($node->logfile)), 0, 'the log has no error and no deadlock');

$node->stop;
$hub->stop;
done_testing();
