// What holds on every page: it opens from disk and over HTTP, asks for nothing
// elsewhere, shows hostile text as text, is accessible, and keeps the budget.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  COLOURS,
  build,
  clean,
  ready,
  saved,
  siteTests,
  skip,
  texts,
  violations,
  viz,
} from './lib/browser.js';
import { withDashboard } from './lib/dashboard.js';
import { detailsOf } from './lib/details.js';
import { HOSTILE, ecosystem } from './lib/ecosystem.js';
import { runLine } from './lib/fixture.js';
import { awkward, sticksOut, TURNED } from './lib/layout.js';
import { projects, repoTables } from './lib/repos.js';
import { en } from '../site/js/i18n/en.js';
import { zh } from '../site/js/i18n/zh.js';

const eco = withDashboard(awkward(ecosystem({ seed: 7, models: 700 })));
eco.tables.push(...detailsOf(eco), ...repoTables(projects({ count: 8 })));
const NAMES = ['index.html', 'leaderboard.html', 'network.html', 'dashboard.html'];
const PAGES = [...NAMES, `network.html#model=${encodeURIComponent(HOSTILE)}`];

test('both languages have the same texts with the same places to fill', () => {
  assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort());
  const places = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const key of Object.keys(en)) {
    assert.deepEqual(places(zh[key]), places(en[key]), key);
  }
});

test('every text that the code names exists, and every text is named', () => {
  const sources = readdirSync(join(viz, 'site'), { recursive: true })
    .filter((file) => /\.(js|html)$/.test(file) && !file.includes('i18n/'))
    .map((file) => readFileSync(join(viz, 'site', file), 'utf8'))
    .join('\n')
    .replace(/^ *(\/\/|\/?\*).*$/gm, '');
  const named = new Set(
    [...sources.matchAll(/(?:\bt\('|data-i18n(?:-[a-z-]+)?=")([\w.]+)['"]/g)].map((m) => m[1]),
  );
  for (const key of named) {
    assert.ok(key.includes('{{') || key in en, `${key} has no text`);
  }
  const groups = new Set(
    [...sources.matchAll(/`(\w[\w.]*\.)\$\{/g)]
      .map((m) => m[1])
      .concat([
        'relation.',
        'kind.',
        'org.',
        'reason.',
        'check.',
        'view.',
        'color.',
        'size.',
        'layout.',
        'family.',
        'rule.',
        'severity.',
        'obligation.',
        'event.',
        'risk.',
        'task-name.',
      ]),
  );
  // `${page}.more` of pages that share a script
  const shared = new Set([...sources.matchAll(/`\$\{\w+\}\.([\w.]+)`/g)].map((m) => m[1]));
  const titles = /^\w+\.(title|description)$/;
  const literals = new Set([...sources.matchAll(/'([\w-]+(?:\.[\w-]+)+)'/g)].map((m) => m[1]));
  for (const key of Object.keys(en)) {
    assert.ok(
      titles.test(key) ||
        named.has(key) ||
        literals.has(key) ||
        shared.has(key.replace(/^\w+\./, '')) ||
        [...groups].some((group) => key.startsWith(group)),
      `${key} is not used`,
    );
  }
});

test(
  'script and style of each page without chart and graph libraries are within 44 KB gzip',
  { skip },
  () => {
    for (const page of readdirSync(build).filter((name) => name.endsWith('.html'))) {
      const html = readFileSync(join(build, page), 'utf8');
      const files = [...html.matchAll(/(?:src|href)="(assets\/[\w.-]+\.(?:js|css))(?:\?v=\w+)"/g)]
        .map(([, file]) => file)
        .filter((file) => !/(graph|charts)\.js$/.test(file));
      const total = files.reduce(
        (sum, file) => sum + gzipSync(readFileSync(join(build, file)), { level: 9 }).length,
        0,
      );
      assert.ok(files.length >= 3 && total <= 44 * 1024, `${page}: ${total} bytes`);
    }
  },
);

test('graph and chart libraries are loaded where they are used alone', { skip }, () => {
  for (const file of ['index.html', 'leaderboard.html']) {
    assert.doesNotMatch(readFileSync(join(build, file), 'utf8'), /(graph|charts)\.js/);
  }
  assert.match(readFileSync(join(build, 'network.html'), 'utf8'), /assets\/graph\.js/);
  assert.match(readFileSync(join(build, 'dashboard.html'), 'utf8'), /assets\/charts\.js/);
});

test('no page has inline script or style, a module, or an address elsewhere', { skip }, () => {
  for (const file of readdirSync(build).filter((name) => name.endsWith('.html'))) {
    const html = readFileSync(join(build, file), 'utf8');
    assert.doesNotMatch(
      html,
      /<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=|type="module"/,
    );
    // in tags: an address that is only text is asked for by nobody
    const tags = html
      .match(/<[^>]*>/g)
      .join('')
      .replaceAll('http://www.w3.org/2000/svg', '');
    assert.doesNotMatch(tags, /(?:https?:)?\/\/[a-z]/);
    assert.match(html, /http-equiv="Content-Security-Policy" content="default-src 'none';/);
  }
});

const browserTest = siteTests(eco);

for (const from of ['file', 'http']) {
  for (const path of PAGES) {
    const page = path.split('#').join(' of a hostile name ').slice(0, 35);
    browserTest(`${page} opens over ${from} without error or request elsewhere`, async (site) => {
      const page = await site.open(path, { from });
      assert.equal(await page.$$eval('img', (all) => all.length), 0);
      assert.equal(
        await page.evaluate(() => document.scripts.length),
        await page.$$eval('script[src]', (all) => all.length),
      );
      assert.equal(await page.getAttribute('.asof', 'datetime'), eco.meta.as_of);
      assert.equal(await page.textContent('.asof'), 'January 1, 2025 at 12:00 AM UTC');
      await clean(page);
    });
  }
}

browserTest('while its data load, a page stands where it will stand', async (site) => {
  const page = await site.window({ viewport: { width: 1080, height: 900 } });
  await page.route(/data\/(head|models)/, () => {}); // never answered
  await page.goto(`${site.bases.http}/leaderboard.html`, { waitUntil: 'commit' });
  await page.waitForSelector('.site-footer', { state: 'attached' });
  await page.waitForFunction(() => document.querySelector('h1').textContent !== '');
  const [header, main] = await page.evaluate(() => [
    document.querySelector('.site-header').getBoundingClientRect().bottom,
    document.querySelector('#main').getBoundingClientRect().top,
  ]);
  assert.ok(await page.isVisible('.loading'));
  assert.equal(main, header);
  await page.close();
});

for (const [locale, paths] of [
  ['en-US', PAGES],
  ['zh-CN', NAMES],
]) {
  browserTest(`axe finds nothing, light or dark: ${locale}`, async (site) => {
    for (const path of paths) {
      const page = await site.open(path, { context: { locale } });
      assert.deepEqual(await violations(page), [], path);
      const light = await page.evaluate(
        () => getComputedStyle(document.documentElement).backgroundColor,
      );
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.waitForFunction(
        (before) =>
          getComputedStyle(document.documentElement).backgroundColor !== before &&
          !document.getAnimations().some((one) => one instanceof self.CSSTransition),
        light,
      );
      assert.deepEqual(await violations(page, COLOURS), [], `${path} dark`);
      await clean(page);
    }
  });
}

browserTest('axe finds nothing with menus, choices and lists open', async (site) => {
  const rows = eco.models
    .slice(0, 2)
    .map((m) => `chosen=${encodeURIComponent(m.name)}`)
    .join('&');
  const board = await site.open(
    `leaderboard.html#${rows}&columns=task,license,library,parameters,kind,org`,
  );
  await board.$$eval('details', (all) =>
    all.forEach((one) => {
      one.open = true;
    }),
  );
  assert.deepEqual(await violations(board), []);
  await clean(board);
  const dashboard = await site.open(
    'dashboard.html#table=language,author,org_type,task,map,rising,conflicts&all=language,author,' +
      'task',
  );
  await dashboard.$$eval('details', (all) =>
    all.forEach((one) => {
      one.open = true;
    }),
  );
  assert.deepEqual(await violations(dashboard), []);
  await clean(dashboard);
  const network = await site.open('network.html#view=author');
  await network.click('#tab-models');
  await network.fill('#find', 'neural');
  await network.waitForSelector('.combo-list:not([hidden]) [role=option]');
  assert.deepEqual(await violations(network), []);
  await clean(network);
});

const ALL_COLUMNS =
  'columns=change,created,downloads,likes,task,license,library,parameters,kind,org';
const named = (row) => encodeURIComponent(eco.models[row].name);
const conflicting = eco.models.findIndex(
  (m) => m.details.conflicts.length && m.details.history.length > 1,
);

for (const locale of ['en-US', 'zh-CN']) {
  browserTest(`nothing leaves its place from 1440 to 320 px, ${locale}`, async (site) => {
    for (const [path, scrolls] of [
      ['index.html', '.math, pre'],
      ['leaderboard.html', '.table-frame'],
      [`leaderboard.html#${ALL_COLUMNS}&chosen=${named(5)}`, '.table-frame'],
      [`model.html#m=${named(5)}`, ''],
      [`model.html#m=${named(conflicting)}`, ''],
      ['model.html', ''],
      [`network.html#model=${named(5)}`, ''],
      ['atlas.html', ''],
      ['dashboard.html', '.chart-view'],
      ['dashboard.html#table=language,author,org_type,task,map,rising,conflicts', '.chart-table'],
      ['github.html', '.table-frame'],
      ['github.html#compare=acme/full,owner-1/project-1', '.table-frame'],
      ['repo.html#r=acme/full', '.scroll, .table-frame'],
    ]) {
      const page = await site.open(path, {
        context: { locale, viewport: { width: 1440, height: 900 } },
      });
      await page.evaluate(() => document.fonts.ready);
      const may = ['.site-nav, .jumps, .combo-list', scrolls].filter(Boolean).join();
      for (const width of [1440, 1100, 834, 768, 560, 390, 360, 320]) {
        await page.setViewportSize({ width, height: 900 });
        await page.evaluate(
          () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
        );
        // a card a row has no need to scroll
        const wide = width < 832 ? may.replace(', .table-frame', '') : may;
        const found = await page.evaluate(sticksOut, path.includes('compare') ? may : wide);
        assert.deepEqual(found.slice(0, 5), [], `${path} at ${width} px`);
      }
      await clean(page);
    }
  });
}

browserTest(
  'a text that turns the direction leaves what stands around it as it is',
  async (site) => {
    for (const [path, place] of [
      ['leaderboard.html', '.model-author'],
      [`model.html#m=${named(6)}`, '.model-title .muted'],
    ]) {
      const page = await site.open(path);
      const turned = await page.$$eval(
        place,
        (all, text) =>
          all
            .filter((one) => one.textContent.includes(text.slice(0, 5)))
            .map((one) => getComputedStyle(one).unicodeBidi + one.textContent),
        TURNED,
      );
      assert.ok(turned.length > 0, path);
      for (const text of turned) {
        assert.ok(
          /^(isolate|plaintext)/.test(text) || !/[\u202a-\u202e\u2066-\u2069]/.test(text),
          JSON.stringify(text),
        );
      }
      await clean(page);
    }
  },
);

browserTest(
  'the colour theme follows the system until switched, and is remembered',
  async (site) => {
    const page = await site.open('index.html', { context: { colorScheme: 'dark' } });
    const paper = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await paper();
    await page.click('#theme');
    const light = await paper();
    assert.notEqual(light, dark);
    await page.goto(`${page.base}/leaderboard.html`);
    await ready(page);
    assert.equal(await paper(), light);
    await page.click('#theme');
    assert.equal(await paper(), dark);
    await clean(page);
  },
);

browserTest('the language follows the browser until switched, and is remembered', async (site) => {
  const page = await site.open('index.html', { context: { locale: 'zh-CN' } });
  assert.equal(await page.textContent('h1'), zh['home.headline']);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
  await page.click('#language');
  await page.waitForFunction(
    (text) => document.querySelector('h1').textContent === text,
    en['home.headline'],
  );
  await page.goto(`${page.base}/leaderboard.html`);
  await ready(page);
  assert.equal(await page.textContent('h1'), en['leaderboard.heading']);
  assert.equal(await page.title(), en['leaderboard.title']);
  await clean(page);
});

browserTest('every visible text changes with the language', async (site) => {
  for (const path of NAMES) {
    const page = await site.open(path);
    const before = new Set(await texts(page, '[data-i18n]'));
    await page.click('#language');
    await page.waitForFunction(() => document.documentElement.lang === 'zh-CN');
    const same = (await texts(page, '[data-i18n]')).filter(
      (text) => before.has(text) && !/^(CSV|PNG|SVG|GitHub|)$/.test(text),
    );
    assert.deepEqual(same, [], path);
    await clean(page);
  }
});

browserTest('works where the browser keeps nothing', async (site) => {
  const page = await site.open('leaderboard.html', {
    init: () =>
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      }),
  });
  await page.click('#theme');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await page.click('#language');
  await page.waitForFunction(() => document.documentElement.lang === 'zh-CN');
  await clean(page);
});

browserTest('without data the page says what is missing', async (site) => {
  const page = await site.browser.newPage();
  await page.route('**/data/models.js*', (route) => route.abort());
  await page.goto(`${site.bases.http}/leaderboard.html`);
  await page.waitForFunction(() => document.body?.dataset.state === 'failed');
  assert.match(await page.textContent('#failure'), /data\/models\.js cannot be read/);
  await page.close();
});

browserTest(
  'before influence was ever computed there is no as-of time, and the dashboard stands',
  async (site) => {
    const page = await site.open('index.html', { from: 'http' });
    const meta = {
      ...(await page.evaluate(() => self.llmecoData.meta)),
      as_of: null,
      refreshed_at: null,
      alpha: null,
      w: null,
      lambda: null,
    };
    const run = await page.getAttribute('html', 'data-run');
    await page.route('**/data/meta.js*', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body:
          `(self.llmecoData=self.llmecoData||{})["meta"]=${JSON.stringify(meta)};\n` +
          `${runLine('meta', run)}`,
      }),
    );
    for (const path of ['dashboard.html', 'index.html']) {
      await page.goto(`${page.base}/${path}`);
      await ready(page);
      assert.equal(await page.textContent('.asof'), '–', path);
    }
    assert.equal(await page.textContent('#freshness'), '');
    await clean(page);
  },
);

browserTest('a database without models says how it is filled', async (site) => {
  const page = await site.open('index.html', { from: 'http' });
  const meta = await page.evaluate(() => self.llmecoData.meta);
  assert.equal(await page.$('#empty'), null);
  const run = await page.getAttribute('html', 'data-run');
  const none = { ...meta, counts: { ...meta.counts, models: 0 } };
  await page.route('**/data/meta.js*', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body:
        `(self.llmecoData=self.llmecoData||{})["meta"]=${JSON.stringify(none)};\n` +
        `${runLine('meta', run)}`,
    }),
  );
  for (const path of ['index.html', 'leaderboard.html', 'dashboard.html']) {
    await page.goto(`${page.base}/${path}`);
    await ready(page);
    assert.match(
      await page.textContent('#empty'),
      /no models yet.*llmeco_refresh\(\).*llmeco-viz/s,
    );
  }
  await page.click('#language');
  await page.waitForFunction(() => document.querySelector('#empty').textContent.includes('模型'));
  await clean(page);
});

browserTest('no text becomes HTML or a script: Trusted Types are enforced', async (site) => {
  for (const from of ['file', 'http']) {
    const page = await site.open('leaderboard.html', { from });
    const thrown = await page.evaluate(() =>
      [
        () => {
          document.body.innerHTML = '<img src=x onerror=alert(1)>';
        },
        () => {
          document.createElement('script').src = 'https://example.org/x.js';
        },
        () => {
          document.createElement('script').src = 'assets/../../x.js';
        },
        () => new DOMParser().parseFromString('<b>', 'text/html'),
      ].map((fn) => {
        try {
          fn();
          return 'nothing';
        } catch (error) {
          return error.name;
        }
      }),
    );
    assert.deepEqual(thrown, Array(4).fill('TypeError'));
    await page.context().close();
  }
});

browserTest('in forced colours what a colour says is still there', async (site) => {
  const page = await site.open('network.html#top=40', { context: { forcedColors: 'active' } });
  const colors = await page.$$eval('.legend-body .dot:not(.ring)', (all) =>
    all.map((dot) => getComputedStyle(dot).backgroundColor),
  );
  assert.ok(colors.length > 2);
  assert.equal(new Set(colors).size, colors.length);
  const { bytes } = await saved(page, '#svg');
  const strokes = [...bytes.toString('utf8').matchAll(/stroke="(rgb[^"]*)" stroke-width/g)];
  assert.ok(new Set(strokes.map(([, color]) => color)).size > 2);
  const marks = (selector, pseudo) =>
    page.$eval(
      selector,
      (element, at) => {
        const { backgroundColor, outlineStyle } = getComputedStyle(element, at);
        const paper = getComputedStyle(document.documentElement).backgroundColor;
        return backgroundColor !== paper || outlineStyle !== 'none';
      },
      pseudo,
    );
  assert.ok(await marks('.site-nav [aria-current]', '::after'));
  assert.ok(await marks('.tabs [aria-selected=true]', '::after'));
  await page.goto(`${page.base}/leaderboard.html#chosen=${named(1)}`);
  await ready(page);
  assert.ok(await marks('tr.chosen', null));
  assert.ok(await marks('.pages [aria-current]', null));
  await clean(page);
});

browserTest('drawings write as large as the reader wants text to be', async (site) => {
  const page = await site.open('network.html#top=12', {
    init: () => {
      document.addEventListener('readystatechange', () => {
        document.documentElement.style.fontSize = '21px';
      });
    },
  });
  const { bytes } = await saved(page, '#svg');
  assert.match(bytes.toString('utf8'), /<svg [^>]*font-size="18"/);
  await clean(page);
  const chart = await site.open('dashboard.html', {
    init: () => {
      document.addEventListener('readystatechange', () => {
        document.documentElement.style.fontSize = '21px';
      });
    },
  });
  await chart.waitForSelector('#by-task[data-drawn]');
  await chart.click('#by-task .chart-tools summary');
  const svg = (await saved(chart, '#by-task [data-file=svg]')).bytes.toString('utf8');
  const sizes = [...svg.matchAll(/font-size:\s*([\d.]+)px/g)].map(([, size]) => Number(size));
  assert.ok(sizes.length > 5 && Math.min(...sizes) >= 18, sizes.join(' '));
  await clean(chart);
});

browserTest(
  'the skip link is the first stop of the keyboard and leads to the content',
  async (site) => {
    const page = await site.open('leaderboard.html');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    await clean(page);
  },
);

browserTest('links within a page leave its state in the address as it is', async (site) => {
  const chosen = `m=${encodeURIComponent(eco.models[5].name)}`;
  for (const [path, link] of [
    [`model.html#${chosen}`, '.skip'],
    ['leaderboard.html#q=model&sort=-likes', '.skip'],
    ['dashboard.html#days=7', 'a[href="#conflicts"]'],
  ]) {
    const page = await site.open(path);
    const before = await page.textContent('main');
    await page.focus(link);
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (id) => document.activeElement.id === id,
      link === '.skip' ? 'main' : 'conflicts',
    );
    assert.equal(page.url().split('#')[1], path.split('#')[1], path);
    assert.equal(await page.textContent('main'), before, path);
    await page.reload();
    await ready(page);
    assert.equal(await page.textContent('main'), before, path);
    await clean(page);
  }
});
