// data/tops.js: the ten most influential models of each entry of a ranking, and
// under ranking 'all' the first hundred of all.

export class Tops {
  constructor(table) {
    const columns = ['ranking', 'key', 'name'].map((c) => table.texts(c));
    const [influence, rank] = ['influence', 'rank'].map((c) => table.numbers(c));
    this.groups = new Map();
    for (let row = 0; row < table.rows; row++) {
      const id = `${columns[0][row]} ${columns[1][row] ?? ''}`;
      if (!this.groups.has(id)) {
        this.groups.set(id, []);
      }
      this.groups
        .get(id)
        .push({ name: columns[2][row], influence: influence[row], rank: rank[row] });
    }
  }

  /** of: [{name, influence, rank}] of an entry, the first first. */
  of(ranking, key = '') {
    return this.groups.get(`${ranking} ${key}`) || [];
  }
}
