-- Repositories: series, scores, rankings and networks, against numbers worked
-- out by hand in the comments.
SET client_min_messages = warning;
SET datestyle = 'ISO';
CREATE EXTENSION llmeco;
INSERT INTO llmeco.repos (repo_id, name) VALUES
    (1, 'a/full'), (2, 'b/sparse'), (3, 'c/negative'), (4, 'd/zero'), (5, 'e/over'), (6, 'f/gaps'), (7, 'g/month'), (8, 'h/none'), (10, 'i/shrinking');

-- series('2024-01', metric, values) is one value a month from there on; no row
-- where NULL.
CREATE FUNCTION series(repo bigint, start date, every interval, metric text, VARIADIC v float8[]) RETURNS void LANGUAGE sql AS $$
INSERT INTO llmeco.repo_metrics (repo_id, month, value, metric)
SELECT repo, (start + (n - 1) * every)::date, value, metric FROM unnest(v) WITH ORDINALITY u (value, n) WHERE value IS NOT NULL
$$;
\set months '''2024-01-01'', ''1 month'''
\o /dev/null

-- a/full: everything, no term at its bounds but where the comment says so.
SELECT series(1, :months, 'change_requests', 10, 10, 10, 10, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0);
SELECT series(1, :months, 'change_requests_accepted', 6, 6, 12);
SELECT series(1, :months, 'change_requests_reviews', 60);
SELECT series(1, :months, 'issues_new', 15, 5);
SELECT series(1, :months, 'issues_closed', 5, 10);
SELECT series(1, :months, 'participants', 10, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11);
SELECT series(1, :months, 'new_contributors', 1, 100, 1);
SELECT series(1, :months, 'bus_factor', 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 7);
SELECT series(1, :months, 'stars', 9, 9, 9, 9, 9, 9, 100, 101, 101, 101, 101, 104);
SELECT series(1, :months, 'attention', 9, 9, 9, 9, 9, 9, 50, 50, 50, 50, 50, 50);
SELECT series(1, :months, 'technical_fork', 9, 9, 9, 9, 9, 9, 40, 4, 4, 4, 4, 41);
SELECT series(1, :months, 'activity', 9, 9, 9, 9, 9, 9, 100, 200, 300, 200, 200, 200);
INSERT INTO llmeco.repo_durations (repo_id, month, metric, avg, levels) VALUES
    (1, '2024-01-01', 'change_request_resolution_duration', 10, '{1,1,0,0}'),
    (1, '2024-02-01', 'change_request_resolution_duration', 4, '{3,1,0,0}'),
    (1, '2024-03-01', 'change_request_resolution_duration', NULL, '{9,9,9,9}'),
    (1, '2024-01-01', 'issue_resolution_duration', 30, '{0,0,0,5}'),
    (1, '2024-01-01', 'issue_response_time', 2, '{6,2,1,1}'),
    (1, '2024-12-01', 'issue_response_time', 1, '{3,0,0,0}');

-- b/sparse: issues without times, stars; nothing else.
SELECT series(2, :months, 'issues_new', 4, NULL, NULL, 0);
SELECT series(2, :months, 'issues_closed', 1, 2);
SELECT series(2, :months, 'stars', 20, NULL, 25, 24);

-- c/negative: OpenDigger's means were negative, so they are NULL; levels are
-- there. Of the times to resolve one month's are known, and not how many.
SELECT series(3, :months, 'activity', 10, 10);
SELECT series(3, :months, 'issues_new', 10, 10);
SELECT series(3, :months, 'issues_closed', 5, NULL);
INSERT INTO llmeco.repo_durations (repo_id, month, metric, avg, levels) VALUES
    (3, '2024-01-01', 'issue_response_time', NULL, '{2,1,0,1}'),
    (3, '2024-02-01', 'issue_response_time', NULL, '{0,0,0,0}'),
    (3, '2024-01-01', 'issue_resolution_duration', NULL, '{2,2,2,2}'),
    (3, '2024-02-01', 'issue_resolution_duration', 100, NULL);

-- d/zero: every divisor is 0, every time beyond what exp() can take.
SELECT series(4, :months, metric, 0, 0, 0, 0, 0, 0) FROM unnest('{change_requests,change_requests_accepted,change_requests_reviews,
    issues_new,issues_closed,participants,bus_factor,stars,attention,technical_fork,activity}'::text[]) metric;
INSERT INTO llmeco.repo_durations (repo_id, month, metric, avg, levels) VALUES
    (4, '2024-01-01', 'change_request_resolution_duration', 1000000, '{0,0,0,1}'),
    (4, '2024-01-01', 'issue_resolution_duration', 1000000, '{0,0,0,1}'),
    (4, '2024-01-01', 'issue_response_time', 5, '{0,0,0,0}');

-- e/over: every term above its bound, so 100 everywhere but where activity varies.
SELECT series(5, :months, 'change_requests', 10);
SELECT series(5, :months, 'change_requests_accepted', 30);
SELECT series(5, :months, 'change_requests_reviews', 100);
SELECT series(5, :months, 'issues_new', 1);
SELECT series(5, :months, 'issues_closed', 9);
SELECT series(5, :months, 'participants', 1, 10, 100, 1000, 10000, 100000);
SELECT series(5, :months, 'bus_factor', 25, 25, 25, 25, 25, 25);
SELECT series(5, :months, 'stars', 1, 10, 100, 1000, 10000, 100000);
SELECT series(5, :months, 'attention', 1, 10, 100, 1000, 10000, 100000);
SELECT series(5, :months, 'technical_fork', 1, 10, 100, 1000, 10000, 100000);
SELECT series(5, :months, 'activity', 100, 1000, 10000, 10000, 10000, 10000);
INSERT INTO llmeco.repo_durations (repo_id, month, metric, avg, levels) VALUES
    (5, '2024-01-01', 'change_request_resolution_duration', 0, '{1,0,0,0}'),
    (5, '2024-01-01', 'issue_resolution_duration', 0, '{1,0,0,0}'),
    (5, '2024-01-01', 'issue_response_time', 0, '{1,0,0,0}');

-- f/gaps: data in 14 Januaries, so the scores are of 2012 to 2023 and of 2018 to
-- 2023; new contributors, for want of participants.
SELECT series(6, '2010-01-01', '1 year', 'activity', 9000, 9000, 1, 1, 1, 1, 1, 1, 100, 40, 40, 100, 49, 50);
SELECT series(6, '2010-01-01', '1 year', 'stars', 5);
SELECT series(6, '2010-01-01', '1 year', 'change_requests', 5);
SELECT series(6, '2022-01-01', '1 year', 'new_contributors', 4, 5);
SELECT series(6, '2023-01-01', '1 year', 'technical_fork', 10);
INSERT INTO llmeco.repo_durations (repo_id, month, metric, avg, levels) VALUES
    (6, '2010-01-01', 'issue_response_time', 1, '{0,0,0,9}'),
    (6, '2015-06-01', 'issue_response_time', 1, '{0,0,0,7}'),
    (6, '2020-01-01', 'issue_response_time', 1, '{1,1,0,0}');

-- g/month: a single month.
SELECT series(7, :months, metric, 250) FROM unnest('{participants,stars,attention,technical_fork,activity}'::text[]) metric;

-- i/shrinking: five months, and most of it falls.
SELECT series(10, :months, 'participants', 10, 5, 5, 5, 5);
SELECT series(10, :months, 'stars', 10, 20, 15, 15, 9);
SELECT series(10, :months, 'attention', 100, 90, 95, 85, 80);
SELECT series(10, :months, 'technical_fork', 20, 19, 19, 19, 18);
SELECT series(10, :months, 'activity', 100, 110, 90, 101, 110);
\o

CREATE TEMP TABLE expected (repo text, score text, part text, value float8);
INSERT INTO expected VALUES
    -- accepted 24 of 40; (10 * 2 + 4 * 4) / 6 = 6 days
    ('a/full', 'code_quality', 'change_requests', 100 * (0.7 * 24 / 40 + 0.3 * exp(-0.6))),
    -- closed 15 of 20; 30 days
    ('a/full', 'code_quality', 'issues', 100 * (0.6 * 15 / 20 + 0.4 * 2 / (1 + exp(0.3)))),
    -- 60 / 40 = 1.5 a request
    ('a/full', 'code_quality', 'reviews', 75),
    ('a/full', 'community', 'bus_factor', 70),
    -- 10 to 11, then ten times none: mean of 11
    ('a/full', 'community', 'growth', 50 + 200 * 0.1 / 11),
    ('a/full', 'community', 'response', 100 * 9 / 13.0),
    -- 1/100, 0, 0, 0, 3/101: mean of 5; 100 to 104
    ('a/full', 'impact', 'stars', 100 * (120 * (0.01 + 3 / 101.0) / 5 + 80 * 0.04) / 40),
    ('a/full', 'impact', 'attention', 0),
    -- 40 to 41: 60 / 40 = 1.5; 0.3 * 41 = 12.3
    ('a/full', 'impact', 'forks', 100 * (1.5 + 12.3) / 30),
    -- doubled: 20 of 20; 200 / 25 = 8
    ('a/full', 'maintenance', 'frequency', 100 * 28 / 40.0),
    -- 100, 200, 300 varies by 20000 / 3, then not at all: 15 of 15; the six by 20000 / 6 about 200
    ('a/full', 'maintenance', 'stability', 100 * (15 + 15 * (1 - sqrt(20000 / 6.0) / 200)) / 30),
    ('a/full', 'maintenance', 'continuity', 100),
    -- ratio only: 3 of 4
    ('b/sparse', 'code_quality', 'change_requests', NULL), ('b/sparse', 'code_quality', 'issues', 75), ('b/sparse', 'code_quality', 'reviews', NULL),
    ('b/sparse', 'community', 'bus_factor', NULL), ('b/sparse', 'community', 'growth', NULL), ('b/sparse', 'community', 'response', NULL),
    -- 20, 0, 25, 24: -1 and -1/25 (0 is no base): below 0; 4/20: 80 * 0.2 = 16
    ('b/sparse', 'impact', 'stars', 100 * 16 / 40.0), ('b/sparse', 'impact', 'attention', NULL), ('b/sparse', 'impact', 'forks', NULL),
    ('b/sparse', 'maintenance', 'frequency', NULL), ('b/sparse', 'maintenance', 'stability', NULL), ('b/sparse', 'maintenance', 'continuity', NULL),
    -- 5 of 20; 100 days
    ('c/negative', 'code_quality', 'change_requests', NULL), ('c/negative', 'code_quality', 'issues', 100 * (0.6 * 5 / 20 + 0.8 / (1 + exp(1.0)))), ('c/negative', 'code_quality', 'reviews', NULL),
    ('c/negative', 'community', 'bus_factor', NULL), ('c/negative', 'community', 'growth', NULL), ('c/negative', 'community', 'response', 50),
    ('c/negative', 'impact', 'stars', NULL), ('c/negative', 'impact', 'attention', NULL), ('c/negative', 'impact', 'forks', NULL),
    -- no growth; 10 / 25 = 0.4. Two months have no halves; they do not vary. No drop.
    ('c/negative', 'maintenance', 'frequency', 100 * 0.4 / 40), ('c/negative', 'maintenance', 'stability', 100), ('c/negative', 'maintenance', 'continuity', 50),
    -- no ratio, endless times
    ('d/zero', 'code_quality', 'change_requests', 0), ('d/zero', 'code_quality', 'issues', 0), ('d/zero', 'code_quality', 'reviews', NULL),
    ('d/zero', 'community', 'bus_factor', 0), ('d/zero', 'community', 'growth', NULL), ('d/zero', 'community', 'response', NULL),
    -- no growth of nothing, but forks and activity are 0 last, and no drop
    ('d/zero', 'impact', 'stars', NULL), ('d/zero', 'impact', 'attention', NULL), ('d/zero', 'impact', 'forks', 0),
    ('d/zero', 'maintenance', 'frequency', 0), ('d/zero', 'maintenance', 'stability', NULL), ('d/zero', 'maintenance', 'continuity', 100),
    ('e/over', 'code_quality', 'change_requests', 100), ('e/over', 'code_quality', 'issues', 100), ('e/over', 'code_quality', 'reviews', 100),
    ('e/over', 'community', 'bus_factor', 100), ('e/over', 'community', 'growth', 100), ('e/over', 'community', 'response', 100),
    ('e/over', 'impact', 'stars', 100), ('e/over', 'impact', 'attention', 100), ('e/over', 'impact', 'forks', 100),
    -- 100, 1000, 10000 and three times 10000: sum 41100, sum of squares 401010000
    ('e/over', 'maintenance', 'frequency', 100), ('e/over', 'maintenance', 'stability', 100 * (15 + 15 * (1 - sqrt(401010000 / 6.0 - (41100 / 6.0) ^ 2) / (41100 / 6.0))) / 30),
    ('e/over', 'maintenance', 'continuity', 100),
    ('f/gaps', 'code_quality', 'change_requests', NULL), ('f/gaps', 'code_quality', 'issues', NULL), ('f/gaps', 'code_quality', 'reviews', NULL),
    -- ten zeros are no base; 4 to 5: 50 + 200 / 4; 1 of 2 in a month with data
    ('f/gaps', 'community', 'bus_factor', NULL), ('f/gaps', 'community', 'growth', 100), ('f/gaps', 'community', 'response', 50),
    -- stars: zeros; forks: from 0 to 10: 3 of 15
    ('f/gaps', 'impact', 'stars', NULL), ('f/gaps', 'impact', 'attention', NULL), ('f/gaps', 'impact', 'forks', 20),
    -- halved: 0; 50 / 25 = 2 of 20
    ('f/gaps', 'maintenance', 'frequency', 100 * 2 / 40.0),
    -- 100, 40, 40 varies by 800; 100, 49, 50 by 14901 / 3 - (199 / 3)^2 = 566.9: 60 * 0.291 is
    -- more than 15. The six: sum 379, sum of squares 28101.
    ('f/gaps', 'maintenance', 'stability', 100 * (15 + 15 * (1 - sqrt(28101 / 6.0 - (379 / 6.0) ^ 2) / (379 / 6.0))) / 30),
    -- 40 is below the half of 100, 49 too: 2 drops of 6
    ('f/gaps', 'maintenance', 'continuity', 100 * 10 / 30.0),
    ('g/month', 'code_quality', 'change_requests', NULL), ('g/month', 'code_quality', 'issues', NULL), ('g/month', 'code_quality', 'reviews', NULL),
    ('g/month', 'community', 'bus_factor', NULL), ('g/month', 'community', 'growth', NULL), ('g/month', 'community', 'response', NULL),
    -- 0.3 * 250 is more than 15; 250 / 25 = 10 of 20; one month does not vary
    ('g/month', 'impact', 'stars', NULL), ('g/month', 'impact', 'attention', NULL), ('g/month', 'impact', 'forks', 100),
    ('g/month', 'maintenance', 'frequency', 50), ('g/month', 'maintenance', 'stability', 100), ('g/month', 'maintenance', 'continuity', NULL),
    ('i/shrinking', 'code_quality', 'change_requests', NULL), ('i/shrinking', 'code_quality', 'issues', NULL), ('i/shrinking', 'code_quality', 'reviews', NULL),
    -- halved once in four: 50 - 200 * 0.125
    ('i/shrinking', 'community', 'bus_factor', NULL), ('i/shrinking', 'community', 'growth', 25), ('i/shrinking', 'community', 'response', NULL),
    -- stars: 1, -0.25, 0, -0.4: 120 * 0.35 / 4 = 10.5; the rest fell: 0; forks: 0.3 * 18 = 5.4
    ('i/shrinking', 'impact', 'stars', 100 * 10.5 / 40), ('i/shrinking', 'impact', 'attention', 0), ('i/shrinking', 'impact', 'forks', 18),
    -- a tenth more: 8 of 20, 6 of 15; 110 / 25 = 4.4
    ('i/shrinking', 'maintenance', 'frequency', 100 * 12.4 / 40),
    -- 100, 110 varies by 25, 101, 110 by 20.25: 60 * 0.19 = 11.4; all: sum 511, sum of squares 52501
    ('i/shrinking', 'maintenance', 'stability', 100 * (11.4 + 15 * (1 - sqrt(52501 / 5.0 - (511 / 5.0) ^ 2) / (511 / 5.0))) / 30),
    ('i/shrinking', 'maintenance', 'continuity', 100 * 21 / 30.0);

-- Every part is there, is as expected, and no other.
SELECT repo, score, part, e.value AS expected, p.value
  FROM expected e FULL JOIN llmeco.repo_score_parts p USING (repo, score, part)
 WHERE round(e.value::numeric, 10) IS DISTINCT FROM round(p.value::numeric, 10) OR e.repo IS NULL OR p.repo IS NULL;
SELECT count(*), count(value) FROM llmeco.repo_score_parts;
SELECT score, array_agg(part || ' ' || weight ORDER BY weight DESC, part) FROM llmeco.repo_score_parts WHERE repo = 'a/full' GROUP BY score ORDER BY score;

-- Scores: by weight over the parts with data. a/full: 0.4, 0.3 and 0.3 of the
-- above; b/sparse: one part each; f/gaps community: (30 + 15) / 0.6 = 75;
-- f/gaps maintenance: 0.4 * 5 + 0.3 * stability + 0.3 * 33.333; g/month
-- maintenance: (0.4 * 50 + 0.3 * 100) / 0.7 = 71.43; d/zero maintenance:
-- 0.3 * 100 / 0.7 = 42.86. h/none has no row.
SELECT s.repo, round(code_quality::numeric, 2) AS code_quality, round(community::numeric, 2) AS community,
       round(impact::numeric, 2) AS impact, round(maintenance::numeric, 2) AS maintenance, month
  FROM llmeco.repo_scores s ORDER BY repo_id;
SELECT s.repo, k.score
  FROM llmeco.repo_scores s
 CROSS JOIN LATERAL (VALUES ('code_quality', code_quality), ('community', community), ('impact', impact), ('maintenance', maintenance)) k (score, value)
  LEFT JOIN LATERAL (
        SELECT sum(value * w) / sum(w) AS value
          FROM (SELECT e.value, CASE WHEN e.part IN ('change_requests', 'bus_factor', 'stars', 'frequency') THEN 4 ELSE 3 END AS w
                  FROM expected e WHERE e.repo = s.repo AND e.score = k.score AND e.value IS NOT NULL) t) e ON true
 WHERE round(e.value::numeric, 10) IS DISTINCT FROM round(k.value::numeric, 10);
SELECT repo, score, part, inputs FROM llmeco.repo_score_parts
 WHERE (repo, score) IN (('a/full', 'code_quality'), ('b/sparse', 'community'), ('b/sparse', 'impact'), ('f/gaps', 'community')) ORDER BY repo, score, part;

-- The months that scores are of: the last 12 with data, zeros in between.
SELECT metric, array_agg(value ORDER BY months_back) FROM llmeco.repo_recent_months WHERE repo = 'b/sparse' GROUP BY metric ORDER BY metric;
SELECT min(month), max(month), max(months_back), count(*) FROM llmeco.repo_recent_months WHERE repo = 'f/gaps' AND metric = 'stars';

-- Series: every month from the metric's first to the repository's last, in
-- calendar order; times only where a mean is given.
SELECT metric, month, value, unit FROM llmeco.repo_monthly WHERE repo = 'b/sparse' ORDER BY metric, month;
SELECT metric, month, value, unit FROM llmeco.repo_monthly WHERE repo = 'c/negative' AND metric <> 'issues_new' ORDER BY metric, month;
-- 2010-01 to 2023-01 are 13 * 12 + 1 = 157 months; 14 have activity, together
-- 18000 + 6 + 379.
SELECT count(*), sum(value) FROM llmeco.repo_monthly WHERE repo = 'f/gaps' AND metric = 'stars';
SELECT count(*), count(*) FILTER (WHERE value > 0), sum(value) FROM llmeco.repo_monthly WHERE repo = 'f/gaps' AND metric = 'activity';
SELECT count(*), count(DISTINCT (repo_id, metric, month)) FROM llmeco.repo_monthly HAVING count(*) <> count(DISTINCT (repo_id, metric, month));
-- For dashboards the months begin at midnight UTC, wherever the session is.
SET timezone = 'Asia/Shanghai';
SELECT "time", repo, metric, value FROM llmeco.repo_monthly_time WHERE repo = 'c/negative' AND metric = 'activity' ORDER BY "time";
RESET timezone;

-- Ranking by the OpenRank of the 12 months to the newest of all (2024-12):
-- a/full 12 + 6.5 = 18.5, without the 100 of 2023-12; c/negative 20 of its 2
-- months; f/gaps ended in 2023. b/sparse has none.
\o /dev/null
SELECT series(1, '2023-12-01', '12 months', 'openrank', 100, 6.5);
SELECT series(1, '2024-01-01', '1 month', 'openrank', 12);
SELECT series(3, '2024-01-01', '1 month', 'openrank', 12, 8);
SELECT series(6, '2023-01-01', '1 month', 'openrank', 50);
SELECT series(7, '2023-12-01', '1 month', 'openrank', 50);
\o
SELECT rank, repo, openrank_12_months, openrank, activity, month FROM llmeco.repo_ranking ORDER BY rank;

-- Contributors: of the 12 newest months with details (2024-02 to 2025-01),
-- ann 2 + 3 = 5, bob 12 * 1 = 12; cyd was active only before. Bob is the bus factor
-- of the newest month that has one.
INSERT INTO llmeco.repo_contributors (repo_id, month, metric, login, value)
SELECT 1, m::date, 'activity_details', 'bob', 1 FROM generate_series(timestamp '2024-01-01', '2025-01-01', '1 month') m
UNION ALL VALUES (1::bigint, date '2024-02-01', 'activity_details', 'ann', 2::float8), (1, '2024-03-01', 'activity_details', 'ann', 3),
    (1, '2024-01-01', 'activity_details', 'ann', 1000), (1, '2024-01-01', 'activity_details', 'cyd', 1000),
    (1, '2024-01-01', 'bus_factor_detail', 'ann', 9), (1, '2024-02-01', 'bus_factor_detail', 'bob', 9),
    (1, '2024-02-01', 'contributors_detail', 'ann', NULL), (2, '2020-01-01', 'activity_details', 'ann', 4);
SELECT rank, repo, login, activity, months, last_month, is_bus_factor FROM llmeco.contributor_ranking ORDER BY repo, rank;

-- Networks, with the repository's name.
INSERT INTO llmeco.developer_links VALUES (1, 2.5, 3, NULL, 'ann', 'bob');
INSERT INTO llmeco.repo_links VALUES (1, 0.5, 7, 8, 'a/full', 'x/y');
TABLE llmeco.contributor_network;
TABLE llmeco.repo_network;

-- Labels: the id where a label has no name. Times under names that say what they are.
INSERT INTO llmeco.repo_labels (repo_id, label_id, name, type, provenance) VALUES
    (1, ':technology/ai', 'AI', 'Tech-0', 'file'), (2, ':companies/acme', NULL, NULL, 'meta');
SELECT repo_id, repo, label_id, label, type FROM llmeco.labelled_repos ORDER BY repo_id, label_id;
INSERT INTO llmeco.repo_durations (repo_id, month, metric, avg, quantile_0, quantile_1, quantile_2, quantile_3, quantile_4, levels)
    VALUES (8, '2024-01-01', 'issue_age', 9, 1, 2, 3, 4, 50, '{6,7,8,10}'), (8, '2024-02-01', 'issue_age', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
SELECT * FROM llmeco.repo_times WHERE repo = 'h/none' ORDER BY month;

-- The repositories behind models: the account of the profile before that of the
-- website, whatever the case.
INSERT INTO llmeco.authors (author_id, name, github_login, website_url) VALUES
    (1, 'Alpha', 'A', 'https://github.com/b'), (2, 'Beta', NULL, 'https://github.com/B/sparse'), (3, 'Gamma', NULL, 'http://c.github.io/'),
    (4, 'Delta', NULL, 'https://example.com/github.com/d'), (5, 'Eps', 'unknown-account', NULL), (6, 'Zeta', NULL, 'https://www.github.com/orgs/f/people'),
    (7, 'Eta', NULL, 'https://github.com.example.com/g');
INSERT INTO llmeco.models (model_id, name, author_id, removed_at) VALUES
    (1, 'Alpha/FULL', 1, NULL), (2, 'Alpha/other', 1, NULL), (3, 'Beta/s.pa_rse', 2, NULL), (4, 'Gamma/m', 3, NULL), (5, 'Delta/m', 4, NULL),
    (6, 'Eps/m', 5, NULL), (7, 'Zeta/m', 6, NULL), (8, 'Zeta/gone', 6, now()), (9, 'Eta/m', 7, NULL), (10, 'alone', NULL, NULL);
INSERT INTO llmeco.repos (repo_id, name) VALUES (9, 'A/more');
SELECT model, github_login, provenance, repo, is_same_name, openrank, activity, month, is_owner, name_begins, is_paper
  FROM llmeco.model_github ORDER BY model_id, repo_id;

-- And those of papers, whoever owns them: once for each model and repository.
INSERT INTO llmeco.papers (arxiv_id, fetched_at, github_repo) VALUES ('1', now(), 'a/MORE'), ('2', now(), 'A/more'), ('3', now(), 'not/tracked'), ('4', now(), NULL),
    ('1910.09700', now(), 'b/sparse');
INSERT INTO llmeco.repos (repo_id, name) VALUES (30, 'Z/ab'), (31, 'z/abcd');
INSERT INTO llmeco.papers (arxiv_id, fetched_at, github_repo) VALUES ('5', now(), 'z/ab'), ('6', now(), 'Z/abcd');
INSERT INTO llmeco.models (model_id, name, author_id, removed_at) VALUES (11, 'Delta/AB-CD-large', 4, NULL), (12, 'ab', NULL, NULL);
INSERT INTO llmeco.model_papers (model_id, arxiv_id) VALUES (1, '1'), (1, '2'), (2, '3'), (3, '4'), (4, '1910.09700'), (5, '1'), (8, '1'), (11, '5'), (11, '6'), (12, '5');
SELECT model, author, github_login, repo, is_same_name, is_owner, name_begins, is_paper FROM llmeco.model_github
 WHERE is_paper OR name_begins ORDER BY model_id, repo_id;

-- The words that they are compared by are those of a regular expression, in a fraction of its time.
SELECT name, llmeco.name_word(name) FROM unnest(ARRAY['Qwen/Qwen2.5-7B_it', 'a/B/c', 'plain', '', '/', 'a/é-ü.É1', 'a/-.-']) name
 WHERE llmeco.name_word(name) <> regexp_replace(lower(split_part(name, '/', 2) COLLATE "C"), '[^a-z0-9]', '', 'g') OR name ~ 'Q|1';

DROP FUNCTION series;
DROP TABLE expected;
DROP EXTENSION llmeco;
