// Network: reads from the address whose lineage to show and how, draws it,
// keeps the drawing, the legend, the panel and the list in step.

import { loadBundle } from '../core/data.js';
import { $, announce, download, later, painted } from '../core/dom.js';
import { fold, hasAll, isExactly, wordsOf } from '../core/fold.js';
import { count, day, isoDay } from '../core/format.js';
import { onLanguage, t } from '../core/i18n.js';
import { loadModels } from '../core/models.js';
import { sourceLines } from '../core/source.js';
import { dayOf, networkUrl, onStateChange, readState, writeState } from '../core/url.js';
import { cameraText, looksOf, movedCamera, readLooks } from '../explore/address.js';
import { controls } from '../explore/controls.js';
import { covered } from '../explore/covered.js';
import { dataFiles } from '../explore/data-files.js';
import { legend, legendEntries } from '../explore/legend.js';
import { details } from '../explore/panel.js';
import { onPrint } from '../explore/print.js';
import { steer } from '../explore/steer.js';
import { tabs } from '../explore/tabs.js';
import { Timeline } from '../explore/timeline.js';
import { hideTooltip, showArrow, showNode } from '../explore/tooltip.js';
import { loadEdges } from '../graph/edges.js';
import { LAYOUTS, place } from '../graph/layout/index.js';
import { lineage, VIEWS } from '../graph/lineage.js';
import { Look } from '../graph/look.js';
import { paint } from '../graph/paint.js';
import { readPalette, rgb } from '../graph/palette.js';
import { authorScene, modelScene, setSizes } from '../graph/scene.js';
import { CanvasStage } from '../graph/stage-canvas.js';
import { SigmaStage, webgl } from '../graph/stage-sigma.js';
import { combobox } from '../ui/combobox.js';
import { monogram } from '../ui/monogram.js';
import { modelSearch } from '../ui/search.js';
import { nodeList } from './network/list.js';

const CHOICES = {
  view: { values: VIEWS, first: 'top' },
  color: { values: ['relation', 'task', 'kind'], first: 'relation' },
  size: { values: ['influence', 'downloads', 'likes'], first: 'influence' },
  layout: { values: LAYOUTS, first: 'auto' },
};

export async function network() {
  const models = await loadModels();
  const edges = await loadEdges(models.count);
  const page = new NetworkPage(models, edges);
  page.start();
  await painted();
}

class NetworkPage {
  constructor(models, edges) {
    this.models = models;
    this.edges = edges;
    this.stage = new (webgl() ? SigmaStage : CanvasStage)($('#stage'), {
      point: (id, at) => this.point(id, at),
      pointArrow: (arrow, at) =>
        arrow ? showArrow(this, arrow, at) : this.look.pointed === null && hideTooltip(),
      choose: (id) => this.choose(id),
      moved: () => this.rememberSoon(),
    });
    this.showTab = tabs();
    this.timeline = new Timeline((until) => {
      this.state.until = until;
      this.look.setGone(this.state.hidden, until);
      this.stage.refresh();
      this.rememberSoon();
    });
    this.rememberSoon = later(() => this.remember(), 300);
    $('#legend').open = matchMedia('(width >= 60rem)').matches;
  }

  start() {
    controls(CHOICES, (key, value) => {
      this.state[key] = value;
      this.state.at = null;
      this.draw(key === 'view' ? 'lineage' : key === 'color' ? 'look' : 'place');
      this.remember(true);
    });
    modelSearch($('#find'), loadModels, (choice) => {
      writeState({ ...this.looks(), ...choice }, true);
      $('#find').value = '';
      this.load();
    });
    combobox(
      $('#focus'),
      (text) => this.find(text),
      (id) => {
        $('#focus').value = '';
        this.choose(id);
        this.stage.focus(id);
      },
    );
    steer(this.stage, () => this.choose(null));
    $('#png').addEventListener('click', async () =>
      download('llmeco-network.png', await this.file('png')),
    );
    $('#svg').addEventListener('click', async () =>
      download('llmeco-network.svg', await this.file('svg')),
    );
    dataFiles('llmeco-network', ({ sceneGraph }) => sceneGraph(this.models, this.look));
    onPrint(this.models.meta, () => ({ title: this.title(), picture: this.onPaper() }));
    $('#legend').addEventListener('toggle', () => {
      this.keepClear();
      this.stage.refresh();
    });
    addEventListener('themechange', () => this.draw('look'));
    onLanguage(() => this.words());
    onStateChange(() => this.load());
    this.load();
  }

  /** load: takes the state from the address and draws all of it. */
  load() {
    const url = readState();
    this.state = {
      ...readLooks(url, CHOICES),
      model: url.all('model'),
      author: url.get('author'),
      top: Math.min(url.int('top', 15), this.models.count),
      selected: url.get('selected'),
      until: dayOf(url.get('until')),
    };
    if (url.get('view') === 'organization') {
      this.state.view = 'orgs'; // an address that a site by llmeco 1.1 gave
    }
    this.draw('lineage');
    this.showTab(this.subject ? 'details' : 'models');
  }

  seeds() {
    const { model, author, top } = this.state;
    this.unknown = [];
    if (model.length) {
      const rows = model.map((name) => this.models.row(name));
      this.unknown = model.filter((_, i) => rows[i] < 0);
      return [...new Set(rows.filter((row) => row >= 0))];
    }
    if (author) {
      const rows = this.models.rowsOfAuthor(author);
      this.unknown = rows.length ? [] : [author];
      return rows;
    }
    return Array.from({ length: Math.min(top, this.models.count) }, (_, row) => row);
  }

  /**
   * draw: redoes what a change touches: 'lineage' all, 'place' sizes and places, 'look' colours.
   */
  draw(from) {
    const { state } = this;
    if (from === 'lineage') {
      const seeds = this.seeds();
      this.part = lineage(this.models, this.edges, seeds, state.view);
      this.scene = (state.view === 'author' ? authorScene : modelScene)(
        this.models,
        this.edges,
        this.part,
        seeds,
      );
    }
    this.heading();
    if (from !== 'look') {
      setSizes(this.scene, state.size);
    }
    const camera = from === 'look' ? this.stage.camera() : state.at;
    this.look = this.lookNow();
    // what takes room from the drawing comes before it
    this.legend();
    this.timeline.show(this.look);
    this.keepClear();
    if (from !== 'look') {
      const { clientWidth, clientHeight } = $('#stage');
      const size = { width: clientWidth || 1, height: clientHeight || 1 };
      this.layout = place(this.scene, state.layout, size);
    }
    this.look.layout = this.layout;
    const chosen = this.scene.nodes.find((node) => node.key === state.selected);
    const only = this.scene.nodes.filter((node) => node.seed);
    this.look.selected = chosen ? chosen.id : null;
    this.subject = chosen || (only.length === 1 ? only[0] : null);
    hideTooltip();
    this.stage.show(this.look);
    if (camera) {
      this.stage.setCamera(camera);
    }
    this.words();
  }

  lookNow() {
    const { color, hidden, until } = this.state;
    return new Look(this.scene, { palette: readPalette(), color, hidden, until });
  }

  /** onPaper: the view in the colours of the moment, for paper three times as fine. */
  onPaper() {
    const { layout, selected } = this.look;
    const look = Object.assign(this.lookNow(), { layout, selected });
    const view = this.stage.view();
    const canvas = document.createElement('canvas');
    canvas.width = 3 * view.width;
    canvas.height = 3 * view.height;
    const ctx = canvas.getContext('2d');
    ctx.scale(3, 3);
    ctx.fillStyle = rgb(look.palette.surface);
    ctx.fillRect(0, 0, view.width, view.height);
    paint(ctx, look, view);
    return canvas;
  }

  /** file: the drawing as a Blob, 'png' or 'svg'. */
  async file(kind) {
    await loadBundle('picture');
    return self.llmecoPicture[kind](this.look, this.stage.view(), this.about());
  }

  /** about: what stands below a file of the drawing. */
  about() {
    const { state, look } = this;
    const words = [
      this.summary(),
      ...Object.keys(CHOICES).map((key) => `${t(`network.${key}`)}: ${t(`${key}.${state[key]}`)}`),
      ...(state.until === null ? [] : [t('network.until', { date: day(state.until) })]),
    ];
    return {
      title: this.title(),
      lines: [words.join(' · '), ...sourceLines(this.models.meta)],
      legend: legendEntries({
        relations: this.relations(),
        entries: look.scale.entries,
        palette: look.palette,
        state,
      }),
    };
  }

  title() {
    const { model, author } = this.state;
    if (author && !model.length) {
      return t('network.heading.author', { name: author });
    }
    if (model.length === 1) {
      return t('network.heading.model', { name: model[0] });
    }
    return model.length
      ? t('network.heading.models', { n: count(model.length) })
      : t('network.heading.top', { n: count(this.state.top) });
  }

  summary() {
    const { nodes, arrows, grouped } = this.scene;
    return t(grouped ? 'network.summary.author' : 'network.summary', {
      nodes: count(nodes.length),
      edges: count(arrows.length),
    });
  }

  /** heading: title, figures and notes; before the drawing, which gets the room that is left. */
  heading() {
    const { part } = this;
    const title = this.title();
    $('#heading').textContent = title;
    document.title = `${title} · llmeco`;
    const summary = this.summary();
    $('#summary').textContent = summary;
    const notes = [
      this.unknown.length && t('network.unknown', { names: this.unknown.join(', ') }),
      part.rows.length < part.all &&
        t('network.cut', { n: count(part.rows.length), all: count(part.all) }),
      part.hidden > 0 && t('network.hidden', { n: count(part.hidden) }),
    ].filter(Boolean);
    $('#notes').hidden = notes.length === 0;
    $('#notes').textContent = notes.join(' ');
    announce(`${title}: ${summary}`);
  }

  /** words: everything beside the drawing that is text. */
  words() {
    const { scene, state } = this;
    this.heading();
    $('#tab-models').textContent =
      `${t(scene.grouped ? 'network.tab.authors' : 'network.tab.models')} ` +
      `(${count(scene.nodes.length)})`;
    controls(CHOICES, null, state);
    this.legend();
    this.timeline.show(this.look);
    details(this);
    nodeList(this);
    Object.assign($('#stage').dataset, {
      nodes: scene.nodes.length,
      arrows: scene.arrows.length,
      layout: this.layout,
      renderer: this.stage instanceof SigmaStage ? 'webgl' : 'canvas',
    });
  }

  /** legend: what colours and arrows mean, and how many there are. */
  legend() {
    const { state } = this;
    legend(
      {
        relations: this.relations(),
        entries: this.look.scale.entries,
        palette: this.look.palette,
        state,
        start: true,
      },
      (relation, on) => {
        state.hidden[on ? 'delete' : 'add'](relation);
        this.look.setGone(state.hidden, state.until);
        this.timeline.words();
        this.stage.refresh();
        this.remember(true);
      },
    );
  }

  /** keepClear: where the drawing's own things lie, and no name is to be under them. */
  keepClear() {
    this.look.avoid = covered();
  }

  relations() {
    const counts = new Map();
    for (const { relation } of this.scene.arrows) {
      counts.set(relation, (counts.get(relation) || 0) + 1);
    }
    return counts;
  }

  point(id, at) {
    this.look.pointed = id;
    $('#stage').classList.toggle('pointing', id !== null);
    if (id === null) {
      hideTooltip();
    } else {
      showNode(this, this.scene.nodes[id], at);
    }
    this.stage.refresh();
  }

  /** choose: shows a node's details; null goes back to the start of the network. */
  choose(id) {
    const only = this.scene.nodes.filter((node) => node.seed);
    this.look.selected = id;
    this.subject = id === null ? (only.length === 1 ? only[0] : null) : this.scene.nodes[id];
    this.state.selected = id === null ? '' : this.subject.key;
    this.stage.refresh();
    details(this);
    nodeList(this);
    if (id !== null) {
      this.showTab('details');
    }
    this.remember();
  }

  /** chooseRow: the same for a model by row, wherever it is named; false where it is not drawn. */
  chooseRow(row) {
    const node = this.scene.nodes.find((one) => one.rows.includes(row));
    if (node) {
      this.choose(node.id);
      this.stage.focus(node.id);
    }
    return Boolean(node);
  }

  find(text) {
    const words = wordsOf(text);
    const order = (node) => (isExactly(node.key, words) ? 0 : 1);
    return this.scene.nodes
      .filter((node) => hasAll(fold(node.key), words))
      .sort((a, b) => order(a) - order(b))
      .slice(0, 10)
      .map((node) => ({
        label: node.key,
        detail: this.models.authorTitle(node.rows[0]),
        group: '',
        picture: monogram(
          this.models.author(node.rows[0]),
          this.models.value('kind', node.rows[0]),
        ),
        value: node.id,
      }));
  }

  /** looks: the part of the state that says how, without whose lineage. */
  looks() {
    return looksOf(this.state, CHOICES);
  }

  remember(push = false) {
    const { model, author, top, selected, until } = this.state;
    const whose = model.length ? { model } : author ? { author } : { top };
    this.state.at = movedCamera(this.stage);
    writeState(
      {
        ...whose,
        ...this.looks(),
        selected,
        until: until === null ? '' : isoDay(until),
        at: cameraText(this.state.at, 3),
      },
      push,
    );
  }

  networkOf(changes) {
    return networkUrl({ ...this.looks(), ...changes });
  }
}
