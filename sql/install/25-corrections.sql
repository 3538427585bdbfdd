-- Derivations corrected by hand (src/corrections.c). What counts is in
-- llmeco.model_edges alone: one that was removed is not there.

CREATE TABLE llmeco.edge_corrections (
    parent_id bigint NOT NULL,
    child_id bigint NOT NULL,
    corrected_at timestamptz NOT NULL,
    is_parent boolean NOT NULL,
    corrected_by text NOT NULL,
    hub_relation text CHECK (hub_relation IN ('finetune', 'adapter', 'merge', 'quantized', 'unknown')),
    hub_provenance text CHECK (hub_provenance IN ('hub', 'tag', 'card')),
    PRIMARY KEY (parent_id, child_id),
    CHECK ((hub_relation IS NULL) = (hub_provenance IS NULL))
);
CREATE INDEX edge_corrections_child_id_idx ON llmeco.edge_corrections (child_id);
COMMENT ON TABLE llmeco.edge_corrections IS 'One row per derivation that was corrected by hand (llmeco_set_parent, llmeco_unset_parent), which no refresh undoes.';
COMMENT ON COLUMN llmeco.edge_corrections.parent_id IS 'llmeco.models.model_id of the base model.';
COMMENT ON COLUMN llmeco.edge_corrections.child_id IS 'llmeco.models.model_id of the derived model.';
COMMENT ON COLUMN llmeco.edge_corrections.corrected_at IS 'When it was last corrected.';
COMMENT ON COLUMN llmeco.edge_corrections.is_parent IS 'true: a derivation, in llmeco.model_edges with provenance manual; false: none, and not there.';
COMMENT ON COLUMN llmeco.edge_corrections.corrected_by IS 'Role that did so.';
COMMENT ON COLUMN llmeco.edge_corrections.hub_relation IS 'How the Hub says that they are related, as of the last refresh that read the derived model; NULL: it does not.';
COMMENT ON COLUMN llmeco.edge_corrections.hub_provenance IS 'Where the Hub says so: hub, tag or card; NULL: it does not.';

SELECT pg_catalog.pg_extension_config_dump('llmeco.edge_corrections', '');
