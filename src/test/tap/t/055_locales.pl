# When this fails, what llmeco answers depends on the locale of the database:
# the SQL tests give what they give everywhere, in databases of these locales,
# by the C library and by ICU: licences, accounts and order are told apart as in
# locale C.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use TestDatabase;

# Locales of the C library are made for this test alone.
my $dir = PostgreSQL::Test::Utils::tempdir;
my @libc = grep { system("localedef -i $_ -f UTF-8 $dir/$_.UTF-8 2>/dev/null") >> 8 < 2 && -d "$dir/$_.UTF-8" } qw(en_US tr_TR);
$ENV{LOCPATH} = $dir;
my $node = start_server('main');
my $icu = `pg_config --configure` =~ /--with-icu/ && $node->pg_version >= 15;

my %locales = (
	'c' => "LOCALE 'C'",
	(map { lc($_) . '_libc' => "LOCALE '$_.UTF-8'" } @libc),
	$icu ? (tr_tr_icu => "LOCALE_PROVIDER icu LOCALE 'C.UTF-8' ICU_LOCALE 'tr-TR'") : ());
for my $missing (grep { !$locales{$_} } qw(en_us_libc tr_tr_libc tr_tr_icu))
{
	SKIP: { skip "no locale $missing here", 1; }
}

my @files = sort map { /([^\/]+)\.sql$/ } glob "$top/sql/*.sql";
for my $name (sort keys %locales)
{
	$node->safe_psql('postgres', "CREATE DATABASE $name TEMPLATE template0 ENCODING 'UTF8' $locales{$name}");
	use_database($node, $name);
	is(sql("SELECT lower('I') || (SELECT string_agg(x, '' ORDER BY x) FROM unnest('{a,B}'::text[]) x)"),
		$name =~ /^tr/ ? "\xc4\xb1aB" : $name eq 'c' ? 'iBa' : 'iaB', "a database of locale $name");
	my @command = ($ENV{PG_REGRESS}, '--use-existing', '--host=' . $node->host, '--port=' . $node->port, "--dbname=$name",
		'--bindir=', "--inputdir=$top", "--outputdir=$dir", @files);
	is(system_log(@command), 0, 'all SQL tests pass there')
	  or diag(slurp_file("$dir/regression.diffs"));
}

$node->stop;
done_testing();
