"""The data of a site of files: about each thing, each graph in full, the texts, the answers to the public questions."""

from __future__ import annotations

from pyoxigraph import NamedNode

from graf import resources
from graf.publish.producer import Files
from graf.publish.things import things
from graf.query import canned, formats
from graf.render.pages import FILED
from graf.render.sheets_questions import answer
from graf.render.site import Site
from graf.store.release import TEXT
from graf.views import description


def data(site: Site) -> Files:
    """Every data file but the dumps."""
    source = site.source("sv")
    for kind, key in things(site):
        node, path = source.node(kind, key), f"res/{kind}/{key}"
        triples = description.describe(source, node, site.publication.licence)
        for suffix in FILED:
            if suffix in description.FORMATS:
                yield f"{path}.{suffix}", description.write(triples, suffix)
        yield f"{path}.csv", description.table(source, node).encode()
    for graph in sorted(site.manifest["graphs"]):
        if graph.startswith(f"{site.base}/graph/"):
            body = description.graph(source, NamedNode(graph), "ttl")
            yield f"{graph[len(site.base) + 1 :]}.ttl", body or b""
    for text in sorted(site.texts):
        yield f"res/text/{text}", (site.release / TEXT / text).read_bytes()
    for question in canned.load(resources.queries()):
        rows = answer(site, question, {})
        for suffix in ("csv", "json"):
            yield f"queries/{question.name}.{suffix}", formats.render(rows, suffix).encode()


def count(site: Site) -> int:
    """How many data files there are."""
    return len(things(site)) * (len(FILED) - 1) + len(site.manifest["graphs"]) + len(site.texts)
