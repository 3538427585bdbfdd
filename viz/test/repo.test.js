// The page of a GitHub project against the same computed here from the data.

import assert from 'node:assert/strict';
import { clean, fingers, hash, saved, siteTests, texts, violations } from './lib/browser.js';
import { ecosystem } from './lib/ecosystem.js';
import {
  HOSTILE,
  LAST,
  SCORES,
  grouped,
  label,
  projects,
  recent,
  repoTables,
} from './lib/repos.js';

const list = projects({ seed: 12, count: 12 });
const full = list.find((p) => p.name === 'acme/full');
// one month far out
const [far] = full.times.issue_response_time.filter((row) => row[2] !== null);
far.splice(1, 4, 900, 800, 850, 950);
const browserTest = siteTests({ ...ecosystem({ seed: 3, models: 60 }), tables: repoTables(list) });
const sparse = list.find((p) => p.name === 'zed/sparse');
const number = (v, digits) =>
  v.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const fixed = (v) => (v === null || v === undefined ? '–' : number(v, 1));

const CHARTS = {
  openrank: ['openrank'],
  activity: ['activity'],
  attention: ['attention'],
  stars: ['stars', 'technical_fork'],
  issues: ['issues_new', 'issues_closed', 'issue_comments'],
  change_requests: ['change_requests', 'change_requests_accepted', 'change_requests_reviews'],
  response: ['issue_response_time', 'change_request_response_time'],
  resolution: ['issue_resolution_duration', 'change_request_resolution_duration'],
  code: ['code_change_lines_add', 'code_change_lines_remove'],
  people: ['participants', 'new_contributors', 'inactive_contributors'],
  bus_factor: ['bus_factor'],
};
const WHOLE =
  /^(stars|technical_fork|new_contributors|issues_|issue_comments|change_requests|code_change)/;

/** drawn: waits for the picture of a chart. */
async function drawn(page, key) {
  await page.waitForSelector(`[data-chart="${key}"] .chart`);
  const place = page.locator(`[data-chart="${key}"] .chart`);
  await place.scrollIntoViewIfNeeded();
  await page.waitForSelector(`[data-chart="${key}"] .chart[data-drawn]`);
  return place.locator('.chart-canvas');
}

/** csv: the lines of a chart's file. */
async function csv(page, key) {
  await page.waitForSelector(`[data-chart="${key}"] .chart-tools`);
  await page.click(`[data-chart="${key}"] .chart-tools summary`);
  const { name, bytes } = await saved(page, `[data-chart="${key}"] [data-file="csv"]`);
  assert.equal(name, `acme-full-${key}.csv`);
  return bytes
    .toString('utf8')
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
}

/** columns: what a chart's table has, as {column: [month, value] pairs}. */
function columns(p, key) {
  const pairs = {};
  for (const metric of CHARTS[key]) {
    if (p.times[metric]) {
      for (const [name, at] of [
        ['median', 3],
        ['quartile_1', 2],
        ['quartile_3', 4],
        ['mean', 1],
      ]) {
        pairs[`${metric}_${name}`] = p.times[metric].map((row) => [row[0], row[at]]);
      }
    } else {
      pairs[metric] = p.series[metric].map((v, i) => [p.first + i, v]);
    }
  }
  return pairs;
}

browserTest(
  'head and figures: name to GitHub, labels, as of, the newest month with its line and change',
  async (site) => {
    const page = await site.open('repo.html#r=ACME/Full', { from: 'http' });
    const link = page.locator('h1 a');
    assert.equal(await link.textContent(), 'acme/full');
    assert.deepEqual(
      [
        await link.getAttribute('href'),
        await link.getAttribute('target'),
        await link.getAttribute('rel'),
      ],
      ['https://github.com/acme/full', '_blank', 'noopener noreferrer'],
    );
    assert.equal(await page.title(), 'acme/full · llmeco');
    assert.deepEqual(await texts(page, '.repo-title .tag'), [
      'Artificial Intelligence',
      'Model',
      'Tool',
      HOSTILE,
    ]);
    const total = full.series.openrank.slice(-12).reduce((a, b) => a + b, 0);
    // a project without OpenRank has no place
    const ranked = list.filter(({ series }) => series.openrank).length;
    assert.ok(ranked < list.length);
    assert.equal(
      await page.textContent('.repo-title .muted'),
      `As of Nov 2024 · number ${list.indexOf(full) + 1} of ${ranked} by OpenRank of 12 ` +
        `months (${fixed(total)})`,
    );
    // all that was read, from the first month; what OpenDigger has not is said
    const sum = (metric) => full.series[metric].reduce((a, b) => a + b, 0).toLocaleString('en-US');
    assert.equal(await page.textContent('.repo-totals h2'), 'Counted since Aug 2021');
    assert.deepEqual(
      await page.$$eval('.repo-totals dl > div', (all) =>
        all.map((one) => [one.dataset.total, one.lastChild.textContent]),
      ),
      [
        'stars',
        'technical_fork',
        'issues_new',
        'change_requests',
        'change_requests_accepted',
        'new_contributors',
      ].map((metric) => [metric, sum(metric)]),
    );
    assert.match(await page.textContent('.repo-totals p'), /no description and no licence/);
    const metrics = [
      'stars',
      'technical_fork',
      'issues_new',
      'change_requests',
      'attention',
      'activity',
      'openrank',
    ];
    const figures = await page.$$eval('.key-figure', (all) =>
      all.map((li) => [
        li.dataset.metric,
        li.querySelector('strong').textContent,
        li.lastChild.textContent,
        li.querySelectorAll('.spark').length,
      ]),
    );
    assert.deepEqual(
      figures,
      metrics.map((metric) => {
        const [before, value] = recent(full, metric).slice(-2);
        const change = (value - before) / before;
        return [
          metric,
          WHOLE.test(metric) ? value.toLocaleString('en-US') : fixed(value),
          `${change > 0 ? '+' : ''}${change.toLocaleString('en-US', { style: 'percent' })} to ` +
            `the month before`,
          1,
        ];
      }),
    );
    await clean(page);
  },
);

browserTest('score cards open what their score is made of, in words', async (site) => {
  const page = await site.open('repo.html#r=acme/full');
  const percent = (v) => v.toLocaleString('en-US', { style: 'percent' });
  const titles = {
    change_requests: 'Change requests',
    issues: 'Issues',
    reviews: 'Reviews',
    bus_factor: 'Bus factor',
    growth: 'Growth of contributors',
    response: 'Response',
    stars: 'Stars',
    attention: 'Attention',
    forks: 'Forks',
    frequency: 'Frequency',
    stability: 'Stability',
    continuity: 'Continuity',
  };
  for (const score of SCORES) {
    assert.equal(await page.textContent(`#score-${score} strong`), fixed(full.scores[score]));
    await page.focus(`#score-${score}`);
    await page.keyboard.press('Enter');
    assert.equal(await page.getAttribute(`#score-${score}`, 'aria-expanded'), 'true');
    assert.deepEqual((await hash(page)).score, [score]);
    const rows = await page.$$eval('.parts tbody tr', (all) =>
      all.map((tr) => [...tr.children].slice(0, 3).map((c) => c.textContent)),
    );
    const parts = full.parts.filter((part) => part[0] === score);
    assert.deepEqual(
      rows,
      parts.map(([, part, weight, value]) => [titles[part], percent(weight), fixed(value)]),
    );
    const known = parts.filter((part) => part[3] !== null);
    const all = known.reduce((sum, part) => sum + part[2], 0);
    const terms = known.map(([, , weight, value]) => `${percent(weight / all)} × ${fixed(value)}`);
    const sum = `${terms.join(' + ')} = ${fixed(full.scores[score])}`;
    assert.equal(
      await page.textContent('#breakdown > p'),
      known.length < parts.length
        ? `${sum}. Parts without data do not count; the weights of the others ` +
            'are scaled up to 100%.'
        : sum,
    );
  }
  const last = (metric, n) => full.series[metric].slice(-n);
  const total = (metric) =>
    last(metric, 12)
      .reduce((a, b) => a + b, 0)
      .toLocaleString('en-US');
  const inputs = async (score, part) => {
    if ((await page.getAttribute(`#score-${score}`, 'aria-expanded')) === 'false') {
      await page.click(`#score-${score}`);
    }
    return page.textContent(`[data-part="${part}"] .inputs`);
  };
  assert.equal(
    await inputs('code_quality', 'change_requests'),
    `Accepted ${total('change_requests_accepted')} of ${total('change_requests')} opened; mean ` +
      `days to resolve: 12.35.`,
  );
  assert.equal(
    await inputs('community', 'growth'),
    `People by month: ${last('participants', 12).join(', ')}. Mean growth: +3.5%.`,
  );
  assert.equal(
    await inputs('community', 'response'),
    'no data of no data within three days. No data: this part does not count.',
  );
  assert.equal(
    await inputs('impact', 'stars'),
    `By month: ${last('stars', 6).join(', ')}. Mean growth -2%, first to last +50%.`,
  );
  assert.equal(
    await inputs('maintenance', 'stability'),
    'Variance 1,235, then 12; mean 55, standard deviation 5.',
  );
  await page.click('#score-maintenance');
  assert.ok(!(await page.isVisible('#breakdown')));
  await clean(page);
});

browserTest(
  'charts as tables and CSV files: every value by month, quarter and year',
  async (site) => {
    const page = await site.open('repo.html#r=acme/full');
    assert.deepEqual(
      await page.$$eval('[data-chart]', (all) => all.map((e) => e.dataset.chart)),
      Object.keys(CHARTS),
    );
    assert.equal(await page.textContent('[data-chart="people"] .chart-head p'), 'Each month');
    for (const by of ['month', 'quarter', 'year']) {
      await page.selectOption('#by', by);
      for (const key of Object.keys(CHARTS)) {
        const lines = await csv(page, key);
        const groups = Object.fromEntries(
          Object.entries(columns(full, key)).map(([name, pairs]) => [
            name,
            grouped(name, pairs, by),
          ]),
        );
        const times = [
          ...new Set(full.series.stars.map((_, i) => label(full.first + i, by))),
        ].reverse();
        assert.deepEqual(lines[0], [by, ...Object.keys(groups)], `${key} ${by}`);
        assert.deepEqual(
          lines.slice(1).map((line) => line[0]),
          times,
          `${key} ${by}`,
        );
        lines.slice(1).forEach((line, row) =>
          Object.values(groups).forEach((values, i) => {
            const value = values[times[row]] ?? null;
            assert.ok(
              value === null ? line[i + 1] === '' : Math.abs(Number(line[i + 1]) - value) < 1e-9,
              `${key} ${by} ${line}: ${value}`,
            );
          }),
        );
      }
    }
    assert.equal(
      await page.textContent('[data-chart="people"] .chart-head p'),
      'Mean of the months of a year; sum for: New contributors · ' +
        'Dashed: 2024, of which 11 of 12 months are over',
    );
    assert.equal(
      await page.textContent('[data-chart="issues"] .chart-head p'),
      'Sum of the months of a year · Dashed: 2024, of which 11 of 12 months are over',
    );
    await page.click('[data-chart="issues"] .chart-tools button');
    const rows = await page.$$eval('[data-chart="issues"] tbody tr', (all) =>
      all.map((tr) => [...tr.children].map((c) => c.textContent)),
    );
    const years = Object.entries(columns(full, 'issues')).map(([metric, pairs]) =>
      grouped(metric, pairs, 'year'),
    );
    assert.deepEqual(
      rows,
      Object.keys(years[0])
        .reverse()
        .map((year) => [
          year === '2024' ? '2024 (11 of 12 months)' : year,
          ...years.map((values) => values[year].toLocaleString('en-US')),
        ]),
    );
    assert.deepEqual(await hash(page), { r: ['acme/full'], by: ['year'], table: ['issues'] });
    await clean(page);
  },
);

browserTest(
  'series: legend, double click and menu hide one or all others, and the pictures follow',
  async (site) => {
    const page = await site.open('repo.html#r=acme/full', {
      context: { viewport: { width: 1280, height: 800 } },
    });
    const canvas = await drawn(page, 'issues');
    const svg = async () => {
      await page.click('[data-chart="issues"] .chart-tools summary');
      const { bytes } = await saved(page, '[data-chart="issues"] [data-file="svg"]');
      return bytes.toString();
    };
    // how many lines: a line of a series is a long path without fill
    const lines = (text) =>
      [...text.matchAll(/<path d="([^"]*)"[^>]*fill="none"[^>]*stroke-width="2"/g)].filter(
        (m) => m[1].length > 300,
      ).length;
    assert.equal(lines(await svg()), 3);
    const legend = { position: { x: 40, y: 8 } };
    await canvas.click(legend);
    await page.waitForFunction(() => location.hash.includes('hide=issues_new'));
    assert.equal(lines(await svg()), 2);
    await canvas.click(legend);
    await page.waitForFunction(() => !location.hash.includes('hide'));
    await canvas.dblclick(legend);
    await page.waitForFunction(() => location.hash.includes('hide=issue_comments,issues_closed'));
    assert.equal(lines(await svg()), 1);
    await page.focus('[data-chart="issues"] .series-menu summary');
    await page.keyboard.press('Enter');
    await page.focus('[data-chart="issues"] [data-focus="only-issue_comments"]');
    await page.keyboard.press('Enter');
    assert.deepEqual((await hash(page)).hide, ['issues_closed,issues_new']);
    assert.deepEqual(
      await page.$$eval('[data-chart="issues"] .series-menu input', (all) =>
        all.map((e) => e.checked),
      ),
      [false, false, true],
    );
    assert.equal(
      await page.evaluate(() => document.activeElement.dataset.focus),
      'only-issue_comments',
    );
    await page.keyboard.press('Enter');
    assert.equal((await hash(page)).hide, undefined);
    await page.click('[data-chart="issues"] [data-focus="issues_closed"]');
    assert.deepEqual((await hash(page)).hide, ['issues_closed']);
    await page.click('[data-chart="issues"] .series-menu summary');
    await page.click('[data-chart="issues"] .chart-tools summary');
    const png = await saved(page, '[data-chart="issues"] [data-file="png"]');
    const box = await canvas.boundingBox();
    assert.equal(png.name, 'acme-full-issues.png');
    assert.deepEqual(
      [png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)],
      // a title of 40 above, two lines of 16 and a margin of 16 below
      [Math.round(box.width) * 2, (Math.round(box.height) + 88) * 2],
    );
    await clean(page);
  },
);

browserTest(
  'zoom: the bar below a chart, the choice of times and the address move all charts',
  async (site) => {
    const page = await site.open('repo.html#r=acme/full', {
      context: { viewport: { width: 1280, height: 800 } },
    });
    const canvas = await drawn(page, 'openrank');
    await drawn(page, 'activity');
    // the first and the last time at the axis of a chart's picture
    const axis = async (key) => {
      await page.click(`[data-chart="${key}"] .chart-tools summary`);
      const { bytes } = await saved(page, `[data-chart="${key}"] [data-file="svg"]`);
      return [...bytes.toString().matchAll(/>(\d{4}-\d\d)</g)].map((m) => m[1]);
    };
    assert.equal((await axis('activity'))[0], label(full.first, 'month'));
    const box = await canvas.boundingBox();
    const y = box.y + box.height - 15;
    const left = 30;
    let grabbed = false;
    for (let x = left; x < left + 40 && !grabbed; x += 4) {
      await page.mouse.move(box.x + x, y);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2, y, { steps: 4 });
      await page.mouse.up();
      grabbed = await page
        .waitForFunction(() => location.hash.includes('from='), null, { timeout: 1500 })
        .then(
          () => true,
          () => false,
        );
    }
    assert.ok(grabbed, 'the bar moves the zoom');
    // the address follows the bar with a delay
    for (let before = null; before !== (await page.evaluate(() => location.hash));) {
      before = await page.evaluate(() => location.hash);
      await page.waitForTimeout(500);
    }
    const from = Number((await hash(page)).from[0]);
    assert.ok(from > full.first + 5 && from < LAST - 5);
    assert.equal(await page.inputValue('#range'), 'own');
    assert.equal((await axis('activity'))[0], label(from, 'month'));
    await page.selectOption('#range', '12');
    assert.equal(Number((await hash(page)).from[0]), LAST - 11);
    for (const key of ['openrank', 'activity']) {
      assert.equal((await axis(key))[0], label(LAST - 11, 'month'));
    }
    await page.selectOption('#range', 'all');
    assert.equal((await hash(page)).from, undefined);
    assert.equal((await axis('openrank'))[0], label(full.first, 'month'));
    await clean(page);
  },
);

browserTest(
  'the tooltip says what is under the pointer; of times the quartiles, too',
  async (site) => {
    const page = await site.open('repo.html#r=acme/full&by=quarter', {
      context: { viewport: { width: 1280, height: 800 } },
    });
    for (const [key, at] of [
      ['stars', 0.55],
      ['response', 0.4],
      ['stars', 0.999],
    ]) {
      const canvas = await drawn(page, key);
      const box = await canvas.boundingBox();
      await canvas.hover({
        position: { x: Math.min(box.width - 16, box.width * at), y: box.height / 2 },
      });
      const tip = page.locator(`[data-chart="${key}"] .chart-tip`);
      await tip.waitFor();
      const [time, rest] = (await tip.locator('.chart-tip-head').textContent()).split(/ (?=\()/);
      const shown = await tip
        .locator('dl > div')
        .evaluateAll((all) => all.map((e) => e.querySelector('dd').textContent));
      const of = (metric, column) =>
        grouped(
          column ? `${metric}_${column}` : metric,
          columns(full, key)[column ? `${metric}_${column}` : metric],
          'quarter',
        )[time];
      assert.deepEqual(
        shown,
        CHARTS[key].map((metric) =>
          key === 'stars'
            ? of(metric).toLocaleString('en-US')
            : `${fixed(of(metric, 'median'))} days (${fixed(of(metric, 'quartile_1'))} to ` +
              `${fixed(of(metric, 'quartile_3'))})`,
        ),
        time,
      );
      // 2024-Q4 ends after the data
      assert.equal(
        rest,
        time === '2024-Q4'
          ? '(2 of 3 months)'
          : time === label(full.first, 'quarter') && full.first % 3
            ? rest
            : undefined,
      );
      if (at === 0.999) {
        assert.equal(time, '2024-Q4');
      }
    }
    await clean(page);
  },
);

browserTest(
  'people: the most active, whom the bus factor rests on, and their network',
  async (site) => {
    const page = await site.open('repo.html#r=acme/full');
    const rows = () =>
      page.$$eval('#people-list tbody tr', (all) =>
        all.map((tr) => [
          tr.querySelector('a').textContent,
          tr.querySelector('a').href,
          Boolean(tr.querySelector('.badge-core')),
          ...[...tr.querySelectorAll('td')].map((td) => td.textContent),
        ]),
      );
    const path = (login) => login.replace('[bot]', '').split('/').map(encodeURIComponent).join('/');
    const expected = full.people.map(([login, activity, months, last, core]) => [
      login,
      `https://github.com/${path(login)}`,
      core === 1,
      fixed(activity),
      String(months),
      new Date(Date.UTC(Math.floor(last / 12), last % 12)).toLocaleDateString('en-US', {
        year: 'numeric',
        month: 'short',
        timeZone: 'UTC',
      }),
    ]);
    assert.deepEqual(await rows(), expected.slice(0, 15));
    await page.click('#people-more');
    assert.deepEqual(await rows(), expected);
    await page.locator('#people-network').scrollIntoViewIfNeeded();
    await page.waitForSelector('.web svg');
    const nodes = () =>
      page.$$eval('.web a', (all) =>
        all.map((a) => [
          a.querySelector('text').textContent,
          a.classList.contains('own'),
          Number(a.querySelector('circle').getAttribute('r')),
        ]),
      );
    const seen = await nodes();
    assert.deepEqual(
      seen.map(([name]) => name),
      ['ann', 'bob', 'cyd[bot]', HOSTILE, 'lone'],
    );
    assert.deepEqual(
      seen.map(([, core]) => core),
      [true, true, true, false, false],
    );
    assert.ok(Math.abs(seen[0][2] / seen[1][2] - Math.sqrt(40 / 20)) < 1e-9);
    assert.equal(await page.locator('.web line').count(), 3);
    assert.equal(await page.getAttribute('.web a', 'href'), 'https://github.com/ann');
    await page.locator('.web a').nth(2).focus();
    assert.deepEqual(
      await page.$$eval('.web a', (all) => all.map((a) => a.classList.contains('away'))),
      [false, true, false, true, true],
    );
    await page.click('#network-neighbours');
    assert.deepEqual(
      (await nodes()).map(([name]) => name).sort(),
      [HOSTILE.split('/').at(-1), 'full', 'project-2', 'repo', 'x'].sort(),
    );
    assert.equal(await page.locator('.web line').count(), 4);
    const sources = await page.$$eval('script', (all) => all.map((e) => e.getAttribute('src')));
    assert.ok(sources.some((src) => src?.startsWith('assets/graph.js?v=')));
    await clean(page);
  },
);

browserTest(
  'related repositories lead to their page here, else to GitHub; models to theirs',
  async (site) => {
    const page = await site.open('repo.html#r=acme/full');
    assert.deepEqual(
      await page.$$eval('#related tbody tr', (all) =>
        all.map((tr) => [
          tr.querySelector('a').getAttribute('href'),
          ...[...tr.children].map((c) => c.textContent),
        ]),
      ),
      [
        ['repo.html#r=owner-2/project-2', 'owner-2/project-2', '9.0', '12.0'],
        ['https://github.com/other/repo', 'other/repo', '7.3', '33.0'],
        [
          `https://github.com/evil/${HOSTILE.split('/').map(encodeURIComponent).join('/')}`,
          `evil/${HOSTILE}`,
          '0.5',
          '–',
        ],
      ],
    );
    assert.deepEqual(
      await page.$$eval('#models tbody tr', (all) =>
        all.map((tr) => [...tr.children].map((c) => c.textContent)),
      ),
      [
        ['acme/Fullsame name', '12.34'],
        [`acme/${HOSTILE}`, '5.00'],
        ['acme/Base-7B', '–'],
      ],
    );
    assert.equal(await page.getAttribute('#models a', 'href'), 'model.html#m=acme/Full');
    await page.click('#related a');
    await page.waitForFunction(
      () => document.querySelector('#heading').textContent === 'owner-2/project-2',
    );
    const other = list.find((p) => p.name === 'owner-2/project-2');
    assert.equal(await page.textContent('#score-impact strong'), fixed(other.scores.impact));
    assert.equal(await page.isVisible('#people-none'), true);
    await page.goBack();
    await page.waitForFunction(
      () => document.querySelector('#heading').textContent === 'acme/full',
    );
    await clean(page);
  },
);

browserTest(
  'a project with hardly any data says what is missing; an unknown one that it is',
  async (site) => {
    const page = await site.open('repo.html#r=zed/sparse&score=community');
    assert.deepEqual(
      await texts(page, '.score-card strong'),
      SCORES.map((score) => fixed(sparse.scores[score])),
    );
    assert.equal(await page.textContent('#score-community > .muted'), 'No data for any part');
    assert.equal(await page.textContent('#breakdown > p'), 'No data for any part');
    assert.deepEqual(await page.$$eval('[data-chart]', (all) => all.map((e) => e.dataset.chart)), [
      'attention',
      'stars',
    ]);
    assert.equal(
      await page.textContent('#without'),
      'No data for: OpenRank, Activity, Issues, Change requests, Time to first response, Time to ' +
        'resolution, Lines of code, Contributors, Bus factor.',
    );
    await page.evaluate(() => {
      location.hash = 'r=no/such';
    });
    await page.waitForFunction(() => document.querySelector('#heading').textContent === 'no/such');
    assert.equal(
      await page.textContent('#head .lead'),
      'This project is not among those of this site.',
    );
    assert.ok(!(await page.isVisible('#content')));
    await clean(page);
  },
);

browserTest('axe finds nothing, nothing sticks out, and both languages are whole', async (site) => {
  for (const [colorScheme, locale, width] of [
    ['light', 'en-US', 1280],
    ['dark', 'zh-CN', 360],
  ]) {
    const page = await site.open('repo.html#r=acme/full&score=impact&table=issues', {
      context: { colorScheme, locale, viewport: { width, height: 740 } },
    });
    await page.locator('#people-network').scrollIntoViewIfNeeded();
    await page.waitForSelector('.web svg');
    await page.$$eval('details', (all) =>
      all.forEach((one) => {
        one.open = true;
      }),
    );
    assert.deepEqual(await violations(page), [], locale);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    await clean(page);
  }
  const page = await site.open('repo.html#r=acme/full');
  await page.click('#language');
  await page.waitForFunction(
    () => document.querySelector('#score-impact .score-name').textContent === '影响力',
  );
  assert.equal(await page.textContent('[data-chart="code"] h3'), '代码行');
  assert.deepEqual(await texts(page, '#people-list thead th'), [
    '账号',
    '活跃度',
    '活跃月数',
    '最近活跃',
  ]);
  await clean(page);
});

/** exported: the SVG file of a chart, with what it writes and draws. */
async function exported(page, key) {
  await drawn(page, key);
  await page.click(`[data-chart="${key}"] .chart-tools summary`);
  const { bytes } = await saved(page, `[data-chart="${key}"] [data-file="svg"]`);
  const text = bytes.toString('utf8');
  return {
    text,
    words: [...text.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((m) => m[1]),
    dashed: /stroke-dasharray/.test(text),
    hatched: /<pattern/.test(text),
  };
}

browserTest(
  'a month, quarter or year that is not over is drawn as such, and said',
  async (site) => {
    for (const [by, said] of [
      ['month', null],
      ['quarter', '2024-Q4, of which 2 of 3 months are over'],
      ['year', '2024, of which 11 of 12 months are over'],
    ]) {
      const page = await site.open(`repo.html#r=acme/full&by=${by}`);
      for (const [key, word] of [
        ['stars', 'Dashed'],
        ['code', 'Hatched'],
      ]) {
        const { words, dashed, hatched } = await exported(page, key);
        const note = await page.textContent(`[data-chart="${key}"] .chart-head .muted`);
        for (const text of [note, words.join(' ')]) {
          assert.equal(text.includes(`${word}: ${said}`), said !== null, `${by} ${key}: ${text}`);
        }
        assert.deepEqual(
          [dashed, hatched],
          [said !== null && key === 'stars', said !== null && key === 'code'],
          `${by} ${key}`,
        );
      }
      await page.click('[data-chart="stars"] .chart-tools > button');
      assert.equal(
        (await texts(page, '[data-chart="stars"] tbody th'))[0],
        { month: '2024-11', quarter: '2024-Q4 (2 of 3 months)', year: '2024 (11 of 12 months)' }[
          by
        ],
      );
      await clean(page);
    }
  },
);

browserTest('one value far out does not flatten the times of all other months', async (site) => {
  const page = await site.open('repo.html#r=acme/full');
  const { words } = await exported(page, 'response');
  const ticks = words.filter((text) => /^[\d,]+$/.test(text)).map((text) => Number(text));
  assert.ok(ticks.length > 2 && Math.max(...ticks) < 60, ticks.join(' '));
  assert.ok(words.join(' ').includes('up to 950.0 days'));
  const note = '[data-chart="response"] .chart-head .muted';
  assert.match(await page.textContent(note), /Values above the axis: 2, up to 950\.0 days/);
  // what is not shown does not count
  await page.click('[data-chart="response"] .series-menu summary');
  await page.click('[data-chart="response"] .series-menu input');
  assert.doesNotMatch(await page.textContent(note), /above the axis/);
  await clean(page);
});

browserTest(
  'a file of a chart has its whole legend and its source, however narrow',
  async (site) => {
    const page = await site.open('repo.html#r=acme/full&by=year', {
      context: { viewport: { width: 360, height: 740 } },
    });
    const { words, text } = await exported(page, 'change_requests');
    for (const name of ['Change requests opened', 'Change requests accepted', 'Reviews']) {
      assert.ok(words.includes(name), name);
    }
    const all = words.join(' ');
    assert.ok(all.includes('acme/full: Change requests'), all);
    assert.ok(all.includes('Source: OpenDigger, read on January 1, 2025'), all);
    assert.ok(all.includes('Sum of the months of a year'), all);
    // the picture of the screen has no such lines: the file is as much higher
    const [, width, height] = text.match(/width="(\d+)" height="(\d+)"/).map(Number);
    const box = await page.locator('[data-chart="change_requests"] .chart-canvas').boundingBox();
    assert.ok(width === Math.round(box.width) && height > box.height + 90, `${width} ${height}`);
    const { bytes } = await (async () => {
      await page.click('[data-chart="change_requests"] .chart-tools summary');
      return saved(page, '[data-chart="change_requests"] [data-file="png"]');
    })();
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [2 * width, 2 * height]);
    await clean(page);
  },
);

browserTest('on a phone a swipe over a chart scrolls the page', async (site) => {
  const page = await site.open('repo.html#r=acme/full', {
    context: { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true },
  });
  const canvas = await drawn(page, 'stars');
  const box = await canvas.boundingBox();
  const before = await page.evaluate(() => scrollY);
  const x = Math.round(box.x + box.width / 2);
  const y = Math.min(500, Math.max(250, Math.round(box.y + box.height / 2)));
  await fingers(
    page,
    Array.from({ length: 11 }, (_, i) => [{ x, y: y - 18 * i }]),
  );
  await page.waitForFunction((at) => scrollY > at + 50, before);
  assert.equal((await hash(page)).from, undefined);
  await clean(page);
});
