-- The same columns to a client that throws them away.
\timing on
\copy (SELECT model_id, downloads, likes, created_at FROM llmeco.models) TO '/dev/null' (FORMAT binary)
\copy (SELECT parent_id, child_id, weight FROM llmeco.model_edges) TO '/dev/null' (FORMAT binary)
\copy (SELECT space_id, likes, created_at FROM llmeco.spaces) TO '/dev/null' (FORMAT binary)
\copy llmeco.space_models TO '/dev/null' (FORMAT binary)
\timing off
