"""Influence by its definition, from CSV files: DIR AS_OF_EPOCH [MAX_ITER].

Reads DIR/models.csv (model_id, downloads, likes, created epoch, removed),
DIR/edges.csv (parent_id, child_id, weight) and DIR/spaces.csv (model_id,
likes, created epoch); prints 'rounds R residual' and, per model that is not
removed, model_id, self, child, parent and total influence, tab-separated.
Removed models take no part. Shares no code with the extension.
"""
import csv
import math
import sys
from collections import defaultdict

ALPHA = (0.6, 0.3, 0.1)
W = (0.2, 0.4, 0.2, 0.2)
LAMBDA = 0.001
TOL = 1e-6


def rows(name):
    with open(f'{sys.argv[1]}/{name}.csv', newline='') as file:
        yield from csv.reader(file)


def fading(created, as_of):
    if not created:
        return 0.0
    return math.exp(-LAMBDA * max(0, math.floor((as_of - float(created)) / 86400)))


def main():
    as_of = float(sys.argv[2])
    max_iter = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    in_spaces = defaultdict(list)
    for model, likes, created in rows('spaces'):
        in_spaces[int(model)].append(int(likes or 0) * fading(created, as_of))
    own = {}
    for model, downloads, likes, created, removed in rows('models'):
        if removed:
            continue
        own[int(model)] = (W[0] * math.log(max(1, int(downloads or 0)))
                           + W[1] * int(likes or 0) + W[3] * fading(created, as_of)
                           + W[2] * math.fsum(in_spaces[int(model)]))
    children = defaultdict(list)
    parents = defaultdict(list)
    for parent, child, weight in rows('edges'):
        if int(parent) not in own or int(child) not in own:
            continue
        children[int(parent)].append((int(child), float(weight)))
        parents[int(child)].append((int(parent), float(weight)))

    total = dict(own)
    for rounds in range(1, max_iter + 1):
        def mean(ends):
            return math.fsum(w * total[m] for m, w in ends) / max(1, len(ends))

        child = {m: mean(children.get(m, ())) for m in own}
        parent = {m: mean(parents.get(m, ())) for m in own}
        new = {m: ALPHA[0] * own[m] + ALPHA[1] * child[m] + ALPHA[2] * parent[m] for m in own}
        change = math.fsum(abs(new[m] - total[m]) for m in own)
        total = new
        if change < TOL:
            break
    print('rounds', rounds, repr(change), sep='\t')
    for m in own:
        print(m, repr(own[m]), repr(child[m]), repr(parent[m]), repr(total[m]), sep='\t')


main()
