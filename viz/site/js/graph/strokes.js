// How the kinds of derivation are drawn beside their colours, so that who does not see these tells
// them apart: by the dashes of the line and the shape of the arrow head.

const STROKES = {
  finetune: { dash: [], head: [1, 0.42] },
  adapter: { dash: [7, 4], head: [0.7, 0.6] },
  merge: { dash: [2, 3], head: [1, 0.26] },
  quantized: { dash: [9, 3, 2, 3], head: [0.55, 0.42] },
  unknown: { dash: [1, 5], head: [0.8, 0.2] },
};

/** strokeOf: the dashes of a relation's lines, in pixels; [] for a line without. */
export function strokeOf(relation) {
  return STROKES[relation].dash;
}

/** headShape: length and half width of its arrow head, in shares of the usual length. */
export function headShape(relation) {
  const [length, half] = STROKES[relation].head;
  return { length, half };
}

/** headOf: the points of a head that points to the right, with its tip at 0, 0. */
export function headOf(relation, size) {
  const { length, half } = headShape(relation);
  return [
    [0, 0],
    [-length * size, half * size],
    [-length * size, -half * size],
  ];
}
