-- Scores stored in a table without index, as all peers do; making the table is
-- part of it.
DROP TABLE IF EXISTS bench.llmeco;
\timing on
SELECT llmeco_influence_into('bench.llmeco', as_of => '2026-01-01 00:00:00+00');
\timing off
