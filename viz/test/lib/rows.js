// Rows of the extension's tables, made up from a seed in the proportions of
// the Hub: for tests of the generator and for measuring it at any size. Writes
// a psql script.
//
//   node rows.js COUNT [SEED] | psql -X -q -v ON_ERROR_STOP=1 -d DATABASE

import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { random } from './ecosystem.js';

const FAMILIES = [
  'Llama-3',
  'Llama-2',
  'Qwen2.5',
  'Qwen2',
  'Mistral',
  'Mixtral',
  'gemma-2',
  'phi-3',
  'bert-base',
  'roberta-large',
  'whisper-small',
  'wav2vec2',
  'stable-diffusion',
  'sdxl',
  'flux',
  'vit-base',
  't5-small',
  'gpt2',
  'opus-mt',
  'deberta-v3',
  'falcon',
  'pythia',
  'yi',
  'internlm',
];
const SIZES = ['0.5B', '1.5B', '3B', '7B', '8B', '13B', '14B', '32B', '70B', ''];
const SUFFIXES = [
  'Instruct',
  'Chat',
  'GGUF',
  'AWQ',
  'GPTQ-Int4',
  'lora',
  'sft',
  'dpo',
  'merged',
  'finetuned',
  'v2',
  'v0.1',
  '4bit',
  'i1-GGUF',
  'bnb-4bit',
  'uncensored',
  'zh',
  'finetuned-squad',
];
const SYLLABLES = [
  'ka',
  'lo',
  'mi',
  'ten',
  'ra',
  'vo',
  'shi',
  'del',
  'no',
  'bar',
  'zu',
  'ne',
  'qui',
  'fer',
  'tos',
  'an',
  'ji',
  'wen',
  'al',
  'pha',
];
const TASKS = [
  'text-generation',
  'text-to-image',
  'text-classification',
  'reinforcement-learning',
  'automatic-speech-recognition',
  'feature-extraction',
  'token-classification',
  'fill-mask',
  'image-classification',
  'translation',
  'question-answering',
  'sentence-similarity',
];
const LIBRARIES = [
  'transformers',
  'diffusers',
  'peft',
  'gguf',
  'stable-baselines3',
  'sentence-transformers',
];
const LICENSES = ['apache-2.0', 'mit', 'llama3', 'cc-by-nc-4.0', 'openrail', 'other', 'gemma'];
const ORG_TYPES = ['company', 'community', 'university', 'non-profit', 'classroom', 'government'];
const PARAMETERS = [494032768, 1543714304, 7615616512, 8030261248, 124439808, 70553706496];
const RELATIONS = ['finetune', 'adapter', 'merge', 'quantized', 'unknown'];

const copy = (table, columns) => `COPY llmeco.${table} (${columns}) FROM STDIN;\n`;
const line = (...values) => `${values.join('\t')}\n`;

/** rows: psql's input in pieces; models get ids with gaps, edges point to older models. */
export function* rows(count, seed = 1) {
  const rand = random(seed);
  const below = (n) => Math.floor(rand() * n);
  const pick = (list) => list[below(list.length)];
  const maybe = (share, value) => (rand() < share ? value() : '\\N');
  const syllables = (n) => Array.from({ length: n }, () => pick(SYLLABLES)).join('');
  const authors = Math.max(1, Math.ceil(count / 4));
  const author = Array.from({ length: authors }, (_, i) => {
    const word = syllables(2 + below(3));
    return `${word}${rand() < 0.4 ? `-${pick(['ai', 'lab', 'org', 'ml'])}` : ''}${i.toString(36)}`;
  });

  yield copy('authors', 'author_id, name, kind, full_name, org_type, fetched_at');
  for (let i = 0; i < authors; i++) {
    const organization = rand() < 0.2;
    yield line(
      i + 1,
      author[i],
      organization ? 'organization' : 'user',
      maybe(0.6, () => `${syllables(3)} ${syllables(2)}`),
      organization ? maybe(0.6, () => pick(ORG_TYPES)) : '\\N',
      '2025-01-01',
    );
  }
  yield '\\.\n';

  const parent = new Int32Array(count).fill(-1);
  const id = (i) => 2 * i + 1 + (i % 7);
  yield copy(
    'models',
    'model_id, author_id, downloads, likes, parameters, created_at, fetched_at, ' +
      'name, task, library, license',
  );
  const base = [];
  for (let i = 0; i < count; i++) {
    const a = Math.floor(authors * rand() ** 3);
    if (i > 10 && rand() < 0.59) {
      parent[i] = Math.floor(i * rand() ** 4);
      base[i] = `${base[parent[i]]}-${pick(SUFFIXES)}`.slice(-40);
    } else {
      base[i] = rand() < 0.6 ? `${pick(FAMILIES)}-${pick(SIZES)}` : syllables(2 + below(4));
    }
    const end = rand() < 0.6 ? `-${below(count).toString(36)}` : `_${i.toString(36)}`;
    const stub = rand() < 0.02;
    const popular = Math.floor(Math.exp(rand() ** 6 * 14));
    const known = (value) => (stub ? '\\N' : value());
    yield line(
      id(i),
      a + 1,
      known(() => popular * below(40) + below(60)),
      known(() => popular - 1),
      known(() => maybe(0.6, () => pick([...PARAMETERS, below(1e9)]))),
      known(() =>
        maybe(0.98, () => new Date(Date.UTC(2022, 5, 1) + rand() ** 0.5 * 94e9).toISOString()),
      ),
      known(() => '2025-06-01'),
      `${author[a]}/${base[i]}${end}`,
      maybe(0.7, () => pick(TASKS)),
      maybe(0.8, () => pick(LIBRARIES)),
      maybe(0.5, () => pick(LICENSES)),
    );
  }
  yield '\\.\n';

  yield copy('model_edges', 'parent_id, child_id, relation, provenance');
  for (let i = 0; i < count; i++) {
    if (parent[i] >= 0) {
      yield `${id(parent[i])}\t${id(i)}\t${pick(RELATIONS)}\thub\n`;
    }
  }
  yield '\\.\n';

  // One round of the formula: values with as many digits as real ones.
  yield `
    ANALYZE llmeco.models, llmeco.model_edges;
    WITH self AS MATERIALIZED (
      SELECT model_id, 0.2 * ln(greatest(coalesce(downloads, 0), 1)::float8) + 0.4
        * coalesce(likes, 0) + coalesce(0.2 * exp(-0.001 * floor(
          extract(epoch FROM timestamptz '2025-06-01' - created_at)::float8 / 86400)), 0) AS s
        FROM llmeco.models),
    child AS (SELECT e.parent_id AS model_id, avg(s) AS c FROM llmeco.model_edges e
      JOIN self ON self.model_id = e.child_id GROUP BY 1),
    parent AS (SELECT e.child_id AS model_id, avg(s) AS p FROM llmeco.model_edges e
      JOIN self ON self.model_id = e.parent_id GROUP BY 1),
    total AS (SELECT model_id, s, coalesce(c, 0) AS c, coalesce(p, 0) AS p,
      0.6 * s + 0.3 * coalesce(c, 0) + 0.1 * coalesce(p, 0) AS i
                FROM self LEFT JOIN child USING (model_id) LEFT JOIN parent USING (model_id))
    INSERT INTO llmeco.influence_scores (model_id, self_influence, child_influence,
      parent_influence, influence, rank, earned_rank, tied_rank, run_id, slot)
    SELECT model_id, s, c, p, i, row_number() OVER (ORDER BY i DESC, model_id),
      row_number() OVER (ORDER BY 0.6 * s + 0.3 * c DESC, model_id),
      rank() OVER (ORDER BY i DESC), 1, 1 FROM total;
    INSERT INTO llmeco.influence_slots (slot, run_id, is_shown) VALUES (1, 1, true);
    INSERT INTO llmeco.influence_runs (started_at, finished_at, as_of, alpha, w, lambda,
        lambda_space, tol, max_iter, iterations, residual, converged, models, edges,
        load_seconds, compute_seconds, store_seconds)
    SELECT '2025-06-01', '2025-06-01', '2025-06-01', '{0.6,0.3,0.1}', '{0.2,0.4,0.2,0.2}', 0.001,
      0.001, 1e-6, 100,
        1, 0, true, (SELECT count(*) FROM llmeco.models), (SELECT count(*) FROM llmeco.model_edges),
          0, 0, 0;
    ANALYZE llmeco.models, llmeco.model_edges, llmeco.influence_scores_1, llmeco.authors;\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let piece = '';
  for (const row of rows(Number(process.argv[2]), Number(process.argv[3] ?? 1))) {
    piece += row;
    if (piece.length > 1 << 20) {
      if (!process.stdout.write(piece)) {
        await once(process.stdout, 'drain');
      }
      piece = '';
    }
  }
  process.stdout.write(piece);
}
