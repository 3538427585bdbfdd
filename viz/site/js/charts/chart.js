// A chart: a picture drawn by ECharts, the same as a table, and both as files. It follows the size
// of its place, the theme and the language, and does not move where the reader wants less motion.
// The page must load assets/charts.js (build.js: PAGES).
//
//   const stars = chart(place, {
//     name: 'stars',                  // of the files that it is exported to, without suffix
//     title: () => t('repo.stars'),   // what the picture shows, in the language of the moment
//     note: () => t('series.monthly'), // how to read it, in files of the picture (optional)
//     source: 'github',               // where its numbers are from: source.js (default: 'hub')
//     height: 320,                    // in CSS pixels, or a function that gives it
//     maxHeight: 600,                 // a higher picture scrolls in its place (optional)
//     option: (theme, width) => ({}), // ECharts' option; asked again for another theme or
//                                     // language; theme.js has the defaults, theme.series the
//                                     // colours
//     table: () => ({                 // the same in numbers: shown as a table, and the CSV file
//       columns: [{ key: 'month', label: t('repo.month') },
//                 { key: 'stars', label: t('repo.stars'), number: true, format: count }],
//       rows: [['2024-01', 17], ...], // raw values; cell(value, row) of a column gives text or
//     }),                             // an element, file(value) what the CSV file has
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

import { loadMeta } from '../core/data.js';
import { announce, css, download, h } from '../core/dom.js';
import { count } from '../core/format.js';
import { language, onLanguage, t } from '../core/i18n.js';
import { sourceLines } from '../core/source.js';
import { icon } from '../ui/icons.js';
import { csv, png, svg } from './files.js';
import { dataTable } from './table.js';
import { echartsTheme, readTheme } from './theme.js';
import { plainTip } from './tooltip.js';

const charts = new Set();
const still = matchMedia('(prefers-reduced-motion: reduce)');
const idle = self.requestIdleCallback || ((fn) => setTimeout(fn, 1));

/** INSIDE: a zoom by Ctrl and wheel or two fingers, moved by dragging; a swipe scrolls the page. */
export const INSIDE = {
  type: 'inside',
  zoomOnMouseWheel: 'ctrl',
  moveOnMouseWheel: false,
  preventDefaultMouseMove: false,
};

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
  const one = new Chart(place, spec);
  charts.add(one);
  one.start();
  return one;
}

class Chart {
  constructor(place, spec) {
    this.place = place;
    this.spec = spec;
    this.asTable = Boolean(spec.asTable);
    this.drawn = null; // { theme, locale, instance } while there is a picture
    this.option = null; // what it was drawn by
    this.canvas = h('div', { class: 'chart-canvas', role: 'img' });
    this.view = h('div', { class: 'chart-view' }, this.canvas);
    this.table = h('div', { class: 'chart-table', tabindex: 0, role: 'region' });
    this.tools = h('div', { class: 'chart-tools' });
    this.observer = new ResizeObserver(() => this.resized());
  }

  /** start: draws what is in sight at once, the rest when there is time. */
  start() {
    const { place, view, table, tools, canvas, observer } = this;
    this.showOne();
    place.classList.add('chart');
    place.replaceChildren(tools, view, table);
    this.drawTools();
    this.drawTable();
    if (place.getBoundingClientRect().top < innerHeight) {
      this.draw(false);
      observer.observe(canvas);
    } else {
      idle(() => charts.has(this) && observer.observe(canvas));
    }
  }

  instance() {
    return this.drawn?.instance ?? null;
  }

  update() {
    this.draw(false);
    this.drawTable();
  }

  /** restyle: anew in the colours and the language of the moment; legend and zoom stay. */
  restyle(now = false) {
    const kept = this.drawn?.instance.getOption();
    this.drop();
    this.drawTools();
    this.drawTable();
    this.draw(true);
    if (this.drawn && kept) {
      this.restore(kept);
    }
    if (now) {
      this.drawn?.instance.getZr().flush();
    }
  }

  showTable(on) {
    this.asTable = on;
    this.showOne();
    this.drawTools();
    this.drawTable();
    this.draw(true);
    this.tools.querySelector('button').focus();
    announce(t(on ? 'chart.table.shown' : 'chart.picture.shown'));
    this.spec.onTable?.(on);
  }

  remove() {
    charts.delete(this);
    this.observer.disconnect();
    this.drop();
    this.place.replaceChildren();
  }

  // showOne: of picture and table
  showOne() {
    this.view.hidden = this.asTable;
    this.table.hidden = !this.asTable;
  }

  drawTools() {
    const named = (key) => ({ 'aria-label': t(key), title: t(key) });
    const toggle = h(
      'button',
      {
        type: 'button',
        class: 'button ghost icon',
        'aria-pressed': String(this.asTable),
        ...named('chart.table'),
        onclick: () => this.showTable(!this.asTable),
      },
      icon('table'),
    );
    const files = h(
      'details',
      { class: 'pop right' },
      h('summary', { class: 'button ghost icon', ...named('chart.export') }, icon('download')),
      h('div', { class: 'pop-panel chart-files' }, this.fileButtons()),
    );
    this.tools.replaceChildren(toggle, files);
  }

  // fileButtons: of a table there is no picture to export
  fileButtons() {
    const { spec } = this;
    const button = (suffix, disabled, make) =>
      h(
        'button',
        {
          type: 'button',
          class: 'button ghost',
          dataset: { file: suffix },
          disabled,
          onclick: () => this.save(suffix, make),
        },
        suffix.toUpperCase(),
      );
    return [
      button('png', this.asTable, async () => png(this.drawn, await this.about())),
      button('svg', this.asTable, async () => svg(this.drawn, await this.about())),
      button('csv', false, () => csv(spec.table())),
    ];
  }

  /** about: what stands above and below a file of the picture. */
  async about() {
    const { title, note, source } = this.spec;
    const lines = [note?.(), ...sourceLines(await loadMeta(), source)];
    return { title: title(), lines: lines.filter(Boolean) };
  }

  async save(suffix, make) {
    this.tools.querySelector('details').open = false;
    download(`${this.spec.name}.${suffix}`, await make());
  }

  drawTable() {
    const title = this.spec.title();
    this.table.setAttribute('aria-label', t('chart.table.of', { title }));
    this.table.replaceChildren(...(this.asTable ? [dataTable(title, this.spec.table())] : []));
  }

  // draw: the picture, where it is shown; `now` without its movement
  draw(now) {
    const { canvas, spec } = this;
    this.size();
    canvas.setAttribute('aria-label', spec.title());
    if (this.asTable || !canvas.clientWidth) {
      return;
    }
    if (this.drawn) {
      this.drawn.instance.resize();
    } else {
      this.open();
    }
    const { instance, theme } = this.drawn;
    this.option = spec.option(theme, canvas.clientWidth);
    instance.setOption(
      {
        animation: !now && !still.matches,
        animationDuration: 300,
        animationDurationUpdate: 300,
        ...this.option,
        tooltip: {
          ...tooltipLook(theme),
          formatter: plainTip(spec.format || count),
          ...this.option.tooltip,
        },
      },
      { notMerge: true },
    );
    this.place.dataset.drawn = '';
  }

  // size: a picture higher than its place scrolls there
  size() {
    const { canvas, view, spec } = this;
    const height = typeof spec.height === 'function' ? spec.height() : spec.height;
    const scrolls = height > spec.maxHeight;
    css(canvas, { height: `${height}px` });
    css(view, { 'max-height': scrolls ? `${spec.maxHeight}px` : 'none' });
    view.tabIndex = scrolls ? 0 : -1;
  }

  open() {
    const theme = readTheme();
    const locale = language() === 'zh' ? 'ZH' : 'EN';
    const instance = self.llmecoCharts.init(this.canvas, echartsTheme(theme), { locale });
    this.drawn = { theme, locale, instance };
    if (this.spec.click) {
      instance.on('click', this.spec.click);
    }
  }

  drop() {
    this.drawn?.instance.dispose();
    this.drawn = null;
    delete this.place.dataset.drawn;
  }

  // restore: legend and zoom as they were
  restore({ legend, dataZoom }) {
    const { option } = this;
    this.drawn.instance.setOption({
      ...(option.legend && { legend: legend.map(({ selected }) => ({ selected })) }),
      ...(option.dataZoom && { dataZoom: dataZoom.map(({ start, end }) => ({ start, end })) }),
    });
  }

  resized() {
    const { canvas, drawn } = this;
    if (!drawn || (canvas.clientWidth && canvas.clientWidth !== drawn.instance.getWidth())) {
      this.draw(true);
    }
  }
}

function tooltipLook(theme) {
  return {
    confine: true,
    borderWidth: 1,
    transitionDuration: still.matches ? 0 : 0.2,
    backgroundColor: theme.surface,
    borderColor: theme.line,
    padding: [8, 12],
    textStyle: { color: theme.ink, fontFamily: theme.font, fontSize: theme.size(13) },
  };
}
