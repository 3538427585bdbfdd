# When this fails, one answer of a broken or hostile server costs a user the
# server, or a session that no cancel and no shutdown reaches: a page that any
# mirror could send takes the memory of a backend, or keeps it busy for minutes.
# Each is sent at the size at which it once did so: 5 GB, 19 minutes.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(sleep time);
use lib "$FindBin::Bin/..";
use LoopbackHub;
use TestDatabase;

# What must hold: memory above start, kB, and seconds until a backend is gone.
my $most_memory = 512 * 1024;
my $most_wait = 1;

my $hub = LoopbackHub->of_sample;
my $node = start_server('main', $hub->settings . "fsync = off\n");

# what is sent, how much of it, to which requests of which source, and the kind
# of error that it is
my @cases = (
	[ 'objects', 6_666_666, '^/api/models\?', 'models', 'size' ],
	[ 'objects', 6_666_666, '^/api/spaces', 'spaces', 'size' ],
	[ 'objects', 6_666_666, '^/api/organizations/', 'authors', 'type' ],
	[ 'objects', 6_666_666, '^/opendigger/', 'repos', 'size' ],
	[ 'languages', 880, '^/api/models\?', 'models', '' ],
	[ 'parents', 345, '^/api/models\?', 'models', '' ],
	[ 'directives', 258_000, '^/labels/', 'labels', 'range' ],
	[ 'labels', 20_000, '^/labels/', 'labels', 'limit' ],
	[ 'entries', 35_000, '^/labels/', 'labels', '' ],
	[ 'attributes', 450_000, '^/[^/]+$', 'authors', 'size' ]);

# gone(PID) waits until a process is gone and is how long that took.
sub gone
{
	my ($pid) = @_;
	my $began = time;
	sleep(0.005) while kill(0, $pid) && time - $began < 60;
	return time - $began;
}

# How refreshes are ended: by a signal to their backend or to the postmaster.
my %ends = (
	cancel => sub { my ($pid, $session) = @_; my $began = time; kill('INT', $pid); $session->{harness}->finish; return time - $began },
	terminate => sub { my ($pid) = @_; kill('TERM', $pid); return gone($pid) },
	'fast shutdown' => sub {
		my ($pid) = @_;
		kill('INT', (split /\n/, slurp_file($node->data_dir . '/postmaster.pid'))[0]);
		my $seconds = gone($pid);
		$node->stop('fast', fail_ok => 1);
		$node->start;
		return $seconds;
	});

# seconds_to_end(HOW, CALL, AFTER) has a session call again and again, ends it so
# many seconds after the first answer came, in the middle of one, and is how long
# that took.
sub seconds_to_end
{
	my ($how, $call, $after) = @_;
	my $seen = @{ $hub->log };
	my $session = in_background('refreshing', "SET client_min_messages = error; DO \$\$BEGIN LOOP PERFORM $call; END LOOP; END\$\$");
	$hub->wait_for($seen + 1);
	sleep($after);
	my $pid = sql("SELECT pid FROM pg_stat_activity WHERE application_name = 'refreshing'");
	my $seconds = $ends{$how}->($pid, $session);
	like(finish($session), qr/57014|57P01|server closed the connection/, "it was at work") unless $how eq 'cancel';
	return $seconds;
}

for my $case (@cases)
{
	my ($what, $n, $match, $source, $kind) = @$case;
	my $name = "$what, $source";
	fresh_database();
	sql("SELECT llmeco_refresh('{models}', 'all', 'full')") if $source eq 'authors';
	$hub->serve();
	$hub->faults({ match => $match, times => -1, do => 'hostile', what => $what, n => $n });

	my $call = "llmeco_refresh('{$source}', 'all', 'full', max_requests => 40)";
	my $memory = q{SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\s+(\d+)'))[1]};
	my $began = time;
	my ($before, $status, $after) = split /\n/, sql("$memory; SELECT status FROM $call; $memory");
	my $took = time - $began;
	like($status, qr/^(complete|partial|failed)$/, "$name: the run ends");
	cmp_ok($after - $before, '<', $most_memory, "$name: memory above start, kB");
	is(sql("SELECT count(*) FROM llmeco.refresh_errors WHERE kind = '$kind'") > 0, 1, "$name: refresh_errors has it") if $kind;

	for my $end ([ 'cancel', 0.1 ], [ 'cancel', 0.7 ], [ 'terminate', 0.4 ], [ 'fast shutdown', 0.3 ])
	{
		my ($how, $moment) = @$end;
		my $seconds = seconds_to_end($how, $call, $moment);
		# Once more, where the machine was busy.
		$seconds = seconds_to_end($how, $call, $moment) if $seconds >= $most_wait;
		cmp_ok($seconds, '<', $most_wait, "$name: seconds until a $how has ended it");
		note(sprintf '%-20s %8.1f MB, %5.1f s; %s after %.2f s', $name, ($after - $before) / 1024, $took, $how, $seconds);
	}
	$hub->faults();
}

$node->stop;
$hub->stop;
done_testing();
