"""Moves that the software knows itself: a thing that is read from the same place as before and has another name now.

An undated meeting that got a date, a person whom the register gives another key or who got a namesake, an item whose
number is read in full: the document and the passage are the same, so the thing is. Nothing is taken for moved
because it looks alike. In turn:

1. a document replaced under its file's name; a meeting by its document;
2. what is read from the same passage of the same document, or from the same line of the one that replaced it: the same
   span, else the same start, else the same label among several;
3. a person of a replaced document: the only one of that name at that meeting;
4. matters, roles, posts and files by what points to them;
5. what is named after a thing that moved (`attendance/{meeting}-{person}`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graf.lifecycle_places import Places
from graf.rdf.vocab import DCTERMS, FOAF, GRAF
from graf.views.refs import refer
from graf.views.source import Source

Moves = dict[NamedNode, tuple[NamedNode, ...]]
_POINTED_TO = ("matter", "role", "post", "file")
_LEVELS = 3
"""So many things a thing may be named after: a membership after person, role and body."""
_SPLITS = ("person", "matter", "item", "body")
"""The kinds of which one may turn out to be several; of others that is not known well enough."""


def known_moves(
    old: Source, new: Source, lost: Iterable[NamedNode], folders: tuple[Path, Path], given: Moves | None = None
) -> Moves:
    """What became of things of an earlier release that the new one does not describe, as far as that is certain.

    `folders` are those of the two releases, whose texts are compared where a document was replaced. `given` are moves
    that somebody wrote down: what is named after these follows them.
    """
    left = sorted(lost, key=lambda node: node.value)
    moves: Moves = dict(given or {})

    def settle(found: Iterator[tuple[NamedNode, tuple[NamedNode, ...]]]) -> None:
        for node, targets in list(found):
            if targets and (len(targets) == 1 or _kind(node) in _SPLITS):
                moves.setdefault(node, targets)

    settle((node, _replaced(old, new, node)) for node in left if _kind(node) == "document")
    settle((node, _by_document(old, new, node, moves)) for node in left if _kind(node) == "meeting")
    replaced = {_key(node): _key(to[0]) for node, to in moves.items() if _kind(node) == "document"}
    places = Places(old, new, folders, replaced)
    settle((node, _same_place(places, node)) for node in left if node not in moves)
    settle((node, _same_name(old, new, node, moves)) for node in left if node not in moves and _kind(node) == "person")
    for _ in range(_LEVELS):
        settle((n, _pointed_to(old, new, n, moves)) for n in left if n not in moves and _kind(n) in _POINTED_TO)
        keys = {_key(source): _key(targets[0]) for source, targets in moves.items() if len(targets) == 1}
        settle((node, _named_after(new, node, keys)) for node in left if node not in moves)
    return moves


def _kind(node: NamedNode) -> str:
    return node.value.rsplit("/", 2)[1]


def _key(node: NamedNode) -> str:
    return node.value.rsplit("/", 1)[1]


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


def _same_place(places: Places, node: NamedNode) -> tuple[NamedNode, ...]:
    """What of the kind is now read from the lost thing's passages; several, where each is certain."""
    label = refer(places.old, node).label
    found: dict[NamedNode, None] = {}
    for document, start, end in places.passages(node):
        here = [(last, one) for last, one in places.at(document, start) if _kind(one) == _kind(node)]
        owners = {one for last, one in here if last == end} or {one for _, one in here}
        if len(owners) > 1:
            owners = {one for one in owners if refer(places.new, one).label == label}
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


def _named_after(new: Source, node: NamedNode, keys: Mapping[str, str]) -> tuple[NamedNode, ...]:
    """The thing whose key has the new keys in place of the old ones."""
    start, key = node.value.rsplit("/", 1)
    seen, latest = {key}, {key}
    for _ in range(_LEVELS):
        latest = {other for one in latest for other in _exchanged(one, keys)} - seen
        seen |= latest
    found = [NamedNode(f"{start}/{other}") for other in seen - {key} if new.pairs(NamedNode(f"{start}/{other}"))]
    return tuple(found) if len(found) == 1 else ()


def _exchanged(key: str, keys: Mapping[str, str]) -> Iterator[str]:
    """A key with one of the keys that it is made of exchanged (`{meeting}-{person}`)."""
    parts = key.split("-")
    for first in range(len(parts)):
        for last in range(first + 1, len(parts) + 1):
            other = keys.get("-".join(parts[first:last]))
            if other is not None:
                yield "-".join([*parts[:first], other, *parts[last:]])
