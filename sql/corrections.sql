-- Derivations corrected by hand. src/test/tap/t/052_corrections.pl has what
-- refreshes make of them.
SET client_min_messages = notice;
CREATE EXTENSION llmeco;
INSERT INTO llmeco.models (model_id, name, likes) VALUES
    (1, 'a/base', 10), (2, 'a/child', 4), (3, 'b/other', 2), (4, 'b/leaf', 1);
INSERT INTO llmeco.model_aliases (name, model_id) VALUES ('a/old', 1), ('b/old-other', 3);
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES
    (1, 2, 'finetune', 'hub'), (2, 4, 'quantized', 'tag');
CREATE VIEW edges AS
SELECT parent, child, relation, provenance FROM llmeco.network_edges ORDER BY parent_id, child_id;
CREATE VIEW corrections AS
SELECT parent_id, child_id, is_parent, hub_relation, hub_provenance, corrected_by = CURRENT_USER AS mine
  FROM llmeco.edge_corrections ORDER BY 1, 2;

-- Another relation, a new parent by its old name.
SELECT llmeco_set_parent('a/child', 'a/base', 'merge');
SELECT llmeco_set_parent(parent => 'b/old-other', child => 'a/child', relation => 'merge');
TABLE edges;
TABLE corrections;

-- A removed one is out of every count: children of base by hand: none left.
SELECT llmeco_unset_parent('a/child', 'a/base');
SELECT name, children FROM llmeco.model_details ORDER BY model_id;
-- base: alpha1 * 10 only, without the share of its child.
SELECT model_id, influence FROM llmeco_influence(alpha => '{0.6,0.4,0}', w => '{0,1,0,0}') WHERE model_id = 1;
TABLE corrections;
-- Twice is the same as once; set again brings it back.
SELECT llmeco_unset_parent('a/child', 'a/base');
SELECT llmeco_set_parent('a/child', 'a/base', 'adapter');
TABLE edges;

-- Back to what the Hub says: the first is a finetune, the second is not there.
SELECT llmeco_reset_parent('a/child', 'a/old');
SELECT llmeco_reset_parent('a/child', 'b/other');
SELECT llmeco_unset_parent('b/leaf', 'a/child');
SELECT llmeco_reset_parent('b/leaf', 'a/child');
TABLE edges;
TABLE corrections;

-- A cycle is entered, and said.
SELECT llmeco_set_parent('a/base', 'b/leaf');
SELECT * FROM llmeco_cycles() ORDER BY 1, 2;
SELECT llmeco_unset_parent('a/base', 'b/leaf');

-- Refused.
SELECT llmeco_set_parent('a/child', 'no/such');
SELECT llmeco_set_parent('no/such', 'a/child');
SELECT llmeco_set_parent('a/base', 'a/base');
SELECT llmeco_set_parent('a/base', 'a/old');
SELECT llmeco_set_parent('a/child', 'a/base', 'stepchild');
SELECT llmeco_set_parent('a/child', NULL);
SELECT llmeco_unset_parent(NULL, 'a/base');
SELECT llmeco_set_parent('a/child', 'a/base', NULL);
SELECT llmeco_unset_parent('b/leaf', 'b/other');
SELECT llmeco_reset_parent('b/leaf', 'b/other');
TABLE edges;

-- A reader who may read everything may not.
CREATE ROLE regress_llmeco_reader;
GRANT USAGE ON SCHEMA llmeco TO regress_llmeco_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA llmeco TO regress_llmeco_reader;
SET ROLE regress_llmeco_reader;
SELECT llmeco_set_parent('a/child', 'b/other');
SELECT llmeco_unset_parent('a/child', 'a/base');
SELECT llmeco_reset_parent('a/child', 'a/base');
RESET ROLE;
DROP OWNED BY regress_llmeco_reader;
DROP ROLE regress_llmeco_reader;
DROP VIEW edges, corrections;
DROP EXTENSION llmeco;
