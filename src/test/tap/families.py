"""Families by their definition, from CSV files: DIR.

Reads DIR/models.csv (model_id, name, author_id, author, downloads, likes,
influence, created epoch), listed models only, and DIR/edges.csv (parent_id,
child_id, relation); prints a line a row of each view of families, its name
first, tab-separated: model_families, descendants (of model_details),
family_ranking, org_family_ranking, family_monthly, org_family_monthly and
builder_ranking. Shares no code with the extension: depths by a search from each
root, descendants by one from each model.
"""
import csv
import datetime
import sys
from collections import defaultdict, deque
from math import fsum

RELATIONS = ('finetune', 'adapter', 'merge', 'quantized', 'unknown')
KEPT = 64


def rows(name):
    with open(f'{sys.argv[1]}/{name}.csv', newline='') as file:
        yield from csv.reader(file)


def show(*fields):
    print(*('' if f is None else repr(f) if isinstance(f, float) else f for f in fields), sep='\t')


class Model:
    def __init__(self, row):
        self.id = int(row[0])
        self.name = row[1]
        self.author = int(row[2]) if row[2] else None
        self.author_name = row[3]
        self.downloads = int(row[4] or 0)
        self.likes = int(row[5] or 0)
        self.influence = float(row[6] or 0)
        self.created = float(row[7]) if row[7] else None
        self.month = None
        if self.created is not None:
            when = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=self.created)
            self.month = when.strftime('%Y-%m-01')


def reached(start, links):
    """All that can be reached, with its distance."""
    distance, queue = {start: 0}, deque([start])
    while queue:
        v = queue.popleft()
        for to in links.get(v, ()):
            if to not in distance:
                distance[to] = distance[v] + 1
                queue.append(to)
    return distance


def main():
    models = {m.id: m for m in map(Model, rows('models'))}
    parents, children, relation = defaultdict(list), defaultdict(list), {}
    for parent, child, how in rows('edges'):
        parent, child = int(parent), int(child)
        if parent in models and child in models:
            parents[child].append(parent)
            children[parent].append(child)
            relation[parent, child] = how
    related = [v for v in models if v in parents or v in children]

    below = {v: reached(v, children) for v in related if v in children}
    cycle = {}  # model -> the models that are its ancestors and descendants, and itself
    for v in related:
        cycle[v] = frozenset([v] + [w for w in below.get(v, ()) if v in below.get(w, ())])

    def entering(models_of_cycle):
        return [p for v in models_of_cycle for p in parents.get(v, ()) if p not in models_of_cycle]

    shares = {}  # frozenset -> {root, or None: share}
    stack = [cycle[v] for v in related]
    while stack:
        c = stack[-1]
        if c in shares:
            stack.pop()
            continue
        wanted = [cycle[p] for p in entering(c) if cycle[p] not in shares]
        if wanted:
            stack += wanted
            continue
        stack.pop()
        above = entering(c)
        if not above:
            first = min(c, key=lambda v: (models[v].created is None, models[v].created, v))
            shares[c] = {first: 1.0}
            continue
        terms = defaultdict(list)
        for p in above:
            for root, share in shares[cycle[p]].items():
                terms[root].append(share)
        means = {root: fsum(t) / len(above) for root, t in terms.items() if root is not None}
        kept = sorted(means, key=lambda root: (-means[root], root))
        others = fsum([means[r] for r in kept[KEPT:]] + [t / len(above) for t in terms.get(None, ())])
        shares[c] = {root: means[root] for root in kept[:KEPT]}
        if others > 0:
            shares[c][None] = others

    family = {}  # model -> {root: (share, depth, relation)}
    for v in related:
        family[v] = {}
        for root, share in shares[cycle[v]].items():
            depth = how = None
            if root is not None:
                depth = below[root][v] if root in below else 0
                nearer = [p for p in parents.get(v, ()) if depth > 0 and below[root].get(p) == depth - 1]
                how = relation[min(nearer), v] if nearer else None
            family[v][root] = (share, depth, how)
    for v in models:
        for root, (share, depth, how) in family.get(v, {v: (1.0, 0, None)}).items():
            show('model_families', v, root, share, depth, how)
        show('descendants', v, len(below[v]) - 1 if v in below else 0)

    def total(key, counted):
        """counted: (model, share, depth, relation)"""
        own = [models[v] for v, *_ in counted]
        by = [(models[v], share) for v, share, *_ in counted]
        return [len(counted), fsum(s for _, s in by)] + \
            [sum(how == r for *_, how in counted) for r in RELATIONS] + \
            [max(d for _, _, d, _ in counted)] + key + \
            [sum(m.downloads for m in own), sum(m.likes for m in own), fsum(m.influence for m in own),
             fsum(s * m.downloads for m, s in by), fsum(s * m.likes for m, s in by), fsum(s * m.influence for m, s in by)]

    def ranked(view, totals):
        """totals: id -> (columns before, total, columns behind)"""
        order = sorted(totals, key=lambda i: (-totals[i][1][0], -totals[i][1][1], i))
        for rank, i in enumerate(order, 1):
            show(view, rank, i, *totals[i][0], *totals[i][1], *totals[i][2])

    def nearest(entries):
        entries = sorted(entries, key=lambda e: e[1])
        return entries[0][1], entries[0][2]

    derived = defaultdict(int)
    groups = {'family': defaultdict(list), 'org_family': defaultdict(list)}
    roots_of = defaultdict(set)
    builders = defaultdict(list)
    for v, roots in family.items():
        own = models[v]
        if v in roots:
            continue
        derived[own.month] += 1
        by_author = defaultdict(list)
        of_others = []
        for root, entry in sorted(roots.items(), key=lambda e: (e[0] is None, -e[1][0], e[0])):
            if root is None:
                continue
            groups['family'][root].append((v, *entry))
            if models[root].author is not None:
                by_author[models[root].author].append(entry)
                roots_of[models[root].author].add(root)
            if own.author is not None and models[root].author != own.author:
                of_others.append((root, *entry))
        for author, entries in by_author.items():
            groups['org_family'][author].append((v, fsum(e[0] for e in entries), *nearest(entries)))
        if of_others:
            builders[own.author].append((v, of_others))

    def author_of(kind, i):
        return models[i].author if kind == 'family' else i

    for kind, by_group in groups.items():
        totals = {}
        for i, counted in by_group.items():
            authors = {models[v].author for v, *_ in counted} - {None, author_of(kind, i)}
            before = [] if kind == 'family' else [len(roots_of[i])]
            totals[i] = (before, total([len(authors)], counted), [])
            months = defaultdict(list)
            for v, share, *_ in counted:
                if models[v].month:
                    months[models[v].month].append(share)
            for month, by in months.items():
                show(kind + '_monthly', i, month, len(by), fsum(by), fsum(by) / derived[month])
        ranked(kind + '_ranking', totals)

    def top(sums, name):
        return '{' + ','.join(name(i) for i in sorted(sums, key=lambda i: (-sums[i], i))[:10]) + '}' if sums else None

    author_name = {m.author: m.author_name for m in models.values()}
    totals = {}
    for author, built in builders.items():
        counted, on_root, on_author = [], defaultdict(list), defaultdict(list)
        for v, entries in built:
            counted.append((v, fsum(e[1] for e in entries), *nearest([e[1:] for e in entries])))
            for root, share, *_ in entries:
                on_root[root].append(share)
                if models[root].author is not None:
                    on_author[models[root].author].append(share)
        tops = [top({i: fsum(t) for i, t in on_root.items()}, lambda i: models[i].name),
                top({i: fsum(t) for i, t in on_author.items()}, lambda i: author_name[i])]
        totals[author] = ([], total([len(on_root), len(on_author)], counted), tops)
    ranked('builder_ranking', totals)


main()
