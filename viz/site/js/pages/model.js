// The page of a model: what it is, why it scores what it scores, what it is
// built from and what is built on it.

import { isolated } from '../core/bidi.js';
import { loadMeta } from '../core/data.js';
import { loadDetails } from '../core/details.js';
import { $, announce, h } from '../core/dom.js';
import { unaddressed } from '../core/fold.js';
import { onLanguage, t } from '../core/i18n.js';
import { loadModels } from '../core/models.js';
import { modelUrl, onStateChange, readState, thingUrl, writeState } from '../core/url.js';
import { loadEdges } from '../graph/edges.js';
import { modelSearch } from '../ui/search.js';
import { explain } from './model/explain.js';
import { facts, figures, head } from './model/facts.js';
import { first } from './model/first.js';
import { history } from './model/history.js';
import { licences } from './model/licences.js';
import { projects, spaces } from './model/lists.js';
import { score } from './model/score.js';
import { lineage } from './model/tree.js';

const SUGGESTED = 12;
// so many models take long to load over a slow network: the page shows what it has before
const MANY = 5000;

export async function model() {
  const meta = await loadMeta();
  let asked = 0;
  let shown = null;

  const show = async () => {
    const name = readState().get('m');
    const now = ++asked;
    const before = name && meta.counts?.shown >= MANY ? await loadDetails(unaddressed(name)) : null;
    if (before && now === asked) {
      shown = { ...first(before, meta), name };
      draw(shown);
      announce(document.title);
    }
    const models = await loadModels();
    const edges = await loadEdges(models.count);
    const row = name ? models.row(name) : -1;
    const known = row >= 0 && before?.name === models.name(row) ? before : null;
    const details = row < 0 ? null : (known ?? (await loadDetails(models.name(row))));
    if (now === asked) {
      shown = { models, edges, row, name, details };
      keepingFocus(() => draw(shown));
      before || announce(document.title);
    }
  };

  modelSearch($('#find'), loadModels, ({ model: chosen, author }) => {
    $('#find').value = '';
    if (author) {
      location.href = thingUrl('author', author);
      return;
    }
    writeState({ m: chosen }, true);
    scrollTo(0, 0);
    show();
  });
  onLanguage(() => shown && draw(shown));
  onStateChange(show);
  await show();
}

// keepingFocus: what is drawn anew has it where it was.
function keepingFocus(fn) {
  const link = document.activeElement?.closest('#model a')?.getAttribute('href');
  fn();
  if (link) {
    $(`#model a[href="${CSS.escape(link)}"]`)?.focus({ preventScroll: true });
  }
}

function draw(page) {
  const { models, row, name } = page;
  document.title = `${row < 0 ? t('model.heading') : isolated(models.name(row))} · llmeco`;
  if (row < 0) {
    $('#model').replaceChildren(
      h('h1', {}, t('model.heading')),
      h(
        'p',
        { class: name ? 'notes' : 'lead' },
        name ? t('network.unknown', { names: name }) : t('model.pick'),
      ),
      h(
        'ul',
        { class: 'suggested' },
        Array.from({ length: Math.min(SUGGESTED, models.count) }, (_, i) =>
          h('li', {}, h('a', { href: modelUrl(models.name(i)) }, models.name(i))),
        ),
      ),
    );
    return;
  }
  const section = (key, content) =>
    content &&
    h(
      'section',
      { class: `sheet sheet-${key}`, 'aria-labelledby': `h-${key}` },
      h('h2', { id: `h-${key}` }, t(`model.${key}`)),
      content,
    );
  $('#model').replaceChildren(
    head(page),
    figures(page),
    h(
      'div',
      { class: 'sheets' },
      h(
        'div',
        {},
        section('score', score(models, explain(page))),
        section('lineage', [lineage(page), page.first && rest()]),
      ),
      h(
        'div',
        {},
        section('facts', facts(page)),
        section('history', history(page.details)),
        section('licences', page.first ? page.details.parents > 0 && rest() : licences(page)),
        section('projects', projects(page)),
        section('spaces', spaces(page)),
      ),
    ),
  );
}

// rest: stands for what needs all models.
function rest() {
  return h('p', { class: 'muted' }, t('model.rest'));
}
