# When this fails, a server that crashes under a refresh costs a user data:
# CALL llmeco_refresh_all() whose backend is killed with SIGKILL at ten random
# moments. The server restarts by itself, the next call goes on and completes,
# and the tables are those of a database that was not disturbed.
use strict;
use warnings;
use FindBin;
use Test::More;
use Time::HiRes 'sleep';
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $hub = LoopbackHub->new('--page-max', '40');
my $node = start_server('main', $hub->settings . "fsync = off\nrestart_after_crash = on\n");
# Not before: what starts servers takes random numbers too.
my $seed = $ENV{LLMECO_SEED} // 20240817;
srand($seed);
note("LLMECO_SEED=$seed");
fresh_database($_) for 'quiet', 'shaken';
my $call = "CALL llmeco_refresh_all('{models, spaces}', 'all', 'full')";

# What natural keys say of all that a refresh writes.
my %tables = (
	models => q{SELECT m.name, m.hub_id, a.name, m.downloads, m.likes, m.task, m.tags, m.created_at, m.modified_at,
		m.fetched_at IS NULL, m.removed_at IS NULL FROM llmeco.models m LEFT JOIN llmeco.authors a USING (author_id)},
	aliases => 'SELECT a.name, m.name FROM llmeco.model_aliases a JOIN llmeco.models m USING (model_id)',
	edges => q{SELECT p.name, c.name, e.relation, e.weight, e.provenance FROM llmeco.model_edges e
		JOIN llmeco.models p ON p.model_id = parent_id JOIN llmeco.models c ON c.model_id = child_id},
	authors => 'SELECT name FROM llmeco.authors',
	spaces => 'SELECT s.name, s.hub_id, s.likes, s.title, s.sdk, s.created_at, s.removed_at IS NULL FROM llmeco.spaces s',
	'uses by Spaces' => q{SELECT s.name, m.name FROM llmeco.space_models u JOIN llmeco.spaces s USING (space_id) JOIN llmeco.models m USING (model_id)},
	snapshots => 'SELECT m.name, s.downloads, s.likes FROM llmeco.model_snapshots s JOIN llmeco.models m USING (model_id)',
	# Models get older by a day at any minute: computed as of one moment.
	influence => q{SELECT m.name, i.self_influence, i.influence FROM llmeco_influence(as_of => '2025-01-01') i JOIN llmeco.models m USING (model_id)},
	'influence stored' => 'SELECT m.name FROM llmeco.influence i JOIN llmeco.models m USING (model_id)',
	marks => "SELECT source, step, next_url, watermark FROM llmeco.refresh_cursors WHERE step NOT IN ('walk', 'public') AND (source, step) <> ('spaces', 'names')",
	'what walks have seen' => 'SELECT source, ids FROM llmeco.refresh_seen');

# kill_once() starts a call and kills its backend a random number of requests
# and milliseconds later. Returns whether the call was under way.
sub kill_once
{
	my ($requests) = @_;
	my $before = @{ $hub->log };
	my $session = in_background('refresh', $call);
	my $pid = '';
	for (1 .. 600)
	{
		$pid = $node->safe_psql('postgres', "SELECT pid FROM pg_stat_activity WHERE datname = 'shaken' AND query LIKE 'CALL%'");
		last if $pid ne '';
		sleep 0.02;
	}
	$hub->wait_for($before + $requests, sub { $session->{harness}->pumpable == 0 });
	sleep rand 0.06;
	kill_backend($pid) if $pid ne '';
	finish($session);
	return $session->{err} =~ /server closed the connection unexpectedly/;
}

# round(NAME, KILLS, MODELS, SPACES) refreshes both databases, one of them with
# so many kills, and compares.
sub round
{
	my ($name, $kills, $models, $spaces) = @_;
	$hub->serve(models => $models, spaces => $spaces);
	$node->safe_psql('quiet', $call);
	is($node->safe_psql('quiet', 'SELECT status FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1'), 'complete', "$name: undisturbed");
	$hub->serve(models => $models, spaces => $spaces);
	$hub->faults({ match => '.', times => -1, do => 'delay', ms => 25 });
	my $landed = 0;
	$landed += kill_once(1 + int rand 11) for 1 .. $kills;
	is($landed, $kills, "$name: $kills kills under way");
	$hub->faults();
	is(sql('SELECT count(*) FROM llmeco.refresh_progress'), 0, "$name: none of the dead is shown as running");
	my $requests = @{ $hub->log };
	sql($call);
	is(sql('SELECT status FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1'), 'complete', "$name: the next call completes");
	my $whole = int((@$models + 39) / 40) + int((@$spaces + 39) / 40);
	cmp_ok(@{ $hub->log } - $requests, '<', $whole, "$name: and goes on where the last one was");
	is(sql("SELECT count(*) FROM llmeco.refresh_runs WHERE status = 'running'"), 0, "$name: no run is left running");
	for my $table (sort keys %tables)
	{
		my ($got, $expected) = map { my $db = $_; join "\n", sort split /\n/, $node->safe_psql($db, $tables{$table}) } 'shaken', 'quiet';
		ok($got eq $expected, "$name: $table as undisturbed")
		  or diag(join "\n", differences([ split /\n/, $got ], [ split /\n/, $expected ]));
	}
	is(sql("$stored_models AND removed_at IS NULL
			ORDER BY concat_ws('|', name, hub_id) COLLATE \"C\""), expected_models(@$models), "$name: models as the Hub has them");
	is(join("\n", sort split /\n/, sql('SELECT p.name, c.name, e.relation FROM llmeco.model_edges e
			JOIN llmeco.models p ON p.model_id = parent_id JOIN llmeco.models c ON c.model_id = child_id WHERE c.removed_at IS NULL')),
		join("\n", sort split /\n/, expected_edges(@$models)), "$name: derivations as the Hub has them");
	return;
}

sub space
{
	my ($n, @uses) = @_;
	return { _id => hub_id(100000 + $n), id => 'maker' . $n % 5 . "/space-$n", likes => $n % 60, models => \@uses, sdk => 'gradio',
		createdAt => moment(2, $n) };
}

# 2,000 models in families, some with parents that nobody lists, and Spaces.
my @models = map { model($_, pipeline_tag => 'task-' . $_ % 9) } 1 .. 2000;
for my $i (100 .. 1999)
{
	my @parents = ([ $i % 10 == 0 ? 'merge' : qw(finetune adapter quantized)[ $i % 3 ], $models[ int rand 100 ]{id} ]);
	push @parents, [ 'merge', $i % 50 == 0 ? "elsewhere/stub-$i" : $models[ 100 + int rand($i - 99) ]{id} ] if $i % 10 == 0;
	my %seen;
	@parents = grep { $_->[1] ne $models[$i]{id} && !$seen{ $_->[1] }++ } @parents;
	$models[$i] = model($i + 1, pipeline_tag => 'task-' . ($i + 1) % 9, parents => \@parents);
}
my @spaces = map { space($_, map { $models[ int rand 2000 ]{id} } 1 .. 1 + $_ % 3) } 1 .. 400;
round('first load', 5, \@models, \@spaces);

# Changed counters and tasks, models and Spaces that are gone, new ones, renamed
# ones that nobody derives from.
my %is_parent = map { map { /^base_model:\w+:(.+)/ ? ($1 => 1) : () } @{ $_->{tags} } } @models;
my @next = grep { hex($_->{_id}) % 97 != 0 || $is_parent{ $_->{id} } } @models;
@next = map {
	my $n = hex $_->{_id};
	+{ %$_, ($n % 7 == 0 ? (likes => $n % 31) : ()), ($n % 11 == 0 ? (pipeline_tag => 'changed') : ()),
		($n % 43 == 0 && !$is_parent{ $_->{id} } ? (id => "moved/model-$n") : ()) }
} @next;
push @next, map { model($_, parents => [ [ 'finetune', $models[3]{id} ] ]) } 2001 .. 2300;
my @next_spaces = map { +{ %$_, likes => $_->{likes} + 1 } } grep { hex($_->{_id}) % 13 } @spaces;
push @next_spaces, space(401, $models[7]{id});
round('changes', 5, \@next, \@next_spaces);
cmp_ok(sql('SELECT count(*) FROM llmeco.models WHERE removed_at IS NOT NULL'), '==', @models + 300 - @next,
	'what is gone is marked');

$node->stop;
$hub->stop;
done_testing();
