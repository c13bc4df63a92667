"""Mapping, kept: a document's graphs are made again only where its facts changed, or a name that was looked up for it.

What is kept of a document is the checksums of its graphs: the graphs themselves are in the release before.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from pyoxigraph import NamedNode, Quad

from graf.faults import MAPPING, left_out
from graf.issues import Issue
from graf.model import Minutes, Person
from graf.privacy import Privacy
from graf.rdf.evidence import Rendition
from graf.rdf.formats import format_quads
from graf.rdf.mapping import document_quads
from graf.rdf.naming import Names
from graf.rdf.shapes import validate
from graf.read.editions import Edition
from graf.stages.cache import Cache
from graf.stages.result import InvalidGraphError
from graf.stages.watch import Notes, Prints, changed, prints, touches, watched

_STAGE = "mapped"


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as it was mapped: its graphs' checksums by IRI, what could not be mapped, the keys of its bodies.

    `facts` is the checksum of what was mapped, `noted` the names that were looked up for it.
    """

    graphs: dict[str, dict[str, int | str]]
    issues: tuple[Issue, ...]
    bodies: tuple[str, ...]
    facts: str
    noted: bytes


@dataclass(frozen=True, slots=True)
class Fresh:
    """A document as it is mapped now, with its quads."""

    file: str
    quads: tuple[Quad, ...]
    issues: tuple[Issue, ...]
    bodies: tuple[str, ...]
    noted: bytes


class Mapper:
    """The documents of one build, mapped one by one; `before` holds what is known of those mapped already, `faulty`
    what is said of those over which graf stumbled."""

    def __init__(
        self,
        minutes: Sequence[Minutes],
        names: Names,
        published: Mapping[str, Rendition],
        editions: Sequence[Edition],
        privacy: Privacy | None,
        kept: Cache,
    ) -> None:
        self.minutes = sorted(minutes, key=lambda one: one.file)
        self._names, self._published, self._privacy, self._kept = names, published, privacy, kept
        self._editions = {edition.document.file: edition for edition in editions}
        self.faulty: list[Issue] = []
        self._notes = Notes()
        self._watched = watched(names, self._notes)
        self._prints = prints(names, {"people": _people}, skip=("issues",))
        told = kept.all("names", Prints).get("", {})
        different = changed(told, self._prints)
        places = _places(names)
        self._facts = {one.file: self._checksum(one, places.get(one.file)) for one in self.minutes}
        held = kept.all(_STAGE, Kept) if privacy is None else {}
        self.before: dict[str, Kept] = {
            one.file: row
            for one in self.minutes
            if (row := held.get(one.file)) is not None
            and row.facts == self._facts[one.file]
            and not touches(row.noted, different)
        }

    def map(self, minutes: Minutes) -> Fresh:
        """One document's two graphs; none where graf stumbles over it (`faulty`).

        Raises `InvalidGraphError` where they break a shape.
        """
        try:
            return self._map(minutes)
        except Exception as error:
            self.faulty.append(left_out(minutes.file, MAPPING, error))
            return Fresh(minutes.file, (), (), (), b"")

    def _map(self, minutes: Minutes) -> Fresh:
        self._notes.start()
        mapped = document_quads(minutes, self._published[minutes.sha256], self._watched)
        noted = self._notes.all()
        quads = mapped.quads if self._privacy is None else tuple(self._privacy.quads(mapped.quads))
        violations = validate(quads)
        if violations:
            raise InvalidGraphError(minutes.file, violations)
        bodies = tuple(sorted(self._names.entries[name].key for name in mapped.bodies))
        return Fresh(minutes.file, (*quads, *self._formats(minutes)), mapped.issues, bodies, noted)

    def _formats(self, minutes: Minutes) -> Iterator[Quad]:
        edition = self._editions[minutes.file]
        return format_quads(edition.document, edition.others, self._names.iris)

    def graphs(self, minutes: Minutes) -> tuple[NamedNode, NamedNode]:
        """The graphs of a document."""
        key = minutes.sha256[:16]
        return self._names.iris.graph("doc", key), self._names.iris.graph("evidence", key)

    def keep(self, fresh: Mapping[str, Fresh], graphs: Mapping[str, dict[str, int | str]]) -> None:
        """Keeps what was mapped now, with the checksums that its graphs came to, and what still holds."""
        self._kept.put("names", "", self._prints)
        if self._privacy is not None:
            return
        for one in self.minutes:
            new = fresh.get(one.file)
            if new is not None:
                own = {graph.value: graphs[graph.value] for graph in self.graphs(one) if graph.value in graphs}
                row = Kept(own, new.issues, new.bodies, self._facts[one.file], new.noted)
                self._kept.put(_STAGE, one.file, row)
            self._kept.keep(_STAGE, one.file)

    def _checksum(self, one: Minutes, places: object) -> str:
        others = [(other.file, other.sha256) for other in self._editions[one.file].others]
        facts = (one, self._published[one.sha256].checksum, others, places)
        return hashlib.blake2b(msgspec.msgpack.encode(facts), digest_size=16).hexdigest()


def _people(found: tuple[Person, ...]) -> object:
    """What counts of the people of one name: where they are named matters only for telling them apart."""
    if len(found) > 1:
        return [replace(person, reasons=(), unsettled=None) for person in found]
    return [(person.key, person.name) for person in found]


def _places(names: Names) -> dict[str, list[Any]]:
    """Where a file names whom, and how it writes them."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for people in names.people.values():
        for person in people:
            for file, written in (*person.surfaces, *person.mentions):
                found[file].append((person.key, written))
    return found


def all_quads(mapping: Mapper, noted: dict[str, Fresh], step: Callable[[], None]) -> Iterator[Quad]:
    """The quads of all documents, mapped one after the other; what else is known of each goes into `noted`."""
    for one in mapping.minutes:
        fresh = mapping.map(one)
        yield from fresh.quads
        noted[one.file] = replace(fresh, quads=())
        step()
