"""A move is known where the place is the same, and never guessed where it is not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse

from graf.lifecycle_moves import known_moves
from graf.lifecycle_places import _side_by_side
from graf.lifecycle_tables import read_gone
from graf.views.source import Source
from tests.store.memory import in_memory

BASE = "https://example.org/x"
PREFIXES = f"""
@prefix : <{BASE}/id/> .
@prefix graf: <https://w3id.org/graf/ns/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""
DOCUMENT = "0123456789abcdef"


def source(*facts: str, read: Iterable[tuple[str, str]] = ()) -> Source:
    """A release that states these facts (Turtle) and reads things from passages (thing, `start-end`)."""
    evidence = "".join(
        f"<{BASE}/id/reading/r{n}> oa:hasBody <{BASE}/id/{thing}> ;"
        f" oa:hasTarget <{BASE}/id/evidence/{DOCUMENT}-{place}> . "
        for n, (thing, place) in enumerate(read)
    )
    text = PREFIXES + "\n".join(facts) + f"\n<{BASE}/graph/evidence/{DOCUMENT}> {{ {evidence} }}"
    quads = list(parse(text, format=RdfFormat.TRIG))
    everything = [type(q)(q.subject, q.predicate, q.object) for q in quads]
    return Source(in_memory([*quads, *everything]), BASE, {}, "sv")


def moves(old: Source, new: Source, *lost: str) -> dict[str, set[str]]:
    nodes = [NamedNode(f"{BASE}/id/{one}") for one in lost]
    found = known_moves(old, new, nodes, (Path("none"), Path("none")))
    cut = len(f"{BASE}/id/")
    return {node.value[cut:]: {one.value[cut:] for one in to} for node, to in found.items()}


def test_what_is_read_from_the_same_words_is_the_same() -> None:
    """A number that is read in full renames an item and its decision; what is named after a person follows them."""
    old = source(read=[("item/m-5", "10-30"), ("decision/m-5-1", "40-60"), ("person/aa", "1-5")])
    new = source(
        f"<{BASE}/id/attendance/m-bb> a graf:Attendance .",
        read=[("item/m-5.a", "10-30"), ("decision/m-5.a-1", "40-75"), ("person/bb", "1-5"), ("body/b", "10-30")],
    )
    assert moves(old, new, "item/m-5", "decision/m-5-1", "person/aa", "attendance/m-aa") == {
        "item/m-5": {"item/m-5.a"},
        "decision/m-5-1": {"decision/m-5.a-1"},
        "person/aa": {"person/bb"},
        "attendance/m-aa": {"attendance/m-bb"},
    }


def test_one_who_was_two_leads_to_both() -> None:
    """Two namesakes told apart: the old address offers both. A decision is not said to be two."""
    old = source(read=[("person/aa", "1-5"), ("person/aa", "50-55"), ("decision/d", "1-5"), ("decision/d", "50-55")])
    new = source(read=[("person/b", "1-5"), ("person/c", "50-55"), ("decision/e", "1-5"), ("decision/f", "50-55")])
    assert moves(old, new, "person/aa", "decision/d") == {"person/aa": {"person/b", "person/c"}}


def test_two_at_one_place_are_told_apart_by_name_or_not_at_all() -> None:
    """A line that names two people says nothing of who is who, unless the name is the same as before."""
    two = [("person/b", "1-30"), ("person/c", "1-30")]
    old = source('<https://example.org/x/id/person/aa> foaf:name "Ylva" .', read=[("person/aa", "1-30")])
    names = '<https://example.org/x/id/person/b> foaf:name "Sixten" . <https://example.org/x/id/person/c> foaf:name '
    assert moves(old, source(names + '"Ylva" .', read=two), "person/aa") == {"person/aa": {"person/c"}}
    assert moves(old, source(names + '"Åsa" .', read=two), "person/aa") == {}


def test_a_matter_goes_where_its_items_go() -> None:
    """A matter has no passage of its own: what its items concern now is it, one matter or several."""
    item = f"<{BASE}/id/item/{{}}> graf:concerns <{BASE}/id/matter/{{}}> ."
    old = source(item.format("i1", "m"), item.format("i2", "m"))
    assert moves(old, source(item.format("i1", "n"), item.format("i2", "n")), "matter/m") == {"matter/m": {"matter/n"}}
    assert moves(old, source(item.format("i1", "n"), item.format("i2", "o")), "matter/m") == {
        "matter/m": {"matter/n", "matter/o"}
    }
    assert moves(old, source(), "matter/m") == {}


@pytest.mark.parametrize("name", ["Ylva Stenqvist", "Åsa"])
def test_a_likeness_is_no_move(name: str) -> None:
    """The same name at another place is somebody else until it is known."""
    old = source(f'<{BASE}/id/person/aa> foaf:name "{name}" .', read=[("person/aa", "1-5")])
    new = source(f'<{BASE}/id/person/bb> foaf:name "{name}" .', read=[("person/bb", "100-105")])
    assert moves(old, new, "person/aa") == {}


def test_what_is_named_after_a_move_by_hand_follows_it() -> None:
    """One line in moved.csv for a meeting is enough for its items and decisions."""
    new = source(f"<{BASE}/id/item/n-1> a graf:AgendaItem . <{BASE}/id/decision/n-1-2> a graf:Decision .")
    lost = [NamedNode(f"{BASE}/id/{one}") for one in ("item/m-1", "decision/m-1-2", "item/m-9")]
    given = {NamedNode(f"{BASE}/id/meeting/m"): (NamedNode(f"{BASE}/id/meeting/n"),)}
    found = known_moves(source(), new, lost, (Path("none"), Path("none")), given)
    assert {
        node.value.partition("/id/")[2]: to[0].value.partition("/id/")[2]
        for node, to in found.items()
        if node not in given
    } == {
        "item/m-1": "item/n-1",
        "decision/m-1-2": "decision/n-1-2",
    }


def test_a_tombstone_covers_what_is_named_after_it_and_no_more(tmp_path: Path) -> None:
    """The items of a meeting go with it, its namesake of the same day does not; a body's meetings stay to be told."""
    lines = "meeting/b-2024-03-05,2026,r\nperson/ab,2026,r\nbody/b,2026,r\n"
    (tmp_path / "gone.csv").write_text(f"key,when,reason\n{lines}", encoding="utf-8")
    meeting, person, body = read_gone(tmp_path, BASE)
    covered = {
        one: [line.kind for line in (meeting, person, body) if line.covers(f"{BASE}/id/{one}")]
        for one in ("item/b-2024-03-05-1", "meeting/b-2024-03-05-2", "attendance/b-2024-03-05-ab", "membership/ab-x")
    }
    assert covered == {
        "item/b-2024-03-05-1": ["meeting"],
        "meeting/b-2024-03-05-2": [],
        "attendance/b-2024-03-05-ab": ["meeting", "person"],
        "membership/ab-x": ["person"],
    }


LINES = st.lists(st.text("abc\n ", max_size=6), max_size=8)


@given(LINES, LINES)
def test_lines_side_by_side_are_equal(old: list[str], new: list[str]) -> None:
    """Wherever a line of a replaced text is said to be now, the very same line stands there."""
    before, after = "\n".join(old), "\n".join(new)
    starts, places = _side_by_side(before, after)
    lines = before.splitlines()
    for line, place in places.items():
        assert after[place:].split("\n")[0] == lines[line]
        assert before[starts[line] :].split("\n")[0] == lines[line]
    if before == after:
        assert len(places) == len(lines)
