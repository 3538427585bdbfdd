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
fresh_database('postgres');
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

# What tools that want a key go by: of each table and view but the one of one row.
my @without_key = map { /^(?:table|view),([\w.]+),.*,$/ ? $1 : () } split /\n/, slurp_file("$top/sql/llmeco-dictionary.csv");
is("@without_key", 'llmeco.site_contract', 'the dictionary has the key of each view and table');

# ---- README ----

cmp_ok(scalar(split /\n/, slurp_file("$top/README.md")), '<=', 250, 'README is short enough to be read');

# The Chinese one says the same: headings, code byte by byte, links and pictures, from
# where it stands, and what is code within a line; each leads to the other.
my $chinese = "$top/.github/README.zh.md";
my ($english_text, $chinese_text) = map { slurp_file($_) } "$top/README.md", $chinese;
my %same = (
	'headings' => sub { $_[0] =~ /^(#+) /mg },
	'code' => sub { join('', map { "$_\n" } grep { /^    / || /^$/ } split /\n/, $_[0]) =~ /((?:    .*\n)+)/g },
	'paragraphs' => sub { map { /^    / ? 'code' : /^(<img|\||- |#+ )/ ? $1 : 'text' } grep { !/\A\s*\z/ } split /\n{2,}/, $_[0] },
	'rows of tables' => sub { grep { !/ in / } $_[0] =~ /^\| ([\w, ]+) \|/mg },
	'list items' => sub { $_[0] =~ /^(-) /mg },
	'links' => sub { sort map { m{^(?:\.\./)?(?:(?:\.github/)?README[.]zh[.]md|README[.]md)$} ? 'the other language' : s{^\.\./}{}r } $_[0] =~ m{(?:\]\(|src=")([^)"\s]+)[)"]}g },
	'code in lines' => sub { my %seen; grep { !$seen{$_}++ } sort map { s/\s+/ /gr } $_[0] =~ s/^    .*$//mgr =~ /`([^`]+)`/g });
foreach my $what (sort keys %same)
{
	my ($expected, $got) = map { join "\n", $same{$what}->($_) } $english_text, $chinese_text;
	cmp_ok(length($expected), '>', 20, "README has $what");
	is($got, $expected, "README.zh.md has the same $what");
}
like($english_text, qr{\A.*\]\(\.github/README\.zh\.md\)}, 'the first line of README leads to it');
like($chinese_text, qr{\A.*\]\(\.\./README\.md\)}, 'and its own back');

# ---- links, in the documents and to their headings ----

# anchors(FILE) are what a link can name after #: GitHub's way.
sub anchors
{
	return map { lc =~ s/[^\w\- ]//gr =~ s/ /-/gr } slurp_file($_[0]) =~ /^#+ (.*)$/mg;
}

my $links = 0;
foreach my $document (documents(), $chinese)
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
