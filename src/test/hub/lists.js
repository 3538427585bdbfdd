// What the listings of models and Spaces have in common: reading the
// parameters, making the page, the Link to the next one.

import { failure, jsonText } from './http.js';

/** listRoute answers a list request for a kind of record:
 *   name, collection, sorts   what is listed, what it can be sorted by
 *   expand                    field names that expand accepts
 *   hidden                    those of them that are never in the answer
 *   defaults(params)          fields of an item when expand is not used
 *   field(row, name)          a field's value, derived where need be
 *   tests                     parameter -> (row, value, rowNumber) => boolean
 *   lists                     parameter -> (value) => row numbers */
export function listRoute(kind, ctx) {
  const { params } = ctx;
  const limit = readLimit(params.get('limit'), ctx.pageMax);
  if (limit === null) {
    return failure(400, 'Invalid limit parameter: expected a positive integer');
  }
  const sort = params.get('sort') ?? 'trendingScore';
  if (!kind.sorts.includes(sort)) {
    return failure(400, `Invalid sort parameter: expected one of ${quoted(kind.sorts)}`);
  }
  const asked = readExpand(params);
  const wrong = asked?.find((name) => !kind.expand.includes(name));
  if (wrong !== undefined) {
    return badExpand(wrong, kind.expand);
  }
  const fields = asked?.filter((name) => !kind.hidden.includes(name)) ?? kind.defaults(params);
  const query = { sort, ...readFilters(kind, params) };
  const cursor = params.get('cursor');

  const made = ctx.cached([kind.name, limit, sort, query.key, fields.join(), cursor], () => {
    const page = kind.collection.page(query, limit, cursor);
    if (page === null) {
      return failure(400, 'Invalid cursor');
    }
    const items = page.rows.map((row) => JSON.stringify(project(kind, row, fields)));
    return { ...jsonText(`[${items.join()}]`), next: page.next };
  });
  if (!made.next) {
    return made;
  }
  const link = `<${nextUrl(ctx, made.next)}>; rel="next"`;
  return { ...made, headers: { ...made.headers, Link: link }, shared: made };
}

/** project picks fields of a row, after _id and id; fields without a value
 * are left out. A row that is no object is served as it is. */
export function project(kind, row, fields) {
  if (typeof row !== 'object' || row === null) {
    return row;
  }
  const result = { _id: row._id, id: row.id };
  for (const name of fields) {
    result[name] = row[name] !== undefined ? row[name] : kind.field(row, name);
  }
  return result;
}

/** authorOf is the part of an id before the slash. */
export function authorOf(row) {
  return typeof row.id === 'string' && row.id.includes('/') ? row.id.split('/')[0] : undefined;
}

/** readExpand returns the asked field names, null when expand is not used. */
export function readExpand(params) {
  const asked = [...params.getAll('expand'), ...params.getAll('expand[]')];
  return asked.length > 0 ? [...new Set(asked)] : null;
}

/** badExpand names the fields that could have been asked for. */
export function badExpand(wrong, valid) {
  return failure(400, `Invalid option "${wrong}" at expand: expected one of ${quoted(valid)}`);
}

/** missing is what a name that nobody has gets: who asks without a token
 * cannot tell it from a private one. */
export function missing(ctx) {
  if (!ctx.token) {
    return failure(401, 'Invalid username or password.');
  }
  return failure(404, 'Repository not found', {
    'X-Error-Code': 'RepoNotFound',
    'X-Error-Message': 'Repository not found',
  });
}

function readFilters(kind, params) {
  const tags = params.getAll('filter');
  const tests = Object.entries(kind.tests).filter(([name]) => params.has(name));
  const lists = Object.entries(kind.lists).filter(([name]) => params.has(name));
  const used = [...tests, ...lists].map(([name]) => [name, params.get(name)]);
  return {
    key: JSON.stringify([tags, used]),
    tags,
    among: lists.map(([name, find]) => find(params.get(name))),
    where:
      tests.length === 0
        ? null
        : (row, i) => tests.every(([name, test]) => test(row, params.get(name), i)),
  };
}

const quoted = (names) => names.map((name) => `"${name}"`).join('|');

function readLimit(text, pageMax) {
  if (text === null) {
    return pageMax;
  }
  return /^[1-9]\d{0,8}$/.test(text) ? Math.min(Number(text), pageMax) : null;
}

/** nextUrl is this request's absolute URL with another cursor; expand[] comes
 * back as expand, as on the Hub. */
function nextUrl(ctx, cursor) {
  const next = new URLSearchParams();
  for (const [name, value] of ctx.params) {
    if (name !== 'cursor') {
      next.append(name === 'expand[]' ? 'expand' : name, value);
    }
  }
  next.append('cursor', cursor);
  return `${ctx.origin}${ctx.path}?${next}`;
}
