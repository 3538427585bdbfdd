-- Licences that permit more than those of the models built on.

CREATE FUNCTION llmeco_license_conflicts(
    model_id bigint)
RETURNS TABLE (
    ancestor_id bigint,
    path bigint[],
    relation text[])
LANGUAGE c STABLE STRICT PARALLEL UNSAFE
COST 1000 ROWS 1
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION llmeco_license_conflicts IS 'One row per ancestor of a model whose licence is known (llmeco.license_families) and permits less than the model''s own: path has the model_ids from the ancestor to the model by the shortest way, relation how each is derived from the one before. As it is now: llmeco.license_conflicts has them stored, with names.';

-- What llmeco.license_conflicts shows, written by llmeco_update_checks().
CREATE TABLE llmeco.conflicts (
    model_id bigint NOT NULL,
    ancestor_id bigint NOT NULL,
    path bigint[] NOT NULL,
    relation text[] NOT NULL,
    PRIMARY KEY (model_id, ancestor_id)
);
CREATE INDEX conflicts_ancestor_id_idx ON llmeco.conflicts (ancestor_id);
COMMENT ON TABLE llmeco.conflicts IS 'One row per model and ancestor (key: model_id, ancestor_id): the storage of llmeco.license_conflicts, which is what to read.';
COMMENT ON COLUMN llmeco.conflicts.model_id IS 'llmeco.models.model_id of the derived model.';
COMMENT ON COLUMN llmeco.conflicts.ancestor_id IS 'llmeco.models.model_id of the ancestor.';
COMMENT ON COLUMN llmeco.conflicts.path IS 'model_ids from the ancestor to the model by the shortest way.';
COMMENT ON COLUMN llmeco.conflicts.relation IS 'How each model of path is derived from the one before: finetune, adapter, merge, quantized or unknown.';

SELECT pg_catalog.pg_extension_config_dump('llmeco.conflicts', '');

-- What is no conflict any more, for a licence was corrected, goes at once.
CREATE VIEW llmeco.license_conflicts AS
SELECT m.model_id,
       m.name,
       u.name AS author,
       m.license,
       f.family,
       a.model_id AS ancestor_id,
       a.name AS ancestor,
       a.license AS ancestor_license,
       af.family AS ancestor_family,
       pg_catalog.cardinality(c.relation) AS depth,
       (SELECT pg_catalog.array_agg(p.name ORDER BY w.place)
          FROM pg_catalog.unnest(c.path) WITH ORDINALITY w (id, place)
          JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) w.id) AS path,
       c.relation,
       i.rank,
       i.influence,
       m.author_id OPERATOR(pg_catalog.=) a.author_id AS same_author
  FROM llmeco.conflicts c
  JOIN llmeco.influence i ON i.model_id OPERATOR(pg_catalog.=) c.model_id
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) c.model_id
  JOIN llmeco.license_families f ON f.license OPERATOR(pg_catalog.=) pg_catalog.lower(m.license)
  JOIN llmeco.models a ON a.model_id OPERATOR(pg_catalog.=) c.ancestor_id
  JOIN llmeco.license_families af ON af.license OPERATOR(pg_catalog.=) pg_catalog.lower(a.license)
  LEFT JOIN llmeco.authors u ON u.author_id OPERATOR(pg_catalog.=) m.author_id
 WHERE m.removed_at IS NULL
   AND f.permissiveness OPERATOR(pg_catalog.>) af.permissiveness;
COMMENT ON VIEW llmeco.license_conflicts IS 'One row per listed model and ancestor (key: model_id, ancestor_id) whose licence, by llmeco.license_families, permits less than the model''s own: over the whole lineage, all parents, removed models as ancestors included; as the last llmeco_update_checks(), which each complete refresh ends with, found them. Licences that are not given, not in llmeco.license_families or of family unknown are not compared, and do not end the search. A reason to look closer, no legal advice.';
COMMENT ON COLUMN llmeco.license_conflicts.model_id IS 'llmeco.models.model_id of the derived model.';
COMMENT ON COLUMN llmeco.license_conflicts.name IS 'author/name of the derived model.';
COMMENT ON COLUMN llmeco.license_conflicts.author IS 'Name of user or organization that owns it; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.license_conflicts.license IS 'Its licence.';
COMMENT ON COLUMN llmeco.license_conflicts.family IS 'Family of its licence.';
COMMENT ON COLUMN llmeco.license_conflicts.ancestor_id IS 'llmeco.models.model_id of the ancestor.';
COMMENT ON COLUMN llmeco.license_conflicts.ancestor IS 'author/name of the ancestor.';
COMMENT ON COLUMN llmeco.license_conflicts.ancestor_license IS 'Licence of the ancestor.';
COMMENT ON COLUMN llmeco.license_conflicts.ancestor_family IS 'Family of the ancestor''s licence.';
COMMENT ON COLUMN llmeco.license_conflicts.depth IS 'Least number of derivations from the ancestor to the model.';
COMMENT ON COLUMN llmeco.license_conflicts.path IS 'Names from the ancestor to the model by a way of that length.';
COMMENT ON COLUMN llmeco.license_conflicts.relation IS 'How each model of path is derived from the one before: finetune, adapter, merge, quantized or unknown.';
COMMENT ON COLUMN llmeco.license_conflicts.rank IS '1 for the most influential model, in the newest influence run. ORDER BY rank is the fast order.';
COMMENT ON COLUMN llmeco.license_conflicts.influence IS 'Total influence of the model.';
COMMENT ON COLUMN llmeco.license_conflicts.same_author IS 'Whether both are of one author, who may own the rights and license the later model as they like; NULL: a name without owner.';
