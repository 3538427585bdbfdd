"""What a file of Hub models should give, computed without llmeco's code.

usage: ecosystem.py MODELS.jsonl AS_OF < SPACES

Reads the file itself: models, derivations, stubs, and every model's influence
as original.md defines it with the default parameters. AS_OF is a Unix time in
seconds. SPACES on standard input: lines 'model<TAB>likes<TAB>created' (Unix
seconds or empty), one a Space and model; empty where no Spaces were loaded.

Prints 'count<TAB>KEY<TAB>N' lines, then 'model<TAB>NAME<TAB>self<TAB>total'.
"""
import collections
import datetime
import json
import math
import sys

ALPHA, W, LAMBDA = (0.6, 0.3, 0.1), (0.2, 0.4, 0.2, 0.2), 0.001
RELATIONS = ("finetune", "adapter", "merge", "quantized")


def parents_of(item):
    """{parent: relation} from baseModels and the tags. Names that only tags have are old names of
    parents that only baseModels has, if there are enough of these; else they are parents too."""
    found, tagged = {}, set()
    base = item.get("baseModels")
    if base:
        for parent in base["models"]:
            found[parent["id"]] = base.get("relation") or "unknown"
    named = set(found)
    for tag in item.get("tags", []):
        if not tag.startswith("base_model:"):
            continue
        relation, _, name = tag[len("base_model:"):].rpartition(":")
        tagged.add(name)
        if found.get(name, "unknown") == "unknown":
            found[name] = relation if relation in RELATIONS else "unknown"
    tagged.discard(item["id"])
    if len(tagged - named) <= len(named - tagged - {item["id"]}):
        found = {p: r for p, r in found.items() if p in named}
    return {p: r for p, r in found.items() if p != item["id"]}


def seconds(text):
    when = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return None if when < datetime.datetime(2022, 3, 3, tzinfo=datetime.timezone.utc) else when.timestamp()


def days(as_of, created):
    return max(0, math.floor((as_of - created) / 86400))


def main():
    as_of = float(sys.argv[2])
    items = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    items.sort(key=lambda i: i["createdAt"], reverse=True)  # stable: the file's order within a second
    models, alias = {}, {}  # by _id, first wins; name -> _id
    for item in items:
        models.setdefault(item["_id"], item)
        alias[item["id"]] = item["_id"]
    names = {key: item["id"] for key, item in models.items()}

    edges = {}  # (parent, child) -> relation, by name
    for key, item in models.items():
        for parent, relation in parents_of(item).items():
            parent = names[alias[parent]] if parent in alias else parent
            if parent != item["id"]:
                edges[parent, item["id"]] = relation
    stubs = {p for p, _ in edges} - set(names.values())
    count = collections.Counter(edges.values())
    print("count\tmodels\t%d" % len(models))
    print("count\tstubs\t%d" % len(stubs))
    print("count\tedges\t%d" % len(edges))
    print("count\tparents\t%d" % len({p for p, _ in edges}))
    for relation in RELATIONS + ("unknown",):
        print("count\t%s\t%d" % (relation, count[relation]))

    spaces = collections.Counter()
    for line in sys.stdin:
        name, likes, created = line.rstrip("\n").split("\t")
        if created:
            spaces[name] += int(likes or 0) * math.exp(-LAMBDA * days(as_of, float(created)))
    own = dict.fromkeys(stubs, 0.0)
    for item in models.values():
        created = seconds(item["createdAt"])
        own[item["id"]] = (
            W[0] * math.log(max(item["downloads"], 1)) + W[1] * item["likes"]
            + W[3] * (0 if created is None else math.exp(-LAMBDA * days(as_of, created))))
    for name in own:
        own[name] += W[2] * spaces[name]

    children, parents = collections.defaultdict(list), collections.defaultdict(list)
    for parent, child in edges:
        children[parent].append(child)
        parents[child].append(parent)

    def mean(score, of):
        return math.fsum(score[n] for n in of) / max(1, len(of))

    score = dict(own)
    for _ in range(100):
        new = {n: ALPHA[0] * own[n] + ALPHA[1] * mean(score, children[n]) + ALPHA[2] * mean(score, parents[n])
               for n in own}
        change = math.fsum(abs(new[n] - score[n]) for n in own)
        score = new
        if change < 1e-6:
            break
    for name in own:
        print("model\t%s\t%.17g\t%.17g" % (name, own[name], score[name]))


main()
