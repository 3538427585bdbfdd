# When this fails, somebody whose database is not UTF8 gets an error that does
# not say so, views that fail or garbled names; or, where 1.1.0 was created in
# one, the update or the move to UTF8 loses something.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use OlderInstallation;
use TestDatabase;

my $dir = PostgreSQL::Test::Utils::tempdir;
my $node = start_server('main', '', install_path => older_installation("$dir/installation", "$FindBin::Bin/../llmeco--1.1.0.sql"));

sub create_database
{
	my ($encoding) = @_;
	my $name = lc $encoding;
	$node->safe_psql('postgres', "CREATE DATABASE $name TEMPLATE template0 ENCODING '$encoding' LOCALE 'C'");
	use_database($node, $name);
	return $name;
}

for my $encoding (qw(SQL_ASCII LATIN1 WIN1252 EUC_CN EUC_JP EUC_KR EUC_TW MULE_INTERNAL))
{
	my $name = create_database($encoding);
	my $error = error_of('CREATE EXTENSION llmeco');
	like($error, qr/ERROR:  0A000: llmeco needs a database with encoding UTF8\nDETAIL:  The encoding of database "$name" is $encoding\.\nHINT:  Create one: CREATE DATABASE/,
		"$encoding is refused");
	is(sql("SELECT count(*) FROM pg_namespace WHERE nspname = 'llmeco'"), 0, 'and nothing is left');
}

my ($template) = error_of('CREATE EXTENSION llmeco') =~ /CREATE DATABASE \.\.\. (.*)\./;
$node->safe_psql('postgres', "CREATE DATABASE as_hinted $template");
use_database($node, 'as_hinted');
sql('CREATE EXTENSION llmeco');
is(sql("SELECT encode(convert_to(name_zh, 'UTF8'), 'hex') FROM llmeco.languages WHERE code = 'fr'"), 'e6b395e8afad',
	'a database as the hint has it takes llmeco, with names as they are written');

# 1.1.0 stored UTF-8 as it came.
use_database($node, 'latin1');
sql("CREATE EXTENSION llmeco VERSION '1.1.0'");
sql("INSERT INTO llmeco.authors (author_id, name, full_name) VALUES (1, 'mila', convert_from('\\x4d6f6e7472c3a9616c', 'LATIN1'))");
like(error_of('ALTER EXTENSION llmeco UPDATE'), qr/WARNING:  0A000: llmeco needs a database with encoding UTF8\nDETAIL:  .* is LATIN1: .*\nHINT:  sql\/ADMIN\.md/,
	'an update warns');
is(sql("SELECT extversion FROM pg_extension WHERE extname = 'llmeco'"), '1.2.0', 'and is done');
my $recipe = join "\n", grep { /^createdb|^pg_dump old/ } readme_section('## Dump, restore and upgrade') =~ /^    (.*)$/mg;
like($recipe, qr/sed/, 'the README has how to move it');
$recipe =~ s/\bold\b/latin1/;
is(system_log('bash', '-c', 'set -e -o pipefail; export PGHOST=' . $node->host . ' PGPORT=' . $node->port . "; $recipe >/dev/null"),
	0, 'the recipe runs');
use_database($node, 'new');
is(sql("SELECT encode(convert_to(full_name, 'UTF8'), 'hex') FROM llmeco.authors"), '4d6f6e7472c3a9616c', 'and mends names');

$node->stop;
done_testing();
