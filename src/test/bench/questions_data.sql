-- Makes :models models and more of those that are there: copies under other authors, with
-- derivations, Spaces, datasets and papers. In two copies of three the models have other
-- names, too. A hundredth is no longer listed; there are counters of a week ago.
\o /dev/null
CREATE FUNCTION pg_temp.copy_rows(from_table regclass, VARIADIC changed text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    columns text;
    copied text;
BEGIN
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
           string_agg(coalesce(c.expression, 't.' || quote_ident(a.attname)), ', ' ORDER BY a.attnum)
      INTO columns, copied
      FROM pg_attribute a
      LEFT JOIN (SELECT split_part(e, ' = ', 1) AS attname, substr(e, strpos(e, ' = ') + 3) AS expression
                   FROM unnest(changed) e) c ON c.attname = a.attname
     WHERE a.attrelid = from_table AND a.attnum > 0 AND NOT a.attisdropped;
    EXECUTE format('INSERT INTO %s (%s) SELECT %s FROM (SELECT * FROM %s) t CROSS JOIN pg_temp.copies k', from_table, columns, copied, from_table);
END
$$;
CREATE TEMP TABLE copies AS
SELECT k,
       k * (SELECT max(model_id) FROM llmeco.models) AS models,
       k * (SELECT max(author_id) FROM llmeco.authors) AS authors,
       k * (SELECT max(space_id) FROM llmeco.spaces) AS spaces
  FROM generate_series(1, (SELECT ceil((:models - count(*)) / count(*)::float8)::int FROM llmeco.models)) k;
SELECT pg_temp.copy_rows('llmeco.model_edges', 'parent_id = t.parent_id + k.models', 'child_id = t.child_id + k.models');
SELECT pg_temp.copy_rows('llmeco.space_models', 'space_id = t.space_id + k.spaces', 'model_id = t.model_id + k.models');
SELECT pg_temp.copy_rows('llmeco.model_datasets', 'model_id = t.model_id + k.models');
SELECT pg_temp.copy_rows('llmeco.model_papers', 'model_id = t.model_id + k.models');
SELECT pg_temp.copy_rows('llmeco.authors', 'author_id = t.author_id + k.authors', 'hub_id = md5(t.hub_id || k.k)', $$name = t.name || '-' || k.k$$);
SELECT pg_temp.copy_rows('llmeco.spaces', 'space_id = t.space_id + k.spaces', 'author_id = t.author_id + k.authors',
    'hub_id = md5(t.hub_id || k.k)', $$name = replace(t.name, '/', '-' || k.k || '/')$$);
SELECT pg_temp.copy_rows('llmeco.models', 'model_id = t.model_id + k.models', 'author_id = t.author_id + k.authors',
    'hub_id = md5(t.hub_id || k.k)',
    $$name = CASE WHEN t.name !~ '/' THEN t.name || '-' || k.k
                  ELSE replace(t.name, '/', '-' || k.k || '/' || CASE WHEN k.k % 3 = 0 THEN '' ELSE 'v' || k.k || '-' END) END$$);
UPDATE llmeco.models SET removed_at = now() WHERE model_id % 100 = 0;
ANALYZE;
SELECT llmeco_take_snapshot((now() AT TIME ZONE 'UTC')::date - 7);
SELECT llmeco_update_influence();
SELECT llmeco_update_rankings();
SELECT llmeco_update_families();
SELECT llmeco_update_checks();
VACUUM ANALYZE;
