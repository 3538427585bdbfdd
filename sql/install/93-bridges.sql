-- One row for each of what models have several of, for joins and filters of BI tools.

CREATE VIEW llmeco.model_languages AS
SELECT m.model_id,
       m.name,
       l.language
  FROM llmeco.models m
 CROSS JOIN LATERAL pg_catalog.unnest(m.languages) l (language)
 WHERE m.removed_at IS NULL;
COMMENT ON VIEW llmeco.model_languages IS 'One row per listed model and language (key: model_id, language).';
COMMENT ON COLUMN llmeco.model_languages.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.model_languages.name IS 'Model, author/name.';
COMMENT ON COLUMN llmeco.model_languages.language IS 'Language code, as in llmeco.languages.';

CREATE VIEW llmeco.model_tags AS
SELECT m.model_id,
       m.name,
       t.tag
  FROM llmeco.models m
 CROSS JOIN LATERAL (SELECT DISTINCT u.tag FROM pg_catalog.unnest(m.tags) u (tag)) t
 WHERE m.removed_at IS NULL;
COMMENT ON VIEW llmeco.model_tags IS 'One row per listed model and tag (key: model_id, tag).';
COMMENT ON COLUMN llmeco.model_tags.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.model_tags.name IS 'Model, author/name.';
COMMENT ON COLUMN llmeco.model_tags.tag IS 'Tag, as the Hub has it.';

CREATE VIEW llmeco.parents AS
SELECT e.child_id AS model_id,
       c.name,
       e.parent_id,
       p.name AS parent,
       e.relation,
       e.weight
  FROM llmeco.model_edges e
  JOIN llmeco.models p ON p.model_id OPERATOR(pg_catalog.=) e.parent_id
  JOIN llmeco.models c ON c.model_id OPERATOR(pg_catalog.=) e.child_id
 WHERE p.removed_at IS NULL AND c.removed_at IS NULL;
COMMENT ON VIEW llmeco.parents IS 'One row per listed model and listed model that it was derived from (key: model_id, parent_id); llmeco.network_edges has the others, too.';
COMMENT ON COLUMN llmeco.parents.model_id IS 'llmeco.models.model_id of the derived model.';
COMMENT ON COLUMN llmeco.parents.name IS 'Derived model, author/name.';
COMMENT ON COLUMN llmeco.parents.parent_id IS 'llmeco.models.model_id of the base model.';
COMMENT ON COLUMN llmeco.parents.parent IS 'Base model, author/name.';
COMMENT ON COLUMN llmeco.parents.relation IS 'How it was derived: adapter, finetune, merge, quantized; or unknown.';
COMMENT ON COLUMN llmeco.parents.weight IS 'Weight of the derivation in influence; 1 unless set by hand.';

CREATE VIEW llmeco.repo_months AS
SELECT r.repo_id,
       r.name AS repo,
       t.*
  FROM llmeco.metric_repos r
 CROSS JOIN LATERAL (
        SELECT v.month,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'openrank') AS openrank,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'activity') AS activity,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'attention') AS attention,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'stars') AS stars,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'technical_fork') AS technical_fork,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'issues_new') AS issues_new,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'issues_closed') AS issues_closed,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'issue_comments') AS issue_comments,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'change_requests') AS change_requests,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'change_requests_accepted') AS change_requests_accepted,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'change_requests_reviews') AS change_requests_reviews,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'code_change_lines_add') AS code_change_lines_add,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'code_change_lines_remove') AS code_change_lines_remove,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'new_contributors') AS new_contributors,
               pg_catalog.max(v.value) FILTER (WHERE v.metric OPERATOR(pg_catalog.=) 'bus_factor') AS bus_factor
          FROM llmeco.repo_metrics v
         WHERE v.repo_id OPERATOR(pg_catalog.=) r.repo_id
         GROUP BY v.month) t;
COMMENT ON VIEW llmeco.repo_months IS 'One row per repository and month (key: repo_id, month), a column a metric of OpenDigger; NULL: it has nothing of it in this month. llmeco.repo_monthly has them in long form, where 0 stands for that, and sums over metrics make no sense.';
COMMENT ON COLUMN llmeco.repo_months.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_months.repo IS 'Repository, owner/name.';
COMMENT ON COLUMN llmeco.repo_months.month IS 'First day of the month.';
COMMENT ON COLUMN llmeco.repo_months.openrank IS 'A score: OpenRank of the repository of the month, as OpenDigger counts it.';
COMMENT ON COLUMN llmeco.repo_months.activity IS 'A score: activity of the month, as OpenDigger counts it.';
COMMENT ON COLUMN llmeco.repo_months.attention IS 'A score: attention of the month, as OpenDigger counts it.';
COMMENT ON COLUMN llmeco.repo_months.stars IS 'Count: stars of the month, as OpenDigger counts it.';
COMMENT ON COLUMN llmeco.repo_months.technical_fork IS 'Count: technical fork of the month, as OpenDigger counts it.';
COMMENT ON COLUMN llmeco.repo_months.issues_new IS 'Count: issues new of the month, as OpenDigger counts it.';
COMMENT ON COLUMN llmeco.repo_months.issues_closed IS 'Count: issues closed of the month, as OpenDigger counts it.';
COMMENT ON COLUMN llmeco.repo_months.issue_comments IS 'Count: issue comments of the month, as OpenDigger counts it.';
COMMENT ON COLUMN llmeco.repo_months.change_requests IS 'Count: change requests of the month, as OpenDigger counts it.';
COMMENT ON COLUMN llmeco.repo_months.change_requests_accepted IS 'Count: change requests accepted of the month, as OpenDigger counts it.';
COMMENT ON COLUMN llmeco.repo_months.change_requests_reviews IS 'Count: change requests reviews of the month, as OpenDigger counts it.';
COMMENT ON COLUMN llmeco.repo_months.code_change_lines_add IS 'Count: code change lines add of the month, as OpenDigger counts it.';
COMMENT ON COLUMN llmeco.repo_months.code_change_lines_remove IS 'Count: code change lines remove of the month, as OpenDigger counts it.';
COMMENT ON COLUMN llmeco.repo_months.new_contributors IS 'People who contributed for the first time of the month, as OpenDigger counts it.';
COMMENT ON COLUMN llmeco.repo_months.bus_factor IS 'People who make half of the contributions of the month, as OpenDigger counts it.';
