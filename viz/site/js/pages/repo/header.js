// The head of a project's page: who it is, labels, as of when; or that it is not here.

import { $, h } from '../../core/dom.js';
import { count, fixed, month } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { githubUrl, query } from '../../core/url.js';
import { icon } from '../../ui/icons.js';
import { monogram } from '../../ui/monogram.js';

// What OpenDigger counts month by month, and one asks of a project in all.
const TOTALS = [
  'stars',
  'technical_fork',
  'issues_new',
  'change_requests',
  'change_requests_accepted',
  'new_contributors',
];

export function header({ repo, repos, name, data }) {
  document.title = `${repo ? repo.name : t('repo.heading')} · llmeco`;
  if (!repo) {
    $('#head').replaceChildren(
      h('h1', { id: 'heading' }, name || t('repo.heading')),
      h('p', { class: 'lead' }, t(name ? 'repo.unknown' : 'repo.noname')),
      h('p', {}, h('a', { class: 'button', href: 'github.html' }, t('repo.all'))),
    );
    return;
  }
  const [owner, short] = repo.name.split('/');
  const place = repos.indexOf(repo);
  $('#head').replaceChildren(
    monogram(owner, 'organization'),
    h(
      'div',
      { class: 'repo-title' },
      h(
        'h1',
        { id: 'heading' },
        h(
          'a',
          {
            href: githubUrl(repo.name),
            target: '_blank',
            rel: 'noopener noreferrer',
            'aria-label': t('repo.github', { name: repo.name }),
          },
          h('span', { class: 'model-owner' }, `${owner}/`),
          h('wbr'),
          short,
          icon('external'),
        ),
      ),
      h(
        'p',
        { class: 'muted' },
        t('repo.asof', { month: month(repo.month) }),
        !Number.isNaN(repo.openrank_12_months) &&
          ` · ${t('repo.rank', {
            place: count(place + 1),
            n: count(repos.filter((one) => !Number.isNaN(one.openrank_12_months)).length),
            openrank: fixed(repo.openrank_12_months, 1),
          })}`,
      ),
      h(
        'ul',
        { class: 'chips', 'aria-label': t('github.label') },
        repo.labels.map(({ id, label, short: text }) =>
          h(
            'li',
            {},
            h(
              'a',
              { class: 'tag', href: `github.html#${query({ label: id })}`, title: label },
              text,
            ),
          ),
        ),
      ),
    ),
    h(
      'a',
      { class: 'button', href: `github.html#${query({ compare: repo.name, view: 'list' })}` },
      icon('plus'),
      t('repo.compare'),
    ),
    totals(repo, data.series),
  );
}

/** totals: what all months add up to, from the first that was read; and what OpenDigger has not. */
function totals(repo, series) {
  const known = TOTALS.filter((metric) => series[metric]);
  const first = Math.min(...known.map((metric) => series[metric].first));
  const sum = (metric) => series[metric].values.reduce((all, value) => all + (value ?? 0), 0);
  return h(
    'div',
    { class: 'repo-totals' },
    known.length > 0 && h('h2', {}, t('repo.totals', { month: month(first) })),
    known.length > 0 &&
      h(
        'dl',
        {},
        known.map((metric) =>
          h(
            'div',
            { dataset: { total: metric } },
            h('dt', {}, t(`repo.total.${metric}`)),
            h('dd', { class: 'num' }, count(sum(metric))),
          ),
        ),
      ),
    h(
      'p',
      { class: 'muted' },
      t('repo.elsewhere'),
      ' ',
      h(
        'a',
        { href: githubUrl(repo.name), target: '_blank', rel: 'noopener noreferrer' },
        t('repo.elsewhere.link'),
      ),
    ),
  );
}
