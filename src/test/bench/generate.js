// generate.js N: writes a Hub-shaped ecosystem of N models as a psql script
// of COPY commands. The same N gives the same bytes.
//
// 40 percent of the models have no relatives. Of the others one in fourteen is
// a root, the rest derive from earlier models, mostly from those that many
// derive from already (preferential attachment); 2 percent of all models are
// merges of 2 to 4 parents. Keys grow with time and have gaps (range 2.1 N);
// three rows in ten have moved to the end of the table, as updated rows do.

import { writeSync } from 'node:fs';

const N = Number(process.argv[2]);
if (!Number.isInteger(N) || N < 100) {
  console.error('usage: generate.js N   (N at least 100)');
  process.exit(1);
}

// ---- random numbers ----

// mix hashes a 32-bit integer (the finalizer of MurmurHash3).
function mix(h) {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

// A generator of numbers in [0, 1): sfc32.
let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
function random() {
  const t = (((a + b) | 0) + d) | 0;
  d = (d + 1) | 0;
  a = b ^ (b >>> 9);
  b = (c + (c << 3)) | 0;
  c = (c << 21) | (c >>> 11);
  c = (c + t) | 0;
  return (t >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
for (let i = 0; i < 20; i++) {
  random();
}

// heavy gives counters with a Pareto tail: most are small, few are huge.
const heavy = (scale, tail, most) =>
  Math.min(most, Math.floor(scale * (Math.pow(1 - random(), -1 / tail) - 1)));

// pick takes an entry of [[value, share], ...].
function pick(table, x) {
  for (const [value, share] of table) {
    x -= share;
    if (x < 0) {
      return value;
    }
  }
  return table[0][0];
}

// ---- the graph ----

const ISOLATED = 0,
  ROOT = 1,
  CHILD = 2,
  MERGE = 3;
const kind = new Uint8Array(N);
const ids = new Float64Array(N); // ascending, with gaps
const related = new Int32Array(N); // models that may get children
const parents = new Int32Array(2 * N); // by edge
const children = new Int32Array(2 * N);
const firstParent = new Int32Array(N).fill(-1);
const roots = new Int32Array(N);
let rootCount = 0;
let relatives = 0;
let edges = 0;

// parentFor chooses a root without children, any root, the parent of a random
// edge (so that models with many children get more), or any related model.
function parentFor(childless) {
  const x = random();
  if (childless.length > 0 && (edges === 0 || x < 0.08)) {
    return childless.pop();
  }
  if (x < 0.23) {
    return roots[below(rootCount)];
  }
  if (x < 0.85) {
    return parents[below(edges)];
  }
  return related[below(relatives)];
}

function derive(v, wanted, childless) {
  const chosen = new Set();
  for (let tries = 0; chosen.size < wanted && tries < 20; tries++) {
    chosen.add(parentFor(childless));
  }
  for (const p of chosen) {
    if (firstParent[v] < 0) {
      firstParent[v] = p;
    }
    parents[edges] = p;
    children[edges++] = v;
  }
}

{
  const childless = [];
  let id = 0;
  for (let v = 0; v < N; v++) {
    id += 1 + Math.floor(random() * 3.2);
    ids[v] = id;
    const x = random();
    kind[v] =
      v === 0
        ? ROOT
        : pick(
            [
              [ISOLATED, 0.4],
              [ROOT, 0.042],
              [MERGE, 0.02],
              [CHILD, 0.538],
            ],
            x,
          );
    if (kind[v] === ISOLATED) {
      continue;
    }
    if (kind[v] === ROOT) {
      childless.push(v);
      roots[rootCount++] = v;
    } else {
      derive(v, kind[v] === MERGE ? 2 + below(3) : 1, childless);
    }
    related[relatives++] = v;
  }
}

// ---- text ----

const TASKS = [
  ['text-generation', 0.45],
  ['text-classification', 0.1],
  ['text-to-image', 0.1],
  ['automatic-speech-recognition', 0.05],
  ['reinforcement-learning', 0.06],
  ['image-classification', 0.04],
  ['token-classification', 0.04],
  ['feature-extraction', 0.04],
  ['\\N', 0.12],
];
const LICENSES = [
  ['\\N', 0.55],
  ['apache-2.0', 0.25],
  ['mit', 0.08],
  ['llama3.1', 0.04],
  ['cc-by-nc-4.0', 0.04],
  ['openrail', 0.04],
];
const LIBRARIES = [
  ['transformers', 0.6],
  ['peft', 0.12],
  ['diffusers', 0.08],
  ['gguf', 0.08],
  ['\\N', 0.12],
];
const FAMILIES = [
  'llama',
  'qwen2',
  'mistral',
  'gemma2',
  'phi3',
  'bert',
  'stable-diffusion',
  'whisper',
];
const WORDS = [
  'instruct',
  'chat',
  'sft',
  'dpo',
  'lora',
  'base',
  'v2',
  'merged',
  'reasoning',
  'coder',
  'tiny',
];
const RELATIONS = [
  ['finetune', 0.4],
  ['adapter', 0.35],
  ['quantized', 0.25],
];
const SIZES = ['0.5b', '1b', '3b', '7b', '8b', '13b', '70b'];

const share = (v, salt) => mix(Math.imul(v + 1, 2654435761) ^ salt) / 4294967296;
const of = (list, v, salt) => list[Math.floor(share(v, salt) * list.length)];
const family = (v) => FAMILIES[mix(v + 77) % FAMILIES.length];
const hex = (v, salt) =>
  mix(v ^ salt)
    .toString(16)
    .padStart(8, '0');
const author = (v) => 1 + Math.floor((N / 5) * Math.pow(share(v, 11), 3));
const relation = (v) => (kind[v] === MERGE ? 'merge' : pick(RELATIONS, share(v, 12)));
const name = (v) =>
  `author${author(v)}/${family(v)}-${of(SIZES, v, 13)}-${of(WORDS, v, 14)}-${v.toString(36)}`;

function tags(v, library) {
  const list = [library, family(v)].filter((tag) => tag !== '\\N');
  if (firstParent[v] >= 0) {
    list.push(`base_model:${relation(v)}:${name(firstParent[v])}`);
  }
  return `{${list.join(',')}}`;
}

const BEGIN = Date.UTC(2022, 2, 3) / 1000;
const END = Date.UTC(2025, 11, 31) / 1000;

// when gives the time of the i-th of n things: ever more in the same time.
function when(i, n) {
  return new Date((BEGIN + (END - BEGIN) * Math.pow((i + 0.5) / n, 0.6)) * 1000).toISOString();
}

// ---- output ----

let pending = [];
let size = 0;
function flush() {
  // Blocks until it is taken, while process.stdout would pile it up.
  for (let bytes = Buffer.from(pending.join('')); bytes.length > 0;) {
    bytes = bytes.subarray(writeSync(1, bytes));
  }
  pending = [];
  size = 0;
}
function line(...fields) {
  const text = `${fields.join('\t')}\n`;
  pending.push(text);
  size += text.length;
  if (size > 1 << 20) {
    flush();
  }
}
function copy(target, rows) {
  line(`COPY ${target} FROM STDIN;`);
  rows();
  line('\\.');
}

// settled gives 0..n-1 in the order of rows in a table of which three in ten
// have been updated.
function settled(n) {
  const order = new Int32Array(n);
  const moved = [];
  let at = 0;
  for (let i = 0; i < n; i++) {
    if (random() < 0.3) {
      moved.push(i);
    } else {
      order[at++] = i;
    }
  }
  for (let i = moved.length - 1; i >= 0; i--) {
    const j = below(i + 1);
    order[at++] = moved[j];
    moved[j] = moved[i];
  }
  return order;
}

copy(
  'llmeco.models (model_id, author_id, downloads, downloads_all_time, likes, parameters, ' +
    'trending_score, created_at, modified_at, fetched_at, hub_id, name, task, library, license, ' +
    'gated, languages, tags)',
  () => {
    for (const v of settled(N)) {
      const downloads = heavy(12, 0.7, 2e8);
      const task = pick(TASKS, share(v, 1));
      const library = pick(LIBRARIES, share(v, 2));
      const license = pick(LICENSES, share(v, 3));
      const created = when(v, N);
      line(
        ids[v],
        author(v),
        downloads,
        downloads * (1 + below(20)),
        heavy(0.4, 0.95, 15000),
        share(v, 4) < 0.5 ? '\\N' : Math.floor(share(v, 5) * 8e9),
        '\\N',
        share(v, 6) < 0.02 ? '\\N' : created,
        created,
        '2026-01-01 00:00:00+00',
        hex(v, 21) + hex(v, 22) + v.toString(16).padStart(8, '0'),
        name(v),
        task,
        library,
        license,
        share(v, 8) < 0.05 ? 'auto' : '\\N',
        share(v, 7) < 0.3 ? '{en}' : '{}',
        tags(v, library),
      );
    }
  },
);

copy('llmeco.model_edges (parent_id, child_id, relation, provenance)', () => {
  for (let e = 0; e < edges; e++) {
    line(ids[parents[e]], ids[children[e]], relation(children[e]), 'hub');
  }
});

const SPACES = Math.floor(N / 5);
copy(
  'llmeco.spaces (space_id, author_id, likes, created_at, modified_at, fetched_at, hub_id, name, ' +
    'title, emoji, sdk)',
  () => {
    for (const s of settled(SPACES)) {
      const created = when(s, SPACES);
      line(
        2 * s + 1,
        author(s),
        heavy(0.3, 0.9, 10000),
        created,
        created,
        '2026-01-01 00:00:00+00',
        hex(s, 31) + hex(s, 32) + s.toString(16).padStart(8, '0'),
        `author${author(s)}/space-${s.toString(36)}`,
        `Demo of ${family(s)}`,
        '🚀',
        'gradio',
      );
    }
  },
);

// A Space uses one to three models, mostly those that others build on.
copy('llmeco.space_models (space_id, model_id)', () => {
  for (let s = 0; s < SPACES; s++) {
    const used = new Set();
    for (let k = 1 + Math.floor(Math.pow(random(), 4) * 3); k > 0; k--) {
      used.add(random() < 0.7 ? parents[below(edges)] : below(N));
    }
    for (const v of used) {
      line(2 * s + 1, ids[v]);
    }
  }
});
flush();
