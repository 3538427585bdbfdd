// Takes overlapping circles apart: each pair that overlaps moves apart by half
// of the overlap, round after round, found through a grid.

/** separate: moves nodes until none is nearer than gap to another, or rounds are over. */
export function separate(nodes, gap, rounds) {
  const cell = 2 * Math.max(...nodes.map(({ r }) => r)) + gap;
  for (let round = 0; round < rounds; round++) {
    const grid = new Map();
    const key = (column, row) => column * 1000003 + row;
    for (const node of nodes) {
      const at = key(Math.floor(node.x / cell), Math.floor(node.y / cell));
      grid.has(at) ? grid.get(at).push(node) : grid.set(at, [node]);
    }
    let moved = false;
    for (const node of nodes) {
      const column = Math.floor(node.x / cell);
      const row = Math.floor(node.y / cell);
      for (let c = column - 1; c <= column + 1; c++) {
        for (let r = row - 1; r <= row + 1; r++) {
          for (const other of grid.get(key(c, r)) || []) {
            moved = (other.id > node.id && push(node, other, gap)) || moved;
          }
        }
      }
    }
    if (!moved) {
      return;
    }
  }
}

function push(a, b, gap) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const d = Math.hypot(dx, dy);
  const lack = a.r + b.r + gap - d;
  if (lack <= 0.01) {
    return false;
  }
  // nodes on one spot part along a direction that their numbers decide
  const angle = d > 1e-6 ? Math.atan2(dy, dx) : a.id + 2.4 * b.id;
  // the heavier one moves less
  const share = b.r ** 2 / (a.r ** 2 + b.r ** 2);
  a.x -= Math.cos(angle) * lack * share;
  a.y -= Math.sin(angle) * lack * share;
  b.x += Math.cos(angle) * lack * (1 - share);
  b.y += Math.sin(angle) * lack * (1 - share);
  return true;
}
