#!/usr/bin/env node
// Checks that the sample holds together and prints its counts: TAP on stdout,
// exit 1 when a point is not ok. Needs node only.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const RELATIONS = ['finetune', 'adapter', 'merge', 'quantized'];
const ORG_TYPES = ['company', 'community', 'university', 'non-profit', 'classroom', 'government'];
const MAX_BYTES = 2.5e6;
const FIRST_CREATED = '2022-03-02T23:29:04.000Z';

// Parents that models name and that are left out on purpose: the loader has
// to make stubs of them.
const STUBS = `
  CultriX/Qwen2.5-14B-Wernicke CultriX/SeQwence-14B-EvolMerge
  Fizzarolli/MN-12b-Sunrose KBlueLeaf/kohaku-xl-beta5
  TheDrummer/UnslopNemo-12B-v4 grimjim/Llama-3-Instruct-abliteration-LoRA-8B
  mlabonne/Llama-3-70B-Instruct-abliterated-LORA mlabonne/Monarch-7B
  nothingiisreal/MN-12B-Celeste-V1.9 qnguyen3/VyLinh-3B
  sometimesanotion/Qwentinuum-14B-v013
  sometimesanotion/Qwenvergence-14B-v3-Prose
  sometimesanotion/lamarck-14b-v0.1-prose-model_stock
  sometimesanotion/lamarck-14b-v0.1-reason-model_stock
  sthenno-com/miscii-14b-1225 underwoods/medius-erebus-magnum-14b
`
  .trim()
  .split(/\s+/);

// Datasets that models name and that are left out on purpose.
const GONE_DATASETS = 'coco gooaq imagenet-21k libritts quasc s2orc taskmaster2 wikihow'.split(
  /\s+/,
);

// The first pattern that fits a model's name gives its family.
const FAMILIES = [
  ['InternVL', /intern(vl|vit)|sa2va/i],
  ['FLUX', /flux|in-context-lora|hyper-sd/i],
  ['Stable Diffusion', /stable-diffusion|sdxl|-xl\b|-xl-|sd35|sd3\.|sd15|controlnet|pix2pix/i],
  ['Stable Diffusion', /animagine|dreamshaper|realvis/i],
  ['Whisper', /whisper/i],
  ['wav2vec2', /wav2vec2|w2v-bert|xls-r/i],
  ['CLIP, ViT, SigLIP', /clip|\bvit-|siglip|dinov2/i],
  ['sentence embeddings', /embed|bge-|\be5-|gte-|minilm|mpnet|retriever|stella/i],
  ['BERT, RoBERTa', /bert/i],
  ['T5', /\b(flan-|m)?t5\b|t5-/i],
  ['DeepSeek', /deepseek/i],
  ['Qwen', /qwen|qwq|qvq|lamarck|miscii|athene/i],
  ['Mistral, Mixtral', /mi[sx]tral|zephyr|hermes-2|nemo|-12b|cydonia/i],
  ['Llama 2', /llama-?2|codellama|vicuna|tinyllama|meditron/i],
  ['Llama 3', /llama-?3|l3\.3|llama-3/i],
  ['Gemma', /gemma/i],
  ['Phi', /\bphi-/i],
  ['Falcon', /falcon/i],
  ['Yi', /\/yi-/i],
  ['BLOOM', /bloom/i],
  ['GPT-2, EleutherAI', /gpt2|gpt-|pythia|dolly/i],
  ['OLMo', /olmo/i],
  ['SmolLM', /smol(lm|vlm)/i],
];

let points = 0;
let failures = 0;

// ok prints one TAP point; bad lists what is wrong, empty when nothing is.
function ok(name, bad) {
  points++;
  if (bad.length === 0) {
    console.log(`ok ${points} - ${name}`);
    return;
  }
  failures++;
  console.log(`not ok ${points} - ${name}`);
  for (const b of bad.slice(0, 10)) {
    console.log(`# ${b}`);
  }
  if (bad.length > 10) {
    console.log(`# and ${bad.length - 10} more`);
  }
}

function atLeast(name, got, want) {
  ok(`${name}: ${got} (at least ${want})`, got >= want ? [] : [`${got} < ${want}`]);
}

function readLines(file) {
  return readFileSync(join(HERE, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function walk(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? walk(join(dir, e.name)) : [join(dir, e.name)],
  );
}

function goodId(id) {
  return /^[\w.-]{1,96}\/[\w.-]{1,96}$/.test(id) && !/--|\.\.|\.git$/.test(id);
}

function goodTime(t) {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(t) && !Number.isNaN(Date.parse(t));
}

function repeated(list) {
  return list.filter((v, i) => list.indexOf(v) !== i);
}

// tagParents reads a model's tags as the Hub writes them: Map of parent to
// relation, null where only the plain base_model tag is there.
function tagParents(model) {
  const parents = new Map();

  for (const tag of model.tags.filter((t) => t.startsWith('base_model:'))) {
    const [, first, rest] = tag.match(/^base_model:([^:]+)(?::(.*))?$/);

    if (rest !== undefined) {
      parents.set(rest, first);
    } else if (!parents.has(first)) {
      parents.set(first, null);
    }
  }
  return parents;
}

const models = readLines('models.jsonl');
const spaces = readLines('spaces.jsonl');
const authors = readLines('authors.jsonl');
const aliases = JSON.parse(readFileSync(join(HERE, 'aliases.json'), 'utf8'));
const byId = new Map(models.map((m) => [m.id, m]));
const current = (id) => aliases[id] ?? id;

/* Rows: names, ids, times, counters, order. */

for (const [what, rows] of [
  ['models', models],
  ['Spaces', spaces],
]) {
  ok(
    `${what}: ids keep the Hub's grammar`,
    rows.filter((r) => !goodId(r.id)).map((r) => r.id),
  );
  ok(`${what}: ids are unique whatever their case`, repeated(rows.map((r) => r.id.toLowerCase())));
  ok(
    `${what}: _id is 24 hex digits, the first 8 the second of creation`,
    rows
      .filter(
        (r) =>
          !/^[0-9a-f]{24}$/.test(r._id) ||
          parseInt(r._id.slice(0, 8), 16) !== Math.floor(Date.parse(r.createdAt) / 1000),
      )
      .map((r) => r.id),
  );
  ok(`${what}: _id is unique`, repeated(rows.map((r) => r._id)));
  ok(
    `${what}: the author is the part before the slash`,
    rows.filter((r) => r.author !== r.id.split('/')[0]).map((r) => r.id),
  );
  ok(
    `${what}: times are valid, none before the Hub's first or after the snapshot`,
    rows
      .filter(
        (r) =>
          !goodTime(r.createdAt) ||
          r.createdAt < FIRST_CREATED ||
          r.createdAt > '2025-01-13' ||
          (r.lastModified !== undefined &&
            (!goodTime(r.lastModified) || r.lastModified < r.createdAt)),
      )
      .map((r) => r.id),
  );
  ok(
    `${what}: newest first`,
    rows.filter((r, i) => i > 0 && rows[i - 1].createdAt < r.createdAt).map((r) => r.id),
  );
  ok(
    `${what}: likes are whole and public is public`,
    rows
      .filter((r) => !Number.isInteger(r.likes) || r.likes < 0 || r.private !== false)
      .map((r) => r.id),
  );
}
ok(
  'models: downloads, sizes, commits and gates have the right types',
  models
    .filter(
      (m) =>
        !Number.isInteger(m.downloads) ||
        m.downloads < 0 ||
        !(m.downloadsAllTime === undefined || m.downloadsAllTime >= m.downloads) ||
        !(
          m.safetensors === undefined ||
          (m.safetensors.total > 0 &&
            Object.values(m.safetensors.parameters).reduce((a, b) => a + b) === m.safetensors.total)
        ) ||
        !(m.sha === undefined || /^[0-9a-f]{40}$/.test(m.sha)) ||
        ![false, 'auto', 'manual'].includes(m.gated),
    )
    .map((m) => m.id),
);
ok(
  'models: a region among the tags, no tag twice',
  models
    .filter((m) => !m.tags.some((t) => t.startsWith('region:')) || repeated(m.tags).length > 0)
    .map((m) => m.id),
);
atLeast('models', models.length, 400);
atLeast('Spaces', spaces.length, 100);

/* Lineage. */

const parentsOf = new Map();
const wrongParent = [];
const unresolved = new Set();
const relationCount = Object.fromEntries(RELATIONS.map((r) => [r, 0]));

for (const m of models) {
  const tags = tagParents(m);
  const known = new Set();

  for (const [name, relation] of tags) {
    const id = current(name);

    if (!RELATIONS.includes(relation) || id === m.id) {
      wrongParent.push(`${m.id}: ${relation} of ${name}`);
      continue;
    }
    relationCount[relation]++;
    if (byId.has(id)) {
      known.add(id);
    } else {
      unresolved.add(name);
    }
  }
  parentsOf.set(m.id, known);

  const base = m.baseModels;
  const listed = new Set((base?.models ?? []).map((p) => p.id));

  if (known.size !== listed.size || [...known].some((p) => !listed.has(p))) {
    wrongParent.push(`${m.id}: baseModels and tags differ`);
  }
  for (const p of base?.models ?? []) {
    if (byId.get(p.id)?._id !== p._id) {
      wrongParent.push(`${m.id}: _id of ${p.id}`);
    }
  }
  if (base !== undefined && [...tags.values()].some((r) => r !== base.relation)) {
    wrongParent.push(`${m.id}: relation of baseModels`);
  }
}
ok(
  'lineage: tags and baseModels agree, relations are known, nobody is its own parent',
  wrongParent,
);
ok(
  'lineage: parents are in the sample or declared stubs',
  [...unresolved].filter((p) => !STUBS.includes(p)),
);
ok(
  'lineage: every declared stub is used and absent',
  STUBS.filter((s) => !unresolved.has(s) || byId.has(s)),
);

// depth counts the models of the longest chain from a root down to id.
const depths = new Map();
const cycles = [];

function depth(id, path = new Set()) {
  if (path.has(id)) {
    cycles.push(id);
    return 0;
  }
  if (!depths.has(id)) {
    path.add(id);
    depths.set(id, 1 + Math.max(0, ...[...parentsOf.get(id)].map((p) => depth(p, path))));
    path.delete(id);
  }
  return depths.get(id);
}

models.forEach((m) => depth(m.id));
ok('lineage: no cycle', cycles);

const merges = models.filter((m) => tagParents(m).size > 1);
const deepest = Math.max(...depths.values());

for (const r of RELATIONS) {
  atLeast(`lineage: ${r} edges`, relationCount[r], 20);
}
atLeast('lineage: models of the longest chain', deepest, 4);
atLeast(
  'lineage: chains of 4 models and more',
  [...depths.values()].filter((d) => d >= 4).length,
  20,
);
atLeast('lineage: models with several parents', merges.length, 5);
atLeast(
  'lineage: of those with all parents in the sample',
  merges.filter((m) => parentsOf.get(m.id).size === tagParents(m).size).length,
  5,
);

/* Families and tasks. */

const familyCount = new Map();

for (const m of models) {
  const family = FAMILIES.find(([, re]) => re.test(m.id))?.[0] ?? 'others';

  familyCount.set(family, (familyCount.get(family) ?? 0) + 1);
}
atLeast(
  'families with 3 models and more',
  [...familyCount].filter(([f, n]) => f !== 'others' && n >= 3).length,
  14,
);
atLeast('tasks', new Set(models.map((m) => m.pipeline_tag).filter(Boolean)).size, 12);

/* Aliases, authors, Spaces. */

const nameOf = (a) => a.name ?? a.user;
const authorNames = authors.map(nameOf);
const links = spaces.flatMap((s) => (s.models ?? []).map((m) => [s.id, m]));

ok(
  'aliases: no alias is a model, every one leads to a model',
  Object.entries(aliases)
    .filter(([from, to]) => byId.has(from) || !byId.has(to))
    .map((a) => a.join(' -> ')),
);
ok('authors: unique', repeated(authorNames.map((n) => n.toLowerCase())));
ok('authors: _id is unique', repeated(authors.map((a) => a._id)));
ok(
  'authors: the shape of a user or of an organisation',
  authors
    .filter((a) => {
      const user =
        a.user !== undefined &&
        a.type === 'user' &&
        a.name === undefined &&
        a._page.org_type === null;
      const org =
        a.name !== undefined &&
        typeof a.isVerified === 'boolean' &&
        a.user === undefined &&
        (a._page.org_type === null || ORG_TYPES.includes(a._page.org_type));

      return (
        !(user || org) ||
        !/^[0-9a-f]{24}$/.test(a._id) ||
        !Number.isInteger(a.numFollowers) ||
        !/^(https:\/\/|\/avatars\/)/.test(a.avatarUrl) ||
        typeof a.fullname !== 'string' ||
        !['website', 'github', 'twitter'].every((k) => a._page[k] === null || a._page[k].length > 0)
      );
    })
    .map(nameOf),
);
ok(
  'authors: everyone who owns a model is there',
  [...new Set(models.map((m) => m.author))].filter((a) => !authorNames.includes(a)),
);
ok(
  'Spaces: every link leads to a model, some through an old name',
  links.filter(([, m]) => !byId.has(current(m))).map((l) => l.join(' -> ')),
);
atLeast('Spaces: links', links.length, 80);
atLeast('Spaces: links by an old name', links.filter(([, m]) => m in aliases).length, 5);
ok(
  'Spaces: a title in every card',
  spaces.filter((s) => !s.cardData?.title || !s.sdk).map((s) => s.id),
);

/* GitHub repositories and their labels. */

const repoDir = join(HERE, 'opendigger', 'github');
const repos = walk(repoDir).map((f) => [
  relative(repoDir, f).replace(/\.json$/, ''),
  JSON.parse(readFileSync(f, 'utf8')),
]);
const isMonth = (k) => /^\d{4}-\d\d$/.test(k);
const goodPeriod = (k) => /^\d{4}(-(0[1-9]|1[0-2])(-raw)?|Q[1-4])?$/.test(k);
const NETWORKS = ['developer_network', 'repo_network'];

atLeast('repositories', repos.length, 16);
ok(
  'repositories: 24 months and more of OpenRank and activity',
  repos
    .filter(([, r]) =>
      ['openrank', 'activity'].some((m) => Object.keys(r[m]).filter(isMonth).length < 24),
    )
    .map(([n]) => n),
);
ok(
  'repositories: every key is a month, quarter or year',
  repos.flatMap(([n, r]) =>
    Object.entries(r)
      .filter(([m]) => m !== 'meta' && !NETWORKS.includes(m))
      .flatMap(([m, v]) =>
        (v.avg ? Object.values(v) : [v])
          .flatMap((o) => Object.keys(o))
          .filter((k) => !goodPeriod(k))
          .map((k) => `${n} ${m} ${k}`),
      ),
  ),
);
ok(
  'repositories: durations have avg, levels and five quantiles',
  repos.flatMap(([n, r]) =>
    Object.entries(r)
      .filter(
        ([, v]) =>
          v.avg &&
          (Object.values(v.levels).some((l) => l.length !== 4) ||
            [0, 1, 2, 3, 4].some((q) => v[`quantile_${q}`] === undefined)),
      )
      .map(([m]) => `${n} ${m}`),
  ),
);
ok(
  'repositories: networks name their nodes',
  repos.flatMap(([n, r]) =>
    NETWORKS.filter((k) => r[k])
      .filter((k) => {
        const nodes = new Set(r[k].nodes.map((x) => x[0]));

        return r[k].edges.some(([a, b, w]) => !nodes.has(a) || !nodes.has(b) || !(w > 0));
      })
      .map((k) => `${n} ${k}`),
  ),
);

// Their contributors are made up, and agree with what is recorded.
const MADE_UP = ['PaddlePaddle/PaddleNLP', 'milvus-io/milvus', 'NVIDIA/DALI'];
ok(
  'repositories: contributors that are made up have names that nobody can have on GitHub',
  MADE_UP.flatMap((name) => {
    const r = new Map(repos).get(name);
    const lists = [...Object.values(r.activity_details), ...Object.values(r.bus_factor_detail)];

    return [...lists.flat(), ...r.developer_network.nodes]
      .map(([login]) => login)
      .filter((login) => !/^sample--\d\d$/.test(login));
  }),
);
ok(
  'repositories: of the made-up ones as many are the bus factor, and no more active, than recorded',
  MADE_UP.flatMap((name) => {
    const r = new Map(repos).get(name);
    const activity = (m) => r.activity_details[m].reduce((sum, [, value]) => sum + value, 0);
    const months = Object.keys(r.activity_details);

    return months.length === 12
      ? months
          .filter(
            (m) =>
              r.bus_factor_detail[m].length !== r.bus_factor[m] || !(activity(m) < r.activity[m]),
          )
          .map((m) => `${name} ${m}`)
      : [name];
  }),
);

const labelDir = join(HERE, 'labels');
const labelFiles = walk(labelDir).map((f) => relative(labelDir, f));
const labelIds = new Map(labelFiles.map((f) => [`:${f.replace(/(\/index)?\.yml$/, '')}`, f]));
const labelRepos = new Map();
const wrongLabel = [];
let relativeIds = 0;
let absoluteIds = 0;

for (const [id, file] of labelIds) {
  const text = readFileSync(join(labelDir, file), 'utf8');

  if (!/^name: \S.*\n(name_zh: .*\n)?type: [\w-]+\ndata:\n/.test(text)) {
    wrongLabel.push(`${file}: head`);
  }
  for (const [, quoted, bare] of text.matchAll(/^ {4}- (?:'(:[^']+)'|([\w]+))$/gm)) {
    const target = quoted ?? `:${join(dirname(file), bare)}`;

    if (quoted) {
      absoluteIds++;
    } else {
      relativeIds++;
    }
    if (!labelIds.has(target)) {
      wrongLabel.push(`${file}: ${target}`);
    }
  }
  for (const [, number, name] of text.matchAll(/- id: (\d+)\n {10}name: (\S+)/g)) {
    if (labelRepos.has(name) && labelRepos.get(name).number !== number) {
      wrongLabel.push(`${file}: ${name} has two ids`);
    }
    labelRepos.set(name, { number });
  }
  for (const [name, r] of repos) {
    const inFile = text.includes(`name: ${name}\n`);

    if (inFile && !r.meta.labels.some((l) => l.id === id)) {
      wrongLabel.push(`${name}: meta lacks ${id}`);
    }
  }
}
ok('labels: files have the shape, ids lead to files, meta agrees', wrongLabel);
ok(
  'labels: every repository is labelled, under the id of its meta',
  repos
    .filter(
      ([n, r]) =>
        labelRepos.get(n)?.number !== String(r.meta.id) ||
        r.meta.labels.some((l) => !labelIds.has(l.id)),
    )
    .map(([n]) => n),
);
atLeast('labels: relative ids', relativeIds, 5);
atLeast('labels: absolute ids', absoluteIds, 5);

/* Datasets and papers. */

const datasets = readLines('datasets.jsonl');
const datasetIds = new Set(datasets.map((d) => d.id));
const datasetAliases = JSON.parse(readFileSync(join(HERE, 'dataset_aliases.json'), 'utf8'));
const papers = readLines('papers.jsonl');
const named = (prefix) => [
  ...new Set(
    models.flatMap((m) =>
      m.tags.filter((t) => t.startsWith(prefix)).map((t) => t.slice(prefix.length)),
    ),
  ),
];

ok(
  'datasets: _id and name are, once each',
  datasets.filter((d) => !/^[0-9a-f]{24}$/.test(d._id) || !goodId(d.id)).map((d) => d.id),
);
ok('datasets: none twice', repeated([...datasetIds, ...datasets.map((d) => d._id)]));
ok(
  'datasets: all that models name, but those left out on purpose',
  named('dataset:').filter(
    (id) => GONE_DATASETS.includes(id) === datasetIds.has(datasetAliases[id] ?? id),
  ),
);
ok(
  'datasets: old names lead to some, and are none',
  Object.entries(datasetAliases)
    .filter(([from, to]) => datasetIds.has(from) || !datasetIds.has(to))
    .flat(),
);
ok('papers: each is named by a model, once, and has a title', [
  ...papers.filter((p) => !named('arxiv:').includes(p.id) || !p.title).map((p) => p.id),
  ...repeated(papers.map((p) => p.id)),
]);

/* The whole. */

const bytes = walk(HERE).reduce((sum, f) => sum + statSync(f).size, 0);

ok(`size: ${bytes} bytes (at most ${MAX_BYTES})`, bytes <= MAX_BYTES ? [] : [String(bytes)]);
ok('README is there', existsSync(join(HERE, 'README.md')) ? [] : ['README.md']);
console.log(`1..${points}`);

const kinds = authors.filter((a) => a.user !== undefined).length;

console.log(
  `# models ${models.length}, stubs ${STUBS.length}, authors ${authors.length} ` +
    `(${kinds} users, ${authors.length - kinds} organisations), Spaces ${spaces.length}, ` +
    `links ${links.length}, aliases ${Object.keys(aliases).length}, ` +
    `datasets ${datasets.length}, papers ${papers.length}, ` +
    `repositories ${repos.length}, label files ${labelFiles.length}`,
);
console.log(
  `# edges ${RELATIONS.map((r) => `${r} ${relationCount[r]}`).join(', ')}; ` +
    `several parents ${merges.length}; longest chain ${deepest}`,
);
console.log(
  `# families ${[...familyCount]
    .sort((a, b) => b[1] - a[1])
    .map(([f, n]) => `${f} ${n}`)
    .join(', ')}`,
);
process.exitCode = failures > 0 ? 1 : 0;
