// What the listings of models and Spaces have in common: reading the
// parameters, making the page, the Link to the next one.

import { failure, json, jsonText, redirect, refused } from './http.js';

/** listRoute answers a list request for a kind of record; detailRoute one for
 * one record:
 *   name, collection, sorts   what is listed, what it can be sorted by
 *   expand, hidden            field names that expand accepts; those of them
 *                             that are never in the answer
 *   detailFields              field names that expand accepts for one record
 *   detailDefaults            its fields when expand is not used
 *   defaults(params)          fields of an item when expand is not used
 *   field(row, name, ctx)     a field's value, derived where need be
 *   tests                     parameter -> (row, value, rowNumber) => boolean
 *   lists                     parameter -> (value) => row numbers */
export function listRoute(kind, ctx) {
  const { params } = ctx;
  const limit = params.get('limit') ?? ctx.pageMax;
  const sort = params.get('sort') ?? 'trendingScore';
  const asked = readExpand(params);
  const problems = [
    ...limitProblems(limit),
    ...(kind.sorts.includes(sort) ? [] : [[`Invalid sort parameter: ${sort}`]]),
    ...expandProblems(asked, kind.expand),
  ];
  if (problems.length > 0) {
    return refused(problems);
  }
  const fields = asked?.filter((name) => !kind.hidden.includes(name)) ?? kind.defaults(params);
  const query = { sort, ...readFilters(kind, ctx) };
  const cursor = params.get('cursor');
  const size = Math.min(Number(limit), ctx.pageMax);

  const made = ctx.cached([kind.name, size, sort, query.key, fields.join(), cursor], () => {
    const page = kind.collection.page(query, size, cursor);
    if (page === null) {
      return refused([['Invalid cursor']]);
    }
    const items = page.rows.map((row) => JSON.stringify(project(kind, row, fields, ctx)));
    return { ...jsonText(`[${items.join()}]`), next: page.next };
  });
  if (!made.next) {
    return made;
  }
  const link = `<${nextUrl(ctx, made.next)}>; rel="next"`;
  return { ...made, headers: { ...made.headers, Link: link }, shared: made };
}

/** detailRoute answers /api/{kind}/{id}, at a revision if one is named. */
export function detailRoute(kind, ctx, id, revision = 'HEAD') {
  const { moved, row } = kind.collection.locate(id);
  if (moved !== undefined && sees(ctx, kind.collection.resolve(moved).row)) {
    const tail = /\/revision\/.*$/.exec(ctx.path)?.[0] ?? '';
    return redirect(`/api/${kind.name}/${moved}${tail}${ctx.search}`);
  }
  if (!row || !sees(ctx, row)) {
    return missing(ctx);
  }
  if (!['HEAD', 'main', row.sha].includes(revision)) {
    return failure(404, `Invalid rev id: ${revision}`, { 'X-Error-Code': 'RevisionNotFound' });
  }
  const asked = readExpand(ctx.params);
  const problems = expandProblems(asked, kind.detailFields);
  return problems.length > 0
    ? refused(problems)
    : json(project(kind, row, asked ?? kind.detailDefaults, ctx));
}

/** project picks fields of a row, after _id and id; fields without a value
 * are left out. A row that is no object is served as it is. */
function project(kind, row, fields, ctx) {
  if (typeof row !== 'object' || row === null) {
    return row;
  }
  const result = { _id: row._id, id: row.id };
  for (const name of fields) {
    result[name] = row[name] !== undefined ? row[name] : kind.field(row, name, ctx);
  }
  return result;
}

/** authorOf is the part of an id before the slash. */
export function authorOf(row) {
  return typeof row.id === 'string' && row.id.includes('/') ? row.id.split('/')[0] : undefined;
}

/** readExpand returns the asked field names, null when expand is not used. */
function readExpand(params) {
  const asked = [...params.getAll('expand'), ...params.getAll('expand[]')];
  return asked.length > 0 ? [...new Set(asked)] : null;
}

/** expandProblems names the fields that could have been asked for. */
function expandProblems(asked, valid) {
  const expected = `Invalid option: expected one of ${valid.map((name) => `"${name}"`).join('|')}`;
  return (asked ?? []).flatMap((name, i) =>
    valid.includes(name) ? [] : [[expected, `expand[${i}]`]],
  );
}

/** sees says whether who asks sees a record: a private one with a token only. */
export function sees(ctx, row) {
  return Boolean(ctx.token) || row?.private !== true;
}

/** missing is what a name that nobody has gets: who asks without a token
 * cannot tell it from a private one. */
function missing(ctx) {
  if (!ctx.token) {
    return failure(401, 'Invalid username or password.');
  }
  return failure(404, 'Repository not found', {
    'X-Error-Code': 'RepoNotFound',
    'X-Error-Message': 'Repository not found',
  });
}

function readFilters(kind, { params, token }) {
  const tags = params.getAll('filter');
  const tests = Object.entries(kind.tests).filter(([name]) => params.has(name));
  const lists = Object.entries(kind.lists).filter(([name]) => params.has(name));
  const used = [...tests, ...lists].map(([name]) => [name, params.get(name)]);
  const hides = !token && kind.collection.hasPrivate();
  return {
    key: JSON.stringify([tags, used, hides]),
    tags,
    among: lists.map(([name, find]) => find(params.get(name))),
    where:
      tests.length === 0 && !hides
        ? null
        : (row, i) =>
            !(hides && row.private === true) &&
            tests.every(([name, test]) => test(row, params.get(name), i)),
  };
}

function limitProblems(limit) {
  const number = Number(limit);
  if (Number.isNaN(number)) {
    return [['Invalid input: expected number, received NaN', 'limit']];
  }
  if (!Number.isSafeInteger(number)) {
    return [['Invalid input: expected int, received number', 'limit']];
  }
  return number > 0 ? [] : [['Too small: expected number to be >0', 'limit']];
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
