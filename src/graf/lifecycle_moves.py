"""Moves that the software knows itself: a thing that is read from the same place as before and has another name now.

An undated meeting that got a date, a person whose provisional key a register or an earlier document took over, an item
whose number is read in full: the document and the passage are the same, so the thing is. Nothing is taken for moved
because it looks alike. In turn:

1. a document replaced under its file's name; a meeting by its document;
2. what is read from the same passage of the same document: the same span, else the same start, else the same label
   among several;
3. a person of a replaced document: the one of that name at that meeting;
4. matters, roles, posts and files by what points to them;
5. what is named after a thing that moved (`attendance/{meeting}-{person}`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from graf.rdf.vocab import DCTERMS, FOAF, GRAF, OA
from graf.views.refs import refer
from graf.views.source import Source

Moves = dict[NamedNode, tuple[NamedNode, ...]]
_POINTED_TO = ("matter", "role", "post", "file")
_SPLITS = ("person", "matter", "item", "body")
"""The kinds of which one may turn out to be several; of others that is not known well enough."""


@dataclass
class _Places:
    """Where the new release reads things: document key → start → the spans' ends and what is read there."""

    source: Source
    _found: dict[str, dict[int, list[tuple[int, NamedNode]]]] = field(default_factory=dict)

    def at(self, document: str, start: int) -> list[tuple[int, NamedNode]]:
        if document not in self._found:
            here: defaultdict[int, list[tuple[int, NamedNode]]] = defaultdict(list)
            graph = NamedNode(f"{self.source.base}/graph/evidence/{document}")
            for quad in self.source.store.quads_for_pattern(None, OA.hasBody, None, graph):
                assert isinstance(quad.subject, NamedNode)
                if isinstance(quad.object, NamedNode):
                    for _, first, last in _passages(self.source, quad.subject):
                        here[first].append((last, quad.object))
            self._found[document] = dict(here)
        return self._found[document].get(start, [])


def known_moves(old: Source, new: Source, lost: Iterable[NamedNode]) -> Moves:
    """What became of things of an earlier release that the new one does not describe, as far as that is certain."""
    left = sorted(lost, key=lambda node: node.value)
    moves: Moves = {}
    places = _Places(new)

    def settle(found: Iterator[tuple[NamedNode, tuple[NamedNode, ...]]]) -> None:
        for node, targets in list(found):
            if targets and (len(targets) == 1 or _kind(node) in _SPLITS):
                moves.setdefault(node, targets)

    settle((node, _replaced(old, new, node)) for node in left if _kind(node) == "document")
    settle((node, _by_document(old, new, node, moves)) for node in left if _kind(node) == "meeting")
    settle((node, _same_place(old, places, node)) for node in left if node not in moves)
    settle((node, _same_name(old, new, node, moves)) for node in left if node not in moves and _kind(node) == "person")
    settle((n, _pointed_to(old, new, n, moves)) for n in left if n not in moves and _kind(n) in _POINTED_TO)
    settle((node, _named_after(new, node, moves)) for node in left if node not in moves)
    return moves


def _kind(node: NamedNode) -> str:
    return node.value.rsplit("/", 2)[1]


def _key(node: NamedNode) -> str:
    return node.value.rsplit("/", 1)[1]


def _passages(source: Source, reading: NamedNode) -> Iterator[tuple[str, int, int]]:
    """Document key, start and end of the passages of a reading; their IRIs say them."""
    for target in source.nodes(reading, OA.hasTarget):
        parts = _key(target).rsplit("-", 2)
        if _kind(target) == "evidence" and len(parts) == 3 and parts[1].isdigit() and parts[2].isdigit():
            yield parts[0], int(parts[1]), int(parts[2])


def _replaced(old: Source, new: Source, node: NamedNode) -> tuple[NamedNode, ...]:
    """The document that now has the lost one's file name."""
    named = {one for file in old.texts(node, DCTERMS.source) for one in _documents_of(new, file)}
    return tuple(named) if len(named) == 1 else ()


def _documents_of(source: Source, file: str) -> Iterator[NamedNode]:
    yield from (one for one in source.subjects(DCTERMS.source, Literal(file)) if _kind(one) == "document")


def _by_document(old: Source, new: Source, node: NamedNode, moves: Moves) -> tuple[NamedNode, ...]:
    """The meeting that the lost one's documents are of now."""
    documents = [now for one in old.subjects(GRAF.documents, node) for now in moves.get(one, (one,))]
    meetings = {meeting for one in documents for meeting in new.nodes(one, GRAF.documents)}
    return tuple(meetings) if len(meetings) == 1 else ()


def _same_place(old: Source, places: _Places, node: NamedNode) -> tuple[NamedNode, ...]:
    """What of the kind is now read from the lost thing's passages; several, where each is certain."""
    label = refer(old, node).label
    found: dict[NamedNode, None] = {}
    for reading in old.subjects(OA.hasBody, node):
        for document, start, end in _passages(old, reading):
            here = [(last, one) for last, one in places.at(document, start) if _kind(one) == _kind(node)]
            owners = {one for last, one in here if last == end} or {one for _, one in here}
            if len(owners) > 1:
                owners = {one for one in owners if refer(places.source, one).label == label}
            if len(owners) == 1:
                found |= dict.fromkeys(owners)
    return tuple(sorted(found, key=lambda one: one.value))


def _same_name(old: Source, new: Source, node: NamedNode, moves: Moves) -> tuple[NamedNode, ...]:
    """The only person of the lost one's name at the same meetings."""
    names = set(old.texts(node, FOAF.name))
    found: set[NamedNode] = set()
    for attendance in old.subjects(GRAF.person, node):
        for meeting in old.nodes(attendance, GRAF.atMeeting):
            for now in moves.get(meeting, (meeting,)):
                there = {p for one in new.subjects(GRAF.atMeeting, now) for p in new.nodes(one, GRAF.person)}
                found |= {person for person in there if names & set(new.texts(person, FOAF.name))}
    return tuple(found) if len(found) == 1 else ()


def _pointed_to(old: Source, new: Source, node: NamedNode, moves: Moves) -> tuple[NamedNode, ...]:
    """What of the kind those things have now that had the lost one."""
    found: set[NamedNode] = set()
    for subject, predicate in old.links_in(node):
        for now in moves.get(subject, (subject,)):
            found |= {one for one in new.nodes(now, predicate) if new.key(one) and _kind(one) == _kind(node)}
    return tuple(sorted(found, key=lambda one: one.value))


def _named_after(new: Source, node: NamedNode, moves: Moves) -> tuple[NamedNode, ...]:
    """The thing whose key has the new names in place of the old ones."""
    keys = {_key(source): _key(targets[0]) for source, targets in moves.items() if len(targets) == 1}
    start, key = node.value.rsplit("/", 1)
    found = set()
    for first in _exchanged(key, keys):
        for second in _exchanged(first, keys, at_end=True):
            candidate = NamedNode(f"{start}/{second}")
            if second != key and new.pairs(candidate):
                found.add(candidate)
    return tuple(found) if len(found) == 1 else ()


def _exchanged(key: str, keys: Mapping[str, str], *, at_end: bool = False) -> Iterator[str]:
    """A key as it is, and with what it begins (or ends) with exchanged."""
    yield key
    for place, character in enumerate(key):
        if character == "-":
            part, rest = (key[place + 1 :], key[: place + 1]) if at_end else (key[:place], key[place:])
            if part in keys:
                yield rest + keys[part] if at_end else keys[part] + rest
