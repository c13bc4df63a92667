"""The document's own text beside what was read from it: item by item, with the sentences behind the facts marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graf.rdf.vocab import GRAF, RDF
from graf.views.evidence import Passage
from graf.views.items import Item, item
from graf.views.refs import Ref, refer
from graf.views.source import Source
from graf.views.text import Fold, folds, lines

ReadText = Callable[[str], str | None]
"""Gives a text rendition by its key, None where there is none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with the lines of a document that belong to it."""

    item: Item
    text: tuple[Fold, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one document says of an item: the document, its text's key, and the lines."""

    document: Ref
    key: str
    text: tuple[Fold, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """An item on a page of its own: the text of each document that has it, the items before and after it."""

    item: Item
    told: tuple[Told, ...]
    previous: Ref | None
    following: Ref | None


def items_of(source: Source, meeting: NamedNode) -> list[Item]:
    """The items of a meeting in their order."""
    found = [one for one in (item(source, part) for part in source.subjects(GRAF.partOfMeeting, meeting)) if one]
    return sorted(found, key=lambda one: (one.position, one.ref.key))


def documents_of(source: Source, meeting: NamedNode) -> list[NamedNode]:
    """The documents of a meeting, minutes first."""
    return sorted(
        source.subjects(GRAF.documents, meeting), key=lambda one: GRAF.Minutes not in source.nodes(one, RDF.type)
    )


def text_key(source: Source, document: NamedNode) -> str:
    """The key of a document's text rendition; empty where it has none."""
    renditions = source.subjects(GRAF.renditionOf, document)
    return renditions[0].value.rpartition("/")[2] if renditions else ""


def beside(
    items: Sequence[Item], others: Sequence[Passage], key: str, text: str
) -> tuple[tuple[Fold, ...], tuple[Entry, ...]]:
    """The text before the first item, and each item with the lines from its heading up to the next one's.

    Marked are the passages behind the items' clauses and referrals, and `others` (of those present).
    """
    starts: list[int | None] = []
    latest = 0
    for one in items:
        found = [where.line for where in one.passages if where.text == key and where.line is not None]
        start = min(found, default=None)
        starts.append(start if start is not None and start >= latest else None)
        latest = starts[-1] or latest
    marked = list(others)
    for one in items:
        marked += [where for clause in one.clauses for where in clause.passages]
        marked += [where for move in one.moves for where in move.passages]
    numbered = lines(text, [(where.start, where.end) for where in marked if where.text == key]) if text else []
    entries = []
    for place, one in enumerate(items):
        start = starts[place]
        end = next((later for later in starts[place + 1 :] if later is not None), len(numbered) + 1)
        entries.append(Entry(one, folds(numbered[start - 1 : end - 1]) if start is not None else ()))
    begin = next((start for start in starts if start is not None), len(numbered) + 1)
    return folds(numbered[: begin - 1], first=8), tuple(entries)


def page(source: Source, node: NamedNode, read: ReadText) -> Page | None:
    """An item with the text of its documents; None where there is none of that name. `read` gives the renditions."""
    shown = item(source, node)
    if shown is None:
        return None
    meeting = source.one(node, GRAF.partOfMeeting)
    every = items_of(source, meeting) if meeting else [shown]
    place = next((place for place, one in enumerate(every) if one.ref.key == shown.ref.key), 0)
    told = []
    for document in documents_of(source, meeting) if meeting else ():
        key = text_key(source, document)
        _, entries = beside(every, (), key, (read(key) if key else None) or "")
        if entries[place].text:
            told.append(Told(refer(source, document), key, entries[place].text))
    return Page(
        item=shown,
        told=tuple(told),
        previous=every[place - 1].ref if place else None,
        following=every[place + 1].ref if place + 1 < len(every) else None,
    )
