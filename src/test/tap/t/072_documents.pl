# When this fails, who looks something up finds it missing, out of date, or at
# no address: sql/REFERENCE.md, the dictionary and the picture are not what the
# comments say (make reference writes them again), or links lead nowhere.
use strict;
use warnings;
use File::Basename qw(dirname);
use FindBin;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$FindBin::Bin/..";
use TestDatabase;

# ---- what is generated ----

my $node = start_server('main');
sql('CREATE EXTENSION llmeco');
my $written = PostgreSQL::Test::Utils::tempdir;
{
	local ($ENV{PGHOST}, $ENV{PGPORT}, $ENV{PGDATABASE}) = ($node->host, $node->port, 'postgres');
	is(system('perl', "$top/src/packaging/reference.pl", $written), 0, 'the reference can be written');
}
foreach my $name ('REFERENCE.md', 'llmeco-dictionary.csv', 'llmeco-er.svg')
{
	my @differing = differences([ split /\n/, slurp_file("$written/$name") ], [ split /\n/, slurp_file("$top/sql/$name") ]);
	is(join("\n", @differing), '', "sql/$name is what the comments say (else: make reference)");
}

# A setting that PostgreSQL does not show is there, too; of others, whatever it shows.
my $reference = slurp_file("$top/sql/REFERENCE.md");
my @settings = split /\n/, sql("LOAD 'llmeco'; SELECT name FROM pg_settings WHERE name LIKE 'llmeco.%'");
cmp_ok(scalar(@settings), '>=', 10, 'there are settings');
is(join(' ', grep { $reference !~ /^\| \Q$_\E \|/m } 'llmeco.token', @settings), '', 'each of them is in the reference');

# ---- README ----

cmp_ok(scalar(split /\n/, slurp_file("$top/README.md")), '<=', 250, 'README is short enough to be read');

# ---- links, in the documents and to their headings ----

# anchors(FILE) are what a link can name after #: GitHub's way.
sub anchors
{
	return map { lc =~ s/[^\w\- ]//gr =~ s/ /-/gr } slurp_file($_[0]) =~ /^#+ (.*)$/mg;
}

my $links = 0;
foreach my $document (documents())
{
	my @lost;
	foreach my $link (slurp_file($document) =~ m{(?:\]\(|src=")(?!https?:)([^)"\s]+)[)"]}g)
	{
		$links++;
		my ($path, $anchor) = $link =~ /^([^#]*)#?(.*)$/;
		my $file = $path eq '' ? $document : dirname($document) . "/$path";
		push @lost, $link if !-e $file || ($anchor ne '' && !grep { $_ eq $anchor } anchors($file));
	}
	is("@lost", '', 'links lead somewhere: ' . $document =~ s{^\Q$top\E/}{}r);
}
cmp_ok($links, '>', 150, 'there are links');

$node->stop;
done_testing();
