// The loopback Hub: answers as the Hugging Face Hub and OpenDigger do, from
// files. See README.md for what it serves and how to make it misbehave.

import { renameSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';

import { Quota, failure, send } from './http.js';
import { readJsonLines } from './listing.js';
import { createModels } from './models.js';

/** startHub starts a server and returns {url, port, close}. Options are those
 * of the command line in camel case; models, spaces, authors and aliases may
 * also be given as values. */
export async function startHub(options = {}) {
  const hub = createHub(options);
  const server = http.createServer((req, res) => {
    hub.handle(req, res).catch((e) => {
      process.stderr.write(`${req.method} ${req.url}: ${e.stack}\n`);
      res.destroy();
    });
  });
  server.keepAliveTimeout = 120_000;
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

function createHub(options) {
  const rows = options.models ?? [];
  const models = createModels(rows, options.aliases ?? {}, { using: () => [] });
  const quota = new Quota(options);
  let serial = 0;

  function route(ctx) {
    const parts = ctx.segments;
    if (parts[0] === 'api' && parts[1] === 'models') {
      return parts.length === 2 ? models.list(ctx) : models.detail(ctx, parts.slice(2).join('/'));
    }
    return failure(404, 'Sorry, we can\'t find the page you are looking for.');
  }

  async function handle(req, res) {
    const url = new URL(req.url, 'http://localhost');
    const ctx = {
      path: url.pathname,
      search: url.search,
      params: url.searchParams,
      segments: url.pathname.split('/').slice(1).map(decodeURIComponent),
      origin: `http://${req.headers.host}`,
      token: /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1],
      pageMax: options.pageMax ?? 1000,
      cached: (key, make) => make(),
    };
    const window = quota.take('api');
    const made = window.exceeded ? failure(429, 'rate limited') : route(ctx);
    await send(req, res, {
      ...made,
      shared: made.shared ?? made,
      headers: { ...window.headers, 'X-Request-Id': `Root=1-${(++serial).toString(16).padStart(8, '0')}`, ...made.headers },
    });
  }

  return { handle };
}

function parse(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      models: { type: 'string', multiple: true },
      port: { type: 'string' },
      host: { type: 'string' },
      quota: { type: 'string' },
      window: { type: 'string' },
      'page-max': { type: 'string' },
      'port-file': { type: 'string' },
      aliases: { type: 'string' },
      quiet: { type: 'boolean' },
    },
  });
  const number = (text) => (text === undefined ? undefined : Number(text));
  return {
    models: (values.models ?? []).flatMap(readJsonLines),
    aliases: values.aliases && JSON.parse(readFileSync(values.aliases)),
    port: number(values.port),
    host: values.host,
    quota: number(values.quota),
    window: number(values.window),
    pageMax: number(values['page-max']),
    portFile: values['port-file'],
    quiet: values.quiet,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const options = parse(process.argv.slice(2));
  const hub = await startHub(options);
  if (options.portFile) {
    writeFileSync(`${options.portFile}.tmp`, `${hub.port}\n`);
    renameSync(`${options.portFile}.tmp`, options.portFile);
  }
  process.stdout.write(`listening on ${hub.url}\n`);
  process.on('SIGTERM', () => hub.close().then(() => process.exit(0)));
}
