// Everything that can go wrong between a client and the Hub, on request.
//
// A fault: {match, times, after, auth, do, ...}. match is a regular expression
// on path and query (default: every request), times how often it strikes (-1:
// always; default 1), after how many matching requests are let through first,
// auth true or false: only requests with or without a token. The first fault
// that is due strikes; a delay strikes and then lets the next one.

import { once } from 'node:events';
import zlib from 'node:zlib';

import { weakTag } from './http.js';

const MEBIBYTE = 1 << 20;

/** Bodies that cost a careless parser memory or quadratic time, by how much of it: n. */
const HOSTILE = {
  objects: (n) => `[{"_id":"${hexId(1)}","id":"a/b","x":[{}${',{}'.repeat(n)}]}]`,
  languages: (n) => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const codes = letters.flatMap((a) => letters.map((b) => a + b));
    return tagged(n, [...codes, ...Array(10_000 - codes.length).fill('zu')]);
  },
  parents: (n) => {
    const names = Array.from({ length: 200 }, (_, i) => `base_model:a/${i}`);
    return tagged(n, [...names, ...Array(9_800).fill('base_model:zz/9')]);
  },
  directives: (n) =>
    `${Array.from({ length: n }, (_, i) => `%TAG !${i}! a\n`).join('')}--- \nname: x\n`,
  attributes: (n) =>
    `<html><body class="OrgPage"><div ${Array.from({ length: n }, (_, i) => `a${i}=1`).join(' ')}>`,
  labels: (n) => {
    const names = Array.from({ length: n }, (_, i) => `    - ':a/${'b'.repeat(180)}${i}'\n`);
    return `name: x\ndata:\n  labels:\n${names.join('')}`;
  },
  entries: (n) => {
    const owner = `owner/${'r'.repeat(60)}`;
    const repos = Array.from(
      { length: n },
      (_, i) => `        - id: ${i + 1}\n          name: ${owner}${i}\n`,
    );
    const head = 'name: x\ndata:\n  platforms:\n    - name: GitHub\n      repos:\n';
    return head + repos.join('');
  },
};

/** Hostile answers that were made: large, and their gzip form takes a second. */
const hostile = new Map();

/** hostileAnswer is one of HOSTILE in place of an answer, made once. */
function hostileAnswer(made, what, n) {
  const key = `${what} ${n}`;
  if (!hostile.has(key)) {
    hostile.set(key, { body: Buffer.from(HOSTILE[what](n)) });
  }
  const shared = hostile.get(key);
  return { ...instead(made, 200, 'text/plain; charset=utf-8', ''), body: shared.body, shared };
}

/** tagged is a page of n models that all have these tags. */
function tagged(n, tags) {
  const text = JSON.stringify(tags);
  const records = Array.from(
    { length: n },
    (_, i) => `{"_id":"${hexId(i)}","id":"evil/m${i}","tags":${text}}`,
  );
  return `[${records.join(',')}]`;
}

/** hexId is an _id made of a number. */
function hexId(number) {
  return number.toString(16).padStart(24, '0');
}

/** Pages of endless listings so far: each has another address. */
let pages = 0;

/** Changes to an answer: (made, fault, ctx) => answer. */
const CHANGES = {
  status: (made, { code = 500, headers, body = '' }) =>
    typeof body === 'string'
      ? instead(made, code, 'text/plain; charset=utf-8', body, headers)
      : instead(made, code, 'application/json; charset=utf-8', JSON.stringify(body), headers),
  headers: (made, { headers }) => ({ ...made, headers: overlay(made.headers, headers) }),
  replace: (made, { find, with: text }) =>
    withBody(made, made.body.toString().split(find).join(text)),
  html: (made, { code = 200 }) =>
    instead(
      made,
      code,
      'text/html; charset=utf-8',
      '<!doctype html><html><body><h1>We are down for maintenance</h1></body></html>',
    ),
  'bad-json': (made) => withBody(made, made.body.subarray(0, Math.ceil(made.body.length * 0.6))),
  deep: (made, { depth = 10_000 }) => withBody(made, '['.repeat(depth) + ']'.repeat(depth)),
  'invalid-utf8': (made, { field = 'id' }) =>
    intoString(made, field, Buffer.from([0xff, 0xc0, 0x80])),
  nul: (made, { field = 'id', raw }) =>
    intoString(made, field, Buffer.from(raw ? '\0' : '\\u0000')),
  'wrong-length': (made, { delta = 10 }) => ({
    ...made,
    headers: { ...made.headers, ETag: weakTag(made.body, made.body.length + delta) },
  }),
  redirect: (made, { location, code = 307 }) => moved(made, code, location),
  'redirect-loop': (made, { code = 307 }, ctx) => moved(made, code, ctx.path + ctx.search),
  'redirect-other-host': (made, { location, code = 307 }, ctx) =>
    moved(made, code, location ?? otherHost(ctx) + ctx.path + ctx.search),
  hostile: (made, { what, n }) => hostileAnswer(made, what, n),
  'no-link': (made) => ({ ...made, headers: overlay(made.headers, { Link: null }) }),
  endless: (made, { body = '[]' }, ctx) => {
    const page = instead(made, 200, 'application/json; charset=utf-8', body);
    return linked(page, `${ctx.origin}${ctx.path}?limit=1000&cursor=endless${++pages}`);
  },
  'repeat-cursor': (made, fault, ctx) => linked(made, `${ctx.origin}${ctx.path}${ctx.search}`),
  'link-other-host': (made, { host = 'https://huggingface.co' }, ctx) =>
    made.headers.Link
      ? linked(made, made.headers.Link.slice(1).split('>')[0].replace(ctx.origin, host))
      : made,
};

/** Ways to send an answer badly: (res, made, fault) => promise or nothing. */
const SENDINGS = {
  hang: (res, made, { bytes }) => {
    if (bytes !== undefined) {
      head(res, made);
      res.write(made.body.subarray(0, bytes));
    }
  },
  drip: async (res, made, { rate = 100 }) => {
    head(res, made);
    const step = Math.max(1, Math.round(rate / 20));
    for (let from = 0; from < made.body.length && !res.destroyed; from += step) {
      res.write(made.body.subarray(from, from + step));
      await sleep((1000 * step) / rate);
    }
    res.end();
  },
  cut: (res, made, { bytes = Math.floor(made.body.length / 2) }) => {
    head(res, made);
    res.write(made.body.subarray(0, bytes), () => res.socket?.destroy());
  },
  reset: (res, made, { bytes }) => {
    if (bytes === undefined) {
      res.socket.resetAndDestroy();
      return;
    }
    head(res, made);
    res.write(made.body.subarray(0, bytes), () => res.socket?.resetAndDestroy());
  },
  'truncated-gzip': (res, made) => {
    const whole = zlib.gzipSync(made.body);
    const body = whole.subarray(0, Math.floor(whole.length / 2));
    res.writeHead(made.status, {
      ...made.headers,
      'Content-Encoding': 'gzip',
      'Content-Length': body.length,
    });
    res.end(body);
  },
  'gzip-bomb': async (res, made, { mb = 100 }) => {
    res.writeHead(200, overlay(made.headers, { ETag: null, 'Content-Encoding': 'gzip' }));
    const gzip = zlib.createGzip({ level: 9 });
    gzip.pipe(res);
    res.on('close', () => gzip.destroy());
    await pour(gzip, res, mb, Buffer.alloc(MEBIBYTE));
    gzip.end();
  },
  huge: async (res, made, { mb = 100, chunked = false }) => {
    const headers = overlay(made.headers, { ETag: null, Link: null });
    res.writeHead(200, chunked ? headers : { ...headers, 'Content-Length': mb * MEBIBYTE + 2 });
    res.write('[');
    await pour(res, res, mb, Buffer.alloc(MEBIBYTE, ' '));
    res.end(']');
  },
};

export class Faults {
  constructor() {
    this.set([]);
  }

  /** set replaces the faults; throws on what it does not know. */
  set(list) {
    this.list = list.map((fault) => {
      if (fault.do !== 'delay' && !CHANGES[fault.do] && !SENDINGS[fault.do]) {
        const known = ['delay', ...Object.keys(CHANGES), ...Object.keys(SENDINGS)];
        throw new Error(`unknown fault "${fault.do}": expected one of ${known.join(', ')}`);
      }
      return {
        ...fault,
        pattern: new RegExp(fault.match ?? ''),
        left: fault.times ?? 1,
        skip: fault.after ?? 0,
      };
    });
  }

  /** due returns the faults that strike this request, the last of them no
   * delay, and counts them. */
  due(ctx) {
    const striking = [];
    for (const fault of this.list) {
      const fits =
        fault.pattern.test(ctx.path + ctx.search) &&
        (fault.auth === undefined || fault.auth === Boolean(ctx.token));
      if (fault.left === 0 || !fits) {
        continue;
      }
      if (fault.skip > 0) {
        fault.skip--;
        continue;
      }
      fault.left--;
      striking.push(fault);
      if (fault.do !== 'delay') {
        break;
      }
    }
    return striking;
  }
}

/** strike applies faults to an answer; null: it was sent (badly) already. */
export async function strike(faults, made, ctx, res) {
  for (const fault of faults) {
    if (fault.do === 'delay') {
      await sleep(fault.ms ?? 1000);
    } else if (CHANGES[fault.do]) {
      made = CHANGES[fault.do](made, fault, ctx);
    } else {
      // Who sends badly does not care how the connection ends.
      res.on('error', () => {});
      await SENDINGS[fault.do](res, made, fault);
      return null;
    }
  }
  return made;
}

const sleep = (ms) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

function head(res, made) {
  res.writeHead(made.status, { ...made.headers, 'Content-Length': made.body.length });
}

/** overlay sets headers; null removes one. */
function overlay(headers, more = {}) {
  return Object.fromEntries(
    Object.entries({ ...headers, ...more }).filter(([, value]) => value !== null),
  );
}

/** instead is another answer, with the quota headers of this one. */
function instead(made, code, type, body, more) {
  const kept = Object.fromEntries(
    Object.entries(made.headers).filter(([name]) =>
      ['RateLimit', 'RateLimit-Policy', 'X-Request-Id'].includes(name),
    ),
  );
  return {
    status: code,
    headers: overlay({ ...kept, 'Content-Type': type }, more),
    body: Buffer.from(body),
  };
}

/** withBody is an answer with another body, and the ETag of that one. */
function withBody(made, body) {
  const bytes = Buffer.from(body);
  return { status: made.status, headers: { ...made.headers, ETag: weakTag(bytes) }, body: bytes };
}

/** intoString puts bytes at the start of the first string value of a field. */
function intoString(made, field, bytes) {
  const before = Buffer.from(`"${field}":"`);
  const at = made.body.indexOf(before);
  if (at < 0) {
    return withBody(made, Buffer.concat([Buffer.from('["'), bytes, Buffer.from('"]')]));
  }
  const from = at + before.length;
  return withBody(
    made,
    Buffer.concat([made.body.subarray(0, from), bytes, made.body.subarray(from)]),
  );
}

function moved(made, code, location) {
  return instead(
    made,
    code,
    'text/plain; charset=utf-8',
    `Temporary Redirect. Redirecting to ${location}`,
    { Location: location },
  );
}

function linked(made, url) {
  return { ...made, headers: { ...made.headers, Link: `<${url}>; rel="next"` } };
}

/** otherHost is this server under another name. */
function otherHost(ctx) {
  return ctx.origin.includes('127.0.0.1')
    ? ctx.origin.replace('127.0.0.1', 'localhost')
    : ctx.origin.replace('localhost', '127.0.0.1');
}

/** pour writes mb mebibytes as fast as the client takes them. */
async function pour(out, res, mb, chunk) {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  for (let i = 0; i < mb && !res.destroyed; i++) {
    if (!out.write(chunk)) {
      await once(out, 'drain', { signal: gone.signal }).catch(() => {});
    }
  }
}
