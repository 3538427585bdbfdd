// Repositories that share developers with this one, and the models of its owner.

import { $, h } from '../../core/dom.js';
import { count, fixed } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { findRepo } from '../../core/repos.js';
import { githubUrl, modelUrl, repoUrl } from '../../core/url.js';

const FIRST = 12;

/**
 * related: the neighbours, strongest link first; those in the list of projects by their page here.
 */
export function related({ repo, repos, data }) {
  const { nodes, links } = data.neighbours;
  const own = nodes.find((node) => node.name.toLowerCase() === repo.name.toLowerCase());
  const weights = new Map();
  for (const { source, target, weight } of links) {
    if (own && (source === own.id || target === own.id)) {
      weights.set(nodes[source === own.id ? target : source], weight);
    }
  }
  const list = [...weights]
    .sort((a, b) => b[1] - a[1] || (a[0].name < b[0].name ? -1 : 1))
    .slice(0, FIRST);
  $('#related').replaceChildren(
    ...(list.length
      ? [
          h('p', { class: 'muted' }, t('repo.related.note')),
          h(
            'table',
            { class: 'list' },
            h(
              'thead',
              {},
              h(
                'tr',
                {},
                h('th', { scope: 'col' }, t('github.column.name')),
                h('th', { scope: 'col', class: 'number' }, t('related.weight')),
                h('th', { scope: 'col', class: 'number' }, t('metric.openrank')),
              ),
            ),
            h(
              'tbody',
              {},
              list.map(([node, weight]) => {
                const here = findRepo(repos, node.name);
                return h(
                  'tr',
                  {},
                  h(
                    'th',
                    { scope: 'row' },
                    here
                      ? h('a', { href: repoUrl(here.name) }, node.name)
                      : h(
                          'a',
                          {
                            href: githubUrl(node.name),
                            target: '_blank',
                            rel: 'noopener noreferrer',
                          },
                          node.name,
                        ),
                  ),
                  h('td', { class: 'number' }, fixed(weight, 1)),
                  h('td', { class: 'number' }, fixed(node.openrank, 1)),
                );
              }),
            ),
          ),
        ]
      : [h('p', { class: 'muted' }, t('repo.related.none'))]),
  );
}

/** models: those of the Hub's author that gives the repository's owner as its GitHub account. */
export function models({ repo, data }) {
  const { n, list } = data.models;
  const shown = list.slice(0, FIRST);
  const owner = repo.name.split('/')[0];
  $('#models').replaceChildren(
    ...(n
      ? [
          h(
            'p',
            { class: 'muted' },
            t('repo.models.note', { owner, n: count(n), shown: count(shown.length) }),
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
                h('th', { scope: 'col' }, t('column.name')),
                h('th', { scope: 'col', class: 'number' }, t('column.influence')),
              ),
            ),
            h(
              'tbody',
              {},
              shown.map((model) =>
                h(
                  'tr',
                  {},
                  h(
                    'th',
                    { scope: 'row' },
                    h('a', { href: modelUrl(model.name) }, model.name),
                    model.same &&
                      h(
                        'span',
                        { class: 'badge-core', title: t('models.same.about') },
                        t('models.same'),
                      ),
                  ),
                  h('td', { class: 'number' }, fixed(model.influence)),
                ),
              ),
            ),
          ),
        ]
      : [h('p', { class: 'muted' }, t('repo.models.none', { owner }))]),
  );
}
