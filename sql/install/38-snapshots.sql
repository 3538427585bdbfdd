-- Snapshots: what a model's counters were on a day.

-- Each month is a partition of its own with its own key and index, made as
-- months begin (src/snapshots.c). The parent has no key and no index:
-- pg_restore could not restore the months' tables below a parent that has.
CREATE TABLE llmeco.model_snapshots (
    model_id bigint NOT NULL,
    downloads bigint,
    downloads_all_time bigint,
    likes bigint,
    taken_on date NOT NULL
) PARTITION BY RANGE (taken_on);
COMMENT ON TABLE llmeco.model_snapshots IS 'One row per model and day with a snapshot (key: model_id, taken_on): its counters on that day, written by each completed refresh of models and by llmeco_take_snapshot(), thinned by llmeco_prune_snapshots().';
COMMENT ON COLUMN llmeco.model_snapshots.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.model_snapshots.downloads IS 'Downloads in the 30 days before; NULL: not given.';
COMMENT ON COLUMN llmeco.model_snapshots.downloads_all_time IS 'Downloads since the model was created; NULL: not given.';
COMMENT ON COLUMN llmeco.model_snapshots.likes IS 'Likes on the Hub; NULL: not given.';
COMMENT ON COLUMN llmeco.model_snapshots.taken_on IS 'The day, UTC: on which the refresh began that read the counters.';

SELECT pg_catalog.pg_extension_config_dump('llmeco.model_snapshots', '');
