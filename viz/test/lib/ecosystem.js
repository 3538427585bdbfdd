// A made-up model ecosystem from a seed, with the awkward cases in it: hostile
// and non-ASCII names, stubs, models without creation date, merges of several
// parents, a cycle, a base model with more than 100 children, deep chains.

export const HOSTILE = 'evil/</script><img src=x onerror=alert(1)>';

const ALPHA = [0.6, 0.3, 0.1];
const W = [0.2, 0.4, 0.2, 0.2];
const LAMBDA = 0.001;
const AS_OF_DAY = 20089; // 2025-01-01

const TASKS = [
  'text-generation',
  'text-to-image',
  'automatic-speech-recognition',
  'feature-extraction',
  'image-text-to-text',
  'fill-mask',
  null,
];
const LIBRARIES = ['transformers', 'diffusers', 'gguf', 'peft', 'sentence-transformers', null];
const LICENSES = ['apache-2.0', 'mit', 'llama3', 'cc-by-nc-4.0', 'gemma', 'other', null];
const ORG_TYPES = ['company', 'community', 'university', 'non-profit', null];
const FIRST_WORDS = ['neural', 'deep', 'open', 'tiny', 'blue', 'data'];
const SECOND_WORDS = ['lab', 'forge', 'works', 'cat', 'mind'];
const SUFFIXES = ['7B', '13B', 'GGUF', 'LoRA', 'Instruct'];
const RELATIONS = ['finetune', 'adapter', 'merge', 'quantized', 'unknown'];

/** random: numbers in [0, 1) that depend on the seed only (mulberry32). */
export function random(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** ecosystem: {models, edges, meta}; models in order of rank, edges by row. */
export function ecosystem({ seed = 1, models: count = 2000 } = {}) {
  const rand = random(seed);
  const pick = (list) => list[Math.floor(rand() * list.length)];
  const authors = Array.from({ length: Math.max(8, (count / 12) | 0) }, (_, i) => {
    const kind = i % 9 === 8 ? null : i % 3 ? 'user' : 'organization';
    return {
      author: i === 0 ? 'acme' : `${pick(FIRST_WORDS)}-${pick(SECOND_WORDS)}-${i}`,
      author_full_name: i % 4 === 1 ? null : i === 2 ? '深度求索 研究院' : `Author No. ${i}`,
      author_kind: kind,
      org_type: kind === 'organization' ? pick(ORG_TYPES) : null,
    };
  });
  const models = [];
  const pairs = new Map();
  const link = (parent, child, relation) => {
    if (parent !== child) {
      pairs.set(`${parent} ${child}`, { parent, child, relation, weight: 1 });
    }
  };
  for (let i = 0; i < count; i++) {
    const author = i === 0 ? authors[0] : pick(authors);
    const stub = i > 20 && rand() < 0.03;
    const popularity = Math.exp(rand() * 14 * Math.max(0.2, 1 - i / count)) | 0;
    models.push({
      ...author,
      name: i === 0 ? 'acme/Base-7B' : `${author.author}/Model-${i.toString(36)}-${pick(SUFFIXES)}`,
      task: stub ? null : pick(TASKS),
      library: stub ? null : pick(LIBRARIES),
      license: stub ? null : pick(LICENSES),
      parameters: stub || rand() < 0.3 ? null : Math.round(Math.exp(17 + rand() * 8)),
      created_at: stub || rand() < 0.02 ? null : AS_OF_DAY - Math.floor(rand() * 900),
      downloads: stub ? null : popularity * 3 + Math.floor(rand() * 50),
      likes: stub ? null : Math.floor(popularity / 300),
      is_stub: stub ? 1 : 0,
      is_removed: 0,
    });
    if (i > 0 && rand() < 0.75) {
      const parent = i < 400 && rand() < 0.5 ? 0 : Math.floor(rand() ** 3 * i);
      const relation = pick(RELATIONS);
      link(parent, i, relation);
      if (relation === 'merge') {
        link(Math.floor(rand() * i), i, 'merge');
        link(Math.floor(rand() * i), i, 'merge');
      }
    }
  }
  for (let i = 5; i < 12; i++) {
    link(i, i + 1, 'finetune');
  }
  link(12, 5, 'unknown');
  Object.assign(models[3], {
    name: HOSTILE,
    author: 'evil',
    author_full_name: '<b>"Evil" & Co</b>',
    likes: 5000,
    downloads: 123456,
    is_stub: 0,
    is_removed: 0,
  });
  Object.assign(models[4], {
    name: '智源/悟道-Émile-İ',
    author: '智源',
    author_full_name: '北京智源人工智能研究院',
    author_kind: 'organization',
    org_type: 'non-profit',
    is_stub: 0,
    is_removed: 0,
  });
  return ranked(models, [...pairs.values()]);
}

/** ranked: adds influence, sorts by it and points the edges to the sorted rows. */
export function ranked(models, edges) {
  const order = models.map((_, i) => i);
  const scores = influence(models, edges);
  order.sort((a, b) => scores.total[b] - scores.total[a] || a - b);
  const row = new Map(order.map((old, at) => [old, at]));
  return {
    models: order.map((i, at) => ({
      ...models[i],
      rank: at + 1,
      influence: scores.total[i],
      self_influence: scores.self[i],
      child_influence: scores.child[i],
      parent_influence: scores.parent[i],
    })),
    edges: edges
      .map((e) => ({ ...e, parent: row.get(e.parent), child: row.get(e.child) }))
      .sort((a, b) => a.parent - b.parent || a.child - b.child),
    meta: {
      version: 2,
      as_of: '2025-01-01T00:00:00Z',
      refreshed_at: '2025-01-01T06:30:00Z',
      alpha: ALPHA,
      w: W,
      lambda: LAMBDA,
      lambda_space: LAMBDA,
      tol: 1e-6,
      max_iter: 100,
      iterations: scores.iterations,
      converged: true,
      counts: { models: models.length, listed: models.length, edges: edges.length, spaces: 321 },
    },
  };
}

function influence(models, edges) {
  const n = models.length;
  const self = models.map(
    (m) =>
      W[0] * Math.log(Math.max(m.downloads ?? 0, 1)) +
      W[1] * (m.likes ?? 0) +
      W[2] * (m.space_influence ?? 0) +
      (m.created_at === null
        ? 0
        : W[3] * Math.exp(-LAMBDA * Math.max(0, AS_OF_DAY - m.created_at))),
  );
  const children = new Array(n).fill(0);
  const parents = new Array(n).fill(0);
  for (const e of edges) {
    children[e.parent]++;
    parents[e.child]++;
  }
  let total = [...self];
  let child;
  let parent;
  let iterations = 0;
  for (let moved = Infinity; moved >= 1e-6 && iterations < 100; iterations++) {
    child = new Array(n).fill(0);
    parent = new Array(n).fill(0);
    for (const e of edges) {
      child[e.parent] += (e.weight * total[e.child]) / children[e.parent];
      parent[e.child] += (e.weight * total[e.parent]) / parents[e.child];
    }
    const next = self.map((s, i) => ALPHA[0] * s + ALPHA[1] * child[i] + ALPHA[2] * parent[i]);
    moved = next.reduce((sum, v, i) => sum + Math.abs(v - total[i]), 0);
    total = next;
  }
  return { self, child, parent, total, iterations };
}
