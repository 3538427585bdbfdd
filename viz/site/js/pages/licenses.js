// Licences: whether a model may be used, by the licences of everything it is built from; and all
// conflicts that were found.

import { loadDetails } from '../core/details.js';
import { $, announce, h } from '../core/dom.js';
import { onLanguage, t } from '../core/i18n.js';
import { loadModels } from '../core/models.js';
import { records } from '../core/rows.js';
import { loadTable } from '../core/data.js';
import { onStateChange, readState, thingUrl, writeState } from '../core/url.js';
import { loadEdges } from '../graph/edges.js';
import { listAddress, listState } from '../ui/records.js';
import { modelSearch } from '../ui/search.js';
import { Licences } from './licenses/cards.js';
import { conflictList, FILTERS } from './licenses/conflicts.js';
import { verdict } from './licenses/verdict.js';

const FILES = ['license_terms', 'license_duties', 'license_cards', 'license_conflicts'];

export async function licenses() {
  const models = await loadModels();
  const [edges, ...tables] = await Promise.all([loadEdges(models.count), ...FILES.map(loadTable)]);
  const [terms, duties, cards, conflicts] = tables.map(records);
  const licences = new Licences({ models, edges, terms, duties, cards });
  const page = { models, edges, licences, conflicts, terms, asked: 0 };
  const show = () => draw(page);

  modelSearch($('#find'), loadModels, ({ model, author }) => {
    $('#find').value = '';
    if (author) {
      location.href = thingUrl('author', author);
      return;
    }
    writeState({ ...address(page), m: model }, true);
    show();
  });
  onLanguage(show);
  onStateChange(show);
  await show();
}

const address = ({ name, state }) => ({ m: name, ...listAddress(state) });

async function draw(page) {
  const { models, conflicts } = page;
  const now = ++page.asked;
  const url = readState();
  const name = url.get('m');
  const row = name ? models.row(name) : -1;
  const details = row < 0 ? null : await loadDetails(models.name(row));
  if (now !== page.asked) {
    return;
  }
  page.name = name;
  page.state = listState(url, FILTERS);
  document.title = `${row < 0 ? t('licenses.heading') : models.name(row)} · ${t('licenses.short')}`;
  $('#verdict').replaceChildren(
    ...(row < 0
      ? [
          h(
            'p',
            { class: name ? 'notes' : 'muted', role: name ? 'status' : null },
            name ? t('network.unknown', { names: name }) : t('licenses.pick'),
          ),
          h(
            'ul',
            { class: 'suggested-row' },
            suggested(page).map((one) =>
              h(
                'li',
                {},
                h(
                  'a',
                  { class: 'chip more', href: `licenses.html#m=${encodeURIComponent(one)}` },
                  one,
                ),
              ),
            ),
          ),
        ]
      : verdict(page, row, details)),
  );
  $('#conflicts').replaceChildren(
    conflictList(page, (push) => writeState(address(page), push)).element,
  );
  $('#conflicts-note').textContent = conflicts.length
    ? t('licenses.conflicts.note')
    : t('licenses.conflicts.none');
  announce(document.title);
}

// suggested: models to begin with: those of most influence that are in a conflict, then the best.
function suggested({ models, conflicts }) {
  const rows = [...new Set(conflicts.map((c) => c.model).filter((row) => row >= 0))].slice(0, 4);
  for (let row = 0; row < models.count && rows.length < 6; row++) {
    rows.includes(row) || rows.push(row);
  }
  return rows.map((row) => models.name(row));
}
