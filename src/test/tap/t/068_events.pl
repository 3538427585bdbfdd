# When this fails, who watches models is told of what did not happen, or twice, or
# not at all: the events that refreshes write between two states of the loopback
# Hub, whatever a run is stopped, killed or resumed for.
use strict;
use warnings;
use FindBin;
use JSON::PP;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $true = JSON::PP::true;
my $hub = LoopbackHub->new('--page-max', '10');
my $node = start_server('main', $hub->settings . "fsync = off\nrestart_after_crash = on\n");
my $call = "CALL llmeco_refresh_all('{models}', 'all', 'full')";

sub tags { return [ 'pytorch', 'region:us', @_ ] }
sub parent { return (parents => [ [ $_[0], $_[1] ] ]) }

# Numbers are also the order of the listing: the largest first, ten a page.
my %first = map { $_ => model($_) } 1 .. 60;
$first{17} = model(17);
$first{18} = model(18, parent(finetune => 'author1/model-1'));
$first{19} = model(19, parent(finetune => 'author1/model-1'));
$first{20} = model(20, tags => tags('license:gpl-3.0'));
$first{22} = model(22, parent(finetune => 'else/stub'));
$first{23} = model(23, parent(adapter => 'author0/model-7'));
$first{24} = model(24, parents => [ [ merge => 'author1/model-1' ], [ merge => 'author2/model-9' ] ]);
$first{25} = model(25, tags => tags('license:other'), cardData => { license => 'other', license_name => 'own', license_link => 'LICENSE' });

my %second = %first;
delete $second{$_} for 7, 12;
$second{$_->[0]} = { %{ $first{ $_->[0] } }, @$_[ 1 .. $#$_ ] } for
	[ 5, id => 'author5/renamed-5' ],
	[ 6, id => 'newhome/model-6' ],
	[ 8, id => 'author1/moved-8' ],
	[ 59, id => 'author3/moved-59' ],
	[ 2, id => 'author3/model-59' ],
	[ 10, id => 'author4/model-11' ],
	[ 11, id => 'author3/model-10' ],
	[ 13, disabled => $true ],
	[ 14, tags => tags('license:apache-2.0') ],
	[ 15, gated => 'manual' ],
	[ 16, pipeline_tag => 'translation' ],
	[ 20, tags => tags() ],
	[ 21, downloads => 5, likes => 7, lastModified => moment(6, 1), library_name => 'peft', sha => 'f' x 40 ];
$second{17} = model(17, parent(quantized => 'author1/model-1'));
$second{18} = model(18);
$second{19} = model(19, parent(merge => 'author1/model-1'));
$second{24} = model(24, parents => [ [ merge => 'author1/model-1' ], [ merge => 'author6/model-27' ] ]);
$second{25} = model(25, tags => tags('license:other'), lastModified => moment(6, 1),
	cardData => { license => 'other', license_name => 'free', license_link => 'LICENSE' });
# new ones: of names that others had, of a stub, and with nothing to say
$second{100} = model(100, id => 'author0/model-7');
$second{101} = model(101, id => 'author1/model-8');
$second{102} = model(102, parent(finetune => 'author1/model-1'));
$second{103} = model(103, id => 'else/stub');

my @expected = (
	'5|renamed|author5/renamed-5|{"name": "author5/model-5"}|{"name": "author5/renamed-5"}',
	'6|renamed|newhome/model-6|{"name": "author6/model-6"}|{"name": "newhome/model-6"}',
	'6|author_changed|newhome/model-6|{"author": "author6"}|{"author": "newhome"}',
	# another repository under the name of one that is gone
	'7|name_taken_over|author0/model-7|7|100',
	'7|removed|author0/model-7||{"reason": "not listed"}',
	'23|parent_removed|author2/model-23|{"parent": "author0/model-7", "relation": "adapter"}|',
	'23|parent_added|author2/model-23||{"parent": "author0/model-7", "relation": "adapter"}',
	# of one that has another name, before and after it is known
	'8|name_taken_over|author1/model-8|8|101',
	'8|renamed|author1/moved-8|{"name": "author1/model-8"}|{"name": "author1/moved-8"}',
	'59|renamed|author3/moved-59|{"name": "author3/model-59"}|{"name": "author3/moved-59"}',
	'59|name_taken_over|author3/model-59|59|2',
	'2|renamed|author3/model-59|{"name": "author2/model-2"}|{"name": "author3/model-59"}',
	'2|author_changed|author3/model-59|{"author": "author2"}|{"author": "author3"}',
	# two swap
	'10|renamed|author4/model-11|{"name": "author3/model-10"}|{"name": "author4/model-11"}',
	'10|author_changed|author4/model-11|{"author": "author3"}|{"author": "author4"}',
	'10|name_taken_over|author3/model-10|10|11',
	'11|renamed|author3/model-10|{"name": "author4/model-11"}|{"name": "author3/model-10"}',
	'11|author_changed|author3/model-10|{"author": "author4"}|{"author": "author3"}',
	'11|name_taken_over|author4/model-11|11|10',
	'12|removed|author5/model-12||{"reason": "not listed"}',
	'13|disabled|author6/model-13|{"disabled": false}|{"disabled": true}',
	'14|license_changed|author0/model-14|{"license": "mit"}|{"license": "apache-2.0"}',
	'15|gated_changed|author1/model-15|{"gated": "no"}|{"gated": "manual"}',
	'16|task_changed|author2/model-16|{"task": "text-generation"}|{"task": "translation"}',
	'17|parent_added|author3/model-17||{"parent": "author1/model-1", "relation": "quantized"}',
	'18|parent_removed|author4/model-18|{"parent": "author1/model-1", "relation": "finetune"}|',
	'19|relation_changed|author5/model-19|{"parent": "author1/model-1", "relation": "finetune"}|{"parent": "author1/model-1", "relation": "merge"}',
	'20|license_changed|author6/model-20|{"license": "gpl-3.0"}|{}',
	'24|parent_removed|author3/model-24|{"parent": "author2/model-9", "relation": "merge"}|',
	'24|parent_added|author3/model-24||{"parent": "author6/model-27", "relation": "merge"}');
my $license_name = '25|license_changed|author4/model-25|{"license": "other", "license_link": "LICENSE", "license_name": "own"}'
	. '|{"license": "other", "license_link": "LICENSE", "license_name": "free"}';

# Models by their numbers; ids of rows, which tests do not know, apart.
my $number = q{('x' || right(%s, 8))::bit(32)::int};
my $events = 'SELECT ' . sprintf($number, 'm.hub_id') . q{, e.kind, e.name,
	CASE e.kind WHEN 'name_taken_over' THEN } . sprintf($number, q{e.before->>'hub_id'}) . q{::text ELSE (e.before - 'parent_id')::text END,
	CASE e.kind WHEN 'name_taken_over' THEN } . sprintf($number, q{e.after->>'hub_id'}) . q{::text ELSE (e.after - 'parent_id')::text END
	FROM llmeco.model_events e LEFT JOIN llmeco.models m USING (model_id)};

sub serve { return $hub->serve(models => [ values %{ $_[0] } ]) }
sub events_are { my ($name, @lines) = @_; local $Test::Builder::Level = $Test::Builder::Level + 1; return lines_are($events, $name, @lines) }
sub status { return sql('SELECT status FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1') }

# told(SESSION) are the messages that a session has got since it last asked.
sub told
{
	my ($session) = @_;
	return map { decode_json($_) } ask($session, 'SELECT') =~ /"llmeco_events" with payload "(.*)" received/g;
}

# ---- one state, then the other ----

fresh_database();
my $listener = session();
ask($listener, 'LISTEN llmeco_events');
serve(\%first);
sql($call);
is(status(), 'complete', 'first load');
events_are('a first load has no events');
is(sql("SELECT count(*) FROM pg_class WHERE relname ~ '^model_events_[0-9]'"), 0, 'nor a table for them');
sql($call);
events_are('nor has a second one that finds the same');
is(scalar(told($listener)), 0, 'nobody is told anything');

serve(\%second);
sql($call);
is(status(), 'complete', 'changes');
events_are('each change is an event', @expected, $license_name);
my @told = told($listener);
is(scalar @told, 1, 'one message a run');
is_deeply([ $told[0]{run_id}, $told[0]{events}, $told[0]{kinds}{renamed}, $told[0]{kinds}{name_taken_over}, $told[0]{kinds}{removed} ],
	[ sql('SELECT max(run_id) FROM llmeco.refresh_runs'), @expected + 1, 7, 5, 2 ], 'says how many there are of each kind');
is(join(',', @{ $told[0]{event_ids} }), sql('SELECT string_agg(event_id::text, \',\' ORDER BY event_id) FROM llmeco.model_events'), 'and which');
is(sql('SELECT count(*) FROM llmeco.model_events e WHERE e.run_id <> (SELECT max(run_id) FROM llmeco.refresh_runs)'), 0, 'they are of the run');
is(sql("SELECT count(*) FROM llmeco.model_events e JOIN llmeco.models b ON b.model_id = (e.before->>'model_id')::bigint
	JOIN llmeco.models a ON a.model_id = (e.after->>'model_id')::bigint
	WHERE e.kind = 'name_taken_over' AND e.model_id = b.model_id AND b.hub_id = e.before->>'hub_id' AND a.hub_id = e.after->>'hub_id' AND a.name = e.name"),
	5, 'a name that was taken over: by whom, from whom');
is(sql("SELECT count(*) FROM llmeco.model_events e JOIN llmeco.model_edges l ON l.parent_id = (e.after->>'parent_id')::bigint
	AND l.child_id = e.model_id AND l.relation = e.after->>'relation' WHERE e.after ? 'parent_id'"), 4, 'a parent that is there is the one of the event');

my $before = versions('model_events');
sql($call) for 1 .. 2;
is(versions('model_events'), $before, 'the same again is no event');
is(scalar(told($listener)), 0, 'and no message');

# ---- back, and what else there is ----

my %third = %second;
$third{12} = $first{12};
$third{13} = $first{13};
$third{7} = { %{ $first{7} }, id => 'author0/back-7' };
$third{14} = { %{ $second{14} }, tags => tags('license:other'), lastModified => moment(7, 1),
	cardData => { license => 'other', license_name => 'mine' } };
serve(\%third);
sql($call);
events_are('what is back, and a licence that gets a name', @expected, $license_name,
	'7|returned|author0/back-7|' . sql("SELECT json_build_object('removed_at', before->'removed_at') FROM llmeco.model_events WHERE kind = 'returned' AND name ~ 'back'") =~ s/ : /: /r . '|',
	'7|renamed|author0/back-7|{"name": "author0/model-7"}|{"name": "author0/back-7"}',
	'12|returned|author5/model-12|' . sql("SELECT before FROM llmeco.model_events WHERE kind = 'returned' AND name ~ '12'") . '|',
	'13|enabled|author6/model-13|{"disabled": true}|{"disabled": false}',
	'14|license_changed|author0/model-14|{"license": "apache-2.0"}|{"license": "other"}');
is(sql("SELECT license_name FROM llmeco.models WHERE name = 'author0/model-14'"), 'mine', 'which is stored');
quit($listener);

# ---- what the Hub does not give has not changed ----

fresh_database();
serve(\%first);
sql($call);
$hub->serve(models => [ values %second ]);
$hub->faults({ match => 'expand=(gated|pipeline_tag|disabled)\b', times => -1, do => 'status', code => 400,
		body => { error => "\x{2716} Invalid option: expected one of \"author\"|\"baseModels\"|\"createdAt\"|\"downloads\"|\"downloadsAllTime\"|\"lastModified\"|\"library_name\"|\"likes\"|\"safetensors\"|\"sha\"|\"tags\"|\"trendingScore\"|\"cardData\"|\"gguf\"\n  \x{2192} at expand[4]" } });
sql($call);
is(sql("SELECT count(*) FROM llmeco.model_events WHERE kind IN ('gated_changed', 'task_changed', 'disabled')"), 0, 'a field that is not given any more');
is(sql("SELECT unavailable @> '{models.gated, models.pipeline_tag, models.disabled}' FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1"), 't',
	'which the run went on without');
$hub->faults();

# ---- without a commit a page, by another way in, and to private ----

fresh_database();
serve(\%first);
sql("SELECT llmeco_refresh('{models}', 'all', 'full')");
serve(\%second);
sql("BEGIN; SELECT llmeco_refresh('{models}', 'all', 'full'); ROLLBACK");
events_are('a run that is rolled back leaves none');
sql("SELECT llmeco_refresh('{models}', 'all', 'full')");
events_are('one transaction', @expected, $license_name);
fresh_database();
my @records = map { { %$_, author => $_->{id} =~ s{/.*}{}r } } values %first;
sql("CREATE TABLE dump (record jsonb)");
sub load { return sql("TRUNCATE dump; INSERT INTO dump SELECT jsonb_array_elements(\$json\$" . encode_json($_[0]) . "\$json\$);
	SELECT llmeco_import('models', 'SELECT record FROM dump')") }
load(\@records);
events_are('a first import has no events');
load([ map { hex($_->{_id}) == 16 ? { %$_, pipeline_tag => 'translation' } : $_ } @records ]);
events_are('a later one has', grep { /^16\|/ } @expected);

# ---- stopped, killed and resumed ----

# kill_after(PAGES) starts a call that gets so many pages, and no more, and kills
# it when it has stored them.
sub kill_after
{
	my ($pages) = @_;
	$hub->faults({ match => '/api/models\\?', times => -1, after => $pages, do => 'delay', ms => 60_000 });
	my $last = sql('SELECT coalesce(max(run_id), 0) FROM llmeco.refresh_runs');
	my $session = in_background('refresh', $call);
	wait_until("SELECT count(*) = 1 FROM llmeco.refresh_runs WHERE run_id > $last AND pages = $pages");
	kill_backend(sql("SELECT pid FROM pg_stat_activity WHERE application_name = 'refresh'"));
	finish($session);
	$hub->faults();
	return;
}

fresh_database();
$hub->control('/reset');
serve(\%first);
kill_after(2);
sql($call);
events_are('a first load over a kill has none');
serve(\%second);
kill_after(1);
sql("CALL llmeco_refresh_all('{models}', 'all', 'full', max_requests => 1)");
my $half = sql('SELECT count(*) FROM llmeco.model_events');
cmp_ok($half, '>', 0, 'a run that was killed, or stopped, has committed some');
cmp_ok($half, '<', @expected, 'not all');
kill_after(3);
my $dead = sql('SELECT max(run_id) FROM llmeco.refresh_runs');
$listener = session();
ask($listener, 'LISTEN llmeco_events');
sql($call);
is(status(), 'complete', 'and the next ones go on');
sql($call);
events_are('over kills and resumed walks, each once', @expected, $license_name);
cmp_ok(sql("SELECT count(*) FROM llmeco.model_events WHERE run_id = $dead"), '>', 0, 'the last one that was killed has found some');
is(join(' ', map { "$_->{run_id}:$_->{events}" } told($listener)),
	sql("SELECT string_agg(run_id || ':' || n, ' ' ORDER BY run_id) FROM (SELECT run_id, count(*) AS n FROM llmeco.model_events
		WHERE run_id >= $dead GROUP BY run_id) e"), 'the next run tells of those');
quit($listener);

# ---- pruning ----

# on the first of a month yesterday's partition may not be there
sql("SELECT llmeco_partition((now() - interval '1 day')::date)");
sql("INSERT INTO llmeco.model_events (at, model_id, name, kind) VALUES (now() - interval '1 day', 1, 'a/b', 'removed')");
my $all = sql('SELECT count(*) FROM llmeco.model_events');
is(sql('SELECT events_deleted FROM llmeco_prune()'), 0, 'what is not two years old stays');
is(sql("SELECT events_deleted FROM llmeco_prune(events => '12 hours')"), 1, 'what is older goes');
is(sql('SELECT count(*) FROM llmeco.model_events'), $all - 1, 'and no more');

$node->stop;
$hub->stop;
done_testing();
