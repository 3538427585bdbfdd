// Data files of the pages of models (viz/README.md: details) for a made-up
// ecosystem: every kind of thing that a page shows, on some model.

import { createHash } from 'node:crypto';
import { random } from './ecosystem.js';

const COLUMNS = [
  ['name', 'text'],
  ['kind', 'dict'],
  ['org', 'dict'],
  ['task', 'dict'],
  ['library', 'dict'],
  ['license', 'dict'],
  ['parameters', 'f64'],
  ['created_at', 'day'],
  ['downloads', 'f64'],
  ['likes', 'f64'],
  ['rank', 'i32'],
  ['downloads_all_time', 'f64'],
  ['trending_score', 'f64'],
  ['gated', 'dict'],
  ['modified_at', 'day'],
  ['fetched_at', 'day'],
  ['removed_at', 'day'],
  ['disabled', 'f64'],
  ['languages', 'text'],
  ['tags', 'text'],
  ['influence', 'f64'],
  ['self_influence', 'f64'],
  ['child_influence', 'f64'],
  ['parent_influence', 'f64'],
  ['recency', 'f64'],
  ['space_influence', 'f64'],
  ['spaces', 'f64'],
  ['children', 'f64'],
  ['parents', 'f64'],
  ['space_list', 'text'],
  ['github_list', 'text'],
  ['history', 'text'],
  ['parent_list', 'text'],
  ['conflicts', 'text'],
  ['child_list', 'text'],
];

/** detailsOf: tables for writeSite(), and on each model of eco its details. */
export function detailsOf(eco, seed = 3) {
  const rand = random(seed);
  const { lambda, as_of: asOf } = eco.meta;
  const today = Date.parse(asOf) / 86400000;
  const parents = new Map();
  const children = new Map();
  const below = new Map();
  for (const edge of eco.edges) {
    const { parent, child } = edge;
    children.set(parent, (children.get(parent) ?? 0) + 1);
    parents.set(child, [...(parents.get(child) || []), edge]);
    below.set(parent, [...(below.get(parent) || []), edge]);
  }
  eco.models.forEach((m, row) => {
    m.details = {
      downloads_all_time: m.downloads === null ? null : m.downloads * 7,
      trending_score: row % 3 ? null : Math.floor(rand() * 90),
      gated: ['no', 'auto', 'manual', null][row % 4],
      modified_at: m.created_at === null ? null : m.created_at + 3,
      fetched_at: m.is_stub ? null : today,
      removed_at: null,
      disabled: Number(!m.is_stub && row % 2 === 0),
      languages: row % 2 ? [] : ['en', 'zh', 'fr'].slice(0, 1 + (row % 3)),
      tags:
        row % 5
          ? Array.from({ length: row % 40 }, (_, i) => `tag-${i}`)
          : ['<b>tag</b>', 'region:us'],
      influence: m.influence,
      self_influence: m.self_influence,
      child_influence: m.child_influence,
      parent_influence: m.parent_influence,
      recency: m.created_at === null ? 0 : Math.exp(-lambda * Math.max(0, today - m.created_at)),
      space_influence: m.space_influence ?? 0,
      children: children.get(row) ?? 0,
      parents: parents.get(row)?.length ?? 0,
      spaces: row % 6 ? 0 : 3 + (row % 30),
      space_list:
        row % 6
          ? []
          : Array.from({ length: Math.min(20, 3 + (row % 30)) }, (_, i) => [
              `user/space-${i}`,
              500 - i,
            ]),
      github_list:
        row % 7 === 0
          ? [
              ['acme', 'acme/base-7b', true, 12.5, 99.25, '2024-12'],
              ['acme', 'acme/tools', false, null, null, null],
            ]
          : row % 7 === 1
            ? [['lonely', null, null, null, null, null]]
            : [],
      history:
        row % 8 === 7
          ? [[today, m.downloads, m.likes]]
          : row % 8 === 6
            ? []
            : Array.from({ length: 12 }, (_, i) => [
                today - 77 + 7 * i,
                Math.floor((m.downloads ?? 0) * (0.5 + i / 22)),
                i === 4 ? null : (m.likes ?? 0) + i,
              ]),
      conflicts: [],
    };
    const first = parents.get(row)?.[0];
    if (first && row % 2 === 0) {
      m.details.conflicts.push([
        eco.models[first.parent].name,
        'permissive',
        'non-commercial',
        [eco.models[first.parent].name, m.name],
        row % 3 === 0,
      ]);
    }
  });
  const text = (list) => (list.length ? JSON.stringify(list) : null);
  const shards = new Map();
  eco.models.forEach((m, row) => {
    const { details: d } = m;
    const key = shardOf(m.name);
    shards.set(key, [
      ...(shards.get(key) ?? []),
      {
        ...m,
        ...d,
        kind: m.author_kind,
        org: m.org_type,
        languages: text(d.languages),
        tags: text(d.tags),
        space_list: text(d.space_list),
        github_list: text(d.github_list),
        history: text(d.history),
        parent_list: text(kin(eco, 'parent', parents.get(row) ?? [])),
        conflicts: text(d.conflicts.map(([, a, b, path, same]) => [path.slice(0, -1), a, b, same])),
        child_list: text(kin(eco, 'child', below.get(row) ?? []).slice(0, 10)),
      },
    ]);
  });
  return [...shards].map(([key, rows]) => ({ name: `details/${key}`, columns: COLUMNS, rows }));
}

/** shardOf: the file of a model's details, by its name. */
export function shardOf(name) {
  const lower = name.replace(/[A-Z]/g, (c) => c.toLowerCase());
  return createHash('sha256').update(lower).digest('hex').slice(0, 2);
}

// kin: relatives in order of rank, as the files have them.
function kin({ models }, end, list) {
  return [...list]
    .sort((a, b) => a[end] - b[end])
    .map(({ [end]: row, relation, weight }) => [
      models[row].name,
      relation,
      models[row].influence,
      ...(weight === 1 ? [] : [weight]),
    ]);
}
