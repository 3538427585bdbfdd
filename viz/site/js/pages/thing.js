// The page of a thing that models share: an author, a family, a task, a licence, a language, a
// dataset. One page for the six; the HTML file says which. Without a name it lists all of them.

import { $, announce, h } from '../core/dom.js';
import { onLanguage, t } from '../core/i18n.js';
import { loadModels } from '../core/models.js';
import { modelUrl, onStateChange, readState, thingUrl, writeState } from '../core/url.js';
import { modelList, SORTS } from '../ui/model-list.js';
import { listAddress, listState } from '../ui/records.js';
import { modelSearch } from '../ui/search.js';
import { allOf } from './thing/all.js';
import { twoDates } from './thing/dates.js';
import { facts, figures, head } from './thing/facts.js';
import { kindOf } from './thing/kinds.js';
import { overTime } from './thing/months.js';
import { conflictsOf, counted, duties, familiesOf } from './thing/related.js';

const HAS_DATES = new Set(['author', 'family']);

export async function thing() {
  const name = document.body.dataset.page;
  const models = await loadModels();
  const kind = await kindOf(name, models);
  const page = { name, kind, asked: 0, clear: () => {} };
  const show = () => draw(page);

  modelSearch($('#find'), loadModels, ({ model, author }) => {
    location.href = model ? modelUrl(model) : thingUrl('author', author);
  });
  onLanguage(show);
  onStateChange(show);
  await show();
}

async function draw(page) {
  const { name, kind } = page;
  const now = ++page.asked;
  const url = readState();
  const wanted = url.get('n');
  const one = wanted ? kind.find(wanted) : null;
  page.clear();
  page.clear = () => {};
  document.title = `${one ? kind.title(one.name) : t(`${name}.all`)} · llmeco`;
  const state = listState(url, HAS_DATES.has(name) ? ['from', 'to'] : []);
  const change = (push) => writeState({ n: one ? wanted : '', ...listAddress(state) }, push);
  if (!one) {
    drawAll(page, wanted, state, change);
    announce(document.title);
    return;
  }
  state.sort = SORTS.includes(state.sort) ? state.sort : '';
  state.chosen = url.all('chosen');
  await drawOne(page, one, state, change, () => now === page.asked);
  announce(document.title);
}

function drawAll({ name, kind }, wanted, state, change) {
  if (wanted) {
    state.q ||= wanted;
  }
  const list = allOf(name, kind, state, change);
  $('#thing').replaceChildren(
    h('h1', {}, t(`${name}.all`)),
    wanted
      ? h('p', { class: 'notes', role: 'status' }, [
          t(`${name}.unknown`, { name: wanted }),
          list.shown().length > 0 && ` ${t('thing.close')}`,
        ])
      : h('p', { class: 'lead' }, t(`${name}.all.lead`)),
    list.element,
  );
}

async function drawOne(page, one, state, change, isAsked) {
  const { name, kind } = page;
  const { models } = kind;
  const place = (id, key, heading = t(`thing.${key}`)) => {
    const inside = h('div', { id });
    const sheet = h(
      'section',
      { class: `sheet sheet-${key}`, 'aria-labelledby': `h-${key}` },
      h('h2', { id: `h-${key}` }, heading),
      inside,
    );
    return { sheet, inside };
  };
  const [months, dates, known, best, conflicts, asks] = [
    place('months', 'months'),
    place('dates', 'dates'),
    place('facts', 'facts'),
    place('models', 'models', t(name === 'family' ? 'thing.members' : 'thing.models')),
    place('conflicts', 'conflicts'),
    place('duties', 'duties'),
  ];
  const related = h('div', { class: 'sheets-3', id: 'related' });
  const list = modelList({
    models,
    rows: one.rows,
    state,
    change,
    file: `llmeco-${name}`,
    caption: () => t('thing.models.of', { name: kind.title(one.name) }),
  });
  known.inside.append(facts(name, kind, one));
  best.inside.append(list.element);
  name === 'license' && asks.inside.append(duties(kind, one));
  related.append(...counted(kind, one));
  $('#thing').replaceChildren(
    head(name, kind, one),
    figures(name, kind, one),
    h(
      'div',
      { class: 'sheets' },
      h(
        'div',
        {},
        months.sheet,
        HAS_DATES.has(name) && dates.sheet,
        name === 'license' && asks.sheet,
      ),
      h('div', {}, known.sheet),
    ),
    best.sheet,
    related,
    conflicts.sheet,
  );
  const [clear, families, found, compared] = await Promise.all([
    overTime(months.inside, kind, one),
    name === 'family' ? null : familiesOf(models, one.rows),
    conflictsOf(name, kind, one),
    HAS_DATES.has(name) ? twoDates(name, kind, one, state, change) : null,
  ]);
  if (!isAsked()) {
    clear();
    return;
  }
  page.clear = clear;
  compared ? dates.inside.append(...compared) : dates.sheet.remove();
  families && related.prepend(families);
  conflicts.inside.append(...found.filter(Boolean));
}
