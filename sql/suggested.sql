-- Parents that nobody declared: what names and cards suggest, what is accepted of it,
-- and who counts that. src/test/tap/t/063_suggested.pl has what refreshes make of it.
SET client_min_messages = warning;
CREATE EXTENSION llmeco;
INSERT INTO llmeco.models (model_id, name, likes, created_at, fetched_at, library, tags) VALUES
    (1, 'meta/Llama-2-7b-chat-hf', 4000, '2023-07-01', now(), NULL, '{}'),
    (2, 'TheBloke/Llama-2-7B-Chat-GGUF', 90, '2023-08-01', now(), NULL, '{gguf}'),        -- hf comes and goes
    (3, 'bot/meta_Llama-2-7b-chat-hf-Q4_K_M-GGUF', 0, '2024-01-01', now(), NULL, '{}'),    -- its author's name before it
    (4, 'lab/base', 10, '2024-01-01', now(), NULL, '{}'),
    (5, 'lab/base-Instruct', 5, '2024-01-02', now(), NULL, '{}'),
    (6, 'other/base-Instruct', 0, '2024-01-03', now(), 'peft', '{}'),                      -- 5 likes are not far more
    (7, 'copy/Llama-2-7b-chat-hf', 1, '2024-01-01', now(), NULL, '{}'),
    (8, 'ann/mine-llama-2-7b-chat-hf-lora', 0, '2024-01-01', now(), NULL, '{}'),
    (9, 'ann/x-4.65bpw-exl2', 0, '2024-01-01', now(), NULL, '{}'),
    (10, 'bob/X', 3, '2024-02-01', now(), NULL, '{}'),                                     -- came later
    (11, 'bob/Y', 3, '2024-01-01', now(), NULL, '{}'),
    (12, 'ann/Y-AWQ', 3, '2024-01-02', now(), NULL, '{}'),
    (13, 'ann/tuned', 3, '2024-01-02', now(), NULL, '{}'),                                 -- its card says ./models/Y
    (14, 'cee/Z', 3, '2024-01-02', now(), NULL, '{}'),
    (15, 'dee/Z', 2, '2024-01-02', now(), NULL, '{}'),
    (16, 'eve/Z-GGUF', 2, '2024-01-03', now(), NULL, '{}'),                                -- either
    (17, 'eve/root', 900, '2024-01-01', now(), NULL, '{}'),
    (18, 'eve/root-AWQ-INT4', 0, '2024-01-03', now(), NULL, '{}'),
    (19, 'eve/root-7b-merge-ties', 0, '2024-01-03', now(), NULL, '{}'),
    (20, 'stub/Y-GGUF', NULL, NULL, NULL, NULL, '{}'),                                     -- was not read
    (21, 'gone/W', 5, '2024-01-01', now(), NULL, '{}'),
    (22, 'fay/W-GGUF', 5, '2024-01-02', now(), NULL, '{}'),
    (23, 'fay/none-GGUF', 5, '2024-01-02', now(), NULL, '{}');
UPDATE llmeco.models SET removed_at = now() WHERE model_id = 21;
-- So many tags that they are stored out of line.
UPDATE llmeco.models SET tags = (SELECT array_agg(md5(n::text) ORDER BY n) FROM generate_series(1, 400) n) WHERE model_id = 2;
-- 7 is declared a copy of 1; 12 was said to come from no Y; 11 goes back to a Y itself.
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES (1, 7, 'finetune', 'hub'), (4, 17, 'finetune', 'hub');
INSERT INTO llmeco.edge_corrections (parent_id, child_id, corrected_at, is_parent, corrected_by) VALUES (11, 12, now(), false, 'me');
INSERT INTO llmeco.unresolved_parents (child_id, text, first_seen) VALUES (13, './models/Y', now()), (23, 'None', now());
INSERT INTO llmeco.model_aliases (name, model_id) VALUES ('lab/old-name', 4);
INSERT INTO llmeco.models (model_id, name, likes, created_at, fetched_at) VALUES (24, 'gil/old-name-GGUF', 1, '2024-01-05', now());

SELECT llmeco_update_checks();
SELECT model, parent, relation, rule, confidence, evidence FROM llmeco.suggested_parents ORDER BY model_id;
-- The same again writes nothing.
SELECT llmeco_update_checks();
SELECT count(*) FILTER (WHERE xmin <> (SELECT min(xmin::text)::xid FROM llmeco.suggestions)) AS rewritten FROM llmeco.suggestions;

-- Accepted: twice is as once. Nothing counts them.
SELECT llmeco_accept_parents();
SELECT llmeco_accept_parents();
SELECT child_id, parent_id, relation, confidence FROM llmeco.inferred_edges ORDER BY 1;
SELECT count(*) FROM llmeco.model_edges;
SELECT max(confidence) < 0.8 AS rest FROM llmeco.suggested_parents;
CREATE VIEW reads AS
SELECT (SELECT count(*) FROM llmeco.network_edges) AS edges,
       (SELECT count(*) FROM llmeco_lineage('meta/Llama-2-7b-chat-hf', 'descendants')) AS descendants,
       (SELECT count(*) FROM llmeco_path('meta/Llama-2-7b-chat-hf', 'TheBloke/Llama-2-7B-Chat-GGUF')) AS steps,
       (SELECT count(*) FROM llmeco_network('{meta/Llama-2-7b-chat-hf}')) AS arrows,
       (SELECT count(*) FROM llmeco_influence() i WHERE i.parent_influence > 0) AS with_parents,
       (SELECT count(*) FROM llmeco.license_obligations o WHERE o.name = 'TheBloke/Llama-2-7B-Chat-GGUF'
           AND 'meta/Llama-2-7b-chat-hf' = ANY (o.demanded_by)) AS obligations;
UPDATE llmeco.models SET license = 'gpl-3.0' WHERE model_id = 1;
UPDATE llmeco.models SET license = 'mit' WHERE model_id = 2;
TABLE reads;
SET llmeco.count_inferred_parents = on;
TABLE reads;
SELECT parent, child, weight, provenance FROM llmeco.network_edges WHERE provenance = 'inferred' ORDER BY child_id;
SELECT count(*) FROM llmeco_update_families();
SELECT count(*) AS in_family FROM llmeco.model_families WHERE root = 'meta/Llama-2-7b-chat-hf';
SELECT llmeco_update_checks();
SELECT model_id, ancestor_id, license, ancestor_license FROM llmeco.conflicts;
RESET llmeco.count_inferred_parents;
SELECT count(*) FROM llmeco_update_families();
SELECT count(*) AS in_family FROM llmeco.model_families WHERE root = 'meta/Llama-2-7b-chat-hf';
SELECT llmeco_update_checks();
SELECT model_id, ancestor_id, license, ancestor_license FROM llmeco.conflicts;

-- One that is entered by hand ends it; one that is denied does not come back.
SELECT llmeco_set_parent('ann/tuned', 'bob/X');
SELECT llmeco_unset_parent('TheBloke/Llama-2-7B-Chat-GGUF', 'meta/Llama-2-7b-chat-hf');
SELECT child_id FROM llmeco.inferred_edges WHERE child_id IN (2, 13);
SELECT llmeco_update_checks();
SELECT count(*) FROM llmeco.suggested_parents WHERE model_id IN (2, 13);
SELECT llmeco_reset_parent('ann/tuned', 'bob/X');

-- Taken back, and suggested again.
SELECT llmeco_withdraw_parents(0.92) > 0 AS withdrawn;
SELECT min(confidence) FROM llmeco.inferred_edges;
SELECT llmeco_withdraw_parents() > 0 AS withdrawn;
SELECT count(*) FROM llmeco.inferred_edges;
SELECT llmeco_update_checks();
SELECT llmeco_accept_parents(0) = (SELECT count(*) FROM llmeco.suggestions) AS all_of_them;

-- Refused.
SELECT llmeco_accept_parents(NULL);
SELECT llmeco_accept_parents('NaN');
SELECT llmeco_accept_parents(1.5);
SELECT llmeco_withdraw_parents(-1);

-- Declared parents that a name contradicts: an ancestor of what it says, another
-- altogether, and one with no word of it; not: what it says, and a copy of that.
TRUNCATE llmeco.models, llmeco.model_edges, llmeco.inferred_edges, llmeco.edge_corrections, llmeco.model_aliases;
INSERT INTO llmeco.models (model_id, name, fetched_at) VALUES
    (1, 'lab/root', now()), (2, 'ann/child', now()), (3, 'q/child-GGUF', now()), (4, 'q/child-AWQ', now()), (5, 'lab/else', now()),
    (6, 'q/child-4bit', now()), (7, 'q/thing-GGUF', now()), (8, 'bob/child', now()), (9, 'q/child-fp8', now()), (10, 'q/some-GGUF', now()),
    (11, 'lab/some-base', now());
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES
    (1, 2, 'finetune', 'hub'), (2, 8, 'finetune', 'hub'),
    (1, 3, 'quantized', 'hub'),   -- skips a generation
    (5, 4, 'quantized', 'hub'),   -- contradicts
    (2, 6, 'quantized', 'hub'), (8, 9, 'quantized', 'hub'),
    (5, 7, 'quantized', 'hub'),   -- no thing is known, and this has no word of it
    (11, 10, 'quantized', 'hub');
SELECT llmeco_update_checks();
SELECT check_name, severity, objects, total, example FROM llmeco.data_quality WHERE check_name ~ 'generation|contradicts_name' ORDER BY 1;
DROP VIEW reads;
DROP EXTENSION llmeco;
