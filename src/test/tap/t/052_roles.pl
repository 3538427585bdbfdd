# When this fails, who follows the README's roles can do too little, or an
# analyst more than read: what reader, analyst, refresher and monitor can do,
# what each right is for, and what they cannot do however they try.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use TestDatabase;

my $recipe = join "\n", map { readme_section($_) =~ /^    ((?:CREATE ROLE|SELECT llmeco_grant).*)$/mg }
  '## Privileges', '## Nightly refreshes', '## Monitoring';

my $hub = LoopbackHub->of_sample;
# A library that sessions load only when they need it, as many servers have it.
my $node = start_server('main', $hub->settings =~ s/^session_preload.*\n//r);

fresh_database('postgres');
sql($recipe);
# Each with a schema of its own, as a user has who may create things somewhere.
my %role = map { $_ => "ecosystem_$_" } qw(reader analyst refresher monitor);
sql(map { "GRANT $role{$_} TO CURRENT_USER; ALTER ROLE $role{$_} LOGIN; CREATE SCHEMA of_$_ AUTHORIZATION $role{$_};" } keys %role);
is(sql("SELECT string_agg(rolname, ' ') FROM pg_roles WHERE rolname ~ '^ecosystem' AND
	(rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication)"), '', 'none is more than a role');

# as(ROLE, SQL) logs in as the role and gives what psql says: rows, else the
# SQLSTATE of the error. $told is all of stderr.
my $told;
sub as
{
	my ($who, @sql) = @_;
	my ($result, $stdout) = $node->psql('postgres', join('', @sql), stderr => \$told, on_error_stop => 1,
		connstr => $node->connstr('postgres') . ' user=' . ($role{$who} // $who), extra_params => [ '-v', 'VERBOSITY=verbose' ]);
	return $1 if $told =~ /(?:ERROR|FATAL):  (\w{5}):/;
	return $stdout;
}

# denied(ROLE, SQL, NAME, SQLSTATE) is a test: refused, for want of rights
# unless another SQLSTATE is given.
sub denied
{
	my ($who, $sql, $name, $state) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	is(as($who, $sql), $state // '42501', "$who: " . ($name // $sql)) or diag($told);
	return;
}

# states(ROLE, SQL...) are the SQLSTATEs of statements of one session.
sub states
{
	my ($who, @sql) = @_;
	return ((as($who, "\\set ON_ERROR_STOP 0\n\\set VERBOSITY sqlstate\n\\o /dev/null\n",
		map { s/\n/ /gr . ";\n\\warn >:SQLSTATE\n" } @sql), $told)[1] =~ /^>(\w{5})$/mg);
}

# all_denied(ROLE, SQL...) is a test of each statement.
sub all_denied
{
	my ($who, @sql) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my @states = states($who, @sql);
	is($states[$_], '42501', "$who: $sql[$_]") for 0 .. $#sql;
	return;
}

# ---- the refresher fills the tables ----

is(as('refresher', 'CALL llmeco_refresh_all()'), '', 'refresher: refresh') or diag($told);
is(sql('SELECT status FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1'), 'complete', 'which was complete');
is(as('refresher', 'SELECT converged FROM llmeco_update_influence()'), 't', 'refresher: influence');
is(as('refresher', "SELECT converged FROM llmeco_update_influence(lambda => 0.01, publish => false, name => 'slower')"), 't', 'refresher: an experiment');
is(as('refresher', "SELECT run_id > 0, llmeco_update_checks()::text = '' FROM llmeco_update_rankings()"), 't|t', 'refresher: rankings and checks');
is(as('refresher', 'SELECT run_id > 0, models > 300 FROM llmeco_update_families()'), 't|t', 'refresher: families');
is(as('refresher', "SELECT llmeco_take_snapshot('2020-01-01') = (SELECT count(*) FROM llmeco.models WHERE fetched_at IS NOT NULL)"),
	't', 'refresher: a snapshot');
is(as('refresher', "SELECT llmeco_take_snapshot('2020-01-02') = llmeco_prune_snapshots()"), 't', 'refresher: pruning');
is(as('refresher', 'SELECT count(*) > 300 FROM llmeco.leaderboard'), 't', 'refresher: the views');
is(as('refresher', "SELECT status, models_seen FROM llmeco_import('models', \$\$SELECT jsonb_build_object('_id', hub_id, 'id', name)
	FROM llmeco.models WHERE hub_id IS NOT NULL\$\$)"), 'complete|' . sql('SELECT count(*) FROM llmeco.models WHERE hub_id IS NOT NULL'), 'refresher: an import');
is(as('refresher', "SELECT rows_stored = rows_read FROM llmeco_import_snapshots('SELECT name, date ''2019-01-01'' AS taken_on, likes FROM llmeco.models WHERE likes > 0')"),
	't', 'refresher: history');

my @views = relations('v');
my @tables = relations('r,p');
my @functions = split /\n/, sql("SELECT p.oid::regprocedure FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'llmeco'
	JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid WHERE d.deptype = 'e' ORDER BY 1");
my ($model) = split /\n/, sql('SELECT p.name FROM llmeco.models p JOIN llmeco.model_edges ON parent_id = p.model_id
	JOIN llmeco.space_models USING (model_id) GROUP BY p.name ORDER BY count(DISTINCT child_id) DESC, 1');

# ---- the reader ----

sub count_of { return join ' UNION ALL ', map { "SELECT '$_', count(*) FROM $_" } @_ }
is(as('reader', count_of(@views)), sql(count_of(@views)), 'reader: every view');
# What tools list: by rights as the standard has it, or all that is in the catalogue, as
# JDBC, ODBC, psql and introspection do.
my %lists = (
	'information_schema.tables' => 'SELECT table_schema, table_name, table_type FROM information_schema.tables ORDER BY 1, 2',
	'pg_tables' => "SELECT tablename FROM pg_tables WHERE schemaname !~ '^pg_' ORDER BY 1",
	'pg_class' => "SELECT n.nspname, c.relname, c.relkind, c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname !~ '^(?:pg_|information_schema\$)' ORDER BY 1, 2");
is(as('reader', "SELECT string_agg(format('%I.%I', table_schema, table_name), ' ' ORDER BY table_name) FROM information_schema.tables WHERE table_schema = 'llmeco'"),
	join(' ', sort @views), 'reader: is shown the views, and nothing else');
my %listed = map { $_ => as('reader', $lists{$_}) } keys %lists;
my $update = "SELECT count(*) FROM llmeco_update_influence(), llmeco_update_influence(lambda => 0.01, publish => false, name => 'slower') slower,
	llmeco_update_rankings(), llmeco_update_families(), llmeco_update_checks(), llmeco_take_snapshot();";
is(as('refresher', "CALL llmeco_refresh_all(); $update $update $update"), "1\n1\n1", 'three more runs') or diag($told);
is(as('reader', $lists{$_}), $listed{$_}, "reader: $_ lists the same after three more runs") for sort keys %lists;
is(join(' ', states('reader', map { "SELECT FROM $_ LIMIT 1" } @tables)), join(' ', map { '42501' } @tables), 'reader: no table');
is(as('reader', "SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'llmeco.models'::regclass AND attnum > 0
	AND has_column_privilege(attrelid, attnum, 'SELECT')"), '', 'reader: no column of models');
is(as('reader', "SELECT count(*) FROM pg_class WHERE relnamespace = 'llmeco'::regnamespace AND
	(has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES') OR has_any_column_privilege(oid, 'INSERT, UPDATE'))
	AND relkind <> 'S' AND oid <> 'llmeco.watches'::regclass OR relkind = 'S' AND has_sequence_privilege(oid, 'USAGE, UPDATE, SELECT') AND relnamespace = 'llmeco'::regnamespace"),
	0, 'reader: no other right on any of it, but on its own watches');
my $bom = "SELECT llmeco_bom('$model', f, '3e671687-395b-41f5-a30f-a58921a69b79', '2026-01-01Z') FROM unnest('{cyclonedx,spdx}'::text[]) f";
is(as('reader', $bom), sql($bom), 'reader: bills of materials');
# One in conflict with what it is built on, by its name and its id.
my ($in_conflict) = split /\n/, sql("SELECT quote_literal(name) || '|' || model_id FROM llmeco.license_conflicts WHERE relicensed_by IS NULL ORDER BY depth DESC, name LIMIT 1");
for my $call (map { ("llmeco_license_conflicts($_)", "llmeco_license_obligations($_)") } split /\|/, $in_conflict)
{
	my $answer = sql("SELECT * FROM $call");
	isnt($answer, '', "there is something in $call");
	is(as('reader', "SELECT * FROM $call"), $answer, "reader: $call");
	is(as('reader', "SET llmeco.count_inferred_parents = on; SELECT * FROM $call"), $answer, "reader: $call, with inferred parents");
	denied('monitor', "SELECT * FROM $call", "$call, which may read no view");
}
all_denied('reader', 'SELECT * FROM llmeco_influence()', "SELECT * FROM llmeco_explain('$model')",
	"SELECT * FROM llmeco_lineage('$model')", "SELECT * FROM llmeco_network('{$model}')", "SELECT * FROM llmeco_impact('$model')",
	"SELECT * FROM llmeco_influence(models_query => 'TABLE llmeco.models')");
my %only_reads = map { $_ => 1 } qw(llmeco_influence llmeco_influence_support llmeco_explain llmeco_lineage llmeco_network
	llmeco_bom bom_models bom_cyclonedx bom_spdx url_encode model_architecture llmeco_path llmeco_common_ancestors llmeco_impact
	llmeco_license_conflicts llmeco_license_obligations license_key name_word llmeco_cycles llmeco_require_coordinator require_coordinator
	reads_all reads_all_support llmeco_shown_slot llmeco_shown_slot_support llmeco_version llmeco_find llmeco_model_id known_model explain_model bom);
is(as('reader', join ' UNION ALL ', map { "SELECT '$_' WHERE has_function_privilege('$_', 'EXECUTE')" }
		grep { !$only_reads{ (/^(?:llmeco\.)?(\w+)/)[0] } } @functions), '', 'reader: none of the functions that write');
denied($_, 'SELECT * FROM llmeco_refresh()') for qw(reader analyst refresher monitor);
denied($_, 'CALL llmeco_refresh_all()') for qw(reader analyst monitor);

# ---- the analyst ----

my %call = (
	'llmeco_influence()' => "SELECT count(*), sum(influence)::numeric(20, 6) FROM llmeco_influence(as_of => '2026-01-01')",
	'llmeco_influence(counters_on)' => "SELECT count(*), sum(influence)::numeric(20, 6) FROM llmeco_influence(as_of => '2026-01-01',
		counters_on => (SELECT (now() AT TIME ZONE 'UTC')::date))",
	'llmeco_influence(own queries)' => "SELECT count(*), sum(influence)::numeric(20, 6) FROM llmeco_influence(as_of => '2026-01-01',
		models_query => 'SELECT model_id, downloads, likes, created_at FROM llmeco.models WHERE task = ''text-generation''',
		edges_query => 'SELECT parent_id, child_id, 0.5 AS weight FROM llmeco.model_edges',
		spaces_query => 'SELECT model_id, likes, created_at FROM llmeco.spaces JOIN llmeco.space_models USING (space_id)')",
	'llmeco_explain()' => "SELECT count(*), sum(value)::numeric(20, 6) FROM llmeco_explain('$model')",
	'llmeco_lineage()' => "SELECT count(*), max(depth) FROM llmeco_lineage('$model')",
	'llmeco_lineage(inferred parents)' => "SET llmeco.count_inferred_parents = on; SELECT count(*), max(depth) FROM llmeco_lineage('$model')",
	'llmeco_license_conflicts()' => "SELECT count(*), max(depth) FROM llmeco_license_conflicts('$model')",
	'llmeco_license_obligations()' => "SELECT count(*), max(source) FROM llmeco_license_obligations('$model')",
	'llmeco_impact()' => "SELECT count(*), max(models) FROM llmeco_impact('$model')",
	'llmeco_network()' => join(' UNION ALL ', map { "SELECT count(*), sum(child_influence)::numeric(20, 6)
		FROM llmeco_network('{$model}', '$_')" } qw(full top author orgs adapter finetune merge quantized)),
	'lost lineage' => 'SELECT count(*) FROM llmeco.unresolved_parents u WHERE NOT EXISTS (SELECT FROM llmeco.placeholders p
		WHERE p.text = lower(u.text COLLATE "C"))',
);
my %answer = map { $_ => sql($call{$_}) } keys %call;
is(as('analyst', $call{$_}), $answer{$_}, "analyst: $_") for sort keys %call;
is(as('analyst', count_of(@views)), sql(count_of(@views)), 'analyst: every view');
my $all_calls = join '; RESET llmeco.count_inferred_parents; ', map { $call{$_} } sort keys %call;
is(as('analyst', $all_calls), join("\n", map { $answer{$_} } sort keys %call), 'analyst: all of them in one session');
my @granted = grep { sql("SELECT has_table_privilege('$role{analyst}', '$_', 'SELECT')") eq 't' } @tables;
for my $table (@granted)
{
	sql("REVOKE SELECT ON $table FROM ecosystem_analyst");
	# up to the first that is refused
	denied('analyst', $all_calls, "SELECT on $table is needed");
	sql("GRANT SELECT ON $table TO ecosystem_analyst");
}
my @others = grep { my $table = $_; !grep { $_ eq $table } @granted } @tables;
is(join(' ', states('analyst', map { "SELECT FROM $_ LIMIT 1" } @others)), join(' ', map { '42501' } @others), 'analyst: no other table');
denied('analyst', 'DELETE FROM llmeco.models');

# ---- the monitor ----

my @watched = qw(llmeco.refresh_runs llmeco.refresh_errors llmeco.refresh_progress llmeco.refresh_status);
is(as('monitor', count_of(@watched)), sql(count_of(@watched)), 'monitor: how refreshes went');
my @hidden = grep { my $relation = $_; !grep { $_ eq $relation } @watched } @tables, @views;
is(join(' ', states('monitor', map { "SELECT FROM $_ LIMIT 1" } @hidden)), join(' ', map { '42501' } @hidden), 'monitor: nothing else');
denied('monitor', 'DELETE FROM llmeco.refresh_errors');

# ---- llmeco_grant() ----

# rights() are all that roles have on the extension and on schemas.
sub rights
{
	return sql("SELECT o.kind, o.name, a.grantee::regrole, a.privilege_type, a.is_grantable
		  FROM (SELECT 'schema', nspname::text, nspacl FROM pg_namespace
			UNION ALL SELECT 'relation', oid::regclass::text, relacl FROM pg_class WHERE relnamespace = 'llmeco'::regnamespace
			UNION ALL SELECT 'column', attrelid::regclass || '.' || attname, attacl FROM pg_attribute
			UNION ALL SELECT 'function', oid::regprocedure::text, proacl FROM pg_proc WHERE proname ~ '^llmeco_') o (kind, name, acl),
			aclexplode(o.acl) a ORDER BY 1, 2, 3, 4");
}
my $rights = rights();
sql(map { "SELECT llmeco_grant('$_', '$role{$_}');" } sort keys %role);
is(rights(), $rights, 'granting again changes nothing');
sql('GRANT TRUNCATE ON llmeco.models TO ecosystem_reader; GRANT SELECT (name) ON llmeco.models TO ecosystem_reader;
	REVOKE SELECT ON llmeco.leaderboard FROM ecosystem_reader');
isnt(rights(), $rights, 'rights of others');
sql("SELECT llmeco_grant('reader', 'ecosystem_reader')");
is(as('reader', "SELECT has_table_privilege('llmeco.models', 'TRUNCATE'), has_column_privilege('llmeco.models', 'name', 'SELECT'),
	has_table_privilege('llmeco.leaderboard', 'SELECT')"), 't|t|t', 'stay, and what is missing is granted again');
sql('REVOKE TRUNCATE ON llmeco.models FROM ecosystem_reader; REVOKE SELECT (name) ON llmeco.models FROM ecosystem_reader');
is(rights(), $rights, 'all is as before');
# As quoted, and where EXECUTE is not everybody's.
sql('CREATE ROLE "no ""one"" public"; BEGIN; REVOKE USAGE ON SCHEMA public FROM PUBLIC;
	REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC; SELECT llmeco_grant(\'analyst\', \'no "one" public\');
	SET ROLE "no ""one"" public"; SELECT count(*) FROM public.llmeco_influence(); ROLLBACK; DROP ROLE "no ""one"" public"');
my @refused = states('postgres', "SELECT llmeco_grant('owner', 'ecosystem_reader')", "SELECT llmeco_grant(NULL, 'ecosystem_reader')",
	"SELECT llmeco_grant('reader', NULL)", "SELECT llmeco_grant('reader', 'nobody')", "SELECT llmeco_grant('reader', 'public')",
	"SELECT llmeco_grant('reader', 'CURRENT_USER')");
is("@refused", '22023 22023 22023 42704 42704 42704', 'what is no role');
as('postgres', "SELECT llmeco_grant('reader', 'no one')");
like($told, qr/HINT:  Create it first: CREATE ROLE "no one"\./, 'and how to make one');
denied($_, "SELECT llmeco_grant('refresher', '$role{$_}')", 'llmeco_grant()') for sort keys %role;
sql('GRANT EXECUTE ON FUNCTION llmeco_grant TO ecosystem_refresher');
denied('refresher', "SELECT llmeco_grant('refresher', 'ecosystem_reader')", 'llmeco_grant(), which gives nobody rights of others');
sql('REVOKE EXECUTE ON FUNCTION llmeco_grant FROM ecosystem_refresher');

# ---- queries that would do more than read ----

as('analyst', q{
	CREATE TABLE of_analyst.log (line text);
	CREATE SEQUENCE of_analyst.numbers;
	CREATE FUNCTION of_analyst.writes() RETURNS bigint LANGUAGE plpgsql AS
		$$BEGIN INSERT INTO of_analyst.log VALUES ('written'); RETURN 1; END$$;
	CREATE FUNCTION of_analyst.hides() RETURNS bigint LANGUAGE plpgsql AS
		$$BEGIN INSERT INTO of_analyst.log VALUES ('written'); RETURN 1; EXCEPTION WHEN OTHERS THEN RETURN 2; END$$;
	CREATE FUNCTION of_analyst.unlocks() RETURNS bigint LANGUAGE plpgsql AS
		$$BEGIN SET transaction_read_only = off; INSERT INTO of_analyst.log VALUES ('written'); RETURN 1; END$$;
	CREATE FUNCTION of_analyst.makes() RETURNS bigint LANGUAGE plpgsql AS
		$$BEGIN CREATE TABLE of_analyst.made (); RETURN 1; END$$;
	INSERT INTO of_analyst.log VALUES ('mine');
});
my %attack = (
	"INSERT INTO of_analyst.log VALUES (''x'') RETURNING 1::bigint AS model_id" => '22023',
	"UPDATE of_analyst.log SET line = ''x'' RETURNING 1::bigint AS model_id" => '22023',
	"DELETE FROM of_analyst.log RETURNING 1::bigint AS model_id" => '22023',
	"WITH d AS (DELETE FROM of_analyst.log RETURNING 1) SELECT 1::bigint AS model_id" => '22023',
	"SELECT 1::bigint AS model_id FROM of_analyst.log FOR UPDATE" => '22023',
	"SELECT 1::bigint AS model_id; DELETE FROM of_analyst.log" => '22023',
	"DELETE FROM of_analyst.log; SELECT 1::bigint AS model_id" => '22023',
	"TRUNCATE of_analyst.log" => '22023',
	"DO ''BEGIN DELETE FROM of_analyst.log; END''" => '22023',
	"COPY of_analyst.log TO PROGRAM ''true''" => '22023',
	"EXPLAIN ANALYZE DELETE FROM of_analyst.log" => '22023',
	"SELECT 1::bigint AS model_id INTO of_analyst.made" => '22023',
	"CREATE TABLE of_analyst.made AS SELECT 1::bigint AS model_id" => '22023',
	"SET ROLE postgres" => '22023',
	"SELECT of_analyst.writes() AS model_id" => '25006',
	"SELECT of_analyst.makes() AS model_id" => '25006',
	"SELECT of_analyst.unlocks() AS model_id" => '25001',
	"SELECT nextval(''of_analyst.numbers'') AS model_id" => '25006',
	"SELECT setval(''of_analyst.numbers'', 7) AS model_id" => '25006',
	"SELECT length(set_config(''transaction_read_only'', ''off'', false)) AS model_id" => '25001',
	"SELECT length(set_config(''role'', current_user || ''_x'', false)) AS model_id" => '22023',
	"SELECT length(set_config(''role'', (SELECT rolname FROM pg_roles WHERE oid = 10), false)) AS model_id" => '42501',
	"SELECT length(set_config(''llmeco.hub_endpoint'', ''https://127.0.0.1:1'', false)) AS model_id" => '42501',
	"SELECT error_id AS model_id FROM llmeco.refresh_errors" => '42501',
	"SELECT length(pg_read_file(''postgresql.conf''))::bigint AS model_id" => '42501',
	"SELECT llmeco_take_snapshot() AS model_id" => '42501',
);
my @attacks = sort keys %attack;
my @states = states('analyst', map { "SELECT * FROM llmeco_influence(models_query => '$_')" } @attacks);
is($states[$_], $attack{$attacks[$_]}, "analyst: models_query $attacks[$_]") for 0 .. $#attacks;
denied('analyst', "SELECT * FROM llmeco_influence(models_query => 'SELECT 1::bigint AS model_id',
	edges_query => 'SELECT of_analyst.writes() AS parent_id, 1 AS child_id')", 'edges_query that writes', '25006');
denied('analyst', "SELECT * FROM llmeco_influence(models_query => 'SELECT 1::bigint AS model_id',
	spaces_query => 'SELECT of_analyst.writes() AS model_id, 1 AS likes, now() AS created_at')", 'spaces_query that writes', '25006');
is(as('analyst', "SELECT model_id FROM llmeco_influence(models_query => 'SELECT of_analyst.hides() AS model_id')"), '2',
	'analyst: a function that hides its failure has failed all the same');
is(as('analyst', 'SELECT string_agg(line, \',\') FROM of_analyst.log; SELECT to_regclass(\'of_analyst.made\') IS NULL'), "mine\nt",
	'nothing was written');
is(as('analyst', q{DO $$BEGIN
	BEGIN PERFORM llmeco_influence(models_query => 'SELECT of_analyst.writes() AS model_id'); EXCEPTION WHEN read_only_sql_transaction THEN NULL; END;
	PERFORM llmeco_influence(models_query => 'SELECT 1::bigint AS model_id');
	INSERT INTO of_analyst.log VALUES ('after');
	END$$; DELETE FROM of_analyst.log WHERE line = 'after' RETURNING line}), 'after', 'the transaction can write before and after');

# ---- names that are captured ----

my @names = map { s/^llmeco\.//r } @tables, @views;

# A schema in front of pg_catalog, with functions, operators and tables of the
# names that llmeco uses; each raises an error.
sub trap
{
	my ($schema) = @_;
	my $fail = "LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''captured''; END'";
	my @functions = map { "CREATE FUNCTION $schema.$_ $fail;" }
		'ln(float8) RETURNS float8', 'exp(float8) RETURNS float8', 'floor(float8) RETURNS float8', 'now() RETURNS timestamptz',
		'clock_timestamp() RETURNS timestamptz', 'current_database() RETURNS name', 'unnest(anyarray) RETURNS SETOF anyelement',
		'nextval(regclass) RETURNS bigint', 'lower(text) RETURNS text', 'isfinite(timestamptz) RETURNS boolean',
		'date_trunc(text, timestamp) RETURNS timestamp', 'generate_series(timestamp, timestamp, interval) RETURNS SETOF timestamp',
		'timezone(text, timestamptz) RETURNS timestamp', 'timezone(text, timestamp) RETURNS timestamptz', 'abs(float8) RETURNS float8',
		'length(text) RETURNS integer', 'split_part(text, text, integer) RETURNS text',
		'array_to_string(anyarray, text) RETURNS text', 'round(numeric) RETURNS numeric',
		'pg_advisory_xact_lock(integer, integer) RETURNS void', 'pg_try_advisory_lock(integer, integer) RETURNS boolean';
	my @operators;
	for my $type (qw(bigint integer text date timestamptz float8))
	{
		push @operators, "CREATE FUNCTION $schema.op($type, $type) RETURNS boolean $fail;",
			map { "CREATE OPERATOR $schema.$_ (LEFTARG = $type, RIGHTARG = $type, FUNCTION = $schema.op);" } '=', '<>', '<', '>', '<=', '>=';
	}
	push @operators, map { "CREATE FUNCTION $schema.arithmetic($_, $_) RETURNS $_ $fail;
		CREATE OPERATOR $schema.- (LEFTARG = $_, RIGHTARG = $_, FUNCTION = $schema.arithmetic);
		CREATE OPERATOR $schema.+ (LEFTARG = $_, RIGHTARG = $_, FUNCTION = $schema.arithmetic);
		CREATE OPERATOR $schema.* (LEFTARG = $_, RIGHTARG = $_, FUNCTION = $schema.arithmetic);" } qw(bigint float8);
	my @aggregates;
	for my $type (qw(bigint float8))
	{
		push @aggregates, "CREATE FUNCTION $schema.step($type, $type) RETURNS $type $fail;",
			map { "CREATE AGGREGATE $schema.$_($type) (SFUNC = $schema.step, STYPE = $type);" } qw(sum max min avg);
	}
	return join '', @functions, @operators, @aggregates, map { "CREATE TABLE $schema.$_ (trap integer);" } @names;
}
my $temporary = join '', map { "CREATE TEMP TABLE $_ (trap integer);" } @names;

# Something that rises.
sql("SELECT llmeco_partition((now() AT TIME ZONE 'UTC')::date - 7); INSERT INTO llmeco.model_snapshots (model_id, likes, taken_on)
	SELECT model_id, 0, (now() AT TIME ZONE 'UTC')::date - 7 FROM llmeco.models; SELECT llmeco_take_snapshot()");

# Something that happened, and that the analyst watches.
sql("SELECT llmeco_partition((now() AT TIME ZONE 'UTC')::date)");
sql("INSERT INTO llmeco.model_events (at, model_id, name, kind) SELECT now(), model_id, name, 'removed' FROM llmeco.models WHERE name = '$model'");
is(as('analyst', "INSERT INTO llmeco.watches (what, name) VALUES ('model', '$model')"), '', 'analyst: a watch of its own') or diag($told);

# As a superuser would call them, with the analyst's schema in front.
is(as('analyst', trap('of_analyst')), '', 'traps are set') or diag($told);
is(as('refresher', trap('of_refresher')), '', 'traps are set') or diag($told);
is($node->psql('postgres', 'SET search_path = of_analyst, pg_catalog, public; SELECT 1::bigint = 1::bigint', on_error_stop => 1), 3, 'and work');

# in_trap(SCHEMA, SQL) is SQL in a session where names are captured. What the
# question itself computes would be captured too: it is counted by psql's rows.
my %plain = (
	'llmeco_influence()' => 'SELECT * FROM llmeco_influence()',
	'llmeco_explain()' => "SELECT * FROM llmeco_explain('$model')",
	'llmeco_lineage()' => "SELECT * FROM llmeco_lineage('$model')",
	'llmeco_impact()' => "SELECT * FROM llmeco_impact('$model')",
	'llmeco_common_ancestors()' => "SELECT * FROM llmeco_common_ancestors('{$model}')",
	'llmeco_bom()' => $bom =~ s/unnest.*/(VALUES ('cyclonedx'), ('spdx')) t (f)/r,
	(map { ("llmeco_network($_)" => "SELECT * FROM llmeco_network('{$model}', '$_')") } qw(full top author orgs merge)),
	(map { ($_ => "SELECT * FROM $_") } @views),
);
# The age of a refresh goes on between two calls.
delete @plain{qw(llmeco.refresh_progress llmeco.refresh_status)};
# In one session: to make the temporary tables takes longer than to answer.
my @plain = sort keys %plain;
my ($first, @trapped) = split /^--next\n/m, as('analyst', "SET client_min_messages = error; $temporary
	SET search_path = of_analyst, pg_temp, pg_catalog, public;\n", map { "\\echo --next\n$plain{$_};\n" } @plain), -1;
is($first, '', 'the traps of a session are set') or diag($told);
for my $name (@plain)
{
	my $trapped = (shift @trapped // 'no answer') =~ s/\n\z//r;
	my $expected = $name =~ /watche/ ? as('analyst', $plain{$name}) : sql($plain{$name});
	# Recency goes on between two calls.
	$_ = join "\n", map { /^(\d+)/ } split /\n/ for $name eq 'llmeco_influence()' ? ($trapped, $expected) : ();
	ok($expected ne '' || $name =~ /network|contributor/, "there is something in $name");
	ok(join("\n", sort split /\n/, $trapped) eq join("\n", sort split /\n/, $expected), "captured names change nothing: $name") or diag($told);
}
my @writers = ("CALL llmeco_refresh_all('{models, spaces, authors, repos, labels}', 'all', 'full')", 'SELECT converged FROM llmeco_update_influence()',
	"SELECT llmeco_take_snapshot('2020-03-01')", 'SELECT llmeco_prune_snapshots()',
	"SELECT status FROM llmeco_import('models', 'SELECT r FROM public.records r (r)')",
	"SELECT rows_stored FROM llmeco_import_snapshots('SELECT n AS name, timestamptz ''2019-02-01'' AS taken_on, 1 AS likes FROM public.names n (n)')");
sql(q{CREATE TABLE public.records AS SELECT jsonb_build_object('_id', hub_id, 'id', name) FROM llmeco.models WHERE hub_id IS NOT NULL;
	CREATE TABLE public.names AS SELECT name FROM llmeco.models; GRANT SELECT ON public.records, public.names TO ecosystem_refresher});
for my $writer (@writers)
{
	my $trap = "SET client_min_messages = error; $temporary SET search_path = SCHEMA, pg_temp, pg_catalog, public; $writer";
	unlike(as('refresher', $trap =~ s/SCHEMA/of_refresher/r), qr/^\w{5}$/, "refresher, with captured names: $writer") or diag($told);
	is(($node->psql('postgres', $trap =~ s/SCHEMA/of_analyst/r, on_error_stop => 1))[2], '', "superuser, with an analyst's captured names: $writer");
}
is(sql('SELECT DISTINCT status FROM llmeco.refresh_runs'), 'complete', 'all of which ended well');
is(sql("SELECT count(*) FROM llmeco.refresh_errors WHERE message ~ 'captured'"), 0, 'without a trap that was stepped on');

# ---- becoming somebody else ----

my $owner = sql("SELECT nspowner::regrole FROM pg_namespace WHERE nspname = 'llmeco'");
my $run = sql('SELECT tableoid::regclass FROM llmeco.influence_scores LIMIT 1');
for my $who (sort keys %role)
{
	all_denied($who, "SET ROLE $owner", "SET SESSION AUTHORIZATION $owner", 'CREATE TABLE llmeco.mine ()',
		"CREATE FUNCTION llmeco.f() RETURNS int LANGUAGE sql AS 'SELECT 1'", 'ALTER EXTENSION llmeco UPDATE', 'DROP EXTENSION llmeco',
		'CREATE TRIGGER t BEFORE INSERT ON llmeco.models EXECUTE FUNCTION suppress_redundant_updates_trigger()',
		'CREATE RULE r AS ON INSERT TO llmeco.leaderboard DO INSTEAD NOTHING', 'ALTER VIEW llmeco.leaderboard SET (security_barrier = false)',
		'TRUNCATE llmeco.models', "DROP TABLE $run", 'ALTER TABLE llmeco.models ADD COLUMN mine int',
		"CREATE TABLE of_$who.run PARTITION OF llmeco.influence_scores DEFAULT");
}
is(sql("SELECT count(*) FROM pg_class c, aclexplode(relacl) a WHERE relnamespace = 'llmeco'::regnamespace AND a.is_grantable
	AND a.grantee <> c.relowner"), 0, 'nobody can grant on');
# The functions that work as the owner for a while give that up with an error.
sub after_error
{
	my ($name, $call) = @_;
	is(as('refresher', "DO \$\$BEGIN PERFORM $call; RAISE EXCEPTION 'no error'; EXCEPTION WHEN datetime_field_overflow OR unique_violation
			OR duplicate_table THEN NULL; END\$\$; SELECT current_user, session_user; CREATE TABLE llmeco.mine ()"),
		'42501', "refresher: no owner's rights after $name");
	return;
}
after_error('a snapshot that fails', "llmeco_take_snapshot('infinity')");
# The number of the next run is taken already.
as('refresher', "INSERT INTO llmeco.influence_runs (run_id, started_at, finished_at, as_of, alpha, w, lambda, lambda_space, tol, max_iter,
		iterations, residual, converged, models, edges, load_seconds, compute_seconds, store_seconds)
	SELECT max(run_id) OVER () + n, started_at, finished_at, as_of, alpha, w, lambda, lambda_space, tol, max_iter,
		iterations, residual, converged, models, edges, load_seconds, compute_seconds, store_seconds
	  FROM (SELECT * FROM llmeco.influence_runs ORDER BY run_id DESC LIMIT 1) r, generate_series(1, 3) n");
after_error('influence that fails', 'llmeco_update_influence()');
after_error('an import of history that fails', "llmeco_import_snapshots('SELECT ''a/b'' AS name, date ''infinity'' AS taken_on, 1 AS likes')");
is(as('refresher', "SELECT llmeco_take_snapshot('2020-04-01') > 0, current_user"), 't|ecosystem_refresher', 'refresher: itself after one that does not');
# Nor has what the caller's query calls, whoever calls it for them.
as('refresher', q{CREATE FUNCTION of_refresher.who() RETURNS text LANGUAGE sql AS 'SELECT current_user::text'});
is(as('refresher', "SELECT unmatched FROM llmeco_import_snapshots('SELECT of_refresher.who() AS name, date ''2019-02-01'' AS taken_on, 1 AS likes')"),
	'{ecosystem_refresher}', 'refresher: a query of history runs as who calls');
denied('refresher', "SELECT * FROM llmeco_import('models', 'SELECT rolpassword FROM pg_authid')", 'an import of what it may not read');
denied('refresher', "SELECT llmeco_partition('2020-05-01')", 'llmeco_partition(), which was not granted');
denied('refresher', "SELECT llmeco_track_repo('a/b')", 'llmeco_track_repo(), which was not granted');

# ---- settings ----

my @settings = split /\n/, sql("LOAD 'llmeco'; SELECT name FROM pg_settings WHERE name ~ '^llmeco\\.' AND context = 'superuser'
	UNION SELECT 'llmeco.token' ORDER BY 1");
my $table = readme_section('## Settings');
is("@settings", join(' ', sort map { split /, / } $table =~ /^\| (llmeco\.\S+(?:, llmeco\.\S+)*) \|[^|]*\| superuser/mg),
	'the superuser settings are those of the README');
my %value = map { $_ => /allow/ ? 'on' : /endpoint/ ? 'https://127.0.0.1:1' : '/tmp/x' } @settings;
my $load = "SELECT FROM llmeco_influence(models_query => 'SELECT 1 AS model_id')";
for my $who (qw(analyst refresher))
{
	all_denied($who, map { "ALTER ROLE CURRENT_USER SET $_ = '$value{$_}'" } @settings);
	my ($loaded, @states) = states($who, $load, map { "SET $_ = '$value{$_}'" } @settings);
	is($states[$_], '42501', "$who: SET $settings[$_]") for 0 .. $#settings;
	# Before the library is loaded any name can be set; it is forgotten then.
	as($who, (map { "SET $_ = '$value{$_}';" } @settings), $load);
	like($told, qr/WARNING:  42501: permission denied to set parameter "$_"/, "$who: $_, set before the library is loaded, is refused") for @settings;
}
is(as('refresher', "SET llmeco.hub_endpoint = 'https://127.0.0.1:1'; CALL llmeco_refresh_all('{models}', 'all', 'full')"), '',
	'refresher: an address set before the library is loaded');
is(sql('SELECT status, models_seen > 300 FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1'), 'complete|t', 'is not the one that is read');

# ---- settings, where sessions load the library only when they need it ----

my ($loading, @setting) = readme_section('## Settings') =~ /^    (.*)$/mg;
# From PostgreSQL 17 on it takes any name that has a dot.
my $known = sql('SHOW server_version_num') >= 170000 ? qr/^$/ : qr/ERROR:  42704: unrecognized configuration parameter "llmeco/;
like(error_of(join "\n", @setting), $known, 'settings are not known at first');
is(error_of(join "\n", $loading, @setting), '', 'but in the order that the README has');
wait_until("SELECT current_setting('llmeco.token_file', true) = '/etc/postgresql/hub-token'");
is(sql("LOAD 'llmeco'; SELECT current_setting('llmeco.token_file')"), '/etc/postgresql/hub-token', 'and are set');
sql('ALTER SYSTEM RESET ALL');
sql('SELECT pg_reload_conf()');

# The token.
$node->append_conf('postgresql.conf', "session_preload_libraries = 'llmeco'\nllmeco.token = 'hf_secret_token'\n");
$node->reload;
ok(wait_until("SELECT current_setting('llmeco.token') = 'hf_secret_token'"), 'there is a token');
for my $who (sort keys %role)
{
	all_denied($who, 'SHOW llmeco.token', "SELECT current_setting('llmeco.token')", 'SELECT * FROM pg_file_settings', 'RESET llmeco.token',
		"SELECT set_config('llmeco.token', 'x', true)");
	unlike(as($who, "SHOW ALL; TABLE pg_settings; SELECT * FROM pg_show_all_settings()"), qr/hf_secret/, "$who: SHOW ALL and pg_settings do not have it");
}

$node->stop;
$hub->stop;
done_testing();
