# When this fails, what llmeco answers depends on the locale of the database:
# the SQL tests give what they give everywhere, in databases of these locales,
# by the C library and by ICU: licences, accounts and order are told apart as in
# locale C, which suite regress has.
use strict;
use warnings;
use File::Path qw(make_path);
use FindBin;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use TestDatabase;

# Locales of the C library are made for this test alone.
my $dir = PostgreSQL::Test::Utils::tempdir;
my @libc = grep { system("localedef -i $_ -f UTF-8 $dir/$_.UTF-8 2>/dev/null") >> 8 < 2 && -d "$dir/$_.UTF-8" } qw(en_US tr_TR);
$ENV{LOCPATH} = $dir;
my $node = start_server('main', "session_preload_libraries = 'llmeco'\nautovacuum = off\n");
my $icu = `pg_config --configure` =~ /--with-icu/ && $node->pg_version >= 15;

my %locales = (
	(map { lc($_) . '_libc' => "LOCALE '$_.UTF-8'" } @libc),
	$icu ? (tr_tr_icu => "LOCALE_PROVIDER icu LOCALE 'C.UTF-8' ICU_LOCALE 'tr-TR'") : ());
for my $missing (grep { !$locales{$_} } qw(en_us_libc tr_tr_libc tr_tr_icu))
{
	SKIP: { skip "no locale $missing here", 1; }
}

# To make and to drop the extension takes longer than most tests: those that do nothing
# else with it than that first and last run in a copy of a database that has it.
make_path(map { "$dir/with_llmeco/$_" } qw(sql expected));
my (@with, @without);
for my $name (sort map { /([^\/]+)\.sql$/ } glob "$top/sql/*.sql")
{
	my %text = map { $_ => slurp_file("$top/$_") } "sql/$name.sql", "expected/$name.out";
	my $left = grep { 1 != (() = /^CREATE EXTENSION llmeco;\n/mg) || !s/^CREATE EXTENSION llmeco;\n//m || !s/^DROP EXTENSION llmeco;\n\z//m } values %text;
	push @{ $left ? \@without : \@with }, $name;
	next if $left;
	for my $file (keys %text) { append_to_file("$dir/with_llmeco/$file", $text{$file}) }
}

# passes(DATABASE, FOLDER, FILE...) says whether the SQL tests of a folder do.
sub passes
{
	my ($database, $folder, @files) = @_;
	my @command = ($ENV{PG_REGRESS}, '--use-existing', '--host=' . $node->host, '--port=' . $node->port, "--dbname=$database",
		'--bindir=', "--inputdir=$folder", "--outputdir=$dir", @files);
	return 1 if system_log(@command) == 0;
	diag(slurp_file("$dir/regression.diffs"));
	return 0;
}

for my $name (sort keys %locales)
{
	$node->safe_psql('postgres', "CREATE DATABASE $name TEMPLATE template0 ENCODING 'UTF8' $locales{$name}");
	use_database($node, $name);
	is(sql("SELECT lower('I') || (SELECT string_agg(x, '' ORDER BY x) FROM unnest('{a,B}'::text[]) x)"),
		$name =~ /^tr/ ? "\xc4\xb1aB" : 'iaB', "a database of locale $name");
	my $failed = !passes($name, $top, @without);
	sql('CREATE EXTENSION llmeco');
	$node->forget_sessions;
	for my $file (@with)
	{
		$node->safe_psql('postgres', "CREATE DATABASE copy TEMPLATE $name STRATEGY file_copy");
		$failed++ unless passes('copy', "$dir/with_llmeco", $file);
		$node->safe_psql('postgres', 'DROP DATABASE copy WITH (FORCE)');
	}
	is($failed, '', 'all SQL tests pass there');
}

$node->stop;
done_testing();
