// Two runs of the generator: what one wrote is never shown as a part of the
// other, and every file is asked for as one of its run.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, clean, ready, siteTests } from './lib/browser.js';
import { detailsOf, shardOf } from './lib/details.js';
import { ecosystem } from './lib/ecosystem.js';
import { writeSite } from './lib/fixture.js';

function generation(seed, models) {
  const eco = ecosystem({ seed, models });
  return { ...eco, tables: detailsOf(eco) };
}

const first = generation(31, 2400);
const second = generation(32, 2300);
const browserTest = siteTests(first);
const url = (name) => `model.html#${new URLSearchParams({ m: name })}`;

browserTest(
  'every script and style of a page, and what it loads later, is of its run',
  async (site) => {
    const page = await site.open(url(first.models[3].name), {
      from: 'http',
      context: { locale: 'zh-CN' },
    });
    const run = await page.getAttribute('html', 'data-run');
    assert.match(run, /^(?!0{16})[0-9a-f]{16}$/);
    const files = page.requested
      .map((one) => new URL(one))
      .filter((one) => !one.pathname.endsWith('.html'));
    assert.ok(files.some(({ pathname }) => pathname.includes('/data/details/')));
    assert.ok(files.some(({ pathname }) => pathname.endsWith('/assets/zh.js')));
    for (const file of files) {
      assert.equal(file.searchParams.get('v'), run, file.href);
    }
    await clean(page);
  },
);

browserTest(
  'a page left open while the site is written again shows no row of the new one',
  async (site) => {
    const page = await site.open(url(first.models[3].name), { from: 'http' });
    const heading = await page.textContent('h1');
    writeSite(site.folder, build, second);
    try {
      // its facts are in a file that is not loaded yet
      const far = first.models[1500].name;
      assert.notEqual(shardOf(far), shardOf(first.models[3].name));
      await page.evaluate(
        (hash) => {
          location.hash = hash;
        },
        new URLSearchParams({ m: far }).toString(),
      );
      await page.waitForSelector('#renewed');
      assert.equal(await page.textContent('h1'), heading);
      assert.match(await page.textContent('#renewed'), /written again/);
      await page.evaluate(
        (hash) => history.replaceState(null, '', hash),
        `#m=${second.models[3].name}`,
      );
      await Promise.all([page.waitForEvent('load'), page.click('#renewed button')]);
      await ready(page);
      assert.equal(await page.$('#renewed'), null);
      assert.ok(second.models[3].name.endsWith(await page.textContent('h1')));
      await clean(page);
    } finally {
      writeSite(site.folder, build, first);
    }
  },
);

browserTest(
  'a cache that has one file of another run: the page says so and shows nothing of that',
  async (site) => {
    const other = { ...second, tables: [] };
    const own = new Set(first.models.map((m) => m.name));
    const folder = join(site.folder, 'other');
    writeSite(folder, build, other);
    for (const file of ['models', 'authors', 'edges', 'meta']) {
      const page = await site.browser.newPage();
      await page.route(`**/data/${file}.js*`, (route) =>
        route.fulfill({
          contentType: 'text/javascript',
          body: readFileSync(join(folder, `data/${file}.js`), 'utf8'),
        }),
      );
      await page.goto(`${site.bases.http}/index.html`);
      await page.waitForSelector('#renewed');
      assert.equal(await page.getAttribute('body', 'data-state'), 'renewed', file);
      const shown = await page.$$eval('#top a', (all) =>
        all.map((a) => new URLSearchParams(new URL(a.href).hash.slice(1)).get('m')),
      );
      assert.deepEqual(
        shown.filter((name) => !own.has(name)),
        [],
        file,
      );
      await page.close();
    }
  },
);
