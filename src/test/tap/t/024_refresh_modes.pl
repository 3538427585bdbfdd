# When this fails, models that exist are marked as removed or removed ones are
# not, an incremental refresh misses what changed or asks for everything, or
# llmeco.refresh_progress is wrong: modes of llmeco_refresh() in scope 'all'.
use strict;
use warnings;
use FindBin;
use JSON::PP;
use POSIX qw(strftime);
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $hub = LoopbackHub->new('--page-max', '10', '--quota', '100000', '--window', '300');
my $node = start_server('main', $hub->settings . "autovacuum = off\n");

my $db;
my %data;

# serve(KIND => RECORDS) is what the Hub has from now on; its log is emptied.
sub serve
{
	%data = (%data, @_);
	return $hub->serve(%data);
}

sub fresh
{
	$db = fresh_database();
	%data = (models => [], spaces => []);
	return serve(@_);
}

sub refresh
{
	my ($mode, $columns, $rest) = @_;
	return sql('SELECT ' . ($columns // 'status, models_seen, models_new, models_changed, errors')
		  . " FROM llmeco_refresh('{models}', 'all', '$mode'" . ($rest // '') . ')');
}

sub removed { return sql("SELECT coalesce(string_agg(hub_id, ' ' ORDER BY hub_id), '') FROM llmeco.models WHERE removed_at IS NOT NULL") }

# ids(NUMBER...) is what removed() should say.
sub ids { return join ' ', sort map { hub_id($_) } @_ }

sub kinds_of_errors { return last_errors("coalesce(string_agg(kind, ' ' ORDER BY error_id), '')") }

# asked() is how many pages were asked for, by order: {createdAt => 3}.
sub asked
{
	my %asked;
	for (@{ $hub->log })
	{
		$asked{$1}++ if $_->{url} =~ m{/api/\w+\?.*sort=(\w+)};
	}
	return \%asked;
}

# without(RECORDS, NUMBER...) leaves out those with these numbers.
sub without
{
	my ($records, @numbers) = @_;
	my %out = map { hub_id($_) => 1 } @numbers;
	return [ grep { !$out{ $_->{_id} } } @$records ];
}

my @records = map { model($_, $_ % 9 == 0 ? (parents => [ [ 'finetune', 'elsewhere/stub' ] ]) : ()) } 1 .. 55;

# ---- full: what is gone ----

fresh(models => \@records);
is(refresh('full'), 'complete|55|56|0|0', 'the first load');
is(sql('SELECT count(*) FROM llmeco.refresh_seen'), 0, 'no record of what was seen is left');
my $versions = sql('SELECT ctid, xmin, hub_id FROM llmeco.models ORDER BY 3');
is(refresh('full'), 'complete|55|0|0|0', 'again');
is(sql('SELECT ctid, xmin, hub_id FROM llmeco.models ORDER BY 3'), $versions, 'writes no row version');
serve(models => without(\@records, 3, 17, 40));
is(refresh('full'), 'complete|52|0|3|0', 'three are gone: three rows change');
is(removed(), ids(3, 17, 40), 'which are marked as removed, and the stub is not');
is(sql("SELECT count(*) FROM llmeco.leaderboard WHERE name = '$records[16]{id}'"), 0, 'one that is gone is not in the leaderboard');
is(refresh('full'), 'complete|52|0|0|0', 'the next walk marks nothing');
serve(models => without(\@records, 40));
is(refresh('full'), 'complete|54|0|2|0', 'two are back');
is(removed(), ids(40), 'and no longer marked');
serve(models => \@records);
is(refresh('incremental', 'status, models_changed'), 'complete|1', 'the third is seen again by an incremental refresh');
is(removed(), '', 'and no longer marked either');

# over several calls, and by CALL
my $gone = without(\@records, 1, 28, 55);
serve(models => $gone);
my ($calls, $state) = (0, 'partial');
while ($state eq 'partial' && $calls++ < 20)
{
	is(removed(), '', "call $calls: nothing is marked before the walk is complete");
	$state = refresh($calls == 2 ? 'auto' : 'full', 'status', ', max_requests => 1');
}
is("$calls $state", '6 complete', 'a walk in six calls');
is(removed(), ids(1, 28, 55), 'knows what all of them saw');
serve(models => without(\@records, 2));
sql("CALL llmeco_refresh_all('{models}', 'all', 'full', max_requests => 3)");
is(sql('SELECT count(*), sum(cardinality(ids)) FROM llmeco.refresh_seen'), '3|30', 'CALL keeps what it saw');
is(removed(), ids(1), 'CALL: nothing is marked yet; what is back on the pages read is');
sql("CALL llmeco_refresh_all('{models}', 'all', 'full')");
is(removed(), ids(2), 'CALL: marked by the second');

# what came while the walk went on
fresh(models => \@records);
refresh('full');
serve(models => without(\@records, 50));
refresh('full', 'status', ', max_requests => 2');
serve(models => [ @{ without(\@records, 50) }, model(56) ]);
is(sql("SELECT models_new FROM llmeco_refresh('{models}', 'top:100')"), 1, 'a model that another refresh brings while a walk is unfinished');
is(refresh('full', 'status'), 'complete', 'the walk goes on behind it');
is(removed(), ids(50), 'and does not take it for removed');

# ---- full: what must not be taken for gone ----

for my $case (
	[ 'a page unread', sub { [ { match => 'cursor', after => 1, times => -1, do => 'status', code => 500 } ] }, 'partial', 'http' ],
	[ 'a page that is no JSON', sub { [ { match => 'cursor', after => 1, times => -1, do => 'html' } ] }, 'partial', 'syntax' ],
	[ 'a cursor that repeats', sub { [ { match => 'cursor', after => 1, times => -1, do => 'repeat-cursor' } ] }, 'partial', 'link' ],
	[ 'a page without Link', sub { [ { match => 'cursor', after => 1, times => -1, do => 'no-link' } ] }, 'complete', 'unlisted' ],
	[ 'an empty listing', sub { [ { match => 'api/models', times => -1, do => 'status', code => 200, body => '[]' } ] }, 'complete', 'unlisted' ],
	[ 'a record that cannot be read', sub { [ { match => 'cursor', after => 1, times => 1, do => 'replace', find => hub_id(28), with => 'x' } ] },
		'complete', 'missing unlisted', 1 ],
	[ 'a bad token', sub { [ { match => 'cursor', after => 1, times => -1, do => 'status', code => 401, body => { error => 'Invalid credentials' } } ] },
		'failed', 'http' ])
{
	my ($name, $faults, $status, $errors) = @$case;
	fresh(models => \@records);
	refresh('full');
	serve(models => without(\@records, 50));
	$hub->faults(@{ $faults->() });
	is(refresh('full', 'status'), $status, "$name: $status");
	is(removed(), '', "$name: nothing is marked");
	my $got = kinds_of_errors();
	$got =~ s/^\w+ unlisted$/missing unlisted/ if $case->[4];
	is($got, $errors, "$name: refresh_errors");
	$hub->faults();
	refresh('full') if $status eq 'failed' || $status eq 'partial';
	is(refresh('full', 'status'), 'complete', "$name: the next walk");
	is(removed(), ids(50), "$name: marks what is gone");
}

# ---- incremental ----

# stamp(MINUTES) is a time as the Hub writes it, from 2024-06-01.
sub stamp { return moment(6, $_[0]) }

# Downloads and dates in different orders; none modified after it was read, and
# one in the three days that an incremental walk reads again.
my @many = map { model($_, downloads => ($_ * 7919) % 100003, lastModified => stamp($_ == 400 ? 14400 : $_ * 13 % 1000)) } 1 .. 400;
fresh(models => \@many);
is(refresh('auto', 'status, models_seen'), 'complete|400', 'auto: the first load is a full walk');
is_deeply(asked(), { createdAt => 40 }, 'auto: by creation');
serve();
is(refresh('auto'), 'complete|320|0|0|0', 'auto: then incremental, nothing new');
is_deeply(asked(), { createdAt => 1, lastModified => 1, downloads => 30 }, 'a page of the newest, one of the modified, 30 by downloads');
is(sql("SELECT watermark = (SELECT max(created_at) FROM llmeco.models) FROM llmeco.refresh_cursors WHERE step = 'created_at'"), 't', 'the mark of creation');
is(sql("SELECT watermark = (SELECT max(modified_at) FROM llmeco.models) FROM llmeco.refresh_cursors WHERE step = 'modified_at'"), 't', 'and of modification');

# 25 new ones, 12 modified, counters of all others changed, one gone
my @next = map { { %$_, downloads => $_->{downloads} + 1 } } @{ without(\@many, 200) };
my %modified = map { hub_id($_ * 31) => 1 } 1 .. 12;
my $minute = 20000;
for (@next)
{
	@$_{ 'lastModified', 'pipeline_tag' } = (stamp($minute++), 'fill-mask') if $modified{ $_->{_id} };
}
push @next, map { model($_, downloads => 1, lastModified => stamp(21000 + $_)) } 401 .. 425;
serve(models => \@next);
# What has to be read: what was modified or created since, and the first 300
# by downloads.
my @by_downloads = sort { $b->{downloads} <=> $a->{downloads} || $a->{_id} cmp $b->{_id} } @next;
my %expected = map { $_->{_id} => $_ } @by_downloads[ 0 .. 299 ];
$expected{ $_->{_id} } = $_ for grep { $modified{ $_->{_id} } || hex $_->{_id} > 400 } @next;
is(refresh('incremental', 'status, models_new, errors'), 'complete|25|0', 'incremental: 25 new ones');
my $log = asked();
is($log->{createdAt}, 3, 'three pages for 25 by creation');
is($log->{lastModified}, 4, 'four for 37 by modification, and one read again');
my %got = map { split /\|/, $_, 2 } split /\n/, sql('SELECT hub_id, downloads, task FROM llmeco.models');
my %before = map { $_->{_id} => "$_->{downloads}|$_->{pipeline_tag}" } @many;
my @stale = grep { $got{$_} ne "$expected{$_}{downloads}|$expected{$_}{pipeline_tag}" } sort keys %expected;
is("@stale", '', 'new, modified and the most downloaded are as the Hub has them');
# The last page of a descent goes beyond its mark: up to a page more.
my @touched = grep { !$expected{$_} && defined $before{$_} && $got{$_} ne $before{$_} } sort keys %got;
cmp_ok(scalar(@touched), '<=', 20, 'others were not read');
is(removed(), '', 'an incremental refresh takes nothing for removed');
is(refresh('full', 'status'), 'complete', 'a full one');
is(removed(), ids(200), 'does');
is(sql('SELECT count(*) FROM llmeco.models WHERE removed_at IS NULL AND downloads <> (
	SELECT (r->>\'downloads\')::bigint FROM jsonb_array_elements($j$' . encode_json(\@next) . '$j$) r WHERE r->>\'_id\' = hub_id)'), 0,
	'and brings all counters');

# interrupted
my @later = map { { %$_, (hex $_->{_id} <= 60 ? (lastModified => stamp(30000 + hex $_->{_id}), likes => 777) : ()) } } @next;
push @later, map { model($_, lastModified => stamp(29000)) } 426 .. 470;
serve(models => \@later);
($calls, $state) = (0, 'partial');
while ($state eq 'partial' && $calls++ < 20)
{
	is(sql("SELECT watermark = '" . stamp(21425) . "' FROM llmeco.refresh_cursors WHERE step = 'modified_at'"), 't',
		'the mark stays until the step is complete') if $calls == 3;
	$state = refresh('incremental', 'status', ', max_requests => 4');
}
is($state, 'complete', "incremental in $calls calls");
is(sql('SELECT count(*) FROM llmeco.models WHERE likes = 777'), 60, 'all that were modified were read');
is(sql('SELECT count(*) FROM llmeco.models WHERE hub_id > \'' . hub_id(425) . '\''), 45, 'and all that are new');
is(sql("SELECT count(*) FROM llmeco.refresh_cursors WHERE next_url IS NOT NULL"), 0, 'no cursor is left');

# the budget ends among the counters: that is no unfinished work
serve();
is(refresh('incremental', 'status, requests', ', max_requests => 15'), 'complete|15', 'counters as far as the budget goes');
# a descent that goes in a circle
my $first = $hub->url . '/api/models?limit=1000&sort=lastModified&expand=lastModified';
serve(models => [ map { { %$_, lastModified => stamp(31000 + hex $_->{_id}) } } @later ]);
$hub->faults({ match => 'lastModified', after => 1, times => 1, do => 'headers', headers => { Link => "<$first>; rel=\"next\"" } });
is(refresh('incremental', 'status'), 'partial', 'a listing that goes in a circle ends');
is(kinds_of_errors(), 'repeat', 'which is said');

# ---- Spaces ----

sub space
{
	my ($n, %fields) = @_;
	return { _id => hub_id(5000 + $n), id => "maker/space-$n", likes => 1000 - $n, models => [ $records[ $n % 55 ]{id} ],
		createdAt => stamp($n), lastModified => stamp($n * 700), sdk => 'gradio', %fields };
}
my $spaces_refresh = sub { return sql("SELECT status, spaces_seen, spaces_new, spaces_changed FROM llmeco_refresh('{spaces}', 'all', '$_[0]')") };
my @spaces = map { space($_) } 1 .. 45;
fresh(models => \@records, spaces => \@spaces);
refresh('full');
is($spaces_refresh->('auto'), 'complete|45|45|0', 'Spaces: the first load');
serve(spaces => [ map { { %$_, likes => $_->{likes} + 1 } } @spaces[ 0 .. 12, 14 .. 44 ], space(46) ]);
is($spaces_refresh->('auto'), 'complete|65|1|44', 'Spaces: one new, likes of all others');
is_deeply(asked(), { createdAt => 1, lastModified => 1, likes => 5 }, 'Spaces: in seven pages');
is(sql('SELECT count(*) FROM llmeco.spaces WHERE removed_at IS NOT NULL'), 0, 'Spaces: nothing is marked');
is($spaces_refresh->('full'), 'complete|45|0|1', 'Spaces: a full walk');
is(sql('SELECT hub_id FROM llmeco.spaces WHERE removed_at IS NOT NULL'), hub_id(5014), 'Spaces: marks the one that is gone');
serve(spaces => \@spaces);
is($spaces_refresh->('full'), 'complete|45|0|46', 'Spaces: and when it is back');
is(sql('SELECT hub_id FROM llmeco.spaces WHERE removed_at IS NOT NULL'), hub_id(5046), 'Spaces: no longer');

# ---- dates gone wrong, commits pushed late ----

# ago(DAYS) is a time as the Hub writes it.
sub ago { return strftime('%Y-%m-%dT%H:%M:%S.000Z', gmtime(time - $_[0] * 86400)) }

# mark() is how far a source's incremental walk has read, against now.
sub mark { return sql("SELECT watermark <= now(), watermark > now() - interval '1 hour' FROM llmeco.refresh_cursors
	WHERE source = '$_[0]' AND step = 'modified_at'") }

sub modified { return sql("SELECT count(*) FROM llmeco.models WHERE task = 'fill-mask'") }

sub task { return sql("SELECT task FROM llmeco.models WHERE hub_id = '" . hub_id($_[0]) . "'") }

# Of 450 models, those with the least downloads are in none of the pages by downloads.
my @dated = map { model($_, lastModified => $_ == 9 ? '2031-01-01T00:00:00.000Z' : ago(30)) } 1 .. 450;
fresh(models => \@dated, spaces => [ space(1, lastModified => '2031-01-01T00:00:00.000Z'), map { space($_) } 2 .. 15 ]);
refresh('auto');
$spaces_refresh->('auto');
is(refresh('auto', 'status'), 'complete', 'a commit date in the future: incremental');
is(mark('models'), 't|t', 'the mark is not after the run began');
$spaces_refresh->('auto');
is(mark('spaces'), 't|t', 'nor is that of Spaces');
sub change { my ($when, @numbers) = @_; @$_{ 'lastModified', 'pipeline_tag' } = ($when, 'fill-mask') for @dated[ map { $_ - 1 } @numbers ]; return serve(models => \@dated) }
change(ago(-3 / 86400), 1 .. 8, 10 .. 101);
refresh('auto');
is(modified(), 100, 'all of 100 later changes are read');
change(ago(2), 50, 102, 103);
is(refresh('auto', 'changed_late'), 3, 'commits pushed late, dated two days ago: found, and counted');
is(modified(), 102, 'and read');
is(refresh('auto', 'changed_late'), 0, 'they are not late again');
is(sql('SELECT sum(changed_late) FROM llmeco.refresh_runs'), 3, 'the runs\' rows have it');
# The page on which the walk ends has ten more.
change(ago(4), 106 .. 125);
change(ago(5), 104);
refresh('auto');
is(task(104), 'text-generation', 'later than three days');
refresh('full');
is(task(104), 'fill-mask', 'is what full walks are for');

# a mark that an older version left
sql("UPDATE llmeco.refresh_cursors SET watermark = '2031-01-01' WHERE step = 'modified_at'");
change(ago(20), 105);
is(refresh('auto', 'status, models_seen'), 'complete|450', 'a mark in the future: the next walk is a full one');
is(task(105), 'fill-mask', 'which reads what was missed');
is(mark('models'), 't|t', 'and sets the mark right');

# ---- progress ----

my $progress = 'SELECT source, pages, models_seen, requests >= pages, quota_left > 90000, updated_at >= started_at, seconds > 0,
	seconds_left > 0, pid = (SELECT pid FROM pg_stat_activity WHERE query LIKE \'CALL%\' AND state = \'active\')
	FROM llmeco.refresh_progress';
fresh(models => \@records);
for my $known ('', 't')
{
	sql('ANALYZE llmeco.models');
	is(sql('SELECT count(*) FROM llmeco.refresh_progress'), 0, 'progress: none');
	$hub->faults({ match => 'cursor', after => 2, times => 1, do => 'hang' });
	my $session = in_background('walk', "CALL llmeco_refresh_all('{models}', 'all', 'full')");
	wait_until("SELECT coalesce(max(pages), 0) = 3 FROM llmeco.refresh_progress");
	is(sql($progress), "models|3|30|t|t|t|t|$known|t", 'progress: three pages; the time left is ' . ($known ? 'known' : 'not known in a first walk'));
	my $watcher = "watcher_$db$known";
	is(sql("CREATE ROLE $watcher; GRANT USAGE ON SCHEMA llmeco TO $watcher; GRANT SELECT ON llmeco.refresh_progress TO $watcher;
		SET ROLE $watcher; SELECT pages FROM llmeco.refresh_progress"), 3, 'progress: for a role with SELECT on it alone');
	sql('SELECT pg_terminate_backend(pid, 10000) FROM llmeco.refresh_progress');
	finish($session);
	is(sql("SELECT count(*) FILTER (WHERE status = 'running') FROM llmeco.refresh_runs"), 1, 'a run that was ended still says running');
	is(sql('SELECT count(*) FROM llmeco.refresh_progress'), 0, 'progress: but is not shown');
	$hub->faults();
	is(refresh('auto', 'status'), 'complete', 'the next one completes');
}

# ---- waiting for the quota ----

fresh(models => \@records);
$hub->control('/quota', { quota => 4, window => 8 });
my $said = error_of("SELECT llmeco_refresh('{models}', 'all', 'full')");
$hub->control('/quota', { quota => 100000, window => 300 });
is(scalar(() = $said =~ /waits \d+ seconds for http/g), 1, 'one line says that the quota is waited for') or diag($said);
like($said, qr/waits [5-9] seconds[^\n]*\nDETAIL:  The server allows no more requests until then\.\nHINT:  With an access token/s, 'how long, and what helps');
cmp_ok(scalar(() = $said =~ /NOTICE/g), '<=', 3, 'and no line every five seconds until it goes on');
is(sql('SELECT status FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1'), 'complete', 'as it does');

$node->stop;
$hub->stop;
done_testing();
