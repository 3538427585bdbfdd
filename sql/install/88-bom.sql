-- Bills of materials: what a model was made from, in the formats of those who
-- have to say what they ship. All of it reads views, which read with their
-- owner's rights: a reader may call llmeco_bom(), with no right on any table.

CREATE VIEW llmeco.model_names AS
SELECT m.name,
       m.model_id,
       true AS is_current
  FROM llmeco.models m
UNION ALL
SELECT a.name,
       a.model_id,
       false
  FROM llmeco.model_aliases a
  JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) a.model_id
 WHERE NOT EXISTS (SELECT FROM llmeco.models n WHERE n.name OPERATOR(pg_catalog.=) a.name);
COMMENT ON VIEW llmeco.model_names IS 'One row per name that leads to a model (key: name), current or old.';
COMMENT ON COLUMN llmeco.model_names.name IS 'author/name on the Hub, or an old name.';
COMMENT ON COLUMN llmeco.model_names.model_id IS 'llmeco.models.model_id that the name leads to.';
COMMENT ON COLUMN llmeco.model_names.is_current IS 'Whether it is the name of today.';

-- ---- facts as the formats spell them ----

CREATE FUNCTION llmeco.url_encode(path text)
RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
SELECT coalesce(string_agg(CASE WHEN c.letter ~ '[A-Za-z0-9._~/-]' COLLATE "C" THEN c.letter
                                ELSE regexp_replace(upper(encode(convert_to(c.letter, 'UTF8'), 'hex')), '..', '%\&', 'g') END,
                           '' ORDER BY c.place), '')
  FROM unnest(string_to_array(url_encode.path, NULL)) WITH ORDINALITY c (letter, place)
$$;
COMMENT ON FUNCTION llmeco.url_encode(text) IS 'A path as part of a URL: what is not a letter, a digit or one of . _ ~ - / becomes %XX, byte by byte in UTF-8.';

-- The Hub puts the model type of a card's config.json among the tags, and the
-- pipeline class of diffusers.
CREATE FUNCTION llmeco.model_architecture(tags text[])
RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
SELECT CASE WHEN t.tag LIKE 'diffusers:%' THEN substr(t.tag, 11) ELSE t.tag END
  FROM unnest(model_architecture.tags) WITH ORDINALITY t (tag, place)
 WHERE t.tag LIKE 'diffusers:_%Pipeline'
    OR t.tag = ANY ('{albert, aria, audio-spectrogram-transformer, baichuan, bart, beit, bert, big_bird, bigbird_pegasus, bit,
                      bleurt, blip, blip-2, bloom, camembert, chameleon, chatglm, chinese_clip, clap, clip, codegen, cohere,
                      cohere2, colpali, convnext, dbrx, deberta, deberta-v2, deepseek_v2, deepseek_v3, deepseek_vl_v2,
                      depth_anything, detr, dinov2, distilbert, dpr, dpt, electra, encoder-decoder, esm, exaone, falcon,
                      falcon_mamba, florence2, gemma, gemma2, gemma3, gemma3_text, glm, gpt2, gpt_bigcode, gpt_neo, gpt_neox,
                      gpt_oss, gptj, granite, granitemoe, hubert, hymba, idefics3, internlm2, internvl_chat, jamba,
                      jina_clip, layoutlm, layoutlmv3, llama, llama4, llava, llava_llama, llava_next, llava_onevision,
                      longformer, m2m_100, mamba, marian, mask2former, mbart, minicpm, minicpmv, mistral, mistral3, mixtral,
                      mllama, modernbert, molmo, mpnet, mpt, mt5, musicgen, nemotron, nllb-moe, nomic_bert, olmo, olmo2,
                      oneformer, opt, owlv2, owlvit, paligemma, parler_tts, pegasus, phi, phi3, phi3_v, pix2struct, qwen,
                      qwen2, qwen2_5_vl, qwen2_moe, qwen2_vl, qwen3, qwen3_moe, resnet, roberta, rt_detr, rwkv, segformer,
                      siglip, speecht5, starcoder2, swin, t5, table-transformer, trocr, videomae, vision-encoder-decoder,
                      vit, vitpose, vits, wav2vec2, wavlm, whisper, xclip, xglm, xlm-roberta, xlnet, yolos}'::text[])
 ORDER BY t.tag NOT LIKE 'diffusers:%', t.place
 LIMIT 1
$$;
COMMENT ON FUNCTION llmeco.model_architecture(text[]) IS 'Architecture of a model by its tags: the pipeline class of diffusers, or the first tag that is a model type of transformers, as llama; NULL: none is.';

-- Each model is looked up by itself: joined, the views would be read whole.
CREATE FUNCTION llmeco.bom_models(root bigint)
RETURNS TABLE (
    model_id bigint,
    name text,
    purl text,
    url text,
    author text,
    author_name text,
    author_kind text,
    sha text,
    license text,
    license_url text,
    spdx_license text,
    task text,
    architecture text,
    created_at timestamptz,
    datasets text[],
    papers text[],
    properties jsonb)
LANGUAGE sql STABLE STRICT PARALLEL SAFE
COST 10000 ROWS 10
SET search_path = pg_catalog, pg_temp
SET extra_float_digits = 1
AS $$
WITH RECURSIVE lineage (model_id) AS (
    SELECT bom_models.root
    UNION
    SELECT e.parent_id
      FROM lineage l
      JOIN llmeco.network_edges e ON e.child_id = l.model_id)
SELECT d.model_id,
       d.name,
       CASE WHEN d.author IS NOT NULL
            THEN concat('pkg:huggingface/', llmeco.url_encode(d.name), '@' || lower(nullif(d.sha, '') COLLATE "C")) END,
       'https://huggingface.co/' || llmeco.url_encode(d.name),
       d.author,
       coalesce(d.author_full_name, d.author),
       d.author_kind,
       lower(nullif(d.sha, '') COLLATE "C"),
       nullif(l.name, ''),
       coalesce(CASE WHEN l.link ~ '^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#]([A-Za-z0-9._~:/?#@!$&()*+,;=-]|%[0-9A-Fa-f]{2})*)?$'
                                   COLLATE "C" THEN l.link
                     WHEN l.link ~ '^[^:/][^:]*$'
                     THEN 'https://huggingface.co/' || llmeco.url_encode(concat(d.name, '/blob/main/', l.link)) END,
                t.link),
       t.spdx_id,
       d.task,
       llmeco.model_architecture(d.tags),
       CASE WHEN isfinite(d.created_at) THEN d.created_at END,
       (SELECT array_agg(DISTINCT substr(t.tag, 9) COLLATE "C") FROM unnest(d.tags) t (tag) WHERE t.tag LIKE 'dataset:_%'),
       (SELECT array_agg(DISTINCT substr(t.tag, 7) COLLATE "C") FROM unnest(d.tags) t (tag) WHERE t.tag LIKE 'arxiv:_%'),
       (SELECT jsonb_agg(jsonb_build_object('name', 'llmeco:' || p.name, 'value', p.value)
                         ORDER BY p.name COLLATE "C", p.place)
          FROM (VALUES ('disabled', 0, CASE WHEN d.disabled THEN 'true' END),
                       ('gated', 0, d.gated),
                       ('influence', 0, d.influence::text),
                       ('library', 0, d.library),
                       ('license_name', 0, CASE WHEN l.is_contradiction THEN l.license_name END),
                       ('parameters', 0, d.parameters::text),
                       ('rank', 0, d.rank::text),
                       ('status', 0, CASE WHEN d.removed_at IS NOT NULL THEN 'removed'
                                          WHEN d.fetched_at IS NULL THEN 'not read'
                                          ELSE 'listed' END)
                UNION ALL
                SELECT 'language', u.place, u.code FROM unnest(d.languages) WITH ORDINALITY u (code, place)) p (name, place, value)
         WHERE p.value IS NOT NULL)
  FROM lineage k
 CROSS JOIN LATERAL (SELECT x.* FROM llmeco.model_details x WHERE x.model_id = k.model_id OFFSET 0) d
 CROSS JOIN LATERAL (
       SELECT c.license, c.is_contradiction, c.license_name, btrim(c.license_link) AS link,
              CASE WHEN coalesce(lower(c.card_license COLLATE "C"), 'unknown') IN ('other', 'unknown')
                   THEN coalesce(c.license_name, c.card_license) ELSE c.card_license END AS name
         FROM llmeco.model_licenses c
        WHERE c.model_id = k.model_id
       OFFSET 0) l
  LEFT JOIN llmeco.license_terms t ON t.license = l.license
$$;
COMMENT ON FUNCTION llmeco.bom_models(bigint) IS 'One row per model that a bill of materials names (key: model_id): the model and all its ancestors, each once, with what is said of it in any format.';

-- ---- CycloneDX 1.7 ----

CREATE FUNCTION llmeco.bom_cyclonedx(
    model_id bigint,
    serial_number uuid,
    created text,
    version text)
RETURNS jsonb
LANGUAGE sql STABLE STRICT PARALLEL SAFE
COST 10000
SET search_path = pg_catalog, pg_temp
AS $$
WITH models AS MATERIALIZED (
    SELECT m.*,
           'model:' || m.name AS ref,
           jsonb_build_object('type', 'machine-learning-model',
                              'group', m.author,
                              'name', substr(m.name, strpos(m.name, '/') + 1),
                              'version', m.sha,
                              'purl', m.purl) AS identity
      FROM llmeco.bom_models(bom_cyclonedx.model_id) m),
parents AS (
    SELECT e.child_id AS model_id,
           jsonb_agg(p.ref ORDER BY p.name COLLATE "C") AS refs,
           jsonb_agg(p.identity || jsonb_build_object('properties', jsonb_build_array(
                         jsonb_build_object('name', 'llmeco:provenance', 'value', e.provenance),
                         jsonb_build_object('name', 'llmeco:relation', 'value', e.relation)))
                     ORDER BY p.name COLLATE "C") AS ancestors
      FROM models c
      JOIN llmeco.network_edges e ON e.child_id = c.model_id
      JOIN models p ON p.model_id = e.parent_id
     GROUP BY e.child_id),
data AS (
    SELECT m.model_id, jsonb_agg('dataset:' || d.id ORDER BY d.place) AS refs
      FROM models m
     CROSS JOIN unnest(m.datasets) WITH ORDINALITY d (id, place)
     GROUP BY m.model_id),
components (ref, is_root, kind, name, component, depends_on) AS (
    SELECT m.ref, m.model_id = bom_cyclonedx.model_id, 1, m.name,
           m.identity || jsonb_build_object(
               'bom-ref', m.ref,
               'supplier', a.entity,
               'manufacturer', CASE WHEN m.author_kind = 'organization' THEN a.entity END,
               'authors', CASE WHEN m.author_kind = 'user'
                               THEN jsonb_build_array(jsonb_build_object('name', m.author_name)) END,
               'licenses', CASE WHEN m.license IS NOT NULL THEN jsonb_build_array(jsonb_build_object('license',
                               jsonb_build_object('id', m.spdx_license,
                                                  'name', CASE WHEN m.spdx_license IS NULL THEN m.license END,
                                                  'url', m.license_url,
                                                  'acknowledgement', 'declared'))) END,
               'pedigree', CASE WHEN p.ancestors IS NOT NULL THEN jsonb_build_object('ancestors', p.ancestors) END,
               'externalReferences', jsonb_build_array(jsonb_build_object('type', 'model-card', 'url', m.url)) ||
                   CASE WHEN m.license_url IS NULL THEN '[]'
                        ELSE jsonb_build_array(jsonb_build_object('type', 'license', 'url', m.license_url)) END ||
                   coalesce((SELECT jsonb_agg(jsonb_build_object('type', 'documentation',
                                                                 'url', 'https://arxiv.org/abs/' || llmeco.url_encode(t.id))
                                              ORDER BY t.place)
                               FROM unnest(m.papers) WITH ORDINALITY t (id, place)), '[]'),
               'modelCard', CASE WHEN num_nonnulls(m.task, m.architecture, m.datasets) > 0 THEN
                   jsonb_build_object('modelParameters', jsonb_build_object(
                       'task', m.task,
                       'modelArchitecture', m.architecture,
                       'datasets', (SELECT jsonb_agg(jsonb_build_object('ref', r.ref) ORDER BY r.place)
                                      FROM jsonb_array_elements(d.refs) WITH ORDINALITY r (ref, place)))) END,
               'properties', m.properties),
           coalesce(p.refs, '[]') || coalesce(d.refs, '[]')
      FROM models m
      LEFT JOIN parents p ON p.model_id = m.model_id
      LEFT JOIN data d ON d.model_id = m.model_id
     CROSS JOIN LATERAL (SELECT CASE WHEN m.author IS NOT NULL THEN jsonb_build_object(
                                          'name', m.author_name,
                                          'url', jsonb_build_array('https://huggingface.co/' || llmeco.url_encode(m.author)))
                                     END AS entity) a
    UNION ALL
    SELECT 'dataset:' || d.id, false, 2, d.id,
           jsonb_build_object('type', 'data',
                              'bom-ref', 'dataset:' || d.id,
                              'group', nullif(substr(d.id, 1, greatest(strpos(d.id, '/') - 1, 0)), ''),
                              'name', substr(d.id, strpos(d.id, '/') + 1),
                              'data', jsonb_build_array(jsonb_build_object(
                                  'type', 'dataset',
                                  'name', d.id,
                                  'contents', jsonb_build_object(
                                      'url', 'https://huggingface.co/' || llmeco.url_encode('datasets/' || d.id))))),
           '[]'
      FROM (SELECT DISTINCT u.id FROM models m CROSS JOIN unnest(m.datasets) u (id)) d)
SELECT jsonb_strip_nulls(jsonb_build_object(
           '$schema', 'http://cyclonedx.org/schema/bom-1.7.schema.json',
           'bomFormat', 'CycloneDX',
           'specVersion', '1.7',
           'serialNumber', 'urn:uuid:' || bom_cyclonedx.serial_number,
           'version', 1,
           'metadata', jsonb_build_object(
               'timestamp', bom_cyclonedx.created,
               'tools', jsonb_build_object('components', jsonb_build_array(jsonb_build_object(
                            'type', 'application', 'name', 'llmeco', 'version', bom_cyclonedx.version))),
               'component', (SELECT c.component FROM components c WHERE c.is_root)),
           'components', (SELECT jsonb_agg(c.component ORDER BY c.kind, c.name COLLATE "C")
                            FROM components c WHERE NOT c.is_root),
           'dependencies', (SELECT jsonb_agg(jsonb_build_object(
                                       'ref', c.ref,
                                       'dependsOn', CASE WHEN c.depends_on <> '[]' THEN c.depends_on END)
                                             ORDER BY NOT c.is_root, c.kind, c.name COLLATE "C")
                              FROM components c)))
$$;
COMMENT ON FUNCTION llmeco.bom_cyclonedx(bigint, uuid, text, text) IS 'The bill of materials of a model in CycloneDX 1.7: for llmeco_bom().';

-- ---- SPDX 3.0 ----

CREATE FUNCTION llmeco.bom_spdx(
    model_id bigint,
    serial_number uuid,
    created text,
    version text)
RETURNS jsonb
LANGUAGE sql STABLE STRICT PARALLEL SAFE
COST 10000
SET search_path = pg_catalog, pg_temp
SET TimeZone = 'UTC'
AS $$
WITH names AS (
    SELECT 'urn:uuid:' || bom_spdx.serial_number || '#' AS base),
models AS MATERIALIZED (
    SELECT m.*,
           n.base || 'model/' || llmeco.url_encode(m.name) AS id,
           n.base || 'author/' || llmeco.url_encode(m.author) AS author_id,
           coalesce(n.base || 'license/' || llmeco.url_encode(coalesce(m.spdx_license, m.license)),
                    'expandedlicensing_NoAssertionLicense') AS license_id
      FROM llmeco.bom_models(bom_spdx.model_id) m
     CROSS JOIN names n),
datasets AS (
    SELECT m.id AS model, d.id AS name, n.base || 'dataset/' || llmeco.url_encode(d.id) AS id
      FROM models m
     CROSS JOIN unnest(m.datasets) d (id)
     CROSS JOIN names n),
custom AS (
    SELECT m.license AS name, m.license_id AS id, min(m.license_url COLLATE "C") AS url,
           'LicenseRef-' || regexp_replace(m.license, '[^A-Za-z0-9.-]' COLLATE "C", '-', 'g') AS ref
      FROM models m
     WHERE m.license IS NOT NULL AND m.spdx_license IS NULL
     GROUP BY m.license, m.license_id),
relationships (subject, type, comment, objects) AS (
    SELECT c.id, 'descendantOf', e.relation, jsonb_agg(p.id ORDER BY p.id COLLATE "C")
      FROM models c
      JOIN llmeco.network_edges e ON e.child_id = c.model_id
      JOIN models p ON p.model_id = e.parent_id
     GROUP BY c.id, e.relation
    UNION ALL
    SELECT d.model, 'trainedOn', NULL, jsonb_agg(d.id ORDER BY d.id COLLATE "C") FROM datasets d GROUP BY d.model
    UNION ALL
    SELECT m.id, 'hasDeclaredLicense', NULL, jsonb_build_array(m.license_id) FROM models m
    UNION ALL
    SELECT m.id, 'hasConcludedLicense', NULL, '["expandedlicensing_NoAssertionLicense"]' FROM models m),
elements (place, element) AS (
    SELECT 1, jsonb_build_object('type', 'ai_AIPackage',
                                 'spdxId', m.id,
                                 'name', m.name,
                                 'suppliedBy', m.author_id,
                                 'releaseTime', to_char(m.created_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                                 'software_packageVersion', m.sha,
                                 'software_packageUrl', m.purl,
                                 'software_downloadLocation', m.url || coalesce('/tree/' || m.sha, ''),
                                 'software_homePage', m.url,
                                 'software_primaryPurpose', 'model',
                                 'ai_domain', CASE WHEN m.task IS NOT NULL THEN jsonb_build_array(m.task) END,
                                 'ai_typeOfModel', CASE WHEN m.architecture IS NOT NULL
                                                        THEN jsonb_build_array(m.architecture) END,
                                 'externalRef', CASE WHEN m.papers IS NOT NULL THEN jsonb_build_array(jsonb_build_object(
                                     'type', 'ExternalRef',
                                     'externalRefType', 'documentation',
                                     'locator', (SELECT jsonb_agg('https://arxiv.org/abs/' || llmeco.url_encode(t.id)
                                                                  ORDER BY t.place)
                                                   FROM unnest(m.papers) WITH ORDINALITY t (id, place)))) END,
                                 'extension', jsonb_build_array(jsonb_build_object(
                                     'type', 'extension_CdxPropertiesExtension',
                                     'extension_cdxProperty',
                                     (SELECT jsonb_agg(jsonb_build_object(
                                                 'type', 'extension_CdxPropertyEntry',
                                                 'extension_cdxPropName', p.entry ->> 'name',
                                                 'extension_cdxPropValue', p.entry ->> 'value') ORDER BY p.place)
                                        FROM jsonb_array_elements(m.properties) WITH ORDINALITY p (entry, place)))))
      FROM models m
    UNION ALL
    SELECT DISTINCT 2, jsonb_build_object('type', 'dataset_DatasetPackage',
                                          'spdxId', d.id,
                                          'name', d.name,
                                          'software_downloadLocation',
                                          'https://huggingface.co/' || llmeco.url_encode('datasets/' || d.name),
                                          'software_primaryPurpose', 'data',
                                          'dataset_datasetType', '["noAssertion"]'::jsonb)
      FROM datasets d
    UNION ALL
    SELECT DISTINCT 3, jsonb_build_object('type', CASE m.author_kind WHEN 'user' THEN 'Person'
                                                                     WHEN 'organization' THEN 'Organization'
                                                                     ELSE 'Agent' END,
                                          'spdxId', m.author_id,
                                          'name', m.author_name)
      FROM models m
     WHERE m.author IS NOT NULL
    UNION ALL
    SELECT DISTINCT 4, jsonb_build_object('type', 'simplelicensing_LicenseExpression',
                                          'spdxId', m.license_id,
                                          'simplelicensing_licenseExpression', coalesce(m.spdx_license, c.ref),
                                          'simplelicensing_customIdToUri', CASE WHEN c.ref IS NOT NULL
                                              THEN jsonb_build_array(jsonb_build_object('type', 'DictionaryEntry',
                                                                                        'key', c.ref,
                                                                                        'value', c.id || '/text')) END)
      FROM models m
      LEFT JOIN custom c ON c.id = m.license_id
     WHERE m.license IS NOT NULL
    UNION ALL
    SELECT 5, jsonb_build_object('type', 'simplelicensing_SimpleLicensingText',
                                 'spdxId', c.id || '/text',
                                 'name', c.name,
                                 'simplelicensing_licenseText',
                                 concat('Not included: the license that the Hugging Face Hub calls ', c.name, ', ' || c.url))
      FROM custom c
    UNION ALL
    SELECT 6, jsonb_build_object('type', 'Relationship',
                                 'spdxId', n.base || 'relationship/' ||
                                           row_number() OVER (ORDER BY r.subject COLLATE "C", r.type, r.comment COLLATE "C"),
                                 'from', r.subject,
                                 'relationshipType', r.type,
                                 'comment', r.comment,
                                 'to', r.objects)
      FROM relationships r
     CROSS JOIN names n),
-- The AI profile wants all of these of each model.
profiles (conformance) AS (
    SELECT '["core", "extension", "simpleLicensing", "software"]'::jsonb ||
           CASE WHEN bool_and(m.author IS NOT NULL AND m.sha IS NOT NULL AND m.created_at IS NOT NULL)
                THEN '["ai"]'::jsonb ELSE '[]' END
      FROM models m),
graph (place, element) AS (
    SELECT 0, jsonb_build_object('type', 'SpdxDocument',
                                 'spdxId', n.base || 'document',
                                 'profileConformance', p.conformance,
                                 'rootElement', jsonb_build_array(n.base || 'sbom'))
      FROM names n CROSS JOIN profiles p
    UNION ALL
    SELECT 0, jsonb_build_object('type', 'software_Sbom',
                                 'spdxId', n.base || 'sbom',
                                 'profileConformance', p.conformance,
                                 'rootElement', (SELECT jsonb_build_array(m.id) FROM models m WHERE m.model_id = bom_spdx.model_id),
                                 'element', (SELECT jsonb_agg(e.element -> 'spdxId'
                                                              ORDER BY e.place, e.element ->> 'spdxId' COLLATE "C")
                                               FROM elements e))
      FROM names n CROSS JOIN profiles p
    UNION ALL
    SELECT 0, jsonb_build_object('type', 'SoftwareAgent',
                                 'spdxId', n.base || 'llmeco',
                                 'name', 'llmeco ' || bom_spdx.version)
      FROM names n
    UNION ALL
    SELECT e.place, e.element FROM elements e)
SELECT jsonb_build_object(
           '@context', 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
           '@graph', jsonb_build_array(jsonb_build_object('type', 'CreationInfo',
                                                          '@id', '_:creation',
                                                          'specVersion', '3.0.1',
                                                          'created', bom_spdx.created,
                                                          'createdBy', jsonb_build_array(n.base || 'llmeco'))) ||
                     (SELECT jsonb_agg(jsonb_strip_nulls(g.element) || '{"creationInfo": "_:creation"}'
                                       ORDER BY g.place, g.element ->> 'spdxId' COLLATE "C")
                        FROM graph g))
  FROM names n
$$;
COMMENT ON FUNCTION llmeco.bom_spdx(bigint, uuid, text, text) IS 'The bill of materials of a model in SPDX 3.0, with its AI profile: for llmeco_bom().';

-- ---- the entry point ----

CREATE FUNCTION llmeco.bom(
    model bigint,
    format text,
    serial_number uuid,
    created timestamptz)
RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
COST 10000
SET search_path = pg_catalog, pg_temp
SET TimeZone = 'UTC'
AS $$
DECLARE
    key bigint;
    moment text;
    version text;
BEGIN
    PERFORM llmeco.require_coordinator();
    IF bom.model IS NULL OR bom.format IS NULL OR bom.serial_number IS NULL OR bom.created IS NULL THEN
        RAISE EXCEPTION 'argument "%" must not be null', CASE WHEN bom.model IS NULL THEN 'model'
                                                              WHEN bom.format IS NULL THEN 'format'
                                                              WHEN bom.serial_number IS NULL THEN 'serial_number'
                                                              ELSE 'created' END
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Call it as llmeco_bom(''author/name'').';
    END IF;
    IF bom.format NOT IN ('cyclonedx', 'spdx') THEN
        RAISE EXCEPTION 'format "%" is not known', bom.format
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'The format is cyclonedx or spdx.';
    END IF;
    IF bom.created NOT BETWEEN '0001-01-01' AND '9999-12-31' THEN
        RAISE EXCEPTION 'argument "created" must be of the years 1 to 9999'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Leave it out for now.';
    END IF;
    key := llmeco.known_model(bom.model);
    moment := to_char(bom.created, 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
    SELECT e.extversion INTO version FROM pg_extension e WHERE e.extname = 'llmeco';
    IF bom.format = 'spdx' THEN
        RETURN llmeco.bom_spdx(key, bom.serial_number, moment, version);
    END IF;
    RETURN llmeco.bom_cyclonedx(key, bom.serial_number, moment, version);
END
$$;
COMMENT ON FUNCTION llmeco.bom(bigint, text, uuid, timestamptz) IS 'What llmeco_bom() returns, of a model by its id.';

CREATE FUNCTION @extschema@.llmeco_bom(
    model text,
    format text DEFAULT 'cyclonedx',
    serial_number uuid DEFAULT pg_catalog.gen_random_uuid(),
    created timestamptz DEFAULT pg_catalog.now())
RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
COST 10000
SET search_path = pg_catalog, pg_temp
AS $$
SELECT llmeco.bom(llmeco.known_model(llmeco_bom.model), llmeco_bom.format, llmeco_bom.serial_number, llmeco_bom.created);
$$;
COMMENT ON FUNCTION @extschema@.llmeco_bom(text, text, uuid, timestamptz) IS 'The bill of materials of a model, as a document of CycloneDX 1.7 (format cyclonedx) or SPDX 3.0.1 (spdx): the model, each of its ancestors once with licence, authors and relation, and the data sets that their tags name. Old names are understood. The same data give the same document but for its serial number and time. A reader may call it.';

CREATE FUNCTION @extschema@.llmeco_bom(
    model bigint,
    format text DEFAULT 'cyclonedx',
    serial_number uuid DEFAULT pg_catalog.gen_random_uuid(),
    created timestamptz DEFAULT pg_catalog.now())
RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
COST 10000
SET search_path = pg_catalog, pg_temp
AS $$
SELECT llmeco.bom(llmeco.known_model(llmeco_bom.model), llmeco_bom.format, llmeco_bom.serial_number, llmeco_bom.created);
$$;
COMMENT ON FUNCTION @extschema@.llmeco_bom(bigint, text, uuid, timestamptz) IS 'The same of a model by an id that it has or had.';
