-- A model by whatever names it: for inventories, and in every function that takes one.
CREATE EXTENSION llmeco;
INSERT INTO llmeco.models (model_id, name, fetched_at)
    OVERRIDING SYSTEM VALUE VALUES
    (1, 'Qwen/Qwen3-8B', '2026-01-01'), (2, 'Qwen/Qwen3-4B', '2026-01-01'), (3, 'lab/tuned', '2026-01-01'),
    (4, 'gpt2', NULL), (5, 'meta-llama/Llama-3.1-8B', '2026-01-01'), (6, 'other/Llama-3.1-8B', '2026-01-01');
UPDATE llmeco.models SET likes = 10;
INSERT INTO llmeco.model_aliases VALUES ('Qwen/Qwen3-8b-old', 1), ('lab/tuned-before', 3);
INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance) VALUES (1, 3, 'finetune', 'card');
INSERT INTO llmeco.model_redirects VALUES (103, 3, '2026-01-01');

-- An inventory as people write it: eight of eight.
CREATE TABLE inventory (place int, item text);
INSERT INTO inventory VALUES
    (1, 'Qwen/Qwen3-8B'), (2, 'qwen/qwen3-8b'), (3, ' Qwen/Qwen3-8B '), (4, 'https://huggingface.co/Qwen/Qwen3-8B'),
    (5, 'https://huggingface.co/Qwen/Qwen3-8B/tree/main'), (6, 'hf.co/qwen/Qwen3-8B'), (7, 'Qwen/Qwen3-8B:Q4_K_M'),
    (8, 'Qwen/Qwen3-8B@main'), (9, 'QWEN/Qwen3-8B-old'), (10, '"lab/tuned-before"'), (11, 'GPT2'),
    (12, 'models--Qwen--Qwen3-8B'), (13, 'no/such'), (14, ''), (15, NULL), (16, 'https://example.org/Qwen/Qwen3-8B'), (17, 'Qwen');
SELECT i.item, f.* FROM inventory i LEFT JOIN LATERAL llmeco_find(i.item) f ON true ORDER BY i.place;
SELECT count(*), count(llmeco_model_id(item)) AS found FROM inventory WHERE place <= 12;
SELECT i.place, m.name FROM inventory i JOIN llmeco.models m ON m.model_id = llmeco_model_id(i.item) WHERE i.place > 8 ORDER BY 1;

-- The same in every function that takes a model, which may be an id, too, also one that it had.
SELECT name, kin, depth FROM llmeco_lineage('hf.co/lab/tuned', 'ancestors');
SELECT name, kin, depth FROM llmeco_lineage(103, max_depth => 2);
SELECT parent, child FROM llmeco_network('Qwen/Qwen3-8B:latest', 'full');
SELECT parent, child FROM llmeco_network(' qwen/QWEN3-8b ');
SELECT parent, child FROM llmeco_network(1, 'full');
SELECT parent, child FROM llmeco_network('{Qwen/Qwen3-8B, https://hf.co/lab/tuned}');
SELECT parent, child FROM llmeco_network(models => ARRAY['lab/tuned']);
SELECT parent, child FROM llmeco_path('Qwen/Qwen3-8B@main', 'lab/tuned-before');
SELECT parent, child FROM llmeco_path(1, 103);
SELECT name, depths FROM llmeco_common_ancestors('{lab/tuned, hf.co/Qwen/Qwen3-8B}');
SELECT count(*) FROM llmeco_license_obligations('hf.co/lab/tuned') a JOIN llmeco_license_obligations(103) b USING (obligation);
SELECT llmeco_bom('hf.co/lab/tuned', 'cyclonedx', '00000000-0000-0000-0000-000000000001', '2026-01-01')
     = llmeco_bom(103, 'cyclonedx', '00000000-0000-0000-0000-000000000001', '2026-01-01') AS same;
SELECT run_id FROM llmeco_update_influence(as_of => '2026-02-01');
SELECT a.term, a.value = b.value AS same FROM llmeco_explain('lab/tuned:Q8_0', 1) a JOIN llmeco_explain(103, top => 1) b USING (term)
 WHERE a.value <> 0;
SELECT llmeco_set_parent('hf.co/lab/tuned', 'Qwen/Qwen3-4B:latest', 'finetune');
SELECT parent, child FROM llmeco.network_edges ORDER BY 1;

-- Who is nearest, where there is none.
DO $$
DECLARE
    given text;
    message text;
    hint text;
    state text;
BEGIN
    FOREACH given IN ARRAY ARRAY['Qwen/Qwen3-8C', 'qwen/qwen3-9b', 'Qwen3-8B', 'meta/Llama-3.1-8B', 'Llama-3.1-8B', 'zz', '',
                                 'https://hf.co/Qwen/Qwen3-5B/tree/main', repeat('é', 500000)] LOOP
        BEGIN
            PERFORM llmeco_lineage(given);
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
            RAISE INFO '% % %', state, message, hint;
        END;
    END LOOP;
END
$$;
SELECT * FROM llmeco_explain('lab/tunde');
SELECT * FROM llmeco_bom('lab/tunde');
SELECT * FROM llmeco_bom(NULL::text);
SELECT * FROM llmeco_bom('lab/tuned', NULL);
SELECT * FROM llmeco_bom('lab/tuned', serial_number => NULL);
SELECT * FROM llmeco_bom('lab/tuned', created => NULL);
SELECT * FROM llmeco_lineage(999);
SELECT * FROM llmeco_explain(999);
SELECT * FROM llmeco_refresh('model');

-- By trigrams, where somebody made an index of them.
CREATE EXTENSION pg_trgm;
CREATE INDEX names ON llmeco.models USING gist (lower(name COLLATE "C") gist_trgm_ops);
SELECT * FROM llmeco_lineage('llama31-8b');

-- A reader may look up, in the views.
CREATE ROLE regress_finder;
SELECT llmeco_grant('reader', 'regress_finder');
SET ROLE regress_finder;
SELECT * FROM llmeco_find('hf.co/lab/tuned-before');
SELECT llmeco_model_id('qwen/qwen3-4b');
SELECT * FROM llmeco_bom('lab/tunde');
RESET ROLE;
DROP OWNED BY regress_finder;
DROP ROLE regress_finder;

DROP TABLE inventory;
DROP EXTENSION pg_trgm CASCADE;
DROP EXTENSION llmeco;
