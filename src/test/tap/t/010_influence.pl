# When this fails, a user's scores are not what the formula says, readers wait
# for an update or see half of one, a dump or a standby has other scores, or a
# computation cannot be cancelled.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use TestDatabase;

# autovacuum would keep old runs a little longer now and then
my $node = start_server('main', "autovacuum = off\nclient_min_messages = warning", allows_streaming => 1);

my $as_of = '2025-06-01 13:00+00';
fresh_database('postgres');

# 20,000 models: hubs, chains, merges, cycles, weights, removed models, stubs,
# isolated models, Spaces.
sql(q{
	SELECT setseed(0.5);
	INSERT INTO llmeco.models (model_id, name, downloads, likes, created_at, fetched_at, removed_at)
	SELECT i * 7, 'a/' || i,
	       CASE WHEN i % 50 > 0 THEN exp(random() * 15)::bigint - 1 END,
	       CASE WHEN i % 50 > 0 THEN exp(random() * 8)::bigint - 1 END,
	       CASE WHEN i % 30 > 0 THEN timestamptz '2022-01-01' + random() * interval '1400 days' END,
	       now(), CASE WHEN i % 97 = 0 THEN now() END
	  FROM generate_series(1, 20000) i ORDER BY random();
	INSERT INTO llmeco.model_edges
	SELECT DISTINCT ON (p, c) p * 7, c * 7, CASE WHEN random() < 0.1 THEN random() * 2 ELSE 1 END, 'finetune', 'hub'
	  FROM (SELECT 1 + floor(power(random(), 4) * 12000)::int AS p, 1 + floor(random() * 12000)::int AS c
	          FROM generate_series(1, 12000)) e
	 WHERE p <> c;
	INSERT INTO llmeco.spaces (space_id, name, likes, created_at, removed_at)
	SELECT i, 's/' || i, CASE WHEN i % 20 > 0 THEN exp(random() * 6)::bigint END,
	       CASE WHEN i % 25 > 0 THEN timestamptz '2022-06-01' + random() * interval '1200 days' END,
	       CASE WHEN i % 40 = 0 THEN now() END
	  FROM generate_series(1, 5000) i;
	INSERT INTO llmeco.space_models
	SELECT DISTINCT 1 + floor(random() * 5000)::int, 7 * (1 + floor(power(random(), 3) * 20000)::int)
	  FROM generate_series(1, 10000);
});

# ---- the independent computation ----

my $dir = PostgreSQL::Test::Utils::tempdir;
sub dump_csv
{
	my ($name, $query) = @_;
	append_to_file("$dir/$name.csv", sql("COPY ($query) TO STDOUT (FORMAT csv)") . "\n");
}
dump_csv('models', "SELECT model_id, downloads, likes, extract(epoch FROM created_at), removed_at IS NOT NULL OR coalesce(created_at > timestamptz '$as_of', false) OR NULL FROM llmeco.models");
dump_csv('edges', 'SELECT parent_id, child_id, weight FROM llmeco.model_edges');
dump_csv('spaces', 'SELECT model_id, likes, extract(epoch FROM created_at) FROM llmeco.spaces JOIN llmeco.space_models USING (space_id) WHERE removed_at IS NULL');
my $epoch = sql("SELECT extract(epoch FROM timestamptz '$as_of')");

foreach my $max_iter (100, 1, 2)
{
	my ($head, @expected) = split /\n/, computed_by('influence.py', $dir, $epoch, $max_iter);
	my (undef, $rounds, $residual) = split /\t/, $head;
	my %got = map { my ($id, @values) = split /\|/; $id => \@values } split /\n/,
	  sql("SELECT * FROM llmeco_influence(as_of => '$as_of', max_iter => $max_iter)");
	is(scalar keys %got, scalar @expected, "max_iter $max_iter: all models are scored");
	my $worst = 0;
	foreach my $line (@expected)
	{
		my ($id, @values) = split /\t/, $line;
		foreach my $i (0 .. 3)
		{
			my $difference = abs($got{$id}[$i] - $values[$i]);
			$difference /= abs $values[$i] if $values[$i] != 0;
			$worst = $difference if $difference > $worst;
		}
	}
	cmp_ok($worst, '<', 1e-12, "max_iter $max_iter: all four columns equal the independent computation");
	my @run = split /\|/, sql("SELECT iterations, residual FROM llmeco_update_influence(as_of => '$as_of', max_iter => $max_iter)");
	is($run[0], $rounds, "max_iter $max_iter: as many rounds");
	cmp_ok(abs($run[1] - $residual), '<', 1e-6 * $residual + 1e-9, "max_iter $max_iter: the same residual");
}

# ---- readers while scores are stored ----

sub update { return sql("SET lock_timeout = '60s'; SELECT run_id FROM llmeco_update_influence(as_of => '$as_of')"); }

my $which = 'SELECT DISTINCT run_id FROM llmeco.influence';

my $before = update();
my $snapshot = session();
ask($snapshot, "SET lock_timeout = '60s'");
ask($snapshot, 'BEGIN ISOLATION LEVEL REPEATABLE READ');
is(ask($snapshot, $which), $before, 'a reader sees the newest run');
# numeric: a sum of doubles depends on the plan
my $scores = 'SELECT sum(influence::numeric), sum(rank), count(*) FROM llmeco.influence';
my $seen = ask($snapshot, $scores);
update() foreach (1 .. 3);
is(ask($snapshot, $which), $before, 'its snapshot goes on seeing that run, three updates later');
is(ask($snapshot, $scores), $seen, 'with all its rows');

# A snapshot that has not read the scores yet keeps its run as well.
my $late = session();
ask($late, 'BEGIN ISOLATION LEVEL REPEATABLE READ');
ask($late, 'SELECT 1');
my $then = sql('SELECT max(run_id) FROM llmeco.influence_runs');
ask($snapshot, 'COMMIT');
update() foreach (1 .. 3);
is(ask($late, $which), $then, 'a snapshot from before finds its run although it read nothing yet');
ask($late, 'COMMIT');
update();

# An update that is not committed yet: readers neither wait nor see it.
my $writer = session();
my $reader = session();
ask($reader, "SET lock_timeout = '60s'");
$before = sql('SELECT max(run_id) FROM llmeco.influence_runs');
ask($writer, 'BEGIN');
my $mine = ask($writer, "SELECT run_id FROM llmeco_update_influence(as_of => '$as_of')");
cmp_ok($mine, '>', $before, 'an update within a transaction');
is(ask($writer, $which), $mine, 'which sees its own run');
is(ask($reader, $which), $before, 'others see the old run');
is(ask($reader, 'SELECT count(*) FROM llmeco.leaderboard WHERE rank <= 10'),
	sql('SELECT count(*) FROM llmeco.leaderboard WHERE rank <= 10'), 'and its leaderboard');

# A second update waits for the first and comes after it.
my $second = session();
begin_to_ask($second, "SELECT run_id FROM llmeco_update_influence(as_of => '$as_of')");
wait_until("SELECT count(*) = 1 FROM pg_locks WHERE relation = 'llmeco.influence_scores'::regclass AND NOT granted")
  or BAIL_OUT('the second update does not wait');
is(ask($reader, $which), $before, 'readers are not behind the one that waits');
ask($writer, 'COMMIT');
my ($last) = answer($second) =~ /(\d+)/;
cmp_ok($last, '>', $mine, 'the second of two updates at once has the later run');
is(ask($reader, $which), $last, 'and is what readers see');
quit($_) foreach $snapshot, $late, $writer, $reader, $second;

# ---- dump and restore ----

my $dump = "$dir/dump";
$node->command_ok(['pg_dump', '-Fc', '-f', $dump, '-d', $node->connstr('postgres')], 'pg_dump');
sql('CREATE DATABASE restored TEMPLATE template0');
$node->command_ok(['pg_restore', '-1', '-e', '-d', $node->connstr('restored'), $dump], 'pg_restore in one transaction');
my $all = 'SELECT md5(string_agg(i::text, E\'\n\' ORDER BY model_id)) FROM llmeco.influence i';
is($node->safe_psql('restored', $all), sql($all), 'the restored scores are the same');
cmp_ok($node->safe_psql('restored', 'SELECT run_id FROM llmeco_update_influence()'), '>',
	sql('SELECT max(run_id) FROM llmeco.influence_runs'), 'and can be updated');
$node->safe_psql('restored', 'SELECT llmeco_update_influence()') foreach (1 .. 2);

# ---- a standby ----

my $standby = start_standby($node);
update();
$node->wait_for_catchup($standby);
my $bits = "SELECT md5(string_agg(float8send(influence)::text || float8send(child_influence)::text, '' ORDER BY model_id)) FROM llmeco_influence(as_of => '$as_of')";
is($standby->safe_psql('postgres', $bits), sql($bits), 'a standby computes the same bits');
is($standby->safe_psql('postgres', $all), sql($all), 'and has the stored scores');
my ($status, $out, $err) = $standby->psql('postgres', 'SELECT llmeco_update_influence()');
like($err, qr/cannot execute llmeco_update_influence\(\) in a read-only transaction/, 'where nothing can be stored');
$standby->stop;

# ---- cancelling ----

my %slow = (
	'while loading' => "models_query => 'SELECT i AS model_id FROM generate_series(1, 1000000000) i'",
	# pairs that swap their scores for ever
	'while computing' => "alpha => '{0,1,1}', w => '{0,1,0,0}', max_iter => 1000000,
		models_query => 'SELECT i AS model_id, i AS likes FROM generate_series(1, 100000) i',
		edges_query => 'SELECT i AS parent_id, i + 1 AS child_id FROM generate_series(1, 99999, 2) i'"
);
foreach my $when (sort keys %slow)
{
	($status, $out, $err) = $node->psql('postgres',
		"SET statement_timeout = '1s'; SELECT count(*) FROM llmeco_influence($slow{$when})", on_error_stop => 1);
	like($err, qr/canceling statement due to statement timeout/, "a timeout $when ends it");
}
is(sql($which), sql('SELECT max(run_id) FROM llmeco.influence_runs'), 'the stored scores are as they were');

done_testing();
