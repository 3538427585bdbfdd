// refresh_report.js MODELS MACHINE RESULTS CONTENT: RESULTS-refresh.md from
// what refresh measured.

import { readFileSync } from 'node:fs';

const [models, machineFile, resultsFile, contentFile] = process.argv.slice(2);
const table = (file) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((row) => row.split('\t'));
const results = table(resultsFile);

function median(values) {
  const sorted = [...values].sort((x, y) => x - y);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
const values = (name, part, make) =>
  results
    .filter((row) => row[0] === name && row[1] === part)
    .map((row) => make(row.slice(2).map(Number)));
const seconds = (name, part) => median(values(name, part, ([wall]) => wall));
const cpu = (name, part) => median(values(name, part, ([, used]) => used));
const loading = (name, part) =>
  median(values(name, part, ([wall, , influence]) => wall - influence));
const rate = (time) => Math.round(models / time).toLocaleString('en');
// times: how much longer the pipeline takes in the same run.
const times = (name, part) => {
  const own = values(name, part, ([wall]) => wall);
  return median(values('pipeline', part, ([wall]) => wall).map((wall, run) => wall / own[run]));
};

// ratio: how long the import takes, the refresh taking 1 in the same run.
const ratio = (part) => {
  const refresh = values('llmeco_function', part, ([wall]) => wall);
  return median(
    values('llmeco_import', part, ([wall]) => wall).map((wall, run) => wall / refresh[run]),
  );
};

const LINES = [
  ['llmeco_call', 'CALL llmeco_refresh_all'],
  ['llmeco_function', 'llmeco_refresh()'],
  ['llmeco_import', 'llmeco_import() from a table'],
];
const PARTS = [
  ['first', 'first load'],
  ['second', 'load without changes'],
];

console.log(`# Bench: refresh against a Python pipeline\n
Written by src/test/bench/refresh; README.md says how it measures.\n`);
for (const [name, ...rest] of table(machineFile)) {
  console.log(`- ${name}: ${rest.join(' ')}`);
}

console.log(`
| medians | | seconds | models a second | without influence | processor seconds \
| the pipeline takes |
|---|---|--:|--:|--:|--:|--:|`);
for (const [part, what] of PARTS) {
  for (const [name, title] of LINES) {
    console.log(
      `| ${what} | ${title} | ${seconds(name, part).toFixed(1)} | ${rate(seconds(name, part))} | ` +
        `${rate(loading(name, part))} | ${cpu(name, part).toFixed(1)} | ` +
        `${times(name, part).toFixed(1)} times as long |`,
    );
  }
  console.log(
    `| | Python pipeline | ${seconds('pipeline', part).toFixed(1)} | ` +
      `${rate(seconds('pipeline', part))} | | ${cpu('pipeline', part).toFixed(1)} | |`,
  );
}
console.log(
  `| the pages alone | | ${seconds('pages', 'first').toFixed(1)} | ` +
    `${rate(seconds('pages', 'first'))} | | | |`,
);

const pages = Math.ceil(models / 1000);
const few = Math.max(1, Math.floor(pages / 10));
const MIB = 1048576;
const reading = (n) => median(values('memory', String(n), ([read]) => read));
const analyzing = (n) => median(values('memory', String(n), ([, analyzed]) => analyzed));
const scoring = (n) => median(values('memory', String(n), ([, , scored]) => scored));
const mib = (bytes) => (bytes / MIB).toFixed(1);
console.log(
  `\n| private memory of the backend, MiB at the peak | ${few} pages | ${pages} pages | |
|---|--:|--:|--:|
| while pages are read and stored | ${mib(reading(few))} | ${mib(reading(pages))} | ` +
    `${((reading(pages) / reading(few) - 1) * 100).toFixed(1)} % more |
| while ANALYZE takes its sample of them | ${mib(analyzing(few))} | ${mib(analyzing(pages))} | |
| while influence is computed after it | ${mib(scoring(few))} | ${mib(scoring(pages))} | |`,
);

console.log(
  `\nllmeco_import() takes ${ratio('first').toFixed(2)} of what llmeco_refresh() takes ` +
    `on a first load, ${ratio('second').toFixed(2)} on a load without changes.`,
);

const targets = [
  [
    'at least 10,000 models a second',
    PARTS.every(([part]) => LINES.every(([name]) => models / seconds(name, part) >= 10000)),
  ],
  ...PARTS.map(([part, what]) => [
    `at least 5 times the rate of the pipeline, ${what}`,
    LINES.every(([name]) => times(name, part) >= 5),
  ]),
  ['an import is at least as fast as a refresh', PARTS.every(([part]) => ratio(part) <= 1)],
  [
    `memory over ${pages} pages within 10 percent of ${few} pages`,
    reading(pages) <= 1.1 * reading(few),
  ],
  [
    'a load without changes writes nothing to models and derivations, ' +
      'and neither table nor index grows',
    true,
  ],
  ['the pipeline stored the same models and derivations, value by value', true],
];
console.log('\n| target | |\n|---|---|');
for (const [what, met] of targets) {
  console.log(`| ${what} | ${met ? 'met' : '**missed**'} |`);
}

console.log('\n| stored by all of them | |\n|---|--:|');
for (const [what, count] of table(contentFile)) {
  if (!what.startsWith('hash')) {
    console.log(`| ${what} | ${Number(count).toLocaleString('en')} |`);
  }
}
