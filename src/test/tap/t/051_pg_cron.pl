# When this fails, who follows the README's recipe for pg_cron has no refreshes:
# its commands are taken from there, only the times are others, and a real
# pg_cron runs them. What each GRANT of it is for.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use TestDatabase;

chomp(my $share = `pg_config --sharedir`);
SKIP:
{
	skip 'there is no pg_cron for this PostgreSQL', 1 unless -e "$share/extension/pg_cron.control";
	test();
}
done_testing();

# recipe() is the README's SQL: the role, then the jobs.
sub recipe
{
	my ($role) = readme_section('## Nightly refreshes') =~ /^(    CREATE ROLE ecosystem_refresher .*?)^\S/ms or die 'no refresher';
	my ($sql) = readme_section('### With pg_cron') =~ /^(    CREATE EXTENSION pg_cron;.*RESET ROLE;)$/ms or die 'the recipe has no SQL';
	return $role . $sql;
}

# lines(FILE) is the number of records in a file of the sample.
sub lines { return scalar(() = slurp_file("$sample/$_[0]") =~ /\n/g) }

sub test
{
	my $hub = LoopbackHub->of_sample;
	# cron.host wants the folder of the socket, which is known only then.
	my $node = start_server('main', $hub->settings . "shared_preload_libraries = 'pg_cron'\ncron.database_name = 'postgres'\n");
	$node->append_conf('postgresql.conf', "cron.host = '" . $node->host . "'\n");
	$node->restart;

	# ---- the recipe as it stands ----

	sql('CREATE EXTENSION llmeco');
	sql(recipe());
	is(sql('SELECT jobname, username, active FROM cron.job ORDER BY 1'),
		join("\n", map { "llmeco $_|ecosystem_refresher|t" } qw(monthly nightly prune weekly)),
		'pg_cron takes the four jobs, as the role');
	is(sql("SELECT rolsuper FROM pg_roles WHERE rolname = 'ecosystem_refresher'"), 'f', 'which is no superuser');
	my %command = map { split /\|/, $_, 2 } split /\n/, sql('SELECT jobname, command FROM cron.job');

	# ---- without one of the GRANTs ----

	my $try = sub { return error_of("SET ROLE ecosystem_refresher; $command{$_[0]}") };
	for my $grant ('USAGE ON SCHEMA llmeco', 'USAGE ON ALL SEQUENCES IN SCHEMA llmeco',
		'EXECUTE ON PROCEDURE ' . sql("SELECT oid::regprocedure FROM pg_proc
			WHERE proname = 'llmeco_refresh_all' AND proargtypes[0] = 'text[]'::regtype"), map { "$_ ON ALL TABLES IN SCHEMA llmeco" } qw(INSERT UPDATE SELECT DELETE))
	{
		sql("REVOKE $grant FROM ecosystem_refresher");
		like($try->('llmeco nightly'), qr/ERROR:  42501: permission denied/, "no refresh without $grant");
		sql("GRANT $grant TO ecosystem_refresher");
	}
	for my $grant ('EXECUTE ON FUNCTION llmeco_prune_snapshots', 'DELETE ON ALL TABLES IN SCHEMA llmeco')
	{
		sql("REVOKE $grant FROM ecosystem_refresher");
		like($try->('llmeco monthly'), qr/ERROR:  42501: permission denied/, "no pruning without $grant");
		sql("GRANT $grant TO ecosystem_refresher");
	}
	sql('DROP OWNED BY ecosystem_refresher; DROP EXTENSION llmeco; DROP EXTENSION pg_cron; DROP ROLE ecosystem_refresher');
	is(sql("SELECT count(*) FROM pg_class WHERE relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
			AND relname !~ '^pg_toast'"), 0, 'all of it is dropped');

	# ---- pg_cron runs the jobs ----

	# run(JOB...) has pg_cron run jobs at its next start, and waits for them.
	my $run = sub {
		my (@jobs) = @_;
		my $names = join ', ', map { "'$_'" } @jobs;
		my $last = sql('SELECT coalesce(max(runid), 0) FROM cron.job_run_details');
		my %schedule = map { split /\|/, $_, 2 } split /\n/, sql('SELECT jobname, schedule FROM cron.job');
		my $schedule = sub { sql("SET ROLE ecosystem_refresher; SELECT cron.schedule('$_[0]', '$_[1]', \$\$$command{$_[0]}\$\$)") };
		$schedule->($_, '@reboot') for @jobs;
		$node->restart;
		wait_until("SELECT count(*) = " . @jobs . " FROM cron.job_run_details
			WHERE runid > $last AND status IN ('succeeded', 'failed')");
		$schedule->($_, $schedule{$_}) for @jobs;
		return sql("SELECT jobname, d.username, d.status, CASE d.status WHEN 'failed' THEN d.return_message ELSE '' END
			FROM cron.job_run_details d JOIN cron.job j USING (jobid) WHERE runid > $last ORDER BY 1");
	};
	my ($models, $spaces) = (lines('models.jsonl'), lines('spaces.jsonl'));
	# Names that Spaces use may be asked for on top of the listing.
	my $seen = "SELECT status, models_seen >= $models, spaces_seen, labels_seen > 0, repos_seen > 0, authors_seen, models_new
		FROM llmeco.refresh_runs ORDER BY run_id DESC LIMIT 1";

	sql('CREATE EXTENSION llmeco');
	sql(recipe());
	# Nobody but the superuser and, by the README's line, pg_cron may log in.
	my ($line, $map) = readme_section('### With pg_cron') =~ /^    (local .*?) +# pg_ident[.]conf: (.*)$/m or die 'no line for pg_hba.conf';
	my $user = getpwuid $>;
	unlink map { $node->data_dir . "/$_" } qw(pg_hba.conf pg_ident.conf);
	$node->append_conf('pg_hba.conf', ($line =~ s/mydb/postgres/r) . "\nlocal all postgres trust\n");
	$node->append_conf('pg_ident.conf', $map =~ s/ postgres / $user /r);
	is($run->('llmeco nightly'), 'llmeco nightly|ecosystem_refresher|succeeded|', 'the nightly job runs, over a connection');
	like(sql($seen), qr/^complete\|t\|$spaces\|t\|t\|[1-9]\d*\|[1-9]\d*$/, 'and reads every source');
	is(sql('SELECT count(*) FROM llmeco.models WHERE fetched_at IS NOT NULL'), $models, "models: $models");
	is(sql('SELECT count(*) FROM llmeco.spaces'), $spaces, "Spaces: $spaces");
	is(sql('SELECT (SELECT count(*) FROM llmeco.influence) = (SELECT count(*) FROM llmeco.models)'), 't', 'influence is computed');
	is(sql('SELECT count(*), count(DISTINCT taken_on) FROM llmeco.model_snapshots'), "$models|1", 'a snapshot is taken');

	sql('SELECT llmeco_take_snapshot(d) FROM unnest(ARRAY[\'2020-01-06\', \'2020-01-07\', \'2020-01-14\', \'2020-02-03\']::date[]) d');
	is($run->('llmeco monthly', 'llmeco prune', 'llmeco weekly'),
		"llmeco monthly|ecosystem_refresher|succeeded|\nllmeco prune|ecosystem_refresher|succeeded|\nllmeco weekly|ecosystem_refresher|succeeded|",
		'the weekly, the monthly and the pruning job run');
	like(sql($seen), qr/^complete\|t\|$spaces\|t\|t\|\d+\|0$/, 'the weekly one reads everything again and finds nothing new');
	is(sql("SELECT DISTINCT taken_on FROM llmeco.model_snapshots WHERE taken_on < '2021-01-01' ORDER BY 1"),
		"2020-01-06\n2020-02-03", 'the monthly one keeps the first of each month');

	$node->stop;
	$hub->stop;
	return;
}
