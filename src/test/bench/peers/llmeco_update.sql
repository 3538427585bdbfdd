-- Scores stored with ranks, keys, indexes and a run, as users do.
\timing on
SELECT llmeco_update_influence(as_of => '2026-01-01 00:00:00+00');
\timing off
