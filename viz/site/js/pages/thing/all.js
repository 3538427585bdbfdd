// All things of a kind, the most influential first.

import { count, compact } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { h } from '../../core/dom.js';
import { thingUrl } from '../../core/url.js';
import { monogram } from '../../ui/monogram.js';
import { recordList } from '../../ui/records.js';

/** allOf: the list of a kind. */
export function allOf(name, kind, state, change) {
  const places = new Map(kind.entries().map((one, i) => [one, i + 1]));
  return recordList({
    id: name,
    state,
    change,
    items: kind.entries(),
    caption: () => t(`${name}.all`),
    search: () => t(`${name}.search`),
    text: (one) => `${one.name} ${kind.title(one.name)}`,
    empty: () => t(kind.entries().length ? 'thing.none' : 'thing.none.yet'),
    columns: [
      {
        key: 'name',
        label: () => t(`${name}.heading`),
        sort: true,
        value: (one) => one.name,
        cell: (one) => nameCell(name, kind, one),
      },
      {
        key: 'place',
        label: () => t('thing.place'),
        number: true,
        sort: true,
        value: (one) => places.get(one),
      },
      {
        key: 'models',
        label: () => t(name === 'family' ? 'thing.card.descendants' : 'list.models'),
        number: true,
        sort: true,
        value: (one) => one.models,
      },
      {
        key: 'influence',
        label: () => t('column.influence'),
        number: true,
        sort: true,
        value: (one) => one.influence,
        cell: (one) => h('span', { title: count(one.influence) }, compact(one.influence)),
      },
      ...more(name),
    ],
  });
}

function nameCell(name, kind, one) {
  const picture = kind.picture(one);
  const title = kind.title(one.name);
  return h(
    'div',
    { class: 'model' },
    picture && monogram(picture.author ?? one.name, picture.kind),
    h(
      'div',
      { class: 'model-text' },
      h('a', { class: 'model-name', href: thingUrl(name, one.name) }, title),
      title !== one.name && h('span', { class: 'model-author' }, one.name),
    ),
  );
}

// more: what else a kind's list shows.
function more(name) {
  const number = (key, label) => ({
    key,
    label: () => t(label),
    number: true,
    sort: true,
    value: (one) => one[key],
  });
  return name === 'family'
    ? [number('builders', 'thing.card.builders'), number('depth', 'thing.card.depth')]
    : name === 'dataset'
      ? [
          number('downloads', 'column.downloads'),
          {
            key: 'license',
            label: () => t('column.license'),
            sort: true,
            value: (one) => one.license,
          },
        ]
      : [];
}
