// Atlas: all models that have relatives at once, family by family.

import { $, announce, download, h, later, painted } from '../core/dom.js';
import { count, percent } from '../core/format.js';
import { onLanguage, t } from '../core/i18n.js';
import { loadModels } from '../core/models.js';
import { networkUrl, onStateChange, readState, writeState } from '../core/url.js';
import { controls } from '../explore/controls.js';
import { legend } from '../explore/legend.js';
import { details } from '../explore/panel.js';
import { tabs } from '../explore/tabs.js';
import { hideTooltip, showModel } from '../explore/tooltip.js';
import { Atlas } from '../graph/atlas.js';
import { loadEdges, RELATIONS } from '../graph/edges.js';
import { FlatPainter } from '../graph/painter-flat.js';
import { readPalette, rgb } from '../graph/palette.js';
import { AtlasStage } from '../graph/stage-atlas.js';
import { modelSearch } from '../ui/search.js';

const CHOICES = { color: { values: ['relation', 'task', 'kind'], first: 'relation' } };
const STEP = 100;

export async function atlas() {
  const models = await loadModels();
  const edges = await loadEdges(models.count);
  new AtlasPage(models, edges).start();
  await painted();
}

class AtlasPage {
  constructor(models, edges) {
    this.models = models;
    this.edges = edges;
    this.atlas = new Atlas(models, edges);
    // as the details panel of the network wants it
    this.scene = { grouped: false };
    this.subject = null;
    this.note = '';
    this.rememberSoon = later(() => this.remember(), 300);
    this.stage = new AtlasStage($('#stage'), {
      point: (row, at) => this.point(row, at),
      choose: (row) => this.choose(row),
      moved: () => this.rememberSoon(),
    });
    this.showTab = tabs();
    $('#legend').open = matchMedia('(width >= 60rem)').matches;
  }

  start() {
    controls(CHOICES, (key, value) => {
      this.state[key] = value;
      this.paint();
      this.remember();
    });
    modelSearch($('#find'), loadModels, (choice) => {
      $('#find').value = '';
      this.search(choice);
    });
    $('#zoom-in').addEventListener('click', () => this.stage.zoom(1.6));
    $('#zoom-out').addEventListener('click', () => this.stage.zoom(1 / 1.6));
    $('#zoom-fit').addEventListener('click', () => this.stage.fit());
    $('#stage').addEventListener('keydown', (event) => this.key(event));
    $('#png').addEventListener('click', async () => download('llmeco-atlas.png', await this.png()));
    addEventListener('themechange', () => this.paint());
    onLanguage(() => this.words());
    onStateChange(() => this.load());
    this.stage.show(this.atlas);
    this.load();
  }

  /** load: takes the state from the address. */
  load() {
    const url = readState();
    const at = url.get('at').split(',').map(Number);
    const selected = url.get('selected') ? this.models.row(url.get('selected')) : -1;
    this.state = {
      color: url.oneOf('color', CHOICES.color.values, CHOICES.color.first),
      hidden: new Set(
        url
          .get('hide')
          .split(',')
          .filter((r) => RELATIONS.includes(r)),
      ),
    };
    this.select(selected >= 0 && this.atlas.has(selected) ? selected : null);
    this.note =
      selected >= 0 && !this.atlas.has(selected)
        ? t('atlas.alone', { name: this.models.name(selected) })
        : '';
    this.showTab(this.subject ? 'details' : 'models');
    this.paint();
    if (at.length === 3 && at.every(Number.isFinite) && at[2] > 0) {
      this.stage.setCamera({ x: at[0], y: at[1], ratio: at[2] });
    } else if (this.subject) {
      this.stage.focus(selected);
    }
  }

  paint() {
    this.atlas.paint(readPalette(), this.state.color, this.state.hidden);
    this.stage.recolor();
    this.words();
  }

  words() {
    const { atlas, state } = this;
    $('#summary').textContent = t('atlas.summary', {
      models: count(atlas.rows.length),
      edges: count(this.edges.count),
      families: count(atlas.trees.length),
    });
    $('#notes').hidden = !this.note;
    $('#notes').textContent = this.note;
    controls(CHOICES, null, state);
    legend(
      { relations: this.counts(), palette: atlas.palette, entries: atlas.scale.entries, state },
      (relation, on) => {
        state.hidden[on ? 'delete' : 'add'](relation);
        this.paint();
        this.remember();
      },
    );
    details(this);
    this.list();
    Object.assign($('#stage').dataset, {
      nodes: atlas.rows.length,
      arrows: this.edges.count,
      families: atlas.trees.length,
    });
  }

  counts() {
    const counts = new Map();
    for (const relation of this.edges.relations) {
      counts.set(RELATIONS[relation], (counts.get(RELATIONS[relation]) || 0) + 1);
    }
    return counts;
  }

  /** list: the families as a table, for keyboards and screen readers. */
  list(shown = STEP) {
    const { atlas, models } = this;
    const more = atlas.trees.length - shown;
    $('#models').replaceChildren(
      h(
        'table',
        { class: 'node-table' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, t('atlas.list.base')),
            h('th', { scope: 'col', class: 'number' }, t('atlas.list.models')),
            h('th', { scope: 'col', class: 'number' }, t('atlas.list.share')),
          ),
        ),
        h(
          'tbody',
          {},
          atlas.trees.slice(0, shown).map(({ root, order }, i) =>
            h(
              'tr',
              { class: this.subject?.rows[0] === root ? 'chosen' : null },
              h(
                'th',
                { scope: 'row' },
                h(
                  'button',
                  {
                    type: 'button',
                    class: 'link',
                    onclick: () => {
                      this.choose(root);
                      this.stage.focusFamily(i);
                    },
                  },
                  models.name(root),
                ),
              ),
              h('td', { class: 'number' }, count(order.length)),
              h('td', { class: 'number' }, percent(order.length / atlas.rows.length, 1)),
            ),
          ),
        ),
      ),
      ...(more > 0
        ? [
            h(
              'p',
              { class: 'list-more' },
              h(
                'button',
                { type: 'button', class: 'button', onclick: () => this.list(shown + STEP) },
                t('panel.more', { n: count(more) }),
              ),
            ),
          ]
        : []),
    );
  }

  point(row, at) {
    this.stage.pointed = row;
    $('#stage').classList.toggle('pointing', row !== null);
    if (row === null) {
      hideTooltip();
    } else {
      showModel(this, row, at);
    }
    this.stage.refresh();
  }

  select(row) {
    this.subject = row === null ? null : { rows: [row] };
    this.stage.selected = row;
  }

  choose(row) {
    this.select(row);
    this.note = '';
    this.stage.refresh();
    this.words();
    if (row !== null) {
      this.showTab('details');
    }
    this.remember();
  }

  /** chooseRow: as the details panel calls it; false where the model is not in the atlas. */
  chooseRow(row) {
    if (this.atlas.has(row)) {
      this.choose(row);
      this.stage.focus(row);
    }
    return this.atlas.has(row);
  }

  search({ model, author }) {
    const row = model
      ? this.models.row(model)
      : (this.models.rowsOfAuthor(author).find((one) => this.atlas.has(one)) ?? -1);
    if (row < 0 || !this.chooseRow(row)) {
      this.note = t('atlas.alone', { name: model || author });
      announce(this.note);
      this.words();
    }
  }

  key(event) {
    const action = {
      ArrowLeft: () => this.stage.pan(-60, 0),
      ArrowRight: () => this.stage.pan(60, 0),
      ArrowUp: () => this.stage.pan(0, -60),
      ArrowDown: () => this.stage.pan(0, 60),
      '+': () => this.stage.zoom(1.4),
      '=': () => this.stage.zoom(1.4),
      '-': () => this.stage.zoom(1 / 1.4),
      0: () => this.stage.fit(),
      Escape: () => this.choose(null),
    }[event.key];
    if (action && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      action();
    }
  }

  /** png: the view at twice the size. */
  png() {
    const view = this.stage.view();
    const layers = [0, 1].map(() =>
      Object.assign(document.createElement('canvas'), {
        width: 2 * view.width,
        height: 2 * view.height,
      }),
    );
    const painter = FlatPainter.open(layers[0]);
    painter.places(this.atlas.places);
    painter.colors(this.atlas.colors);
    painter.draw(view, 2);
    const ctx = layers[1].getContext('2d');
    ctx.fillStyle = rgb(this.atlas.palette.surface);
    ctx.fillRect(0, 0, 2 * view.width, 2 * view.height);
    ctx.drawImage(layers[0], 0, 0);
    ctx.scale(2, 2);
    this.stage.drawOver(ctx, view);
    return new Promise((resolve) => layers[1].toBlob(resolve, 'image/png'));
  }

  remember() {
    const { x, y, ratio } = this.stage.camera();
    const { box } = this.stage;
    const still = Math.abs(ratio - 1) < 0.005 && Math.hypot(x - box.x, y - box.y) < 2;
    writeState({
      color: this.state.color === CHOICES.color.first ? '' : this.state.color,
      hide: [...this.state.hidden].join(','),
      selected: this.subject ? this.models.name(this.subject.rows[0]) : '',
      at: still ? '' : [x.toFixed(1), y.toFixed(1), ratio.toFixed(4)].join(','),
    });
  }

  networkOf(changes) {
    return networkUrl(changes);
  }
}
