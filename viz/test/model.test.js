// The page of a model, against the same computed here from the data: the terms
// of its score, its lineage, its details, history, licences, projects, Spaces.

import assert from 'node:assert/strict';
import { tasks } from '../site/js/i18n/en/tasks.js';
import { clean, hash, ready, siteTests, texts, violations } from './lib/browser.js';
import { detailsOf, shardOf } from './lib/details.js';
import { ecosystem, HOSTILE, ranked } from './lib/ecosystem.js';

const raw = ecosystem({ seed: 31, models: 1300 });
raw.models.forEach((m, i) => {
  m.space_influence = i % 6 === 0 && !m.is_stub ? 10 + (i % 90) / 7 : 0;
});
const eco = ranked(raw.models, raw.edges);
eco.tables = detailsOf(eco);
// as many as a page does not wait for
Object.assign(eco.meta.counts, { models: 5000, shown: 5000 });
const { models, edges, meta } = eco;
const up = models.map(() => []);
const down = models.map(() => []);
for (const edge of edges) {
  up[edge.child].push(edge);
  down[edge.parent].push(edge);
}
// what was written after the scores were computed
const changed = models.findIndex((m, i) => i > 40 && !m.is_stub && m.likes > 3);
models[changed].likes += 10;

const browserTest = siteTests(eco);
const url = (row) => `model.html#m=${encodeURIComponent(models[row].name)}`;
const two = (value) =>
  value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = (value) => value.toLocaleString('en-US');
const isoDay = (day) =>
  new Date(day * 86400000).toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
const number = (text) => Number(text.replace(/[,%]/g, ''));
const hub = models.findIndex((m) => m.name === 'acme/Base-7B');
const merge = models.findIndex((m, i) => up[i].length === 3 && m.details.conflicts.length > 0);
const stub = models.findIndex((m, i) => m.is_stub && down[i].length > 0);
const timed = models.findIndex((m, i) => i % 8 < 6 && m.likes > 3);
const far = models.findIndex((m, i) => i > 1000 && up[i].length > 0 && !m.is_stub);
const hostile = models.findIndex((m) => m.name === HOSTILE);

/** terms: what adds to the score of a model, from the formula and the data files. */
function terms(row) {
  const m = models[row];
  const age = m.created_at === null ? null : Date.parse(meta.as_of) / 86400000 - m.created_at;
  const own = [
    Math.log(Math.max(1, m.downloads ?? 0)),
    (m.likes ?? 0) - (row === changed ? 10 : 0),
    m.space_influence,
    age === null ? 0 : Math.exp(-meta.lambda * age),
  ].map((amount, i) => meta.alpha[0] * meta.w[i] * amount);
  if (row === changed) {
    own[1] += meta.alpha[0] * meta.w[1] * 10;
    own.push(-meta.alpha[0] * meta.w[1] * 10);
  }
  const kin = (list, end, alpha) => {
    const all = list
      .map((e) => ({
        name: models[e[end]].name,
        value: (alpha * models[e[end]].influence) / list.length,
        row: e[end],
      }))
      .sort((a, b) => b.value - a.value || a.row - b.row);
    const rest = all.slice(10);
    return [
      ...all.slice(0, 10),
      ...(rest.length
        ? [
            {
              name: `${whole(rest.length)} others`,
              value: rest.reduce((sum, { value }) => sum + value, 0),
            },
          ]
        : []),
    ];
  };
  return {
    own,
    child: kin(down[row], 'child', meta.alpha[1]),
    parent: kin(up[row], 'parent', meta.alpha[2]),
  };
}

browserTest(
  'why this score: every term, and the sums are the score that is shown',
  async (site) => {
    for (const row of [hub, merge, stub, far, hostile, changed, 0]) {
      const page = await site.open(url(row));
      const { own, child, parent } = terms(row);
      const rows = await page.$$eval('.terms tr[data-term]', (all) =>
        all.map((tr) => [...tr.children].map((cell) => cell.textContent)),
      );
      const expected = [...own.map((value) => ({ value })), ...child, ...parent];
      assert.equal(rows.length, expected.length, models[row].name);
      rows.forEach(([label, , adds, share], i) => {
        const { name, value } = expected[i];
        assert.ok(!name || label.startsWith(name), `${label} is not ${name}`);
        assert.ok(Math.abs(number(adds) - value) <= 0.0151, `${label}: ${adds} is not ${value}`);
        assert.ok(
          Math.abs(number(share) - (100 * value) / models[row].influence) <= 0.11,
          `${label}: ${share}`,
        );
      });
      const total = await page.textContent('.terms tfoot td');
      assert.equal(total, two(models[row].influence));
      assert.equal(total, await page.textContent('[data-card=influence] .card-value'));
      assert.equal(
        Math.round(100 * rows.reduce((sum, [, , adds]) => sum + number(adds), 0)),
        Math.round(100 * number(total)),
      );
      const parts = await texts(page, '.terms .part td:nth-of-type(1)');
      assert.equal(
        Math.round(100 * parts.reduce((sum, text) => sum + number(text), 0)),
        Math.round(100 * number(total)),
      );
      const widths = await page.$$eval('.terms-bar rect', (all) =>
        all.reduce((sum, rect) => sum + Number(rect.getAttribute('width')), 0),
      );
      assert.ok(row === changed || Math.abs(widths - 1000) < 1, `${widths}`);
      assert.equal((await texts(page, '[data-term=changed] th')).length, row === changed ? 1 : 0);
      await clean(page);
    }
  },
);

browserTest('only the part of the details that has the model is loaded', async (site) => {
  const page = await site.open(url(far));
  assert.deepEqual(
    page.requested.filter((one) => one.includes('details')).map((one) => one.match(/(\w+)\.js/)[1]),
    [shardOf(models[far].name)],
  );
  await clean(page);
});

browserTest('a model is on its page before all models are here', async (site) => {
  const most = Math.max(...down.map((list) => list.length));
  const busy = down.findIndex((list) => list.length === most);
  for (const row of [busy, merge, far, timed]) {
    const m = models[row];
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    const page = await site.browser.newPage({ locale: 'en-US' });
    await page.route(/data\/(models|authors|aliases|edges)\.js/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${site.bases.http}/${url(row)}`);
    // but for the family, which takes all derivations
    const shows = () =>
      page.$$eval('h1, .card-value, .terms, .facts-list, .tags, .sheet-history, .lineage', (all) =>
        all.map((element) => {
          const copy = element.cloneNode(true);
          copy.querySelector('[data-fact=family]')?.remove();
          return copy.textContent;
        }),
      );
    const leaves = (direction) =>
      texts(page, `[data-direction=${direction}] > ul > li > .leaf > a`);
    const names = (list, end) =>
      list
        .map((e) => e[end])
        .sort((a, b) => a - b)
        .slice(0, end === 'parent' ? 20 : 10)
        .map((one) => models[one].name);
    await page.waitForSelector('.sheet-facts');
    assert.equal(await page.textContent('h1'), m.name);
    assert.equal(await page.isVisible('.loading'), true);
    assert.match(await page.textContent('.sheet-lineage'), /The rest is on its way/);
    const before = await shows();
    for (const [direction, list, end] of [
      ['up', up[row], 'parent'],
      ['down', down[row], 'child'],
    ]) {
      assert.deepEqual(await leaves(direction), names(list, end));
      assert.match(
        await page.textContent(`[data-direction=${direction}] h3`),
        new RegExp(`\\(${list.length}\\)$`),
      );
    }
    const links = await page.$$('[data-direction=down] .leaf a');
    await links[0]?.focus();
    release();
    await ready(page);
    // what was there is what stays, and the focus with it
    assert.deepEqual(await shows(), before);
    if (links.length) {
      assert.equal(
        await page.evaluate(() => document.activeElement.textContent),
        names(down[row], 'child')[0],
      );
    }
    assert.doesNotMatch(await page.textContent('.sheet-lineage'), /The rest is on its way/);
    await page.close();
  }
});

browserTest('figures and details are those of the model', async (site) => {
  for (const row of [hub, merge, far, stub]) {
    const m = models[row];
    const page = await site.open(url(row));
    const figure = (key) => page.textContent(`[data-card=${key}] .card-value`);
    assert.equal(await page.textContent('h1'), m.name);
    assert.equal(await page.title(), `${m.name} · llmeco`);
    assert.deepEqual(
      [
        await figure('rank'),
        await figure('likes'),
        await figure('children'),
        await figure('spaces'),
      ],
      [
        whole(row + 1),
        m.likes === null ? '–' : whole(m.likes),
        whole(down[row].length),
        whole(m.details.spaces),
      ],
    );
    assert.equal(
      await page.getAttribute('[data-card=downloads] .card-value', 'title'),
      m.downloads === null ? null : whole(m.downloads),
    );
    assert.deepEqual(
      await texts(page, '.model-head .notes'),
      m.details.disabled
        ? ['The Hub has disabled this model: its files cannot be downloaded.']
        : [],
    );
    const fact = (key) => page.textContent(`[data-fact=${key}] dd`);
    const language = new Intl.DisplayNames('en', { type: 'language' });
    for (const [key, value] of Object.entries({
      task: tasks[`task-name.${m.task}`] ?? m.task,
      library: m.library,
      license: m.license,
      languages: m.details.languages.map((code) => language.of(code)).join(', '),
      gated: {
        no: 'open',
        auto: 'on request, granted at once',
        manual: 'on request, decided by its authors',
      }[m.details.gated],
      created: m.created_at && isoDay(m.created_at),
      modified: m.details.modified_at && isoDay(m.details.modified_at),
      trending: m.details.trending_score === null ? null : String(m.details.trending_score),
    })) {
      assert.equal((await fact(key)).replace(' · May I use this model?', ''), value || '–', key);
    }
    assert.equal(
      await page.$$eval('[data-fact=parameters] span[title]', (all) => all[0]?.title),
      m.parameters === null ? undefined : whole(m.parameters),
    );
    assert.deepEqual(await texts(page, '.tags .tag'), m.details.tags.slice(0, 30));
    if (m.details.tags.length > 30) {
      await page.click('.tags .more');
      assert.deepEqual(await texts(page, '.tags .tag'), m.details.tags);
    }
    assert.equal(
      await page.getAttribute('.model-actions a[target=_blank]', 'href'),
      `https://huggingface.co/${m.name}`,
    );
    await clean(page);
  }
});

browserTest(
  'lineage opens branch by branch, by keyboard, and does not go round in circles',
  async (site) => {
    const page = await site.open(url(hub));
    const children = [...down[hub]].sort((a, b) => a.child - b.child);
    const shown = () => texts(page, '[data-direction=down] > ul > li > .leaf > a');
    assert.equal(
      await page.textContent('[data-direction=down] h3'),
      `Built on it (${children.length})`,
    );
    assert.deepEqual(
      await shown(),
      children.slice(0, 20).map((e) => models[e.child].name),
    );
    assert.deepEqual(
      await texts(page, '[data-direction=down] > ul > li > .leaf > .relation-text'),
      children.slice(0, 20).map((e) => e.relation),
    );
    await page.focus('[data-direction=down] > ul > li > .more');
    await page.keyboard.press('Enter');
    assert.deepEqual(
      await shown(),
      children.slice(0, 40).map((e) => models[e.child].name),
    );
    assert.equal(
      await page.evaluate(
        () =>
          document.activeElement.closest('li') ===
          document.querySelectorAll('[data-direction=down] > ul > li')[20],
      ),
      true,
    );
    const at = children.slice(0, 20).findIndex((e) => down[e.child].length > 0);
    const child = children[at].child;
    const branch = page.locator('[data-direction=down] > ul > li').nth(at);
    await branch.locator('button.toggle').first().focus();
    await page.keyboard.press('Enter');
    assert.equal(
      await branch.locator('button.toggle').first().getAttribute('aria-expanded'),
      'true',
    );
    assert.deepEqual(
      await branch.locator('> ul > li > .leaf > a').allTextContents(),
      down[child]
        .map((e) => e.child)
        .sort((a, b) => a - b)
        .slice(0, 20)
        .map((n) => models[n].name),
    );
    await page.keyboard.press('Enter');
    assert.equal(await branch.locator('ul').count(), 0);
    await clean(page);

    // of a cycle: each model again below itself
    const seen = new Set();
    const walk = (row, path) =>
      path.includes(row) ||
      (path.length < 9 && down[row].some((e) => walk(e.child, [...path, row]) && seen.add(row)));
    const start = models.findIndex((_, row) => walk(row, []) && path(row, row));
    function path(from, to) {
      const queue = down[from].map((e) => [e.child]);
      const known = new Set();
      for (const way of queue) {
        const last = way.at(-1);
        if (last === to) {
          return way;
        }
        if (!known.has(last)) {
          known.add(last);
          down[last].forEach((e) => queue.push([...way, e.child]));
        }
      }
      return null;
    }
    const round = await site.open(url(start));
    let list = round.locator('[data-direction=down] > ul');
    for (const row of path(start, start)) {
      for (;;) {
        const item = list.locator('> li', {
          has: round.locator(`> .leaf > a[href="${await hrefOf(round, row)}"]`),
        });
        if (await item.count()) {
          if (row === start) {
            assert.match(await item.textContent(), /see above/);
            assert.equal(await item.locator('> .leaf > button').count(), 0);
          } else {
            await item.locator('> .leaf > button').click();
          }
          list = item.locator('> ul');
          break;
        }
        await list.locator('> li > .more').click();
      }
    }
    await clean(round);
  },
);

function hrefOf(page, row) {
  return page.evaluate((name) => {
    const plain = { '%2F': '/', '%2C': ',', '%3A': ':' };
    return `model.html#m=${encodeURIComponent(name).replace(/%(2F|2C|3A)/g, (c) => plain[c])}`;
  }, models[row].name);
}

browserTest('counters over time: lines, labels and the same as a table', async (site) => {
  const page = await site.open(url(timed));
  const points = models[timed].details.history;
  for (const [key, column] of [
    ['panel.downloads', 1],
    ['panel.likes', 2],
  ]) {
    const known = points.filter((point) => point[column] !== null);
    const chart = page.locator(`[data-series="${key}"]`);
    const spots = await chart.locator('.mark').evaluateAll((all) =>
      all.map((one) =>
        one
          .getAttribute('transform')
          .match(/[\d.]+/g)
          .map(Number),
      ),
    );
    assert.equal(spots.length, known.length);
    const values = known.map((point) => point[column]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const [low, high] = [
      Math.max(...spots.map(([, y]) => y)),
      Math.min(...spots.map(([, y]) => y)),
    ];
    spots.forEach(([x, y], i) => {
      assert.ok(Math.abs((low - y) / (low - high) - (values[i] - least) / (most - least)) < 0.02);
      assert.ok(i === 0 || x > spots[i - 1][0]);
    });
    assert.equal(
      await chart.locator('title').first().textContent(),
      `${isoDay(known[0][0])}: ${whole(values[0])}`,
    );
    assert.match(
      await chart.locator('svg').getAttribute('aria-label'),
      new RegExp(`from ${whole(values[0])} on .* to ${whole(values.at(-1))} on`),
    );
  }
  await page.click('.sheet-history summary');
  assert.deepEqual(
    await texts(page, '.sheet-history tbody tr'),
    [...points]
      .reverse()
      .map(
        ([date, ...values]) =>
          `${isoDay(date)}${values.map((v) => (v === null ? '–' : whole(v))).join('')}`,
      ),
  );
  await clean(page);
  for (const [rest, text] of [
    [7, /There is one snapshot so far, of Jan 1, 2025/],
    [6, /no snapshots/],
  ]) {
    const other = await site.open(url(models.findIndex((_, i) => i % 8 === rest)));
    assert.match(await other.textContent('.sheet-history'), text);
    await clean(other);
  }
});

browserTest(
  'licence path: every ancestor by distance, its licence, and what is in conflict',
  async (site) => {
    const page = await site.open(url(merge));
    const depth = new Map([[merge, 0]]);
    for (const row of depth.keys()) {
      up[row].forEach((e) => depth.has(e.parent) || depth.set(e.parent, depth.get(row) + 1));
    }
    const rows = await page.$$eval('.licences tbody tr', (all) =>
      all.map((tr) => [
        tr.dataset.ancestor,
        ...[...tr.children].map((c) => c.textContent),
        tr.className,
      ]),
    );
    assert.equal(rows.length, depth.size);
    assert.equal(rows[0][3], models[merge].license ?? 'none given');
    const conflicts = new Map(
      models[merge].details.conflicts.map(([name, ...rest]) => [name, rest]),
    );
    for (const [name, steps, label, licence, look] of rows.slice(1)) {
      const row = models.findIndex((m) => m.name === name);
      assert.equal(Number(steps), depth.get(row));
      assert.ok(label.startsWith(name));
      assert.equal(licence, models[row].license ?? 'none given');
      assert.equal(look, conflicts.has(name) ? 'conflict' : '');
      assert.equal(label.includes('permissive here, non-commercial there'), conflicts.has(name));
      assert.equal(label.includes('Conflict: '), conflicts.has(name) && !conflicts.get(name)[3]);
      assert.equal(label.includes('both are of one author'), Boolean(conflicts.get(name)?.[3]));
    }
    assert.equal(
      await page.textContent('.verdict'),
      'Its licence does not go together with those of 1 of the models it is built from.',
    );
    await clean(page);
    const none = models.findIndex((m, i) => up[i].length > 0 && m.details.conflicts.length === 0);
    const other = await site.open(url(none));
    assert.match(await other.textContent('.verdict'), /^No conflict was found/);
    await clean(other);
  },
);

browserTest('GitHub projects and Spaces', async (site) => {
  const row = models.findIndex((m) => m.details.github_list.length === 2 && m.details.spaces > 20);
  const page = await site.open(url(row));
  assert.deepEqual(await texts(page, '.sheet-projects tbody tr'), [
    'acme/base-7bsame name12.5099.252024-12',
    'acme/tools–––',
  ]);
  assert.equal(
    await page.getAttribute('[data-repo="acme/base-7b"] a', 'href'),
    'repo.html#r=acme/base-7b',
  );
  assert.equal(await page.getAttribute('.sheet-projects p a', 'href'), 'https://github.com/acme');
  const { space_list: list, spaces } = models[row].details;
  assert.deepEqual(
    await texts(page, '.space-list li'),
    list.map(([name, likes]) => `${name}${likes} likes`),
  );
  assert.equal(
    await page.getAttribute('.space-list a', 'href'),
    `https://huggingface.co/spaces/${list[0][0]}`,
  );
  assert.equal(await page.textContent('.sheet-spaces > p'), `and ${spaces - 20} more`);
  await clean(page);
  const lonely = await site.open(url(models.findIndex((m) => m.details.github_list.length === 1)));
  assert.match(
    await lonely.textContent('.sheet-projects'),
    /lonely.*No repository of this account/,
  );
  await clean(lonely);
});

browserTest('a hostile name is text, from disk and over HTTP', async (site) => {
  for (const from of ['file', 'http']) {
    const page = await site.open(url(hostile), { from });
    assert.equal(await page.textContent('h1'), HOSTILE);
    assert.equal(await page.$$eval('img', (all) => all.length), 0);
    const tags = models.findIndex((m) => m.details.tags[0] === '<b>tag</b>');
    await page.goto(`${page.base}/${url(tags)}`);
    await page.waitForFunction(
      (name) => document.querySelector('h1').textContent === name,
      models[tags].name,
    );
    assert.equal(await page.textContent('.tags .tag'), '<b>tag</b>');
    await clean(page);
  }
});

browserTest('a name in another case and an address on the Hub lead to the model', async (site) => {
  for (const name of [
    models[2].name.toUpperCase(),
    `https://huggingface.co/${models[2].name.toLowerCase()}`,
  ]) {
    const page = await site.open(`model.html#${new URLSearchParams({ m: name })}`);
    assert.equal(await page.title(), `${models[2].name} · llmeco`);
    await clean(page);
  }
});

browserTest('search, links and the Back button go from model to model', async (site) => {
  const page = await site.open('model.html');
  assert.deepEqual(
    await texts(page, '.suggested a'),
    models.slice(0, 12).map((m) => m.name),
  );
  await page.fill('#find', models[5].name);
  await page.waitForSelector('#find-list:not([hidden])');
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (name) => document.querySelector('h1').textContent === name,
    models[5].name,
  );
  assert.deepEqual(await hash(page), { m: [models[5].name] });
  await page.click('#language');
  await page.waitForFunction(
    () => document.querySelector('.sheet-score h2').textContent === '得分从何而来',
  );
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('.suggested'));
  await page.goto(`${page.base}/model.html#m=no/such`);
  await page.waitForFunction(() =>
    document.querySelector('.notes')?.textContent.includes('no/such'),
  );
  await page.goto(`${page.base}/${url(1)}`);
  await page.waitForFunction(
    (name) => document.querySelector('h1').textContent === name,
    models[1].name,
  );
  assert.equal(
    await page.getAttribute('.model-actions a', 'href'),
    (await hrefOf(page, 1)).replace('model.html#m=', 'network.html#model='),
  );
  await clean(page);
});

for (const [colorScheme, locale] of [
  ['light', 'en-US'],
  ['dark', 'zh-CN'],
]) {
  browserTest(
    `axe finds nothing on the page of a model: ${colorScheme}, ${locale}`,
    async (site) => {
      for (const path of [url(hub), url(merge), 'model.html']) {
        const page = await site.open(path, { context: { colorScheme, locale } });
        await page.$$eval('button.toggle', (all) => all.slice(0, 3).forEach((one) => one.click()));
        await page.$$eval('details', (all) =>
          all.forEach((one) => {
            one.open = true;
          }),
        );
        assert.deepEqual(await violations(page), [], path);
        await clean(page);
      }
    },
  );
}

browserTest("nothing of a model's page sticks out at 360 px", async (site) => {
  for (const row of [hub, merge, hostile]) {
    const page = await site.open(url(row), { context: { viewport: { width: 360, height: 740 } } });
    const wide = await page.$$eval('main *', (all) =>
      all
        .filter((one) => one.getBoundingClientRect().right > 360.5)
        .map((one) => one.outerHTML.slice(0, 120)),
    );
    assert.deepEqual(wide, []);
    const lines = await page.$$eval('.terms tbody .number', (all) =>
      all.map((one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
      }),
    );
    assert.ok(
      lines.every((n) => n <= 1),
      `numbers in ${Math.max(...lines)} lines`,
    );
    await clean(page);
  }
});
