-- One line about the graph: what the report says of it.
WITH RECURSIVE largest AS (
    SELECT parent_id FROM llmeco.model_edges GROUP BY parent_id ORDER BY count(*) DESC, parent_id LIMIT 1
), family(model_id) AS (
    SELECT parent_id FROM largest
    UNION
    SELECT e.child_id FROM family f JOIN llmeco.model_edges e ON e.parent_id = f.model_id
), degrees AS (
    SELECT m.model_id, coalesce(c.n, 0) AS children, coalesce(p.n, 0) AS parents
      FROM llmeco.models m
      LEFT JOIN (SELECT parent_id, count(*) AS n FROM llmeco.model_edges GROUP BY 1) c ON c.parent_id = m.model_id
      LEFT JOIN (SELECT child_id, count(*) AS n FROM llmeco.model_edges GROUP BY 1) p ON p.child_id = m.model_id
)
SELECT count(*), (SELECT count(*) FROM llmeco.model_edges), (SELECT count(*) FROM llmeco.spaces),
       (SELECT count(*) FROM llmeco.space_models), count(*) FILTER (WHERE children + parents = 0),
       count(*) FILTER (WHERE parents > 1), max(children), (SELECT count(*) FROM family),
       (SELECT max(model_id) - min(model_id) FROM llmeco.models), pg_relation_size('llmeco.models')
  FROM degrees;
