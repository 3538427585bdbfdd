// What influence was computed with, in a line.

/**
 * parametersText: of the influence that is shown, its numbers as `number` writes them; null where
 * there is none.
 */
export function parametersText({ alpha, w, lambda }, number) {
  const tuple = (values) => `(${values.map(number).join(', ')})`;
  return alpha ? `alpha = ${tuple(alpha)}, W = ${tuple(w)}, lambda = ${number(lambda)}` : null;
}
