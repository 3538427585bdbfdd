-- The same through the executor.
DROP TABLE IF EXISTS bench.llmeco_insert;
CREATE TABLE bench.llmeco_insert (model_id bigint, self_influence float8, child_influence float8,
                                  parent_influence float8, influence float8);
\timing on
INSERT INTO bench.llmeco_insert SELECT * FROM llmeco_influence(as_of => '2026-01-01 00:00:00+00');
\timing off
