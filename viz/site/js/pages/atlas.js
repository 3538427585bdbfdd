// Atlas: all models that have relatives at once, family by family.

import { $, announce, download, later, painted } from '../core/dom.js';
import { count, percent } from '../core/format.js';
import { onLanguage, t } from '../core/i18n.js';
import { loadModels } from '../core/models.js';
import { sourceLines } from '../core/source.js';
import { networkUrl, onStateChange, readState, writeState } from '../core/url.js';
import { cameraText, looksOf, movedCamera, readLooks } from '../explore/address.js';
import { controls } from '../explore/controls.js';
import { dataFiles } from '../explore/data-files.js';
import { legend, legendEntries } from '../explore/legend.js';
import { details } from '../explore/panel.js';
import { onPrint } from '../explore/print.js';
import { steer } from '../explore/steer.js';
import { nodeTable } from '../explore/table.js';
import { tabs } from '../explore/tabs.js';
import { hideTooltip, showModel } from '../explore/tooltip.js';
import { Atlas } from '../graph/atlas.js';
import { caption, paintCaption } from '../graph/caption.js';
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
    steer(this.stage, () => this.choose(null));
    $('#png').addEventListener('click', async () => download('llmeco-atlas.png', await this.png()));
    dataFiles('llmeco-models', ({ wholeGraph }) => wholeGraph(this.models, this.edges));
    addEventListener('themechange', () => this.paint());
    onPrint(this.models.meta, () => ({
      title: t('atlas.heading'),
      picture: this.onPaper(),
    }));
    onLanguage(() => this.words());
    onStateChange(() => this.load());
    this.stage.show(this.atlas);
    this.load();
  }

  /** load: takes the state from the address. */
  load() {
    const url = readState();
    const selected = url.get('selected') ? this.models.row(url.get('selected')) : -1;
    this.state = readLooks(url, CHOICES);
    this.select(selected >= 0 && this.atlas.has(selected) ? selected : null);
    this.note =
      selected >= 0 && !this.atlas.has(selected)
        ? t('atlas.alone', { name: this.models.name(selected) })
        : '';
    this.showTab(this.subject ? 'details' : 'models');
    this.paint();
    if (this.state.at) {
      this.stage.setCamera(this.state.at);
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
    $('#summary').textContent = this.summary();
    $('#notes').hidden = !this.note;
    $('#notes').textContent = this.note;
    controls(CHOICES, null, state);
    legend(this.meaning(), (relation, on) => {
      state.hidden[on ? 'delete' : 'add'](relation);
      this.paint();
      this.remember();
    });
    details(this);
    this.list();
    Object.assign($('#stage').dataset, {
      nodes: atlas.rows.length,
      arrows: this.edges.count,
      families: atlas.trees.length,
    });
  }

  summary() {
    const { rows, trees } = this.atlas;
    return t('atlas.summary', {
      models: count(rows.length),
      edges: count(this.edges.count),
      families: count(trees.length),
    });
  }

  /** meaning: of colours and lines, as a legend shows it. */
  meaning() {
    const { palette, scale } = this.atlas;
    return { relations: this.counts(), palette, entries: scale.entries, state: this.state };
  }

  counts() {
    const counts = new Map();
    for (const relation of this.edges.relations) {
      counts.set(RELATIONS[relation], (counts.get(RELATIONS[relation]) || 0) + 1);
    }
    return counts;
  }

  /** list: the families as a table. */
  list(shown = STEP) {
    const { models, subject } = this;
    const { trees, rows } = this.atlas;
    nodeTable({
      columns: [
        { label: t('atlas.list.base') },
        { label: t('atlas.list.models'), number: true },
        { label: t('atlas.list.share'), number: true },
      ],
      rows: trees.slice(0, shown).map(({ root, order }, i) => ({
        name: models.name(root),
        chosen: subject?.rows[0] === root,
        choose: () => {
          this.choose(root);
          this.stage.focusFamily(i);
        },
        cells: [count(order.length), percent(order.length / rows.length, 1)],
      })),
      left: trees.length - shown,
      more: () => this.list(shown + STEP),
    });
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

  /** png: the view at twice the size, with what it shows below. */
  png() {
    const view = this.stage.view();
    const about = {
      title: t('atlas.heading'),
      lines: [this.summary(), ...sourceLines(this.models.meta)],
      legend: legendEntries(this.meaning()),
    };
    const below = caption(about, view.width);
    const canvas = document.createElement('canvas');
    canvas.width = 2 * view.width;
    canvas.height = Math.ceil(2 * (view.height + below.height));
    const ctx = canvas.getContext('2d');
    ctx.fillStyle = rgb(this.atlas.palette.surface);
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(this.picture(), 0, 0);
    ctx.scale(2, 2);
    paintCaption(ctx, below, this.atlas.palette, view.height);
    return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  }

  /** onPaper: the same in the colours of the moment, which the drawing keeps its own beside. */
  onPaper() {
    const { palette, colors } = this.atlas;
    this.atlas.paint(readPalette(), this.state.color, this.state.hidden);
    const picture = this.picture();
    Object.assign(this.atlas, { palette, colors });
    return picture;
  }

  picture() {
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
    return layers[1];
  }

  remember() {
    const { color, hide } = looksOf(this.state, CHOICES);
    writeState({
      color,
      hide,
      selected: this.subject ? this.models.name(this.subject.rows[0]) : '',
      at: cameraText(movedCamera(this.stage), 4),
    });
  }

  networkOf(changes) {
    return networkUrl(changes);
  }
}
