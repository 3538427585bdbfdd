# TestServer: a PostgreSQL server of a test. It is asked in PostgreSQL's own
# protocol: to start a psql takes longer than to answer most of what tests ask.
# As with psql, each text has a session of its own, and its statements are sent
# one after the other, up to the first error. There are no commands like \gset.
package TestServer;
use strict;
use warnings;
use parent 'PostgreSQL::Test::Cluster';
use PostgreSQL::Test::Utils ();
use Errno;
use Time::HiRes 'sleep';

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

# ask(DATABASE, TEXT) is what is answered, what is told beside that, and whether
# that was an error. When it returns, the server's process has ended.
sub ask
{
	my ($self, $database, $text) = @_;
	my ($out, $err, $failed) = ('', '', 0);
	local $SIG{PIPE} = 'IGNORE';
	utf8::encode($text) if utf8::is_utf8($text);
	my $socket = eval { $self->raw_connect } or return ('', $@, 1);
	my $startup = pack('N', 3 << 16) . join '', map { "$_\0" } user => scalar getpwuid($<), database => $database,
	  application_name => $ENV{PGAPPNAME}, '';
	syswrite $socket, pack('N', 4 + length $startup) . $startup;
	my %actions = (
		D => sub { $out .= row($_[0]) },
		d => sub { $out .= $_[0] },
		N => sub { $err .= told($_[0]) },
		E => sub { $err .= told($_[0]); $failed = 1 });
	while (1)
	{
		my ($type, $length) = unpack 'aN', take($socket, 5);
		if (!$type)
		{
			$err .= "server closed the connection unexpectedly\n" unless $failed;
			return ($out, $err, 1);
		}
		my $content = take($socket, $length - 4);
		$actions{$type}($content) if $actions{$type};
		next unless $type eq 'Z';
		last if $failed || $text !~ /\G\s*($statement);?/g;
		syswrite $socket, message('Q', "$1\0");
	}
	syswrite $socket, message('X', '');
	1 while take($socket, 1) ne '';
	return ($out, $err, $failed);
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
