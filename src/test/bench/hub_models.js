// hub_models.js N: writes N models as the Hub's listing gives them, a JSON
// object a line, oldest first. The same N gives the same bytes.
//
// 59 percent derive from others (baseModels), mostly from those that many
// derive from already; 2 percent of all are merges of 2 to 4 parents. One
// model in 30 is not listed any more, though others name it; of one derived
// model in 100 only tags tell the parents. 42 percent have safetensors.

import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';

const N = Number(process.argv[2]);
if (!Number.isInteger(N) || N < 100) {
  console.error('usage: hub_models.js N   (N at least 100)');
  process.exit(1);
}

// A generator of numbers in [0, 1): mulberry32.
let state = 20260101;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const of = (list) => list[below(list.length)];

// heavy gives counters with a Pareto tail: most are small, few are huge.
const heavy = (scale, tail, most) =>
  Math.min(most, Math.floor(scale * (Math.pow(1 - random(), -1 / tail) - 1)));

// pick takes an entry of [[value, share], ...].
function pick(table) {
  let x = random();
  for (const [value, share] of table) {
    x -= share;
    if (x < 0) {
      return value;
    }
  }
  return table[0][0];
}

const TASKS = [
  ['text-generation', 0.45],
  ['text-classification', 0.1],
  ['text-to-image', 0.1],
  ['reinforcement-learning', 0.06],
  ['automatic-speech-recognition', 0.05],
  ['image-classification', 0.04],
  ['token-classification', 0.04],
  ['feature-extraction', 0.04],
  [undefined, 0.12],
];
const LIBRARIES = [
  ['transformers', 0.6],
  ['peft', 0.12],
  ['diffusers', 0.08],
  ['gguf', 0.08],
  [undefined, 0.12],
];
const LICENSES = [
  [undefined, 0.5],
  ['apache-2.0', 0.28],
  ['mit', 0.08],
  ['llama3.1', 0.05],
  ['gemma', 0.05],
  ['cc-by-nc-4.0', 0.04],
];
const RELATIONS = [
  ['finetune', 0.4],
  ['adapter', 0.35],
  ['quantized', 0.25],
];
const GATED = [
  [false, 0.96],
  ['auto', 0.03],
  ['manual', 0.01],
];
const FAMILIES = [
  'Llama-3.1',
  'Qwen2.5',
  'Mistral',
  'gemma-2',
  'Phi-3',
  'bert-base',
  'stable-diffusion',
  'whisper',
];
const SIZES = ['0.5B', '1B', '3B', '7B', '8B', '13B', '70B'];
const WORDS = [
  'Instruct',
  'chat',
  'sft',
  'dpo-v2',
  'lora',
  'base',
  'merged',
  'reasoning',
  'coder',
  'tiny',
  'GGUF',
];
const LANGUAGES = ['en', 'en', 'en', 'zh', 'fr', 'de', 'es', 'ja', 'ko', 'ru', 'multilingual'];
const FORMATS = [
  'pytorch',
  'onnx',
  'tensorboard',
  'generated_from_trainer',
  'autotrain_compatible',
  'custom_code',
];
const OWNERS = ['ai', 'labs', 'research', 'nlp', 'dev', 'ml', 'x', 'team'];

const BEGIN = Date.UTC(2022, 2, 3) / 1000;
const END = Date.UTC(2025, 11, 31) / 1000;

const hubId = (seconds, i) =>
  Math.floor(seconds).toString(16) +
  below(2 ** 32)
    .toString(16)
    .padStart(8, '0') +
  i.toString(16).padStart(8, '0');
const author = () => {
  const n = Math.floor((N / 4) * Math.pow(random(), 2.5));
  return `${OWNERS[n % OWNERS.length]}-${n.toString(36)}`;
};

const models = []; // {_id, id} by age, oldest first
const named = []; // parents of edges, as places in models

// parentOf chooses any earlier model or, four times as often, the parent of
// an earlier edge.
const parentOf = () => (named.length > 0 && random() < 0.8 ? of(named) : below(models.length));

function derive(merged) {
  const wanted = merged ? 2 + below(3) : 1;
  const chosen = new Set();
  for (let tries = 0; chosen.size < wanted && tries < 20; tries++) {
    chosen.add(parentOf());
  }
  named.push(...chosen);
  return [...chosen];
}

function model(i) {
  const seconds = BEGIN + (END - BEGIN) * Math.pow((i + random()) / N, 0.6);
  const owner = author();
  const family = of(FAMILIES);
  const id = `${owner}/${family}-${of(SIZES)}-${of(WORDS)}-${i.toString(36)}`;
  const library = pick(LIBRARIES);
  const task = pick(TASKS);
  const license = pick(LICENSES);
  const safetensors = random() < 0.42;
  const downloads = heavy(12, 0.7, 2e8);
  const likes = heavy(0.4, 0.95, 15000);
  const row = { _id: hubId(seconds, i), id };

  const tags = [];
  if (library) {
    tags.push(library);
  }
  if (safetensors) {
    tags.push('safetensors');
  }
  tags.push(family.toLowerCase());
  if (task) {
    tags.push(task);
  }
  for (let k = below(3); k > 0; k--) {
    tags.push(of(FORMATS));
  }
  if (random() < 0.3) {
    tags.push(of(LANGUAGES));
  }
  if (random() < 0.15) {
    tags.push(`arxiv:${2000 + below(600)}.${10000 + below(9999)}`);
  }
  if (random() < 0.1) {
    tags.push(`dataset:${author()}/data-${below(1000)}`);
  }
  if (i > 20 && random() < 0.6) {
    const merged = random() < 0.034;
    const relation = merged ? 'merge' : pick(RELATIONS);
    const parents = derive(merged).map((at) => models[at]);
    for (const parent of parents) {
      tags.push(`base_model:${parent.id}`, `base_model:${relation}:${parent.id}`);
    }
    if (random() < 0.99) {
      row.baseModels = { relation, models: parents };
    }
  }
  if (license) {
    tags.push(`license:${license}`);
  }
  tags.push('region:us');

  row.createdAt = new Date(Math.floor(seconds) * 1000).toISOString();
  row.downloads = downloads;
  row.downloadsAllTime = downloads * (1 + below(20));
  row.gated = pick(GATED);
  row.lastModified = new Date(Math.floor(seconds + heavy(5000, 0.5, 1e7)) * 1000).toISOString();
  row.library_name = library;
  row.likes = likes;
  row.pipeline_tag = task;
  if (safetensors) {
    const total = below(8e9);
    row.safetensors = { parameters: { BF16: total }, total };
  }
  row.sha = createHash('sha1').update(id).digest('hex');
  row.tags = [...new Set(tags)];
  row.trendingScore = likes > 50 ? below(likes) / 10 : 0;
  models.push({ _id: row._id, id });
  return row;
}

let pending = [];
function flush() {
  for (let bytes = Buffer.from(pending.join('')); bytes.length > 0;) {
    bytes = bytes.subarray(writeSync(1, bytes));
  }
  pending = [];
}
// More are made than are written: those left out are the parents that the
// Hub no longer lists.
for (let i = 0, written = 0; written < N; i++) {
  const row = model(i);
  if (random() < 1 / 30 && i < N) {
    continue;
  }
  pending.push(`${JSON.stringify(row)}\n`);
  written++;
  if (pending.length === 1000) {
    flush();
  }
}
flush();
