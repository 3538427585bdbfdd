# When this fails, one answer of a broken or hostile server costs a user the
# server or a session that no cancel reaches: a page that any mirror could send
# takes the memory of a backend, or keeps it busy for minutes. Each is sent at a
# size that the checks have to see; at full size they took 5 GB and 19 minutes.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(sleep time);
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

# Memory above start, kB, and seconds after a cancel; parsing asks much oftener.
my $most_memory = 256 * 1024;
my $most_wait = 10;

my $hub = LoopbackHub->of_sample;
my $node = start_server('main', $hub->settings);

# what is sent, how much of it, to which requests of which source, and the kind
# of error that it is
my @cases = (
	[ 'objects', 1_000_000, '^/api/models\?', 'models', 'size' ],
	[ 'languages', 150, '^/api/models\?', 'models', '' ],
	[ 'parents', 150, '^/api/models\?', 'models', '' ],
	[ 'directives', 60_000, '^/labels/', 'labels', 'range' ],
	[ 'attributes', 60_000, '^/[^/]+$', 'authors', 'range' ]);

for my $case (@cases)
{
	my ($what, $n, $match, $source, $kind) = @$case;
	fresh_database();
	sql("SELECT llmeco_refresh('{models}', 'all', 'full')") if $source eq 'authors';
	$hub->faults({ match => $match, times => -1, do => 'hostile', what => $what, n => $n });

	my $refresh = "SELECT status FROM llmeco_refresh('{$source}', 'all', 'full', max_requests => 40)";
	my $memory = q{SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\s+(\d+)'))[1]};
	my ($before, $status, $after) = split /\n/, sql("$memory; $refresh; $memory");
	like($status, qr/^(complete|partial|failed)$/, "$what: the run ends");
	cmp_ok($after - $before, '<', $most_memory, "$what: memory above start, kB");
	is(sql("SELECT count(*) FROM llmeco.refresh_errors WHERE kind = '$kind'") > 0, 1, "$what: refresh_errors has it") if $kind;

	# a statement_timeout is a cancel that comes in the middle of it
	my $began = time;
	error_of("SET statement_timeout = '300ms'; $refresh");
	cmp_ok(time - $began, '<', $most_wait, "$what: a cancel ends it");
	$hub->faults();
}

done_testing();
