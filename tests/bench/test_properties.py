"""What must hold of every document that graf reads, tried on made-up ones."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from random import Random

import pytest
from county import output
from county.styles import WRITERS
from hypothesis import given, settings
from hypothesis import strategies as st

from graf import build, config, register
from graf.extract import extract
from graf.model import Document, Evidence, Minutes, Register
from graf.read import read_files
from graf.resolve import resolve

SEEDS = st.sampled_from((1, 2, 3, 49))  # few, since reading takes its time; any will do
DOCUMENTS = 10


def county(folder: Path, seed: int, count: int, share: float = 0.25) -> Path:
    """A dataset of made-up documents in a folder of its own; made once for a seed."""
    root = folder / f"{seed}-{count}"
    if not root.exists():
        output.write(root, seed, count, list(WRITERS), share)
    return root


def read(root: Path) -> tuple[list[Document], Register]:
    known = register.load(root / "register")
    documents, unread = read_files(sorted((root / "minutes").iterdir()), known)
    assert not unread
    return documents, known


@cache
def read_all(folder: Path, seed: int) -> tuple[list[Document], Register, tuple[Minutes, ...]]:
    """The documents of a small county, and what graf finds in them; the properties share it."""
    documents, known = read(county(folder, seed, DOCUMENTS))
    return documents, known, extract(documents, known)


def evidence(one: Minutes) -> list[Evidence]:
    """Every passage that any fact of a document rests on."""
    found = [passage for _, passages in one.header_evidence for passage in passages]
    for fact in (*one.attendance, *one.role_facts, *one.planned_meetings, *one.deadlines, *one.relations):
        found += fact.evidence
    for item in one.items:
        found += item.evidence
        for part in (*item.presenters, *item.decisions, *item.moves, *item.meeting_references):
            found += part.evidence
    found += [passage for body in one.bodies for _, passage in body.evidence]
    return found


def letters(text: str) -> str:
    """Without white space, hyphens and table bars, small: where a name was broken does not matter."""
    return re.sub(r"[\s|\-–]+", "", text).casefold()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("county")


@given(seed=SEEDS)
@settings(max_examples=4, deadline=None, derandomize=True)
def test_quotes_stand_where_they_say(folder: Path, seed: int) -> None:
    """Evidence is a promise: the quote is the text between its start and end, on its line."""
    documents, _, extracted = read_all(folder, seed)
    for document, minutes in zip(documents, extracted, strict=True):
        assert document.file == minutes.file
        for passage in evidence(minutes):
            assert document.text[passage.start : passage.end] == passage.quote
            assert document.line_at(passage.start).number == passage.line


@given(seed=SEEDS)
@settings(max_examples=4, deadline=None, derandomize=True)
def test_nobody_is_invented(folder: Path, seed: int) -> None:
    """Every person in a list stands in the text as written; every body is called there by one of its forms."""
    documents, known, extracted = read_all(folder, seed)
    forms: dict[str, set[str]] = {}
    for form, key in {**known.forms, **known.places}.items():
        forms.setdefault(key, set()).add(letters(form))
    for document, minutes in zip(documents, extracted, strict=True):
        written, repaired = letters(document.text), letters(document.repaired)
        for one in minutes.attendance:
            assert letters(one.surface) in written + repaired, (document.file, one.surface)
        for fact in minutes.role_facts:
            assert letters(fact.quote)[:12] in written + repaired, (document.file, fact.quote)
        for body in minutes.bodies:
            names = forms.get(body.key, set()) | {letters(name) for name in (body.key, body.name, *body.surfaces)}
            assert any(name in repaired or name in written for name in names), (document.file, body.key)


@given(seed=SEEDS)
@settings(max_examples=4, deadline=None, derandomize=True)
def test_the_order_of_documents_does_not_matter(folder: Path, seed: int) -> None:
    """People, matters and dates are settled over all documents, whichever came first."""
    documents, known, extracted = read_all(folder, seed)
    shuffled = list(documents)
    Random(seed).shuffle(shuffled)
    straight = resolve(extracted, documents, known)
    mixed = resolve(extract(shuffled, known), shuffled, known)
    assert {one.file: one for one in straight.minutes} == {one.file: one for one in mixed.minutes}
    known_as = lambda found: {one.key: (one.name, one.surfaces) for one in found.network.people}  # noqa: E731
    assert known_as(straight) == known_as(mixed)
    assert sorted(map(repr, straight.network.matters)) == sorted(map(repr, mixed.network.matters))


def built(root: Path, out: Path) -> dict[str, str]:
    """The digest of each graph of a release."""
    release = build.build(config.load(root), out).release
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    graphs: dict[str, str] = manifest["graphs"]
    return graphs | {"digest": manifest["digest"]}


@pytest.mark.slow
def test_a_build_of_shuffled_documents_has_the_same_digest(tmp_path: Path) -> None:
    """The order in which files were put into the folder leaves no trace in a release."""
    root = county(tmp_path, 4, 10)
    copy = tmp_path / "copy"
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_file():
            target = copy / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    assert built(root, tmp_path / "one")["digest"] == built(copy, tmp_path / "two")["digest"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [9, 11])  # whose last document is the only one of its meeting
def test_removing_a_document_removes_exactly_its_facts(tmp_path: Path, seed: int) -> None:
    """Without the last document its two graphs are gone, and every other document's graphs are as they were.

    The minutes of a meeting give the items of its agenda their order, so the document is one without a companion.
    """
    root = county(tmp_path, seed, 10, 0.0)
    whole = built(root, tmp_path / "whole")
    last = sorted((root / "minutes").iterdir())[-1]
    key = hashlib.sha256(last.read_bytes()).hexdigest()[:16]
    last.unlink()
    less = built(root, tmp_path / "less")
    own = {name for name in whole if name.endswith(f"/{key}")}
    documents = {name for name in whole if "/graph/doc/" in name or "/graph/evidence/" in name}
    assert len(own) == 2
    assert {name for name in less if "/graph/doc/" in name or "/graph/evidence/" in name} == documents - own
    changed = {name for name in documents - own if whole[name] != less[name]}
    assert not changed
