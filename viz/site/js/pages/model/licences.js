// The licence of a model and of everything it is built from, nearest first;
// what does not go together is set off.

import { h } from '../../core/dom.js';
import { count } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { modelUrl } from '../../core/url.js';

const SHOWN = 25;

/** ancestors: [{row, depth, relation, via}] by the shortest way up; via: the row below. */
export function ancestors(edges, row) {
  const seen = new Set([row]);
  const found = [];
  let level = [row];
  for (let depth = 1; level.length; depth++) {
    const next = [];
    for (const below of level) {
      for (const edge of edges.parents(below)) {
        const above = edges.parent[edge];
        if (!seen.has(above)) {
          seen.add(above);
          next.push(above);
          found.push({ row: above, depth, relation: edges.relation(edge), via: below });
        }
      }
    }
    level = next;
  }
  return found;
}

/** licences: null for a model that is not built from others. */
export function licences(page, shown = SHOWN) {
  const { models, edges, row, details } = page;
  const above = ancestors(edges, row);
  if (!above.length) {
    return null;
  }
  const conflicts = new Map(
    details.conflicts.map(([path, family, ancestorFamily, same]) => [
      path[0],
      { family, ancestorFamily, path, same },
    ]),
  );
  // what is in conflict is shown however far away it is
  const listed = above.filter((one, i) => i < shown || conflicts.has(models.name(one.row)));
  const rest = above.length - listed.length;
  const rows = listed.map((one) => ancestorRow(models, one, conflicts.get(models.name(one.row))));
  return [
    h(
      'p',
      { class: conflicts.size ? 'verdict bad' : 'verdict' },
      conflicts.size
        ? t('model.licences.conflicts', { n: count(conflicts.size) })
        : t('model.licences.clear'),
    ),
    h(
      'table',
      { class: 'node-table licences' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col', class: 'number' }, t('model.licences.depth')),
          h('th', { scope: 'col' }, t('network.list.name')),
          h('th', { scope: 'col' }, t('column.license')),
        ),
      ),
      h(
        'tbody',
        {},
        h(
          'tr',
          { class: 'chosen' },
          h('td', { class: 'number' }, count(0)),
          h('th', { scope: 'row' }, models.name(row)),
          h('td', {}, licenceTag(models, row)),
        ),
        rows,
      ),
    ),
    rest > 0 && h('p', { class: 'list-more muted' }, t('panel.more', { n: count(rest) })),
  ];
}

function licenceTag(models, row) {
  const value = models.value('license', row);
  return value
    ? h('span', { class: 'tag' }, value)
    : h('span', { class: 'muted' }, t('model.licences.unknown'));
}

function ancestorRow(models, { row, depth, relation, via }, conflict) {
  const name = models.name(row);
  const how = term('relation', relation);
  return h(
    'tr',
    { class: conflict ? 'conflict' : null, dataset: { ancestor: name } },
    h('td', { class: 'number' }, count(depth)),
    h(
      'th',
      { scope: 'row' },
      h('a', { href: modelUrl(name) }, name),
      h(
        'span',
        { class: `relation-text text-${relation}` },
        ` ${depth > 1 ? t('model.licences.via', { relation: how, name: models.name(via) }) : how}`,
      ),
      conflict &&
        h(
          'span',
          { class: 'conflict-text' },
          t(conflict.same ? 'model.licences.same' : 'model.licences.conflict', {
            family: term('family', conflict.family),
            ancestor: term('family', conflict.ancestorFamily),
          }),
        ),
      conflict &&
        conflict.path.length > 2 &&
        h('span', { class: 'muted path' }, conflict.path.join(' → ')),
    ),
    h('td', {}, licenceTag(models, row)),
  );
}
