// What a thing's models are of: authors, tasks, licences, families; and their licence conflicts.

import { h, svg } from '../../core/dom.js';
import { count } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { loadTable } from '../../core/data.js';
import { records, recordsWhere } from '../../core/rows.js';
import { tally } from '../../core/tally.js';
import { taskName } from '../../core/tasks.js';
import { licenceUrl, modelUrl, query, thingUrl } from '../../core/url.js';

const SHOWN = 8;
const CONFLICTS = 6;

/** counted: a list for each kind that the models of a thing are counted by. */
export function counted(kind, one) {
  const { models } = kind;
  const dict = {
    author: models.authors,
    task: models.facet('task'),
    license: models.facet('license'),
  };
  return kind.relates
    .map((by) => ({ by, list: tally(models, one.rows, dict[by]) }))
    .filter(({ list }) => list.length)
    .map(({ by, list }) => section(by, list.sort(byModels), (entry) => entry.models));
}

const byModels = (a, b) => b.models - a.models || b.influence - a.influence;

/** familiesOf: the largest families whose root is one of a thing's models. */
export async function familiesOf(models, rows) {
  const inside = new Set(rows);
  const table = await loadTable('families');
  const list = recordsWhere(table, 'model', (model) => inside.has(model)).map((one) => ({
    ...one,
    name: models.name(one.model),
  }));
  return list.length ? section('family', list, (one) => one.descendants) : null;
}

function section(by, list, number) {
  const most = Math.max(...list.map(number));
  return h(
    'section',
    { class: 'sheet', dataset: { by }, 'aria-labelledby': `by-${by}` },
    h('h2', { id: `by-${by}` }, t(`thing.by.${by}`)),
    h(
      'ol',
      { class: 'counted' },
      list
        .slice(0, SHOWN)
        .map((one) =>
          h(
            'li',
            {},
            h('a', { href: thingUrl(by, one.name) }, by === 'task' ? taskName(one.name) : one.name),
            h('span', { class: 'num' }, count(number(one))),
            bar(number(one) / most),
          ),
        ),
    ),
    list.length > SHOWN &&
      h('p', { class: 'muted' }, t('panel.more', { n: count(list.length - SHOWN) })),
  );
}

function bar(share) {
  return svg(
    'svg',
    { viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { class: 'bar-rest', width: 100, height: 4 }),
    svg('rect', { class: 'bar-fill', width: (100 * share).toFixed(2), height: 4 }),
  );
}

/** conflictsOf: licence conflicts of a thing's models; of a licence also those that it is in. */
export async function conflictsOf(name, { models }, one) {
  const inside = new Set(one.rows);
  const table = await loadTable('license_conflicts');
  const list =
    name === 'license'
      ? records(table).filter(
          (c) => c.model >= 0 && [c.license, c.ancestor_license].includes(one.name),
        )
      : recordsWhere(table, 'model', (model) => inside.has(model));
  const all = {
    license: { license: one.name },
    family: { root: one.name },
    author: { q: `${one.name}/` },
  }[name];
  return [
    h(
      'p',
      { class: list.length ? 'verdict bad' : 'verdict' },
      list.length ? t('thing.conflicts.n', { n: count(list.length) }) : t('thing.conflicts.none'),
    ),
    h(
      'ul',
      { class: 'conflict-items' },
      list
        .slice(0, CONFLICTS)
        .map((c) =>
          h(
            'li',
            {},
            h(
              'p',
              {},
              h('a', { href: licenceUrl(models.name(c.model)) }, models.name(c.model)),
              ' ',
              h('span', { class: `severity severity-${c.severity}` }, term('severity', c.severity)),
            ),
            h(
              'p',
              { class: 'muted' },
              `${term('rule', c.rule)} · `,
              h('a', { href: modelUrl(c.ancestor) }, c.ancestor),
            ),
          ),
        ),
    ),
    list.length > 0 &&
      h(
        'p',
        {},
        h(
          'a',
          { href: `licenses.html${all ? `#${query(all)}` : ''}` },
          t(all ? 'thing.conflicts.all' : 'thing.conflicts.check'),
        ),
      ),
  ];
}

/** duties: what a licence asks of who uses it, with the sections that say so. */
export function duties({ duties: all }, { name }) {
  const list = all.filter(({ license }) => license === name);
  return list.length
    ? h(
        'dl',
        { class: 'duties' },
        list.map((duty) =>
          h(
            'div',
            { dataset: { obligation: duty.obligation } },
            h('dt', {}, term('obligation', duty.obligation)),
            h(
              'dd',
              {},
              h('span', { lang: 'en' }, duty.instruction),
              h('span', { class: 'muted', lang: 'en' }, duty.source),
            ),
          ),
        ),
      )
    : h('p', { class: 'muted' }, t('thing.duties.none'));
}
