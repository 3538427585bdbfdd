# LoopbackHub: the loopback Hub (src/test/hub) as an object for TAP tests.
package LoopbackHub;
use strict;
use warnings;
use File::Temp;
use FindBin;
use HTTP::Tiny;
use IPC::Run;
use JSON::PP;
use Scalar::Util 'weaken';
use TestDatabase qw($sample);

my ($pid, @all) = ($$);

# new(OPTION...) starts the server with these options on a free port.
sub new
{
	my ($class, @options) = @_;
	my $dir = File::Temp->newdir();
	my $port_file = "$dir/port";
	my $out = '';
	my $harness = IPC::Run::start(
		[ 'node', "$FindBin::Bin/../../hub/server.js", '--quiet', '--port-file', $port_file, @options ],
		'<', \undef, '>', \$out, '2>', \$out);
	for (1 .. 200)
	{
		last if -s $port_file;
		$harness->pump_nb;
		select(undef, undef, undef, 0.05);
	}
	die "the loopback Hub did not start: $out" unless -s $port_file;
	open my $in, '<', $port_file or die $!;
	chomp(my $port = <$in>);
	my $self = bless { harness => $harness, port => $port, dir => $dir }, $class;
	push @all, $self;
	weaken $all[-1];
	return $self;
}

# of_sample() serves the whole sample.
sub of_sample
{
	my ($class) = @_;
	return $class->new('--models', "$sample/models.jsonl", '--aliases', "$sample/aliases.json",
		'--spaces', "$sample/spaces.jsonl", '--authors', "$sample/authors.jsonl",
		'--datasets', "$sample/datasets.jsonl", '--dataset-aliases', "$sample/dataset_aliases.json",
		'--papers', "$sample/papers.jsonl", '--labels', "$sample/labels", '--opendigger', "$sample/opendigger");
}

# settings() are lines for postgresql.conf that have refreshes read from here.
sub settings
{
	my $url = $_[0]->url;
	return "session_preload_libraries = 'llmeco'
llmeco.scope = 'all'
llmeco.hub_endpoint = '$url'
llmeco.labels_endpoint = '$url/labels'
llmeco.opendigger_endpoint = '$url/opendigger'
";
}

sub url { return "http://127.0.0.1:$_[0]{port}" }

# control(ROUTE, DATA) posts DATA to a control route: faults, data, reset.
sub control
{
	my ($self, $route, $data) = @_;
	my $answer = HTTP::Tiny->new->post($self->url . "/_control$route",
		{ content => encode_json($data // {}), headers => { 'Content-Type' => 'application/json' } });
	die "control$route: $answer->{status} $answer->{content}" unless $answer->{success};
	return $answer->{content};
}

# serve(KIND => RECORDS...) empties the log, ends faults, and has these data
# served: models, spaces, datasets, papers, authors.
sub serve
{
	my ($self, %data) = @_;
	$self->control('/reset');
	$self->control('/data', \%data) if %data;
	return;
}

# faults(FAULT...) strike from now on, and no other; none without arguments.
sub faults
{
	my ($self, @faults) = @_;
	$self->control('/faults', { faults => \@faults });
	return;
}

# wait_for(N, UNLESS) waits until N requests were seen since the last reset, or
# UNLESS says that there will be none, and returns how many there are.
sub wait_for
{
	my ($self, $n, $unless) = @_;
	for (1 .. 9000)
	{
		last if @{ $self->log } >= $n || $unless && $unless->();
		select(undef, undef, undef, 0.02);
	}
	return scalar @{ $self->log };
}

# log() returns the requests seen since the last reset.
sub log
{
	my ($self) = @_;
	return decode_json(HTTP::Tiny->new->get($self->url . '/_control/log')->{content});
}

sub stop
{
	my ($self) = @_;
	my $harness = delete $self->{harness} or return;
	$harness->signal('TERM');
	$harness->finish;
	return;
}

# A test that dies leaves no server behind, whoever still knows of it.
sub DESTROY
{
	my ($self) = @_;
	local ($?, $@);
	$self->stop;
	return;
}

END
{
	local ($?, $@);
	$_->stop foreach grep { defined && $$ == $pid } @all;
}

1;
