// GitHub projects: the list of data/repos.js and all of one project, data/repo/ID.js. Months are
// numbers, 12 * year + month - 1.

import { loadMeta, loadTable } from './data.js';
import { monthAt } from './month.js';
import { monthOf } from './series.js';

export const SCORES = ['code_quality', 'community', 'impact', 'maintenance'];
const DAY = 86400000;

// json: the value of a text column's row.
function json(texts, row, otherwise) {
  return texts[row] === null ? otherwise : JSON.parse(texts[row]);
}

/**
 * loadRepos: [{id, name, month, code_quality, ..., openrank, openrank_12_months, activity, labels,
 * recent, open}]; open: the month is that in which the data were read, and not over.
 */
export async function loadRepos() {
  const [table, meta] = await Promise.all([loadTable('repos'), loadMeta()]);
  const now = monthOf(meta.refreshed_at);
  const numbers = Object.fromEntries(
    [...SCORES, 'openrank', 'openrank_12_months', 'activity'].map((key) => [
      key,
      table.numbers(key),
    ]),
  );
  const [names, labels, recent] = ['repo', 'labels', 'recent'].map((key) => table.texts(key));
  const ids = table.ints('repo_id');
  const days = table.numbers('month');
  return names.map((name, row) => {
    const month = monthAt(days[row] * DAY);
    return {
      id: ids[row],
      name,
      month,
      open: month >= now,
      ...Object.fromEntries(Object.entries(numbers).map(([key, values]) => [key, values[row]])),
      labels: json(labels, row, []).map(([id, label]) => ({
        id,
        label,
        short: label.split(' - ').at(-1),
      })),
      // metric: values of the last six months with data, oldest first
      recent: json(recent, row, {}),
    };
  });
}

/** findRepo: by name as GitHub does, whatever the case. */
export function findRepo(repos, name) {
  const wanted = name.toLowerCase();
  return repos.find((repo) => repo.name.toLowerCase() === wanted) || null;
}

/**
 * loadRepo: all of one project: series {metric: {first, values}}, times {metric: [[month, mean,
 * quartile 1, median, quartile 3, number]]}, parts, people, developers, neighbours, models {n,
 * list}.
 */
export async function loadRepo(id) {
  const table = await loadTable(`repo/${id}`);
  const part = (name, otherwise) => json(table.texts(name), 0, otherwise);
  const [modelCount, models] = part('models', [0, []]);
  return {
    series: Object.fromEntries(
      Object.entries(part('series', {})).map(([metric, [first, values]]) => [
        metric,
        { first, values },
      ]),
    ),
    times: part('times', {}),
    parts: part('parts', []).map(([score, name, weight, value, inputs]) => ({
      score,
      part: name,
      weight,
      value: value ?? NaN,
      inputs,
    })),
    people: part('people', []).map(([login, activity, months, last, busFactor]) => ({
      login,
      activity,
      months,
      last,
      busFactor: busFactor === 1,
    })),
    developers: links(part('developers', [])),
    neighbours: links(part('neighbours', [])),
    models: {
      n: modelCount,
      list: models.map(([name, same, influence]) => ({
        name,
        same: same === 1,
        influence: influence ?? NaN,
      })),
    },
  };
}

// links: {nodes: [{name, openrank, links}], links: [{source, target, weight}]}, source and target
// numbers of nodes.
function links(rows) {
  const nodes = new Map();
  const node = (name, openrank) => {
    if (!nodes.has(name)) {
      nodes.set(name, { id: nodes.size, name, openrank: NaN, links: 0 });
    }
    const found = nodes.get(name);
    found.openrank = openrank ?? found.openrank;
    return found;
  };
  const pairs = [];
  for (const [source, target, weight, sourceRank, targetRank] of rows) {
    const a = node(source, sourceRank);
    const b = node(target, targetRank);
    if (a !== b) {
      a.links++;
      b.links++;
      pairs.push({ source: a.id, target: b.id, weight });
    }
  }
  return { nodes: [...nodes.values()], links: pairs };
}
