# When this fails, a Hub, network or session that misbehaves costs a user data
# or a working refresh: what is kept, what refresh_errors says, and that the
# next run completes.
use strict;
use warnings;
use FindBin;
use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $hub = LoopbackHub->new('--page-max', '10');
my $node = start_server('main', $hub->settings);

my @records = map { model($_, $_ > 30 ? (parents => [ [ 'finetune', model($_ - 25)->{id} ] ]) : ()) } 1 .. 35;
my $db;

# fresh() is a new database, and the Hub as it should be.
sub fresh
{
	$db = fresh_database();
	$hub->serve(models => \@records);
	return;
}

# fault(KIND, FIELD => VALUE...) strikes at the third page unless told
# otherwise.
sub fault
{
	my ($kind, %fields) = @_;
	$hub->faults({ match => 'cursor', after => 1, times => -1, do => $kind, %fields });
	return;
}

sub refresh
{
	my ($columns, $arguments) = @_;
	return sql("SELECT $columns FROM llmeco_refresh(" . ($arguments // "'{models}', 'all', 'full'") . ')');
}

sub kinds
{
	return sql('SELECT coalesce(string_agg(DISTINCT kind, \' \' ORDER BY kind), \'\') FROM llmeco.refresh_errors');
}

# complete(NAME) lets the Hub do right and sees that the next run ends with
# what an undisturbed one has.
sub complete
{
	my ($name, $status) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	$hub->faults();
	is(refresh('status'), 'complete', "$name: the next run completes");
	tables_are($name, @records);
	return;
}

# ---- one page goes wrong ----

# kind, its fields, the status, models seen, kinds in refresh_errors
my $rest = 'complete|35';
my $stop = 'partial|20';
my @cases = (
	[ 'status', { code => 500, times => 1 }, $rest, '', '500, then fine' ],
	[ 'status', { code => 429, times => 1, headers => { 'Retry-After' => '1' } }, $rest, '', '429 with Retry-After' ],
	[ 'status', { code => 429, times => 1, headers => { RateLimit => '"api";r=0;t=1' } }, $rest, '', '429 with RateLimit' ],
	[ 'status', { code => 429, times => 1 }, $rest, '', '429 without a header' ],
	[ 'cut', { bytes => 100, times => 1 }, $rest, '', 'cut, then fine' ],
	[ 'reset', { bytes => 100, times => 1 }, $rest, '', 'reset, then fine' ],
	[ 'wrong-length', { delta => 10, times => 1 }, $rest, '', 'wrong length, then fine' ],
	[ 'truncated-gzip', { times => 1 }, $rest, '', 'truncated gzip, then fine' ],
	[ 'status', { code => 500 }, $stop, 'http', '500 for ever' ],
	[ 'status', { code => 400, body => { error => 'no' } }, $stop, 'http', 'status 400' ],
	[ 'html', {}, $stop, 'syntax', 'HTML' ],
	[ 'bad-json', {}, undef, 'syntax', 'broken JSON' ],
	[ 'status', { code => 200, body => '{"not": "a list"}' }, $stop, 'type', 'no list' ],
	[ 'status', { code => 200, body => '' }, $stop, 'syntax', 'nothing' ],
	[ 'deep', { depth => 100000 }, undef, undef, 'deep nesting' ],
	[ 'gzip-bomb', { mb => 200 }, $stop, 'size', 'gzip bomb' ],
	[ 'huge', { mb => 300, chunked => JSON::PP::true }, $stop, 'size', 'huge body' ],
	[ 'redirect-loop', {}, $stop, undef, 'redirect loop' ],
	[ 'redirect-other-host', {}, $stop, undef, 'redirect to another host' ],
	[ 'repeat-cursor', {}, 'partial|30', 'link', 'a cursor that repeats' ],
	[ 'link-other-host', { host => 'https://example.org' }, 'partial|30', 'link', 'the next page on another host' ],
	[ 'link-other-host', {}, $rest, '', 'a mirror that names the original host' ],
	[ 'replace', { find => model(35)->{id}, with => 'x' }, $rest, '', 'a fault that strikes nothing' ]);
for my $case (@cases)
{
	my ($kind, $fields, $status, $errors, $name) = @$case;
	fresh();
	fault($kind, %$fields);
	my $got = refresh('status, models_seen');
	if (defined $status) { is($got, $status, $name) }
	else { like($got, qr/^(partial|complete)\|/, $name) }
	# a refusal says when the window ends, whatever earlier answers said
	is(sql("SELECT finished_at - started_at < interval '2 min' FROM llmeco.refresh_runs"), 't', "$name: it waits no longer than that")
	  if $name eq '429 with RateLimit';
	if (defined $errors) { is(kinds(), $errors, "$name: refresh_errors") }
	else { isnt(kinds(), '', "$name: refresh_errors") }
	is(sql("SELECT count(*) FROM llmeco.refresh_cursors WHERE next_url LIKE '" . $hub->url . "/%'"), 1, "$name: the place is kept")
	  if $got =~ /^partial/;
	is(sql("SELECT count(*) FROM llmeco.refresh_errors WHERE url IS NULL OR message = ''"), 0, "$name: with address and message");
	complete($name);
}

# records of an otherwise good page
for ([ 'invalid-utf8', { field => 'pipeline_tag' } ], [ 'nul', { field => 'pipeline_tag' } ],
	[ 'nul', { field => 'library_name', raw => JSON::PP::true } ])
{
	my ($kind, $fields) = @$_;
	fresh();
	fault($kind, %$fields);
	is(refresh('status'), 'complete', "$kind: the walk goes on");
	isnt(kinds(), '', "$kind: refresh_errors");
	cmp_ok(sql('SELECT count(*) FROM llmeco.models WHERE fetched_at IS NOT NULL'), '>=', 34, "$kind: all other records are loaded");
	complete($kind);
}

# a place that the server has forgotten
fresh();
refresh('status', "'{models}', 'all', 'full', max_requests => 2");
fault('status', after => 0, times => 1, code => 400, body => { error => 'Invalid cursor' });
is(refresh('status, models_seen'), $rest, 'a cursor that the server refuses: the walk begins anew');
complete('refused cursor');

# a model renamed while the walk goes on
fresh();
refresh('status', "'{models}', 'all', 'full', max_requests => 1");
$hub->control('/data', { models => { rename => { model(35)->{id} => 'new/name' } } });
is(refresh('status, models_seen, errors'), 'complete|25|0', 'renamed behind the walk');
is(refresh('status, models_new, models_changed'), 'complete|0|1', 'the next walk sees it');
is(sql("SELECT name FROM llmeco.models WHERE hub_id = '" . hub_id(35) . "'"), 'new/name', 'the model has its new name');

# ---- nothing at all ----

fresh();
fault('html', match => '.', after => 0);
is(refresh('status, models_seen'), 'failed|0', 'the first page unreadable');
complete('first page');

fresh();
$hub->faults({ match => '.', times => -1, do => 'reset' });
my $message = error_of("SELECT * FROM llmeco_refresh('{models}', 'all', 'full')");
like($message, qr/ERROR:  08001: could not fetch from.*DETAIL:  http:.*HINT:  Check llmeco.hub_endpoint/s, 'no answer at all: 08001');
is(sql('SELECT count(*) FROM llmeco.refresh_runs'), 0, 'no run is left behind');
complete('no answer');

# ---- the token ----

fresh();
is(error_of("SET llmeco.token = 'secret-good'; SELECT llmeco_refresh('{models}', 'all', 'full')"), '', 'a good token');
is(scalar(grep { ($_->{headers}{authorization} // '') eq 'Bearer secret-good' } @{ $hub->log }), 4, 'is sent with every request');
$node->append_conf('postgresql.conf', "llmeco.token_file = 'token'");
append_to_file($node->data_dir . '/token', "secret-file  \nsecond line\n");
$node->reload;
$hub->control('/reset');
refresh('status');
is(($hub->log)->[0]{headers}{authorization}, 'Bearer secret-file', 'the first line of llmeco.token_file');
$node->append_conf('postgresql.conf', "llmeco.token_file = 'missing'");
$node->reload;
like(error_of('SELECT llmeco_refresh()'), qr/ERROR:  58P01: could not open file "missing"/, 'a token file that is not there');
$node->append_conf('postgresql.conf', "llmeco.token_file = ''");
$node->reload;
like(error_of("SET llmeco.token = e'two\nlines-secret'; SELECT llmeco_refresh()"), qr/ERROR:  22023: the access token is not valid\n(?!.*secret)/, 'a token of two lines');
for my $call ("SELECT status, models_seen, requests FROM llmeco_refresh('{models}', 'all', 'full')", "CALL llmeco_refresh_all('{models}', 'all', 'full')")
{
	my ($result, $out, $err) = $node->psql($db, "SET llmeco.token = 'bad'; $call", extra_params => [ '-v', 'VERBOSITY=verbose' ]);
	is($result, $call =~ /^CALL/ ? 3 : 0, "a bad token: $call");
	is($out, $call =~ /^CALL/ ? '' : 'failed|0|1', 'stops at once');
	like($err, qr/WARNING:  28000: the server does not accept the access token/, 'with a warning');
	like($err, qr/ERROR:  08006: nothing could be read/, 'and an error') if $call =~ /^CALL/;
}
is(sql('SELECT count(*) FROM llmeco.models WHERE fetched_at IS NOT NULL'), 35, 'nothing is deleted');
is(sql("SELECT DISTINCT http_status, kind FROM llmeco.refresh_errors WHERE url IS NOT NULL"), '401|http', 'refresh_errors says why');
# No secret anywhere: not in tables, nor in the log but for what psql sent.
is(sql("SELECT count(*) FROM llmeco.refresh_errors e WHERE e::text ~ 'Bearer|secret'"), 0, 'no token in a table');
is(scalar(grep { /secret-file|Bearer/ && !/statement: / } split /\n/, slurp_file($node->logfile)), 0, 'no token in the log');

# ---- cancel ----

# pages_asked(N) waits until the Hub was asked for N pages.
sub pages_asked { return $hub->wait_for($_[0]) >= $_[0] || die 'the Hub was not asked' }

# The Hub's silence would end a request after 30 seconds and retry it: what
# ends before that was cancelled.
my $patience = 25;
for my $kind ('hang', 'drip')
{
	for my $how ([ 'pg_cancel_backend', '57014' ], [ 'pg_terminate_backend', '57P01' ])
	{
		fresh();
		fault($kind, $kind eq 'drip' ? (rate => 10) : ());
		my $began = time;
		my $session = in_background('refresh', "SELECT llmeco_refresh('{models}', 'all', 'full')");
		pages_asked(3);
		sql("SELECT $how->[0](pid) FROM pg_stat_activity WHERE query LIKE 'SELECT llmeco_refresh%'");
		like(finish($session), qr/: +$how->[1]: /, "$kind, $how->[0]: $how->[1]");
		cmp_ok(time - $began, '<', $patience, "$kind, $how->[0]: not when the request timed out");
		is(sql('SELECT count(*) FROM llmeco.models'), 0, "$kind, $how->[0]: nothing of it is kept");
		complete("$kind, $how->[0]");
	}
}
fresh();
fault('hang', bytes => 50);
my $began = time;
like(error_of("SET statement_timeout = '1s'; SELECT llmeco_refresh('{models}', 'all', 'full')"), qr/ERROR:  57014: .*statement timeout/, 'statement_timeout');
cmp_ok(time - $began, '<', $patience, 'statement_timeout: in time');
is(sql(q{SET statement_timeout = '1s';
DO $$ BEGIN
	PERFORM llmeco_refresh('{models}', 'all', 'full');
EXCEPTION WHEN query_canceled THEN
	RAISE NOTICE 'cancelled';
END $$;
RESET statement_timeout; SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'}), 0, 'a cancelled run in an exception block leaves no lock');
complete('statement_timeout');

# back-off is cancelled too
fresh();
fault('status', code => 503);
my $session = in_background('refresh', "SELECT llmeco_refresh('{models}', 'all', 'full')");
pages_asked(4);
sql("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT llmeco_refresh%'");
like(finish($session), qr/ERROR:  57014: /, 'cancelled while backing off');

# ---- the procedure keeps what it committed ----

for my $how ('pg_cancel_backend', 'pg_terminate_backend')
{
	fresh();
	fault('hang');
	$session = in_background('refresh', "CALL llmeco_refresh_all('{models}', 'all', 'full')");
	pages_asked(3);
	wait_until('SELECT count(*) = 20 FROM llmeco.models WHERE fetched_at IS NOT NULL');
	is(sql('SELECT status, models_seen FROM llmeco.refresh_runs'), 'running|20', "CALL, $how: others see its progress");
	sql("SELECT $how(pid) FROM pg_stat_activity WHERE query LIKE 'CALL llmeco_refresh%'");
	like(finish($session), qr/57014|57P01/, "CALL, $how: ended");
	is(sql('SELECT count(*) FROM llmeco.models WHERE fetched_at IS NOT NULL'), 20, "CALL, $how: two pages are kept");
	is(sql('SELECT count(*) FROM llmeco.refresh_cursors WHERE next_url IS NOT NULL'), 1, "CALL, $how: and the place");
	$hub->faults();
	is(refresh('status, models_seen'), 'complete|15', "CALL, $how: the next run goes on there");
	is(sql('SELECT string_agg(status, \' \' ORDER BY run_id) FROM llmeco.refresh_runs'), 'failed complete',
		"CALL, $how: and closes the row of the first");
	complete("CALL, $how");
}

# ---- scope top:N ----

# three families of a parent and children; one family's list cannot be read
my @family = map { model($_, likes => 100 - $_) } 1 .. 3;
push @family, map { model($_, likes => 0, parents => [ [ 'quantized', $family[ $_ % 3 ]{id} ] ]) } 4 .. 30;
@records = @family;
fresh();
fault('status', code => 500, match => 'base_model.*model-2&', after => 0);
is(refresh('status, models_new', "'{models}', 'top:3'"), 'partial|21', 'top:3 with one list unreadable: the others are read');
is(sql("SELECT step FROM llmeco.refresh_cursors WHERE next_url IS NOT NULL"), "children:$family[1]{id}", 'and it is kept in mind');
$hub->serve(models => \@records);
is(refresh('status, models_new, requests', "'{models}', 'top:3'"), 'complete|9|1', 'the next run asks for that one only');
complete('top:3');

$node->stop;
$hub->stop;
done_testing();
