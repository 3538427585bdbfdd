// A chart: a picture drawn by ECharts, the same as a table, and both as files. It follows the size
// of its place, the theme and the language, and does not move where the reader wants less motion.
// The page must load assets/charts.js (build.js: PAGES).
//
//   const stars = chart(place, {
//     name: 'stars',                  // of the files that it is exported to, without suffix
//     title: () => t('repo.stars'),   // what the picture shows, in the language of the moment
//     height: 320,                    // in CSS pixels, or a function that gives it
//     maxHeight: 600,                 // a higher picture scrolls in its place (optional)
//     option: (theme, width) => ({}), // ECharts' option; asked again for another theme or
//                                     // language; theme.js has the defaults, theme.series the
//                                     // colours
//     table: () => ({                 // the same in numbers: shown as a table, and the CSV file
//       columns: [{ key: 'month', label: t('repo.month') },
//                 { key: 'stars', label: t('repo.stars'), number: true, format: count }],
//       rows: [['2024-01', 17], ...], // raw values; cell(value, row) of a column gives text or
//     }),                             // an element
//     format: count,                  // of a value in the tooltip, where option() has none of its
//                                     // own: tooltip.formatter, which returns an element
//                                     // (tooltip.js: tip), never HTML
//     click: (params) => {},          // a part of the picture was clicked (optional)
//     asTable: false,                 // which of the two is shown at first (optional)
//     onTable: (on) => {},            // told of changes of that (optional)
//   });
//   stars.update();      // draw again: what option() and table() read has changed
//   stars.showTable(on); // as its button does
//   stars.instance();    // of ECharts, for dispatchAction and on(); null before the first drawing
//   stars.remove();      // before its place is used for something else
//
// Legend and zoom, where option() has them, are kept through a change of theme or language.

import { announce, css, download, h } from '../core/dom.js';
import { count } from '../core/format.js';
import { language, onLanguage, t } from '../core/i18n.js';
import { icon } from '../ui/icons.js';
import { csv, png, svg } from './files.js';
import { dataTable } from './table.js';
import { echartsTheme, readTheme } from './theme.js';
import { plainTip } from './tooltip.js';

const charts = new Set();
const still = matchMedia('(prefers-reduced-motion: reduce)');
const idle = self.requestIdleCallback || ((fn) => setTimeout(fn, 1));

addEventListener('themechange', () => charts.forEach((one) => one.restyle()));
onLanguage(() => charts.forEach((one) => one.restyle()));

// On paper all are drawn, in light colours whatever the theme.
let screenTheme;
addEventListener('beforeprint', () => {
  screenTheme = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = 'light';
  charts.forEach((one) => one.restyle(true));
});
addEventListener('afterprint', () => {
  if (screenTheme) {
    document.documentElement.dataset.theme = screenTheme;
  } else {
    delete document.documentElement.dataset.theme;
  }
  charts.forEach((one) => one.restyle());
});

/** chart: fills `place`; see above. */
export function chart(place, spec) {
  const canvas = h('div', { class: 'chart-canvas', role: 'img' });
  const view = h('div', { class: 'chart-view' }, canvas);
  const table = h('div', { class: 'chart-table', tabindex: 0, role: 'region' });
  const tools = h('div', { class: 'chart-tools' });
  let drawn = null;
  let asTable = Boolean(spec.asTable);
  let option = null;

  const file = (suffix, make) => async () => {
    tools.querySelector('details').open = false;
    download(`${spec.name}.${suffix}`, await make());
  };
  const drawTools = () =>
    tools.replaceChildren(
      h(
        'button',
        {
          type: 'button',
          class: 'button ghost icon',
          'aria-pressed': String(asTable),
          'aria-label': t('chart.table'),
          title: t('chart.table'),
          onclick: () => one.showTable(!asTable),
        },
        icon('table'),
      ),
      h(
        'details',
        { class: 'pop right' },
        h(
          'summary',
          { class: 'button ghost icon', 'aria-label': t('chart.export'), title: t('chart.export') },
          icon('download'),
        ),
        h(
          'div',
          { class: 'pop-panel chart-files' },
          [
            ['png', () => png(drawn, spec.title())],
            ['svg', () => svg(drawn, spec.title())],
            ['csv', () => csv(spec.table())],
          ].map(([suffix, make]) =>
            h(
              'button',
              {
                type: 'button',
                class: 'button ghost',
                dataset: { file: suffix },
                disabled: suffix !== 'csv' && asTable,
                onclick: file(suffix, make),
              },
              suffix.toUpperCase(),
            ),
          ),
        ),
      ),
    );

  const drawTable = () => {
    table.setAttribute('aria-label', t('chart.table.of', { title: spec.title() }));
    table.replaceChildren(...(asTable ? [dataTable(spec.title(), spec.table())] : []));
  };

  const draw = (now) => {
    const height = typeof spec.height === 'function' ? spec.height() : spec.height;
    css(canvas, { height: `${height}px` });
    const scrolls = height > spec.maxHeight;
    css(view, { 'max-height': scrolls ? `${spec.maxHeight}px` : 'none' });
    view.tabIndex = scrolls ? 0 : -1;
    canvas.setAttribute('aria-label', spec.title());
    if (asTable || !canvas.clientWidth) {
      return;
    }
    if (!drawn) {
      const theme = readTheme();
      const locale = language() === 'zh' ? 'ZH' : 'EN';
      drawn = {
        theme,
        locale,
        instance: self.llmecoCharts.init(canvas, echartsTheme(theme), { locale }),
      };
      if (spec.click) {
        drawn.instance.on('click', spec.click);
      }
    } else {
      drawn.instance.resize();
    }
    option = spec.option(drawn.theme, canvas.clientWidth);
    drawn.instance.setOption(
      {
        animation: !now && !still.matches,
        animationDuration: 300,
        animationDurationUpdate: 300,
        ...option,
        tooltip: {
          confine: true,
          borderWidth: 1,
          transitionDuration: still.matches ? 0 : 0.2,
          backgroundColor: drawn.theme.surface,
          borderColor: drawn.theme.line,
          padding: [8, 12],
          textStyle: { color: drawn.theme.ink, fontFamily: drawn.theme.font, fontSize: 13 },
          formatter: plainTip(spec.format || count),
          ...option.tooltip,
        },
      },
      { notMerge: true },
    );
    place.dataset.drawn = '';
  };

  const drop = () => {
    drawn?.instance.dispose();
    drawn = null;
    delete place.dataset.drawn;
  };

  const observer = new ResizeObserver(() => {
    if (!drawn) {
      draw(true);
    } else if (canvas.clientWidth && canvas.clientWidth !== drawn.instance.getWidth()) {
      draw(true);
    }
  });

  const one = {
    instance: () => drawn?.instance ?? null,

    update() {
      draw(false);
      drawTable();
    },

    /** restyle: anew in the colours and the language of the moment; legend and zoom stay. */
    restyle(now = false) {
      const kept = drawn?.instance.getOption();
      drop();
      drawTools();
      drawTable();
      draw(true);
      if (drawn && kept) {
        drawn.instance.setOption({
          ...(option.legend && { legend: kept.legend.map(({ selected }) => ({ selected })) }),
          ...(option.dataZoom && {
            dataZoom: kept.dataZoom.map(({ start, end }) => ({ start, end })),
          }),
        });
      }
      if (now) {
        drawn?.instance.getZr().flush();
      }
    },

    showTable(on) {
      asTable = on;
      view.hidden = on;
      table.hidden = !on;
      drawTools();
      drawTable();
      draw(true);
      tools.querySelector('button').focus();
      announce(t(on ? 'chart.table.shown' : 'chart.picture.shown'));
      spec.onTable?.(on);
    },

    remove() {
      charts.delete(one);
      observer.disconnect();
      drop();
      place.replaceChildren();
    },
  };

  view.hidden = asTable;
  table.hidden = !asTable;
  place.classList.add('chart');
  place.replaceChildren(tools, view, table);
  charts.add(one);
  drawTools();
  drawTable();
  // what is in sight at once, the rest when there is time
  if (place.getBoundingClientRect().top < innerHeight) {
    draw(false);
    observer.observe(canvas);
  } else {
    idle(() => charts.has(one) && observer.observe(canvas));
  }
  return one;
}
