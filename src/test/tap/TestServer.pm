# TestServer: a PostgreSQL server of a test. It is asked in PostgreSQL's own
# protocol, and in one session a database: to start a psql, or a process of the
# server, takes longer than to answer most of what tests ask. As with psql, each
# text begins with nothing of those before, and its statements are sent one after
# the other, up to the first error. There are no commands like \gset.
package TestServer;
use strict;
use warnings;
use parent 'PostgreSQL::Test::Cluster';
use PostgreSQL::Test::Utils ();
use Errno;
use IO::Select;
use Time::HiRes 'sleep';

# init(OPTION => VALUE...) copies the data directory that PREPARED_DATA names, where it
# names one: what initdb makes, and a database with_llmeco that has the extension. To make
# both anew takes seconds of a processor. Not with the option is_empty.
sub init
{
	my ($self, %options) = @_;
	my $prepared = $ENV{PREPARED_DATA};
	return $self->SUPER::init(%options) if delete $options{is_empty} || !$prepared;
	my $run = \&PostgreSQL::Test::Utils::system_or_bail;
	no warnings 'redefine';
	local *PostgreSQL::Test::Utils::system_or_bail =
	  sub { return $run->($_[0] eq 'initdb' ? ('cp', '-a', $prepared, $self->data_dir) : @_) };
	$self->SUPER::init(%options);
	$self->{has_template} = 1;
	return;
}

# A statement: up to a semicolon that is in no literal, name, body or comment.
my $statement = qr/(?:'[^']*'|"[^"]*"|(\$\w*\$).*?\g{-1}|--[^\n]*|[^;])+/s;

# message(TYPE, CONTENT) is a message of the protocol.
sub message { return $_[0] . pack('N', 4 + length $_[1]) . $_[1] }

# take(SOCKET, N) is the next N bytes, none where the server has gone.
sub take
{
	my ($socket, $n) = @_;
	my $taken = '';
	while (length $taken < $n)
	{
		my $read = sysread $socket, $taken, $n - length $taken, length $taken;
		next if !defined $read && $!{EINTR};    # a program in the background ended
		return '' unless $read;
	}
	return $taken;
}

# row(CONTENT) is a line: values with | between, nothing where one is null.
sub row
{
	my ($content) = @_;
	my ($n, @values) = unpack 'n', $content;
	my $at = 2;
	for (1 .. $n)
	{
		my $length = unpack 'l>', substr $content, $at, 4;
		push @values, $length < 0 ? '' : substr $content, $at + 4, $length;
		$at += 4 + length $values[-1];
	}
	return join('|', @values) . "\n";
}

# told(CONTENT) is an error or a notice as psql writes it, with what is verbose.
sub told
{
	my %told = map { /^(.)(.*)$/s } split /\0/, $_[0];
	my @more = map { defined $told{ $_->[0] } ? "$_->[1]:  $told{ $_->[0] }" : () }
	  [ D => 'DETAIL' ], [ H => 'HINT' ], [ q => 'QUERY' ], [ W => 'CONTEXT' ], [ R => 'LOCATION' ];
	return join '', map { "$_\n" } "$told{S}:  $told{C}: $told{M}", @more;
}

# open_session(DATABASE) is a new session's socket, which the server greets with
# what exchange() reads first.
sub open_session
{
	my ($self, $database) = @_;
	my $socket = eval { $self->raw_connect } or return;
	my $startup = pack('N', 3 << 16) . join '', map { "$_\0" } user => scalar getpwuid($<), database => $database,
	  application_name => $ENV{PGAPPNAME}, '';
	syswrite $socket, pack('N', 4 + length $startup) . $startup;
	return $socket;
}

# exchange(SOCKET, TEXT, GREETED) sends a text's statements, after the greeting
# where that is still to come. It is what is answered, what is told beside that,
# whether that was an error, and whether the session is still there and in no
# transaction.
sub exchange
{
	my ($socket, $text, $ready) = @_;
	my ($out, $err, $failed) = ('', '', 0);
	my %actions = (
		D => sub { $out .= row($_[0]) },
		d => sub { $out .= $_[0] },
		N => sub { $err .= told($_[0]) },
		E => sub { $err .= told($_[0]); $failed = 1 },
		Z => sub { $ready = $_[0] });
	while (1)
	{
		if ($ready)
		{
			last if $failed || $text !~ /\G\s*($statement);?/g;
			$ready = '';
			syswrite $socket, message('Q', "$1\0");
		}
		my ($type, $length) = unpack 'aN', take($socket, 5);
		if (!$type)
		{
			$err .= "server closed the connection unexpectedly\n" unless $failed;
			return ($out, $err, 1, 0);
		}
		my $content = take($socket, $length - 4);
		$actions{$type}($content) if $actions{$type};
	}
	return ($out, $err, $failed, $ready eq 'I');
}

# end_session(SOCKET) returns when the server's process has ended.
sub end_session
{
	my ($socket) = @_;
	syswrite $socket, message('X', '');
	1 while take($socket, 1) ne '';
	return;
}

# ask(DATABASE, TEXT) is what is answered, what is told beside that, and whether
# that was an error.
sub ask
{
	my ($self, $database, $text) = @_;
	local $SIG{PIPE} = 'IGNORE';
	utf8::encode($text) if utf8::is_utf8($text);
	# What others' sessions stand in the way of, or only new ones see.
	my $is_alone = $text =~ /\bDATABASE\b|\bALTER (?:ROLE|SYSTEM)\b/i;
	my $key = join '/', $database, $ENV{PGAPPNAME} // '';
	my $socket = $is_alone ? undef : delete $self->{sessions}{$key};
	# What a session says unasked is that it has ended.
	undef $socket if $socket && IO::Select->new($socket)->can_read(0);
	$self->forget_sessions if $is_alone;
	my $is_kept = defined $socket;
	$socket //= $self->open_session($database) or return ('', $@, 1);
	my ($out, $err, $failed, $is_idle) = exchange($socket, $text, $is_kept);
	if ($is_idle && !$is_alone && (exchange($socket, 'DISCARD ALL', 1))[3])
	{
		$self->{sessions}{$key} = $socket;
	}
	else
	{
		end_session($socket);
	}
	return ($out, $err, $failed);
}

# forget_sessions() ends those that are kept.
sub forget_sessions
{
	my ($self) = @_;
	local $SIG{PIPE} = 'IGNORE';
	end_session($_) for values %{ delete $self->{sessions} // {} };
	return;
}

# reload() is of the settings; some are read by new sessions only.
sub reload
{
	my ($self) = @_;
	$self->forget_sessions;
	return $self->SUPER::reload;
}

# safe_psql(DATABASE, TEXT) is what is answered; dies of an error. What it takes
# beside that, it has psql do.
sub safe_psql
{
	my ($self, $database, $text, @options) = @_;
	return $self->SUPER::safe_psql($database, $text, @options) if @options;
	my ($out, $err, $failed) = $self->ask($database, $text);
	die "error running SQL: ${err}with sql '$text'" if $failed;
	print "# $_\n" for split /\n/, $err;
	return $out =~ s/\n\z//r;
}

# poll_query_until(DATABASE, QUERY) waits until it answers true, and is whether it
# did in time.
sub poll_query_until
{
	my ($self, $database, $query) = @_;
	for (1 .. 10 * $PostgreSQL::Test::Utils::timeout_default)
	{
		my ($out, $err) = $self->ask($database, $query);
		return 1 if "$out$err" eq "t\n";
		sleep 0.1;
	}
	return 0;
}

1;
