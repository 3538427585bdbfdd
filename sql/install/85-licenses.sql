-- What licences say, which go with which, what conflicts with a licence further
-- up in a lineage, and what all licences of a lineage ask of who uses a model.
--
-- What a relation means to a licence. A finetune and a merge have the weights
-- of what they are made from, changed: they are derived works, a merge of each
-- of its parents. A quantized model is the same work in another format: all
-- terms stay. An adapter has no weights of its base: whether it is a derived
-- work is open unless the licence says so (covers_adapters), and what would be
-- a conflict is likely one. unknown counts as finetune.

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
COMMENT ON TABLE llmeco.license_corrections IS 'One row per licence whose family a user of the extension set: it goes before what llmeco.license_facts says. Yours to write; nothing else does.';
COMMENT ON COLUMN llmeco.license_corrections.license IS 'Licence identifier as in llmeco.models.license, or name as in llmeco.models.license_name, in lower case.';
COMMENT ON COLUMN llmeco.license_corrections.family IS 'Its family, see llmeco.license_families; its terms are what is usual in that, unless the extension gives it the same. unknown: do not compare models of this licence.';
SELECT pg_catalog.pg_extension_config_dump('llmeco.license_corrections', '');

CREATE FUNCTION llmeco.license_key(license text, license_name text)
RETURNS text
AS 'MODULE_PATHNAME', 'llmeco_license_key'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION llmeco.license_key(text, text) IS 'What to look a card''s licence up by (llmeco.license_names): license, or license_name where license is other, unknown or not given; lower case, without blanks and marks but +.';

CREATE VIEW llmeco.license_terms AS
SELECT f.license, f.family, f.title, f.spdx_id, f.link, f.version, f.text_read, f.commercial_use, f.research_only,
       f.derivatives, f.share_alike, f.goes_with, f.own_terms, f.use_restrictions, f.terms_group, f.covers_adapters,
       f.attribution, f.state_changes, f.patent_grant, f.naming, f.threshold, f.sections, true AS is_default, f.disclose_source
  FROM llmeco.license_facts f
 WHERE NOT starts_with(f.license, ':')
   AND NOT EXISTS (SELECT FROM llmeco.license_corrections c WHERE c.license = f.license)
UNION ALL
SELECT c.license, c.family, COALESCE(f.title, c.license), f.spdx_id, f.link, t.version, t.text_read, t.commercial_use, t.research_only,
       t.derivatives, t.share_alike, t.goes_with, t.own_terms, t.use_restrictions, t.terms_group, t.covers_adapters,
       t.attribution, t.state_changes, t.patent_grant, t.naming, t.threshold, t.sections, false, t.disclose_source
  FROM llmeco.license_corrections c
  LEFT JOIN llmeco.license_facts f ON f.license = c.license
  JOIN llmeco.license_facts t ON t.license = CASE WHEN f.family = c.family THEN f.license ELSE ':' || c.family END;
COMMENT ON VIEW llmeco.license_terms IS 'One row per licence (key: license): what it allows and asks, with the sections that say so. From the licence''s own text (llmeco.license_facts); of a licence in llmeco.license_corrections what is usual in its family. Not legal advice: a first look, that a lawyer can check.';
COMMENT ON COLUMN llmeco.license_terms.license IS 'Licence identifier of the Hub in lower case, as apache-2.0, or the name that cards give it; llmeco.license_names has other spellings, llmeco.model_licenses the models.';
COMMENT ON COLUMN llmeco.license_terms.family IS 'Its family, see llmeco.license_families.';
COMMENT ON COLUMN llmeco.license_terms.title IS 'Its title.';
COMMENT ON COLUMN llmeco.license_terms.spdx_id IS 'Its identifier at SPDX, without -only and -or-later, which the Hub does not tell apart; NULL: none.';
COMMENT ON COLUMN llmeco.license_terms.link IS 'Where its text is; NULL: not known.';
COMMENT ON COLUMN llmeco.license_terms.version IS 'Version or date of the text that the row is of; NULL: it has none, or the licence was corrected.';
COMMENT ON COLUMN llmeco.license_terms.text_read IS 'Whether the text itself was read for this row; false: from what is generally known of it, or of its family.';
COMMENT ON COLUMN llmeco.license_terms.commercial_use IS 'Whether it allows commercial use: yes; limited (not to all, see threshold); no. NULL: not known.';
COMMENT ON COLUMN llmeco.license_terms.research_only IS 'Whether it allows research only.';
COMMENT ON COLUMN llmeco.license_terms.derivatives IS 'Whether changed versions may be shared; NULL: not known.';
COMMENT ON COLUMN llmeco.license_terms.share_alike IS 'What has to be under the same licence: none; weak (changes of the work or file itself); strong (all that is built on it); network (that too where it is only used over a network).';
COMMENT ON COLUMN llmeco.license_terms.goes_with IS 'Other licences that what is built on it may be under: one way, not back.';
COMMENT ON COLUMN llmeco.license_terms.own_terms IS 'What goes with all that is built on it: none; notice (a copy of the terms, other ones may be added); license (its terms themselves).';
COMMENT ON COLUMN llmeco.license_terms.use_restrictions IS 'Whether it forbids uses, as RAIL, Llama and Gemma do, for whoever gets what is built on it, too.';
COMMENT ON COLUMN llmeco.license_terms.terms_group IS 'Licences whose own terms are much the same, as versions of one; NULL: stands alone.';
COMMENT ON COLUMN llmeco.license_terms.covers_adapters IS 'Whether its text counts what is trained on the model, without having its weights, as built on it; NULL: it does not say.';
COMMENT ON COLUMN llmeco.license_terms.attribution IS 'Whether its notices have to be kept; NULL: not known.';
COMMENT ON COLUMN llmeco.license_terms.state_changes IS 'Whether changes have to be marked.';
COMMENT ON COLUMN llmeco.license_terms.patent_grant IS 'Whether it grants patents; NULL: it does not say.';
COMMENT ON COLUMN llmeco.license_terms.naming IS 'What has to be shown, or be part of a name; NULL: nothing.';
COMMENT ON COLUMN llmeco.license_terms.threshold IS 'For whom, where or for what its permission ends; NULL: nothing is said of it.';
COMMENT ON COLUMN llmeco.license_terms.sections IS 'By name of a column here: the sections of the text that say so.';
COMMENT ON COLUMN llmeco.license_terms.is_default IS 'Whether no row of llmeco.license_corrections changes it.';
COMMENT ON COLUMN llmeco.license_terms.disclose_source IS 'Whether who passes it on, or what is built on it, has to give the source, too: the form to make changes in.';

CREATE VIEW llmeco.license_names AS
SELECT llmeco.license_key(c.license, NULL) AS name, pg_catalog.min(c.license COLLATE "C") AS license
  FROM llmeco.license_corrections c
 WHERE llmeco.license_key(c.license, NULL) <> ''
 GROUP BY 1
UNION ALL
SELECT s.name, s.license
  FROM llmeco.license_spellings s
 WHERE NOT EXISTS (SELECT FROM llmeco.license_corrections c WHERE llmeco.license_key(c.license, NULL) = s.name);
COMMENT ON VIEW llmeco.license_names IS 'One row per spelling of a licence (key: name), those in llmeco.license_corrections first. A name of nothing but marks has none: it would mean every card that names no licence.';
COMMENT ON COLUMN llmeco.license_names.name IS 'As llmeco.license_key() has it.';
COMMENT ON COLUMN llmeco.license_names.license IS 'The licence of llmeco.license_terms that it means.';

CREATE VIEW llmeco.model_licenses AS
SELECT m.model_id,
       m.name,
       n.license,
       m.license AS card_license,
       m.license_name,
       m.license_link,
       COALESCE(m.license_name IS NOT NULL
                AND llmeco.license_key(m.license, NULL) = llmeco.license_key(m.license, m.license_name)
                AND llmeco.license_key(m.license_name, NULL) NOT IN ('', 'other', 'unknown', llmeco.license_key(m.license, NULL))
                AND (n.license = o.license) IS NOT TRUE, false) AS is_contradiction,
       a.name AS author
  FROM llmeco.models m
  LEFT JOIN llmeco.authors a ON a.author_id = m.author_id
  LEFT JOIN llmeco.license_names n ON n.name = llmeco.license_key(m.license, m.license_name)
  LEFT JOIN LATERAL (SELECT k.license FROM llmeco.license_names k WHERE k.name = llmeco.license_key(m.license_name, NULL) LIMIT 1) o ON true;
COMMENT ON VIEW llmeco.model_licenses IS 'One row per model (key: model_id), with the licence that its card means.';
COMMENT ON COLUMN llmeco.model_licenses.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.model_licenses.name IS 'author/name.';
COMMENT ON COLUMN llmeco.model_licenses.license IS 'The licence of llmeco.license_terms that the card means: by its license, or by its license_name where that is other, unknown or not given; NULL: none is given, or not one that is known.';
COMMENT ON COLUMN llmeco.model_licenses.card_license IS 'Licence identifier on the card; NULL: none given.';
COMMENT ON COLUMN llmeco.model_licenses.license_name IS 'Licence name on the card; NULL: none given, or not read.';
COMMENT ON COLUMN llmeco.model_licenses.license_link IS 'Link to the licence on the card; NULL: none given, or not read.';
COMMENT ON COLUMN llmeco.model_licenses.is_contradiction IS 'Whether the card gives a licence and names another in license_name: license goes by the first, the model''s files have to say.';
COMMENT ON COLUMN llmeco.model_licenses.author IS 'Name of user or organization that owns it; NULL: a name without owner.';

CREATE VIEW llmeco.license_families AS
SELECT t.license,
       t.family,
       CASE t.family
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
       t.is_default
  FROM llmeco.license_terms t;
COMMENT ON VIEW llmeco.license_families IS 'One row per licence (key: license): its family, from llmeco.license_corrections where that has one. To group by; llmeco.license_terms has what a licence says, and conflicts are found by that.';
COMMENT ON COLUMN llmeco.license_families.license IS 'Licence identifier in lower case, as apache-2.0, or name.';
COMMENT ON COLUMN llmeco.license_families.family IS 'public-domain; permissive; weak-copyleft (changes of the work itself); share-alike (CC BY-SA and the like); strong-copyleft; use-restricted (RAIL: for any purpose but those listed); community (a company''s terms, as Llama''s and Gemma''s); no-derivatives; non-commercial; research-only; proprietary; unknown (any terms, as the Hub''s other).';
COMMENT ON COLUMN llmeco.license_families.permissiveness IS '10 for public-domain to 0 for proprietary, in the order of family: an order to show them in; NULL: unknown, never compared.';
COMMENT ON COLUMN llmeco.license_families.is_default IS 'Whether no row of llmeco.license_corrections changes it.';

-- Whether what is built on a model of one licence may be under another. The rule
-- is the first that a pair breaks, in the order of how much is lost; a licence
-- goes with itself, but where it lets nothing be shared that is changed.
CREATE VIEW llmeco.license_compatibility AS
SELECT d.license,
       a.license AS ancestor_license,
       k.kind,
       r.rule,
       s.severity,
       a.title
         || COALESCE(' (' || (a.sections ->> CASE r.rule
                WHEN 'no_derivatives' THEN 'derivatives'
                WHEN 'research_only' THEN 'research_only'
                WHEN 'drops_noncommercial' THEN 'commercial_use'
                WHEN 'drops_use_restrictions' THEN 'use_restrictions'
                WHEN 'other_terms' THEN 'own_terms'
                WHEN 'drops_attribution' THEN 'attribution'
                ELSE 'share_alike' END) || ')', '')
         || CASE r.rule
                WHEN 'no_derivatives' THEN ' does not let changed versions be shared'
                WHEN 'research_only' THEN ' allows research only'
                WHEN 'drops_noncommercial' THEN ' allows no commercial use'
                WHEN 'drops_use_restrictions' THEN ' wants its use restrictions to bind whoever gets what is built on it'
                WHEN 'adds_terms' THEN ' wants what is built on it under its own terms and no further restriction'
                WHEN 'drops_share_alike' THEN
                    CASE a.share_alike WHEN 'weak' THEN ' wants changed versions of the work itself under its own terms'
                                       ELSE ' wants what is built on it under its own terms' END
                WHEN 'other_terms' THEN
                    CASE a.own_terms WHEN 'notice' THEN ' limits commercial use for what is built on it, too'
                                     ELSE ' has to go along with what is built on it' END
                ELSE ' wants its notices kept' END
         || '; ' || d.title
         || CASE r.rule
                WHEN 'no_derivatives' THEN CASE WHEN d.license = a.license THEN ' is on a changed version.' ELSE ' lets them be.' END
                WHEN 'research_only' THEN ' allows more.'
                WHEN 'drops_noncommercial' THEN ' allows it.'
                WHEN 'drops_use_restrictions' THEN ' has none.'
                WHEN 'adds_terms' THEN ' restricts further.'
                WHEN 'drops_share_alike' THEN ' has others.'
                WHEN 'other_terms' THEN CASE a.own_terms WHEN 'notice' THEN ' does not.' ELSE ' is another.' END
                ELSE ' asks for none.' END
         || CASE WHEN s.severity <> g.severity THEN
                CASE k.kind WHEN 'adapter' THEN ' It does not say whether an adapter is built on it.'
                            ELSE ' The same work in another format may be no changed version.' END
                ELSE '' END AS reason
  FROM llmeco.license_terms a
 CROSS JOIN llmeco.license_terms d
 CROSS JOIN LATERAL (
       SELECT CASE WHEN NOT a.derivatives THEN 'no_derivatives'
                   WHEN a.license = d.license OR d.license = ANY (a.goes_with) THEN NULL
                   WHEN a.research_only AND NOT d.research_only THEN 'research_only'
                   WHEN a.commercial_use = 'no' AND d.commercial_use <> 'no' THEN 'drops_noncommercial'
                   WHEN a.share_alike <> 'none'
                        AND (d.commercial_use <> 'yes' AND a.commercial_use <> d.commercial_use
                             OR NOT d.derivatives
                             OR d.use_restrictions AND NOT a.use_restrictions
                             OR d.own_terms = 'license' AND a.own_terms <> 'license') THEN 'adds_terms'
                   WHEN a.share_alike <> 'none' THEN 'drops_share_alike'
                   WHEN a.use_restrictions AND NOT d.use_restrictions THEN 'drops_use_restrictions'
                   WHEN a.own_terms = 'license'
                        OR a.own_terms = 'notice' AND a.commercial_use = 'limited' AND d.commercial_use = 'yes' THEN 'other_terms'
                   WHEN a.attribution AND NOT d.attribution THEN 'drops_attribution'
              END AS rule) r
 CROSS JOIN LATERAL (
       SELECT CASE r.rule
                   WHEN 'adds_terms' THEN CASE a.share_alike WHEN 'weak' THEN 'likely' ELSE 'conflict' END
                   WHEN 'drops_share_alike' THEN
                       CASE WHEN a.share_alike = 'weak' OR d.share_alike = 'network' OR d.share_alike = a.share_alike THEN 'likely'
                            ELSE 'conflict' END
                   WHEN 'other_terms' THEN
                       CASE WHEN a.own_terms = 'notice' OR a.terms_group = d.terms_group THEN 'likely' ELSE 'conflict' END
                   WHEN 'drops_attribution' THEN 'notice'
                   ELSE 'conflict' END AS severity) g
 CROSS JOIN (VALUES ('derived'), ('adapter'), ('quantized')) k (kind)
 CROSS JOIN LATERAL (
       SELECT CASE WHEN k.kind = 'quantized' AND r.rule = 'no_derivatives' THEN 'likely'
                   WHEN k.kind = 'adapter' AND g.severity = 'conflict' AND a.covers_adapters IS NOT TRUE THEN 'likely'
                   ELSE g.severity END AS severity) s
 WHERE r.rule IS NOT NULL
   AND (r.rule <> 'no_derivatives' OR k.kind <> 'quantized' OR d.license <> a.license)
   AND a.family <> 'unknown'
   AND d.family <> 'unknown';
COMMENT ON VIEW llmeco.license_compatibility IS 'One row per pair of licences that does not go together and kind of derivation (key: license, ancestor_license, kind): the licence of a model, and that of one it is built on. By llmeco.license_terms; not legal advice.';
COMMENT ON COLUMN llmeco.license_compatibility.license IS 'Licence of the derived model.';
COMMENT ON COLUMN llmeco.license_compatibility.ancestor_license IS 'Licence of the one that it is built on.';
COMMENT ON COLUMN llmeco.license_compatibility.kind IS 'quantized: the same work in another format, by nothing but quantizing; adapter: an adapter was made on the way, which has no weights of its base; derived: a finetune, a merge or not known.';
COMMENT ON COLUMN llmeco.license_compatibility.rule IS 'What is broken, the gravest: no_derivatives (changed versions may not be shared at all), research_only, drops_noncommercial, adds_terms (restrictions beyond a copyleft), drops_share_alike (not the licence that a copyleft wants), drops_use_restrictions, other_terms (not the terms that go along), drops_attribution.';
COMMENT ON COLUMN llmeco.license_compatibility.severity IS 'conflict: the text forbids it. likely: it may be forbidden, by facts that the licences'' names do not say or a reading that is open. notice: what was given away with a notice cannot be given away without.';
COMMENT ON COLUMN llmeco.license_compatibility.reason IS 'What each of the two says, with the sections of the ancestor''s, for a lawyer to check.';

-- Not every ancestor: where a licence comes into a lineage, which is once for a
-- family however many models of it carry the licence on.
CREATE FUNCTION @extschema@.llmeco_license_conflicts(
    model_id bigint)
RETURNS TABLE (
    ancestor_id bigint,
    path bigint[],
    relation text[])
LANGUAGE c STABLE STRICT PARALLEL UNSAFE
COST 1000 ROWS 1
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_license_conflicts(bigint) IS 'One row per licence in the lineage of a model that its own does not go with (llmeco.license_compatibility): the nearest ancestor that brings it in. path has the model_ids from the ancestor to the model by the shortest way, relation how each is derived from the one before. As it is now: llmeco.license_conflicts has them stored, with names.';

CREATE FUNCTION @extschema@.llmeco_license_conflicts(
    model text)
RETURNS TABLE (
    ancestor text,
    license text,
    ancestor_license text,
    rule text,
    severity text,
    depth integer,
    path text[],
    relation text[],
    reason text,
    relicensed_by text)
LANGUAGE c STABLE PARALLEL UNSAFE
COST 1000 ROWS 1
AS 'MODULE_PATHNAME', 'llmeco_license_conflicts_of';
COMMENT ON FUNCTION @extschema@.llmeco_license_conflicts(text) IS 'The same of a model by its name, or an old name, with names and reasons: columns as in llmeco.license_conflicts. A reader may call it. Not legal advice.';

-- What llmeco.license_conflicts shows, written by llmeco_update_checks().
CREATE TABLE llmeco.conflicts (
    model_id bigint NOT NULL,
    ancestor_id bigint NOT NULL,
    path bigint[],
    relation text[],
    license text NOT NULL,
    ancestor_license text NOT NULL,
    kind text NOT NULL,
    rule text NOT NULL,
    severity text NOT NULL,
    depth integer NOT NULL,
    PRIMARY KEY (model_id, ancestor_id)
);
CREATE INDEX conflicts_ancestor_id_idx ON llmeco.conflicts (ancestor_id);
COMMENT ON TABLE llmeco.conflicts IS 'One row per model and ancestor (key: model_id, ancestor_id): the storage of llmeco.license_conflicts, which is what to read.';
COMMENT ON COLUMN llmeco.conflicts.model_id IS 'llmeco.models.model_id of the derived model.';
COMMENT ON COLUMN llmeco.conflicts.ancestor_id IS 'llmeco.models.model_id of the ancestor.';
COMMENT ON COLUMN llmeco.conflicts.path IS 'model_ids from the ancestor to the model by the shortest way; NULL: more than 50 derivations.';
COMMENT ON COLUMN llmeco.conflicts.relation IS 'How each model of path is derived from the one before: finetune, adapter, merge, quantized or unknown; NULL: as path.';
COMMENT ON COLUMN llmeco.conflicts.license IS 'Licence of the derived model, of llmeco.license_terms.';
COMMENT ON COLUMN llmeco.conflicts.ancestor_license IS 'Licence of the ancestor.';
COMMENT ON COLUMN llmeco.conflicts.kind IS 'Kind of derivation, see llmeco.license_compatibility.';
COMMENT ON COLUMN llmeco.conflicts.rule IS 'What is broken, see llmeco.license_compatibility.';
COMMENT ON COLUMN llmeco.conflicts.severity IS 'conflict, likely or notice, see llmeco.license_compatibility.';
COMMENT ON COLUMN llmeco.conflicts.depth IS 'Number of derivations from the ancestor to the model by the shortest way.';
SELECT pg_catalog.pg_extension_config_dump('llmeco.conflicts', '');

-- A licence that is not to be compared any more is not, at once. A count by kinds, which
-- wants nothing of the models, leaves their join out: each conflict's model has a row.
CREATE VIEW llmeco.license_conflicts AS
SELECT c.model_id,
       m.name,
       u.name AS author,
       c.license,
       f.family,
       c.ancestor_id,
       a.name AS ancestor,
       c.ancestor_license,
       af.family AS ancestor_family,
       c.depth,
       (SELECT pg_catalog.array_agg(p.name ORDER BY w.place)
          FROM pg_catalog.unnest(c.path) WITH ORDINALITY w (id, place)
          JOIN llmeco.models p ON p.model_id = w.id) AS path,
       c.relation,
       i.rank,
       i.influence,
       m.author_id = a.author_id AS same_author,
       c.rule,
       c.severity,
       (SELECT x.reason
          FROM llmeco.license_compatibility x
         WHERE x.license = c.license AND x.ancestor_license = c.ancestor_license AND x.kind = c.kind) AS reason,
       (SELECT p.name
          FROM pg_catalog.unnest(c.path) WITH ORDINALITY w (id, place)
          JOIN llmeco.models p ON p.model_id = w.id AND p.author_id = a.author_id
          JOIN llmeco.license_names n ON n.name = llmeco.license_key(p.license, p.license_name)
          JOIN llmeco.license_terms t ON t.license = n.license AND t.family <> 'unknown'
         WHERE n.license <> c.ancestor_license
         ORDER BY w.place
         LIMIT 1) AS relicensed_by
  FROM llmeco.conflicts c
  JOIN llmeco.influence i ON i.model_id = c.model_id
  LEFT JOIN llmeco.models m ON m.model_id = c.model_id
  LEFT JOIN llmeco.models a ON a.model_id = c.ancestor_id
  JOIN llmeco.license_families f ON f.license = c.license
  JOIN llmeco.license_families af ON af.license = c.ancestor_license
  LEFT JOIN llmeco.authors u ON u.author_id = m.author_id
 WHERE NOT EXISTS (SELECT FROM llmeco.models r WHERE r.model_id = c.model_id AND r.removed_at IS NOT NULL)
   AND f.family <> 'unknown'
   AND af.family <> 'unknown';
COMMENT ON VIEW llmeco.license_conflicts IS 'One row per listed model and licence of its lineage that its own does not go with (key: model_id, ancestor_id; model_id, ancestor_license), by llmeco.license_compatibility: over the whole lineage, all parents, removed models as ancestors included; as the last llmeco_update_checks(), which each complete refresh ends with, found them. A model that is newer than the last influence has its conflicts in llmeco_license_conflicts(), and here with the next. The ancestor is the nearest that brings the licence in; those below that carry it on are in path. Licences that are not given, not in llmeco.license_terms or of family unknown are not compared, and do not end the search; llmeco.data_quality counts them. A reason to look closer, not legal advice.';
COMMENT ON COLUMN llmeco.license_conflicts.model_id IS 'llmeco.models.model_id of the derived model.';
COMMENT ON COLUMN llmeco.license_conflicts.name IS 'author/name of the derived model.';
COMMENT ON COLUMN llmeco.license_conflicts.author IS 'Name of user or organization that owns it; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.license_conflicts.license IS 'Its licence, as in llmeco.license_terms.';
COMMENT ON COLUMN llmeco.license_conflicts.family IS 'Family of its licence.';
COMMENT ON COLUMN llmeco.license_conflicts.ancestor_id IS 'llmeco.models.model_id of the ancestor.';
COMMENT ON COLUMN llmeco.license_conflicts.ancestor IS 'author/name of the ancestor.';
COMMENT ON COLUMN llmeco.license_conflicts.ancestor_license IS 'Licence of the ancestor.';
COMMENT ON COLUMN llmeco.license_conflicts.ancestor_family IS 'Family of the ancestor''s licence.';
COMMENT ON COLUMN llmeco.license_conflicts.depth IS 'Least number of derivations from the ancestor to the model.';
COMMENT ON COLUMN llmeco.license_conflicts.path IS 'Names from the ancestor to the model by a way of that length; NULL: more than 50 derivations, llmeco_license_conflicts() has them.';
COMMENT ON COLUMN llmeco.license_conflicts.relation IS 'How each model of path is derived from the one before: finetune, adapter, merge, quantized or unknown.';
COMMENT ON COLUMN llmeco.license_conflicts.rank IS '1 for the most influential model, in the newest influence run. ORDER BY rank is the fast order.';
COMMENT ON COLUMN llmeco.license_conflicts.influence IS 'Total influence of the model.';
COMMENT ON COLUMN llmeco.license_conflicts.same_author IS 'Whether both are of one author, who may own the rights and license the later model as they like; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.license_conflicts.rule IS 'What is broken, see llmeco.license_compatibility.';
COMMENT ON COLUMN llmeco.license_conflicts.severity IS 'conflict, likely or notice, see llmeco.license_compatibility, which has it by kind of derivation.';
COMMENT ON COLUMN llmeco.license_conflicts.reason IS 'What each of the two licences says, with the sections of the ancestor''s, for a lawyer to check; NULL: they go together by now, for one was corrected, and the next llmeco_update_checks() sees it.';
COMMENT ON COLUMN llmeco.license_conflicts.relicensed_by IS 'The first model of path, the derived one included, that is of the ancestor''s author and under another licence that is known: the author, who may own the rights, may have replaced the ancestor''s licence for all that is built on it. NULL: none, or path is NULL.';

-- ---- obligations ----

CREATE VIEW llmeco.license_duties AS
SELECT t.license,
       d.duty AS obligation,
       d.instruction,
       t.title || CASE WHEN t.version IS NULL OR t.title LIKE '%' || t.version THEN '' ELSE ', ' || t.version END || COALESCE(': ' || (t.sections ->> d.section), '') AS source,
       t.text_read
  FROM llmeco.license_terms t
 CROSS JOIN LATERAL (VALUES
       ('no_derivatives', NOT t.derivatives, 'derivatives',
        'Share no changed version.'),
       ('research_only', t.research_only, 'research_only',
        'Use it for research only.'),
       ('no_commercial_use', t.commercial_use = 'no', 'commercial_use',
        'Make no commercial use of it.'),
       ('threshold', t.threshold IS NOT NULL, 'threshold',
        t.threshold),
       ('share_alike', t.share_alike <> 'none', 'share_alike',
        CASE t.share_alike WHEN 'weak' THEN 'Put changed versions of the work itself under the same licence'
                           ELSE 'Put what is built on it under the same licence' END
        || CASE t.share_alike WHEN 'network' THEN ', and offer it to those who use it over a network' ELSE '' END
        || CASE t.goes_with WHEN '{}' THEN '' ELSE ', or one of: ' || pg_catalog.array_to_string(t.goes_with, ', ') END
        || '.'),
       ('disclose_source', t.disclose_source, 'disclose_source',
        'Give the source, the form to make changes in, of '
        || CASE t.share_alike WHEN 'weak' THEN 'the work itself with your changes' ELSE 'it and of what is built on it' END
        || ' to whoever gets it'
        || CASE t.share_alike WHEN 'network' THEN ', and to those who use it over a network' ELSE '' END
        || '.'),
       ('pass_on_restrictions', t.use_restrictions, 'use_restrictions',
        'Keep to its use restrictions, and have whoever gets what is built on it keep to them.'),
       ('pass_on_terms', t.own_terms <> 'none', 'own_terms',
        'Give a copy of its terms to whoever gets it or what is built on it.'),
       ('naming', t.naming IS NOT NULL, 'naming',
        t.naming),
       ('attribution', t.attribution, 'attribution',
        'Keep its copyright and licence notices, and say whose it is.'),
       ('state_changes', t.state_changes, 'state_changes',
        'Say what you changed.')) d (duty, applies, section, instruction)
 WHERE d.applies;
COMMENT ON VIEW llmeco.license_duties IS 'One row per licence and thing it asks of who uses or passes on what is under it (key: license, obligation), from llmeco.license_terms.';
COMMENT ON COLUMN llmeco.license_duties.license IS 'The licence.';
COMMENT ON COLUMN llmeco.license_duties.obligation IS 'no_derivatives, research_only, no_commercial_use, threshold (for whom, where or for what its permission ends), share_alike, disclose_source, pass_on_restrictions, pass_on_terms, naming, attribution or state_changes.';
COMMENT ON COLUMN llmeco.license_duties.instruction IS 'What to do, in a sentence.';
COMMENT ON COLUMN llmeco.license_duties.source IS 'Title, version and sections of the licence that say so.';
COMMENT ON COLUMN llmeco.license_duties.text_read IS 'Whether the licence''s text was read for it; false: from what is generally known.';

-- Walks up from each model that is asked for, by the indexes of derivations.
CREATE VIEW llmeco.license_obligations AS
SELECT m.model_id,
       m.name,
       o.obligation,
       o.license,
       o.demanded_by,
       o.instruction,
       o.source,
       o.text_read
  FROM llmeco.models m
 CROSS JOIN LATERAL (
       WITH RECURSIVE lineage (model_id) AS (
           SELECT m.model_id
           UNION
           SELECT e.parent_id
             FROM lineage l
            CROSS JOIN LATERAL (SELECT p.parent_id FROM llmeco.counted_edges p WHERE p.child_id = l.model_id OFFSET 0) e
       ), cards AS MATERIALIZED (
           SELECT c.*
             FROM lineage l
            CROSS JOIN LATERAL (SELECT k.name, k.license, k.card_license, k.license_name, k.license_link, k.is_contradiction
                                  FROM llmeco.model_licenses k
                                 WHERE k.model_id = l.model_id
                                OFFSET 0) c
       )
       SELECT d.obligation, k.license, k.demanded_by, d.instruction, d.source, d.text_read
         FROM (SELECT c.license, pg_catalog.array_agg(c.name ORDER BY c.name COLLATE "C") AS demanded_by
                 FROM cards c
                GROUP BY c.license) k
        CROSS JOIN LATERAL (SELECT u.* FROM llmeco.license_duties u WHERE u.license = k.license COLLATE pg_catalog."default" OFFSET 0) d
       UNION ALL
       SELECT 'unknown_license', COALESCE(c.license_name, c.card_license), pg_catalog.array_agg(c.name ORDER BY c.name COLLATE "C"),
              'Find out what its licence says: the card names none, or one that is not known.', c.license_link, false
         FROM cards c
        WHERE c.license IS NULL
           OR c.license = ANY (ARRAY(SELECT t.license FROM llmeco.license_terms t WHERE t.family = 'unknown'))
        GROUP BY COALESCE(c.license_name, c.card_license), c.license_link
       UNION ALL
       SELECT 'contradiction', c.license_name, pg_catalog.array_agg(c.name ORDER BY c.name COLLATE "C"),
              'Find out which licence holds: the card gives one, and names another.', c.license_link, false
         FROM cards c
        WHERE c.is_contradiction
        GROUP BY c.license_name, c.license_link) o;
COMMENT ON VIEW llmeco.license_obligations IS 'One row per model, licence of its lineage and thing that this licence asks of who uses or passes on the model (key: model_id, obligation, license, source): its own and those of all its ancestors; removed models are asked about, and ask, like others. As it is now; for WHERE name = or model_id = only the lineage of that model is read. Not legal advice: a list to go through with whoever gives it.';
COMMENT ON COLUMN llmeco.license_obligations.model_id IS 'llmeco.models.model_id of the model to be used.';
COMMENT ON COLUMN llmeco.license_obligations.name IS 'author/name of it.';
COMMENT ON COLUMN llmeco.license_obligations.obligation IS 'As in llmeco.license_duties; unknown_license: the card of demanded_by names no licence, or one that is not in llmeco.license_terms; contradiction: it gives one and names another.';
COMMENT ON COLUMN llmeco.license_obligations.license IS 'The licence that asks for it; of unknown_license and contradiction the name on the card, NULL: none.';
COMMENT ON COLUMN llmeco.license_obligations.demanded_by IS 'Names of the models of the lineage under that licence, the model itself among them where it is.';
COMMENT ON COLUMN llmeco.license_obligations.instruction IS 'What to do, in a sentence.';
COMMENT ON COLUMN llmeco.license_obligations.source IS 'Title, version and sections of the licence that say so; of unknown_license and contradiction the card''s link to it. NULL: none.';
COMMENT ON COLUMN llmeco.license_obligations.text_read IS 'Whether the licence''s text was read for it; false: from what is generally known.';

CREATE FUNCTION @extschema@.llmeco_license_obligations(
    model text)
RETURNS TABLE (
    obligation text,
    license text,
    demanded_by text[],
    instruction text,
    source text,
    text_read boolean)
LANGUAGE c STABLE PARALLEL UNSAFE
COST 1000 ROWS 10
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_license_obligations(text) IS 'All that a user of a model, given by its name or an old name, has to do: its rows of llmeco.license_obligations, what forbids most first. A reader may call it. Not legal advice.';

CREATE FUNCTION @extschema@.llmeco_license_obligations(
    model bigint)
RETURNS TABLE (
    obligation text,
    license text,
    demanded_by text[],
    instruction text,
    source text,
    text_read boolean)
LANGUAGE c STABLE PARALLEL UNSAFE
COST 1000 ROWS 10
AS 'MODULE_PATHNAME', 'llmeco_license_obligations';
COMMENT ON FUNCTION @extschema@.llmeco_license_obligations(bigint) IS 'The same of a model by an id that it has or had.';
