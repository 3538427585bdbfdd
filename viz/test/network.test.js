// Network: which models and derivations are drawn, what is said of them and
// how one gets around, against the same computed here from the data.

import assert from 'node:assert/strict';
import { clean, fingers, hash, inFile, ready, saved, siteTests, texts } from './lib/browser.js';
import { ecosystem } from './lib/ecosystem.js';

const eco = ecosystem({ seed: 23, models: 900 });
const { models, edges } = eco;
const browserTest = siteTests(eco);
const url = (name, more = '') => `network.html#model=${encodeURIComponent(name)}${more}`;
const row = (name) => models.findIndex((m) => m.name === name);
const base = row('acme/Base-7B');
const up = models.map(() => []);
const down = models.map(() => []);
for (const edge of edges) {
  up[edge.child].push(edge);
  down[edge.parent].push(edge);
}
for (const list of down) {
  list.sort((a, b) => a.child - b.child);
}

/** lineage: the models and arrows of a view, by plain recursion over sets. */
function lineage(seeds, view) {
  const relation = ['finetune', 'adapter', 'merge', 'quantized'].includes(view) ? view : null;
  const fits = (edge) => !relation || edge.relation === relation;
  const above = new Set();
  const climb = (at) =>
    up[at]
      .filter(fits)
      .forEach(({ parent }) => above.has(parent) || (above.add(parent), climb(parent)));
  const below = new Set();
  const fall = (at) => {
    below.add(at);
    const kids = down[at].filter(fits);
    (view === 'top' ? kids.slice(0, 100) : kids).forEach(
      ({ child }) => below.has(child) || fall(child),
    );
  };
  seeds.forEach(climb);
  seeds.forEach(fall);
  const nodes = new Set([...above, ...below]);
  [...below].forEach((at) => up[at].filter(fits).forEach(({ parent }) => nodes.add(parent)));
  const kept =
    view === 'orgs'
      ? new Set(
          [...nodes].filter(
            (at) => seeds.includes(at) || models[at].author_kind === 'organization',
          ),
        )
      : nodes;
  return {
    nodes: kept,
    arrows: edges.filter((e) => kept.has(e.parent) && kept.has(e.child) && fits(e)),
  };
}

const author = (at) => models[at].name.split('/')[0];
const stage = (page) => page.$eval('#stage', (element) => ({ ...element.dataset }));

async function assertDrawn(page, { nodes, arrows }, what) {
  const drawn = await stage(page);
  assert.deepEqual([Number(drawn.nodes), Number(drawn.arrows)], [nodes, arrows], what);
}

/** circles: where each model is drawn, from the SVG that the page exports. */
async function circles(page) {
  const { bytes } = await saved(page, '#svg');
  return new Map(
    [
      ...bytes
        .toString('utf8')
        .matchAll(
          /<circle cx="([\d.-]+)" cy="([\d.-]+)" r="([\d.]+)"[^>]*><title>([^<]*)<\/title>/g,
        ),
    ].map(([, x, y, r, name]) => [
      name.replace(/&#(\d+);/g, (_, c) => String.fromCharCode(c)),
      { x: Number(x), y: Number(y), r: Number(r) },
    ]),
  );
}

/** card: in a browser that draws by the processor, pages take it for a graphics card's. */
function card() {
  const original = WebGL2RenderingContext.prototype.getParameter;
  WebGL2RenderingContext.prototype.getParameter = function getParameter(name) {
    return name === 0x9246 ? 'Some Card' : original.call(this, name);
  };
}

/** box: where an element lies on the stage. */
function boxOf(page, selector) {
  return page.$eval(selector, (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const stage = document.querySelector('#stage').getBoundingClientRect();
    return {
      left: left - stage.left,
      top: top - stage.top,
      right: right - stage.left,
      bottom: bottom - stage.top,
    };
  });
}

/** drawing: the exported SVG as circles, heads of arrows and names, with their places. */
async function drawing(page) {
  const { bytes } = await saved(page, '#svg');
  return inFile(page, bytes.toString('utf8'), (text) => {
    const host = document.createElement('div');
    host.attachShadow({ mode: 'open' });
    document.body.append(host);
    const file = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    host.shadowRoot.append(file);
    const number = (element, name) => Number(element.getAttribute(name));
    const found = {
      width: number(file, 'width'),
      height: number(file, 'height'),
      circles: [...file.querySelectorAll('circle')].map((c) => ({
        x: number(c, 'cx'),
        y: number(c, 'cy'),
        r: number(c, 'r') + number(c, 'stroke-width') / 2,
      })),
      // the point and one corner of each head
      heads: [...file.querySelectorAll('path[fill]')].map((path) =>
        path
          .getAttribute('d')
          .match(/-?[\d.]+/g)
          .map(Number),
      ),
      names: [...file.querySelectorAll('text')].map((t) => {
        const { x, y, width, height } = t.getBBox();
        return { text: t.textContent, left: x, top: y, right: x + width, bottom: y + height };
      }),
    };
    host.remove();
    return found;
  });
}

const apart = (a, b) =>
  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;

async function at(page, { x, y }) {
  const box = await page.locator('#stage').boundingBox();
  return [box.x + x, box.y + y];
}

browserTest('every view of a model has the models and derivations that it should', async (site) => {
  const page = await site.open(url('acme/Base-7B', '&layout=radial'), { init: card });
  assert.ok(down[base].length > 100);
  assert.equal((await stage(page)).renderer, 'webgl');
  for (const view of ['top', 'full', 'orgs', 'finetune', 'adapter', 'merge', 'quantized']) {
    await page.selectOption('#view', view);
    const { nodes, arrows } = lineage([base], view);
    await assertDrawn(page, { nodes: nodes.size, arrows: arrows.length }, view);
    assert.equal(
      await page.textContent('#summary'),
      `${nodes.size.toLocaleString('en-US')} models, ${arrows.length.toLocaleString('en-US')} ` +
        `derivations`,
    );
  }
  await page.selectOption('#view', 'top');
  assert.match(await page.textContent('#notes'), /children beyond the first 100/);
  await clean(page);
  // an address that a site by llmeco 1.1 gave
  const old = await site.open(url('acme/Base-7B', '&view=organization'));
  assert.equal(await old.inputValue('#view'), 'orgs');
  const { nodes, arrows } = lineage([base], 'orgs');
  await assertDrawn(old, { nodes: nodes.size, arrows: arrows.length });
  await clean(old);
});

browserTest('grouped by author: means, connections, the models of each', async (site) => {
  const page = await site.open(url('acme/Base-7B', '&view=author'));
  const { nodes, arrows } = lineage([base], 'author');
  const groups = new Map();
  [...nodes]
    .sort((a, b) => a - b)
    .forEach((n) => groups.set(author(n), [...(groups.get(author(n)) || []), n]));
  const pairs = new Set(
    arrows
      .map((e) => `${author(e.parent)} ${author(e.child)}`)
      .filter((p) => p.split(' ')[0] !== p.split(' ')[1]),
  );
  await assertDrawn(page, { nodes: groups.size, arrows: pairs.size });
  await page.click('#tab-models');
  const [name, rows] = [...groups].sort((a, b) => b[1].length - a[1].length)[0];
  await page.click(`#models .link >> text="${name}"`);
  assert.equal(await page.textContent('#details h2'), name);
  const mean = rows.reduce((sum, n) => sum + models[n].influence, 0) / rows.length;
  assert.equal(
    await page.textContent('[data-card=influence] .card-value'),
    mean.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  );
  assert.deepEqual(
    await texts(page, '#details .relatives li a'),
    rows.slice(0, 40).map((n) => models[n].name),
  );
  await clean(page);
});

browserTest('of a selection, of the top K, of an author', async (site) => {
  const page = await site.open(
    `network.html#model=${encodeURIComponent(models[1].name)}&` +
      `model=${encodeURIComponent(models[8].name)}`,
  );
  const open = async (path) => {
    await page.goto(`${page.base}/${path}`);
    await page.reload();
    await ready(page);
  };
  const expect = async (seeds, heading) => {
    const { nodes, arrows } = lineage(seeds, 'top');
    await assertDrawn(page, { nodes: nodes.size, arrows: arrows.length }, heading);
    assert.equal(await page.textContent('#heading'), heading);
  };
  await expect([1, 8], 'Network of 2 chosen models');
  await open('network.html');
  await expect([...Array(15).keys()], 'Network of the top 15');
  await open('network.html#top=999999');
  assert.equal(await page.textContent('#heading'), `Network of the top ${models.length}`);
  await open('network.html?top=3');
  await expect([0, 1, 2], 'Network of the top 3');
  const name = author(2);
  await open(`network.html#author=${encodeURIComponent(name)}`);
  await expect(
    models.map((_, i) => i).filter((i) => author(i) === name),
    `Network of the models of ${name}`,
  );
  await open(url('no/such-model'));
  await assertDrawn(page, { nodes: 0, arrows: 0 });
  assert.equal(await page.textContent('#notes'), 'Not in this snapshot: no/such-model');
  await clean(page);
});

browserTest(
  'details: all parents of a merge, counters, colours that deepen with the square root, shares',
  async (site) => {
    const merge = models.findIndex(
      (m, i) => up[i].length === 3 && up[i].every((e) => e.relation === 'merge') && !m.is_stub,
    );
    const m = models[merge];
    const page = await site.open(url(m.name, '&layout=radial'));
    const parents = up[merge].map((e) => models[e.parent].name).sort((a, b) => row(a) - row(b));
    assert.equal(await page.textContent('#details .lineage'), `A merge of ${parents.join(', ')}`);
    assert.equal(await page.textContent('#details h2'), m.name.slice(m.name.indexOf('/') + 1));
    assert.ok(
      (await page.textContent('.detail-head p')).startsWith(
        `by ${m.author_full_name || author(merge)}`,
      ),
    );
    assert.equal(
      await page.getAttribute('[data-card=downloads] .card-value', 'title'),
      m.downloads.toLocaleString('en-US'),
    );
    assert.equal(
      await page.textContent('[data-card=likes] .card-value'),
      m.likes.toLocaleString('en-US'),
    );
    for (const [key, full] of [
      ['downloads', 300000],
      ['likes', 1000],
      ['influence', 1000],
    ]) {
      const depth = await page.$eval(`[data-card=${key}]`, (card) =>
        card.style.getPropertyValue('--depth'),
      );
      assert.equal(depth, `${(100 * Math.min(1, Math.sqrt(m[key] / full))).toFixed(1)}%`);
    }
    assert.match(
      await page.textContent('#details'),
      new RegExp(`Rank ${(merge + 1).toLocaleString('en-US')} · `),
    );
    assert.deepEqual(await texts(page, '#details .relatives >> nth=0 >> a'), parents);
    assert.equal(
      await page.getAttribute('#details a[target=_blank]', 'href'),
      `https://huggingface.co/${m.name}`,
    );
    await page.click(`#details .lineage >> text="${parents[1]}"`);
    assert.equal(
      await page.textContent('#details h2'),
      parents[1].slice(parents[1].indexOf('/') + 1),
    );
    assert.deepEqual((await hash(page)).selected, [parents[1]]);
    const root = models.findIndex((_, i) => up[i].length === 0 && down[i].length > 0);
    await page.goto(`${page.base}/${url(models[root].name)}`);
    await page.waitForFunction(
      (text) => document.querySelector('#heading').textContent === text,
      `Network of ${models[root].name}`,
    );
    assert.equal(await page.textContent('#details .lineage'), 'A base model');
    assert.deepEqual(
      await texts(page, '#details .relatives li a'),
      down[root].slice(0, 40).map((e) => models[e.child].name),
    );
    await clean(page);
  },
);

for (const [renderer, init] of [
  ['webgl', card],
  ['canvas', null],
]) {
  browserTest(
    `a click on a node shows it, pointing names it, dragging moves it: ${renderer}`,
    async (site) => {
      const page = await site.open(url('acme/Base-7B', '&view=adapter&layout=radial'), { init });
      assert.equal((await stage(page)).renderer, renderer);
      const places = await circles(page);
      assert.equal(places.size, lineage([base], 'adapter').nodes.size);
      const child = down[base].find(
        (e) => e.relation === 'adapter' && places.get(models[e.child].name).r > 3,
      ).child;
      const { name } = models[child];
      await page.mouse.move(...(await at(page, places.get(name))));
      await page.waitForSelector('#tooltip:not([hidden])');
      const tip = await page.textContent('#tooltip');
      assert.ok(
        tip.includes(
          `${name.slice(name.indexOf('/') + 1)} by ` +
            `${models[child].author_full_name || author(child)}`,
        ),
        tip,
      );
      assert.ok(tip.includes('adapter'), tip);
      await page.mouse.down();
      await page.mouse.up();
      await page.waitForFunction(
        (text) => document.querySelector('#details h2')?.textContent === text,
        name.slice(name.indexOf('/') + 1),
      );

      const before = (await circles(page)).get(name);
      const [x, y] = await at(page, before);
      await page.waitForTimeout(350); // not to be taken for a double click
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 30, y + 20, { steps: 8 });
      await page.mouse.up();
      const after = (await circles(page)).get(name);
      assert.ok(
        Math.abs(after.x - before.x - 30) < 3 && Math.abs(after.y - before.y - 20) < 3,
        JSON.stringify({ before, after }),
      );
      await clean(page);
    },
  );
}

browserTest('zoom buttons, wheel and keys move the view; the address keeps it', async (site) => {
  const page = await site.open(url('acme/Base-7B', '&layout=radial'));
  const spread = async () => {
    const xs = [...(await circles(page)).values()].map((c) => c.x);
    return Math.max(...xs) - Math.min(...xs);
  };
  const width = await spread();
  await page.click('#zoom-in');
  await page.waitForFunction(() => location.hash.includes('at='));
  await page.waitForTimeout(300);
  const zoomed = await spread();
  assert.ok(Math.abs(zoomed / width - 1.6) < 0.05, `${zoomed / width}`);
  const kept = page.url();
  await page.goto('about:blank');
  await page.goto(kept);
  await ready(page);
  assert.ok(Math.abs((await spread()) / zoomed - 1) < 0.02);
  await page.focus('#stage');
  await page.keyboard.press('0');
  await page.waitForFunction(() => !location.hash.includes('at='));
  assert.ok(Math.abs((await spread()) / width - 1) < 0.02);
  await page.focus('#stage');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => location.hash.includes('at='));
  await clean(page);
});

browserTest('the legend counts derivations and hides and shows them', async (site) => {
  const page = await site.open(url('acme/Base-7B', '&view=full'));
  const { nodes, arrows } = lineage([base], 'full');
  const all = (await circles(page)).size;
  assert.equal(all, nodes.size);
  for (const relation of ['finetune', 'adapter', 'merge', 'quantized', 'unknown']) {
    const label = page.locator('.legend li', { has: page.locator(`[data-relation=${relation}]`) });
    assert.ok(
      (await label.textContent()).endsWith(
        arrows.filter((e) => e.relation === relation).length.toLocaleString('en-US'),
      ),
      relation,
    );
  }
  await page.uncheck('[data-relation=quantized]');
  const left = arrows.filter((e) => e.relation !== 'quantized');
  const ends = new Set([base, ...left.flatMap((e) => [e.parent, e.child])]);
  assert.equal((await circles(page)).size, ends.size);
  assert.deepEqual((await hash(page)).hide, ['quantized']);
  await page.check('[data-relation=quantized]');
  assert.equal((await circles(page)).size, all);
  await clean(page);
});

browserTest('size and colour follow the choice', async (site) => {
  const page = await site.open(url('acme/Base-7B', '&view=finetune'));
  const { nodes } = lineage([base], 'finetune');
  for (const key of ['downloads', 'likes', 'influence']) {
    await page.selectOption('#size', key);
    const places = await circles(page);
    const largest = [...nodes].sort((a, b) => (models[b][key] || 0) - (models[a][key] || 0));
    const radius = (n) => places.get(models[n].name).r;
    const top = Math.max(...[...nodes].map(radius));
    assert.ok(Math.abs(radius(largest[0]) / top - 1) < 0.1, key);
    const second = largest.find(
      (n) =>
        models[n][key] < models[largest[0]][key] && models[n][key] > 0.2 * models[largest[0]][key],
    );
    if (second) {
      assert.ok(
        Math.abs(
          radius(second) / radius(largest[0]) -
            Math.sqrt(models[second][key] / models[largest[0]][key]),
        ) < 0.1,
        key,
      );
    }
  }
  await page.selectOption('#color', 'kind');
  const kinds = (kind) =>
    [...nodes].filter((n) => (models[n].author_kind || 'unknown') === kind).length;
  const legend = await texts(page, '.legend-body ul:last-child li');
  assert.ok(
    legend.includes(`organization${kinds('organization')}`) &&
      legend.includes(`user${kinds('user')}`),
    legend.join(),
  );
  await page.selectOption('#color', 'task');
  const tasks = (await texts(page, '.legend-body ul:last-child li')).join();
  assert.ok(
    tasks.includes(`Fill-mask${[...nodes].filter((n) => models[n].task === 'fill-mask').length}`),
    tasks,
  );
  await clean(page);
});

browserTest('the list has every model, in order, for the keyboard', async (site) => {
  const page = await site.open(url('acme/Base-7B', '&view=adapter'));
  const order = [...lineage([base], 'adapter').nodes].sort((a, b) => a - b);
  await page.focus('#tab-details');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.textContent('#tab-models'), `Models (${order.length})`);
  assert.deepEqual(
    await texts(page, '#models tbody th'),
    order.slice(0, 200).map((n) => models[n].name),
  );
  await page.locator('#models .link').nth(3).focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.getAttribute('#tab-details', 'aria-selected'), 'true');
  assert.deepEqual((await hash(page)).selected, [models[order[3]].name]);
  await clean(page);
});

browserTest('find inside the network; open another network', async (site) => {
  const page = await site.open(url('acme/Base-7B', '&view=full&size=likes'));
  const target = [...lineage([base], 'full').nodes].find(
    (n) => n !== base && !/[^\w./-]/.test(models[n].name),
  );
  await page.fill('#focus', models[target].name.toUpperCase());
  await page.waitForSelector('#focus-list:not([hidden])');
  await page.keyboard.press('Enter');
  assert.deepEqual((await hash(page)).selected, [models[target].name]);
  await page.fill('#find', models[0].name);
  await page.waitForSelector('#find-list:not([hidden])');
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (text) => document.querySelector('#heading').textContent === text,
    `Network of ${models[0].name}`,
  );
  assert.deepEqual((await hash(page)).size, ['likes']);
  assert.deepEqual((await hash(page)).view, ['full']);
  await page.goBack();
  await page.waitForFunction(
    () => document.querySelector('#heading').textContent === 'Network of acme/Base-7B',
  );
  await clean(page);
});

browserTest(
  'the time slider shows the models of a day, keeps it in the address and plays',
  async (site) => {
    const page = await site.open(url('acme/Base-7B', '&view=full&layout=radial'));
    const { nodes, arrows } = lineage([base], 'full');
    const days = [...nodes]
      .map((n) => models[n].created_at)
      .filter((d) => d !== null)
      .sort((a, b) => a - b);
    const middle = days[days.length >> 1];
    const iso = new Date(middle * 86400000).toISOString().slice(0, 10);
    const there = (n) => models[n].created_at === null || models[n].created_at <= middle;
    assert.deepEqual(
      [await page.getAttribute('#until', 'min'), await page.getAttribute('#until', 'max')],
      [String(days[0]), String(days.at(-1))],
    );
    await page.fill('#until', String(middle));
    const drawn = await circles(page);
    assert.deepEqual(
      [...drawn.keys()].sort(),
      [...nodes]
        .filter(there)
        .map((n) => models[n].name)
        .sort(),
    );
    const { bytes } = await saved(page, '#svg');
    const left = arrows.filter((e) => there(e.parent) && there(e.child)).length;
    const heads = bytes.toString('utf8').match(/Z" fill=/g).length;
    assert.ok(heads <= left && heads > 0.9 * left, `${heads} of ${left} arrows`);
    assert.ok(
      (await page.textContent('#until-text')).endsWith(`: ${drawn.size} of ${nodes.size} models`),
    );
    await page.waitForFunction((day) => location.hash.includes(`until=${day}`), iso);
    await page.reload();
    await ready(page);
    assert.equal((await circles(page)).size, drawn.size);
    await page.focus('#until');
    await page.keyboard.press('End');
    assert.equal((await circles(page)).size, nodes.size);
    await page.waitForFunction(() => !location.hash.includes('until='));
    await page.click('#play');
    assert.equal(await page.getAttribute('#play', 'aria-label'), 'Pause');
    assert.ok(Number(await page.inputValue('#until')) < middle, 'from the beginning');
    await page.waitForFunction(
      (first) => Number(document.querySelector('#until').value) > first,
      days[0],
    );
    await page.click('#play');
    assert.equal(await page.getAttribute('#play', 'aria-label'), 'Play the growth of this network');
    await page.selectOption('#view', 'author');
    assert.match(await page.textContent('#until-text'), /authors$/);
    await clean(page);
  },
);

browserTest('PNG and SVG of the drawing', async (site) => {
  const page = await site.open(url(models[3].name, '&view=full'));
  const png = await saved(page, '#png');
  assert.equal(png.name, 'llmeco-network.png');
  assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
  const box = await page.locator('#stage').boundingBox();
  assert.equal(png.bytes.readUInt32BE(16), 2 * Math.floor(box.width));
  const { bytes } = await saved(page, '#svg');
  const counts = await inFile(page, bytes.toString('utf8'), (text) => {
    const file = new DOMParser().parseFromString(text, 'image/svg+xml');
    return [
      file.querySelectorAll('parsererror').length,
      file.querySelectorAll('circle').length,
      file.querySelector('title').textContent,
    ];
  });
  assert.deepEqual(counts, [0, lineage([3], 'full').nodes.size, `Network of ${models[3].name}`]);
  // below it: what it shows and how, what its colours and lines mean, where it comes from
  const file = bytes.toString('utf8');
  const words = [...file.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((m) => m[1]).join(' ');
  for (const text of [
    `Network of ${models[3].name.split('/')[0]}`,
    'Models shown: ',
    'Layout: ',
    'Influence as of January 1, 2025',
    'alpha = (0.6, 0.3, 0.1)',
    'Hugging Face Hub',
    ...(await texts(page, '.legend-body li')).map((line) => line.replace(/ ?[\d,]+$/, '')),
  ].filter((text) => !text.includes('start of this network'))) {
    assert.ok(words.includes(text), `${text} is not in: ${words}`);
  }
  assert.ok(png.bytes.readUInt32BE(20) > 2 * Math.floor(box.height) + 60);
  await clean(page);
});

browserTest('without WebGL the same network is drawn and can be used', async (site) => {
  const page = await site.open(url('acme/Base-7B', '&layout=radial'), {
    init: () => {
      const original = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function getContext(kind, ...rest) {
        return kind.startsWith('webgl') ? null : original.call(this, kind, ...rest);
      };
    },
  });
  assert.equal((await stage(page)).renderer, 'canvas');
  const { nodes, arrows } = lineage([base], 'top');
  await assertDrawn(page, { nodes: nodes.size, arrows: arrows.length });
  const places = await circles(page);
  const child = [...nodes]
    .filter((n) => n !== base)
    .sort((a, b) => places.get(models[b].name).r - places.get(models[a].name).r)[0];
  const { name } = models[child];
  const point = places.get(name);
  const pixel = await page.$eval(
    '#stage canvas',
    (canvas, { x, y }) => [
      ...canvas.getContext('2d').getImageData(x * devicePixelRatio, y * devicePixelRatio, 1, 1)
        .data,
    ],
    point,
  );
  assert.equal(pixel[3], 255);
  await page.mouse.click(...(await at(page, point)));
  assert.deepEqual((await hash(page)).selected, [name]);
  await page.click('#zoom-in');
  await page.waitForFunction(() => location.hash.includes('at='));
  const after = (await circles(page)).get(name);
  const centre = await page.locator('#stage').boundingBox();
  assert.ok(Math.abs(after.x - centre.width / 2 - 1.6 * (point.x - centre.width / 2)) < 2);
  await clean(page);
});

browserTest(
  'a network of hundreds can be read: names, arrow heads in proportion, a filled stage',
  async (site) => {
    const page = await site.open('network.html#top=100', {
      context: { viewport: { width: 1440, height: 900 } },
    });
    const seen = await drawing(page);
    assert.ok(seen.circles.length > 300, `${seen.circles.length}`);
    const clear = await Promise.all(['#legend', '.zoom'].map((one) => boxOf(page, one)));
    assert.ok(seen.names.length >= 30, `${seen.names.length} names`);
    for (const name of seen.names) {
      assert.ok(
        clear.every((box) => apart(name, box)),
        `${name.text} lies under the legend`,
      );
    }
    const rim = (c, x, y) => Math.abs(Math.hypot(c.x - x, c.y - y) - c.r);
    const radius = (x, y) =>
      seen.circles.reduce((best, c) => (rim(c, x, y) < rim(best, x, y) ? c : best)).r;
    for (const [tipX, tipY, x, y] of seen.heads.slice(0, 200)) {
      const length = Math.hypot(x - tipX, y - tipY);
      assert.ok(length <= 2.6 * radius(tipX, tipY), `head of ${length} at ${radius(tipX, tipY)}`);
    }
    for (const layout of ['radial', 'layers']) {
      await page.selectOption('#layout', layout);
      const { circles: all, width, height } = await drawing(page);
      const spread = (key) =>
        Math.max(...all.map((c) => c[key])) - Math.min(...all.map((c) => c[key]));
      assert.ok(spread('x') > 0.6 * width, `${layout}: ${spread('x')} of ${width} across`);
      assert.ok(spread('y') > 0.55 * height, `${layout}: ${spread('y')} of ${height} down`);
    }
    await clean(page);
  },
);

browserTest(
  'printed is the picture of the moment, light, with title, date and source',
  async (site) => {
    const page = await site.open(url('acme/Base-7B', '&hide=quantized'), {
      context: { colorScheme: 'dark' },
    });
    const shown = await circles(page);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    // white paper, and ink where the file of the drawing has a node
    const pixels = await page.$eval(
      '.print-picture canvas',
      (canvas, places) => {
        const ctx = canvas.getContext('2d');
        return [[1, 1], ...places].map(([x, y]) =>
          ctx.getImageData(3 * x, 3 * y, 1, 1).data.join(),
        );
      },
      [...shown.values()].map(({ x, y }) => [Math.round(x), Math.round(y)]),
    );
    const white = '255,255,255,255';
    assert.equal(pixels[0], white);
    // but where a name with its halo lies on one
    const inked = pixels.slice(1).filter((one) => one !== white).length;
    assert.ok(inked > 0.98 * shown.size, `${inked} of ${shown.size}`);
    assert.ok(await page.isVisible('.print-picture canvas'));
    assert.equal(await page.isVisible('#stage'), false);
    assert.match(
      await page.textContent('.print-picture figcaption'),
      /^Network of acme\/Base-7B Influence as of January 1, 2025 .*Made by llmeco/,
    );
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(await page.$('.print-picture'), null);
    assert.equal(await page.getAttribute('html', 'data-theme'), null);
    await clean(page);
  },
);

browserTest('the same address gives the same drawing', async (site) => {
  for (const layout of ['auto', 'force']) {
    const first = await site.open(url(models[2].name, `&layout=${layout}`));
    const one = await circles(first);
    await clean(first);
    const second = await site.open(url(models[2].name, `&layout=${layout}`));
    assert.deepEqual(await circles(second), one);
    await clean(second);
  }
});

browserTest(
  'on a phone a swipe over the drawing scrolls the page, two fingers zoom it',
  async (site) => {
    const page = await site.open(url('acme/Base-7B'), {
      context: { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true },
    });
    const box = await page.locator('#stage').boundingBox();
    const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
    const tenths = Array.from({ length: 11 }, (_, i) => i / 10);
    const start = Math.min(y, 560);
    await fingers(
      page,
      tenths.map((part) => [{ x, y: start - 200 * part }]),
    );
    await page.waitForFunction(() => scrollY > 50);
    assert.equal((await hash(page)).at, undefined);
    await page.evaluate(() => scrollTo(0, 0));
    await fingers(
      page,
      tenths.map((part) => [
        { x: x - 40 - 60 * part, y: start },
        { x: x + 40 + 60 * part, y: start },
      ]),
    );
    await page.waitForFunction(() => location.hash.includes('at='));
    await clean(page);
  },
);
