// The pages of what models share (authors, families, tasks, licences, languages, datasets), home's
// picture of families, the licence check, the watch, models side by side, the path between two and
// what they had over time, from a real database: what they show against SQL over the views.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, test as nodeTest } from 'node:test';
import {
  build,
  clean,
  inFile,
  ready,
  saved,
  skip as noBrowser,
  Site,
  texts,
  violations,
  viz,
} from './lib/browser.js';
import { createDatabase, dropDatabase, psql, select } from './lib/database.js';
import { readData } from './lib/decode.js';
import { container, dataScript, runLine } from './lib/fixture.js';
import { sticksOut } from './lib/layout.js';
import { rows } from './lib/rows.js';
import { en } from '../site/js/i18n/en.js';
import { zh } from '../site/js/i18n/zh.js';

const DATABASE = 'llmeco_viz_things';
const program = process.env.LLMECO_VIZ || resolve(viz, 'llmeco-viz');
const skip = process.env.PGHOST ? noBrowser : 'PGHOST does not name a server with the extension';
const KINDS = ['author', 'family', 'task', 'license', 'language', 'dataset'];
let site;
let names; // of each kind the thing with the most influence

before(async () => {
  if (skip) {
    return;
  }
  createDatabase(DATABASE);
  psql(DATABASE, [...rows(1500, 9)].join(''));
  // languages by several codes, datasets, cards with a name of a licence, merges, old and gone
  // names, changes; all of days that the data has, so that the site is the same tomorrow
  psql(
    DATABASE,
    `
    UPDATE llmeco.models
      SET languages =
          (ARRAY['{en,zh}', '{eng}', '{fr,en,en}', '{}', '{}'])[1 + model_id % 5]::text[],
        tags = CASE WHEN model_id % 4 = 0 THEN
          ARRAY['dataset:squad', 'dataset:acme/corpus-' || model_id % 3, 'llama']
          ELSE '{}' END,
        sha = CASE WHEN model_id % 3 = 0 THEN md5(name) || '00000000' END;
    INSERT INTO llmeco.datasets (name, license, gated, downloads, likes, fetched_at)
      VALUES ('squad', 'cc-by-4.0', 'no', 1200, 34, '2025-06-01');
    INSERT INTO llmeco.datasets (name) SELECT 'acme/corpus-' || i FROM generate_series(0, 2) i;
    INSERT INTO llmeco.model_datasets (model_id, dataset_id)
      SELECT m.model_id, d.dataset_id FROM llmeco.models m JOIN llmeco.datasets d
        ON 'dataset:' || d.name = ANY (m.tags);
    UPDATE llmeco.models SET license = 'other', license_name = 'apache-2.0',
      license_link = 'LICENSE.md' WHERE model_id % 11 = 0;
    UPDATE llmeco.models SET license = 'other', license_name = 'house-rules',
      license_link = 'https://example.org/rules' WHERE model_id % 13 = 0;
    UPDATE llmeco.models SET license = 'mit', license_name = 'gemma' WHERE model_id % 29 = 0;
    UPDATE llmeco.models SET license = 'cc-by-nd-4.0' WHERE model_id % 31 = 0;
    UPDATE llmeco.models SET license = 'gpl-3.0' WHERE model_id % 37 = 0;
    INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
      SELECT p.model_id, c.model_id, 'merge', 'hub' FROM llmeco.models p, llmeco.models c
        WHERE c.model_id % 17 = 0 AND p.model_id = c.model_id - 14 ON CONFLICT DO NOTHING;
    UPDATE llmeco.models SET removed_at = '2025-05-20' WHERE model_id % 50 = 7;
    INSERT INTO llmeco.refresh_runs (started_at, finished_at, sources, scope, mode, status)
      VALUES ('2025-06-09', '2025-06-10', '{models}', 'all', 'full', 'complete');
    SELECT FROM llmeco_update_influence(as_of => '2025-03-25');
    UPDATE llmeco.models SET likes = likes * 2 WHERE model_id % 5 = 0;
    SELECT FROM llmeco_update_influence(as_of => '2025-05-25');
    CREATE TABLE llmeco.model_snapshots_test PARTITION OF llmeco.model_snapshots
      FOR VALUES FROM ('2025-01-01') TO ('2025-06-01');
    INSERT INTO llmeco.model_snapshots (model_id, taken_on, downloads, likes)
      SELECT model_id, date '2025-03-25', downloads / 3, likes / 2 FROM llmeco.models
      UNION ALL SELECT model_id, date '2025-05-25', downloads, likes FROM llmeco.models;
    SELECT FROM llmeco_update_rankings();
    SELECT llmeco_update_families();
    SELECT llmeco_update_checks();
    CREATE TABLE llmeco.model_events_test PARTITION OF llmeco.model_events
      FOR VALUES FROM ('2025-04-01') TO ('2025-07-01');
    INSERT INTO llmeco.model_events (at, model_id, name, kind, before, after, descendants, spaces,
        downloads, best_rank, conflicts_made, conflicts_ended)
      SELECT timestamptz '2025-06-09 12:00+00' - i * interval '19 hours', m.model_id,
        m.name, e.kind,
        e.before, e.after, i * 7 % 90, i % 5, i * 1000, 1 + i, e.made, e.ended
        FROM (SELECT *, row_number() OVER (ORDER BY model_id) AS i FROM llmeco.models
          WHERE removed_at IS NULL ORDER BY model_id LIMIT 60) m,
        LATERAL (VALUES
          (0, 'license_changed', '{"license": "mit"}'::jsonb,
            '{"license": "gpl-3.0"}'::jsonb, 2, 1),
          (1, 'renamed', '{"name": "old/name"}', jsonb_build_object('name', m.name), NULL, NULL),
          (2, 'removed', NULL, '{"reason": "private"}', NULL, NULL))
            e (n, kind, before, after, made, ended)
        WHERE e.n = m.i % 3;
    INSERT INTO llmeco.model_events (at, model_id, name, kind, before, after)
      SELECT timestamptz '2025-06-01 12:30+00' - e.n * interval '1 hour', m.model_id, m.name,
        e.kind, e.before, e.after
        FROM (SELECT * FROM llmeco.models WHERE removed_at IS NULL ORDER BY model_id DESC
          LIMIT 1) m,
        (VALUES (0, 'gated_changed', '{"gated": "no"}'::jsonb, '{"gated": "auto"}'::jsonb),
          (1, 'disabled', '{"disabled": false}', '{"disabled": true}'),
          (2, 'parent_added', NULL,
            '{"parent": "acme/base", "relation": "merge", "parent_id": 1}'),
          (3, 'parent_removed',
            '{"parent": "acme/base", "relation": "merge", "parent_id": 1}', NULL),
          (4, 'task_changed', '{"task": null}', '{"task": "fill-mask"}'),
          (5, 'returned', NULL, NULL), (6, 'enabled', NULL, NULL))
            e (n, kind, before, after);
    ANALYZE;`,
  );
  site = await Site.start((folder) => {
    const run = spawnSync(program, ['--force', '--site', build, '-o', folder, '-d', DATABASE], {
      encoding: 'utf8',
    });
    assert.equal(run.status, 0, run.stderr);
  });
  const first = (query) => select(DATABASE, `${query} LIMIT 1`)[0].name;
  names = {
    author: first(
      'SELECT author AS name FROM llmeco.author_ranking ORDER BY influence DESC, author_id',
    ),
    family: first('SELECT root AS name FROM llmeco.family_ranking ORDER BY rank'),
    task: first('SELECT task AS name FROM llmeco.task_ranking ORDER BY rank'),
    license: 'apache-2.0',
    language: first('SELECT language AS name FROM llmeco.language_ranking ORDER BY rank'),
    dataset: first('SELECT name FROM llmeco.dataset_ranking ORDER BY rank'),
  };
});

after(async () => {
  await site?.stop();
  if (!skip) {
    dropDatabase(DATABASE);
  }
});

const test = (name, body) => nodeTest(name, { skip, timeout: 240000 }, body);
/** linesOf: the lines of a CSV file. */
const linesOf = ({ bytes }) => bytes.toString('utf8').replace('\ufeff', '').trim().split('\r\n');
const quote = (text) => `'${text.replaceAll("'", "''")}'`;
const url = (kind, more = '') => `${kind}.html#n=${encodeURIComponent(names[kind])}${more}`;
const number = (text) => Number(text.replace(/[^\d.-]/g, ''));
const rowsOf = (page, selector) =>
  page.$$eval(selector, (all) =>
    all.map((tr) => [...tr.children].map((cell) => cell.textContent.trim())),
  );

/** MEMBERS: SQL for the listed models of a thing. */
const MEMBERS = {
  author: (name) => `m.name LIKE ${quote(name)} || '/%'`,
  family: (name) =>
    `m.model_id IN (SELECT f.model_id FROM llmeco.model_families f WHERE f.root = ${quote(name)}
      AND f.model <> f.root)`,
  task: (name) => `m.task = ${quote(name)}`,
  license: (name) => `m.license = ${quote(name)}`,
  language: () => `m.languages && '{en,eng}'`,
  dataset: (name) => `('dataset:' || ${quote(name)}) = ANY (m.tags)`,
};

for (const kind of KINDS) {
  test(`${kind}: figures and the best models are those of the views`, async () => {
    const page = await site.open(url(kind), { from: 'http' });
    const wanted = select(
      DATABASE,
      `SELECT m.name, m.rank, m.influence, m.downloads FROM llmeco.model_details m
        WHERE m.removed_at IS NULL AND ${MEMBERS[kind](names[kind])} ORDER BY m.rank`,
    );
    assert.ok(wanted.length > 15, `${wanted.length}`);
    assert.deepEqual(
      await page.$$eval('#models tbody .model-name', (all) => all.map((a) => a.textContent)),
      wanted.slice(0, 15).map((m) => m.name),
    );
    assert.equal(
      number((await texts(page, '#models .showing'))[0].split('of').pop()),
      wanted.length,
    );
    const card = (key) => page.getAttribute(`[data-card=${key}] .card-value`, 'title');
    assert.equal(number(await card(kind === 'family' ? 'descendants' : 'models')), wanted.length);
    const sum = (key) => wanted.reduce((total, m) => total + (m[key] ?? 0), 0);
    assert.equal(number(await card('downloads')), sum('downloads'));
    assert.ok(Math.abs(number(await card('influence')) - sum('influence')) < 0.01 * wanted.length);
    // sorted, searched and turned by the address alone
    await page.goto(`${page.base}/${url(kind, '&sort=-downloads')}`);
    await page.reload();
    await ready(page);
    const shown = await page.$$eval('#models tbody .cell-downloads', (all) =>
      all.map((cell) => Number(cell.textContent.replace(/\D/g, ''))),
    );
    assert.deepEqual(
      shown,
      [...shown].sort((a, b) => b - a),
    );
    // what is chosen is in the address, too
    await page.check('#models tbody tr:nth-child(2) input');
    const network = await page.getAttribute('#model-network', 'href');
    await page.reload();
    await ready(page);
    assert.equal(await page.isChecked('#models tbody tr:nth-child(2) input'), true);
    assert.equal(await page.getAttribute('#model-network', 'href'), network);
    await page.fill('#model-search', wanted[3].name);
    await page.waitForFunction(
      (name) => document.querySelector('#models tbody .model-name')?.textContent === name,
      wanted[3].name,
    );
    await clean(page);
  });
}

test('the list of all things of each kind is that of the ranking', async () => {
  const queries = {
    author: `SELECT author AS name, models FROM llmeco.author_ranking
      ORDER BY influence DESC, author_id`,
    family: `SELECT root AS name, descendants AS models FROM llmeco.family_ranking
      ORDER BY influence DESC`,
    task: 'SELECT task AS name, models FROM llmeco.task_ranking ORDER BY rank',
    license: `SELECT license AS name, count(*) AS models FROM llmeco.model_details
      WHERE removed_at IS NULL AND license IS NOT NULL GROUP BY 1 ORDER BY sum(influence) DESC`,
    language: 'SELECT language AS name, models FROM llmeco.language_ranking ORDER BY rank',
    dataset: 'SELECT name, models FROM llmeco.dataset_ranking ORDER BY rank',
  };
  for (const kind of KINDS) {
    const page = await site.open(`${kind}.html`);
    const wanted = select(DATABASE, queries[kind]);
    const got = await page.$$eval(`#${kind}-list tbody tr`, (all) =>
      all.map((tr) => [
        decodeURIComponent(tr.querySelector('a').href.split('#n=')[1]),
        Number(tr.querySelector('.record-models').textContent.replace(/\D/g, '')),
      ]),
    );
    assert.ok(got.length >= Math.min(4, wanted.length), kind);
    assert.deepEqual(
      got,
      wanted.slice(0, 20).map((one) => [one.name, one.models]),
      kind,
    );
    await clean(page);
  }
});

test('a family: members by relation and month, builders, and its root’s facts', async () => {
  const page = await site.open(url('family'), { from: 'http' });
  const [family] = select(
    DATABASE,
    `SELECT * FROM llmeco.family_ranking WHERE root = ${quote(names.family)}`,
  );
  const card = (key) => page.getAttribute(`[data-card=${key}] .card-value`, 'title');
  assert.equal(number(await card('builders')), family.builders);
  assert.equal(number(await card('depth')), family.depth);
  for (const relation of ['finetune', 'adapter', 'merge', 'quantized']) {
    assert.equal(
      number((await page.textContent(`[data-fact=${relation}] dd`)) ?? '0'),
      family[relation],
      relation,
    );
  }
  const monthly = select(
    DATABASE,
    `SELECT extract(year FROM month) * 12 + extract(month FROM month) - 1 AS at, derivatives, share
      FROM llmeco.family_monthly WHERE root = ${quote(names.family)} AND derivatives > 0
      ORDER BY month DESC`,
  );
  for (const [i, key] of ['derivatives', 'share'].entries()) {
    await page.click(`#months .chart >> nth=${i} >> button[aria-pressed]`);
    const shown = (await rowsOf(page, `#months .chart >> nth=${i} >> tbody tr`))
      .map(([month, value]) => [month, number(value)])
      .filter(([, value]) => value > 0);
    assert.deepEqual(
      shown.map(([, value]) => value),
      monthly
        .map((one) => (key === 'share' ? Math.round(1000 * one.share) / 10 : one.derivatives))
        .filter((value) => value > 0),
      key,
    );
  }
  await clean(page);
});

test('what a licence says and asks for is that of license_terms and license_duties', async () => {
  const page = await site.open(url('license'), { from: 'http' });
  const duties = select(
    DATABASE,
    `SELECT * FROM llmeco.license_duties WHERE license = 'apache-2.0' ORDER BY obligation`,
  );
  assert.ok(duties.length >= 2);
  assert.equal(await page.textContent('h1'), 'Apache License 2.0');
  assert.equal(await page.textContent('[data-fact=commercial] dd'), 'allowed');
  const shown = await page.$$eval('.duties > div', (all) =>
    all.map((one) => [
      one.dataset.obligation,
      ...[...one.querySelectorAll('dd span')].map((span) => span.textContent),
    ]),
  );
  assert.deepEqual(
    shown,
    duties.map((one) => [one.obligation, one.instruction, one.source]),
  );
  const [{ n }] = select(
    DATABASE,
    `SELECT count(*) AS n FROM llmeco.license_conflicts
      WHERE 'apache-2.0' IN (license, ancestor_license)`,
  );
  assert.equal((await page.textContent('#conflicts .verdict')).match(/\d+/)[0], String(n));
  await clean(page);
});

test('an unknown thing says so and offers what comes close', async () => {
  for (const kind of KINDS) {
    const page = await site.open(`${kind}.html#n=${encodeURIComponent('no/such <b>')}`);
    assert.equal(
      await page.textContent('.notes'),
      en[`${kind}.unknown`].replace('{name}', 'no/such <b>'),
    );
    assert.equal(await page.inputValue(`#${kind}-search`), 'no/such <b>');
    assert.ok(await page.isVisible('#find'));
    // a part of a name that some have
    const part = names[kind].slice(0, -1);
    await page.evaluate((name) => (location.hash = `n=${name}&q=${name}`), part);
    await page.waitForSelector(`#${kind}-list tbody th a`);
    assert.equal(
      await page.textContent('.notes'),
      `${en[`${kind}.unknown`].replace('{name}', part)} ${en['thing.close']}`,
    );
    await clean(page);
  }
});

test('every fact of a model leads to its page, and the leaderboard’s cells do', async () => {
  const [model] = select(
    DATABASE,
    `SELECT m.name, m.author, m.task, m.license FROM llmeco.model_details m
      JOIN llmeco.family_ranking f ON f.root_id = m.model_id
      WHERE m.task IS NOT NULL AND m.license IS NOT NULL AND m.languages <> '{}' AND m.tags <> '{}'
        AND m.removed_at IS NULL ORDER BY m.rank LIMIT 1`,
  );
  const page = await site.open(`model.html#m=${encodeURIComponent(model.name)}`, { from: 'http' });
  const links = await page.$$eval('#model a', (all) => all.map((a) => a.getAttribute('href')));
  for (const [kind, name] of [
    ['author', model.author],
    ['task', model.task],
    ['license', model.license],
    ['family', model.name],
    ['dataset', 'squad'],
  ]) {
    assert.ok(
      links.some((href) => decodeURIComponent(href) === `${kind}.html#n=${name}`),
      `${kind} ${name}`,
    );
  }
  const language = links.find((href) => href.startsWith('language.html#'));
  for (const href of [language, `task.html#n=${encodeURIComponent(model.task)}`]) {
    await page.click(`#model a[href="${href}"]`);
    await ready(page);
    assert.equal(await page.$('.notes'), null, href);
    await page.goBack();
    await ready(page);
  }
  await page.goto(`${page.base}/leaderboard.html#columns=task,license`);
  await ready(page);
  const cells = await page.$$eval('#leaderboard a', (all) => all.map((a) => a.pathname.slice(1)));
  assert.deepEqual(
    ['author.html', 'task.html', 'license.html'].map((file) => cells.includes(file)),
    [true, true, true],
  );
  await clean(page);
});

test('home: the shares of new derivatives are those of family_monthly', async () => {
  const page = await site.open('index.html', { from: 'http' });
  const top = select(
    DATABASE,
    `WITH newest AS (SELECT * FROM llmeco.family_monthly WHERE month >
        (SELECT max(month) FROM llmeco.family_monthly) - interval '24 months')
      SELECT root, sum(derivatives_by_share) AS n FROM newest GROUP BY root, root_id
        ORDER BY n DESC, root_id LIMIT 8`,
  );
  const [{ all }] = select(
    DATABASE,
    `SELECT count(DISTINCT m.model_id) AS all FROM llmeco.model_details m
      JOIN llmeco.network_edges e ON e.child_id = m.model_id AND NOT e.parent_is_removed
      WHERE m.removed_at IS NULL AND date_trunc('month', m.created_at AT TIME ZONE 'UTC') >
        (SELECT max(month) FROM llmeco.family_monthly) - interval '24 months'`,
  );
  const legend = await page.$$eval('#built-on-list li', (list) =>
    list.map((li) => [li.querySelector('a').textContent, li.querySelector('.num').textContent]),
  );
  assert.deepEqual(
    legend.map(([name]) => name),
    [...top.map(({ root }) => root), 'Others'],
  );
  legend.slice(0, 8).forEach(([name, share], i) => {
    assert.ok(Math.abs(number(share) - (100 * top[i].n) / all) < 0.6, `${name} ${share}`);
  });
  await page.click('#built-on-chart button[aria-pressed]');
  const table = await rowsOf(page, '#built-on-chart tbody tr');
  assert.equal(table.length, 24);
  for (const [month, ...cells] of table) {
    const shares = cells.slice(0, -1).map(number);
    assert.ok(Math.abs(shares.reduce((a, b) => a + b, 0) - 100) < 0.6, month);
  }
  assert.match(await page.textContent('#built-on-note'), /May 25, 2025/);
  await page.click('#built-on-chart .chart-tools summary');
  assert.match(linesOf(await saved(page, '#built-on-chart [data-file=csv]'))[1], /^2025-05,/);
  const href = await page.getAttribute('#built-on-list li:first-child a', 'href');
  await page.click('#built-on-list li:first-child a');
  await ready(page);
  assert.ok(page.url().endsWith(href));
  assert.equal(await page.textContent('h1'), top[0].root);
  await clean(page);
});

test('licence check: obligations are those of llmeco_license_obligations()', async () => {
  const models = select(
    DATABASE,
    `(SELECT name FROM llmeco.license_conflicts GROUP BY name, rank ORDER BY rank LIMIT 6)
      UNION ALL (SELECT m.name FROM llmeco.model_details m
        JOIN llmeco.model_licenses l USING (model_id)
        WHERE l.is_contradiction AND m.removed_at IS NULL ORDER BY m.rank LIMIT 1)
      UNION ALL (SELECT m.name FROM llmeco.model_details m
        JOIN llmeco.model_licenses l USING (model_id)
        WHERE l.license_name = 'house-rules' AND m.removed_at IS NULL ORDER BY m.rank LIMIT 1)`,
  );
  assert.equal(models.length, 8);
  const page = await site.open('licenses.html', { from: 'http' });
  for (const { name } of models) {
    await page.goto(`${page.base}/licenses.html#m=${encodeURIComponent(name)}`);
    await page.reload();
    await ready(page);
    for (const more of await page.$$('.demanders .link')) {
      await more.click();
    }
    const shown = await page.$$eval('.asks li', (all) =>
      all.map((li) => [
        li.dataset.obligation,
        li.querySelector('p').textContent,
        [...li.querySelectorAll('.demanders a')].map((a) => a.textContent).sort(),
      ]),
    );
    const wanted = select(
      DATABASE,
      `SELECT obligation, instruction, demanded_by FROM llmeco_license_obligations(${quote(name)})`,
    );
    const key = (one) => JSON.stringify(one);
    assert.deepEqual(
      shown.map(key).sort(),
      wanted.map((w) => key([w.obligation, w.instruction, [...w.demanded_by].sort()])).sort(),
      name,
    );
    const conflicts = select(
      DATABASE,
      `SELECT rule, severity, reason, path, relicensed_by FROM llmeco.license_conflicts
        WHERE name = ${quote(name)}`,
    );
    const cards = await page.$$eval('.conflict-card', (all) =>
      all.map((one) => ({
        rule: one.dataset.rule,
        severity: one.querySelector('.severity').textContent,
        reason: one.querySelector('p').textContent,
        path: [...one.querySelectorAll('.licence-path a')].map((a) => a.textContent),
        relicensed_by: one.querySelector('.relicensed')?.textContent.split(',')[0] ?? null,
      })),
    );
    assert.deepEqual(cards.map(key).sort(), conflicts.map(key).sort(), name);
  }
  assert.equal((await texts(page, '.legal')).length, 1);
  await clean(page);
});

test('licence check: conflicts by severity, rule, licence, its kind, family, words', async () => {
  const all = select(
    DATABASE,
    `SELECT c.*, ARRAY(SELECT root FROM llmeco.model_families f WHERE f.model_id = c.model_id)
      AS roots FROM llmeco.license_conflicts c ORDER BY c.rank, c.ancestor_id`,
  );
  assert.ok(all.length > 30);
  const page = await site.open('licenses.html', { from: 'http' });
  const one = all[4];
  for (const [key, value, fits] of [
    ['severity', one.severity, (c) => c.severity === one.severity],
    ['rule', one.rule, (c) => c.rule === one.rule],
    ['license', one.license, (c) => [c.license, c.ancestor_license].includes(one.license)],
    ['family', one.family, (c) => [c.family, c.ancestor_family].includes(one.family)],
    ['root', one.roots[0], (c) => c.roots.includes(one.roots[0])],
    ['q', one.ancestor, (c) => c.ancestor === one.ancestor || c.name === one.ancestor],
  ]) {
    await page.goto(`${page.base}/licenses.html#${key}=${encodeURIComponent(value)}`);
    await page.reload();
    await ready(page);
    const wanted = all.filter(fits);
    assert.ok(wanted.length > 0 && (key === 'q' || wanted.length < all.length), key);
    assert.equal(
      number((await page.textContent('#conflicts .showing')).split('of').pop()),
      wanted.length,
      key,
    );
    assert.deepEqual(
      await page.$$eval('#licence-conflicts-list .model-name', (list) =>
        list.map((a) => a.textContent),
      ),
      wanted.slice(0, 20).map((c) => c.name),
      key,
    );
  }
  const csv = await saved(page, '#licence-conflicts-csv');
  assert.equal(csv.name, 'llmeco-licence-conflicts.csv');
  const [head, first] = linesOf(csv);
  assert.equal(head, 'name,license,ancestor,ancestor_license,rule,reason,severity,depth,influence');
  const [c] = all.filter((some) => [some.ancestor, some.name].includes(one.ancestor));
  assert.ok(first.startsWith([c.name, c.license, c.ancestor, c.ancestor_license, c.rule].join()));
  await clean(page);
});

test('bills of materials are what llmeco_bom() writes', async () => {
  const models = select(
    DATABASE,
    `SELECT l.name, md5(l.name || ' ' || c.as_of::text)::uuid AS serial, c.as_of
      FROM llmeco.leaderboard l, llmeco.site_contract c ORDER BY l.rank LIMIT 20`,
  );
  const page = await site.open('licenses.html', { from: 'http' });
  for (let at = 0; at < 20; at += 2) {
    const { name, serial, as_of: asOf } = models[at];
    await page.goto(`${page.base}/licenses.html#m=${encodeURIComponent(name)}`);
    await page.reload();
    await ready(page);
    const { bytes, name: file } = await saved(page, '#bom');
    assert.match(file, /\.cdx\.json$/);
    const [{ bom }] = select(
      DATABASE,
      `SELECT llmeco_bom(${quote(name)}, 'cyclonedx', '${serial}', '${asOf}') AS bom`,
    );
    assert.deepEqual(JSON.parse(bytes), bom, name);
  }
  const [{ name }] = select(
    DATABASE,
    'SELECT name FROM llmeco.leaderboard ORDER BY rank OFFSET 20 LIMIT 1',
  );
  await page.goto(`${page.base}/licenses.html#m=${encodeURIComponent(name)}`);
  await page.reload();
  await ready(page);
  assert.equal(await page.$('#bom'), null);
  assert.equal(await page.textContent('.sheet-bom pre'), `SELECT llmeco_bom('${name}');`);
  await clean(page);
});

test('the watch: events of 30 days by kind and impact, names at risk', async () => {
  const events = select(
    DATABASE,
    `SELECT name, kind, descendants, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day
      FROM llmeco.event_impact
      WHERE at > timestamptz '2025-06-10' - interval '30 days' ORDER BY at DESC`,
  );
  assert.ok(events.length > 20 && events.length < 60);
  const page = await site.open('watch.html', { from: 'http' });
  const shown = async () => ({
    n: number((await page.textContent('#events .showing')).split('of').pop()),
    names: await texts(page, '#events-list tbody .model-name'),
  });
  assert.deepEqual(await shown(), {
    n: events.length,
    names: events.slice(0, 20).map((one) => one.name),
  });
  await page.selectOption('#events-kind', 'license_changed');
  const changed = events.filter((one) => one.kind === 'license_changed');
  assert.equal((await shown()).n, changed.length);
  assert.match((await rowsOf(page, '#events-list tbody tr'))[0].join(' '), /mit to|mit → gpl-3.0/);
  // files have days as days, and what changed
  const [head, first] = linesOf(await saved(page, '#events-csv'));
  assert.match(head, /^name,at,kind,before,after,/);
  assert.ok(
    first.startsWith(
      `${changed[0].name},${changed[0].day},license_changed,"{""license"": ""mit""}",`,
    ),
    first,
  );
  await page.click('#events-chart .chart-tools summary');
  const days = linesOf(await saved(page, '#events-chart [data-file=csv]'));
  assert.match(days[1], /^2025-06-10,/);
  assert.equal(days.at(-1).slice(0, 10), events.at(-1).day);
  await page.click('#events-list .sort[data-focus=sort-descendants]');
  assert.deepEqual(
    (await rowsOf(page, '#events-list tbody tr')).map((cells) => number(cells[3])),
    changed
      .map((one) => one.descendants)
      .sort((a, b) => b - a)
      .slice(0, 20),
  );
  const risks = select(DATABASE, 'SELECT name, severity FROM llmeco.name_risks');
  assert.ok(risks.length > 3);
  assert.equal(number((await page.textContent('#risks .showing')).split('of').pop()), risks.length);
  const some = risks[0].severity;
  const order = ['high', 'medium', 'low'];
  await page.click('#name-risks-list .sort[data-focus=sort-severity]');
  await page.click('#name-risks-list .sort[data-focus=sort-severity]');
  assert.deepEqual(
    await texts(page, '#name-risks-list .severity'),
    risks
      .map(({ severity }) => severity)
      .sort((a, b) => order.indexOf(a) - order.indexOf(b))
      .slice(0, 20),
  );
  const [risksHead, ...known] = linesOf(await saved(page, '#name-risks-csv'));
  assert.match(risksHead, /^name,leads_to,severity,.*,since$/);
  known.forEach((line) => assert.match(line, /,(high|medium|low),.*,(\d{4}-\d\d-\d\d)?$/));
  await page.selectOption('#name-risks-severity', some);
  assert.equal(
    number((await page.textContent('#risks .showing')).split('of').pop()),
    risks.filter((one) => one.severity === some).length,
  );
  await page.reload();
  await ready(page);
  assert.equal((await shown()).n, changed.length);
  await clean(page);
});

test('the watch: what changed, in words; a colour for each part of the picture', async () => {
  const page = await site.open('watch.html', { init: keepCharts });
  const cells = async (kind) => {
    await page.selectOption('#events-kind', kind);
    return page.$eval('#events-list tbody .record-kind', (cell) =>
      cell.innerText.replace(/\s+/g, ' ').trim(),
    );
  };
  for (const [kind, text] of [
    ['removed', 'Removed private'],
    ['gated_changed', 'Access changed open → on request, granted at once'],
    ['disabled', 'Disabled'],
    ['parent_added', 'Derivation added acme/base merge'],
    ['parent_removed', 'Derivation removed acme/base merge'],
    ['task_changed', 'Task changed nothing → Fill-mask'],
  ]) {
    assert.equal(await cells(kind), text);
  }
  // ten kinds, eight colours: the rarest have one together
  const parts = await page.evaluate(() =>
    self.allCharts[0].getOption().series.map(({ name, color }) => [name, color]),
  );
  assert.deepEqual(
    [parts.length, new Set(parts.map(([, color]) => color)).size, parts.at(-1)[0]],
    [8, 8, en['watch.others']],
  );
  for (const width of [1440, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForFunction(
      () => self.allCharts[0].getWidth() === document.querySelector('.chart-canvas').clientWidth,
    );
    assert.deepEqual(await page.evaluate(coveredTexts), [], `${width} px`);
  }
  await clean(page);
});

/** keepCharts: before the scripts of a page: its charts become allCharts. */
function keepCharts() {
  let charts;
  self.allCharts = [];
  Object.defineProperty(self, 'llmecoCharts', {
    get: () => charts,
    set({ init }) {
      charts = {
        init: (...given) => {
          const made = init(...given);
          self.allCharts.push(made);
          return made;
        },
      };
    },
  });
}

/** coveredTexts: in the page: texts of charts that stand on one another, or are cut by the edge. */
function coveredTexts() {
  const found = [];
  for (const one of self.allCharts.filter((chart) => !chart.isDisposed())) {
    const list = one
      .getZr()
      .storage.getDisplayList(true)
      .filter(({ type, style, invisible }) => type === 'tspan' && style.text && !invisible);
    // the names of a legend that goes on are cut by its window
    const at = list.map((part) => {
      const [box, ...windows] = [part, ...(part.__clipPaths ?? [])].map((each) => {
        const rect = each.getBoundingRect().clone();
        if (each.transform) {
          rect.applyTransform(each.transform);
        }
        return [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height];
      });
      const edge = (i, most) => most(box[i], ...windows.map((each) => each[i]));
      return {
        text: part.style.text,
        windows: windows.length,
        box: [edge(0, Math.max), edge(1, Math.max), edge(2, Math.min), edge(3, Math.min)],
      };
    });
    const seen = at.filter(({ box }) => box[2] > box[0] && box[3] > box[1]);
    for (const [i, { text, box, windows }] of seen.entries()) {
      if (!windows && (box[0] < -1 || box[2] > one.getWidth() + 1)) {
        found.push(`“${text}” is cut`);
      }
      for (const other of seen.slice(i + 1)) {
        const over = (from, to) =>
          Math.min(box[to], other.box[to]) - Math.max(box[from], other.box[from]);
        if (over(0, 2) > 1 && over(1, 3) > 2) {
          found.push(`“${text}” and “${other.text}”`);
        }
      }
    }
  }
  return found;
}

test('nothing leaves its place on pages of things and of the watch, in Chinese', async () => {
  for (const path of [url('family'), url('task'), 'family.html', 'dataset.html', 'watch.html']) {
    const page = await site.open(path, {
      context: { locale: 'zh-CN', viewport: { width: 768, height: 900 } },
      init: keepCharts,
    });
    for (const width of [768, 390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForFunction(() =>
        self.allCharts.every(
          (one) => one.isDisposed() || one.getWidth() === one.getDom().clientWidth,
        ),
      );
      assert.deepEqual(await page.evaluate(sticksOut, '.combo-list'), [], `${path} at ${width} px`);
      assert.deepEqual(await page.evaluate(coveredTexts), [], `${path} at ${width} px`);
      const links = await page.$$eval('.site-nav > a', (list) =>
        list.filter((one) => one.checkVisibility()).map((one) => one.getClientRects()[0].height),
      );
      assert.ok(new Set(links).size === 1, `${path} at ${width} px: ${links}`);
    }
    if (path === 'watch.html') {
      await page.click('.chart-tools button');
      const [day, line] = await page.$eval('.chart-table tbody th', (cell) => [
        cell.clientHeight,
        2 * parseFloat(getComputedStyle(cell).lineHeight),
      ]);
      assert.ok(day < line, 'a day of a table is one line');
    }
    await clean(page);
  }
});

test('nothing sticks out at 360 px, axe finds nothing, both languages and themes', async () => {
  const pages = [
    url('family'),
    url('license'),
    url('dataset'),
    'author.html',
    'licenses.html',
    'watch.html',
    'index.html',
  ];
  const [{ name }] = select(
    DATABASE,
    'SELECT name FROM llmeco.license_conflicts ORDER BY rank, ancestor_id LIMIT 1',
  );
  pages.push(`licenses.html#m=${encodeURIComponent(name)}`);
  for (const [i, [locale, colorScheme, width]] of [
    ['en-US', 'light', 1440],
    ['zh-CN', 'dark', 360],
    ['en-US', 'dark', 360],
    ['zh-CN', 'light', 1440],
  ].entries()) {
    // every page once wide and once narrow; then those with the most on them
    for (const path of i < 2 ? pages : [url('family'), pages.at(-1)]) {
      const page = await site.open(path, {
        context: { locale, colorScheme, viewport: { width, height: 800 } },
      });
      await page.waitForFunction(() =>
        [...document.querySelectorAll('.chart')].every((one) => 'drawn' in one.dataset),
      );
      assert.equal(
        await page.evaluate(() => document.documentElement.scrollWidth),
        width,
        `${path} ${locale} ${width}`,
      );
      await page.click('.site-more summary');
      assert.deepEqual(await violations(page), [], `${path} ${locale} ${colorScheme} ${width}`);
      assert.equal(
        await page.textContent('.site-more [href="licenses.html"]'),
        (locale === 'zh-CN' ? zh : en)['licenses.short'],
      );
      await clean(page);
    }
  }
});

const compareUrl = (list) => `compare.html#${new URLSearchParams(list.map((m) => ['m', m]))}`;
const pathUrl = (from, to) => `path.html#${new URLSearchParams({ from, to })}`;

/** threeModels: a merge of several families, one in a licence conflict, the best one. */
function threeModels() {
  return select(
    DATABASE,
    `(SELECT model AS name FROM llmeco.model_families JOIN llmeco.leaderboard USING (model_id)
        GROUP BY model, rank HAVING count(*) > 1 ORDER BY rank LIMIT 1)
      UNION ALL (SELECT name FROM llmeco.license_conflicts GROUP BY name, rank
        HAVING count(*) > 1 ORDER BY rank LIMIT 1)
      UNION ALL (SELECT name FROM llmeco.leaderboard ORDER BY rank LIMIT 1)`,
  ).map(({ name }) => name);
}

/** commonPair: two models of which neither goes back to the other, of one family. */
function commonPair() {
  const [{ names: pair }] = select(
    DATABASE,
    `SELECT array_agg(model ORDER BY model COLLATE "C") AS names FROM (
      SELECT model, root_id, row_number() OVER (PARTITION BY root_id, depth ORDER BY model_id) AS n
        FROM llmeco.model_families WHERE depth = 2 AND share = 1) f
      WHERE n <= 2 GROUP BY root_id HAVING count(*) = 2 ORDER BY root_id LIMIT 1`,
  );
  return pair;
}

test('models side by side: each row is what the views have, and what differs is said', async () => {
  const chosen = threeModels();
  const wanted = select(
    DATABASE,
    `SELECT m.name, m.author, coalesce(m.task, '–') AS task, coalesce(m.license, '–') AS license,
      m.rank, m.influence, i.earned_influence AS earned, m.downloads, m.likes,
      (SELECT count(*) FROM llmeco.license_conflicts c WHERE c.model_id = m.model_id) AS conflicts,
      (SELECT json_agg(json_build_array(f.root, f.share) ORDER BY f.share DESC, f.root COLLATE "C")
        FROM llmeco.model_families f WHERE f.model_id = m.model_id) AS families,
      (SELECT array_agg(e.parent ORDER BY CASE WHEN NOT e.parent_is_removed THEN p.rank END,
          e.parent COLLATE "C") FROM llmeco.network_edges e
        LEFT JOIN llmeco.influence p ON p.model_id = e.parent_id
        WHERE e.child_id = m.model_id) AS parents
      FROM llmeco.model_details m JOIN llmeco.influence i USING (model_id)
      WHERE m.name IN (${chosen.map(quote).join()})`,
  );
  const by = new Map(wanted.map((one) => [one.name, one]));
  const page = await site.open(compareUrl(chosen), { from: 'http' });
  const row = (key) => texts(page, `.versus [data-row=${key}] td`);
  const of = (key) => chosen.map((name) => by.get(name)[key]);
  assert.deepEqual(
    await page.$$eval('.versus thead th a', (all) =>
      all.map((a) => decodeURIComponent(a.href.split('#m=')[1])),
    ),
    chosen,
  );
  assert.deepEqual(
    await row('task'),
    of('task').map((task) => en[`task-name.${task}`] ?? task),
  );
  assert.deepEqual(await row('license'), of('license'));
  for (const key of ['rank', 'likes', 'downloads']) {
    const shown = await page.$$eval(`.versus [data-row=${key}] .num`, (all) =>
      all.map((one) => one.title || one.textContent),
    );
    assert.deepEqual(shown.map(number), of(key), key);
  }
  for (const key of ['influence', 'earned']) {
    const shown = (await row(key)).map(number);
    shown.forEach((value, i) => assert.ok(Math.abs(value - of(key)[i]) < 0.02, `${key} ${value}`));
  }
  assert.deepEqual(
    await row('conflicts'),
    of('conflicts').map((n) => (n ? `${n} found` : 'none found')),
  );
  const lists = (key, inside) =>
    page.$$eval(
      `.versus [data-row=${key}] td`,
      (all, what) =>
        all.map((td) =>
          [...td.querySelectorAll('li')].map((li) => li.querySelector(what).textContent),
        ),
      inside,
    );
  assert.deepEqual(
    await lists('parents', 'a'),
    of('parents').map((all) => (all ?? []).slice(0, 5)),
  );
  const families = of('families').map((all) => all.slice(0, 5));
  assert.ok(families[0].length > 1);
  assert.deepEqual(
    await lists('families', 'a'),
    families.map((all) => all.map(([root]) => root)),
  );
  (await lists('families', '.num')).forEach((shares, i) =>
    shares.forEach((share, j) =>
      assert.ok(Math.abs(number(share) - 100 * families[i][j][1]) < 0.06, share),
    ),
  );
  // the best is marked, and what differs, by more than a colour
  const best = await page.$$eval('.versus [data-row=rank] td', (all) =>
    all.map((td) => td.matches('.best')),
  );
  assert.deepEqual(
    best,
    of('rank').map((rank) => rank === Math.min(...of('rank'))),
  );
  const signs = await page.$$eval('.versus tbody [data-row]', (all) =>
    all.map((tr) => [
      tr.querySelector('.versus-sign').textContent,
      tr.querySelector('.versus-sign').getAttribute('aria-label'),
      new Set([...tr.querySelectorAll('td')].map((td) => td.textContent)).size > 1,
    ]),
  );
  for (const [sign, label, differ] of signs) {
    assert.deepEqual([sign, label], differ ? ['≠', 'differs'] : ['=', 'the same']);
  }
  const same = signs.filter(([sign]) => sign === '=').length;
  assert.ok(same > 0 && same < signs.length);
  await page.check('#only');
  await page.waitForFunction(
    (n) => document.querySelectorAll('.versus [data-row]').length === n,
    signs.length - same,
  );
  assert.ok(page.url().endsWith('&only=1'));
  // over time: a line a model, each with its mark
  assert.deepEqual(
    await page.$$eval('.versus-charts [data-series]', (all) =>
      all.map((one) => one.dataset.series),
    ),
    ['column.rank', 'column.influence', 'panel.downloads', 'panel.likes'],
  );
  const lines = await page.$$eval('[data-series="panel.downloads"] .line', (all) =>
    all.map((one) => [one.classList[1], getComputedStyle(one).strokeDasharray]),
  );
  assert.equal(new Set(lines.map(String)).size, 3);
  assert.equal(new Set(lines.map(([, dash]) => dash)).size, 3);
  await clean(page);
});

test('models side by side: added by the search, removed by a button, five at most', async () => {
  const best = select(DATABASE, 'SELECT name FROM llmeco.leaderboard ORDER BY rank LIMIT 7').map(
    ({ name }) => name,
  );
  const page = await site.open('compare.html');
  assert.ok((await page.$$('.suggested-row a')).length > 3);
  const add = async (name) => {
    await page.fill('#find', name);
    await page.waitForSelector('.combo-list:not([hidden]) [role=option]');
    await page.click(`.combo-list [role=option]:has-text(${JSON.stringify(name)})`);
  };
  const shown = () =>
    page.$$eval('.versus thead th a', (all) =>
      all.map((a) => decodeURIComponent(a.href.split('#m=')[1])),
    );
  const shows = (list) =>
    page.waitForFunction(
      (n) => document.querySelectorAll('.versus thead th').length === n,
      list.length,
    );
  for (const [i, name] of best.slice(0, 5).entries()) {
    await add(name);
    await shows(best.slice(0, i + 1));
  }
  assert.deepEqual(await shown(), best.slice(0, 5));
  assert.ok(await page.isDisabled('#find'));
  await page.focus(`[data-remove=${JSON.stringify(best[1])}]`);
  await page.keyboard.press('Enter');
  await shows(best.slice(0, 4));
  assert.deepEqual(await shown(), [best[0], ...best.slice(2, 5)]);
  await page.waitForFunction((name) => document.activeElement.dataset.remove === name, best[2]);
  await page.goBack();
  await shows(best.slice(0, 5));
  await page.goto(`${page.base}/${compareUrl([...best, 'no/such <b>'])}`);
  await page.reload();
  await ready(page);
  assert.deepEqual(await shown(), best.slice(0, 5));
  assert.deepEqual(await texts(page, '.notes'), [
    'Not in this snapshot: no/such <b>',
    'The first 5 of these models are compared.',
  ]);
  // the way here from a model, and on to the path between two
  await page.goto(`${page.base}/model.html#m=${encodeURIComponent(best[3])}`);
  await ready(page);
  await page.click('.model-actions a[href^="compare.html"]');
  await ready(page);
  assert.deepEqual(await shown(), [best[3]]);
  const other = await page.textContent('.suggested-row a');
  await page.click('.suggested-row a');
  await shows([best[3], other]);
  await page.click('.versus-tools a[href^="path.html"]');
  await ready(page);
  assert.equal(await page.inputValue('#from'), best[3]);
  assert.equal(await page.inputValue('#to'), other);
  await clean(page);
});

test('the path between two models is that of llmeco_path()', async () => {
  const pairs = select(
    DATABASE,
    `(SELECT f.root AS a, f.model AS b FROM llmeco.model_families f WHERE f.depth > 2
        ORDER BY f.model_id LIMIT 12)
      UNION ALL (SELECT f.model, f.root FROM llmeco.model_families f WHERE f.depth > 1
        AND f.share < 1 ORDER BY f.model_id LIMIT 8)
      UNION ALL (SELECT f.model, g.model FROM llmeco.model_families f
        JOIN llmeco.model_families g ON g.root_id = f.root_id AND g.model_id > f.model_id
        WHERE f.depth > 1 AND g.depth > 1 AND f.model_id % 3 = 0
        ORDER BY g.model_id, f.model_id LIMIT 12)
      UNION ALL (SELECT min(root), max(root) FROM llmeco.family_ranking WHERE rank < 3)
      UNION ALL (SELECT root, root FROM llmeco.family_ranking WHERE rank = 1)`,
  );
  const page = await site.open('path.html', { from: 'http' });
  const kinds = {};
  let unique = 0;
  for (const { a, b } of pairs) {
    await page.evaluate(
      (state) => {
        location.hash = new URLSearchParams(state);
      },
      { from: a, to: b },
    );
    await page.waitForFunction(
      ([from, to]) =>
        document.querySelector('#from').value === from &&
        document.querySelector('#to').value === to,
      [a, b],
    );
    const shown = await page.$$eval('.path-steps tbody tr', (all) =>
      all.map((tr) => [
        ...[...tr.querySelectorAll('a')].map((one) => one.textContent),
        tr.dataset.relation,
      ]),
    );
    const path = (from, to) =>
      select(
        DATABASE,
        `SELECT parent, child, relation FROM llmeco_path(${quote(from)}, ${quote(to)})
          ORDER BY step`,
      ).map((one) => [one.parent, one.child, one.relation]);
    let wanted = path(a, b);
    const common = select(
      DATABASE,
      `SELECT name FROM llmeco_common_ancestors(ARRAY[${quote(a)}, ${quote(b)}])`,
    ).map(({ name }) => name);
    const said = await page.textContent('#path .verdict');
    const kind = a === b ? 'same' : wanted.length ? 'line' : common.length ? 'common' : 'none';
    if (kind === 'common') {
      wanted = [...path(a, common[0]), ...path(common[0], b)];
      assert.match(said, /^Neither goes back to the other; both go back to /);
      assert.ok(said.includes(common[0]), said);
      assert.deepEqual(await texts(page, '.path-others a'), common.slice(1, 6));
    } else if (kind === 'none') {
      assert.match(said, /^No lineage is known between them/);
    } else if (kind === 'line') {
      assert.match(said, / goes back to .* Derivations: \d+\.$/);
    }
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    // where there are several of one length the page takes the most influential models
    const ways = (await texts(page, '#path > .muted')).find((text) => text.includes('ways'));
    if (ways) {
      assert.equal(shown.length, wanted.length, `${a} ${b}`);
    } else {
      assert.deepEqual(shown, wanted, `${a} ${b}`);
      unique += wanted.length > 1 ? 1 : 0;
    }
    for (const [parent, child, relation] of ways ? shown : []) {
      assert.equal(
        select(
          DATABASE,
          `SELECT FROM llmeco.network_edges WHERE parent = ${quote(parent)}
            AND child = ${quote(child)} AND relation = ${quote(relation)}`,
        ).length,
        1,
      );
    }
    // the drawing has the same models and derivations
    const drawn = await page.$$eval('.path-box', (all) =>
      all.map((one) => decodeURIComponent(one.getAttribute('href').split('#m=')[1])),
    );
    assert.deepEqual(
      [...drawn].sort(),
      [...new Set(shown.flatMap(([parent, child]) => [parent, child]))].sort(),
    );
    assert.deepEqual(
      (await texts(page, '.path-arrow text')).sort(),
      shown.map(([, , relation]) => en[`relation.${relation}`]).sort(),
    );
  }
  assert.ok(unique > 15, `${unique}`);
  assert.deepEqual(Object.keys(kinds).sort(), ['common', 'line', 'none', 'same']);
  await clean(page);
});

test('the path: chosen by the search, turned round, saved, printed without fields', async () => {
  const [a, b] = commonPair();
  const page = await site.open('path.html');
  assert.ok((await page.$$('.suggested-row a')).length > 3);
  for (const [end, name] of [
    ['from', a],
    ['to', b],
  ]) {
    await page.fill(`#${end}`, name);
    await page.waitForSelector('.combo-list:not([hidden]) [role=option]');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      ([id, text]) => new URLSearchParams(location.hash.slice(1)).get(id) === text,
      [end, name],
    );
  }
  await page.waitForSelector('.path-picture');
  const said = await page.textContent('#path .verdict');
  const steps = (await rowsOf(page, '.path-steps tbody tr')).map(([, , , how]) => how);
  await page.click('#swap');
  await page.waitForFunction((name) => document.querySelector('#from').value === name, b);
  assert.notEqual(await page.textContent('#path .verdict'), said);
  assert.deepEqual(
    (await rowsOf(page, '.path-steps tbody tr')).map(([, , , how]) => how),
    steps.reverse(),
  );
  const file = await saved(page, '#svg');
  assert.equal(file.name, 'llmeco-path.svg');
  const text = file.bytes.toString('utf8');
  const found = await inFile(page, text, (source) => {
    const document = new DOMParser().parseFromString(source, 'image/svg+xml');
    return {
      error: document.querySelector('parsererror')?.textContent,
      text: document.documentElement.textContent.replace(/\s+/g, ' '),
      styled: [...document.querySelectorAll('a rect')].every(
        (rect) => rect.getAttribute('fill').startsWith('rgb') && !rect.hasAttribute('class'),
      ),
    };
  });
  assert.equal(found.error, undefined);
  assert.ok(found.styled);
  for (const part of ['common ancestor', 'Influence as of', 'Hugging Face Hub', ...steps]) {
    assert.ok(found.text.includes(part), part);
  }
  const png = await saved(page, '#png');
  assert.equal(png.name, 'llmeco-path.png');
  assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
  assert.ok(png.bytes.readUInt32BE(16) >= 2 * 360 && png.bytes.length > 5000);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  assert.equal(await page.isVisible('.path-ends'), false);
  assert.equal(await page.isVisible('.path-picture'), true);
  assert.equal(
    await page.$eval('.path-box rect', (rect) => getComputedStyle(rect).fill),
    'rgb(255, 255, 255)',
  );
  await clean(page);
});

test('models side by side and the path keep to their place from 1440 to 320 px', async () => {
  const five = select(DATABASE, 'SELECT name FROM llmeco.leaderboard ORDER BY rank LIMIT 5');
  const list = five.map(({ name }) => name);
  for (const path of [compareUrl(list), compareUrl(list.slice(0, 2)), pathUrl(...commonPair())]) {
    const page = await site.open(path, { context: { viewport: { width: 1440, height: 900 } } });
    for (const width of [1440, 1100, 834, 768, 560, 390, 360, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      const found = await page.evaluate(sticksOut, '.site-nav, .combo-list, .versus-frame');
      assert.deepEqual(found.slice(0, 5), [], `${path} at ${width} px`);
      const sizes = await page.$$eval('.versus-charts text', (list) =>
        list.map((one) => one.getBoundingClientRect().height),
      );
      assert.ok(Math.max(0, ...sizes) < 22, `${path} at ${width} px: ${Math.max(...sizes)}`);
      const broken = await page.$$eval('.versus tbody [scope=row]', (list) =>
        list
          .filter((one) => {
            one.style.overflowWrap = 'normal';
            return one.scrollWidth > one.clientWidth;
          })
          .map((one) => one.textContent),
      );
      assert.deepEqual(broken, [], `${path} at ${width} px`);
      // what a row is about stays where the table is moved
      const at = await page.evaluate(() => {
        const frame = document.querySelector('.versus-frame');
        if (!frame) {
          return null;
        }
        frame.scrollLeft = 200;
        const head = document.querySelector('.versus [data-row=rank] th').getBoundingClientRect();
        const left = frame.getBoundingClientRect().left;
        frame.scrollLeft = 0;
        return Math.abs(head.left - left - 1) <= 1 && head.width < 0.35 * innerWidth;
      });
      assert.notEqual(at, false, `${path} at ${width} px`);
    }
    await clean(page);
  }
});

test('models side by side and the path: axe finds nothing, both languages and themes', async () => {
  const full = [compareUrl(threeModels()), pathUrl(...commonPair())];
  for (const [locale, colorScheme, width, pages] of [
    ['en-US', 'light', 1440, full],
    ['zh-CN', 'dark', 360, full],
    ['en-US', 'dark', 360, ['compare.html', 'path.html']],
    ['zh-CN', 'light', 1440, ['compare.html', 'path.html']],
  ]) {
    for (const path of pages) {
      const page = await site.open(path, {
        context: { locale, colorScheme, viewport: { width, height: 800 } },
      });
      assert.deepEqual(await violations(page), [], `${path} ${locale} ${colorScheme} ${width}`);
      await page.click('.site-more summary');
      const name = path.split('.')[0];
      const texts = locale === 'zh-CN' ? zh : en;
      assert.equal(await page.textContent('h1'), texts[`${name}.heading`]);
      assert.equal(await page.textContent('.site-more [aria-current]'), texts[`${name}.heading`]);
      await clean(page);
    }
  }
});

test('rank and influence of a model over time, with 1 on top; one run so far is said', async () => {
  const of = (having) =>
    select(
      DATABASE,
      `SELECT m.name, (SELECT json_agg(json_build_array(d.time, d.rank, d.influence)
          ORDER BY d.time) FROM llmeco.influence_daily d WHERE d.model_id = m.model_id) AS runs
        FROM llmeco.leaderboard m LEFT JOIN llmeco.influence_daily x USING (model_id)
        GROUP BY m.name, m.model_id HAVING ${having} LIMIT 1`,
    )[0];
  const two = of('count(x.rank) = 2 AND max(x.rank) <> min(x.rank)');
  const page = await site.open(`model.html#m=${encodeURIComponent(two.name)}`);
  const spots = async (key) =>
    (
      await page.$$eval(`[data-series="${key}"] .mark`, (all) =>
        all.map((one) =>
          one
            .getAttribute('transform')
            .match(/[\d.]+/g)
            .map(Number),
        ),
      )
    ).sort(([a], [b]) => a - b);
  const [first, last] = await spots('column.rank');
  const [[, before], [, now]] = two.runs;
  assert.equal(first[1] < last[1], before < now, `${before} ${now}: ${first} ${last}`);
  const influence = await spots('column.influence');
  assert.equal(influence[0][1] > influence[1][1], two.runs[0][2] < two.runs[1][2]);
  await page.click('.sheet-history summary');
  const table = await rowsOf(page, '.sheet-history tbody tr');
  assert.deepEqual(
    table.map(([, rank]) => number(rank)),
    [now, before],
  );
  table.forEach(([, , shown], i) =>
    assert.ok(Math.abs(number(shown) - two.runs[1 - i][2]) <= 0.005001, shown),
  );
  await clean(page);
  const one = of('count(x.rank) = 1');
  for (const [{ name }, text] of [
    [
      one,
      new RegExp(
        `There is one computation of influence so far, of .*: rank ${whole(one.runs[0][1])},`,
      ),
    ],
    [of('count(x.rank) = 0'), /the 1,000 most influential models of each computation; this model/],
  ]) {
    const other = await site.open(`model.html#m=${encodeURIComponent(name)}`);
    assert.match(await other.textContent('.sheet-history'), text);
    await clean(other);
  }
});

const whole = (value) => value.toLocaleString('en-US');

test('a family and an author on two dates', async () => {
  for (const kind of ['family', 'author']) {
    const page = await site.open(url(kind, '&from=2025-03-28&to=2025-05-25'), { from: 'http' });
    const figures = (date) =>
      select(
        DATABASE,
        `SELECT count(*) FILTER (WHERE m.created_at < date '${date}' + 1) AS models,
          count(*) FILTER (WHERE m.created_at < date '${date}' + 1
            AND m.created_at >= date '${date}' - 29) AS new,
          count(DISTINCT m.author) FILTER (WHERE m.created_at < date '${date}' + 1) AS authors,
          (SELECT share FROM llmeco.family_monthly WHERE root = ${quote(names[kind])}
            AND month = date_trunc('month', date '${date}')) AS share,
          (SELECT sum(d.downloads) FROM llmeco.model_daily d JOIN llmeco.model_details x
            USING (model_id) WHERE d.time = (SELECT max(y.time) FROM llmeco.model_daily y
              WHERE y.time <= date '${date}') AND x.removed_at IS NULL
              AND x.model_id = ANY (array_agg(m.model_id))) AS downloads
          FROM llmeco.model_details m
          WHERE m.removed_at IS NULL AND ${MEMBERS[kind](names[kind])}`,
      )[0];
    const [before, after] = [figures('2025-03-28'), figures('2025-05-25')];
    const shown = new Map(
      (await rowsOf(page, '.dates-table tbody tr')).map(([label, ...cells]) => [label, cells]),
    );
    const check = (label, key, row = shown.get(label)) => {
      assert.deepEqual(row.slice(0, 2).map(number), [before[key], after[key]], `${kind} ${label}`);
      const change = after[key] - before[key];
      assert.match(row[2], new RegExp(`^\\${change > 0 ? '+' : '-'}?${whole(Math.abs(change))}`));
    };
    check(kind === 'family' ? 'Descendants' : 'Models', 'models');
    check('Downloads, 30 days', 'downloads');
    const recent = shown.get('New in the 30 days before').slice(0, 2).map(number);
    assert.deepEqual(recent, [before.new, after.new]);
    assert.deepEqual(shown.get('Snapshot of').slice(0, 2), ['Mar 25, 2025', 'May 25, 2025']);
    if (kind === 'family') {
      check('Authors of them', 'authors');
      const share = shown.get('Share of all new derivatives of the month').map(number);
      assert.ok(Math.abs(share[0] - 100 * before.share) < 0.06, `${share} ${before.share}`);
      assert.ok(Math.abs(share[2] - 100 * (after.share - before.share)) < 0.06);
    }
    await page.fill('#date-from', '2025-05-25');
    await page.waitForFunction(() => location.hash.includes('from=2025-05-25'));
    const again = await rowsOf(page, '.dates-table tbody tr');
    assert.deepEqual(
      again.map((cells) => cells[1]),
      again.map((cells) => cells[2]),
    );
    assert.equal(again[0][3], '0');
    await clean(page);
  }
});

test('snapshots of one day alone, or of none, are said on the page of an author', async () => {
  const run = readFileSync(`${site.folder}/author.html`, 'utf8').match(/data-run="(\w+)"/)[1];
  for (const [days, text] of [
    [[20200], /Downloads and likes are known of one day so far, Apr 22, 2025/],
    [[], /There are no snapshots of downloads and likes yet/],
  ]) {
    const page = await site.open('author.html', { from: 'http' });
    const columns = [
      { name: 'author', type: 'dict', values: days.map(() => names.author) },
      ...['day', 'downloads', 'likes'].map((name) => ({
        name,
        type: name === 'day' ? 'day' : 'f64',
        values: days,
      })),
    ];
    await page.route('**/data/author_days.js*', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body:
          dataScript('author_days', container(days.length, columns)) + runLine('author_days', run),
      }),
    );
    await page.goto(`${page.base}/${url('author')}`);
    await page.reload();
    await ready(page);
    assert.match(await page.textContent('.sheet-dates'), text);
    await clean(page);
  }
});

test('a bar of one month is no wider than others', async () => {
  const [{ name }] = select(
    DATABASE,
    `SELECT author AS name FROM llmeco.model_details WHERE removed_at IS NULL
      AND author IS NOT NULL GROUP BY 1
      HAVING count(DISTINCT date_trunc('month', created_at AT TIME ZONE 'UTC')) = 1 LIMIT 1`,
  );
  const page = await site.open(`author.html#n=${encodeURIComponent(name)}`, {
    context: { viewport: { width: 1440, height: 900 } },
  });
  await page.waitForSelector('#months .chart[data-drawn]');
  await page.click('#months .chart-tools summary');
  const [{ month }] = select(
    DATABASE,
    `SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month FROM llmeco.model_details
      WHERE author = ${quote(name)} AND removed_at IS NULL LIMIT 1`,
  );
  const months = linesOf(await saved(page, '#months [data-file=csv]'));
  assert.equal(months[1].split(',')[0], month);
  await page.click('#months .chart-tools summary');
  const { bytes } = await saved(page, '#months [data-file=svg]');
  const widths = await inFile(page, bytes.toString('utf8'), (text) => {
    document.body.innerHTML = text;
    return [...document.querySelectorAll('path')]
      .filter((path) => !['none', 'transparent', ''].includes(path.getAttribute('fill') ?? ''))
      .map((path) => path.getBBox())
      .filter(({ height }) => height > 20)
      .map(({ width }) => width);
  });
  assert.ok(widths.length > 0 && Math.max(...widths) <= 41, String(widths));
  await clean(page);
});

test('models to begin with stand in line with the field above them', async () => {
  for (const path of ['licenses.html', 'compare.html', 'path.html']) {
    const page = await site.open(path);
    const lefts = await page.$$eval('main .input, .suggested-row .chip', (all) =>
      all.map((one) => [one.className, Math.round(one.getBoundingClientRect().left)]),
    );
    const [[, field], [, chip]] = ['input', 'chip'].map((name) =>
      lefts.find(([classes]) => classes.includes(name)),
    );
    assert.equal(chip, field, path);
    await clean(page);
  }
});

test('the menu of pages: by keyboard, and the page it is on is marked', async () => {
  const page = await site.open('watch.html', {
    context: { viewport: { width: 360, height: 740 } },
  });
  await page.focus('.site-more summary');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.site-more[open]');
  assert.equal(await page.getAttribute('.site-more [aria-current]', 'href'), 'watch.html');
  const inside = await page.$$eval('.site-more a', (all) =>
    all.every((a) => {
      const { left, right } = a.getBoundingClientRect();
      return left >= 0 && right <= innerWidth && a.checkVisibility();
    }),
  );
  assert.ok(inside);
  await page.keyboard.press('Escape');
  assert.equal(await page.$('.site-more[open]'), null);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SUMMARY');
  await clean(page);
});

test('the data files are those of the views, and of models of the site', () => {
  const table = (name) => readData(`${site.folder}/data/${name}.js`);
  const [{ n }] = select(DATABASE, 'SELECT count(*) AS n FROM llmeco.license_conflicts');
  assert.equal(table('license_conflicts').rows, n);
  const pairs = table('language_models');
  assert.equal(
    pairs.rows,
    select(DATABASE, 'SELECT sum(models) AS n FROM llmeco.language_ranking')[0].n,
  );
  assert.ok(!pairs.columns.language.includes('eng'));
  assert.ok(pairs.columns.model.every((row) => row !== null));
});
