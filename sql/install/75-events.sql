-- Events: what changed of models that were known. What writes them: src/store/model_events.c.

-- Each month is a partition with its own key and indexes, as of llmeco.model_snapshots.
CREATE TABLE llmeco.model_events (
    event_id bigint NOT NULL,
    at timestamptz NOT NULL,
    run_id bigint,
    model_id bigint NOT NULL,
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('renamed', 'name_taken_over', 'removed', 'returned', 'disabled', 'enabled', 'license_changed', 'gated_changed', 'parent_added', 'parent_removed', 'relation_changed', 'author_changed', 'task_changed')),
    before jsonb,
    after jsonb,
    descendants bigint,
    spaces bigint,
    downloads bigint,
    best_rank bigint,
    conflicts_made bigint,
    conflicts_ended bigint
) PARTITION BY RANGE (at);
CREATE SEQUENCE llmeco.model_events_event_id_seq OWNED BY llmeco.model_events.event_id;
ALTER TABLE llmeco.model_events ALTER COLUMN event_id SET DEFAULT pg_catalog.nextval('llmeco.model_events_event_id_seq');
COMMENT ON TABLE llmeco.model_events IS 'One row per change of a model that had been read before (key: event_id), as refreshes and imports come across it; in the transaction that stores the change. Corrections by hand are no events. llmeco_prune() deletes old ones.';
COMMENT ON SEQUENCE llmeco.model_events_event_id_seq IS 'Numbers llmeco.model_events.event_id.';
COMMENT ON COLUMN llmeco.model_events.event_id IS 'Surrogate key, in the order of what one refresh finds.';
COMMENT ON COLUMN llmeco.model_events.at IS 'When llmeco found it: in the night after it happened, if refreshes are nightly.';
COMMENT ON COLUMN llmeco.model_events.run_id IS 'llmeco.refresh_runs.run_id of the refresh or import that found it.';
COMMENT ON COLUMN llmeco.model_events.model_id IS 'llmeco.models.model_id: of name_taken_over the model that lost its name, of parent_added, parent_removed and relation_changed the derived model.';
COMMENT ON COLUMN llmeco.model_events.name IS 'Name of the model after the event; of name_taken_over that name.';
COMMENT ON COLUMN llmeco.model_events.kind IS 'renamed; name_taken_over: another repository has a name that led to this model; removed: no longer listed, or private; returned: listed again; disabled, enabled: by the Hub; license_changed, gated_changed, author_changed, task_changed; parent_added, parent_removed, relation_changed: a derivation.';
COMMENT ON COLUMN llmeco.model_events.before IS 'What it was: an object with the column that changed (license with license_name and license_link); of name_taken_over model_id and hub_id; of a derivation parent_id, parent and relation; NULL: nothing.';
COMMENT ON COLUMN llmeco.model_events.after IS 'What it is now, as before; of removed the reason; NULL: nothing.';
COMMENT ON COLUMN llmeco.model_events.descendants IS 'Listed models that go back to the model, however far, when the checks after the run counted them; of name_taken_over those that go back to either of the two; NULL: not counted yet.';
COMMENT ON COLUMN llmeco.model_events.spaces IS 'Listed Spaces that used it or one of them; NULL: as descendants.';
COMMENT ON COLUMN llmeco.model_events.downloads IS 'Downloads of it and them in the 30 days before; NULL: as descendants.';
COMMENT ON COLUMN llmeco.model_events.best_rank IS 'Rank of the most influential of it and them; NULL: none had one, or as descendants.';
COMMENT ON COLUMN llmeco.model_events.conflicts_made IS 'Licence conflicts that the checks after the run found and those before had not: of license_changed those that the model is one end of, of a derivation those whose way leads over it; NULL: another kind, or as descendants.';
COMMENT ON COLUMN llmeco.model_events.conflicts_ended IS 'The same, found before and not any more.';
SELECT pg_catalog.pg_extension_config_dump('llmeco.model_events', '');
SELECT pg_catalog.pg_extension_config_dump('llmeco.model_events_event_id_seq', '');
