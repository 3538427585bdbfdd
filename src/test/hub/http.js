// Answers, and what the Hub puts around every one of them: ETag, quota
// headers, gzip.
//
// A route returns an answer: {status, headers, body}. body is a Buffer. The
// same answer object may be sent many times (see the page cache), so nothing
// here changes one after it was made, except to remember its gzip form.

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const gzip = promisify(zlib.gzip);

/** json makes an answer from a value. */
export function json(value, status = 200, headers = {}) {
  return jsonText(JSON.stringify(value), status, headers);
}

/** jsonText makes an answer from text that is JSON already. */
export function jsonText(text, status = 200, headers = {}) {
  return answer(status, 'application/json; charset=utf-8', text, headers);
}

/** failure is the Hub's way to say no: {"error": message}. */
export function failure(status, message, headers = {}) {
  return json({ error: message }, status, headers);
}

/** refused is its answer to parameters that it does not understand: problems
 * as zod's prettifyError() words them, [[message, path]]; in the header what is
 * not ASCII is an asterisk. */
export function refused(problems) {
  const said = problems
    .map(([message, at]) => `✖ ${message}${at ? `\n  → at ${at}` : ''}`)
    .join('\n');
  const header = said.replace(/\s+/g, ' ').replace(/[^ -~]/g, '*');
  return failure(400, said, { 'X-Error-Message': header });
}

/** redirect is the Hub's 307: relative Location, short text body. */
export function redirect(location, status = 307) {
  return answer(
    status,
    'text/plain; charset=utf-8',
    `Temporary Redirect. Redirecting to ${location}`,
    { Location: location },
  );
}

/** answer makes an answer with its Content-Type and, as Express does, a weak
 * ETag that starts with the length of the body in hex. */
export function answer(status, type, body, headers = {}) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  return {
    status,
    headers: { 'Content-Type': type, ETag: weakTag(bytes), ...headers },
    body: bytes,
  };
}

/** weakTag returns W/"<length in hex>-<27 characters of base64 SHA-1>". */
export function weakTag(bytes, length = bytes.length) {
  const hash = createHash('sha1').update(bytes).digest('base64').slice(0, 27);
  return `W/"${length.toString(16)}-${hash}"`;
}

/** gzipped returns the compressed body of an answer, made once. A copy of an
 * answer with other headers names the one it came from as shared. */
export function gzipped(made) {
  const owner = made.shared ?? made;
  owner.gzip ??= gzip(owner.body, { level: 1 });
  return owner.gzip;
}

/** wantsGzip reads Accept-Encoding. */
export function wantsGzip(req) {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(req.headers['accept-encoding'] ?? '');
}

/** send writes an answer, compressed where the client asks for it. */
export async function send(req, res, made) {
  let { body } = made;
  const headers = { ...made.headers };
  if (body.length > 1024 && wantsGzip(req)) {
    body = await gzipped(made);
    headers['Content-Encoding'] = 'gzip';
    headers.Vary = 'Accept-Encoding';
  }
  headers['Content-Length'] = body.length;
  res.writeHead(made.status, headers);
  res.end(req.method === 'HEAD' ? undefined : body);
}

/** Quota counts requests in fixed windows, a bucket each for api and pages.
 * Without a limit it only prints a window that never runs out. */
export class Quota {
  constructor({ quota, pagesQuota, window = 300 } = {}) {
    this.enforced = quota !== undefined;
    const api = quota ?? 500;
    this.limits = { api, pages: pagesQuota ?? Math.max(1, Math.floor(api / 5)) };
    this.window = window;
    this.reset();
  }

  reset() {
    this.started = Date.now();
    this.used = { api: 0, pages: 0 };
  }

  /** take counts one request and returns {exceeded, reset, headers}. */
  take(bucket) {
    const now = Date.now();
    if (now - this.started >= this.window * 1000) {
      this.reset();
    }
    const limit = this.limits[bucket];
    const exceeded = this.enforced && this.used[bucket] >= limit;
    if (this.enforced && !exceeded) {
      this.used[bucket]++;
    }
    const left = this.enforced ? limit - this.used[bucket] : limit - 1;
    const reset = Math.ceil((this.started + this.window * 1000 - now) / 1000);
    return {
      exceeded,
      reset: Math.min(reset, this.window),
      headers: {
        RateLimit: `"${bucket}";r=${left};t=${Math.min(reset, this.window)}`,
        'RateLimit-Policy': `"fixed window";"${bucket}";q=${limit};w=${this.window}`,
      },
    };
  }
}
