# When this fails, what a user sees is not what the Hub has: what refresh and
# influence make of a file of models equals what ecosystem.py, which shares no
# code with them, counts and computes from the file itself. LLMECO_MODELS names
# another file than the embedded sample.
use strict;
use warnings;
use FindBin;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use TestDatabase;

my $models = $ENV{LLMECO_MODELS} || "$sample/models.jsonl";
my $hub = LoopbackHub->new('--models', $models);
my $node = start_server('main', $hub->settings);

fresh_database('postgres');
my $refresh = "SELECT status, models_seen, models_new, models_changed, edges_new, edges_changed, edges_removed
	FROM llmeco_refresh(sources => '{models}', scope => 'all', mode => 'full')";
my ($status, $seen) = split /\|/, sql($refresh);
is($status, 'complete', 'the walk is complete');

my $as_of = sql('SELECT extract(epoch FROM as_of) FROM llmeco.influence_runs ORDER BY run_id DESC LIMIT 1');
my (%count, %self, %total);
for (split /\n/, computed_by('ecosystem.py', $models, $as_of))
{
	my ($kind, $key, @values) = split /\t/;
	$count{$key} = $values[0] if $kind eq 'count';
	($self{$key}, $total{$key}) = @values if $kind eq 'model';
}

my $lines = do { open my $in, '<', $models or die $!; my $n = 0; $n++ while <$in>; $n };
is($seen, $lines, "every record of the file was seen: $lines");
is(sql('SELECT count(*) FROM llmeco.models WHERE fetched_at IS NOT NULL'), $count{models}, "models: $count{models}");
is(sql('SELECT count(*) FROM llmeco.models WHERE fetched_at IS NULL'), $count{stubs}, "stubs: $count{stubs}");
is(sql('SELECT count(*) FROM llmeco.model_edges'), $count{edges}, "edges: $count{edges}");
is(sql('SELECT count(DISTINCT parent_id) FROM llmeco.model_edges'), $count{parents}, "distinct parents: $count{parents}");
for my $relation (qw(finetune adapter merge quantized unknown))
{
	is(sql("SELECT count(*) FROM llmeco.model_edges WHERE relation = '$relation'"),
		$count{$relation}, "$relation: $count{$relation}");
}

my %scores = map { my ($name, @values) = split /\|/; $name => \@values }
  split /\n/, sql('SELECT m.name, i.self_influence, i.influence FROM llmeco.influence i JOIN llmeco.models m USING (model_id)');
is(scalar(keys %scores), scalar(keys %total), 'every model has a score, stubs too');
my ($worst, $worst_name) = (0, '');
for my $name (keys %total)
{
	my ($self, $influence) = @{ $scores{$name} // [ 'nan', 'nan' ] };
	for ([ $self, $self{$name} ], [ $influence, $total{$name} ])
	{
		my $error = abs($_->[0] - $_->[1]) / (abs($_->[1]) || 1);
		($worst, $worst_name) = ($error, $name) unless $error <= $worst;
	}
}
cmp_ok($worst, '<=', 1e-9, "scores agree to 1e-9; the worst, $worst_name, to $worst");

my @by_score = sort { $total{$b} <=> $total{$a} } keys %total;
is(sql("SELECT string_agg(name, ' ' ORDER BY rank) FROM llmeco.leaderboard WHERE rank <= 10"),
	"@by_score[0..9]", 'the ten most influential models');

my $rows = "SELECT md5(string_agg(t::text, '' ORDER BY t.ctid)) FROM (
	SELECT ctid, xmin, * FROM llmeco.models) t";
my $edge_rows = $rows =~ s/models/model_edges/r;
my @before = (sql($rows), sql($edge_rows));
is(sql($refresh), "complete|$lines|0|0|0|0|0", 'a second refresh of the same data finds nothing new');
is_deeply([ sql($rows), sql($edge_rows) ], \@before, 'and writes no row version');

$node->stop;
$hub->stop;
done_testing();
