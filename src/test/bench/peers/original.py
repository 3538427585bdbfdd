"""The original's algorithm: attributes in dictionaries, Python loops over nodes and neighbours.

usage: original.py dict|networkx RUNS
"""
import io
import math
import sys

import networkx

import peer


class DictGraph:
    """The least that a graph can be in Python."""

    def __init__(self):
        self.nodes, self.children, self.parents = {}, {}, {}

    def add_node(self, v, **attributes):
        self.nodes[v] = attributes
        self.children[v], self.parents[v] = {}, {}

    def add_edge(self, parent, child, weight):
        self.children[parent][child] = weight
        self.parents[child][parent] = weight

    def children_of(self, v):
        return self.children[v].items()

    def parents_of(self, v):
        return self.parents[v].items()


class NetworkxGraph(networkx.DiGraph):
    """networkx, asked as the original asked its graph library."""

    def children_of(self, v):
        return [(child, self[v][child].get("weight", 1)) for child in self.successors(v)]

    def parents_of(self, v):
        return [(parent, self[parent][v].get("weight", 1)) for parent in self.predecessors(v)]


GRAPHS = {"dict": DictGraph, "networkx": NetworkxGraph}


def decay(created):
    return 0.0 if created is None else math.exp(-peer.LAMBDA * max(0, (peer.AS_OF - created).days))


def read_graph(cursor, graph):
    cursor.execute("SELECT model_id, downloads, likes, created_at FROM llmeco.models")
    for model_id, downloads, likes, created in cursor:
        graph.add_node(model_id, downloads=downloads or 0, likes=likes or 0, created=created, spaces=[])
    cursor.execute("SELECT parent_id, child_id, weight FROM llmeco.model_edges")
    for parent, child, weight in cursor:
        graph.add_edge(parent, child, weight=weight)
    cursor.execute("SELECT model_id, likes, created_at FROM llmeco.space_models JOIN llmeco.spaces USING (space_id)")
    for model_id, likes, created in cursor:
        graph.nodes[model_id]["spaces"].append((likes or 0, created))


def self_influence(node):
    spaces = sum(likes * decay(created) for likes, created in node["spaces"])
    return (peer.W[0] * math.log(max(node["downloads"], 1)) + peer.W[1] * node["likes"] + peer.W[2] * spaces
            + peer.W[3] * decay(node["created"]))


def mean(neighbours, influence):
    return sum(weight * influence[v] for v, weight in neighbours) / max(1, len(neighbours))


def score(graph):
    own = {v: self_influence(graph.nodes[v]) for v in graph.nodes}
    influence = own
    for _ in range(peer.MAX_ITER):
        old = influence
        influence, of_children, of_parents = {}, {}, {}
        for v in graph.nodes:
            of_children[v] = mean(graph.children_of(v), old)
            of_parents[v] = mean(graph.parents_of(v), old)
            influence[v] = peer.ALPHA[0] * own[v] + peer.ALPHA[1] * of_children[v] + peer.ALPHA[2] * of_parents[v]
        if sum(abs(influence[v] - old[v]) for v in graph.nodes) < peer.TOL:
            break
    return own, of_children, of_parents, influence


def job(connection):
    cursor = connection.cursor()
    graph = GRAPHS[sys.argv[1]]()
    read_graph(cursor, graph)
    results = score(graph)
    rows = io.StringIO()
    for v in graph.nodes:
        rows.write("%d\t%r\t%r\t%r\t%r\n" % (v, *(result[v] for result in results)))
    rows.seek(0)
    cursor.copy_expert("COPY bench.original_%s FROM STDIN" % sys.argv[1], rows)


peer.measure("original_" + sys.argv[1], job)
