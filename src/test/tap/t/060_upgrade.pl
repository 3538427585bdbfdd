# When this fails, ALTER EXTENSION UPDATE from an older version costs a user
# data, rights or views built on llmeco's: the catalogue is that of a fresh
# install; data, what users built and what they granted stay; all goes on.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use Catalogue;
use LoopbackHub;
use OlderInstallation;
use TestDatabase;

my $hub = LoopbackHub->of_sample;
my $dir = PostgreSQL::Test::Utils::tempdir;
my @older = qw(1.0.0 1.1.0);
my $node = start_server('main', $hub->settings,
	install_path => older_installation("$dir/installation", map { "$FindBin::Bin/../llmeco--$_.sql" } @older));

# contents(RELATION...) has a line a relation: its name, rows and their digest.
# Of floating-point numbers all digits, unless $digits says otherwise.
my $digits;
sub contents
{
	return join "\n", sort split /\n/, sql(($digits // '') . join ' UNION ALL ', map {
		"SELECT '$_', count(*), md5(string_agg(r::text, E'\\n' ORDER BY r::text COLLATE \"C\")) FROM $_ r"
	} @_);
}

# ---- the catalogue ----

fresh_database('new');
my $version = sql("SELECT extversion FROM pg_extension WHERE extname = 'llmeco'");
my @new = catalogue($node, 'new');
my @new_tables = relations('r,p', 'NOT relispartition');
my $new_contents = contents(@new_tables);

my (%old_views, %old_tables);
for my $older (@older)
{
	my $db = fresh_database("old_" . $older =~ tr/./_/r, $older);
	$old_views{$older} = [ map { s/^llmeco\.//r } relations('v') ];
	$old_tables{$older} = [ relations('r,p', 'NOT relispartition') ];
	cmp_ok(scalar(my @old = catalogue($node, $db)), '>', 700, "$older is there");
	isnt(join("\n", differences(\@old, \@new)), '', 'and is another');
	sql('ALTER EXTENSION llmeco UPDATE');
	my @updated = catalogue($node, $db);
	is(join("\n", differences(\@updated, \@new)), '', "updated from $older, it is as $version is");
	is(contents(@new_tables), $new_contents, 'and so are the rows that tables begin with');
	sql('DROP EXTENSION llmeco');
	is(sql("SELECT count(*) FROM pg_class WHERE relname ~ 'llmeco' OR relnamespace::regnamespace::text = 'llmeco'"), 0,
		'DROP EXTENSION leaves nothing of it');
}

# Entry points in a schema of the user's.
$node->safe_psql('postgres', 'CREATE DATABASE elsewhere');
use_database($node, 'elsewhere');
sql("CREATE SCHEMA entry; CREATE EXTENSION llmeco SCHEMA entry VERSION '1.0.0'; ALTER EXTENSION llmeco UPDATE");
is(sql("SELECT DISTINCT n.nspname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE proname ~ '^llmeco_'"),
	'entry', 'functions stay in the schema of the entry points');

# ---- databases that lived with them ----

$node->safe_psql('postgres', 'CREATE ROLE reader');
# Rankings were sums in numeric, which took 15 digits of each score: they are
# equal to 12, which may be two numbers of 12 digits.
my @sums = qw(language author org_type task);
sub views
{
	my ($extra_digits, @views) = @_;
	$digits = "SET extra_float_digits = $extra_digits; ";
	my $views = contents(grep { my $view = $_; ($extra_digits == -6) == grep { $view eq "mine.$_\_ranking" } @sums } @views);
	$digits = undef;
	return $views;
}
for my $older (@older)
{
	my $db = fresh_database("lived_" . $older =~ tr/./_/r, $older);
	sql('CALL llmeco_refresh_all(); SELECT llmeco_take_snapshot(\'2026-01-31\'); SELECT run_id FROM llmeco_update_influence()');
	cmp_ok(sql('SELECT count(*) FROM llmeco.leaderboard'), '>', 300, "this library serves the SQL of $older: refresh and influence");
	cmp_ok(sql("SELECT count(*) FROM llmeco.models m, llmeco_explain(m.name), llmeco_lineage(m.name), llmeco_network(ARRAY[m.name])
		WHERE m.model_id = (SELECT parent_id FROM llmeco.model_edges ORDER BY 1 LIMIT 1)"), '>', 0, 'explain, lineage and network');
	sql("UPDATE llmeco.model_edges SET provenance = 'manual' WHERE parent_id = (SELECT min(parent_id) FROM llmeco.model_edges)");
	sql("CREATE SCHEMA mine; GRANT USAGE ON SCHEMA llmeco, mine TO reader;
		GRANT SELECT ON ALL TABLES IN SCHEMA llmeco TO reader; GRANT EXECUTE ON FUNCTION llmeco_update_influence, llmeco_refresh TO reader;
		CREATE VIEW mine.refresh AS SELECT status FROM llmeco_refresh();",
		map { "CREATE VIEW mine.$_ AS SELECT * FROM llmeco.$_; GRANT SELECT ON mine.$_ TO reader;" } @{$old_views{$older}});
	# The contract's version is what has to change with the views; languages come;
	# what licences say is what each version knows of them.
	@{$old_views{$older}} = grep { !/^(default_licenses|license_families|license_conflicts)$/ } @{$old_views{$older}};
	sql('CREATE TABLE mine.codes AS SELECT code FROM llmeco.languages');
	my %part = (site_contract => '(SELECT as_of, refreshed_at FROM mine.site_contract)',
		languages => '(SELECT l.* FROM mine.languages l JOIN mine.codes c ON c.code = l.code)');
	my @mine = map { $part{$_} // "mine.$_" } @{$old_views{$older}};
	my $sums = join ' UNION ALL ', map { "SELECT '$_' AS ranking, $_\::text AS key, influence::float8 FROM mine.$_\_ranking" } @sums;
	sql("CREATE TABLE mine.sums AS $sums");
	my %views;
	$views{$_} = views($_, @mine) for -3, -6;
	# Columns may come; those of before keep what is in them.
	my %columns = map { $_ => sql("SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
		WHERE attrelid = '$_'::regclass AND attnum > 0 AND NOT attisdropped") } @{$old_tables{$older}};
	# Of scores and rankings the newest stay.
	my %runs = ('llmeco.influence_scores' => 'llmeco.influence_runs', 'llmeco.ranking_entries' => 'llmeco.ranking_runs');
	my @rows = map { "(SELECT $columns{$_} FROM $_" . ($runs{$_} ? " WHERE run_id = (SELECT max(run_id) FROM $runs{$_})" : '') . ')' }
		@{$old_tables{$older}};
	my $tables = contents(@rows);
	sql('GRANT INSERT ON llmeco.influence_scores TO reader');
	# What depends on a table of a run, or on what they were parts of.
	my $run = sql('SELECT max(run_id) FROM llmeco.influence_runs');
	sql("CREATE TABLE mine.of_run (score llmeco.influence_run_$run);
		CREATE VIEW mine.all_runs AS SELECT run_id FROM llmeco.influence_scores;
		CREATE TABLE mine.others PARTITION OF llmeco.influence_scores DEFAULT");

	# As the library of 1.0.0 made the index of a month; it stored no rankings.
	sql('DROP INDEX llmeco.model_snapshots_2026_01_taken_on_idx;
		CREATE INDEX ON llmeco.model_snapshots_2026_01 USING brin (taken_on)') if $older eq '1.0.0';
	sql('ALTER EXTENSION llmeco UPDATE');
	is(join(' ', relations('r,p', "relname ~ '_run_|_of_runs'")), "llmeco.influence_run_$run llmeco.influence_scores_of_runs",
		'tables of runs are gone, but for those that something depends on');
	is(sql("SELECT count(*) FROM pg_class WHERE oid IN ('mine.of_run'::regclass, 'mine.all_runs'::regclass, 'mine.others'::regclass)
		AND NOT relispartition"), 3, 'which stays');
	is(sql("SELECT pg_get_viewdef('mine.refresh'::regclass) ~ 'llmeco_refresh_before_1_2'"), 't', 'so does a view of what llmeco_refresh() returned');
	sql('DROP VIEW mine.refresh; DROP FUNCTION llmeco_refresh_before_1_2');
	sql("DROP TABLE mine.of_run, mine.others, llmeco.influence_run_$run; DROP VIEW mine.all_runs; DROP TABLE llmeco.influence_scores_of_runs");
	sql('SELECT run_id FROM llmeco_update_rankings(); SELECT llmeco_update_checks()') if $older eq '1.0.0';
	is(sql("SELECT indexdef FROM pg_indexes WHERE tablename = 'model_snapshots_2026_01' AND indexdef !~ 'UNIQUE'"),
		'CREATE INDEX model_snapshots_2026_01_taken_on_idx ON llmeco.model_snapshots_2026_01 USING btree (taken_on)',
		'months get the index that finds the newest day');
	is(contents(@rows), $tables, 'every table has the rows that it had');
	is(sql('SELECT (SELECT count(first_seen_at) FROM llmeco.model_edges), (SELECT count(first_seen_at) FROM llmeco.space_models)'), '0|0',
		'since when derivations and uses are known is not known of those');
	is(sql('SELECT count(*) > 300, bool_and(earned_rank = by_earned AND tied_rank = tied) FROM (SELECT earned_rank, tied_rank,
			row_number() OVER (ORDER BY earned_influence DESC, model_id) AS by_earned, rank() OVER (ORDER BY influence DESC) AS tied
			FROM llmeco.leaderboard) l'), 't|t', 'what scores of before earned is ranked');
	is(views(-3, @mine), $views{-3}, 'what users built on each view answers as before');
	is(views(-6, @mine), $views{-6}, 'and on each ranking');
	is(sql("SELECT count(*) FROM mine.sums s FULL JOIN ($sums) r USING (ranking, key)
			WHERE (abs(s.influence - r.influence) <= 1e-12 * abs(s.influence)) IS NOT TRUE"), 0, 'whose sums are equal to 12 digits');
	cmp_ok(sql('SET ROLE reader; SELECT count(*) FROM mine.leaderboard'), '>', 300, 'and to those whom they granted it');
	is(sql("SELECT has_table_privilege('reader', 'llmeco.leaderboard', 'SELECT'),
			has_function_privilege('reader', 'llmeco_update_influence(float8[], float8[], float8, float8, timestamptz, float8, integer, boolean, text, date)', 'EXECUTE'),
			has_function_privilege('reader', 'llmeco_refresh(text[], text, text, integer, integer)', 'EXECUTE'),
			has_table_privilege('reader', 'llmeco.influence_scores', 'INSERT')"),
		't|t|t|t', 'rights on the extension stay');
	my $refresh = "SELECT status, models_new, models_changed, edges_changed, edges_removed FROM llmeco_refresh('{models}')";
	is(sql($refresh), sql("SELECT 'complete', 0, count(sha), 0, 0 FROM llmeco.models"),
		"a refresh brings what $older did not read of each model");
	is(sql($refresh), 'complete|0|0|0|0', 'and the next one nothing new');
	is(sql('SELECT converged, models > 300 FROM llmeco_update_influence()'), 't|t',
		'influence is updated');
	is(sql("SELECT count(*) > 0 FROM llmeco.model_edges WHERE provenance = 'manual'"), 't', 'what was entered by hand is still there');

	# Rights that users gave must not have become the extension's own, which
	# pg_dump would leave out.
	my $dump = $node->basedir . "/lived_$older.dump";
	$node->command_ok(['pg_dump', '-Fc', '-f', $dump, $db], 'pg_dump');
	$node->safe_psql('postgres', "CREATE DATABASE \"copied_$older\"");
	$node->command_ok(['pg_restore', '-1', '-e', '-d', "copied_$older", $dump], 'pg_restore');
	use_database($node, "copied_$older");
	is(sql("SELECT has_table_privilege('reader', 'llmeco.leaderboard', 'SELECT'),
			has_function_privilege('reader', 'llmeco_update_influence(float8[], float8[], float8, float8, timestamptz, float8, integer, boolean, text, date)', 'EXECUTE'),
			has_function_privilege('reader', 'llmeco_refresh(text[], text, text, integer, integer)', 'EXECUTE'),
			has_table_privilege('reader', 'llmeco.influence_scores', 'INSERT')"),
		't|t|t|t', 'rights that users gave are dumped and restored');
}

# ---- what 1.1.0 read otherwise ----

# Languages by its list, as if a tag were nothing else; Spaces of the Hub's
# placeholder without date; a removed model with a score.
fresh_database('otherwise', '1.1.0');
sql(q{
	INSERT INTO llmeco.models (name, tags, languages, likes, fetched_at, removed_at) VALUES
		('u/architecture', '{new,custom_code,en}', '{new,en}', 1, now(), NULL),
		('u/beside-one', '{bpy,en}', '{bpy,en}', 1, now(), NULL),
		('u/gone', '{fr}', '{fr}', 100, now(), now()),
		('u/kamba', '{kam,sw,luo,en}', '{sw,luo,en}', 1, now(), NULL),
		('u/many', '{ca,ast,es,en,text-generation}', '{ca,ast,es,en}', 1, now(), NULL),
		('u/regions', '{zh-TW,zh,pt_br,es-419,x,ast-ES,kam_Latn,zh-}', '{zh}', 1, now(), NULL),
		('u/sms', '{sms}', '{sms}', 1, now(), NULL),
		('u/tagless', '{}', '{en}', 1, now(), NULL);
	INSERT INTO llmeco.models (name, languages) VALUES ('u/stub', '{en}');
	INSERT INTO llmeco.spaces (name, likes, created_at, fetched_at) VALUES
		('s/dated', 1, '2024-01-01', now()), ('s/old', 120, NULL, now()), ('s/unread', 1, NULL, NULL);
	INSERT INTO llmeco.space_models SELECT space_id, model_id FROM llmeco.spaces, llmeco.models WHERE models.name = 'u/kamba';
	ALTER EXTENSION llmeco UPDATE});
is(sql(q{SELECT name, array_to_string(languages, ' ') FROM llmeco.models ORDER BY name COLLATE "C"}), join("\n",
		'u/architecture|en', 'u/beside-one|en', 'u/gone|fr', 'u/kamba|kam sw luo en', 'u/many|ca ast es en',
		'u/regions|zh pt es ast kam', 'u/sms|', 'u/stub|en', 'u/tagless|en'),
	'languages are what this version makes of the tags');
is(sql('SELECT word, models FROM llmeco.dropped_languages ORDER BY 1'), "bpy|1\nnew|1\nsms|1", 'what is none is counted');
is(sql('SELECT name, created_at AT TIME ZONE \'UTC\' FROM llmeco.spaces ORDER BY 1'),
	"s/dated|2024-01-01 00:00:00\ns/old|2022-03-02 23:29:04\ns/unread|", 'Spaces from before March 2022 have the date of the placeholder');
is(sql(q{SELECT models FROM llmeco_update_influence(w => '{0,0,1,0}', alpha => '{1,0,0}', as_of => '2022-03-12 23:29:04+00')}), 8, 'removed models are not scored');
is(sql(q{SELECT round(influence::numeric, 6) = round(120 * exp(-0.01) + 1, 6) FROM llmeco.leaderboard WHERE rank = 1}), 't', 'and those Spaces count');

$node->stop;
$hub->stop;
done_testing();
