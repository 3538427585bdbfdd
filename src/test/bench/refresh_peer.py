"""The natural Python pipeline, against which llmeco_refresh() is measured.

refresh_peer.py URL         walks the listing from URL by its Link headers and
                            upserts every page into llmeco's tables
refresh_peer.py URL pages   only takes the pages and throws them away

A session that keeps its connection and takes gzip, json, execute_values for
each table of a page, a commit per page; the keys of the authors and models
that it saw are kept in dictionaries. Prints the seconds from the first request
to the last commit, and the processor seconds of client and server. The server
is that of the PG* variables.
"""
import json
import os
import sys
import time

import psycopg2
import requests
from psycopg2.extras import execute_values

LANGUAGES = {"en", "zh", "fr", "de", "es", "ja", "ko", "ru", "multilingual"}
RELATIONS = {"finetune", "adapter", "merge", "quantized"}
# Rows a statement; execute_values' own default of 100 is no faster.
PAGE_SIZE = 1000
GATED = {False: "no", "auto": "auto", "manual": "manual"}

UPSERT_MODELS = """
    INSERT INTO llmeco.models (hub_id, name, author_id, downloads,
        downloads_all_time, likes, parameters, trending_score, created_at,
        modified_at, task, library, license, gated, languages, tags, sha,
        fetched_at)
    VALUES %s
    ON CONFLICT (hub_id) DO UPDATE SET
        name = EXCLUDED.name, author_id = EXCLUDED.author_id,
        downloads = EXCLUDED.downloads,
        downloads_all_time = EXCLUDED.downloads_all_time,
        likes = EXCLUDED.likes, parameters = EXCLUDED.parameters,
        trending_score = EXCLUDED.trending_score,
        created_at = EXCLUDED.created_at, modified_at = EXCLUDED.modified_at,
        task = EXCLUDED.task, library = EXCLUDED.library,
        license = EXCLUDED.license, gated = EXCLUDED.gated,
        languages = EXCLUDED.languages, tags = EXCLUDED.tags,
        sha = EXCLUDED.sha,
        fetched_at = EXCLUDED.fetched_at
    RETURNING name, model_id"""
MODEL_ROW = "(" + "%s, " * 17 + "now())"


def pages(url):
    """The bodies of all pages of a listing."""
    with requests.Session() as session:
        while url:
            answer = session.get(url, timeout=60)
            answer.raise_for_status()
            yield answer.content
            url = answer.links.get("next", {}).get("url")


def owner(name):
    return name.split("/")[0] if "/" in name else None


def parents_of(model):
    """(name, _id or None, relation, provenance) of each parent."""
    base = model.get("baseModels")
    if base:
        return [(parent["id"], parent.get("_id"), base["relation"], "hub")
                for parent in base["models"]]
    found = {}
    for tag in model["tags"]:
        if tag.startswith("base_model:"):
            relation, _, name = tag[len("base_model:"):].partition(":")
            if relation in RELATIONS:
                found[name] = relation
            else:
                found.setdefault(relation, "unknown")
    return [(name, None, relation, "tag") for name, relation in found.items()]


class Pipeline:
    def __init__(self, connection):
        self.connection = connection
        self.cursor = connection.cursor()
        self.authors = {}
        self.models = {}
        # Stubs that are known by name only
        self.cursor.execute("SELECT name FROM llmeco.models WHERE hub_id IS NULL")
        self.nameless = {name for name, in self.cursor}

    def add_authors(self, names):
        missing = sorted(name for name in names if name not in self.authors)
        if not missing:
            return
        execute_values(self.cursor, """
            INSERT INTO llmeco.authors (name) VALUES %s
            ON CONFLICT (name) DO NOTHING""",
                       [(name,) for name in missing], page_size=PAGE_SIZE)
        self.cursor.execute("""
            SELECT name, author_id FROM llmeco.authors WHERE name = ANY (%s)""",
                            (missing,))
        self.authors.update(self.cursor.fetchall())

    def identify(self, named):
        """Gives stubs that were known by name only their _id."""
        known = [(name, hub_id) for name, hub_id in named.items()
                 if hub_id and name in self.nameless]
        if not known:
            return
        execute_values(self.cursor, """
            UPDATE llmeco.models m SET hub_id = v.hub_id
              FROM (VALUES %s) v (name, hub_id)
             WHERE m.name = v.name AND m.hub_id IS NULL""",
                       known, page_size=PAGE_SIZE)
        self.nameless.difference_update(name for name, _ in known)

    def add_stubs(self, stubs):
        missing = {name: hub_id for name, hub_id in stubs.items()
                   if name not in self.models}
        if not missing:
            return
        execute_values(self.cursor, """
            INSERT INTO llmeco.models (hub_id, name, author_id) VALUES %s
            ON CONFLICT DO NOTHING""",
                       [(hub_id, name, self.authors.get(owner(name)))
                        for name, hub_id in missing.items()], page_size=PAGE_SIZE)
        self.nameless.update(name for name, hub_id in missing.items() if not hub_id)
        self.cursor.execute("""
            SELECT name, model_id FROM llmeco.models WHERE name = ANY (%s)""",
                            (list(missing),))
        self.models.update(self.cursor.fetchall())

    def model_row(self, model):
        tags = model["tags"]
        created = model["createdAt"]
        licenses = [tag[8:] for tag in tags if tag.startswith("license:")]
        return (model["_id"], model["id"], self.authors.get(owner(model["id"])),
                model["downloads"], model.get("downloadsAllTime"), model["likes"],
                (model.get("safetensors") or {}).get("total"),
                model.get("trendingScore"),
                None if created.startswith("2022-03-02") else created,
                model.get("lastModified"), model.get("pipeline_tag"),
                model.get("library_name"), licenses[0] if licenses else None,
                GATED[model["gated"]],
                [tag for tag in tags if tag in LANGUAGES], tags, model.get("sha"))

    def store(self, page):
        parents = {model["id"]: parents_of(model) for model in page}
        named = {}
        for found in parents.values():
            for name, hub_id, _, _ in found:
                named[name] = named.get(name) or hub_id
        names = {owner(model["id"]) for model in page} | {owner(name) for name in named}
        self.add_authors(names - {None})
        self.identify({**named, **{model["id"]: model["_id"] for model in page}})
        self.models.update(execute_values(
            self.cursor, UPSERT_MODELS, [self.model_row(model) for model in page],
            template=MODEL_ROW, page_size=PAGE_SIZE, fetch=True))
        self.add_stubs(named)
        edges = [(self.models[name], self.models[child], relation, provenance)
                 for child, found in parents.items()
                 for name, _, relation, provenance in found]
        if edges:
            execute_values(self.cursor, """
                INSERT INTO llmeco.model_edges (parent_id, child_id, relation, provenance)
                VALUES %s
                ON CONFLICT (parent_id, child_id) DO UPDATE SET
                    relation = EXCLUDED.relation, provenance = EXCLUDED.provenance""",
                           edges, page_size=PAGE_SIZE)
        self.connection.commit()


def server_seconds(cursor):
    """Processor seconds of the backend so far."""
    cursor.execute("SELECT pg_catalog.pg_read_file('/proc/self/stat')")
    fields = cursor.fetchone()[0].rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    url = sys.argv[1]
    if sys.argv[2:] == ["pages"]:
        started = time.monotonic()
        for _ in pages(url):
            pass
        print("%.3f" % (time.monotonic() - started))
        return
    connection = psycopg2.connect("")
    started = time.monotonic()
    pipeline = Pipeline(connection)
    for body in pages(url):
        pipeline.store(json.loads(body))
    print("%.3f\t%.2f" % (time.monotonic() - started,
                          time.process_time() + server_seconds(connection.cursor())))


main()
