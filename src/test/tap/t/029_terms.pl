# When this fails, one field that the Hub refuses, or a page that it has no time
# for, stops every refresh, or costs a user what the tables had: on which terms a
# server answers, and what of them a user is told.
use strict;
use warnings;
use FindBin;
use JSON::PP;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $hub = LoopbackHub->new;
my $node = start_server('main', $hub->settings . "autovacuum = off\n");

my @records = map {
	model($_, likes => 2000 - $_, safetensors => { total => 1000 + $_, parameters => { F32 => 1000 + $_ } },
		parents => $_ > 1 ? [ [ 'finetune', model(1)->{id} ] ] : [])
} 1 .. 1205;
my @spaces = map { { _id => hub_id(5000 + $_), id => "maker/space-$_", likes => 1000 - $_, models => [ model($_)->{id} ], sdk => 'gradio',
		createdAt => moment(6, $_), lastModified => moment(6, $_) } } 1 .. 8;
my $db;

# fresh() is a new database, and the Hub as it should be.
sub fresh
{
	$db = fresh_database();
	return serve();
}

sub serve { return $hub->serve(models => \@records, spaces => \@spaces) }

sub refresh
{
	my ($columns, $arguments) = @_;
	return sql("SELECT $columns FROM llmeco_refresh(" . ($arguments // "'{models}', 'all', 'full'") . ')');
}

# refused(FIELD, TEXT, MATCH) answers requests for a field with this text.
sub refused
{
	my ($field, $text, $match) = @_;
	return { match => ($match // 'api/models') . ".*expand=$field(&|\$)", times => -1, do => 'status', code => 400,
		body => ref $text ? $text : { error => $text } };
}

# of_models() is all that a refresh stores of models, but for when, and for where
# lineage was read.
sub of_models
{
	return sql('SELECT name, hub_id, downloads, downloads_all_time, likes, parameters, trending_score, created_at, modified_at, task,
		library, license, gated, languages, tags FROM llmeco.models ORDER BY name COLLATE "C"')
	  . sql('SELECT parent, child, relation FROM llmeco.network_edges ORDER BY parent COLLATE "C", child COLLATE "C"')
	  . sql('SELECT name, title, sdk, modified_at, trending_score, (SELECT count(*) FROM llmeco.space_models u WHERE u.space_id = s.space_id)
		FROM llmeco.spaces s ORDER BY name COLLATE "C"');
}

# limits() are the sizes of pages that the Hub was asked for, in order.
sub limits { return join ' ', map { $_->{url} =~ /[?&]limit=(\d+)/ ? $1 : () } @{ $hub->log } }

# ---- a field that is refused ----

my @valid = qw(author cardData createdAt downloads downloadsAllTime gated gguf lastModified library_name likes pipeline_tag
	private disabled safetensors sha tags trendingScore);
my $list = join '|', map { "\"$_\"" } @valid;
fresh();
refresh('status', "'{models,spaces}', 'all', 'full'");
my $whole = of_models();
for my $case (
	[ 'named, with what is valid', "Invalid option \"baseModels\" at expand: expected one of $list" ],
	[ 'what is valid', { errors => [ { message => "Invalid option: expected one of $list" } ] } ],
	[ 'named', { error => [ 'Unknown field: baseModels' ] } ],
	[ 'named as not valid', 'baseModels is not a valid field' ],
	[ 'not allowed', 'These fields are not allowed: baseModels' ],
	[ 'for people', "\x{2716} Invalid option: expected one of $list\n  \x{2192} at expand[0]" ])
{
	my ($name, $text) = @$case;
	fresh();
	$hub->faults(refused('baseModels', $text));
	is(refresh('status, models_seen, unavailable, requests, errors'), 'complete|1205|{models.baseModels}|3|1',
		"a refused field, $name: the refresh goes on, and says which");
	lines_are('SELECT parent, child, relation FROM llmeco.network_edges', "$name: lineage comes from tags",
		split /\n/, expected_edges(@records));
	is(sql('SELECT unavailable FROM llmeco.refresh_runs'), '{models.baseModels}', "$name: in refresh_runs");
	like(last_errors('kind, http_status, message'), qr/^http\|400\|asked again without baseModels; status 400: .*\w/, "$name: in refresh_errors, with what the Hub said");
}

# with data there already, and the field back later
for my $fields ([ 'baseModels' ], [ 'baseModels', 'tags' ], [ 'safetensors' ], [ 'pipeline_tag', 'gated' ], [ 'library_name', 'trendingScore', 'downloads' ],
	[ 'lastModified', 'downloadsAllTime', 'likes' ])
{
	fresh();
	refresh('status', "'{models,spaces}', 'all', 'full'");
	serve();
	$hub->faults(map { refused($_, "Unknown field: $_") } @$fields);
	is(refresh('status, models_changed, unavailable'), 'complete|0|{' . join(',', map { "models.$_" } @$fields) . '}',
		"@$fields: no model changes");
	is(of_models(), $whole, "@$fields: what is here stays");
	serve();
	is(refresh('status, models_changed, unavailable'), 'complete|0|', "@$fields: given again");
	is(of_models(), $whole, "@$fields: nothing was lost");
}

# a walk in two calls; the field is back in the second
fresh();
$hub->faults(refused('safetensors', 'Unknown field: safetensors'));
is(refresh('status, models_seen', "'{models}', 'all', 'full', max_requests => 2"), 'partial|1000', 'the budget ends');
is(sql("SELECT next_url LIKE '%expand=safetensors%' FROM llmeco.refresh_cursors WHERE step = 'walk'"), 't', 'the place has all that is wanted');
serve();
is(refresh('status, models_seen, unavailable'), 'complete|205|', 'the next call asks for all again');
is(sql('SELECT count(parameters) FROM llmeco.models'), 205, 'and gets it');
serve();
$hub->faults(refused('safetensors', 'Unknown field: safetensors'));
is(refresh('status, requests', "'{models}', 'all', 'full', max_requests => 1"), 'partial|1', 'no request is left to ask again');
is(refresh('status, models_seen'), 'complete|1205', 'the next call does');
is(sql('SELECT count(parameters) FROM llmeco.models'), 205, 'and what was here stays');

# Spaces, and lists and records of scope top:N
fresh();
refresh('status', "'{models,spaces}', 'all', 'full'");
serve();
$hub->faults(map { refused($_, "Unknown field: $_", 'api/spaces') } 'models', 'sdk');
is(refresh('status, spaces_changed, unavailable', "'{spaces}', 'all', 'full'"), 'complete|0|{spaces.models,spaces.sdk}', 'fields of Spaces');
is(of_models(), $whole, 'what they use stays');
fresh();
$hub->faults(refused('gated', "Invalid option: expected one of \"baseModels\"|" . $list =~ s/"gated"\|//r));
is(refresh('status, unavailable', "'{models}', 'top:1'"), 'complete|{models.gated}', 'scope top:N');
is(sql('SELECT count(*) FROM llmeco.model_edges'), 1204, 'has its models');

# what is about something else
fresh();
$hub->faults({ match => 'api/models', times => -1, do => 'status', code => 400,
	body => { error => 'Invalid sort parameter: expected one of "createdAt"|"downloads"|"likes"|"lastModified"' } });
is(refresh('status, unavailable, requests'), 'failed||1', 'a 400 about something else is no refusal of a field');
like(last_errors('message'), qr/^status 400: Invalid sort parameter: expected one of "createdAt"/, 'what the Hub said is kept');

# what a server may say
my $nasty = "<html><body><h1>No\x{202e}</h1>\n\n \x07 secret-token " . 'so long ' x 2000;
fresh();
$hub->faults({ match => 'api/models', times => -1, do => 'status', code => 403, body => $nasty });
sql("SET llmeco.token = 'secret-token'; SELECT 1 FROM llmeco_refresh('{models}', 'all', 'full')");
my $said = last_errors('message');
like($said, qr/^status 403: No \*{12} so long so long/, 'HTML: its text in one line, without our token');
is(length($said), length('status 403: ') + 500, '500 characters of it');

# ---- what is private ----

fresh();
my $private = refused('private', 'Invalid expand parameter: "private"');
$hub->faults($private);
is(refresh('status, models_seen > 0'), 'complete|t', 'without a token nothing is private');
$hub->faults($private);
is((split /\n/, sql("SET llmeco.token = 'hf_secret'; SELECT status, models_seen FROM llmeco_refresh('{models}', 'all', 'full')"))[-1],
	'failed|0', 'with one, what might be is not read');
serve();

# ---- a page that the server has no time for ----

# slow(SIZES...) answers 504 to pages of these sizes.
sub slow { my ($times, @sizes) = @_; return { match => 'limit=(' . join('|', @sizes) . ')&', times => $times, do => 'status', code => 504 } }

fresh();
$hub->faults(slow(1, 1000));
is(refresh('status, models_seen, errors'), 'complete|1205|0', '504: the page is halved');
is(limits(), '1000 500 1000', 'and the next one is whole again');
tables_are('504', @records);

fresh();
$hub->faults(slow(-1, 1000, 500, 250, 200, 125));
is(refresh('status, models_seen, errors'), 'complete|1205|0', '504 for pages of more than 100');
like(limits(), qr/^1000 500 250 125 100 200 100 100 200 100 100 100 100 200 100/, 'they are halved down to 100, and grow again, ever later')
  or diag(limits());
tables_are('504 above 100', @records);

fresh();
$hub->faults(slow(-1, 1000, 500, 250, 125, 100));
is(refresh('status, models_seen, errors', "'{models}', 'all', 'full', max_seconds => 60"), 'failed|0|1', '504 for pages of 100, too');
like(last_errors('http_status, url'), qr/^504\|.*limit=1000&/, 'is said');
serve();
is(refresh('status, models_seen'), 'complete|1205', 'the next run asks for whole pages');
is(limits(), '1000 1000', 'from the start');

# lists of scope top:N, Spaces
fresh();
$hub->faults(slow(2, 1000), { match => 'api/spaces.*limit=1000', times => 1, do => 'status', code => 504 });
is(refresh('status, models_seen, errors', "'{models}', 'top:3'"), 'complete|1207|0', '504: lists of scope top:N');
tables_are('504, top:N', @records);
is(refresh('status, spaces_seen, errors', "'{spaces}', 'all', 'full'"), 'complete|8|0', '504: Spaces');

# a list that ends with as many as were asked for may be cut off
fresh();
refresh('status');
serve();
$hub->faults({ match => 'cursor', times => 1, do => 'status', code => 504 }, { match => 'cursor.*limit=100&|limit=100&.*cursor', times => -1, do => 'no-link' },
	{ match => 'limit=(500|250|125)&.*cursor', times => -1, do => 'status', code => 504 });
is(refresh('status, models_seen'), 'complete|1100', 'a small page that is full, and the last one');
is(sql('SELECT count(*) FROM llmeco.models WHERE removed_at IS NOT NULL'), 0, 'is no proof that there is no more');
is(last_errors('kind'), 'unlisted', 'which is said');

$node->stop;
$hub->stop;
done_testing();
