// A real Chromium, and sites opened in it from disk and over HTTP. Whatever a
// page asks for elsewhere and every error that it reports is kept.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { LAUNCH } from './chromium.js';
import { writeSite } from './fixture.js';

export const viz = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const build = join(viz, 'build');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const skip = !LAUNCH.executablePath
  ? 'no Chromium here'
  : !existsSync(join(build, 'index.html'))
    ? 'the front end is not built (npm run build)'
    : false;

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Site: a folder made from an ecosystem (or by a function that gets its path), a browser, and a
 * server for the folder.
 */
export class Site {
  static async start(ecosystem) {
    const site = new Site();
    site.folder = mkdtempSync(join(tmpdir(), 'llmeco-site-'));
    if (typeof ecosystem === 'function') {
      ecosystem(site.folder);
    } else {
      writeSite(site.folder, build, ecosystem);
    }
    site.server = createServer((request, response) => site.answer(request, response));
    await new Promise((resolve) => site.server.listen(0, '127.0.0.1', resolve));
    site.bases = {
      file: pathToFileURL(site.folder).href,
      http: `http://127.0.0.1:${site.server.address().port}`,
    };
    site.browser = await chromium.launch(LAUNCH);
    site.free = {};
    return site;
  }

  answer({ url }, response) {
    const path = join(
      this.folder,
      normalize(decodeURIComponent(new URL(url, 'http://x').pathname)),
    );
    const found = path.startsWith(this.folder) && existsSync(path) && extname(path);
    response.writeHead(found ? 200 : 404, { 'content-type': TYPES[extname(path)] || 'text/plain' });
    response.end(found ? readFileSync(path) : 'not found');
  }

  async stop() {
    await this.browser?.close();
    this.server?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * open: a page, ready; options: from ('file' | 'http'), context (Playwright's), init (run before
   * the page's scripts). To begin a window takes longer than to load a page: one that clean() gave
   * back is taken, where all of its context but size and colours is the same.
   */
  async open(path, { from = 'file', context = {}, init = null } = {}) {
    const {
      viewport = { width: 1080, height: 720 },
      colorScheme = 'light',
      ...rest
    } = { locale: 'en-US', ...context };
    const free = init ? null : (this.free[JSON.stringify([from, rest])] ??= []);
    const page = free?.pop() ?? (await this.window({ ...rest, viewport, colorScheme }, init));
    page.free = free;
    page.problems = [];
    page.requested = [];
    page.base = this.bases[from];
    page.on(
      'console',
      (message) => message.type() === 'error' && page.problems.push(message.text()),
    );
    page.on('pageerror', (error) => page.problems.push(error.message));
    page.on('dialog', (dialog) => {
      page.problems.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on('request', (request) => page.requested.push(request.url()));
    await page.setViewportSize(viewport);
    const { reducedMotion = null, forcedColors = null } = rest;
    await page.emulateMedia({ media: null, colorScheme, reducedMotion, forcedColors });
    await page.goto(`${page.base}/${path}`);
    await ready(page);
    return page;
  }

  async window(context, init) {
    const inside = await this.browser.newContext(context);
    if (init) {
      await inside.addInitScript(init);
    }
    return inside.newPage();
  }
}

/**
 * siteTests: browserTest(name, fn) for tests that get the Site of an ecosystem, made once a file.
 */
export function siteTests(ecosystem) {
  let site;
  before(async () => {
    site = skip ? null : await Site.start(ecosystem);
  });
  after(() => site?.stop());
  return (name, fn) => test(name, { skip }, () => fn(site));
}

/** ready: waits until the page has shown its data. */
export async function ready(page) {
  await page.waitForFunction(() => document.body?.dataset.state, null, { timeout: 60000 });
  assert.equal(await page.getAttribute('body', 'data-state'), 'ready', page.problems?.join('\n'));
}

const HEARD = ['console', 'pageerror', 'dialog', 'request', 'response', 'download', 'popup'];

/**
 * clean: nothing was reported and nothing asked for outside the site. Gives the page back, as it
 * was before, where it can be that again.
 */
export async function clean(page) {
  assert.deepEqual(page.problems, []);
  assert.deepEqual(
    page.requested.filter((url) => !url.startsWith(page.base) && !/^(blob|data):/.test(url)),
    [],
  );
  const context = page.context();
  const isFree =
    page.free &&
    context.pages().length === 1 &&
    page.url().startsWith(page.base) &&
    // a hosted site's page takes a service worker
    (page.base.startsWith('file:') || (await page.$('link[rel="canonical"]')) === null);
  if (!isFree) {
    await context.close();
    return;
  }
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  HEARD.forEach((event) => page.removeAllListeners(event));
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await context.clearCookies();
  await page.goto('about:blank');
  page.free.push(page);
}

/** What axe finds of colours: all that differs between the light and the dark of a page. */
export const COLOURS = ['color-contrast', 'link-in-text-block'];

/** violations: what axe finds, by all of its rules or these, as short texts. */
export async function violations(page, rules = null) {
  if (!(await page.evaluate(() => typeof self.axe?.run === 'function'))) {
    await page.evaluate(axe);
  }
  const { violations: found } = await page.evaluate(
    (only) =>
      self.axe.run(document, {
        resultTypes: ['violations'],
        preload: false,
        ...(only && { runOnly: only }),
      }),
    rules,
  );
  return found
    .flatMap(({ id, nodes }) =>
      nodes.map(
        (node) =>
          `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.split('\n').slice(1).join(' ')}`,
      ),
    )
    .slice(0, 5);
}

/** saved: the bytes that a click offers for download, and the file's name. */
export async function saved(page, selector) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(selector)]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** texts: the trimmed texts of all elements that fit. */
export function texts(page, selector) {
  return page.$$eval(selector, (all) =>
    all.map((element) => element.textContent.trim().replace(/\s+/g, ' ')),
  );
}

/** hash: the page's state, as an object of lists. */
export async function hash(page) {
  const state = {};
  for (const [key, value] of new URLSearchParams(
    await page.evaluate(() => location.hash.slice(1)),
  )) {
    (state[key] ||= []).push(value);
  }
  return state;
}

/**
 * inFile: what fn gives of the text of a file in a page of its own: the site's take none as HTML.
 */
export async function inFile(page, text, fn) {
  const blank = await page.context().newPage();
  const found = await blank.evaluate(fn, text);
  await blank.close();
  return found;
}

/** fingers: touch the page at the places of the first step, go on to the others, and leave it. */
export async function fingers(page, steps) {
  const devtools = await page.context().newCDPSession(page);
  const send = (type, touchPoints) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', steps[0]);
  for (const step of steps.slice(1)) {
    await send('touchMove', step);
  }
  await send('touchEnd', []);
  await devtools.detach();
}
