// From the Hub to the screen: a database is refreshed from the loopback Hub,
// llmeco-viz writes its site, and what the pages show is compared with SQL.
//
// By hand with other data than the embedded sample:
//   LLMECO_MODELS=models.jsonl LLMECO_SPACES=... LLMECO_AUTHORS=... LLMECO_ALIASES=... \
//   LLMECO_OPENDIGGER=FOLDER LLMECO_LABELS=FOLDER node --test test/end-to-end.test.js

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build, clean, ready, saved, Site, skip as noBrowser, texts, viz } from './lib/browser.js';
import { createDatabase, dropDatabase, psql, select } from './lib/database.js';

const DATABASE = 'llmeco_viz_end_to_end';
const HOSTILE = 'evil/</script><img src=x onerror="self.hacked=1">';
const program = process.env.LLMECO_VIZ || join(viz, 'llmeco-viz');
const skip =
  noBrowser || (process.env.PGHOST ? false : 'PGHOST does not name a server with the extension');
const pages = existsSync(build) ? readdirSync(build).filter((name) => name.endsWith('.html')) : [];

let scratch;
let hub;
let site;

function run(command, args, options = {}) {
  const ended = spawnSync(command, args, { encoding: 'utf8', ...options });
  assert.equal(ended.status, 0, ended.stderr || String(ended.error));
  return ended.stdout;
}

/** startHub: in a process of its own, as psql keeps this one waiting. */
async function startHub() {
  const sample = join(viz, '../fetch/sample');
  const options = {
    models: process.env.LLMECO_MODELS || join(sample, 'models.jsonl'),
    spaces: process.env.LLMECO_SPACES || join(sample, 'spaces.jsonl'),
    authors: process.env.LLMECO_AUTHORS || join(sample, 'authors.jsonl'),
    aliases: process.env.LLMECO_ALIASES || join(sample, 'aliases.json'),
    datasets: process.env.LLMECO_DATASETS || join(sample, 'datasets.jsonl'),
    'dataset-aliases': process.env.LLMECO_DATASET_ALIASES || join(sample, 'dataset_aliases.json'),
    papers: process.env.LLMECO_PAPERS || join(sample, 'papers.jsonl'),
    opendigger: process.env.LLMECO_OPENDIGGER || join(sample, 'opendigger'),
    labels: process.env.LLMECO_LABELS || join(sample, 'labels'),
    'port-file': join(scratch, 'port'),
  };
  hub = spawn(
    process.execPath,
    [
      join(viz, '../src/test/hub/server.js'),
      '--quiet',
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    ],
    { stdio: 'inherit' },
  );
  while (!existsSync(options['port-file'])) {
    assert.equal(hub.exitCode, null, 'the loopback Hub ended');
    await setTimeout(50);
  }
  return `http://127.0.0.1:${readFileSync(options['port-file'], 'utf8').trim()}`;
}

/** fill: refreshes all sources, then adds names that are not text by nature. */
function fill(url) {
  createDatabase(DATABASE);
  psql(
    DATABASE,
    `
    LOAD 'llmeco';
    SET llmeco.hub_endpoint = '${url}';
    SET llmeco.opendigger_endpoint = '${url}/opendigger';
    SET llmeco.labels_endpoint = '${url}/labels';
    SELECT * FROM llmeco_refresh(scope => 'all');
    INSERT INTO llmeco.authors (name, kind, full_name) VALUES
      ('evil', 'organization', '<img src=x onerror="self.hacked=2">');
    INSERT INTO llmeco.models (name, author_id, task, library, license, downloads, likes,
      created_at, fetched_at)
      SELECT '${HOSTILE}', author_id, '<b>task</b>', '"><script>self.hacked=3</script>',
        '{{license}}', 1e9, 1e6, '2024-01-01', now()
        FROM llmeco.authors WHERE name = 'evil';
    INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
      SELECT p.model_id, c.model_id, 'finetune', 'manual' FROM llmeco.models c,
             (SELECT model_id FROM llmeco.leaderboard ORDER BY rank LIMIT 1) p
               WHERE c.name = '${HOSTILE}';
    SELECT count(*) FROM llmeco_update_influence();`,
  );
}

function write(folder) {
  return run(program, ['--site', build, '-o', folder, '-d', DATABASE]);
}

before(async () => {
  if (skip) {
    return;
  }
  scratch = mkdtempSync(join(tmpdir(), 'llmeco-end-to-end-'));
  fill(await startHub());
  site = await Site.start(write);
});

after(async () => {
  await site?.stop();
  hub?.kill();
  if (!skip) {
    rmSync(scratch, { recursive: true, force: true });
    dropDatabase(DATABASE);
  }
});

const browserTest = (name, body) => test(name, { skip }, body);

async function clear(page) {
  assert.equal(await page.evaluate(() => self.hacked), undefined);
  assert.equal(await page.locator('img[src="x"], b:text-is("task")').count(), 0);
  await clean(page);
}

for (const from of ['file', 'http']) {
  browserTest(
    `every page opens from ${from}, reports nothing and asks for nothing elsewhere`,
    async () => {
      assert.ok(pages.length >= 8);
      for (const name of pages) {
        await clear(await site.open(name, { from }));
      }
    },
  );
}

browserTest('the leaderboard has every model of the view, every value as SQL has it', async () => {
  const wanted = select(
    DATABASE,
    `
    SELECT rank, name, downloads, likes, parameters, task, license, library,
           to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS created,
             round(influence::numeric, 2)::float8 AS influence,
             round(earned_influence::numeric, 2)::float8 AS earned_influence
      FROM llmeco.leaderboard ORDER BY rank`,
  );
  assert.ok(wanted.length > 100);
  const page = await site.open('leaderboard.html');
  assert.deepEqual(
    await texts(page, '#leaderboard .model-name'),
    wanted.slice(0, 30).map((m) => m.name),
  );
  assert.ok(
    (await page.textContent('#pager .showing')).endsWith(
      `of ${wanted.length.toLocaleString('en-US')}`,
    ),
  );
  const { bytes } = await saved(page, '#csv');
  const [head, ...lines] = records(bytes.toString('utf8').slice(1));
  assert.equal(lines.length, wanted.length);
  lines.forEach((line, i) => {
    const got = Object.fromEntries(head.map((name, at) => [name, line[at]]));
    for (const [key, value] of Object.entries(wanted[i])) {
      const text = value === null ? '' : String(value);
      // a text that a spreadsheet would take for a formula has an apostrophe before it
      assert.ok(
        got[key] === text || got[key] === `'${text}`,
        `${wanted[i].name}: ${key} is ${got[key]}, not ${text}`,
      );
    }
  });
  await clear(page);
});

/** records: the fields of a CSV file, by RFC 4180. */
function records(text) {
  const all = [[]];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g,
  )) {
    all.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') {
      all.push([]);
    }
  }
  return all.filter((record) => record.length > 1);
}

browserTest('home has the figures that SQL counts', async () => {
  const [wanted] = select(
    DATABASE,
    `
    SELECT (SELECT count(*) FROM llmeco.models) AS models,
      (SELECT count(*) FROM llmeco.model_edges) AS edges,
           (SELECT count(DISTINCT author_id) FROM llmeco.models) AS authors,
           (SELECT count(*) FROM llmeco.spaces WHERE removed_at IS NULL) AS spaces,
           (SELECT count(*) FROM llmeco.repos WHERE exported_at IS NOT NULL) AS repos`,
  );
  const page = await site.open('index.html');
  const shown = Object.fromEntries(
    await page.$$eval('[data-figure]', (all) =>
      all.map((e) => [e.dataset.figure, Number(e.textContent.replaceAll(',', ''))]),
    ),
  );
  for (const [key, value] of Object.entries(wanted)) {
    assert.equal(shown[key] ?? 0, value, key);
  }
  const top = select(DATABASE, 'SELECT name FROM llmeco.leaderboard ORDER BY rank LIMIT 13');
  assert.deepEqual(
    await texts(page, '#top .top-name a'),
    top.map(({ name }) => name.slice(name.indexOf('/') + 1)),
  );
  await clear(page);
});

browserTest('networks have as many models and derivations as a recursive query finds', async () => {
  const seeds = select(
    DATABASE,
    `
    (SELECT m.model_id, m.name FROM llmeco.models m
      JOIN llmeco.model_edges e ON e.parent_id = m.model_id
      GROUP BY 1, 2 ORDER BY count(*) DESC, 1 LIMIT 3)
    UNION (SELECT model_id, name FROM llmeco.models WHERE name = '${HOSTILE}')`,
  );
  for (const { model_id: id, name } of seeds) {
    // full view: ancestors, descendants, and all parents of the descendants
    const [wanted] = select(
      DATABASE,
      `
      WITH RECURSIVE up(id) AS (SELECT ${id}::bigint UNION SELECT e.parent_id FROM up
        JOIN llmeco.model_edges e ON e.child_id = up.id),
      down(id) AS (SELECT ${id}::bigint UNION SELECT e.child_id FROM down
        JOIN llmeco.model_edges e ON e.parent_id = down.id),
      nodes AS (SELECT id FROM up UNION SELECT id FROM down
                UNION SELECT e.parent_id FROM down
                  JOIN llmeco.model_edges e ON e.child_id = down.id)
      SELECT (SELECT count(*) FROM nodes) AS nodes,
             (SELECT count(*) FROM llmeco.model_edges e WHERE e.parent_id IN (SELECT id FROM nodes)
             AND e.child_id IN (SELECT id FROM nodes)) AS arrows`,
    );
    const page = await site.open(
      `network.html#model=${encodeURIComponent(name)}&view=full&layout=radial`,
    );
    const drawn = await page.$eval('#stage', (element) => ({ ...element.dataset }));
    assert.deepEqual({ nodes: Number(drawn.nodes), arrows: Number(drawn.arrows) }, wanted, name);
    assert.ok((await page.textContent('#main')).includes(name.slice(name.indexOf('/') + 1)));
    await clear(page);
  }
});

const fixed = (n, digits = 2) =>
  n === null
    ? '–'
    : n.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const count = (n) => n.toLocaleString('en-US');

browserTest(
  'the dashboard has the rankings, the licence conflicts and the checks that SQL has',
  async () => {
    const page = await site.open(
      'dashboard.html#table=language,author,org_type,task&all=language,author,org_type,task',
    );
    const rows = (place) =>
      page.$$eval(`${place} .chart-table tbody tr`, (all) =>
        all.map((row) => [...row.cells].map((cell) => cell.textContent)),
      );
    for (const [ranking, query] of Object.entries({
      language:
        'SELECT language AS key, influence, models, top_models FROM llmeco.language_ranking',
      author: `SELECT author AS key, influence, models, top_models FROM llmeco.author_ranking
        WHERE is_ranked`,
      org_type:
        'SELECT org_type AS key, influence, models, top_models FROM llmeco.org_type_ranking',
      task: 'SELECT task AS key, influence, models, top_models FROM llmeco.task_ranking',
    })) {
      const wanted = select(DATABASE, `${query} ORDER BY influence DESC, 1`);
      const shown = await rows(`#by-${ranking}`);
      assert.ok(shown.length > 3, ranking);
      // the file has the first 100 authors, the others as one
      const kept = ranking === 'author' ? wanted.slice(0, 100) : wanted;
      assert.equal(shown.length, kept.length + (wanted.length > kept.length ? 1 : 0), ranking);
      assert.deepEqual(
        shown.slice(0, kept.length).map((row) => row.slice(1)),
        kept.map((e) => [fixed(e.influence), count(e.models)]),
        ranking,
      );
      await page.click(`#by-${ranking} .chart-table tbody tr:first-child button`);
      await page.waitForSelector('#entry[open]');
      assert.deepEqual(await texts(page, '.drawer-model a'), wanted[0].top_models, ranking);
      await page.keyboard.press('Escape');
      await page.waitForSelector('#entry:not([open])', { state: 'attached' });
    }
    const conflicts = select(DATABASE, 'SELECT name FROM llmeco.license_conflicts');
    assert.ok(conflicts.length > 0);
    assert.deepEqual(
      (await texts(page, '#conflicts-list tbody th a')).sort(),
      conflicts.map(({ name }) => name).sort(),
    );
    const checks = select(DATABASE, 'SELECT objects, total FROM llmeco.data_quality');
    const shares = await page.$$eval('#quality-list tbody tr', (all) =>
      all.map((row) => row.cells[1].textContent),
    );
    assert.deepEqual(
      shares.sort(),
      checks
        .map((c) => (c.total ? `${count(c.objects)} / ${count(c.total)}` : count(c.objects)))
        .sort(),
    );
    await clear(page);
  },
);

browserTest(
  'the page of a model has the terms that llmeco_explain gives, and the lineage that SQL finds',
  async () => {
    const models = select(
      DATABASE,
      `
    (SELECT name FROM llmeco.leaderboard ORDER BY rank LIMIT 3)
    UNION (SELECT m.name FROM llmeco.models m JOIN llmeco.model_edges e ON e.child_id = m.model_id
            GROUP BY m.name ORDER BY count(*) DESC, 1 LIMIT 2)
    UNION (SELECT name FROM llmeco.license_conflicts ORDER BY name LIMIT 2)`,
    );
    for (const { name } of models) {
      const [wanted] = select(
        DATABASE,
        `
      SELECT i.rank, i.influence, m.likes, m.license,
             (SELECT count(*) FROM llmeco.model_edges e WHERE e.parent_id = m.model_id) AS children,
             (SELECT count(*) FROM llmeco.model_edges e WHERE e.child_id = m.model_id) AS parents,
             (SELECT count(*) FROM llmeco.space_models s WHERE s.model_id = m.model_id) AS spaces,
             (SELECT count(*) FROM llmeco.license_conflicts c
               WHERE c.model_id = m.model_id) AS conflicts,
             (SELECT json_agg(x.value ORDER BY x.value) FROM llmeco_explain(m.name, 10) x) AS terms
        FROM llmeco.models m LEFT JOIN llmeco.influence i USING (model_id)
          WHERE m.name = '${name}'`,
      );
      const page = await site.open(`model.html#m=${encodeURIComponent(name)}`);
      const figures = await page.$$eval('[data-card]', (all) =>
        Object.fromEntries(
          all.map((card) => [card.dataset.card, card.querySelector('.card-value').textContent]),
        ),
      );
      assert.deepEqual(
        [figures.rank, figures.influence, figures.likes, figures.children, figures.spaces],
        [
          count(wanted.rank),
          fixed(wanted.influence),
          wanted.likes === null ? '–' : count(wanted.likes),
          count(wanted.children),
          count(wanted.spaces),
        ],
        name,
      );
      const license = await page.textContent('[data-fact=license] dd');
      assert.equal(license.split(' · ')[0], wanted.license ?? '–');
      // the largest first: both end with what they leave out as one
      const terms = (await texts(page, '.terms tr[data-term] td:nth-of-type(2)'))
        .map((text) => Number(text.replaceAll(',', '')))
        .sort((a, b) => b - a);
      const explained = wanted.terms.sort((a, b) => b - a);
      assert.ok(terms.length >= 4);
      for (let i = 0; i < Math.max(terms.length, explained.length); i++) {
        assert.ok(
          Math.abs((terms[i] ?? 0) - (explained[i] ?? 0)) <= 0.0151,
          `${name}: ${terms[i]} is not ${explained[i]}`,
        );
      }
      for (const [direction, n] of [
        ['up', wanted.parents],
        ['down', wanted.children],
      ]) {
        const title = n ? await page.textContent(`[data-direction=${direction}] h3`) : '(0)';
        assert.ok(title.endsWith(`(${count(n)})`), `${name}: ${title}`);
      }
      assert.equal((await page.locator('.conflict').count()) > 0, wanted.conflicts > 0, name);
      await clear(page);
    }
  },
);

browserTest('projects have the scores that SQL has, and their parts', async () => {
  const wanted = select(
    DATABASE,
    `
    SELECT repo AS name, code_quality, community, impact, maintenance FROM llmeco.repo_scores
      ORDER BY 1`,
  );
  assert.ok(wanted.length > 10);
  const scores = ['code_quality', 'community', 'impact', 'maintenance'];
  const shown = [];
  for (let n = 1; shown.length < wanted.length; n++) {
    const page = await site.open(`github.html#page=${n}`);
    const rows = await page.$$eval(
      '#repos tbody tr',
      (all, names) =>
        all.map((row) => [
          row.querySelector('.model-name').textContent,
          ...names.map((name) => row.querySelector(`.cell-${name}`).textContent.trim()),
        ]),
      scores,
    );
    assert.ok(rows.length > 0);
    shown.push(...rows);
    await clear(page);
  }
  assert.deepEqual(
    shown.sort(),
    wanted.map((r) => [r.name, ...scores.map((score) => fixed(r[score], 1))]).sort(),
  );
  for (const { name, ...of } of wanted.slice(0, 5)) {
    const project = await site.open(`repo.html#r=${name}`);
    for (const score of scores) {
      assert.equal(await project.textContent(`#score-${score} strong`), fixed(of[score], 1), name);
      await project.click(`#score-${score}`);
      const parts = select(
        DATABASE,
        `
        SELECT value FROM llmeco.repo_score_parts WHERE repo = '${name}' AND score = '${score}'`,
      );
      const rows = await project.$$eval('.parts tbody tr', (all) =>
        all.map((tr) => tr.children[2].textContent),
      );
      assert.deepEqual(
        rows.sort(),
        parts.map(({ value }) => fixed(value, 1)).sort(),
        `${name} ${score}`,
      );
    }
    await clear(project);
  }
});

browserTest('a hostile name is text wherever it is found', async () => {
  const page = await site.open('index.html');
  await page.fill('#find', '<img src=x');
  await page.waitForSelector('.combo-list:not([hidden])');
  assert.ok(
    (await texts(page, '.combo-list .combo-label')).some((label) =>
      label.includes('<img src=x onerror='),
    ),
  );
  await clear(page);
  for (const path of [
    `model.html#m=${encodeURIComponent(HOSTILE)}`,
    'leaderboard.html#q=%3C%2Fscript%3E',
    'network.html#author=evil',
    `network.html#model=${encodeURIComponent(HOSTILE)}&view=author`,
  ]) {
    await clear(await site.open(path));
  }
});

browserTest('a zip of the site opens where it is unpacked', async () => {
  const zip = join(scratch, 'site.zip');
  const elsewhere = join(scratch, 'folder with spaces, 中文 & more');
  run('python3', ['-m', 'zipfile', '-c', zip, ...readdirSync(site.folder)], { cwd: site.folder });
  run('python3', ['-m', 'zipfile', '-e', zip, elsewhere]);
  const before = site.bases.file;
  site.bases.file = pathToFileURL(elsewhere).href;
  try {
    for (const name of pages) {
      await clear(await site.open(name));
    }
    const page = await site.open('leaderboard.html');
    await page
      .click(
        '#leaderboard tbody tr a[href^="network.html"], #leaderboard tbody tr ' +
          'a[href^="model.html"]',
      )
      .catch(() => page.goto(`${page.base}/network.html`));
    await ready(page);
    await clear(page);
  } finally {
    site.bases.file = before;
  }
});

browserTest('a second site of the same data has the same bytes in every file', () => {
  const again = join(scratch, 'again');
  write(again);
  const paths = (folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
      .sort();
  assert.deepEqual(paths(again), paths(site.folder));
  for (const path of paths(again)) {
    assert.ok(readFileSync(join(again, path)).equals(readFileSync(join(site.folder, path))), path);
  }
  assert.match(write(again), / 0 changed\n$/);
});
