// The Hub without its socket: data, routes, quota, faults, the log, and the
// control routes that tests steer it by.

import { createAuthors } from './authors.js';
import { createDatasets } from './datasets.js';
import { Faults, strike } from './faults.js';
import { Quota, failure, gzipped, json, send } from './http.js';
import { createModels } from './models.js';
import { createOpenDigger } from './opendigger.js';
import { createPapers } from './papers.js';
import { createSpaces } from './spaces.js';

const MAX_LOG = 20_000;

/** createHub returns {handle, warm, log, setFaults, setData, setQuota, reset}.
 * options: see startHub in server.js. */
export function createHub(options) {
  const spaces = createSpaces(options.spaces ?? [], (id) => models.collection.resolve(id).id);
  const models = createModels(options.models ?? [], options.aliases ?? {}, spaces.idsUsingModel);
  const authors = createAuthors(options.authors ?? []);
  const datasets = createDatasets(options.datasets ?? [], options.datasetAliases ?? {});
  const papers = createPapers(options.papers ?? []);
  const files = createOpenDigger(options.opendigger, options.labels);
  const faults = new Faults();
  let quota = new Quota(options);
  let log = [];
  let serial = 0;

  // Answers of list requests by what they ask for, while the data stay as
  // they are.
  const cache = new Map();

  function cached(key, make) {
    if (!options.cache) {
      return make();
    }
    const name = JSON.stringify(key);
    if (!cache.has(name)) {
      cache.set(name, make());
    }
    return cache.get(name);
  }

  function route(ctx) {
    const [first, second, ...rest] = ctx.segments;
    if (first === 'opendigger') {
      return files.metric(ctx.segments.slice(1));
    }
    if (first === 'labels') {
      return files.label(ctx.segments.slice(1));
    }
    if (ctx.token === 'bad') {
      return failure(401, 'Invalid credentials in Authorization header');
    }
    if (first !== 'api') {
      return authors.page(ctx, ctx.segments.join('/'));
    }
    switch (second) {
      case 'models':
        return repositories(models, ctx, rest);
      case 'spaces':
        return repositories(spaces, ctx, rest);
      case 'datasets':
        return repositories(datasets, ctx, rest);
      case 'papers':
        return papers.detail(rest.join('/'));
      case 'users':
      case 'organizations':
        if (rest.length === 2 && rest[1] === 'overview') {
          return authors.overview(ctx, second, rest[0]);
        }
    }
    return failure(404, "Sorry, we can't find the page you are looking for.");
  }

  /** repositories answers for one kind of them: the listing, or one at a
   * revision. */
  function repositories(kind, ctx, rest) {
    if (rest.length === 0) {
      return kind.list(ctx);
    }
    const at = rest.indexOf('revision');
    return at > 0
      ? kind.detail(ctx, rest.slice(0, at).join('/'), rest.slice(at + 1).join('/'))
      : kind.detail(ctx, rest.join('/'));
  }

  /** count counts a request against its quota and returns the headers that
   * say so; the static files have none. */
  function count(ctx) {
    const id = (++serial).toString(16).padStart(24, '0');
    const headers = { 'X-Request-Id': `Root=1-${id.slice(0, 8)}-${id}` };
    if (['opendigger', 'labels'].includes(ctx.segments[0])) {
      return { headers };
    }
    const window = quota.take(ctx.segments[0] === 'api' ? 'api' : 'pages');
    return { ...window, headers: { ...headers, ...window.headers } };
  }

  function tooMany(window) {
    const headers = options.retryAfter ? { 'Retry-After': String(window.reset) } : {};
    return failure(
      429,
      'We had to rate limit your IP: the quota of this window is used up.',
      headers,
    );
  }

  /** handle answers one request. */
  async function handle(req, res) {
    const ctx = context(req.url, req.headers, options.pageMax, cached);
    if (ctx === null) {
      await send(req, res, failure(400, 'Bad Request'));
      return;
    }
    if (ctx.segments[0] === '_control') {
      await send(req, res, await control(req, ctx));
      return;
    }
    const entry = { at: Date.now(), method: req.method, url: req.url, headers: req.headers };
    if (log.push(entry) > MAX_LOG) {
      log = log.slice(MAX_LOG / 2);
    }
    res.on('close', () => {
      if (!options.quiet) {
        process.stderr.write(`${entry.status} ${entry.method} ${entry.url}\n`);
      }
    });
    const window = count(ctx);
    const due = faults.due(ctx);
    const right = window.exceeded ? tooMany(window) : route(ctx);
    const made = await strike(
      due,
      {
        ...right,
        headers: { ...window.headers, ...right.headers },
        shared: right.shared ?? right,
      },
      ctx,
      res,
    );
    entry.status = made?.status ?? res.statusCode;
    if (due.length > 0) {
      entry.fault = due.at(-1).do;
    }
    if (made) {
      await send(req, res, made);
    }
  }

  function reset() {
    for (const part of [
      models.collection,
      spaces.collection,
      datasets.collection,
      papers.collection,
      authors,
    ]) {
      part.reset();
    }
    cache.clear();
    faults.set([]);
    log = [];
    quota = new Quota(options);
  }

  /** setData changes the data: {models, spaces, datasets, papers, authors}, each an
   * array that replaces all or {replace, remove, patch, add, rename}. */
  function setData(data) {
    for (const [name, part] of [
      ['models', models.collection],
      ['spaces', spaces.collection],
      ['datasets', datasets.collection],
      ['papers', papers.collection],
      ['authors', authors],
    ]) {
      if (data[name]) {
        part.change(data[name]);
      }
    }
    // Spaces are indexed by the present names of models.
    spaces.collection.forget();
    cache.clear();
  }

  async function control(req, ctx) {
    const action = ctx.segments[1];
    if (action === 'log' && req.method === 'GET') {
      return json(log);
    }
    if (req.method !== 'POST') {
      return failure(405, 'POST, please');
    }
    try {
      const body = JSON.parse((await readBody(req)) || '{}');
      switch (action) {
        case undefined:
        case 'faults':
          faults.set(body.faults ?? []);
          break;
        case 'data':
          setData(body);
          break;
        case 'quota':
          quota = new Quota(body);
          break;
        case 'reset':
          reset();
          break;
        default:
          return failure(404, 'no such control route');
      }
      return json({ ok: true });
    } catch (e) {
      return failure(400, e.message);
    }
  }

  /** warm walks a listing from a path on, so that its pages are in the cache,
   * compressed as well. */
  async function warm(path) {
    for (let url = path; url;) {
      const ctx = context(url, { host: 'localhost' }, options.pageMax, cached);
      const made = route(ctx);
      if (made.status !== 200) {
        throw new Error(`${url}: ${made.body}`);
      }
      await gzipped(made);
      url = made.next && made.headers.Link.slice('<http://localhost'.length).split('>')[0];
    }
  }

  return {
    handle,
    warm,
    log: () => log,
    setFaults: (list) => faults.set(list),
    setData,
    setQuota: (limits) => {
      quota = new Quota(limits);
    },
    reset,
  };
}

/** context is what routes know of a request; null if the URL is malformed. */
function context(target, headers, pageMax = 1000, cached) {
  try {
    const url = new URL(target, 'http://localhost');
    return {
      path: url.pathname,
      search: url.search,
      params: url.searchParams,
      segments: url.pathname.split('/').slice(1).map(decodeURIComponent),
      origin: `http://${headers.host}`,
      token: /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1],
      pageMax,
      cached,
    };
  } catch {
    return null;
  }
}

async function readBody(req) {
  const chunks = [];
  for await (const chunk of req) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
