# When this fails, a user's history has wrong counters, holes or days too many:
# what a day has, months, two sessions at once, thinning out against days
# computed here, rights, refreshes, DROP EXTENSION.
use strict;
use warnings;
use FindBin;
use POSIX qw(strftime);
use Time::Local qw(timegm);
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $hub = LoopbackHub->new('--page-max', '10');
my $node = start_server('main', $hub->settings . "autovacuum = off\n");

my $rows = 'SELECT s.taken_on, m.name, s.downloads, s.downloads_all_time, s.likes
	FROM llmeco.model_snapshots s JOIN llmeco.models m USING (model_id) ORDER BY 1, 2';
my $versions = 'SELECT tableoid::regclass, ctid, xmin, xmax, s.* FROM llmeco.model_snapshots s ORDER BY 1, 2';
my $partitions = "SELECT c.oid::regclass, pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i
	JOIN pg_class c ON c.oid = i.inhrelid
	WHERE i.inhparent = 'llmeco.model_snapshots'::regclass ORDER BY c.relname";

# ---- a day ----

fresh_database();
sql("INSERT INTO llmeco.models (name, downloads, downloads_all_time, likes, fetched_at, removed_at) VALUES
	('a/one', 10, 100, 1, now(), NULL), ('a/two', 20, NULL, 2, now(), NULL), ('a/three', 0, 0, 0, now(), NULL),
	('a/stub', NULL, NULL, NULL, NULL, NULL), ('a/removed', 50, 500, 5, now(), now())");
is(sql("SELECT llmeco_take_snapshot('2026-03-10')"), 3, 'rows written: listed models that were read');
my $first_day = "2026-03-10|a/one|10|100|1\n2026-03-10|a/three|0|0|0\n2026-03-10|a/two|20||2";
is(sql($rows), $first_day, 'their counters');
is(sql($partitions), "llmeco.model_snapshots_2026_03|FOR VALUES FROM ('2026-03-01') TO ('2026-04-01')", 'the month has a partition');

my $before = sql($versions);
is(sql("SELECT llmeco_take_snapshot('2026-03-10')"), 0, 'again: nothing to write');
is(sql($versions), $before, 'again: no row version, no row lock');

sql("UPDATE llmeco.models SET downloads = 11 WHERE name = 'a/one';
	UPDATE llmeco.models SET downloads_all_time = 5 WHERE name = 'a/two';
	INSERT INTO llmeco.models (name, likes, fetched_at) VALUES ('a/new', 1, now());
	UPDATE llmeco.models SET removed_at = now() WHERE name = 'a/three'");
my $three = "SELECT ctid, xmin, xmax FROM llmeco.model_snapshots WHERE downloads = 0";
$before = sql($three);
is(sql("SELECT llmeco_take_snapshot('2026-03-10')"), 3, 'again after changes: only what differs');
is(sql($rows), "2026-03-10|a/new|||1\n2026-03-10|a/one|11|100|1\n2026-03-10|a/three|0|0|0\n2026-03-10|a/two|20|5|2",
	'the counters of the day are the last ones');
is(sql($three), $before, 'the others are left alone');

is(sql("SELECT llmeco_take_snapshot('2026-03-11')"), 3, 'the next day');
is(sql("SELECT count(*) FROM llmeco.model_snapshots WHERE taken_on = '2026-03-10'"), 4, 'leaves the day before alone');

for my $zone ('Pacific/Kiritimati', 'Etc/GMT+12')
{
	is(sql("SET timezone = '$zone'; SET datestyle = 'SQL, DMY'; BEGIN; DELETE FROM llmeco.model_snapshots;
			DO 'BEGIN PERFORM llmeco_take_snapshot(); END';
			SELECT count(*), bool_and(taken_on = (now() AT TIME ZONE 'UTC')::date) FROM llmeco.model_snapshots; ROLLBACK"),
		'3|t', "the day is UTC's, in $zone");
}

# ---- months ----

fresh_database();
sql("INSERT INTO llmeco.models (name, likes, fetched_at) VALUES ('a/one', 1, now())");
my @edges = ('2024-12-31', '2025-01-01', '2020-02-29', '2020-03-01', '0001-01-01', '1999-12-31');
sql(map { "SELECT llmeco_take_snapshot('$_');" } @edges);
my $months = join "\n", map { "llmeco.model_snapshots_$_->[0]|FOR VALUES FROM ('$_->[1]') TO ('$_->[2]')" }
  [ '0001_01', '0001-01-01', '0001-02-01' ], [ '1999_12', '1999-12-01', '2000-01-01' ],
  [ '2020_02', '2020-02-01', '2020-03-01' ], [ '2020_03', '2020-03-01', '2020-04-01' ],
  [ '2024_12', '2024-12-01', '2025-01-01' ], [ '2025_01', '2025-01-01', '2025-02-01' ];
is(sql($partitions), $months, 'a partition a month, over the ends of months and years');
is(sql('SELECT string_agg(taken_on::text, \' \' ORDER BY taken_on) FROM llmeco.model_snapshots'),
	join(' ', sort @edges), 'each day is in it');
is(sql("SELECT llmeco_partition('2020-02-10'), llmeco_partition('2020-02-29')"),
	'llmeco.model_snapshots_2020_02|llmeco.model_snapshots_2020_02', 'llmeco_partition() finds it');
is(sql($partitions), $months, 'and makes none twice');
is(sql("SELECT llmeco_partition(NULL) IS NULL, llmeco_take_snapshot(NULL) IS NULL"), 't|t', 'NULL: nothing');
is(sql("SELECT count(*) FROM pg_class c WHERE relnamespace = 'llmeco'::regnamespace AND relname ~ '^model_snapshots'
		AND relkind IN ('r', 'p') AND obj_description(c.oid, 'pg_class') NOT LIKE 'One row per model and day%'"),
	0, 'every partition says what a row is');
for my $day ('infinity', '-infinity', '10000-01-01', '0001-12-31 BC')
{
	like(error_of("SELECT llmeco_take_snapshot('$day')"), qr/ERROR:  22008: /, "$day is refused");
	like(error_of("SELECT llmeco_partition('$day')"), qr/ERROR:  22008: /, "$day has no partition");
}
like(error_of("SELECT llmeco_take_snapshot((now() AT TIME ZONE 'UTC')::date + 2)"),
	qr/ERROR:  22008: .*yet to come/s, 'nor is a day that is yet to come');
is(sql("SELECT llmeco_partition('9999-12-31')"), 'llmeco.model_snapshots_9999_12', 'but it has a partition');
sql('ALTER TABLE llmeco.model_snapshots DETACH PARTITION llmeco.model_snapshots_2020_02');
like(error_of("SELECT llmeco_take_snapshot('2020-02-01')"),
	qr/ERROR:  42P07: .*is not a partition.*HINT:  Attach it again/s, 'a table in the way is named');
like(error_of("SET default_transaction_read_only = on; SELECT llmeco_take_snapshot('2020-03-02')"),
	qr/ERROR:  25006: /, 'not in a read-only transaction');

# ---- two at once, and readers ----

fresh_database();
sql("INSERT INTO llmeco.models (name, downloads, likes, fetched_at) SELECT 'a/' || i, i, i, now() FROM generate_series(1, 5000) i");
sql("SELECT llmeco_take_snapshot('2026-01-31')");
my ($one, $two, $reader) = (session(), session(), session());
is(ask($reader, 'BEGIN; SELECT count(*) FROM llmeco.model_snapshots'), 5000, 'a reader is in its transaction');
is(ask($one, "SET lock_timeout = '60s'; BEGIN; SELECT llmeco_take_snapshot('2026-02-01')"), 5000,
	'a new month waits for no reader');
begin_to_ask($two, "SELECT llmeco_take_snapshot('2026-02-01')");
ok(wait_until('SELECT count(*) = 1 FROM pg_locks WHERE NOT granted'), 'a second session waits');
is(ask($reader, 'SELECT count(*) FROM llmeco.model_snapshots'), 5000, 'readers do not');
is(ask($one, 'COMMIT'), '', 'the first commits');
is(answer($two), 0, 'the second finds all written');
is(ask($reader, 'SELECT count(*) FROM llmeco.model_snapshots; COMMIT'), 10000, 'the reader sees the new month');

is(ask($one, "BEGIN; SELECT llmeco_partition('2026-05-01')"), 'llmeco.model_snapshots_2026_05', 'a partition is made');
begin_to_ask($two, "SELECT llmeco_partition('2026-05-31')");
ok(wait_until('SELECT count(*) = 1 FROM pg_locks WHERE NOT granted'), 'a second session waits');
is(ask($one, 'COMMIT'), '', 'the first commits');
is(answer($two), 'llmeco.model_snapshots_2026_05', 'the second finds it');
is(ask($one, "BEGIN; SELECT llmeco_partition('2026-06-01')"), 'llmeco.model_snapshots_2026_06', 'a partition is made');
begin_to_ask($two, "SELECT llmeco_take_snapshot('2026-06-30')");
ok(wait_until('SELECT count(*) = 1 FROM pg_locks WHERE NOT granted'), 'a second session waits');
is(ask($one, 'ROLLBACK'), '', 'the first is rolled back');
is(answer($two), 5000, 'the second makes it');

is(ask($reader, 'BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM llmeco.model_snapshots'), 15000, 'a reader');
is(ask($one, "SELECT llmeco_prune_snapshots('0', '0')"), 0, 'the firsts of months stay');
sql("SELECT llmeco_take_snapshot('2026-01-30')");
is(ask($one, "SET lock_timeout = '60s'; SELECT llmeco_prune_snapshots('0', '0')"), 5000, 'pruning waits for no reader');
is(ask($reader, 'SELECT count(*) FROM llmeco.model_snapshots; COMMIT'), 15000, 'who goes on seeing what it saw');
quit($_) for $one, $two, $reader;

# ---- thinning out ----

my $day_seconds = 86400;
sub day_text { return strftime('%Y-%m-%d', gmtime($_[0] * $day_seconds)); }

# minus_months(DAY, N) is the day N months before, at most the last of its month.
sub minus_months
{
	my ($day, $n) = @_;
	my (undef, undef, undef, $mday, $mon, $year) = gmtime($day * $day_seconds);
	my $months = ($year + 1900) * 12 + $mon - $n;
	my $next = timegm(0, 0, 0, 1, ($months + 1) % 12, int(($months + 1) / 12)) / $day_seconds;
	my $last = (gmtime(($next - 1) * $day_seconds))[3];
	return $next - 1 - $last + ($mday < $last ? $mday : $last);
}

# kept(DAILY_FROM, WEEKLY_FROM, DAY...) are the days that stay. 1970-01-01
# was a Thursday.
sub kept
{
	my ($daily_from, $weekly_from, @days) = @_;
	my (%seen, @kept);
	@days = sort { $a <=> $b } @days;
	for my $day (@days)
	{
		my $period = $day >= $daily_from ? "day $day"
		  : $day >= $weekly_from ? 'week ' . int(($day + 3) / 7)
		  : 'month ' . substr(day_text($day), 0, 7);
		push @kept, $day if !$seen{$period}++ || $day == $days[-1];
	}
	return @kept;
}

my $list = "SELECT string_agg(DISTINCT taken_on::text, ' ') FROM llmeco.model_snapshots";

# fill(DAY...) takes a snapshot of each of these days.
sub fill
{
	sql('DELETE FROM llmeco.model_snapshots; SELECT sum(llmeco_take_snapshot(d)) FROM unnest(ARRAY[',
		join(',', map { "'" . day_text($_) . "'" } @_), ']::date[]) d');
	return;
}

# prune(ARGUMENTS) is today, as the call saw it, and the rows that it deleted.
sub prune
{
	my ($today, $deleted) = split /\n/, sql("BEGIN; SELECT extract(epoch FROM (now() AT TIME ZONE 'UTC')::date)::int / 86400;
		SELECT llmeco_prune_snapshots($_[0]); COMMIT");
	return ($today, $deleted);
}

# pruned_is(NAME, ARGUMENTS, DAILY, WEEKLY, DAY...) compares the outcome of a
# call; DAILY and WEEKLY give the first day of each from today.
sub pruned_is
{
	my ($name, $arguments, $daily, $weekly, @days) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my ($today, $deleted) = prune($arguments);
	my @kept = kept($daily->($today), $weekly->($today), @days);
	is($deleted, 3 * (@days - @kept), "$name: " . @kept . ' of ' . @days . ' days stay');
	is(sql($list), join(' ', map { day_text($_) } @kept), "$name: these");
	is((prune($arguments))[1], 0, "$name: again, nothing") if $today == int(time / $day_seconds);
	return @kept;
}

fresh_database();
sql("INSERT INTO llmeco.models (name, likes, fetched_at) SELECT 'a/' || i, i, now() FROM generate_series(1, 3) i");
my $now = int(time / $day_seconds);
my $sixty = sub { $_[0] - 60 };
my $year = sub { minus_months($_[0], 12) };

# 800 days, some without a snapshot, among them all of one month.
my @days = grep { $_ % 11 != 3 && $_ % 17 != 5 && !($_ > $now - 500 && $_ < $now - 460) } $now - 799 .. $now;
fill(@days);
my $newest = 'SELECT ctid, xmin, xmax, s.* FROM llmeco.model_snapshots s
	WHERE taken_on > (now() AT TIME ZONE \'UTC\')::date - 50 ORDER BY taken_on, model_id';
$before = sql($newest);
my @left = pruned_is('defaults', '', $sixty, $year, @days);
is(sql($newest), $before, 'the newest are not touched');
@left = pruned_is('shorter, of what is left', "'20 days', '90 days'", sub { $_[0] - 20 }, sub { $_[0] - 90 }, @left);
@left = pruned_is('months', "daily => '1 month', weekly => '3 months'", sub { minus_months($_[0], 1) },
	sub { minus_months($_[0], 3) }, @left);
pruned_is('weekly shorter than daily', "'10 days', '5 days'", sub { $_[0] - 10 }, sub { $_[0] - 10 }, @left);

# As the days go by: what was pruned 45 days ago, then 20, then today.
fill(@days);
pruned_is("as $_ days ago", "'" . (60 + $_) . " days', '" . (365 + $_) . " days'",
	sub { $_[0] - 60 - $_ }, sub { $_[0] - 365 - $_ },
	map { timegm(0, 0, 0, substr($_, 8, 2), substr($_, 5, 2) - 1, substr($_, 0, 4)) / $day_seconds } split / /, sql($list))
  for 45, 20, 0;

fill(map { $now - 3 * $_ } 0 .. 200);
sql("SELECT llmeco_partition(taken_on) FROM llmeco.model_snapshots;
	INSERT INTO llmeco.dataset_snapshots SELECT n, 1, 2, 3, taken_on FROM (SELECT DISTINCT taken_on FROM llmeco.model_snapshots) s, generate_series(1, 2) n");
my $other = 'SELECT count(*) FROM (SELECT DISTINCT taken_on FROM llmeco.model_snapshots) m
	FULL JOIN llmeco.dataset_snapshots USING (taken_on) WHERE m.taken_on IS NULL OR dataset_id IS NULL';
my $days = sql('SELECT count(DISTINCT taken_on) FROM llmeco.dataset_snapshots');
is((prune(''))[1] / 5, $days - sql('SELECT count(*) / 2 FROM llmeco.dataset_snapshots'), 'of datasets, too');
is(sql($other), 0, 'the same days stay');
cmp_ok(sql('SELECT count(*) / 2 FROM llmeco.dataset_snapshots'), '<', $days / 2, 'which are far fewer');
sql('DELETE FROM llmeco.dataset_snapshots');

fill($now - 700, $now - 699, $now - 698);
pruned_is('nothing recent', '', $sixty, $year, $now - 700, $now - 699, $now - 698);
fill($now - 1, $now, $now + 1);
pruned_is('all at once', "'0', '0'", sub { $_[0] }, sub { $_[0] }, $now - 1, $now, $now + 1);
sql('DELETE FROM llmeco.model_snapshots');
is((prune(''))[1], 0, 'nothing to prune');
for my $arguments ("NULL", "'60 days', NULL", "'-1 day'", "'60 days', '-1 year'")
{
	like(error_of("SELECT llmeco_prune_snapshots($arguments)"), qr/ERROR:  22023: .*HINT:  /s, "prune($arguments) is refused");
}

# ---- rights ----

fresh_database();
sql("INSERT INTO llmeco.models (name, likes, fetched_at) VALUES ('a/one', 1, now());
	CREATE ROLE reader; GRANT USAGE ON SCHEMA llmeco TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA llmeco TO reader;
	CREATE ROLE taker; GRANT USAGE ON SCHEMA llmeco TO taker; GRANT SELECT ON llmeco.models TO taker;
	GRANT SELECT, INSERT, UPDATE, DELETE ON llmeco.model_snapshots TO taker;
	GRANT EXECUTE ON FUNCTION llmeco_partition, llmeco_take_snapshot, llmeco_prune_snapshots TO taker");
my @calls = ("llmeco_partition('2026-01-01')", 'llmeco_take_snapshot()', 'llmeco_prune_snapshots()');
like(error_of("SET ROLE reader; SELECT $_"), qr/ERROR:  42501: permission denied for function/, "$_: not for everybody")
  for @calls;
sql('GRANT EXECUTE ON FUNCTION llmeco_partition, llmeco_take_snapshot, llmeco_prune_snapshots TO reader');
like(error_of("SET ROLE reader; SELECT $_"), qr/ERROR:  42501: permission denied for table (llmeco\.)?model_snapshots/,
	"$_: not for who may only read the table") for @calls;
is(sql($partitions), '', 'nothing was made');

# What the role could put before pg_catalog is not used.
sql("CREATE SCHEMA trap AUTHORIZATION taker; SET ROLE taker;
	CREATE FUNCTION trap.boom(bigint, bigint) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''%'', current_user; END';
	CREATE FUNCTION trap.boom(date, date) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''%'', current_user; END';
	CREATE OPERATOR trap.= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = trap.boom);
	CREATE OPERATOR trap.= (LEFTARG = date, RIGHTARG = date, FUNCTION = trap.boom)");
my $as_taker = 'SET ROLE taker; SET search_path = trap, pg_catalog, public;';
is(sql("$as_taker SELECT llmeco_take_snapshot('2026-01-01')"), 1, 'a role that was granted to takes a snapshot of a new month');
is(sql("$as_taker SELECT llmeco_take_snapshot('2026-01-01'), llmeco_take_snapshot('2026-01-02'), llmeco_partition('2026-02-01')"),
	'0|1|llmeco.model_snapshots_2026_02', 'and goes on');
is(sql("$as_taker SELECT llmeco_prune_snapshots('0', '0'), current_user"), '0|taker', 'and prunes');
is(sql("SELECT count(DISTINCT relowner) FROM pg_class WHERE relnamespace = 'llmeco'::regnamespace"), 1,
	'the partitions belong to the owner of the tables');
is(sql("SET ROLE taker; SELECT count(*) FROM llmeco.model_snapshots"), 2, 'the role reads what it wrote');
is(sql("SET ROLE reader; SELECT count(*) FROM llmeco.model_snapshots"), 2, 'a reader too');
sql('REVOKE SELECT ON llmeco.models FROM taker');
like(error_of("SET ROLE taker; SELECT llmeco_take_snapshot()"), qr/ERROR:  42501: permission denied for table llmeco\.models/,
	'who may not read models takes none');
sql('DROP EXTENSION llmeco');
is(sql("SELECT count(*) FROM pg_class WHERE relname ~ '^model_snapshots'"), 0, 'DROP EXTENSION drops the partitions');
sql('DROP SCHEMA trap CASCADE; DROP OWNED BY taker, reader; DROP ROLE taker, reader');

# ---- refreshes ----

fresh_database();
my @records = map { model($_) } 1 .. 30;
$hub->control('/data', { models => \@records });
my $refresh = "SELECT status, models_seen FROM llmeco_refresh('{models}', 'all', 'full'";
is(sql("$refresh, max_requests => 1)"), 'partial|10', 'a refresh that goes on later');
is(sql('SELECT count(*) FROM llmeco.model_snapshots'), 0, 'takes no snapshot');
is(sql("$refresh)"), 'complete|20', 'one that completes the walk');
is(sql('SELECT concat_ws(\'|\', m.name, s.downloads, s.likes) AS line FROM llmeco.model_snapshots s JOIN llmeco.models m USING (model_id)
		WHERE s.taken_on = (SELECT (started_at AT TIME ZONE \'UTC\')::date FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1)
		ORDER BY 1'),
	join("\n", sort map { "$_->{id}|$_->{downloads}|$_->{likes}" } @records), 'takes one of all models');
$before = sql($versions);
my $day = sql('SELECT DISTINCT taken_on FROM llmeco.model_snapshots');
is(sql("$refresh)"), 'complete|30', 'a further refresh');
SKIP:
{
	skip 'it became midnight', 1 if $day ne day_text(int(time / $day_seconds));
	is(sql($versions), $before, 'writes no row version');
}
$hub->control('/data', { models => { patch => [ { id => $records[4]{id}, downloads => 77 } ] } });
sql("CALL llmeco_refresh_all('{models}', 'all', 'full')");
is(sql('SELECT m.name FROM llmeco.model_snapshots s JOIN llmeco.models m USING (model_id) WHERE s.downloads = 77'),
	$records[4]{id}, 'CALL writes what changed');

$node->stop;
$hub->stop;
done_testing();
