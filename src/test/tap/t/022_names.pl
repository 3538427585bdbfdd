# When this fails, records are lost for their names, families grow below parents
# that nobody meant, one model or author becomes two, or lineage that authors
# wrote in a form of their own is dropped: what the Hub lists, how names are
# spelt, what stands where a name belongs, names that others take over.
use strict;
use warnings;
use utf8;
use FindBin;
use JSON::PP;
use Test::More;
use lib "$FindBin::Bin/..";
use LoopbackHub;
use RefreshData;
use TestDatabase;

my $hub = LoopbackHub->new('--page-max', '10');
my $node = start_server('main', $hub->settings);
my @tables = qw(models model_edges model_aliases authors unresolved_parents);

sub serve { return $hub->serve(models => [@_]) }

# refresh(MODE, COLUMNS) refreshes the models.
sub refresh
{
	my ($mode, $columns) = @_;
	$mode //= 'full';
	$columns //= 'status';
	return dated(sub { sql("SELECT $columns FROM llmeco_refresh('{models}', 'all', '$mode')") });
}

# again(NAME) sees that the same data once more change nothing.
sub again
{
	my ($name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $before = versions(@tables);
	is(refresh(undef, 'status, models_new, models_changed, edges_new, edges_changed, edges_removed'), 'complete|0|0|0|0|0',
		"$name: again, nothing new");
	is(versions(@tables), $before, "$name: again, no row version");
	return;
}

sub edges
{
	return sql('SELECT parent, child, relation, provenance FROM llmeco.network_edges
		ORDER BY parent COLLATE "C", child COLLATE "C"');
}

sub aliases { return sql('SELECT a.name, m.name FROM llmeco.model_aliases a JOIN llmeco.models m USING (model_id) ORDER BY 1') }
sub stubs { return sql('SELECT name FROM llmeco.models WHERE fetched_at IS NULL ORDER BY name COLLATE "C"') }
sub quality { return sql("SELECT check_name, objects, total, example FROM llmeco.data_quality WHERE check_name IN ('" . join("', '", @_) . "') ORDER BY 1") }

# child(NUMBER, TEXT...) is a model whose author wrote these for its base models.
sub child
{
	my ($n, @texts) = @_;
	return model($n, id => "child/c$n", parents => [ map { [ 'finetune', $_ ] } @texts ]);
}

# ---- what the Hub lists is a name ----

my $long = 'x' x 150;
my @base = (model(1, id => 'Org/Base'));
my @filler = map { model($_, id => "filler/m$_") } 100 .. 112;
my @odd = map { model($_->[0], id => $_->[1]) } [ 11, 'b--c/model' ], [ 12, "acme/$long" ], [ 13, 'acme/tool.git' ], [ 14, 'acme/a b' ],
  [ 15, 'acme/notebook.ipynb' ];
my @of_odd = (child(16, 'b--c/model'), child(17, 'acme/tool.git'), child(18, "acme/$long"));
fresh_database();
serve(@base, @odd, @of_odd, @filler);
is(refresh(undef, 'status, models_seen, errors'), 'complete|22|0', 'names of before there were rules are read, and nothing is refused');
tables_are('listed', @base, @odd, @of_odd, @filler);
is(sql("SELECT string_agg(DISTINCT provenance, ' ') FROM llmeco.model_edges"), 'hub', 'a name that the Hub lists needs no repair');
again('listed');
serve(@base, @of_odd, @odd[ 0 .. 3 ], @filler);
refresh();
is(sql('SELECT name FROM llmeco.models WHERE removed_at IS NOT NULL'), 'acme/notebook.ipynb', 'a full walk beside them marks what is gone');
# without baseModels, as lists are of late
serve(@base, @odd, @filler, map { { %$_, baseModels => undef } } @of_odd);
refresh();
is(edges() =~ s/\bhub\b/tag/gr, edges(), 'nor do tags of such names');
is(sql('SELECT count(*) FROM llmeco.unresolved_parents'), 0, 'which are understood');
is(stubs(), '', 'and make no stub of what they look like');

# ---- texts with a colon ----

my @colons = (child(21, 'llama3.1:8b'), child(22, 'deepseek-r1:8b'), child(23, 'unsloth/Qwen3-8B-GGUF:Q4_K_M'), child(24, 'qwen2.5:Q4_K_M'));
fresh_database();
serve(@base, @colons);
is(refresh(undef, 'status, errors'), 'complete|0', 'texts with a colon');
is(stubs(), 'unsloth/Qwen3-8B-GGUF', 'make no parent of what is behind it');
is(edges(), 'unsloth/Qwen3-8B-GGUF|child/c23|finetune|repaired', 'but of what is plainly a model');
is(sql('SELECT name, text FROM llmeco.unresolved_parents JOIN llmeco.models ON model_id = child_id ORDER BY name'),
	"child/c21|llama3.1:8b\nchild/c22|deepseek-r1:8b\nchild/c24|qwen2.5:Q4_K_M", 'the others are kept as they were written');
again('colons');

# ---- parents that can be repaired ----

my @forms = ('/cache/models/Org--Base', '/x/hub/models--Org--Base/snapshots/0123abcd', 'https://huggingface.co/Org/Base',
	'https://huggingface.co/Org/Base/tree/main', 'hf.co/Org/Base', 'Org/Base@main', 'Org/Base:Q4_K_M', ' Org/Base ', "\x{a0}Org/Base",
	"Org/Base\x{200b}", 'Org/Base/', '"Org/Base"', '["Org/Base"]', 'Org/Base.git');
my @repaired = map { child(30 + $_, $forms[$_]) } 0 .. $#forms;
my @spelt = (child(50, 'org/base'), child(51, 'ORG/BASE'));
for my $has_base_models (0, 1)
{
	my $name = 'repaired, ' . ($has_base_models ? 'baseModels' : 'tags');
	my @children = map { $has_base_models ? $_ : { %$_, baseModels => undef } } @repaired, @spelt;
	fresh_database();
	serve(@base, @children);
	is(refresh(undef, 'status, models_new, edges_new, errors'), 'complete|17|16|0', "$name: every form leads to the model");
	is(stubs(), '', "$name: no stub");
	is(sql("SELECT provenance = 'repaired', relation, count(*), min(p.name), count(DISTINCT p.name) FROM llmeco.model_edges e
		JOIN llmeco.models p ON p.model_id = e.parent_id GROUP BY 1, 2 ORDER BY 1"),
		"f|finetune|2|Org/Base|1\nt|finetune|14|Org/Base|1", "$name: what had to be made out is said");
	is(quality(qw(edge_repaired parent_unresolved)) =~ s/\|\{.*\}//gr, "edge_repaired|14|16\nparent_unresolved|0|0", "$name: and counted");
	again($name);
}
sql("SELECT llmeco_unset_parent('child/c32', 'org/BASE')");
refresh();
is(sql("SELECT count(*) FROM llmeco.network_edges WHERE child = 'child/c32'"), 0, 'a repair can be undone');
is(sql('SELECT is_parent, hub_provenance FROM llmeco.edge_corrections'), 'f|repaired', 'and is remembered');
sql("SELECT llmeco_reset_parent('child/c32', 'Org/Base')");
is(sql("SELECT provenance FROM llmeco.network_edges WHERE child = 'child/c32'"), 'repaired', 'or done again');

# ---- those that cannot ----

my @texts = ('outputs/run3/pretrained_model', 'C:\Models\x', 'llama3.1:8b', 'deepseek-r1:8b', 'ORIGINAL_REPO_NAME',
	'[More Information Needed]', './model', '-', 'None');
my @lost = map { child(60 + $_, $texts[$_]) } 0 .. $#texts;
fresh_database();
serve(@base, @lost);
is(refresh(undef, 'status, models_new, edges_new, errors'), 'complete|10|0|0', 'texts that name no model');
is(stubs(), '', 'are none');
lines_are('SELECT name, text, first_seen <= now() FROM llmeco.unresolved_parents JOIN llmeco.models ON model_id = child_id',
	'are kept', map { 'child/c' . (60 + $_) . "|$texts[$_]|t" } 0 .. $#texts);
is(quality(qw(parent_unresolved parent_placeholder)),
	"parent_placeholder|4|9|{\"child/c68: None\",\"child/c67: -\",\"child/c65: [More Information Needed]\",\"child/c64: ORIGINAL_REPO_NAME\"}\n"
	  . "parent_unresolved|5|9|{\"child/c66: ./model\",\"child/c63: deepseek-r1:8b\",\"child/c62: llama3.1:8b\",\"child/c61: C:\\\\Models\\\\x\",\"child/c60: outputs/run3/pretrained_model\"}",
	'and counted, placeholders apart');
again('unresolved');
my $seen = sql("SELECT first_seen FROM llmeco.unresolved_parents WHERE text = 'llama3.1:8b'");
serve(@base, child(60, 'Org/Base'), @lost[ 1 .. 8 ]);
refresh();
is(sql("SELECT count(*), min(first_seen) = '$seen' FROM llmeco.unresolved_parents"), '8|t', 'what an author puts right goes, the rest stays');
is(edges(), 'Org/Base|child/c60|finetune|hub', 'and is a derivation');
sql("SELECT llmeco_set_parent('child/c62', 'Org/Base')");
is(sql("SELECT provenance FROM llmeco.network_edges WHERE child = 'child/c62'"), 'manual', 'an analyst enters what is meant');
# one's own placeholders
serve(@base, child(70, 'my-org/template'), child(71, 'my-org/template'));
refresh();
is(stubs(), 'my-org/template', 'a template of somebody\'s');
sql("INSERT INTO llmeco.placeholders VALUES ('my-org/template')");
refresh();
is(stubs() . edges(), "Org/Base|child/c60|finetune|hub\nOrg/Base|child/c62|finetune|manual", 'is no model once it is listed as such');
is(sql("SELECT count(*) FROM llmeco.unresolved_parents WHERE text = 'my-org/template'"), 2, 'what was written is kept');
serve(@base, model(72, id => 'My-Org/Template'), child(70, 'my-org/template'));
refresh();
is(sql("SELECT parent FROM llmeco.network_edges WHERE child = 'child/c70'"), 'My-Org/Template', 'unless the Hub lists a model of that name');

# ---- names that differ in case only ----

# the Hub lists Qwen/Qwen3-8B last, so that what others wrote is read first
my @cased = (model(1, id => 'Qwen/Qwen3-8B'), model(2, id => 'BigOrg/own'),
	(map { model($_, id => "filler/m$_") } 3 .. 12), child(80, 'qwen/qwen3-8b'), child(81, 'QWEN/Qwen3-8b'), child(82, 'bigorg/gone'));
@cased = map { { %$_, baseModels => undef } } @cased;
fresh_database();
serve(@cased);
is(refresh(undef, 'status, errors'), 'complete|0', 'names in another case');
is(sql("SELECT name FROM llmeco.models WHERE name ~* 'qwen'"), 'Qwen/Qwen3-8B', 'are one model, as the Hub spells it');
is(edges(), "Qwen/Qwen3-8B|child/c80|finetune|tag\nQwen/Qwen3-8B|child/c81|finetune|tag\nbigorg/gone|child/c82|finetune|tag",
	'with all its children');
is(sql("SELECT a.name, count(*) FROM llmeco.authors a JOIN llmeco.models USING (author_id) WHERE a.name ~* '^(qwen|bigorg)' GROUP BY 1 ORDER BY 1"),
	"BigOrg|2\nQwen|1", 'and one author');
is(sql('SELECT lower(a.name), m.name FROM llmeco.model_aliases a JOIN llmeco.models m USING (model_id)'), 'qwen/qwen3-8b|Qwen/Qwen3-8B', 'another spelling is an alias');
again('case');
is(sql("SELECT count(*) FROM llmeco_lineage('qwen/QWEN3-8B')"), 2, 'functions take any spelling');
is(sql("SELECT count(*) > 0 FROM llmeco_explain('qwen/QWEN3-8B')"), 't', 'llmeco_explain, too');
# the listing changes its mind
$cased[0]{id} = 'qwen/Qwen3-8B';
serve(@cased);
refresh();
is(sql("SELECT name FROM llmeco.models WHERE name ~* 'qwen'"), 'qwen/Qwen3-8B', 'a new spelling is the name');
again('new spelling');
# a stub, then the same with its _id
fresh_database();
serve(map { { %$_, baseModels => undef } } child(80, 'qwen/qwen3-8b'));
refresh();
is(stubs(), 'qwen/qwen3-8b', 'a stub as others spell it');
serve({ %{ child(80, 'qwen/qwen3-8b') }, baseModels => { relation => 'finetune', models => [ { _id => hub_id(1), id => 'Qwen/Qwen3-8B' } ] } });
refresh();
is(sql('SELECT name, hub_id IS NOT NULL FROM llmeco.models WHERE fetched_at IS NULL'), 'Qwen/Qwen3-8B|t', 'gets the Hub\'s spelling with its _id');
is(aliases(), 'qwen/qwen3-8b|Qwen/Qwen3-8B', 'and the other as an alias');
is(error_of("INSERT INTO llmeco.models (name) VALUES ('QWEN/QWEN3-8B')") =~ /models_lower_name_idx/, 1, 'no second row can have that name');

# authors whom the Hub spells otherwise
fresh_database();
$hub->serve(models => [ map { { %$_, baseModels => undef } } child(80, 'bigorg/gone'), model(2, id => 'child/x') ],
	authors => [ { _id => hub_id(5), user => 'BigOrg', type => 'user', fullname => 'Big' } ]);
sql("SELECT status FROM llmeco_refresh('{models,authors}', 'all', 'full')");
is(sql("SELECT name, full_name FROM llmeco.authors WHERE name ~* 'bigorg'"), 'BigOrg|Big', 'an overview has the Hub\'s spelling of an author');

# ---- a name taken by another repository ----

my @before = (model(1, id => 'acme/name', likes => 50), (map { model($_, id => "filler/m$_") } 2 .. 8), child(9, 'acme/name'));
fresh_database();
serve(@before);
refresh();
serve(model(40, id => 'Acme/Name', lastModified => '2024-06-01T00:00:00.000Z'), @before[ 1 .. 8 ]);
is(refresh('incremental', 'status, models_new, models_changed'), 'complete|1|1', 'another repository has the name');
is(sql("SELECT name, removed_at IS NOT NULL FROM llmeco.models WHERE name ~* '^acme/name' ORDER BY name COLLATE \"C\""),
	"Acme/Name|f\nacme/name#" . hub_id(1) . '|t', 'the old one is removed at once, without a full walk');
is(sql("SELECT parent FROM llmeco.network_edges WHERE child = 'child/c9'") =~ /^(Acme\/Name|acme\/name#)/, 1, 'lineage is kept');
serve(model(40, id => 'Acme/Name', lastModified => '2024-06-01T00:00:00.000Z'),
	model(1, id => 'acme/new-name', likes => 50, lastModified => '2024-06-02T00:00:00.000Z'), @before[ 1 .. 8 ]);
refresh('incremental');
is(sql("SELECT name, removed_at FROM llmeco.models WHERE hub_id = '" . hub_id(1) . "'"), 'acme/new-name|', 'and is back when it is listed again');
# Spaces likewise
my @space = map { { _id => hub_id(300 + $_), id => "acme/s$_", likes => 3, sdk => 'gradio', createdAt => moment(2, $_), models => [ 'Acme/Name', 'None', 'not//one' ] } } 1, 2;
$hub->serve(spaces => \@space);
sql("SELECT status FROM llmeco_refresh('{spaces}', 'all', 'full')");
is(sql("SELECT count(*) FROM llmeco.space_models"), 2, 'Spaces use models, and no placeholders');
is(stubs(), '', 'which make no stubs');
$hub->serve(spaces => [ { %{ $space[0] }, _id => hub_id(400), createdAt => moment(3, 1) }, $space[1] ]);
sql("SELECT status FROM llmeco_refresh('{spaces}', 'all', 'incremental')");
is(sql("SELECT name, removed_at IS NOT NULL FROM llmeco.spaces ORDER BY name"), "acme/s1|f\nacme/s1#" . hub_id(301) . "|t\nacme/s2|f",
	'a Space whose name another one took is removed at once');

$node->stop;
$hub->stop;
done_testing();
