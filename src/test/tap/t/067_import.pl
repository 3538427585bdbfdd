# When this fails, who imports gets something else than who refreshes, the README's
# recipes do not work as typed, or one bad row costs the others: records from a file,
# a CSV dump and another database, history, and all of it from files to the site with
# no server to ask.
use strict;
use warnings;
use FindBin;
use IPC::Run;
use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use TestDatabase;

my $hub = LoopbackHub->of_sample;
my $node = start_server('main', $hub->settings . "jit = off\n");
my $dir = $node->basedir . '/hub';
mkdir $dir or die $!;

# records(NAME) are the lines of a file of the sample.
sub records { return split /\n/, slurp_file("$sample/$_[0].jsonl") }
my %record = map { $_ => [ records($_) ] } qw(models spaces authors);
append_to_file("$dir/$_.jsonl", join '', map { "$_\n" } @{ $record{$_} }) for sort keys %record;

# What both have to have, to the bit. The loopback Hub, as the Hub, has lastModified
# and baseModels where the sample has none.
my $by_tags = join ', ', map { "'$_->{id}'" } grep { !$_->{baseModels} } map { decode_json($_) } @{ $record{models} };
my %content = (
	models => "SELECT m.hub_id, m.name, a.name, m.task, m.library, m.license, m.gated, m.languages, m.tags, m.downloads,
		m.downloads_all_time, m.likes, m.parameters, m.trending_score, m.created_at, m.sha, m.disabled, m.fetched_at IS NULL,
		m.removed_at IS NULL, CASE WHEN m.created_at IS NOT NULL THEN m.modified_at END
		FROM llmeco.models m LEFT JOIN llmeco.authors a USING (author_id)",
	edges => "SELECT parent, child, relation, CASE WHEN child NOT IN ($by_tags) THEN provenance END FROM llmeco.network_edges",
	aliases => 'SELECT l.name, m.name FROM llmeco.model_aliases l JOIN llmeco.models m USING (model_id)',
	spaces => 'SELECT s.name, s.likes, s.title, s.created_at, m.name FROM llmeco.spaces s
		LEFT JOIN llmeco.space_models USING (space_id) LEFT JOIN llmeco.models m USING (model_id)',
	authors => 'SELECT name, hub_id, kind, full_name, followers, is_verified FROM llmeco.authors',
	influence => "SELECT m.name, i.influence FROM llmeco_influence(as_of => '2026-01-01Z') i JOIN llmeco.models m USING (model_id)",
	families => 'SELECT root, descendants, downloads FROM llmeco.family_ranking',
	snapshots => 'SELECT m.name, s.downloads, s.likes FROM llmeco.model_snapshots s JOIN llmeco.models m USING (model_id)
		WHERE s.taken_on > \'2025-12-31\'',
);

fresh_database('refreshed');
is(sql("SELECT status FROM llmeco_refresh('{models, spaces, authors}', 'all', 'full')"), 'complete', 'a refresh from the loopback Hub');
my %refreshed = map { $_ => [ split /\n/, sql($content{$_}) ] } sort keys %content;
cmp_ok(scalar(@{ $refreshed{$_} }), '>=', { aliases => 5, edges => 400, families => 20 }->{$_} // 100, "it has $_") for sort keys %refreshed;
$hub->stop;

# ---- the README as typed, with nobody to ask ----

# What the recipes read: a dump, a database, old names that Spaces use, history.
my %old = %{ decode_json(slurp_file("$sample/aliases.json")) };
my %used = map { $_ => 1 } map { @{ decode_json($_)->{models} // [] } } @{ $record{spaces} };
my $literals = join ', ', map { "('$_', '$old{$_}')" } grep { $used{$_} } sort keys %old;
$node->safe_psql('postgres', 'CREATE DATABASE archive');
$node->safe_psql('archive', "CREATE TABLE spaces (record jsonb); COPY spaces FROM '$dir/spaces.jsonl' WITH (FORMAT csv, QUOTE e'\\x01', DELIMITER e'\\x02')");
$node->safe_psql('archive', "CREATE TABLE models (r jsonb); COPY models FROM '$dir/models.jsonl' WITH (FORMAT csv, QUOTE e'\\x01', DELIMITER e'\\x02');
	COPY (SELECT r->>'_id', r->>'id', r->>'likes', r->>'downloads', r->>'createdAt', r->>'pipeline_tag' FROM models) TO '$dir/dump.csv' WITH (FORMAT csv, HEADER)");

$node->safe_psql('postgres', "CREATE DATABASE imported; ALTER DATABASE imported SET llmeco.hub_endpoint = 'http://127.0.0.1:1'");
use_database($node, 'imported');
sql("CREATE EXTENSION llmeco; CREATE TABLE old_names (alias text, name text); INSERT INTO old_names VALUES $literals;
	CREATE TABLE history AS SELECT 'meta-llama/META-LLAMA-3-8b' AS id, date '2024-05-30' + d AS day, 1000 + d AS downloads, 10 AS likes
		FROM generate_series(0, 4) d UNION ALL SELECT 'no/body', '2024-05-30', 1, 1");
my $recipes = join "\n", readme_section('## Import') =~ /^ {4,}(\S.*|)$/mg;
my ($viz) = $recipes =~ /^(llmeco-viz .*)$/m;
$recipes =~ s/^llmeco-viz .*$//m;
$recipes =~ s{/srv/hub}{$dir}g;
my ($out, $told) = ('', '');
IPC::Run::run([ 'psql', '-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('imported') ], '<', \$recipes, '>', \$out, '2>', \$told);
is($told, '', 'the recipes of the README work as typed');
# run_id, status, rows_read, rows_skipped, rows_failed
my @runs = map { [ (split /\|/)[ 1 .. 4 ] ] } grep { /^\d+\|[a-z]/ } split /\n/, $out;
is_deeply(\@runs, [ map { [ 'complete', $_, 0, 0 ] } 599, 599, 130, scalar(grep { $used{$_} } keys %old), 599, 130, 229 ],
	'each is complete and says how many rows it read');
is((grep { /^\d+\|\d+\|\d+\|/ } split /\n/, $out)[0], '6|5|1|{no/body}', 'history too');
is(sql('SELECT sources, models_new, models_changed, edges_changed, edges_removed, unavailable FROM llmeco.refresh_runs ORDER BY run_id OFFSET 1 LIMIT 1'),
	'{models}|0|0|0|0|{models.baseModels,models.tags,models.downloadsAllTime,models.gated,models.lastModified,models.library_name,models.safetensors,models.sha,models.trendingScore}',
	'a dump with some of the fields changes nothing of the others');
is(sql('SELECT DISTINCT mode, scope, requests FROM llmeco.refresh_runs'), 'import|query|0', 'all runs are imports, without a request');
is(sql("SELECT count(*) FROM llmeco.refresh_status WHERE last_status = 'complete' AND last_complete IS NOT NULL"), 3, 'refresh_status shows them');
is(sql('SELECT count(*) FROM llmeco.refresh_errors'), 0, 'no errors');
for my $what (sort keys %content)
{
	# Authors whom the Hub does not have are asked for, and then users.
	my $query = $what eq 'authors' ? "$content{authors} WHERE hub_id IS NOT NULL" : $content{$what};
	lines_are($query, "equal to what the refresh had: $what", grep { $what ne 'authors' || !/^[^|]*\|\|/ } @{ $refreshed{$what} });
}
is(sql("SELECT string_agg(s.taken_on || ' ' || s.downloads || ' ' || s.likes || coalesce(' ' || s.downloads_all_time, ''), ', ' ORDER BY taken_on)
	FROM llmeco.model_snapshots s JOIN llmeco.models m USING (model_id) WHERE m.name = 'meta-llama/Meta-Llama-3-8B' AND taken_on < '2025-01-01'"),
	join(', ', map { "2024-$_ 10" } '05-30 1000', '05-31 1001', '06-01 1002', '06-02 1003', '06-03 1004'), 'the days of history are there');

# ---- the site ----

my $site = $node->basedir . '/site';
my @viz = split ' ', $viz;
is("@viz", 'llmeco-viz -d mydb -o site', 'the site is made');
my ($written, $problems) = ('', '');
ok(IPC::Run::run([ "$top/viz/llmeco-viz", '--site', "$top/viz/build", '-d', $node->connstr('imported'), '-o', $site ],
		'<', \undef, '>', \$written, '2>', \$problems), 'llmeco-viz') or diag($problems);
ok(-s "$site/index.html" && -s "$site/leaderboard.html", 'which has its pages');

# ---- rows that are no records ----

fresh_database();
sql("CREATE TABLE rows (n serial, r text)");
my $row = sub { return sprintf '{"_id":"%024x","id":"a/%s"%s}', @_ };
my @rows = ('no json', undef, '', '{"_id":"62150b1b9079203a3a305001","id":"a/b"', $row->(1, 'b', '') . ',' . $row->(2, 'c', ''), '[]', '{}',
	$row->(3, 'nul', ',"pipeline_tag":"x\u0000y","likes":7'), $row->(4, 'ok', ',"likes":5,"tags":["en"],"base_model":1'),
	$row->(5, 'private', ',"private":true'), $row->(6, '\ud800', ''), "\x{EF}\x{BB}\x{BF} " . $row->(7, 'bom', '') . ' ',
	$row->(8, 'deep', ',"x":' . '[' x 100 . ']' x 100), ']', '123', $row->(9, 'negative', ',"likes":-5'), $row->(4, 'ok', ',"likes":6'));
sql('INSERT INTO rows (r) VALUES ', join ', ', map { defined ? "('$_')" : '(NULL)' } @rows);
# Of 5 MB, and of so many brackets that its tree would have 150 MB.
sql("INSERT INTO rows (r) VALUES ('{\"_id\":\"00000000000000000000000a\",\"x\":\"' || repeat('y', 5000000) || '\"}'),
	('{\"_id\":\"00000000000000000000000b\",\"id\":\"a/tree\",\"x\":[' || repeat('[],', 300000) || '1]}')");
my $import = "SELECT status, rows_read, rows_skipped, rows_failed, models_seen, models_new, errors FROM llmeco_import('models', \$\$%s\$\$)";
my $all = sprintf $import, 'SELECT r FROM rows ORDER BY n';
is(sql($all), 'complete|19|2|11|6|5|15', 'of 19 rows 2 are skipped, 11 fail, 6 are seen, of 5 models');
lines_are('SELECT name, coalesce(likes::text, \'\'), task FROM llmeco.models', 'and stored', 'a/nul|7|xy', 'a/ok|5|', "a/\xEF\xBF\xBD||", 'a/bom||', 'a/negative||');
my $errors = 'SELECT item, kind, times FROM llmeco.refresh_errors';
my @errors = (qw(1|type 3|syntax 4|syntax 5|syntax 6|type 7|missing a/nul|text 11|text 13|syntax 14|type 15|type a/negative|range a/ok|duplicate 18|size 19|size));
lines_are($errors, 'what failed has a row with its number', map { "$_|1" } @errors);
is(sql($all), 'complete|19|2|11|6|0|15', 'again');
lines_are($errors, 'the same problems are counted', map { "$_|2" } @errors);
is(sql(sprintf $import, "SELECT '\\x7b225f6964223a22303030303030303030303030303030303030303030303066222c226964223a22612f62797465222c22705f74616773223a22ff227d'::bytea"),
	'complete|1|0|0|1|1|1', 'bytes that are not UTF-8');
is(sql(sprintf $import, "SELECT '$rows[8]'::jsonb || '{\"likes\": 8}'"), 'complete|1|0|0|1|0|0', 'jsonb');
is(sql("SELECT likes, languages FROM llmeco.models WHERE name = 'a/ok'"), '8|{en}', 'a newer record is stored');
is(sql("SELECT status, models_seen FROM llmeco_import('models', 'SELECT ''x'' FROM generate_series(1, 3)')"), 'failed|0', 'nothing but bad rows: failed');
is(sql("SELECT status, rows_read FROM llmeco_import('models', 'SELECT r FROM rows WHERE false')"), 'complete|0', 'no rows: nothing to do');
is(sql("SELECT status, authors_seen, authors_changed, rows_failed FROM llmeco_import('authors', \$\$VALUES
		('{\"_id\":\"000000000000000000000001\",\"user\":\"someone\",\"numFollowers\":3}'),
		('{\"_id\":\"000000000000000000000002\",\"name\":\"A\",\"isVerified\":true}'), ('{\"error\":\"gone\"}'), ('{}'), ('[')\$\$)"),
	'complete|2|2|3', 'authors');
is(sql("SELECT string_agg(name || ' ' || kind || coalesce(' ' || followers, ''), ', ' ORDER BY name) FROM llmeco.authors WHERE hub_id IS NOT NULL"),
	'A organization, someone user 3', 'known by another spelling, or not at all');
is(sql("SELECT string_agg(item || ' ' || kind, ', ' ORDER BY item) FROM llmeco.refresh_errors WHERE source = 'authors'"), '3 type, 4 missing, 5 type',
	'what failed of these');

# Pages, what is left out of one, and records that are too much for one.
sql("TRUNCATE rows; INSERT INTO rows (r) SELECT format('{\"_id\":\"%s\",\"id\":\"p/%s\",\"likes\":%s}', lpad(to_hex(n + 100), 24, '0'), n, n) FROM generate_series(1, 2500) n");
is(sql(sprintf $import, 'SELECT r FROM rows ORDER BY n'), 'complete|2500|0|0|2500|2500|0', '2,500 rows');
is(sql('SELECT pages FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1'), 3, 'are three pages');
is(sql("SELECT status, rows_read < 2000, rows_read = models_seen FROM llmeco_import('models', 'SELECT r FROM rows, pg_sleep(0.002 * n * 0)
	CROSS JOIN LATERAL (SELECT pg_sleep(0.002) WHERE n > 0) w', 1)"), 'partial|t|t', 'max_seconds ends it, and it says where');
# As much as a record's tree may have, and many more than fit into a page.
sql("INSERT INTO rows (r) SELECT format('{\"_id\":\"%s\",\"id\":\"h/%s\",\"tags\":[%s\"c\"]}', lpad(to_hex(n + 10000), 24, '0'), n, repeat('\"b\",', 9990))
	FROM generate_series(1, 220) n");
is(sql(sprintf $import, 'SELECT r FROM rows ORDER BY n DESC LIMIT 230'), 'complete|230|0|0|230|220|0', 'records of 10,000 tags');
is(sql('SELECT pages FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1'), 3, 'are in pages of 4 MB');

# ---- who else is at work, and what ends it ----

my $one = session();
ask($one, 'BEGIN');
is(ask($one, "SELECT status FROM llmeco_import('models', 'SELECT r FROM rows LIMIT 1')"), 'complete', 'while one imports');
is(sql("SELECT status, run_id FROM llmeco_import('models', 'SELECT r FROM rows')"), 'already running|', 'another one does not');
like(error_of("SELECT status FROM llmeco_refresh('{models}')"), qr/^$/, 'nor a refresh, which');
is(sql("SELECT status FROM llmeco_refresh('{models}')"), 'already running', 'says so');
ask($one, 'ROLLBACK');
quit($one);
my $before = sql('SELECT count(*) FROM llmeco.refresh_runs');
like(error_of("SET statement_timeout = 500; SELECT llmeco_import('models', 'SELECT r FROM rows, generate_series(1, 100000)')"), qr/ERROR:  57014: /, 'a cancel ends it');
is(sql('SELECT count(*) FROM llmeco.refresh_runs'), $before, 'and nothing is left of it');
sql('CREATE TABLE log (line text); CREATE FUNCTION writes() RETURNS text LANGUAGE sql AS $$INSERT INTO log VALUES (1) RETURNING line$$');
like(error_of("SELECT llmeco_import('models', 'SELECT writes()')"), qr/ERROR:  25006: /, 'the query does not write');
like(error_of("SELECT llmeco_import_snapshots('SELECT writes() AS name, now() AS taken_on, 1 AS likes')"), qr/ERROR:  25006: /, 'nor does that of snapshots');
is(sql("DO \$\$BEGIN BEGIN PERFORM llmeco_import('models', 'SELECT writes()'); EXCEPTION WHEN read_only_sql_transaction THEN NULL; END;
	INSERT INTO log VALUES ('after'); END\$\$; SELECT line FROM log"), 'after', 'after which the transaction can write');
is(sql(sprintf $import, "SELECT jsonb_build_object('_id', hub_id, 'id', name, 'likes', likes + 1) FROM llmeco.models"),
	join('|', 'complete', sql('SELECT count(*) FROM llmeco.models'), 0, 0, sql('SELECT count(*) FROM llmeco.models'), 0, 0),
	'the query may read what is written: it sees what was there');

# ---- snapshots ----

fresh_database();
sql("SELECT llmeco_import('models', \$\$VALUES ('{\"_id\":\"000000000000000000000001\",\"id\":\"A/One\",\"likes\":1}', 'a/uno'),
	('{\"_id\":\"000000000000000000000002\",\"id\":\"a/two\",\"likes\":2}', NULL)\$\$)");
is(sql('SELECT count(*) FROM llmeco.model_aliases'), 0, 'a column that is not named alias is none');
sql("SELECT llmeco_import('models', \$\$SELECT '{\"_id\":\"000000000000000000000001\",\"id\":\"A/One\",\"likes\":1}', a AS alias FROM unnest('{a/uno,A/One,a//b}'::text[]) a\$\$)");
is(sql('SELECT l.name, m.name FROM llmeco.model_aliases l JOIN llmeco.models m USING (model_id)'), 'a/uno|A/One', 'but one that is');
is(sql('SELECT item, kind, message FROM llmeco.refresh_errors'), 'A/One|name|the alias "a//b" is not a model\'s name; left out', 'unless it is no name');
sub history { return sql("SELECT * FROM llmeco_import_snapshots(\$\$$_[0]\$\$)") }
my $days = "SELECT taken_on, m.name, s.downloads, s.downloads_all_time, s.likes FROM llmeco.model_snapshots s JOIN llmeco.models m USING (model_id)
	WHERE taken_on < '2025-01-01'";
is(history("SELECT * FROM (VALUES ('a/one', date '2024-01-31', 5, 50), ('A/UNO', '2024-02-01', 6, 60), ('a/TWO', '2024-02-01', 7, NULL), ('a/none', '2024-02-01', 1, 1),
	('a/none', '2023-02-01', 1, 1), ('b', '2024-02-01', 1, 1), ('a/two', '2024-02-01', NULL, 70), ('a/two', '2024-01-01', NULL, NULL)) v (name, taken_on, likes, downloads)"),
	'8|3|3|{a/none,b}', 'names in any case and old ones; of one model and day what was given last of each counter');
lines_are($days, 'the days', '2024-01-31|A/One|50||5', '2024-02-01|A/One|60||6', '2024-02-01|a/two|70||7');
is(sql("SELECT to_regclass('llmeco.model_snapshots_2023_02') IS NULL"), 't', 'no table of a month with nothing');
my $versions = versions('model_snapshots');
is(history("SELECT name, taken_on, downloads FROM llmeco.model_daily d JOIN LATERAL (SELECT d.time AS taken_on) x ON true"), '5|0|0|{}', 'what is there already is not written');
is(versions('model_snapshots'), $versions, 'no row of it');
is(history("SELECT 1::bigint AS model_id, timestamptz '2024-02-01 23:30Z' AS taken_on, 600::numeric AS downloads_all_time UNION ALL SELECT 99, '2024-02-01', 1"),
	'2|1|1|{99}', 'by id; a time is in a day of UTC');
lines_are($days, 'what was not given stays', '2024-01-31|A/One|50||5', '2024-02-01|A/One|60|600|6', '2024-02-01|a/two|70||7');
is(history("SELECT model_id, taken_on - 365 AS taken_on, likes FROM llmeco.model_snapshots"), '5|5|0|{}', 'a query that reads what is written');
is(sql("SELECT rows_unmatched, cardinality(unmatched) FROM llmeco_import_snapshots('SELECT ''b'' || n AS name, date ''2024-01-01'' AS taken_on, 1 AS likes
	FROM generate_series(1, 30) n')"), '30|20', 'twenty names of those that were not found');
is(sql("SELECT rows_read, rows_stored FROM llmeco_import_snapshots('SELECT name, date ''2020-01-01'' + d AS taken_on, d AS downloads
	FROM llmeco.models, generate_series(0, 9999) d WHERE date ''2020-01-01'' + d < date ''2024-01-01''')"), '2922|2922', 'years of days');

$node->stop;
done_testing();
