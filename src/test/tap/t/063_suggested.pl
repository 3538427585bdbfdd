# When this fails, parents that were accepted from names get lost, or count, though
# nobody asked for it: refreshes, dumps and restores, and a stub that turns out to be
# a model under another name.
use strict;
use warnings;
use FindBin;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

# 2 and 4 declare nothing; 3 names a base that is not listed.
my @models = (
	model(1, id => 'lab/Base-7B'),
	model(2, id => 'quant/Base-7B-GGUF'),
	model(3, id => 'ann/tuned', parents => [ [ 'finetune', 'old/Thing-7B' ] ]),
	model(4, id => 'quant/Thing-7B-AWQ'),
	model(5, id => 'ann/other'));
my $hub = LoopbackHub->new();
$hub->control('/data', { models => \@models });
my $node = start_server('main', $hub->settings);
fresh_database('postgres');

sub refresh { return sql("SELECT status, edges_new, edges_removed FROM llmeco_refresh('{models}', 'all', 'full')") }
sub suggested { return sql("SELECT model || ' < ' || parent || ' ' || relation FROM llmeco.suggested_parents ORDER BY 1") }
sub inferred
{
	return sql("SELECT c.name || ' < ' || p.name FROM llmeco.inferred_edges i JOIN llmeco.models c ON c.model_id = i.child_id
		JOIN llmeco.models p ON p.model_id = i.parent_id ORDER BY 1");
}

is(refresh(), 'complete|1|0', 'a first refresh');
is(suggested(), "quant/Base-7B-GGUF < lab/Base-7B quantized\nquant/Thing-7B-AWQ < old/Thing-7B quantized", 'ends with suggestions, from a stub, too');
my $influence = sql('SELECT model_id, influence FROM llmeco_influence() ORDER BY 1');
is(sql('SELECT llmeco_accept_parents()'), 2, 'accepted');
is(suggested(), '', 'they are suggested no more');
is(sql('SELECT model_id, influence FROM llmeco_influence() ORDER BY 1'), $influence, 'influence does not count them');
isnt(sql('SET llmeco.count_inferred_parents = on; SELECT model_id, influence FROM llmeco_influence() ORDER BY 1'), $influence, 'but where that is wanted');

is(refresh(), 'complete|0|0', 'a full walk that knows nothing of them');
my $accepted = "quant/Base-7B-GGUF < lab/Base-7B\nquant/Thing-7B-AWQ < old/Thing-7B";
is(inferred(), $accepted, 'leaves them');

# Without a change names are not read again, which costs more than all other checks;
# what they said stays.
sql("UPDATE llmeco.checks SET checked_at = '2020-01-01'");
is(refresh(), 'complete|0|0', 'nothing changed');
is(sql("SELECT string_agg(check_name, ' ' ORDER BY check_name) FROM llmeco.checks WHERE checked_at = '2020-01-01'"),
	'edge_contradicts_name edge_skips_generation', 'checks of names are as they were');

# Into another database.
my $dump = $node->basedir . '/inferred.dump';
$node->command_ok([ 'pg_dump', '-Fc', '-f', $dump, 'postgres' ], 'dumped');
$node->safe_psql('postgres', 'CREATE DATABASE restored');
$node->command_ok([ 'pg_restore', '-d', 'restored', $dump ], 'restored');
is($node->safe_psql('restored', 'SELECT count(*) FROM llmeco.inferred_edges'), 2, 'with what was accepted');

# The stub is listed; a declared parent comes.
$hub->control('/data', { models => [ @models, model(6, id => 'old/Thing-7B') ] });
is(refresh(), 'complete|0|0', 'the base is listed');
is(inferred(), $accepted, 'and still one');
$hub->control('/data', { models => { patch => [
	{ id => 'quant/Base-7B-GGUF', tags => model(2, parents => [ [ 'quantized', 'ann/other' ] ])->{tags} } ] } });
is(refresh(), 'complete|1|0', 'a parent is declared');
is(inferred(), 'quant/Thing-7B-AWQ < old/Thing-7B', 'and ends what was inferred, of that model alone');
is(sql("SELECT parent, provenance FROM llmeco.network_edges WHERE child = 'quant/Base-7B-GGUF'"), 'ann/other|hub', 'it counts');

# A model that takes the name of a stub: the stub was it.
$hub->control('/data', { models => [ @models[ 0 .. 2 ], model(4, id => 'quant/New-7B-AWQ'), model(7, id => 'eve/Gone-7B'),
	model(8, id => 'eve/Gone-7B-GGUF'), model(9, id => 'ann/of-stub', parents => [ [ 'finetune', 'fay/Stub-7B' ] ]), model(10, id => 'fay/Stub-7B-GGUF') ] });
sql("SET llmeco.max_removed_fraction = 1; SELECT llmeco_refresh('{models}', 'all', 'full')");
cmp_ok(sql('SELECT llmeco_accept_parents()'), '>=', 2, 'more is accepted');
like(inferred(), qr{^fay/Stub-7B-GGUF < fay/Stub-7B$}m, 'from a stub');
sql("UPDATE llmeco.models SET name = 'fay/Stub-8B' WHERE name = 'fay/Stub-7B'");
$hub->control('/data', { models => [ @models[ 0 .. 2 ], model(7, id => 'fay/Stub-8B'), model(8, id => 'eve/Gone-7B-GGUF'),
	model(9, id => 'ann/of-stub', parents => [ [ 'finetune', 'fay/Stub-8B' ] ]), model(10, id => 'fay/Stub-7B-GGUF') ] });
sql("SET llmeco.max_removed_fraction = 1; SELECT llmeco_refresh('{models}', 'all', 'full')");
is(sql("SELECT m.hub_id = '" . model(7)->{_id} . "' FROM llmeco.inferred_edges i JOIN llmeco.models c ON c.model_id = i.child_id
	JOIN llmeco.models m ON m.model_id = i.parent_id WHERE c.name = 'fay/Stub-7B-GGUF'"), 't', 'what was inferred from it goes over to the model');
is(sql("SELECT objects FROM llmeco.data_quality WHERE check_name = 'inferred_without_model'"), 0, 'and leads to no row that is gone');

done_testing();
