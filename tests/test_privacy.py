"""Who is not published by name is in no file of a release; who is erased is not in it at all."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, Store

from graf import config
from graf.build import BuildResult, build
from graf.check import check
from graf.issues import UsageError
from graf.privacy_names import NameIndex, covered
from graf.rdf.vocab import FOAF, GRAF, RDF
from graf.register import SALT
from graf.serve.app import create_app
from graf.store.embedded import open_read_only
from graf.store.release import read_manifest
from tests.serve.server import running

BASE = "https://w3id.org/graf/dalarna"
MINUTES = """Minnesanteckningar Samverkansnätverket i Norrdal

Datum: 2024-03-05

Närvarande
Ylva Stenqvist, socialchef, Fjällbo kommun
Sixten Ahlgren, Sjöviks kommun
Ylva Bergqvist, Fjällbo kommun

1. Mötets öppnande
Ylva Stenqvist hälsade välkommen. Ylvas dotter, Stenqvists firma och Stenqvist, Ylva nämns.
Samverkansnätverket beslutade
att öppna mötet.

2. Information: Ylva Sten-
qvists rapport om jour, se även Ylva  STENQVIST och E. Stenqvist
Föredragande: Ylva Stenqvist, socialchef, Fjällbo kommun
Agneta Sandström deltog i arbetet.
Samverkansnätverket beslutade
att tacka Ylva Bergqvist för rapporten.
"""
NAMES = ("Ylva Stenqvist", "Sixten Ahlgren", "Ylva Bergqvist")


@pytest.fixture
def dataset(tmp_path: Path, dalarna: Path) -> Path:
    """A small dataset to change: one made-up document, with a name written in every way."""
    root = tmp_path / "dataset"
    for folder in ("minutes", "register"):
        (root / folder).mkdir(parents=True)
    shutil.copy(dalarna / config.FILE, root)
    (root / "minutes" / "norrdal.txt").write_text(MINUTES, encoding="utf-8")
    return root


def make(dataset: Path, privacy: str = "named", out: str = "out") -> BuildResult:
    file = dataset / config.FILE
    file.write_text(re.sub(r"(?m)^privacy = .*$", f'privacy = "{privacy}"', file.read_text("utf-8")), "utf-8")
    return build(config.load(dataset), dataset.parent / out)


def everything(release: Path) -> str:
    """All that a release says: its store's quads, its texts, its manifest, and the bytes of every file of it."""
    dump = open_read_only(release / "store").dump(format=RdfFormat.N_QUADS)
    assert dump is not None
    files = [path.read_bytes() for path in sorted(release.rglob("*")) if path.is_file()]
    return b"\n".join([dump, *files]).decode("utf-8", "replace")


def pages(release: Path) -> str:
    """Every page and form of every thing, list and text of a release, as served."""
    store = open_read_only(release / "store")
    things = {q.subject.value for q in store if isinstance(q.subject, NamedNode) and "/id/" in q.subject.value}
    paths = ["/sv/people.html", "/sv/meetings.html", "/sv/about.html", "/sv/", "/sv/search?q=Stenq"]
    paths += [f"/sv/res/{iri.partition('/id/')[2]}.html" for iri in things]
    paths += [f"/res/{iri.partition('/id/')[2]}.ttl" for iri in things]
    paths += [f"/res/text/{path.stem}.html" for path in (release / "text").iterdir()]
    paths += [graph.value.removeprefix(BASE) + ".nt" for graph in store.named_graphs()]
    del store
    with running(release, pages=create_app) as server, httpx.Client(base_url=f"http://127.0.0.1:{server.port}") as web:
        feed = re.findall(r"tree:node <(\S+)>", web.get("/feed/index.ttl").text)
        assert feed
        paths += [f"/feed/{name}" for name in ("index.ttl", *feed)]
        paths += ["/sv/decisions.atom", "/catalog.ttl", "/void.ttl", "/exports/oslo.ttl", "/exports/eli-dl.ttl"]
        replies = [web.get(path, follow_redirects=True) for path in paths]
    assert {reply.status_code for reply in replies} == {200}
    assert all('content="noindex"' in r.text for r in replies if "/sv/res/person/" in str(r.url))
    return "\n".join(reply.text for reply in replies)


def named(text: str, name: str) -> list[str]:
    """Where a name stands, in any of the ways in which it may be written."""
    return re.findall(r"[\W_]*".join(map(re.escape, name.split())), text, re.IGNORECASE)


def person(release: Path, name: str) -> str:
    """The key of a person by name."""
    store: Store = open_read_only(release / "store")
    found = {
        q.subject.value
        for p in (FOAF.name, GRAF.nameVariant)
        for q in store.quads_for_pattern(None, p, None)
        if getattr(q.object, "value", "") == name and "/id/person/" in q.subject.value
    }  # type: ignore[union-attr]
    (iri,) = found
    return iri.rsplit("/", 1)[1]


def test_pseudonymous_publishes_no_name(dataset: Path) -> None:
    """Nobody's name is in the store, the texts, the manifest or a page, however it was written; positions hold."""
    (dataset / "register" / SALT).write_text("ten thousand willows\n", encoding="utf-8")
    before = make(dataset)
    release = make(dataset, "pseudonymous").release
    said = everything(release) + pages(release)
    for name in (*NAMES, "Agneta Sandström", "Stenqvist"):
        assert not named(said, name), name
    assert check(release) == []
    (old,) = (path.read_text("utf-8") for path in (before.release / "text").iterdir())
    (new,) = (path.read_text("utf-8") for path in (release / "text").iterdir())
    assert len(old) == len(new)
    assert "hälsade välkommen" in new
    assert "Fjällbo kommun" in new
    assert read_manifest(release)["masked"]["name"] >= 10
    assert f">{person(before.release, 'Sixten Ahlgren')}</a>" in said, "a person is called by the key"
    assert read_manifest(release)["counts"]["people"] == before.counts["people"]


def test_no_key_can_be_told_from_a_name_that_is_withheld(dataset: Path) -> None:
    """Whoever guesses a name could else look for its key: keys are made of something else, or of a secret too."""
    named, withheld = make(dataset).release, make(dataset, "pseudonymous").release
    (dataset / "register" / SALT).write_text("ten thousand willows\n", encoding="utf-8")
    salted = make(dataset, "pseudonymous", "salted").release
    found = [keys(release) for release in (named, withheld, salted)]
    assert {len(one) for one in found} == {len(found[0])}
    assert len(set().union(*found)) == 3 * len(found[0])
    (dataset / "register" / SALT).write_text("short\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"salt\.txt:1"):
        make(dataset)


def keys(release: Path) -> set[str]:
    store = open_read_only(release / "store")
    found = store.quads_for_pattern(None, RDF.type, FOAF.Person)
    return {quad.subject.value.rsplit("/", 1)[1] for quad in found}  # type: ignore[union-attr]


def test_officials_are_those_with_a_post_or_an_assignment(dataset: Path) -> None:
    """Who holds a post is published by name; who is only present is not."""
    said = everything(make(dataset, "officials").release)
    assert named(said, "Ylva Stenqvist")
    assert not named(said, "Sixten Ahlgren")
    assert not named(said, "Ylva Bergqvist")
    assert "Ylvas dotter" in said, "a given name that an official bears too is not covered"


def test_an_erased_person_leaves_no_trace(dataset: Path) -> None:
    """gone.csv holds a key and places: what they lead to is in no store, text, quote or page, and answers 410."""
    first = make(dataset)
    key = person(first.release, "Ylva Stenqvist")
    assert named(everything(first.release), "Ylva Stenqvist")
    (dataset / "register" / "gone.csv").write_text(f"key,when,reason\nperson/{key},2026-11-22,asked for\n", "utf-8")
    release = make(dataset).release
    said = everything(release)
    for name in ("Ylva Stenqvist", "Stenqvist, Ylva", "E. Stenqvist", "Stenqvists"):
        assert not named(said + pages(release), name)
    assert named(said, "Sixten Ahlgren"), "others stay"
    assert named(said, "Ylva Bergqvist")
    assert check(release) == []
    dump = open_read_only(release / "store").dump(format=RdfFormat.N_QUADS)
    assert dump is not None
    assert key.encode() not in dump
    gone = read_manifest(release)["gone"]
    assert {iri.split("/id/")[1].split("/")[0] for iri in gone} >= {"person", "attendance", "membership"}
    with running(release, pages=create_app) as server:
        for iri in gone:
            assert httpx.get(f"http://127.0.0.1:{server.port}{iri.removeprefix(BASE)}").status_code == 410


def test_an_erased_person_does_not_come_back(dataset: Path) -> None:
    """A provisional key changes when an earlier document is added; the places in gone.csv still say who it was."""
    first = make(dataset)
    key, place = person(first.release, "Ylva Stenqvist"), MINUTES.index("Ylva Stenqvist")
    document = next(iter((first.release).glob("manifest.json"))).parent
    graph = next(name for name in read_manifest(document)["graphs"] if "/graph/doc/" in name)
    passage = f"{graph.rsplit('/', 1)[1]}:{place}-{place + len('Ylva Stenqvist')}"
    table = dataset / "register" / "gone.csv"
    table.write_text(f"key,when,reason,passages\nperson/{key},2026-11-22,asked for,{passage}\n", "utf-8")
    earlier = MINUTES.replace("2024-03-05", "2023-03-07")
    (dataset / "minutes" / "a.txt").write_text(earlier, encoding="utf-8")
    release = make(dataset).release
    assert not named(everything(release), "Ylva Stenqvist")
    table.write_text(f"key,when,reason,passages\nperson/{key},2026-11-22,asked for,{passage}0\n", "utf-8")
    with pytest.raises(UsageError, match=r"gone\.csv:2: column ‘passages’"):
        make(dataset)


def test_a_tombstone_names_nobody(dataset: Path) -> None:
    """The reason is published; one that names the person would undo the erasing."""
    key = person(make(dataset).release, "Ylva Stenqvist")
    line = f"person/{key},2026-11-22,Ylva Stenqvist asked for it"
    (dataset / "register" / "gone.csv").write_text(f"key,when,reason\n{line}\n", "utf-8")
    with pytest.raises(UsageError, match=r"gone\.csv:2: column ‘reason’"):
        make(dataset)


def test_a_file_named_after_a_withheld_person_stops_the_build(dataset: Path) -> None:
    """The file's name is published as the document's source; only renaming it helps."""
    (dataset / "minutes" / "norrdal.txt").rename(dataset / "minutes" / "sixten_ahlgren.txt")
    with pytest.raises(UsageError, match="Rename the file"):
        make(dataset, "pseudonymous")


@pytest.mark.parametrize(
    "text",
    [
        "ylva stenqvist",
        "YLVA STENQVISTS",
        "Ylva\nStenqvist",
        "Ylva Sten-\nqvist",
        "Ylva-Stenqvist",
        "Stenqvist, Ylva",
        "Ýlva Stenqvist",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    """Capitals, accents, genitives, line breaks, hyphens and the order of the names hide nobody."""
    index = NameIndex()
    index.add_hidden("Ylva Stenqvist")
    found = index.find(f"Till {text} och andra")
    assert [f"Till {text} och andra"[start:end] for start, end in found] == [text]


def test_longer_names_are_somebody_else() -> None:
    """A published name that begins with a withheld one stays readable."""
    index = NameIndex(keep={("ylva", "stenqvist", "berg")})
    index.add_hidden("Ylva Stenqvist")
    assert index.find("Ylva Stenqvist Berg") == []
    assert index.find("Ylva Stenqvist bergade") == [(0, 14)]
    assert index.find("Ylva Stenqvistsson") == []


NAME = st.from_regex(r"[A-ZÅÄÖ][a-zåäöé]{1,8}( |-)[A-ZÅÄÖ][a-zåäöé]{1,8}", fullmatch=True)


@given(st.text(max_size=40), NAME, st.text(max_size=40))
def test_covering_keeps_every_position(before: str, name: str, after: str) -> None:
    """Whatever stands around a name, the name is covered, and the text keeps its length and its line breaks."""
    index = NameIndex()
    index.add_hidden(name)
    text = f"{before} {name}. {after}"
    hidden = covered(text, index.find(text))
    assert len(hidden) == len(text)
    assert [place for place, c in enumerate(text) if c == "\n"] == [p for p, c in enumerate(hidden) if c == "\n"]
    assert name not in hidden
