// Builds the front end into viz/build: HTML pages from layout.html and pages/,
// one style sheet, one script a page, one of the graph libraries, which only
// networks load, and one of ECharts, for pages with charts. llmeco-viz adds data/ beside them.

import { build } from 'esbuild';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dictionaryHtml } from './dictionary.js';
import { en } from './js/i18n/en.js';

const site = dirname(fileURLToPath(import.meta.url));
const out = join(site, '../build');

// A page: its file, and what it loads with its HTML beside its own script and data/meta.js:
// libraries run before it, data after it. Home, leaderboard and the page of a model show what is in
// small files first and ask for the rest themselves. The function of its name is in
// js/pages/NAME.js. Pages that are alike share a body and a script.
const PAGES = {
  home: { file: 'index.html', data: ['head', 'head_authors'] },
  leaderboard: { file: 'leaderboard.html', data: ['head', 'head_authors'] },
  model: { file: 'model.html', data: [] },
  network: {
    file: 'network.html',
    libraries: ['graph'],
    data: ['models', 'authors', 'aliases', 'edges'],
  },
  atlas: { file: 'atlas.html', data: ['models', 'authors', 'aliases', 'edges'] },
  dashboard: { file: 'dashboard.html', libraries: ['charts'], data: ['rankings'] },
  github: { file: 'github.html', styles: ['projects'], data: ['repos'] },
  repo: { file: 'repo.html', styles: ['projects'], data: ['repos'] },
  dictionary: { file: 'dictionary.html', styles: ['more'], data: [] },
  licenses: {
    file: 'licenses.html',
    styles: ['things'],
    data: ['models', 'authors', 'aliases', 'edges'],
  },
  compare: {
    file: 'compare.html',
    styles: ['compare'],
    data: ['models', 'authors', 'aliases', 'edges'],
  },
  path: {
    file: 'path.html',
    styles: ['compare'],
    data: ['models', 'authors', 'aliases', 'edges'],
  },
  watch: {
    file: 'watch.html',
    styles: ['things'],
    libraries: ['charts'],
    data: ['events', 'event_days', 'name_risks'],
  },
  ...Object.fromEntries(
    Object.entries({
      author: [],
      family: ['families', 'edges'],
      task: [],
      license: ['license_terms', 'license_duties'],
      language: ['language_models'],
      dataset: ['datasets', 'dataset_models'],
    }).map(([kind, data]) => [
      kind,
      {
        file: `${kind}.html`,
        body: 'thing.html',
        script: 'thing',
        styles: ['things'],
        libraries: ['charts'],
        data: ['models', 'authors', 'aliases', ...data],
      },
    ]),
  ),
};

const scriptOf = (page) => PAGES[page].script ?? page;
const bodyOf = (page) => PAGES[page].body ?? PAGES[page].file;

// Where llmeco-viz writes the key of its run (SITE_RUN_MARK in generator/site.h).
const RUN = '0'.repeat(16);

// Groups of texts that term() is given in a variable, and those of explore/controls.js.
const OPEN_GROUPS = ['relation.', 'kind.', 'org.'];
const CONTROL_GROUPS = ['view.', 'color.', 'size.', 'layout.'];

const read = (...path) => readFileSync(join(site, ...path), 'utf8');

function escape(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

/** withTexts: fills the English texts in, so that the page reads without its script. */
function withTexts(html) {
  const text = (key) => {
    if (!(key in en)) {
      throw new Error(`no text for ${key}`);
    }
    return escape(en[key]);
  };
  return html
    .replace(/(data-i18n="([\w.]+)"[^>]*>)(?=<\/)/g, (_, tag, key) => tag + text(key))
    .replace(
      /data-i18n-([a-z-]+)="([\w.]+)"/g,
      (all, attribute, key) => `${all} data-fill-${attribute}="${text(key)}"`,
    )
    .replace(/<[^>]*data-fill-[^>]*>/g, (tag) => {
      let filled = tag;
      for (const [all, attribute, value] of tag.matchAll(/ data-fill-([a-z-]+)="([^"]*)"/g)) {
        filled = filled.replace(all, '').replace(` ${attribute}=""`, ` ${attribute}="${value}"`);
      }
      return filled;
    });
}

function writePages() {
  const dictionary = read('../../sql/llmeco-dictionary.csv');
  writeFileSync(join(out, 'llmeco-dictionary.csv'), dictionary);
  const logo = read('icon.svg').trim().replace('<svg', '<svg class="logo" aria-hidden="true"');
  for (const [page, { file, styles = [], libraries = [], data }] of Object.entries(PAGES)) {
    const scripts = [
      'data/meta.js',
      ...[...libraries, scriptOf(page)].map((name) => `assets/${name}.js`),
      ...data.map((name) => `data/${name}.js`),
    ];
    const html = read('layout.html')
      .replace(
        '{{styles}}',
        ['site', ...styles]
          .map((name) => `<link rel="stylesheet" href="assets/${name}.css?v={{run}}">`)
          .join('\n  '),
      )
      .replace(
        '{{scripts}}',
        scripts.map((src) => `<script defer src="${src}?v={{run}}"></script>`).join('\n  '),
      )
      .replace('{{logo}}', logo)
      .replace('{{body}}', () => read('pages', bodyOf(page)).trimEnd())
      .replace('{{dictionary}}', () => dictionaryHtml(dictionary, escape))
      .replaceAll('{{page}}', page)
      .replaceAll('{{run}}', RUN)
      .replace(`data-nav="${page}"`, 'aria-current="page"');
    writeFileSync(join(out, file), withTexts(html).replace(/ data-nav="\w+"/g, ''));
  }
}

const options = {
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome123', 'firefox121', 'safari17.5'],
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/**
 * textsOf: the English texts that the HTML of pages and their scripts name, whole or as
 * `group.${...}` and term('group').
 */
function textsOf(pages, inputs) {
  const files = inputs.filter(
    (file) => file.endsWith('.js') && !file.includes('i18n/') && !file.startsWith('<'),
  );
  const source = [
    ...pages.flatMap((page) =>
      ['layout.html', `pages/${bodyOf(page)}`].map((file) =>
        read(file).replaceAll('{{page}}', page),
      ),
    ),
    ...files.map((file) => read(file)),
  ].join('\n');
  const named = new Set([...source.matchAll(/['"`]([\w-]+(?:\.[\w-]+)*)['"`]/g)].map((m) => m[1]));
  // `${page}.more` of pages that share a script
  const shared = [...source.matchAll(/`\$\{\w+\}\.([\w.]+)`/g)].flatMap((m) =>
    pages.map((page) => `${page}.${m[1]}`),
  );
  shared.forEach((key) => named.add(key));
  const groups = [
    ...source.matchAll(/`([\w-][\w.-]*\.)\$\{/g),
    ...source.matchAll(/\bterm\('([\w.-]+)'/g),
  ].map((m) => `${m[1].replace(/\.$/, '')}.`);
  const open = [
    ...(/\bterm\([^']/.test(source) ? OPEN_GROUPS : []),
    ...(source.includes('t(`${key}.${value}`)') ? CONTROL_GROUPS : []),
  ];
  return Object.fromEntries(
    Object.entries(en).filter(
      ([key]) => named.has(key) || [...groups, ...open].some((group) => key.startsWith(group)),
    ),
  );
}

/** onlyTexts: i18n/en.js has these texts and no others. */
function onlyTexts(texts) {
  return {
    name: 'only-texts',
    setup(bundle) {
      bundle.onLoad({ filter: /i18n[/\\]en\.js$/ }, () => ({
        contents: `export const en = ${JSON.stringify(texts)};`,
        loader: 'js',
      }));
    },
  };
}

/** licenses: the licence texts of the packages whose code is in the bundles. */
function licenses(inputs) {
  const packages = new Set();
  for (const input of Object.keys(inputs)) {
    const found = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (found) {
      packages.add(found[1]);
    }
  }
  return [...packages]
    .sort()
    .map((name) => {
      const folder = join(site, '../node_modules', name);
      const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      let text = '';
      for (const file of ['LICENSE', 'LICENSE.txt', 'LICENSE.md']) {
        try {
          text ||= readFileSync(join(folder, file), 'utf8').trim();
        } catch {
          // the next spelling
        }
      }
      try {
        text += `\n\n${readFileSync(join(folder, 'NOTICE'), 'utf8').trim()}`;
      } catch {
        // most have none
      }
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join('\n----\n\n');
}

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'assets'), { recursive: true });
writePages();
writeFileSync(join(out, 'assets/icon.svg'), read('icon.svg'));
writeFileSync(join(out, 'sw.js'), read('sw.js'));
for (const name of ['site', 'more', 'things', 'compare', 'projects']) {
  await build({
    ...options,
    entryPoints: [join(site, `css/${name}.css`)],
    outfile: join(out, `assets/${name}.css`),
  });
}
await build({
  ...options,
  entryPoints: [join(site, 'js/boot.js')],
  outfile: join(out, 'assets/boot.js'),
});
for (const script of new Set(Object.keys(PAGES).map(scriptOf))) {
  const contents =
    `import { run } from './main.js';\n` +
    `import { ${script} } from './pages/${script}.js';\nrun(${script});\n`;
  const pages = Object.keys(PAGES).filter((page) => scriptOf(page) === script);
  const bundle = {
    ...options,
    stdin: { contents, resolveDir: join(site, 'js') },
    outfile: join(out, `assets/${script}.js`),
    absWorkingDir: site,
  };
  const { metafile } = await build({ ...bundle, write: false });
  await build({ ...bundle, plugins: [onlyTexts(textsOf(pages, Object.keys(metafile.inputs)))] });
}
await build({
  ...options,
  entryPoints: [join(site, 'js/i18n/zh.script.js')],
  outfile: join(out, 'assets/zh.js'),
});
await build({
  ...options,
  entryPoints: [join(site, 'js/pages/thing/two-dates.script.js')],
  outfile: join(out, 'assets/two-dates.js'),
});
await build({
  ...options,
  entryPoints: [join(site, 'js/graph/picture.script.js')],
  outfile: join(out, 'assets/picture.js'),
});
const inputs = {};
for (const name of ['graph', 'charts', 'files', 'share']) {
  const { metafile } = await build({
    ...options,
    entryPoints: [join(site, `js/${name}/libraries.js`)],
    outfile: join(out, `assets/${name}.js`),
  });
  Object.assign(inputs, metafile.inputs);
}
writeFileSync(join(out, 'assets/LICENSES.txt'), licenses(inputs));
