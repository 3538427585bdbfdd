// The list of GitHub projects and their comparison against the same computed here from the data.

import assert from 'node:assert/strict';
import { clean, hash, saved, siteTests, texts, violations } from './lib/browser.js';
import { en } from '../site/js/i18n/en.js';
import { ecosystem } from './lib/ecosystem.js';
import { HOSTILE, LAST, SCORES, grouped, projects, recent, repoTables } from './lib/repos.js';

const list = projects({ seed: 11 });
const browserTest = siteTests({ ...ecosystem({ seed: 3, models: 60 }), tables: repoTables(list) });
const fixed = (v) =>
  v === null || v === undefined
    ? '–'
    : v.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const names = (rows) => rows.slice(0, 50).map((p) => p.name);
const shown = (page) => texts(page, '#repos tbody .model-name');

async function until(page, expected) {
  await page
    .waitForFunction(
      (wanted) =>
        JSON.stringify(
          [...document.querySelectorAll('#repos tbody .model-name')].map((e) => e.textContent),
        ) === JSON.stringify(wanted),
      expected,
      { timeout: 5000 },
    )
    .catch(() => {});
  assert.deepEqual(await shown(page), expected);
}

const VALUES = {
  name: (p) => p.name.toLowerCase(),
  ...Object.fromEntries(SCORES.map((score) => [score, (p) => p.scores[score]])),
  openrank_12_months: (p) => p.series.openrank?.slice(-12).reduce((a, b) => a + b, 0) ?? null,
  openrank: (p) => p.series.openrank?.at(-1) ?? null,
  activity: (p) => p.series.activity?.at(-1) ?? null,
  stars: (p) => p.series.stars.at(-1),
  month: () => LAST,
};

/** sorted: unknown values last, equal ones as they come. */
function sorted(rows, key, down) {
  const known = rows.filter((p) => VALUES[key](p) !== null);
  known.sort(
    (a, b) =>
      (VALUES[key](a) < VALUES[key](b) ? -1 : VALUES[key](a) > VALUES[key](b) ? 1 : 0) *
      (down ? -1 : 1),
  );
  return [...known, ...rows.filter((p) => VALUES[key](p) === null)];
}

browserTest(
  'the list has every project in order of OpenRank of 12 months, every cell as in the data',
  async (site) => {
    for (const from of ['file', 'http']) {
      const page = await site.open('github.html', { from });
      assert.equal(await page.textContent('#pager .showing'), `Showing 1 to 50 of ${list.length}`);
      const rows = await page.$$eval('#repos tbody tr', (all) =>
        all.map((row) =>
          Object.fromEntries(
            [...row.querySelectorAll('[data-label]')].map((cell) => [
              cell.className.match(/cell-(\w+)/)[1],
              (cell.querySelector('.model-name, .num') ?? cell).textContent,
            ]),
          ),
        ),
      );
      const second = await page.$('#pager [aria-label="Page 2"]');
      await second.click();
      rows.push(
        ...(await page.$$eval('#repos tbody tr', (all) =>
          all.map((row) =>
            Object.fromEntries(
              [...row.querySelectorAll('[data-label]')].map((cell) => [
                cell.className.match(/cell-(\w+)/)[1],
                (cell.querySelector('.model-name, .num') ?? cell).textContent,
              ]),
            ),
          ),
        )),
      );
      assert.equal(rows.length, list.length);
      rows.forEach((row, i) => {
        const p = list[i];
        assert.equal(row.name, p.name);
        SCORES.forEach((score) =>
          assert.equal(row[score], fixed(p.scores[score]), `${p.name} ${score}`),
        );
        assert.equal(row.openrank_12_months, fixed(VALUES.openrank_12_months(p)));
        assert.equal(row.openrank, fixed(p.series.openrank?.at(-1)));
        assert.equal(row.activity, fixed(p.series.activity?.at(-1)));
        assert.equal(row.stars, String(p.series.stars.at(-1)));
        assert.equal(row.month, 'Nov 2024');
      });
      await clean(page);
    }
  },
);

browserTest('a line of six months stands beside OpenRank, activity and stars', async (site) => {
  const page = await site.open('github.html');
  const p = list[0];
  for (const [metric, words] of [
    ['openrank', 'OpenRank'],
    ['activity', 'Activity'],
    ['stars', 'Stars gained'],
  ]) {
    const spark = page.locator(`#repos tbody tr:first-child .cell-${metric} .spark`);
    const values = recent(p, metric);
    const short = { notation: 'compact', maximumFractionDigits: 1 };
    const listed = values.map((v) => v.toLocaleString('en-US', short)).join(', ');
    assert.equal(
      await spark.getAttribute('aria-label'),
      `${words} in the last six months: ${listed}`,
    );
    const ys = (await spark.locator('polyline').getAttribute('points'))
      .split(' ')
      .map((point) => Number(point.split(',')[1]));
    assert.equal(ys.length, 6);
    assert.equal(ys.indexOf(Math.min(...ys)), values.indexOf(Math.max(...values)));
    assert.equal(ys.indexOf(Math.max(...ys)), values.indexOf(Math.min(...values)));
  }
  await clean(page);
});

browserTest(
  'every column sorts down, up and not at all; the state is in the address',
  async (site) => {
    const page = await site.open('github.html');
    // the list comes in the order of a column that it shows, marked as any other that it is sorted
    // by
    const ordered = 'openrank_12_months';
    const order = () => page.getAttribute(`thead .cell-${ordered}`, 'aria-sort');
    assert.equal(await order(), 'descending');
    assert.equal(
      await page.$eval(`thead .cell-${ordered} .icon`, (icon) =>
        icon.classList.contains('icon-down'),
      ),
      true,
    );
    await page.click(`[data-focus="sort-${ordered}"]`);
    await until(page, names(sorted(list, ordered, false)));
    assert.equal(await order(), 'ascending');
    await page.click(`[data-focus="sort-${ordered}"]`);
    await until(page, names(list));
    for (const key of Object.keys(VALUES).filter((one) => one !== ordered)) {
      const click = () => page.click(`[data-focus="sort-${key}"]`);
      await click();
      await until(page, names(sorted(list, key, true)));
      assert.equal((await hash(page)).sort[0], `-${key}`);
      assert.equal(await page.getAttribute(`thead .cell-${key}`, 'aria-sort'), 'descending');
      await click();
      await until(page, names(sorted(list, key, false)));
      await click();
      await until(page, names(list));
      assert.equal((await hash(page)).sort, undefined);
    }
    await clean(page);
    const linked = await site.open('github.html#sort=-impact&q=owner-1');
    await until(
      linked,
      names(
        sorted(
          list.filter((p) => p.name.includes('owner-1')),
          'impact',
          true,
        ),
      ),
    );
    await clean(linked);
  },
);

browserTest('search and labels narrow the list, together; reset takes both back', async (site) => {
  const page = await site.open('github.html');
  const options = await page.$$eval('#label option', (all) =>
    all.map((o) => [o.value, o.textContent]),
  );
  const sizes = new Map();
  list.forEach((p) => p.labels.forEach(([id]) => sizes.set(id, (sizes.get(id) || 0) + 1)));
  assert.deepEqual(
    options
      .slice(1)
      .map(([id, text]) => [id, Number(text.match(/\((\d+)\)$/)[1])])
      .sort(),
    [...sizes].sort(),
  );
  assert.ok(options.some(([id, text]) => id === ':evil' && text === `${HOSTILE} (1)`));
  await page.fill('#search', 'PROJECT-2');
  const found = list.filter((p) => p.name.includes('project-2'));
  await until(page, names(found));
  await page.selectOption('#label', ':technology/ai/model');
  await until(
    page,
    names(found.filter((p) => p.labels.some(([id]) => id === ':technology/ai/model'))),
  );
  assert.deepEqual(await hash(page), { q: ['PROJECT-2'], label: [':technology/ai/model'] });
  await page.fill('#search', 'nothing like it');
  await page.waitForSelector('#repos .none');
  assert.equal(await page.textContent('#repos .none'), 'No project fits these filters.');
  await page.click('#reset');
  await until(page, names(list));
  assert.equal(await page.inputValue('#label'), '');
  await page.goBack();
  await page.waitForSelector('#repos .none');
  assert.equal(await page.inputValue('#search'), 'nothing like it');
  await clean(page);
});

browserTest(
  'the CSV file has the rows of the list as they are filtered and sorted',
  async (site) => {
    const page = await site.open('github.html#q=owner-3&sort=name');
    const { name, bytes } = await saved(page, '#csv');
    assert.equal(name, 'llmeco-github.csv');
    const lines = bytes.toString('utf8').replace('\ufeff', '').trim().split('\r\n');
    const rows = sorted(
      list.filter((p) => p.name.includes('owner-3')),
      'name',
      false,
    );
    assert.equal(
      lines[0],
      'repo,month,code_quality,community,impact,maintenance,openrank,openrank_12_months,activity,' +
        'stars,technical_fork,issues_new,change_requests,labels',
    );
    assert.equal(lines.length, rows.length + 1);
    rows.forEach((p, i) => {
      const cells = lines[i + 1].split(',');
      assert.deepEqual(cells.slice(0, 6), [
        p.name,
        '2024-11',
        ...SCORES.map((score) => String(p.scores[score])),
      ]);
      assert.equal(Number(cells[6]), p.series.openrank.at(-1));
      assert.ok(
        Math.abs(Number(cells[7]) - p.series.openrank.slice(-12).reduce((a, b) => a + b, 0)) < 1e-9,
      );
      assert.deepEqual(
        cells.slice(8, 13).map(Number),
        ['activity', 'stars', 'technical_fork', 'issues_new', 'change_requests'].map((metric) =>
          p.series[metric].at(-1),
        ),
      );
      assert.equal(cells[13], p.labels.map(([, text]) => text).join('; '));
    });
    await clean(page);
  },
);

browserTest(
  'at most five are chosen, over pages, and go to the comparison and back',
  async (site) => {
    const page = await site.open('github.html');
    const box = (p) => `[data-focus="row-${p.name}"]`;
    for (const p of list.slice(0, 4)) {
      await page.click(box(p));
    }
    await page.click('#pager [aria-label="Page 2"]');
    await page.click(box(list[52]));
    assert.ok(await page.isDisabled(box(list[53])));
    assert.equal(await page.textContent('.selection-count'), '5 of 5 chosen');
    const chosen = [...list.slice(0, 4), list[52]].map((p) => p.name);
    assert.deepEqual(await texts(page, '#selection .chip-text'), chosen);
    assert.deepEqual((await hash(page)).compare, chosen);
    await page.click(`#selection .chip:nth-child(2) button`);
    const without = chosen.filter((_, at) => at !== 1);
    assert.deepEqual(await texts(page, '#selection .chip-text'), without);
    await page.click('#go');
    await page.waitForSelector(
      '.compare-chart [data-drawn]:not([data-x]), .compare-chart[data-drawn]',
    );
    assert.equal(await page.evaluate(() => document.activeElement.id), 'compare-heading');
    assert.deepEqual(await texts(page, '.compare-table thead a'), without);
    assert.ok(!(await page.isVisible('#list')));
    await page.click('#back');
    assert.ok(await page.isVisible('#list'));
    assert.deepEqual(await texts(page, '#selection .chip-text'), without);
    await page.goBack();
    await page.waitForSelector('#compare:not([hidden])');
    await clean(page);
  },
);

browserTest('what stands where no project does has its lines on a phone', async (site) => {
  const page = await site.open('github.html#q=zzzz', {
    context: { viewport: { width: 320, height: 700 } },
  });
  await page.$eval(
    '#repos .none td',
    (cell, text) => {
      cell.textContent = text;
    },
    en['github.none'],
  );
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  await clean(page);
});

browserTest('compared: scores and figures of each, the highest of a row marked', async (site) => {
  const some = [list[0], list[3], list.find((p) => p.name === 'zed/sparse')];
  const page = await site.open(`github.html#${some.map((p) => `compare=${p.name}`).join('&')}`);
  const key = (p, k) =>
    (SCORES.includes(k)
      ? p.scores[k]
      : k === 'openrank_12_months'
        ? p.series.openrank?.slice(-12).reduce((a, b) => a + b, 0)
        : p.series[k]?.at(-1)) ?? null;
  for (const k of [...SCORES, 'openrank', 'openrank_12_months', 'activity']) {
    const cells = await page.$$eval(`.compare-table td[data-key="${k}"]`, (all) =>
      all.map((td) => [td.textContent, td.className === 'best']),
    );
    const best = Math.max(...some.map((p) => key(p, k) ?? -1));
    assert.deepEqual(
      cells,
      some.map((p) => [fixed(key(p, k)), key(p, k) !== null && key(p, k) === best]),
      k,
    );
  }
  await page.click('.compare-table thead th:nth-child(4) button');
  assert.deepEqual(
    await texts(page, '.compare-table thead a'),
    some.slice(0, 2).map((p) => p.name),
  );
  await clean(page);
});

browserTest(
  'compared: the chosen metric of all on one axis, by month, quarter and year',
  async (site) => {
    const some = [list[0], list[5]];
    const page = await site.open(`github.html#${some.map((p) => `compare=${p.name}`).join('&')}`);
    for (const [metric, by] of [
      ['openrank', 'month'],
      ['issues_new', 'quarter'],
      ['participants', 'year'],
      ['stars', 'year'],
    ]) {
      await page.selectOption('#metric', metric);
      await page.selectOption('#by', by);
      await page.waitForSelector('.compare-chart[data-drawn]');
      await page.click('.compare-chart [aria-pressed="false"]');
      const rows = await page.$$eval('.compare-chart tbody tr', (all) =>
        all.map((tr) => [...tr.children].map((c) => c.textContent)),
      );
      const values = some.map((p) =>
        grouped(
          metric,
          p.series[metric].map((v, i) => [p.first + i, v]),
          by,
        ),
      );
      const whole = ['issues_new', 'stars'].includes(metric);
      assert.deepEqual(
        rows,
        Object.keys(values[0])
          .reverse()
          .map((time) => [
            // the newest quarter and year have months to come
            { '2024-Q4': '2024-Q4 (2 of 3 months)', 2024: '2024 (11 of 12 months)' }[time] ?? time,
            ...values.map((v) => (whole ? v[time].toLocaleString('en-US') : fixed(v[time]))),
          ]),
        `${metric} ${by}`,
      );
      const state = await hash(page);
      assert.deepEqual([state.metric?.[0] ?? 'openrank', state.by?.[0] ?? 'month'], [metric, by]);
    }
    const svg = await (async () => {
      await page.click('.compare-chart [aria-pressed="true"]');
      await page.click('.compare-chart summary');
      return saved(page, '.compare-chart [data-file="svg"]');
    })();
    assert.equal(svg.name, 'llmeco-compare-stars.svg');
    some.forEach((p) => assert.ok(svg.bytes.toString().includes(p.name)));
    await clean(page);
  },
);

browserTest(
  'a comparison of what has no data of the metric says so; unknown names are left out',
  async (site) => {
    const page = await site.open(
      'github.html#compare=zed/sparse&compare=no/such&metric=issues_new',
    );
    await page.waitForSelector('.compare-chart p');
    assert.equal(
      await page.textContent('.compare-chart p'),
      'None of these projects has data of this metric.',
    );
    assert.equal(await page.textContent('#compare-heading'), 'Side by side: 1');
    await clean(page);
  },
);

browserTest('all of it works from the keyboard', async (site) => {
  const page = await site.open('github.html');
  await page.focus('[data-focus="sort-stars"]');
  await page.keyboard.press('Enter');
  const order = sorted(list, 'stars', true);
  await until(page, names(order));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.focus), 'sort-stars');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  assert.deepEqual((await hash(page)).compare, [order[0].name]);
  assert.equal(
    await page.evaluate(() => document.activeElement.dataset.focus),
    `row-${order[0].name}`,
  );
  await page.focus('#go');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'compare-heading');
  await page.focus('#metric');
  await page.keyboard.press('a');
  assert.notEqual(await page.inputValue('#metric'), 'openrank');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'metric');
  await clean(page);
});

browserTest('axe finds nothing, nothing sticks out, and both languages are whole', async (site) => {
  const compare = `github.html#compare=${list[0].name}&compare=${list[1].name}`;
  for (const [colorScheme, locale] of [
    ['light', 'en-US'],
    ['dark', 'zh-CN'],
  ]) {
    for (const path of ['github.html', compare, `github.html#compare=${list[0].name}&view=list`]) {
      const page = await site.open(path, { context: { colorScheme, locale } });
      assert.deepEqual(await violations(page), [], path);
      await clean(page);
      const narrow = await site.open(path, {
        context: { viewport: { width: 360, height: 740 }, locale },
      });
      assert.equal(await narrow.evaluate(() => document.documentElement.scrollWidth), 360, path);
      await clean(narrow);
    }
  }
  const page = await site.open(compare);
  await page.click('#language');
  await page.waitForFunction(
    () => document.querySelector('#compare-heading').textContent === '并排比较 2 个项目',
  );
  assert.deepEqual(await texts(page, '.compare-table tbody tr:nth-child(-n+4) th'), [
    '代码质量',
    '社区',
    '影响力',
    '维护',
  ]);
  await clean(page);
});
