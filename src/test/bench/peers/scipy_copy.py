"""scipy.sparse, with binary COPY both ways: the fastest way in Python that is known to us."""
import io

import numpy as np
from scipy.sparse import csr_matrix

import peer

# Times are microseconds since 2000; an unknown one comes as 'infinity'.
UNKNOWN = np.iinfo(np.int64).max
AS_OF = int((peer.AS_OF.timestamp() - 946684800) * 1e6)
DAY = 86400 * 10**6

MODELS = "SELECT model_id, coalesce(downloads, 0), coalesce(likes, 0), coalesce(created_at, 'infinity') FROM llmeco.models"
EDGES = "SELECT parent_id, child_id, weight FROM llmeco.model_edges"
SPACES = "SELECT space_id, coalesce(likes, 0), coalesce(created_at, 'infinity') FROM llmeco.spaces"
LINKS = "SELECT space_id, model_id FROM llmeco.space_models"


def row(types):
    """The layout of one row in binary COPY: number of columns, then length and value of each."""
    fields = [("columns", ">i2")]
    for i, kind in enumerate(types):
        fields += [("length%d" % i, ">i4"), ("c%d" % i, kind)]
    return np.dtype(fields)


def read(cursor, query, *types):
    """The columns of a query, none of them null, as arrays."""
    data = io.BytesIO()
    cursor.copy_expert("COPY (%s) TO STDOUT (FORMAT binary)" % query, data)
    rows = np.frombuffer(data.getbuffer()[19:-2], dtype=row(types))
    return [rows["c%d" % i].astype(kind[1:]) for i, kind in enumerate(types)]


def write(cursor, table, *columns):
    types = [">i8"] + [">f8"] * (len(columns) - 1)
    rows = np.empty(len(columns[0]), dtype=row(types))
    rows["columns"] = len(columns)
    for i, values in enumerate(columns):
        rows["length%d" % i] = 8
        rows["c%d" % i] = values
    data = io.BytesIO(b"PGCOPY\n\xff\r\n\0" + bytes(8) + rows.tobytes() + b"\xff\xff")
    cursor.copy_expert("COPY %s FROM STDIN (FORMAT binary)" % table, data, 1 << 20)


def positions(keys, wanted):
    """Where each wanted key is in keys, whose range is small."""
    least = keys.min()
    table = np.full(keys.max() - least + 1, -1, dtype=np.int32)
    table[keys - least] = np.arange(len(keys), dtype=np.int32)
    return table[wanted - least]


def decay(created):
    days = np.maximum(0, (AS_OF - np.minimum(created, AS_OF)) // DAY)
    return np.where(created == UNKNOWN, 0.0, np.exp(-peer.LAMBDA * days))


def job(connection):
    cursor = connection.cursor()
    key, downloads, likes, created = read(cursor, MODELS, ">i8", ">i8", ">i8", ">i8")
    parent_key, child_key, weight = read(cursor, EDGES, ">i8", ">i8", ">f8")
    space_key, space_likes, space_created = read(cursor, SPACES, ">i8", ">i8", ">i8")
    link_space, link_model = read(cursor, LINKS, ">i8", ">i8")

    n = len(key)
    spaces = np.zeros(n)
    if len(link_space) > 0:
        value = (space_likes * decay(space_created))[positions(space_key, link_space)]
        spaces = np.bincount(positions(key, link_model), value, n)
    own = (peer.W[0] * np.log(np.maximum(downloads, 1)) + peer.W[1] * likes + peer.W[2] * spaces
           + peer.W[3] * decay(created))

    parent, child = positions(key, parent_key), positions(key, child_key)
    of_children = csr_matrix((weight / np.bincount(parent, minlength=n)[parent], (parent, child)), (n, n))
    of_parents = csr_matrix((weight / np.bincount(child, minlength=n)[child], (child, parent)), (n, n))
    both = peer.ALPHA[1] * of_children + peer.ALPHA[2] * of_parents
    base = peer.ALPHA[0] * own
    score = own
    for _ in range(peer.MAX_ITER):
        old = score
        score = both @ old
        score += base
        if np.abs(score - old).sum() < peer.TOL:
            break
    write(cursor, "bench.scipy", key, own, of_children @ old, of_parents @ old, score)


peer.measure("scipy", job)
