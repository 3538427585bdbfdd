# TestDatabase: servers and databases as TAP tests set them up, how they are
# asked, from one session or several, and how answers are compared.
package TestDatabase;
use strict;
use warnings;
use Exporter 'import';
use FindBin;
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;
use TestServer;
our @EXPORT = qw($top $sample documents readme_section computed_by start_server start_standby use_database fresh_database sql
  error_of wait_until kill_backend in_background finish session ask begin_to_ask answer quit relations versions last_errors digests differences lines_are
  all_lines_are dated);

our $top = "$FindBin::Bin/../../../..";
our $sample = "$top/fetch/sample";

# documents() are the README and the guides in sql/ that it leads to.
sub documents { return ("$top/README.md", glob "$top/sql/*.md") }

# readme_section(HEADING) is what the one document that has it says under
# '## Heading', to the next heading of that level or above; the generated one aside.
sub readme_section
{
	my ($heading) = @_;
	my $level = length(($heading =~ /^(#+) /)[0]);
	my @texts = map { slurp_file($_) =~ /^\Q$heading\E\n(.*?)(?:^#{1,$level} |\z)/ms } grep { !/REFERENCE/ } documents();
	die scalar(@texts) . " documents have '$heading'" if @texts != 1;
	return $texts[0];
}

# computed_by(SCRIPT, ARGUMENT...) is what a Python script beside this file
# prints.
sub computed_by
{
	my ($script, @arguments) = @_;
	my ($out, $err);
	IPC::Run::run([ 'python3', "$FindBin::Bin/../$script", @arguments ], '<', \undef, '>', \$out, '2>', \$err)
	  or BAIL_OUT("$script: $err");
	return $out;
}

# ---- servers and databases ----

# Whom sql() and the others ask.
my ($node, $database);
my $databases = 0;

# start_server(NAME, SETTINGS, OPTION => VALUE...) starts a server with more
# lines in postgresql.conf and options of Cluster->init(); install_path goes to
# Cluster->new(). The first one is asked from now on.
sub start_server
{
	my ($name, $settings, %options) = @_;
	my $path = delete $options{install_path};
	my $server = TestServer->new($name, $path ? (install_path => $path) : ());
	delete $ENV{HF_TOKEN};
	$server->init(extra => [ '-E', 'UTF8', '--locale=C.UTF-8' ], %options);
	# To compile a query of all views takes longer than to run it.
	$server->append_conf('postgresql.conf', "jit = off\n" . ($settings // ''));
	$server->start;
	use_database($server, 'postgres') unless $node;
	return $server;
}

# start_standby(PRIMARY) starts a standby of a server.
sub start_standby
{
	my ($primary) = @_;
	$primary->backup('standby');
	my $standby = TestServer->new('standby');
	$standby->init_from_backup($primary, 'standby', has_streaming => 1);
	$standby->start;
	return $standby;
}

# use_database(SERVER, DATABASE) has sql() and the others ask there.
sub use_database
{
	($node, $database) = @_;
	return;
}

# fresh_database(NAME, VERSION) makes a database with the extension, the one to
# ask from now on, and returns its name: the next of db1, db2... by itself. The name
# may be that of the one that a server begins with, postgres.
sub fresh_database
{
	my ($name, $version) = @_;
	$name //= 'db' . ++$databases;
	if ($version)
	{
		$node->safe_psql('postgres', "CREATE DATABASE $name");
		$node->safe_psql($name, "CREATE EXTENSION llmeco VERSION '$version'");
	}
	else
	{
		# a copy takes a sixth of the time
		my $template = 'with_llmeco';
		if (!$node->{has_template}++)
		{
			$node->safe_psql('postgres', "CREATE DATABASE $template STRATEGY file_copy");
			$node->safe_psql($template, 'CREATE EXTENSION llmeco');
		}
		$node->safe_psql('template1', 'DROP DATABASE postgres') if $name eq 'postgres';
		$node->safe_psql('template1', "CREATE DATABASE $name TEMPLATE $template STRATEGY file_copy");
	}
	use_database($node, $name);
	return $name;
}

# sql(TEXT...) is what a query answers: columns separated by |.
sub sql { return $node->safe_psql($database, join '', @_) }

# error_of(SQL, SERVER) is what psql says on stderr, with SQLSTATEs.
sub error_of
{
	my ($query, $server) = @_;
	return (($server // $node)->ask($server ? 'postgres' : $database, $query))[1] =~ s/\n\z//r;
}

# wait_until(QUERY) waits until it answers true, and is whether it did in time.
sub wait_until { return $node->poll_query_until($database, $_[0]) }

# kill_backend(PID) kills a backend with SIGKILL and returns when the server has
# restarted for it, which forgets backends that were killed: before it has seen
# that one is, it still answers, and then ends who asks.
sub kill_backend
{
	my ($pid) = @_;
	kill 'KILL', $pid;
	return wait_until("SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $pid)");
}

# ---- sessions ----

# in_background(NAME, QUERY...) runs queries in a session of this name and does
# not wait.
sub in_background
{
	my ($name, @queries) = @_;
	my %background = (out => '', err => '');
	$background{harness} = IPC::Run::start([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-v', 'VERBOSITY=verbose',
			'-d', $node->connstr($database) . " application_name=$name", map { ('-c', $_) } @queries ],
		'<', \undef, '>', \$background{out}, '2>', \$background{err});
	return \%background;
}

# finish(BACKGROUND) waits, and is what was printed; errors are part of it.
sub finish
{
	my ($background) = @_;
	$background->{harness}->finish;
	my @errors = grep { !/NOTICE|LOCATION/ } split /\n/, $background->{err};
	return $background->{out} . join '', map { "$_\n" } @errors;
}

# session() is a psql that is told statements one after the other, by ask(), or
# by begin_to_ask(), which does not wait, and answer().
sub session
{
	my %session = (in => '', out => '', n => 0);
	$session{harness} = IPC::Run::start([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=0', '-d', $node->connstr($database), '-f', '-' ],
		'<', \$session{in}, '>', \$session{out}, '2>', \$session{out}, IPC::Run::timeout(180));
	return \%session;
}

sub begin_to_ask
{
	my ($session, $statement) = @_;
	$session->{n}++;
	$session->{out} = '';
	$session->{in} .= "$statement;\n\\echo done $session->{n}\n";
	$session->{harness}->pump_nb;
	return;
}

sub answer
{
	my ($session) = @_;
	$session->{harness}->pump until $session->{out} =~ /done $session->{n}\n/;
	return $session->{out} =~ s/done $session->{n}\n//r =~ s/\n\z//r;
}

sub ask
{
	my ($session, $statement) = @_;
	begin_to_ask($session, $statement);
	return answer($session);
}

sub quit
{
	my ($session) = @_;
	$session->{in} .= "\\q\n";
	$session->{harness}->finish;
	return;
}

# ---- answers ----

# relations(RELKINDS, CONDITION) are the names, llmeco.x, of its tables ('r,p')
# or views ('v').
sub relations
{
	my ($kinds, $condition) = @_;
	return split /\n/, sql("SELECT 'llmeco.' || relname FROM pg_class WHERE relnamespace = 'llmeco'::regnamespace
		AND relkind = ANY ('{$kinds}') AND (", $condition // 'true', ') ORDER BY relname');
}

# versions(TABLE...) is every row version of tables.
sub versions
{
	return sql(map { "SELECT ctid, xmin, t.* FROM llmeco.$_ t ORDER BY ctid;" } @_);
}

# Tables with changed_at, and their keys.
my %key_of = (
	models => 'model_id',
	model_edges => "parent_id || '>' || child_id",
	spaces => 'space_id',
	datasets => 'dataset_id',
	authors => 'author_id',
	repos => 'repo_id');
my $when_asked = '{changed_at,fetched_at,page_fetched_at,due_at,no_durations_at,card_modified_at,gguf_modified_at}';

# dated_rows() are the rows of these, what only says when something was read or asked for
# apart: {table and key => [row, changed_at]}.
sub dated_rows
{
	my @rows = split /\n/, sql(join ' UNION ALL ', map { "SELECT '$_ ' || $key_of{$_}, changed_at, to_jsonb(t) - '$when_asked'::text[] FROM llmeco.$_ t" } sort keys %key_of);
	return { map { my ($key, $changed_at, $row) = split /\|/, $_, 3; $key => [ $row, $changed_at ] } @rows };
}

# dated(CODE) does what may write these tables, and sees that changed_at is of exactly the
# rows that came or whose values differ. It is what CODE answers.
sub dated
{
	my ($code) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 2;
	my $begun = sql('SELECT clock_timestamp()');
	my $before = dated_rows();
	my $answer = $code->();
	my $after = dated_rows();
	my @wrong;
	foreach my $key (sort keys %$after)
	{
		my ($row, $changed_at) = @{ $after->{$key} };
		my $former = $before->{$key} // [ '', '' ];
		my $moved = $changed_at ne $former->[1];
		push @wrong, "$key: $former->[1] to $changed_at, $former->[0] to $row"
		  if $row eq $former->[0] ? $moved : !$moved || $changed_at lt $begun;
	}
	is(join("\n", @wrong), '', 'changed_at tells what changed');
	return $answer;
}

# last_errors(COLUMNS, ORDER) is what the last refresh could not read.
sub last_errors
{
	my ($columns, $order) = @_;
	return sql("SELECT $columns FROM llmeco.refresh_errors
		WHERE run_id = (SELECT max(run_id) FROM llmeco.refresh_runs)", $order ? " ORDER BY $order" : '');
}

# digests(ROW, RELATION...) is a query with a line 'name|rows|md5' for each
# relation; ROW is the text of a row r of it.
sub digests
{
	my ($row, @relations) = @_;
	# in an order: of many tables several are read at once
	return join(' UNION ALL ', map {
		my $name = s/'/''/gr;
		"SELECT '$name', count(*), md5(string_agg($row, E'\\n' ORDER BY $row COLLATE \"C\")) FROM $_ r"
	} @relations) . ' ORDER BY 1';
}

# differences(GOT, EXPECTED) are the lines that only one of two lists has, the
# first twenty.
sub differences
{
	my ($got, $expected) = @_;
	my %got = map { $_ => 1 } @$got;
	my %expected = map { $_ => 1 } @$expected;
	my @differing = ((map { "extra: $_" } grep { !$expected{$_} } sort keys %got),
		map { "missing: $_" } grep { !$got{$_} } sort keys %expected);
	@differing = (@differing[ 0 .. 19 ], '...') if @differing > 20;
	return @differing;
}

# lines_are(QUERY, NAME, LINE...) tests that a query answers these lines, in any
# order, and shows what differs.
sub lines_are
{
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return all_lines_are([@_]);
}

# all_lines_are([QUERY, NAME, LINE...]...) does so for several, in one session.
sub all_lines_are
{
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my @answers = split /^--next\n?/m, sql(map { "$_->[0]\n; SELECT '--next';" } @_), -1;
	for (@_)
	{
		my (undef, $name, @expected) = @$_;
		my @got = split /\n/, shift @answers;
		is(join("\n", scalar @got, differences(\@got, \@expected)), scalar @expected, $name);
	}
	return;
}

1;
