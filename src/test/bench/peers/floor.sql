-- The scan floor: aggregates over the columns that influence needs, one
-- process. No way through the executor can read them faster.
SET max_parallel_workers_per_gather = 0;
\timing on
SELECT count(model_id), sum(downloads), sum(likes), max(created_at) FROM llmeco.models;
SELECT count(parent_id), count(child_id), sum(weight) FROM llmeco.model_edges;
SELECT count(space_id), sum(likes), max(created_at) FROM llmeco.spaces;
SELECT count(space_id), count(model_id) FROM llmeco.space_models;
\timing off
