# When this fails, ALTER EXTENSION UPDATE from 1.1.0 fails where names differ in
# case only, loses what belonged to one of two such rows, or leaves stubs that
# were never models.
use strict;
use warnings;
use FindBin;
use Test::More;
use lib "$FindBin::Bin/..";
use TestDatabase;

my $node = start_server('main', "session_preload_libraries = 'llmeco'\n");

# older(NAME) makes a database with 1.1.0 and what 1.1.0 made of its Hub: Qwen/M
# is listed, qwen/m what others wrote; QWEN/m another one of these. 8b and
# Q4_K_M are the ends of texts, None and ./model no models, 7b is one. One name
# is of two repositories. acme/x#..., displaced, waits for a full walk.
sub older
{
	my ($name) = @_;
	fresh_database($name, '1.1.0');
	sql(q{
	INSERT INTO llmeco.authors (author_id, hub_id, name, fetched_at) VALUES
		(1, NULL, 'qwen', NULL), (2, 'b2', 'Qwen', now()), (3, NULL, 'kid', NULL), (4, NULL, 'KID', NULL), (5, NULL, 'acme', NULL);
	INSERT INTO llmeco.models (model_id, author_id, hub_id, name, fetched_at, tags) VALUES
		(1, 1, NULL, 'qwen/m', NULL, '{}'), (2, 2, repeat('a', 24), 'Qwen/M', now(), '{}'), (3, 1, NULL, 'QWEN/m', NULL, '{}'),
		(10, 3, repeat('1', 24), 'kid/a', now(), '{base_model:qwen/m,base_model:finetune:qwen/m}'),
		(11, 4, repeat('2', 24), 'kid/b', now(), '{base_model:QWEN/m,base_model:Qwen/M}'),
		(12, 3, repeat('3', 24), 'kid/c', now(), '{base_model:llama3.1:8b,base_model:finetune:llama3.1:8b}'),
		(13, 3, repeat('4', 24), 'kid/d', now(), '{base_model:unsloth/x-GGUF:Q4_K_M}'),
		(14, 3, repeat('5', 24), 'kid/e', now(), '{base_model:None,base_model:finetune:None}'),
		(15, 3, repeat('6', 24), 'kid/f', now(), '{base_model:./model}'),
		(16, 3, repeat('7', 24), 'kid/g', now(), '{base_model:7b,base_model:finetune:7b}'),
		(17, 3, repeat('8', 24), 'kid/h', now(), '{base_model:llama3.1:8b}'),
		(20, NULL, NULL, '8b', NULL, '{}'), (21, NULL, NULL, 'Q4_K_M', NULL, '{}'), (22, NULL, NULL, 'None', NULL, '{}'),
		(23, NULL, NULL, './model', NULL, '{}'), (24, NULL, NULL, '7b', NULL, '{}'),
		(30, 5, repeat('c', 24), 'acme/Two', now(), '{}'), (31, 5, repeat('d', 24), 'acme/two', now(), '{}'),
		(32, 5, repeat('e', 24), 'acme/x#' || repeat('e', 24), now(), '{}');
	UPDATE llmeco.models SET removed_at = now() WHERE model_id = 30;
	INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES
		(1, 10, 'finetune', 'tag'), (3, 11, 'unknown', 'tag'), (2, 11, 'finetune', 'tag'), (1, 2, 'finetune', 'tag'),
		(20, 12, 'finetune', 'tag'), (20, 17, 'unknown', 'tag'), (21, 13, 'unknown', 'tag'), (22, 14, 'finetune', 'tag'), (23, 15, 'unknown', 'tag'),
		(24, 16, 'finetune', 'tag'), (3, 14, 'merge', 'manual');
	INSERT INTO llmeco.edge_corrections (parent_id, child_id, corrected_at, is_parent, corrected_by) VALUES
		(3, 14, now(), true, 'me'), (1, 16, now(), false, 'me');
	INSERT INTO llmeco.model_aliases (name, model_id, seen_at) VALUES
		('old/name', 1, now()), ('Old/Name', 2, now() - interval '1 day'), ('ACME/TWO', 24, now());
	INSERT INTO llmeco.spaces (space_id, hub_id, name, author_id) VALUES (1, 's1', 's/one', 4), (2, 's2', 's/two', 1);
	INSERT INTO llmeco.space_models VALUES (1, 1), (1, 2), (2, 3);
	});
	return;
}

my $edges = q{SELECT p.name, c.name, e.relation, e.provenance FROM llmeco.model_edges e
	JOIN llmeco.models p ON p.model_id = e.parent_id JOIN llmeco.models c ON c.model_id = e.child_id};
my @edges = ('Qwen/M|kid/a|finetune|tag', 'Qwen/M|kid/b|finetune|tag', 'Qwen/M|kid/e|merge|manual', '7b|kid/g|finetune|tag');

# ---- with nothing of the user's ----

older('plain');
is(error_of('ALTER EXTENSION llmeco UPDATE'), '', 'the update does not fail');
lines_are('SELECT model_id, name FROM llmeco.models WHERE model_id NOT BETWEEN 10 AND 19', 'one row a name; what was no model is gone',
	'2|Qwen/M', '24|7b', '30|acme/Two#' . 'c' x 24, '31|acme/two', '32|acme/x#' . 'e' x 24);
lines_are('SELECT name FROM llmeco.models WHERE removed_at IS NOT NULL', 'whose name another has is removed',
	'acme/Two#' . 'c' x 24, 'acme/x#' . 'e' x 24);
lines_are($edges, 'with the derivations of all, once', @edges);
lines_are('SELECT parent_id, child_id, is_parent FROM llmeco.edge_corrections', 'corrections', '2|14|t', '2|16|f');
lines_are('SELECT space_id, model_id FROM llmeco.space_models', 'Spaces', '1|2', '2|2');
lines_are('SELECT lower(name), model_id FROM llmeco.model_aliases', 'old names, the others as aliases', 'old/name|2', 'qwen/m|2');
lines_are('SELECT former_id, model_id FROM llmeco.model_redirects', 'ids lead on', '1|2', '3|2');
lines_are('SELECT child_id, text FROM llmeco.unresolved_parents', 'what authors wrote is kept',
	'12|llama3.1:8b', '17|llama3.1:8b', '14|None', '15|./model');
lines_are('SELECT a.name, count(*) FROM llmeco.authors a JOIN llmeco.models USING (author_id) GROUP BY 1', 'one author a name',
	'Qwen|1', 'kid|8', 'acme|3');
is(sql('SELECT count(*) FROM llmeco.spaces JOIN llmeco.authors USING (author_id)'), 2, 'of Spaces, too');
sql('SELECT llmeco_update_checks()');
is(sql("SELECT count(*) > 20, sum(objects) FILTER (WHERE severity = 'error') FROM llmeco.data_quality"), 't|0', 'nothing points nowhere');
is(sql("SELECT count(*) FROM llmeco_lineage('QWEN/M')"), 3, 'any spelling is understood');

# ---- with keys of the user's ----

older('keyed');
sql('CREATE TABLE notes (model_id bigint REFERENCES llmeco.models, author_id bigint REFERENCES llmeco.authors);
	INSERT INTO notes VALUES (1, 1), (20, 4)');
is(error_of('ALTER EXTENSION llmeco UPDATE'), '', 'nor where a foreign key refers to a row');
lines_are('SELECT m.name, m.removed_at IS NOT NULL, a.name FROM notes JOIN llmeco.models m USING (model_id)
	JOIN llmeco.authors a ON a.author_id = notes.author_id', 'which stays', 'qwen/m#1|t|qwen#1', '8b|t|KID#4');
lines_are($edges, 'and has no derivations', @edges);

$node->stop;
done_testing();
