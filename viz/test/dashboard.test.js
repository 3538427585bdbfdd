// Dashboard: what it shows against the same computed from the models here.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clean, hash, inFile, ready, saved, siteTests, texts, violations } from './lib/browser.js';
import { groups, KEPT, withDashboard } from './lib/dashboard.js';
import { ecosystem, HOSTILE } from './lib/ecosystem.js';
import { container, dataScript, runLine } from './lib/fixture.js';
import { en } from '../site/js/i18n/en.js';

const eco = withDashboard(ecosystem({ seed: 9, models: 2600 }));
const browserTest = siteTests(eco);

const count = (n) => n.toLocaleString('en-US');
const fixed = (n) =>
  n.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const total = (models) => models.reduce((sum, m) => sum + m.influence, 0);
const byInfluence = (a, b) => b.influence - a.influence;

const LABELS = {
  language: {
    en: 'English',
    zh: 'Chinese',
    fr: 'French',
    de: 'German',
    es: 'Spanish',
    ja: 'Japanese',
    ko: 'Korean',
    ru: 'Russian',
    pt: 'Portuguese',
    ar: 'Arabic',
    xx: 'xx',
  },
  task: Object.fromEntries(
    Object.entries(en)
      .filter(([key]) => key.startsWith('task-name.'))
      .map(([key, name]) => [key.slice('task-name.'.length), name]),
  ),
};

/**
 * entries: {label, key, influence, models} of a ranking, the first first, authors without rank left
 * out unless asked for.
 */
function entries(ranking, { unranked = false } = {}) {
  return [...groups(eco, ranking)]
    .map(([key, models]) => ({
      key,
      influence: total(models),
      n: models.length,
      models,
      label: LABELS[ranking]?.[key] ?? (ranking === 'author' && models[0].author_full_name) ?? key,
    }))
    .map((e) => ({ ...e, label: e.label || e.key }))
    .filter(
      ({ models }) =>
        ranking !== 'author' ||
        unranked ||
        (models[0].author_kind === 'organization' && models.length <= 100),
    )
    .sort(byInfluence);
}

/** rows: the cells of a chart's table. */
const rows = (page, place) =>
  page.$$eval(`${place} .chart-table tbody tr`, (all) =>
    all.map((row) => [...row.cells].map((cell) => cell.textContent)),
  );
const asTable = (page, place) => page.click(`${place} .chart-tools > button`);
const cells = ({ label, influence, n }) => [label, fixed(influence), count(n)];

/**
 * others: what a ranking's last row says of the entries after the first ones; their numbers of
 * models add up where a model has one entry.
 */
function others(list, addUp = true) {
  return [
    `Others (${count(list.length)})`,
    fixed(list.reduce((sum, e) => sum + e.influence, 0)),
    addUp ? count(list.reduce((sum, e) => sum + e.n, 0)) : '–',
  ];
}

/** drawn: waits for a chart's picture. */
const drawn = (page, place) => page.waitForSelector(`${place}[data-drawn] canvas`);

for (const [ranking, first] of [
  ['language', 7],
  ['author', 7],
  ['task', 6],
  ['org_type', 7],
]) {
  browserTest(`${ranking}: the first ${first} by influence, and Others`, async (site) => {
    const page = await site.open('dashboard.html');
    await drawn(page, `#by-${ranking}`);
    await asTable(page, `#by-${ranking}`);
    const all = entries(ranking);
    const expected = all.slice(0, first).map(cells);
    assert.deepEqual(
      await rows(page, `#by-${ranking}`),
      all.length > first
        ? [...expected, others(all.slice(first), ranking !== 'language')]
        : expected,
    );
    assert.deepEqual((await hash(page)).table, [ranking]);
    await clean(page);
  });
}

browserTest(
  'Others open: all languages; authors as far as the file has them, the rest still counted',
  async (site) => {
    const page = await site.open('dashboard.html#table=language,author');
    await page.click('#by-language-foot button');
    assert.deepEqual(await rows(page, '#by-language'), entries('language').map(cells));
    await page.check('#unranked');
    await page.click('#by-author-foot button');
    const all = entries('author', { unranked: true });
    assert.ok(all.length > KEPT);
    assert.deepEqual(await rows(page, '#by-author'), [
      ...all.slice(0, KEPT).map(cells),
      others(all.slice(KEPT)),
    ]);
    assert.deepEqual(await hash(page), {
      table: ['language,author'],
      all: ['language,author'],
      unranked: ['1'],
    });
    await page.click('#by-language-foot button');
    assert.equal((await rows(page, '#by-language')).length, 8);
    await clean(page);
  },
);

browserTest(
  'an entry opens its ten most influential models, with links; Back closes it',
  async (site) => {
    const page = await site.open('dashboard.html#table=task');
    const [, second] = entries('task');
    await page.click(`#by-task .chart-table tbody tr:nth-child(2) button`);
    await page.waitForSelector('#entry[open]');
    assert.deepEqual(
      await texts(page, '.drawer-model a'),
      second.models.slice(0, 10).map((m) => m.name),
    );
    assert.deepEqual(
      await texts(page, '.drawer-list .top-rank'),
      second.models.slice(0, 10).map((m) => count(m.rank)),
    );
    assert.deepEqual(
      await texts(page, '.drawer-list .top-rank ~ .num'),
      second.models.slice(0, 10).map((m) => fixed(m.influence)),
    );
    assert.equal(
      await page.textContent('#entry .muted'),
      `Influence ${fixed(second.influence)} in ${count(second.n)} models`,
    );
    assert.equal(
      await page.getAttribute('.drawer-model a', 'href'),
      `model.html#m=${encodeURIComponent(second.models[0].name).replaceAll('%2F', '/')}`,
    );
    assert.equal(
      await page.getAttribute('.drawer-foot .button:not(.primary)', 'href'),
      `leaderboard.html#task=${second.key}`,
    );
    assert.deepEqual((await hash(page)).open, [`task:${second.key}`]);
    assert.deepEqual(await violations(page), []);
    await page.goBack();
    await page.waitForSelector('#entry:not([open])', { state: 'attached' });
    await page.goForward();
    await page.waitForSelector('#entry[open]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('#entry:not([open])', { state: 'attached' });
    assert.equal((await hash(page)).open, undefined);
    await clean(page);
  },
);

browserTest('a click on a bar opens its entry, one on Others shows all', async (site) => {
  const page = await site.open('dashboard.html');
  await drawn(page, '#by-language');
  const box = await (await page.$('#by-language .chart-canvas')).boundingBox();
  const bar = (at) =>
    page.mouse.click(box.x + box.width / 2 - 80, box.y + 22 + (at + 0.5) * ((box.height - 22) / 8));
  await bar(0);
  await page.waitForSelector('#entry[open]');
  assert.equal(
    await page.textContent('#entry-title'),
    `Most influential models: ${entries('language')[0].label}`,
  );
  await page.click('[aria-label=Close]');
  await page.waitForSelector('#entry:not([open])', { state: 'attached' });
  await bar(7);
  await page.waitForFunction(() => location.hash.includes('all=language'));
  await clean(page);
});

browserTest(
  'the map has the top models of each group; a group opens, a model leads to its page',
  async (site) => {
    const page = await site.open('dashboard.html#by=language&table=map');
    const expected = entries('language').flatMap(({ label, models }) =>
      models.slice(0, 10).map((m) => [label, m.name, fixed(m.influence), count(m.rank)]),
    );
    assert.deepEqual(await rows(page, '#map-chart'), expected);
    await page.click('#map-chart .chart-table tbody tr:nth-child(11) button');
    const [, second] = entries('language');
    assert.deepEqual(
      (await rows(page, '#map-chart')).map((row) => row[1]),
      second.models.slice(0, 10).map((m) => m.name),
    );
    assert.equal(await page.textContent('#map-crumbs [aria-current]'), second.label);
    assert.deepEqual((await hash(page)).group, [second.key]);
    await page.click('#map-crumbs button');
    assert.equal((await rows(page, '#map-chart')).length, expected.length);
    await page.selectOption('#map-by', 'all');
    assert.deepEqual(
      (await rows(page, '#map-chart')).map((row) => row[1]),
      eco.models.slice(0, 100).map((m) => m.name),
    );
    await asTable(page, '#map-chart');
    await drawn(page, '#map-chart');
    const box = await (await page.$('#map-chart canvas')).boundingBox();
    await page.mouse.click(box.x + 40, box.y + 40);
    await page.waitForURL(/model\.html#m=/);
    assert.equal(decodeURIComponent(page.url().split('#m=')[1]), eco.models[0].name);
    await page.context().close();
  },
);

browserTest('rising models by measure, days and percent, with what they had', async (site) => {
  const page = await site.open('dashboard.html#table=rising');
  for (const [measure, days, gain] of [
    ['downloads', 7, 'number'],
    ['downloads', 7, 'percent'],
    ['rank', 30, 'percent'],
    ['likes', 30, 'percent'],
    ['likes', 30, 'number'],
  ]) {
    await page.selectOption('#rising-measure', measure);
    await page.selectOption('#rising-days', String(days));
    const inPercent = gain === 'percent' && measure !== 'rank';
    assert.equal(await page.isVisible('#rising-gain'), measure !== 'rank');
    if (measure !== 'rank') {
      await page.selectOption('#rising-gain', gain);
    }
    const listed = inPercent ? `${measure}_percent` : measure;
    const expected = eco.dashboard.rising
      .filter((m) => m.measure === listed && m.days === days)
      .sort((a, b) => a.place - b.place);
    assert.ok(expected.length > 20);
    assert.deepEqual(
      await rows(page, '#rising-chart'),
      expected.map((m) => [
        count(m.place),
        m.name,
        m.author,
        count(m.before),
        count(m.now),
        `+${count(m.gain)}`,
        m.percent === null ? '–' : `+${count(m.percent)}%`,
      ]),
    );
    const note = await page.textContent('#rising-note');
    assert.ok(note.startsWith(days === 7 ? 'Since Dec 25, 2024.' : 'Since Dec 2, 2024.'), note);
    const floor = { downloads: '1,000 downloads', likes: '100 likes' }[measure];
    assert.equal(note.includes(`at least ${floor}`), inPercent, note);
  }
  assert.deepEqual(await hash(page), { table: ['rising'], rising: ['likes'], days: ['30'] });
  await page.selectOption('#rising-gain', 'percent');
  assert.deepEqual((await hash(page)).gain, ['percent']);
  // the bars are in percent, too
  await page.click('#rising-chart button[aria-pressed]');
  await page.click('#rising-chart .chart-tools summary');
  const svg = (await saved(page, '#rising-chart [data-file=svg]')).bytes.toString('utf8');
  const [best] = eco.dashboard.rising.filter((m) => m.measure === 'likes_percent' && m.days === 30);
  assert.ok(svg.includes(`+${count(best.percent)}%`));
  await clean(page);
});

browserTest('licence conflicts: kinds and models; a kind narrows the list', async (site) => {
  const page = await site.open('dashboard.html#table=conflicts');
  const { conflicts } = eco.dashboard;
  const kinds = new Map();
  conflicts.forEach((c) =>
    kinds.set(
      `${c.ancestor_family} → ${c.family}`,
      (kinds.get(`${c.ancestor_family} → ${c.family}`) ?? 0) + 1,
    ),
  );
  const bars = [...kinds].sort((a, b) => b[1] - a[1]);
  assert.deepEqual(
    await rows(page, '#conflicts-chart'),
    bars.map(([kind, n]) => [kind, count(n)]),
  );
  const models = () => texts(page, '#conflicts-list tbody th a');
  assert.deepEqual(
    await models(),
    conflicts.map((c) => c.name),
  );
  await page.click('#conflicts-chart tbody tr:nth-child(2) button');
  assert.deepEqual(
    await models(),
    conflicts.filter((c) => `${c.ancestor_family} → ${c.family}` === bars[1][0]).map((c) => c.name),
  );
  assert.deepEqual((await hash(page)).kind, [bars[1][0]]);
  await page.click('#conflicts-chart tbody tr:nth-child(2) button');
  const deep = conflicts.findIndex((c) => c.depth === 2);
  const [from, between, to] = JSON.parse(conflicts[deep].path);
  const row = `#conflicts-list tbody tr:nth-child(${deep + 1})`;
  assert.equal(await page.textContent(`${row} td a`), from);
  assert.equal(await page.textContent(`${row} .path`), `merge → ${between} → finetune`);
  assert.equal(await page.textContent(`${row} th a`), to);
  const { bytes } = await saved(page, '#conflicts-csv');
  assert.equal(bytes.toString().split('\r\n').length, conflicts.length + 2);
  await clean(page);
});

browserTest(
  'checks of the data: those that found something first, hostile names as text',
  async (site) => {
    const page = await site.open('dashboard.html');
    const without = eco.models.filter((m) => m.license === null).length;
    const share = (n) =>
      n / eco.models.length < 0.0005 ? '<0.1%' : `${((100 * n) / eco.models.length).toFixed(1)}%`;
    const list = await page.$$eval('#quality-list tbody tr', (all) =>
      all.map((row) => [...row.cells].map((cell) => cell.textContent)),
    );
    assert.equal(list.length, 4);
    assert.deepEqual(list[0], [
      'errorNames with <b>markup</b>',
      `1 / ${count(eco.models.length)}`,
      share(1),
      HOSTILE,
    ]);
    assert.deepEqual(list[1].slice(0, 3), [
      'warningModels that give no licence',
      `${count(without)} / ${count(eco.models.length)}`,
      share(without),
    ]);
    assert.deepEqual(list[3].slice(1), [`0 / ${count(eco.models.length)}`, '0%', '']);
    await clean(page);
  },
);

browserTest('every chart is exported: PNG, SVG with its names as text, CSV', async (site) => {
  const page = await site.open('dashboard.html#by=all');
  await drawn(page, '#map-chart');
  const get = async (suffix) => {
    await page.click('#map-chart .chart-tools summary');
    return saved(page, `#map-chart [data-file=${suffix}]`);
  };
  const png = await get('png');
  assert.equal(png.name, 'llmeco-map.png');
  assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
  writeFileSync(join(site.folder, 'map.svg'), (await get('svg')).bytes);
  const picture = await site.browser.newPage();
  await picture.goto(`${site.bases.file}/map.svg`);
  assert.equal(
    await picture.evaluate(() => document.querySelectorAll('parsererror, script, img').length),
    0,
  );
  assert.ok(
    (await picture.$$eval('text', (all) => all.map((one) => one.textContent))).some((text) =>
      text.startsWith('</script><img src=x'),
    ),
  );
  await picture.close();
  const csv = (await get('csv')).bytes.toString().trim().split('\r\n');
  assert.equal(csv[0], 'group,model,influence,rank');
  assert.equal(csv[1], `All,${eco.models[0].name},${eco.models[0].influence},1`);
  assert.equal(csv.length, 101);
  await clean(page);
});

browserTest('everything as JSON', async (site) => {
  const page = await site.open('dashboard.html');
  const { name, bytes } = await saved(page, '#json');
  assert.equal(name, 'llmeco-dashboard.json');
  const all = JSON.parse(bytes.toString());
  assert.equal(all.as_of, eco.meta.as_of);
  assert.deepEqual(
    all.task.map((e) => [e.key, e.influence, e.models]),
    entries('task').map((e) => [e.key, e.influence, e.n]),
  );
  assert.deepEqual(all.author.find((e) => e.rank === 1).key, entries('author')[0].key);
  assert.equal(all.rising.length, eco.dashboard.rising.length);
  assert.equal(all.rising[0].since, '2024-12-25');
  assert.deepEqual(
    all.conflicts.map((c) => c.path),
    eco.dashboard.conflicts.map((c) => JSON.parse(c.path)),
  );
  assert.equal(all.quality.length, 4);
  await clean(page);
});

browserTest(
  'charts follow theme and language; with reduced motion they stand at once',
  async (site) => {
    const page = await site.open('dashboard.html', { context: { reducedMotion: 'reduce' } });
    await drawn(page, '#by-task');
    const picture = () => page.$eval('#by-task canvas', (canvas) => canvas.toDataURL());
    const light = await picture();
    await page.click('#theme');
    await drawn(page, '#by-task');
    const dark = await picture();
    assert.notEqual(dark, light);
    await page.click('#language');
    await page.waitForSelector('#by-language-foot >> text=/显示 \\d+ 项/');
    await asTable(page, '#by-language');
    assert.equal((await rows(page, '#by-language'))[0][0], '英语');
    assert.match((await rows(page, '#by-language')).at(-1)[0], /^其他（\d+）$/);
    await clean(page);
  },
);

browserTest('reads no models file', async (site) => {
  const page = await site.open('dashboard.html');
  assert.deepEqual(
    page.requested.filter((url) => /data\/(models|edges)/.test(url)),
    [],
  );
  await clean(page);
});

browserTest('print has the pictures and not the controls, in light colours', async (site) => {
  const page = await site.open('dashboard.html', { context: { colorScheme: 'dark' } });
  await drawn(page, '#by-task');
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.chart-tools', '.jumps', '#json', '.panel-foot']) {
    assert.equal(await page.locator(gone).first().isVisible(), false, gone);
  }
  assert.equal(await page.isVisible('#by-task canvas'), true);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), undefined);
  await clean(page);
});

browserTest('a part whose data file is not there says so; the others stand', async (site) => {
  const page = await site.open('index.html', { from: 'http' });
  await page.route('**/data/rising.js*', (route) => route.abort());
  await page.goto(`${page.base}/dashboard.html#table=map`);
  await ready(page);
  assert.equal(await page.textContent('#rising p'), 'This site has no data for this.');
  assert.ok((await rows(page, '#map-chart')).length > 20);
  assert.equal((await page.$$('#quality-list tbody tr')).length, 4);
  await page.context().close();
});

browserTest(
  'bars of powers of ten begin at one line, below 1 too; no two ticks or values look the same',
  async (site) => {
    const { columns, rows: all } = eco.tables.find(({ name }) => name === 'rankings');
    const values = {
      org_type: [20400, 31, 2.5, 0.4, 0.06],
      language: [20400, 20100, 19800, 19700, 19500, 19200, 19000],
    };
    const changed = all.map((row) => ({
      ...row,
      influence: values[row.ranking]?.[row.rank - 1] ?? row.influence,
    }));
    const table = columns.map(([name, type]) => ({
      name,
      type,
      values: changed.map((row) => row[name] ?? null),
    }));
    const page = await site.open('index.html', { from: 'http', context: { locale: 'zh-CN' } });
    const run = await page.getAttribute('html', 'data-run');
    await page.route('**/data/rankings.js*', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: dataScript('rankings', container(changed.length, table)) + runLine('rankings', run),
      }),
    );
    await page.goto(`${page.base}/dashboard.html`);
    await ready(page);
    const exported = async (place) => {
      await page.waitForSelector(`${place}[data-drawn]`);
      await page.click(`${place} .chart-tools summary`);
      const { bytes } = await saved(page, `${place} [data-file=svg]`);
      return bytes.toString('utf8');
    };
    const text = await exported('#by-org_type');
    // bars are the paths in the colour of --own (tokens.css)
    const bars = await inFile(page, text, (file) => {
      const { documentElement } = new DOMParser().parseFromString(file, 'image/svg+xml');
      const drawing = document.body.appendChild(document.importNode(documentElement, true));
      return [...drawing.querySelectorAll('path')]
        .filter((path) => getComputedStyle(path).fill === 'rgb(15, 107, 97)')
        .map((path) => path.getBBox())
        .sort((a, b) => a.y - b.y)
        .map(({ x, width }) => [Math.round(x), Math.round(width)]);
    });
    const shown = values.org_type.slice(0, entries('org_type').length);
    assert.equal(bars.length, shown.length);
    assert.equal(new Set(bars.map(([x]) => x)).size, 1, JSON.stringify(bars));
    bars.reduce(([, longer], [, shorter]) => {
      assert.ok(shorter > 0 && shorter < longer, JSON.stringify(bars));
      return [0, shorter];
    });
    const words = [...(await exported('#by-language')).matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
      .map((m) => m[1])
      .filter((word) => /^[\d.]+万/.test(word));
    assert.ok(words.length >= 7);
    assert.equal(new Set(words).size, words.length, words.join(' '));
    await clean(page);
  },
);
