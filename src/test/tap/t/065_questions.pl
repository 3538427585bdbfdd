# When this fails, documents promise other answers than a user gets: the questions of
# sql/QUESTIONS.md, asked of the embedded sample; or an example does not run as typed.
use strict;
use warnings;
use FindBin;
use IPC::Run;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use TestDatabase;

my $hub = LoopbackHub->of_sample;
my $node = start_server('main', $hub->settings);
fresh_database('postgres');
sql('CALL llmeco_refresh_all()');

# The blocks: what comes first is done before all questions.
my ($before, @questions) = split /^\*\*\d+\. (.*)\*\*\n/m, readme_section('# Questions');
is(scalar(@questions) >= 80, 1, 'forty questions and more');
sql(join '', $before =~ /^    (.*\n)/mg);
while (my ($question, $block) = splice @questions, 0, 2)
{
	my $code = join '', map { "$_\n" } map { s/^    //r } $block =~ /^(    .*|)$/mg;
	my ($sql, $answer) = $code =~ /\A\s*(.*?;)\n(.*?)\s*\z/s;
	$answer =~ s/\A\n//;
	my $out = '';
	# whose counters count, which is said each time, is not the answer
	local $ENV{PGOPTIONS} = '-c client_min_messages=warning';
	IPC::Run::run([ 'psql', '-X', '-q', '-P', 'footer=off', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres') ],
		'<', \$sql, '>', \$out, '2>&1');
	$out =~ s/[ ]+$//mg;
	$out =~ s/\s*\z//;
	is($out, $answer, $question);
}

# Some of it counted by other means.
my %independent = (
	"SELECT count(DISTINCT e.child) FROM llmeco.network_edges e WHERE e.relation = 'quantized' AND e.child LIKE 'TheBloke/%'" =>
		"SELECT count(*) FROM llmeco.models WHERE name LIKE 'TheBloke/%' AND array_to_string(tags, ' ') LIKE '%base_model:quantized:%'",
	"SELECT max(cardinality(parents)) FROM llmeco.model_details" =>
		"SELECT max(n) FROM (SELECT count(DISTINCT t) AS n FROM llmeco.models, unnest(tags) t WHERE t LIKE 'base_model:merge:%' GROUP BY model_id) x",
	"SELECT round(max(influence)::numeric, 4) FROM llmeco_influence(as_of => '2025-06-01', spaces_query => '', models_query =>
		'SELECT model_id, downloads, likes, created_at FROM llmeco.models WHERE name = ''bigscience/bloom''')" =>
		"SELECT round((0.6 * (0.2 * ln(downloads) + 0.4 * likes + 0.2 * exp(-0.001 * floor(extract(epoch FROM timestamptz '2025-06-01' - created_at) / 86400)::float8)))::numeric, 4)
			FROM llmeco.models WHERE name = 'bigscience/bloom'");
is(sql("SET timezone = 'UTC'; $_"), sql("SET timezone = 'UTC'; $independent{$_}"), s/\s+/ /gr) for sort keys %independent;

is(sql("SELECT string_agg(DISTINCT metric, ' ') FROM llmeco.repo_metrics
	WHERE metric NOT IN (SELECT attname FROM pg_attribute WHERE attrelid = 'llmeco.repo_months'::regclass)"), '', 'repo_months has every metric');

# What a view's comment calls a key tells its rows apart: tools join by it, and page by it.
my %duplicates = map { /^(\S+) (.*)\|(\d+)\|(\d+)$/ ? ("$1 ($2)" => [ $3, $4 ]) : () } split /\n/, sql(
	sql("SELECT string_agg(format('SELECT %L, count(k), count(k) - count(DISTINCT k) FROM (SELECT ROW(%s) AS k FROM llmeco.%I) r WHERE k IS NOT NULL',
		v.relname || ' ' || v.key, array_to_string(ARRAY(SELECT quote_ident(c) FROM unnest(string_to_array(v.key, ', ')) c), ', '), v.relname), ' UNION ALL ')
		FROM (SELECT c.relname, unnest(string_to_array(substring(obj_description(c.oid, 'pg_class'), '[(]keys?: ([^)]*)[)]'), '; ')) AS key
			FROM pg_class c WHERE c.relnamespace = 'llmeco'::regnamespace AND c.relkind = 'v') v"));
cmp_ok(scalar(grep { $_->[0] > 1 } values %duplicates), '>', 60, 'most views have rows');
is(join(', ', grep { $duplicates{$_}[1] > 0 } sort keys %duplicates), '', 'the key of a view tells its rows apart');

# ---- what else can be typed: each runs, and a query has an answer ----

# statements(SECTION...) are what sections have, without comments.
sub statements
{
	my $code = join "\n", map { readme_section($_) =~ /^    (.*)$/mg } @_;
	return map { s/\A\s+//r } grep { /\S/ } split /;(?:[ ]*--[^\n]*)?(?:\n|\z)/, $code =~ s/^(?:llmeco-viz|psql) .*$//mgr;
}
foreach my $section ('## Getting started', '## Ten queries', '## From BI tools', '## Licences and bills of materials', '## Families and common ancestors',
	'## Influence', '## Why this score, and who is related to whom', '## Bill of materials', '## Corrections by hand')
{
	my @statements = statements($section);
	# a formula is no statement
	@statements = grep { /^(?:SELECT|CREATE|INSERT|CALL|WITH)/ } @statements;
	cmp_ok(scalar(@statements), '>', 0, "$section has examples");
	foreach my $statement (@statements)
	{
		next if $statement =~ /^CREATE EXTENSION/;
		my ($out, $err) = ('', '');
		local $ENV{PGOPTIONS} = '-c client_min_messages=warning';
		IPC::Run::run([ 'psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres') ],
			'<', \"$statement;", '>', \$out, '2>', \$err);
		my $name = "$section: " . $statement =~ s/\s+/ /gr;
		is($err, '', $name);
		# growth takes days; what is set returns nothing
		next if $statement !~ /^SELECT (?!llmeco_(?:set|unset|reset|grant))/ || $statement =~ /rising_models|unresolved_parents/;
		like($out, qr/\S/, "$name: has an answer");
		unlike($out, qr/\{\}/, "$name: names parents") if $statement =~ /parents, parent_relations/;
	}
}

$hub->stop;
done_testing();
