// A site that knows its address: what search engines, feed readers, frames and
// browsers without a network get, and that a site that does not know it has none of that.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test as nodeTest } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build, clean, ready, Site, skip as noBrowser, violations, viz } from './lib/browser.js';
import { createDatabase, dropDatabase, psql, select } from './lib/database.js';
import { rows } from './lib/rows.js';
import { en } from '../site/js/i18n/en.js';
import { zh } from '../site/js/i18n/zh.js';

const program = process.env.LLMECO_VIZ || join(viz, 'llmeco-viz');
const DATABASE = 'llmeco_viz_hosted';
const BASE = "https://models.example.org/o'brien&co/";
const PAGES = 40;
// where a page goes whose name is none for a file
const hash = (name) =>
  Buffer.from(name)
    .reduce(
      (sum, byte) => BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n),
      0xcbf29ce484222325n,
    )
    .toString(16)
    .padStart(16, '0');
// the most influential models; the second takes the place of one without slash
const HOSTILE = [
  'Evil/Case-7B',
  `other/${hash('no-slash')}`,
  'evil/</script><img src=x onerror=alert(1)>',
  'CON/Nul.b',
  'bidi\u202e/../..\\up\u0001',
  `long/${'x'.repeat(2000)}`,
  'no-slash',
  '智源/悟道-🤗',
  'trailing/dot.',
  '.hidden/-dash',
];
const dir = mkdtempSync(join(tmpdir(), 'llmeco-hosted-'));
const skip = process.env.PGHOST ? noBrowser : 'PGHOST does not name a server with the extension';
const test = (name, body) => nodeTest(name, { skip, timeout: 120000 }, body);

let site;

/** write: a site; returns its folder. */
function write(name, ...args) {
  const folder = join(dir, name);
  const run = spawnSync(program, ['-q', '--site', build, '-o', folder, '-d', DATABASE, ...args], {
    encoding: 'utf8',
  });
  assert.equal(run.status, 0, run.stderr);
  return folder;
}

const hosted = (name = 'hosted', base = BASE) =>
  write(name, '--base-url', base, '--static-pages', String(PAGES));

/** contents: path to content of every file below a folder. */
function contents(folder) {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]),
  );
}

function setUp() {
  const escaped = { '\\': '\\\\', "'": "\\'" };
  const literal = (text) => `E'${text.replace(/[\\']/g, (c) => escaped[c])}'`;
  createDatabase(DATABASE);
  psql(DATABASE, [...rows(1200, 17)].join(''));
  psql(
    DATABASE,
    `${HOSTILE.map(
      (name, i) => `
      INSERT INTO llmeco.models (model_id, name, task, license, downloads, likes, fetched_at)
        VALUES (${1e6 + i}, ${literal(name)}, ${literal(HOSTILE[2])}, 'mit', 1e9, ${1e9 - i * 1e6},
          '2025-06-01');
      INSERT INTO llmeco.authors (author_id, name) VALUES (${1e6 + i},
        ${literal(`${name.split('/')[0]}-${i}`)});
      UPDATE llmeco.models SET author_id = ${1e6 + i} WHERE model_id = ${1e6 + i};
      INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
        SELECT ${1e6 + i}, model_id, 'finetune', 'manual' FROM llmeco.models
          WHERE model_id < 1000000 ORDER BY model_id OFFSET ${i * 9} LIMIT 9;`,
    ).join('')}
    UPDATE llmeco.models SET license = 'cc-by-nc-4.0' WHERE model_id = ${1e6 + 2};
    UPDATE llmeco.models SET license = 'apache-2.0' WHERE model_id IN
      (SELECT child_id FROM llmeco.model_edges WHERE parent_id = ${1e6 + 2});
    SELECT count(*) FROM llmeco_update_influence();
    SELECT count(*) FROM llmeco_update_rankings();
    SELECT count(*) FROM llmeco_update_families();
    SELECT count(*) FROM llmeco_update_checks();
    SELECT llmeco_partition('2025-05-20');
    INSERT INTO llmeco.model_events (at, model_id, name, kind, before, after, descendants, spaces,
        downloads)
      SELECT '2025-05-20 12:00Z'::timestamptz + i * interval '1 hour', 1000000 + i % 10,
        m.name, k, '{"name": "old/<name>", "license": "mit", "parent": "a/b", "relation": "merge"}',
        '{"name": "new/name", "license": "other", "parent": "a/b", "relation": "adapter"}',
        12345, 6, 7
      FROM unnest('{renamed,name_taken_over,removed,returned,disabled,enabled,license_changed,
        gated_changed,parent_added,parent_removed,relation_changed,author_changed,
        task_changed}'::text[]) WITH ORDINALITY e (k, i)
      JOIN llmeco.models m ON m.model_id = 1000000 + i % 10;
    INSERT INTO llmeco.refresh_runs (started_at, finished_at, sources, scope, mode, status)
      VALUES ('2025-06-01', '2025-06-02 03:04:05.6Z', '{models}', 'all', 'auto', 'complete');`,
  );
}

before(async () => {
  if (!skip) {
    setUp();
    site = await Site.start((folder) => {
      rmSync(folder, { recursive: true });
      write('hosted', '--base-url', BASE, '--static-pages', String(PAGES));
    });
    site.folder = join(dir, 'hosted');
    site.bases.file = pathToFileURL(site.folder).href;
  }
});
after(async () => {
  await site?.stop();
  rmSync(dir, { recursive: true, force: true });
  if (!skip) {
    dropDatabase(DATABASE);
  }
});

const xml = (text) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code));

/** xpath: what xmllint finds in a file, a line a text. */
function xpath(file, path) {
  const lint = spawnSync('xmllint', ['--xpath', path, file], { encoding: 'utf8' });
  return lint.status === 0 ? lint.stdout.trim().split('\n').map(xml) : [];
}

function wellFormed(files) {
  for (let at = 0; at < files.length; at += 500) {
    const lint = spawnSync('xmllint', ['--noout', ...files.slice(at, at + 500)], {
      encoding: 'utf8',
    });
    assert.equal(lint.status, 0, lint.stderr.slice(0, 1000));
  }
}

test('without --base-url nothing of it is written, and no address', () => {
  const plain = contents(write('plain'));
  const names = [...plain.keys()].filter((name) => !/^(data|assets)\/|manifest/.test(name));
  assert.deepEqual(
    names.sort(),
    readdirSync(build)
      .filter((name) => /\.(html|csv)$/.test(name))
      .sort(),
  );
  for (const name of names.filter((one) => one.endsWith('.html'))) {
    assert.doesNotMatch(plain.get(name), /canonical|og:|ld\+json|atom\+xml/, name);
  }
});

test('the same data give the same bytes, whatever the clock', () => {
  const first = contents(join(dir, 'hosted'));
  assert.deepEqual(contents(hosted('again')), first);
  assert.ok([...first.keys()].length > 3 * PAGES);
});

test('an address that is none is refused', () => {
  for (const base of [
    'example.org',
    'ftp://example.org/',
    'https://',
    'https:///x',
    'https://example.org/?a',
    'https://example.org/#a',
    'https://user@example.org/',
    'https://example.org/a b',
    'https://example.org/"><script>',
    'https://例子.org/',
    'javascript:alert(1)//https://',
  ]) {
    const run = spawnSync(program, ['--base-url', base, '-o', join(dir, 'no')], {
      encoding: 'utf8',
    });
    assert.equal(run.status, 1, base);
    assert.match(run.stderr, /option --base-url is no address of a site: /);
    assert.match(run.stderr, /hint: .*https:\/\/example\.org\/llmeco\//);
  }
  const alone = spawnSync(program, ['--static-pages', '3'], { encoding: 'utf8' });
  assert.equal(alone.status, 1);
  assert.match(alone.stderr, /--static-pages needs --base-url/);
  assert.ok(!existsSync(join(dir, 'no')));
});

/** head: what the head of a page says, as a browser reads it. */
async function head(page) {
  return page.evaluate(() => {
    const all = (selector, name) =>
      [...document.querySelectorAll(selector)].map((one) => one.getAttribute(name));
    return {
      title: document.title,
      description: all('meta[name=description]', 'content'),
      canonical: all('link[rel=canonical]', 'href'),
      og: Object.fromEntries(
        [...document.querySelectorAll('meta[property]')].map((one) => [
          one.getAttribute('property'),
          one.content,
        ]),
      ),
      feeds: all('link[type="application/atom+xml"]', 'href'),
      about: [...document.querySelectorAll('script[type="application/ld+json"]')].map((one) =>
        JSON.parse(one.textContent),
      ),
    };
  });
}

test('each page says what and where it is; home is a Dataset; the CSP holds', async () => {
  for (const name of readdirSync(build).filter((one) => one.endsWith('.html'))) {
    const html = readFileSync(join(dir, 'hosted', name), 'utf8');
    assert.match(html, /content="default-src 'none'; script-src 'self' file:;/);
    assert.equal(html.match(/<link rel="canonical"/g).length, 1, name);
  }
  for (const [path, url] of [
    ['index.html', BASE],
    ['network.html#top=3', `${BASE}network.html`],
  ]) {
    const page = await site.open(path, { from: 'http', context: { serviceWorkers: 'block' } });
    const { title, description, canonical, og, feeds, about } = await head(page);
    assert.deepEqual(canonical, [url]);
    assert.equal(og['og:url'], url);
    assert.equal(og['og:title'], en[path.startsWith('index') ? 'home.title' : 'network.title']);
    assert.equal(og['og:description'], description[0]);
    assert.equal(og['og:type'], 'website');
    assert.ok(title.includes('llmeco'));
    assert.deepEqual(feeds, ['feeds/rising.xml', 'feeds/conflicts.xml', 'feeds/events.xml']);
    if (path === 'index.html') {
      assert.equal(about[0]['@context'], 'https://schema.org');
      assert.equal(about[0]['@type'], 'Dataset');
      assert.equal(about[0].url, BASE);
      assert.equal(about[0].dateModified, '2025-06-02T03:04:05Z');
      assert.equal(about[0].version, await page.getAttribute('html', 'data-run'));
      assert.ok(about[0].name && about[0].description.length >= 50);
    }
    await clean(page);
  }
});

test('static pages: of the first models, authors and families, at paths of their own', () => {
  const files = [...contents(join(dir, 'hosted')).keys()];
  const models = select(
    DATABASE,
    `SELECT name FROM llmeco.leaderboard ORDER BY rank LIMIT ${PAGES}`,
  ).map(({ name }) => name);
  assert.equal(models[0], HOSTILE[0]);
  assert.ok(models.indexOf(HOSTILE[1]) < models.indexOf('no-slash'));
  for (const folder of ['models', 'authors', 'families']) {
    const pages = files.filter((path) => path.startsWith(`${folder}/`));
    assert.equal(pages.length, PAGES, folder);
    assert.equal(new Set(pages.map((path) => path.toLowerCase())).size, PAGES);
    for (const path of pages) {
      for (const part of path.split('/')) {
        assert.match(part, /^[a-z0-9][a-z0-9._-]{0,110}$/, path);
        assert.doesNotMatch(part, /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|\.$/, path);
      }
    }
  }
  const title = (path) =>
    readFileSync(join(dir, 'hosted', path), 'utf8').match(/<title>([^<]*) ·/)[1];
  assert.equal(title('models/evil/case-7b.html'), HOSTILE[0]);
  assert.equal(title(`models/${HOSTILE[1]}.html`), HOSTILE[1]);
  assert.equal(title(`models/${HOSTILE[1]}-2.html`), 'no-slash');
  assert.equal(title(`models/other/${hash('智源/悟道-🤗')}.html`), '智源/悟道-🤗');
});

test('a static page reads without script: facts, lineage, and a way to the live page', async () => {
  const context = await site.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.bases.http}/models/evil/case-7b.html`);
  const [facts] = select(
    DATABASE,
    `SELECT to_char(l.downloads, 'FM999,999,999,999') AS downloads,
       to_char(round(l.influence::numeric, 2), 'FM999,999,999,990.00') AS influence
     FROM llmeco.leaderboard l WHERE l.rank = 1`,
  );
  assert.equal(await page.textContent('h1'), HOSTILE[0]);
  const terms = await page.locator('dl > div').allTextContents();
  for (const fact of [
    'Rank by influence1',
    `Influence${facts.influence}`,
    `Downloads in 30 days${facts.downloads}`,
    'Models built on it9',
    'Licencemit',
    `Task${HOSTILE[2]}`,
  ]) {
    assert.ok(terms.includes(fact), `${fact}: ${terms}`);
  }
  const children = select(
    DATABASE,
    `SELECT e.child FROM llmeco.network_edges e JOIN llmeco.leaderboard l ON l.model_id = e.child_id
      WHERE e.parent = '${HOSTILE[0]}' ORDER BY l.rank`,
  ).map(({ child }) => child);
  assert.equal(children.length, 9);
  assert.deepEqual(await page.locator('main li > a').allTextContents(), children);
  assert.equal(
    await page.getAttribute('.static-go .primary', 'href'),
    '../../model.html#m=Evil%2FCase-7B',
  );
  assert.equal(
    await page.getAttribute('.static-go a:nth-child(2)', 'href'),
    'https://huggingface.co/Evil/Case-7B',
  );
  await context.close();
});

test('static pages of hostile names: text stays text, JSON-LD is whole', async () => {
  const pages = [...contents(join(dir, 'hosted')).keys()].filter((path) =>
    /^(models|authors|families)\//.test(path),
  );
  const seen = new Set();
  for (const path of pages) {
    const html = readFileSync(join(dir, 'hosted', path), 'utf8');
    assert.match(html, /content="default-src 'none'; style-src 'self' file:; img-src/);
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    assert.doesNotMatch(html, /<img|<script>|[\u0000-\u0008]/, path);
    const about = JSON.parse(html.match(/<script type="application\/ld\+json">(.*)<\/script>/)[1]);
    assert.equal(about['@type'], 'WebPage');
    assert.equal(about.url, BASE + path);
    assert.ok(about.mainEntity.name && about.mainEntity.url.startsWith('https://huggingface.co/'));
    for (const [, link] of html.matchAll(/ href="([^"]*)"/g)) {
      const to = xml(link).split(/[#?]/)[0];
      if (!/^https:|^#/.test(link)) {
        assert.ok(existsSync(join(dir, 'hosted', dirname(path), to)), `${path}: ${link}`);
      }
    }
    if (path.startsWith('models/')) {
      seen.add(about.mainEntity.name);
      assert.equal(about.mainEntity['@type'], 'CreativeWork');
    }
  }
  for (const name of HOSTILE) {
    assert.ok(seen.has(name), name);
  }
  const long = `models/other/${hash(HOSTILE[5])}.html`;
  for (const [path, colorScheme, width] of [
    [long, 'light', 360],
    ['models/evil/case-7b.html', 'dark', 360],
    [pages.find((one) => one.startsWith('authors/')), 'dark', 1440],
    [pages.find((one) => one.startsWith('families/')), 'light', 1440],
  ]) {
    const page = await site.browser.newPage({
      colorScheme,
      viewport: { width, height: 800 },
      bypassCSP: true,
    });
    await page.goto(`${site.bases.http}/${path}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, path);
    assert.deepEqual(await violations(page), [], path);
    await page.close();
  }
});

test('the sitemap has every page once, robots.txt leads to it', () => {
  const file = join(dir, 'hosted/sitemap.xml');
  const files = [...contents(join(dir, 'hosted')).keys()].filter((path) => path.endsWith('.html'));
  const locations = xpath(file, '//*[local-name()="loc"]/text()');
  assert.deepEqual(
    locations.map((one) => one.replaceAll('&amp;', '&').replaceAll('&#39;', "'")).sort(),
    files.map((path) => BASE + (path === 'index.html' ? '' : path)).sort(),
  );
  assert.deepEqual(
    new Set(xpath(file, '//*[local-name()="lastmod"]/text()')),
    new Set(['2025-06-02']),
  );
  assert.match(
    readFileSync(file, 'utf8'),
    /<urlset xmlns="http:\/\/www\.sitemaps\.org\/schemas\/sitemap\/0\.9">/,
  );
  assert.equal(
    readFileSync(join(dir, 'hosted/robots.txt'), 'utf8'),
    `User-agent: *\nAllow: /\nSitemap: ${BASE}sitemap.xml\n`,
  );
});

test('feeds are Atom: each has what RFC 4287 asks for, ids that stay, times of the data', () => {
  const feeds = [...contents(join(dir, 'hosted')).keys()].filter((path) => /^feeds\//.test(path));
  assert.equal(feeds.length, 3 + 2 * PAGES);
  const paths = feeds.map((path) => join(dir, 'hosted', path));
  wellFormed(paths);
  const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
  let entries = 0;
  const ids = new Set();
  for (const path of paths) {
    const text = readFileSync(path, 'utf8');
    const [top, ...rest] = text.split('<entry>');
    assert.match(text, /<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom">/);
    for (const part of [top, ...rest]) {
      for (const element of ['id', 'title', 'updated']) {
        const found = [...part.matchAll(new RegExp(`<${element}>([^<]+)</${element}>`, 'g'))];
        assert.equal(found.length, 1, `${path}: ${element}`);
        if (element === 'updated') {
          assert.match(found[0][1], TIME);
          assert.ok(found[0][1] <= '2025-06-02T03:04:05Z');
        }
        if (element === 'id') {
          assert.match(
            xml(found[0][1]),
            /^tag:models\.example\.org,2026:\/o'brien&co\/feeds\/\S+$/,
          );
          assert.ok(!ids.has(found[0][1]), found[0][1]);
          ids.add(found[0][1]);
        }
      }
      assert.match(part, /<link rel="alternate" type="text\/html" href="https:[^"]+"\/>/);
    }
    assert.match(top, /<author><name>llmeco<\/name><\/author>/);
    assert.match(top, /<link rel="self" type="application\/atom\+xml" href="https:[^"]+\.xml"\/>/);
    entries += rest.length;
  }
  const own = (name) => readFileSync(join(dir, 'hosted/feeds', name), 'utf8');
  assert.equal(own('events.xml').split('<entry>').length - 1, 13);
  assert.match(xml(own('events.xml')), /<title>Evil\/Case-7B is no longer built on a\/b<\/title>/);
  assert.match(own('events.xml'), /12,345 models built on it, 6 Spaces, 7 downloads in 30 days/);
  const conflicts = select(
    DATABASE,
    `SELECT count(*) AS n FROM llmeco.license_conflicts WHERE severity = 'conflict'`,
  )[0].n;
  assert.ok(conflicts > 0);
  assert.equal(own('conflicts.xml').split('<entry>').length - 1, Math.min(100, conflicts));
  assert.ok(entries > 13 + 13);
});

// ---- the browser ----

const width = (page) => page.evaluate(() => document.documentElement.scrollWidth);

test('a network in a frame of 640 x 480: the drawing alone, and a link to the page', async () => {
  for (const [locale, colorScheme, from] of [
    ['en-US', 'light', 'http'],
    ['zh-CN', 'dark', 'file'],
  ]) {
    const words = locale === 'zh-CN' ? zh : en;
    const page = await site.open('network.html#top=5&view=full&embed=1', {
      from,
      context: { viewport: { width: 640, height: 480 }, locale, colorScheme },
    });
    assert.equal(await page.isVisible('.site-header'), false);
    assert.equal(await page.isVisible('.site-footer'), false);
    assert.equal(await page.isVisible('.network-tools'), false);
    const box = await page.locator('#stage').boundingBox();
    assert.ok(box.width > 560 && box.height > 320 && box.y + box.height <= 480, `${box.height}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollHeight), 480);
    assert.equal(await width(page), 640);
    const link = page.locator('.embed-link');
    assert.equal(await link.textContent(), words['embed.open']);
    const wanted = from === 'file' ? `${BASE}network.html` : `${site.bases.http}/network.html`;
    assert.equal(await link.getAttribute('href'), `${wanted}#top=5&view=full`);
    // a choice in the drawing changes the address, which stays that of a frame
    await page.evaluate(() => document.querySelector('#zoom-in').click());
    await page.waitForFunction(() => /at=/.test(location.hash));
    assert.match(await page.evaluate(() => location.hash), /&embed=1$/);
    assert.deepEqual(await violations(page), []);
    await clean(page);
  }
});

test('a chart in a frame: its section alone', async () => {
  const page = await site.open('dashboard.html#days=30&embed=by-task', {
    from: 'http',
    context: { viewport: { width: 640, height: 480 } },
  });
  assert.equal(await page.isVisible('#by-task'), true);
  for (const other of ['#by-language', '#rising', '#quality', 'h1', '.site-header']) {
    assert.equal(await page.isVisible(other), false, other);
  }
  assert.equal(await width(page), 640);
  assert.match(await page.getAttribute('.embed-link', 'href'), /dashboard\.html#days=30$/);
  await clean(page);
});

test('the address of a view is copied, on the web and from disk, or left selected', async () => {
  const open = (from, context = {}) =>
    site.open('network.html#top=3', { from, context: { serviceWorkers: 'block', ...context } });
  const permissions = ['clipboard-read', 'clipboard-write'];
  for (const from of ['http', 'file']) {
    const page = await open(from, from === 'http' ? { permissions } : {});
    await page.click('#share');
    await page.waitForFunction(() => document.querySelector('#address-said').textContent);
    const wanted =
      from === 'http' ? `${page.base}/network.html#top=3` : `${BASE}network.html#top=3`;
    assert.equal(await page.textContent('#address'), wanted);
    assert.equal(await page.evaluate(() => getSelection().toString()), wanted);
    if (from === 'http') {
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), wanted);
      assert.equal(await page.textContent('#address-said'), en['copy.done']);
    }
    await clean(page);
  }
  const denied = await site.open('index.html', {
    from: 'http',
    context: { locale: 'zh-CN', serviceWorkers: 'block' },
    init: () => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
      document.execCommand = () => false;
    },
  });
  await denied.click('#share');
  await denied.waitForFunction(() => document.querySelector('#address-said').textContent);
  assert.equal(await denied.textContent('#address-said'), zh['copy.selected']);
  await clean(denied);
});

test('a view is cited with program, date, run and address', async () => {
  for (const [width, colorScheme, locale] of [
    [1440, 'light', 'en-US'],
    [360, 'dark', 'zh-CN'],
  ]) {
    // a ?query from elsewhere is the view's state as well
    const mark = width === 360 ? '?' : '#';
    const page = await site.open(`model.html${mark}m=${encodeURIComponent(HOSTILE[0])}`, {
      from: 'http',
      context: { viewport: { width, height: 740 }, colorScheme, locale, serviceWorkers: 'block' },
    });
    await page.click('#cite');
    const run = await page.getAttribute('html', 'data-run');
    const text = await page.textContent('.cite-dialog p');
    const asOf = (await page.getAttribute('.asof', 'datetime')).slice(0, 10);
    assert.match(text, /^llmeco \d+\.\d+\.\d+ \(\d{4}\)\. /);
    assert.ok(text.includes(`, as of ${asOf}. Influence with alpha = (`), text);
    assert.ok(
      text.endsWith(` Run ${run}. ${BASE}model.html#m=Evil/Case-7B`) ||
        text.endsWith(` Run ${run}. ${BASE}model.html#m=Evil%2FCase-7B`),
      text,
    );
    const bibtex = await page.textContent('.cite-dialog pre');
    assert.match(bibtex, new RegExp(`^@misc\\{llmeco-${asOf},\\n`));
    assert.match(bibtex, new RegExp(`run ${run}`));
    assert.match(bibtex, /\n {2}url {4}= \{https:\/\/models\.example\.org\/[^{}]+\}\n\}$/);
    assert.deepEqual(await violations(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !document.querySelector('.cite-dialog'));
    await clean(page);
  }
});

test('the data dictionary opens from disk, has every column, and finds words', async () => {
  const csv = readFileSync(join(viz, '../sql/llmeco-dictionary.csv'), 'utf8');
  assert.equal(readFileSync(join(dir, 'hosted/llmeco-dictionary.csv'), 'utf8'), csv);
  const columns = csv.split('\n').filter((line) => /^\w+ \w+,/.test(line)).length;
  const page = await site.open('index.html', { from: 'file' });
  await page.click('.site-footer a[href="dictionary.html"]');
  await ready(page);
  assert.equal(await page.locator('#objects tr').count(), columns);
  await page.fill('#find', 'leaderboard earned_rank');
  await page.waitForFunction(() => /^1 of /.test(document.querySelector('#found').textContent));
  assert.deepEqual(await violations(page), []);
  assert.equal(await page.locator('th:text-is("earned_rank"):visible').count(), 1);
  assert.match(page.url(), /#q=leaderboard%20earned_rank$/);
  await clean(page);
});

test('a service worker: what was seen opens without a network, and runs do not mix', async () => {
  // served below a path, as BASE is
  const prefix = '/llmeco/';
  let folder = join(dir, 'hosted');
  const types = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };
  let down = false;
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, 'http://x');
    const path = join(folder, pathname.slice(prefix.length) || 'index.html');
    const found = !down && pathname.startsWith(prefix) && existsSync(path);
    const type = types[path.split('.').at(-1)] ?? 'text/plain';
    if (down) {
      response.destroy();
      return;
    }
    response.writeHead(found ? 200 : 404, { 'content-type': `${type}; charset=utf-8` });
    response.end(found ? readFileSync(path) : 'not found');
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const root = `http://127.0.0.1:${server.address().port}${prefix}`;
  const context = await site.browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(error.message));
  const open = async (path) => {
    await page.goto(root + path);
    await ready(page);
    return page.getAttribute('html', 'data-run');
  };
  const controlled = () =>
    page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  const caches = () =>
    page.evaluate(async () =>
      Object.fromEntries(
        await Promise.all(
          (await self.caches.keys()).map(async (name) => [
            name,
            (await (await self.caches.open(name)).keys()).map(({ url }) => url),
          ]),
        ),
      ),
    );
  const until = async (what, done) => {
    for (let i = 0; !(await done()); i++) {
      assert.ok(i < 400, `never: ${what}`);
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
  };
  try {
    const first = await open('model.html#m=Evil%2FCase-7B');
    await controlled();
    await page.reload();
    await ready(page);
    await until('the page and its data are kept', async () => {
      const kept = Object.values(await caches()).flat();
      return ['model.html', 'data/models.js', 'data/details/', 'assets/site.css'].every((path) =>
        kept.some((url) => url.startsWith(root + path)),
      );
    });
    const [name] = Object.keys(await caches());

    down = true;
    await page.reload();
    await ready(page);
    assert.match(await page.textContent('h1'), /Case-7B/);
    down = false;

    // a new run: the site is written again, while the page is open
    psql(
      DATABASE,
      `UPDATE llmeco.models SET downloads = downloads + 1000 WHERE model_id < 500;
       UPDATE llmeco.models SET likes = 1 WHERE model_id = 1000000;
       SELECT count(*) FROM llmeco_update_influence();`,
    );
    folder = hosted('second');
    await page.evaluate(() => {
      location.hash = 'm=no-slash';
    });
    // what the page still has to load is of the other run by now: it is kept from it
    const second = await open('index.html');
    assert.notEqual(second, first);
    assert.equal(await page.$('#renewed'), null);
    const best = await page.textContent('#top li:first-child a');
    const [now] = select(DATABASE, 'SELECT name FROM llmeco.leaderboard WHERE rank = 1');
    assert.equal(best, now.name.slice(now.name.indexOf('/') + 1));
    assert.notEqual(now.name, HOSTILE[0]);
    // the browser's look for a new worker, which it would do some time after
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await until('the cache of the first run is gone', async () => {
      const all = Object.keys(await caches());
      return all.length <= 1 && !all.includes(name);
    });
    await controlled();
    await page.reload();
    await ready(page);
    await until('home of the second run is kept', async () =>
      Object.values(await caches())
        .flat()
        .includes(`${root}index.html`),
    );

    // a server that answers with files of two runs: the wrong one is neither kept nor shown
    const old = readFileSync(join(dir, 'hosted/data/rankings.js'));
    writeFileSync(join(folder, 'data/rankings.js'), old);
    await page.goto(`${root}dashboard.html`);
    await page.waitForSelector('#renewed');
    await until('what is right is kept', async () =>
      Object.values(await caches())
        .flat()
        .includes(`${root}dashboard.html`),
    );
    assert.ok(
      !Object.values(await caches())
        .flat()
        .includes(`${root}data/rankings.js`),
    );
    assert.deepEqual(page.problems, []);
  } finally {
    await context.close();
    server.close();
    server.closeAllConnections();
  }
});
