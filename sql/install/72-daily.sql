-- Days, for BI tools: views with a column time, which is a date. A filter on it,
-- whatever type it compares with, finds the partitions and rows by their index;
-- of an expression of type timestamptz it would read all days.

-- Subqueries are in the list of columns: who does not ask for a difference does
-- not wait for it. Citus plans those that begin with a distributed table.
CREATE VIEW llmeco.model_daily AS
SELECT s.taken_on AS time,
       s.model_id,
       m.name,
       s.downloads,
       s.downloads_all_time,
       s.likes,
       (SELECT CASE WHEN s.downloads_all_time OPERATOR(pg_catalog.>=) p.downloads_all_time
                    THEN (s.downloads_all_time - p.downloads_all_time)::float8 / (s.taken_on - p.taken_on) END
          FROM llmeco.model_snapshots p
         WHERE p.model_id OPERATOR(pg_catalog.=) s.model_id
           AND p.taken_on OPERATOR(pg_catalog.<) s.taken_on
           AND p.downloads_all_time IS NOT NULL
         ORDER BY p.taken_on DESC
         LIMIT 1) AS downloads_of_day,
       (SELECT CASE WHEN s.downloads_all_time OPERATOR(pg_catalog.<) p.downloads_all_time
                    THEN s.downloads_all_time - p.downloads_all_time END
          FROM llmeco.model_snapshots p
         WHERE p.model_id OPERATOR(pg_catalog.=) s.model_id
           AND p.taken_on OPERATOR(pg_catalog.<) s.taken_on
           AND p.downloads_all_time IS NOT NULL
         ORDER BY p.taken_on DESC
         LIMIT 1) AS correction,
       (SELECT s.taken_on - p.taken_on
          FROM llmeco.model_snapshots p
         WHERE p.model_id OPERATOR(pg_catalog.=) s.model_id
           AND p.taken_on OPERATOR(pg_catalog.<) s.taken_on
           AND p.downloads_all_time IS NOT NULL
           AND s.downloads_all_time IS NOT NULL
         ORDER BY p.taken_on DESC
         LIMIT 1) AS days
  FROM llmeco.model_snapshots s
  LEFT JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) s.model_id;
COMMENT ON VIEW llmeco.model_daily IS 'One row per model and day with a snapshot (key: model_id, time): its counters on that day, and what came since its snapshot before.';
COMMENT ON COLUMN llmeco.model_daily.time IS 'The day, UTC, that the counters are of.';
COMMENT ON COLUMN llmeco.model_daily.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.model_daily.name IS 'Its name today, author/name; NULL: there is no such model any more.';
COMMENT ON COLUMN llmeco.model_daily.downloads IS 'Downloads in the 30 days before; NULL: not given.';
COMMENT ON COLUMN llmeco.model_daily.downloads_all_time IS 'Downloads since the model was created; NULL: not given.';
COMMENT ON COLUMN llmeco.model_daily.likes IS 'Likes on the Hub; NULL: not given.';
COMMENT ON COLUMN llmeco.model_daily.downloads_of_day IS 'Downloads a day since the snapshot before that has downloads_all_time: what that grew by, divided by days; of consecutive days, those of the day. NULL: there is none before, not given, or it fell.';
COMMENT ON COLUMN llmeco.model_daily.correction IS 'Where downloads_all_time fell since the snapshot before, by how much, below 0: a correction of the Hub; NULL: it did not. Sums of downloads_of_day times days and of correction add up to what downloads_all_time changed by.';
COMMENT ON COLUMN llmeco.model_daily.days IS 'Days since the snapshot before that has downloads_all_time, 1 where none is missing; NULL: there is none, or not given.';

CREATE VIEW llmeco.dataset_daily AS
SELECT s.taken_on AS time,
       s.dataset_id,
       d.name,
       s.downloads,
       s.downloads_all_time,
       s.likes
  FROM llmeco.dataset_snapshots s
  LEFT JOIN llmeco.datasets d ON d.dataset_id OPERATOR(pg_catalog.=) s.dataset_id;
COMMENT ON VIEW llmeco.dataset_daily IS 'One row per dataset and day with a snapshot (key: dataset_id, time): its counters on that day.';
COMMENT ON COLUMN llmeco.dataset_daily.time IS 'The day, UTC, that the counters are of.';
COMMENT ON COLUMN llmeco.dataset_daily.dataset_id IS 'llmeco.datasets.dataset_id.';
COMMENT ON COLUMN llmeco.dataset_daily.name IS 'Its name today; NULL: there is no such dataset any more.';
COMMENT ON COLUMN llmeco.dataset_daily.downloads IS 'Downloads in the 30 days before; NULL: not given.';
COMMENT ON COLUMN llmeco.dataset_daily.downloads_all_time IS 'Downloads since the dataset was created; NULL: not given.';
COMMENT ON COLUMN llmeco.dataset_daily.likes IS 'Likes on the Hub; NULL: not given.';

CREATE VIEW llmeco.influence_daily AS
SELECT r.time,
       h.model_id,
       m.name,
       h.rank,
       h.influence,
       h.run_id
  FROM (SELECT DISTINCT ON ((n.as_of AT TIME ZONE 'UTC')::pg_catalog.date)
               (n.as_of AT TIME ZONE 'UTC')::pg_catalog.date AS time,
               n.run_id
          FROM llmeco.influence_runs c
          JOIN llmeco.influence_runs n
            ON n.alpha OPERATOR(pg_catalog.=) c.alpha
           AND n.w OPERATOR(pg_catalog.=) c.w
           AND n.lambda OPERATOR(pg_catalog.=) c.lambda
           AND n.lambda_space OPERATOR(pg_catalog.=) c.lambda_space
           AND n.is_published
         WHERE c.run_id OPERATOR(pg_catalog.=) (SELECT i.run_id FROM llmeco.influence i LIMIT 1)
         ORDER BY (n.as_of AT TIME ZONE 'UTC')::pg_catalog.date, n.as_of DESC, n.run_id DESC) r
  JOIN llmeco.influence_history h ON h.run_id OPERATOR(pg_catalog.=) r.run_id
  LEFT JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) h.model_id;
COMMENT ON VIEW llmeco.influence_daily IS 'One row per day and model among the 1,000 most influential then (keys: time, model_id; time, rank): of each day the last run that was published, with the alpha, w, lambda and lambda_space of what llmeco.influence shows.';
COMMENT ON COLUMN llmeco.influence_daily.time IS 'The day, UTC, that the run is as of.';
COMMENT ON COLUMN llmeco.influence_daily.model_id IS 'llmeco.models.model_id.';
COMMENT ON COLUMN llmeco.influence_daily.name IS 'Its name today, author/name; NULL: there is no such model any more.';
COMMENT ON COLUMN llmeco.influence_daily.rank IS 'Rank in that run, 1 for the most influential model.';
COMMENT ON COLUMN llmeco.influence_daily.influence IS 'Total influence in that run.';
COMMENT ON COLUMN llmeco.influence_daily.run_id IS 'llmeco.influence_runs.run_id.';

-- Sums of numeric are the same in any order.
CREATE VIEW llmeco.family_daily AS
SELECT s.taken_on AS time,
       f.root_id,
       r.name AS root,
       pg_catalog.count(*) AS descendants,
       pg_catalog.sum(f.share::pg_catalog.numeric)::float8 AS descendants_by_share,
       pg_catalog.sum(s.downloads)::bigint AS downloads,
       pg_catalog.sum(s.likes)::bigint AS likes,
       pg_catalog.sum(f.share::pg_catalog.numeric * s.downloads)::float8 AS downloads_by_share,
       pg_catalog.sum(f.share::pg_catalog.numeric * s.likes)::float8 AS likes_by_share
  FROM llmeco.family_shares f
  JOIN llmeco.model_snapshots s ON s.model_id OPERATOR(pg_catalog.=) f.model_id
  JOIN llmeco.models r ON r.model_id OPERATOR(pg_catalog.=) f.root_id
 WHERE f.slot OPERATOR(pg_catalog.=) @extschema@.llmeco_shown_slot('families')
   AND f.model_id OPERATOR(pg_catalog.<>) f.root_id
 GROUP BY s.taken_on, f.root_id, r.name;
COMMENT ON VIEW llmeco.family_daily IS 'One row per day with a snapshot and root that others go back to (keys: time, root_id; time, root): what the models of its family that the snapshot has, the root left out, had on that day. Shares are those of now, as llmeco.model_families has them: a derivation that became known later counts on all days.';
COMMENT ON COLUMN llmeco.family_daily.time IS 'The day, UTC, that the counters are of.';
COMMENT ON COLUMN llmeco.family_daily.root_id IS 'llmeco.models.model_id of the root.';
COMMENT ON COLUMN llmeco.family_daily.root IS 'Its name today, author/name.';
COMMENT ON COLUMN llmeco.family_daily.descendants IS 'Models of the family in the snapshot of that day.';
COMMENT ON COLUMN llmeco.family_daily.descendants_by_share IS 'Sum of the shares of the root in them.';
COMMENT ON COLUMN llmeco.family_daily.downloads IS 'Their downloads in the 30 days before; NULL: of none given.';
COMMENT ON COLUMN llmeco.family_daily.likes IS 'Their likes; NULL: of none given.';
COMMENT ON COLUMN llmeco.family_daily.downloads_by_share IS 'downloads, those of each model times its share.';
COMMENT ON COLUMN llmeco.family_daily.likes_by_share IS 'likes, those of each model times its share.';
