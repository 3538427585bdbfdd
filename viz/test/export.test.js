// Networks as files for other programs, from the page and from llmeco-viz --graph:
// what networkx and a CSV reader find in them is what SQL, or the page, has.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test as nodeTest } from 'node:test';
import { clean, saved, siteTests, viz } from './lib/browser.js';
import { createDatabase, dropDatabase, psql, select } from './lib/database.js';
import { ecosystem } from './lib/ecosystem.js';
import { rows } from './lib/rows.js';

const program = process.env.LLMECO_VIZ || join(viz, 'llmeco-viz');
const DATABASE = 'llmeco_viz_export';
const HOSTILE = [
  'control/\u0001\u0008\u000b\u001f\ufffe\uffff\u007f',
  'cdata/]]>&amp;<b a="c">\'',
  'white/ a\tb\nc\rd ',
  'bidi/\u202egnp.exe\u2066\u2028',
  '智源/悟道-Émile-🤗',
  '=1+1/x',
  '+1/x',
  '-1/x',
  '@SUM(A1)/x',
  '\t=1/x',
  'a"b,c/"',
  'no-slash',
  'braces/{"id":1}\\u0041\\',
];
const dir = mkdtempSync(join(tmpdir(), 'llmeco-export-'));

// What XML 1.0 cannot hold is U+FFFD there.
const inXml = (text) =>
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  text?.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
// What a spreadsheet would run is a text in CSV.
const inCsv = (value) => {
  const text = value === null ? '' : String(value);
  return typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
};

const READ = `
import csv, io, json, sys, zipfile
import networkx

def graph_of(path):
    if '.graphml' in path:
        return networkx.read_graphml(path), 'name'
    if '.gexf' in path:
        return networkx.read_gexf(path), 'label'
    with open(path, encoding='utf-8') as file:
        return networkx.node_link_graph(json.load(file)), None

def table(text):
    lines = list(csv.reader(io.StringIO(text, newline='')))
    return [dict(zip(lines[0], line)) for line in lines[1:]]

paths = sys.argv[1:]
if paths[0].endswith('.zip'):
    archive = zipfile.ZipFile(paths[0])
    assert archive.testzip() is None
    texts = [archive.read(info).decode('utf-8-sig') for info in archive.infolist()]
    print(json.dumps({'nodes': table(texts[0]), 'edges': table(texts[1])}))
elif len(paths) == 2:
    texts = [open(path, encoding='utf-8-sig', newline='').read() for path in paths]
    print(json.dumps({'nodes': table(texts[0]), 'edges': table(texts[1])}))
else:
    graph, label = graph_of(paths[0])
    assert graph.is_directed() and not graph.is_multigraph()
    name = lambda node: graph.nodes[node][label] if label else node
    print(json.dumps({
        'about': graph.graph,
        'nodes': [{'name': name(node), **{k: v for k, v in values.items() if k != 'label'}}
                  for node, values in graph.nodes(data=True)],
        'edges': [{'source': name(a), 'target': name(b),
                   **{k: v for k, v in values.items() if k != 'id'}}
                  for a, b, values in graph.edges(data=True)]}))
`;

/** read: {nodes, edges} of a file, as another program has them. */
function read(...paths) {
  const python = spawnSync('/usr/bin/python3', ['-c', READ, ...paths], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  assert.equal(python.status, 0, python.stderr);
  return JSON.parse(python.stdout);
}

/** schema: RELAX NG of a file of that format, as its description has it. */
function schema(format) {
  const element = (name, content) => `<element name="${name}">${content}</element>`;
  const attribute = (name, type = '<text/>') => `<attribute name="${name}">${type}</attribute>`;
  const many = (content) => `<zeroOrMore>${content}</zeroOrMore>`;
  const token = '<data type="NMTOKEN"/>';
  const one = (...values) =>
    `<choice>${values.map((value) => `<value>${value}</value>`).join('')}</choice>`;
  const id = attribute('id', '<data type="ID"/>');
  const ends =
    attribute('source', '<data type="IDREF"/>') + attribute('target', '<data type="IDREF"/>');
  const data = many(element('data', `${attribute('key', '<data type="IDREF"/>')}<text/>`));
  const values = element(
    'attvalues',
    many(element('attvalue', attribute('for', token) + attribute('value'))),
  );
  const attributes = (of) =>
    element(
      'attributes',
      attribute('class', one(of)) +
        many(
          element(
            'attribute',
            attribute('id', token) +
              attribute('title') +
              attribute('type', one('string', 'long', 'double')),
          ),
        ),
    );
  const [namespace, content] = {
    graphml: [
      'http://graphml.graphdrawing.org/xmlns',
      element(
        'graphml',
        `<attribute><name ns="http://www.w3.org/2001/XMLSchema-instance">schemaLocation</name>` +
          `</attribute>${many(
            element(
              'key',
              id +
                attribute('for', one('node', 'edge', 'graph')) +
                attribute('attr.name') +
                attribute('attr.type', one('string', 'long', 'double')),
            ),
          )}${element(
            'graph',
            id +
              attribute('edgedefault', one('directed')) +
              data +
              many(element('node', id + data)) +
              many(element('edge', ends + data)),
          )}`,
      ),
    ],
    gexf: [
      'http://www.gexf.net/1.2draft',
      element(
        'gexf',
        attribute('version', one('1.2')) +
          element(
            'meta',
            `<optional>${attribute('lastmodifieddate', '<data type="date"/>')}</optional>${element(
              'creator',
              '<text/>',
            )}${element('description', '<text/>')}`,
          ) +
          element(
            'graph',
            attribute('defaultedgetype', one('directed')) +
              attribute('mode', one('static')) +
              attributes('node') +
              attributes('edge') +
              element('nodes', many(element('node', id + attribute('label') + values))) +
              element(
                'edges',
                many(
                  element(
                    'edge',
                    id + ends + attribute('weight', '<data type="double"/>') + values,
                  ),
                ),
              ),
          ),
      ),
    ],
  }[format];
  return `<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="${namespace}"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
    <start>${content}</start></grammar>`;
}

/** valid: the file has the structure of its format. */
function valid(path, format) {
  const file = join(dir, `${format}.rng`);
  writeFileSync(file, schema(format));
  const lint = spawnSync('xmllint', ['--huge', '--noout', '--relaxng', file, path], {
    encoding: 'utf8',
  });
  assert.equal(lint.status, 0, lint.stderr.slice(0, 2000));
}

const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
const byEnds = (a, b) =>
  a.source < b.source || (a.source === b.source && a.target < b.target) ? -1 : 1;

/** same: the file has these nodes and edges; values as the format shows them. */
function same(got, nodes, edges, format) {
  const text =
    format === 'csv'
      ? inCsv
      : (value) => (typeof value === 'string' && format !== 'json' ? inXml(value) : value);
  const shown = (one) =>
    Object.fromEntries(
      Object.entries(one)
        .filter(([, value]) => value !== null || format === 'csv')
        // networkx takes an element without text for none
        .filter(([, value]) => value !== '' || format !== 'graphml')
        .map(([key, value]) => [key, text(value)]),
    );
  assert.equal(got.nodes.length, nodes.length);
  assert.equal(got.edges.length, edges.length);
  assert.deepEqual([...got.nodes].sort(byName), nodes.map(shown).sort(byName));
  assert.deepEqual([...got.edges].sort(byEnds), edges.map(shown).sort(byEnds));
}

// ---- llmeco-viz --graph ----

const noServer = process.env.PGHOST ? false : 'PGHOST does not name a server with the extension';
const test = (name, body) => nodeTest(name, { skip: noServer, timeout: 120000 }, body);

function write(...args) {
  return spawnSync(program, args, { encoding: 'utf8', cwd: dir });
}

function setUp() {
  const escaped = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r' };
  const literal = (text) => `E'${text.replace(/[\\'\n\r]/g, (c) => escaped[c])}'`;
  createDatabase(DATABASE);
  psql(DATABASE, [...rows(1500, 11)].join(''));
  psql(
    DATABASE,
    `${HOSTILE.map(
      (name, i) => `
      INSERT INTO llmeco.models (model_id, name, task, license, downloads, likes, fetched_at)
        VALUES (${1e6 + i}, ${literal(name)}, ${literal(HOSTILE[(i + 1) % HOSTILE.length])}, '',
          ${i}, 9007199254740991, now());
      INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance, weight)
        SELECT min(model_id), ${1e6 + i}, 'unknown', 'manual', ${i / 10} FROM llmeco.models;`,
    ).join('')}UPDATE llmeco.models SET removed_at = now()
        WHERE model_id = (SELECT model_id FROM llmeco.influence WHERE rank = 5);`,
  );
}

if (!noServer) {
  setUp();
}

after(() => {
  rmSync(dir, { recursive: true, force: true });
  if (!noServer) {
    dropDatabase(DATABASE);
  }
});

function modelsInSql(limit) {
  return select(
    DATABASE,
    `SELECT m.name, a.name AS author, m.task, m.license, m.downloads, m.likes, i.influence, l.rank
      FROM llmeco.models m LEFT JOIN llmeco.authors a USING (author_id)
      LEFT JOIN llmeco.influence i USING (model_id)
      LEFT JOIN llmeco.leaderboard l USING (model_id)
      WHERE ${limit ? `l.rank <= ${limit}` : 'true'}`,
  );
}

function edgesInSql(names) {
  return select(
    DATABASE,
    `SELECT p.name AS source, c.name AS target, e.relation, e.weight FROM llmeco.model_edges e
      JOIN llmeco.models p ON p.model_id = e.parent_id
      JOIN llmeco.models c ON c.model_id = e.child_id`,
  ).filter(({ source, target }) => !names || (names.has(source) && names.has(target)));
}

for (const format of ['graphml', 'gexf', 'json', 'csv']) {
  test(`--graph: ${format} has every model and derivation that SQL has`, () => {
    const result = write('--graph', `all.${format}`, '-d', DATABASE);
    assert.equal(result.status, 0, result.stderr);
    const paths = format === 'csv' ? ['all-nodes.csv', 'all-edges.csv'] : [`all.${format}`];
    const models = modelsInSql();
    const edges = edgesInSql();
    assert.equal(models.length, 1500 + HOSTILE.length);
    assert.ok(edges.length > 800);
    assert.match(
      result.stdout,
      new RegExp(`^${paths.join(' and ')}: ${models.length} models, ${edges.length} derivations, `),
    );
    const files = paths.map((path) => join(dir, path));
    if (format === 'graphml' || format === 'gexf') {
      valid(files[0], format);
    }
    const got = read(...files);
    same(got, models, edges, format);
    if (format === 'graphml' || format === 'json') {
      assert.equal(got.about.as_of, '2025-06-01T00:00:00Z');
    }
    // in order of rank, as the site has them
    const ranks = got.nodes.map(({ rank }) => Number(rank || Infinity));
    assert.ok(ranks.every((rank, i) => i === 0 || ranks[i - 1] <= rank));

    const before = files.map((file) => readFileSync(file));
    assert.equal(write('-q', '--graph', `all.${format}`, '-d', DATABASE).stdout, '');
    assert.deepEqual(
      files.map((file) => readFileSync(file)),
      before,
    );
  });
}

test('--graph: --limit takes the most influential, and the derivations between them', () => {
  assert.equal(write('-q', '--graph', 'few.json', '--limit', '200', '-d', DATABASE).status, 0);
  // rank 5 has left the leaderboard
  const models = modelsInSql(201);
  const edges = edgesInSql(new Set(models.map(({ name }) => name)));
  assert.ok(edges.length > 10);
  same(read(join(dir, 'few.json')), models, edges, 'json');
});

test('--graph: a name that ends in .gz is packed', () => {
  assert.equal(write('-q', '--graph', 'all.graphml.gz', '-d', DATABASE).status, 0);
  assert.equal(readFileSync(join(dir, 'all.graphml.gz')).readUInt16BE(0), 0x1f8b);
  same(read(join(dir, 'all.graphml.gz')), modelsInSql(), edgesInSql(), 'graphml');
});

test('--graph: what is wrong is said, and no file is left or changed', () => {
  writeFileSync(join(dir, 'kept.gexf'), 'kept');
  const files = readdirSync(dir);
  for (const [args, status, message] of [
    [['--graph', 'x.txt'], 1, /needs a file whose name ends in \.graphml, .*: "x\.txt"/],
    [['--graph', '.json'], 1, /"\.json"/],
    [['--graph', 'x.json', '-o', 'x'], 1, /--graph and -o\/--output cannot be used together/],
    [['--graph', 'missing/x.json', '-d', DATABASE], 1, /could not create file "missing\/x\.json"/],
    [['--graph', 'kept.gexf', '-d', 'llmeco_viz_no_such'], 2, /llmeco_viz_no_such/],
  ]) {
    const result = write(...args);
    assert.equal(result.status, status, result.stderr);
    assert.match(result.stderr, message);
  }
  psql(DATABASE, 'ALTER TABLE llmeco.model_edges RENAME COLUMN weight TO heavy;');
  psql(DATABASE, 'ALTER VIEW llmeco.network_edges RENAME COLUMN weight TO heavy;');
  try {
    assert.equal(write('--graph', 'kept.gexf', '-d', DATABASE).status, 3);
  } finally {
    psql(DATABASE, 'ALTER VIEW llmeco.network_edges RENAME COLUMN heavy TO weight;');
    psql(DATABASE, 'ALTER TABLE llmeco.model_edges RENAME COLUMN heavy TO weight;');
  }
  assert.deepEqual(readdirSync(dir), files);
  assert.equal(readFileSync(join(dir, 'kept.gexf'), 'utf8'), 'kept');
});

// ---- the page ----

const eco = ecosystem({ seed: 41, models: 500 });
HOSTILE.forEach((name, i) => {
  // stays what it is for the derivations, which go by row
  const model = eco.models[20 + i];
  model.name = name;
  model.task = HOSTILE[(i + 1) % HOSTILE.length];
});
const browserTest = siteTests(eco);
const author = (name) => (name.indexOf('/') > 0 ? name.slice(0, name.indexOf('/')) : null);

function modelOfPage(model) {
  const { name, task, license, downloads, likes, influence, rank } = model;
  return { name, author: author(name), task, license, downloads, likes, influence, rank };
}

/** exported: what the page's menu gives, read by another program. */
async function exported(page, format) {
  await page.click('#data-files summary');
  const file = await saved(page, `[data-file="${format}"]`);
  const path = join(dir, file.name);
  writeFileSync(path, file.bytes);
  if (format === 'graphml' || format === 'gexf') {
    valid(path, format);
  }
  return { name: file.name, ...read(path) };
}

for (const format of ['graphml', 'gexf', 'json', 'csv']) {
  browserTest(`the network page: ${format} has what is drawn`, async (site) => {
    const name = eco.models[25].name;
    const page = await site.open(
      `network.html#${new URLSearchParams([
        ...HOSTILE.map((one) => ['model', one]),
        ['model', 'acme/Base-7B'],
        ['view', 'full'],
      ])}`,
      { context: { locale: format === 'csv' ? 'zh-CN' : 'en-US' } },
    );
    const drawn = await page.$eval('#stage', ({ dataset }) => ({ ...dataset }));
    const got = await exported(page, format);
    assert.equal(got.name, `llmeco-network.${format === 'csv' ? 'zip' : format}`);
    assert.deepEqual(
      [got.nodes.length, got.edges.length],
      [Number(drawn.nodes), Number(drawn.arrows)],
    );
    const shown = format === 'csv' ? inCsv : format === 'json' ? (text) => text : inXml;
    const names = new Set(got.nodes.map((node) => node.name));
    const models = eco.models.filter((model) => names.has(shown(model.name)));
    assert.ok(HOSTILE.every((one) => names.has(shown(one))) && names.has(shown(name)));
    const kept = new Set(models.map((model) => eco.models.indexOf(model)));
    same(
      got,
      models.map(modelOfPage),
      eco.edges
        .filter(({ parent, child }) => kept.has(parent) && kept.has(child))
        .map(({ parent, child, relation, weight }) => ({
          source: eco.models[parent].name,
          target: eco.models[child].name,
          relation,
          weight,
        })),
      format,
    );
    await clean(page);
  });
}

browserTest('what the legend hides is not in the file; by author a node is one', async (site) => {
  const page = await site.open('network.html#model=acme%2FBase-7B&view=full&hide=finetune');
  const hidden = await exported(page, 'json');
  assert.ok(hidden.edges.length > 0);
  assert.ok(hidden.edges.every(({ relation }) => relation !== 'finetune'));
  await page.goto(`${page.base}/network.html#model=acme%2FBase-7B&view=author`);
  await page.waitForFunction(() => document.querySelector('#stage').dataset.arrows);
  await page.reload();
  await page.waitForFunction(() => document.body?.dataset.state === 'ready');
  const grouped = await exported(page, 'graphml');
  const acme = grouped.nodes.find((node) => node.name === 'acme');
  assert.ok(acme.models > 1 && acme.rank === undefined);
  assert.ok(grouped.edges.some(({ weight }) => weight > 1));
  await clean(page);
});

browserTest('the atlas: the file has all models and derivations of the site', async (site) => {
  const page = await site.open('atlas.html', { from: 'http' });
  const all = await exported(page, 'graphml');
  assert.equal(all.name, 'llmeco-models.graphml');
  assert.equal(all.about.as_of, eco.meta.as_of);
  same(
    all,
    eco.models.map(modelOfPage),
    eco.edges.map(({ parent, child, relation, weight }) => ({
      source: eco.models[parent].name,
      target: eco.models[child].name,
      relation,
      weight,
    })),
    'graphml',
  );
  await clean(page);
});
