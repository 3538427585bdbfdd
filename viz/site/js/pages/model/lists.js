// GitHub projects and Spaces of a model.

import { h } from '../../core/dom.js';
import { count, fixed } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { hubUrl, query } from '../../core/url.js';

/**
 * projects: [[login, repo, same name, OpenRank, activity, month], ...] of the author's GitHub
 * account.
 */
export function projects({ details }) {
  const list = details.github_list;
  // one without a month is not in this site: OpenDigger has no figures of it
  const repos = list.filter(([, repo, , , , month]) => repo !== null && month !== null);
  if (!list.length) {
    return null;
  }
  const number = (value) => fixed(value ?? NaN);
  return [
    h(
      'p',
      { class: 'muted' },
      t('model.projects.account'),
      ' ',
      h(
        'a',
        {
          href: `https://github.com/${encodeURIComponent(list[0][0])}`,
          target: '_blank',
          rel: 'noopener noreferrer',
        },
        list[0][0],
      ),
    ),
    repos.length === 0
      ? h('p', { class: 'muted' }, t('model.projects.none'))
      : h(
          'table',
          { class: 'node-table' },
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              h('th', { scope: 'col' }, t('model.projects.repo')),
              h('th', { scope: 'col', class: 'number' }, t('model.projects.openrank')),
              h('th', { scope: 'col', class: 'number' }, t('model.projects.activity')),
              h('th', { scope: 'col', class: 'number' }, t('model.projects.month')),
            ),
          ),
          h(
            'tbody',
            {},
            repos.map(([, repo, same, openrank, activity, month]) =>
              h(
                'tr',
                { class: same ? 'chosen' : null, dataset: { repo } },
                h(
                  'th',
                  { scope: 'row' },
                  h('a', { href: `repo.html#${query({ r: repo })}` }, repo),
                  same && h('span', { class: 'tag' }, t('model.projects.same')),
                ),
                h('td', { class: 'number' }, number(openrank)),
                h('td', { class: 'number' }, number(activity)),
                h('td', { class: 'number' }, month ?? '–'),
              ),
            ),
          ),
        ),
  ];
}

/** spaces: the most liked ones, [[name, likes], ...]; details.spaces: how many there are. */
export function spaces({ details }) {
  const list = details.space_list;
  const more = details.spaces - list.length;
  return list.length === 0
    ? null
    : [
        h(
          'ul',
          { class: 'space-list' },
          list.map(([name, likes]) =>
            h(
              'li',
              {},
              h(
                'a',
                { href: hubUrl(`spaces/${name}`), target: '_blank', rel: 'noopener noreferrer' },
                name,
              ),
              h(
                'span',
                { class: 'num muted' },
                t('model.spaces.likes', { n: count(likes ?? NaN) }),
              ),
            ),
          ),
        ),
        more > 0 && h('p', { class: 'muted' }, t('panel.more', { n: count(more) })),
      ];
}
