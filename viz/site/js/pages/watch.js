// The watch: what changed in the last 30 days, how much hangs on it, and names that lead where
// nobody means.

import { loadMeta } from '../core/data.js';
import { $ } from '../core/dom.js';
import { count } from '../core/format.js';
import { onLanguage, t } from '../core/i18n.js';
import { loadRecords } from '../core/rows.js';
import { onStateChange, readState, writeState } from '../core/url.js';
import { listAddress, listState } from '../ui/records.js';
import { EVENT_FILTERS, eventChart, eventList } from './watch/events.js';
import { riskList, RISK_FILTERS } from './watch/risks.js';

const RISKS = 'r-'; // begins the keys of its list in the address

export async function watch() {
  const [meta, events, days, risks] = await Promise.all([
    loadMeta(),
    loadRecords('events'),
    loadRecords('event_days'),
    loadRecords('name_risks'),
  ]);
  const state = {};
  const read = () => {
    const url = readState();
    state.events = listState(url, EVENT_FILTERS);
    state.risks = listState(url, RISK_FILTERS, RISKS);
  };
  const change = (push) =>
    writeState({ ...listAddress(state.events), ...listAddress(state.risks, RISKS) }, push);
  const draw = () => {
    read();
    const all = days.reduce((sum, one) => sum + one.events, 0);
    $('#events-none').hidden = events.length > 0;
    $('#events-shown').hidden = events.length === 0;
    $('#events-note').textContent =
      all > events.length
        ? t('watch.events.cut', { n: count(events.length), all: count(all) })
        : t('watch.events.note');
    $('#risks-none').hidden = risks.length > 0;
    $('#risks').hidden = risks.length === 0;
    $('#events').replaceChildren(eventList(events, state.events, change).element);
    $('#risks').replaceChildren(riskList(risks, state.risks, change).element);
  };
  draw();
  if (days.length) {
    eventChart($('#events-chart'), days, meta, (kind) => {
      Object.assign(state.events, { kind: state.events.kind === kind ? '' : kind, page: 1 });
      change(true);
      draw();
    });
  }
  onLanguage(draw);
  onStateChange(draw);
}
