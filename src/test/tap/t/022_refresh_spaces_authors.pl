# When this fails, Spaces, what they use and authors are not what the Hub says,
# or a Hub that misbehaves costs a user some of them: what is stored of the
# embedded sample, counted here from its files; then names that move, scopes,
# budgets and faults.
use strict;
use warnings;
use Encode;
use FindBin;
use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::Local;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $node = start_server('main');

my $hub;

# use_hub(OPTION...) makes a new Hub the one that is asked.
sub use_hub
{
	$hub->stop if $hub;
	$hub = LoopbackHub->new(@_);
	$node->append_conf('postgresql.conf', $hub->settings);
	$node->reload;
	return;
}

# fresh(DATA) is a new database with the extension, and a Hub with these data.
sub fresh
{
	fresh_database();
	return $hub->serve(@_);
}

my $counts = 'status, spaces_seen, spaces_new, spaces_changed, authors_seen, authors_changed, errors';
sub refresh
{
	my ($arguments, $columns) = @_;
	return dated(sub { sql('SELECT ' . ($columns // $counts) . " FROM llmeco_refresh($arguments)") });
}

sub errors { return last_errors('item, kind, http_status', 'item COLLATE "C", error_id') }

# links() are lines 'space|model'.
sub links
{
	return sql('SELECT s.name || \'|\' || m.name FROM llmeco.space_models u JOIN llmeco.spaces s USING (space_id)
		JOIN llmeco.models m USING (model_id) ORDER BY (s.name || \'|\' || m.name) COLLATE "C"');
}

# asked(PATTERN) is the number of requests so far that match.
sub asked { my ($pattern) = @_; return scalar grep { $_->{url} =~ $pattern } @{ $hub->log } }

# same(GOT, EXPECTED, NAME) compares line by line: a failure shows one line.
sub same
{
	my ($got, $expected, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return is_deeply([ split /\n/, $got ], [ split /\n/, $expected ], $name);
}

sub read_lines
{
	my ($file) = @_;
	open my $in, '<:raw', "$sample/$file" or die "$file: $!";
	return map { decode_json($_) } <$in>;
}

# ---- the sample ----

my @models = read_lines('models.jsonl');
my @spaces = read_lines('spaces.jsonl');
my @authors = read_lines('authors.jsonl');
my $aliases = do { local $/; open my $in, '<:raw', "$sample/aliases.json" or die $!; decode_json(<$in>) };

use_hub('--models', "$sample/models.jsonl", '--spaces', "$sample/spaces.jsonl",
	'--authors', "$sample/authors.jsonl", '--aliases', "$sample/aliases.json");
fresh();
my ($status, $models_seen, $spaces_seen, $spaces_new) =
  split /\|/, refresh("'{models,spaces}', 'all', 'full'", 'status, models_seen, spaces_seen, spaces_new');
my %old_names = map { $_ => 1 } grep { $aliases->{$_} } map { @{ $_->{models} // [] } } @spaces;
cmp_ok(scalar(grep { !m{/} } keys %old_names), '>', 2, 'Spaces of the sample have old names without owner');
cmp_ok(scalar(grep { m{/} } keys %old_names), '>', 0, 'and with one');
is("$status|$spaces_seen|$spaces_new", 'complete|' . @spaces . '|' . @spaces, 'Spaces: every record of the file');
is($models_seen, @models + keys %old_names, 'each old name was asked for, once');
my @grown = qw(authors model_edges models space_models spaces);
is(sql(join ' UNION ALL ', map { "SELECT reltuples - (SELECT count(*) FROM llmeco.$_) FROM pg_class WHERE oid = 'llmeco.$_'::regclass" } @grown),
	join("\n", (0) x @grown), 'the planner knows what there is');

sub text { return encode('UTF-8', $_[0] // '') }
same(sql("SELECT s.name, s.hub_id, a.name, s.likes, s.sdk, s.title, s.emoji,
		to_char(s.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'),
		to_char(s.modified_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')
		FROM llmeco.spaces s JOIN llmeco.authors a USING (author_id) ORDER BY s.name COLLATE \"C\""),
	join("\n", map {
			my $s = $_;
			join '|', $s->{id}, $s->{_id}, $s->{id} =~ m{^(.+)/}, $s->{likes}, text($s->{sdk}), text($s->{cardData}{title}),
			  text($s->{cardData}{emoji}), $s->{createdAt}, $s->{lastModified}
		} sort { $a->{id} cmp $b->{id} } @spaces),
	'Spaces are as in the file');
my %expected_links;
for my $space (@spaces)
{
	$expected_links{"$space->{id}|" . ($aliases->{$_} // $_)} = $space for @{ $space->{models} // [] };
}
same(links(), join("\n", sort keys %expected_links), 'so are the models that they use, by their present names');
is(sql('SELECT a.name, m.name FROM llmeco.model_aliases a JOIN llmeco.models m USING (model_id) ORDER BY a.name COLLATE "C"'),
	join("\n", map { "$_|$aliases->{$_}" } sort keys %old_names), 'old names are aliases');

# influence with Spaces, against a computation that reads the file itself
my $as_of = sql('SELECT extract(epoch FROM as_of) FROM llmeco.influence_runs ORDER BY run_id DESC LIMIT 1');
sub seconds
{
	my ($y, $m, $d, $h, $min, $s) = $_[0] =~ /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)/;
	return timegm($s, $min, $h, $d, $m - 1, $y);
}
my $uses = join '', map {
	my $space = $expected_links{$_};
	(split /\|/)[1] . "\t$space->{likes}\t" . seconds($space->{createdAt}) . "\n"
} sort keys %expected_links;
my ($out, $err);
IPC::Run::run([ 'python3', "$FindBin::Bin/../ecosystem.py", "$sample/models.jsonl", $as_of ], '<', \$uses, '>', \$out, '2>', \$err)
  or BAIL_OUT("ecosystem.py: $err");
my %total = map { my @f = split /\t/; $f[0] eq 'model' ? ($f[1] => $f[3]) : () } split /\n/, $out;
my %scores = map { split /\|/ } split /\n/, sql('SELECT m.name, i.influence FROM llmeco.influence i JOIN llmeco.models m USING (model_id)');
same(join("\n", sort keys %scores), join("\n", sort keys %total), 'a score for every model, and no row for an old name');
my ($worst, $worst_name) = (0, '');
for my $name (keys %total)
{
	my $error = abs(($scores{$name} // 'nan') - $total{$name}) / (abs($total{$name}) || 1);
	($worst, $worst_name) = ($error, $name) unless $error <= $worst;
}
cmp_ok($worst, '<=', 1e-9, "scores with Spaces agree to 1e-9; the worst, $worst_name, to $worst");
my $without = do
{
	IPC::Run::run([ 'python3', "$FindBin::Bin/../ecosystem.py", "$sample/models.jsonl", $as_of ], '<', \'', '>', \my $o);
	$o;
};
isnt($out, $without, 'and Spaces make a difference');

my @tables = qw(spaces space_models models model_aliases model_edges authors);
my $before = versions(@tables);
$hub->control('/reset');
is(refresh("'{spaces}', 'all', 'full'", "$counts, models_new, models_changed"), 'complete|' . @spaces . '|0|0|0|0|0|0|0', 'the same Spaces again: nothing new');
same(versions(@tables), $before, 'and no row version');
is(asked(qr{/api/models/}), 0, 'no name is asked for again');

# authors
my %by_name = map { ($_->{user} // $_->{name}) => $_ } @authors;
my %owners = map { m{^(.+)/} ? ($1 => 1) : () } split /\n/, sql('SELECT name FROM llmeco.models UNION SELECT name FROM llmeco.spaces');
my @gone = sort grep { !$by_name{$_} } keys %owners;
my @known = sort grep { $by_name{$_} } keys %owners;
cmp_ok(scalar(@gone), '>', 10, 'some owners are unknown to the Hub');
is(refresh("'{authors}', 'all', 'full'"), 'complete|0|0|0|' . @known . '|' . @known . '|' . @gone, 'authors are read');
is(sql('SELECT count(*) FROM llmeco.authors WHERE fetched_at IS NOT NULL'), keys %owners, 'each owner of something was asked for');

# author_lines(AUTHOR...) is what the table should have of overview and page.
sub author_lines
{
	return join "\n", map {
		my $page = $_->{_page} // {};
		my $is_user = exists $_->{user};
		my $avatar = $_->{avatarUrl} // '';
		my $website = ($page->{website} // '') =~ s{^https://huggingface\.co.*}{}r;    # the Hub itself is none
		join '|', $_->{user} // $_->{name}, $_->{_id}, $is_user ? 'user' : 'organization', text($_->{fullname}),
		  $is_user ? '' : $page->{org_type} // '', $avatar =~ m{^/} ? $hub->url . $avatar : $avatar, $website,
		  ($page->{github} // '') =~ s{^https?://github\.com/}{}r, $_->{numFollowers}, $is_user ? '' : $_->{isVerified} ? 't' : 'f'
	} sort { ($a->{user} // $a->{name}) cmp ($b->{user} // $b->{name}) } @_;
}
my $author_columns = 'name, hub_id, kind, full_name, org_type, avatar_url, website_url, github_login, followers, is_verified';
same(sql("SELECT $author_columns FROM llmeco.authors WHERE hub_id IS NOT NULL ORDER BY name COLLATE \"C\""),
	author_lines(@by_name{@known}), 'kind, organization type, website, GitHub and the rest are as in the file');
my %types;
$types{ $_->{_page}{org_type} }++ for grep { !$_->{user} && $_->{_page}{org_type} } @by_name{@known};
is(sql('SELECT org_type, count(*) FROM llmeco.authors WHERE org_type IS NOT NULL GROUP BY 1 ORDER BY org_type COLLATE "C"'),
	join("\n", map { "$_|$types{$_}" } sort keys %types), 'as many of each organization type');
same(errors(), join("\n", map { "$_|http|404" } @gone), 'who is neither user nor organization: said once');
is(sql('SELECT count(*) FROM llmeco.authors WHERE fetched_at IS NOT NULL AND page_fetched_at IS NULL'), 0, 'with the page of each');
$hub->control('/reset');
$before = versions(@tables);
is(refresh("'{authors}', 'all', 'full'", "$counts, requests"), 'complete|0|0|0|0|0|0|0', 'no author is asked for again');
sql("UPDATE llmeco.authors SET fetched_at = fetched_at - interval '31 days' WHERE name IN ('google', '$gone[0]')");
is(refresh("'{authors}', 'all', 'full'"), 'complete|0|0|0|1|0|1', 'until 30 days are over: unchanged, and gone');
same(sql("SELECT $author_columns FROM llmeco.authors WHERE name = 'google' AND fetched_at > now() - interval '1 day'"),
	author_lines($by_name{google}), 'that it was read is noted');
is(sql("SELECT authors_seen, authors_changed, spaces_seen FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1"), '1|0|0', 'the run says so too');

# the whole in one call, all sources of the Hub
fresh();
is(refresh("'{models, spaces, authors}', 'all', 'full'", 'status, models_seen, spaces_seen, authors_seen'),
	join('|', 'complete', $models_seen, $spaces_seen, scalar @known), 'all sources in one call');
same(links(), join("\n", sort keys %expected_links), 'gives the same uses');
same(sql("SELECT $author_columns FROM llmeco.authors WHERE hub_id IS NOT NULL ORDER BY name COLLATE \"C\""),
	author_lines(@by_name{@known}), 'and the same authors');
fresh();
sql("CALL llmeco_refresh_all('{models, spaces, authors}', 'all', 'full')");
same(links(), join("\n", sort keys %expected_links), 'so does CALL');

# ---- Spaces made up ----

use_hub('--page-max', '10');

# space(NUMBER, MODELS, FIELD => VALUE...); the greater the number, the newer
# and the more liked.
sub space
{
	my ($n, $models, %fields) = @_;
	return {
		_id => hub_id(1000 + $n), id => "maker$n/space", likes => $n - 5 > 0 ? $n - 5 : 0, sdk => 'gradio',
		trendingScore => 0, createdAt => sprintf('2024-05-%02dT00:00:00.000Z', $n), models => $models, %fields
	};
}
my @some = map { model($_) } 1 .. 8;
my @names = map { $_->{id} } @some;
my @made = map { space($_, [ $names[ $_ % 8 ], $names[ $_ * 3 % 8 ] ]) } 1 .. 25;
sub expected { return join "\n", sort { $a cmp $b } keys %{ { map { my $s = $_; map { ("$s->{id}|$_" => 1) } @{ $s->{models} } } @_ } } }
my $all = "'{models,spaces}', 'all', 'full'";

fresh(models => \@some, spaces => \@made);
is(refresh($all, $counts . ', requests'), 'complete|25|25|0|0|0|0|4', 'a walk of three pages');
same(links(), expected(@made), 'links');

# sets of models that change
$made[0]{models} = [];
$made[1]{models} = [ @names[ 0, 1, 2 ] ];
delete $made[2]{models};
$made[3]{likes} = 77;
$made[4]{models} = 'none';
my @kept = @{ $made[5]{models} };
$made[5]{models} = [ 7, $names[7] ];
$hub->control('/data', { spaces => \@made });
is(refresh($all), 'complete|25|0|5|0|0|2', 'changed: three sets, a count, and what is added to a set that cannot be read in full');
same(errors(), "maker5/space|type|\nmaker6/space|type|", 'which is said');
is(sql("SELECT likes FROM llmeco.spaces WHERE name = 'maker4/space'"), 77, 'likes');
is(sql('SELECT count(*) FROM llmeco.influence_runs'), 2, 'influence was computed anew');
my @now = map { { %$_, models => $_->{models} // [] } } @made;
$now[4] = space(5, [ $names[5], $names[7] ]);
$now[5] = space(6, [ @kept, $names[7] ]);
same(links(), expected(@now), 'links: those named no longer are deleted, but for those that could not be read');
$before = versions(@tables);
is(refresh($all), 'complete|25|0|0|0|0|2', 'again: nothing new');
is(sql('SELECT count(*) FROM llmeco.influence_runs'), 2, 'again: nor influence');
same(versions(@tables), $before, 'again: no row version');

# names: moved, swapped, taken by another; the same Space twice
@made = map { space($_, [ $names[ $_ % 8 ] ]) } 1 .. 25;
fresh(models => \@some, spaces => \@made);
refresh($all);
my $ids = sql('SELECT hub_id, space_id FROM llmeco.spaces ORDER BY 1');
$made[6]{id} = 'moved/space';
@made[ 7, 8 ] = ({ %{ $made[7] }, id => $made[8]{id} }, { %{ $made[8] }, id => $made[7]{id} });
my $lost = $made[9];
my @moved = grep { $_ != $lost } @made;
push @moved, space(26, [ $names[0] ], id => $lost->{id}), { %{ $made[10] }, likes => 1000, createdAt => '2024-01-01T00:00:00.000Z' };
$hub->control('/data', { spaces => \@moved });
is(refresh($all, 'status, spaces_seen, spaces_new, spaces_changed, errors'), 'complete|26|1|4|2', 'moved, swapped, taken (and not listed any more: removed), twice');
is(sql("SELECT hub_id, space_id FROM llmeco.spaces WHERE hub_id <> '" . hub_id(1026) . "' ORDER BY 1"), $ids, 'each is the row that it was');
is(sql("SELECT hub_id, name FROM llmeco.spaces WHERE hub_id IN ('" . join("', '", map { hub_id(1000 + $_) } 7 .. 11, 26) . "') ORDER BY 1"),
	join("\n", map { "$_->[0]|$_->[1]" } [ hub_id(1007), 'moved/space' ], [ hub_id(1008), 'maker9/space' ], [ hub_id(1009), 'maker8/space' ],
		[ hub_id(1010), 'maker10/space#' . hub_id(1010) ], [ hub_id(1011), 'maker11/space' ], [ hub_id(1026), 'maker10/space' ]),
	'under the names listed first');
is(sql("SELECT likes FROM llmeco.spaces WHERE hub_id = '" . hub_id(1011) . "'"), 6, 'the first listing counts');
$before = versions(@tables);
is(refresh($all, 'spaces_new, spaces_changed'), '0|0', 'again: nothing new');
same(versions(@tables), $before, 'again: no row version');

# models that are renamed, missing, unknown, named without owner
fresh(models => [@some], spaces => [
	space(20, [ $names[0], 'gpt9', 'lost', 'stranger/model' ]), space(19, [ $names[0], 'lost' ]), space(18, [ 'gone/away', 'not a name' ])
]);
$hub->control('/data', { models => { rename => { $names[0] => 'new/name' } } });
$hub->control('/data', { models => { rename => { 'gpt9' => 'gpt9', $names[1] => 'gpt/nine' } } });
$hub->control('/data', { models => { add => [ model(30, id => 'gpt9') ] } });
$hub->control('/data', { models => { rename => { 'gpt9' => 'owner/gpt9' } } });
is(refresh($all, 'status, spaces_new, errors'), 'complete|3|4', 'names that lead elsewhere or nowhere');
same(links(), join("\n", sort 'maker20/space|new/name', 'maker20/space|owner/gpt9', 'maker20/space|lost', 'maker20/space|stranger/model',
		'maker19/space|new/name', 'maker19/space|lost', 'maker18/space|gone/away'), 'uses, by present names');
same(errors(), "gone/away|http|401\nlost|http|401\nmaker18/space|name|\nstranger/model|http|401", 'what is missing is said');
is(sql("SELECT name, removed_at IS NOT NULL FROM llmeco.models WHERE fetched_at IS NULL ORDER BY 1"),
	"gone/away|t\nlost|t\nstranger/model|t", 'and is a row, as one that the Hub does not have');
is(sql("SELECT count(*) FROM llmeco.leaderboard WHERE name IN ('gone/away', 'lost', 'stranger/model')"), 0, 'that is not ranked');
$before = versions(@tables);
$hub->control('/data', { models => { patch => [] } });
is(refresh($all, 'status, spaces_new, spaces_changed, models_new, models_changed, errors'), 'complete|0|0|0|0|1', 'again: nothing new');
same(versions(@tables), $before, 'again: no row version');
is(asked(qr{/api/models/lost}), 1, 'the missing one was asked for once');

# more names than a run asks for: the most liked Spaces' come first
my @many = map { space($_, [ map { my $k = $_; "unknown/m$k" } ($_ - 1) * 10 + 1 .. $_ * 10 ]) } 1 .. 25;
fresh(spaces => \@many);
is(refresh("'{spaces}', 'all', 'full'", 'status, models_new, errors'), 'complete|250|200', 'of 250 names 200 are asked for');
is(sql('SELECT min(s.likes), count(*) FROM llmeco.models m JOIN llmeco.space_models USING (model_id) JOIN llmeco.spaces s USING (space_id) WHERE m.removed_at IS NOT NULL'),
	'1|200', 'those that the most liked Spaces use');
is(refresh("'{spaces}', 'all', 'full'", 'status, models_new, errors'), 'complete|0|50', 'the rest in the next run');

# ---- scope top:N ----

@made = map { space($_, [ $names[ $_ % 8 ], "outside/m$_", 'legacy' ], likes => $_ > 15 ? $_ : 0) } 1 .. 25;
my @reverse = reverse @made;    # by likes
fresh(models => [ @some, model(9, id => 'legacy') ], spaces => \@made);
$hub->control('/data', { models => { rename => { legacy => 'openai/legacy' } } });
refresh("'{models}', 'all', 'full'");
is(refresh("'{spaces}', 'top:5'", "$counts, models_new, requests"), 'complete|20|20|0|0|0|0|1|4', 'top:5: all liked Spaces, and a name that is redirected');
is(asked(qr{/api/spaces\?}), 2, 'the walk ends at the first page that has one without likes');
same(links(), join("\n", sort map { ("$_->{id}|$_->{models}[0]", "$_->{id}|openai/legacy") } @reverse[ 0 .. 9 ], (grep { !$_->{likes} } @made)[ 0 .. 9 ]), 'top:5: uses of models within the scope');
is(sql("SELECT count(*) FROM llmeco.models WHERE name LIKE 'outside/%' OR name = 'legacy'"), 0, 'top:5: no row for others');
fresh(models => \@some, spaces => \@made);
refresh("'{models}', 'all', 'full'");
is(refresh("'{spaces}', 'top:1'", 'status, spaces_seen'), 'complete|10', 'top:1: one page');
is(sql('SELECT min(likes) FROM llmeco.spaces'), $reverse[9]{likes}, 'top:1: of the most liked');

# ---- budgets, faults ----

fresh(models => \@some, spaces => \@made);
my $calls = 0;
my $state = 'partial';
while ($state eq 'partial' && $calls++ < 60)
{
	$state = refresh("'{spaces}', 'all', 'full', max_requests => 1", 'status');
}
is($state, 'complete', 'one request a call completes');
is($calls, 3 + 8 + 25 + 1, 'in as many calls as there are pages and names');
is(sql('SELECT count(*) FROM llmeco.spaces'), 25, 'with all Spaces');
is(asked(qr{/api/spaces}), 3, 'no page is asked for twice');
is(refresh("'{spaces}', 'all', 'full'", 'status, requests, spaces_changed'), 'complete|3|0', 'and the next one begins anew');

fresh(models => \@some, spaces => [ map { space($_, [ $names[ $_ % 8 ] ]) } 1 .. 25 ]);
refresh("'{models}', 'all', 'full'");
for my $kind (qw(html bad-json))
{
	$hub->faults({ match => '/api/spaces.*cursor', do => $kind });
	is(refresh("'{spaces}', 'all', 'full'", 'status, spaces_seen, errors'), 'partial|10|1', "$kind at the second page: the first is kept");
	is(refresh("'{spaces}', 'all', 'full'", 'status, spaces_seen, errors'), 'complete|15|0', "$kind: the next run goes on there");
}
$hub->faults({ match => '/api/spaces.*cursor', do => 'repeat-cursor', times => -1 });
is(refresh("'{spaces,authors}', 'all', 'full'", 'status, spaces_seen, authors_seen, authors_changed'), 'partial|20|0|0', 'a cursor that repeats: ended');
like(errors(), qr/^\|link\|200$/m, 'which is said');
$hub->faults({ match => '/api/models/', times => -1, do => 'html' });
$hub->control('/data', { spaces => { add => [ space(27, ['stray']) ] } });
sql("DELETE FROM llmeco.refresh_cursors");
is(refresh("'{spaces}', 'all', 'full'", 'status, spaces_seen, models_new'), 'partial|26|1', 'a name whose answer cannot be read');
$hub->faults();
is(refresh("'{spaces}', 'all', 'full'", 'status, spaces_seen, models_changed'), 'complete|0|1', 'is asked for by the next run, without a walk');

# ---- authors made up ----

# user(NUMBER, NAME), org(NUMBER, NAME): overviews.
sub user { my ($n, $name, %f) = @_; return { _id => hub_id(5000 + $n), user => $name, fullname => "User $name", type => 'user', avatarUrl => '/avatars/u.svg', numFollowers => $n, %f } }
sub org { my ($n, $name, %f) = @_; return { _id => hub_id(5000 + $n), name => $name, fullname => "Org $name", avatarUrl => 'https://cdn.example/o.png', isVerified => JSON::PP::true, numFollowers => $n, _page => { org_type => 'company', website => "https://$name.example", github => "gh-$name" }, %f } }
my @owners = map { "author$_" } 0 .. 6;
my @people = (user(0, 'author0', _page => { website => 'https://me.example', github => 'gh0' }), map { $_ % 2 ? org($_, "author$_") : user($_, "author$_") } 1 .. 6);
my $authors = "'{authors}', 'all', 'full'";
fresh(models => [ map { model($_) } 1 .. 20 ], authors => \@people);
refresh("'{models}', 'all', 'full'");
my @by_rank = split /\n/, sql('SELECT a.name FROM llmeco.leaderboard l JOIN llmeco.authors a ON a.name = l.author GROUP BY 1 ORDER BY min(l.rank)');

# in portions, by influence
($calls, $state) = (0, 'partial');
my @order;
while ($state eq 'partial' && $calls++ < 60)
{
	$state = refresh("$authors, max_requests => 1", 'status');
	my $read = sql('SELECT string_agg(name, \' \') FROM llmeco.authors WHERE fetched_at IS NOT NULL');
	push @order, grep { my $name = $_; !grep { $_ eq $name } @order } split / /, $read;
}
is($state, 'complete', 'authors: one request a call completes');
is(join(' ', @order), join(' ', @by_rank), 'authors are read in the order of their best model');
is($calls, 3 + 2 * 4 + 7, 'a request for an overview and one for a page each, and one more for users');
same(sql("SELECT $author_columns FROM llmeco.authors ORDER BY name COLLATE \"C\""), author_lines(@people), 'and they are as they should be');
fresh(models => [ map { model($_) } 1 .. 20 ], authors => \@people);
refresh("'{models}', 'all', 'full'");
is(refresh("'{authors}', 'top:2'"), 'complete|0|0|0|2|2|0', 'top:2: two authors');
is(sql('SELECT string_agg(name, \' \' ORDER BY name) FROM llmeco.authors WHERE hub_id IS NOT NULL'), join(' ', sort @by_rank[ 0, 1 ]), 'the two first ones');

# pages that cannot be read, or tell nothing
my %page = (
	author1 => { do => 'status', code => 403, body => 'no' },
	author2 => { do => 'status', code => 404, body => 'no' },
	author3 => { do => 'html' },
	author4 => { do => 'status', code => 200, headers => { 'Content-Type' => 'text/html' }, body => '<html><body class="x UserPage"><main></main></body></html>' },
	author5 => { do => 'replace', find => 'company', with => 'guild' },
);
fresh(models => [ map { model($_) } 1 .. 20 ], authors => \@people);
refresh("'{models}', 'all', 'full'");
$hub->faults(map { { match => "^/$_\$", times => -1, %{ $page{$_} } } } sort keys %page);
is(refresh($authors), 'partial|0|0|0|7|7|4', 'faults of pages: all overviews are stored');
same(errors() =~ s/\|(?:syntax|type|page|html|markers|missing)\|$/|page|/mr, "author1|http|403\nauthor2|http|404\nauthor3|page|\nauthor5|range|", 'what was wrong is said');
is(sql("SELECT name, full_name, org_type, website_url, page_fetched_at IS NULL FROM llmeco.authors WHERE name IN ('author1', 'author2', 'author3', 'author4', 'author5') ORDER BY 1"),
	join("\n", 'author1|Org author1|||t', 'author2|User author2|||f', 'author3|Org author3|||t', 'author4|User author4|||f', 'author5|Org author5||https://author5.example|f'),
	'a field without its marker is NULL, a page unread is asked for again');
$hub->faults();
my $requests = asked(qr/./);
is(refresh($authors), 'complete|0|0|0|2|2|0', 'the next run reads those');
is(asked(qr/./) - $requests, 2, 'and asks for nothing else');
is(sql("SELECT name, org_type, website_url, github_login FROM llmeco.authors WHERE name IN ('author1', 'author3') ORDER BY 1"),
	"author1|company|https://author1.example|gh-author1\nauthor3|company|https://author3.example|gh-author3", 'they are complete now');
# a page that fails later keeps what is known
sql('UPDATE llmeco.authors SET page_fetched_at = NULL');
$hub->faults({ match => '^/author1$', times => -1, do => 'html' });
is(refresh($authors, 'status, authors_seen, authors_changed'), 'partial|6|1', 'a page that was fine and is not');
is(sql("SELECT org_type, website_url FROM llmeco.authors WHERE name = 'author1'"), 'company|https://author1.example', 'what is known stays');

# overviews that cannot be read
fresh(models => [ map { model($_) } 1 .. 20 ], authors => \@people);
refresh("'{models}', 'all', 'full'");
$hub->faults(
	{ match => '^/api/organizations/author1/', times => -1, do => 'bad-json' },
	{ match => '^/api/organizations/author3/', times => -1, do => 'status', code => 200, body => { name => 'author3', fullname => 7 } });
is(refresh($authors), 'partial|0|0|0|6|5|2', 'faults of overviews: the others are stored');
like(errors(), qr/^author1\|\w+\|\nauthor3\|\w+\|$/, 'what was wrong is said');
is(sql("SELECT name, fetched_at IS NULL FROM llmeco.authors WHERE hub_id IS NULL ORDER BY 1"), "author1|t\nauthor3|f", 'an answer that is none is asked for again');

# names that move
fresh(models => [ map { model($_) } 1 .. 20 ], authors => [ org(0, 'author0'), user(1, 'AUTHOR1'), org(2, 'author2') ]);
refresh("'{models}', 'all', 'full'");
refresh($authors);
is(sql("SELECT name, hub_id FROM llmeco.authors WHERE hub_id IS NOT NULL ORDER BY name COLLATE \"C\""),
	join("\n", 'AUTHOR1|' . hub_id(5001), 'author0|' . hub_id(5000), 'author2|' . hub_id(5002)), 'an author gets the name that the Hub spells');
$hub->control('/data', { models => [ (map { model($_) } 1 .. 20), model(21, id => 'renamed/model') ], authors => [ org(0, 'renamed'), org(2, 'author2') ] });
refresh("'{models}', 'all', 'full'");
sql('UPDATE llmeco.authors SET fetched_at = NULL');
refresh($authors);
is(sql("SELECT name, hub_id, full_name FROM llmeco.authors WHERE name IN ('author0', 'renamed') ORDER BY 1"),
	'author0||Org author0' . "\n" . 'renamed|' . hub_id(5000) . '|Org renamed', 'the _id goes to the row that has the name now') or diag(errors());

# a server that answers nothing is left alone
my @crowd = map { model($_, id => "crowd$_/model") } 1 .. 40;
fresh(models => \@crowd);
refresh("'{models}', 'all', 'full'");
$requests = asked(qr/./);
$hub->faults({ match => '/api/', times => -1, do => 'html' });
is(refresh($authors, 'status, authors_seen'), 'failed|0', 'nothing but rubbish');
cmp_ok(asked(qr/./) - $requests, '<', 20, 'is not asked for forty times');
is(sql('SELECT count(*) FROM llmeco.authors WHERE fetched_at IS NOT NULL'), 0, 'and nobody counts as read');

# sources that write the same tables do not run at once
my $session = in_background('blocker', 'SELECT pg_advisory_lock(1819045221, 0), pg_sleep(100)');
wait_until("SELECT count(*) = 1 FROM pg_locks WHERE locktype = 'advisory' AND granted");
is(refresh("'{spaces,authors}', 'all', 'full'", 'status'), 'already running', 'Spaces and authors wait for models');
sql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
finish($session);

# the quota of pages does not hold up the API's
fresh(models => [ map { model($_) } 1 .. 20 ], authors => \@people);
refresh("'{models}', 'all', 'full'");
$hub->serve(models => [ map { model($_) } 1 .. 20 ], authors => \@people);
$hub->control('/quota', { quota => 1000, pagesQuota => 4, window => 5 });
is(refresh($authors), 'complete|0|0|0|7|7|0', 'a small quota of pages');
my @log = @{ $hub->log };
my @at_pages = map { $_->{at} } grep { $_->{url} !~ m{^/api/} && $_->{status} == 200 } @log;
my ($last_overview) = sort { $b <=> $a } map { $_->{at} } grep { $_->{url} =~ m{^/api/} } @log;
is(scalar(@at_pages), 7, 'every page was read');
cmp_ok($last_overview, '<', (sort { $a <=> $b } @at_pages)[4], 'all overviews before the fifth page, which had to wait');
is(scalar(grep { $_->{status} == 429 } @log), 0, 'and the quota was never exceeded');

$node->stop;
$hub->stop;
done_testing();
