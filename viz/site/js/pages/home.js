// Home: figures, search, the top of the list, kinds of derivation, parameters.

import { loadMeta, loadTable } from '../core/data.js';
import { $, $$, h, svg } from '../core/dom.js';
import { count, fixed, moment, plain } from '../core/format.js';
import { onLanguage, t, term } from '../core/i18n.js';
import { loadHead, loadModels } from '../core/models.js';
import { modelUrl, repoUrl, thingUrl } from '../core/url.js';
import { loadEdges, RELATIONS } from '../graph/edges.js';
import { monogram } from '../ui/monogram.js';
import { modelSearch } from '../ui/search.js';
import { sharesBar } from '../ui/shares.js';
import { builtOn } from './home/built-on.js';
import { cite } from './home/cite.js';
import { picture } from './home/picture.js';

const LEADERS = 13;

export async function home() {
  const meta = await loadMeta();
  const loadRepos = async () =>
    meta.counts?.repos > 0 ? loadTable('repos').catch(() => null) : null;
  modelSearch(
    $('#find'),
    loadModels,
    ({ model, author, repo }) => {
      location.href = model ? modelUrl(model) : repo ? repoUrl(repo) : thingUrl('author', author);
    },
    loadRepos,
  );
  const head = await loadHead();
  const draw = () => {
    figures(meta);
    freshness(meta);
    parameters(meta);
    cite(meta);
    top(head);
    relations(meta);
  };
  draw();
  onLanguage(draw);
  const built = builtOn(meta);
  const models = await loadModels();
  const edges = await loadEdges(models.count);
  picture(models, edges);
  onLanguage(() => picture(models, edges));
  await built;
}

function figures({ counts }) {
  const shown = ['models', 'edges', 'authors', 'tasks', 'spaces', 'repos']
    .map((key) => [key, counts[key]])
    .filter(([, value]) => value > 0);
  $('#figures').replaceChildren(
    ...shown.map(([key, value]) =>
      h(
        'div',
        { class: 'figure' },
        h('dd', { class: 'num', dataset: { figure: key } }, count(value)),
        h('dt', {}, t(`home.figure.${key}`)),
      ),
    ),
  );
}

function freshness(meta) {
  $('#freshness').textContent = [
    meta.as_of && t('home.asof', { time: moment(meta.as_of) }),
    meta.refreshed_at && t('home.refreshed', { time: moment(meta.refreshed_at) }),
  ]
    .filter(Boolean)
    .join(' ');
}

function parameters(meta) {
  const [own, children, parents] = meta.alpha || [];
  const [downloads, likes, spaces, age] = meta.w || [];
  const values = {
    own,
    children,
    parents,
    downloads,
    likes,
    spaces,
    age,
    lambda: meta.lambda,
    lambda_space: meta.lambda_space ?? meta.lambda,
  };
  for (const cell of $$('[data-parameter]')) {
    const value = values[cell.dataset.parameter];
    cell.textContent = value === undefined || value === null ? '–' : plain(value);
  }
  $('#convergence').textContent =
    typeof meta.iterations !== 'number'
      ? ''
      : t(meta.converged ? 'home.parameters.converged' : 'home.parameters.open', {
          n: count(meta.iterations),
          tol: String(meta.tol),
        });
}

function top(models) {
  const rows = Array.from({ length: Math.min(LEADERS, models.count) }, (_, i) => i);
  $('#top').replaceChildren(
    ...rows.map((row) =>
      h(
        'li',
        {},
        h('span', { class: 'top-rank num', 'aria-hidden': 'true' }, count(models.rank(row))),
        monogram(models.author(row), models.value('kind', row)),
        h(
          'span',
          { class: 'top-name' },
          h('a', { href: modelUrl(models.name(row)) }, models.shortName(row)),
          h('span', { class: 'muted' }, models.authorTitle(row)),
        ),
        h(
          'span',
          { class: 'top-score num' },
          fixed(models.influence[row]),
          sharesBar(models.shares(row)),
        ),
      ),
    ),
  );
}

// relations: bars of the numbers of derivations, in a table that reads without them.
function relations(meta) {
  const counts = new Map(RELATIONS.map((relation) => [relation, meta.relations[relation] ?? 0]));
  const max = Math.max(1, ...counts.values());
  $('#relations-text').textContent = t('home.relations.text', { n: count(meta.counts.edges) });
  $('#relations').replaceChildren(
    ...[...counts]
      .filter(([, n]) => n > 0)
      .sort((a, b) => b[1] - a[1])
      .map(([relation, n]) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, term('relation', relation)),
          h(
            'td',
            { class: 'bar' },
            svg(
              'svg',
              { viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
              svg('rect', {
                class: `relation-${relation}`,
                width: (n / max) * 100,
                height: 8,
                rx: 1,
              }),
            ),
          ),
          h('td', { class: 'num', dataset: { relation } }, count(n)),
        ),
      ),
  );
}
