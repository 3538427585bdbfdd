# When this fails, storing a run costs somebody something: a reader its answer,
# here or on a standby, a backup its end, the administrator a night because of
# what somebody built on llmeco's tables.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use TestDatabase;

my $models = 400;
my $node = start_server('main', "wal_receiver_status_interval = 1s\n", allows_streaming => 1);

# fill() makes some models, each derived from another.
sub fill
{
	sql("INSERT INTO llmeco.authors (author_id, name, kind) VALUES (1, 'family', 'organization');
		INSERT INTO llmeco.models (model_id, name, author_id, likes, created_at)
			SELECT i, 'family/model-' || i, 1, i, '2025-01-01' FROM generate_series(1, $models) i;
		INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
			SELECT i / 2, i, 'finetune', 'hub' FROM generate_series(2, $models) i;
		ANALYZE llmeco.models, llmeco.model_edges");
	return;
}
my $call = "SET client_min_messages = error; SELECT run_id FROM llmeco_update_influence(as_of => '2025-06-01');
	SELECT run_id FROM llmeco_update_rankings(); SELECT run_id FROM llmeco_update_families();";
sub update { return (split /\n/, sql("SET lock_timeout = '20s'; $call"))[0] }
sub updates { return join ' ', map { eval { update(); 1 } ? 'ok' : $@ } 1 .. $_[0] }

my $which = 'SELECT count(*), count(DISTINCT run_id), max(run_id) FROM llmeco.influence';
sub shown { return sql('SELECT DISTINCT run_id FROM llmeco.influence') }
# The tables that store runs, and what they are: whatever name they have.
sub tables
{
	return sql("SELECT c.oid, c.oid::regclass, c.relowner::regrole, c.reltablespace FROM pg_class c
		WHERE relnamespace = 'llmeco'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1");
}
sub slots
{
	return split /\n/, sql("SELECT inhrelid::regclass FROM pg_inherits
		WHERE inhparent IN ('llmeco.influence_scores'::regclass, 'llmeco.ranking_entries'::regclass, 'llmeco.family_shares'::regclass,
			'llmeco.family_totals'::regclass) ORDER BY 1");
}

fresh_database();
fill();
update() for 1 .. 3;
my $tables = tables();
is(sql("ANALYZE llmeco.influence_scores; SELECT attname, n_distinct FROM pg_stats
	WHERE schemaname = 'llmeco' AND tablename = 'influence_scores' AND inherited AND attname IN ('earned_rank', 'model_id', 'rank') ORDER BY 1"),
	"earned_rank|-1\nmodel_id|-1\nrank|-1", 'the planner knows that no key comes twice in what is shown');

# ---- what others build ----

sql('CREATE ROLE anyone; CREATE SCHEMA of_anyone AUTHORIZATION anyone; GRANT USAGE ON SCHEMA llmeco TO anyone;
	GRANT SELECT ON ALL TABLES IN SCHEMA llmeco TO anyone');
my %things = (
	'a function with a body of SQL' => 'CREATE FUNCTION SCHEMA.body_N() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM SLOT; END',
	'a function of a row' => "CREATE FUNCTION SCHEMA.argument_N(SLOT) RETURNS int LANGUAGE sql AS 'SELECT 1'",
	'a column' => 'CREATE TABLE SCHEMA.column_N (score SLOT)',
	'a column of arrays' => 'CREATE TABLE SCHEMA.array_N (score SLOT[])',
	'a policy' => 'CREATE TABLE SCHEMA.policy_N (x int); CREATE POLICY p ON SCHEMA.policy_N USING (EXISTS (SELECT FROM SLOT))',
);
my $somebody = session();
ask($somebody, 'SET client_min_messages = error; SET ROLE anyone');
for my $thing (sort keys %things)
{
	for my $schema ('of_anyone', 'pg_temp')
	{
		my $n = 0;
		sql("GRANT SELECT ON ALL TABLES IN SCHEMA llmeco TO anyone");
		my $said = join '', map { my $slot = $_; $n++; ask($somebody, $things{$thing} =~ s/SCHEMA/$schema/gr =~ s/SLOT/$slot/gr =~ s/_N\b/_$n/gr) } slots();
		is($said, '', "$thing in $schema, on every slot");
		is(updates(2), 'ok ok', 'stops no update');
	}
}
is(tables(), $tables, 'the tables are those of before');
quit($somebody);
sql('DROP OWNED BY anyone; DROP ROLE anyone');

# ---- event triggers, deferred constraints, other owners ----

sql("CREATE TABLE public.commands (what text);
	CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql AS \$\$BEGIN
		RAISE EXCEPTION 'refused: % %', tg_event, tg_tag; END\$\$;
	CREATE TABLE public.checked (x int UNIQUE DEFERRABLE INITIALLY DEFERRED);
	CREATE EVENT TRIGGER started ON ddl_command_start EXECUTE FUNCTION public.refuse();
	CREATE EVENT TRIGGER dropped ON sql_drop EXECUTE FUNCTION public.refuse();
	CREATE EVENT TRIGGER rewritten ON table_rewrite EXECUTE FUNCTION public.refuse()");
is(updates(4), 'ok ok ok ok', 'event triggers have nothing to refuse');
like(error_of("BEGIN; INSERT INTO public.checked VALUES (1), (1); $call COMMIT"), qr/ERROR:  23505/,
	'constraints that wait for the commit are looked at');
sql("BEGIN; INSERT INTO public.checked VALUES (1), (2); $call COMMIT");
is(sql('SELECT count(*) FROM public.checked'), 2, 'and a transaction that keeps them commits');
sql('DROP EVENT TRIGGER started; DROP EVENT TRIGGER dropped; DROP EVENT TRIGGER rewritten');
sql('CREATE ROLE another; CREATE ROLE plain; GRANT ALL ON SCHEMA llmeco TO plain; GRANT ALL ON ALL TABLES IN SCHEMA llmeco TO plain;
	GRANT ALL ON ALL SEQUENCES IN SCHEMA llmeco TO plain; ALTER TABLE llmeco.influence_scores OWNER TO plain;',
	map { "ALTER TABLE $_ OWNER TO another;" } grep { /influence/ } slots());
is(updates(4), 'ok ok ok ok', 'a slot of another owner is as good');
sql('ALTER TABLE llmeco.influence_scores OWNER TO postgres;', map { "ALTER TABLE $_ OWNER TO postgres;" } slots());

# ---- where things are put ----

my $place = PostgreSQL::Test::Utils::tempdir;
$node->safe_psql('postgres', "CREATE TABLESPACE elsewhere LOCATION '$place'");
sql("SET default_tablespace = elsewhere; $call $call $call");
is(tables(), $tables, "the caller's default_tablespace has no say");
$node->safe_psql('postgres', 'DROP TABLESPACE elsewhere');

# ---- snapshots and plans ----

my $old = session();
my $plan = 'PREPARE shown AS SELECT DISTINCT run_id FROM llmeco.influence; SET plan_cache_mode = force_generic_plan; SET lock_timeout = \'20s\'';
ask($old, $plan);
ask($old, 'BEGIN ISOLATION LEVEL REPEATABLE READ');
ask($old, 'SELECT 1');
my $then = shown();
update() for 1 .. 5;
is(ask($old, 'EXECUTE shown'), $then, 'a snapshot finds its run, which it had not touched, five updates later');
my $writer = session();
ask($writer, 'BEGIN');
ask($writer, $call);
is(ask($old, $which), "$models|1|$then", 'and beside an update under way');
ask($writer, 'COMMIT');
ask($old, 'COMMIT');
is(ask($old, 'EXECUTE shown'), shown(), 'what was planned for it is planned anew afterwards');
update();
is(ask($old, 'EXECUTE shown'), shown(), 'as after each update');
ask($old, 'BEGIN');
my ($own) = split /\n/, ask($old, $call);
is(ask($old, 'EXECUTE shown'), $own, 'an update sees its own run');
ask($old, 'ROLLBACK');
is(ask($old, 'EXECUTE shown'), shown(), 'and not after it was rolled back');
# One that began before others were stored, and goes on in between.
ask($old, 'BEGIN ISOLATION LEVEL REPEATABLE READ');
ask($old, 'SELECT 1');
update() for 1 .. 2;
($own) = split /\n/, ask($old, $call);
is(ask($old, $which), "$models|1|$own", 'an update with an old snapshot');
ask($old, 'COMMIT');
is(shown(), $own, 'is what is shown');
quit($old);
quit($writer);

# ---- readers that overlap ----

my $read = "BEGIN ISOLATION LEVEL REPEATABLE READ; $which; SELECT pg_sleep(0.15); $which; COMMIT";
my $first = shown();
my @readers = map { in_background("reader$_", "SET lock_timeout = '10s'", "SELECT pg_sleep(0.05 * $_)", (split /; /, $read) x 8) } 1 .. 3;
is(updates(20), join(' ', ('ok') x 20), 'twenty updates beside three readers');
my @reads = grep { /\S/ } map { split /\n/, finish($_) } @readers;
is(join("\n", grep { !/^$models\|1\|\d+$/ } @reads), '', 'each read is of one whole run');
is(scalar(@reads), 48, 'and none is missing');
is(tables(), $tables, 'the tables are those of before');

# ---- dumps ----

my $dump = PostgreSQL::Test::Utils::tempdir;
my $updater = in_background('updater', "DO \$\$BEGIN FOR i IN 1 .. 1000 LOOP PERFORM llmeco_update_influence();
	PERFORM llmeco_update_rankings(); PERFORM llmeco_update_families(); COMMIT; EXIT WHEN EXISTS (SELECT FROM public.commands); END LOOP; END\$\$");
my @failed = grep { system('pg_dump', '-Fc', '-f', "$dump/$_", '-d', $node->connstr('db1')) != 0 } 1 .. 6;
is("@failed", '', 'six dumps beside updates without a pause');
sql("INSERT INTO public.commands VALUES ('stop')");
is(finish($updater), '', 'which go on');
sub restored
{
	my ($name, $from, @options) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $name");
	$node->safe_psql($name, 'CREATE EXTENSION llmeco') if "@options" =~ /data-only/;
	$node->command_ok([ 'pg_restore', '-e', @options, '-d', $node->connstr($name), "$dump/$from" ], "pg_restore @options");
	return;
}
restored('copied', 6, '-j', 2);
like($node->safe_psql('copied', $which), qr/^$models\|1\|/, 'a dump has one whole run');
is($node->safe_psql('copied', 'SELECT count(*) FROM llmeco.influence_scores'), $models, 'and no rows that nobody is shown');
is($node->safe_psql('copied', 'SELECT count(*) > 0 FROM llmeco.rankings'), 't', 'and rankings');
is($node->safe_psql('copied', 'SELECT descendants, roots FROM llmeco.model_details WHERE model_id IN (1, 400) ORDER BY model_id'),
	($models - 1) . "|{family/model-1}\n0|{family/model-1}", 'and families');
is($node->safe_psql('copied', 'SELECT descendants, depth FROM llmeco.family_ranking'), ($models - 1) . '|8', 'and what they add up to');
$node->command_ok([ 'pg_dump', '-Fc', '-f', "$dump/quiet", '-d', $node->connstr('db1') ], 'pg_dump');
$node->command_ok([ 'pg_dump', '-s', '-Fc', '-f', "$dump/schema", '-d', $node->connstr('db1') ], 'pg_dump -s');
restored('schema', 'schema');
for my $copy ('copied', 'schema')
{
	use_database($node, $copy);
	fill() if $copy eq 'schema';
	is(updates(12), join(' ', ('ok') x 12), "updates in the copy ($copy)");
}
use_database($node, 'db1');

# ---- a standby ----

my $standby = start_standby($node);
# configure(FEEDBACK, DELAY) sets up the standby.
sub configure
{
	$standby->append_conf('postgresql.conf', "hot_standby_feedback = $_[0]\nmax_standby_streaming_delay = $_[1]\n");
	$standby->restart;
	use_database($node, 'db1');
	wait_until("SELECT count(*) = 1 FROM pg_stat_replication WHERE state = 'streaming' AND (backend_xmin IS NOT NULL) = '$_[0]'::boolean");
	return;
}
sub there
{
	use_database($standby, 'db1');
	my $session = session();
	use_database($node, 'db1');
	return $session;
}
configure('on', '0');
my ($report, $idle, $backup) = (there(), there(), there());
ask($report, 'BEGIN ISOLATION LEVEL REPEATABLE READ');
my $seen = ask($report, $which);
ask($idle, 'BEGIN');
ask($idle, $which);
# as pg_dump locks
ask($backup, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
ask($backup, "LOCK TABLE $_ IN ACCESS SHARE MODE") for slots();
my $late = there();
ask($late, 'BEGIN ISOLATION LEVEL REPEATABLE READ');
ask($late, 'SELECT 1');
is(updates(10), join(' ', ('ok') x 10), 'updates beside reports on a standby');
$node->wait_for_catchup($standby, 'replay', $node->lsn('insert'));
is(ask($report, $which), $seen, 'with feedback, a report goes on with what it saw');
is(ask($late, $which), $seen, 'as one does that had not read yet');
is(ask($idle, $which), "$models|1|" . shown(), 'a transaction that was idle sees the newest');
is(ask($backup, 'SELECT count(*) > 0 FROM llmeco.influence'), 't', 'a dump goes on');
ask($_, 'COMMIT') for $report, $idle, $backup, $late;
my $conflicts = "SELECT sum(confl_tablespace + confl_lock + confl_snapshot + confl_bufferpin + confl_deadlock) FROM pg_stat_database_conflicts";
is($standby->safe_psql('postgres', $conflicts), 0, 'nothing was cancelled');
quit($_) for $report, $idle, $backup, $late;

configure('off', '30s');
$report = there();
ask($report, 'BEGIN ISOLATION LEVEL REPEATABLE READ');
$seen = ask($report, $which);
is(updates(5), join(' ', ('ok') x 5), 'the same without feedback');
my $next = there();
ask($next, "SET statement_timeout = '5s'");
sleep 1;
like(ask($next, $which), qr/^$models\|1\|/, 'who comes behind a report does not wait for it');
is(ask($report, $which), $seen, 'and the report goes on');
ask($report, 'COMMIT');
$node->wait_for_catchup($standby, 'replay', $node->lsn('insert'));
is(ask($next, $which), "$models|1|" . shown(), 'then the standby has the newest');
is($standby->safe_psql('postgres', $conflicts), 0, 'nothing was cancelled');
quit($_) for $report, $next;
is(tables(), $tables, 'after all the tables are those of the beginning');

$standby->stop;
$node->stop;
done_testing();
