// The contributors of the last twelve months, most active first.

import { $, h, svg } from '../../core/dom.js';
import { count, fixed, month } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { githubUrl } from '../../core/url.js';

const FIRST = 15;

export function people(page) {
  const { data } = page;
  const place = $('#people-list');
  const shown = page.allPeople ? data.people : data.people.slice(0, FIRST);
  const top = data.people[0]?.activity || 1;
  if (!data.people.length) {
    place.replaceChildren(
      h('h3', {}, t('repo.contributors')),
      h('p', { class: 'muted' }, t('repo.contributors.none')),
    );
    return;
  }
  place.replaceChildren(
    h('h3', {}, t('repo.contributors')),
    h(
      'p',
      { class: 'muted' },
      t('repo.contributors.note', {
        n: count(data.people.length),
        core: count(data.people.filter((one) => one.busFactor).length),
      }),
    ),
    h(
      'table',
      { class: 'list' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['login', 'activity', 'months', 'last'].map((key, i) =>
            h('th', { scope: 'col', class: i ? 'number' : null }, t(`people.${key}`)),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        shown.map((one) =>
          h(
            'tr',
            {},
            h(
              'th',
              { scope: 'row' },
              h(
                'a',
                {
                  href: githubUrl(one.login.replace(/\[bot\]$/, '')),
                  target: '_blank',
                  rel: 'noopener noreferrer',
                },
                one.login,
              ),
              one.busFactor &&
                h('span', { class: 'badge-core', title: t('people.core.about') }, t('people.core')),
              svg(
                'svg',
                {
                  class: 'score-line',
                  viewBox: '0 0 100 4',
                  preserveAspectRatio: 'none',
                  'aria-hidden': 'true',
                },
                svg('rect', {
                  class: 'score-fill',
                  width: ((100 * one.activity) / top).toFixed(2),
                  height: 4,
                }),
              ),
            ),
            h('td', { class: 'number' }, fixed(one.activity, 1)),
            h('td', { class: 'number' }, count(one.months)),
            h('td', { class: 'number' }, month(one.last)),
          ),
        ),
      ),
    ),
    (data.people.length > FIRST &&
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          id: 'people-more',
          'aria-expanded': String(Boolean(page.allPeople)),
          onclick: () => {
            page.allPeople = !page.allPeople;
            people(page);
            $('#people-more').focus();
          },
        },
        page.allPeople ? t('repo.fewer') : t('repo.more', { n: count(data.people.length) }),
      )) ||
      '',
  );
}
