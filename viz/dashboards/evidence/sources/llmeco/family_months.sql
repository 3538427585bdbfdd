SELECT m.month,
       CASE WHEN f.rank <= 8 THEN m.root ELSE 'others' END AS family,
       sum(m.derivatives_by_share) AS derivatives
  FROM llmeco.family_monthly m
  JOIN llmeco.family_ranking f ON f.root_id = m.root_id
 WHERE m.month >= '2023-01-01'
 GROUP BY 1, 2
 ORDER BY 1, 2
