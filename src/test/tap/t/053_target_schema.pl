# Whoever may create things in the schema that CREATE EXTENSION targets would be
# superuser if an operator or function of theirs were called in place of
# PostgreSQL's. Before the extension comes, a stranger puts there operators of
# every mix of types, and functions of every name that llmeco calls; none is
# ever referred to or called. Neither is one in a database that was made with
# 1.1.0, where some were, once it is updated.
use strict;
use warnings;
use Cwd 'abs_path';
use File::Find;
use FindBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use Catalogue;
use LoopbackHub;
use OlderInstallation;
use TestDatabase 'differences';

my $top = abs_path("$FindBin::Bin/../../../..");
my $hub = LoopbackHub->of_sample;
my $dir = PostgreSQL::Test::Utils::tempdir;
my $node = PostgreSQL::Test::Cluster->new('main',
	install_path => older_installation("$dir/installation", map { "$FindBin::Bin/../llmeco--$_.sql" } qw(1.0.0 1.1.0)));
$node->init;
$node->append_conf('postgresql.conf', $hub->settings . "jit = off\nmax_locks_per_transaction = 1000\n");
$node->start;
$node->safe_psql('postgres', 'CREATE ROLE stranger LOGIN; CREATE ROLE friend');

my $db;
sub sql { return $node->safe_psql($db, join '', @_); }

# ---- the traps ----

# All names that llmeco's SQL could mean as functions.
my %called;
find(sub {
	return if $File::Find::dir =~ m{^$top/src/test} || !/\.(?:c|sql)$/;
	$called{$_} = 1 for slurp_file($_) =~ /\b([a-z_0-9]+)\(/g;
}, "$top/sql/install", "$top/src");
my $called = join ', ', map { "'$_'" } sort keys %called;

# A trap tells the server's log that it was called. It is an error as well,
# unless it is to stay unnoticed: then it says yes.
my $traps = <<"SQL";
DO \$traps\$
DECLARE
	types CONSTANT text[] := '{int2, int4, int8, float4, float8, numeric, text, name, varchar, bpchar, "\\"char\\"", oid, regclass,
		bool, date, timestamp, timestamptz, interval, jsonb, text[], int4[], int8[], float8[], xid}';
	polymorphic CONSTANT text[] := '{anyelement, anyarray, anynonarray}';
	l text;
	r text;
	op text;
	f record;
	result text;
	nth integer := 0;
	made CONSTANT text := 'CREATE FUNCTION entry.%I(%s) RETURNS %s LANGUAGE plpgsql IMMUTABLE AS \$\$ BEGIN
		RAISE LOG ''captured: %%'', %L; IF current_setting(''trap.silent'', true) = ''on'' THEN RETURN %s; END IF;
		RAISE EXCEPTION ''captured''; END \$\$';
BEGIN
	FOREACH l IN ARRAY types || polymorphic LOOP
		FOREACH r IN ARRAY types || polymorphic LOOP
			CONTINUE WHEN l = ANY (polymorphic) <> (r = ANY (polymorphic));
			nth := nth + 1;
			EXECUTE format(made, 'trap' || nth, l || ',' || r, 'bool', 'comparison of ' || l || ' and ' || r, 'true');
			FOREACH op IN ARRAY '{=, <>, <, >, <=, >=, ~, !~, ~*, ~~, !~~, ~~*, \@>, <\@, &&, ?}'::text[] LOOP
				EXECUTE format('CREATE OPERATOR entry.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = entry.trap%s)', op, l, r, nth);
			END LOOP;
			CONTINUE WHEN r = ANY (polymorphic);
			FOREACH op IN ARRAY '{+, -, *, /, %, ||, ->, ->>}'::text[] LOOP
				BEGIN
					EXECUTE format('SELECT pg_catalog.pg_typeof(NULL::%s OPERATOR(pg_catalog.%s) NULL::%s)', l, op, r) INTO result;
				EXCEPTION WHEN undefined_function OR ambiguous_function THEN
					result := l;
				END;
				nth := nth + 1;
				EXECUTE format(made, 'trap' || nth, l || ',' || r, result, l || ' ' || op || ' ' || r, 'NULL');
				EXECUTE format('CREATE OPERATOR entry.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = entry.trap%s)', op, l, r, nth);
			END LOOP;
		END LOOP;
		CONTINUE WHEN l = ANY (polymorphic);
		nth := nth + 1;
		EXECUTE format(made, 'trap' || nth, l, l, 'sign of ' || l, 'NULL');
		EXECUTE format('CREATE OPERATOR entry.- (RIGHTARG = %s, FUNCTION = entry.trap%s)', l, nth);
		EXECUTE format('CREATE OPERATOR entry.+ (RIGHTARG = %s, FUNCTION = entry.trap%s)', l, nth);
	END LOOP;
	FOR f IN
		SELECT DISTINCT ON (p.proname, p.pronargs) p.proname, p.pronargs,
			   CASE WHEN t.typtype = 'p' THEN 'text' ELSE p.prorettype::regtype::text END AS result
		  FROM pg_proc p JOIN pg_type t ON t.oid = p.prorettype
		 WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.pronargs <= 2 AND p.proname IN ($called)
		 ORDER BY p.proname, p.pronargs, t.typtype = 'p', p.oid
	LOOP
		FOR l, r IN
			SELECT a, b FROM unnest(CASE WHEN f.pronargs > 0 THEN types ELSE '{""}' END) a,
				unnest(CASE WHEN f.pronargs > 1 THEN '{int4, int8, float8, numeric, text, regclass, date, timestamptz, interval}'
					ELSE '{""}'::text[] END) b
		LOOP
			EXECUTE format(made, f.proname, concat_ws(',', nullif(l, ''), nullif(r, '')), f.result,
				f.proname || '(' || concat_ws(',', nullif(l, ''), nullif(r, '')) || ')', 'NULL');
		END LOOP;
	END LOOP;
END
\$traps\$
SQL

$db = 'template_traps';
$node->safe_psql('postgres', "CREATE DATABASE $db");
sql('CREATE SCHEMA entry; GRANT USAGE, CREATE ON SCHEMA entry TO stranger');
$node->safe_psql($db, $traps, connstr => $node->connstr($db) . ' user=stranger');
cmp_ok(sql("SELECT count(*) FROM pg_operator WHERE oprnamespace = 'entry'::regnamespace"), '>', 10000, 'traps are set');

# create_extension(DATABASE, VERSION) makes a database with traps, then the
# extension among them.
sub create_extension
{
	my ($database, $version) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $database TEMPLATE template_traps");
	$db = $database;
	sql('CREATE EXTENSION llmeco SCHEMA entry', $version ? " VERSION '$version'" : '');
	return;
}

# captured() are the objects of the stranger that others refer to.
sub captured
{
	return sql("SELECT DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid) || ': ' || pg_describe_object(d.refclassid, d.refobjid, 0)
		  FROM pg_depend d
		 WHERE ((d.refclassid = 'pg_operator'::regclass AND d.refobjid IN (SELECT oid FROM pg_operator WHERE oprnamespace = 'entry'::regnamespace)
				OR d.refclassid = 'pg_proc'::regclass AND d.refobjid IN (SELECT oid FROM pg_proc WHERE proowner = 'stranger'::regrole)))
		   AND NOT (d.classid = 'pg_operator'::regclass AND d.objid IN (SELECT oid FROM pg_operator WHERE oprnamespace = 'entry'::regnamespace))
		 ORDER BY 1");
}

my ($log_read, %called_by) = (0);
# called(NAME) are the traps called since it was last asked for, by sessions of all names
# or of this one: each_in_traps() gives its session the name of the function that it calls.
sub called
{
	my ($name) = @_;
	my $log = slurp_file($node->logfile, $log_read);
	$log_read += length $log;
	$called_by{$1}{$2} = 1 while $log =~ /^.*?\[\d+\] (\S+) LOG:  captured: (.*)/mg;
	return join "\n", map { sort keys %{ delete $called_by{$_} // {} } } $name // sort keys %called_by;
}

# in_traps(SQL) runs SQL as a superuser who has the schema in their path, and
# gives what psql complains of.
sub in_traps
{
	my ($path, @sql) = @_;
	return ($node->psql($db, "SET search_path = $path; SET client_min_messages = warning;\n\\o /dev/null\n" . join('', map { "$_;\n" } @sql), on_error_stop => 1))[2];
}

sub views
{
	return split /\n/, sql("SELECT oid::regclass FROM pg_class WHERE relnamespace = 'llmeco'::regnamespace AND relkind = 'v' ORDER BY 1");
}

# each_in_traps(PATH, FUNCTION...) calls each in one session, as most of what a session of
# its own takes is to learn of ten thousand operators. It gives what psql complains of, by function.
my %call;
sub each_in_traps
{
	my ($path, @functions) = @_;
	my $told = ($node->psql($db, "SET search_path = $path; SET client_min_messages = warning;\n\\o /dev/null\n"
			. join('', map { "\\warn >$_\nSET application_name = '$_';\n$call{$_};\n" } @functions), on_error_stop => 0))[2];
	return map { /^(\w+)\n?(.*?)\n?\z/s } split /^>/m, $told;
}

# ---- a new database ----

create_extension('new');
is(captured(), '', 'nothing refers to them');
my @new = catalogue($node, 'new');

my $everything = "'{models, spaces, authors, labels, repos}'";
my $model = 'meta-llama/Meta-Llama-3-8B';
%call = (
	llmeco_refresh => "SELECT * FROM llmeco_refresh($everything, 'all', 'full'); SELECT * FROM llmeco_refresh('labels')",
	llmeco_refresh_all => "CALL llmeco_refresh_all($everything, 'top:20', 'incremental'); CALL llmeco_refresh_all('labels')",
	llmeco_influence => "SELECT * FROM llmeco_influence(); SELECT * FROM llmeco_influence(models_query => 'TABLE llmeco.models',
		edges_query => 'TABLE llmeco.model_edges')",
	llmeco_influence_into => "SELECT * FROM llmeco_influence_into('public.scores')",
	llmeco_update_influence => 'SELECT * FROM llmeco_update_influence(); SELECT * FROM llmeco_update_influence(lambda => 0.01)',
	llmeco_update_rankings => 'SELECT * FROM llmeco_update_rankings()',
	llmeco_update_families => 'SELECT * FROM llmeco_update_families()',
	llmeco_update_checks => 'SELECT * FROM llmeco_update_checks()',
	llmeco_version => 'SELECT * FROM llmeco_version()',
	llmeco_find => "SELECT * FROM llmeco_find('hf.co/$model')",
	llmeco_model_id => "SELECT llmeco_model_id('$model:Q8_0')",
	known_model => "SELECT llmeco.known_model('$model'), llmeco.known_model(7)",
	explain_model => 'SELECT * FROM llmeco.explain_model(7, 3)',
	bom => "SELECT llmeco.bom(7, 'spdx', '3e671687-395b-41f5-a30f-a58921a69b79', '2026-01-01')",
	llmeco_explain => "SELECT * FROM llmeco_explain('$model'); SELECT * FROM llmeco_explain(7)",
	llmeco_lineage => "SELECT * FROM llmeco_lineage('$model'); SELECT * FROM llmeco_lineage(7)",
	llmeco_path => "SELECT * FROM llmeco_path((SELECT pg_catalog.max(child) FROM llmeco.network_edges), '$model'); SELECT * FROM llmeco_path(7, 8)",
	llmeco_impact => "SELECT * FROM llmeco_impact('$model'); SELECT * FROM llmeco_impact(7)",
	llmeco_common_ancestors => "SELECT * FROM llmeco_common_ancestors('{$model, google/gemma-2-2b}')",
	llmeco_network => join('; ', map { "SELECT * FROM llmeco_network('{$model}', '$_')" }
		  qw(full top author orgs adapter finetune merge quantized)) . "; SELECT * FROM llmeco_network(7); SELECT * FROM llmeco_network('$model')",
	llmeco_license_conflicts => "SELECT * FROM llmeco_license_conflicts(7); SELECT * FROM llmeco_license_conflicts('$model')",
	llmeco_license_obligations => "SELECT * FROM llmeco_license_obligations('$model'); SELECT * FROM llmeco_license_obligations(7)",
	license_key => "SELECT llmeco.license_key('other', 'Llama 3')",
	name_word => "SELECT llmeco.name_word('Qwen/Qwen3-8B')",
	llmeco_bom => "SELECT llmeco_bom('$model'); SELECT llmeco_bom('$model', 'spdx'); SELECT llmeco_bom(7)",
	bom_models => 'SELECT * FROM llmeco.bom_models(7)',
	(map { ($_ => "SELECT llmeco.$_(7, '3e671687-395b-41f5-a30f-a58921a69b79', '2026-01-01T00:00:00Z', '1.2.0')") } qw(bom_cyclonedx bom_spdx)),
	url_encode => "SELECT llmeco.url_encode('a/b c')",
	model_architecture => "SELECT llmeco.model_architecture('{llama}')",
	llmeco_cycles => 'SELECT * FROM llmeco_cycles()',
	llmeco_set_parent => "SELECT * FROM llmeco_set_parent('$model', 'google/gemma-2-2b')",
	llmeco_unset_parent => "SELECT * FROM llmeco_unset_parent('$model', 'google/gemma-2-2b')",
	llmeco_reset_parent => "SELECT * FROM llmeco_reset_parent('$model', 'google/gemma-2-2b')",
	llmeco_accept_parents => 'SELECT llmeco_accept_parents(0)',
	llmeco_withdraw_parents => 'SELECT llmeco_withdraw_parents()',
	llmeco_track_repo => "SELECT * FROM llmeco_track_repo('a/b')",
	llmeco_untrack_repo => "SELECT * FROM llmeco_untrack_repo('a/b')",
	llmeco_partition => "SELECT * FROM llmeco_partition('2020-01-01')",
	llmeco_take_snapshot => "SELECT * FROM llmeco_take_snapshot(); SELECT * FROM llmeco_take_snapshot('2020-01-01');
		SELECT * FROM llmeco_take_snapshot('2020-01-02'); SELECT * FROM llmeco_influence(counters_on => '2020-01-02');
		SELECT * FROM llmeco_update_influence(counters_on => '2020-01-01', publish => false, name => 'then')",
	llmeco_prune => 'SELECT * FROM llmeco_prune()',
	llmeco_import => "SELECT * FROM llmeco_import('models', \$\$SELECT pg_catalog.jsonb_build_object('_id', m.hub_id, 'id', m.name, 'likes', 7)
			FROM llmeco.models m WHERE m.hub_id IS NOT NULL\$\$);
		SELECT * FROM llmeco_import('models', \$\$SELECT '{\"_id\":\"00000000000000000000000a\",\"id\":\"a/imported\",\"tags\":[\"base_model:$model\"]}', 'a/once' AS alias\$\$);
		SELECT * FROM llmeco_import('spaces', \$\$SELECT '{\"_id\":\"00000000000000000000000b\",\"id\":\"a/space\",\"models\":[\"$model\"]}'\$\$);
		SELECT * FROM llmeco_import('authors', \$\$SELECT '{\"_id\":\"00000000000000000000000c\",\"user\":\"imported\"}'\$\$)",
	llmeco_import_snapshots => "SELECT * FROM llmeco_import_snapshots(\$\$SELECT m.name, date '2024-01-31' AS taken_on, m.likes FROM llmeco.models m\$\$);
		SELECT * FROM llmeco_import_snapshots(\$\$SELECT m.model_id, date '2024-01-31' AS taken_on, 1 AS downloads FROM llmeco.models m\$\$)",
	require_coordinator => 'SELECT llmeco.require_coordinator()',
	reads_all => 'SELECT llmeco.reads_all(7)',
	llmeco_prune_snapshots => 'SELECT * FROM llmeco_prune_snapshots()',
	llmeco_require_coordinator => 'SELECT * FROM llmeco_require_coordinator()',
	llmeco_shown_slot => "SELECT * FROM llmeco_shown_slot('influence')",
	llmeco_grant => join('; ', map { "SELECT * FROM llmeco_grant('$_', 'friend')" } qw(reader analyst refresher monitor)),
	llmeco_distribute => 'SELECT * FROM llmeco_distribute()',
);
my @order = qw(llmeco_refresh llmeco_set_parent llmeco_track_repo llmeco_refresh_all llmeco_unset_parent llmeco_reset_parent);
my %first = map { $_ => 1 } @order;
push @order, grep { !$first{$_} } sort keys %call;
is(sql("SELECT string_agg(DISTINCT p.proname, ' ') FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'llmeco'
	JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid WHERE d.deptype = 'e' AND p.prorettype <> 'internal'::regtype"),
	join(' ', sort keys %call), 'every function that SQL can call is called below');

for my $path ('entry, public', 'entry, pg_catalog, public')
{
	my %told = each_in_traps($path, @order);
	for my $function (@order)
	{
		my $told = $told{$function} // 'not called';
		$told =~ s/^psql:<stdin>:\d+: ERROR:  Citus is not installed.*//s if $function eq 'llmeco_distribute';
		is($told, '', "search_path $path: $function()");
		is(called($function), '', 'calls no trap');
	}
	my @views = views();
	is(in_traps($path, map { "SELECT * FROM $_" } @views), '', "search_path $path: every view");
	is(called(), '', 'calls no trap');
	sql('DROP TABLE public.scores');
}
is(sql('SELECT DISTINCT status FROM llmeco.refresh_runs'), 'complete', 'refreshes ended well');
cmp_ok(sql('SELECT count(*) FROM llmeco.repo_scores WHERE community > 0'), '>', 0, 'and the views have what to compute from');
sql('DROP OWNED BY stranger');
cmp_ok(sql('SELECT count(*) FROM llmeco.leaderboard'), '>', 300, 'without the traps all is still there');

# ---- a database that 1.1.0 was captured in ----

create_extension('old', '1.1.0');
isnt(captured(), '', '1.1.0 refers to some');
# which takes arrays only
{
	local $call{llmeco_refresh} = 'SET trap.silent = on; ' . $call{llmeco_refresh} =~ s{;.*}{}sr;
	my %told = each_in_traps('entry, public', 'llmeco_refresh');
	is($told{llmeco_refresh}, '', 'a refresh then');
	isnt(called('llmeco_refresh'), '', 'calls them');
}
my @tables = split /\n/, sql("SELECT oid::regclass FROM pg_class WHERE relnamespace = 'llmeco'::regnamespace AND relkind IN ('r', 'p')
	AND NOT relispartition AND relname !~ '^(influence_scores|ranking_entries|conflicts)\$' ORDER BY 1");
# Columns may come; those of before keep what is in them.
my %columns = map { $_ => sql("SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
	WHERE attrelid = '$_'::regclass AND attnum > 0 AND NOT attisdropped") } @tables;
my $rows = join ' UNION ALL ', map { "SELECT '$_', count(*), md5(string_agg(r::text, ',' ORDER BY r::text)) FROM (SELECT $columns{$_} FROM $_) r" } @tables;
my $before = sql($rows);
is(in_traps('entry, public', 'ALTER EXTENSION llmeco UPDATE'), '', 'the update');
is(called(), '', 'calls none');
is(captured(), '', 'and leaves nothing that refers to them');
is(sql($rows), $before, 'every table has the rows that it had');
is(join("\n", differences([ catalogue($node, 'old') ], \@new)), '', 'all is as in a new database');
my %updated = each_in_traps('entry, public', @order);
is(join(' ', sort keys %updated), join(' ', sort @order), 'and each function is called');
for my $function (@order)
{
	is(called($function), '', "updated: $function() calls no trap");
}
is(in_traps('entry, public', map { "SELECT * FROM $_" } views()), '', 'neither does any view');
is(called(), '', 'of this database');
is(sql('SELECT status FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1'), 'complete', 'a refresh ends well');

# From 1.0.0 the scripts come one after another.
create_extension('oldest', '1.0.0');
isnt(captured(), '', '1.0.0 refers to some');
is(in_traps('entry, public', 'ALTER EXTENSION llmeco UPDATE'), '', 'the update');
is(called() . captured(), '', 'after which nothing does');

$node->stop;
$hub->stop;
done_testing();
