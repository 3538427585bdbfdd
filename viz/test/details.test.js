// The page of a model from a real database: its data files against the views,
// and why it scores what it scores against llmeco_explain().

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test as nodeTest } from 'node:test';
import { build, clean, skip as noBrowser, Site, viz } from './lib/browser.js';
import { createDatabase, dropDatabase, psql, select } from './lib/database.js';
import { readData } from './lib/decode.js';
import { shardOf } from './lib/details.js';
import { rows } from './lib/rows.js';

const DATABASE = 'llmeco_viz_details';
const program = process.env.LLMECO_VIZ || resolve(viz, 'llmeco-viz');
const skip = process.env.PGHOST ? noBrowser : 'PGHOST does not name a server with the extension';
let site;

before(async () => {
  if (skip) {
    return;
  }
  createDatabase(DATABASE);
  psql(DATABASE, [...rows(1200, 5)].join(''));
  psql(
    DATABASE,
    `
    INSERT INTO llmeco.spaces (name, likes, created_at, removed_at)
    SELECT 'demo/space-' || i, CASE WHEN i % 9 > 0 THEN i * 37 % 900 END,
      timestamptz '2025-05-01' - i * interval '20 hours',
           CASE WHEN i % 13 = 0 THEN now() END
      FROM generate_series(1, 300) i;
    INSERT INTO llmeco.space_models
    SELECT s.space_id, m.model_id FROM llmeco.spaces s, LATERAL (
      SELECT model_id FROM llmeco.models ORDER BY model_id OFFSET s.space_id * 7 % 90
        LIMIT 1 + s.space_id % 3) m;
    INSERT INTO llmeco.space_models SELECT space_id,
      (SELECT model_id FROM llmeco.influence WHERE rank = 4) FROM llmeco.spaces
      WHERE space_id % 5 = 0 ON CONFLICT DO NOTHING;
    UPDATE llmeco.models
      SET languages = '{en,zh}', tags = ARRAY['a"b', '</script>', E'line\\nend'],
          gated = 'manual', trending_score = model_id / 8.0, downloads_all_time = downloads * 3,
          modified_at = created_at + interval '9 days'
      WHERE model_id % 3 = 0;
    UPDATE llmeco.models SET removed_at = '2025-06-01' WHERE model_id % 50 = 7;
    UPDATE llmeco.models SET disabled = model_id % 30 = 11 WHERE model_id % 3 <> 0;
    UPDATE llmeco.authors SET github_login = 'acme' WHERE author_id % 3 = 1;
    UPDATE llmeco.authors SET github_login = 'lonely' WHERE author_id % 3 = 2;
    INSERT INTO llmeco.repos (name) SELECT 'acme/repo-' || i FROM generate_series(1, 9) i;
    INSERT INTO llmeco.repo_metrics (repo_id, month, value, metric)
    SELECT repo_id, '2025-03-01', repo_id * 1.25, metric
      FROM llmeco.repos, (VALUES ('openrank'), ('activity')) v (metric) WHERE repo_id % 2 = 0;
    CREATE TABLE llmeco.model_snapshots_test PARTITION OF llmeco.model_snapshots
      FOR VALUES FROM ('2025-01-01') TO ('2025-06-01');
    INSERT INTO llmeco.model_snapshots (model_id, taken_on, downloads, likes)
    SELECT m.model_id, date '2025-01-01' + d, m.downloads + d, NULLIF(d, 3)
      FROM llmeco.models m, generate_series(0, 99) d WHERE m.model_id % 4 = 0
        AND d % (1 + m.model_id % 8) = 0;
    INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
      SELECT p.model_id, c.model_id, 'merge', 'hub' FROM llmeco.models p, llmeco.models c
        WHERE c.model_id % 17 = 0 AND p.model_id = c.model_id - 14 ON CONFLICT DO NOTHING;
    SELECT FROM llmeco_update_influence(as_of => '2025-05-01');
    SELECT llmeco_update_influence(as_of => '2025-06-01');
    SELECT llmeco_update_families();
    SELECT llmeco_update_checks();
    ANALYZE;`,
  );
  site = await Site.start((folder) => {
    const run = spawnSync(program, ['--force', '--site', build, '-o', folder, '-d', DATABASE], {
      encoding: 'utf8',
    });
    assert.equal(run.status, 0, run.stderr);
  });
});

after(async () => {
  await site?.stop();
  if (!skip) {
    dropDatabase(DATABASE);
  }
});

const test = (name, body) => nodeTest(name, { skip }, body);

const ORDER = `ORDER BY CASE WHEN removed_at IS NULL THEN rank END, name COLLATE "C"`;

/** details: every row of data/details, in the order of models; each in the file of its name. */
function details(folder = site.folder) {
  const all = new Map();
  for (const file of readdirSync(join(folder, 'data/details'))) {
    const { rows: count, columns } = readData(join(folder, 'data/details', file));
    for (let i = 0; i < count; i++) {
      assert.equal(file, `${shardOf(columns.name[i])}.js`);
      all.set(
        columns.name[i],
        Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[i]])),
      );
    }
  }
  return select(DATABASE, `SELECT name FROM llmeco.model_details ${ORDER}`)
    .map(({ name }) => all.get(name))
    .filter(Boolean);
}

// kin: of a list of relatives, whose weight is not written where it is 1.
const kin = (text) => JSON.parse(text ?? '[]').map((one) => (one.length < 4 ? [...one, 1] : one));

const DAY = (column) => `(extract(epoch FROM (${column} AT TIME ZONE 'UTC')::date) / 86400)::int`;

test('the data of every model is what the views have', () => {
  const found = details();
  const expected = select(
    DATABASE,
    `SELECT m.name, m.author_kind AS kind, m.org_type AS org,
      m.task, m.library, m.license, m.parameters, ${DAY('m.created_at')} AS created_at,
      m.downloads, m.likes,
      CASE WHEN m.removed_at IS NULL THEN m.rank END AS rank,
      (SELECT json_agg(json_build_array(e.parent, e.relation, round(r.influence::numeric, 2),
        e.weight)
        ORDER BY CASE WHEN NOT e.parent_is_removed THEN r.rank END, e.parent COLLATE "C")
         FROM llmeco.network_edges e LEFT JOIN llmeco.influence r ON r.model_id = e.parent_id
        WHERE e.child_id = m.model_id) AS parent_list,
      (SELECT json_agg(json_build_array(e.child, e.relation, round(r.influence::numeric, 2),
        e.weight)
        ORDER BY CASE WHEN NOT e.child_is_removed THEN r.rank END, e.child COLLATE "C")
         FROM llmeco.network_edges e LEFT JOIN llmeco.influence r ON r.model_id = e.child_id
        WHERE e.parent_id = m.model_id) AS child_list,
      m.downloads_all_time, m.trending_score, m.gated, ${DAY('m.modified_at')} AS modified_at,
      ${DAY('m.fetched_at')} AS fetched_at, ${DAY('m.removed_at')} AS removed_at,
        m.disabled::int AS disabled, m.languages,
        m.tags, round(i.influence::numeric, 2)::float8 AS influence,
      round(i.self_influence::numeric, 3)::float8 AS self_influence,
      round(i.child_influence::numeric, 2)::float8 AS child_influence,
      round(i.parent_influence::numeric, 2)::float8 AS parent_influence, m.spaces,
      (SELECT count(*) FROM llmeco.model_edges e JOIN llmeco.models c ON c.model_id = e.child_id
        WHERE e.parent_id = m.model_id AND c.removed_at IS NULL) AS children,
      (SELECT count(*) FROM llmeco.model_edges e JOIN llmeco.models p ON p.model_id = e.parent_id
        WHERE e.child_id = m.model_id AND p.removed_at IS NULL) AS parents,
      (SELECT array_agg(s.space || ' ' || coalesce(s.likes::text, 'null')
        ORDER BY s.likes DESC NULLS LAST, s.space COLLATE "C")
         FROM llmeco.model_spaces s WHERE s.model_id = m.model_id) AS space_list,
      (SELECT array_agg(coalesce(g.repo, '-') ORDER BY g.openrank DESC NULLS LAST,
        g.repo COLLATE "C") FROM llmeco.model_github g
        WHERE g.model_id = m.model_id) AS github_list,
      (SELECT json_agg(json_build_array(c.path, c.family, c.ancestor_family, c.same_author,
        c.license, c.ancestor_license, c.relation, c.rule, c.severity,
        c.reason) ORDER BY c.depth, c.ancestor COLLATE "C")
         FROM llmeco.license_conflicts c WHERE c.model_id = m.model_id) AS conflicts,
      (SELECT count(*) FROM llmeco.model_snapshots s WHERE s.model_id = m.model_id) AS snapshots
    FROM llmeco.model_details m LEFT JOIN llmeco.influence i USING (model_id)
    ORDER BY CASE WHEN m.removed_at IS NULL THEN m.rank END, m.name COLLATE "C"`,
  );
  const byName = (query) => new Map(select(DATABASE, query).map(({ name, list }) => [name, list]));
  const scores = byName(
    `SELECT name, json_agg(json_build_array(time - date '1970-01-01', rank,
      round(influence::numeric, 2)) ORDER BY time) AS list
      FROM llmeco.influence_daily GROUP BY name`,
  );
  const families = byName(
    `SELECT model AS name, json_agg(json_build_array(root, round(share::numeric, 4))
      ORDER BY share DESC, root COLLATE "C") AS list
      FROM llmeco.model_families WHERE share < 1 GROUP BY model`,
  );
  assert.equal(found.length, expected.length);
  found.forEach((one, i) => {
    const want = expected[i];
    for (const key of [
      'name',
      'kind',
      'org',
      'task',
      'library',
      'license',
      'parameters',
      'created_at',
      'downloads',
      'likes',
      'rank',
      'downloads_all_time',
      'trending_score',
      'gated',
      'modified_at',
      'fetched_at',
      'removed_at',
      'disabled',
      'influence',
      'self_influence',
      'child_influence',
      'parent_influence',
      'spaces',
      'children',
      'parents',
    ]) {
      assert.equal(one[key], want[key], `${key} of row ${i}`);
    }
    assert.deepEqual(JSON.parse(one.languages ?? '[]'), want.languages);
    assert.deepEqual(JSON.parse(one.tags ?? '[]'), want.tags);
    assert.deepEqual(
      JSON.parse(one.space_list ?? '[]').map(([name, likes]) => `${name} ${likes}`),
      (want.space_list ?? []).slice(0, 20),
    );
    assert.deepEqual(
      JSON.parse(one.github_list ?? '[]').map(([, repo]) => repo ?? '-'),
      (want.github_list ?? []).slice(0, 6),
    );
    assert.deepEqual(
      JSON.parse(one.conflicts ?? '[]').map(([path, ...rest]) => [[...path, one.name], ...rest]),
      want.conflicts ?? [],
    );
    assert.deepEqual(JSON.parse(one.scores ?? '[]'), scores.get(one.name) ?? []);
    assert.deepEqual(JSON.parse(one.families ?? '[]'), (families.get(one.name) ?? []).slice(0, 10));
    assert.deepEqual(kin(one.parent_list), want.parent_list ?? []);
    assert.deepEqual(kin(one.child_list), (want.child_list ?? []).slice(0, 10));
    assert.equal(one.history === null, want.snapshots === 0);
  });
  assert.ok(expected.some((one) => one.conflicts?.length > 1));
  assert.ok([...scores.values()].filter((list) => list.length === 2).length > 900);
  assert.ok([...families.values()].some((list) => list.length > 1));
  assert.ok(
    expected.some((one) => one.space_list?.length > 20) &&
      expected.some((one) => one.github_list?.length > 6),
  );
});

test('a site of a part of the models has the details of these', () => {
  const folder = mkdtempSync(join(tmpdir(), 'llmeco-limit-'));
  const run = spawnSync(
    program,
    ['--force', '--limit', '1005', '--site', build, '-o', folder, '-d', DATABASE],
    { encoding: 'utf8' },
  );
  assert.equal(run.status, 0, run.stderr);
  const all = details().slice(0, 1005);
  const shown = new Set(all.map(({ name }) => name));
  // relatives are not those whose rank is beyond the site's
  const kept = (text) => kin(text).filter(([name, , score]) => shown.has(name) || score === null);
  const without = (one) => ({ ...one, parent_list: null, child_list: null });
  const part = details(folder);
  assert.deepEqual(part.map(without), all.map(without));
  let left = 0;
  all.forEach((one, i) => {
    assert.deepEqual(kin(part[i].parent_list), kept(one.parent_list));
    assert.deepEqual(kin(part[i].child_list).slice(0, 10), kept(one.child_list));
    left += kin(one.child_list).length - kin(part[i].child_list).length;
  });
  assert.ok(left > 0);
  rmSync(folder, { recursive: true });
});

test('a history is at most 32 days, evenly spread, the newest among them', () => {
  const histories = details()
    .map((one) => JSON.parse(one.history ?? '[]'))
    .filter((one) => one.length);
  const longest = histories.reduce((a, b) => (b.length > a.length ? b : a));
  const days = longest.map(([day]) => day);
  const newest = Date.parse('2025-04-10') / 86400000;
  assert.deepEqual(
    days,
    Array.from({ length: 25 }, (_, i) => newest - 4 * (24 - i)),
  );
  const at = details().findIndex((one) => one.history && JSON.parse(one.history).length === 25);
  const { downloads } = readData(join(site.folder, `data/models.js`)).columns;
  longest.forEach(([day, , likes]) =>
    assert.equal(likes, day - newest + 99 === 3 ? null : day - newest + 99),
  );
  JSON.parse(details()[at].history).forEach(([day, value]) =>
    assert.equal(value, downloads[at] + (day - newest + 99)),
  );
});

test('why this score, on the page, is what llmeco_explain() says', async () => {
  const number = (text) => Number(text.replace(/[,%]/g, ''));
  const names = select(DATABASE, `SELECT name FROM llmeco.leaderboard ORDER BY rank LIMIT 4`)
    .concat(
      select(
        DATABASE,
        `SELECT name FROM llmeco.model_details WHERE children > 12 AND removed_at IS NULL
          ORDER BY name COLLATE "C" LIMIT 2`,
      ),
    )
    .concat(
      select(
        DATABASE,
        `SELECT parent AS name FROM llmeco.network_edges WHERE NOT parent_is_removed
          GROUP BY parent HAVING bool_or(child_is_removed) AND bool_or(NOT child_is_removed)
          ORDER BY parent COLLATE "C" LIMIT 2`,
      ),
    );
  for (const { name } of names) {
    const page = await site.open(`model.html#m=${encodeURIComponent(name)}`, { from: 'http' });
    const shown = await page.$$eval('.terms tr[data-term]', (all) =>
      all.map((tr) => [...tr.children].map((cell) => cell.textContent)),
    );
    const expected = select(DATABASE, `SELECT * FROM llmeco_explain('${name}', 10)`);
    assert.equal(shown.length, expected.length, name);
    const byValue = (list, value) => [...list].sort((a, b) => value(b) - value(a));
    const related = expected.filter((one) => one.related).map((one) => one.related);
    for (const one of related) {
      assert.ok(
        shown.some(([label]) => label.startsWith(one)),
        `${one} is not among the terms of ${name}`,
      );
    }
    const values = byValue(expected, ({ value }) => value);
    byValue(shown, ([, , adds]) => number(adds)).forEach(([, , adds], i) => {
      assert.ok(
        Math.abs(number(adds) - values[i].value) < 0.0151,
        `${name}: ${adds}, ${values[i].value}`,
      );
    });
    assert.equal(
      Math.round(100 * shown.reduce((sum, [, , adds]) => sum + number(adds), 0)),
      Math.round(100 * number(await page.textContent('.terms tfoot td'))),
    );
    await clean(page);
  }
});

test('a removed model has no score, and its page says that it takes no part', async () => {
  const [{ name, parent }] = select(
    DATABASE,
    `SELECT child AS name, parent FROM llmeco.network_edges WHERE child_is_removed
      ORDER BY child COLLATE "C", parent COLLATE "C" LIMIT 1`,
  );
  const page = await site.open(`model.html#m=${encodeURIComponent(name)}`, { from: 'http' });
  assert.match(await page.textContent('.notes'), /takes no part in influence/);
  assert.equal(await page.$('.terms'), null);
  assert.ok((await page.textContent('.lineage')).includes(parent.split('/').pop()));
  await clean(page);
});
