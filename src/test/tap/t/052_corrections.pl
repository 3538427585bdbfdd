# When this fails, a derivation that a user corrected by hand is overwritten by
# a refresh, or what the Hub says of it meanwhile is lost when the correction is
# taken back.
use strict;
use warnings;
use FindBin;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my @models = map { model($_) } 1 .. 6;
my $name = sub { return $models[ $_[0] - 1 ]{id} };
$models[$_->[0] - 1] = model($_->[0], parents => $_->[1]) for
	[ 2, [ [ 'finetune', $name->(1) ] ] ],
	[ 3, [ [ 'quantized', $name->(2) ] ] ],
	[ 4, [ [ 'adapter', $name->(1) ] ] ];
my $hub = LoopbackHub->new();
$hub->control('/data', { models => \@models });

my $node = start_server('main', $hub->settings);
fresh_database('postgres');

sub refresh
{
	return dated(sub { sql("SELECT status, edges_new, edges_changed, edges_removed
		FROM llmeco_refresh('{models}', 'all', 'full')") });
}
# Lines 'parent child relation provenance', models by number.
sub edges
{
	return sql("SELECT split_part(parent, '-', 2) || ' ' || split_part(child, '-', 2)
		|| ' ' || relation || ' ' || provenance FROM llmeco.network_edges ORDER BY 1");
}
sub correct
{
	my ($function, $child, $parent, $more) = @_;
	dated(sub { sql(sprintf("SELECT llmeco_%s_parent('%s', '%s'%s)", $function,
			$name->($child), $name->($parent), $more ? ", '$more'" : '')) });
}
# Counts of children, as influence has them: 0 where no child counts.
sub has_children
{
	return sql("SELECT i.child_influence > 0 FROM llmeco.influence i
		JOIN llmeco.models USING (model_id) WHERE name = '" . $name->($_[0]) . "'");
}

is(refresh(), 'complete|3|0|0', 'the first refresh');
my $hub_says = edges();
my ($said) = $hub_says =~ /^1 2 finetune (\w+)$/m;
ok($said, 'what the Hub says is there') or diag($hub_says);
is(has_children(2), 't', 'model 2 has influence through a child');

correct('unset', 3, 2);
correct('set', 2, 1, 'merge');
correct('set', 6, 5);
my $corrected = "1 2 merge manual\n1 4 adapter $said\n5 6 finetune manual";
is(edges(), $corrected, 'corrected');
is(refresh(), 'complete|0|0|0', 'a full refresh does nothing to it');
is(edges(), $corrected, 'and it is as before');
is(has_children(2), 'f', 'the removed derivation does not count');

# The Hub changes its mind: of the removed one, of the one with another
# relation, and comes to agree on the one that it did not know.
$hub->control('/data', { models => { patch => [
	{ id => $name->(2), tags => model(2, parents => [ [ 'adapter', $name->(1) ] ])->{tags} },
	{ id => $name->(3), tags => model(3)->{tags} },
	{ id => $name->(6), tags => model(6, parents => [ [ 'quantized', $name->(5) ] ])->{tags} } ] } });
is(refresh(), 'complete|0|0|0', 'a refresh after changes at the Hub leaves corrections alone');
is(edges(), $corrected, 'all of them');
is(sql("SELECT string_agg(coalesce(hub_relation, '-'), ' ' ORDER BY child_id)
	FROM llmeco.edge_corrections c JOIN llmeco.models m ON m.model_id = c.child_id"),
	join(' ', map { $_->[1] } sort { $a->[0] <=> $b->[0] } map {
		[ sql("SELECT model_id FROM llmeco.models WHERE name = '" . $name->($_->[0]) . "'"), $_->[1] ]
	} ([ 2, 'adapter' ], [ 3, '-' ], [ 6, 'quantized' ])), 'what it says now is remembered');

# A rename at the Hub: the correction stays with the model.
$hub->control('/data', { models => { rename => { $name->(6) => 'author6/renamed-6' } } });
refresh();
is(edges(), $corrected, 'a renamed model keeps its correction');

# Dumped and restored, corrections and tombstones still hold.
my $dump = $node->basedir . '/dump';
$node->command_ok([ 'pg_dump', '-Fc', '-f', $dump, 'postgres' ], 'pg_dump');
sql("INSERT INTO llmeco.license_corrections VALUES ('acme', 'proprietary'), ('mit', 'unknown')");
$node->command_ok([ 'pg_dump', '-Fc', '-f', $dump, 'postgres' ], 'pg_dump with corrected licences');
sql('CREATE DATABASE copy');
$node->command_ok([ 'pg_restore', '-e', '-d', 'copy', $dump ], 'pg_restore');
is($node->safe_psql('copy', "SELECT count(*) FROM llmeco.edge_corrections"), 3, 'corrections are restored');
is($node->safe_psql('copy', "SELECT license, family FROM llmeco.license_families WHERE NOT is_default ORDER BY 1"),
	"acme|proprietary\nmit|unknown", 'so are those of licences');
is($node->safe_psql('copy', "SELECT status, edges_new, edges_changed, edges_removed
	FROM llmeco_refresh('{models}', 'all', 'full')"), 'complete|0|0|0', 'and a refresh of the copy respects them');

correct('reset', 2, 1);
correct('reset', 3, 2);
sql("SELECT llmeco_reset_parent('" . $name->(6) . "', '" . $name->(5) . "')");
is(edges(), "1 2 adapter $said\n1 4 adapter $said\n5 6 quantized $said", 'reset: as the Hub says now');
is(refresh(), 'complete|0|0|0', 'a refresh agrees');

$node->stop;
$hub->stop;
done_testing();
