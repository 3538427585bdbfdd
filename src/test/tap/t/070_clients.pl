# When this fails, a client that people use cannot list or read the views: psql,
# JDBC, ODBC, psycopg2 and node-postgres (and others, where src/test/clients/install
# all brought them), each as a reader who may see the views only, lists them by its
# own means, reads every row and gets numbers, times, arrays and NULLs as they are;
# or a panel of Grafana's dashboards or of Evidence's page shows nothing, or Cube
# answers what is not so.
use strict;
use warnings;
use FindBin;
use IPC::Run;
use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use Grafana;
use LoopbackHub;
use TestDatabase;

my $clients = "$FindBin::Bin/../../clients";
my $hub = LoopbackHub->of_sample;
my $node = start_server('main', $hub->settings . "timezone = 'UTC'\nlisten_addresses = '127.0.0.1'\n");

fresh_database('postgres');
sql("CALL llmeco_refresh_all(); CREATE ROLE bi LOGIN; SELECT llmeco_grant('reader', 'bi')");
my @views = map { s/^llmeco\.//r } relations('v');

# What each should see, by psql.
my %columns = map { split /\|/ } split /\n/, sql("SELECT attrelid::regclass, string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute
	JOIN pg_class c ON c.oid = attrelid WHERE relnamespace = 'llmeco'::regnamespace AND relkind = 'v' AND attnum > 0 GROUP BY 1");
my %rows = map { split /\|/ } split /\n/, sql(join ' UNION ALL ', map { "SELECT '$_', count(*) FROM llmeco.$_" } @views);
my $seen = join "\n", map { "view\t$_\t$rows{$_}\t" . $columns{"llmeco.$_"} } @views;
my %model = map { my ($name, @values) = split /\t/; $name => \@values } split /\n/,
	sql("COPY (SELECT name, downloads, influence, array_to_string(languages, ' '), (extract(epoch FROM created_at) * 1000)::bigint
		FROM llmeco.model_details) TO STDOUT");
cmp_ok(scalar(grep { $model{$_}[0] eq '\N' } keys %model), '>', 0, 'there are models without downloads');
cmp_ok(scalar(grep { $model{$_}[2] =~ / / } keys %model), '>', 0, 'and with several languages');

# sees(NAME, COMMAND...) tests what a client prints.
sub sees
{
	my ($name, @command) = @_;
	my ($out, $err) = ('', '');
	ok(IPC::Run::run(\@command, '<', \undef, '>', \$out, '2>', \$err), "$name runs") or diag($err);
	is(join("\n", sort grep { /^view/ } split /\n/, $out), $seen, "$name: every view with its columns and rows");
	my %got = map { my (undef, $model, @values) = split /\t/; $model => \@values } grep { /^model\t/ } split /\n/, $out;
	is(scalar(keys %got), scalar(keys %model), "$name: every model");
	for my $i (0 .. 3)
	{
		my @differ = grep {
			my ($a, $b) = ($got{$_}[$i] // 'nothing', $model{$_}[$i]);
			$a ne $b && !($i == 1 && $a =~ /\d/ && $b =~ /\d/ && $a == $b)
		} sort keys %model;
		is(join(' ', map { "$_ $got{$_}[$i] $model{$_}[$i]" } @differ[0 .. ($#differ < 3 ? $#differ : 3)]), '',
			"$name: the same " . (qw(bigint float8 text[] timestamptz))[$i]);
	}
	return;
}

my $host = '127.0.0.1';
my $port = $node->port;
my $jar = '/usr/share/java/postgresql.jar';
# Neither leaves files in /tmp: Java's counters, and the log that Debian's
# settings of the ODBC driver ask for.
my $odbc = PostgreSQL::Test::Utils::tempdir;
append_to_file("$odbc/odbcinst.ini", "[PostgreSQL Unicode]\nDriver=psqlodbcw.so\nDebug=0\nCommLog=0\n");
$ENV{ODBCSYSINI} = $odbc;
sees('JDBC', 'java', '-Xshare:auto', '-XX:-UsePerfData', '-Duser.timezone=UTC', '-cp', $jar, "$clients/ListViews.java", "jdbc:postgresql://$host:$port/postgres?user=bi&connectTimeout=0&sslmode=disable");
sees('ODBC', '/usr/bin/python3', "$clients/list_views.py", 'odbc', "DRIVER={PostgreSQL Unicode};Server=$host;Port=$port;Database=postgres;Uid=bi;MaxLongVarcharSize=1000000");
sees('psycopg2', '/usr/bin/python3', "$clients/list_views.py", 'psycopg2', "host=$host port=$port dbname=postgres user=bi");
my $url = "postgresql://bi\@$host:$port/postgres";
sees('node-postgres', 'node', "$clients/list_views.js", 'pg', $url);
my $modules = "$clients/node_modules";
sees('pandas', '/usr/bin/python3', "$clients/list_views.py", 'pandas', $url) if !system("/usr/bin/python3 -c 'import pandas, sqlalchemy' 2>/dev/null");
sees('R', 'Rscript', "$clients/list_views.R", $host, $port, 'bi') if !system("Rscript -e 'library(RPostgreSQL)' >/dev/null 2>&1");
sees('Drizzle', 'node', "$clients/list_views.js", 'drizzle', $url) if -d "$modules/drizzle-kit";
sees('PostGraphile', 'node', "$clients/list_views.js", 'postgraphile', $url) if -d "$modules/postgraphile";

# psql: \d+ of each view, as the reader.
my $described = '';
IPC::Run::run([ 'psql', '-XA', '-v', 'ON_ERROR_STOP=1', '-h', $host, '-p', $port, '-U', 'bi', '-d', 'postgres', map { ('-c', "\\d+ llmeco.$_") } @views ],
	'<', \undef, '>', \$described, '2>&1') or diag('psql');
my @described = split /^View definition:\n/m, $described;
is(scalar(@described), @views + 1, 'psql: \d+ describes every view');
for my $i (0 .. $#views)
{
	my @missing = grep { $described[$i] !~ /^\Q$_\E\|/m } split /,/, $columns{"llmeco.$views[$i]"};
	is("@missing", '', "psql: every column of $views[$i]");
}
my $listed = $node->safe_psql('postgres', '\dv llmeco.*', connstr => "host=$host port=$port dbname=postgres user=bi");
is(join(' ', map { (split /\|/)[1] } split /\n/, $listed), "@views", 'psql: \dv lists them');

# ---- Grafana: viz/dashboards/grafana ----

# Of two days and a week before, so that there is growth; and a change that a
# refresh finds.
sql("SELECT llmeco_import_snapshots(format('SELECT model_id, %L::date AS taken_on, downloads / 2 AS downloads, likes / 2 AS likes
		FROM llmeco.models WHERE fetched_at IS NOT NULL', (now() AT TIME ZONE 'UTC')::date - days)) FROM unnest('{8, 31}'::int[]) days;
	SELECT llmeco_update_influence(as_of => now() - interval '8 days', lambda => 0.001);
	UPDATE llmeco.models SET license = 'unlicense' WHERE name = (SELECT name FROM llmeco.leaderboard WHERE license = 'mit' ORDER BY rank LIMIT 1);
	CALL llmeco_refresh_all('models', mode => 'full');
	CREATE ROLE grafana LOGIN; SELECT llmeco_grant('reader', 'grafana'); SELECT llmeco_grant('monitor', 'grafana')");

# as_grafana(SCRIPT) is what psql says as that role, to each statement between
# lines of its own.
sub as_grafana
{
	my ($script) = @_;
	my ($out, $err) = ('', '');
	IPC::Run::run([ 'psql', '-XAtq', '-h', $host, '-p', $port, '-U', 'grafana', '-d', 'postgres', '-f', '-' ], '<', \$script, '>', \$out, '2>', \$err);
	is($err, '', 'Grafana: no error');
	return split /^--next\n/m, $out, -1;
}

my @dashboard_files = glob "$top/viz/dashboards/grafana/*.json";
my @dashboards = map { read_dashboard($_) } @dashboard_files;
is(scalar(@dashboards), 3, 'Grafana: three dashboards');
is(scalar(keys %{ { map { $_->{uid} => 1 } @dashboards } }), 3, 'Grafana: each has an address of its own');
my %number = map { $_ => 1 } qw(smallint integer bigint real), 'double precision', 'numeric';
my %moment = map { $_ => 1 } 'date', 'timestamp without time zone', 'timestamp with time zone';
my $json = JSON::PP->new;

# faults(ASKED, COLUMNS, ROWS) is what a panel could not draw of the answer to
# its question.
sub faults
{
	my ($asked, $columns, $rows) = @_;
	my ($panel, $kind) = ($asked->{panel}, $asked->{panel}{type});
	my ($first, @rest) = @$columns;
	my (@faults, %there);
	my $check = sub { push @faults, $_[1] unless $_[0] };
	my $numbers = sub { return !grep { !$number{ $_->[1] } } @_ };

	$check->(scalar(@$rows), 'no rows');
	$there{ $_->[0] }++ for @$columns;
	$check->(keys %there == @$columns, 'two columns have one name');
	$check->($number{ $_->[1] } || $moment{ $_->[1] } || $_->[1] =~ /^(?:text|boolean)$/, "$_->[0] is of type $_->[1]") for @$columns;
	if ($asked->{target}{format} eq 'time_series')
	{
		# a text column names the series, and Grafana calls them by it if it is called
		# metric and there is one value
		my $metric = $rest[0][1] eq 'text' ? shift @rest : undef;
		my @times = map { $_->{time} } @$rows;
		$check->($kind eq 'timeseries', "series in a $kind");
		$check->($first->[0] eq 'time' && ($moment{ $first->[1] } || $number{ $first->[1] }), 'time is not the first column');
		$check->(@rest && $numbers->(@rest), 'values are no numbers');
		$check->(!$metric || $metric->[0] eq 'metric' && @rest == 1, 'series without name');
		$check->(!grep({ !defined } @times), 'times are not known');
		$check->("@times" eq join(' ', $moment{ $first->[1] } ? sort @times : sort { $a <=> $b } @times), 'times are not in order');
		my %points = map { ($metric ? "$_->{time} " . ($_->{metric} // 'NULL') : $_->{time}) => 1 } @$rows;
		$check->(keys %points == @$rows, 'two values of a series at a time');
		$check->(!grep({ my $column = $_->[0]; !grep { defined $_->{$column} } @$rows } @rest), 'a series without any value');
		$there{ $_->{metric} } = 1 for $metric ? @$rows : ();
	}
	elsif ($kind eq 'stat')
	{
		$check->(@$rows == 1 && @$columns == 1 && $numbers->($first) && $rows->[0]{ $first->[0] }, 'not one number');
	}
	elsif ($kind eq 'table')
	{
		$check->(@$rows <= 200, 'more rows than can be read');
		$check->(!grep({ $_->[0] eq 'time' && !$moment{ $_->[1] } } @$columns), 'time is no time');
	}
	else
	{
		$check->(scalar(grep { $kind eq $_ } qw(barchart piechart bargauge)), "not a kind that is tested: $kind");
		$check->($first->[1] eq 'text' && !grep({ !defined $_->{ $first->[0] } } @$rows), 'names are no text');
		$check->($numbers->(@rest) && ($kind eq 'barchart' ? @rest : @rest == 1), 'what they have are no numbers');
		$check->(@$rows <= 20, 'more than can be told apart');
	}
	foreach my $override (@{ $panel->{fieldConfig}{overrides} })
	{
		my $name = $override->{matcher}{options};
		$check->($there{$name} || grep({ $asked->{choice}{$_} ne $asked->{all}{$_} } keys %{ $asked->{all} }), "nothing is called $name");
	}
	return @faults;
}

foreach my $dashboard (@dashboards)
{
	my $title = $dashboard->{title};

	# Choices: what the variables offer, All first where there is one.
	my (%offered, %all, @asked);
	foreach my $variable (variables_of($dashboard))
	{
		my $name = $variable->{name};
		my @offered = map { $_->{value} } @{ $variable->{options} };
		@offered = split /\n/, (as_grafana("\\echo --next\n$variable->{query};"))[1] if $variable->{type} eq 'query';
		cmp_ok(scalar(@offered), '>', 1, "$title: there is a choice of $name");
		$offered{$name} = [ map { [$_] } $variable->{type} eq 'query' ? $offered[0] : @offered ];
		is($variable->{query}, join(', ', map { "$_->{text} : $_->{value}" } @{ $variable->{options} }), "$title: $name offers what it lists")
		  if $variable->{type} eq 'custom';
		$all{$name} = $variable->{includeAll} ? \$variable->{allValue} : $offered{$name}[0];
	}

	# Each panel with all, and with each other choice of what it goes by.
	foreach my $panel (panels_of($dashboard))
	{
		foreach my $target (targets_of($panel))
		{
			my @by = grep { $target->{rawSql} =~ /\$\{$_:/ } sort keys %all;
			foreach my $choice (\%all, map { my $name = $_; map { { %all, $name => $_ } } @{ $offered{$name} } } @by)
			{
				my @said = map { ref $choice->{$_} eq 'SCALAR' ? () : "$_ = $choice->{$_}[0]" } @by;
				push @asked, { panel => $panel, target => $target, choice => $choice, all => \%all,
					sql => expand($target->{rawSql}, $choice, '2015-01-01T00:00:00Z', '2100-01-01T00:00:00.123456789Z'),
					name => "$title, $panel->{title}" . (@said ? ' (' . join(', ', @said) . ')' : '') };
			}
		}
	}
	my $used = join ' ', map { $_->{target}{rawSql} } @asked;
	is(join(' ', grep { $used !~ /\$\{$_:/ } sort keys %all), '', "$title: every variable has a use");

	my (undef, @answers) = as_grafana(join '', map { "\\echo --next\n$_->{sql} \\gdesc\n\\echo --next\nSELECT to_json(q) FROM ($_->{sql}) q;
		\\echo --next\nEXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) $_->{sql};\n" } @asked);
	foreach my $asked (@asked)
	{
		my ($described, $rows, $plan) = splice @answers, 0, 3;
		my @faults = faults($asked, [ map { [ split /\|/ ] } split /\n/, $described ], [ map { $json->decode($_) } split /\n/, $rows ]);
		# What it costs: pages looked at; how long that takes depends on the machine.
		my $explained = $json->decode($plan)->[0];
		my $pages = $explained->{Plan}{'Shared Hit Blocks'} + $explained->{Plan}{'Shared Read Blocks'};
		push @faults, "looks at $pages pages" if $pages > 5000;
		is(join('; ', @faults), '', $asked->{name});
	}
}

# Their types are those of Grafana's own schema.
{
	my ($out, $err) = ('', '');
	ok(IPC::Run::run([ 'node', "$clients/check_grafana.js", @dashboard_files ], '<', \undef, '>', \$out, '2>', \$err), 'Grafana: types are checked') or diag($err);
	is($out, '', 'Grafana: dashboards have the types of its schema');
}

# ---- Cube: viz/dashboards/cube ----

# What its API is asked, and the same in SQL, rows as texts.
my @cube = (
	[ 'models and authors', { measures => [ 'models.count', 'models.influence', 'models.downloads' ], dimensions => ['authors.org_type'] },
		'SELECT count(*), sum(l.influence), sum(l.downloads), l.org_type FROM llmeco.leaderboard l GROUP BY l.org_type' ],
	# a merge has several derivations, and its downloads once
	[ 'derivations by relation', { measures => [ 'derivations.count', 'derivations.derived_models', 'models.downloads' ], dimensions => ['models.task'],
			filters => [ { member => 'derivations.relation', operator => 'equals', values => ['merge'] } ] },
		"SELECT sum(x.n), count(*), sum(d.downloads), d.task
		   FROM (SELECT child_id, count(*) AS n FROM llmeco.network_edges WHERE relation = 'merge' GROUP BY 1) x
		   LEFT JOIN llmeco.leaderboard d ON d.model_id = x.child_id GROUP BY d.task" ],
	[ 'whose models are built on', { measures => ['derivations.derived_models'], dimensions => ['parent_models.author'] },
		'SELECT count(DISTINCT e.child_id), p.author FROM llmeco.network_edges e LEFT JOIN llmeco.leaderboard p ON p.model_id = e.parent_id GROUP BY 2' ],
	[ 'families by month', { measures => ['family_monthly.derivatives_by_share'], dimensions => ['families.root'],
			timeDimensions => [ { dimension => 'family_monthly.month', granularity => 'quarter', dateRange => [ '2024-01-01', '2024-12-31' ] } ],
			filters => [ { member => 'families.rank', operator => 'lte', values => ['5'] } ] },
		"SELECT sum(m.derivatives_by_share), m.root, date_trunc('quarter', m.month::timestamp) FROM llmeco.family_monthly m
		  WHERE m.month BETWEEN '2024-01-01' AND '2024-12-31' AND m.root_id IN (SELECT root_id FROM llmeco.family_ranking WHERE rank <= 5) GROUP BY 2, 3" ],
	# influence counts once a model, however many roots it has
	[ 'models of families', { measures => [ 'model_families.models_by_share', 'models.influence' ], dimensions => ['families.organization'] },
		'SELECT sum(f.share), sum(f.influence), f.organization
		   FROM (SELECT r.organization, x.model_id, sum(x.share) AS share, max(l.influence) AS influence FROM llmeco.model_families x
		           LEFT JOIN llmeco.family_ranking r ON r.root_id = x.root_id LEFT JOIN llmeco.leaderboard l ON l.model_id = x.model_id GROUP BY 1, 2) f GROUP BY 3' ],
	[ 'influence by day', { measures => [ 'influence_history.average_influence', 'influence_history.best_rank' ], dimensions => ['influence_history.model'],
			timeDimensions => [ { dimension => 'influence_history.day', granularity => 'day' } ], order => { 'influence_history.best_rank' => 'asc' } },
		'SELECT influence, rank, name, time::timestamp FROM llmeco.influence_daily' ],
	# the long form has the same stars, between everything else
	[ 'repositories by year', { measures => ['repo_months.stars'], dimensions => ['repositories.repository'],
			timeDimensions => [ { dimension => 'repo_months.month', granularity => 'year' } ], filters => [ { member => 'repo_months.stars', operator => 'gt', values => ['0'] } ] },
		"SELECT sum(value), repo, date_trunc('year', month::timestamp) FROM llmeco.repo_monthly WHERE metric = 'stars' GROUP BY 2, 3 HAVING sum(value) > 0" ]);
my ($in, $out, $err) = ($json->encode([ map { $_->[1] } @cube ]), '', '');
ok(IPC::Run::run([ 'node', "$clients/cube.js", $url, "$top/viz/dashboards/cube/model" ], '<', \$in, '>', \$out, '2>', \$err), 'Cube answers') or diag($err);
my @answers = @{ $json->decode($out || '[]') };
foreach my $asked (@cube)
{
	my ($name, $query, $sql) = @$asked;
	my @columns = (@{ $query->{measures} }, @{ $query->{dimensions} }, map { "$_->{dimension}_$_->{granularity}" } @{ $query->{timeDimensions} });
	# numbers to 9 digits: the order of a sum is the plan's
	my $plain = sub {
		return join '|', map { !defined ? 'NULL' : /^-?[0-9.]+(?:e[-+]?[0-9]+)?$/i ? sprintf('%.9g', $_) : /^\d{4}-\d\d-\d\d[T ]/ ? substr($_, 0, 10) : $_ } @_;
	};
	my @got = sort map { my $row = $_; $plain->(map { $row->{ s/\./__/r } } @columns) } @{ shift @answers // [] };
	my @expected = sort map { $plain->(map { $_ eq '\\N' ? undef : $_ } split /\t/) } split /\n/, sql("COPY ($sql) TO STDOUT");
	cmp_ok(scalar(@expected), '>=', 3, "Cube, $name: there is something to ask");
	is(join("\n", differences(\@got, \@expected)) . @got, '' . @expected, "Cube, $name: the same as by SQL");
}

# ---- Evidence: viz/dashboards/evidence ----

# The page's queries are of what the sources' are of the views, and its components
# of columns that they have. Evidence itself, which asks by DuckDB, is not run.
{
	my $evidence = "$top/viz/dashboards/evidence";
	my %source = map { m{(\w+)\.sql$} => slurp_file($_) =~ s/\s+\z//r } glob "$evidence/sources/llmeco/*.sql";
	my $page = slurp_file("$evidence/pages/index.md");
	my %query = $page =~ /^```sql (\w+)\n(.*?)^```/msg;
	my @names = sort keys %query;
	my (undef, @answers) = as_grafana(join '', map {
		my $sql = $query{$_} =~ s/\bllmeco\.(\w+)/($source{$1}) $1/gr =~ s/\$\{inputs\.\w+\.value\}/%/gr;
		"\\echo --next\n$sql \\gdesc\n\\echo --next\nSELECT count(*) FROM ($sql) q;\n"
	} @names);
	my (%columns, @faults);
	foreach my $name (@names)
	{
		my ($described, $count) = splice @answers, 0, 2;
		$columns{$name} = { map { (split /\|/)[0] => 1 } split /\n/, $described };
		push @faults, "$name has no rows" if $count == 0;
	}
	my $data = '';
	foreach my $tag ($page =~ /(<[A-Z]\w+[^>]*>)/g)
	{
		($data) = $tag =~ /\bdata=\{(\w+)\}/ if $tag =~ /\bdata=/;
		push @faults, "$tag: no query $data" if !$columns{$data};
		push @faults, map { "$tag: $data has no $_" } grep { !$columns{$data}{$_} } $tag =~ /\b(?:x|y|series|value|column|id|linkLabel)=(\w+)/g;
	}
	my $used = join ' ', values %query;
	push @faults, map { "no use of $_" } grep { $used !~ /\bllmeco\.$_\b/ } sort keys %source;
	is(join('; ', @faults), '', 'Evidence: what the page shows is there');
}

$node->stop;
$hub->stop;
done_testing();
