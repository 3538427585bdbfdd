-- What licences permit, and models whose licence permits more than those of
-- the models built on.

CREATE TABLE llmeco.license_corrections (
    license text PRIMARY KEY CHECK (license <> '' AND license = pg_catalog.lower(license COLLATE "C")),
    family text NOT NULL CHECK (family IN (
        'public-domain',
        'permissive',
        'weak-copyleft',
        'share-alike',
        'strong-copyleft',
        'use-restricted',
        'community',
        'no-derivatives',
        'non-commercial',
        'research-only',
        'proprietary',
        'unknown'))
);
COMMENT ON TABLE llmeco.license_corrections IS 'One row per licence whose family a user of the extension set: it goes before that in llmeco.default_licenses. Yours to write; nothing else does.';
COMMENT ON COLUMN llmeco.license_corrections.license IS 'Licence identifier as in llmeco.models.license, in lower case.';
COMMENT ON COLUMN llmeco.license_corrections.family IS 'Its family, see llmeco.license_families; unknown: do not compare models of this licence.';
SELECT pg_catalog.pg_extension_config_dump('llmeco.license_corrections', '');

CREATE VIEW llmeco.license_families AS
SELECT COALESCE(c.license, d.license) AS license,
       COALESCE(c.family, d.family) AS family,
       CASE COALESCE(c.family, d.family)
            WHEN 'public-domain' THEN 10
            WHEN 'permissive' THEN 9
            WHEN 'weak-copyleft' THEN 8
            WHEN 'share-alike' THEN 7
            WHEN 'strong-copyleft' THEN 6
            WHEN 'use-restricted' THEN 5
            WHEN 'community' THEN 4
            WHEN 'no-derivatives' THEN 3
            WHEN 'non-commercial' THEN 2
            WHEN 'research-only' THEN 1
            WHEN 'proprietary' THEN 0
        END AS permissiveness,
       c.license IS NULL AS is_default
  FROM llmeco.default_licenses d
  FULL JOIN llmeco.license_corrections c ON c.license OPERATOR(pg_catalog.=) d.license;
COMMENT ON VIEW llmeco.license_families IS 'One row per licence identifier (key: license): its family, from llmeco.license_corrections where that has one. A reading of licences for a first look, no legal advice.';
COMMENT ON COLUMN llmeco.license_families.license IS 'Licence identifier in lower case, as apache-2.0.';
COMMENT ON COLUMN llmeco.license_families.family IS 'public-domain; permissive; weak-copyleft (changes of the work itself); share-alike (CC BY-SA and the like); strong-copyleft; use-restricted (RAIL: for any purpose but those listed); community (a company''s terms, as Llama''s and Gemma''s); no-derivatives; non-commercial; research-only; proprietary; unknown (any terms, as the Hub''s other).';
COMMENT ON COLUMN llmeco.license_families.permissiveness IS '10 for public-domain, the most permissive family, to 0 for proprietary, in the order of family; NULL: unknown, never compared.';
COMMENT ON COLUMN llmeco.license_families.is_default IS 'Whether the family is that of llmeco.default_licenses.';

CREATE FUNCTION @extschema@.llmeco_license_conflicts(
    model_id bigint)
RETURNS TABLE (
    ancestor_id bigint,
    path bigint[],
    relation text[])
LANGUAGE c STABLE STRICT PARALLEL UNSAFE
COST 1000 ROWS 1
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_license_conflicts IS 'One row per ancestor of a model whose licence is known (llmeco.license_families) and permits less than the model''s own: path has the model_ids from the ancestor to the model by the shortest way, relation how each is derived from the one before. As it is now: llmeco.license_conflicts has them stored, with names.';

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
  JOIN llmeco.license_families f ON f.license OPERATOR(pg_catalog.=) pg_catalog.lower(m.license COLLATE "C")
  JOIN llmeco.models a ON a.model_id OPERATOR(pg_catalog.=) c.ancestor_id
  JOIN llmeco.license_families af ON af.license OPERATOR(pg_catalog.=) pg_catalog.lower(a.license COLLATE "C")
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
