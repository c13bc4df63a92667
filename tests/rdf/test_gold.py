"""The annotated documents of Dalarna map whole: every body, person and kind of fact that two readers found in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graf.model import (
    Attendance,
    Body,
    Deadline,
    Decision,
    Document,
    Evidence,
    Item,
    MeetingReference,
    Minutes,
    Move,
    Network,
    Person,
    PlannedMeeting,
    Presenter,
    Register,
    RoleFact,
)
from graf.rdf.evidence import rendition
from graf.rdf.mapping import document_quads
from graf.rdf.naming import name_all
from graf.rdf.shapes import validate

GOLD = Path(__file__).resolve().parent.parent / "gold"
FILES = sorted(path for path in GOLD.glob("*_*.json") if (path.stem.split("_")[0]).isdigit())
TEXT = "".join(f"{number:04d}\n" for number in range(2000))


class _Reader:
    """Gold has no evidence: each fact gets a passage of its own, in order."""

    def __init__(self) -> None:
        self.place = 0

    def passage(self) -> tuple[Evidence, ...]:
        self.place += 1
        start = 5 * self.place
        return (Evidence(start, start + 4, TEXT[start : start + 4], 1, self.place + 1, "gold", 1.0),)

    def make(self, kind: type[Any], found: dict[str, Any], **more: Any) -> Any:
        names = {"from": "source" if kind is Move else "start", "to": "target" if kind is Move else "end"}
        fields = {names.get(key, key): value for key, value in found.items()} | more
        known = {key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()}
        return kind(evidence=self.passage(), **{key: known[key] for key in kind.__dataclass_fields__ if key in known})

    def all(self, kind: type[Any], found: list[dict[str, Any]]) -> tuple[Any, ...]:
        return tuple(self.make(kind, one) for one in found)

    def item(self, found: dict[str, Any]) -> Item:
        parts = {"presenters": Presenter, "decisions": Decision, "meeting_references": MeetingReference, "moves": Move}
        made = {field: self.all(kind, found[field]) for field, kind in parts.items()}
        item = self.make(Item, found, **made)
        assert isinstance(item, Item)
        return item

    def minutes(self, found: dict[str, Any]) -> Minutes:
        lists = {
            "attendance": Attendance,
            "planned_meetings": PlannedMeeting,
            "role_facts": RoleFact,
            "deadlines": Deadline,
        }
        made: dict[str, Any] = {field: self.all(kind, found[field]) for field, kind in lists.items()}
        made["items"] = tuple(self.item(item) for item in found["items"])
        header = tuple((field, self.passage()) for field in ("body", "date", "previous_minutes"))
        plain = {key: value for key, value in found.items() if not isinstance(value, list)}
        if plain["date_source"] == "inferred":
            plain["date_reason"] = "gold"
        sha256 = hashlib.sha256(plain["file"].encode()).hexdigest()
        return Minutes(sha256=sha256, header_evidence=header, **plain, **made)


def _named(minutes: Minutes) -> Iterator[tuple[str, str]]:
    """Every body and person that a document names."""
    for one in minutes.attendance:
        yield from (("person", one.name), ("body", one.organisation or "SCHNV"))
    for item in minutes.items:
        for presenter in item.presenters:
            yield from (("person", presenter.name or ""), ("body", presenter.organisation or "SCHNV"))
        for decision in item.decisions:
            yield from (("person", name) for name in decision.appointed)
            yield from (("body", name) for name in (*decision.assigned_to, *decision.referred_to))
        for move in item.moves:
            yield from (("body", move.source), ("body", move.target))
        yield from (("body", reference.body) for reference in item.meeting_references)
    yield from (("body", planned.body) for planned in minutes.planned_meetings)
    for fact in minutes.role_facts:
        yield from (("person", fact.person), ("body", fact.organisation or "SCHNV"))


@pytest.mark.skipif(not FILES, reason="tests/gold holds no annotated documents")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:3])
def test_every_annotated_fact_maps(path: Path) -> None:
    """Real documents, as people read them, give a graph that conforms, with nothing left unmapped."""
    minutes = _Reader().minutes(json.loads(path.read_text(encoding="utf-8")))
    named = sorted(set(_named(minutes)))
    people = tuple(
        Person(f"p{place}", name, ((minutes.file, name),))
        for place, (kind, name) in enumerate(named)
        if kind == "person" and name
    )
    bodies = tuple(Body(name, name, "other") for kind, name in named if kind == "body" and name)
    network = Network(bodies, people)
    document = Document(minutes.file, minutes.sha256, TEXT, TEXT, ())
    names = name_all([minutes], network, Register(), "https://example.org/gold")
    mapped = document_quads(minutes, rendition(document), names)
    assert mapped.issues == ()
    assert validate(mapped.quads) == []
    assert len(mapped.quads) > 300
