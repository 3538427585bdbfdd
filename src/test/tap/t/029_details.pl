# When this fails, the names of licences or the parameters of GGUF models are not
# known, or cost more requests than they have to: what is read of models after all
# else, of which of them, and that no refresh waits for it.
use strict;
use warnings;
use FindBin;
use JSON::PP;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $hub = LoopbackHub->new('--page-max', '10');
my $node = start_server('main', $hub->settings . "autovacuum = off\n");

# other(NUMBER, CARD) and gguf(NUMBER, TOTAL) are models of which more is told on
# request.
sub other { my ($n, $card, %more) = @_; return model($n, tags => [ 'license:other' ], cardData => { license => 'other', %$card }, lastModified => moment(2, $n), %more) }
sub gguf { my ($n, $total, %more) = @_; return model($n, tags => [ 'gguf' ], gguf => { total => $total, architecture => 'llama' }, lastModified => moment(2, $n), %more) }

# 20 models, 35 with another licence, 25 in GGUF.
sub all_models
{
	return (
		(map { model($_, lastModified => moment(2, $_)) } 1 .. 20),
		(map { other($_, { license_name => "licence-$_", license_link => 'LICENSE.md' }) } 21 .. 55),
		(map { gguf($_, 1000 + $_) } 61 .. 85));
}
my @all = all_models();

# fresh(RECORD...) is a new database, and a Hub with these models.
sub fresh { fresh_database(); return $hub->serve(models => [@_]) }
sub serve { return $hub->serve(models => [@_]) }

sub refresh
{
	my ($columns, $arguments) = @_;
	return dated(sub { sql("SELECT $columns FROM llmeco_refresh(" . ($arguments // "'{models}', 'all', 'full'") . ')') });
}

# asked(PATTERN) is how many requests so far match.
sub asked { my ($pattern) = @_; return scalar grep { $_->{url} =~ $pattern } @{ $hub->log } }
sub details { return asked(qr/expand=cardData/) . ' ' . asked(qr/expand=gguf/) }

sub known { return sql('SELECT count(license_name), count(license_link), count(parameters) FROM llmeco.models') }

# ---- what is read ----

fresh(@all);
is(refresh('status, models_seen, models_new, models_changed, errors'), 'complete|80|80|60|0', 'a first refresh');
is(details(), '4 3', 'lists the models with each tag, ten a page');
is(asked(qr/expand=(?:cardData|gguf)/), asked(qr/filter=/), 'and asks for it nowhere else');
is(known(), '35|35|25', 'all is known');
is(sql("SELECT license, license_name, license_link FROM llmeco.models WHERE name = 'author4/model-25'"), 'other|licence-25|LICENSE.md', 'the name of a licence; the licence is still "other"');
is(sql("SELECT parameters FROM llmeco.models WHERE name = 'author2/model-65'"), 1065, 'parameters in GGUF');
is(sql('SELECT count(*) FROM llmeco.refresh_cursors WHERE scope ~ \'details\''), 0, 'no cursor is left');
my $versions = versions('models');
serve(@all);
is(refresh('status, models_changed, requests'), 'complete|0|8', 'a second one asks for nothing of it');
is(versions('models'), $versions, 'and writes no row');

# values that cards have, and what becomes of them
my @cards = (
	[ { license_name => '  FLUX.1 [dev] ', license_link => 'https://example.org/L' }, 'FLUX.1 [dev]|https://example.org/L' ],
	[ { license_name => [ 'first', 'second' ], license_link => [ 'A', 'B' ] }, 'first|A' ],
	[ { license_name => [ 7, { x => 1 }, 'text' ] }, 'text|' ],
	[ { license_name => 3.1, license_link => 2 }, '3.1|2' ],
	[ { license_name => '' }, '|' ],
	[ { license_name => " \t\n" }, '|' ],
	[ { license_name => { a => 1 }, license_link => 'L' }, '|L' ],
	[ { license_name => JSON::PP::true, license_link => JSON::PP::null }, '|' ],
	[ { license_name => [] }, '|' ],
	[ { license_name => "\x{e9}t\x{e9}\x{202e}", license_link => 'L' }, "\xc3\xa9t\xc3\xa9|L" ],
	[ { license_name => "two\nlines" }, 'two lines|' ]);
fresh(map { other($_, $cards[ $_ - 1 ][0]) } 1 .. @cards);
refresh('status');
is(sql('SELECT license_name, license_link FROM llmeco.models ORDER BY hub_id'), join("\n", map { $_->[1] } @cards), 'cards of all kinds');
is(last_errors('count(*)', undef), 3, 'nonsense is said');
is(refresh('requests'), 2, 'and not asked for again');

# a card that is no object
fresh(map { model($_, tags => ['license:other'], cardData => $_ % 2 ? 'x' : [1], lastModified => moment(2, $_)) } 1 .. 4);
is(refresh('status'), 'complete', 'cards that are no objects');
is(refresh('requests'), 1, 'are not asked for again');

# safetensors first; a total that its types contradict; no total in GGUF
fresh(model(1, tags => ['gguf'], safetensors => { total => 5 }, gguf => { total => 7 }),
	model(2, safetensors => { total => 333312, parameters => { BF16 => 7615616512 } }),
	gguf(3, undef), gguf(4, 'x'), gguf(5, -1), gguf(6, 8030261312));
is(refresh('status'), 'complete', 'parameters of all kinds');
is(sql("SELECT string_agg(coalesce(parameters::text, '-'), ' ' ORDER BY hub_id) FROM llmeco.models"), '5 7615616512 - - - 8030261312', 'are those of safetensors, the larger sum, else of GGUF');

# ---- what changes ----

fresh(@all);
refresh('status');
sub change { my ($n, %fields) = @_; my ($r) = grep { hex $_->{_id} == $n } @all; %$r = (%$r, %fields); return serve(@all) }
change(30, lastModified => moment(3, 1), cardData => { license => 'other', license_name => 'new name' });
is(refresh('status, models_changed', "'{models}', 'all', 'incremental'"), 'complete|2', 'a card that changed: with its date, and its text');
is(details(), '1 0', 'is one request');
is(asked(qr{api/models/author2/model-30\?}), 1, 'by its name');
is(sql("SELECT license_name FROM llmeco.models WHERE name = 'author2/model-30'"), 'new name', 'is read');
for my $n (31 .. 42) { change($n, lastModified => moment(3, $n), cardData => { license => 'other', license_name => "again-$n" }) }
refresh('status', "'{models}', 'all', 'incremental'");
is(details(), '2 0', 'twelve that changed are two pages of the list');
is(sql("SELECT count(*) FROM llmeco.models WHERE license_name ~ '^again-'"), 12, 'and read');
change(43, lastModified => moment(3, 50), tags => ['license:mit'], cardData => { license => 'mit' });
refresh('status');
is(sql("SELECT license, license_name, license_link FROM llmeco.models WHERE hub_id = '" . hub_id(43) . "'"), 'mit||', 'another licence: the name is not that of it');
is(details(), '0 0', 'and nothing is asked for');
change(61, lastModified => moment(3, 60), safetensors => { total => 99 });
refresh('status');
is(sql("SELECT parameters FROM llmeco.models WHERE hub_id = '" . hub_id(61) . "'"), 99, 'safetensors that came');
is(details(), '0 0', 'take no request');
change(62, lastModified => moment(3, 60), gguf => { total => 12 });
change(63, lastModified => moment(3, 61), gguf => {});
change(64, likes => 777);
refresh('status');
is(sql("SELECT string_agg(parameters::text, ' ' ORDER BY hub_id) FROM llmeco.models WHERE hub_id IN ('" . hub_id(62) . "', '" . hub_id(63) . "', '" . hub_id(64) . "')"), '12 1063 1064', 'other files; a total that is gone; only likes');

# a date of the future, or none, is no reason to ask each time
fresh(other(1, { license_name => 'a' }, lastModified => '2031-01-01T00:00:00.000Z'), other(2, { license_name => 'b' }, lastModified => JSON::PP::null),
	other(3, {}, lastModified => '1999-01-01T00:00:00.000Z'));
refresh('status');
is(known(), '2|0|0', 'dates of all kinds');
is(refresh('requests'), 1, 'are asked for once');

# gone from the list, but not from the tables
@all = all_models();
fresh(@all);
$hub->faults({ match => 'filter=gguf', times => -1, do => 'replace', find => hub_id(70), with => hub_id(999) });
refresh('status');
is(known(), '35|35|24', 'one that the list does not have');
is(refresh('requests'), 8, 'is not asked for again');

# ---- budget ----

fresh(@all);
is(refresh('status, models_seen, requests', "'{models}', 'all', 'full', max_requests => 8"), 'complete|80|8', 'no request is left: the refresh is complete all the same');
is(known(), '0|0|0', 'without');
is(sql('SELECT count(*) > 0 FROM llmeco.model_snapshots'), 't', 'with the day\'s snapshot');
my @portions;
for (1 .. 5)
{
	push @portions, refresh('status', "'{models}', 'all', 'full', max_requests => 10") . ' ' . known();
}
is(join(', ', @portions), 'complete 20|20|0, complete 35|35|0, complete 35|35|20, complete 35|35|25, complete 35|35|25', 'in portions, each goes on where the last one stopped');
my %asked;
$asked{ $_->{url} }++ for grep { $_->{url} =~ /filter=/ } @{ $hub->log };
is(scalar(grep { $_ > 1 } values %asked), 0, 'none is asked for twice');
fresh(@all);
sql("CALL llmeco_refresh_all('{models}', 'all', 'full', max_requests => 10)");
is(sql("SELECT source, scope, step FROM llmeco.refresh_cursors WHERE next_url IS NOT NULL"), 'models|details:licenses|walk', 'CALL keeps the place');
sql("CALL llmeco_refresh_all('{models}', 'all', 'full')");
is(known(), '35|35|25', 'and goes on there');
is(sql('SELECT string_agg(status, \' \') FROM llmeco.refresh_runs'), 'complete complete', 'both complete');
# the other sources come first
fresh(@all);
$hub->control('/data', { spaces => [ { _id => hub_id(9), id => 'a/b', likes => 1, createdAt => moment(6, 1) } ] });
refresh('status', "'{models,spaces}', 'all', 'full'");
my @order = map { $_->{url} =~ /api\/spaces/ ? 's' : $_->{url} =~ /filter=/ ? 'd' : 'm' } @{ $hub->log };
like(join('', @order), qr/^m+s+d+$/, 'models, Spaces, then details');

# ---- faults ----

for my $case ([ 'a server that fails', { do => 'status', code => 500 } ], [ 'no JSON', { do => 'html' } ], [ 'a field that is refused',
		{ do => 'status', code => 400, body => { error => 'Unknown field: cardData' } } ], [ 'a list that goes in a circle', { do => 'repeat-cursor' } ])
{
	my ($name, $fault) = @$case;
	fresh(@all);
	$hub->faults({ match => 'expand=cardData', times => -1, %$fault });
	is(refresh('status, models_new'), 'complete|80', "$name: the refresh is complete");
	isnt(last_errors('count(*)'), 0, "$name: it is said");
	is(sql('SELECT count(parameters) FROM llmeco.models'), 25, "$name: what else there is, is read");
	serve(@all);
	is(refresh('status'), 'complete', "$name: the next one");
	is(known(), '35|35|25', "$name: reads it");
}

# by name: gone, refused, under another name
fresh(@all);
refresh('status');
change(44, lastModified => moment(4, 1));
$hub->faults({ match => 'api/models/', times => -1, do => 'status', code => 404 });
is(refresh('status, models_changed', "'{models}', 'all', 'incremental'"), 'complete|1', 'a model that is gone when it is asked for');
is(details(), '1 0', 'is asked for once');
refresh('status', "'{models}', 'all', 'incremental'");
is(details(), '1 0', 'and not again the next time');
sql("UPDATE llmeco.refresh_errors SET at = at - interval '2 days'");
$hub->faults();
refresh('status', "'{models}', 'all', 'incremental'");
is(details(), '2 0', 'but after a day');
is(sql("SELECT count(*) FROM llmeco.models WHERE license = 'other' AND card_modified_at IS DISTINCT FROM modified_at"), 0, 'all is known');

# ---- scope top:N ----

my @family = (other(1, { license_name => 'one' }, likes => 90), other(2, { license_name => 'two' }, likes => 50), gguf(3, 33, likes => 40),
	(map { other($_, { license_name => "no-$_" }, likes => 0) } 4 .. 40), gguf(41, 44, likes => 0, parents => [ [ 'quantized', 'author3/model-3' ] ]));
fresh(@family);
is(refresh('status, models_new, models_changed', "'{models}', 'top:3'"), 'complete|4|4', 'top:3');
is(sql('SELECT string_agg(coalesce(license_name, parameters::text), \' \' ORDER BY hub_id) FROM llmeco.models'), 'one two 33 44', 'details of the models that are here');
is(details(), '2 2', 'each asked for by name');
is(sql('SELECT count(*) FROM llmeco.models'), 4, 'and no other comes');
serve(@family);
refresh('status', "'{models}', 'top:3'");
is(details(), '0 0', 'once');
my @many = (gguf(1, 11, likes => 100), map { gguf($_, 1000 + $_, likes => 0, parents => [ [ 'quantized', 'author1/model-1' ] ]) } 2 .. 150);
fresh(@many, map { gguf($_, 5) } 200 .. 229);
is(refresh('status', "'{models}', 'top:1'"), 'complete', 'top:1 with 149 that were made of it');
is(sql('SELECT count(parameters), count(*) FROM llmeco.models'), '150|150', 'more than a hundred are read from the list');
is(details(), '0 18', 'of 180');
is(sql('SELECT count(*) FROM llmeco.refresh_cursors'), 0, 'no cursor is left');

$node->stop;
$hub->stop;
done_testing();
