# When this fails, the README promises other answers than a user gets: its
# questions, asked of the embedded sample.
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
sql('CREATE EXTENSION llmeco; CALL llmeco_refresh_all();');

# The blocks: what comes first is done before all questions.
my ($before, @questions) = split /^\*\*\d+\. (.*)\*\*\n/m, readme_section('# Questions');
is(scalar(@questions) >= 40, 1, 'twenty questions and more');
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
	"SELECT round(max(influence)::numeric, 4) FROM llmeco_influence(as_of => '2025-06-01', models_query =>
		'SELECT model_id, downloads, likes, created_at FROM llmeco.models WHERE name = ''bigscience/bloom''')" =>
		"SELECT round((0.6 * (0.2 * ln(downloads) + 0.4 * likes + 0.2 * exp(-0.001 * floor(extract(epoch FROM timestamptz '2025-06-01' - created_at) / 86400)::float8)))::numeric, 4)
			FROM llmeco.models WHERE name = 'bigscience/bloom'");
is(sql("SET timezone = 'UTC'; $_"), sql("SET timezone = 'UTC'; $independent{$_}"), s/\s+/ /gr) for sort keys %independent;

$hub->stop;
done_testing();
