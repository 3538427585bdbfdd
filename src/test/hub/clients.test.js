// When this fails, the loopback Hub is no longer what the Hub's own client
// expects, and tests against it say nothing of the Hub: listings, single
// records and errors, asked for by @huggingface/hub.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { readJsonLines } from './listing.js';
import { startHub } from './server.js';

const require = createRequire(new URL('../../../viz/package.json', import.meta.url));
const { HubApiError, listModels, listSpaces, modelInfo, spaceInfo } = require('@huggingface/hub');

const recorded = (name) =>
  readJsonLines(new URL(`../../../fetch/sample/${name}.jsonl`, import.meta.url));
const secret = {
  _id: '9090ac9f6ba682be7165b698',
  id: 'acme/secret-model',
  likes: 5000,
  downloads: 10,
  tags: ['gguf'],
  createdAt: '2024-05-01T00:00:00.000Z',
  private: true,
};
const models = [...recorded('models'), secret];
const spaces = [...recorded('spaces'), { ...secret, id: 'acme/secret-space', sdk: 'gradio' }];
const isPublic = (row) => !row.private;
const accessToken = 'hf_anyone';

let hub;
let hubUrl;

before(async () => {
  // Pages smaller than the client asks for: it follows the Link header.
  hub = await startHub({ models, spaces, pageMax: 100, quiet: true });
  hubUrl = hub.url;
});
after(() => hub.close());

async function all(entries) {
  const list = [];
  for await (const entry of entries) {
    list.push(entry);
  }
  return list;
}

/** modelEntry is a model as the client gives it. */
function modelEntry(row) {
  return {
    id: row._id,
    name: row.id,
    private: row.private ?? false,
    task: row.pipeline_tag,
    downloads: row.downloads,
    gated: row.gated ?? false,
    likes: row.likes,
    updatedAt: new Date(row.lastModified ?? row.createdAt),
  };
}

function spaceEntry(row) {
  return {
    id: row._id,
    name: row.id,
    sdk: row.sdk,
    likes: row.likes,
    private: row.private ?? false,
    updatedAt: new Date(row.lastModified ?? row.createdAt),
  };
}

const byId = (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.name < b.name ? -1 : 1);

test('listModels: all that is public, a token sees the rest', async () => {
  assert.deepEqual(
    (await all(listModels({ hubUrl }))).sort(byId),
    models.filter(isPublic).map(modelEntry).sort(byId),
  );
  assert.equal(
    hub.log().filter(({ url }) => url.startsWith('/api/models')).length,
    Math.ceil((models.length - 1) / 100),
  );
  assert.deepEqual(
    (await all(listModels({ hubUrl, accessToken }))).sort(byId),
    models.map(modelEntry).sort(byId),
  );
});

test('listModels: every sort it knows, tags, owner, task, text, fields', async () => {
  const sorts = ['createdAt', 'downloads', 'likes', 'lastModified', 'likes30d', 'trendingScore'];
  for (const sort of [...sorts, 'num_parameters', 'mainSize', 'id']) {
    assert.equal((await all(listModels({ hubUrl, sort, limit: 7 }))).length, 7, sort);
  }
  const [first] = await all(listModels({ hubUrl, sort: 'likes', limit: 1 }));
  assert.equal(first.likes, Math.max(...models.filter(isPublic).map(({ likes }) => likes)));
  const [largest] = await all(
    listModels({ hubUrl, sort: 'num_parameters', limit: 1, additionalFields: ['safetensors'] }),
  );
  assert.equal(
    largest.safetensors.total,
    Math.max(...models.map((row) => row.safetensors?.total ?? 0)),
  );
  assert.equal(
    Object.values(largest.safetensors.parameters).reduce((a, b) => a + b),
    largest.safetensors.total,
  );
  const found = async (search) =>
    (await all(listModels({ hubUrl, search }))).map(({ name }) => name).sort();
  const named = (condition) =>
    models
      .filter((row) => isPublic(row) && condition(row))
      .map(({ id }) => id)
      .sort();
  assert.deepEqual(
    await found({ tags: ['gguf', 'en'] }),
    named(({ tags }) => tags.includes('gguf') && tags.includes('en')),
  );
  assert.deepEqual(
    await found({ owner: 'Qwen', task: 'text-generation', query: 'instruct' }),
    named((row) => /^Qwen\/.*instruct/i.test(row.id) && row.pipeline_tag === 'text-generation'),
  );
  assert.deepEqual(
    await found({ apps: ['llama.cpp'] }),
    named(({ tags }) => tags.includes('gguf')),
  );
});

test('modelInfo: by name, at HEAD, main and no other revision, with more fields', async () => {
  const row = models.find(({ id }) => id === 'unsloth/phi-4-GGUF');
  const name = row.id;
  assert.deepEqual(await modelInfo({ hubUrl, name }), modelEntry(row));
  assert.equal(hub.log().at(-1).url.split('?')[0], `/api/models/${name}/revision/HEAD`);
  assert.deepEqual(
    await modelInfo({ hubUrl, name, revision: 'main', additionalFields: ['tags', 'disabled'] }),
    { ...modelEntry(row), tags: row.tags, disabled: false },
  );
  assert.deepEqual(await modelInfo({ hubUrl, name: 'UNSLOTH/phi-4-gguf' }), modelEntry(row));
  await assert.rejects(modelInfo({ hubUrl, name, revision: 'gone' }), (error) => {
    assert.ok(error instanceof HubApiError);
    assert.deepEqual([error.statusCode, error.data], [404, { error: 'Invalid rev id: gone' }]);
    return true;
  });
});

test('listSpaces and spaceInfo', async () => {
  assert.deepEqual(
    (await all(listSpaces({ hubUrl }))).sort(byId),
    spaces.filter(isPublic).map(spaceEntry).sort(byId),
  );
  assert.equal((await all(listSpaces({ hubUrl, accessToken }))).length, spaces.length);
  for (const sort of ['createdAt', 'downloads', 'likes', 'likes30d', 'mainSize', 'id']) {
    assert.equal((await all(listSpaces({ hubUrl, sort }))).length, spaces.length - 1, sort);
  }
  const row = spaces[0];
  assert.deepEqual(await spaceInfo({ hubUrl, name: row.id, additionalFields: ['models'] }), {
    ...spaceEntry(row),
    models: row.models,
  });
});

test('what is private is not there without a token, and there with one', async () => {
  const { id: name } = secret;
  await assert.rejects(modelInfo({ hubUrl, name }), { statusCode: 401 });
  await assert.rejects(spaceInfo({ hubUrl, name: 'acme/secret-space' }), { statusCode: 401 });
  assert.equal((await modelInfo({ hubUrl, name, accessToken })).private, true);
  await assert.rejects(modelInfo({ hubUrl, name: 'no/body', accessToken }), { statusCode: 404 });
});

test('a wrong field is 400 with the names of those that are right', async () => {
  await assert.rejects(
    all(listModels({ hubUrl, additionalFields: ['gitalyUid'] })),
    ({ statusCode, data }) =>
      statusCode === 400 && data.error.startsWith('✖ Invalid option: expected one of "author"|'),
  );
});
