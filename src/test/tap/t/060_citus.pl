# When this fails, a user of Citus gets wrong answers or loses data: what
# llmeco_distribute() refuses, everywhere; then, where Citus is installed, a
# coordinator and two workers with the sample: refreshed, distributed, refreshed
# again with a worker restarted under it, a worker added, dumped and restored
# into a plain server. Every view, table and score is that of the time before.
use strict;
use warnings;
use FindBin;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use TestDatabase;

my $hub = LoopbackHub->of_sample;

# server(NAME) is one on a port of loopback, where Citus' nodes find each other.
sub server
{
	my ($name) = @_;
	return start_server($name, $hub->settings . "listen_addresses = '127.0.0.1'\n"
		  . "fsync = off\njit = off\nautovacuum = off\nmax_connections = 100\n");
}

# refusal(NODE, SQL) is 'SQLSTATE: message'.
sub refusal
{
	my ($node, $sql) = @_;
	return error_of($sql, $node) =~ /ERROR:\s+(\w{5}: [^\n]*)/ ? $1 : 'no error';
}

my $plain = server('plain');
$plain->safe_psql('postgres', 'CREATE EXTENSION llmeco; CREATE ROLE reader');
is(refusal($plain, 'SELECT * FROM llmeco_distribute()'), '0A000: Citus is not installed in this database', 'without Citus it is refused');
like(refusal($plain, 'SET ROLE reader; SELECT * FROM llmeco_distribute()'), qr/^42501: permission denied/, 'and is not for everybody');
is($plain->safe_psql('postgres', 'SELECT llmeco_require_coordinator()'), '', 'a server without Citus is as good as a coordinator');

SKIP:
{
	skip 'there is no Citus for this PostgreSQL', 1
	  if $plain->safe_psql('postgres', "SELECT count(*) FROM pg_available_extensions WHERE name = 'citus'") eq '0';
	test();
}
$hub->stop;
done_testing();

my ($coordinator, @workers);

# citus_server(NAME) is a server with Citus.
sub citus_server
{
	my $node = server($_[0]);
	$node->append_conf('postgresql.conf', "shared_preload_libraries = 'citus'\n");
	$node->restart;
	$node->safe_psql('postgres', 'CREATE EXTENSION citus');
	return $node;
}

# hashes(NODE, RELKINDS) is a line 'name rows md5' for each table or view. Not
# of those that differ by their nature: what a refresh writes down of itself,
# and the views that llmeco_distribute() replaces.
sub hashes
{
	my ($node, $kinds) = @_;
	use_database($node, 'postgres');
	my $hashes = sql(join ';', map { digests('r::text', $_) } relations($kinds, "NOT relispartition
		AND relname !~ '^refresh_|^site_contract\$|^metric_repos\$|^contributor_repos\$|^repos\$'"));
	use_database($coordinator, 'postgres');
	return $hashes;
}

# scores(NODE) is all bits of all scores.
sub scores
{
	return $_[0]->safe_psql('postgres', "SELECT count(*), md5(string_agg(i::text, '|' ORDER BY i.model_id))
		FROM llmeco_influence(as_of => '2025-01-01') i");
}

# everything(NODE) is all that has to stay the same.
sub everything { return join "\n", hashes($_[0], 'v'), hashes($_[0], 'r,p'), scores($_[0]) }

# refresh() reads all again and stores what differs.
sub refresh
{
	return sql('UPDATE llmeco.repos SET due_at = NULL, exported_at = NULL;
		SELECT status, models_new, models_changed, edges_new, repos_new, repos_changed > 0
		  FROM llmeco_refresh(mode => $$full$$, max_seconds => 3600)');
}

# damage() changes and deletes what a refresh brings back.
sub damage
{
	return sql("DELETE FROM llmeco.repo_metrics WHERE month > '2024-03-01';
		UPDATE llmeco.repo_metrics SET value = value + 1 WHERE month = '2024-02-01';
		UPDATE llmeco.repo_durations SET levels = NULL, avg = 7 WHERE month = '2024-02-01';
		DELETE FROM llmeco.repo_durations WHERE month < '2022-01-01'");
}

sub test
{
	# Calls of the functions that read the tables. What the extension has and
	# is not here was not thought of.
	my %calls = (
		llmeco_influence => 'SELECT * FROM llmeco_influence()',
		llmeco_influence_into => "SELECT llmeco_influence_into('t')",
		llmeco_update_influence => 'SELECT llmeco_update_influence()',
		llmeco_update_rankings => 'SELECT llmeco_update_rankings()',
		llmeco_update_families => 'SELECT llmeco_update_families()',
		llmeco_impact => "SELECT * FROM llmeco_impact('a/b')",
		llmeco_path => "SELECT * FROM llmeco_path('a/b', 'c/d')",
		llmeco_common_ancestors => "SELECT * FROM llmeco_common_ancestors('{a/b}')",
		llmeco_update_checks => 'SELECT llmeco_update_checks()',
		llmeco_lineage => "SELECT * FROM llmeco_lineage('a/b')",
		llmeco_network => "SELECT * FROM llmeco_network('{a/b}')",
		llmeco_cycles => 'SELECT * FROM llmeco_cycles()',
		llmeco_license_conflicts => 'SELECT * FROM llmeco_license_conflicts(1)',
		llmeco_license_obligations => "SELECT * FROM llmeco_license_obligations('a/b')",
		(map { ($_ => "SELECT $_('a/b', 'c/d')") } qw(llmeco_set_parent llmeco_unset_parent llmeco_reset_parent)),
		llmeco_explain => "SELECT * FROM llmeco_explain('a/b')",
		llmeco_bom => "SELECT llmeco_bom('a/b')",
		llmeco_refresh => 'SELECT * FROM llmeco_refresh(max_requests => 1)',
		llmeco_refresh_all => 'CALL llmeco_refresh_all(max_requests => 1)',
		llmeco_track_repo => "SELECT llmeco_track_repo('a/b')",
		llmeco_untrack_repo => "SELECT llmeco_untrack_repo('a/b')",
		llmeco_partition => "SELECT llmeco_partition('2026-01-01')",
		llmeco_take_snapshot => 'SELECT llmeco_take_snapshot()',
		llmeco_prune_snapshots => 'SELECT llmeco_prune_snapshots()',
		llmeco_import => "SELECT llmeco_import('models', 'SELECT')",
		llmeco_import_snapshots => "SELECT llmeco_import_snapshots('SELECT')",
		llmeco_distribute => 'SELECT * FROM llmeco_distribute()',
		llmeco_require_coordinator => 'SELECT llmeco_require_coordinator()');

	$coordinator = citus_server('coordinator');
	use_database($coordinator, 'postgres');
	note(sql('SELECT citus_version()'));
	@workers = map { citus_server($_) } 'worker1', 'worker2';
	sql('CREATE EXTENSION llmeco');
	is(refusal($coordinator, 'SELECT * FROM llmeco_distribute()'), '55000: there is no worker to hold shards', 'without workers it is refused');
	sql("SELECT citus_set_coordinator_host('127.0.0.1', " . $coordinator->port . ')');
	sql("SELECT citus_add_node('127.0.0.1', " . $_->port . ')') for @workers;

	# ---- on one node, with the extension on all ----

	is($workers[0]->safe_psql('postgres', "SELECT count(*) FROM pg_extension WHERE extname = 'llmeco'"), 1, 'a worker has the extension');
	is(sql('SELECT status FROM llmeco_refresh(max_seconds => 3600)'), 'complete', 'a refresh on the coordinator');
	# What the sample has none of, and months that no refresh brings back.
	sql("INSERT INTO llmeco.repo_contributors (repo_id, month, value, metric, login)
		SELECT r.repo_id, m::date, CASE WHEN k = 'activity_details' THEN u * 0.1 + r.repo_id END, k, 'user' || u
		  FROM (SELECT DISTINCT repo_id FROM llmeco.repo_metrics) r, generate_series(timestamp '2023-01-01', '2024-06-01', '1 month') m,
			unnest('{activity_details, bus_factor_detail}'::text[]) k, generate_series(1, 9) u
		 WHERE (u * 7 + r.repo_id * 3 + extract(month FROM m)) % 4 > 0");
	sql("SELECT llmeco_take_snapshot('2026-01-31'), llmeco_take_snapshot('2026-02-01')");
	is($workers[0]->safe_psql('postgres', "SELECT sum((xpath('/row/n/text()', query_to_xml('SELECT count(*) AS n FROM llmeco.' || relname, false, true, '')))[1]::text::int)
		FROM pg_class WHERE relnamespace = 'llmeco'::regnamespace AND relkind IN ('r', 'p')"), 0, 'and none of the data');

	my @functions = split /\n/, $workers[0]->safe_psql('postgres', "SELECT proname FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
		JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'llmeco' ORDER BY 1");
	# which only says what a view shows
	@functions = grep { !/^llmeco_shown_slot/ } @functions;
	# what llmeco_bom() calls once it has made sure
	@functions = grep { !/^(?:bom_\w+|url_encode|model_architecture)$/ } @functions;
	is("@functions", join(' ', sort keys %calls), 'the functions of the extension');
	is(refusal($workers[0], $calls{$_}), '55000: llmeco cannot answer on a worker of a Citus cluster', "$_() refuses on a worker") for @functions;
	is($workers[0]->safe_psql('postgres', "SELECT count(*) FROM llmeco_influence(models_query => 'SELECT 1 AS model_id', edges_query => 'SELECT 1 AS parent_id, 1 AS child_id WHERE false')"), 1,
		"but a caller's own queries are answered there");

	# ---- refused, distributed, once more ----

	my $before = everything($coordinator);
	is(refusal($coordinator, "SELECT * FROM llmeco_distribute($_)"), '22023: argument "shards" must be from 1 to 1024', "$_ shards are refused") for 0, 1025;
	sql('ALTER TABLE llmeco.repo_metrics ADD CONSTRAINT of_repo FOREIGN KEY (repo_id) REFERENCES llmeco.repos');
	is(refusal($coordinator, 'SELECT * FROM llmeco_distribute()'), '2BP01: foreign key "of_repo" stands in the way', 'a foreign key is named');
	sql('ALTER TABLE llmeco.repo_metrics DROP CONSTRAINT of_repo');
	is(everything($coordinator), $before, 'nothing was changed so far');

	my %keys = (model_snapshots => 'model_id', repo_metrics => 'repo_id', repo_durations => 'repo_id', repo_contributors => 'repo_id');
	my $tables = join "\n", map { "$_|distributed|$keys{$_}|8" } sort keys %keys;
	is(sql('SELECT * FROM llmeco_distribute() WHERE shard_count > 0'), $tables, 'distributed, four shards a worker');
	is(sql('SELECT * FROM llmeco_distribute(3) WHERE shard_count > 0'), $tables =~ s/\|distributed/|already distributed/gr, 'once more changes nothing');
	is(sql("SELECT DISTINCT action FROM llmeco_distribute() WHERE table_name IN ('models', 'model_edges', 'authors', 'spaces', 'space_models', 'repos')"),
		'left on the coordinator', 'and the others are where they were');
	is(sql("SELECT count(DISTINCT colocationid) FROM pg_dist_partition WHERE logicalrelid::text ~ 'repo_'"), 1, 'tables of repositories are co-located');
	is(sql("SELECT count(DISTINCT nodeport), bool_and(nodeport <> " . $coordinator->port . ") FROM citus_shards"), '2|t', 'both workers have shards');
	is(sql("SELECT sum(pg_relation_size(oid)) FROM pg_class WHERE oid IN (SELECT logicalrelid FROM pg_dist_partition)"), 0, 'nothing is left behind on the coordinator');
	is(everything($coordinator), $before, 'every view, table and score is the same');
	is(refusal($coordinator, 'SELECT count(*) FROM llmeco_influence() i JOIN llmeco.model_snapshots s USING (model_id)
			WHERE s.model_id = (SELECT min(model_id) FROM llmeco.models)') =~ /^55000/
		  || refusal($coordinator, 'SELECT count(*) FROM llmeco_influence() i JOIN llmeco.model_snapshots s USING (model_id) WHERE s.model_id = 1') =~ /^55000/,
		1, 'a join that Citus hands to a worker is an error, not an empty answer');
	is(sql('CREATE TEMPORARY TABLE t AS SELECT * FROM llmeco_influence();
		SELECT count(*) FROM t JOIN llmeco.model_snapshots s USING (model_id) WHERE s.model_id = (SELECT min(model_id) FROM llmeco.model_snapshots)'),
		3, 'what the hint says works');

	# ---- life goes on ----

	damage();
	isnt(hashes($coordinator, 'r,p'), '', 'damaged');
	is(refresh(), 'complete|0|0|0|0|t', 'a refresh brings back what was damaged');
	is(scores($coordinator), ($before =~ /\n([^\n]*)\z/)[0], 'the scores are the same');
	my $stored = qr/^llmeco\.(?:repo_|model_github|contributor)/;
	my $of_repos = sub { return join "\n", grep { /$stored/ } split /\n/, $_[0] };
	is($of_repos->(everything($coordinator)), $of_repos->($before), 'so is all that there is of repositories');

	my $snapshot = sub { return sql("SELECT count(*), sum(likes), sum(downloads) FROM llmeco.model_snapshots WHERE taken_on = '$_[0]'") };
	is(sql("SELECT llmeco_take_snapshot('2026-03-05') > 500, llmeco_take_snapshot('2026-03-05')"), 't|0', 'a snapshot of a new month, once');
	is($snapshot->('2026-03-05'), $snapshot->('2026-02-01'), 'has the same counters');
	is(sql("SELECT count(*) FROM pg_dist_partition WHERE logicalrelid = 'llmeco.model_snapshots_2026_03'::regclass"), 1, 'its partition is distributed');
	sql("UPDATE llmeco.models SET likes = likes + 5 WHERE name = 'gpt2' OR model_id = (SELECT min(model_id) FROM llmeco.model_snapshots)");
	cmp_ok(sql("SELECT llmeco_take_snapshot('2026-03-05')"), '<=', 2, 'again: only what differs is written');
	sql("SELECT llmeco_take_snapshot(d::date) FROM generate_series(timestamp '2026-03-06', '2026-03-31', '5 days') d");
	# Of days that are older than all limits the first of each month stays; here today's too.
	cmp_ok(sql("SELECT llmeco_prune_snapshots('0 days', '0 days')"), '>', 0, 'pruned');
	is(sql("SELECT string_agg(DISTINCT to_char(taken_on, 'YYYY-MM-DD'), ' ' ORDER BY to_char(taken_on, 'YYYY-MM-DD'))
		FROM llmeco.model_snapshots WHERE taken_on < '2026-04-01'"), '2026-01-31 2026-02-01 2026-03-05', 'the first day of each month stays');

	# ---- a worker goes away in the middle of a refresh, and comes back ----

	$before = everything($coordinator);
	damage();
	sql('UPDATE llmeco.repos SET due_at = NULL, exported_at = NULL');
	$hub->control('/reset');
	my $call = "CALL llmeco_refresh_all('{repos}', 'all', 'full', 3600)";
	my $session = in_background('refresh', $call);
	cmp_ok($hub->wait_for(40), '>=', 40, 'a refresh is under way');
	$workers[1]->stop('immediate');
	finish($session);
	like($session->{err}, qr/ERROR/, 'it ends with an error where a worker is gone');
	$workers[1]->start;
	note("psql: $session->{err}");
	sql($call);
	is(sql('SELECT count(*) FROM llmeco.repos WHERE is_tracked AND due_at IS NULL'), 0, 'the next call completes it');
	is($of_repos->(everything($coordinator)), $of_repos->($before), 'nothing is lost');

	# ---- a worker more ----

	push @workers, citus_server('worker3');
	sql("SELECT citus_add_node('127.0.0.1', " . $workers[2]->port . ')');
	sql("SELECT rebalance_table_shards(shard_transfer_mode => 'block_writes')");
	is(sql('SELECT count(DISTINCT nodeport) FROM citus_shards'), 3, 'a third worker has shards');
	is($of_repos->(everything($coordinator)), $of_repos->($before), 'with the same data');
	is(refusal($workers[2], $calls{llmeco_influence}), '55000: llmeco cannot answer on a worker of a Citus cluster', 'and the guard');

	# ---- back to one machine ----

	$before = everything($coordinator);
	my $dump = $coordinator->basedir . '/cluster.dump';
	$coordinator->command_ok([ 'pg_dump', '-Fc', '-e', 'llmeco', '-f', $dump, '-d', $coordinator->connstr('postgres') ], 'pg_dump -e llmeco');
	$plain->safe_psql('postgres', 'CREATE DATABASE copy');
	$plain->command_ok([ 'pg_restore', '-1', '-e', '-d', $plain->connstr('copy'), $dump ], 'pg_restore into a plain server');
	$plain->safe_psql('template1', 'DROP DATABASE postgres');
	$plain->safe_psql('template1', 'ALTER DATABASE copy RENAME TO postgres');
	is(everything($plain), $before, 'it has the same');
	is($plain->safe_psql('postgres', 'SELECT status, models_new, models_changed FROM llmeco_refresh($${models}$$, mode => $$full$$)'),
		'complete|0|1', 'and goes on: what was changed by hand above is read again');
	return;
}
