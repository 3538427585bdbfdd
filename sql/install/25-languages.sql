-- What was not taken for a language.

CREATE VIEW llmeco.dropped_languages AS
SELECT a.word,
       c.name_en,
       c.name_zh,
       a.reason,
       pg_catalog.count(DISTINCT m.model_id) AS models
  FROM llmeco.models m
 CROSS JOIN LATERAL pg_catalog.unnest(m.tags) t (tag)
  JOIN llmeco.ambiguous_languages a ON a.word OPERATOR(pg_catalog.=) t.tag
  JOIN llmeco.languages c ON c.code OPERATOR(pg_catalog.=) a.word
 WHERE m.removed_at IS NULL
   AND a.word OPERATOR(pg_catalog.<>) ALL (m.languages)
 GROUP BY a.word, c.name_en, c.name_zh, a.reason;
COMMENT ON VIEW llmeco.dropped_languages IS 'One row per word among the tags of listed models (key: word) that is the code of a language and was not taken for it, since it is ambiguous (llmeco.ambiguous_languages) and nothing says that the language is meant.';
COMMENT ON COLUMN llmeco.dropped_languages.word IS 'The tag.';
COMMENT ON COLUMN llmeco.dropped_languages.name_en IS 'Name in English of the language whose code it is.';
COMMENT ON COLUMN llmeco.dropped_languages.name_zh IS 'The same in Chinese; NULL: none known.';
COMMENT ON COLUMN llmeco.dropped_languages.reason IS 'What the word rather means.';
COMMENT ON COLUMN llmeco.dropped_languages.models IS 'Number of listed models that have the tag and not the language.';
