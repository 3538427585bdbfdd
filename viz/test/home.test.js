// Home: figures, parameters and the top of the list against the data; search.

import assert from 'node:assert/strict';
import { clean, ready, siteTests, texts } from './lib/browser.js';
import { ecosystem } from './lib/ecosystem.js';

const eco = ecosystem({ seed: 11, models: 900 });
const REPOS = [
  ['acme/tools', 12.5],
  ['other/acme', 99.25],
  ['far/away', 1],
  ['far/acme-far', null],
  ...Array.from({ length: 12 }, (_, i) => [`bulk/project-${i}`, 50 - i]),
].map(([name, openrank]) => ({ name, openrank }));
Object.assign(eco.meta.counts, { repos: REPOS.length });
eco.aliases = [{ name: 'gone/Classic-1B', model: 40 }];
eco.tables = [
  {
    name: 'repos',
    columns: [
      ['repo', 'text'],
      ['openrank', 'f64'],
    ],
    rows: REPOS.map(({ name, ...more }) => ({ repo: name, ...more })),
  },
];
const browserTest = siteTests(eco);
const count = (n) => n.toLocaleString('en-US');

browserTest('the figures are those of the data', async (site) => {
  const page = await site.open('index.html');
  const figure = (key) => page.textContent(`[data-figure=${key}]`);
  assert.equal(await figure('models'), count(eco.models.length));
  assert.equal(await figure('edges'), count(eco.edges.length));
  assert.equal(
    await figure('authors'),
    count(new Set(eco.models.map((m) => m.name.split('/')[0])).size),
  );
  assert.equal(
    await figure('tasks'),
    count(new Set(eco.models.map((m) => m.task).filter(Boolean)).size),
  );
  assert.equal(await figure('spaces'), '321');
  for (const relation of ['finetune', 'adapter', 'merge', 'quantized', 'unknown']) {
    assert.equal(
      await page.textContent(`[data-relation=${relation}]`),
      count(eco.edges.filter((e) => e.relation === relation).length),
    );
  }
  await clean(page);
});

browserTest('the formulas stand beside the parameters of the data', async (site) => {
  const page = await site.open('index.html');
  const shown = Object.fromEntries(
    await page.$$eval('[data-parameter]', (all) =>
      all.map((e) => [e.dataset.parameter, e.textContent]),
    ),
  );
  assert.deepEqual(shown, {
    own: '0.6',
    children: '0.3',
    parents: '0.1',
    downloads: '0.2',
    likes: '0.4',
    spaces: '0.2',
    age: '0.2',
    lambda: '0.001',
    lambda_space: '0.001',
  });
  assert.equal(
    await page.textContent('#convergence'),
    `Converged after ${eco.meta.iterations} rounds, tolerance 0.000001.`,
  );
  assert.equal(await page.$$eval('math', (all) => all.length), 5);
  await clean(page);
});

browserTest('the most influential models are listed in order', async (site) => {
  const page = await site.open('index.html');
  assert.deepEqual(
    await texts(page, '#top .top-name a'),
    eco.models.slice(0, 13).map((m) => m.name.slice(m.name.indexOf('/') + 1)),
  );
  assert.deepEqual(
    (await texts(page, '#top .top-score')).map((s) => s.split('Influence')[0]),
    eco.models
      .slice(0, 13)
      .map((m) =>
        m.influence.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
      ),
  );
  await clean(page);
});

browserTest(
  'search finds models and authors as one types; keys move, Enter opens the page',
  async (site) => {
    const page = await site.open('index.html');
    const wanted = eco.models.find((m) => m.name.startsWith('acme/Base'));
    await page.fill('#find', 'ACME');
    await page.waitForSelector('.combo-list:not([hidden])');
    const labels = await texts(page, '.combo-list .combo-label');
    assert.equal(labels[0], 'acme');
    const n = eco.models.filter((m) => m.name.startsWith('acme/')).length;
    assert.match((await texts(page, '.combo-list .combo-detail'))[0], new RegExp(`· ${n} models$`));
    assert.deepEqual(labels.slice(1, 4), ['other/acme', 'acme/tools', 'far/acme-far']);
    const expected = eco.models
      .filter((m) => m.name.toLowerCase().includes('acme'))
      .map((m) => m.name)
      .slice(0, 6);
    assert.deepEqual(labels.slice(4), expected);
    assert.ok(expected.includes(wanted.name) || expected.length === 6);

    assert.equal(await page.getAttribute('#find', 'aria-expanded'), 'true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    assert.equal(
      await page.textContent('.combo-list [aria-selected=true] .combo-label'),
      labels.at(-1),
    );
    await page.keyboard.press('ArrowDown');
    assert.equal(
      await page.textContent('.combo-list [aria-selected=true] .combo-label'),
      labels[0],
    );
    await page.keyboard.press('Escape');
    assert.equal(await page.$$eval('.combo-list:not([hidden])', (all) => all.length), 0);

    for (const [text, url] of [
      [labels.at(-1), `model.html#m=${labels.at(-1)}`],
      ['far/away', 'repo.html#r=far/away'],
      ['智源', `author.html#n=${encodeURIComponent('智源')}`],
    ]) {
      await page.goto(`${page.base}/index.html`);
      await ready(page);
      await page.fill('#find', text);
      await page.waitForSelector('.combo-list:not([hidden])');
      await page.keyboard.press('Enter');
      await page.waitForURL(`${page.base}/${url}`);
    }
    await page.context().close();
  },
);

browserTest(
  'search finds by full name, in any script, and says when there is nothing',
  async (site) => {
    const page = await site.open('index.html');
    await page.fill('#find', '智源人工');
    await page.waitForSelector('.combo-list:not([hidden])');
    assert.deepEqual(await texts(page, '.combo-list .combo-label'), ['智源', '智源/悟道-Émile-İ']);
    await page.fill('#find', 'bulk');
    await page.waitForFunction(() => document.querySelectorAll('[role=option]').length > 2);
    assert.deepEqual(
      await texts(page, '.combo-list .combo-label'),
      Array.from({ length: 10 }, (_, i) => `bulk/project-${i}`),
    );
    await page.fill('#find', 'no such thing');
    await page.waitForSelector('.combo-none');
    assert.equal(await page.textContent('.combo-none'), 'Nothing found');
    await clean(page);
  },
);

browserTest(
  'a repositories file that is not there leaves the search over models and authors',
  async (site) => {
    const page = await site.open('index.html', {
      init: () => {
        // as if the file were missing: no script of that name ever loads
        const append = Element.prototype.append;
        Element.prototype.append = function (...nodes) {
          const missing = nodes.find((node) => node.src?.includes('data/repos.js'));
          return missing ? missing.onerror() : append.apply(this, nodes);
        };
      },
    });
    await page.fill('#find', 'acme/');
    await page.waitForSelector('.combo-list:not([hidden])');
    assert.deepEqual(
      await texts(page, '.combo-list .combo-label'),
      eco.models
        .filter((m) => m.name.includes('acme/'))
        .map((m) => m.name)
        .slice(0, 10),
    );
    await clean(page);
  },
);

browserTest(
  'a pasted address, an old name and words in any order lead to the model',
  async (site) => {
    const page = await site.open('index.html');
    const search = async (text) => {
      await page.fill('#find', '');
      await page.waitForSelector('.combo-list', { state: 'hidden' });
      await page.fill('#find', text);
      await page.waitForSelector('.combo-list:not([hidden]) .combo-label');
      return [await texts(page, '.combo-list .combo-label'), await texts(page, '.combo-detail')];
    };
    const [name] = (await search('https://huggingface.co/ACME/base-7b/tree/main'))[0];
    assert.equal(name, 'acme/Base-7B');
    assert.equal((await search('7b base'))[0][0], 'acme/Base-7B');
    const [old, details] = await search('classic gone');
    assert.deepEqual(old, [eco.models[40].name]);
    assert.match(details[0], /^formerly gone\/Classic-1B · /);
    // an exact name goes before authors that have it in theirs
    const short = eco.models[7].name.split('/')[1];
    const [first] = (await search(short))[0];
    assert.equal(first, eco.models[7].name);
    assert.equal(await page.textContent('.combo-list mark'), short);
    await clean(page);
  },
);

browserTest('says as of when, and leads to every part', async (site) => {
  const page = await site.open('index.html');
  assert.equal(
    await page.textContent('#freshness'),
    'Influence as of January 1, 2025 at 12:00 AM UTC. Data read on January 1, 2025 at 6:30 AM UTC.',
  );
  assert.deepEqual(await page.$$eval('.entry a', (all) => all.map((a) => a.getAttribute('href'))), [
    'leaderboard.html',
    'network.html#top=15',
    'atlas.html',
    'dashboard.html',
    'github.html',
  ]);
  await clean(page);
});

browserTest('the citation names program, snapshot and parameters, and is copied', async (site) => {
  const page = await site.open('index.html', {
    from: 'http',
    context: { permissions: ['clipboard-read', 'clipboard-write'] },
  });
  const text =
    `llmeco (2025). Lineage and influence of ${count(eco.models.length)} open-source AI models, ` +
    `as of 2025-01-01. ` +
    'Influence with alpha = (0.6, 0.3, 0.1), W = (0.2, 0.4, 0.2, 0.2), lambda = 0.001. ' +
    `Run ${await page.getAttribute('html', 'data-run')}.`;
  assert.equal(await page.textContent('#cite-text p'), text);
  await page.click('#cite-text button');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  assert.equal(await page.textContent('#live'), 'Copied');
  await page.click('#cite-bibtex button');
  const bibtex = await page.evaluate(() => navigator.clipboard.readText());
  const [head, author, title, year, note, ...end] = bibtex.split('\n');
  assert.equal(head, '@misc{llmeco-2025-01-01,');
  assert.equal(author, '  author = {{llmeco}},');
  assert.equal(title, '  title  = {{Lineage and influence of 900 open-source AI models}},');
  assert.equal(year, '  year   = {2025},');
  assert.match(note, /^ {2}note {3}= \{llmeco; as of 2025-01-01; .*\}$/);
  assert.deepEqual(end, ['}']);
  await clean(page);
});

browserTest(
  'home shows its list and figures before it has all models, and a sign of loading',
  async (site) => {
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    const page = await site.browser.newPage();
    await page.route(/data\/(models|edges)\.js/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${site.bases.http}/index.html`);
    await page.waitForSelector('#top li');
    assert.equal(await page.$$eval('#top li', (all) => all.length), 13);
    assert.equal(await page.textContent('[data-figure=models]'), count(eco.models.length));
    assert.equal(await page.isVisible('.loading'), true);
    assert.equal(await page.isVisible('#picture svg'), false);
    release();
    await ready(page);
    assert.equal(await page.isVisible('.loading'), false);
    assert.equal(await page.isVisible('#picture svg'), true);
    await page.close();
  },
);
