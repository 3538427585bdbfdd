-- Scores stored in a table without index, as all peers do.
DROP TABLE IF EXISTS bench.llmeco;
CREATE TABLE bench.llmeco (model_id bigint, self_influence float8, child_influence float8,
                           parent_influence float8, influence float8);
\timing on
INSERT INTO bench.llmeco SELECT * FROM llmeco_influence(as_of => '2026-01-01 00:00:00+00');
\timing off
