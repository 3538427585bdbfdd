# When this fails, a user reads one thing and gets another: a fact that C, SQL,
# the site, the tests' own computations and the README each need is not the same
# in all of them.
use strict;
use warnings;
use File::Basename qw(dirname);
use File::Find;
use Test::More;

chdir dirname($0) . '/../..' or die $!;

my %text;    # path => text
find({ no_chdir => 1, wanted => sub {
	$File::Find::prune = 1 if m{/(node_modules|build|bench|vendor)$};
	return unless -f && /\.(c|h|sql|js|md|py|pm|pl)$/ && !m{/llmeco--1};
	open(my $in, '<:encoding(UTF-8)', $_) or die "$_: $!";
	local $/;
	$text{ s{^\./}{}r } = <$in>;
} }, qw(src fetch sql/install viz README.md), glob 'sql/*.md');

my %files = (
	src => qr{^src/(?!test).*\.[ch]$},
	fetch => qr{^fetch/.*\.c$},
	sql => qr{^sql/install/},
	site => qr{^viz/site/js/(?!i18n)},
	texts => qr{^viz/site/js/i18n/},
	tests => qr{^src/test/(?:tap|hub)/},
	readme => qr{^(?:README|sql/[A-Z]+)\.md$});

# found(FILES, PATTERN, FORM) are the values that PATTERN captures in files, as
# FORM makes them, or as they are; each once.
sub found
{
	my ($files, $pattern, $form) = @_;
	my %values;
	foreach my $file (grep { /$files{$files}/ } sort keys %text)
	{
		my $text = $text{$file};
		while ($text =~ /$pattern/g)
		{
			$values{ $form ? $form->(grep { defined } @{^CAPTURE}) : $1 } = 1;
		}
	}
	return join(' / ', sort keys %values);
}

# fact(NAME, VALUE, [FILES, PATTERN, FORM]...) tests that each place has this
# value and no other.
sub fact
{
	my ($name, $value, @places) = @_;
	is(found(@$_), $value, "$name: $_->[0], " . $_->[1] =~ s/^\(\?\^\w*:|\)$//gr) foreach @places;
	return;
}

# words(TEXT) are the words in quotes, or between commas, in order of the alphabet.
sub words { return join(' ', sort(grep { !/^(or|and|unknown)$/ } $_[0] =~ /[\w.-]+/g)) }

# numbers(TEXT...) are numbers with single blanks between them, 1e-6 as it is.
sub numbers { return join(' ', map { $_ + 0 } "@_" =~ /\d[\d.]*(?:e-?\d+)?/g) }

# ---- languages: fetch/ tells the codes from other tags, SQL names them ----

my @words = map { /"([^"]*)"/g } $text{'fetch/hub/language_codes.h'} =~ /char (?:two|three)_letters\[\] =\s*((?:"[^"]*"\s*)+);/g;
my %sign = map { /^([a-z]{2,3})(.)$/ or die "'$_'"; $1 => $2 } map { /[a-z]+[^a-z]/g } @words;
my $by_hand = $text{'sql/install/data-languages.sql'};
my ($ambiguous) = $by_hand =~ /CREATE VIEW llmeco\.ambiguous_languages [^;]*?AS VALUES\n(.*?);/s;
my %language = ($by_hand =~ /^\s*\('(\w+)', '(\w+)', '/mg,
	map { s/ //r } $text{'sql/install/data-iso-639.sql'} =~ /^'?([a-z]{3}) ([a-z]{2}[a-z ]) \S/mg);
# Two more are found by rules of their own: code and multilingual.
my @named = sort grep { length($_) <= 3 } keys %language;
cmp_ok(scalar(@named), '>', 8000, 'languages: there are lists');
is("@named", join(' ', sort keys %sign), 'languages: those that fetch/ knows have a name in SQL, and no other');
is(join(' ', grep { !$language{$_} } values %language), '', 'languages: a code that stands for others is one');
my %card = $ambiguous =~ /^\s*\('(\w+)', (true|false), '/mg;
is(join(' ', map { $_ . ($card{$_} eq 'true' ? '!' : '*') } sort keys %card), join(' ', map { "$_$sign{$_}" } grep { $sign{$_} ne ' ' } sort keys %sign),
	'languages: ambiguous words are the same in both');

# ---- relations ----

fact('relations', 'adapter finetune merge quantized',
	[ 'fetch', qr/relation\w*\[\w*\] = \{([^{}]*"finetune"[^{}]*)\}/, \&words ],
	[ 'src', qr/\{([^{}]*"finetune",\s*"[^{}]*)\}/, \&words ],
	[ 'src', qr/The relation is ([^."]*)\./, \&words ],
	[ 'sql', qr/relation IN \(([^)]*)\)/, \&words ],
	[ 'sql', qr/relation IS 'How[^']*: ([^';]*quantized[^';]*?)(?:;|\.|')/, \&words ],
	[ 'site', qr/(?:RELATIONS|RELATION_VIEWS) = (?:new Set\()?\[([^\]]*)\]/, \&words ],
	[ 'tests', qr/my \$relation \(qw\(([^)]*)\)\)/, \&words ]);
foreach my $locale ('en', 'zh')
{
	my $names = join("\n", map { $text{$_} } grep { m{^viz/site/js/i18n/$locale/} } sort keys %text);
	is(words(join(' ', grep { $_ ne 'base' } $names =~ /'relation\.(\w+)':/g)), 'adapter finetune merge quantized', "relations: texts in $locale");
}

# ---- defaults of influence ----

fact('alpha', '0.6 0.3 0.1',
	[ 'src', qr/\.alpha = \{([^}]*)\}/, \&numbers ], [ 'src', qr/\? "\{([^}]*)\}" : "/, \&numbers ],
	[ 'sql', qr/alpha double precision\[\] DEFAULT '([^']*)'/, \&numbers ], [ 'site', qr/meta\.alpha \|\| \[([^\]]+)\]/, \&numbers ],
	[ 'readme', qr/^\| alpha \| \{([^}]*)\}/m, \&numbers ], [ 'tests', qr/^ALPHA(?:, W, LAMBDA)? = \(+([^)]*)\)/m, \&numbers ]);
fact('w', '0.2 0.4 0.2 0.2',
	[ 'src', qr/\.w = \{([^}]*)\}/, \&numbers ], [ 'src', qr/\? "\{[^}]*\}" : "\{([^}]*)\}"/, \&numbers ],
	[ 'sql', qr/\bw double precision\[\] DEFAULT '([^']*)'/, \&numbers ],
	[ 'readme', qr/^\| w \| \{([^}]*)\}/m, \&numbers ], [ 'tests', qr/^(?:W = |ALPHA, W, LAMBDA = \([^)]*\), )\(([^)]*)\)/m, \&numbers ]);
fact('lambda', '0.001',
	[ 'src', qr/\.lambda(?:_space)? = ([\d.]+)/ ], [ 'src', qr/no decay; ([\d.]+) halves/ ],
	[ 'sql', qr/lambda double precision DEFAULT ([\d.]+)/ ], [ 'readme', qr/^\| lambda \| ([\d.]+)/m ],
	[ 'tests', qr/LAMBDA = (?:.*, )?([\d.]+)$/m ]);
fact('tol', '1e-06',
	[ 'src', qr/\.tol = (\S+),/, \&numbers ], [ 'src', qr/The default is (\d+e-\d+)\./, \&numbers ],
	[ 'sql', qr/tol double precision DEFAULT ([^,]*),/, \&numbers ], [ 'readme', qr/^\| tol, max_iter \| (\S+),/m, \&numbers ],
	[ 'tests', qr/(?:^TOL = |change < )([\d.e-]+):?$/m, \&numbers ]);
fact('max_iter', '100',
	[ 'src', qr/\.max_iter = (\d+)/ ], [ 'src', qr/The default is (\d+)\./ ],
	[ 'sql', qr/max_iter integer DEFAULT (\d+)/ ], [ 'readme', qr/^\| tol, max_iter \| \S+, (\d+)/m ]);

# ---- numbers that users read ----

fact('models of an organization that is ranked', '100',
	[ 'src', qr/"llmeco\.ranking_max_models"[^;]*?&settings_ranking_max_models, (\d+),/ ],
	[ 'sql', qr/llmeco\.ranking_max_models models \((\d+) unless/ ], [ 'readme', qr/^\| llmeco\.ranking_max_models \| (\d+)/m ],
	[ 'texts', qr/'ranking\.author\.note':\s*'\D*(\d+)/ ]);
fact('children of a model that view top draws', '100',
	[ 'src', qr/llmeco_network\('\{author\/name\}', 'top', (\d+)\)/ ], [ 'sql', qr/llmeco_network\([^;]*top integer DEFAULT (\d+)/ ],
	[ 'site', qr/export const CHILDREN = (\d+)/ ], [ 'texts', qr/'view\.top': '\D*(\d+)/ ], [ 'texts', qr/'network\.hidden': '[^\d']*(?:first )?(\d+)/ ]);
fact('days until an author is read again', '30',
	[ 'src', qr/define STALE_DAYS (\d+)/ ], [ 'src', qr/define STALE \((\d+) \* USECS_PER_DAY\)/ ],
	[ 'src', qr/Authors last read more than (\d+) days ago/ ], [ 'sql', qr/every (\d+) days at most/ ],
	[ 'readme', qr/Authors are read again after (\d+) days/ ], [ 'texts', qr/'check\.author_stale': '\D*(\d+)/ ]);
fact('days of growth', '7 30',
	[ 'sql', qr/days IS '[^']*?(\d+) or (\d+)[:.]/, \&numbers ], [ 'sql', qr/Growth: models now, (\d+) and (\d+) days ago/, \&numbers ],
	[ 'site', qr/export const DAYS = \['(\d+)', '(\d+)'\]/, \&numbers ]);
my $number = sub { return $_[0] =~ s/,//gr };
fact('downloads that growth in percent is of at least', '1000',
	[ 'src', qr/define MIN_DOWNLOADS (\d+)/ ], [ 'sql', qr/GREATEST\(s\d+\.downloads, (\d+)\)/ ], [ 'sql', qr/(?:or|in percent) of ([\d,]+) (?:downloads|where they were fewer, so)/, $number ],
	[ 'readme', qr/in percent \(of at least ([\d,]+) downloads/, $number ]);
fact('likes that it is of at least', '100',
	[ 'src', qr/define MIN_LIKES (\d+)/ ], [ 'sql', qr/GREATEST\(s\d+\.likes, (\d+)\)/ ], [ 'sql', qr/percent of likes then, or of (\d+)/ ],
	[ 'sql', qr/1,000 downloads or (\d+) likes/ ], [ 'readme', qr/downloads or (\d+) likes/ ]);

# ---- kinds of problems: what C writes into refresh_errors.kind is what its comment lists ----

my ($kinds) = map { /refresh_errors\.kind IS 'What went wrong, one word: ([^']*)'/ } map { $text{$_} } grep { /$files{sql}/ } sort keys %text;
my %listed = map { $_ => 1 } $kinds =~ s/\([^)]*\)//gr =~ /\w+/g;
my @noted = map { $_ ? split(m{ / }, $_) : () } found('src', qr/LedgerNote\([^;]*?"([a-z_]+)",/), found('fetch', qr/record_(?:problem|bad_page)\(\s*\w+,\s*"([a-z_]+)"/),
	found('fetch', qr/case HTTP_\w+: return "([a-z]+)"/);
cmp_ok(scalar(@noted), '>', 15, 'kinds of problems: C has some');
is(join(' ', grep { !$listed{$_} && !/^(ok|stopped)$/ } @noted), '', 'kinds of problems: each is in the comment on the column');

# ---- the demo ----

my $demo = do { local $/; open(my $in, '<', 'src/test/demo') or die $!; <$in> };
my ($bi) = $demo =~ /^From BI tools: .* user (\w+), password \$reader_password$/m;
ok($bi && $demo =~ /llmeco_grant\('reader', '$bi'\)/, 'the demo offers BI tools a role that may read the views, no other');
like($demo, qr/FROM llmeco\.refresh_errors/, 'and explains the errors of its refresh');

# ---- addresses and locks ----

fact("the Hub's address", 'https://huggingface.co',
	[ 'src', qr/define HUB_ENDPOINT "([^"]*)"/ ], [ 'fetch', qr/define HUB_ORIGIN "([^"]*)"/ ],
	[ 'fetch', qr/hub_hosts\[\] = \{"([^"]*)"/, sub { "https://$_[0]" } ], [ 'sql', qr{'(https://hugging[^'/]*)/} ],
	[ 'site', qr{`(https://hugging[^/`]*)/} ], [ 'tests', qr{(?:host = |^HUB = )'(https://hugging[^']*)'}m ]);
fact('the class of the lock of a refresh', '1819045221',
	[ 'src', qr/define REFRESH_LOCK_CLASS (0x[0-9a-f]+)/, sub { hex $_[0] } ], [ 'sql', qr/classid (?:=|OPERATOR\S*) (?:oid )?'?(\d+)/ ],
	[ 'tests', qr/pg_advisory_lock\((\d+)/ ]);

# A hash whose keys others choose has a seed, or a page of bad ones takes hours.
foreach my $file (grep { m{^src/(?!test/)} } sort keys %text)
{
	my @hashes = $text{$file} =~ /^(?!\s*\*).*\b((?:hash_bytes|hash_any|hash_uint32|murmurhash|hash_create)\w*\(.*|SH_HASH_KEY\(.*)/gm;
	is(join('; ', grep { !/SEEDED_HASH|hash_bytes_extended/ } @hashes), '', "seeded: $file") if @hashes;
}

done_testing();
