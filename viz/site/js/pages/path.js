// How two models are related: the shortest way over derivations, drawn and step by step.

import { loadMeta } from '../core/data.js';
import { $, announce, h } from '../core/dom.js';
import { count } from '../core/format.js';
import { onLanguage, t, term } from '../core/i18n.js';
import { loadModels } from '../core/models.js';
import {
  compareUrl,
  modelUrl,
  networkUrl,
  onStateChange,
  pathUrl,
  readState,
  thingUrl,
  writeState,
} from '../core/url.js';
import { loadEdges } from '../graph/edges.js';
import { descendants, roots } from '../graph/family.js';
import { pathBetween } from '../graph/path.js';
import { icon } from '../ui/icons.js';
import { modelSearch } from '../ui/search.js';
import { Drawing } from './path/drawing.js';
import { save } from './path/files.js';

const ENDS = ['from', 'to'];
const OTHERS = 5;
const SUGGESTED = 5;

export async function path() {
  const models = await loadModels();
  const [edges, meta] = await Promise.all([loadEdges(models.count), loadMeta()]);
  const page = { models, edges, meta, names: {}, drawing: null };
  const go = (change) => {
    writeState({ ...page.names, ...change }, true);
    draw(page);
  };

  for (const end of ENDS) {
    modelSearch($(`#${end}`), loadModels, ({ model, author }) => {
      if (author) {
        location.href = thingUrl('author', author);
        return;
      }
      go({ [end]: model });
    });
  }
  $('#swap').addEventListener('click', () => go({ from: page.names.to, to: page.names.from }));
  onLanguage(() => draw(page));
  onStateChange(() => draw(page));
  addEventListener('resize', () => page.drawing?.fit());
  draw(page);
}

function draw(page) {
  const { models } = page;
  const url = readState();
  const rows = {};
  const unknown = [];
  for (const end of ENDS) {
    const name = url.get(end);
    rows[end] = name ? models.row(name) : -1;
    page.names[end] = rows[end] < 0 ? '' : models.name(rows[end]);
    name && rows[end] < 0 && unknown.push(name);
    $(`#${end}`).value = page.names[end] || name;
  }
  const { from, to } = rows;
  const both = from >= 0 && to >= 0;
  page.drawing = null;
  document.title = both
    ? `${models.shortName(from)} → ${models.shortName(to)} · llmeco`
    : t('path.title');
  $('#path').replaceChildren(
    ...[
      unknown.length > 0 &&
        h(
          'p',
          { class: 'notes', role: 'status' },
          t('network.unknown', { names: unknown.join(', ') }),
        ),
      ...(both ? [] : suggestions(page, Math.max(from, to))),
    ].filter(Boolean),
  );
  if (both) {
    show(page, from, to);
  }
  announce(both ? $('#path .verdict').textContent : document.title);
}

function show(page, from, to) {
  const { models } = page;
  const found = pathBetween(page, from, to);
  const said = sentence(page, found);
  $('#path').append(
    h('p', { class: 'verdict' }, said),
    ...(found.ways > 1
      ? [h('p', { class: 'muted' }, t('path.ways', { n: count(found.ways) }))]
      : []),
    h('p', { class: 'model-actions' }, actions(page, found)),
  );
  if (found.kind === 'none' || found.kind === 'same') {
    return;
  }
  const place = h('div', { class: 'path-drawing' });
  $('#path').append(
    h(
      'div',
      { class: 'sheets' },
      h(
        'section',
        { class: 'sheet', 'aria-labelledby': 'h-drawing' },
        h('h2', { id: 'h-drawing' }, t('path.drawing')),
        place,
        h(
          'p',
          { class: 'model-actions', id: 'exports' },
          ['png', 'svg'].map((suffix) =>
            h(
              'button',
              {
                type: 'button',
                class: 'button',
                id: suffix,
                onclick: () => save(suffix, page.drawing, { title: said, meta: page.meta }),
              },
              icon('download'),
              suffix.toUpperCase(),
            ),
          ),
        ),
      ),
      h(
        'div',
        {},
        h(
          'section',
          { class: 'sheet', 'aria-labelledby': 'h-steps' },
          h('h2', { id: 'h-steps' }, t('path.steps')),
          steps(page, found),
        ),
        found.others.length > 0 && others(models, found.others),
      ),
    ),
  );
  page.drawing = new Drawing(place, page, found, { from, to });
}

function sentence({ models, names }, { kind, top, toFrom, toTo }) {
  return t(`path.${kind}`, {
    ...names,
    top: top < 0 ? '' : models.name(top),
    n: count(kind === 'down' ? toTo.length : toFrom.length),
    m: count(toTo.length),
  });
}

function actions({ names: { from, to } }, { kind }) {
  return kind === 'same'
    ? []
    : [
        h(
          'a',
          { class: 'button', href: compareUrl([from, to]) },
          icon('columns'),
          t('compare.heading'),
        ),
        h(
          'a',
          { class: 'button', href: networkUrl({ model: [from, to] }) },
          icon('network'),
          t('table.network'),
        ),
      ];
}

// steps: the derivations in order from the first model to the second.
function steps({ models, edges }, { toFrom, toTo }) {
  const link = (row) => h('a', { href: modelUrl(models.name(row)) }, models.name(row));
  return h(
    'table',
    { class: 'node-table path-steps' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col', class: 'number' }, t('path.step')),
        ['parent', 'child', 'how'].map((key) => h('th', { scope: 'col' }, t(`path.${key}`))),
      ),
    ),
    h(
      'tbody',
      {},
      [...[...toFrom].reverse(), ...toTo].map((edge, i) => {
        const relation = edges.relation(edge);
        return h(
          'tr',
          { dataset: { relation } },
          h('td', { class: 'number' }, count(i + 1)),
          h('td', {}, link(edges.parent[edge])),
          h('td', {}, link(edges.child[edge])),
          h('td', { class: `relation-text text-${relation}` }, term('relation', relation)),
        );
      }),
    ),
  );
}

function others(models, list) {
  return h(
    'section',
    { class: 'sheet', 'aria-labelledby': 'h-others' },
    h('h2', { id: 'h-others' }, t('path.others')),
    h(
      'ul',
      { class: 'path-others' },
      list
        .slice(0, OTHERS)
        .map(({ row, toFrom, toTo }) =>
          h(
            'li',
            {},
            h('a', { href: modelUrl(models.name(row)) }, models.name(row)),
            h('span', { class: 'muted' }, t('path.depths', { n: count(toFrom), m: count(toTo) })),
          ),
        ),
    ),
    list.length > OTHERS &&
      h('p', { class: 'muted' }, t('panel.more', { n: count(list.length - OTHERS) })),
  );
}

// suggestions: pairs to begin with; with one model chosen, ones of its family.
function suggestions(page, chosen) {
  const { models, names } = page;
  const end = names.from ? 'to' : 'from';
  const pairs =
    chosen < 0
      ? pairsOf(page).map((rows) => rows.map((row) => models.name(row)))
      : relatives(page, chosen).map((row) => {
          const both = { ...names, [end]: models.name(row) };
          return [both.from, both.to];
        });
  return [
    h('p', { class: 'muted' }, t(chosen < 0 ? 'path.pick' : 'path.one')),
    h(
      'ul',
      { class: 'suggested-row' },
      pairs.map(([from, to]) =>
        h(
          'li',
          {},
          h(
            'a',
            { class: 'chip more', href: pathUrl(from, to) },
            chosen < 0 ? `${from} → ${to}` : { from, to }[end],
          ),
        ),
      ),
    ),
  ];
}

// pairsOf: the most influential models that are built from others, each with its root or with the
// one before of the same root.
function pairsOf(page) {
  const { models, edges } = page;
  const last = new Map();
  const pairs = [];
  for (let row = 0; row < models.count && pairs.length < SUGGESTED; row++) {
    const [root] = edges.parents(row).length ? roots(page, row) : [];
    if (root !== undefined) {
      pairs.push([last.get(root) ?? root, row]);
      last.set(root, row);
    }
  }
  return pairs;
}

function relatives(page, row) {
  const family = roots(page, row).flatMap((root) => [root, ...descendants(page, root)]);
  const rows = [...new Set(family)].filter((one) => one !== row).sort((a, b) => a - b);
  const best = Array.from({ length: Math.min(SUGGESTED + 1, page.models.count) }, (_, i) => i);
  return (rows.length ? rows : best.filter((one) => one !== row)).slice(0, SUGGESTED);
}
