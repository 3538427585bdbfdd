-- The watch: what hangs on a model and on what changed, which names lead where nobody
-- means, and who wants to know.

CREATE FUNCTION @extschema@.llmeco_impact(model text)
RETURNS TABLE (
    depth integer,
    relation text,
    models bigint,
    spaces bigint,
    downloads bigint,
    best_rank bigint,
    best text[],
    families bigint,
    license_conflicts bigint)
LANGUAGE c STABLE PARALLEL UNSAFE
COST 100000 ROWS 20
AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @extschema@.llmeco_impact(text) IS 'What hangs on a model, or an old name: first a row for it and all that goes back to it, however far (depth and relation NULL), then one per least number of derivations between them (0: itself) and relation of the last of these. models are those of them that are listed, spaces the listed Spaces that use one, downloads theirs in 30 days, best_rank and best the most influential ten, families the roots that they go back to, license_conflicts those with the model that the last checks found.';

CREATE FUNCTION @extschema@.llmeco_impact(model bigint)
RETURNS TABLE (
    depth integer,
    relation text,
    models bigint,
    spaces bigint,
    downloads bigint,
    best_rank bigint,
    best text[],
    families bigint,
    license_conflicts bigint)
LANGUAGE c STABLE PARALLEL UNSAFE
COST 100000 ROWS 20
AS 'MODULE_PATHNAME', 'llmeco_impact';
COMMENT ON FUNCTION @extschema@.llmeco_impact(bigint) IS 'The same of a model by an id that it has or had.';

CREATE VIEW llmeco.event_impact AS
SELECT e.event_id,
       e.at,
       e.run_id,
       e.model_id,
       e.name,
       a.name AS author,
       e.kind,
       e.before,
       e.after,
       e.descendants,
       e.spaces,
       e.downloads,
       e.best_rank,
       e.conflicts_made,
       e.conflicts_ended
  FROM llmeco.model_events e
  LEFT JOIN llmeco.models m ON m.model_id OPERATOR(pg_catalog.=) e.model_id
  LEFT JOIN llmeco.authors a ON a.author_id OPERATOR(pg_catalog.=) m.author_id;
COMMENT ON VIEW llmeco.event_impact IS 'One row per event of a model (key: event_id): what changed, and what hung on the model when the checks after that run counted it. A condition on at reads its months only.';
COMMENT ON COLUMN llmeco.event_impact.event_id IS 'llmeco.model_events.event_id.';
COMMENT ON COLUMN llmeco.event_impact.at IS 'When llmeco found it.';
COMMENT ON COLUMN llmeco.event_impact.run_id IS 'llmeco.refresh_runs.run_id of the refresh or import that found it.';
COMMENT ON COLUMN llmeco.event_impact.model_id IS 'llmeco.models.model_id: of name_taken_over the model that lost its name, of parent_added, parent_removed and relation_changed the derived model.';
COMMENT ON COLUMN llmeco.event_impact.name IS 'Its name after the event; of name_taken_over that name.';
COMMENT ON COLUMN llmeco.event_impact.author IS 'Name of its author now, user or organization; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.event_impact.kind IS 'renamed, name_taken_over, removed, returned, disabled, enabled, license_changed, gated_changed, parent_added, parent_removed, relation_changed, author_changed or task_changed.';
COMMENT ON COLUMN llmeco.event_impact.before IS 'What it was; NULL: nothing.';
COMMENT ON COLUMN llmeco.event_impact.after IS 'What it is since; of removed the reason; NULL: nothing.';
COMMENT ON COLUMN llmeco.event_impact.descendants IS 'Listed models that went back to it, however far; of name_taken_over to it or to who has the name; NULL: not counted yet.';
COMMENT ON COLUMN llmeco.event_impact.spaces IS 'Listed Spaces that used it or one of them; NULL: not counted yet.';
COMMENT ON COLUMN llmeco.event_impact.downloads IS 'Downloads of it and them in the 30 days before; NULL: not counted yet.';
COMMENT ON COLUMN llmeco.event_impact.best_rank IS 'Rank of the most influential of it and them; NULL: none had one, or not counted yet.';
COMMENT ON COLUMN llmeco.event_impact.conflicts_made IS 'Licence conflicts that came with a changed licence or derivation; NULL: another kind, or not counted yet.';
COMMENT ON COLUMN llmeco.event_impact.conflicts_ended IS 'Licence conflicts that went with it; NULL: as conflicts_made.';

-- ---- names that lead where nobody means ----

-- source_id is the model that what names the name has as its parent: the row of a name
-- that is gone; who has a name that was taken over, of whom only what is older than it was
-- built on another; the model that an old name leads to, of whom only what has that in
-- its tags.
CREATE VIEW llmeco.name_risks AS
WITH names AS MATERIALIZED (
    SELECT m.name,
           CASE WHEN m.fetched_at IS NULL THEN 'never_listed' ELSE 'gone' END AS risk,
           m.model_id AS source_id,
           NULL::bigint AS leads_to_id,
           m.removed_at AS since,
           'infinity'::pg_catalog.timestamptz AS built_before,
           NULL::text AS old_name
      FROM llmeco.models m
     WHERE (m.removed_at IS NOT NULL
            OR m.fetched_at IS NULL AND EXISTS (SELECT
                                                  FROM llmeco.refresh_runs r
                                                 WHERE r.scope OPERATOR(pg_catalog.=) 'all'
                                                   AND r.status OPERATOR(pg_catalog.=) 'complete'
                                                   AND 'models' OPERATOR(pg_catalog.=) ANY (r.sources)))
       AND pg_catalog.strpos(m.name, '#') OPERATOR(pg_catalog.=) 0
    UNION ALL
    SELECT h.name, 'taken_over', h.model_id, h.model_id, pg_catalog.max(e.at), h.created_at, NULL
      FROM llmeco.model_events e
      JOIN llmeco.models h
        ON h.model_id OPERATOR(pg_catalog.=) (e.after OPERATOR(pg_catalog.->>) 'model_id')::bigint
       AND h.name OPERATOR(pg_catalog.=) e.name
       AND h.removed_at IS NULL
     WHERE e.kind OPERATOR(pg_catalog.=) 'name_taken_over'
     GROUP BY h.model_id
    UNION ALL
    SELECT a.name, 'renamed', m.model_id, m.model_id, a.seen_at, 'infinity', pg_catalog.lower(a.name COLLATE "C")
      FROM llmeco.model_aliases a
      JOIN llmeco.models m
        ON m.model_id OPERATOR(pg_catalog.=) a.model_id
       AND m.removed_at IS NULL
       AND pg_catalog.lower(m.name COLLATE "C") OPERATOR(pg_catalog.<>) pg_catalog.lower(a.name COLLATE "C")
     WHERE pg_catalog.strpos(a.name, '#') OPERATOR(pg_catalog.=) 0
)
SELECT n.name,
       n.risk,
       CASE WHEN d.models OPERATOR(pg_catalog.+) u.spaces OPERATOR(pg_catalog.>=) 100 THEN 'high'
            WHEN d.models OPERATOR(pg_catalog.+) u.spaces OPERATOR(pg_catalog.>=) 10 THEN 'medium'
            ELSE 'low' END AS severity,
       n.leads_to_id,
       l.name AS leads_to,
       n.since,
       d.models,
       u.spaces,
       d.downloads
  FROM names n
 CROSS JOIN LATERAL (SELECT pg_catalog.count(*) AS models,
                            COALESCE(pg_catalog.sum(c.downloads), 0)::bigint AS downloads
                       FROM llmeco.model_edges e
                       JOIN llmeco.models c ON c.model_id OPERATOR(pg_catalog.=) e.child_id
                      WHERE e.parent_id OPERATOR(pg_catalog.=) n.source_id
                        AND c.removed_at IS NULL
                        AND COALESCE(c.created_at, '-infinity') OPERATOR(pg_catalog.<) n.built_before
                        AND (n.old_name IS NULL
                             OR EXISTS (SELECT
                                          FROM pg_catalog.unnest(c.tags) t (tag)
                                         WHERE pg_catalog.lower(t.tag COLLATE "C") OPERATOR(pg_catalog.=) ANY (ARRAY[
                                                   'base_model:' OPERATOR(pg_catalog.||) n.old_name,
                                                   'base_model:finetune:' OPERATOR(pg_catalog.||) n.old_name,
                                                   'base_model:adapter:' OPERATOR(pg_catalog.||) n.old_name,
                                                   'base_model:merge:' OPERATOR(pg_catalog.||) n.old_name,
                                                   'base_model:quantized:' OPERATOR(pg_catalog.||) n.old_name])))) d
 CROSS JOIN LATERAL (SELECT pg_catalog.count(*) AS spaces
                       FROM llmeco.space_models u
                       JOIN llmeco.spaces s ON s.space_id OPERATOR(pg_catalog.=) u.space_id
                      WHERE u.model_id OPERATOR(pg_catalog.=) n.source_id
                        AND n.old_name IS NULL
                        AND s.removed_at IS NULL
                        AND COALESCE(s.created_at, '-infinity') OPERATOR(pg_catalog.<) n.built_before) u
  LEFT JOIN llmeco.models l ON l.model_id OPERATOR(pg_catalog.=) n.leads_to_id
 WHERE d.models OPERATOR(pg_catalog.+) u.spaces OPERATOR(pg_catalog.>) 0;
COMMENT ON VIEW llmeco.name_risks IS 'One row per name that listed models have as a parent, or listed Spaces use, and that does not lead where they meant, or need not for long (key: name, risk). Whoever registers a free name gets all who still use it.';
COMMENT ON COLUMN llmeco.name_risks.name IS 'The name, author/name.';
COMMENT ON COLUMN llmeco.name_risks.risk IS 'gone: its repository is no longer listed, or private; never_listed: no repository of that name was ever listed, while all that are were read; taken_over: another repository has it than the one that some were built on; renamed: it leads to a repository with another name, until somebody registers it.';
COMMENT ON COLUMN llmeco.name_risks.severity IS 'By models and spaces together: high from 100 on, medium from 10 on, low.';
COMMENT ON COLUMN llmeco.name_risks.leads_to_id IS 'llmeco.models.model_id of what the name leads to; NULL: nothing.';
COMMENT ON COLUMN llmeco.name_risks.leads_to IS 'Present name of that; NULL: nothing.';
COMMENT ON COLUMN llmeco.name_risks.since IS 'When llmeco found it; NULL: never_listed, and the Hub was not asked.';
COMMENT ON COLUMN llmeco.name_risks.models IS 'Listed models that have the name as a parent; of taken_over those created before the repository that has it now, of renamed those with the name in their tags.';
COMMENT ON COLUMN llmeco.name_risks.spaces IS 'Listed Spaces that use it; of taken_over those created before; 0 of renamed, where the names that Spaces use are not kept.';
COMMENT ON COLUMN llmeco.name_risks.downloads IS 'Downloads of these models in the last 30 days.';

-- ---- who wants to know ----

-- A row is its role's alone: nobody has rights on the table, and the views read it as its
-- owner, by current_user and with a security barrier. No row-level security: pg_dump would
-- make its policies a second time.
CREATE TABLE llmeco.watch_list (
    watched_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
    role text NOT NULL DEFAULT current_user,
    what text NOT NULL CHECK (what IN ('model', 'author', 'family')),
    name text NOT NULL CHECK (name <> ''),
    PRIMARY KEY (role, what, name)
);
COMMENT ON TABLE llmeco.watch_list IS 'One row per role and what it watches (key: role, what, name): the storage of llmeco.watches, which is what to read and write.';
COMMENT ON COLUMN llmeco.watch_list.watched_at IS 'Since when.';
COMMENT ON COLUMN llmeco.watch_list.role IS 'Name of the role.';
COMMENT ON COLUMN llmeco.watch_list.what IS 'model, author or family.';
COMMENT ON COLUMN llmeco.watch_list.name IS 'Name of the model, author or root.';
SELECT pg_catalog.pg_extension_config_dump('llmeco.watch_list', '');

CREATE VIEW llmeco.watches WITH (security_barrier) AS
SELECT w.what,
       w.name,
       w.watched_at,
       w.role
  FROM llmeco.watch_list w
 WHERE w.role OPERATOR(pg_catalog.=) current_user::text
  WITH CHECK OPTION;
COMMENT ON VIEW llmeco.watches IS 'One row per what the current role watches (key: what, name); its own to write: INSERT INTO llmeco.watches (what, name) VALUES (''model'', ''author/name''). After SET ROLE a group has a list of its own.';
COMMENT ON COLUMN llmeco.watches.what IS 'model; author: all of its models; family: all models that go back to a root, and the root.';
COMMENT ON COLUMN llmeco.watches.name IS 'Name, or old name, of the model, author or root; case does not matter, nor whether it is known yet.';
COMMENT ON COLUMN llmeco.watches.watched_at IS 'Since when.';
COMMENT ON COLUMN llmeco.watches.role IS 'Name of the role.';

CREATE VIEW llmeco.watched_events WITH (security_barrier) AS
WITH mine AS MATERIALIZED (
    SELECT w.what, pg_catalog.lower(w.name COLLATE "C") AS name
      FROM llmeco.watches w
     WHERE w.role OPERATOR(pg_catalog.=) current_user::text
), named AS MATERIALIZED (
    SELECT w.what, m.model_id
      FROM mine w
      JOIN llmeco.models m ON pg_catalog.lower(m.name COLLATE "C") OPERATOR(pg_catalog.=) w.name
     WHERE w.what OPERATOR(pg_catalog.<>) 'author'
    UNION
    SELECT w.what, a.model_id
      FROM mine w
      JOIN llmeco.model_aliases a ON pg_catalog.lower(a.name COLLATE "C") OPERATOR(pg_catalog.=) w.name
     WHERE w.what OPERATOR(pg_catalog.<>) 'author'
), watched AS MATERIALIZED (
    SELECT n.model_id
      FROM named n
    UNION
    SELECT f.model_id
      FROM named n
      JOIN llmeco.family_shares f ON f.root_id OPERATOR(pg_catalog.=) n.model_id
     WHERE n.what OPERATOR(pg_catalog.=) 'family'
       AND f.slot OPERATOR(pg_catalog.=) @extschema@.llmeco_shown_slot('families')
    UNION
    SELECT m.model_id
      FROM mine w
      JOIN llmeco.authors a ON pg_catalog.lower(a.name COLLATE "C") OPERATOR(pg_catalog.=) w.name
      JOIN llmeco.models m ON m.author_id OPERATOR(pg_catalog.=) a.author_id
     WHERE w.what OPERATOR(pg_catalog.=) 'author'
)
SELECT e.event_id,
       e.at,
       e.run_id,
       e.model_id,
       e.name,
       e.author,
       e.kind,
       e.before,
       e.after,
       e.descendants,
       e.spaces,
       e.downloads,
       e.best_rank,
       e.conflicts_made,
       e.conflicts_ended
  FROM llmeco.event_impact e
 WHERE e.model_id IN (SELECT w.model_id FROM watched w)
    OR pg_catalog.lower(e.name COLLATE "C") IN (SELECT w.name FROM mine w WHERE w.what OPERATOR(pg_catalog.<>) 'author')
    OR pg_catalog.split_part(pg_catalog.lower(e.name COLLATE "C"), '/', 1) IN (SELECT w.name FROM mine w WHERE w.what OPERATOR(pg_catalog.=) 'author')
    OR e.kind OPERATOR(pg_catalog.=) 'author_changed'
       AND pg_catalog.lower((e.before OPERATOR(pg_catalog.->>) 'author') COLLATE "C") IN (SELECT w.name FROM mine w WHERE w.what OPERATOR(pg_catalog.=) 'author');
COMMENT ON VIEW llmeco.watched_events IS 'One row per event (key: event_id) of what the current role watches (llmeco.watches), columns as in llmeco.event_impact: of the model that a name leads to or led to, of models that an author has or had, of models that go back to a root. event_id > the last one seen, or a condition on at, gives what is new.';
COMMENT ON COLUMN llmeco.watched_events.event_id IS 'llmeco.model_events.event_id.';
COMMENT ON COLUMN llmeco.watched_events.at IS 'When llmeco found it.';
COMMENT ON COLUMN llmeco.watched_events.run_id IS 'llmeco.refresh_runs.run_id of the refresh or import that found it.';
COMMENT ON COLUMN llmeco.watched_events.model_id IS 'llmeco.models.model_id: of name_taken_over the model that lost its name, of parent_added, parent_removed and relation_changed the derived model.';
COMMENT ON COLUMN llmeco.watched_events.name IS 'Its name after the event; of name_taken_over that name.';
COMMENT ON COLUMN llmeco.watched_events.author IS 'Name of its author now, user or organization; NULL: a name without owner.';
COMMENT ON COLUMN llmeco.watched_events.kind IS 'renamed, name_taken_over, removed, returned, disabled, enabled, license_changed, gated_changed, parent_added, parent_removed, relation_changed, author_changed or task_changed.';
COMMENT ON COLUMN llmeco.watched_events.before IS 'What it was; NULL: nothing.';
COMMENT ON COLUMN llmeco.watched_events.after IS 'What it is since; of removed the reason; NULL: nothing.';
COMMENT ON COLUMN llmeco.watched_events.descendants IS 'Listed models that went back to it, however far; of name_taken_over to it or to who has the name; NULL: not counted yet.';
COMMENT ON COLUMN llmeco.watched_events.spaces IS 'Listed Spaces that used it or one of them; NULL: not counted yet.';
COMMENT ON COLUMN llmeco.watched_events.downloads IS 'Downloads of it and them in the 30 days before; NULL: not counted yet.';
COMMENT ON COLUMN llmeco.watched_events.best_rank IS 'Rank of the most influential of it and them; NULL: none had one, or not counted yet.';
COMMENT ON COLUMN llmeco.watched_events.conflicts_made IS 'Licence conflicts that came with a changed licence or derivation; NULL: another kind, or not counted yet.';
COMMENT ON COLUMN llmeco.watched_events.conflicts_ended IS 'Licence conflicts that went with it; NULL: as conflicts_made.';
