# When this fails, a Hub gone wrong, a clock gone wrong or a server killed by its
# administrator ends in refreshes that never end, in models marked as removed
# that are not, or in authors and repositories that are never read again.
use strict;
use warnings;
use FindBin;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $hub = LoopbackHub->new('--page-max', '20', '--opendigger', "$sample/opendigger", '--labels', "$sample/labels");
my $node = start_server('main', $hub->settings . "autovacuum = off\n");

my @records = (model(1, likes => 1000), map { model($_, likes => 2, parents => [ [ 'finetune', model(1)->{id} ] ]) } 2 .. 60);

sub fresh
{
	fresh_database();
	$hub->serve(models => \@records);
	return;
}

sub refresh
{
	my ($arguments, $columns) = @_;
	return sql('SELECT ' . ($columns // 'status') . " FROM llmeco_refresh($arguments)");
}

sub kinds { return last_errors("coalesce(string_agg(kind, ' ' ORDER BY error_id), '')") }

sub removed { return sql('SELECT count(*) FROM llmeco.models WHERE removed_at IS NOT NULL') }

# in_circle(FIRST, PAGE) has the list of requests that match FIRST lead to PAGE&a=1,
# that to PAGE&a=2, and that back again.
sub in_circle
{
	my ($first, $page) = @_;
	my $link = sub { return (do => 'headers', headers => { Link => '<' . $hub->url . "$page&a=$_[0]>; rel=\"next\"" }) };
	return ({ match => 'a=1', times => -1, $link->(2) }, { match => 'a=2', times => -1, $link->(1) },
		{ match => $first, times => -1, $link->(1) });
}

# ---- circles: pages that name each other ----

my $parent = model(1)->{id};
for my $case (
	[ 'children', 'top:1', in_circle('filter=base_model', "/api/models?filter=base_model:$parent&limit=20") ],
	[ 'the most liked', 'top:50', in_circle('sort=likes', '/api/models?sort=likes&direction=-1&limit=20') ],
	[ 'the listing', 'all', in_circle('sort=createdAt', '/api/models?sort=createdAt&direction=-1&limit=20') ],
	[ 'pages without models', 'top:1',
		(map { { %$_, do => 'status', code => 200, body => '[]', headers => $_->{headers} } }
			in_circle('filter=base_model', "/api/models?filter=base_model:$parent&limit=20")) ],
	[ 'pages of what cannot be read', 'all',
		(map { { %$_, do => 'status', code => 200, body => '[{}]', headers => $_->{headers} } }
			in_circle('sort=createdAt', '/api/models?sort=createdAt&direction=-1&limit=20')) ])
{
	my ($name, $scope, @faults) = @$case;
	fresh();
	$hub->faults(@faults);
	my $status = refresh("'{models}', '$scope', 'full', max_seconds => 20", "status || ' ' || (requests < 20)");
	like($status, qr/^(partial|failed) true$/, "$name: a circle is left");
	like(kinds(), qr/\brepeat\b/, "$name: and told");
	$hub->faults();
	is(refresh("'{models}', '$scope', 'full'"), 'complete', "$name: the next run completes");
}

# ---- listings without end: every page names another one, and none has a record ----

for my $case ([ 'the listing', 'models', 'all', 'sort=createdAt|endless', '[]' ], [ 'records that cannot be read', 'models', 'all', 'sort=createdAt|endless', '[{}]' ],
	[ 'children', 'models', 'top:1', 'filter=base_model|endless', '[]' ], [ 'children that cannot be read', 'models', 'top:1', 'filter=base_model|endless', '[{}]' ],
	[ 'Spaces', 'spaces', 'all', 'api/spaces', '[]' ])
{
	my ($name, $source, $scope, $match, $body) = @$case;
	fresh();
	$hub->faults({ match => $match, times => -1, do => 'endless', body => $body });
	my $status = refresh("'{$source}', '$scope', 'full', max_seconds => 20, max_requests => 100", "status || ' ' || requests");
	like($status, qr/^(partial|failed) 1\d$/, "$name: ten pages in a row without a record are enough");
	like(kinds(), qr/\brepeat\b/, "$name: and told");
	$hub->faults();
	is(refresh("'{$source}', '$scope', 'full'"), 'complete', "$name: the next run completes");
}

# A few are passed over.
fresh();
$hub->faults({ match => 'cursor', times => 1, do => 'replace', find => 'author', with => '' });
is(refresh("'{models}', 'all', 'full'"), 'complete', 'a page of which no record can be read is passed over');

# ---- a listing that is far too short ----

fresh();
refresh("'{models}', 'all', 'full'");
$hub->serve(models => [ @records[ 0 .. 4 ] ]);
is(refresh("'{models}', 'all', 'full'"), 'partial', 'five models of sixty: the run says that something is wrong');
is(removed(), 0, 'nothing is marked as removed');
is(kinds(), 'unlisted', 'refresh_errors says why');
like(last_errors('message'), qr/no longer lists 55 of the models; .*max_removed_fraction \(0\.1\) of 60/, 'in numbers');
is(refresh("'{models}', 'all', 'auto'"), 'complete', 'an incremental refresh goes on meanwhile');
is(removed(), 0, 'and marks nothing');
is(refresh("'{models}', 'all', 'full'"), 'complete', 'a second full walk is believed');
is(removed(), 55, 'and marks what is gone');
$hub->serve(models => \@records);
is(refresh("'{models}', 'all', 'full'"), 'complete', 'they are back');
is(removed(), 0, 'and no longer marked');
$hub->serve(models => [ @records[ 0 .. 4 ] ]);
is(refresh("'{models}', 'all', 'full'"), 'partial', 'five again, behind a whole one: not believed');
is(removed(), 0, 'nothing is marked');
is(sql("SET llmeco.max_removed_fraction = 1; SELECT status FROM llmeco_refresh('{models}', 'all', 'full')"), 'complete',
	'an administrator who knows better has the first walk believed');
is(removed(), 55, 'which marks what is gone');
$hub->serve(models => [ @records[ 0 .. 4 ], model(61) ]);
refresh("'{models}', 'all', 'full'");
$hub->serve(models => [ @records[ 0 .. 4 ] ]);
is(sql("SET llmeco.max_removed_fraction = 0.17; SELECT status FROM llmeco_refresh('{models}', 'all', 'full')"), 'complete',
	'a sixth, with a bound above');
is(removed(), 56, 'is marked');

# ---- a clock that was far ahead once ----

fresh();
$hub->serve(models => \@records, authors => []);
refresh("'{models, authors}', 'top:3'");
sql("UPDATE llmeco.authors SET fetched_at = '2066-01-01', page_fetched_at = '2066-01-01'");
my $authors = sql('SELECT count(*) FROM llmeco.authors');
refresh("'{authors}', 'top:100'");
is(sql("SELECT count(*) FROM llmeco.authors WHERE fetched_at > now() OR page_fetched_at > now()"), 0,
	'authors read in 2066 are read again');
is(sql("SELECT count(*) FROM llmeco.authors WHERE fetched_at > now() - interval '1 hour'"), $authors, 'all of them');
like(kinds(), qr/\bclock\b/, 'and it is said');
refresh("'{repos}'");
sql("UPDATE llmeco.repos SET due_at = '2066-01-01' WHERE is_tracked");
my $repos = sql('SELECT count(*) FROM llmeco.repos WHERE is_tracked');
is(refresh("'{repos}'", 'repos_seen'), $repos, 'repositories that are due in 2066 are read');
like(kinds(), qr/\bclock\b/, 'and it is said');
is(refresh("'{repos}'", 'repos_seen'), 0, 'once');
sql("UPDATE llmeco.models SET fetched_at = '2066-01-01'");
$hub->serve(models => [ @records[ 0 .. 58 ] ]);
refresh("'{models}', 'all', 'full'");
is(removed(), 1, 'a model that was read in 2066 can be removed');

# ---- the end of the postmaster ----

fresh();
$hub->faults({ match => 'api/models', times => -1, do => 'hang' });
my $waiting = in_background('waiting', "SELECT llmeco_refresh('{models}', 'all', 'full')");
$hub->wait_for(1);
my $pid = sql("SELECT pid FROM pg_stat_activity WHERE application_name = 'waiting'");
ok(kill(0, $pid), 'a refresh waits');
$node->kill9;
my $alive = 1;
for (1 .. 100)
{
	last unless $alive = kill(0, $pid);
	select(undef, undef, undef, 0.1);
}
ok(!$alive, 'and ends with its postmaster');
$waiting->{harness}->finish;
kill('KILL', $pid) if $alive;
$node->start;
is(sql('SELECT 1'), 1, 'so that the server can be started again');

done_testing();
