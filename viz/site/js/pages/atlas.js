// Atlas: all models that have relatives at once, family by family.

import { loadBundle } from '../core/data.js';
import { $, announce, download, later, painted } from '../core/dom.js';
import { count, day, isoDay, portion } from '../core/format.js';
import { onLanguage, t } from '../core/i18n.js';
import { loadModels } from '../core/models.js';
import { sourceLines } from '../core/source.js';
import { taskName } from '../core/tasks.js';
import { dayOf, networkUrl, onStateChange, readState, writeState } from '../core/url.js';
import { cameraText, looksOf, movedCamera, readLooks } from '../explore/address.js';
import { controls } from '../explore/controls.js';
import { covered } from '../explore/covered.js';
import { dataFiles } from '../explore/data-files.js';
import { legend, legendEntries } from '../explore/legend.js';
import { details } from '../explore/panel.js';
import { onPrint } from '../explore/print.js';
import { steer } from '../explore/steer.js';
import { nodeTable } from '../explore/table.js';
import { tabs } from '../explore/tabs.js';
import { Timeline } from '../explore/timeline.js';
import { hideTooltip, showModel } from '../explore/tooltip.js';
import { Atlas } from '../graph/atlas.js';
import { caption, paintCaption } from '../graph/caption.js';
import { loadEdges } from '../graph/edges.js';
import { FlatPainter } from '../graph/painter-flat.js';
import { readPalette, rgb } from '../graph/palette.js';
import { AtlasStage } from '../graph/stage-atlas.js';
import { modelSearch } from '../ui/search.js';
import { fillSelect } from '../ui/select.js';

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
    this.wordsSoon = later(() => this.words(), 100);
    // as the slider wants it: what is there, of what, until when
    this.time = new Timeline((until) => {
      this.state.until = until;
      this.filter();
      this.wordsSoon();
      this.rememberSoon();
    });
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
    $('#svg').addEventListener('click', async () => download('llmeco-atlas.svg', await this.svg()));
    $('#legend').addEventListener('toggle', () => this.keepClear());
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
    this.keepClear();
  }

  /** load: takes the state from the address. */
  load() {
    const url = readState();
    const selected = url.get('selected') ? this.models.row(url.get('selected')) : -1;
    this.state = {
      ...readLooks(url, CHOICES),
      task: url.get('task'),
      until: dayOf(url.get('until')),
    };
    this.select(selected >= 0 && this.atlas.has(selected) ? selected : null);
    this.note =
      selected >= 0 && !this.atlas.has(selected)
        ? t('atlas.alone', { name: this.models.name(selected) })
        : '';
    this.showTab(this.subject ? 'details' : 'models');
    this.filter();
    this.words();
    if (this.state.at) {
      this.stage.setCamera(this.state.at);
    } else if (this.subject) {
      this.stage.focus(selected);
    }
  }

  /** filter: draws what the state leaves of the models. */
  filter() {
    const { task, until } = this.state;
    this.atlas.filter(task, until);
    this.draw();
    $('#summary').textContent = this.summary();
  }

  draw() {
    this.atlas.paint(readPalette(), this.state.color, this.state.hidden);
    this.stage.recolor();
  }

  paint() {
    this.draw();
    this.words();
  }

  /** keepClear: no name is below what lies on the drawing. */
  keepClear() {
    this.stage.avoid = covered();
    this.stage.refresh();
  }

  words() {
    const { atlas, state } = this;
    $('#summary').textContent = this.summary();
    $('#notes').hidden = !this.note;
    $('#notes').textContent = this.note;
    controls(CHOICES, null, state);
    this.tasks();
    this.time.show({ scene: { nodes: atlas.nodes }, until: state.until, gone: atlas.gone });
    legend(this.meaning(), (relation, on) => {
      state.hidden[on ? 'delete' : 'add'](relation);
      this.paint();
      this.remember();
    });
    details(this);
    this.list();
    Object.assign($('#stage').dataset, {
      nodes: atlas.shownModels,
      arrows: atlas.shownLines,
      families: atlas.shown.length,
    });
  }

  /** tasks: the choice of one, the most frequent first. */
  tasks() {
    const { state } = this;
    this.taskCounts ||= countsOf(this.atlas.nodes.map(({ task }) => task).filter(Boolean));
    const known = this.taskCounts.some(([task]) => task === state.task);
    fillSelect(
      $('#task'),
      [
        { value: '', text: t('filter.task.any') },
        ...this.taskCounts.map(([task, n]) => ({
          value: task,
          text: `${taskName(task)} (${count(n)})`,
        })),
        ...(state.task && !known ? [{ value: state.task, text: state.task }] : []),
      ],
      state.task,
      (task) => {
        state.task = task;
        this.filter();
        this.words();
        this.remember();
        announce(this.summary());
      },
    );
  }

  summary() {
    const { rows, shown, shownModels, shownLines } = this.atlas;
    return t(shownModels < rows.length ? 'atlas.summary.part' : 'atlas.summary', {
      n: count(shownModels),
      models: count(rows.length),
      edges: count(shownLines),
      families: count(shown.length),
    });
  }

  /** meaning: of colours and lines, as a legend shows it. */
  meaning() {
    const { palette, relations } = this.atlas;
    return { relations, palette, entries: this.atlas.entries(), state: this.state };
  }

  /** list: the families as a table. */
  list(shown = STEP) {
    const { models, subject } = this;
    const { trees, shown: families, shownModels } = this.atlas;
    nodeTable({
      columns: [
        { label: t('atlas.list.base') },
        { label: t('atlas.list.models'), number: true },
        { label: t('atlas.list.share'), number: true },
      ],
      rows: families.slice(0, shown).map(({ family, n }) => ({
        name: models.name(trees[family].root),
        chosen: subject?.rows[0] === trees[family].root,
        choose: () => {
          this.choose(trees[family].root);
          this.stage.focusFamily(family);
        },
        cells: [count(n), portion(n / shownModels)],
      })),
      left: families.length - shown,
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
      if (this.atlas.isGone[row]) {
        // what is asked for is shown
        Object.assign(this.state, { task: '', until: null });
        this.filter();
      }
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
    const below = caption(this.about(), view.width);
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

  /** about: what stands below a file of the drawing. */
  about() {
    const { task, until } = this.state;
    const words = [
      this.summary(),
      task && `${t('filter.task')}: ${taskName(task)}`,
      until !== null && t('network.until', { date: day(until) }),
    ];
    return {
      title: t('atlas.heading'),
      lines: [words.filter(Boolean).join(' · '), ...sourceLines(this.models.meta)],
      legend: legendEntries(this.meaning()),
    };
  }

  /** svg: the view with real text. */
  async svg() {
    await loadBundle('picture');
    const view = this.stage.view();
    return self.llmecoPicture.atlasSvg(this.atlas, this.stage.above(view), view, this.about());
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
    const { task, until } = this.state;
    writeState({
      color,
      hide,
      task,
      until: until === null ? '' : isoDay(until),
      selected: this.subject ? this.models.name(this.subject.rows[0]) : '',
      at: cameraText(movedCamera(this.stage), 4),
    });
  }

  networkOf(changes) {
    return networkUrl(changes);
  }
}

// countsOf: [[value, how many], ...], the most frequent first.
function countsOf(values) {
  const counts = new Map();
  for (const value of values) {
    counts.set(value, (counts.get(value) || 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
