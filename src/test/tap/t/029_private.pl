# When this fails, a token brings private models and Spaces into tables, views
# and the site of everybody, or what came in stays; or the Hub's switched off
# models look like others.
use strict;
use warnings;
use JSON::PP;
use Test::More;
use FindBin;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData qw(model hub_id moment);
use TestDatabase;

my ($true, $false) = (JSON::PP::true, JSON::PP::false);
my $hub = LoopbackHub->new('--page-max', '3');
my $node = start_server('main', $hub->settings . "llmeco.token = 'hf_ofsomebody'\n");

sub space { my ($n, %fields) = @_; return { _id => hub_id(1000 + $n), id => "maker/space-$n", likes => $n, createdAt => moment(2, $n), private => $false, %fields } }

sub refresh
{
	my ($arguments, $columns) = @_;
	return sql('SELECT ', $columns // 'status', " FROM llmeco_refresh($arguments)");
}

# told() are the tables and views that say the word.
sub told
{
	my ($word) = @_;
	$word = join ' UNION ALL ', map { "SELECT '$_' WHERE EXISTS (SELECT FROM $_ t WHERE t::text ILIKE '%$word%')" } relations('r,p,v');
	return sql($word);
}

sub listed { return sql("SELECT string_agg(name, ' ' ORDER BY name COLLATE \"C\") FROM llmeco.models WHERE fetched_at IS NOT NULL AND removed_at IS NULL") }

my @open = (
	model(1, id => 'Org/Base', likes => 3),
	model(2, id => 'acme/off', likes => 40, disabled => $true),
	model(3, id => 'kid/a', parents => [ [ 'finetune', 'Org/Base' ] ]));
my $secret = model(4, id => 'hush/secret-model', likes => 5000, private => $true, downloads => 'secret', tags => [ 'secret', 5 ],
	parents => [ [ 'finetune', 'Org/Base' ], [ 'finetune', 'hush/secret-base' ] ]);
my $lab = space(1, id => 'hush/secret-lab', likes => 'secret', private => $true, models => [ 'Org/Base', 'hush/secret-model' ]);
my $demo = space(2, id => 'open/demo', models => ['Org/Base']);

# ---- what is private stays out ----

for my $scope ('all', 'top:2', 'top:100')
{
	fresh_database();
	$hub->serve(models => [ @open, $secret ], spaces => [ $lab, $demo ]);
	is(refresh("'{models, spaces, authors}', scope => '$scope'"), 'complete', "$scope: a token, and the run is complete");
	is(told('secret'), '', "$scope: nothing says a word of it");
	is(told('hush'), '', "$scope: nor of its owner");
	is(sql("SELECT rank, name FROM llmeco.leaderboard ORDER BY rank LIMIT 1"), '1|acme/off', "$scope: it does not rank");
	is(sql('SELECT count(*) FROM llmeco.spaces'), 1, "$scope: the Space that is for all is there");
	is(scalar(grep { $_->{url} =~ /[?&]expand=private\b/ } grep { $_->{url} =~ m{^/api/(models|spaces)} } @{ $hub->log }),
		scalar(grep { $_->{url} =~ m{^/api/(models|spaces)} } @{ $hub->log }), "$scope: each request asks for private");
}
is(listed(), 'Org/Base acme/off kid/a', 'top:100: all that is for everybody');
is(sql("SELECT string_agg(name || ' ' || disabled, ', ' ORDER BY name COLLATE \"C\") FROM llmeco.models"),
	'Org/Base false, acme/off true, kid/a false', 'disabled is kept');
is(sql('SELECT name FROM llmeco.model_details WHERE disabled'), 'acme/off', 'and shown');
$hub->serve(models => [ $open[0], { %{ $open[1] }, disabled => $false }, $open[2] ]);
refresh("'{models}', scope => 'top:100'");
is(sql('SELECT count(*) FROM llmeco.models WHERE disabled'), 0, 'until the Hub switches the model on again');

# What is not said clearly to be public is not.
fresh_database();
$hub->serve(models => [ $open[0], { %$secret, private => 'yes' }, { %$secret, _id => 'secret' } ]);
is(refresh("'{models}'"), 'complete', 'odd values of private');
is(told('secret'), '', 'odd values: left out');
is(last_errors('item, kind', 'error_id'), "0|type\n1|type", 'odd values: told without a name');

# ---- walks ----

fresh_database();
my @hidden = map { model(100 + $_, id => "hush/secret-$_", private => $true, lastModified => moment(6, $_)) } 1 .. 8;
$hub->serve(models => [ @open, @hidden ], spaces => [ map { space($_, private => $_ > 2 ? $true : $false, lastModified => moment(6, $_)) } 1 .. 9 ]);
is(refresh("'{models, spaces}'", 'status, models_seen, spaces_seen'), 'complete|3|2', 'pages of nothing but private records');
$hub->control('/data', { models => { patch => [ { id => 'kid/a', likes => 77, lastModified => moment(5, 1) } ], remove => [ 'Org/Base' ] } });
is(refresh("'{models, spaces}', mode => 'incremental'"), 'complete', 'incremental: the walk goes on behind them');
is(sql("SELECT likes FROM llmeco.models WHERE name = 'kid/a'"), 77, 'incremental: to what changed before');
is(sql("SET llmeco.max_removed_fraction = 1; SELECT status FROM llmeco_refresh('{models}', mode => 'full')"), 'complete', 'a full walk');
is(sql("SELECT name FROM llmeco.models WHERE removed_at IS NOT NULL"), 'Org/Base', 'a full walk has seen all, and knows what is gone');
is(told('secret'), '', 'walks: nothing says a word of them');

# A name that a public model's card tells is known; that the model is private, too.
fresh_database();
$hub->serve(models => [ @open, model(9, id => 'hush/base', private => $true) ],
	spaces => [ space(3, models => [ 'hush/base', 'gone/base' ]) ]);
is(refresh("'{models, spaces}'"), 'complete', 'a private model that others name');
is(sql("SELECT name, hub_id, fetched_at, removed_at IS NOT NULL FROM llmeco.models WHERE name IN ('hush/base', 'gone/base') ORDER BY name"),
	"gone/base|||t\nhush/base|||t", 'it is a name, as one that the Hub does not have');

# ---- the setting, and what came in before ----

fresh_database();
$hub->serve(models => [ @open, $secret ], spaces => [ $lab, $demo ]);
sql('CREATE ROLE somebody');
like(error_of('SET ROLE somebody; SET llmeco.include_private = on'), qr/ERROR:  42501: permission denied to set parameter "llmeco.include_private"/,
	'the setting is a superuser\'s');
my $on = "SET llmeco.include_private = on; SELECT status FROM llmeco_refresh('{models, spaces}'";
is(sql("$on)"), 'complete', 'with the setting');
is(listed(), 'Org/Base acme/off hush/secret-model kid/a', 'with the setting: it is there');
is(sql('SELECT name FROM llmeco.spaces ORDER BY name COLLATE "C"'), "hush/secret-lab\nopen/demo", 'with the setting: the Space is, too');
is(sql("$on, mode => 'auto')"), 'complete', 'and again');
is(refresh("'{models, spaces}', mode => 'auto'"), 'complete', 'without it');
is(sql("SELECT name FROM llmeco.models WHERE removed_at IS NOT NULL UNION ALL SELECT name FROM llmeco.spaces WHERE removed_at IS NOT NULL"),
	"hush/secret-model\nhush/secret-lab", 'without it: what came in is marked as removed, whatever the mode');
$hub->control('/data', { models => { patch => [ { _id => $secret->{_id}, private => $false, downloads => 5, lastModified => moment(7, 1) } ] } });
refresh("'{models}', mode => 'auto'");
is(listed(), 'Org/Base acme/off hush/secret-model kid/a', 'public by now: it is back');
$hub->control('/data', { models => { patch => [ { _id => $secret->{_id}, private => $true, lastModified => moment(7, 2) } ] } });
is(refresh("'{models}', mode => 'incremental'", 'status, models_changed'), 'complete|1', 'private again: an incremental walk meets it');
is(listed(), 'Org/Base acme/off kid/a', 'private again: removed');

# As versions before this one left it: their walks took private records in, and
# may have been half-way.
for my $unfinished (0, 1)
{
	fresh_database();
	$hub->serve(models => [ @open, $secret ]);
	sql("SET llmeco.include_private = on; SELECT llmeco_refresh('{models}')");
	sql("SET llmeco.include_private = on; SELECT llmeco_refresh('{models}', mode => 'full', max_requests => 1)") if $unfinished;
	sql("DELETE FROM llmeco.refresh_cursors WHERE step = 'public'");
	$hub->serve(models => [ @open ]);
	sql('SET llmeco.max_removed_fraction = 1; ', "SELECT status FROM llmeco_refresh('{models}', mode => 'auto')");
	is(listed(), 'Org/Base acme/off kid/a', "a token that no longer sees it, unfinished $unfinished: a walk of the whole removes it");
	is(refresh("'{models}', mode => 'auto'"), 'complete', 'and once');
	is(scalar(grep { $_->{url} =~ /sort=lastModified/ } @{ $hub->log }), 1, 'then mode auto is incremental again');
}

done_testing();
