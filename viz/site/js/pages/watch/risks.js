// Names that models or Spaces use and that do not lead where they meant, or need not for long.

import { h } from '../../core/dom.js';
import { compact, count, day, isoDay } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { modelUrl } from '../../core/url.js';
import { recordList } from '../../ui/records.js';

export const RISK_FILTERS = ['severity', 'risk'];
const SEVERITIES = ['high', 'medium', 'low'];

export function riskList(risks, state, change) {
  const howMany = (key, value) => risks.filter((one) => one[key] === value).length;
  const filter = (key, label, group, order) => ({
    key,
    label: () => t(label),
    options: () =>
      order
        .filter((value) => risks.some((one) => one[key] === value))
        .map((value) => ({
          value,
          text: `${term(group, value)} (${count(howMany(key, value))})`,
        })),
    fits: (one, value) => one[key] === value,
  });
  const number = (key, label) => ({
    key,
    label: () => t(label),
    number: true,
    sort: true,
    value: (one) => one[key],
    cell: (one) => h('span', { title: count(one[key]) }, compact(one[key])),
  });
  return recordList({
    id: 'name-risks',
    state,
    change,
    items: risks,
    caption: () => t('watch.risks'),
    search: () => t('watch.risks.search'),
    text: (one) => `${one.name} ${one.leads_to ?? ''}`,
    empty: () => t('watch.empty'),
    filters: [
      filter('severity', 'licenses.severity', 'severity', SEVERITIES),
      filter('risk', 'watch.risk', 'risk', ['taken_over', 'gone', 'renamed', 'never_listed']),
    ],
    columns: [
      {
        key: 'name',
        label: () => t('watch.name'),
        sort: true,
        value: (one) => one.name,
        file: { name: (one) => one.name, leads_to: (one) => one.leads_to },
        cell: (one) => [
          h('a', { class: 'model-name', href: modelUrl(one.name) }, one.name),
          one.leads_to &&
            one.leads_to !== one.name &&
            h(
              'span',
              { class: 'muted' },
              t('watch.leads'),
              ' ',
              h('a', { href: modelUrl(one.leads_to) }, one.leads_to),
            ),
        ],
      },
      {
        key: 'severity',
        label: () => t('licenses.severity'),
        sort: true,
        value: (one) => SEVERITIES.indexOf(one.severity),
        file: { severity: (one) => one.severity },
        cell: (one) =>
          h('span', { class: `severity severity-${one.severity}` }, term('severity', one.severity)),
      },
      {
        key: 'risk',
        label: () => t('watch.risk'),
        sort: true,
        value: (one) => one.risk,
        cell: (one) => [
          h('span', {}, term('risk', one.risk)),
          h('span', { class: 'muted' }, t(`risk.${one.risk}.text`)),
        ],
      },
      number('models', 'watch.models'),
      number('spaces', 'watch.spaces'),
      number('downloads', 'column.downloads'),
      {
        key: 'since',
        label: () => t('watch.since'),
        sort: true,
        value: (one) => one.since,
        file: { since: (one) => isoDay(one.since) },
        cell: (one) => day(one.since),
      },
    ],
  });
}
