-- What the generator leaves out and views show: authors.
INSERT INTO llmeco.authors (author_id, name, kind, org_type)
SELECT author_id,
       min(split_part(name, '/', 1)) || '-' || author_id,
       (ARRAY['user', 'user', 'organization', NULL])[1 + author_id % 4],
       CASE WHEN author_id % 4 = 2
            THEN (ARRAY['company', 'community', 'university', 'non-profit', NULL])[1 + author_id / 4 % 5] END
  FROM llmeco.models
 WHERE author_id IS NOT NULL
 GROUP BY author_id;
