// The parts of the front end that need no browser, against plain computations.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decodeTable } from '../site/js/core/data.js';
import { findModels } from '../site/js/core/find.js';
import { fold, unaddressed } from '../site/js/core/fold.js';
import { compact, portion } from '../site/js/core/format.js';
import { Models } from '../site/js/core/models.js';
import { sha256, shardOf } from '../site/js/core/shard.js';
import { buckets, ceiling, monthOf, unfinished } from '../site/js/core/series.js';
import { argsort, descending, rankTexts, textRanks } from '../site/js/core/sort.js';
import { depth } from '../site/js/explore/panel.js';
import { Edges, RELATIONS } from '../site/js/graph/edges.js';
import { clusters } from '../site/js/graph/layout/clusters.js';
import { generations, layers } from '../site/js/graph/layout/layers.js';
import { separate } from '../site/js/graph/layout/separate.js';
import { LIMIT, lineage } from '../site/js/graph/lineage.js';
import { Look } from '../site/js/graph/look.js';
import { headShape, strokeOf } from '../site/js/graph/strokes.js';
import { csv } from '../site/js/pages/leaderboard/csv.js';
import { colorIndex, initials } from '../site/js/ui/monogram.js';
import { pageList } from '../site/js/ui/pager.js';
import { random } from './lib/ecosystem.js';
import { container, dataScript } from './lib/fixture.js';

const rand = random(99);

function payload(bytes) {
  return /="([^"]*)";/.exec(dataScript('t', bytes))[1];
}

test('a data file decodes to the values that were written, NULL included', async () => {
  const columns = [
    { name: 'i', type: 'i32', values: [1, null, -7, 2147483647] },
    { name: 'f', type: 'f64', values: [0.1, null, -0, 2 ** 52 + 1] },
    { name: 'd', type: 'day', values: [0, 20089, null, -365] },
    { name: 't', type: 'text', values: ['plain', null, '', '悟道-Émile-İ-🤗'] },
    { name: 'ascii', type: 'text', values: ['a', 'bc', '', null] },
    { name: 'k', type: 'dict', values: ['b', null, 'a', 'b'] },
    { name: 'wide', type: 'dict', values: ['é', 'x', null, 'é'] },
  ];
  const table = await decodeTable(payload(container(4, columns, { as_of: 'now' })));
  const plain = (numbers) => Array.from(numbers, (v) => (Number.isNaN(v) ? null : v));
  assert.deepEqual(plain(table.numbers('i')), columns[0].values);
  assert.deepEqual(plain(table.numbers('f')), columns[1].values);
  assert.deepEqual(plain(table.numbers('d')), columns[2].values);
  assert.deepEqual(table.texts('t'), columns[3].values);
  assert.deepEqual(table.texts('ascii'), columns[4].values);
  assert.deepEqual(table.texts('k'), columns[5].values);
  assert.deepEqual(table.texts('wide'), columns[6].values);
  const { codes, labels } = table.dict('k');
  assert.deepEqual(
    Array.from(codes, (c) => (c ? labels[c - 1] : null)),
    columns[5].values,
  );
  assert.deepEqual(table.meta, { as_of: 'now' });
  assert.deepEqual(plain(table.numbers('absent')), [null, null, null, null]);
});

test('packed numbers are planes of bytes from the least value on, 0 for NULL', async () => {
  // by hand: 3 rows, codes 1, 0 and 513 in two planes
  const header = Buffer.from(
    JSON.stringify({
      rows: 3,
      columns: [
        { name: 'n', type: 'f64', offset: 0, bytes: 6, width: 2, least: -250, scale: 100 },
        { name: 'i', type: 'i32', offset: 8, bytes: 6, width: 2, least: 7, scale: 1 },
      ],
      meta: {},
    }),
  );
  const head = Buffer.alloc(Math.ceil((4 + header.length) / 8) * 8);
  head.writeUInt32LE(header.length);
  header.copy(head, 4);
  const planes = [1, 0, 1, 0, 0, 2, 0, 0];
  const table = await decodeTable(
    payload(Buffer.concat([head, Buffer.from([...planes, ...planes])])),
  );
  assert.deepEqual([...table.numbers('n')], [-2.5, NaN, 2.62]);
  assert.deepEqual([...table.ints('i')], [7, -2147483648, 519]);
  assert.deepEqual([...table.numbers('i')], [7, NaN, 519]);
});

test('dictionaries of more than 255 and 65,535 texts decode', async () => {
  for (const n of [300, 70000]) {
    const values = Array.from({ length: n }, (_, i) => `label ${i}`);
    const table = await decodeTable(payload(container(n, [{ name: 'k', type: 'dict', values }])));
    assert.deepEqual(table.texts('k'), values);
  }
});

test('argsort and descending order as a stable comparison sort does, NaN last', () => {
  for (const make of [
    () => rand() * 2e6 - 1e6,
    () => Math.floor(rand() * 5),
    () => (rand() < 0.2 ? NaN : rand() * 1e-9),
    () => 3,
  ]) {
    const keys = Float64Array.from({ length: 5000 }, make);
    const compare = (sign) => (a, b) =>
      Number.isNaN(keys[a]) - Number.isNaN(keys[b]) || sign * (keys[a] - keys[b]) || a - b;
    const rows = Array.from(keys, (_, i) => i);
    assert.deepEqual([...argsort(keys)], [...rows].sort(compare(1)));
    assert.deepEqual([...descending(keys)], [...rows].sort(compare(-1)));
  }
  assert.deepEqual(
    [...argsort(new Float64Array([0, -0, -Infinity, Infinity, NaN]))].slice(-2),
    [3, 4],
  );
  assert.deepEqual([...rankTexts(['b', null, 'A', 'a'])], [1, NaN, 0, 0]);
});

test('the pager shows the ends, the pages around, and no gap of a single page', () => {
  assert.deepEqual(pageList(1, 1), [1]);
  assert.deepEqual(pageList(1, 5), [1, 2, 3, 4, 5]);
  assert.deepEqual(pageList(1, 42), [1, 2, 3, 4, '…', 42]);
  assert.deepEqual(pageList(5, 42), [1, '…', 4, 5, 6, '…', 42]);
  assert.deepEqual(pageList(4, 42), [1, 2, 3, 4, 5, '…', 42]);
  assert.deepEqual(pageList(42, 42), [1, '…', 39, 40, 41, 42]);
});

test('monograms take two initials, one of Han, and a colour that stays', () => {
  assert.equal(initials('Meta Llama'), 'ML');
  assert.equal(initials('deepseek-ai'), 'DA');
  assert.equal(initials('openai'), 'OP');
  assert.equal(initials('HuggingFaceH4'), 'HF');
  assert.equal(initials('智源研究院'), '智');
  assert.equal(initials('🤗'), '?');
  assert.equal(colorIndex('Qwen'), colorIndex('Qwen'));
  assert.ok(new Set(Array.from({ length: 200 }, (_, i) => colorIndex(`author-${i}`))).size === 12);
});

test('cards deepen with the square root of the value up to their mark', () => {
  assert.equal(depth('downloads', 300000), 1);
  assert.equal(depth('downloads', 75000), 0.5);
  assert.equal(depth('likes', 4000), 1);
  assert.equal(depth('influence', 10), 0.1);
  assert.equal(depth('likes', NaN), 0);
});

test('a text that a spreadsheet would run is marked as text', async () => {
  const one = (value) => ({ length: 1, 0: value });
  const models = {
    name: () => '=cmd()',
    author: () => '+1',
    fullName: () => 'a "b", c',
    created: one(0),
    downloads: one(-5),
    likes: one(NaN),
    parameters: one(1e9),
    value: () => '@x',
    influence: one(1.5),
    parts: [one(1), one(2), one(3)],
    rank: () => 1,
    rankChange: one(-3),
    loadEarned: async () => one(1.25),
  };
  const text = await (await csv(models, [0])).text();
  assert.equal(
    text.split('\r\n')[1],
    '1,-3,\'=cmd(),\'+1,"a ""b"", c",1970-01-01,-5,,1000000000,' +
      "'@x,'@x,'@x,'@x,'@x,1.5,1,2,3,1.25",
  );
});

/** scene: nodes of mixed sizes in a forest with some extra arrows. */
function scene(n, extra) {
  const nodes = Array.from({ length: n }, (_, id) => ({
    id,
    seed: id === 0,
    r: 3.5 + 20 * rand() ** 4,
  }));
  const arrows = [];
  for (let id = 1; id < n; id++) {
    if (rand() < 0.95) {
      arrows.push({ source: Math.floor(rand() ** 2 * id), target: id });
    }
  }
  for (let i = 0; i < extra; i++) {
    arrows.push({ source: Math.floor(rand() * n), target: Math.floor(rand() * n) });
  }
  return { nodes, arrows: arrows.filter((a) => a.source !== a.target) };
}

function overlaps(nodes) {
  let found = 0;
  for (let i = 0; i < nodes.length; i++) {
    for (let j = 0; j < i; j++) {
      found +=
        Math.hypot(nodes[i].x - nodes[j].x, nodes[i].y - nodes[j].y) <
        nodes[i].r + nodes[j].r - 1e-6
          ? 1
          : 0;
    }
  }
  return found;
}

test('clusters: no node overlaps another, from 1 to thousands', () => {
  for (const [n, extra] of [
    [1, 0],
    [2, 0],
    [13, 0],
    [150, 20],
    [2500, 300],
  ]) {
    const one = scene(n, extra);
    clusters(one, 1.6);
    assert.ok(one.nodes.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)));
    assert.equal(overlaps(one.nodes), 0, `${n} nodes`);
  }
});

test('names: the weightiest starts and hubs have theirs, however many start', () => {
  const node = (id, seed, r) => ({ id, seed, r, created: 0, relation: 'base' });
  const starts = Array.from({ length: 100 }, (_, id) => node(id, true, 2 + id / 10));
  const hub = node(100, false, 1);
  const children = Array.from({ length: 40 }, (_, i) => node(101 + i, false, 3));
  const arrows = children.map(({ id }) => ({ source: 100, target: id, relation: 'finetune' }));
  const look = new Look(
    { nodes: [...starts, hub, ...children], arrows },
    { palette: {}, color: 'relation', hidden: new Set(), until: null },
  );
  assert.deepEqual(
    [...look.named].map(({ id }) => id),
    [
      ...starts
        .slice(70)
        .map(({ id }) => id)
        .reverse(),
      100,
    ],
  );
  assert.equal(look.byWeight[100], hub);
});

test('shares: not 0% of what there is, nor 100% of less than all', () => {
  assert.deepEqual(
    [0, 0.0003, 0.0006, 0.1, 0.38, 0.9962, 0.9997, 1].map((value) => portion(value)),
    ['0%', '<0.1%', '0.1%', '10.0%', '38.0%', '99.6%', '>99.9%', '100%'],
  );
  assert.deepEqual(
    [0.002, 0.5, 0.996, 1].map((value) => portion(value, 0)),
    ['<1%', '50%', '>99%', '100%'],
  );
  assert.deepEqual([7232.15, 11_386, 313.09, 5].map(compact), ['7.2K', '11.4K', '313.1', '5']);
});

test('clusters: a chain and a star of a thousand stay compact', () => {
  const star = {
    nodes: Array.from({ length: 1001 }, (_, id) => ({ id, seed: id === 0, r: 5 })),
    arrows: Array.from({ length: 1000 }, (_, i) => ({ source: 0, target: i + 1 })),
  };
  clusters(star, 1.6);
  assert.equal(overlaps(star.nodes), 0);
  const reach = Math.max(
    ...star.nodes.map(({ x, y }) => Math.hypot(x - star.nodes[0].x, y - star.nodes[0].y)),
  );
  // the area of the discs, were they packed without any gap, has radius 158
  assert.ok(reach < 2 * 158, `${reach}`);
});

test('layers: a child is right of its parents, columns do not overlap, cycles end', () => {
  const one = scene(50, 0);
  layers(one, { width: 900, height: 600 });
  assert.equal(overlaps(one.nodes), 0);
  for (const { source, target } of one.arrows) {
    assert.ok(one.nodes[source].x < one.nodes[target].x);
  }
  const ring = {
    nodes: [0, 1, 2].map((id) => ({ id, r: 5 })),
    arrows: [
      [0, 1],
      [1, 2],
      [2, 0],
    ].map(([source, target]) => ({ source, target })),
  };
  layers(ring, { width: 900, height: 600 });
  assert.deepEqual([...generations(ring)], [0, 1, 2]);
  assert.equal(overlaps(ring.nodes), 0);
});

test('overlapping nodes are taken apart, also those on one spot', () => {
  const nodes = Array.from({ length: 120 }, (_, id) => ({
    id,
    r: 4 + (id % 7),
    x: (id % 10) * 3,
    y: Math.floor(id / 40),
  }));
  separate(nodes, 2, 400);
  assert.equal(overlaps(nodes), 0);
});

test('a lineage beyond the limit keeps what is nearest and tells how many there are', async () => {
  const n = LIMIT + 500;
  const table = await decodeTable(
    payload(
      container(n - 1, [
        {
          name: 'parent',
          type: 'i32',
          values: Array.from({ length: n - 1 }, (_, i) => (i < 1500 ? 0 : 1 + ((i - 1500) % 1500))),
        },
        { name: 'child', type: 'i32', values: Array.from({ length: n - 1 }, (_, i) => i + 1) },
        { name: 'relation', type: 'dict', values: Array.from({ length: n - 1 }, () => 'finetune') },
      ]),
    ),
  );
  const edges = new Edges(table, n);
  const models = { value: () => 'user' };
  const full = lineage(models, edges, [0], 'full');
  assert.equal(full.all, n);
  assert.equal(full.rows.length, LIMIT);
  assert.ok(Array.from({ length: 1501 }, (_, i) => i).every((row) => full.rows.includes(row)));
  const top = lineage(models, edges, [0], 'top');
  assert.equal(top.hidden, 1400);
  assert.equal(
    top.rows.length,
    1 + 100 + [...Array(100).keys()].reduce((sum, i) => sum + Math.ceil((n - 1501 - i) / 1500), 0),
  );
});

test('texts fold without case, accents and punctuation; numbers stay apart', () => {
  for (const [text, folded] of [
    ['meta-llama/Llama-3.1-8B', 'metallama/llama3.1.8b'],
    ['Qwen2.5_72B (v2)', 'qwen2.5.72bv2'],
    ['智源/悟道-Émile-İ', '智源/悟道emilei'],
    ['--a.b--', 'ab'],
    ['12.', '12'],
  ]) {
    assert.equal(fold(text), folded);
  }
  for (const [text, name] of [
    ['https://huggingface.co/Qwen/Qwen2.5-7B/tree/main', 'Qwen/Qwen2.5-7B'],
    [' hf.co/Qwen/Qwen2.5-7B?library=true#files ', 'Qwen/Qwen2.5-7B'],
    ['https://huggingface.co/%E6%99%BA/x%20y', '智/x y'],
    ['https://huggingface.co/%zz/x', '%zz/x'],
    ['https://github.com/QwenLM/Qwen', 'QwenLM/Qwen'],
    ['https://github.com/QwenLM/Qwen.git', 'QwenLM/Qwen'],
    ['hf.co/Qwen/Qwen2.5-7B-GGUF:Q4_K_M', 'Qwen/Qwen2.5-7B-GGUF'],
    ['hf://Qwen/Qwen2.5-7B@main/config.json', 'Qwen/Qwen2.5-7B'],
    ['hf.com/Qwen/Qwen2.5-7B', 'hf.com/Qwen/Qwen2.5-7B'],
    ['Qwen/Qwen2.5-7B', 'Qwen/Qwen2.5-7B'],
  ]) {
    assert.equal(unaddressed(text), name);
  }
});

// modelsOf: [author, full name, name] in order of rank, and old names of rows.
async function modelsOf(rows, old = []) {
  const column = (name, type, values) => ({ name, type, values });
  const table = (n, columns) => decodeTable(payload(container(n, columns)));
  const authors = [...new Map(rows.map(([author, full]) => [author, full ?? null]))];
  return new Models(
    await table(rows.length, [
      column(
        'name',
        'text',
        rows.map((row) => row[2]),
      ),
      column(
        'author',
        'i32',
        rows.map(([author]) => authors.findIndex(([a]) => a === author)),
      ),
    ]),
    await table(authors.length, [
      column(
        'name',
        'text',
        authors.map(([author]) => author),
      ),
      column(
        'full_name',
        'text',
        authors.map(([, full]) => full),
      ),
    ]),
    await table(old.length, [
      column(
        'name',
        'text',
        old.map(([name]) => name),
      ),
      column(
        'model',
        'i32',
        old.map(([, row]) => row),
      ),
    ]),
    {},
  );
}

test('one search: words in any order, case folded, what is called so first', async () => {
  const names = [
    ['meta-llama', 'Meta Llama', 'Llama-3.1-8B-Instruct'],
    ['meta-llama', 'Meta Llama', 'Llama-3.1-8B'],
    ['someone', null, 'Llama-3.1-38B-thing'],
    ['deepseek-ai', 'DeepSeek', 'DeepSeek-R1-Distill-Qwen-7B'],
    ['deepseek-ai', 'DeepSeek', 'DeepSeek-R1'],
    ['Qwen', '通义千问', 'Qwen3.8-27B'],
    ['智源', '北京智源', '悟道-Émile'],
    ['new', null, 'Renamed'],
  ];
  const models = await modelsOf(names, [
    ['gone/Old-Name-7B', 7],
    ['out/of-site', null],
  ]);
  const find = (text) => findModels(models, text, 10);
  for (const [text, rows] of [
    ['llama 3.1 8b', [1, 0]],
    ['8b 3.1 llama instruct', [0]],
    ['8B llama', [0, 1]],
    ['LLAMA-3.1-8b', [1, 0]],
    ['meta-llama/Llama-3.1-8B', [1, 0]],
    ['https://huggingface.co/meta-llama/Llama-3.1-8B/blob/main/config.json', [1, 0]],
    ['qwen 27b', [5]],
    ['deepseek r1', [4, 3]],
    ['r1 deepseek', [3, 4]],
    ['通义千问', [5]],
    ['千问 27b', [5]],
    ['emile', [6]],
    ['悟道', [6]],
    ['old name', [7]],
    ['gone/old-name-7b', [7]],
    ['qwen 28b', []],
    ['  ', []],
    ['-', []],
  ]) {
    assert.deepEqual(find(text), rows, text);
  }
  for (const [name, row] of [
    ['qwen/qwen3.8-27b', 5],
    ['Qwen/Qwen3.8-27B', 5],
    ['GONE/old-name-7b', 7],
    ['https://hf.co/qwen/QWEN3.8-27b', 5],
    ['nobody/nothing', -1],
  ]) {
    assert.equal(models.row(name), row, name);
  }
  assert.deepEqual(models.rowsOfAuthor('QWEN'), [5]);
});

test('textRanks orders as rankTexts does', () => {
  const texts = Array.from({ length: 9001 }, () =>
    Math.floor(rand() * 3000)
      .toString(36)
      .replace(/a/g, 'A'),
  );
  const work = textRanks(texts.length, (row) => texts[row]);
  let step = work.next();
  let slices = 0;
  for (; !step.done; step = work.next()) {
    slices++;
  }
  assert.ok(slices > 10);
  assert.deepEqual(step.value, rankTexts(texts));
});

test('the file of a name is named by the start of its SHA-256', () => {
  for (const text of ['', 'abc', 'x'.repeat(55), 'x'.repeat(56), 'y'.repeat(200), '智源/悟道']) {
    const expected = createHash('sha256').update(text).digest('hex');
    assert.equal(sha256(new TextEncoder().encode(text)), expected);
  }
  assert.equal(
    shardOf('Qwen/QWEN-İ'),
    createHash('sha256').update('qwen/qwen-İ').digest('hex').slice(0, 2),
  );
});

// ---- colours ----

const TOKENS = ['tokens', 'network']
  .map((file) => readFileSync(new URL(`../site/css/${file}.css`, import.meta.url), 'utf8'))
  .join('\n');
const COLORS = Object.fromEntries(
  [...TOKENS.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light, dark }],
  ),
);

// Machado, Oliveira, Fernandes 2009: what dichromats see, over linear RGB.
const EYES = {
  trichromat: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

function linear(hex) {
  return [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
}

/** oklab: Ottosson 2020, of linear RGB. */
function oklab([r, g, b]) {
  const [l, m, s] = [
    0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
    0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
    0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b,
  ].map(Math.cbrt);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** difference: of two colours to these eyes; about 2 can just be seen side by side. */
function difference(a, b, eyes) {
  const seen = (hex) =>
    oklab(
      EYES[eyes].map((row) =>
        Math.min(
          1,
          Math.max(
            0,
            row.reduce((sum, share, i) => sum + share * linear(hex)[i], 0),
          ),
        ),
      ),
    );
  const [x, y] = [seen(a), seen(b)];
  return 100 * Math.hypot(...x.map((v, i) => v - y[i]));
}

test('colours that mean something differ to everybody, in light and dark', () => {
  const cats = Array.from({ length: 8 }, (_, i) => `cat-${i + 1}`);
  for (const names of [
    ['base', 'finetune', 'adapter', 'merge', 'quantized', 'unknown'],
    ['own', 'child', 'parent'],
    cats,
  ]) {
    for (const theme of ['light', 'dark']) {
      for (const eyes of Object.keys(EYES)) {
        names.forEach((a, i) =>
          names.slice(0, i).forEach((b) => {
            const apart = difference(COLORS[a][theme], COLORS[b][theme], eyes);
            assert.ok(apart >= 9, `${a} and ${b}, ${theme}, ${eyes}: ${apart.toFixed(1)}`);
          }),
        );
      }
    }
  }
});

test('kinds of derivation differ by their lines and heads, too', () => {
  const looks = RELATIONS.map((relation) => [
    strokeOf(relation).join(' '),
    JSON.stringify(headShape(relation)),
  ]);
  for (const at of [0, 1]) {
    assert.equal(new Set(looks.map((look) => look[at])).size, RELATIONS.length);
  }
});

test('the last month, quarter or year is not over before the month after it has begun', () => {
  const year = (y) => 12 * y;
  const last = year(2025) + 9; // October
  const of = (step, now) => {
    const list = buckets({ first: year(2024), last }, step);
    return unfinished(list, last, now);
  };
  // read in November: October is whole, its quarter has one month of three, the year ten of twelve
  assert.equal(of('month', last + 1), null);
  assert.deepEqual(of('quarter', last + 1), { at: 7, label: '2025-Q4', n: 1, of: 3 });
  assert.deepEqual(of('year', last + 1), { at: 1, label: '2025', n: 10, of: 12 });
  // read in October
  assert.deepEqual(of('month', last), { at: 21, label: '2025-10', n: 0, of: 1 });
  assert.deepEqual(of('quarter', last), { at: 7, label: '2025-Q4', n: 0, of: 3 });
  // up to December, read in January
  const whole = buckets({ first: year(2024), last: year(2024) + 11 }, 'year');
  assert.equal(unfinished(whole, year(2024) + 11, monthOf('2025-01-03T00:00:00Z')), null);
  assert.equal(unfinished([], last, last), null);
  assert.equal(monthOf(null), Infinity);
});

test('an axis ends where values far out would flatten the rest', () => {
  const days = [3, 5, 4, 6, 2, 5, 4, 7, 3, 6];
  assert.equal(ceiling(days), null);
  assert.equal(ceiling([...days, 900]), 1.25 * 7);
  assert.equal(ceiling([...days, null, 900]), 1.25 * 7);
  assert.equal(ceiling([1, 1, 1, 500]), null);
  assert.equal(ceiling([]), null);
  // the slow half is no outlier
  assert.equal(ceiling([...days, ...days.map((d) => 50 * d)]), null);
});
