SELECT rank, name AS model, 'https://huggingface.co/' || name AS url, author, task, license, downloads, likes, influence
  FROM llmeco.leaderboard
 WHERE rank <= 500
 ORDER BY rank
