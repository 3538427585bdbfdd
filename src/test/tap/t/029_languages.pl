# When this fails, models count for languages that they are not of, or not for
# those that they are of: cases by hand, then made-up tags, of which the
# languages are computed here, and what was dropped is counted.
use strict;
use warnings;
use FindBin;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $hub = LoopbackHub->new;
my $node = start_server('main', $hub->settings);

# languages() are lines 'name|languages'.
sub languages { return sql(q{SELECT name, array_to_string(languages, ' ') FROM llmeco.models ORDER BY name COLLATE "C"}) }

# dropped() are lines 'word|models'.
sub dropped { return sql('SELECT word, models FROM llmeco.dropped_languages ORDER BY word COLLATE "C"') }

# ---- by hand ----

my @cases = sort { $a->[0] cmp $b->[0] } (
	[ 'u/architecture', 'en', 'transformers', 'new', 'custom_code', 'en' ],
	[ 'u/beside-many', 'multilingual en fr de', 'safetensors', 'new', 'feature-extraction', 'multilingual', 'en', 'fr', 'de' ],
	[ 'u/beside-one', 'en', 'bpy', 'en' ],
	[ 'u/brazil', 'pt', 'pt-br' ],
	[ 'u/kamba', 'kam sw luo en', 'kam', 'sw', 'luo', 'en' ],
	[ 'u/begins', 'ca es en', 'cat', 'ca', 'es', 'en', 'dataset:x/y' ],
	[ 'u/library', 'ca es en', 'ca', 'es', 'jax', 'en' ],
	[ 'u/many', 'ca ast es en cat', 'ca', 'ast', 'es', 'en', 'cat' ],
	[ 'u/none', '', 'sms', 'text-classification', 'gan', 'cat', 'ast', 'mri', 'nav', 'jax', 'mlx', 'EN', 'xx', 'text-to-image', 'zh-', '-zh', 'en-base', 'sd-xl' ],
	[ 'u/not-in-the-list', 'suk skr dag', 'suk', 'x', 'skr', 'dag' ],
	[ 'u/not-of-one', 'code multilingual en', 'code', 'multilingual', 'bpy', 'en', 'en', 'en-US' ],
	[ 'u/regions', 'zh en es ast kam sr', 'zh-TW', 'zh', 'en_GB', 'es-419', 'x', 'ast-ES', 'kam_Latn', 'sr-Latn-RS', 'zh-Hant-TW' ],
	[ 'u/rows', 'en fr', 'en', 'cat', 'x', 'fr' ]);
my $n = 0;
my @records = map { my ($name, undef, @tags) = @$_; model(++$n, id => $name, tags => \@tags) } @cases;

fresh_database();
$hub->serve(models => \@records);
is(sql("SELECT status, errors FROM llmeco_refresh('{models}')"), 'complete|0', 'a refresh');
is(languages(), join("\n", map { "$_->[0]|$_->[1]" } @cases), 'languages are those that are meant');
is(dropped(), join("\n", 'ast|1', 'bpy|2', 'cat|3', 'gan|1', 'jax|2', 'mlx|1', 'mri|1', 'nav|1', 'new|2', 'sms|1'),
	'what is dropped is counted by word');
is(sql('SELECT count(*) FROM llmeco.dropped_languages WHERE name_en IS NULL OR reason IS NULL'), 0, 'with name and reason');

# Those of a model that is removed are not.
sql(q{UPDATE llmeco.models SET removed_at = now() WHERE name = 'u/beside-one'});
like(dropped(), qr/^bpy\|1$/m, 'of listed models');

# ---- at random ----

my @sure = qw(en sw luo kam de suk);
my @ambiguous = qw(new cat ast ml jax);
my @other = qw(transformers custom_code code text-generation mlx-lm);
my %form = ('zh-TW' => 'zh', 'pt_br' => 'pt', 'eng_Latn' => 'eng', 'cat-ES' => 'cat');
srand(15);
@records = map {
	my @tags = map { my $list = (\@sure, \@ambiguous, \@other, [ sort keys %form ])[ rand 4 ]; $list->[ rand @$list ] } 1 .. rand 12;
	model($_, id => sprintf('r/%04d', $_), tags => \@tags)
} 1 .. 900;
my (%dropped, @expected);
my $word = join '|', map { quotemeta } @sure, @ambiguous, 'code', keys %form;
for my $record (@records)
{
	my (%seen, @languages, %left);
	for my $row ("@{ $record->{tags} }" =~ /((?:(?<!\S)(?:$word)(?!\S) ?)+)/g)
	{
		my @words = split / /, $row;
		my $among = 0;
		my %sure = map { ($form{$_} // $_) => 1 } grep { my $w = $_; $w ne 'code' && !grep { $_ eq $w } @ambiguous } @words;
		for my $w (@words)
		{
			my $is_ambiguous = grep { $_ eq $w } @ambiguous;
			if ($is_ambiguous && (keys %sure < 2 || !$among || $w eq 'jax')) { $left{$w} = 1; next }
			$among = 1 unless $is_ambiguous || $w eq 'code';
			my $language = $form{$w} // $w;
			push @languages, $language unless $seen{$language}++;
		}
	}
	push @expected, "$record->{id}|@languages";
	$dropped{$_}++ foreach grep { !$seen{$_} } keys %left;
}
fresh_database();
$hub->serve(models => \@records);
is(sql("SELECT status, errors FROM llmeco_refresh('{models}')"), 'complete|0', 'a refresh of 900 models with tags at random');
lines_are(q{SELECT name, array_to_string(languages, ' ') FROM llmeco.models}, 'their languages', @expected);
is(dropped(), join("\n", map { "$_|$dropped{$_}" } sort keys %dropped), 'and what was dropped');

$node->stop;
$hub->stop;
done_testing();
