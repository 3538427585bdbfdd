-- Ids that led to a model or repository once and now lead to another row: users
-- keep ids in tables of their own, with a foreign key or without.

CREATE TABLE llmeco.model_redirects (
    former_id bigint PRIMARY KEY,
    model_id bigint NOT NULL,
    redirected_at timestamptz NOT NULL
);
CREATE INDEX model_redirects_model_id_idx ON llmeco.model_redirects (model_id);
COMMENT ON TABLE llmeco.model_redirects IS 'One row per model_id whose row has become part of another model''s: a base model known by name only that turned out to be a model under its new name.';
COMMENT ON COLUMN llmeco.model_redirects.former_id IS 'The id. Its row of llmeco.models is gone, or, where a foreign key may refer to it, removed and named NAME#ID.';
COMMENT ON COLUMN llmeco.model_redirects.model_id IS 'llmeco.models.model_id that it leads to.';
COMMENT ON COLUMN llmeco.model_redirects.redirected_at IS 'When that was found.';
SELECT pg_catalog.pg_extension_config_dump('llmeco.model_redirects', '');

CREATE TABLE llmeco.repo_redirects (
    former_id bigint PRIMARY KEY,
    repo_id bigint NOT NULL,
    redirected_at timestamptz NOT NULL
);
CREATE INDEX repo_redirects_repo_id_idx ON llmeco.repo_redirects (repo_id);
COMMENT ON TABLE llmeco.repo_redirects IS 'One row per repo_id whose row has become part of another repository''s: a new name of one that was tracked under its old name.';
COMMENT ON COLUMN llmeco.repo_redirects.former_id IS 'The id. Its row of llmeco.repos is gone, or, where a foreign key may refer to it, untracked and named NAME.ID.';
COMMENT ON COLUMN llmeco.repo_redirects.repo_id IS 'llmeco.repos.repo_id that it leads to.';
COMMENT ON COLUMN llmeco.repo_redirects.redirected_at IS 'When that was found.';
SELECT pg_catalog.pg_extension_config_dump('llmeco.repo_redirects', '');

CREATE VIEW llmeco.model_ids AS
SELECT m.model_id AS id,
       m.model_id,
       m.name
  FROM llmeco.models m
 WHERE NOT EXISTS (SELECT FROM llmeco.model_redirects r WHERE r.former_id = m.model_id)
 UNION ALL
SELECT r.former_id,
       m.model_id,
       m.name
  FROM llmeco.model_redirects r
  JOIN llmeco.models m ON m.model_id = r.model_id;
COMMENT ON VIEW llmeco.model_ids IS 'One row per id that a model has or had (key: id): join ids that you stored with it.';
COMMENT ON COLUMN llmeco.model_ids.id IS 'The id, as it was once given.';
COMMENT ON COLUMN llmeco.model_ids.model_id IS 'llmeco.models.model_id that it leads to now.';
COMMENT ON COLUMN llmeco.model_ids.name IS 'Name of that model, author/name.';

CREATE VIEW llmeco.repo_ids AS
SELECT p.repo_id AS id,
       p.repo_id,
       p.name
  FROM llmeco.repos p
 WHERE NOT EXISTS (SELECT FROM llmeco.repo_redirects r WHERE r.former_id = p.repo_id)
 UNION ALL
SELECT r.former_id,
       p.repo_id,
       p.name
  FROM llmeco.repo_redirects r
  JOIN llmeco.repos p ON p.repo_id = r.repo_id;
COMMENT ON VIEW llmeco.repo_ids IS 'One row per id that a repository has or had (key: id): join ids that you stored with it.';
COMMENT ON COLUMN llmeco.repo_ids.id IS 'The id, as it was once given.';
COMMENT ON COLUMN llmeco.repo_ids.repo_id IS 'llmeco.repos.repo_id that it leads to now.';
COMMENT ON COLUMN llmeco.repo_ids.name IS 'Name of that repository, owner/name.';
