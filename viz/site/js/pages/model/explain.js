// What an influence is made of: the terms of llmeco_explain(), from the model's
// details, its derivations and the scores of its relatives.

const TOP = 10;
// scores are known to two decimals
const ROUNDING = 0.006;
const CHANGED = 0.005;

/**
 * explain: {total, terms}, null without an influence. A term: {part: 'self' |
 * 'child' | 'parent', key, row, relation, amount, value, shown}; values add up
 * to total, what is shown (two decimals) to the total as it is shown.
 */
export function explain({ models, edges, row, details }) {
  const total = details.influence;
  if (Number.isNaN(total)) {
    return null;
  }
  const terms = [...own(models, row, details), ...relatives('child'), ...relatives('parent')];
  roundTogether(terms, Math.round(models.influence[row] * 100));
  return { total, terms };

  function relatives(part) {
    const down = part === 'child';
    const alpha = models.alpha[down ? 1 : 2];
    const whole = alpha * details[`${part}_influence`];
    const list = [...(down ? edges.children(row) : edges.parents(row))]
      .map((edge) => ({
        row: (down ? edges.child : edges.parent)[edge],
        relation: edges.relation(edge),
        weight: edges.weight(edge),
      }))
      .filter((one) => !Number.isNaN(models.influence[one.row]))
      .map((one) => ({
        ...one,
        part,
        key: 'relative',
        amount: models.influence[one.row],
        value: one.weight * models.influence[one.row],
      }));
    const sum = list.reduce((all, { value }) => all + value, 0);
    const n = Math.max(list.length, details[down ? 'children' : 'parents']);
    const mean = sum / n;
    // the derivations may have changed since the scores were computed
    const same =
      n === list.length &&
      sum > 0 &&
      Math.abs(mean - details[`${part}_influence`]) <= ROUNDING + 1e-9 * mean;
    list.forEach((one) => {
      one.value *= same ? whole / sum : alpha / n;
    });
    list.sort((a, b) => b.value - a.value || a.row - b.row);
    const top = list.slice(0, TOP);
    // where the site leaves relatives out, what they add is the rest
    const rest =
      n > list.length
        ? whole - top.reduce((all, { value }) => all + value, 0)
        : list.slice(TOP).reduce((all, { value }) => all + value, 0);
    const key = top.length ? 'others' : 'all';
    return withChange(
      part,
      n > top.length ? [...top, { part, key, amount: n - top.length, value: rest }] : top,
      whole,
      total,
    );
  }
}

function own(models, row, details) {
  const [alpha] = models.alpha;
  const w = models.meta.w || [];
  const terms = [
    ['downloads', w[0], Math.log(Math.max(1, models.downloads[row] || 0))],
    ['likes', w[1], models.likes[row] || 0],
    ['spaces', w[2], details.space_influence || 0],
    ['recency', w[3], details.recency || 0],
  ].map(([key, weight, amount]) => ({ part: 'self', key, amount, value: alpha * weight * amount }));
  return withChange('self', terms, alpha * details.self_influence, details.influence);
}

// withChange: what was written since the scores were computed is told apart.
function withChange(part, terms, whole, total) {
  const value = whole - terms.reduce((sum, term) => sum + term.value, 0);
  return Math.abs(value) > CHANGED + 1e-9 * total
    ? [...terms, { part, key: 'changed', amount: NaN, value }]
    : terms;
}

/** roundTogether: `shown` in hundredths of each value, so that they add up to the sum. */
function roundTogether(terms, sum) {
  let left = sum;
  for (const term of terms) {
    term.shown = Math.floor(term.value * 100 + 1e-7);
    left -= term.shown;
  }
  const byRest = [...terms].sort((a, b) => b.value * 100 - b.shown - (a.value * 100 - a.shown));
  for (let i = 0; i < byRest.length && left > 0; i++, left--) {
    byRest[i].shown++;
  }
  terms.forEach((term) => {
    term.shown /= 100;
  });
}
