// What the list routes of models and Spaces have in common: reading the
// parameters, the page, the Link to the next one.

import { failure, jsonText } from './http.js';

/** listRoute answers a list request.
 * kind: {collection, sorts, expand, item(row, fields), condition(params)};
 * condition returns {among, where, key, fields} or {error}. */
export function listRoute(kind, ctx) {
  const { params } = ctx;
  const limit = readLimit(params.get('limit'), ctx.pageMax);
  if (limit === null) {
    return failure(400, 'Invalid limit parameter: expected a positive integer');
  }
  const sort = params.get('sort') ?? 'trendingScore';
  if (!kind.sorts.includes(sort)) {
    return failure(400, `Invalid sort parameter: expected one of ${names(kind.sorts)}`);
  }
  const fields = readExpand(params);
  const wrong = fields?.find((name) => !kind.expand.includes(name));
  if (wrong !== undefined) {
    return badExpand(wrong, kind.expand);
  }
  const condition = kind.condition(params);
  const tags = [...params.getAll('filter'), ...params.getAll('filter[]')];
  const key = JSON.stringify([tags, condition.key]);
  const shape = fields ? fields.join() : condition.shape ?? '';
  const cursor = params.get('cursor');

  const made = ctx.cached(JSON.stringify([kind.name, limit, sort, key, shape, cursor]), () => {
    let page;
    try {
      page = kind.collection.page({ sort, tags, ...condition, key }, limit, cursor);
    } catch {
      return failure(400, 'Invalid cursor');
    }
    const items = page.rows.map((row) => kind.item(row, fields, condition.shape));
    return Object.assign(jsonText(`[${items.join()}]`), { next: page.next });
  });
  if (!made.next) {
    return made;
  }
  return { ...made, headers: { ...made.headers, Link: `<${nextUrl(ctx, made.next)}>; rel="next"` }, shared: made };
}

/** badExpand names the fields that could have been asked for. */
export function badExpand(wrong, valid) {
  return failure(400, `Invalid option "${wrong}" at expand: expected one of ${names(valid)}`);
}

const names = (list) => list.map((name) => `"${name}"`).join('|');

/** readExpand returns the asked field names, null when expand is not used. */
export function readExpand(params) {
  const asked = [...params.getAll('expand'), ...params.getAll('expand[]')];
  return asked.length > 0 ? [...new Set(asked)] : null;
}

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
