// The picture of the home page: the lineage of the most built-upon model among
// the leaders, drawn from the data, leading to its network.

import { $, h, svg } from '../../core/dom.js';
import { count } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { networkUrl } from '../../core/url.js';
import { clusters } from '../../graph/layout/clusters.js';
import { lineage } from '../../graph/lineage.js';
import { modelScene, setSizes } from '../../graph/scene.js';

const LEADERS = 40;
const MOST = 260;

/** picture: fills #picture, or hides it where nothing is built on anything. */
export function picture(models, edges) {
  const leaders = Array.from({ length: Math.min(LEADERS, models.count) }, (_, row) => row);
  const seed = leaders.reduce(
    (best, row) => (edges.children(row).length > edges.children(best).length ? row : best),
    0,
  );
  const place = $('#picture');
  place.hidden = models.count === 0 || edges.children(seed).length === 0;
  if (place.hidden) {
    return;
  }
  const part = lineage(models, edges, [seed], 'top');
  const kept = new Set(part.rows.slice(0, MOST));
  const scene = modelScene(
    models,
    edges,
    {
      rows: [...kept],
      edges: part.edges.filter(
        (edge) => kept.has(edges.parent[edge]) && kept.has(edges.child[edge]),
      ),
    },
    [seed],
  );
  setSizes(scene, 'influence');
  clusters(scene, 1);
  const reach = (axis, sign) =>
    Math.max(...scene.nodes.map((node) => sign * node[axis] + node.r)) + 4;
  const [left, right, top, bottom] = [reach('x', -1), reach('x', 1), reach('y', -1), reach('y', 1)];
  const { all } = lineage(models, edges, [seed], 'full');
  const text = t(all > kept.size ? 'home.picture.part' : 'home.picture', {
    name: models.name(seed),
    n: count(all),
    drawn: count(kept.size),
  });
  place.replaceChildren(
    h(
      'a',
      { href: networkUrl({ model: models.name(seed) }) },
      svg(
        'svg',
        {
          viewBox: [-left, -top, left + right, top + bottom].map(Math.round).join(' '),
          'aria-hidden': 'true',
        },
        scene.arrows.map(({ source, target, relation }) =>
          svg('line', {
            class: `stroke-${relation}`,
            x1: at(scene, source, 'x'),
            y1: at(scene, source, 'y'),
            x2: at(scene, target, 'x'),
            y2: at(scene, target, 'y'),
          }),
        ),
        scene.nodes.map(({ x, y, r, relation }) =>
          svg('circle', {
            class: `relation-${relation}`,
            cx: x.toFixed(1),
            cy: y.toFixed(1),
            r: r.toFixed(1),
          }),
        ),
      ),
      h('span', {}, text),
    ),
  );
}

function at(scene, id, axis) {
  return scene.nodes[id][axis].toFixed(1);
}
