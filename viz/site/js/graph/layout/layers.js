// Layers: base models on the left, what is derived from them to the right, a
// column a generation; for networks small enough to read every name.

const COLUMN = 160;
const WIDE_COLUMN = 480;
const SUBCOLUMN = 60;
const WRAPPED = 40; // models one above the other
const ROW = 30;
const WIDE_ROW = 60;

/** generations: the column of each node, by the longest path from a base; cycles are cut. */
export function generations(scene) {
  const n = scene.nodes.length;
  const out = scene.nodes.map(() => []);
  scene.arrows.forEach(({ source, target }) => out[source].push(target));
  const state = new Uint8Array(n);
  const order = [];
  const back = new Set();
  const visit = (start) => {
    const stack = [[start, 0]];
    state[start] = 1;
    while (stack.length) {
      const top = stack.at(-1);
      const [id, at] = top;
      if (at < out[id].length) {
        top[1]++;
        const next = out[id][at];
        if (state[next] === 1) {
          back.add(id * n + next);
        } else if (state[next] === 0) {
          state[next] = 1;
          stack.push([next, 0]);
        }
      } else {
        state[id] = 2;
        order.push(id);
        stack.pop();
      }
    }
  };
  const hasParent = new Uint8Array(n);
  scene.arrows.forEach(({ target }) => {
    hasParent[target] = 1;
  });
  for (let id = 0; id < n; id++) {
    if (!hasParent[id]) {
      visit(id);
    }
  }
  for (let id = 0; id < n; id++) {
    if (state[id] === 0) {
      visit(id);
    }
  }
  const column = new Int32Array(n);
  for (const id of order.reverse()) {
    for (const next of out[id]) {
      if (!back.has(id * n + next)) {
        column[next] = Math.max(column[next], column[id] + 1);
      }
    }
  }
  // a base model whose only children come late stands right before them
  for (let id = 0; id < n; id++) {
    if (!hasParent[id] && out[id].length) {
      column[id] = Math.max(0, Math.min(...out[id].map((next) => column[next])) - 1);
    }
  }
  return column;
}

/** layers: sets x and y of every node; rows and columns open up to fill the drawing. */
export function layers(scene, { width, height }) {
  const column = generations(scene);
  const columns = [];
  scene.nodes.forEach(({ id }) => (columns[column[id]] ||= []).push(id));
  const { nodes } = scene;
  const near = nodes.map(() => []);
  for (const { source, target } of scene.arrows) {
    near[source].push(target);
    near[target].push(source);
  }
  const row = Math.min(
    WIDE_ROW,
    Math.max(ROW, (0.8 * height) / Math.max(...columns.map((list) => list.length))),
  );
  for (const list of columns) {
    list.forEach((id, i) => {
      nodes[id].y = (i - (list.length - 1) / 2) * row;
    });
  }
  for (let sweep = 0; sweep < 12; sweep++) {
    const order = sweep % 2 ? [...columns].reverse() : columns;
    for (const list of order) {
      spread(
        nodes,
        list,
        row,
        list.map((id) =>
          near[id].length
            ? near[id].reduce((sum, other) => sum + nodes[other].y, 0) / near[id].length
            : nodes[id].y,
        ),
      );
    }
  }
  const most = Math.max(...columns.map((list) => list.length));
  const room = (width * ROW) / (height * SUBCOLUMN);
  if (most > WRAPPED) {
    wrap(nodes, columns, Math.max(WRAPPED, Math.ceil(Math.sqrt(nodes.length / room))));
    return;
  }
  const ys = nodes.map(({ y, r }) => [y - r, y + r]);
  const tall = Math.max(...ys.map(([, b]) => b)) - Math.min(...ys.map(([t]) => t));
  // what the drawing is scaled down by, the way across has to make up for
  const scale = Math.max(1, tall / (0.9 * height));
  const step = Math.max(
    COLUMN,
    scale * Math.min(WIDE_COLUMN, (width - 320) / Math.max(1, columns.length - 0.5)),
  );
  for (const { id } of nodes) {
    nodes[id].x = column[id] * step;
  }
}

// wrap: a generation of more than so many models goes on in columns beside its first.
function wrap(nodes, columns, rows) {
  let x = 0;
  for (const list of columns) {
    const sorted = [...list].sort((a, b) => nodes[a].y - nodes[b].y || a - b);
    const beside = Math.ceil(sorted.length / rows);
    const each = Math.ceil(sorted.length / beside);
    const heights = new Float64Array(beside);
    const widths = new Float64Array(beside);
    sorted.forEach((id, i) => {
      const at = Math.floor(i / each);
      heights[at] += Math.max(ROW, 2 * nodes[id].r + 4);
      widths[at] = Math.max(widths[at], 2 * nodes[id].r);
    });
    let y = 0;
    sorted.forEach((id, i) => {
      const at = Math.floor(i / each);
      if (i % each === 0) {
        y = -heights[at] / 2;
        x += i ? SUBCOLUMN + widths[at] / 2 : 0;
      }
      const size = Math.max(ROW, 2 * nodes[id].r + 4);
      nodes[id].x = x;
      nodes[id].y = y + size / 2;
      y += size;
    });
    x += COLUMN;
  }
}

// spread: brings a column near the wanted heights, a row apart, in their order.
function spread(nodes, list, row, wanted) {
  const height = new Map(list.map((id, i) => [id, wanted[i]]));
  list.sort((a, b) => height.get(a) - height.get(b) || a - b);
  const gap = (i) => Math.max(row, nodes[list[i]].r + nodes[list[i - 1]].r + 6);
  // blocks of nodes that touch share the mean of what they want
  const blocks = [];
  list.forEach((id, i) => {
    const offset = i && blocks.length ? gap(i) : 0;
    let block = { first: i, sum: height.get(id), offsets: [0] };
    for (;;) {
      const before = blocks.at(-1);
      if (!before) {
        break;
      }
      const step = before.offsets.at(-1) + (block.first === i ? offset : gap(block.first));
      if (before.sum / before.offsets.length + step <= block.sum / block.offsets.length) {
        break;
      }
      blocks.pop();
      block = {
        first: before.first,
        sum: before.sum + block.sum - step * block.offsets.length,
        offsets: [...before.offsets, ...block.offsets.map((o) => o + step)],
      };
    }
    blocks.push(block);
  });
  for (const block of blocks) {
    block.offsets.forEach((offset, i) => {
      nodes[list[block.first + i]].y = block.sum / block.offsets.length + offset;
    });
  }
}
