// Who works together in a project, or which repositories share developers with it: a drawing that
// is made once it comes into sight, with ForceAtlas2 of the graph libraries.

import { loadBundle } from '../../core/data.js';
import { h, svg } from '../../core/dom.js';
import { count, fixed } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { githubUrl, repoUrl } from '../../core/url.js';
import { forces } from '../../graph/layout/forces.js';

const MOST = 120;
const LARGEST = 22;
const SMALLEST = 5;
const LABELS = 45;

export class Network {
  constructor(place, page) {
    this.place = place;
    this.page = page;
    this.of = page.data.developers.nodes.length ? 'developers' : 'neighbours';
    this.scenes = {};
    this.observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          this.observer.disconnect();
          this.ready = loadBundle('graph');
          this.ready.then(() => this.words());
        }
      },
      { rootMargin: '200px' },
    );
    this.observer.observe(place);
  }

  /** words: heading, choice and the drawing, if its libraries are there. */
  words() {
    const { data } = this.page;
    const focus = this.place.contains(document.activeElement) ? document.activeElement.id : null;
    const tabs = ['developers', 'neighbours'].filter((of) => data[of].nodes.length);
    const { nodes, links } = data[this.of];
    this.place.replaceChildren(
      h(
        'div',
        { class: 'chart-head' },
        h(
          'div',
          {},
          h('h3', {}, t(`network.of.${this.of}`)),
          h(
            'p',
            { class: 'muted' },
            nodes.length === 0
              ? t('repo.network.none')
              : t(nodes.length > MOST ? 'repo.network.most' : 'repo.network.note', {
                  nodes: count(nodes.length),
                  links: count(links.length),
                  most: count(MOST),
                }),
          ),
        ),
        tabs.length > 1 &&
          h(
            'div',
            { class: 'switch', role: 'group', 'aria-label': t('repo.network.choose') },
            tabs.map((of) =>
              h(
                'button',
                {
                  type: 'button',
                  class: 'button',
                  id: `network-${of}`,
                  'aria-pressed': String(of === this.of),
                  onclick: () => {
                    this.of = of;
                    this.words();
                  },
                },
                t(`network.tab.${of}`),
              ),
            ),
          ),
      ),
      nodes.length
        ? h(
            'div',
            { class: 'web', dataset: { of: this.of } },
            self.llmecoGraph ? this.picture() : null,
          )
        : '',
      nodes.length
        ? h(
            'p',
            { class: 'key' },
            h('span', { class: 'dot dot-2' }),
            t(this.of === 'developers' ? 'people.core.about' : 'repo.network.own'),
          )
        : '',
    );
    if (focus) {
      document.getElementById(focus)?.focus();
    }
  }

  /** scene: the nodes of most OpenRank and their links, laid out. */
  scene() {
    const { nodes, links } = this.page.data[this.of];
    const rank = (node) => (Number.isNaN(node.openrank) ? 0 : node.openrank);
    const kept = [...nodes]
      .sort((a, b) => rank(b) - rank(a) || (a.name < b.name ? -1 : 1))
      .slice(0, MOST);
    const top = Math.max(...kept.map(rank), 1e-9);
    const at = new Map(kept.map((node, i) => [node.id, i]));
    const scene = {
      nodes: kept.map((node, id) => ({
        ...node,
        id,
        r: Math.max(SMALLEST, LARGEST * Math.sqrt(rank(node) / top)),
        x: 200 * Math.sqrt((id + 1) / kept.length) * Math.cos(2.4 * id),
        y: 200 * Math.sqrt((id + 1) / kept.length) * Math.sin(2.4 * id),
      })),
      arrows: links
        .filter(({ source, target }) => at.has(source) && at.has(target))
        .map(({ source, target, weight }) => ({
          source: at.get(source),
          target: at.get(target),
          weight,
        })),
    };
    forces(scene);
    return scene;
  }

  picture() {
    const scene = (this.scenes[this.of] ||= this.scene());
    const { repo, repos, data } = this.page;
    const core = new Set(
      data.people.filter(({ busFactor }) => busFactor).map(({ login }) => login),
    );
    const tracked = new Set(repos.map(({ name }) => name));
    const left = Math.min(...scene.nodes.map(({ x, r }) => x - r)) - 50;
    const right = Math.max(...scene.nodes.map(({ x, r }) => x + r)) + 50;
    const top = Math.min(...scene.nodes.map(({ y, r }) => y - r)) - 12;
    const bottom = Math.max(...scene.nodes.map(({ y, r }) => y + r)) + 24;
    const size = Math.max(right - left, (bottom - top) * 1.25) / 560;
    const heaviest = Math.max(...scene.arrows.map(({ weight }) => weight), 1e-9);
    const near = scene.nodes.map(() => new Set());
    scene.arrows.forEach(({ source, target }) => {
      near[source].add(target);
      near[target].add(source);
    });
    const lines = scene.arrows.map(({ source, target, weight }) =>
      svg('line', {
        x1: scene.nodes[source].x,
        y1: scene.nodes[source].y,
        x2: scene.nodes[target].x,
        y2: scene.nodes[target].y,
        'stroke-width': (size * (0.6 + 3.4 * Math.sqrt(weight / heaviest))).toFixed(2),
      }),
    );
    const spots = scene.nodes.map((node) => {
      const here = this.of === 'neighbours' && tracked.has(node.name);
      const own = node.name === repo.name || core.has(node.name);
      const label = t('repo.network.node', {
        name: node.name,
        openrank: fixed(node.openrank, 1),
        n: count(near[node.id].size),
      });
      return svg(
        'a',
        {
          href: here ? repoUrl(node.name) : githubUrl(node.name.replace(/\[bot\]$/, '')),
          ...(!here && { target: '_blank', rel: 'noopener noreferrer' }),
          class: own ? 'own' : null,
          'aria-label': label,
          ...Object.fromEntries(
            ['mouseenter', 'focus'].map((type) => [`on${type}`, () => mark(node.id)]),
          ),
          ...Object.fromEntries(
            ['mouseleave', 'blur'].map((type) => [`on${type}`, () => mark(null)]),
          ),
        },
        svg('title', {}, label),
        svg('circle', { cx: node.x, cy: node.y, r: node.r }),
        svg(
          'text',
          {
            x: node.x,
            y: node.y + node.r + 11 * size,
            'font-size': (11 * size).toFixed(2),
            'stroke-width': (3 * size).toFixed(2),
            class: node.id < LABELS ? null : 'minor',
          },
          this.of === 'neighbours' ? node.name.split('/').at(-1) : node.name,
        ),
      );
    });
    const mark = (id) => {
      spots.forEach((spot, i) =>
        spot.classList.toggle('away', id !== null && i !== id && !near[id].has(i)),
      );
      lines.forEach((line, i) => {
        const { source, target } = scene.arrows[i];
        line.classList.toggle('away', id !== null && source !== id && target !== id);
      });
    };
    return svg(
      'svg',
      {
        viewBox: `${left} ${top} ${right - left} ${bottom - top}`,
        role: 'group',
        'aria-label': t(`network.of.${this.of}`),
      },
      svg('g', { class: 'lines' }, lines),
      spots,
    );
  }

  remove() {
    this.observer.disconnect();
    this.place.replaceChildren();
  }
}
