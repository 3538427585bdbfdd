// May I use this model? What does not go together on the way to it, what its licences ask, and its
// bill of materials.

import { loadTable } from '../../core/data.js';
import { announce, download, h } from '../../core/dom.js';
import { count } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';
import { modelUrl, networkUrl, thingUrl } from '../../core/url.js';
import { icon } from '../../ui/icons.js';
import { monogram } from '../../ui/monogram.js';
import { answers, SIGNS } from './cards.js';

// as in generator/sources.c
const BOMS = 20;
const BOMS_A_FILE = 10;
const ASKED_BY = 3;

/** verdict: the elements that say it of a row of models. */
export function verdict(page, row, details) {
  const { models, licences } = page;
  const name = models.name(row);
  const obligations = licences.obligations(row);
  const conflicts = details.conflicts.map(conflictOf).map((one) => ({
    ...one,
    relicensedBy: relicensedBy(page, one),
  }));
  const section = (key, ...content) =>
    h(
      'section',
      { class: `sheet sheet-${key}`, 'aria-labelledby': `h-${key}` },
      h('h3', { id: `h-${key}` }, t(`licenses.${key}`)),
      content,
    );
  return [
    h(
      'header',
      { class: 'model-head' },
      monogram(models.author(row) || name, models.value('kind', row)),
      h(
        'div',
        { class: 'model-title' },
        h('h2', {}, h('a', { href: modelUrl(name) }, name)),
        h('p', { class: 'muted' }, licenceOf(licences, row)),
      ),
    ),
    h('p', { class: conflicts.length ? 'verdict bad' : 'verdict' }, headline(conflicts)),
    h(
      'div',
      { class: 'answers' },
      answers(obligations).map((one) => answerCard(one)),
    ),
    h('p', { class: 'notes legal' }, t('licenses.legal')),
    h(
      'div',
      { class: 'sheets' },
      h('div', {}, section('asks', obligationTable(page, obligations))),
      h(
        'div',
        {},
        conflicts.length > 0 &&
          section(
            'rules',
            conflicts.map((one) => conflictCard(one)),
          ),
        section('bom', bom(models, row)),
      ),
    ),
  ];
}

// conflictOf: of details.
function conflictOf([path, family, ancestorFamily, same, ...more]) {
  const [license, ancestorLicense, relation, rule, severity, reason] = more;
  return {
    ancestor: path[0],
    family,
    ancestorFamily,
    path,
    same,
    license,
    ancestorLicense,
    relation,
    rule,
    severity,
    reason,
  };
}

// relicensedBy: the first model of the way that is of the ancestor's author and under another
// licence, as llmeco.license_conflicts has it; undefined: none.
function relicensedBy({ models, licences }, { ancestor, path, ancestorLicense }) {
  const author = models.author(models.row(ancestor));
  return path.find((name) => {
    const row = models.row(name);
    const license = row < 0 ? null : licences.card(row).license;
    return (
      row >= 0 &&
      models.author(row) === author &&
      license !== ancestorLicense &&
      licences.isKnown(license)
    );
  });
}

function licenceOf(licences, row) {
  const card = licences.card(row);
  const name = card.license ?? card.license_name ?? card.card_license;
  return name
    ? [
        t('licenses.under'),
        ' ',
        h(
          'a',
          { href: thingUrl('license', card.card_license ?? name) },
          licences.terms.get(name)?.title ?? name,
        ),
      ]
    : t('licenses.no');
}

function headline(conflicts) {
  const n = conflicts.filter(({ severity }) => severity === 'conflict').length;
  return conflicts.length === 0
    ? t('licenses.clear')
    : n
      ? t('licenses.conflict', { n: count(conflicts.length) })
      : t('licenses.maybe', { n: count(conflicts.length) });
}

function answerCard({ question, answer, because }) {
  const licences = [...new Set(because.map((one) => one.license ?? t('model.licences.unknown')))];
  return h(
    'div',
    { class: `answer answer-${answer}`, dataset: { question, answer } },
    h('p', { class: 'answer-question' }, t(`licenses.${question}`)),
    h(
      'p',
      { class: 'answer-word' },
      h('span', { class: 'answer-sign', 'aria-hidden': 'true' }, SIGNS[answer]),
      t(`licenses.${question}.${answer}`),
    ),
    licences.length > 0 &&
      h(
        'p',
        { class: 'muted' },
        t('licenses.because', { licences: licences.slice(0, 4).join(t('panel.separator')) }),
      ),
  );
}

function conflictCard(one) {
  return h(
    'article',
    { class: 'conflict-card', dataset: { rule: one.rule } },
    h(
      'h4',
      {},
      term('rule', one.rule),
      ' ',
      h('span', { class: `severity severity-${one.severity}` }, term('severity', one.severity)),
    ),
    h('p', { lang: 'en' }, one.reason),
    pathOf(one),
    one.relicensedBy &&
      h('p', { class: 'muted relicensed' }, t('licenses.relicensed', { name: one.relicensedBy })),
    one.same && h('p', { class: 'muted' }, t('licenses.same')),
  );
}

// pathOf: from the ancestor whose licence it is down to the model, with how each was derived.
function pathOf({ path, relation, license, ancestorLicense }) {
  return h(
    'ol',
    { class: 'licence-path' },
    path.map((name, i) =>
      h(
        'li',
        {},
        i > 0 &&
          h(
            'span',
            { class: `relation-text text-${relation[i - 1]}` },
            term('relation', relation[i - 1]),
          ),
        h('a', { href: modelUrl(name) }, name),
        i === 0 && h('span', { class: 'tag' }, ancestorLicense),
        i === path.length - 1 && h('span', { class: 'tag' }, license),
      ),
    ),
  );
}

function obligationTable({ models }, obligations) {
  if (!obligations.length) {
    return h('p', { class: 'muted' }, t('licenses.asks.none'));
  }
  return h(
    'ul',
    { class: 'asks' },
    obligations.map((one, i) => {
      const again = obligations[i - 1]?.obligation === one.obligation;
      return h(
        'li',
        { class: again ? 'again' : null, dataset: { obligation: one.obligation } },
        !again && h('h4', {}, term('obligation', one.obligation)),
        h(
          'p',
          one.instruction ? { lang: 'en' } : {},
          one.instruction ?? t(`licenses.${one.obligation}`),
        ),
        h(
          'p',
          { class: 'muted' },
          one.license
            ? h('a', { href: thingUrl('license', one.license) }, one.license)
            : t('model.licences.unknown'),
          one.source && [' · ', h('span', { lang: 'en' }, one.source)],
          one.instruction && !one.textRead && [' · ', t('thing.read.known')],
        ),
        demanders(models, one.demandedBy),
      );
    }),
  );
}

function demanders(models, rows) {
  const names = rows.map((row) => models.name(row));
  const place = h('p', { class: 'demanders' });
  const show = (n) =>
    place.replaceChildren(
      t('licenses.by'),
      ' ',
      ...names
        .slice(0, n)
        .flatMap((name, i) => [
          i ? t('panel.separator') : '',
          h('a', { href: modelUrl(name) }, name),
        ]),
      ...(names.length > n
        ? [
            ' ',
            h(
              'button',
              { type: 'button', class: 'link', onclick: () => show(names.length) },
              t('panel.more', { n: count(names.length - n) }),
            ),
          ]
        : []),
    );
  show(ASKED_BY);
  return place;
}

// bom: the document that llmeco_bom() writes, of the first models of the site.
function bom(models, row) {
  const name = models.name(row);
  const lineage = h(
    'a',
    { class: 'button ghost', href: networkUrl({ model: name }) },
    icon('network'),
    t('table.network'),
  );
  if (row >= BOMS || Number.isNaN(models.rank(row))) {
    return [
      h('p', { class: 'muted' }, t('licenses.bom.not', { n: count(BOMS) })),
      h(
        'pre',
        { class: 'code', tabindex: 0 },
        `SELECT llmeco_bom('${name.replaceAll("'", "''")}');`,
      ),
      h('p', {}, lineage),
    ];
  }
  return [
    h('p', { class: 'muted' }, t('licenses.bom.text', { n: count(BOMS) })),
    h(
      'p',
      { class: 'model-actions' },
      h(
        'button',
        { type: 'button', class: 'button', id: 'bom', onclick: () => saveBom(name, row) },
        icon('download'),
        'CycloneDX',
      ),
      lineage,
    ),
  ];
}

async function saveBom(name, row) {
  const table = await loadTable(`boms/${Math.floor(row / BOMS_A_FILE)}`);
  const text = table.text('bom', row % BOMS_A_FILE);
  download(
    `${name.replace(/[^\w.-]+/g, '-')}.cdx.json`,
    new Blob([`${JSON.stringify(JSON.parse(text), null, 2)}\n`], { type: 'application/json' }),
  );
  announce(t('licenses.bom.saved'));
}
