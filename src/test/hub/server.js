// The loopback Hub: answers as the Hugging Face Hub and OpenDigger do, from
// files. README.md says what it serves and how to make it misbehave.

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';

import { createHub } from './hub.js';
import { complete, readJsonLines } from './listing.js';

/** startHub starts a server and returns it: {url, port, close, log, setFaults,
 * setData, setQuota, reset}. Options, all of them optional:
 *   models, spaces, datasets, papers, authors, aliases, datasetAliases
 *                                      the data, as values
 *   opendigger, labels                 folders
 *   port, host, pageMax, quiet
 *   quota, pagesQuota, window, retryAfter   enforce a quota
 *   cache, precompute                  keep pages; walk these paths at start */
export async function startHub(options = {}) {
  const precompute = options.precompute ?? [];
  const hub = createHub({ ...options, cache: options.cache || precompute.length > 0 });
  for (const path of precompute) {
    await hub.warm(path);
  }
  const { handle, warm, ...controls } = hub;
  const server = http.createServer({ maxHeaderSize: 65_536 }, (req, res) => {
    handle(req, res).catch((e) => {
      process.stderr.write(`${req.method} ${req.url}: ${e.stack}\n`);
      res.destroy();
    });
  });
  server.keepAliveTimeout = 120_000;
  const host = options.host ?? '127.0.0.1';
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address();
  return {
    ...controls,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

const FLAGS = {
  models: { type: 'string', multiple: true },
  spaces: { type: 'string' },
  datasets: { type: 'string' },
  papers: { type: 'string' },
  authors: { type: 'string' },
  aliases: { type: 'string' },
  'dataset-aliases': { type: 'string' },
  opendigger: { type: 'string' },
  labels: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  'port-file': { type: 'string' },
  quota: { type: 'string' },
  'pages-quota': { type: 'string' },
  window: { type: 'string' },
  'retry-after': { type: 'boolean' },
  'page-max': { type: 'string' },
  cache: { type: 'boolean' },
  precompute: { type: 'string', multiple: true },
  quiet: { type: 'boolean' },
};

/** readOptions turns the command line into options of startHub. */
function readOptions(argv) {
  const { values } = parseArgs({ args: argv, options: FLAGS });
  const number = (name, least) => {
    const value = values[name] === undefined ? undefined : Number(values[name]);
    if (value !== undefined && !(Number.isInteger(value) && value >= least)) {
      throw new Error(`--${name} must be a whole number from ${least} on`);
    }
    return value;
  };
  return {
    ...values,
    models: complete((values.models ?? []).map(readJsonLines)),
    spaces: values.spaces && readJsonLines(values.spaces),
    datasets: values.datasets && readJsonLines(values.datasets),
    papers: values.papers && readJsonLines(values.papers),
    authors: values.authors && readJsonLines(values.authors),
    aliases: values.aliases && JSON.parse(readFileSync(values.aliases, 'utf8')),
    datasetAliases:
      values['dataset-aliases'] && JSON.parse(readFileSync(values['dataset-aliases'], 'utf8')),
    port: number('port', 0),
    quota: number('quota', 0),
    pagesQuota: number('pages-quota', 0),
    window: number('window', 1),
    retryAfter: values['retry-after'],
    pageMax: number('page-max', 1),
    portFile: values['port-file'],
  };
}

async function main() {
  const options = readOptions(process.argv.slice(2));
  const hub = await startHub(options);
  if (options.portFile) {
    writeFileSync(`${options.portFile}.tmp`, `${hub.port}\n`);
    renameSync(`${options.portFile}.tmp`, options.portFile);
  }
  process.stdout.write(`listening on ${hub.url}\n`);
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => hub.close().then(() => process.exit(0)));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((e) => {
    process.stderr.write(`server.js: ${e.message}\n`);
    process.exit(1);
  });
}
