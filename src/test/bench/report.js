// report.js MACHINE.tsv RESULTS.tsv: writes RESULTS.md to standard output.
// Exit status 1 if a peer's scores differ from llmeco's.

import { readFileSync } from 'node:fs';

const [machineFile, resultsFile] = process.argv.slice(2);
const table = (file) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => row.split('\t'));
const results = table(resultsFile);
const sizes = [...new Set(results.map(([size]) => Number(size)))];
const TOLERANCE = 1e-6;

// What was measured: its line, and what its ratio is taken of.
const BASES = {
  scan_floor: 'scan floor',
  llmeco_count: 'function alone',
  llmeco_into: 'stored',
  llmeco_inmemory: 'in memory',
};
const ROWS = {
  scan_floor: ['**scan floor**: four aggregate scans, one process'],
  copy_binary: ['COPY of the same columns, binary, to nowhere', 'scan_floor'],
  llmeco_count: ['**function alone**: `SELECT count(*) FROM llmeco_influence()`', 'scan_floor'],
  llmeco_update: ['`llmeco_update_influence()`: stored with ranks, keys, indexes', 'llmeco_count'],
  llmeco_into: ['**stored**: `SELECT llmeco_influence_into(...)`', 'scan_floor'],
  llmeco_insert: ['`INSERT ... SELECT * FROM llmeco_influence()`', 'llmeco_into'],
  scipy: ['scipy.sparse, binary COPY both ways', 'llmeco_into'],
  duckdb: ['DuckDB, CSV both ways', 'llmeco_into'],
  plpgsql: ['PL/pgSQL, temporary tables', 'llmeco_into'],
  original_dict: ["the original's loops, Python dictionaries, not stored", 'llmeco_count'],
  original_networkx: ["the original's loops, networkx, not stored", 'llmeco_count'],
  llmeco_inmemory: ["**in memory**: llmeco's kernel, one thread"],
  graphblas: ['SuiteSparse:GraphBLAS, one thread', 'llmeco_inmemory'],
};

// ---- numbers ----

const times = (size, name) =>
  results
    .filter(([s, kind, what]) => Number(s) === size && kind === 'time' && what === name)
    .map((row) => Number(row[3]));
function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
const time = (size, name) => median(times(size, name));
const ratio = (size, name, base) => time(size, name) / time(size, base);
const found = (size, kind) =>
  results.filter(([s, k]) => Number(s) === size && k === kind).map((row) => row.slice(2));

const count = (n) => Math.round(n).toLocaleString('en-US');
const short = (x) => (x < 10 ? x.toFixed(2) : x < 100 ? x.toFixed(1) : count(x));
function print(rows) {
  rows.forEach((row, i) => {
    console.log(`| ${row.join(' | ')} |`);
    if (i === 0) {
      console.log(`|${row.map((_, j) => (j === 0 ? '---' : '---:')).join('|')}|`);
    }
  });
}

// ---- the tables ----

function printTimes() {
  print([
    ['ms, median', 'ratio to', ...sizes.flatMap((size) => [count(size), 'ratio', 'least to most'])],
    ...Object.entries(ROWS).map(([name, [text, base]]) => [
      text,
      BASES[base] ?? '',
      ...sizes.flatMap((size) => {
        const list = times(size, name);
        if (list.length === 0) {
          return ['', '', ''];
        }
        return [
          short(median(list)),
          base && times(size, base).length > 0 ? short(ratio(size, name, base)) : '',
          `${short(Math.min(...list))} to ${short(Math.max(...list))}`,
        ];
      }),
    ]),
  ]);
}

function printGraphs() {
  const columns = [
    'models',
    'derivations',
    'Spaces',
    'uses of models by Spaces',
    'models without relatives',
    'merges',
    'most children of a model',
    "that model's family",
    'range of keys',
    'bytes a row',
  ];
  const values = sizes.map((size) => found(size, 'graph')[0][0].split(' ').map(Number));
  print([
    ['graph', ...sizes.map(count)],
    ...columns.map((column, i) => [
      column,
      ...values.map((v) => count(column === 'bytes a row' ? v[i] / v[0] : v[i])),
    ]),
  ]);
}

function printDifferences() {
  let good = true;
  const names = [
    ...new Set(sizes.flatMap((size) => found(size, 'difference').map(([name]) => name))),
  ];
  print([
    ['largest difference from llmeco', ...sizes.map(count)],
    ...names.map((name) => [
      ROWS[name][0],
      ...sizes.map((size) => {
        const row = found(size, 'difference').find(([what]) => what === name);
        if (row === undefined) {
          return '';
        }
        const same = Number(row[1]) <= TOLERANCE && row[2] === '0';
        good &&= same;
        return same ? Number(row[1]).toExponential(1) : `**${row[1]}, ${row[2]} models missing**`;
      }),
    ]),
  ]);
  return good;
}

// A target: what, the limit, the sizes that it is set for, the value.
const LARGE = 2500000;
const MIDDLE = 150000;
const SMALL = 15000;
const TARGETS = [
  [
    'function alone / scan floor',
    '<=',
    2.5,
    [LARGE],
    (n) => ratio(n, 'llmeco_count', 'scan_floor'),
  ],
  [
    'GraphBLAS / llmeco, in memory',
    '>=',
    2.3,
    [LARGE],
    (n) => ratio(n, 'graphblas', 'llmeco_inmemory'),
  ],
  ['scipy / llmeco, stored', '>=', 2, [MIDDLE, LARGE], (n) => ratio(n, 'scipy', 'llmeco_into')],
  ['DuckDB / llmeco, stored', '>=', 9, [MIDDLE, LARGE], (n) => ratio(n, 'duckdb', 'llmeco_into')],
  ['PL/pgSQL / llmeco, stored', '>=', 50, [MIDDLE], (n) => ratio(n, 'plpgsql', 'llmeco_into')],
  [
    'the original (networkx) / function alone',
    '>=',
    100,
    [SMALL, MIDDLE],
    (n) => ratio(n, 'original_networkx', 'llmeco_count'),
  ],
  [
    'time at 2.5 million / at 150,000, function alone',
    '<=',
    18,
    [LARGE],
    (n) => (n === LARGE ? time(n, 'llmeco_count') / time(MIDDLE, 'llmeco_count') : NaN),
  ],
  [
    'peak memory / (150 bytes a model + 40 a derivation)',
    '<=',
    1,
    [LARGE],
    (n) => {
      const [models, edges] = found(n, 'graph')[0][0].split(' ').map(Number);
      return Number(found(n, 'memory')[0][0]) / (150 * models + 40 * edges);
    },
  ],
  [
    'stored with ranks and keys / function alone',
    '<=',
    3,
    [LARGE],
    (n) => ratio(n, 'llmeco_update', 'llmeco_count'),
  ],
  [
    'cancelled within, ms, the worst of 20',
    '<=',
    200,
    [LARGE],
    (n) => Math.max(...found(n, 'cancel').map(([, value]) => Number(value))),
  ],
];

function printTargets() {
  const shown = (target, size) => {
    const [, sign, limit, set, value] = target;
    if (!sizes.includes(size)) {
      return '';
    }
    let x = NaN;
    try {
      x = value(size);
    } catch {
      /* not measured */
    }
    if (!Number.isFinite(x)) {
      return '';
    }
    if (!set.includes(size)) {
      return short(x);
    }
    return `${short(x)} ${(sign === '<=' ? x <= limit : x >= limit) ? 'met' : '**missed**'}`;
  };
  print([
    ['target', '', ...sizes.map(count)],
    ...TARGETS.map((target) => [
      target[0],
      `${target[1] === '<=' ? 'at most' : 'at least'} ${target[2]}`,
      ...sizes.map((size) => shown(target, size)),
    ]),
  ]);
}

// ---- the page ----

const machine = Object.fromEntries(table(machineFile));
const runs = sizes.map((size) =>
  Math.max(0, ...Object.keys(ROWS).map((name) => times(size, name).length)),
);
console.log(`# Influence, measured against its peers

Written by \`src/test/bench/${machine.command.trim()}\` on ${machine.date}; \`README.md\` says \
what each line is. Medians of
${runs.every((n) => n === runs[0]) ? runs[0] : runs.join(', ')} runs, all in turn. \
Absolute times change with the machine; ratios are what counts.
`);
print([
  ['on', ''],
  ['machine', machine.machine],
  ['load before the run', machine.load],
  ['system', machine.system],
  ['commit', machine.commit],
  ['PostgreSQL', machine.postgresql],
  ['Python', machine.python],
  ['SuiteSparse:GraphBLAS', machine.graphblas],
  ['DuckDB', machine.duckdb],
  ['gcc', machine.gcc],
]);
console.log('\n## Times\n');
printTimes();
console.log(
  "\nPL/pgSQL and the original's loops are not measured at 2.5 million: they take minutes a run." +
    '\n\n## Targets\n',
);
printTargets();
console.log(
  '\nA number without a word is at a size that the target is not set for.\n\n' +
    '## The same scores\n\n' +
    'Model by model, self, child, parent and total influence, relative to max(1, |score|); ' +
    'at most 1e-6 is allowed.\n',
);
const good = printDifferences();
console.log('\n## Memory and cancellation\n');
print([
  ['', ...sizes.map(count)],
  [
    'peak private memory of the call, bytes',
    ...sizes.map((size) => count(Number(found(size, 'memory')[0]?.[0]))),
  ],
  [
    'bytes a model',
    ...sizes.map((size) => (Number(found(size, 'memory')[0]?.[0]) / size).toFixed(0)),
  ],
  ...['the function', 'the update'].map((what) => [
    `cancelled within, ms, ${what}`,
    ...sizes.map((size) =>
      short(Number(found(size, 'cancel').find(([name]) => name === what)?.[1])),
    ),
  ]),
]);
console.log('\n## The graphs\n');
printGraphs();
if (!good) {
  console.log("\n**A peer's scores differ from llmeco's.**");
  process.exitCode = 1;
}
