-- PL/pgSQL with temporary tables: the same rounds as set operations. Models
-- without relatives are left out of the rounds; both means come from one
-- join; tables are analyzed; hash joins stay in memory.
SET work_mem = '512MB';
SET temp_buffers = '1GB';
SET client_min_messages = warning;

CREATE OR REPLACE FUNCTION bench.decay(created timestamptz) RETURNS double precision
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN created IS NULL THEN 0 ELSE exp(-0.001::float8 * greatest(0,
        floor(date_part('epoch', timestamptz '2026-01-01 00:00:00+00' - created) / 86400))) END
$$;

CREATE OR REPLACE PROCEDURE bench.score()
LANGUAGE plpgsql AS $$
DECLARE
    change double precision;
BEGIN
    CREATE TEMP TABLE own ON COMMIT DROP AS
    SELECT m.model_id,
           0.2::float8 * ln(greatest(coalesce(m.downloads, 0), 1)::float8) + 0.4::float8 * coalesce(m.likes, 0)
           + 0.2::float8 * coalesce(s.value, 0) + 0.2::float8 * bench.decay(m.created_at) AS self
      FROM llmeco.models m
      LEFT JOIN (SELECT l.model_id, sum(coalesce(s.likes, 0) * bench.decay(s.created_at)) AS value
                   FROM llmeco.space_models l JOIN llmeco.spaces s USING (space_id)
                  GROUP BY l.model_id) s USING (model_id);
    ANALYZE own;

    -- What target takes from source: one share of its children's mean and one
    -- of its parents'.
    CREATE TEMP TABLE shares ON COMMIT DROP AS
    SELECT e.parent_id AS target, e.child_id AS source,
           e.weight / count(*) OVER (PARTITION BY e.parent_id) AS of_children, 0::float8 AS of_parents
      FROM llmeco.model_edges e
    UNION ALL
    SELECT e.child_id, e.parent_id, 0, e.weight / count(*) OVER (PARTITION BY e.child_id)
      FROM llmeco.model_edges e;
    ANALYZE shares;

    CREATE TEMP TABLE score ON COMMIT DROP AS
    SELECT o.model_id, o.self, 0::float8 AS children, 0::float8 AS parents, o.self AS score, 0::float8 AS change
      FROM own o WHERE o.model_id IN (SELECT target FROM shares);
    ANALYZE score;

    FOR round IN 1 .. 100 LOOP
        CREATE TEMP TABLE next ON COMMIT DROP AS
        SELECT model_id, self, children, parents, score, abs(score - old) AS change
          FROM (SELECT t.model_id, t.self, t.score AS old, m.children, m.parents,
                       0.6::float8 * t.self + 0.3::float8 * m.children + 0.1::float8 * m.parents AS score
                  FROM score t
                  JOIN (SELECT h.target AS model_id, sum(h.of_children * s.score) AS children,
                               sum(h.of_parents * s.score) AS parents
                          FROM shares h JOIN score s ON s.model_id = h.source
                         GROUP BY h.target) m USING (model_id)) x;
        DROP TABLE score;
        ALTER TABLE next RENAME TO score;
        ANALYZE score;
        SELECT sum(s.change) INTO change FROM score s;
        EXIT WHEN change < 1e-6;
    END LOOP;

    INSERT INTO bench.plpgsql
    SELECT model_id, o.self, coalesce(s.children, 0), coalesce(s.parents, 0), coalesce(s.score, 0.6::float8 * o.self)
      FROM own o LEFT JOIN score s USING (model_id);
END
$$;

DROP TABLE IF EXISTS bench.plpgsql;
CREATE TABLE bench.plpgsql (LIKE bench.llmeco);
\timing on
CALL bench.score();
\timing off
