-- GitHub repositories: series by month, scores, rankings, networks, and the
-- repositories of models' authors.
--
-- Arithmetic stands between values of the same type, so that no operator of
-- another schema could be meant.

-- What the views below begin with: repositories that may have rows in a table
-- by month. llmeco_distribute() replaces these two, because Citus takes a
-- LATERAL subquery only beside a distributed table.
CREATE VIEW llmeco.metric_repos AS
SELECT r.repo_id, r.name
  FROM llmeco.repos r;
COMMENT ON VIEW llmeco.metric_repos IS 'One row per repository (keys: repo_id; name), at least those with rows in llmeco.repo_metrics.';
COMMENT ON COLUMN llmeco.metric_repos.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.metric_repos.name IS 'owner/name on GitHub.';

CREATE VIEW llmeco.contributor_repos AS
SELECT r.repo_id, r.name
  FROM llmeco.repos r;
COMMENT ON VIEW llmeco.contributor_repos IS 'One row per repository (keys: repo_id; name), at least those with rows in llmeco.repo_contributors.';
COMMENT ON COLUMN llmeco.contributor_repos.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.contributor_repos.name IS 'owner/name on GitHub.';

CREATE VIEW llmeco.repo_monthly AS
SELECT r.repo_id,
       r.name AS repo,
       t.metric,
       t.month,
       t.value,
       t.unit
  FROM llmeco.metric_repos r
 CROSS JOIN LATERAL (
        SELECT k.metric,
               g.month::date AS month,
               COALESCE(v.value, 0) AS value,
               CASE WHEN k.metric IN ('openrank', 'activity', 'attention') THEN 'score' ELSE 'count' END AS unit
          FROM (SELECT x.metric, pg_catalog.min(x.month) AS first
                  FROM llmeco.repo_metrics x
                 WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id
                 GROUP BY x.metric) k
         CROSS JOIN LATERAL pg_catalog.generate_series(
                    k.first::timestamp,
                    (SELECT pg_catalog.max(x.month)::timestamp
                       FROM llmeco.repo_metrics x
                      WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id),
                    interval '1 month') g (month)
          LEFT JOIN llmeco.repo_metrics v
            ON v.repo_id OPERATOR(pg_catalog.=) r.repo_id
           AND v.metric OPERATOR(pg_catalog.=) k.metric
           AND v.month OPERATOR(pg_catalog.=) g.month::date) t
UNION ALL
SELECT r.repo_id, r.name, d.metric, d.month, d.avg, 'days'
  FROM llmeco.repos r
  JOIN llmeco.repo_durations d ON d.repo_id OPERATOR(pg_catalog.=) r.repo_id
 WHERE d.avg IS NOT NULL;
COMMENT ON VIEW llmeco.repo_monthly IS 'One row per repository, OpenDigger metric and month (key: repo_id, metric, month). Counts and scores: every month from the metric''s first to the repository''s last with data, 0 where OpenDigger has none. Times: the months with a mean.';
COMMENT ON COLUMN llmeco.repo_monthly.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_monthly.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.repo_monthly.metric IS 'OpenDigger''s name of the metric, as openrank, stars, issue_response_time.';
COMMENT ON COLUMN llmeco.repo_monthly.month IS 'First day of the month.';
COMMENT ON COLUMN llmeco.repo_monthly.value IS 'The metric''s value in that month: counts are increments, not totals; of times the mean.';
COMMENT ON COLUMN llmeco.repo_monthly.unit IS 'count, score (openrank, activity, attention) or days.';

CREATE VIEW llmeco.repo_monthly_time AS
SELECT pg_catalog.timezone('UTC', m.month::timestamp) AS "time",
       m.repo_id,
       m.repo,
       m.metric,
       m.value,
       m.unit
  FROM llmeco.repo_monthly m;
COMMENT ON VIEW llmeco.repo_monthly_time IS 'One row per repository, OpenDigger metric and month: llmeco.repo_monthly with the moment that dashboards such as Grafana''s expect.';
COMMENT ON COLUMN llmeco.repo_monthly_time."time" IS 'Begin of the month, UTC.';
COMMENT ON COLUMN llmeco.repo_monthly_time.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_monthly_time.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.repo_monthly_time.metric IS 'OpenDigger''s name of the metric, as openrank, stars, issue_response_time.';
COMMENT ON COLUMN llmeco.repo_monthly_time.value IS 'The metric''s value in that month: counts are increments, not totals; of times the mean.';
COMMENT ON COLUMN llmeco.repo_monthly_time.unit IS 'count, score (openrank, activity, attention) or days.';

CREATE VIEW llmeco.repo_recent_months AS
SELECT r.repo_id,
       r.name AS repo,
       k.metric,
       m.month,
       m.months_back,
       COALESCE(v.value, 0) AS value
  FROM llmeco.metric_repos r
 CROSS JOIN LATERAL (
        SELECT d.month, pg_catalog.row_number() OVER (ORDER BY d.month DESC) - 1::bigint AS months_back
          FROM (SELECT DISTINCT x.month
                  FROM llmeco.repo_metrics x
                 WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id
                 ORDER BY x.month DESC
                 LIMIT 12) d) m
 CROSS JOIN LATERAL (
        SELECT DISTINCT x.metric
          FROM llmeco.repo_metrics x
         WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id) k
  LEFT JOIN llmeco.repo_metrics v
    ON v.repo_id OPERATOR(pg_catalog.=) r.repo_id
   AND v.metric OPERATOR(pg_catalog.=) k.metric
   AND v.month OPERATOR(pg_catalog.=) m.month;
COMMENT ON VIEW llmeco.repo_recent_months IS 'One row per repository, OpenDigger metric that it has and month of its last 12 with data of any metric (key: repo_id, metric, month): what the scores are computed from. Months without any data do not count, so the 12 need not follow each other.';
COMMENT ON COLUMN llmeco.repo_recent_months.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_recent_months.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.repo_recent_months.metric IS 'OpenDigger''s name of the metric; counts and scores only.';
COMMENT ON COLUMN llmeco.repo_recent_months.month IS 'First day of the month.';
COMMENT ON COLUMN llmeco.repo_recent_months.months_back IS '0 for the repository''s newest month with data, to 11.';
COMMENT ON COLUMN llmeco.repo_recent_months.value IS 'The metric''s value in that month; 0 where OpenDigger has none.';

-- A part is up to two terms, each clamped to 0 to 1, by weight. exp() fails
-- beyond its range: a time that long counts as endless. LEAST and GREATEST pass
-- over NULL, so what has no data is asked for first.
CREATE VIEW llmeco.repo_score_parts AS
WITH inputs AS (
SELECT s.repo_id, s.repo, s.month, s.opened, s.accepted, s.reviews, s.issues_opened, s.issues_closed,
       s.people, s.stars, s.attention, s.forks, s.activity,
       d.request_days, d.issue_days, d.answered_soon, d.answered, b.bus_factor
  FROM (-- Sums and series, oldest month first; NULL: no data of the metric.
        SELECT m.repo_id,
               m.repo,
               pg_catalog.max(m.month) AS month,
               pg_catalog.array_agg(DISTINCT m.month) AS months,
               pg_catalog.sum(m.value) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'change_requests') AS opened,
               pg_catalog.sum(m.value) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'change_requests_accepted') AS accepted,
               pg_catalog.sum(m.value) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'change_requests_reviews') AS reviews,
               pg_catalog.sum(m.value) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'issues_new') AS issues_opened,
               pg_catalog.sum(m.value) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'issues_closed') AS issues_closed,
               COALESCE(
                   pg_catalog.array_agg(m.value ORDER BY m.month) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'participants'),
                   pg_catalog.array_agg(m.value ORDER BY m.month) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'new_contributors')
               ) AS people,
               pg_catalog.array_agg(m.value ORDER BY m.month) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'stars'
                   AND m.months_back OPERATOR(pg_catalog.<) 6) AS stars,
               pg_catalog.array_agg(m.value ORDER BY m.month) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'attention'
                   AND m.months_back OPERATOR(pg_catalog.<) 6) AS attention,
               pg_catalog.array_agg(m.value ORDER BY m.month) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'technical_fork'
                   AND m.months_back OPERATOR(pg_catalog.<) 6) AS forks,
               pg_catalog.array_agg(m.value ORDER BY m.month) FILTER (WHERE m.metric OPERATOR(pg_catalog.=) 'activity'
                   AND m.months_back OPERATOR(pg_catalog.<) 6) AS activity
          FROM llmeco.repo_recent_months m
         GROUP BY m.repo_id, m.repo) s
 CROSS JOIN LATERAL (
        -- Means over all that was resolved: a month counts as often as its levels say.
        SELECT pg_catalog.sum(d.avg * d.n ORDER BY d.month) FILTER (WHERE d.metric OPERATOR(pg_catalog.=) 'change_request_resolution_duration')
                   / NULLIF(pg_catalog.sum(d.n) FILTER (WHERE d.avg IS NOT NULL
                       AND d.metric OPERATOR(pg_catalog.=) 'change_request_resolution_duration'), float8 '0') AS request_days,
               pg_catalog.sum(d.avg * d.n ORDER BY d.month) FILTER (WHERE d.metric OPERATOR(pg_catalog.=) 'issue_resolution_duration')
                   / NULLIF(pg_catalog.sum(d.n) FILTER (WHERE d.avg IS NOT NULL
                       AND d.metric OPERATOR(pg_catalog.=) 'issue_resolution_duration'), float8 '0') AS issue_days,
               pg_catalog.sum(d.levels[1]::float8) FILTER (WHERE d.metric OPERATOR(pg_catalog.=) 'issue_response_time') AS answered_soon,
               pg_catalog.sum(d.n) FILTER (WHERE d.levels IS NOT NULL
                   AND d.metric OPERATOR(pg_catalog.=) 'issue_response_time') AS answered
          FROM (SELECT x.metric, x.month, x.avg, x.levels,
                       CASE WHEN x.levels IS NULL THEN float8 '1'
                            ELSE (SELECT pg_catalog.sum(l.n)::float8 FROM pg_catalog.unnest(x.levels) l (n))
                        END AS n
                  FROM llmeco.repo_durations x
                 WHERE x.repo_id OPERATOR(pg_catalog.=) s.repo_id
                   AND x.month OPERATOR(pg_catalog.=) ANY (s.months)) d) d
 CROSS JOIN LATERAL (
        SELECT (pg_catalog.array_agg(x.value ORDER BY x.month DESC))[1] AS bus_factor
          FROM llmeco.repo_metrics x
         WHERE x.repo_id OPERATOR(pg_catalog.=) s.repo_id
           AND x.metric OPERATOR(pg_catalog.=) 'bus_factor') b)
SELECT s.repo_id,
       s.repo,
       p.score,
       p.part,
       p.weight,
       float8 '100' * (COALESCE(p.weight1 * p.term1, 0) + COALESCE(p.weight2 * p.term2, 0))
           / NULLIF(CASE WHEN p.term1 IS NULL THEN 0 ELSE p.weight1 END
                  + CASE WHEN p.term2 IS NULL THEN 0 ELSE p.weight2 END, float8 '0') AS value,
       p.inputs,
       s.month
  FROM inputs s
 CROSS JOIN LATERAL (
        -- mean: mean growth from month to month; total: growth from the first
        -- month to the last. NULL where there is nothing to compare with.
        SELECT pg_catalog.avg(g.mean) FILTER (WHERE g.series OPERATOR(pg_catalog.=) 'people') AS people_mean,
               pg_catalog.avg(g.mean) FILTER (WHERE g.series OPERATOR(pg_catalog.=) 'stars') AS stars_mean,
               pg_catalog.avg(g.total) FILTER (WHERE g.series OPERATOR(pg_catalog.=) 'stars') AS stars_total,
               pg_catalog.avg(g.mean) FILTER (WHERE g.series OPERATOR(pg_catalog.=) 'attention') AS attention_mean,
               pg_catalog.avg(g.total) FILTER (WHERE g.series OPERATOR(pg_catalog.=) 'attention') AS attention_total,
               pg_catalog.avg(g.total) FILTER (WHERE g.series OPERATOR(pg_catalog.=) 'forks') AS forks_total,
               pg_catalog.avg(g.total) FILTER (WHERE g.series OPERATOR(pg_catalog.=) 'activity') AS activity_total
          FROM (SELECT a.series,
                       (SELECT pg_catalog.avg((a.v[i.n] - a.v[i.n - 1]) / a.v[i.n - 1])
                          FROM pg_catalog.generate_series(2, pg_catalog.cardinality(a.v)) i (n)
                         WHERE a.v[i.n - 1] OPERATOR(pg_catalog.>) 0::float8) AS mean,
                       CASE WHEN pg_catalog.cardinality(a.v) OPERATOR(pg_catalog.>=) 2
                             AND a.v[1] OPERATOR(pg_catalog.>) 0::float8
                            THEN (a.v[pg_catalog.cardinality(a.v)] - a.v[1]) / a.v[1]
                        END AS total
                  FROM (VALUES ('people', s.people), ('stars', s.stars), ('attention', s.attention),
                               ('forks', s.forks), ('activity', s.activity)) a (series, v)) g) g
 CROSS JOIN LATERAL (
        -- Halves of at least two months each; of an odd number the middle one is in neither.
        SELECT pg_catalog.cardinality(s.activity) AS n,
               pg_catalog.avg(a.value) AS mean,
               pg_catalog.stddev_pop(a.value) AS deviation,
               pg_catalog.var_pop(a.value) FILTER (WHERE a.n OPERATOR(pg_catalog.<=)
                   (pg_catalog.cardinality(s.activity) / 2)) AS variance1,
               pg_catalog.var_pop(a.value) FILTER (WHERE a.n OPERATOR(pg_catalog.>)
                   (pg_catalog.cardinality(s.activity) - pg_catalog.cardinality(s.activity) / 2)) AS variance2,
               pg_catalog.count(*) FILTER (WHERE a.value OPERATOR(pg_catalog.<) (a.before / float8 '2')) AS drops
          FROM (SELECT u.value, u.n, pg_catalog.lag(u.value) OVER (ORDER BY u.n) AS before
                  FROM pg_catalog.unnest(s.activity) WITH ORDINALITY u (value, n)) a) a
 CROSS JOIN LATERAL (VALUES
        ('code_quality', 'change_requests', float8 '0.4',
         float8 '0.7', s.accepted / NULLIF(s.opened, float8 '0'),
         float8 '0.3', CASE WHEN s.request_days OPERATOR(pg_catalog.>) float8 '5000' THEN 0
                           ELSE pg_catalog.exp(float8 '-0.1' * s.request_days) END,
         pg_catalog.jsonb_build_object('opened', s.opened, 'accepted', s.accepted, 'days_to_resolve', s.request_days)),
        ('code_quality', 'issues', float8 '0.3',
         float8 '0.6', s.issues_closed / NULLIF(s.issues_opened, float8 '0'),
         float8 '0.4', CASE WHEN s.issue_days OPERATOR(pg_catalog.>) float8 '50000' THEN 0
                           ELSE float8 '2' / (float8 '1' + pg_catalog.exp(float8 '0.01' * s.issue_days)) END,
         pg_catalog.jsonb_build_object('opened', s.issues_opened, 'closed', s.issues_closed, 'days_to_resolve', s.issue_days)),
        ('code_quality', 'reviews', float8 '0.3',
         float8 '1', s.reviews / NULLIF(s.opened, float8 '0') / float8 '2',
         float8 '0', NULL::float8,
         pg_catalog.jsonb_build_object('change_requests', s.opened, 'reviews', s.reviews)),
        ('community', 'bus_factor', float8 '0.4',
         float8 '1', s.bus_factor / float8 '10',
         float8 '0', NULL::float8,
         pg_catalog.jsonb_build_object('bus_factor', s.bus_factor)),
        ('community', 'growth', float8 '0.3',
         float8 '1', float8 '0.5' + float8 '2' * g.people_mean,
         float8 '0', NULL::float8,
         pg_catalog.jsonb_build_object('people', s.people, 'mean_growth', g.people_mean)),
        ('community', 'response', float8 '0.3',
         float8 '1', s.answered_soon / NULLIF(s.answered, float8 '0'),
         float8 '0', NULL::float8,
         pg_catalog.jsonb_build_object('answered', s.answered, 'within_3_days', s.answered_soon)),
        ('impact', 'stars', float8 '0.4',
         float8 '20', float8 '6' * g.stars_mean,
         float8 '20', float8 '4' * g.stars_total,
         pg_catalog.jsonb_build_object('months', s.stars, 'mean_growth', g.stars_mean, 'growth', g.stars_total)),
        ('impact', 'attention', float8 '0.3',
         float8 '15', float8 '6' * g.attention_mean,
         float8 '15', float8 '4' * g.attention_total,
         pg_catalog.jsonb_build_object('months', s.attention, 'mean_growth', g.attention_mean, 'growth', g.attention_total)),
        ('impact', 'forks', float8 '0.3',
         float8 '15', float8 '4' * g.forks_total,
         float8 '15', s.forks[pg_catalog.cardinality(s.forks)] / float8 '50',
         pg_catalog.jsonb_build_object('months', s.forks, 'growth', g.forks_total)),
        ('maintenance', 'frequency', float8 '0.4',
         float8 '20', float8 '4' * g.activity_total,
         float8 '20', s.activity[a.n] / float8 '500',
         pg_catalog.jsonb_build_object('months', s.activity, 'growth', g.activity_total)),
        ('maintenance', 'stability', float8 '0.3',
         float8 '15', CASE WHEN a.n OPERATOR(pg_catalog.>=) 4
                           THEN float8 '4' * ((a.variance1 - a.variance2) / NULLIF(a.variance1, float8 '0')) END,
         float8 '15', float8 '1' - a.deviation / NULLIF(a.mean, float8 '0'),
         pg_catalog.jsonb_build_object('months', s.activity, 'variance_first_half', a.variance1,
             'variance_second_half', a.variance2, 'mean', a.mean, 'standard_deviation', a.deviation)),
        ('maintenance', 'continuity', float8 '0.3',
         float8 '15', float8 '4' * g.activity_total,
         float8 '15', CASE WHEN a.n OPERATOR(pg_catalog.>=) 2 THEN float8 '1' - a.drops::float8 / a.n::float8 END,
         pg_catalog.jsonb_build_object('months', s.activity, 'growth', g.activity_total, 'drops', a.drops))
       ) q (score, part, weight, weight1, raw1, weight2, raw2, inputs)
 CROSS JOIN LATERAL (
        SELECT q.score, q.part, q.weight, q.weight1, q.weight2, q.inputs,
               CASE WHEN q.raw1 IS NOT NULL THEN LEAST(GREATEST(q.raw1, 0), 1) END AS term1,
               CASE WHEN q.raw2 IS NOT NULL THEN LEAST(GREATEST(q.raw2, 0), 1) END AS term2) p;
COMMENT ON VIEW llmeco.repo_score_parts IS 'One row per repository with data, score and part of it (key: repo_id, score, part): where llmeco.repo_scores come from. Of the repository''s last 12 months with data, impact and maintenance of the last 6 (llmeco.repo_recent_months).';
COMMENT ON COLUMN llmeco.repo_score_parts.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_score_parts.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.repo_score_parts.score IS 'code_quality, community, impact or maintenance.';
COMMENT ON COLUMN llmeco.repo_score_parts.part IS 'code_quality: change_requests, issues, reviews; community: bus_factor, growth, response; impact: stars, attention, forks; maintenance: frequency, stability, continuity.';
COMMENT ON COLUMN llmeco.repo_score_parts.weight IS 'Weight of the part in its score; those of a score add up to 1.';
COMMENT ON COLUMN llmeco.repo_score_parts.value IS '0 to 100; of a part of two terms one of which has no data, the other alone. NULL: no data, and the weight of the other parts is rescaled.';
COMMENT ON COLUMN llmeco.repo_score_parts.month IS 'The newest month with data, its first day.';
COMMENT ON COLUMN llmeco.repo_score_parts.inputs IS 'What the value was computed from: sums over the months, the months themselves (oldest first), growth as a fraction, times in days. null: no data.';

CREATE VIEW llmeco.repo_scores AS
SELECT p.repo_id,
       p.repo,
       pg_catalog.sum(p.weight * p.value ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'code_quality')
           / pg_catalog.sum(p.weight ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'code_quality' AND p.value IS NOT NULL) AS code_quality,
       pg_catalog.sum(p.weight * p.value ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'community')
           / pg_catalog.sum(p.weight ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'community' AND p.value IS NOT NULL) AS community,
       pg_catalog.sum(p.weight * p.value ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'impact')
           / pg_catalog.sum(p.weight ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'impact' AND p.value IS NOT NULL) AS impact,
       pg_catalog.sum(p.weight * p.value ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'maintenance')
           / pg_catalog.sum(p.weight ORDER BY p.part) FILTER (WHERE p.score OPERATOR(pg_catalog.=) 'maintenance' AND p.value IS NOT NULL) AS maintenance,
       p.month
  FROM llmeco.repo_score_parts p
 GROUP BY p.repo_id, p.repo, p.month;
COMMENT ON VIEW llmeco.repo_scores IS 'One row per repository with data (keys: repo_id; repo): its four scores, 0 to 100, of its last 12 months with data, impact and maintenance of the last 6; llmeco.repo_score_parts has what they are made of.';
COMMENT ON COLUMN llmeco.repo_scores.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_scores.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.repo_scores.code_quality IS 'How change requests and issues are worked off and reviewed; NULL: no data of any part.';
COMMENT ON COLUMN llmeco.repo_scores.community IS 'On how many people it rests, whether they grow, and how soon issues are answered; NULL: no data of any part.';
COMMENT ON COLUMN llmeco.repo_scores.impact IS 'Growth of stars, attention and forks; NULL: no data of any part.';
COMMENT ON COLUMN llmeco.repo_scores.maintenance IS 'Growth, steadiness and continuity of activity; NULL: no data of any part.';
COMMENT ON COLUMN llmeco.repo_scores.month IS 'The newest month with data, its first day: the scores are as of its end.';

CREATE VIEW llmeco.repo_ranking AS
SELECT pg_catalog.row_number() OVER (ORDER BY t.openrank_12_months DESC, t.repo_id) AS rank,
       t.repo_id,
       t.repo,
       t.openrank_12_months,
       t.openrank,
       t.activity,
       t.month
  FROM (SELECT r.repo_id,
               r.name AS repo,
               COALESCE((SELECT pg_catalog.sum(x.value ORDER BY x.month)
                           FROM llmeco.repo_metrics x
                          WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id
                            AND x.metric OPERATOR(pg_catalog.=) 'openrank'
                            AND x.month::timestamp OPERATOR(pg_catalog.>)
                                (n.month::timestamp OPERATOR(pg_catalog.-) interval '12 months')), 0) AS openrank_12_months,
               l.value AS openrank,
               (SELECT x.value
                  FROM llmeco.repo_metrics x
                 WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id
                   AND x.metric OPERATOR(pg_catalog.=) 'activity'
                   AND x.month OPERATOR(pg_catalog.=) l.month) AS activity,
               l.month
          FROM llmeco.metric_repos r
         CROSS JOIN LATERAL (
                SELECT x.month, x.value
                  FROM llmeco.repo_metrics x
                 WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id AND x.metric OPERATOR(pg_catalog.=) 'openrank'
                 ORDER BY x.month DESC
                 LIMIT 1) l
         CROSS JOIN (SELECT pg_catalog.max(x.month) AS month
                       FROM llmeco.repo_metrics x
                      WHERE x.metric OPERATOR(pg_catalog.=) 'openrank') n) t;
COMMENT ON VIEW llmeco.repo_ranking IS 'One row per repository with an OpenRank (keys: repo_id; repo; rank), by its OpenRank of the last 12 months.';
COMMENT ON COLUMN llmeco.repo_ranking.rank IS '1 for the most OpenRank in 12 months; equal ones in order of repo_id.';
COMMENT ON COLUMN llmeco.repo_ranking.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_ranking.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.repo_ranking.openrank_12_months IS 'Sum of the OpenRank of 12 months, the last of which is the newest that any repository has; 0: none in these.';
COMMENT ON COLUMN llmeco.repo_ranking.openrank IS 'OpenRank in month.';
COMMENT ON COLUMN llmeco.repo_ranking.activity IS 'Activity in month; NULL: none given.';
COMMENT ON COLUMN llmeco.repo_ranking.month IS 'The repository''s newest month with an OpenRank, its first day.';

CREATE VIEW llmeco.contributor_ranking AS
SELECT pg_catalog.row_number() OVER (PARTITION BY r.repo_id, r.name ORDER BY c.activity DESC, c.login) AS rank,
       r.repo_id,
       r.name AS repo,
       c.login,
       c.activity,
       c.months,
       c.last_month,
       EXISTS (SELECT
                 FROM llmeco.repo_contributors b
                WHERE b.repo_id OPERATOR(pg_catalog.=) r.repo_id
                  AND b.metric OPERATOR(pg_catalog.=) 'bus_factor_detail'
                  AND b.month OPERATOR(pg_catalog.=) (SELECT pg_catalog.max(x.month)
                                                        FROM llmeco.repo_contributors x
                                                       WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id
                                                         AND x.metric OPERATOR(pg_catalog.=) 'bus_factor_detail')
                  AND b.login OPERATOR(pg_catalog.=) c.login) AS is_bus_factor
  FROM llmeco.contributor_repos r
 CROSS JOIN LATERAL (
        SELECT x.login,
               pg_catalog.sum(x.value ORDER BY x.month) AS activity,
               pg_catalog.count(*) AS months,
               pg_catalog.max(x.month) AS last_month
          FROM llmeco.repo_contributors x
         WHERE x.repo_id OPERATOR(pg_catalog.=) r.repo_id
           AND x.metric OPERATOR(pg_catalog.=) 'activity_details'
           AND x.value IS NOT NULL
           AND x.month OPERATOR(pg_catalog.=) ANY (ARRAY(
                   SELECT DISTINCT d.month
                     FROM llmeco.repo_contributors d
                    WHERE d.repo_id OPERATOR(pg_catalog.=) r.repo_id
                      AND d.metric OPERATOR(pg_catalog.=) 'activity_details'
                    ORDER BY d.month DESC
                    LIMIT 12))
         GROUP BY x.login) c;
COMMENT ON VIEW llmeco.contributor_ranking IS 'One row per repository and GitHub account with activity in its last 12 months with details (key: repo_id, login).';
COMMENT ON COLUMN llmeco.contributor_ranking.rank IS '1 for the most active account of the repository; equal ones in order of login.';
COMMENT ON COLUMN llmeco.contributor_ranking.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.contributor_ranking.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.contributor_ranking.login IS 'GitHub account.';
COMMENT ON COLUMN llmeco.contributor_ranking.activity IS 'Sum of its activity over the 12 months (OpenDigger: activity_details).';
COMMENT ON COLUMN llmeco.contributor_ranking.months IS 'In how many of them it was active.';
COMMENT ON COLUMN llmeco.contributor_ranking.last_month IS 'The last month in which it was, its first day.';
COMMENT ON COLUMN llmeco.contributor_ranking.is_bus_factor IS 'Whether it is one of those on whom the repository rested in the newest month of bus_factor_detail.';

CREATE VIEW llmeco.contributor_network AS
SELECT r.repo_id,
       r.name AS repo,
       l.source,
       l.target,
       l.weight,
       l.source_openrank,
       l.target_openrank
  FROM llmeco.developer_links l
  JOIN llmeco.repos r ON r.repo_id OPERATOR(pg_catalog.=) l.repo_id;
COMMENT ON VIEW llmeco.contributor_network IS 'One row per repository and pair of developers who work together in it (key: repo_id, source, target); a developer without partner is a row with source = target and weight 0. Links have no direction.';
COMMENT ON COLUMN llmeco.contributor_network.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.contributor_network.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.contributor_network.source IS 'GitHub account.';
COMMENT ON COLUMN llmeco.contributor_network.target IS 'GitHub account.';
COMMENT ON COLUMN llmeco.contributor_network.weight IS 'Strength of the collaboration (OpenDigger: developer_network).';
COMMENT ON COLUMN llmeco.contributor_network.source_openrank IS 'OpenRank of source; NULL: not given.';
COMMENT ON COLUMN llmeco.contributor_network.target_openrank IS 'OpenRank of target; NULL: not given.';

CREATE VIEW llmeco.repo_network AS
SELECT r.repo_id,
       r.name AS repo,
       l.source,
       l.target,
       l.weight,
       l.source_openrank,
       l.target_openrank
  FROM llmeco.repo_links l
  JOIN llmeco.repos r ON r.repo_id OPERATOR(pg_catalog.=) l.repo_id;
COMMENT ON VIEW llmeco.repo_network IS 'One row per repository and pair of repositories in its neighbourhood that share developers (key: repo_id, source, target); a repository without partner is a row with source = target and weight 0. Links have no direction.';
COMMENT ON COLUMN llmeco.repo_network.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_network.repo IS 'owner/name on GitHub of the repository whose neighbourhood it is.';
COMMENT ON COLUMN llmeco.repo_network.source IS 'Repository, owner/name.';
COMMENT ON COLUMN llmeco.repo_network.target IS 'Repository, owner/name.';
COMMENT ON COLUMN llmeco.repo_network.weight IS 'Strength of the link (OpenDigger: repo_network).';
COMMENT ON COLUMN llmeco.repo_network.source_openrank IS 'OpenRank of source; NULL: not given.';
COMMENT ON COLUMN llmeco.repo_network.target_openrank IS 'OpenRank of target; NULL: not given.';

CREATE VIEW llmeco.model_github AS
SELECT m.model_id,
       m.name AS model,
       a.name AS author,
       a.github_login,
       a.provenance,
       r.repo_id,
       r.repo,
       pg_catalog.regexp_replace(pg_catalog.lower(pg_catalog.split_part(r.repo, '/', 2)), '[^a-z0-9]', '', 'g')
           OPERATOR(pg_catalog.=)
       pg_catalog.regexp_replace(pg_catalog.lower(pg_catalog.split_part(m.name, '/', 2)), '[^a-z0-9]', '', 'g') AS is_same_name,
       r.openrank,
       r.activity,
       r.month
  FROM llmeco.models m
  JOIN (SELECT w.author_id,
               w.name,
               COALESCE(w.github_login, w.website_login) AS github_login,
               CASE WHEN w.github_login IS NOT NULL THEN 'profile' ELSE 'website' END AS provenance
          FROM (SELECT x.author_id, x.name, x.github_login,
                       COALESCE(pg_catalog.substring(x.website_url, '(?i)^https?://(?:www[.])?github[.]com/(?:orgs/)?([a-z0-9-]+)'),
                                pg_catalog.substring(x.website_url, '(?i)^https?://([a-z0-9-]+)[.]github[.]io(?:[/:?#]|$)')) AS website_login
                  FROM llmeco.authors x) w
         WHERE w.github_login IS NOT NULL OR w.website_login IS NOT NULL) a
    ON a.author_id OPERATOR(pg_catalog.=) m.author_id
  LEFT JOIN (SELECT p.repo_id,
                    p.name AS repo,
                    pg_catalog.lower(pg_catalog.split_part(p.name, '/', 1)) AS owner,
                    o.openrank,
                    o.activity,
                    o.month
               FROM llmeco.repos p
               LEFT JOIN (SELECT k.repo_id,
                                 l.value AS openrank,
                                 (SELECT x.value
                                    FROM llmeco.repo_metrics x
                                   WHERE x.repo_id OPERATOR(pg_catalog.=) k.repo_id
                                     AND x.metric OPERATOR(pg_catalog.=) 'activity'
                                     AND x.month OPERATOR(pg_catalog.=) l.month) AS activity,
                                 l.month
                            FROM llmeco.metric_repos k
                           CROSS JOIN LATERAL (
                                 SELECT x.month, x.value
                                   FROM llmeco.repo_metrics x
                                  WHERE x.repo_id OPERATOR(pg_catalog.=) k.repo_id
                                    AND x.metric OPERATOR(pg_catalog.=) 'openrank'
                                  ORDER BY x.month DESC
                                  LIMIT 1) l) o
                 ON o.repo_id OPERATOR(pg_catalog.=) p.repo_id) r
    ON r.owner OPERATOR(pg_catalog.=) pg_catalog.lower(a.github_login)
 WHERE m.removed_at IS NULL;
COMMENT ON VIEW llmeco.model_github IS 'One row per listed model whose author gives a GitHub account and repository of that account in llmeco.repos (key: model_id, repo_id); one with repo NULL where there is no such repository.';
COMMENT ON COLUMN llmeco.model_github.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.model_github.model IS 'author/name on the Hub.';
COMMENT ON COLUMN llmeco.model_github.author IS 'Name of user or organization on the Hub.';
COMMENT ON COLUMN llmeco.model_github.github_login IS 'The author''s GitHub account.';
COMMENT ON COLUMN llmeco.model_github.provenance IS 'Where the account was read: profile (llmeco.authors.github_login), else website (its website is on github.com or github.io).';
COMMENT ON COLUMN llmeco.model_github.repo_id IS 'llmeco.repos.repo_id; NULL: no repository of the account is known.';
COMMENT ON COLUMN llmeco.model_github.repo IS 'owner/name on GitHub; NULL: no repository of the account is known.';
COMMENT ON COLUMN llmeco.model_github.is_same_name IS 'Whether repository and model have the same name, case and punctuation apart: likely the model''s own; NULL: no repository.';
COMMENT ON COLUMN llmeco.model_github.openrank IS 'OpenRank of the repository in month; NULL: none.';
COMMENT ON COLUMN llmeco.model_github.activity IS 'Activity of the repository in month; NULL: none given.';
COMMENT ON COLUMN llmeco.model_github.month IS 'The repository''s newest month with an OpenRank, its first day; NULL: none.';

CREATE VIEW llmeco.labelled_repos AS
SELECT l.repo_id,
       r.name AS repo,
       l.label_id,
       COALESCE(l.name, l.label_id) AS label,
       l.type
  FROM llmeco.repo_labels l
  JOIN llmeco.repos r ON r.repo_id OPERATOR(pg_catalog.=) l.repo_id;
COMMENT ON VIEW llmeco.labelled_repos IS 'One row per repository and OpenDigger label that it carries (key: repo_id, label_id).';
COMMENT ON COLUMN llmeco.labelled_repos.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.labelled_repos.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.labelled_repos.label_id IS 'OpenDigger''s label id, as :technology/ai.';
COMMENT ON COLUMN llmeco.labelled_repos.label IS 'Name of the label; its id where OpenDigger gives no name.';
COMMENT ON COLUMN llmeco.labelled_repos.type IS 'Type of the label, as Tech-0, Company, Project; NULL: not given.';

CREATE VIEW llmeco.repo_times AS
SELECT d.repo_id,
       r.name AS repo,
       d.metric,
       d.month,
       d.avg AS mean,
       d.quantile_0 AS minimum,
       d.quantile_1 AS quartile_1,
       d.quantile_2 AS median,
       d.quantile_3 AS quartile_3,
       d.quantile_4 AS maximum,
       d.levels[1] AS within_3_days,
       d.levels[2] AS within_7_days,
       d.levels[3] AS within_15_days,
       d.levels[4] AS later
  FROM llmeco.repo_durations d
  JOIN llmeco.repos r ON r.repo_id OPERATOR(pg_catalog.=) d.repo_id;
COMMENT ON VIEW llmeco.repo_times IS 'One row per repository, OpenDigger metric of times and month (key: repo_id, metric, month): how long a response or a resolution took, in days. NULL: not given, or negative in the source.';
COMMENT ON COLUMN llmeco.repo_times.repo_id IS 'llmeco.repos.repo_id.';
COMMENT ON COLUMN llmeco.repo_times.repo IS 'owner/name on GitHub.';
COMMENT ON COLUMN llmeco.repo_times.metric IS 'OpenDigger''s name of the metric, as issue_response_time.';
COMMENT ON COLUMN llmeco.repo_times.month IS 'First day of the month.';
COMMENT ON COLUMN llmeco.repo_times.mean IS 'Mean, in days.';
COMMENT ON COLUMN llmeco.repo_times.minimum IS 'Shortest time, in days.';
COMMENT ON COLUMN llmeco.repo_times.quartile_1 IS 'First quartile, in days.';
COMMENT ON COLUMN llmeco.repo_times.median IS 'Median, in days.';
COMMENT ON COLUMN llmeco.repo_times.quartile_3 IS 'Third quartile, in days.';
COMMENT ON COLUMN llmeco.repo_times.maximum IS 'Longest time, in days.';
COMMENT ON COLUMN llmeco.repo_times.within_3_days IS 'How many took at most 3 days.';
COMMENT ON COLUMN llmeco.repo_times.within_7_days IS 'How many took more than 3 and at most 7 days.';
COMMENT ON COLUMN llmeco.repo_times.within_15_days IS 'How many took more than 7 and at most 15 days.';
COMMENT ON COLUMN llmeco.repo_times.later IS 'How many took more than 15 days.';
