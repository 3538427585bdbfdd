// All licence conflicts: searched, and filtered by rule, severity, licence, kind of licence and
// family of models.

import { h } from '../../core/dom.js';
import { count } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { licenceUrl, modelUrl, thingUrl } from '../../core/url.js';
import { descendants } from '../../graph/family.js';
import { recordList } from '../../ui/records.js';

export const FILTERS = ['rule', 'severity', 'license', 'family', 'root'];
const FAMILIES = 40;

/** conflictList: of the conflicts whose model the site has. */
export function conflictList(page, change) {
  const { models, terms, conflicts, state } = page;
  const family = new Map(terms.map((one) => [one.license, one.family]));
  const items = conflicts.filter((c) => c.model >= 0);
  const both = (of) => (c, value) => of(c.license) === value || of(c.ancestor_license) === value;
  const options = (valuesOf, textOf) => () =>
    most(items, valuesOf).map(([value, n]) => ({ value, text: `${textOf(value)} (${count(n)})` }));
  const license = (value) => value;
  const familyOf = (value) => family.get(value) ?? 'unknown';
  const sides = (of) => (c) => [...new Set([of(c.license), of(c.ancestor_license)])];
  const inRoot = rootFilter(page);

  return recordList({
    id: 'licence-conflicts',
    state,
    change,
    items,
    caption: () => t('licenses.conflicts'),
    search: () => t('licenses.search'),
    text: (c) => `${models.name(c.model)} ${c.ancestor} ${c.license} ${c.ancestor_license}`,
    empty: () => t('licenses.conflicts.empty'),
    filters: [
      {
        key: 'severity',
        label: () => t('licenses.severity'),
        options: options(
          (c) => [c.severity],
          (value) => term('severity', value),
        ),
        fits: (c, value) => c.severity === value,
      },
      {
        key: 'rule',
        label: () => t('licenses.rule'),
        options: options(
          (c) => [c.rule],
          (value) => term('rule', value),
        ),
        fits: (c, value) => c.rule === value,
      },
      {
        key: 'license',
        label: () => t('column.license'),
        options: options(sides(license), license),
        fits: both(license),
      },
      {
        key: 'family',
        label: () => t('conflicts.kind'),
        options: options(sides(familyOf), (value) => term('family', value)),
        fits: both(familyOf),
      },
      {
        key: 'root',
        label: () => t('family.heading'),
        options: () => rootOptions(page, items),
        fits: inRoot,
      },
    ],
    columns: [
      {
        key: 'name',
        label: () => t('column.name'),
        sort: true,
        value: (c) => models.name(c.model),
        file: { name: (c) => models.name(c.model), license: (c) => c.license },
        cell: (c) => [
          h(
            'a',
            { class: 'model-name', href: licenceUrl(models.name(c.model)) },
            models.name(c.model),
          ),
          h('a', { class: 'tag', href: thingUrl('license', c.license) }, c.license),
        ],
      },
      {
        key: 'ancestor',
        label: () => t('licenses.ancestor'),
        sort: true,
        value: (c) => c.ancestor,
        file: { ancestor: (c) => c.ancestor, ancestor_license: (c) => c.ancestor_license },
        cell: (c) => [
          c.ancestor && h('a', { href: modelUrl(c.ancestor) }, c.ancestor),
          h(
            'a',
            { class: 'tag', href: thingUrl('license', c.ancestor_license) },
            c.ancestor_license,
          ),
        ],
      },
      {
        key: 'rule',
        label: () => t('licenses.rule'),
        sort: true,
        value: (c) => c.rule,
        file: { rule: (c) => c.rule, reason: (c) => c.reason },
        cell: (c) => [
          h('span', {}, term('rule', c.rule)),
          h('span', { class: 'muted', lang: 'en' }, c.reason),
        ],
      },
      {
        key: 'severity',
        label: () => t('licenses.severity'),
        sort: true,
        value: (c) => c.severity,
        cell: (c) =>
          h('span', { class: `severity severity-${c.severity}` }, term('severity', c.severity)),
      },
      {
        key: 'depth',
        label: () => t('model.licences.depth'),
        number: true,
        sort: true,
        value: (c) => c.depth,
      },
      {
        key: 'influence',
        label: () => t('column.influence'),
        number: true,
        sort: true,
        value: (c) => models.number('influence', c.model),
      },
    ],
  });
}

// most: [[value, how many], ...], the most frequent first.
function most(items, valuesOf) {
  const counts = new Map();
  for (const item of items) {
    for (const value of valuesOf(item)) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

// rootOptions: the families with the most conflicts; that of the address where it is none of them.
function rootOptions(page, items) {
  const { licences, state } = page;
  const known = new Map();
  const rootsOf = ({ model }) => {
    known.has(model) || known.set(model, licences.rootNames(model));
    return known.get(model);
  };
  page.roots ||= most(items, rootsOf).slice(0, FAMILIES);
  const options = page.roots.map(([value, n]) => ({ value, text: `${value} (${count(n)})` }));
  const isOther = state.root && !options.some(({ value }) => value === state.root);
  return isOther ? [...options, { value: state.root, text: state.root }] : options;
}

// rootFilter: whether a conflict's model is the root or goes back to it.
function rootFilter(page) {
  const inside = new Map();
  return (c, root) => {
    if (!inside.has(root)) {
      const row = page.models.row(root);
      inside.set(root, new Set(row < 0 ? [] : [row, ...descendants(page, row)]));
    }
    return inside.get(root).has(c.model);
  };
}
