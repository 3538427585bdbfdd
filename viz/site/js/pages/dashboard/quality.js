// The checks of the data: what was found, how much of it, and examples.

import { dataTable } from '../../charts/table.js';
import { csvBlob } from '../../core/csv.js';
import { $, download, h, svg } from '../../core/dom.js';
import { count, portion } from '../../core/format.js';
import { t, term } from '../../core/i18n.js';

const ORDER = ['error', 'warning', 'info'];

/** quality: fills the section from data/quality.js; returns what draws it again. */
export function quality(table) {
  const [checks, severities, examples, descriptions] = [
    'check_name',
    'severity',
    'example',
    'description',
  ].map((c) => table.texts(c));
  const [objects, totals, shares] = ['objects', 'total', 'share'].map((c) => table.numbers(c));
  const list = checks
    .map((name, row) => ({
      name,
      severity: severities[row],
      example: JSON.parse(examples[row] ?? '[]'),
      description: descriptions[row],
      objects: objects[row],
      total: totals[row],
      share: shares[row],
    }))
    .sort(
      (a, b) =>
        (b.objects > 0) - (a.objects > 0) ||
        ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) ||
        (b.share || 0) - (a.share || 0),
    );

  const draw = () =>
    $('#quality-list').replaceChildren(
      h(
        'div',
        { class: 'list-head' },
        h('span'),
        h(
          'button',
          {
            type: 'button',
            class: 'button ghost',
            'aria-label': t('quality.csv'),
            id: 'quality-csv',
            onclick: () =>
              download(
                'llmeco-data-quality.csv',
                csvBlob(
                  ['check', 'severity', 'objects', 'total', 'share', 'example', 'description'],
                  list.map((c) => [
                    c.name,
                    c.severity,
                    c.objects,
                    c.total,
                    c.share,
                    c.example.join(', '),
                    c.description,
                  ]),
                ),
              ),
          },
          'CSV',
        ),
      ),
      dataTable(t('quality.heading'), {
        columns: [
          {
            label: t('quality.check'),
            cell: (c) =>
              h(
                'span',
                { class: 'quality-check' },
                h(
                  'span',
                  { class: `severity severity-${c.objects > 0 ? c.severity : 'none'}` },
                  t(`severity.${c.severity}`),
                ),
                h(
                  'span',
                  {},
                  term('check', c.name) === c.name ? c.description : term('check', c.name),
                ),
              ),
          },
          {
            label: t('quality.objects'),
            number: true,
            cell: (c) =>
              c.total > 0 ? `${count(c.objects)} / ${count(c.total)}` : count(c.objects),
          },
          {
            label: t('quality.share'),
            number: true,
            cell: (c) =>
              Number.isNaN(c.share)
                ? '–'
                : [
                    portion(c.share),
                    svg(
                      'svg',
                      {
                        class: 'drawer-bar track',
                        viewBox: '0 0 100 4',
                        preserveAspectRatio: 'none',
                        'aria-hidden': 'true',
                      },
                      svg('rect', {
                        class: 'share-child',
                        width: 100 * Math.min(1, c.share),
                        height: 4,
                      }),
                    ),
                  ],
          },
          {
            label: t('quality.example'),
            cell: (c) => h('span', { class: 'muted' }, c.example.slice(0, 3).join(', ')),
          },
        ],
        rows: list.map((c) => [c, c, c, c]),
      }),
    );
  draw();
  return { draw, relabel: draw };
}
