"""The feeds of changes and of decisions: each change once, tombstones, nothing that the release does not say."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import feedparser
import pyoxigraph
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad

from graf import resources
from graf.publish import feed
from graf.publish.atom import feed_of
from graf.rdf.files import ontology_quads
from graf.rdf.iris import Iris
from graf.render.site import Site, opened
from graf.serve.app import create_app
from graf.store.counts import count_kinds, graph_digests
from graf.store.embedded import write_new
from graf.store.release import WITHDRAWN, building, finish
from tests.publish import conftest
from tests.publish.conftest import hosted
from tests.serve.server import running

BASE = "https://example.org/norrdal"
LDES = rdflib.Namespace("https://w3id.org/ldes#")
TREE = rdflib.Namespace("https://w3id.org/tree#")
PROV = rdflib.PROV
DELETE = rdflib.URIRef("https://www.w3.org/ns/activitystreams#Delete")
TIMES = ("2026-01-01T10:00:00+00:00", "2026-02-01T10:00:00+00:00", "2026-03-01T10:00:00+00:00")


@dataclass(frozen=True)
class Three:
    """Three releases in a folder: the second renames a body, the third drops a proposal and says when it did."""

    out: Path
    releases: tuple[Path, ...]


@pytest.fixture
def three(root: Path, tmp_path: Path) -> Three:
    """One of everything, three times."""
    trig = (root / "tests/rdf/minimal.trig").read_text(encoding="utf-8")
    quads = [
        *pyoxigraph.parse(trig, format=pyoxigraph.RdfFormat.TRIG),
        *ontology_quads(resources.ontology(), Iris(BASE)),
    ]
    name = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    body = NamedNode(f"{BASE}/id/body/sn")
    graph = NamedNode(f"{BASE}/graph/register")
    named, renamed = (
        [*quads, Quad(body, name, Literal(text, language="sv"), graph)]
        for text in ("Nätverket i Norrdal", "Samverkan i Norrdal")
    )
    lost = f"{BASE}/id/attendance/a1"
    fewer = [one for one in renamed if lost not in (one.subject.value, getattr(one.object, "value", ""))]
    made = [_release(tmp_path, some, when) for some, when in zip((named, renamed, fewer), TIMES, strict=True)]
    return Three(tmp_path, tuple(made))


def _release(out: Path, quads: list[Quad], when: str) -> Path:
    with building(out) as folder:
        store = write_new(folder / "store", quads)
        manifest = {
            "base": BASE,
            "title": {"sv": "Norrdals möten", "en": "Norrdal's meetings"},
            "publisher": "Norrdal",
            "licence": "http://creativecommons.org/publicdomain/zero/1.0/",
            "counts": count_kinds(store),
            "graphs": graph_digests(store),
            "texts": {},
            "issues": [],
            "timings": {"built": when},
        }
        store.flush()
        del store
        return finish(folder, out, manifest)


def _read(site: Site) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path, content in feed.feed(site):
        assert isinstance(content, bytes)
        graph.parse(data=content.decode(), format="turtle", publicID=f"http://site.test/{path}")
    return graph


def _times(graph: rdflib.Graph) -> dict[str, str]:
    return {
        str(graph.value(one, rdflib.DCTERMS.isVersionOf)).removeprefix(f"{BASE}/id/"): str(
            graph.value(one, PROV.generatedAtTime)
        )[:7]
        for one in graph.objects(rdflib.URIRef(f"{BASE}/feed"), TREE.member)
    }


def test_each_thing_stands_with_its_last_change(three: Three) -> None:
    """A thing that did not change has the first release's time, one that did the time of that release; once each."""
    graph = _read(Site(*opened(three.releases[2])))
    times = _times(graph)
    assert times["meeting/m1"] == "2026-01"
    assert times["body/sn"] == "2026-02"
    assert times["attendance/a1"] == "2026-03"
    members = list(graph.objects(rdflib.URIRef(f"{BASE}/feed"), TREE.member))
    assert len(members) == len(times)
    names = [str(one) for member in members for one in graph.objects(member, rdflib.SKOS.prefLabel)]
    assert "Samverkan i Norrdal" in names


def test_what_is_gone_leaves_a_tombstone_and_nothing_else(three: Three) -> None:
    """Of a thing that is there no more the feed holds its name, when it went, and that it did."""
    graph = _read(Site(*opened(three.releases[2])))
    gone = list(graph.subjects(rdflib.RDF.type, DELETE))
    assert [str(graph.value(one, rdflib.DCTERMS.isVersionOf)) for one in gone] == [f"{BASE}/id/attendance/a1"]
    assert len(list(graph.predicate_objects(gone[0]))) == 3


def test_nothing_stands_in_the_feed_that_the_release_does_not_say(three: Three) -> None:
    """What an earlier release called a thing is in no file of the feed: not its old name, not the lost one's."""
    before = Site(*opened(three.releases[0]))
    old = {str(name) for name in _read(before).objects(None, rdflib.SKOS.prefLabel)}
    texts = b"".join(
        content for _, content in feed.feed(Site(*opened(three.releases[2]))) if isinstance(content, bytes)
    )
    assert "Nätverket i Norrdal" in old
    assert "Nätverket i Norrdal".encode() not in texts
    assert b"nameAsWritten" not in texts


def test_a_withdrawn_release_is_not_looked_at(three: Three) -> None:
    """The feed begins with the first release that can be read, whatever was before."""
    first = three.releases[0]
    (first / WITHDRAWN).write_text(
        '{"digest": "' + first.name + '", "withdrawn": "2026-03-02", "reason": "somebody was erased"}'
    )
    times = _times(_read(Site(*opened(three.releases[2]))))
    assert min(times.values()) == "2026-02"
    assert times["attendance/a1"] == "2026-03"


def test_a_follower_can_leave_out_what_it_knows(three: Three, monkeypatch: pytest.MonkeyPatch) -> None:
    """The root's relations say of which time a page is, every member of the page is of it, and no page is too long."""
    monkeypatch.setattr(feed, "SIZE", 7)
    site = Site(*opened(three.releases[2]))
    files = dict(feed.feed(site))
    root = rdflib.Graph().parse(
        data=feed.file(site, "index.ttl"), format="turtle", publicID="http://site.test/feed/index.ttl"
    )
    assert len(files) == feed.count(site) > 5
    bounds: dict[str, set[str]] = {}
    for relation in root.objects(None, TREE.relation):
        assert root.value(relation, TREE.path) == PROV.generatedAtTime
        name = str(root.value(relation, TREE.node)).removeprefix("http://site.test/")
        bounds.setdefault(name, set()).add(str(root.value(relation, TREE.value)))
    assert set(bounds) == set(files) - {feed.ROOT}
    for name, times in bounds.items():
        page = rdflib.Graph().parse(data=files[name], format="turtle")
        members = list(page.objects(rdflib.URIRef(f"{BASE}/feed"), TREE.member))
        assert 0 < len(members) <= 7
        assert {str(page.value(one, PROV.generatedAtTime)) for one in members} == times
    assert (None, LDES.versionAmount, rdflib.Literal(1)) in root


def test_decisions_are_a_valid_feed_in_both_languages(published: conftest.Site) -> None:
    """feedparser finds no fault; each entry is a decision's IRI, with its wording and a link to its page."""
    for lang, word in (("sv", "Beslut:"), ("en", "Decisions:")):
        file = published.root / lang / "decisions.atom"
        found = feedparser.parse(file.read_bytes())
        assert not found.bozo
        assert found.version == "atom10"
        assert found.feed.title.startswith(word)
        assert len(found.entries) > 40
        for entry in found.entries:
            assert "/id/decision/" in entry.id
            assert entry.content[0].value
            assert (file.parent / entry.link).is_file()
    assert b'type="application/atom+xml"' in (published.root / "sv/index.html").read_bytes()


def test_signs_that_xml_cannot_hold_are_left_out(three: Three) -> None:
    """A control character in a document breaks no feed reader."""
    site = Site(*opened(three.releases[0]))
    object.__setattr__(site.publication, "publisher", "Norr\x00\x0bdal\ud800 & <b>")
    assert feedparser.parse(feed_of(site, "sv")).feed.author == "Norrdal & <b>"


@pytest.mark.slow
def test_ldes_client_reads_it_to_the_end(three: Three, clients: Path, tmp_path: Path) -> None:
    """The npm `ldes-client` finds every member once, live and as files; after a time it reads what is newer alone."""
    site = Site(*opened(three.releases[2]))
    for path, content in feed.feed(site):
        file = tmp_path / "files" / "sub" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        assert isinstance(content, bytes)
        file.write_bytes(content)
    wanted = sum(1 for _ in _read(site).objects(None, TREE.member))
    with hosted(tmp_path / "files") as host, running(three.out / "current", pages=create_app) as server:
        for root in (f"{host}/sub", f"http://127.0.0.1:{server.port}"):
            assert _members(clients, f"{root}/feed/index.ttl") == wanted
            assert _members(clients, "--after", "2026-01-15T00:00:00Z", f"{root}/feed/index.ttl") == 2


def _members(clients: Path, *arguments: str) -> int:
    run = subprocess.run(
        [str(clients / "ldes-client"), *arguments], capture_output=True, text=True, check=True, timeout=120
    )
    return run.stdout.count("generatedAtTime>")
