// The loopback Hub against what is documented of the real one.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

import { startHub } from './server.js';

const hex = (n) => n.toString(16).padStart(24, '0');

/** A family: one base, 40 children of four relations, ties in every counter,
 * two rows that differ in nothing that is sorted by, _id included. */
function makeModels() {
  const relations = ['finetune', 'adapter', 'merge', 'quantized'];
  const base = {
    _id: hex(1),
    id: 'Org/Base',
    likes: 500,
    trendingScore: 0.5,
    private: false,
    downloads: 3_400_446_695,
    tags: ['transformers', 'en', 'license:mit', 'region:us'],
    pipeline_tag: 'text-generation',
    library_name: 'transformers',
    createdAt: '2023-01-01T00:00:00.000Z',
    modelId: 'Org/Base',
    downloadsAllTime: 9_000_000_000,
    gated: 'auto',
    cardData: { license: 'mit' },
  };
  const children = Array.from({ length: 40 }, (_, i) => {
    const relation = relations[i % 4];
    return {
      _id: hex(i + 2),
      id: `user${i % 5}/child-${i}`,
      likes: i % 7,
      trendingScore: i % 2 ? i : undefined,
      private: false,
      downloads: i % 3,
      tags: [
        'gguf',
        ...(i % 2 ? ['en'] : ['zh']),
        'base_model:Org/Base',
        `base_model:${relation}:Org/Base`,
      ],
      createdAt: new Date(Date.UTC(2024, 0, 1 + (i % 10))).toISOString(),
      modelId: `user${i % 5}/child-${i}`,
    };
  });
  const { _id, likes, trendingScore, downloads, createdAt } = children[38];
  Object.assign(children[39], { _id, likes, trendingScore, downloads, createdAt });
  children[2].tags.push('base_model:gone/parent', 'base_model:merge:gone/parent');
  return [base, ...children].map((row) => JSON.parse(JSON.stringify(row)));
}

const MODELS = makeModels();
const SPACES = Array.from({ length: 120 }, (_, i) => ({
  _id: hex(1000 + i),
  id: `maker/space-${i}`,
  likes: i % 11,
  trendingScore: 0,
  private: false,
  sdk: 'gradio',
  tags: ['gradio', i % 2 ? 'region:us' : 'region:eu'],
  createdAt: new Date(Date.UTC(2024, 2, 1, i)).toISOString(),
  models: i === 7 ? ['old-base', 'user1/child-1'] : ['Org/Base'],
  runtime: { stage: 'RUNNING', hardware: { current: 'cpu-basic', requested: 'cpu-basic' } },
}));
const AUTHORS = [
  {
    _id: hex(9000),
    avatarUrl: '/avatars/x.svg',
    fullname: 'Org & "Sons" <Ltd>',
    name: 'Org',
    details: 'a\u0001b',
    isVerified: true,
    plan: 'enterprise',
    numModels: 1,
    numFollowers: 62570,
    _page: { org_type: 'company', website: 'https://org.example/?a=1&b=2', github: 'org-gh' },
  },
  {
    _id: hex(9001),
    avatarUrl: '/avatars/y.svg',
    fullname: ' Ann',
    user: 'Ann',
    type: 'user',
    isPro: false,
    numModels: 2,
    numFollowers: 7,
    orgs: [{ id: hex(9000), name: 'Org', fullname: 'Org', avatarUrl: '/a.svg' }],
    _page: { github: 'ann-gh', website: 'https://ann.example', twitter: 'ann' },
  },
];

let hub;
let files;

before(async () => {
  files = mkdtempSync(path.join(tmpdir(), 'hub-test-'));
  const repo = path.join(files, 'od/github/Owner/repo');
  mkdirSync(repo, { recursive: true });
  writeFileSync(path.join(repo, 'stars.json'), '{"2024":3,"2024-01":3}');
  writeFileSync(path.join(files, 'od/github/Owner/packed.json'), '{"openrank":{"2024-01":1.5}}');
  mkdirSync(path.join(files, 'labels/technology/ai'), { recursive: true });
  writeFileSync(
    path.join(files, 'labels/technology/ai/index.yml'),
    'name: AI\ntype: Tech-0\ndata:\n  platforms:\n    - name: GitHub\n      repos:\n' +
      '        - id: 42\n          name: owner/Repo\n',
  );
  writeFileSync(path.join(files, 'secret.json'), '{}');
  hub = await startHub({
    models: MODELS,
    spaces: SPACES,
    authors: AUTHORS,
    aliases: { 'old-base': 'Org/Base', 'a/loop': 'b/loop', 'b/loop': 'a/loop' },
    opendigger: path.join(files, 'od'),
    labels: path.join(files, 'labels'),
    pageMax: 25,
    quiet: true,
  });
});

after(async () => {
  await hub.close();
  rmSync(files, { recursive: true });
});

beforeEach(() => hub.reset());

/** get asks once, without following redirects. */
async function get(target, headers = {}) {
  const res = await fetch(target.startsWith('http') ? target : hub.url + target, {
    headers,
    redirect: 'manual',
  });
  const text = await res.text();
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return {
    status: res.status,
    headers: res.headers,
    text,
    body,
    next: /^<(.*)>; rel="next"$/.exec(res.headers.get('link') ?? '')?.[1],
  };
}

/** raw asks without a client that understands encodings; resolves to the
 * bytes, or to the error that ended it. */
function raw(target, headers = {}) {
  return new Promise((resolve) => {
    const chunks = [];
    let res;
    const done = (error) =>
      resolve({
        error,
        status: res?.statusCode,
        headers: res?.headers,
        body: Buffer.concat(chunks),
      });
    const req = http.get(hub.url + target, { headers, agent: false }, (answer) => {
      res = answer;
      res
        .on('data', (chunk) => chunks.push(chunk))
        .on('end', () => done())
        .on('error', done);
    });
    req.on('error', done);
  });
}

async function walk(target) {
  const pages = [];
  for (let url = target; url;) {
    const page = await get(url);
    assert.equal(page.status, 200, page.text);
    pages.push(page.body);
    url = page.next;
  }
  return pages;
}

async function control(action, body = {}) {
  const res = await fetch(`${hub.url}/_control${action}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return { status: res.status, body: await res.json() };
}

test('every sort is walked completely, descending, at any page size', async () => {
  for (const sort of ['createdAt', 'likes', 'downloads', 'lastModified', 'trendingScore']) {
    for (const limit of [1, 7, 25]) {
      const pages = await walk(
        `/api/models?limit=${limit}&sort=${sort}&expand=${sort}&direction=1`,
      );
      const rows = pages.flat();
      assert.equal(pages.length, Math.ceil(41 / limit));
      assert.equal(rows.length, 41);
      assert.equal(new Set(rows.map((row) => row.id)).size, 41);
      for (let i = 1; i < rows.length; i++) {
        const [a, b] = [rows[i - 1], rows[i]];
        assert.ok(
          b[sort] === undefined || a[sort] > b[sort] || (a[sort] === b[sort] && a._id <= b._id),
          `${sort} ${i}`,
        );
      }
    }
  }
});

test('an item has the default fields, and no Link follows the last page', async () => {
  const { body, next } = await get('/api/models?limit=25&filter=license:mit');
  assert.deepEqual(Object.keys(body[0]), [
    '_id',
    'id',
    'likes',
    'trendingScore',
    'private',
    'downloads',
    'tags',
    'pipeline_tag',
    'library_name',
    'createdAt',
    'modelId',
  ]);
  assert.equal(body.length, 1);
  assert.equal(next, undefined);
});

test('expand gives what was asked, derived where the data lack it', async () => {
  const { body } = await get(
    '/api/models?search=CHILD-2&sort=createdAt&expand[]=baseModels&expand=author&expand=gated&' +
      'expand=lastModified&expand=spaces&expand=downloadsAllTime',
  );
  const row = body.find((item) => item.id === 'user2/child-2');
  assert.deepEqual(row, {
    _id: hex(4),
    id: 'user2/child-2',
    baseModels: {
      relation: 'merge',
      models: [{ _id: hex(1), id: 'Org/Base' }, { id: 'gone/parent' }],
    },
    author: 'user2',
    gated: false,
    lastModified: '2024-01-03T00:00:00.000Z',
  });
  assert.equal((await get('/api/models?author=Org&expand=gated')).body[0].gated, 'auto');
});

test('filters are ANDed; author, search, task and gated narrow', async () => {
  const count = async (query) => (await walk(`/api/models?limit=25&${query}`)).flat().length;
  assert.equal(await count('filter=base_model:Org/Base'), 40);
  assert.equal(await count('filter=base_model:finetune:Org/Base'), 10);
  assert.equal(await count('filter=base_model%3Aadapter%3AOrg%2FBase&filter=en'), 10);
  assert.equal(await count('filter=base_model:adapter:Org/Base&filter=zh'), 0);
  assert.equal(await count('author=user3'), 8);
  assert.equal(await count('author=user3&filter=en'), 4);
  assert.equal(await count('search=USER3/CHILD-1'), 2);
  assert.equal(await count('pipeline_tag=text-generation'), 1);
  assert.equal(await count('gated=true'), 1);
  assert.equal(await count('library=transformers&page=3&offset=2'), 41);
});

test('bad parameters are 400 with the reason', async () => {
  for (const query of ['limit=0', 'limit=-1', 'limit=ten', 'limit=', 'limit=1.5']) {
    assert.equal((await get(`/api/models?${query}`)).status, 400, query);
  }
  const sort = await get('/api/models?sort=created_at');
  assert.deepEqual(sort.body, { error: '✖ Invalid sort parameter: created_at' });
  assert.equal(sort.headers.get('x-error-message'), '* Invalid sort parameter: created_at');
  assert.equal((await get('/api/models?cursor=abc')).status, 400);
  for (const name of ['nonsense', 'childrenModelCount', 'usedStorage']) {
    const { status, body, headers } = await get(`/api/models?expand=likes&expand=${name}`);
    assert.equal(status, 400);
    assert.match(body.error, /^✖ Invalid option: expected one of "author"\|"baseModels"\|/);
    assert.match(body.error, /\|"xetEnabled"\n {2}→ at expand\[1\]$/);
    assert.doesNotMatch(body.error, new RegExp(name), 'it does not say which was wrong');
    assert.match(headers.get('x-error-message'), /^\* Invalid option: .* \* at expand\[1\]$/);
  }
  assert.match(
    (await get('/api/spaces?expand=gated')).body.error,
    /^✖ Invalid option: expected one of "author"\|"cardData"\|"datasets"\|/,
  );
  assert.equal((await get('/api/models?limit=100')).body.length, 25, 'page-max caps');
});

test('Link is absolute, for the asked host, and keeps the parameters', async () => {
  const { next } = await get(
    '/api/models?limit=2&filter=base_model:merge:Org/Base&expand[]=likes&sort=likes&odd=1',
  );
  const url = new URL(next);
  assert.equal(url.origin, hub.url);
  assert.deepEqual([...url.searchParams].slice(0, 5), [
    ['limit', '2'],
    ['filter', 'base_model:merge:Org/Base'],
    ['expand', 'likes'],
    ['sort', 'likes'],
    ['odd', '1'],
  ]);
  const other = await raw('/api/models?limit=2', { Host: 'hub.test:99' });
  assert.match(other.headers.link, /^<http:\/\/hub\.test:99\/api\/models\?limit=2&cursor=/);
});

test('every answer has quota headers, a request id and an ETag with its length', async () => {
  for (const target of [
    '/api/models',
    '/api/models?sort=x',
    '/api/models/nope',
    '/api/models/org/base',
    '/Org',
    '/none',
  ]) {
    const { headers, text } = await get(target, { 'Accept-Encoding': 'identity' });
    const bucket = target.startsWith('/api') ? 'api' : 'pages';
    assert.match(headers.get('ratelimit'), new RegExp(`^"${bucket}";r=\\d+;t=\\d+$`));
    assert.match(
      headers.get('ratelimit-policy'),
      new RegExp(`^"fixed window";"${bucket}";q=\\d+;w=300$`),
    );
    assert.ok(headers.get('x-request-id'));
    const bytes = Buffer.from(text);
    const hash = createHash('sha1').update(bytes).digest('base64').slice(0, 27);
    assert.equal(headers.get('etag'), `W/"${bytes.length.toString(16)}-${hash}"`);
  }
});

test('gzip comes when asked for, of the same bytes', async () => {
  const plain = await raw('/api/models');
  const packed = await raw('/api/models', { 'Accept-Encoding': 'deflate, gzip' });
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.equal(packed.headers['content-encoding'], 'gzip');
  assert.ok(packed.body.length < plain.body.length);
  assert.deepEqual(zlib.gunzipSync(packed.body), plain.body);
  assert.equal(packed.headers.etag, plain.headers.etag);
  assert.equal(
    (await raw('/api/models', { 'Accept-Encoding': 'gzip;q=0' })).headers['content-encoding'],
    undefined,
  );
});

test('detail: fields, children, at most 100 Spaces', async () => {
  const { body } = await get('/api/models/Org/Base');
  assert.equal(body.spaces.length, 100);
  assert.equal(body.author, 'Org');
  assert.deepEqual(body.cardData, { license: 'mit' });
  for (const name of ['downloadsAllTime', 'trendingScore', 'childrenModelCount', 'baseModels']) {
    assert.equal(body[name], undefined, name);
  }
  const asked = (
    await get('/api/models/Org/Base?expand=childrenModelCount&expand=downloadsAllTime')
  ).body;
  assert.deepEqual(asked, {
    _id: hex(1),
    id: 'Org/Base',
    downloadsAllTime: 9_000_000_000,
    childrenModelCount: { adapter: 10, merge: 10, quantized: 10, finetune: 10 },
  });
  assert.equal((await get('/api/models/Org/Base?expand=nonsense')).status, 400);
  for (const revision of ['main', 'HEAD']) {
    assert.equal((await get(`/api/models/Org/Base/revision/${revision}`)).status, 200);
    assert.equal((await get(`/api/spaces/maker/space-7/revision/${revision}`)).status, 200);
  }
  assert.equal((await get('/api/spaces/maker/space-7/revision/no')).status, 404);
  assert.equal((await get('/api/models/Org/Base/revision/x%2Fy')).status, 404);
});

test('old names and other case are 307 with a relative Location', async () => {
  for (const [asked, target] of [
    ['old-base', 'Org/Base'],
    ['ORG/base', 'Org/Base'],
    ['OLD-Base', 'Org/Base'],
    ['a/loop', 'b/loop'],
  ]) {
    const { status, headers } = await get(`/api/models/${asked}?expand=likes`);
    assert.equal(status, 307);
    assert.equal(headers.get('location'), `/api/models/${target}?expand=likes`);
  }
  assert.equal(
    (await get('/api/models/old-base/revision/main')).headers.get('location'),
    '/api/models/Org/Base/revision/main',
  );
});

test('what is missing is 401 without, 404 with a token; a bad token is named', async () => {
  const anonymous = await get('/api/models/no/body');
  assert.equal(anonymous.status, 401);
  assert.deepEqual(anonymous.body, { error: 'Invalid username or password.' });
  assert.equal(anonymous.headers.get('x-error-code'), null);
  const known = await get('/api/models/no/body', { Authorization: 'Bearer t' });
  assert.equal(known.status, 404);
  assert.equal(known.headers.get('x-error-code'), 'RepoNotFound');
  const bad = await get('/api/models', { Authorization: 'Bearer bad' });
  assert.equal(bad.status, 401);
  assert.deepEqual(bad.body, { error: 'Invalid credentials in Authorization header' });
});

test('a token sees private rows, nobody else does; disabled ones are there', async () => {
  const secret = { _id: hex(500), id: 'Org/secret', likes: 9, private: true, tags: [] };
  const copy = {
    _id: hex(501),
    id: 'Org/copy',
    likes: 8,
    disabled: true,
    tags: ['base_model:finetune:Org/secret', 'base_model:finetune:Org/Base'],
  };
  const space = { _id: hex(502), id: 'Org/lab', likes: 999, private: true, models: ['Org/Base'] };
  await control('/data', {
    models: { add: [secret, copy], rename: { 'Org/older': 'Org/secret' } },
    spaces: { replace: [space] },
  });
  const token = { Authorization: 'Bearer t' };
  const ids = async (target, headers) => (await get(target, headers)).body.map(({ id }) => id);
  const listing = '/api/models?author=Org&sort=likes&limit=25';
  assert.deepEqual(await ids(listing), ['Org/Base', 'Org/copy']);
  assert.deepEqual(await ids(listing, token), ['Org/Base', 'Org/secret', 'Org/copy']);
  assert.deepEqual(await ids('/api/spaces'), []);
  assert.deepEqual(await ids('/api/spaces', token), ['Org/lab']);
  for (const target of ['/api/models/Org/secret', '/api/models/Org/older', '/api/spaces/Org/lab']) {
    assert.equal((await get(target)).status, 401, target);
  }
  assert.equal((await get('/api/models/Org/secret', token)).body.private, true);
  assert.equal((await get('/api/models/Org/older', token)).status, 307);
  assert.equal((await get('/api/models/Org/copy')).body.disabled, true);
  const detail = async (headers) =>
    (await get('/api/models/Org/copy?expand=baseModels', headers)).body;
  assert.deepEqual((await detail()).baseModels.models, [
    { id: 'Org/secret' },
    { _id: hex(1), id: 'Org/Base' },
  ]);
  assert.equal((await detail(token)).baseModels.models[0]._id, secret._id);
  assert.deepEqual((await get('/api/models/Org/Base?expand=spaces')).body.spaces, []);
  assert.deepEqual((await get('/api/models/Org/Base?expand=spaces', token)).body.spaces, [
    'Org/lab',
  ]);
});

test('filters by size, app and provider; sorts by size, recent likes and name', async () => {
  const row = (n, fields) => ({ _id: hex(n), id: `x/${'cab'[n]}`, tags: [], ...fields });
  hub.setData({
    models: [
      row(0, { safetensors: { parameters: { BF16: 7e9 }, total: 7e9 }, likes30d: 1, mainSize: 5 }),
      row(1, { gguf: { total: 70e9 }, tags: ['gguf'], likes30d: 3, usedStorage: 9 }),
      row(2, {
        likes30d: 2,
        apps: ['vllm'],
        inferenceProviderMapping: [{ provider: 'groq', status: 'live' }],
      }),
    ],
  });
  const names = async (query) => (await get(`/api/models?${query}`)).body.map(({ id }) => id);
  assert.deepEqual(await names('num_parameters=min:7B&sort=id'), ['x/c', 'x/a']);
  assert.deepEqual(await names('num_parameters=min:6.5B,max:70000M&sort=id'), ['x/c', 'x/a']);
  assert.deepEqual(await names('num_parameters=max:8B'), ['x/c']);
  assert.deepEqual(await names('apps=ollama'), ['x/a']);
  assert.deepEqual(await names('apps=vllm,llama.cpp&sort=id'), ['x/b', 'x/a']);
  assert.deepEqual(await names('inference_provider=all'), ['x/b']);
  assert.deepEqual(await names('inference_provider=hf-inference,groq'), ['x/b']);
  assert.deepEqual(await names('inference_provider=hf-inference'), []);
  assert.deepEqual(await names('sort=likes30d'), ['x/a', 'x/b', 'x/c']);
  assert.deepEqual(await names('sort=num_parameters'), ['x/a', 'x/c', 'x/b']);
  assert.deepEqual(await names('sort=mainSize'), ['x/a', 'x/c', 'x/b']);
  assert.deepEqual(
    (await walk('/api/models?sort=id&limit=1')).flat().map(({ id }) => id),
    ['x/c', 'x/b', 'x/a'],
  );
});

test('Spaces: default items, linked models, filter by model under any of its names', async () => {
  const plain = await get('/api/spaces?limit=3&sort=likes');
  assert.deepEqual(Object.keys(plain.body[0]), [
    '_id',
    'id',
    'likes',
    'trendingScore',
    'private',
    'sdk',
    'tags',
    'createdAt',
  ]);
  assert.deepEqual((await get('/api/spaces?limit=1&linked=true')).body[0].models, ['Org/Base']);
  assert.equal((await walk('/api/spaces?limit=25&expand=models')).flat().length, 120);
  assert.equal((await walk('/api/spaces?limit=25&models=Org/Base')).flat().length, 120);
  assert.equal(
    (await walk('/api/spaces?limit=25&models=old-base&filter=region:us')).flat().length,
    60,
  );
  assert.deepEqual(
    (await get('/api/spaces?models=user1/child-1')).body.map((row) => row.id),
    ['maker/space-7'],
  );
  assert.equal((await get('/api/spaces?sort=num_parameters')).status, 400);
  const one = (await get('/api/spaces/maker/space-7')).body;
  assert.equal(one.runtime.stage, 'RUNNING');
  assert.deepEqual(one.models, ['old-base', 'user1/child-1']);
  assert.equal(
    (await get('/api/spaces/MAKER/space-7')).headers.get('location'),
    '/api/spaces/maker/space-7',
  );
  assert.equal((await get('/api/spaces/maker/none')).status, 401);
});

test('overviews: users and organisations, 404 on the wrong kind', async () => {
  const org = await get('/api/organizations/oRG/overview');
  assert.equal(org.body.name, 'Org');
  assert.equal(org.body._page, undefined);
  assert.equal(
    (await get('/api/users/ann/overview')).headers.get('location'),
    '/api/users/Ann/overview',
  );
  assert.equal((await get('/api/users/Ann/overview')).body.numFollowers, 7);
  const noUser = await get('/api/users/Org/overview');
  assert.equal(noUser.status, 404);
  assert.deepEqual(noUser.body, { error: 'This user does not exist' });
  const noOrg = await get('/api/organizations/Ann/overview');
  assert.equal(noOrg.status, 404);
  assert.deepEqual(noOrg.body, { error: "Sorry, we can't find the page you are looking for." });
});

test('pages carry the markers: kind, organisation type, links, script data', async () => {
  const unescape = (text) =>
    text.replace(
      /&(lt|gt|quot|amp);/g,
      (_, name) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name],
    );
  const props = (text, target) =>
    JSON.parse(unescape(new RegExp(`data-target="${target}" data-props="([^"]*)"`).exec(text)[1]));
  const org = (await get('/org')).text;
  assert.match(org, /<body class="[^"]* OrgPage">/);
  assert.match(org, /<span class="capitalize">company<\/span>/);
  assert.match(org, /title="Verified organization"/);
  assert.match(org, /<h1[^>]*>Org &amp; &quot;Sons&quot; &lt;Ltd&gt;<\/h1>/);
  const main = org.slice(org.indexOf('<main'));
  assert.deepEqual(
    [...main.matchAll(/href="([^"]*)" rel="nofollow"/g)].map((m) => unescape(m[1])),
    ['https://org.example/?a=1&b=2', 'https://github.com/org-gh'],
  );
  assert.ok(
    org.indexOf('https://github.com/huggingface') < org.indexOf('<main'),
    'the navigation has a GitHub link too',
  );
  assert.equal(props(org, 'OrgHeaderActions').followerCount, 62570);
  assert.equal(props(org, 'OrgHeaderActions').org.fullname, 'Org & "Sons" <Ltd>');

  assert.equal((await get('/ann')).headers.get('location'), '/Ann');
  const user = (await get('/Ann')).text;
  assert.match(user, /<body class="[^"]* UserPage">/);
  const { u, numFollowers } = props(user, 'UserProfile');
  assert.deepEqual(
    [u.signup.github, u.signup.homepage, u.signup.twitter, numFollowers],
    ['ann-gh', 'https://ann.example', 'ann', 7],
  );
  assert.match(user, /<li><a [^>]*href="https:\/\/github\.com\/ann-gh" rel="nofollow">/);
  assert.equal((await get('/nobody')).status, 404);
});

test('OpenDigger: files, packed files, meta, list; XML for what is missing', async () => {
  assert.deepEqual((await get('/opendigger/github/Owner/repo/stars.json')).body, {
    2024: 3,
    '2024-01': 3,
  });
  assert.deepEqual((await get('/opendigger/github/Owner/packed/openrank.json')).body, {
    '2024-01': 1.5,
  });
  const meta = (await get('/opendigger/github/Owner/repo/meta.json')).body;
  assert.equal(meta.id, 42);
  assert.deepEqual(meta.labels, [{ id: ':technology/ai', name: 'AI', type: 'Tech-0' }]);
  assert.equal((await get('/opendigger/github/Owner/packed/meta.json')).body.type, 'repo');
  assert.match(
    (await get('/opendigger/repo_list.csv')).text,
    /^id,platform,repo_name\n\d+,GitHub,Owner\/packed\n42,GitHub,Owner\/repo\n$/,
  );
  for (const target of [
    'github/owner/repo/stars.json',
    'github/Owner/repo/none.json',
    'github/Owner/none/meta.json',
    'github/Owner/packed/constructor.json',
    '..%2fsecret.json',
    'github',
    '%00',
  ]) {
    const { status, text, headers } = await get(`/opendigger/${target}`);
    assert.equal(status, 404, target);
    assert.match(text, /<Code>NoSuchKey<\/Code>/);
    assert.equal(headers.get('ratelimit'), null);
  }
  assert.match((await get('/labels/technology/ai/index.yml')).text, /^name: AI/);
  assert.equal((await get('/labels/technology/none.yml')).text, '404: Not Found');
  assert.equal((await get('/labels/..%2f..%2fsecret.json')).status, 404);
});

test('the quota counts, refuses and starts afresh; buckets are separate', async () => {
  hub.setQuota({ quota: 2, pagesQuota: 1 });
  const left = async () =>
    Number(/r=(\d+)/.exec((await get('/api/models/nope')).headers.get('ratelimit'))[1]);
  assert.equal(await left(), 1);
  assert.equal(await left(), 0);
  const refused = await get('/api/models');
  assert.equal(refused.status, 429);
  assert.match(refused.headers.get('ratelimit'), /^"api";r=0;t=\d+$/);
  assert.equal((await get('/Org')).status, 200);
  assert.equal((await get('/Org')).status, 429);
  assert.equal((await get('/opendigger/github/Owner/repo/stars.json')).status, 200);
  hub.setQuota({ quota: 1, window: 1 });
  assert.equal((await get('/api/models')).status, 200);
  await new Promise((resolve) => {
    setTimeout(resolve, 1050);
  });
  assert.equal((await get('/api/models')).status, 200, 'in the next window');
});

test('data change between requests, also in the middle of a walk, and come back', async () => {
  const first = await get('/api/models?limit=20&sort=createdAt');
  await control('/data', {
    models: {
      rename: { 'Org/Base': 'Org/New' },
      patch: [{ id: 'user0/child-0', likes: 77, gated: 'manual' }],
      remove: [first.body[3].id, 'user1/child-1'],
      add: [{ _id: hex(99), id: 'x/broken', likes: 'many', tags: null, createdAt: 5 }, 17],
    },
  });
  const rest = (await walk(first.next)).flat();
  const seen = new Set([...first.body, ...rest].map((row) => row.id ?? row));
  assert.ok(seen.has('Org/New') && seen.has('x/broken') && seen.has(17));
  assert.equal(
    seen.size,
    41 + 2 - [first.body[3].id, 'user1/child-1'].filter((id) => !seen.has(id)).length,
  );
  assert.equal((await get('/api/models/Org/Base')).headers.get('location'), '/api/models/Org/New');
  assert.equal((await get('/api/models/user0/child-0')).body.likes, 77);
  assert.equal((await get('/api/models/user1/child-1')).status, 401);
  assert.equal(
    (await get('/api/models?search=child-3&expand=baseModels')).body[0].baseModels.models[0].id,
    'Org/New',
  );
  assert.equal((await get('/api/spaces?models=Org/New&limit=25')).body.length, 25);
  await control('/data', { authors: [], spaces: { replace: [] } });
  assert.equal((await get('/Org')).status, 404);
  assert.deepEqual((await get('/api/spaces')).body, []);
  await control('/reset');
  assert.equal((await get('/api/models/Org/Base')).status, 200);
  assert.equal((await get('/Org')).status, 200);
  assert.equal((await walk('/api/models?limit=25')).flat().length, 41);
});

test('the log tells what was asked and with which headers', async () => {
  await get('/api/models?limit=1', { Authorization: 'Bearer t', 'User-Agent': 'tester/1' });
  await get('/api/models/nope');
  const log = (await get('/_control/log')).body;
  assert.deepEqual(
    log.map(({ method, url, status }) => [method, url, status]),
    [
      ['GET', '/api/models?limit=1', 200],
      ['GET', '/api/models/nope', 401],
    ],
  );
  assert.equal(log[0].headers.authorization, 'Bearer t');
  assert.equal(log[0].headers['user-agent'], 'tester/1');
});

test('faults strike what they match, as often and as late as told', async () => {
  const wrong = await control('/faults', { faults: [{ do: 'bogus' }] });
  assert.equal(wrong.status, 400);
  await control('/faults', {
    faults: [
      {
        match: '^/api/models\\?',
        after: 1,
        times: 2,
        do: 'status',
        code: 503,
        body: { error: 'busy' },
        headers: { 'Retry-After': '1', RateLimit: null },
      },
      { match: '^/api/spaces', times: -1, auth: true, do: 'status', code: 403 },
      { match: 'search=slow', do: 'delay', ms: 30 },
      { match: 'search=slow', do: 'html' },
    ],
  });
  const codes = [];
  for (let i = 0; i < 5; i++) {
    codes.push((await get('/api/models?limit=1')).status);
  }
  assert.deepEqual(codes, [200, 503, 503, 200, 200]);
  assert.equal((await get('/api/spaces')).status, 200);
  assert.equal((await get('/api/spaces', { Authorization: 'Bearer t' })).status, 403);
  assert.match(
    (await get('/api/models?search=slow')).text,
    /^<!doctype html>/,
    'after a delay the next fault strikes',
  );
  assert.deepEqual((await get('/_control/log')).body.map((entry) => entry.fault).filter(Boolean), [
    'status',
    'status',
    'status',
    'html',
  ]);
});

test('faulty answers', { timeout: 20_000 }, async () => {
  const target = '/api/models?limit=2&sort=likes&expand=author';
  const right = await raw(target);
  const strike = async (fault, headers) => {
    hub.setFaults([fault]);
    return raw(target, headers);
  };
  let answer = await strike({ do: 'status', code: 429, headers: { RateLimit: '"api";r=0;t=1' } });
  assert.deepEqual([answer.status, answer.headers.ratelimit], [429, '"api";r=0;t=1']);
  assert.ok(answer.headers['ratelimit-policy']);
  answer = await strike({ do: 'headers', headers: { RateLimit: null, Link: '<a>; rel="prev"' } });
  assert.deepEqual([answer.headers.ratelimit, answer.headers.link], [undefined, '<a>; rel="prev"']);
  answer = await strike({ do: 'replace', find: '"author":"Org"', with: '"author":7' });
  assert.match(answer.body.toString(), /"author":7/);
  answer = await strike({ do: 'cut', bytes: 10 });
  assert.ok(answer.error);
  assert.equal(Number(answer.headers['content-length']), right.body.length);
  assert.deepEqual(answer.body, right.body.subarray(0, 10));
  answer = await strike({ do: 'reset' });
  assert.equal(answer.error.code, 'ECONNRESET');
  answer = await strike({ do: 'wrong-length', delta: 5 });
  assert.ok(answer.headers.etag.startsWith(`W/"${(right.body.length + 5).toString(16)}-`));
  assert.deepEqual(answer.body, right.body);
  answer = await strike({ do: 'truncated-gzip' });
  assert.equal(Number(answer.headers['content-length']), answer.body.length);
  assert.throws(() => zlib.gunzipSync(answer.body), /unexpected end of file/);
  answer = await strike({ do: 'gzip-bomb', mb: 20 });
  assert.ok(answer.body.length < 40_000);
  assert.equal(zlib.gunzipSync(answer.body).length, 20 << 20);
  answer = await strike({ do: 'huge', mb: 3 });
  assert.equal(answer.body.length, (3 << 20) + 2);
  assert.deepEqual(JSON.parse(answer.body), []);
  answer = await strike({ do: 'bad-json' });
  assert.throws(() => JSON.parse(answer.body));
  answer = await strike({ do: 'deep', depth: 300 });
  assert.equal(answer.body.toString(), '['.repeat(300) + ']'.repeat(300));
  answer = await strike({ do: 'invalid-utf8', field: 'author' });
  assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(answer.body));
  answer = await strike({ do: 'nul' });
  assert.equal(JSON.parse(answer.body)[0].id.charCodeAt(0), 0);
  assert.equal(
    (await strike({ do: 'nul', raw: true })).body.indexOf(0),
    right.body.indexOf('"id":"') + 6,
  );
  answer = await strike({ do: 'redirect', location: '/x', code: 302 });
  assert.deepEqual([answer.status, answer.headers.location], [302, '/x']);
  assert.equal((await strike({ do: 'redirect-loop' })).headers.location, target);
  assert.equal(
    (await strike({ do: 'redirect-other-host' })).headers.location,
    `http://localhost:${hub.port}${target}`,
  );
  assert.equal((await strike({ do: 'no-link' })).headers.link, undefined);
  assert.equal(
    (await strike({ do: 'repeat-cursor' })).headers.link,
    `<${hub.url}${target}>; rel="next"`,
  );
  assert.ok(
    (await strike({ do: 'link-other-host' })).headers.link.startsWith(
      '<https://huggingface.co/api/models?limit=2',
    ),
  );
  answer = await strike({ do: 'drip', rate: 5000 });
  assert.deepEqual(answer.body, right.body);
  hub.setFaults([{ do: 'hang', bytes: 4 }]);
  const req = http.get(hub.url + target, { agent: false });
  const [res] = await once(req, 'response');
  const [some] = await once(res, 'data');
  assert.equal(some.length, 4);
  const quiet = await Promise.race([
    once(res, 'data').catch(() => {}),
    new Promise((resolve) => {
      setTimeout(resolve, 60, 'nothing');
    }),
  ]);
  assert.equal(quiet, 'nothing');
  req.destroy();
  assert.deepEqual((await raw(target)).body, right.body, 'and after all that the right one');
});

test('a fault leaves cached pages whole; a change of data drops them', async (t) => {
  const cached = await startHub({
    models: MODELS,
    precompute: ['/api/models?limit=10&sort=likes'],
    quiet: true,
  });
  t.after(() => cached.close());
  const ask = () =>
    get(`${cached.url}/api/models?sort=likes&limit=10`, { 'Accept-Encoding': 'gzip' });
  const right = (await ask()).text;
  cached.setFaults([{ do: 'replace', find: 'Org/Base', with: 'Other/Name' }, { do: 'bad-json' }]);
  assert.match((await ask()).text, /Other\/Name/);
  assert.notEqual((await ask()).text, right);
  assert.equal((await ask()).text, right);
  assert.equal((await walk(`${cached.url}/api/models?sort=likes&limit=10`)).flat().length, 41);
  cached.setData({ models: { remove: ['Org/Base'] } });
  assert.doesNotMatch((await ask()).text, /"Org\/Base"/);
});

test(
  'the command line: files joined, port file, a line when ready, SIGTERM',
  { timeout: 20_000 },
  async (t) => {
    const [one, two] = ['one.jsonl', 'two.jsonl'].map((name) => path.join(files, name));
    writeFileSync(one, '{"_id":"1","id":"a/b","likes":3}\n\n{"_id":"2","id":"a/c","likes":1}');
    writeFileSync(two, '{"_id":"1","id":"a/b","likes":9,"sha":"f00"}\n{"_id":"3","id":"a/d"}\n');
    const portFile = path.join(files, 'port');
    const server = fileURLToPath(new URL('server.js', import.meta.url));
    const child = spawn(process.execPath, [
      server,
      '--models',
      one,
      '--models',
      two,
      '--port-file',
      portFile,
      '--quiet',
    ]);
    t.after(() => child.kill('SIGKILL'));
    const [line] = await once(child.stdout, 'data');
    const port = readFileSync(portFile, 'utf8').trim();
    assert.equal(String(line), `listening on http://127.0.0.1:${port}\n`);
    const { body } = await get(
      `http://127.0.0.1:${port}/api/models?sort=likes&expand=likes&expand=sha`,
    );
    assert.deepEqual(body, [
      { _id: '1', id: 'a/b', likes: 3, sha: 'f00' },
      { _id: '2', id: 'a/c', likes: 1 },
      { _id: '3', id: 'a/d' },
    ]);
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    writeFileSync(two, '{"id":1}\nnot json\n');
    const broken = spawn(process.execPath, [server, '--models', two]);
    const [said] = await once(broken.stderr, 'data');
    assert.match(String(said), /two\.jsonl:2: /);
    assert.deepEqual(await once(broken, 'exit'), [1, null]);
  },
);
