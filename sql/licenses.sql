-- Licence conflicts and obligations: pairs of licences against what their texts
-- say, lineages done by hand, then a made-up one against a recursive query,
-- stored and of each model by itself.
SET client_min_messages = warning;
CREATE EXTENSION llmeco;

-- ---- what licences say ----

-- Every identifier of the Hub (July 2026) is there.
SELECT h.license
  FROM unnest('{apache-2.0,mit,openrail,bigscience-openrail-m,creativeml-openrail-m,bigscience-bloom-rail-1.0,bigcode-openrail-m,
afl-3.0,artistic-2.0,bsl-1.0,bsd,bsd-2-clause,bsd-3-clause,bsd-3-clause-clear,c-uda,cc,cc0-1.0,cc-by-2.0,cc-by-2.5,cc-by-3.0,cc-by-4.0,
cc-by-sa-3.0,cc-by-sa-4.0,cc-by-nc-2.0,cc-by-nc-3.0,cc-by-nc-4.0,cc-by-nd-4.0,cc-by-nc-nd-3.0,cc-by-nc-nd-4.0,cc-by-nc-sa-2.0,
cc-by-nc-sa-3.0,cc-by-nc-sa-4.0,cdla-sharing-1.0,cdla-permissive-1.0,cdla-permissive-2.0,wtfpl,ecl-2.0,epl-1.0,epl-2.0,etalab-2.0,
eupl-1.1,eupl-1.2,agpl-3.0,gfdl,gpl,gpl-2.0,gpl-3.0,lgpl,lgpl-2.1,lgpl-3.0,isc,h-research,intel-research,lppl-1.3c,ms-pl,apple-ascl,
apple-amlr,mpl-2.0,odc-by,odbl,openmdw-1.0,openmdw-1.1,openrail++,osl-3.0,postgresql,ofl-1.1,ncsa,unlicense,zlib,pddl,lgpl-lr,
deepfloyd-if-license,fair-noncommercial-research-license,llama2,llama3,llama3.1,llama3.2,llama3.3,llama4,grok2-community,gemma,unknown,
other}'::text[]) h (license)
 WHERE NOT EXISTS (SELECT FROM llmeco.license_terms t WHERE t.license = h.license);
-- Each has a family and its terms, each spelling one licence, as the key of itself;
-- what a row says has a section to look it up in, but where no text was read.
SELECT family, min(permissiveness), max(permissiveness), count(*) > 0 AS used FROM llmeco.license_families
 GROUP BY family ORDER BY 2 DESC NULLS LAST, 1;
SELECT count(*) > 300 AS many, count(*) - count(DISTINCT name) AS twice, count(*) FILTER (WHERE name <> llmeco.license_key(name, NULL)) AS odd
  FROM llmeco.license_names;
SELECT t.license FROM llmeco.license_terms t
 WHERE NOT EXISTS (SELECT FROM llmeco.license_names n WHERE n.name = llmeco.license_key(t.license, NULL) AND n.license = t.license)
    OR EXISTS (SELECT FROM unnest(t.goes_with) g WHERE g NOT IN (SELECT license FROM llmeco.license_terms) OR g = t.license);
SELECT t.license, d.obligation, d.source FROM llmeco.license_terms t JOIN llmeco.license_duties d USING (license)
 WHERE t.text_read AND d.source NOT LIKE '%: %';
SELECT t.license, f.fact, t.sections ->> f.fact AS section
  FROM llmeco.license_terms t
 CROSS JOIN LATERAL (VALUES ('commercial_use', t.commercial_use IS NOT NULL), ('research_only', t.research_only),
                            ('derivatives', t.derivatives IS NOT NULL), ('share_alike', t.share_alike <> 'none'),
                            ('goes_with', t.goes_with <> '{}'), ('disclose_source', t.disclose_source), ('own_terms', t.own_terms <> 'none'),
                            ('use_restrictions', t.use_restrictions), ('covers_adapters', t.covers_adapters IS NOT NULL),
                            ('attribution', t.attribution), ('state_changes', t.state_changes),
                            ('patent_grant', t.patent_grant IS NOT NULL), ('naming', t.naming IS NOT NULL),
                            ('threshold', t.threshold IS NOT NULL)) f (fact, is_said)
 WHERE CASE WHEN f.is_said THEN t.text_read AND NOT t.sections ? f.fact
            ELSE t.sections ? f.fact AND f.fact NOT IN ('research_only', 'attribution') END;
SELECT license FROM llmeco.license_terms WHERE commercial_use = 'limited' AND threshold IS NULL;
-- What is in some texts only, and where.
SELECT license, text_read AS read, naming, sections ->> 'naming' AS "in", threshold, sections ->> 'threshold' AS "in"
  FROM llmeco.license_terms
 WHERE license IN ('llama2', 'llama3', 'llama3.1', 'gemma', 'qwen', 'qwen-community-1.0', 'tongyi-qianwen', 'mrl', 'nvidia-open-model-license',
                   'falcon-llm-license', 'stabilityai-ai-community', 'flux-1-dev-non-commercial-license', 'deepfloyd-if-license', 'modified-mit')
 ORDER BY license;
-- What reading a text corrected: no row where it is said so, in that section.
SELECT e.*, to_jsonb(t) ->> e.fact AS is, t.sections ->> e.fact AS is_in
  FROM (VALUES ('apple-amlr', 'covers_adapters', 'true', '2, Model Derivatives'), ('apple-amlr', 'patent_grant', 'false', '3'),
               ('apple-amlr', 'state_changes', 'true', '2'), ('bigcode-openrail-m', 'own_terms', 'notice', '5.1, 5.2(a)'),
               ('bigcode-openrail-m', 'state_changes', 'true', '5.2(b)'), ('coqui-public-model-license', 'patent_grant', 'true', 'Licenses'),
               ('creativeml-openrail-m', 'patent_grant', 'true', '3'), ('dinov3-license', 'commercial_use', 'yes', '1.a'),
               ('exaone', 'covers_adapters', NULL, NULL), ('faipl-1.0', 'goes_with', '["agpl-3.0"]', 'Alternatives'),
               ('faipl-1.0', 'patent_grant', 'true', 'Patent'), ('faipl-1.0-sd', 'use_restrictions', 'true', 'No Harm; Prohibited Uses'),
               ('fair-noncommercial-research-license', 'research_only', 'true', '1.b.i, Noncommercial Research Uses'),
               ('fish-audio-research-license', 'research_only', 'false', NULL), ('fish-audio-research-license', 'state_changes', 'true', 'IV(a)'),
               ('flux-non-commercial-license', 'patent_grant', NULL, NULL), ('hyperclovax-seed', 'state_changes', 'true', '3.1(iii)'),
               ('ideogram-4-non-commercial', 'state_changes', 'true', '3(iv)'), ('kolors', 'state_changes', 'true', '2(b)(ii)'),
               ('krea-2-community-license', 'state_changes', 'true', '3.2(a)'), ('lfm1.0', 'patent_grant', 'true', '3'),
               ('livekit-model-license', 'commercial_use', 'yes', '3, right to use'), ('llama1', 'use_restrictions', 'true', '2(a)'),
               ('ltx-2-community-license-agreement', 'patent_grant', NULL, NULL), ('microsoft-research-license', 'own_terms', 'none', NULL),
               ('microsoft-research-license', 'derivatives', 'false', '1(a), 1(b), 1(c), 2(e)'),
               ('nvidia-noncommercial', 'own_terms', 'notice', '3.1, 3.2'), ('odc-by', 'patent_grant', 'false', '2.3(b)'),
               ('openmdw-1.1', 'patent_grant', 'true', 'paragraph 3'), ('pddl', 'patent_grant', 'false', '4.2'),
               ('qwen-research', 'naming', 'A model made or improved with it or its output shows "Built with Qwen" or "Improved using Qwen".', '4(b)'),
               ('sam-license', 'naming', 'Acknowledge it in what is published of research with it.', '1.b.ii'),
               ('tongyi-qianwen-research', 'threshold', 'Neither it nor its output may improve another large language model.', '4(b)'),
               ('yi-license', 'state_changes', 'true', '2(5)')) e (license, fact, said, said_in)
  LEFT JOIN llmeco.license_terms t ON t.license = e.license AND t.text_read
 WHERE t.license IS NULL OR (to_jsonb(t) ->> e.fact, t.sections ->> e.fact) IS DISTINCT FROM (e.said, e.said_in);
SELECT count(*) FILTER (WHERE text_read) AS read, count(*) FILTER (WHERE NOT text_read) AS not_read FROM llmeco.license_terms;
-- Who asks for the source: of the licences that choosealicense.com has, those with
-- its condition disclose-source; and what they ask, and where.
SELECT t.license, t.disclose_source
  FROM llmeco.license_terms t
 WHERE t.license = ANY ('{0bsd,afl-3.0,agpl-3.0,apache-2.0,artistic-2.0,bsd-2-clause,bsd-3-clause,bsd-3-clause-clear,bsl-1.0,cc-by-4.0,cc-by-sa-4.0,
cc0-1.0,ecl-2.0,epl-1.0,epl-2.0,eupl-1.1,eupl-1.2,gfdl,gpl-2.0,gpl-3.0,isc,lgpl-2.1,lgpl-3.0,lppl-1.3c,mit,mit-0,mpl-2.0,ms-pl,ncsa,odbl,ofl-1.1,
osl-3.0,postgresql,unlicense,wtfpl,zlib}')
   AND t.disclose_source <> (t.license = ANY ('{agpl-3.0,epl-1.0,epl-2.0,eupl-1.1,eupl-1.2,gfdl,gpl-2.0,gpl-3.0,lgpl-2.1,lgpl-3.0,lppl-1.3c,
mpl-2.0,odbl,osl-3.0}'::text[]));
SELECT license, instruction, source FROM llmeco.license_duties WHERE obligation = 'disclose_source' ORDER BY license;
SELECT license, disclose_source, share_alike FROM llmeco.license_terms WHERE disclose_source AND share_alike = 'none';
-- Blanks, case and marks of a name do not matter; a name is asked for where the
-- licence says nothing.
SELECT c.license, c.name, n.license AS means
  FROM (VALUES ('other', 'Flux.1 [dev] Non-Commercial License'), ('Other', E'\tllama-3.1_Community License '), ('unknown', 'QWEN'),
               (NULL, 'TII Falcon License 2.0'), ('other', NULL), ('other', 'acme'), ('MIT', 'qwen'), (NULL, NULL), ('other', '-'),
               ('openrail++', NULL), ('OpenRAIL', NULL), ('apache 2.0', '')) c (license, name)
  LEFT JOIN llmeco.license_names n ON n.name = llmeco.license_key(c.license, c.name)
 ORDER BY c.license COLLATE "C", c.name COLLATE "C";

-- ---- lineages of two ----

CREATE TABLE pairs (id int GENERATED ALWAYS AS IDENTITY, base text, derived text, severity text, rule text);
INSERT INTO pairs (base, derived, severity, rule) VALUES
    ('cc-by-nc-4.0', 'mit', 'conflict', 'drops_noncommercial'),
    ('llama2', 'apache-2.0', 'conflict', 'drops_use_restrictions'),
    ('gemma', 'apache-2.0', 'conflict', 'drops_use_restrictions'),
    ('openrail-m', 'mit', 'conflict', 'drops_use_restrictions'),
    ('deepfloyd-if', 'cc-by-nc-4.0', 'conflict', 'research_only'),
    ('agpl-3.0', 'cc-by-nc-4.0', 'conflict', 'adds_terms'),
    ('gpl-3.0', 'llama3', 'conflict', 'adds_terms'),
    ('gpl-3.0', 'cc-by-nd-4.0', 'conflict', 'adds_terms'),
    ('gpl-3.0', 'apache-2.0', 'conflict', 'drops_share_alike'),
    ('cc-by-sa-4.0', 'cc-by-nc-4.0', 'conflict', 'adds_terms'),
    ('cc-by-nc-sa-4.0', 'cc-by-nc-4.0', 'conflict', 'drops_share_alike'),
    ('cc-by-nd-4.0', 'cc-by-nd-4.0', 'conflict', 'no_derivatives'),
    ('cc-by-nc-nd-4.0', 'cc-by-nc-4.0', 'conflict', 'no_derivatives'),
    ('llama3', 'gemma', 'conflict', 'other_terms'),
    ('creativeml-openrail-m', 'gemma', 'conflict', 'other_terms'),
    ('gpl-2.0', 'agpl-3.0', 'likely', 'drops_share_alike'),     -- not where 'or later' was said
    ('odbl', 'gpl-3.0', 'likely', 'drops_share_alike'),
    ('llama3.1', 'llama3', 'likely', 'other_terms'),
    ('lgpl-3.0', 'apache-2.0', 'likely', 'drops_share_alike'),
    ('mit', 'apache-2.0', NULL, NULL),
    ('apache-2.0', 'gpl-3.0', NULL, NULL),
    ('apache-2.0', 'cc-by-nc-4.0', NULL, NULL),
    ('cc-by-sa-4.0', 'gpl-3.0', NULL, NULL),                    -- one way
    ('gpl-3.0', 'cc-by-sa-4.0', 'likely', 'drops_share_alike'),
    ('llama3', 'llama3', NULL, NULL),
    ('mit', 'acme-proprietary', NULL, NULL),
    ('apache-2.0', 'cc0-1.0', 'notice', 'drops_attribution'),
    ('mit', 'unlicense', 'notice', 'drops_attribution'),
    ('cc0-1.0', 'unlicense', NULL, NULL),
    ('agpl-3.0', 'gpl-3.0', 'conflict', 'drops_share_alike'),
    ('gpl-3.0', 'agpl-3.0', NULL, NULL),
    ('mpl-2.0', 'gpl-3.0', NULL, NULL),
    ('cc-by-sa-3.0', 'cc-by-sa-4.0', NULL, NULL),
    ('cc-by-sa-4.0', 'cc-by-sa-3.0', 'likely', 'drops_share_alike'),
    ('creativeml-openrail-m', 'openrail++', NULL, NULL),
    ('flux-1-dev-non-commercial-license', 'mit', 'conflict', 'drops_noncommercial'),
    ('flux-1-dev-non-commercial-license', 'cc-by-nc-4.0', 'conflict', 'drops_use_restrictions'),
    ('qwen', 'apache-2.0', 'likely', 'other_terms'),            -- a limit on commercial use, for other terms may be added
    ('nvidia-open-model-license', 'mit', NULL, NULL),
    ('deepseek', 'mit', 'conflict', 'drops_use_restrictions'),
    ('mrl', 'apache-2.0', 'conflict', 'research_only'),
    ('mrl', 'qwen-research', NULL, NULL),                       -- other terms may be added, within research
    ('unknown', 'mit', NULL, NULL),
    ('cc', 'mit', NULL, NULL),
    ('creativeml-openrail-m', 'faipl-1.0-sd', NULL, NULL),      -- its prohibited uses are the same list
    ('openrail++', 'faipl-1.0-sd', NULL, NULL),
    ('faipl-1.0', 'faipl-1.0-sd', 'conflict', 'adds_terms'),    -- which allows less
    ('faipl-1.0', 'agpl-3.0', NULL, NULL),
    ('faipl-1.0', 'mit', 'conflict', 'drops_share_alike'),
    ('bigcode-openrail-m', 'mit', 'conflict', 'drops_use_restrictions'),
    ('bigcode-openrail-m', 'gemma', NULL, NULL),                -- any licence with similar restrictions
    ('microsoft-research-license', 'microsoft-research-license', 'conflict', 'no_derivatives'),
    ('llama1', 'cc-by-nc-4.0', 'conflict', 'research_only'),
    ('fish-audio-research-license', 'cc-by-nc-4.0', 'conflict', 'drops_use_restrictions'),
    ('nvidia-noncommercial', 'qwen-research', NULL, NULL),
    ('tongyi-qianwen-research', 'nvidia-noncommercial', NULL, NULL),
    ('lfm1.0', 'apache-2.0', 'likely', 'other_terms'),
    ('yi-license', 'apache-2.0', 'conflict', 'drops_use_restrictions'),
    ('dinov3-license', 'cc-by-4.0', 'conflict', 'drops_use_restrictions'),
    ('odc-by', 'mit', 'likely', 'drops_share_alike'),           -- to the letter; by its name it asks for a notice
    ('cc-by-sa-2.0', 'cc-by-sa-4.0', NULL, NULL),
    ('cdla-sharing-1.0', 'mit', 'conflict', 'drops_share_alike'),
    ('apple-amlr', 'apache-2.0', 'conflict', 'research_only'),
    ('openmdw-1.1', 'apache-2.0', NULL, NULL);
INSERT INTO llmeco.models (model_id, name, license, license_name)
SELECT 2 * p.id + s, 'p/' || 2 * p.id + s, CASE WHEN t.license IS NULL THEN 'other' ELSE x.license END,
       CASE WHEN t.license IS NULL THEN x.license END
  FROM pairs p CROSS JOIN LATERAL (VALUES (0, p.base), (1, p.derived)) x (s, license)
  LEFT JOIN llmeco.license_terms t ON t.license = x.license;
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
SELECT 2 * id, 2 * id + 1, 'finetune', 'hub' FROM pairs;
SELECT converged FROM llmeco_update_influence();
SELECT llmeco_update_checks();
SELECT p.base, p.derived, p.severity, p.rule, c.severity AS is, c.rule AS by
  FROM pairs p LEFT JOIN llmeco.license_conflicts c ON c.model_id = 2 * p.id + 1
 WHERE (p.severity, p.rule) IS DISTINCT FROM (c.severity, c.rule) OR c.ancestor_id <> 2 * p.id;
SELECT base, derived, severity, reason FROM pairs JOIN llmeco.license_conflicts c USING (severity, rule)
 WHERE c.model_id = 2 * id + 1 AND id IN (1, 2, 6, 9, 13, 14, 16, 19, 27) ORDER BY id;
-- What is made by an adapter, and what is quantized.
UPDATE llmeco.model_edges SET relation = 'adapter';
SELECT llmeco_update_checks();
SELECT base, derived, p.severity, c.severity AS of_adapter FROM pairs p JOIN llmeco.license_conflicts c ON c.model_id = 2 * p.id + 1
 WHERE p.severity <> c.severity ORDER BY id;
UPDATE llmeco.model_edges SET relation = 'quantized';
SELECT llmeco_update_checks();
SELECT base, derived, p.severity, c.severity AS of_copy, c.reason FROM pairs p LEFT JOIN llmeco.license_conflicts c ON c.model_id = 2 * p.id + 1
 WHERE p.severity IS DISTINCT FROM c.severity ORDER BY id;
TRUNCATE llmeco.models, llmeco.model_edges, llmeco.conflicts;

-- ---- lineages by hand ----

INSERT INTO llmeco.authors (author_id, name) VALUES (1, 'meta'), (2, 'ann'), (3, 'bob');
INSERT INTO llmeco.models (model_id, name, author_id, license, license_name, removed_at) VALUES
    (1, 'meta/llama', 1, 'llama3', NULL, NULL),
    (2, 'ann/mid', 2, 'other', NULL, NULL),         -- not compared, but passed
    (3, 'bob/mit', 3, 'MIT', NULL, NULL),           -- through ann/mid: conflict
    (4, 'bob/same', 3, 'other', 'Llama-3', NULL),   -- the same licence: none
    (5, 'bob/nc', 3, 'cc-by-nc-4.0', NULL, NULL),   -- without the use restrictions: conflict
    (6, 'ann/none', 2, NULL, NULL, NULL),           -- none given: none
    (7, 'ann/acme', 2, 'acme-1.0', NULL, NULL),     -- a licence nobody knows: none
    (8, 'meta/open', 1, 'apache-2.0', NULL, NULL),  -- conflict, of one author
    (9, 'bob/gone', 3, 'mit', NULL, now()),         -- not listed: no row
    (10, 'ann/of-gone', 2, 'mit', NULL, NULL),      -- of a removed one that is GPL: conflict
    (11, 'bob/gone-gpl', 3, 'gpl-3.0', NULL, now()),
    (12, 'bob/merge', 3, 'apache-2.0', NULL, NULL), -- of nc and of llama by two ways
    (13, 'ann/free', 2, 'mit', NULL, NULL),         -- a base model: none
    (14, 'ann/both', 2, 'apache-2.0', 'qwen', NULL); -- says two things
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES
    (1, 2, 'finetune', 'hub'), (2, 3, 'quantized', 'hub'), (1, 4, 'finetune', 'hub'), (1, 5, 'finetune', 'hub'),
    (1, 6, 'finetune', 'hub'), (1, 7, 'finetune', 'hub'), (1, 8, 'finetune', 'hub'), (1, 9, 'finetune', 'hub'),
    (11, 10, 'finetune', 'hub'), (5, 12, 'merge', 'hub'), (4, 12, 'merge', 'hub'), (13, 14, 'finetune', 'hub'),
    (12, 1, 'unknown', 'tag');                      -- a cycle
SELECT converged FROM llmeco_update_influence();
SELECT count(*) FROM llmeco.license_conflicts;
SELECT llmeco_update_checks();
SELECT name, author, license, family, ancestor, ancestor_license, ancestor_family, depth, path, relation, same_author, rule, severity
  FROM llmeco.license_conflicts ORDER BY name, ancestor;
SELECT * FROM llmeco_license_conflicts('bob/merge');
-- Who runs what is not listed any more wants to know as well.
SELECT ancestor, rule, severity FROM llmeco_license_conflicts('bob/gone');
SELECT obligation, license, demanded_by FROM llmeco_license_obligations('bob/gone') WHERE obligation IN ('threshold', 'attribution');
SELECT count(*) FROM llmeco.license_obligations WHERE name = 'bob/gone-gpl' AND obligation = 'share_alike';
-- Compiling the plan would take twenty times as long as running it.
CREATE FUNCTION cost_of(query text) RETURNS float LANGUAGE plpgsql AS $$
DECLARE plan jsonb;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
    RETURN plan #>> '{0,Plan,Total Cost}';
END $$;
ANALYZE llmeco.models, llmeco.model_edges, llmeco.license_facts, llmeco.license_spellings;
SELECT cost_of('SELECT * FROM llmeco.license_obligations WHERE name = ''bob/merge''') < current_setting('jit_above_cost')::float AS not_compiled;
UPDATE llmeco.models SET fetched_at = '2026-01-01' WHERE model_id IN (3, 10, 12, 14);
SELECT llmeco_update_checks();
SELECT check_name, severity, objects, total, example FROM llmeco.data_quality WHERE check_name LIKE '%license%' ORDER BY 1;
SELECT name, author, license, card_license, license_name, is_contradiction FROM llmeco.model_licenses WHERE license_name IS NOT NULL ORDER BY name;

-- Corrected by users: acme is as GPL, llama is not to be compared.
INSERT INTO llmeco.license_corrections VALUES ('acme-1.0', 'strong-copyleft'), ('llama3', 'unknown'), ('mine', 'proprietary'), ('gemma', 'community');
SELECT * FROM llmeco.license_families WHERE NOT is_default ORDER BY license;
SELECT license, title, text_read, commercial_use, share_alike, own_terms, use_restrictions, sections <> '{}' AS sections
  FROM llmeco.license_terms WHERE NOT is_default ORDER BY license;
-- What is not to be compared any more is not, at once; the rest is found by the
-- next look.
SELECT name, ancestor FROM llmeco.license_conflicts ORDER BY name, ancestor;
SELECT llmeco_update_checks();
SELECT name, ancestor, rule FROM llmeco.license_conflicts ORDER BY name, ancestor;
-- A name of any kind, and one that the extension knows means another.
INSERT INTO llmeco.license_corrections VALUES ('our house licence', 'non-commercial'), ('llama-3', 'permissive');
SELECT n.* FROM llmeco.license_names n WHERE n.name IN (llmeco.license_key('other', 'Our-House Licence'), llmeco.license_key('LLaMA 3', NULL));
DELETE FROM llmeco.license_corrections WHERE license IN ('our house licence', 'llama-3');
-- One of nothing but marks is nobody's licence, and not that of who names none.
INSERT INTO llmeco.license_corrections VALUES ('---', 'non-commercial');
SELECT count(*) FROM llmeco.license_names WHERE name = '';
SELECT llmeco_update_checks();
SELECT name, license, ancestor_license FROM llmeco.license_conflicts WHERE '---' IN (license, ancestor_license);
DELETE FROM llmeco.license_corrections WHERE license = '---';
-- A look that finds the same writes nothing; one that finds a shorter way, less
-- and more writes just that.
CREATE TABLE before AS SELECT c.ctid AS place, c.* FROM llmeco.conflicts c;
SELECT llmeco_update_checks();
SELECT count(*) FROM before b FULL JOIN llmeco.conflicts c ON c.ctid = b.place WHERE c.model_id IS NULL OR b.model_id IS NULL;
INSERT INTO llmeco.models (model_id, name, license) VALUES (15, 'ann/late', 'mit');
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES
    (5, 15, 'finetune', 'hub'), (11, 8, 'merge', 'hub'), (5, 3, 'adapter', 'hub');
DELETE FROM llmeco.model_edges WHERE child_id = 10;
SELECT llmeco_update_checks();
SELECT c.model_id, c.ancestor_id, c.path, c.relation, c.kind, b.path AS path_before, c.ctid = b.place AS as_before
  FROM before b FULL JOIN llmeco.conflicts c USING (model_id, ancestor_id) ORDER BY coalesce(c.model_id, b.model_id), coalesce(c.ancestor_id, b.ancestor_id);
INSERT INTO llmeco.license_corrections VALUES ('Acme-2.0', 'permissive');
INSERT INTO llmeco.license_corrections VALUES ('acme-2.0', 'free');
TRUNCATE llmeco.license_corrections, llmeco.models, llmeco.model_edges;

-- A chain of seven, of which two carry the first's licence on; a merge of three
-- families; models without a licence between.
INSERT INTO llmeco.models (model_id, name, license, license_name)
SELECT n, 'c/' || n, x.license, x.name
  FROM (VALUES (1, 'llama3.1', NULL), (2, 'llama3.1', NULL), (3, NULL, NULL), (4, 'other', 'Llama 3.1'), (5, 'cc-by-nc-4.0', NULL),
               (6, 'apache-2.0', NULL), (7, 'mit', NULL), (11, 'gemma', NULL), (12, 'llama3', NULL), (13, 'other', 'Qwen'),
               (14, 'apache-2.0', NULL), (15, 'gpl-3.0', NULL)) x (n, license, name);
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
SELECT n, n + 1, CASE n WHEN 6 THEN 'quantized' ELSE 'finetune' END, 'hub' FROM generate_series(1, 6) n
UNION ALL SELECT p, 14, 'merge', 'hub' FROM generate_series(11, 13) p
UNION ALL SELECT 14, 15, 'merge', 'hub';
SELECT converged FROM llmeco_update_influence();
SELECT llmeco_update_checks();
SELECT name, ancestor, ancestor_license, depth, path, rule, severity FROM llmeco.license_conflicts ORDER BY model_id, ancestor_id;
SELECT * FROM llmeco_license_obligations('c/7');
SELECT obligation, license, demanded_by FROM llmeco_license_obligations('c/14');
SELECT obligation, license FROM llmeco.license_obligations WHERE name = 'c/15' AND obligation IN ('no_commercial_use', 'share_alike', 'threshold') ORDER BY 1, 2;
-- The source comes after the licence that asks for it.
SELECT obligation, license, source FROM llmeco_license_obligations('c/15') WHERE license = 'gpl-3.0';
SELECT * FROM llmeco_license_obligations(NULL);
SELECT * FROM llmeco_license_obligations('c/none');
SELECT * FROM llmeco_license_conflicts(NULL::text);
TRUNCATE llmeco.models, llmeco.model_edges;

-- An author who licenses a later model otherwise, and what others build on that:
-- as the Llamas 3.1 and 3.3. Another's change of licence is none of the owner's,
-- and one that is not known replaces none.
INSERT INTO llmeco.authors (author_id, name) VALUES (11, 'meta-again'), (12, 'eve');
INSERT INTO llmeco.models (model_id, name, author_id, license)
VALUES (1, 'meta/3.1', 11, 'llama3.1'), (2, 'meta/3.3', 11, 'llama3.3'), (3, 'eve/3.3-GGUF', 12, 'llama3.3'),
       (4, 'eve/3.1-GGUF', 12, 'llama3.3'), (5, 'meta/same', 11, 'llama3.1'), (6, 'eve/same', 12, 'mit'),
       (7, 'meta/other', 11, 'other'), (8, 'eve/other', 12, 'mit');
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
VALUES (1, 2, 'finetune', 'hub'), (2, 3, 'quantized', 'hub'), (1, 4, 'quantized', 'hub'), (1, 5, 'finetune', 'hub'), (5, 6, 'finetune', 'hub'),
       (1, 7, 'finetune', 'hub'), (7, 8, 'finetune', 'hub');
SELECT converged FROM llmeco_update_influence();
SELECT llmeco_update_checks();
SELECT name, ancestor, rule, severity, same_author, relicensed_by FROM llmeco.license_conflicts ORDER BY model_id;
SELECT ancestor, rule, relicensed_by FROM llmeco_license_conflicts('eve/3.3-GGUF');
SELECT ancestor, rule, relicensed_by FROM llmeco_license_conflicts('eve/other');
TRUNCATE llmeco.models, llmeco.model_edges;

-- One with 5,000 descendants, in chains of 50: each is in conflict with it alone,
-- however long the way; what is stored of a way ends at 50.
INSERT INTO llmeco.models (model_id, name, license)
SELECT n, 'd/' || n, CASE WHEN n = 0 THEN 'cc-by-nc-4.0' WHEN n % 50 = 49 THEN 'mit' WHEN n % 7 = 0 THEN NULL ELSE 'apache-2.0' END
  FROM generate_series(0, 5000) n;
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
SELECT CASE WHEN n % 50 = 1 THEN 0 ELSE n - 1 END, n, 'finetune', 'hub' FROM generate_series(1, 5000) n
UNION ALL SELECT 50, 1051, 'merge', 'hub';
SELECT count(*) FROM llmeco_update_influence();
SELECT llmeco_update_checks();
SELECT (SELECT count(*) FROM llmeco.models WHERE model_id > 0 AND license IS NOT NULL) AS licensed, count(*), count(DISTINCT model_id), min(ancestor), max(ancestor),
       max(depth), count(path) FROM llmeco.license_conflicts;
-- a query of all that follows at once has statistics
SELECT reltuples = (SELECT count(*) FROM llmeco.conflicts) AS analyzed FROM pg_catalog.pg_class WHERE oid = 'llmeco.conflicts'::regclass;
UPDATE llmeco.model_edges SET parent_id = 4999 WHERE child_id = 51;
UPDATE llmeco.models SET license = 'mit' WHERE model_id IN (99, 100);
SELECT llmeco_update_checks();
SELECT name, depth, path, relation FROM llmeco.license_conflicts WHERE model_id = 100;
SELECT depth, cardinality(path), path[1], path[101], cardinality(relation) FROM llmeco_license_conflicts('d/100');
-- However many derivations there are, a walk up is known to be short.
ANALYZE llmeco.models, llmeco.model_edges;
SELECT cost_of('SELECT * FROM llmeco.license_obligations WHERE name = ''d/100''') < current_setting('jit_above_cost')::float AS not_compiled;
TRUNCATE llmeco.models, llmeco.model_edges;

-- ---- 600 models, with cycles; the same each time ----

INSERT INTO llmeco.models (model_id, name, license)
SELECT n, 'm/' || n, ('{mit,apache-2.0,gpl-3.0,llama3,cc-by-nc-4.0,other,NULL,openrail,cc0-1.0,cc-by-nd-4.0,gemma}'::text[])[1 + n * 7919 % 11]
  FROM generate_series(1, 608) n;
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
SELECT DISTINCT p, c, (array['finetune', 'adapter', 'quantized'])[1 + p % 3], 'hub'
  FROM (SELECT 1 + n * 48271 % 599 AS p, 1 + n * 16807 % 601 % 600 AS c FROM generate_series(1, 1400) n) r
 WHERE p <> c AND (p < c OR p % 50 = 0)
UNION
SELECT 600 + n, 600 + n / 3 * 3 + (n + 1) % 3, 'merge', 'hub' FROM generate_series(0, 8) n;     -- three rings
SELECT count(*) FROM llmeco_update_influence();
SELECT llmeco_update_checks();
-- Where a licence comes in: no model of it above, but in the same cycle, of which
-- the least counts.
WITH RECURSIVE walk (model_id, ancestor_id, depth) AS (
    SELECT child_id, parent_id, 1 FROM llmeco.model_edges
    UNION
    SELECT w.model_id, e.parent_id, w.depth + 1
      FROM walk w JOIN llmeco.model_edges e ON e.child_id = w.ancestor_id WHERE w.depth < 25
), above AS MATERIALIZED (
    SELECT w.model_id, w.ancestor_id, min(w.depth)::int AS depth, m.license, a.license AS ancestor_license
      FROM walk w JOIN llmeco.models m ON m.model_id = w.model_id JOIN llmeco.models a ON a.model_id = w.ancestor_id
     WHERE w.model_id <> w.ancestor_id GROUP BY 1, 2, 4, 5
), comes_in AS MATERIALIZED (
    SELECT m.model_id FROM llmeco.models m
     WHERE NOT EXISTS (SELECT FROM above x
                        WHERE x.model_id = m.model_id AND x.ancestor_license = m.license
                          AND (x.ancestor_id < m.model_id
                               OR NOT EXISTS (SELECT FROM above b WHERE b.model_id = x.ancestor_id AND b.ancestor_id = m.model_id)))
), expected AS MATERIALIZED (
    SELECT x.model_id, x.ancestor_license, min(x.depth) AS depth
      FROM above x JOIN comes_in o ON o.model_id = x.ancestor_id
     WHERE (x.license, x.ancestor_license) IN (SELECT c.license, c.ancestor_license FROM llmeco.license_compatibility c WHERE c.kind = 'derived')
     GROUP BY 1, 2
), stored AS (
    SELECT c.model_id, c.ancestor_license, c.depth FROM llmeco.conflicts c JOIN comes_in o ON o.model_id = c.ancestor_id
), one_by_one AS MATERIALIZED (
    SELECT m.model_id, c.ancestor_id, c.path, c.relation
      FROM llmeco.models m
     CROSS JOIN llmeco_license_conflicts(m.model_id) c
     WHERE m.model_id % 10 = 0
), shown AS (
    SELECT c.model_id, c.ancestor_id, c.path, c.relation
      FROM llmeco.conflicts c JOIN llmeco.license_conflicts v USING (model_id, ancestor_id)
     WHERE c.model_id % 10 = 0
)
SELECT (SELECT count(*) > 500 FROM expected) AS many, (SELECT max(depth) BETWEEN 5 AND 24 FROM expected) AS deep,
       (SELECT count(*) FROM (TABLE expected EXCEPT ALL TABLE stored) x) AS missing,
       (SELECT count(*) FROM (TABLE stored EXCEPT ALL TABLE expected) x) AS superfluous,
       (SELECT count(*) = count(DISTINCT (model_id, ancestor_license)) FROM llmeco.conflicts) AS once,
       (SELECT count(*) FROM (TABLE shown EXCEPT ALL TABLE one_by_one) x) AS missing_one,
       (SELECT count(*) FROM (TABLE one_by_one EXCEPT ALL TABLE shown) x) AS superfluous_one;
-- Every path is one: its ends, its length, each step a derivation; its kind.
SELECT count(*) FROM llmeco.license_conflicts
 WHERE path[1] <> ancestor OR path[cardinality(path)] <> name OR cardinality(path) <> depth + 1 OR cardinality(relation) <> depth;
SELECT count(*) FROM llmeco.license_conflicts l
 CROSS JOIN LATERAL generate_series(1, l.depth) step
 WHERE NOT EXISTS (SELECT FROM llmeco.network_edges e
                    WHERE e.parent = l.path[step] AND e.child = l.path[step + 1] AND e.relation = l.relation[step]);
SELECT kind, count(*) > 20 AS many, count(*) FILTER (WHERE kind <> CASE WHEN 'adapter' = ANY (relation) THEN 'adapter'
                                                                        WHEN 'quantized' = ALL (relation) THEN 'quantized'
                                                                        ELSE 'derived' END) AS wrong
  FROM llmeco.conflicts GROUP BY 1 ORDER BY 1;
-- Whose ancestors have a licence that is not known.
WITH RECURSIVE up (model_id, ancestor_id) AS (
    SELECT child_id, parent_id FROM llmeco.model_edges
    UNION
    SELECT u.model_id, e.parent_id FROM up u JOIN llmeco.model_edges e ON e.child_id = u.ancestor_id
), read AS (
    UPDATE llmeco.models SET fetched_at = '2026-01-01' RETURNING 1
)
SELECT count(DISTINCT u.model_id) AS expected FROM up u JOIN llmeco.models m ON m.model_id = u.ancestor_id
 WHERE m.license IS NULL OR m.license = 'other';
SELECT llmeco_update_checks();
SELECT objects FROM llmeco.data_quality WHERE check_name = 'lineage_license_unknown';
-- All obligations, against those of all above.
WITH RECURSIVE up (model_id, ancestor_id) AS (
    SELECT model_id, model_id FROM llmeco.models
    UNION
    SELECT u.model_id, e.parent_id FROM up u JOIN llmeco.model_edges e ON e.child_id = u.ancestor_id
), expected AS (
    SELECT u.model_id, d.obligation, d.license, array_agg(l.name ORDER BY l.name COLLATE "C") AS demanded_by
      FROM up u JOIN llmeco.model_licenses l ON l.model_id = u.ancestor_id JOIN llmeco.license_duties d ON d.license = l.license
     WHERE u.model_id % 20 = 0 GROUP BY 1, 2, 3
), shown AS (
    SELECT model_id, obligation, license, demanded_by FROM llmeco.license_obligations
     WHERE model_id % 20 = 0 AND obligation <> 'unknown_license'
)
SELECT (SELECT count(*) > 100 FROM expected) AS many,
       (SELECT count(*) FROM (TABLE expected EXCEPT ALL TABLE shown) x) AS missing,
       (SELECT count(*) FROM (TABLE shown EXCEPT ALL TABLE expected) x) AS superfluous;

-- Strongly connected components, against who reaches whom both ways.
WITH RECURSIVE reach (a, b) AS (
    SELECT parent_id, child_id FROM llmeco.model_edges
    UNION
    SELECT r.a, e.child_id FROM reach r JOIN llmeco.model_edges e ON e.parent_id = r.b
), expected AS (
    SELECT least(x.a, min(x.b)) AS cycle, x.a AS model_id
      FROM reach x JOIN reach y ON y.a = x.b AND y.b = x.a GROUP BY x.a
)
SELECT (SELECT count(*) > 2 FROM expected) AS many,
       (SELECT count(*) FROM (TABLE expected EXCEPT ALL SELECT * FROM llmeco_cycles()) x) AS missing,
       (SELECT count(*) FROM (SELECT * FROM llmeco_cycles() EXCEPT ALL TABLE expected) x) AS superfluous;
DROP TABLE pairs, before;
DROP EXTENSION llmeco;
