"""A release is whole or not there, and its digest says what it holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from graf.issues import UsageError
from graf.rdf.vocab import GRAF, OA, RDF, XSD
from graf.store.counts import count_kinds, graph_digests
from graf.store.embedded import open_read_only, write_new
from graf.store.release import (
    CURRENT,
    MANIFEST,
    RELEASES,
    STORE,
    TEXT,
    building,
    finish,
    manifest_digest,
    read_manifest,
)
from graf.store.verify import verify
from tests.store.memory import in_memory

BASE = "https://example.org/norrdal"
PUBLISHED = "Minnesanteckningar\natt lägga till handlingarna\n"
CHECKSUM = hashlib.sha256(PUBLISHED.encode()).hexdigest()[:16]


def node(name: str) -> NamedNode:
    return NamedNode(f"{BASE}/id/{name}")


def quads(quote: str = "att lägga till handlingarna", start: int = 19) -> list[Quad]:
    """One document, one decision, and where it stands."""
    doc, evidence = (NamedNode(f"{BASE}/graph/{name}/k") for name in ("doc", "evidence"))
    end = start + len(quote)
    return [
        Quad(node("document/k"), GRAF.documents, node("meeting/m"), doc),
        Quad(node("meeting/m"), RDF.type, GRAF.Meeting, doc),
        Quad(node("decision/d"), RDF.type, GRAF.Decision, doc),
        Quad(node("reading/r"), RDF.type, GRAF.Reading, evidence),
        Quad(node("reading/r"), OA.hasBody, node("decision/d"), evidence),
        Quad(node("reading/r"), OA.hasTarget, node("evidence/e"), evidence),
        Quad(node("evidence/e"), OA.hasSource, NamedNode(f"{BASE}/res/text/{CHECKSUM}"), evidence),
        Quad(node("evidence/e"), OA.hasSelector, node("selector/e"), evidence),
        Quad(node("selector/e"), OA.start, Literal(str(start), datatype=XSD.integer), evidence),
        Quad(node("selector/e"), OA.end, Literal(str(end), datatype=XSD.integer), evidence),
        Quad(node("selector/e"), OA.exact, Literal(quote), evidence),
    ]


def make(out: Path, content: Iterable[Quad], **more: Any) -> Path:
    """A release of some quads."""
    with building(out) as folder:
        store = write_new(folder / STORE, content)
        manifest = {"counts": count_kinds(store), "graphs": graph_digests(store), "issues": [], **more}
        del store
        (folder / TEXT).mkdir()
        (folder / TEXT / f"{CHECKSUM}.txt").write_bytes(PUBLISHED.encode())
        return finish(folder, out, manifest)


def test_a_release_is_read_as_it_was_written(tmp_path: Path) -> None:
    """`current` leads to the release, by a relative link that survives moving the folder, and it verifies."""
    release = make(tmp_path, quads())
    assert (tmp_path / CURRENT).resolve() == release
    assert not (tmp_path / CURRENT).readlink().is_absolute()
    assert len(open_read_only(tmp_path / CURRENT / STORE)) == len(quads())
    assert read_manifest(release)["counts"]["decisions"] == 1
    assert verify(release) == verify(tmp_path / CURRENT) == []


def test_the_order_of_quads_and_the_timings_do_not_change_the_digest(tmp_path: Path) -> None:
    """Two builds of one input are one release, however long they took."""
    one = make(tmp_path, quads(), timings={"seconds": 1}, code="a")
    other = make(tmp_path, reversed([*quads(), *quads()]), timings={"seconds": 2}, code="b")
    assert one == other
    assert read_manifest(one)["timings"] == {"seconds": 1}
    assert len(list((tmp_path / RELEASES).iterdir())) == 1


@pytest.mark.parametrize("change", [{"issues": ["x"]}, {"inputs": {"a": "1"}}])
def test_anything_else_changes_it(tmp_path: Path, change: dict[str, Any]) -> None:
    """What a release was made from, and what it could not settle, are part of it."""
    first = make(tmp_path, quads())
    assert make(tmp_path, quads(), **change) != first
    assert make(tmp_path, quads()[1:]) != first
    assert len(list((tmp_path / RELEASES).iterdir())) == 3


def test_a_failed_build_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """An error on the way leaves no half release and `current` where it was."""
    release = make(tmp_path, quads())
    before = sorted(tmp_path.iterdir())

    def broken() -> Iterable[Quad]:
        yield from quads()
        raise RuntimeError("planted")

    with pytest.raises(RuntimeError, match="planted"):
        make(tmp_path, broken())
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / CURRENT).resolve() == release


def test_a_release_cannot_be_written_to(tmp_path: Path) -> None:
    """Nobody writes through a store that the server opens."""
    store = open_read_only(make(tmp_path, quads()) / STORE)
    with pytest.raises(RuntimeError, match="read-write"):
        store.add(quads()[0])


def test_changes_behind_its_back_are_found(tmp_path: Path) -> None:
    """`graf check` names a changed store, text, manifest and a quote that does not stand where it says."""
    release = make(tmp_path, quads())
    store = write_new(release / STORE, [Quad(node("x"), RDF.type, GRAF.Decision, NamedNode(f"{BASE}/graph/doc/k"))])
    del store
    (release / TEXT / f"{CHECKSUM}.txt").write_text("something else")
    manifest = json.loads((release / MANIFEST).read_text())
    (release / MANIFEST).write_text(json.dumps({**manifest, "issues": ["gone"]}))
    reasons = " | ".join(issue.reason for issue in verify(release))
    for expected in ("/graph/doc/k is not", "the counts", "the digest is", "is not the text", "does not stand"):
        assert expected in reasons


def test_a_wrong_quote_is_found(tmp_path: Path) -> None:
    """A quote is the text between its positions, to the character."""
    assert [issue.reason for issue in verify(make(tmp_path, quads(start=18)))] == [
        f"a quote does not stand in {CHECKSUM}.txt at 18–45"
    ]


@pytest.mark.parametrize("content", [None, "{", "[]", "{}"])
def test_what_is_no_release_is_refused(tmp_path: Path, content: str | None) -> None:
    """A folder without a manifest, or with a broken one, is named, with what to do."""
    if content is not None:
        (tmp_path / MANIFEST).write_text(content)
    with pytest.raises(UsageError, match="expected"):
        read_manifest(tmp_path)
    with pytest.raises(UsageError, match="expected a store"):
        open_read_only(tmp_path)


def test_a_graphs_digest_is_that_of_its_sorted_lines(tmp_path: Path) -> None:
    """Anyone can recompute it from an N-Quads dump with sort and sha256sum."""
    store = in_memory(quads())
    dump = store.dump(format=RdfFormat.N_QUADS)
    assert dump is not None
    graph = f"{BASE}/graph/doc/k"
    lines = sorted(line + b"\n" for line in dump.split(b"\n") if line.endswith(f"<{graph}> .".encode()))
    assert graph_digests(store)[graph] == {"triples": 3, "sha256": hashlib.sha256(b"".join(lines)).hexdigest()}


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=4))
def test_a_manifests_digest_does_not_depend_on_order(inputs: dict[str, str]) -> None:
    """Keys in another order are the same manifest."""
    turned = dict(reversed(inputs.items()))
    one = {"graphs": {"g": {"sha256": "1"}, "h": {"sha256": "2"}}, "inputs": inputs}
    other = {"inputs": turned, "graphs": {"h": {"sha256": "2"}, "g": {"sha256": "1"}}}
    assert manifest_digest(one) == manifest_digest(other)
