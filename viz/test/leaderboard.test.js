// Leaderboard: what the page shows against the same computed here from the data.

import assert from 'node:assert/strict';
import { clean, hash, ready, saved, siteTests, texts, violations } from './lib/browser.js';
import { ecosystem } from './lib/ecosystem.js';

const eco = ecosystem({ seed: 5, models: 1235 });
// the Hub no longer lists the last one: it has no rank
eco.models[1234].rank = null;
eco.models.forEach((m, i) => {
  m.rank_change = i % 5 === 3 ? null : ((i * 7) % 13) - 6;
});
const models = eco.models.slice(0, 1234);
// two languages of twelve, one, or none
const LANGUAGES = ['en', 'de', 'zh', 'fr', 'es', 'ja', 'ko', 'ru', 'ar', 'hi', 'pt', 'it'];
const languagesOf = (row) =>
  row % 3 === 2 ? [] : [...new Set([LANGUAGES[row % 12], LANGUAGES[(row * 5) % 12]])];
eco.tables = [
  {
    name: 'language_models',
    columns: [
      ['language', 'dict'],
      ['model', 'i32'],
    ],
    rows: eco.models.flatMap((_, row) =>
      languagesOf(row).map((language) => ({ language, model: row })),
    ),
  },
];
const TASKS = {
  'text-generation': 'Text generation',
  'text-to-image': 'Text-to-image',
  'automatic-speech-recognition': 'Automatic speech recognition',
  'feature-extraction': 'Feature extraction',
  'image-text-to-text': 'Image-text-to-text',
  'fill-mask': 'Fill-mask',
};
const NEW_TASK = 'thought-to-tea';
eco.models[7].task = NEW_TASK;
const browserTest = siteTests(eco);

const count = (n) => (n === null ? '–' : n.toLocaleString('en-US'));
const fixed = (n) =>
  n.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const day = (d) =>
  d === null
    ? '–'
    : new Date(d * 864e5).toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

const shown = (page) =>
  page.$$eval('#leaderboard tbody tr', (rows) =>
    rows.map((row) => row.querySelector('.model-name')?.textContent),
  );
const names = (list) => list.slice(0, 30).map((m) => m.name);
const showing = (page) => page.textContent('#pager .showing');

/** until: waits for the list to show these names. */
async function until(page, expected) {
  await page
    .waitForFunction(
      (wanted) => {
        const found = [...document.querySelectorAll('#leaderboard tbody .model-name')].map(
          (e) => e.textContent,
        );
        return JSON.stringify(found) === JSON.stringify(wanted);
      },
      expected,
      { timeout: 4000 },
    )
    .catch(() => {});
  assert.deepEqual(await shown(page), expected);
}

browserTest(
  'the first page has the thirty most influential, every cell as in the data',
  async (site) => {
    const page = await site.open('leaderboard.html');
    const rows = await page.$$eval('#leaderboard tbody tr', (all) =>
      all.map((row) =>
        Object.fromEntries(
          [...row.querySelectorAll('[data-label]')].map((cell) => [
            cell.className.match(/cell-(\w+)/)[1],
            (cell.querySelector('.model-text') ?? cell).innerText.trim(),
          ]),
        ),
      ),
    );
    assert.equal(rows.length, 30);
    rows.forEach((row, i) => {
      const m = models[i];
      const moved = m.rank_change
        ? `${m.rank_change > 0 ? 'up' : 'down'} ${Math.abs(m.rank_change)} since the computation ` +
          `before${m.rank_change > 0 ? '▲' : '▼'} ${Math.abs(m.rank_change)}`
        : '';
      assert.equal(row.rank.replaceAll('\n', ''), count(i + 1) + moved);
      assert.equal(row.name.split('\n')[0], m.name);
      assert.equal(row.name.split('\n')[1], m.author_full_name || m.name.split('/')[0]);
      assert.equal(row.created, day(m.created_at));
      assert.equal(row.downloads, count(m.downloads));
      assert.equal(row.likes, count(m.likes));
      assert.equal(row.task, TASKS[m.task] ?? m.task ?? '–');
      assert.equal(row.influence, fixed(m.influence));
    });
    assert.equal(await showing(page), 'Showing 1 to 30 of 1,234');
    await clean(page);
  },
);

browserTest(
  'names link to the page of the model, pictures to the Hub in a new tab, without a referrer',
  async (site) => {
    const page = await site.open('leaderboard.html');
    assert.deepEqual(
      await page.$$eval('.model-name', (all) =>
        all.map((a) => decodeURIComponent(a.getAttribute('href'))),
      ),
      names(models).map((name) => `model.html#m=${name}`),
    );
    const links = await page.$$eval('.model-hub', (all) =>
      all.map((a) => [a.getAttribute('href'), a.target, a.rel]),
    );
    links.forEach(([href, target, rel], i) => {
      assert.equal(
        href,
        `https://huggingface.co/${models[i].name.split('/').map(encodeURIComponent).join('/')}`,
      );
      assert.equal(target, '_blank');
      assert.match(rel, /noopener/);
    });
    await clean(page);
  },
);

browserTest('the bar splits the influence in its alpha-weighted shares', async (site) => {
  const page = await site.open('leaderboard.html');
  const bars = await page.$$eval('#leaderboard .shares', (all) =>
    all.map((bar) =>
      ['own', 'child', 'parent'].map((part) =>
        Number(bar.querySelector(`.share-${part}`).getAttribute('width')),
      ),
    ),
  );
  bars.forEach((widths, i) => {
    const parts = [
      0.6 * models[i].self_influence,
      0.3 * models[i].child_influence,
      0.1 * models[i].parent_influence,
    ];
    const sum = parts[0] + parts[1] + parts[2];
    widths.forEach((width, j) =>
      assert.ok(Math.abs(width - (100 * parts[j]) / sum) < 0.01, `${i} ${j}`),
    );
  });
  await clean(page);
});

browserTest(
  'search is by words of name and author in any order, whatever the case',
  async (site) => {
    const page = await site.open('leaderboard.html');
    for (const [text, ...words] of [
      ['FORGE-1', /forge-?1/i],
      ['gguf', /gguf/i],
      ['7b FORGE', /forge/i, /(?<!\d)7b/i],
      ['深度求索', /深度求索/],
      ['<img SRC=x', /img/, /src=x/],
      ['no. 12 author', /author/i, /no/i, /(?<!\d)12/],
    ]) {
      await page.fill('#search', text);
      const found = models.filter((m) =>
        words.every((word) => word.test(m.name) || word.test(m.author_full_name || '')),
      );
      await until(page, names(found));
      assert.equal((await hash(page)).q[0], text);
    }
    // what is called so goes before what ranks higher
    const exact = models.findLast((m) => /Model-\w{2}-7B$/.test(m.name));
    await page.fill('#search', `https://huggingface.co/${exact.name.toUpperCase()}/tree/main`);
    await page.waitForFunction(
      (name) => document.querySelector('tbody .model-name').textContent === name,
      exact.name,
    );
    await page.fill('#search', 'nothing like this');
    await page.waitForSelector('#leaderboard .none');
    assert.equal(await showing(page), 'Showing 0 of 0');
    assert.equal(await page.isDisabled('#csv'), true);
    await clean(page);
  },
);

/** tick: opens the choice of a filter where it is not and ticks or unticks a value of it. */
async function tick(page, key, value, on = true) {
  const choice = page.locator(`#filter-${key}`);
  if (!(await choice.getAttribute('open').then((open) => open !== null))) {
    await choice.locator('summary').click();
  }
  await choice.locator(`input[value="${value}"]`).setChecked(on);
}

browserTest('each filter narrows the list; filters combine; counts are right', async (site) => {
  const page = await site.open('leaderboard.html');
  await page.click('#more > summary');
  const fields = {
    license: 'license',
    library: 'library',
    kind: 'author_kind',
    org: 'org_type',
  };
  for (const [key, column] of Object.entries(fields)) {
    const value = models.find((m) => m[column])[column];
    const fits = models.filter((m) => m[column] === value);
    await tick(page, key, value);
    assert.ok(
      (await page.textContent(`#filter-${key} .check:has([value="${value}"])`)).endsWith(
        count(fits.length),
      ),
    );
    await until(page, names(fits));
    // a second value of the same filter adds to the list
    await tick(page, key, '-');
    await until(page, names(models.filter((m) => [value, null].includes(m[column]))));
    assert.deepEqual((await hash(page))[key], [value, '-']);
    await tick(page, key, value, false);
    await until(page, names(models.filter((m) => m[column] === null)));
    await tick(page, key, '-', false);
    await page.keyboard.press('Escape');
  }
  await tick(page, 'size', '4to10');
  const sized = models.filter((m) => m.parameters >= 4e9 && m.parameters < 1e10);
  await until(page, names(sized));
  await page.fill('#filter-from', '2023-11-05');
  await page.fill('#filter-to', '2024-08-20');
  const iso = (m) => new Date(m.created_at * 864e5).toISOString().slice(0, 10);
  const both = sized.filter(
    (m) => m.created_at !== null && iso(m) >= '2023-11-05' && iso(m) <= '2024-08-20',
  );
  assert.ok(both.length > 3 && both.length < sized.length);
  await until(page, names(both));
  assert.equal(await page.textContent('#more > summary .badge'), '3');
  assert.deepEqual(await hash(page), { size: ['4to10'], from: ['2023-11-05'], to: ['2024-08-20'] });
  assert.equal(
    await showing(page),
    `Showing 1 to ${Math.min(30, both.length)} of ${count(both.length)}`,
  );
  // what is set is said, and taken back one by one
  assert.deepEqual(await texts(page, '#filtered .chip-text'), [
    'Parameters: 4B to 10B',
    'Created from: Nov 5, 2023',
    'Created to: Aug 20, 2024',
  ]);
  await page.click('[aria-label="Remove Created from: Nov 5, 2023"]');
  assert.deepEqual(await hash(page), { size: ['4to10'], to: ['2024-08-20'] });
  assert.equal(
    await page.evaluate(() => document.activeElement.getAttribute('aria-label')),
    'Remove Created to: Aug 20, 2024',
  );
  // a date that is another one in other time zones is none
  await page.evaluate(() => {
    location.hash = 'from=2024-5-1&to=2024-05-31';
  });
  await page.waitForFunction(() => /May 31/.test(document.querySelector('#filtered').textContent));
  assert.deepEqual(await texts(page, '#filtered .chip-text'), ['Created to: May 31, 2024']);
  await clean(page);
});

browserTest('several values of a filter by keyboard alone; Back takes them back', async (site) => {
  const page = await site.open('leaderboard.html');
  const summary = page.locator('#filter-task summary');
  assert.equal(await summary.textContent(), 'Task: All tasks');
  await summary.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#filter-task .choice-list');
  const tasks = ['fill-mask', 'text-to-image'];
  for (const task of tasks) {
    await page.focus(`#filter-task [value="${task}"]`);
    await page.keyboard.press('Space');
    await page.waitForFunction((one) => location.hash.includes(one), task);
    // the box that was ticked keeps the focus
    assert.equal(await page.evaluate(() => document.activeElement.value), task);
  }
  const fits = (list) => models.filter((m) => list.includes(m.task));
  await until(page, names(fits(tasks)));
  assert.equal(await showing(page), `Showing 1 to 30 of ${count(fits(tasks).length)}`);
  await page.keyboard.press('Escape');
  assert.equal(await page.getAttribute('#filter-task', 'open'), null);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SUMMARY');
  assert.equal(await summary.textContent(), `Task: ${TASKS[tasks[0]]}+1`);
  await page.goBack();
  await until(page, names(fits(['fill-mask'])));
  await page.goto(`${page.base}/leaderboard.html#task=fill-mask&task=text-to-image&license=mit`);
  await ready(page);
  await until(page, names(fits(tasks).filter((m) => m.license === 'mit')));
  await clean(page);
});

browserTest('tasks have names in both languages; one that is new is its code', async (site) => {
  for (const [locale, texts_] of [
    ['en-US', TASKS],
    [
      'zh-CN',
      { 'text-generation': '文本生成', 'text-to-image': '文生图', 'fill-mask': '掩码填充' },
    ],
  ]) {
    const page = await site.open('leaderboard.html', { context: { locale } });
    const cells = await texts(page, 'tbody .cell-task');
    for (const [code, name] of Object.entries({ ...texts_, [NEW_TASK]: NEW_TASK })) {
      const at = models.slice(0, 30).findIndex((m) => m.task === code);
      assert.ok(at >= 0 && cells[at] === name, `${locale} ${code}: ${cells[at]}`);
    }
    await tick(page, 'task', 'text-to-image');
    assert.ok((await page.textContent('#filtered')).includes(texts_['text-to-image']));
    assert.deepEqual((await hash(page)).task, ['text-to-image']);
    await clean(page);
  }
});

browserTest('languages: loaded when asked for; a model has many, and fits by any', async (site) => {
  const page = await site.open('leaderboard.html');
  const loaded = () => page.requested.some((url) => url.includes('language_models'));
  assert.equal(loaded(), false);
  await page.click('#more > summary');
  await tick(page, 'language', 'de');
  const speak = (...list) =>
    models.filter((_, row) => languagesOf(row).some((one) => list.includes(one)));
  await until(page, names(speak('de')));
  assert.equal(loaded(), true);
  // twelve languages are searched by their names
  await page.fill('#filter-language [type=search]', 'chin');
  assert.deepEqual(await texts(page, '#filter-language .check:not([hidden]) .choice-name'), [
    'Chinese',
  ]);
  assert.equal(
    await page.textContent('#filter-language .check:not([hidden]) .num'),
    count(speak('zh').length),
  );
  await tick(page, 'language', 'zh');
  await until(page, names(speak('de', 'zh')));
  assert.deepEqual((await hash(page)).language, ['de', 'zh']);
  await page.fill('#filter-language [type=search]', '');
  await tick(page, 'language', 'de', false);
  await tick(page, 'language', 'zh', false);
  await tick(page, 'language', '-');
  await until(page, names(models.filter((_, row) => languagesOf(row).length === 0)));
  await page.goto(`${page.base}/leaderboard.html#language=fr&task=fill-mask`);
  await ready(page);
  await until(page, names(speak('fr').filter((m) => m.task === 'fill-mask')));
  assert.deepEqual(await texts(page, '#filtered .chip-text'), [
    `Task: ${TASKS['fill-mask']}`,
    'Language: French',
  ]);
  await clean(page);
});

browserTest(
  'the order by what a model earned itself; what it inherited is marked',
  async (site) => {
    const page = await site.open('leaderboard.html');
    const earned = (m) => 0.6 * m.self_influence + 0.3 * m.child_influence;
    const by = [...models].sort((a, b) => earned(b) - earned(a) || a.rank - b.rank);
    assert.notDeepEqual(names(by), names(models));
    await page.selectOption('#sort', '-earned');
    await until(page, names(by));
    assert.equal(await page.getAttribute('th.cell-earned', 'aria-sort'), 'descending');
    assert.deepEqual(
      await texts(page, 'tbody .cell-earned'),
      by.slice(0, 30).map((m) => fixed(earned(m))),
    );
    await page.reload();
    await ready(page);
    await until(page, names(by));
    // the mark has the share in words, and no other row has it
    const share = (m) => (0.1 * m.parent_influence) / (earned(m) + 0.1 * m.parent_influence);
    await page.goto(`${page.base}/leaderboard.html#sort=earned`);
    await ready(page);
    const last = models
      .map((m) => m)
      .sort((a, b) => earned(a) - earned(b) || a.rank - b.rank)
      .slice(0, 30);
    await until(page, names(last));
    assert.ok(last.some((m) => share(m) > 0.5) && last.some((m) => share(m) <= 0.5));
    assert.deepEqual(
      await page.$$eval('tbody tr', (all) =>
        all.map((row) => row.querySelector('.inherited')?.textContent ?? null),
      ),
      last.map((m) => (share(m) > 0.5 ? `${Math.round(100 * share(m))}% inherited` : null)),
    );
    await clean(page);
  },
);

for (const [colorScheme, locale, width] of [
  ['light', 'en-US', 1440],
  ['dark', 'zh-CN', 360],
]) {
  browserTest(
    `axe finds nothing, nothing sticks out: ${colorScheme}, ${locale}, ${width} px`,
    async (site) => {
      const page = await site.open('leaderboard.html#sort=earned&license=mit&license=-', {
        context: { colorScheme, locale, viewport: { width, height: 800 } },
      });
      await page.waitForSelector('.inherited');
      for (const [menu, key] of [
        ['#filter-task', 'task'],
        ['#more', 'language'],
      ]) {
        await page.click(`${menu} > summary`);
        await tick(page, key, key === 'task' ? 'fill-mask' : 'de');
        await page.waitForFunction((one) => location.hash.includes(one), key);
        assert.deepEqual(await violations(page), []);
        const out = await page.$$eval('main *', (all) =>
          all
            .filter((one) => one.checkVisibility() && !one.closest('.scrolls table'))
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
            .map((one) => one.outerHTML.slice(0, 120)),
        );
        assert.deepEqual(out, []);
      }
      await clean(page);
    },
  );
}

browserTest('the head of the table stays in sight, and never over the focus', async (site) => {
  for (const [width, columns] of [
    [1440, ''],
    [900, ''],
    [900, '#columns=change,created,downloads,likes,task,license,library,parameters,kind,org'],
  ]) {
    const page = await site.open(`leaderboard.html${columns}`, {
      context: { viewport: { width, height: 700 } },
    });
    const frame = page.locator('.table-frame');
    await page.waitForSelector(`.table-frame.${columns ? 'scrolls' : 'fits'}`);
    await page.locator('tbody tr').nth(25).locator('.model-name').focus();
    const top = () =>
      page.evaluate(() => document.querySelector('th.cell-name').getBoundingClientRect().top);
    const header = await page.$eval('.site-header', (one) => one.getBoundingClientRect().bottom);
    const frameTop = (await frame.boundingBox()).y;
    assert.ok(Math.abs((await top()) - Math.max(header, columns ? frameTop + 1 : 0)) < 2);
    // from the last row up, row by row
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Shift+Tab');
      const over = await page.evaluate(() => {
        const { activeElement: one } = document;
        const box = one.getBoundingClientRect();
        const head = document.querySelector('th.cell-name').getBoundingClientRect();
        return one.closest('tbody') && box.top < head.bottom - 0.5 ? one.outerHTML : null;
      });
      assert.equal(over, null, `${width} ${columns}`);
    }
    await clean(page);
  }
});

browserTest(
  'a column sorts descending, ascending, not at all; what is not known comes last',
  async (site) => {
    const page = await site.open('leaderboard.html');
    const by = (key, sign) =>
      [...models]
        .map((m, i) => [m[key], i])
        .sort((a, b) =>
          a[0] === null || b[0] === null
            ? (a[0] === null) - (b[0] === null) || a[1] - b[1]
            : sign * (a[0] - b[0]) || a[1] - b[1],
        )
        .map(([, i]) => models[i]);
    await page.click('text=Columns');
    await page.check('[data-column=change]');
    await page.keyboard.press('Escape');
    for (const [column, key] of [
      ['change', 'rank_change'],
      ['downloads', 'downloads'],
      ['likes', 'likes'],
      ['created', 'created_at'],
      ['influence', 'influence'],
    ]) {
      const head = page.locator(`th.cell-${column}`);
      await head.locator('button').click();
      await until(page, names(by(key, -1)));
      assert.equal(await head.getAttribute('aria-sort'), 'descending');
      await head.locator('button').click();
      await until(page, names(by(key, 1)));
      assert.equal(await head.getAttribute('aria-sort'), 'ascending');
      await head.locator('button').click();
      await until(page, names(models));
      assert.equal(await head.getAttribute('aria-sort'), 'none');
    }
    const lower = (m, key) => m[key]?.toLowerCase() ?? null;
    for (const [column, key] of [
      ['name', 'name'],
      ['task', 'task'],
    ]) {
      await page.click(`th.cell-${column} button`);
      await page.click(`th.cell-${column} button`);
      const sorted = models
        .map((m, i) => [lower(m, key), i])
        .sort((a, b) =>
          a[0] === null || b[0] === null
            ? (a[0] === null) - (b[0] === null) || a[1] - b[1]
            : a[0] < b[0]
              ? -1
              : a[0] > b[0]
                ? 1
                : a[1] - b[1],
        )
        .map(([, i]) => models[i]);
      await until(page, names(sorted));
    }
    await clean(page);
  },
);

browserTest('pages: numbers with gaps, previous, next, jump, and back', async (site) => {
  const page = await site.open('leaderboard.html');
  const buttons = () => texts(page, '.pages .num, .pages .gap');
  assert.deepEqual(await buttons(), ['1', '2', '3', '4', '…', '42']);
  await page.click('[aria-label="Next page"]');
  await until(page, names(models.slice(30)));
  await page.fill('#jump', '20');
  await page.keyboard.press('Enter');
  await until(page, names(models.slice(19 * 30)));
  assert.deepEqual(await buttons(), ['1', '…', '19', '20', '21', '…', '42']);
  assert.equal(await showing(page), 'Showing 571 to 600 of 1,234');
  await page.click('[aria-label="Page 42"]');
  assert.equal(await showing(page), 'Showing 1,231 to 1,234 of 1,234');
  assert.equal(await page.isDisabled('[aria-label="Next page"]'), true);
  await page.goBack();
  await until(page, names(models.slice(19 * 30)));
  await page.fill('#jump', '999');
  await page.keyboard.press('Enter');
  assert.equal(await showing(page), 'Showing 1,231 to 1,234 of 1,234');
  await clean(page);
});

browserTest(
  'choices last across pages and filters, are chips, can be removed and cleared',
  async (site) => {
    const page = await site.open('leaderboard.html');
    const chips = () => texts(page, '#selection .chip-text');
    await page.check(`[data-focus="row-${models[1].name}"]`);
    await page.click('[aria-label="Page 3"]');
    await page.check(`[data-focus="row-${models[65].name}"]`);
    await page.fill('#search', 'gguf');
    await until(page, names(models.filter((m) => m.name.includes('GGUF'))));
    assert.deepEqual(await chips(), [models[1].name, models[65].name]);
    assert.deepEqual((await hash(page)).chosen, [models[1].name, models[65].name]);
    assert.equal(await page.textContent('.selection-count'), '2 chosen');
    await page.click(`#selection [aria-label="Remove ${models[1].name}"]`);
    assert.deepEqual(await chips(), [models[65].name]);
    assert.match(await page.getAttribute('#network-chosen', 'href'), /^network\.html#model=/);
    await page.click('#clear');
    assert.equal(await page.isVisible('#selection'), false);
    await clean(page);
  },
);

browserTest(
  'the box in the head chooses the whole page, and shows when only some are chosen',
  async (site) => {
    const page = await site.open('leaderboard.html');
    const all = page.locator('[data-focus=all]');
    await all.check();
    assert.equal(await page.textContent('.selection-count'), '30 chosen');
    await page.uncheck(`[data-focus="row-${models[4].name}"]`);
    assert.equal(await all.evaluate((box) => box.indeterminate), true);
    await all.check();
    await all.uncheck();
    assert.equal(await page.isVisible('#selection'), false);
    await clean(page);
  },
);

browserTest('the network of the chosen and of the top K', async (site) => {
  const page = await site.open(
    `leaderboard.html#chosen=${encodeURIComponent(models[2].name)}&` +
      `chosen=${encodeURIComponent(models[9].name)}`,
  );
  await page.click('#network-chosen');
  await page.waitForURL(/network/);
  await ready(page);
  assert.deepEqual((await hash(page)).model, [models[2].name, models[9].name]);
  await page.goBack();
  await ready(page);
  assert.equal(await page.inputValue('#k'), '15');
  await page.click('#reset');
  await page.fill('#k', '4');
  await page.click('#topk button');
  await page.waitForURL(/network/);
  await ready(page);
  assert.deepEqual((await hash(page)).top, ['4']);
  await page.goto(`${page.base}/leaderboard.html#sort=-likes&k=3&task=fill-mask`);
  await ready(page);
  await page.click('#topk button');
  await page.waitForURL(/network/);
  const liked = models
    .filter((m) => m.task === 'fill-mask')
    .sort((a, b) => b.likes - a.likes || a.influence < b.influence)
    .slice(0, 3);
  assert.deepEqual(
    (await hash(page)).model,
    liked.map((m) => m.name),
  );
  await clean(page);
});

browserTest('what the list is sorted by is shown, also a column that is off', async (site) => {
  const page = await site.open('leaderboard.html#sort=-license');
  assert.equal(await page.getAttribute('thead .cell-license', 'aria-sort'), 'descending');
  assert.equal(await page.isChecked('#columns [data-column=license]'), false);
  await clean(page);
});

browserTest('Reset resets everything', async (site) => {
  const page = await site.open(
    `leaderboard.html#q=lab&task=fill-mask&license=mit&sort=-likes&page=2&k=7&columns=task&` +
      `chosen=${encodeURIComponent(models[0].name)}`,
  );
  await page.click('#reset');
  await until(page, names(models));
  assert.deepEqual(await hash(page), {});
  assert.equal(await page.inputValue('#search'), '');
  assert.equal(await page.textContent('#filter-task summary'), 'Task: All tasks');
  assert.equal(await page.isVisible('#filtered'), false);
  assert.equal(await page.inputValue('#k'), '15');
  assert.equal(await page.isVisible('#selection'), false);
  // the focus is in the search: its field follows the address all the same
  await page.goBack();
  await page.waitForFunction(() => location.hash.includes('q=lab'));
  assert.equal(await page.inputValue('#search'), 'lab');
  assert.equal(await page.textContent('#filter-task summary'), 'Task: Fill-mask');
  await page.goForward();
  await page.waitForFunction(() => location.hash === '');
  assert.equal(await page.inputValue('#search'), '');
  await page.goto(`${page.base}/leaderboard.html#k=999999`);
  await ready(page);
  await page.waitForFunction(() => document.querySelector('#k').value === '500');
  await clean(page);
});

browserTest('what a finger has to hit is 24 pixels wide and high at least', async (site) => {
  const page = await site.open('leaderboard.html', {
    context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  });
  await page.$$eval('details.pop', (all) =>
    all.forEach((one) => {
      one.open = true;
    }),
  );
  const small = await page.$$eval('input[type=checkbox], button, summary, select', (all) =>
    all
      .filter((one) => one.checkVisibility())
      .map((one) => [one, (one.closest('label') ?? one).getBoundingClientRect()])
      .filter(([, { width, height }]) => width < 24 || height < 24)
      .map(([one, { width, height }]) => `${one.outerHTML.slice(0, 90)}: ${width} x ${height}`),
  );
  assert.deepEqual(small, []);
  // the room around a box is the box's
  await page.$$eval('details.pop', (all) =>
    all.forEach((one) => {
      one.open = false;
    }),
  );
  await page.locator('tbody .cell-select input').first().scrollIntoViewIfNeeded();
  const box = await page.locator('tbody .cell-select input').first().boundingBox();
  await page.touchscreen.tap(box.x - 3, box.y - 3);
  await page.waitForFunction(() => location.hash.includes('chosen='));
  await clean(page);
});

browserTest('the address carries the whole state, after # or ?', async (site) => {
  const state =
    `q=model&task=fill-mask&sort=likes&page=2&columns=license,parameters&` +
    `chosen=${encodeURIComponent(models[0].name)}`;
  const expected = models
    .map((m, i) => [m, i])
    .filter(([m]) => m.task === 'fill-mask' && m.name.toLowerCase().includes('model'))
    .sort((a, b) => a[0].likes - b[0].likes || a[1] - b[1])
    .map(([m]) => m)
    .slice(30);
  for (const [from, mark] of [
    ['file', '#'],
    ['file', '?'],
    ['http', '?'],
  ]) {
    const page = await site.open(`leaderboard.html${mark}${state}`, { from });
    await until(page, names(expected));
    assert.equal(await page.inputValue('#search'), 'model');
    assert.equal(await page.textContent('#filter-task summary'), 'Task: Fill-mask');
    assert.deepEqual(await texts(page, '#selection .chip-text'), [models[0].name]);
    assert.deepEqual(
      await page.$$eval('#leaderboard thead th', (all) =>
        all.map((th) => th.className.match(/cell-(\w+)/)[1]),
      ),
      ['select', 'rank', 'name', 'likes', 'license', 'parameters', 'influence', 'network'],
    );
    await clean(page);
  }
});

browserTest('columns can be chosen', async (site) => {
  const page = await site.open('leaderboard.html');
  await page.click('text=Columns');
  await page.check('[data-column=library]');
  await page.uncheck('[data-column=created]');
  assert.deepEqual((await hash(page)).columns, ['downloads,likes,task,library']);
  assert.deepEqual(
    await texts(page, '#leaderboard td.cell-library'),
    models.slice(0, 30).map((m) => m.library || '–'),
  );
  assert.equal(await page.$$eval('td.cell-created', (all) => all.length), 0);
  await clean(page);
});

browserTest('stubs are muted and have dashes for counters', async (site) => {
  const page = await site.open('leaderboard.html');
  const stub = models.find((m) => m.is_stub);
  await page.fill('#search', stub.name);
  await page.waitForSelector('tr.stub');
  assert.equal(await page.textContent('tr.stub .model-name'), stub.name);
  for (const column of ['downloads', 'likes', 'created', 'task']) {
    assert.equal((await page.textContent(`tr.stub .cell-${column}`)).trim(), '–');
  }
  assert.equal(
    await page.$$eval(
      'tr:not(.stub) .cell-downloads',
      (all) => all.filter((c) => c.textContent.trim() === '–').length,
    ),
    0,
  );
  await clean(page);
});

browserTest('CSV has every row of the list, raw, and is safe in a spreadsheet', async (site) => {
  const page = await site.open('leaderboard.html#task=fill-mask&sort=-likes');
  const { name, bytes } = await saved(page, '#csv');
  assert.equal(name, 'llmeco-leaderboard.csv');
  const text = bytes.toString('utf8');
  assert.ok(
    text.startsWith('\ufeffrank,rank_change,name,author,author_full_name,created,downloads,likes,'),
  );
  const rows = text.slice(1).trim().split('\r\n').slice(1);
  const expected = models
    .map((m, i) => [m, i])
    .filter(([m]) => m.task === 'fill-mask')
    .sort((a, b) => b[0].likes - a[0].likes || a[1] - b[1]);
  assert.equal(rows.length, expected.length);
  const quoted = (v) =>
    v === null ? '' : /[",\r\n]/.test(v) ? `"${String(v).replace(/"/g, '""')}"` : String(v);
  rows.forEach((row, i) => {
    const [m, rank] = expected[i];
    const created =
      m.created_at === null ? '' : new Date(m.created_at * 864e5).toISOString().slice(0, 10);
    assert.equal(
      row,
      [
        rank + 1,
        m.rank_change,
        m.name,
        m.name.split('/')[0],
        m.author_full_name,
        created,
        m.downloads,
        m.likes,
        m.parameters,
        m.task,
        m.license,
        m.library,
        m.author_kind,
        m.org_type,
        m.influence,
        m.self_influence,
        m.child_influence,
        m.parent_influence,
        0.6 * m.self_influence + 0.3 * m.child_influence,
      ]
        .map(quoted)
        .join(','),
    );
  });
  await clean(page);
});

browserTest('on a phone rows are cards, still a table, sorted by a select', async (site) => {
  const page = await site.open('leaderboard.html', {
    context: { viewport: { width: 360, height: 740 } },
  });
  await page.selectOption('#sort', '-downloads');
  const top = [...models].sort((a, b) => (b.downloads ?? -1) - (a.downloads ?? -1))[0];
  await page.waitForFunction(
    (name) => document.querySelector('.model-name').textContent === name,
    top.name,
  );
  assert.equal(await page.locator('role=table').count(), 1);
  assert.equal(await page.locator('role=row').count(), 31);
  assert.equal(
    await page
      .locator('tbody tr')
      .first()
      .evaluate((row) => getComputedStyle(row).display),
    'flex',
  );
  await clean(page);
});

browserTest('for printing, only the list is left', async (site) => {
  const page = await site.open('leaderboard.html');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.isVisible('.toolbar'), false);
  assert.equal(await page.isVisible('.cell-select'), false);
  assert.equal(await page.isVisible('#leaderboard'), true);
  // as wide as a sheet of paper: a table, all of it on the sheet, no word cut
  await page.setViewportSize({ width: 700, height: 1000 });
  const [display, cut] = await page.evaluate(() => [
    getComputedStyle(document.querySelector('tbody tr')).display,
    [...document.querySelectorAll('.data :is(th, td)')]
      .filter(
        (cell) =>
          cell.scrollWidth > cell.clientWidth + 1 || cell.getBoundingClientRect().right > 700,
      )
      .map((cell) => cell.outerHTML),
  ]);
  assert.equal(display, 'table-row');
  assert.deepEqual(cut, []);
  await clean(page);
});

browserTest(
  'the first page is there before all models are; a click on it is not lost',
  async (site) => {
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    const page = await site.browser.newPage();
    await page.route(/data\/models\.js/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${site.bases.http}/leaderboard.html`);
    await page.waitForSelector('tbody .model-name');
    assert.deepEqual(await texts(page, '.model-name'), names(models.slice(0, 30)));
    assert.equal(await page.isVisible('.loading'), true);
    await page.click('th.cell-likes button');
    release();
    await page.waitForFunction(() => document.body?.dataset.state === 'ready');
    assert.equal(await page.getAttribute('th.cell-likes', 'aria-sort'), 'descending');
    await page.close();
  },
);
