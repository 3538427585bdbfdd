# When this fails, numbers of GitHub projects are not OpenDigger's, or a server
# that misbehaves costs a user some of them: what is stored of the embedded
# sample, counted here from its files; then files that change, names that move,
# budgets, tracking, rights and faults.
use strict;
use warnings;
use File::Basename;
use File::Path qw(make_path remove_tree);
use File::Temp;
use FindBin;
use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData qw(model);
use TestDatabase;

my $files = File::Temp->newdir();
make_path("$files/opendigger/github", "$files/labels/technology");

# The Hub proper, with a token, and the servers of OpenDigger: other origins.
my $hub = LoopbackHub->new('--page-max', '10');
my $recorded = LoopbackHub->new('--opendigger', "$sample/opendigger", '--labels', "$sample/labels");
my $made = LoopbackHub->new('--opendigger', "$files/opendigger", '--labels', "$files/labels");
my $node = start_server('main', $hub->settings . "llmeco.token = 'hf_tokenofthehub'\n");

my $server;
my $db;

# fresh(SERVER, DEFAULTS) is a new database that reads from this server, with
# the extension's own list of repositories only if DEFAULTS.
sub fresh
{
	my ($defaults);
	($server, $defaults) = @_;
	$db = fresh_database();
	my $url = $server->url;
	sql("ALTER DATABASE $db SET llmeco.opendigger_endpoint = '$url/opendigger';
		ALTER DATABASE $db SET llmeco.labels_endpoint = '$url/labels';",
		$defaults ? '' : 'INSERT INTO llmeco.repos (github_id, name, is_tracked) SELECT github_id, name, false FROM llmeco.default_repos');
	$server->control('/reset');
	return;
}

# refresh(ARGUMENTS, COLUMNS) calls llmeco_refresh.
sub refresh
{
	my ($arguments, $columns) = @_;
	$columns //= 'status, labels_seen, labels_changed, repos_seen, repos_new, repos_changed';
	return dated(sub { sql("SELECT $columns FROM llmeco_refresh($arguments)") });
}

# due() makes all repositories due again.
sub due { return sql('UPDATE llmeco.repos SET due_at = now() WHERE due_at IS NOT NULL') }

sub errors { return last_errors('item, kind', 'item COLLATE "C", kind, error_id') }

# What a refresh of repositories may write to.
my @tables = qw(repo_labels repo_metrics repo_durations repo_contributors developer_links repo_links);

sub read_json { my ($file) = @_; return JSON::PP->new->decode(slurp_file($file)) }

# ---- what the tables should have, by OpenDigger's own words ----

my %kind = map { $_ => 'duration' } qw(issue_response_time issue_resolution_duration issue_age
  change_request_response_time change_request_resolution_duration change_request_age);
$kind{$_} = 'detail' for qw(activity_details bus_factor_detail contributors_detail new_contributors_detail);
$kind{$_} = 'network' for qw(developer_network repo_network);
$kind{$_} = '' for qw(meta active_dates_and_times contributor_email_suffixes);

sub months { my ($object) = @_; return grep { /^\d{4}-\d\d$/ } keys %$object }

# month_value(OBJECT, MONTH) is the value of a month; where what was measured
# is given beside it, that if the value is 0.
sub month_value
{
	my ($object, $month) = @_;
	my $value = $object->{$month};
	$value = $object->{"$month-raw"} if $value == 0 && defined $object->{"$month-raw"};
	return $value;
}

# expect(EXPECTED, REPO, METRIC, DATA) adds what a file gives to lists of lines.
sub expect
{
	my ($expected, $repo, $metric, $data) = @_;
	my $kind = $kind{$metric} // 'scalar';
	if ($kind eq 'scalar')
	{
		for (months($data))
		{
			my $value = month_value($data, $_);
			push @{ $expected->{metrics} }, "$repo|$metric|$_-01|$value" if $value >= 0 || $metric =~ /_sum$/;
		}
	}
	elsif ($kind eq 'duration')
	{
		my %all = map { $_ => 1 } map { months($_) } values %$data;
		for my $month (keys %all)
		{
			my @numbers = map { my $value = $data->{$_}{$month}; defined $value && $value >= 0 ? $value : '' }
			  qw(avg quantile_0 quantile_1 quantile_2 quantile_3 quantile_4);
			my $levels = $data->{levels}{$month};
			next unless $levels || grep { $_ ne '' } @numbers;
			push @{ $expected->{durations} }, join '|', $repo, $metric, "$month-01", @numbers,
			  $levels ? '{' . join(',', @$levels) . '}' : '';
		}
	}
	elsif ($kind eq 'detail')
	{
		for my $month (months($data))
		{
			push @{ $expected->{contributors} }, join '|', $repo, $metric, "$month-01",
			  ref $_ ? @$_ : ($_, '')
			  for @{ $data->{$month} };
		}
	}
	elsif ($kind eq 'network')
	{
		my %openrank = map { @$_ } @{ $data->{nodes} };
		my %alone = %openrank;
		for (@{ $data->{edges} })
		{
			my ($weight, @ends) = ($_->[2], sort $_->[0], $_->[1]);
			delete @alone{@ends};
			push @{ $expected->{$metric} }, join '|', $repo, @ends, $weight, map { $openrank{$_} // '' } @ends;
		}
		push @{ $expected->{$metric} }, join '|', $repo, $_, $_, 0, ($openrank{$_}) x 2 for keys %alone;
	}
	return;
}

my %queries = (
	metrics => 'SELECT name, metric, month, value FROM llmeco.repo_metrics',
	durations => 'SELECT name, metric, month, avg, quantile_0, quantile_1, quantile_2, quantile_3, quantile_4, levels
		FROM llmeco.repo_durations',
	contributors => 'SELECT name, metric, month, login, value FROM llmeco.repo_contributors',
	developer_network => 'SELECT name, source, target, weight, source_openrank, target_openrank FROM llmeco.developer_links',
	repo_network => 'SELECT name, source, target, weight, source_openrank, target_openrank FROM llmeco.repo_links');

# tables_are(NAME, EXPECTED) compares all tables with lists of lines.
sub tables_are
{
	my ($name, $expected) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	all_lines_are(map { [ "$queries{$_} JOIN llmeco.repos USING (repo_id)", "$name: $_", @{ $expected->{$_} // [] } ] } sort keys %queries);
	return;
}

# ---- the embedded sample ----

my (%expected, %is_there);
for my $file (glob "$sample/opendigger/github/*/*.json")
{
	my ($owner, $name) = $file =~ m{([^/]+)/([^/]+)\.json$};
	$is_there{"$owner/$name"} = read_json($file);
}
my $details = 'X-lab2017/open-digger';
for my $repo (keys %is_there)
{
	next if $repo eq $details;
	expect(\%expected, $repo, $_, $is_there{$repo}{$_}) for keys %{ $is_there{$repo} };
}

# The label files, read by line: their order of keys is always the same.
my (%names, %type, %labels, %repo_id);
for my $file (split /\n/, `find $sample/labels -name '*.yml'`)
{
	my $text = slurp_file($file);
	my ($id) = $file =~ m{/labels/(.*?)(?:/index)?\.yml$};
	($names{":$id"}) = $text =~ /^name: (.*)/m;
	($type{":$id"}) = $text =~ /^type: (.*)/m;
	while ($text =~ /- id: (\d+)\n\s+name: (\S+)/g)
	{
		push @{ $labels{":$id"} }, $2;
		$repo_id{$2} = $1;
	}
}
my @unreached = grep { /^:communities/ } keys %names;
is(scalar @unreached, 1, 'one label of the sample is named by no other');

fresh($recorded, 1);
is(refresh("'{labels}'"), join('|', 'complete', keys(%names) - 1, scalar(map { @$_ } map { $labels{$_} // [] } grep { !/^:comm/ } keys %names), 0, 412, 0),
	'labels: the extension\'s own list, and every label that is named');
lines_are('SELECT l.label_id, l.name, l.type, r.name, r.github_id, l.repo_name, l.provenance
	FROM llmeco.repo_labels l JOIN llmeco.repos r USING (repo_id)', 'labels: as in their files',
	map { my $id = $_; map { "$id|$names{$id}|$type{$id}|$_|$repo_id{$_}|$_|file" } @{ $labels{$id} // [] } } grep { !/^:comm/ } keys %names);
is(scalar(grep { $_->{url} =~ m{^/labels/} && $_->{status} == 200 } @{ $recorded->log }), keys(%names) - 1, 'labels: each file is read once');
is(sql('SELECT count(*) FROM llmeco.default_repos d JOIN llmeco.repos r USING (github_id, name) WHERE is_tracked'), 412,
	'all of the extension\'s list are tracked');
my $before = versions(@tables);
is(refresh("'{labels}'"), join('|', 'complete', keys(%names) - 1, 0, 0, 0, 0), 'labels again: nothing new');
is(versions(@tables), $before, 'labels again: no row version');

my $with_data = keys(%is_there) - 1;
is(refresh("'{repos}'"), "complete|0|0|412|0|$with_data", 'repositories: all of the list are asked for');
tables_are('sample', \%expected);
for my $metric (qw(stars openrank issues_new))
{
	my $sum = 0;
	$sum += (split /\|/)[3] for grep { /\|$metric\|/ } @{ $expected{metrics} };
	is(sql("SELECT sum(value::numeric) FROM llmeco.repo_metrics WHERE metric = '$metric'"), $sum, "sample: sum of $metric");
}
is(sql('SELECT count(*) FROM llmeco.repo_durations WHERE least(avg, quantile_0, quantile_1, quantile_2, quantile_3, quantile_4) < 0'), 0,
	'no duration is negative');
is(sql('SELECT count(*) > 0 FROM llmeco.repo_durations WHERE avg IS NULL AND levels IS NOT NULL'), 't', 'where it was, the levels are there');
is(sql('SELECT count(*), count(exported_at), count(fetched_at), count(due_at) FROM llmeco.repos'), "412|$with_data|412|412",
	'those without export are asked for too, and it shows');
is(sql("SELECT DISTINCT kind FROM llmeco.refresh_errors"), 'negative', 'nothing is told but negative durations');
is(sql("SELECT count(*) FROM llmeco.repos WHERE due_at - fetched_at BETWEEN '6 days 23:59' AND '7 days 00:01'"), 412, 'they are due in a week');
is(sql("SELECT to_char(exported_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') FROM llmeco.repos WHERE name = 'keras-team/keras'"),
	sprintf('%04d-%02d-%02d %02d:%02d:%02d', do { my @t = gmtime($is_there{'keras-team/keras'}{meta}{updatedAt} / 1000); ($t[5] + 1900, $t[4] + 1, @t[ 3, 2, 1, 0 ]) }),
	'the export\'s time is kept');

$before = versions(@tables);
is(refresh("'{repos}'", 'status, repos_seen, requests'), 'complete|0|0', 'repositories again: none is due');
due();
is(refresh("'{repos}'", 'status, repos_seen, repos_changed, requests'), 'complete|412|0|412', 'a week later: no new export, one request each');
is(refresh("'{repos}', mode => 'full'", 'status, repos_seen, repos_changed, requests'),
	join('|', 'complete', 412, 0, 412 + $with_data * 32), 'mode full: every file');
is(versions(@tables), $before, 'no row version in all that');

# ---- tracking ----

is(sql("SELECT llmeco_track_repo('x-LAB2017/Open-Digger') IS NOT NULL"), 't', 'a repository is tracked');
is(refresh("'{repos}'", 'status, repos_seen, repos_changed'), 'complete|1|0', 'GitHub minds no case, OpenDigger does: there is nothing by this name');
sql("UPDATE llmeco.repos SET name = '$details', due_at = NULL WHERE lower(name) = lower('$details')");
is(sql("SELECT llmeco_track_repo('x-lab2017/open-digger') = repo_id FROM llmeco.repos WHERE name = '$details'"), 't', 'it is found in any case');
is(refresh("'{repos}'", 'status, repos_seen, repos_changed, requests'), 'complete|1|1|33', 'it is read, and it alone');
expect(\%expected, $details, $_, $is_there{$details}{$_}) for keys %{ $is_there{$details} };
tables_are('with details', \%expected);

# ---- scores of the sample, by hand ----

my $by_hand = computed_by('repo_scores.py', "$sample/opendigger");
my %by_hand = map { my ($repo, @scores) = split /\|/, $_, -1; ($repo => \@scores) } split /\n/, $by_hand;
is(join(' ', sort keys %by_hand), join(' ', sort keys %is_there), 'scores by hand: of every repository');
my @wrong;
for (split /\n/, sql("SELECT repo, to_char(month, 'YYYY-MM'), code_quality, community, impact, maintenance FROM llmeco.repo_scores"))
{
	my ($repo, @scores) = split /\|/, $_, -1;
	my $hand = delete $by_hand{$repo};
	push @wrong, "$repo: month $scores[0], not $hand->[0]" if $scores[0] ne $hand->[0];
	for (1 .. 4)
	{
		my $known = grep { $_ ne '' } $scores[$_], $hand->[$_];
		push @wrong, "$repo: score $_ is '$scores[$_]', not '$hand->[$_]'"
		  if $known == 1 || $known == 2 && abs($scores[$_] - $hand->[$_]) > 1e-9;
	}
}
is(join("\n", @wrong, keys %by_hand), '', 'scores: as computed by hand from the files');
my $activity = 0;
$activity += $_->[1] for map { @$_ } values %{ $is_there{$details}{activity_details} };
is(sql("SELECT round(sum(value::numeric), 2) FROM llmeco.repo_contributors
		JOIN llmeco.repos USING (repo_id) WHERE name = '$details' AND metric = 'activity_details'"),
	sprintf('%.2f', $activity), 'sum of activities');
is(sql("SELECT github_id, l.label_id, l.name, l.type, l.provenance FROM llmeco.repos JOIN llmeco.repo_labels l USING (repo_id) WHERE repos.name = '$details'"),
	'288431943|:communities/xlab|X-lab|Community|meta', 'number and labels by meta.json');
is(refresh("'{labels}'", 'status, labels_changed'), 'complete|0', 'which label files leave alone');

my $id = sql("SELECT llmeco_untrack_repo('Keras-Team/keras')");
is(sql("SELECT name, is_tracked FROM llmeco.repos WHERE repo_id = $id"), 'keras-team/keras|f', 'untracked');
is(sql("SELECT llmeco_untrack_repo('keras-team/keras')"), $id, 'twice is fine');
sql('UPDATE llmeco.repos SET due_at = NULL');
is(refresh("'{labels, repos}'", 'status, repos_seen'), 'complete|412', 'it is left alone');
is(sql("SELECT is_tracked FROM llmeco.repos WHERE repo_id = $id"), 'f', 'though labels name it');
tables_are('untracked', \%expected);
is(sql("SELECT llmeco_track_repo('keras-team/keras')"), $id, 'tracked again');
is(sql("SELECT is_tracked FROM llmeco.repos WHERE repo_id = $id"), 't', 'it is');
sql("DELETE FROM llmeco.repos WHERE name = 'nltk/nltk'");
sql("SELECT llmeco_untrack_repo('NLTK/nltk')");
is(sql("SELECT name, is_tracked FROM llmeco.repos WHERE github_id = 299862"), 'nltk/nltk|f',
	'one of the list can be untracked before it was ever read');
for my $name ('pytorch', 'https://github.com/pytorch/pytorch', 'a/b/c', '/b', 'a/', 'a/..', 'a b/c', "a/\xc3\xa9", '-a/b', '', 'a/' . 'b' x 101)
{
	like(error_of("SELECT llmeco_track_repo('$name')"), qr/ERROR:  22023: .* is not the name of a GitHub repository\nHINT:  Write owner\/name/, "not a name: \"$name\"");
}
like(error_of("SELECT llmeco_untrack_repo('no/body')"), qr/ERROR:  42704: repository "no\/body" is not tracked\nHINT:/, 'nobody knows it');
is(sql('SELECT llmeco_track_repo(NULL), llmeco_untrack_repo(NULL)'), '|', 'NULL in, NULL out');
sql('CREATE ROLE analyst; GRANT USAGE ON SCHEMA llmeco TO analyst; GRANT SELECT ON ALL TABLES IN SCHEMA llmeco TO analyst');
like(error_of("SET ROLE analyst; SELECT llmeco_${_}track_repo('a/b')"), qr/ERROR:  42501/, "${_}track is not for everybody") for '', 'un';
sql('GRANT EXECUTE ON FUNCTION llmeco_track_repo TO analyst');
like(error_of("SET ROLE analyst; SELECT llmeco_track_repo('a/b')"), qr/ERROR:  42501: permission denied for table repos/, 'the caller\'s own rights count');
for my $setting ('labels_endpoint', 'opendigger_endpoint')
{
	like(error_of("SET ROLE analyst; SET llmeco.$setting = 'https://example.org'"), qr/ERROR:  42501: permission denied to set parameter/, "llmeco.$setting is a superuser's");
	like(error_of("SET llmeco.$setting = 'http://example.org'"), qr/ERROR:  22023: .*DETAIL:/s, "llmeco.$setting: not without TLS");
}

# ---- made-up files ----

my $exported = 1700000000000;

# put(REPO, METRIC, DATA) writes a file.
sub put
{
	my ($repo, $metric, $data) = @_;
	my $file = "$files/opendigger/github/$repo/$metric.json";
	make_path(dirname($file));
	append_to_file($file, '') unless -e $file;
	open my $out, '>', $file or die $!;
	print $out ref $data ? encode_json($data) : $data;
	close $out;
	return;
}

# export(REPO, ID, METRICS) writes a repository's files, exported later than
# any before.
sub export
{
	my ($repo, $number, %metrics) = @_;
	$exported += 1000;
	put($repo, 'meta', { updatedAt => $exported, type => 'repo', id => $number, labels => delete $metrics{labels} // [] });
	put($repo, $_, $metrics{$_}) for keys %metrics;
	return;
}

# label(PATH, NAME, LABELS, ID => NAME...) writes a label file.
sub label
{
	my ($path, $name, $labels, @repos) = @_;
	my $file = "$files/labels/$path";
	make_path(dirname($file));
	open my $out, '>', $file or die $!;
	print $out "name: $name\ntype: Tech-1\ndata:\n";
	print $out "  labels:\n", map { "    - '$_'\n" } @$labels if @$labels;
	print $out "  platforms:\n    - name: GitHub\n      type: Code Hosting\n      repos:\n" if @repos;
	while (my ($number, $repo) = splice @repos, 0, 2)
	{
		print $out "        - id: $number\n          name: $repo\n";
	}
	close $out;
	return;
}

sub no_files { remove_tree("$files/opendigger/github", "$files/labels/technology", { keep_root => 1 }); return }

# track(REPO...) makes these the tracked ones.
sub track { sql("SELECT llmeco_track_repo('$_')") for @_; return }

my @repos = map { "owner/repo$_" } 1 .. 5;
sub five
{
	no_files();
	export($repos[ $_ - 1 ], $_, openrank => { '2024' => 9, '2024-01' => $_, '2024-02' => 2.5, '2024Q1' => 7 }) for 1 .. 5;
	fresh($made);
	track(@repos);
	return;
}
my @five = map { my $n = $_; "owner/repo$n|openrank|2024-01-01|$n", "owner/repo$n|openrank|2024-02-01|2.5" } 1 .. 5;

# what changes
five();
is(refresh("'{repos}'"), 'complete|0|0|5|0|5', 'five repositories');
tables_are('five', { metrics => \@five });
export($repos[0], 1, openrank => { '2024-01' => 1, '2024-02' => 3, '2024-03' => 4 },
	issue_age => { avg => { '2024-01' => 3 }, levels => { '2024-01' => [ 1, 2, 3, 4 ] } },
	activity_details => { '2024-01' => [ [ 'alice', 2 ], [ 'bob[bot]', 1.5 ] ] },
	developer_network => { nodes => [ [ 'alice', 3 ], [ 'bob', 1 ], [ 'carol', 2 ] ], edges => [ [ 'bob', 'alice', 0.5 ] ] });
due();
$before = sql("SELECT ctid, xmin FROM llmeco.repo_metrics WHERE month = '2024-01-01' ORDER BY repo_id");
sql('UPDATE llmeco.repos SET no_durations_at = NULL');
is(refresh("'{repos}'", 'status, repos_seen, repos_changed, requests'), 'complete|5|1|37', 'one of them has a new export');
my %changed = (metrics => [ @five, 'owner/repo1|openrank|2024-02-01|3', 'owner/repo1|openrank|2024-03-01|4' ],
	durations => ['owner/repo1|issue_age|2024-01-01|3||||||{1,2,3,4}'],
	contributors => [ 'owner/repo1|activity_details|2024-01-01|alice|2', 'owner/repo1|activity_details|2024-01-01|bob[bot]|1.5' ],
	developer_network => [ 'owner/repo1|alice|bob|0.5|3|1', 'owner/repo1|carol|carol|0|2|2' ]);
$changed{metrics} = [ grep { $_ ne 'owner/repo1|openrank|2024-02-01|2.5' } @{ $changed{metrics} } ];
tables_are('new export', \%changed);
is(sql("SELECT ctid, xmin FROM llmeco.repo_metrics WHERE month = '2024-01-01' ORDER BY repo_id"), $before, 'months that stay are not written');
export($repos[0], 1, openrank => { '2024-03' => 4 }, issue_age => {},
	activity_details => { '2024-01' => [ [ 'alice', 2 ], ['dave'] ] }, developer_network => { nodes => [ [ 'alice', 3 ] ], edges => [] });
unlink "$files/opendigger/github/$repos[0]/issue_age.json";
due();
is(refresh("'{repos}'", 'status, repos_changed'), 'complete|1', 'an export with less');
$changed{metrics} = [ 'owner/repo1|openrank|2024-03-01|4', grep { !/repo1/ } @five ];
$changed{developer_network} = ['owner/repo1|alice|alice|0|3|3'];
tables_are('what a file lost is gone; what of it was not read, or not there, stays', \%changed);
is(errors(), 'owner/repo1|type', 'and told');
export($repos[0], 1, issue_age => {}, activity_details => {}, developer_network => {});
sql('UPDATE llmeco.repos SET no_durations_at = NULL');
due();
refresh("'{repos}'");
delete @changed{qw(durations contributors developer_network)};
tables_are('empty files', \%changed);
put($repos[0], 'openrank', { '2030-01' => 1 });
due();
is(refresh("'{repos}'", 'status, repos_changed, requests'), 'complete|0|5', 'without a new export no file is asked for');
put($repos[1], 'meta', { type => 'repo', id => 2 });
put($repos[1], 'openrank', { '2024-01' => 22, '2024-02' => 2.5 });
put($repos[2], 'meta', { updatedAt => 32503680000000, id => 3 });
put($repos[2], 'openrank', { '2024-01' => 33, '2024-02' => 2.5 });
due();
is(refresh("'{repos}'", 'status, repos_changed, requests'), 'complete|2|69', 'an export without a time, or of the future, is read each time');
is(sql("SELECT count(*) FROM llmeco.repos WHERE exported_at > now()"), 0, 'and no future is noted');

# times: milliseconds, or seconds
for my $time (1700000300000, 1700000300)
{
	five();
	put($repos[0], 'meta', { updatedAt => $time, id => 1 });
	refresh("'{repos}'");
	is(sql("SELECT extract(epoch FROM exported_at)::bigint FROM llmeco.repos WHERE name = '$repos[0]'"), 1700000300, "updatedAt $time");
}

# files that have nothing: they say so each time, and asking again does not help
five();
refresh("'{repos}'");
for my $nothing ('', " \n", 'null', '[]', "[ ]\n")
{
	my $shown = $nothing =~ s/\n/\\n/r;
	export($repos[1], 2);
	put($repos[1], 'openrank', $nothing);
	put($repos[2], 'meta', $nothing);
	due();
	is(refresh("'{repos}'", 'status, repos_seen, repos_changed'), 'complete|5|0', "'$shown': the run is complete");
	is(errors(), "owner/repo2|empty\nowner/repo3|empty", "'$shown': told");
	is(refresh("'{repos}'", 'status, repos_seen'), 'complete|0', "'$shown': not due at once");
}
tables_are('files that have nothing: what is known stays', { metrics => \@five });

# ---- durations, which OpenDigger no longer writes ----

# asked(REPO) is how many of the six files were asked for, and of all.
sub asked
{
	my ($repo) = @_;
	my @asked = grep { m{/$repo/} } map { $_->{url} } @{ $made->log };
	return scalar(grep { m{/(issue|change_request)_(response_time|resolution_duration|age)\.json} } @asked) . ' of ' . @asked;
}

# visits(MODE) are the files that a refresh of new exports asked for: of
# repositories without such files, with old ones, with recent ones.
sub visits
{
	my ($mode) = @_;
	export($repos[$_], $_ + 1) for 0 .. 2;
	due();
	$made->control('/reset');
	is(refresh("'{repos}'" . ($mode ? ", mode => '$mode'" : '')), 'complete|0|0|5|0|0', 'nothing changes');
	return join ', ', map { asked($repos[$_]) } 0 .. 2;
}

five();
put($repos[1], 'issue_age', { avg => { '2022-10' => 3 } });
put($repos[2], 'issue_age', { avg => { '2022-11' => 3 } });
refresh("'{repos}'");
is(asked($repos[0]), '6 of 33', 'durations: all are asked for once');
is(visits(), '0 of 27, 0 of 27, 6 of 33', 'durations: then where they reach into the year before the export');
is(visits('full'), '6 of 33, 6 of 33, 6 of 33', 'durations: all in mode full');
sql("UPDATE llmeco.repos SET no_durations_at = no_durations_at - interval '179 days'");
is(visits(), '0 of 27, 0 of 27, 6 of 33', 'durations: not within 180 days');
sql("UPDATE llmeco.repos SET no_durations_at = no_durations_at - interval '2 days'");
is(visits(), '6 of 33, 6 of 33, 6 of 33', 'durations: later, all once more');
is(visits(), '0 of 27, 0 of 27, 6 of 33', 'durations: and not again');
sql("UPDATE llmeco.repos SET no_durations_at = 'infinity' WHERE no_durations_at IS NOT NULL");
is(visits(), '6 of 33, 6 of 33, 6 of 33', 'durations: a time to come is of a clock gone wrong');
is(sql("SELECT count(*) FROM llmeco.repo_durations"), 2, 'durations: those that are there stay');
sql('UPDATE llmeco.repos SET due_at = NULL, exported_at = NULL');
is(refresh("'{repos}', max_requests => 27", 'status, repos_seen, requests'), 'partial|1|27', 'durations: a budget without them');

# names: 2021-10 and its like, other numbers, odd keys
five();
export($repos[0], 1, openrank => { '2021-10' => 5, '2021-10-raw' => 2, '2021-11' => 0, '2021-11-raw' => 3, '2021-12' => 0, '2021-13' => 1, '21-1' => 1, '2022-01' => -1 },
	code_change_lines_sum => { '2022-01' => -10 });
is(refresh("'{repos}'", 'status, repos_changed'), 'complete|5', 'odd months');
tables_are('odd months', { metrics => [ (grep { !/repo1/ } @five), map { "owner/repo1|$_" }
	'openrank|2021-10-01|5', 'openrank|2021-11-01|3', 'openrank|2021-12-01|0', 'code_change_lines_sum|2022-01-01|-10' ] });
is(errors(), "owner/repo1|negative\nowner/repo1|range\nowner/repo1|range", 'what makes no sense is told');

# ---- a server that misbehaves ----

sub strike
{
	my ($pattern, $do, %fields) = @_;
	$made->faults({ match => $pattern, times => -1, do => $do, %fields });
	return;
}

five();
strike('repo3/stars', 'status', code => 500);
put($repos[2], 'stars', { '2024-01' => 8 });
is(refresh("'{repos}'", 'status, repos_seen, repos_changed'), 'partial|5|5', '500 for ever for one file');
tables_are('500', { metrics => \@five });
is(errors(), 'owner/repo3|http', '500: told');
is(sql('SELECT name FROM llmeco.repos WHERE exported_at IS NULL AND fetched_at IS NOT NULL'), 'owner/repo3', '500: this export is not read');
$made->control('/reset');
is(refresh("'{repos}'", 'status, repos_seen, repos_changed, requests'), 'complete|1|1|33', 'the next call reads that repository again');
tables_are('500, again', { metrics => [ @five, 'owner/repo3|stars|2024-01-01|8' ] });

for my $do ('bad-json', 'html')
{
	for my $file ('meta', 'openrank')
	{
		five();
		strike("repo2/$file", $do);
		is(refresh("'{repos}'", 'status, repos_seen, repos_changed'), 'partial|5|4', "$do in $file");
		tables_are("$do in $file", { metrics => [ grep { !/repo2/ } @five ] });
		is(errors(), 'owner/repo2|syntax', "$do in $file: told");
		$made->control('/reset');
		is(refresh("'{repos}'", 'status, repos_seen, repos_changed'), 'complete|1|1', "$do in $file: read by the next call");
		tables_are("$do in $file, again", { metrics => \@five });
	}
}
five();
strike('repo2/meta', 'status', code => 403);
is(refresh("'{repos}'", 'status, repos_seen, repos_changed'), 'complete|4|4', '403: the server will say the same next time');
is(errors(), 'owner/repo2|http', '403: told');
five();
put($repos[3], 'meta', { updatedAt => 'soon', id => 'four', labels => 'many' });
is(refresh("'{repos}'", 'status, repos_seen, repos_changed'), 'complete|5|5', 'a meta.json with nothing right in it');
tables_are('odd meta.json', { metrics => \@five });
is(sql("SELECT DISTINCT item, kind FROM llmeco.refresh_errors"), 'owner/repo4|type', 'it is told');

like(error_of("SET llmeco.labels_endpoint = 'http://127.0.0.1:1/labels'; SELECT llmeco_refresh('{labels}')"),
	qr/ERROR:  08001: could not fetch from "http:\/\/127.0.0.1:1\/labels".*HINT:  Check llmeco.labels_endpoint/s, 'a server that cannot be reached');

# a cancel, while some repositories are under way
five();
strike('repo1/stars', 'hang');
like(error_of("SET statement_timeout = '1s'; SELECT llmeco_refresh('{repos}')"), qr/ERROR:  57014/, 'a server that hangs: cancelled');
my $call = in_background('call', "CALL llmeco_refresh_all('{repos}')");
wait_until('SELECT count(*) = 4 FROM llmeco.repos WHERE exported_at IS NOT NULL AND is_tracked');
sql("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = 'call'");
finish($call);
is(sql('SELECT name FROM llmeco.repos WHERE exported_at IS NULL AND is_tracked'), 'owner/repo1', 'CALL: the others are kept');
$made->control('/reset');
is(refresh("'{repos}'", 'status, repos_seen'), 'complete|1', 'the next call reads the one');
tables_are('cancelled', { metrics => \@five });

# ---- budgets ----

five();
is(refresh("'{repos}', max_requests => 33", 'status, repos_seen, requests'), 'partial|1|33', 'the requests for one repository');
is(refresh("'{repos}', max_requests => 70", 'status, repos_seen, requests'), 'partial|2|66', 'and for two more, whole ones only');
is(refresh("'{repos}'", 'status, repos_seen, requests'), 'complete|2|66', 'and the rest');
tables_are('budgets', { metrics => \@five });
sql('UPDATE llmeco.repos SET due_at = NULL, exported_at = NULL, no_durations_at = NULL');
my $stderr = error_of("SELECT llmeco_refresh('{repos}', max_requests => 32)");
like($stderr, qr/WARNING:  22023: max_requests of 32 does not suffice for a repository\nDETAIL:  A repository takes 33 requests/, 'a budget that cannot do');
strike('.', 'delay', ms => 700);
is(refresh("'{repos}', max_seconds => 1", 'status'), 'partial', 'a budget of a second');
$made->control('/reset');
is(refresh("'{repos}'", 'status, repos_seen'), 'complete|5', 'everything is read later');

five();
sql("CALL llmeco_refresh_all('{repos}')");
tables_are('CALL', { metrics => \@five });
is(sql('SELECT count(DISTINCT xmin::text) FROM llmeco.repo_metrics'), 5, 'CALL: a transaction for each repository');
is(sql('SELECT status, repos_seen, repos_changed, requests FROM llmeco.refresh_runs'), 'complete|5|5|165', 'CALL: the run says what it did');

# ---- labels that change ----

sub label_lines { return sql('SELECT l.label_id, l.name, r.name, r.github_id FROM llmeco.repo_labels l LEFT JOIN llmeco.repos r USING (repo_id) ORDER BY 1, 3') }

no_files();
fresh($made);
label('technology/ai/index.yml', 'AI', [ 'one', ':companies/two', 'one', 'gone' ], 1 => 'owner/repo1', 2 => 'owner/repo2');
label('technology/agentic_ai/index.yml', 'Agents', [':technology/ai'], 3 => 'owner/repo3');
label('technology/ai/one.yml', 'One', [ 'index', 'deep/er' ], 1 => 'owner/repo1');
label('technology/ai/deep/er/index.yml', 'Deeper', ['file'], 4 => 'owner/repo4');
label('technology/ai/deep/er/file.yml', 'Deepest', [], 5 => 'owner/repo5');
label('companies/two.yml', "\x{e9}\x{4e2d}", [], 3 => 'owner/repo3');
my $seven = ":companies/two|\x{e9}\x{4e2d}|owner/repo3|3\n:technology/agentic_ai|Agents|owner/repo3|3\n:technology/ai|AI|owner/repo1|1\n"
  . ":technology/ai|AI|owner/repo2|2\n:technology/ai/deep/er|Deeper|owner/repo4|4\n:technology/ai/deep/er/file|Deepest|owner/repo5|5\n"
  . ':technology/ai/one|One|owner/repo1|1';
utf8::encode($seven);
is(refresh("'{labels}'"), 'complete|6|7|0|5|0', 'labels that name others, in all ways');
is(label_lines(), $seven, 'labels: as they should be');
is(errors(), ':technology/ai/gone|http', 'a label without a file is told');
$before = versions(@tables);
is(refresh("'{labels}'"), 'complete|6|0|0|0|0', 'labels again');
is(versions(@tables), $before, 'labels again: no row version');

label('technology/ai/one.yml', 'Uno', [], 6 => 'owner/repo6');
is(refresh("'{labels}'"), 'complete|4|2|0|1|0', 'a label that changes');
my $changed_lines = $seven;
$changed_lines =~ s{One\|owner/repo1\|1}{Uno|owner/repo6|6};
is(label_lines(), $changed_lines, 'a label that changes: those that it no longer names lose it; files that are no longer reached change nothing');
$before = versions(@tables);
for my $do ('html', 'reset')
{
	strike('ai/one.yml', $do);
	is(refresh("'{labels}'", 'status, labels_seen, labels_changed'), 'partial|3|0', "a label file that cannot be read: $do");
	is(versions(@tables), $before, "$do: nothing is lost");
	$made->control('/reset');
	is(refresh("'{labels}'", 'status, labels_changed'), 'complete|0', "$do: the next call completes");
}
label('technology/ai/one.yml', 'Uno', [], 6 => 'no name', 7 => 'owner/repo7');
is(refresh("'{labels}'", 'status, labels_changed'), 'complete|1', 'a file with an entry that makes no sense');
is(sql("SELECT count(*) FROM llmeco.repo_labels WHERE label_id = ':technology/ai/one'"), 2, 'its other entries count, and nobody loses the label');

# in portions
fresh($made);
label('technology/ai/one.yml', 'One', [ 'index', 'deep/er' ], 1 => 'owner/repo1');
my ($calls, $status, $most) = (0, 'partial', 0);
while ($status eq 'partial' && $calls++ < 50)
{
	($status, my $requests) = split /\|/, refresh("'{labels}', max_requests => 2", 'status, requests');
	$most = $requests if $requests > $most;
}
is("$status $most", 'complete 2', 'two requests a call');
is(label_lines(), $seven, 'in portions: the same');
is(sql('SELECT count(*) FROM llmeco.refresh_cursors'), 0, 'in portions: no cursor is left');
my %asked;
$asked{ $_->{url} }++ for grep { $_->{status} == 200 } @{ $made->log };
is(join(' ', sort { $a <=> $b } values %asked), '1 1 1 1 1 1', 'in portions: no file is read twice');
fresh($made);
sql("CALL llmeco_refresh_all('{labels}')");
is(label_lines(), $seven, 'CALL: the same');

# too many
no_files();
fresh($made);
label('technology/ai/index.yml', 'AI', [ map { "many/label$_" } 1 .. 510 ]);
label("technology/ai/many/label$_.yml", "Label $_", []) for 1 .. 510;
is(refresh("'{labels}'", 'status, labels_seen'), 'complete|499', 'five hundred files, one of which is not there');
is(sql("SELECT item, kind FROM llmeco.refresh_errors WHERE kind = 'limit'"), ':technology/ai/many/label499|limit', 'the rest is told');

# ---- names that move ----

no_files();
fresh($made);
label('technology/ai/index.yml', 'AI', [], 1 => 'old/name', 2 => 'other/repo');
label('technology/agentic_ai/index.yml', 'Agents', []);
export('old/name', 1, openrank => { '2024-01' => 1 });
is(refresh("'{labels, repos}'", 'status, labels_changed, repos_seen, repos_changed'), 'complete|2|2|1', 'a name');
$id = sql("SELECT repo_id FROM llmeco.repos WHERE name = 'old/name'");
label('technology/ai/index.yml', 'AI', [], 1 => 'new/name', 2 => 'other/repo');
remove_tree("$files/opendigger/github/old");
export('new/name', 1, openrank => { '2024-01' => 1, '2024-02' => 2 });
is(refresh("'{labels, repos}'", 'status, repos_seen, repos_new, repos_changed'), 'complete|1|0|2', 'the same repository under another name');
is(sql('SELECT repo_id, name FROM llmeco.repos WHERE github_id = 1'), "$id|new/name", 'the row stays');
tables_are('renamed', { metrics => [ 'new/name|openrank|2024-01-01|1', 'new/name|openrank|2024-02-01|2' ] });
is(sql("SELECT source, message FROM llmeco.refresh_errors WHERE item = 'new/name'"), 'labels|the repository was called "old/name" until now', 'it is told');
$before = versions(@tables);
is(refresh("'{labels, repos}'", 'status, labels_changed, repos_changed'), 'complete|0|0', 'renamed, again: nothing new');

# labels have the old name, the user the new one
no_files();
fresh($made);
label('technology/ai/index.yml', 'AI', [], 1 => 'old/name');
label('technology/agentic_ai/index.yml', 'Agents', []);
is(refresh("'{labels, repos}'", 'status, repos_seen'), 'complete|1', 'labels with an old name');
$id = sql("SELECT repo_id FROM llmeco.repos WHERE github_id = 1");
$exported = time() * 1000;
export('new/name', 1, openrank => { '2024-01' => 1 });
track('new/name');
is(refresh("'{labels, repos}'", 'status, repos_seen, repos_changed'), 'complete|1|1', 'the user names the new one');
is(sql('SELECT repo_id, github_id, name, is_tracked FROM llmeco.repos WHERE is_tracked'), "$id|1|new/name|t", 'both are one row');
tables_are('old label', { metrics => ['new/name|openrank|2024-01-01|1'] });
is(label_lines(), ':technology/ai|AI|new/name|1', 'with its labels');
$before = versions(@tables);
due();
is(refresh("'{labels, repos}'", 'status, labels_changed, repos_seen, repos_new, repos_changed'), 'complete|0|1|0|0', 'the label does not take the name back');
is(sql('SELECT name FROM llmeco.repos WHERE github_id = 1'), 'new/name', 'really');

# label files that disagree
label('technology/agentic_ai/index.yml', 'Agents', [], 2 => 'some/repo');
label('technology/ai/index.yml', 'AI', [], 1 => 'old/name', 2 => 'Some/Repo');
refresh("'{labels}'");
my $name = sql('SELECT name FROM llmeco.repos WHERE github_id = 2');
is(lc $name, 'some/repo', 'label files that disagree about a name');
label('technology/agentic_ai/index.yml', 'Agents', [], 2 => $name);
label('technology/ai/index.yml', 'AI', [], 1 => 'old/name', 2 => $name eq 'some/repo' ? 'Some/Repo' : 'some/repo');
is(refresh("'{labels}'", 'status, repos_new, repos_changed'), 'complete|0|0', 'one of which names it as it is');
is(sql('SELECT name FROM llmeco.repos WHERE github_id = 2'), $name, 'the name stays');
label('technology/agentic_ai/index.yml', 'Agents', []);

# a name that another repository has taken
export('new/name', 99, openrank => { '2024-01' => 100 });
due();
is(refresh("'{repos}'", 'status, repos_changed'), 'complete|0', 'another repository has the name');
is(errors(), 'new/name|name', 'which is told');
tables_are('taken name', { metrics => ['new/name|openrank|2024-01-01|1'] });
label('technology/ai/index.yml', 'AI', [], 1 => 'new/name', 98 => 'NEW/name', 97 => 'third/repo');
is(refresh("'{labels}'", 'status, repos_new, labels_changed'), 'complete|1|4', 'two repositories of one name in a label');
is(errors(), 'NEW/name|name', 'the second is told');

# two names of one repository, visited side by side, of which neither is known
no_files();
fresh($made);
export('one/name', 7, openrank => { '2024-01' => 1 });
export('two/name', 7, openrank => { '2024-01' => 1 });
track('one/name', 'two/name');
sql('CREATE TABLE stored AS SELECT repo_id AS id FROM llmeco.repos WHERE is_tracked');
is(refresh("'{repos}'", 'status, repos_seen'), 'complete|2', 'two tracked names of one repository');
is(sql('SELECT count(*), count(DISTINCT i.repo_id), min(i.name) = max(i.name) FROM stored JOIN llmeco.repo_ids i USING (id)'), '2|1|t',
	'both ids lead to the row that stays');
is(sql('SELECT count(*) FROM llmeco.repos WHERE is_tracked OR github_id = 7'), '1', 'they are one row');
my $kept = sql('SELECT name FROM llmeco.repos WHERE github_id = 7');
like($kept, qr{^(one|two)/name$}, 'which has one of the names');
tables_are('two names', { metrics => ["$kept|openrank|2024-01-01|1"] });
due();
is(refresh("'{repos}'", 'status, repos_seen, repos_changed'), 'complete|1|0', 'and is read as one');
track($kept eq 'one/name' ? 'two/name' : 'one/name');
is(refresh("'{repos}'", 'status, repos_seen'), 'complete|1', 'the other name is tracked again');
is(sql('SELECT count(*) FROM llmeco.repos WHERE is_tracked OR github_id = 7'), '1', 'they are one row again');

# the same, where a user's table has a key that refers to repositories
no_files();
fresh($made);
export('one/name', 7, openrank => { '2024-01' => 1 });
export('two/name', 7, openrank => { '2024-01' => 1 });
track('one/name', 'two/name');
sql("CREATE TABLE notes AS SELECT repo_id FROM llmeco.repos WHERE is_tracked;
	ALTER TABLE notes ADD FOREIGN KEY (repo_id) REFERENCES llmeco.repos");
is(refresh("'{repos}'", 'status, repos_seen'), 'complete|2', 'rows that a foreign key refers to');
is(sql('SELECT count(*), count(github_id) FROM notes JOIN llmeco.repos USING (repo_id)'), '2|1', 'stay');
is(sql('SELECT count(*) FROM llmeco.repos WHERE is_tracked'), '1', 'and one is tracked');
due();
is(refresh("'{repos}'", 'status, repos_seen, repos_changed'), 'complete|1|0', 'once more');

# a number that is wrong in the label
no_files();
fresh($made);
label('technology/ai/index.yml', 'AI', [], 5 => 'owner/repo5');
label('technology/agentic_ai/index.yml', 'Agents', []);
export('owner/repo5', 55, openrank => { '2024-01' => 5 });
is(refresh("'{labels, repos}'", 'status, repos_seen, repos_changed'), 'complete|1|1', 'a label with a wrong number');
is(sql('SELECT name, github_id FROM llmeco.repos WHERE is_tracked'), 'owner/repo5|55', 'the number of meta.json is taken');
is(errors(), 'owner/repo5|name', 'which is told');
tables_are('wrong number', { metrics => ['owner/repo5|openrank|2024-01-01|5'] });

# ---- the token goes to the Hub and nowhere else ----

five();
label('technology/ai/index.yml', 'AI', [], 1 => 'owner/repo1');
label('technology/agentic_ai/index.yml', 'Agents', []);
$hub->serve(models => [ map { model($_) } 1 .. 15 ]);
is(refresh("'{models, labels, repos}', 'all'", 'status, models_seen, labels_seen, repos_seen'), 'complete|15|2|5', 'models, labels and repositories in one call');
is(join(' ', map { $_->{headers}{authorization} // 'none' } @{ $hub->log }), 'Bearer hf_tokenofthehub Bearer hf_tokenofthehub', 'the Hub gets the token');
my @log = @{ $made->log };
is(scalar @log, 2 * 2 + 5 * 33, 'OpenDigger is asked');
is(scalar(grep { exists $_->{headers}{authorization} } @log), 0, 'and gets no token');

$node->stop;
$_->stop for $hub, $recorded, $made;
done_testing();
