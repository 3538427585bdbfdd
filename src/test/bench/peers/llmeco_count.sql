-- The function alone.
\timing on
SELECT count(*) FROM llmeco_influence(as_of => '2026-01-01 00:00:00+00');
\timing off
