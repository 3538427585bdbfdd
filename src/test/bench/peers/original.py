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


def mean(graph, neighbours):
    return sum(weight * graph.nodes[v]["influence"] for v, weight in neighbours) / max(1, len(neighbours))


def score(graph):
    """Scores are attributes of the nodes, as the original kept them."""
    for v in graph.nodes:
        node = graph.nodes[v]
        node["self"] = node["influence"] = self_influence(node)
    for _ in range(peer.MAX_ITER):
        scores = {}
        for v in graph.nodes:
            node = graph.nodes[v]
            node["child"] = mean(graph, graph.children_of(v))
            node["parent"] = mean(graph, graph.parents_of(v))
            scores[v] = peer.ALPHA[0] * node["self"] + peer.ALPHA[1] * node["child"] + peer.ALPHA[2] * node["parent"]
        change = sum(abs(scores[v] - graph.nodes[v]["influence"]) for v in graph.nodes)
        for v in graph.nodes:
            graph.nodes[v]["influence"] = scores[v]
        if change < peer.TOL:
            break


def job(connection):
    cursor = connection.cursor()
    graph = GRAPHS[sys.argv[1]]()
    read_graph(cursor, graph)
    score(graph)

    def store():
        rows = io.StringIO()
        for v in graph.nodes:
            node = graph.nodes[v]
            rows.write("%d\t%r\t%r\t%r\t%r\n" % (v, node["self"], node["child"], node["parent"], node["influence"]))
        rows.seek(0)
        cursor.copy_expert("COPY bench.original_%s FROM STDIN" % sys.argv[1], rows)

    return store


peer.measure("original_" + sys.argv[1], job)
