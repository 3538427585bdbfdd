# When this fails, a client that people use cannot list or read the views: psql,
# JDBC, ODBC and psycopg2, each as a reader who may see the views only, lists
# them by its own means, reads every row and gets numbers, times, arrays and
# NULLs as they are.
use strict;
use warnings;
use FindBin;
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use TestDatabase;

my $clients = "$FindBin::Bin/../../clients";
my $hub = LoopbackHub->of_sample;
my $node = start_server('main', $hub->settings . "timezone = 'UTC'\nlisten_addresses = '127.0.0.1'\n");

sql('CREATE EXTENSION llmeco; CALL llmeco_refresh_all(); CREATE ROLE bi LOGIN; GRANT USAGE ON SCHEMA llmeco TO bi');
my @views = map { s/^llmeco\.//r } relations('v');
sql('GRANT SELECT ON llmeco.model_edges TO bi; GRANT SELECT (model_id, license) ON llmeco.models TO bi;',
	map { "GRANT SELECT ON llmeco.$_ TO bi;" } @views);

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
sees('JDBC', 'java', '-Xshare:auto', '-XX:-UsePerfData', '-Duser.timezone=UTC', '-cp', $jar, "$clients/ListViews.java", "jdbc:postgresql://$host:$port/postgres?user=bi");
sees('ODBC', '/usr/bin/python3', "$clients/list_views.py", 'odbc', "DRIVER={PostgreSQL Unicode};Server=$host;Port=$port;Database=postgres;Uid=bi;MaxLongVarcharSize=1000000");
sees('psycopg2', '/usr/bin/python3', "$clients/list_views.py", 'psycopg2', "host=$host port=$port dbname=postgres user=bi");

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

$node->stop;
$hub->stop;
done_testing();
