SELECT rule, severity, count(*) AS conflicts
  FROM llmeco.license_conflicts
 GROUP BY rule, severity
 ORDER BY conflicts DESC
