# When this fails, who follows the README's recipe for an old month of snapshots
# on another server gets other answers: its commands are taken from there, only
# addresses are others. What is asked answers over both of two servers; new
# months, thinning out and DROP EXTENSION go on.
use strict;
use warnings;
use FindBin;
use Test::More;
use lib "$FindBin::Bin/..";
use TestDatabase;

my ($there, $here) = readme_section('## Old months on another server')
  =~ /^(    CREATE EXTENSION llmeco;.*?)\n\n.*?\n\n(    CREATE EXTENSION postgres_fdw;.*?COMMIT;)$/ms
  or die 'the recipe has no SQL';

my ($main, $archive) = map { start_server($_) } 'main', 'archive';
$archive->safe_psql('postgres', 'CREATE DATABASE archive');

# ---- three months here ----

fresh_database('postgres');
sql("INSERT INTO llmeco.models (name, downloads, downloads_all_time, likes, fetched_at)
	SELECT 'a/' || i, i * 10, i * 100, nullif(i % 50, 7), now() FROM generate_series(1, 2000) i");
for my $day ('2026-01-01', '2026-01-15', '2026-01-31', '2026-02-01', '2026-03-01')
{
	sql("UPDATE llmeco.models SET downloads = downloads + model_id % 3;
		SELECT llmeco_take_snapshot('$day')");
}
my %questions = (
	'all rows' => "SELECT count(*), md5(string_agg(s::text, '|' ORDER BY s::text)) FROM llmeco.model_snapshots s",
	'one model' => 'SELECT s.taken_on, s.downloads, s.likes FROM llmeco.model_snapshots s JOIN llmeco.models m USING (model_id)
		WHERE m.name = $$a/7$$ ORDER BY 1',
	'growth over the boundary' => "SELECT model_id, sum(downloads) FILTER (WHERE taken_on = '2026-03-01') - sum(downloads) FILTER (WHERE taken_on = '2026-01-01')
		FROM llmeco.model_snapshots GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100",
	'influence of a day' => "SELECT count(*), sum(self_influence)::numeric(20, 6) FROM llmeco_influence(counters_on => '2026-01-15')",
	'gains of a day' => "SELECT count(downloads_of_day), sum(downloads_of_day::numeric), count(correction), max(days) FROM llmeco.model_daily WHERE time = '2026-01-15'",
	'one day' => "SELECT count(*), sum(downloads) FROM llmeco.model_snapshots WHERE taken_on = '2026-01-15'");
my %before = map { $_ => sql($questions{$_}) } keys %questions;

# ---- the recipe ----

$archive->safe_psql('archive', $there);
my ($host, $port) = ($archive->host, $archive->port);
$here =~ s/host '[^']*'/host '$host', port '$port'/ or die 'no host in the recipe';
$here =~ s/OPTIONS \(user [^)]*\)// or die 'no user in the recipe';
sql($here);
is(sql("SELECT relkind FROM pg_class WHERE oid = 'llmeco.model_snapshots_2026_01'::regclass"), 'f', 'January is a foreign table');
is($archive->safe_psql('archive', 'SELECT count(*) FROM llmeco.model_snapshots_2026_01'), 6000, 'its rows are on the other server');
is(sql($questions{$_}), $before{$_}, "$_: the same answer over both") for sort keys %questions;
like(sql("EXPLAIN (VERBOSE, COSTS off) $questions{'one day'}"), qr/Remote SQL: .*taken_on = '2026-01-15'/, 'conditions are answered there');

# ---- what goes on ----

is(sql("SELECT llmeco_take_snapshot('2026-03-02'), llmeco_take_snapshot('2026-04-01')"), '2000|2000', 'snapshots of later days');
is(sql("SELECT llmeco_partition('2026-01-20')"), 'llmeco.model_snapshots_2026_01', 'the month is known to be there');
sql("SELECT llmeco_prune_snapshots('0 days', '0 days')");
is(sql('SELECT string_agg(DISTINCT taken_on::text, $$ $$ ORDER BY taken_on::text) FROM llmeco.model_snapshots'),
	'2026-01-01 2026-02-01 2026-03-01 2026-04-01', 'thinned out on both');
my $dump = $main->basedir . '/main.dump';
$main->command_ok([ 'pg_dump', '-Fc', '-f', $dump, 'postgres' ], 'pg_dump');
sql('CREATE DATABASE copy');
$main->command_ok([ 'pg_restore', '-1', '-e', '-d', 'copy', $dump ], 'pg_restore');
my $all = $questions{'all rows'};
is($main->safe_psql('copy', $all), sql($all), 'a restored database has the same, the other server still being there');
$archive->stop;
my ($rc, undef, $err) = $main->psql('postgres', $questions{'one day'});
like($err, qr/could not connect to server "archive"/, 'without the other server: an error, not fewer rows');
is(sql("SELECT count(*) FROM llmeco.model_snapshots WHERE taken_on = '2026-04-01'"), 2000, 'and new months answer');
$main->stop;
done_testing();
