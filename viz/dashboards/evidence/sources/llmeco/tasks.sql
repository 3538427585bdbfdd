SELECT task, influence, models
  FROM llmeco.task_ranking
 ORDER BY rank
 LIMIT 12
