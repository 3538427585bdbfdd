# When this fails, who has to say what a model was made from hands on a bill of
# materials that other programs refuse, that names what is not in it, leaves out
# an ancestor, or differs each time: llmeco_bom(), by validators of others.
use strict;
use warnings;
use FindBin;
use IPC::Run;
use JSON::PP;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use TestDatabase;

my $hub = LoopbackHub->of_sample;
my $node = start_server('main', $hub->settings);
fresh_database('postgres');
sql("CALL llmeco_refresh_all(); SELECT llmeco_update_influence(as_of => '2025-06-01')");

my $json = JSON::PP->new->canonical;
my $serial = '3e671687-395b-41f5-a30f-a58921a69b79';

# bom(MODEL, FORMAT) is a document as text, always of the same number and time.
sub bom
{
	my ($model, $format, $settings) = @_;
	return sql($settings // '', "SELECT llmeco_bom('$model', '$format', '$serial', '2026-10-01 12:30:59.9+02')");
}

# validated(DOCUMENT...) is what the validators say of each.
my ($in, $out, $err) = ('', '', '');
my $validators = IPC::Run::start([ 'node', "$top/src/test/bom/validate.js" ], '<', \$in, '>', \$out, '2>', \$err);
sub validated
{
	# a line: in JSON no text has a line feed, and elsewhere it means nothing
	$in = '[' . join(',', @_) =~ s/\n/ /gr . "]\n";
	$out = '';
	until ($out =~ /\n/)
	{
		BAIL_OUT("validate.js: $err") unless $validators->pumpable;
		$validators->pump;
	}
	return @{ $json->decode($out) };
}

# name_of(COMPONENT) is the name on the Hub of a component of CycloneDX.
sub name_of { return join '/', grep { defined } @{ $_[0] }{qw(group name)} }

# ---- ten models, and all ----

# What there is of each kind, the most influential of it.
my %chosen = map { my $name = sql("SELECT d.name FROM llmeco.model_details d $_ LIMIT 1"); ($name => 1) } (
	"WHERE d.parents IS NULL AND d.sha IS NOT NULL ORDER BY rank",
	"WHERE d.sha IS NULL AND d.fetched_at IS NOT NULL ORDER BY rank",
	"WHERE d.fetched_at IS NULL ORDER BY rank",
	"WHERE d.license = 'other' AND d.parents IS NOT NULL ORDER BY rank",
	"WHERE d.tags::text LIKE '%dataset:%' AND cardinality(d.parents) = 1 ORDER BY rank",
	"WHERE d.author_kind = 'user' AND 'adapter' = ANY (d.parent_relations) ORDER BY rank",
	"WHERE d.tags::text LIKE '%gguf%' AND 'quantized' = ANY (d.parent_relations) ORDER BY rank",
	"WHERE d.library = 'diffusers' AND d.parents IS NULL ORDER BY rank DESC",
	"WHERE d.parents IS NOT NULL ORDER BY cardinality(d.parents) DESC, rank",
	"CROSS JOIN LATERAL (SELECT max(depth) FROM llmeco_lineage(d.name, 'ancestors')) l ORDER BY l.max DESC NULLS LAST, rank");
is(scalar(keys %chosen), 10, 'ten models') or diag(join "\n", sort keys %chosen);
my @chosen = sort keys %chosen;
foreach my $format ('cyclonedx', 'spdx')
{
	is_deeply([ validated(map { bom($_, $format) } @chosen) ], [ map { 'valid' } @chosen ], "$format: ten models");
	my @all = validated(split /\n/, sql("SELECT llmeco_bom(name, '$format') FROM llmeco.model_details ORDER BY name"));
	is(join(' ', scalar @all, grep { $_ ne 'valid' } @all), sql('SELECT count(*) FROM llmeco.models'), "$format: every model of the sample");
}

# ---- CycloneDX: what is in it, and that it is there once ----

# The same facts as the tables have them.
my (%parents, %facts);
foreach (split /\n/, sql('SELECT child, parent, relation FROM llmeco.network_edges'))
{
	my ($child, $parent, $relation) = split /\|/;
	$parents{$child}{$parent} = $relation;
}
foreach (split /\n/, sql("SELECT m.name, m.sha, 'pkg:huggingface/' || m.name || coalesce('\@' || m.sha, ''), m.license, coalesce(a.full_name, a.name), m.task,
	concat_ws(',', 'llmeco:influence=' || i.influence, 'llmeco:parameters=' || m.parameters, 'llmeco:rank=' || i.rank,
		'llmeco:status=' || CASE WHEN m.fetched_at IS NULL THEN 'not read' ELSE 'listed' END),
	(SELECT string_agg(t, ',' ORDER BY t COLLATE \"C\") FROM unnest(m.tags) t WHERE t LIKE 'dataset:%')
	FROM llmeco.models m LEFT JOIN llmeco.authors a USING (author_id) LEFT JOIN llmeco.influence i USING (model_id)"))
{
	my ($name, $facts) = split /\|/, $_, 2;
	$facts{$name} = lc $facts;
}
foreach my $model (@chosen)
{
	my $bom = $json->decode(bom($model, 'cyclonedx'));
	my $root = $bom->{metadata}{component};
	my @components = ($root, @{ $bom->{components} // [] });
	my @models = grep { $_->{type} eq 'machine-learning-model' } @components;
	my %of = map { $_->{'bom-ref'} => $_ } @components;
	is(scalar(keys %of), scalar(@components), "$model: a reference a component");
	is(join("\n", sort map { name_of($_) } @models),
		join("\n", sort $model, split /\n/, sql("SELECT name FROM llmeco_lineage('$model', 'ancestors')")), 'and each ancestor once');
	is(join(' ', sort map { $_->{ref} } @{ $bom->{dependencies} }), join(' ', sort keys %of), 'each has its dependencies');
	my %depends = map { $_->{ref} => $_->{dependsOn} // [] } @{ $bom->{dependencies} };
	my @refs = ((map { @$_ } values %depends), map { $_->{ref} } map { @{ $_->{modelCard}{modelParameters}{datasets} // [] } } @models);
	is(join(' ', grep { !$of{$_} } @refs), '', 'all references lead to something');
	my %purls = map { ($_->{purl} // '') => 1 } @models;
	foreach my $component (@models)
	{
		my $name = name_of($component);
		my %relation = map { my $parent = $_; map { (name_of($parent) => $_->{value}) } grep { $_->{name} eq 'llmeco:relation' } @{ $parent->{properties} } }
			@{ $component->{pedigree}{ancestors} // [] };
		is_deeply(\%relation, $parents{$name} // {}, "$name: its parents and how it came from them");
		is(join(' ', sort grep { /^model:/ } @{ $depends{ $component->{'bom-ref'} } }), join(' ', map { "model:$_" } sort keys %relation), 'which it depends on');
		is(join(' ', grep { !$purls{ $_->{purl} } } @{ $component->{pedigree}{ancestors} // [] }), '', 'which are components');
		my $facts = join '|', map { $_ // '' } @{$component}{qw(version purl)}, $component->{licenses}[0]{license}{id} // $component->{licenses}[0]{license}{name},
			$component->{supplier}{name}, $component->{modelCard}{modelParameters}{task},
			join(',', sort map { "$_->{name}=$_->{value}" } grep { $_->{name} =~ /:(rank|influence|parameters|status)$/ } @{ $component->{properties} }),
			join(',', sort map { $_->{ref} } @{ $component->{modelCard}{modelParameters}{datasets} // [] });
		is(lc $facts, $facts{$name}, 'its facts');
	}
}
is($json->decode(bom('black-forest-labs/FLUX.1-dev', 'cyclonedx'))->{metadata}{component}{purl},
	'pkg:huggingface/black-forest-labs/FLUX.1-dev@' . (map { $_->{sha} } grep { $_->{id} eq 'black-forest-labs/FLUX.1-dev' }
		map { $json->decode($_) } split /\n/, PostgreSQL::Test::Utils::slurp_file("$sample/models.jsonl"))[0], 'a package URL has the commit');

# ---- SPDX ----

foreach my $model (@chosen)
{
	my @graph = @{ $json->decode(bom($model, 'spdx'))->{'@graph'} };
	my %of = map { ($_->{spdxId} // $_->{'@id'}) => $_ } @graph;
	is(scalar(keys %of), scalar(@graph), "$model: an identifier an element");
	my @used = map { my $element = $_; map { ref ? @$_ : $_ } grep { defined } @$element{qw(creationInfo createdBy suppliedBy from to rootElement element)} } @graph;
	push @used, map { $_->{value} } map { @{ $_->{simplelicensing_customIdToUri} // [] } } @graph;
	is(join(' ', grep { !$of{$_} && $_ ne 'expandedlicensing_NoAssertionLicense' } @used), '', 'all references lead to something');
	my %descends;
	foreach my $relationship (grep { ($_->{relationshipType} // '') eq 'descendantOf' } @graph)
	{
		$descends{ $of{ $relationship->{from} }{name} }{ $of{$_}{name} } = $relationship->{comment} foreach @{ $relationship->{to} };
	}
	my @models = map { $_->{name} } grep { $_->{type} eq 'ai_AIPackage' } @graph;
	is_deeply(\%descends, { map { $_ => $parents{$_} } grep { $parents{$_} } @models }, 'each model once, and how it came from its parents');
	my ($sbom) = grep { $_->{type} eq 'software_Sbom' } @graph;
	is($of{ $sbom->{rootElement}[0] }{name}, $model, 'it is of the model');
	# What the AI profile wants beyond the schema.
	my $complete = !grep { !($_->{releaseTime} && $_->{suppliedBy} && $_->{software_packageVersion} && $_->{software_downloadLocation}) }
		grep { $_->{type} eq 'ai_AIPackage' } @graph;
	is(scalar(grep { $_ eq 'ai' } @{ $sbom->{profileConformance} }), $complete ? 1 : 0, 'it keeps the AI profile where all is known');
	foreach my $type ('hasDeclaredLicense', 'hasConcludedLicense')
	{
		is(join("\n", sort map { $of{ $_->{from} }{name} } grep { ($_->{relationshipType} // '') eq $type } @graph), join("\n", sort @models), "$type: one a model");
	}
}

# ---- validators refuse what is wrong ----

sub changed
{
	my ($format, $change) = @_;
	my $bom = $json->decode(bom($chosen[0], $format));
	$change->($bom);
	return $json->encode($bom);
}
my %harm = (
	'a component without type' => [ 'cyclonedx', sub { delete $_[0]{metadata}{component}{type} } ],
	'a licence that is none' => [ 'cyclonedx', sub { $_[0]{metadata}{component}{licenses} = [ { license => { id => 'apache' } } ] } ],
	'a field of ours' => [ 'cyclonedx', sub { $_[0]{metadata}{component}{influence} = 1 } ],
	'a purl of another case' => [ 'cyclonedx', sub { $_[0]{metadata}{component}{purl} = 'pkg:huggingface/a/b@ABCDEF' } ],
	'a time without zone' => [ 'cyclonedx', sub { $_[0]{metadata}{timestamp} =~ s/Z$// } ],
	'an element without identifier' => [ 'spdx', sub { delete $_[0]{'@graph'}[1]{spdxId} } ],
	'an unknown relationship' => [ 'spdx', sub { $_->{relationshipType} = 'finetuneOf' foreach grep { $_->{relationshipType} } @{ $_[0]{'@graph'} } } ],
	'a licence expression that is none' => [ 'spdx', sub { $_[0]{'@graph'}[1]{simplelicensing_licenseExpression} = 'llama3 license' } ],
);
my @harm = sort keys %harm;
my @said = validated(map { changed(@{ $harm{$_} }) } @harm);
isnt($said[$_], 'valid', "refused: $harm[$_]") for 0 .. $#harm;
is(join(' ', validated(map { changed($_, sub { }) } 'cyclonedx', 'spdx')), 'valid valid', 'but not without the change');

# ---- the same data, the same bytes ----

my ($deepest) = sql("SELECT d.name FROM llmeco.model_details d CROSS JOIN LATERAL (SELECT count(*) AS n FROM llmeco_lineage(d.name, 'ancestors')) l
	ORDER BY l.n DESC, d.name LIMIT 1");
my %first = map { $_ => bom($deepest, $_) } 'cyclonedx', 'spdx';
foreach my $format (sort keys %first)
{
	is(bom($deepest, $format), $first{$format}, "$format: again, the same bytes");
	is(bom($deepest, $format, "SET timezone = 'Asia/Tokyo'; SET datestyle = 'SQL, DMY'; SET extra_float_digits = -5; SET enable_hashjoin = off;
		SET enable_nestloop = off; SET lc_numeric = 'C'; SET standard_conforming_strings = off; "), $first{$format}, "$format: whatever the settings");
	my $other = sql("SELECT llmeco_bom('$deepest', '$format', '00000000-0000-4000-8000-000000000000', '2027-01-01Z')");
	isnt($other, $first{$format}, "$format: another number and time");
	is($other =~ s/00000000-0000-4000-8000-000000000000/$serial/gr =~ s/2027-01-01T00:00:00Z/2026-10-01T10:30:59Z/r, $first{$format}, 'and nothing else');
	isnt(sql("SELECT llmeco_bom('$deepest', '$format')"), sql("SELECT llmeco_bom('$deepest', '$format')"), "$format: left out, a number of its own");
}
# Other places on disk.
sql('UPDATE llmeco.model_edges SET weight = weight WHERE child_id % 3 = 0; UPDATE llmeco.models SET likes = likes WHERE model_id % 2 = 0;
	VACUUM; UPDATE llmeco.model_edges SET weight = weight WHERE child_id % 2 = 0');
is(bom($deepest, $_), $first{$_}, "$_: whatever the order of rows") for sort keys %first;

# ---- who asks, and for what ----

sql("CREATE ROLE ecosystem_reader LOGIN; SELECT llmeco_grant('reader', 'ecosystem_reader')");
is(bom($deepest, $_, 'SET ROLE ecosystem_reader; '), $first{$_}, "$_: a reader gets it") for sort keys %first;
my ($old, $new) = split /\|/, sql('SELECT a.name, m.name FROM llmeco.model_aliases a JOIN llmeco.models m USING (model_id) ORDER BY 1 LIMIT 1');
is(bom($old, 'cyclonedx'), bom($new, 'cyclonedx'), 'an old name is understood');
sub refusal { my ($state, $text) = error_of("SELECT * FROM $_[0]") =~ /ERROR:  (\w{5}): (.*?)\nLOCATION/s; return "$state $text" }
# Where another function says it: its line of the source differs, and a context.
like(error_of("SELECT llmeco_bom('no/body')"), qr/ERROR:  42704: model "no\/body" is not known\nHINT:  Did you mean /, 'an unknown model');
like(error_of("SELECT * FROM llmeco_lineage('no/body')"), qr/ERROR:  42704: model "no\/body" is not known\nHINT:  Did you mean /, 'as of the other functions');
like(error_of("SELECT llmeco_bom($_)"), qr/ERROR:  22023: /, "refused: $_")
  for "'$new', 'swid'", "'$new', NULL", 'NULL', "'$new', 'spdx', NULL", "'$new', 'spdx', '$serial', NULL", "'$new', 'spdx', '$serial', 'infinity'",
  "'$new', 'cyclonedx', '$serial', '10000-01-01'";

# ---- a cycle, names and tags that are hard to write ----

sql(q{INSERT INTO llmeco.models (name, fetched_at, sha, license, created_at, tags, languages) VALUES
	('bare', now(), NULL, NULL, '-infinity', '{}', '{}'),
	('odd/one', now(), 'ABCDEF0123456789ABCDEF0123456789ABCDEF01', 'Zlib', now(), ARRAY['dataset:a b/c"d%', 'dataset:', 'dataset:été/数据', 'dataset:x/y',
		'dataset:x/y', 'arxiv:1 2', 'arxiv:', 'diffusers:FluxPipeline', 'llama'], '{en,zh}'),
	('odd/"two" %', NULL, NULL, NULL, NULL, '{llama}', '{}');
	UPDATE llmeco.models SET license = 'other', license_name = 'their own (v1)', license_link = 'docs/LICENSE v1.md' WHERE name = 'bare';
	UPDATE llmeco.models SET license = 'Other', license_name = 'mit', license_link = 'https://example.com/a%20b?c=d#e' WHERE name = 'odd/"two" %';
	UPDATE llmeco.models m SET author_id = a.author_id FROM llmeco.authors a WHERE a.name = 'Qwen' AND m.name LIKE 'odd/%';
	INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
	SELECT p.model_id, c.model_id, 'unknown', 'manual' FROM llmeco.models p, llmeco.models c
	WHERE (p.name, c.name) IN (('bare', 'odd/one'), ('odd/one', 'odd/"two" %'), ('odd/"two" %', 'odd/one'))});
foreach my $format ('cyclonedx', 'spdx')
{
	is(join(' ', validated(map { bom($_, $format) } 'bare', 'odd/one', 'odd/"two" %')), 'valid valid valid', "$format: hard names");
}
my $odd = $json->decode(bom('odd/one', 'cyclonedx'));
is(join(' ', map { $_->{purl} // '' } $odd->{metadata}{component}, @{ $odd->{components} }[ 0, 1 ]),
	'pkg:huggingface/odd/one@abcdef0123456789abcdef0123456789abcdef01  pkg:huggingface/odd/%22two%22%20%25', 'package URLs are encoded');
is(join(' ', map { $_->{data}[0]{contents}{url} } grep { $_->{type} eq 'data' } @{ $odd->{components} }),
	join(' ', map { "https://huggingface.co/datasets/$_" } 'a%20b/c%22d%25', 'x/y', '%C3%A9t%C3%A9/%E6%95%B0%E6%8D%AE'), 'and addresses; each data set once');
is_deeply([ map { $_->{modelCard}{modelParameters}{modelArchitecture} } $odd->{metadata}{component}, $odd->{components}[1] ], [ 'FluxPipeline', 'llama' ], 'architectures');
is_deeply($odd->{metadata}{component}{licenses}, [ { license => { id => 'Zlib', url => 'https://spdx.org/licenses/Zlib.html', acknowledgement => 'declared' } } ],
	'a licence of the SPDX list');
my $file = 'https://huggingface.co/bare/blob/main/docs/LICENSE%20v1.md';
is_deeply($odd->{components}[0]{licenses}, [ { license => { name => 'their own (v1)', url => $file, acknowledgement => 'declared' } } ],
	'one that is not, in a file of the repository');
is_deeply([ grep { $_->{type} eq 'license' } @{ $odd->{components}[0]{externalReferences} } ], [ { type => 'license', url => $file } ], 'which is a reference, too');
is_deeply($odd->{components}[1]{licenses}, [ { license => { id => 'MIT', url => 'https://example.com/a%20b?c=d#e', acknowledgement => 'declared' } } ],
	'a licence that only its name tells, elsewhere');
foreach my $link ('https://[x', 'http://a:b/', 'javascript:alert(1)', '//host/x', 'https://', 'https://x/ y', 'https://x/%zz', "a\tb", '#', '?', '.', ' ', '<>"{}|\\^`')
{
	sql("UPDATE llmeco.models SET license_link = '", $link =~ s/'/''/gr, "' WHERE name = 'bare'");
	is(join(' ', validated(bom('bare', 'cyclonedx'), bom('bare', 'spdx'))), 'valid valid', "a link that is none: $link");
}

# Cards as long as they like, and what is empty. 300,000 letters take a second.
sql("UPDATE llmeco.models SET license_name = repeat('A-', 150000), license_link = repeat('b/', 150000) WHERE name = 'bare'");
foreach my $format ('cyclonedx', 'spdx')
{
	my $document = bom('bare', $format, "SET statement_timeout = '60s'; ");
	is(join(' ', length($document) > 600000, validated($document)), '1 valid', "$format: a long name and link of a licence");
}
sql("UPDATE llmeco.models SET license = '', license_name = NULL, license_link = '', sha = '', disabled = true WHERE name = 'odd/\"two\" %'");
is(join(' ', validated(map { bom('odd/"two" %', $_) } 'cyclonedx', 'spdx')), 'valid valid', 'a commit and a licence of no letter');
my $empty = $json->decode(bom('odd/"two" %', 'cyclonedx'))->{metadata}{component};
is(join(' ', $empty->{purl}, exists $empty->{licenses} ? 1 : 0, map { "$_->{name}=$_->{value}" } grep { $_->{name} =~ /disabled/ } @{ $empty->{properties} }),
	'pkg:huggingface/odd/%22two%22%20%25 0 llmeco:disabled=true', 'are none; what the Hub has switched off is marked');

# Each licence that is known, by card; and one that the card contradicts.
my @licenses = split /\n/, sql('SELECT license FROM llmeco.license_terms ORDER BY 1');
foreach my $format ('cyclonedx', 'spdx')
{
	my @said = validated(split /\n/, sql(map { "UPDATE llmeco.models SET license = '$_', license_name = NULL, license_link = NULL WHERE name = 'bare';
		SELECT llmeco_bom('bare', '$format');" } @licenses));
	is(join(' ', scalar @said, map { "$licenses[$_] $said[$_]" } grep { $said[$_] ne 'valid' } 0 .. $#said), scalar @licenses, "$format: each licence that is known");
}
sql("UPDATE llmeco.models SET license = 'apache-2.0', license_name = 'qwen' WHERE name = 'bare'");
my $contradicted = $json->decode(bom('bare', 'cyclonedx'))->{metadata}{component};
is($contradicted->{licenses}[0]{license}{id}, 'Apache-2.0', 'a card that names two licences: the first');
is(join(' ', map { $_->{value} } grep { $_->{name} eq 'llmeco:license_name' } @{ $contradicted->{properties} }), 'qwen', 'and the other beside it');

$validators->finish;
$hub->stop;
done_testing();
