"""Whether a release is what its digest says, and whether what it says can be looked up in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store

from graf.issues import NOTE, Issue
from graf.store.counts import count_kinds, graph_digests
from graf.store.embedded import holds_union, open_read_only
from graf.store.release import MANIFEST, STORE, TEXT, manifest_digest, read_manifest

_QUOTES = """
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?text ?start ?end ?exact WHERE {
  ?passage oa:hasSource ?text ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end ; oa:exact ?exact .
}"""
_WITHOUT_PASSAGE = """
PREFIX graf: <https://w3id.org/graf/ns/>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?reading WHERE {
  ?reading a graf:Reading
  FILTER NOT EXISTS { ?reading oa:hasTarget/oa:hasSelector/oa:exact ?exact }
}"""


def verify(release: Path) -> list[Issue]:
    """What is wrong with a release; nothing, where it is whole.

    Recomputes the digest from the store and the manifest, and checks that every text is the one that its name says,
    that every quote stands in its text where the reading says, and that there is no blank node. Raises `UsageError`
    where the folder is no release.
    """
    manifest = read_manifest(release)
    store = open_read_only(release / STORE)
    return [Issue(MANIFEST, NOTE, reason) for reason in _wrong(release, manifest, store)]


def _wrong(release: Path, manifest: dict[str, object], store: Store) -> Iterator[str]:
    stated = manifest["graphs"]
    assert isinstance(stated, dict)
    found = graph_digests(store)
    for graph in sorted(stated.keys() | found.keys()):
        if stated.get(graph) != found.get(graph):
            yield f"graph {graph} is not the one that the manifest names"
    if manifest.get("counts") != count_kinds(store):
        yield "the counts are not those that the manifest names"
    digest = manifest_digest(manifest)
    if manifest["digest"] != digest:
        yield f"the digest is {digest}, the manifest says {manifest['digest']}"
    if release.resolve().name != manifest["digest"]:
        yield f"the folder is named {release.resolve().name}, the manifest says {manifest['digest']}"
    if any(isinstance(term, BlankNode) for quad in store for term in (quad.subject, quad.object, quad.graph_name)):
        yield "there is a blank node"
    texts: dict[str, str] = {}
    for file in sorted((release / TEXT).glob("*.txt")):
        content = file.read_bytes()
        if not hashlib.sha256(content).hexdigest().startswith(file.stem):
            yield f"{file.name} is not the text that its name says"
        texts[file.stem] = content.decode("utf-8")
    yield from _wrong_quotes(store, texts)


def _wrong_quotes(store: Store, texts: dict[str, str]) -> Iterator[str]:
    quotes = store.query(_QUOTES, use_default_graph_as_union=not holds_union(store))
    assert isinstance(quotes, QuerySolutions)
    for text, start, end, exact in quotes:
        assert isinstance(text, NamedNode)
        assert isinstance(start, Literal)
        assert isinstance(end, Literal)
        assert isinstance(exact, Literal)
        name = text.value.rsplit("/", 1)[1]
        if texts.get(name, "")[int(start.value) : int(end.value)] != exact.value:
            yield f"a quote does not stand in {name}.txt at {start.value}–{end.value}"
    readings = store.query(_WITHOUT_PASSAGE, use_default_graph_as_union=not holds_union(store))
    assert isinstance(readings, QuerySolutions)
    for (reading,) in readings:
        yield f"{reading} has no passage"
