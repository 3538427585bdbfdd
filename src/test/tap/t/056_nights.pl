# When this fails, an administrator cannot trust what a nightly refresh leaves
# behind: what is known to be gone is asked for each night, problems and runs
# grow without end, a killed refresh is shown as running, a CALL that read
# nothing ends well, or the README's monitoring does not work for a monitor.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $hub = LoopbackHub->new('--page-max', '40');
my $node = start_server('main', $hub->settings . "fsync = off\n");
my $db = fresh_database('nights');

# ---- what is gone ----

# Six bases that nobody lists; for each the Hub says something else. 400 does
# not mean that there is nothing.
my @codes = (400, 401, 403, 404, 410, 451);
my @models = map { model($_, likes => 1000 - $_, parents => [ $_ <= @codes ? [ 'finetune', "base/m$codes[$_ - 1]" ] : () ]) } 1 .. 10;
$hub->serve(models => \@models);
$hub->faults(map { { match => "base/m$_", times => -1, do => 'status', code => $_, body => { error => 'no' } } } @codes);
my $call = "SELECT status FROM llmeco_refresh('{models}', 'top:10')";
# asked() refreshes and is for which bases the Hub was asked.
sub asked
{
	my $before = @{ $hub->log };
	is(sql($call), 'complete', 'a refresh');
	my @log = @{ $hub->log };
	my %asked = map { $_ => 1 } map { $_->{url} =~ m{/api/models/base/m(\d+)} ? $1 : () } @log[ $before .. $#log ];
	return join ' ', sort keys %asked;
}
# later(HOURS) is as if so much time had gone by.
sub later { sql("UPDATE llmeco.refresh_errors SET at = at - interval '$_[0] hours', first_seen = first_seen - interval '$_[0] hours'"); return }

is(asked(), "@codes", 'the first asks for all');
is(asked(), '400', 'what is gone is not asked for again on the same day');
for my $days (1, 2, 4, 8, 16, 30, 30)
{
	later(24 * ($days - 1)) if $days > 1;
	is(asked(), '400', "nor $days days later, less one") if $days > 1;
	later(23.5);
	is(asked(), "@codes", "but after $days");
}
is(sql("SELECT item, http_status, times, first_seen < last_seen - interval '80 days', last_seen = at,
		run_id = (SELECT max(run_id) FROM llmeco.refresh_runs) FROM llmeco.refresh_errors WHERE item <> 'base/m400' ORDER BY 2"),
	join("\n", map { "base/m$_|$_|8|t|t|t" } grep { $_ != 400 } @codes), 'each is one row, with first_seen, last_seen and times');
is(sql("SELECT count(*), max(times) FROM llmeco.refresh_errors WHERE item = 'base/m400'"), '1|15', 'and so is what is asked each time');

# ---- names that Spaces use ----

$hub->serve(models => \@models, spaces => [ { _id => hub_id(5000), id => 'a/space', likes => 9, models => [ 'lost/model' ], sdk => 'gradio', createdAt => moment(2, 1) } ]);
$hub->faults({ match => 'lost/model', times => -1, do => 'status', code => 403, body => { error => 'no' } });
my $lost = sub {
	sql("SELECT status FROM llmeco_refresh('{spaces}', 'all')");
	return sql("SELECT times FROM llmeco.refresh_errors WHERE item = 'lost/model'");
};
is($lost->(), 1, '403: a name is marked as missing');
is(sql("SELECT removed_at IS NOT NULL FROM llmeco.models WHERE name = 'lost/model'"), 't', 'at once');
is($lost->(), 1, 'and not asked for again on that day');
later(24);
is($lost->(), 2, 'but on the next');

# ---- where a call goes on ----

# Owners of models and Spaces, whose overviews and pages take requests of their own.
my @owners = map { { _id => hub_id(6000 + unpack('%32C*', $_)), name => $_, fullname => $_, avatarUrl => 'https://cdn.example/o.png', numFollowers => 1 } }
	'base', 'a', map { "author$_" } 0 .. 6;
my @sources = ('models, spaces, authors', 'top:10');
$hub->serve(models => \@models, spaces => [ map { { _id => hub_id(5000 + $_), id => "a/space$_", likes => 10 - $_, models => [ $models[0]{id} ], sdk => 'gradio', createdAt => moment(2, 1) } } 1 .. 3 ],
	authors => \@owners);
# requests(LIMIT) refreshes and is its status and what was asked for.
sub requests
{
	my ($limit, $arguments) = @_;
	my $before = @{ $hub->log };
	$arguments //= "'{$sources[0]}', '$sources[1]'";
	my $status = sql("SELECT status FROM llmeco_refresh($arguments, max_requests => " . ($limit // 'NULL') . ')');
	my @log = @{ $hub->log };
	return ($status, map { $_->{url} } @log[ $before .. $#log ]);
}
fresh_database('goes_on');
my ($state, @asked) = requests();
is($state, 'complete', 'a first run without a limit');
my $needed = join "\n", sort @asked;
my $of_models = grep { m{^/api/models} } @asked;
cmp_ok(scalar(@asked), '>', $of_models + 10, 'most of it is asked after the models');
fresh_database('goes_on_in_parts');
my $calls = 0;
@asked = ();
($state, my @part) = requests($of_models);
push @asked, @part;
is($state, 'partial', 'one that ends when the models are read');
is(sql('SELECT count(*) > 0 FROM llmeco.model_snapshots'), 't', 'has taken the day\'s snapshot');
while ($state eq 'partial' && $calls++ < 20)
{
	($state, @part) = requests(7);
	push @asked, @part;
}
is($state, 'complete', "$calls more calls of seven requests complete it");
is(join("\n", sort @asked), $needed, 'and ask for nothing twice');
is(sql("SELECT count(*) FROM llmeco.refresh_cursors WHERE step ~ 'done'"), 0, 'nothing is left to go on with');
($state, @part) = requests();
# But for those that are known to be gone.
$of_models = grep { m{^/api/models} } @part;
cmp_ok($of_models, '>', 10, 'the call after that reads the models again');
# What else has the models read again: another day, mode or endpoint, a call for nothing else.
my $half = sub { sql('UPDATE llmeco.authors SET fetched_at = NULL'); return requests($of_models + 2) };
for my $case ([ 'that is what the next call does not', '', undef, 0 ],
	[ 'the next day', "UPDATE llmeco.refresh_cursors SET watermark = watermark - interval '1 day'", undef, 1 ],
	[ 'a clock that was ahead', "UPDATE llmeco.refresh_cursors SET watermark = watermark + interval '1 day'", undef, 1 ],
	[ 'another endpoint', "UPDATE llmeco.refresh_cursors SET next_url = 'http://127.0.0.1:1/' WHERE step ~ 'done'", undef, 1 ],
	[ 'another mode', '', "'{models, spaces, authors}', 'top:10', 'full'", 1 ],
	[ 'another scope', '', "'{models, spaces, authors}', 'top:9'", 1 ],
	[ 'a call for models alone', '', "'{models}', 'top:10'", 1 ])
{
	my ($name, $change, $arguments, $again) = @$case;
	sql('DELETE FROM llmeco.refresh_cursors');
	is(($half->())[0], 'partial', "a run that stops in the authors; then $name:");
	sql($change) if $change;
	($state, @part) = requests(undef, $arguments);
	is((grep { m{^/api/models\?.*sort=likes} } @part) + 0, $again, $again ? 'models are read again' : 'reading models again');
}

use_database($node, $db);

# ---- pruning ----

sql("INSERT INTO llmeco.refresh_runs (run_id, started_at, finished_at, sources, scope, mode, status)
	SELECT -n, now() - interval '2 years', now() - interval '2 years', '{labels}', 'all', 'auto', 'complete' FROM generate_series(1, 3) n");
sql("INSERT INTO llmeco.refresh_errors (run_id, at, source, kind, message) VALUES (-1, now() - interval '91 days', 'labels', 'type', 'x')");
sql('SELECT run_id FROM llmeco_update_influence()') for 1 .. 3;
sql("UPDATE llmeco.influence_runs SET started_at = started_at - interval '13 months', finished_at = finished_at - interval '13 months'");
my $kept = 2 * sql('SELECT count(*) / count(DISTINCT run_id) FROM llmeco.influence_history WHERE run_id > (SELECT max(run_id) - 2 FROM llmeco.influence_runs)');
like(sql('SELECT errors_deleted, runs_deleted, history_deleted > 0 FROM llmeco_prune()'), qr/^1\|2\|t$/, 'llmeco_prune() deletes what is old');
is(sql('SELECT run_id FROM llmeco.refresh_runs WHERE run_id < 0'), '-1', 'but the last complete run of a source');
is(sql('SELECT count(*) FROM llmeco.influence_history'), $kept, 'and the ranks of the last two runs');
is(sql('SELECT * FROM llmeco_prune()'), '0|0|0|0', 'and then nothing');
like(error_of("SELECT llmeco_prune(runs => '-1 day')"), qr/ERROR:  22023: errors, runs, history and events must not be null or negative/, 'arguments are checked');
like(error_of('SELECT llmeco_prune(errors => NULL)'), qr/ERROR:  22023:/, 'NULL too');

# ---- how refreshes go ----

sql("CREATE ROLE watcher LOGIN; SELECT llmeco_grant('monitor', 'watcher'); CREATE ROLE agent LOGIN; GRANT pg_monitor TO agent;
	SELECT llmeco_grant('monitor', 'pg_monitor')");
my $status = "SELECT last_status, running_since IS NOT NULL, pid IS NOT NULL, died IS NOT NULL FROM llmeco.refresh_status WHERE source = 'models'";
sub by { my ($role, $query) = @_; return $node->safe_psql($db, $query, connstr => $node->connstr($db) . " user=$role") }
is(by('watcher', 'SELECT source, last_status, last_complete IS NULL FROM llmeco.refresh_status ORDER BY 1'),
	"authors|never|t\ndatasets|never|t\nlabels|complete|f\nmodels|complete|f\npapers|never|t\nrepos|never|t\nspaces|complete|f", 'a row a source');
is(by('watcher', "SELECT problems > 0, age BETWEEN '0' AND '1 hour' FROM llmeco.refresh_status WHERE source = 'models'"), 't|t', 'problems and age');
my $all = "CALL llmeco_refresh_all('{models}', 'all', 'full')";
for my $signal (qw(KILL cancel))
{
	$hub->serve(models => [ map { model($_) } 1 .. 200 ]);
	$hub->faults({ match => '.', times => -1, after => 2, do => 'delay', ms => 60_000 });
	my $session = in_background('refresh', $all);
	wait_until("SELECT count(*) = 1 FROM llmeco.refresh_runs WHERE status = 'running' AND pages > 0");
	is(by($_, $status), 'running|t|t|f', "$_ sees one that runs") for qw(watcher agent);
	my $pid = by('watcher', "SELECT pid FROM llmeco.refresh_status WHERE source = 'models'");
	# As if the one that runs had got the number of one that was killed.
	sql("UPDATE llmeco.refresh_runs SET backend_start = backend_start - interval '1 day' WHERE status = 'running'");
	is(by('agent', $status), 'interrupted|f|f|t', 'which it is not if another session got its number');
	if ($signal eq 'KILL') { $node->stop('immediate'); $node->start; }
	else { sql("SELECT pg_cancel_backend($pid)"); }
	finish($session);
	$hub->faults();
	is(by($_, $status), 'interrupted|f|f|t', "$signal: $_ sees that it was interrupted") for qw(watcher agent);
	sql("SELECT status FROM llmeco_refresh('{labels}', 'all')");
	is(sql('SELECT count(*) FROM llmeco.refresh_runs WHERE status = \'running\''), 0, "$signal: the next run, of other sources, marks it");
	is(by('watcher', $status), 'interrupted|f|f|t', 'and it is still shown');
}
my ($result, $out, $err) = $node->psql($db, $all);
is($result, 0, 'a refresh that completes');
like($err, qr/NOTICE:  refresh complete: /, 'says so');
is(by('watcher', $status), 'complete|f|f|f', 'and is shown');
($result, $out, $err) = $node->psql($db, "CALL llmeco_refresh_all('{models}', 'all', 'full', max_requests => 1)");
is($result, 0, 'one whose budget is used up');
like($err, qr/NOTICE:  refresh partial: /, 'says so');
$hub->faults({ match => '.', times => -1, do => 'status', code => 503 });
like(error_of("SET llmeco.scope = 'all'; CALL llmeco_refresh_all('{models}', 'all', 'full', max_seconds => 20)"),
	qr/ERROR:  08006: nothing could be read\nDETAIL:  The refresh is run \d+ of llmeco.refresh_runs\./, 'one that can read nothing is an error');
is(by('watcher', $status), 'failed|f|f|f', 'with its row');
like(error_of("SET llmeco.hub_endpoint = 'http://127.0.0.1:1'; $all"), qr/ERROR:  08001: could not fetch/, 'one that reaches nobody too');
is(sql('SELECT status, finished_at IS NOT NULL FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1'), 'failed|t', 'with its row');
$hub->faults();
like(error_of("CALL llmeco_refresh_all('{models}', 'top:5', 'full')"),
	qr/NOTICE:  00000: mode "full" has no effect on models and Spaces in scope "top:5"/, 'a mode that means nothing is said');
unlike(error_of("CALL llmeco_refresh_all('{models}', 'all', 'full')"), qr/no effect/, 'one that does is not');

# ---- the README's queries ----

my @queries = readme_section('## Monitoring') =~ /^ +query: "(.*)"$/mg;
is(scalar @queries, 5, 'five queries for postgres_exporter');
unlike(by('agent', $_), qr/^$/, $_) for @queries;

# ---- names of schemas ----

$node->safe_psql('postgres', 'CREATE DATABASE named');
use_database($node, 'named');
sql('CREATE SCHEMA llmeco');
like(error_of('CREATE EXTENSION llmeco SCHEMA llmeco'),
	qr/ERROR:  42P06: schema "llmeco" already exists\nDETAIL:  CREATE EXTENSION llmeco makes this schema.*\nHINT:  Drop or rename yours\. Functions go into another schema/,
	'the entry points cannot be in schema llmeco');
sql('DROP SCHEMA llmeco; CREATE SCHEMA entry; CREATE EXTENSION llmeco SCHEMA entry; ALTER SCHEMA entry RENAME TO renamed');
sql("INSERT INTO llmeco.models (name, likes) VALUES ('a/b', 1); SELECT run_id FROM renamed.llmeco_update_influence()");
is(sql("SELECT count(*) > 0 FROM renamed.llmeco_explain('a/b')"), 't', 'the schema of the entry points renamed: llmeco_explain()');
is(sql('SELECT renamed.llmeco_prune_snapshots()'), 0, 'llmeco_prune_snapshots()');
like(error_of('SELECT renamed.llmeco_distribute()'), qr/Citus is not installed/, 'and llmeco_distribute()');

$node->stop;
$hub->stop;
done_testing();
