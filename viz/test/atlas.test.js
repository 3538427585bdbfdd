// The atlas: which models and families it has, and how one gets around, against
// the same computed here from the data.

import assert from 'node:assert/strict';
import { clean, hash, inFile, ready, saved, siteTests, texts, violations } from './lib/browser.js';
import { ecosystem, HOSTILE } from './lib/ecosystem.js';

const eco = ecosystem({ seed: 41, models: 800 });
const { models, edges } = eco;
const browserTest = siteTests(eco);
const up = models.map(() => []);
const down = models.map(() => []);
for (const edge of edges) {
  up[edge.child].push(edge);
  down[edge.parent].push(edge);
}
const members = models.map((_, row) => row).filter((row) => up[row].length || down[row].length);

/**
 * families: of each model the base model that is fewest derivations away, the better ranked of
 * equally near ones.
 */
function families() {
  const sizes = new Map();
  baseOf().forEach((root) => sizes.set(root, (sizes.get(root) || 0) + 1));
  return [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

function baseOf() {
  const base = new Map();
  let level = members.filter((row) => up[row].length === 0).map((row) => [row, row]);
  while (base.size < members.length) {
    if (!level.length) {
      const row = members.find((one) => !base.has(one) && down[one].length);
      level = [[row, row]];
    }
    const next = [];
    for (const [row, root] of level) {
      if (!base.has(row)) {
        base.set(row, root);
        down[row]
          .map((e) => e.child)
          .sort((a, b) => a - b)
          .forEach((child) => next.push([child, root]));
      }
    }
    level = next;
  }
  return base;
}

const n = (value) => value.toLocaleString('en-US');
const stage = (page) => page.$eval('#stage', (element) => ({ ...element.dataset }));
const pixels = (page) =>
  page.$eval('#stage canvas', (canvas) => {
    const copy = Object.assign(document.createElement('canvas'), {
      width: canvas.width,
      height: canvas.height,
    });
    const ctx = copy.getContext('2d');
    ctx.drawImage(canvas, 0, 0);
    const { data } = ctx.getImageData(0, 0, copy.width, copy.height);
    let drawn = 0;
    for (let i = 3; i < data.length; i += 4) {
      drawn += data[i] > 0 ? 1 : 0;
    }
    return drawn;
  });
const noWebgl = () => {
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function getContext(kind, ...rest) {
    return kind.startsWith('webgl') ? null : original.call(this, kind, ...rest);
  };
};

/** find: searches a model, which brings it to the middle of the drawing. */
async function find(page, name) {
  await page.fill('#find', name);
  await page.waitForSelector('#find-list:not([hidden])');
  await page.locator('#find-list [role=option]', { hasText: name }).first().click();
}

async function middle(page) {
  const box = await page.locator('#stage').boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

browserTest(
  'has every model with relatives, in the family of the nearest base model',
  async (site) => {
    const page = await site.open('atlas.html');
    const expected = families();
    assert.equal(
      await page.textContent('#summary'),
      `${n(members.length)} models with relatives, ${n(edges.length)} derivations, ` +
        `${n(expected.length)} families`,
    );
    const { nodes, arrows, renderer } = await stage(page);
    assert.deepEqual(
      [nodes, arrows, renderer],
      [String(members.length), String(edges.length), 'webgl'],
    );
    const rows = await page.$$eval('#models tbody tr', (all) =>
      all.map((tr) => [tr.children[0].textContent, tr.children[1].textContent]),
    );
    assert.deepEqual(
      rows,
      expected.slice(0, 100).map(([root, size]) => [models[root].name, n(size)]),
    );
    await clean(page);
  },
);

for (const renderer of ['webgl', 'canvas']) {
  browserTest(`search, pointing, clicking, zooming: ${renderer}`, async (site) => {
    const page = await site.open('atlas.html', {
      from: renderer === 'webgl' ? 'http' : 'file',
      init: renderer === 'canvas' ? noWebgl : null,
    });
    assert.equal((await stage(page)).renderer, renderer);
    if (renderer === 'canvas') {
      assert.ok((await pixels(page)) > members.length);
    }
    const target = members.find(
      (row) => row > 20 && down[row].length > 0 && models[row].name !== HOSTILE,
    );
    await find(page, models[target].name);
    const short = models[target].name.split('/')[1];
    assert.equal(await page.textContent('#details h2'), short);
    await page.waitForFunction(
      (name) =>
        location.hash.includes('at=') &&
        decodeURIComponent(location.hash).includes(`selected=${name}`),
      models[target].name,
    );
    const kept = page.url();
    await page.focus('#stage');
    await page.keyboard.press('Escape');
    assert.equal((await hash(page)).selected, undefined);
    await page.mouse.move(...(await middle(page)));
    await page.waitForSelector('#tooltip:not([hidden])');
    assert.ok((await page.textContent('#tooltip')).startsWith(`${short} by`));
    await page.mouse.down();
    await page.mouse.up();
    assert.deepEqual((await hash(page)).selected, [models[target].name]);
    assert.equal(
      await page.getAttribute('#details .detail-links a:nth-of-type(2)', 'href'),
      `model.html#m=${models[target].name}`,
    );

    const ratio = async () => Number((await hash(page)).at[0].split(',')[2]);
    const [was] = (await hash(page)).at;
    const before = await ratio();
    await page.click('#zoom-out');
    await page.waitForFunction((at) => !location.hash.includes(at), was);
    assert.ok(Math.abs((await ratio()) / before - 1.6) < 0.01);
    await page.focus('#stage');
    await page.keyboard.press('0');
    await page.waitForFunction(() => !location.hash.includes('at='));
    const [x, y] = await middle(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y + 10, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(() => location.hash.includes('at='));

    await page.goto(kept);
    await page.reload();
    await ready(page);
    assert.equal(await page.textContent('#details h2'), short);
    await clean(page);
  });
}

browserTest('a family of the list is shown whole, by keyboard', async (site) => {
  const page = await site.open('atlas.html');
  const [root, size] = families()[1];
  await page.locator('#models .link').nth(1).focus();
  await page.keyboard.press('Enter');
  assert.deepEqual((await hash(page)).selected, [models[root].name]);
  assert.equal(await page.getAttribute('#tab-details', 'aria-selected'), 'true');
  await page.waitForFunction(() => location.hash.includes('at='));
  assert.ok(size > 1);
  await page.click('#tab-models');
  assert.equal(await page.textContent('#models .chosen th'), models[root].name);
  await clean(page);
});

browserTest('colours and the legend: counts of each, relations that are hidden', async (site) => {
  const page = await site.open('atlas.html');
  const legend = () => texts(page, '.legend-body ul:last-child li');
  const relation = (row) =>
    up[row].some((e) => e.relation === 'merge')
      ? 'merge'
      : (up[row].sort((a, b) => a.parent - b.parent)[0]?.relation ?? 'base model');
  for (const kind of ['base model', 'merge', 'adapter']) {
    assert.ok(
      (await legend()).includes(
        `${kind}${n(members.filter((row) => relation(row) === kind).length)}`,
      ),
      kind,
    );
  }
  await page.selectOption('#color', 'kind');
  const organizations = members.filter((row) => models[row].author_kind === 'organization');
  assert.ok((await legend()).includes(`organization${n(organizations.length)}`));
  await page.selectOption('#color', 'task');
  assert.ok(
    (await legend()).includes(
      `Fill-mask${n(members.filter((row) => models[row].task === 'fill-mask').length)}`,
    ),
  );
  assert.deepEqual((await hash(page)).color, ['task']);
  const merges = page.locator('.legend li', { has: page.locator('[data-relation=merge]') });
  assert.ok(
    (await merges.textContent()).endsWith(n(edges.filter((e) => e.relation === 'merge').length)),
  );
  await clean(page);
  const flat = await site.open('atlas.html', { init: noWebgl });
  const all = await pixels(flat);
  await flat.uncheck('[data-relation=merge]');
  assert.deepEqual((await hash(flat)).hide, ['merge']);
  assert.ok((await pixels(flat)) < all);
  await flat.check('[data-relation=merge]');
  assert.equal(await pixels(flat), all);
  await clean(flat);
});

browserTest('a task and a day leave the models that fit, everywhere', async (site) => {
  const page = await site.open('atlas.html', { init: noWebgl });
  const whole = await pixels(page);
  const fits = members.filter((row) => models[row].task === 'fill-mask');
  await page.selectOption('#task', 'fill-mask');
  assert.equal((await stage(page)).nodes, String(fits.length));
  const among = (rows) => {
    const inside = new Set(rows);
    return edges.filter((e) => inside.has(e.parent) && inside.has(e.child));
  };
  const sizes = (rows) => {
    const inside = new Set(rows);
    const found = new Map();
    baseOf().forEach((root, row) => {
      if (inside.has(row)) {
        found.set(root, (found.get(root) || 0) + 1);
      }
    });
    const order = new Map(families().map(([root], i) => [root, i]));
    return [...found].sort((a, b) => b[1] - a[1] || order.get(a[0]) - order.get(b[0]));
  };
  assert.equal(
    await page.textContent('#summary'),
    `${n(fits.length)} of ${n(members.length)} models with relatives, ` +
      `${n(among(fits).length)} derivations among them, ${n(sizes(fits).length)} families`,
  );
  assert.ok((await pixels(page)) < whole);
  const list = () =>
    page.$$eval('#models tbody tr', (all) =>
      all.map((tr) => [tr.children[0].textContent, tr.children[1].textContent]),
    );
  assert.deepEqual(
    await list(),
    sizes(fits)
      .slice(0, 100)
      .map(([root, size]) => [models[root].name, n(size)]),
  );
  const merges = page.locator('.legend li', { has: page.locator('[data-relation=merge]') });
  const merged = among(fits).filter((e) => e.relation === 'merge').length;
  assert.equal(await merges.count(), merged ? 1 : 0);
  if (merged) {
    assert.ok((await merges.textContent()).endsWith(n(merged)));
  }
  // what has no date is always there
  const day = Date.parse('2023-10-01') / 864e5;
  const until = fits.filter((row) => !(models[row].created_at > day));
  assert.ok(until.length > 3 && until.length < fits.length);
  await page.$eval(
    '#until',
    (slider, at) => {
      slider.value = at;
      slider.dispatchEvent(new Event('input'));
    },
    day,
  );
  await page.waitForFunction(() => location.hash.includes('until=2023-10-01'));
  await page.waitForFunction(
    (rows) => document.querySelector('#stage').dataset.nodes === rows,
    String(until.length),
  );
  assert.equal(
    await page.textContent('#until-text'),
    `by Oct 1, 2023: ${until.length} of ${members.length} models`,
  );
  await page.reload();
  await ready(page);
  assert.equal((await stage(page)).nodes, String(until.length));
  assert.equal(await page.inputValue('#task'), 'fill-mask');
  // a model that does not fit is shown when it is asked for
  const other = members.find((row) => models[row].task === 'text-to-image');
  await find(page, models[other].name);
  assert.equal(await page.inputValue('#task'), '');
  assert.equal((await stage(page)).nodes, String(members.length));
  await clean(page);
});

browserTest(
  'SVG: what is drawn, with names by importance, title, date and legend',
  async (site) => {
    const page = await site.open('atlas.html#task=fill-mask');
    const named = async () => {
      const { name, bytes } = await saved(page, '#svg');
      assert.equal(name, 'llmeco-atlas.svg');
      return inFile(page, bytes.toString('utf8'), (text) => {
        const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
        const of = (selector) => [...svg.querySelectorAll(selector)];
        return {
          wrong: of('parsererror').length,
          names: of('text[paint-order]').map((one) => one.textContent),
          caption: of('text:not([paint-order])').map((one) => one.textContent),
          points: of('path[fill]')
            .map((one) => one.getAttribute('d').match(/M/g).length)
            .reduce((a, b) => a + b, 0),
        };
      });
    };
    const some = await named();
    assert.equal(some.wrong, 0);
    const fits = members.filter((row) => models[row].task === 'fill-mask');
    assert.ok(some.points >= fits.length);
    const caption = some.caption.join(' ');
    for (const text of [
      'Atlas of all families',
      `${fits.length} of ${members.length} models`,
      'Task: Fill-mask',
      'Influence as of January 1, 2025',
      'base model (',
    ]) {
      assert.ok(caption.includes(text), text);
    }
    await page.selectOption('#task', '');
    const all = await named();
    assert.ok(all.points > some.points);
    // the largest families have their names, and many more than the dozen that stand out
    const short = (row) => {
      const name = models[row].name.slice(models[row].name.indexOf('/') + 1);
      return name.length > 34 ? `${name.slice(0, 32)}…` : name;
    };
    for (const [root] of families().slice(0, 5)) {
      assert.ok(all.names.includes(short(root)), short(root));
    }
    const roots = new Set(families().map(([root]) => short(root)));
    const found = all.names.filter((name) => roots.has(name)).length;
    assert.ok(found >= 30, `${found} families are named`);
    await clean(page);
  },
);

browserTest('WebGL that is lost leaves the same drawing', async (site) => {
  const page = await site.open('atlas.html');
  await page.$eval('#stage canvas', (canvas) =>
    canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext(),
  );
  await page.waitForFunction(() => document.querySelector('#stage').dataset.renderer === 'canvas');
  assert.ok((await pixels(page)) > members.length);
  const hub = members.find((row) => down[row].length > 100);
  await find(page, models[hub].name);
  assert.deepEqual((await hash(page)).selected, [models[hub].name]);
  await clean(page);
});

browserTest('what has no relatives is said; a hostile name is text; PNG', async (site) => {
  const alone = models.findIndex((_, row) => !members.includes(row));
  const page = await site.open(`atlas.html#selected=${encodeURIComponent(models[alone].name)}`);
  assert.equal(
    await page.textContent('#notes'),
    `${models[alone].name} has no relatives here, so it is not in the atlas.`,
  );
  await find(page, '</script>');
  assert.equal(await page.textContent('#details h2'), HOSTILE.slice(HOSTILE.indexOf('/') + 1));
  assert.equal(await page.$$eval('img', (all) => all.length), 0);
  const png = await saved(page, '#png');
  const box = await page.locator('#stage').boundingBox();
  assert.equal(png.name, 'llmeco-atlas.png');
  assert.equal(png.bytes.readUInt32BE(16), 2 * Math.floor(box.width));
  await clean(page);
});

for (const [colorScheme, locale, width] of [
  ['light', 'en-US', 1080],
  ['dark', 'zh-CN', 360],
]) {
  browserTest(
    `axe finds nothing on the atlas: ${colorScheme}, ${locale}, ${width} px`,
    async (site) => {
      const page = await site.open('atlas.html', {
        context: { colorScheme, locale, viewport: { width, height: 740 } },
      });
      assert.deepEqual(await violations(page), []);
      await page.locator('#models .link').first().click();
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(
        await page.$$eval('main *', (all) =>
          all
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
            .map((one) => one.outerHTML.slice(0, 120)),
        ),
        [],
      );
      await clean(page);
    },
  );
}

browserTest(
  'printed is the picture of the moment, light, with title, date and source',
  async (site) => {
    const page = await site.open('atlas.html', { context: { colorScheme: 'dark' } });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.ok(await page.isVisible('.print-picture canvas'));
    assert.equal(await page.isVisible('#stage'), false);
    const [paper, inked] = await page.$eval('.print-picture canvas', (canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      let dark = 0;
      for (let i = 0; i < data.length; i += 4) {
        dark += data[i] + data[i + 1] + data[i + 2] < 600 ? 1 : 0;
      }
      return [[...data.slice(0, 3)], dark];
    });
    assert.deepEqual(paper, [255, 255, 255]);
    assert.ok(inked > 5000, `${inked} pixels drawn`);
    assert.match(
      await page.textContent('.print-picture figcaption'),
      /Influence as of January 1, 2025/,
    );
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(await page.$('.print-picture'), null);
    await clean(page);
  },
);
