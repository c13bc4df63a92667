"""Extraction, kept: a document is read again only where it changed, or a name that was looked up for it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graf.extract.bodies import Lexicon
from graf.extract.heard import Heard, hear
from graf.extract.minutes import Outline, by_word, outline, read_minutes
from graf.extract.names import given_names
from graf.extract.naming import learn, regions_in, registered
from graf.faults import EXTRACTING, attempted, without
from graf.issues import Issue
from graf.model import Document, Minutes, Register
from graf.stages import halves
from graf.stages.cache import Cache
from graf.stages.watch import Notes, Prints, changed, prints, touches, watched

T = TypeVar("T")
_SHARED = ("registered", "lexicon", "names")


@dataclass(frozen=True, slots=True)
class Names:
    """The full names that documents name for certain, by the words that tell where to look (`by_word`)."""

    known: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a document says that may name bodies, and how often it names each region; what that rests on."""

    heard: Heard
    regions: dict[str, int]
    noted: bytes


@dataclass(frozen=True, slots=True)
class _Outlined:
    """Who a document's head names for certain, and what that rests on."""

    names: tuple[str, ...]
    noted: bytes


@dataclass(frozen=True, slots=True)
class _Extracted:
    """All that a document states, and what that rests on."""

    minutes: Minutes
    lexicon: bytes
    names: bytes


def extract(
    documents: Sequence[Document], known: Register, kept: Cache
) -> tuple[tuple[Minutes, ...], tuple[Issue, ...]]:
    """What each document states, in their order, exactly as `graf.extract.extract` has it; and the documents over which
    graf stumbled, which are left out. What those were heard to say before may have helped to read the others."""
    left: list[Issue] = []
    before = kept.all("shared", Prints)
    keys = {document.sha256: key(document) for document in documents}
    base, notes = registered(known, given_names()), Notes()
    now = {"registered": prints(base)}
    said = _each(
        "heard", _Said, documents, keys, kept, left, changed(before.get("registered", {}), now["registered"]),
        lambda one: [one.noted], _listener(base, notes),
    )  # fmt: skip
    regions = {one.sha256: Counter(heard.regions) for one, heard in zip(without(documents, left), said, strict=True)}
    lexicon = learn(base, (one.heard for one in said), regions)
    now["lexicon"] = prints(lexicon)
    different = changed(before.get("lexicon", {}), now["lexicon"])
    outlines: dict[str, Outline] = {}
    looked_up = watched(lexicon, notes)

    def outlined(document: Document) -> _Outlined:
        notes.start()
        outlines[document.sha256] = outline(document, looked_up)
        return _Outlined(outlines[document.sha256].names, notes.all())

    heads = _each("outline", _Outlined, documents, keys, kept, left, different, lambda one: [one.noted], outlined)
    names = Names(by_word(name for head in heads for name in head.names))
    now["names"] = prints(names)
    name_notes = Notes()
    looked_up_names = watched(names, name_notes)

    def extracted(document: Document) -> _Extracted:
        notes.start()
        name_notes.start()
        head = outlines.get(document.sha256) or outline(document, looked_up)
        minutes = read_minutes(head, looked_up, looked_up_names.known)
        return _Extracted(minutes, notes.all(), name_notes.all())

    both = different | changed(before.get("names", {}), now["names"])
    found = _each(
        "extracted", _Extracted, documents, keys, kept, left, both, lambda one: [one.lexicon, one.names], extracted
    )
    for name in _SHARED:
        if before.get(name) != now[name]:
            kept.put("shared", name, now[name])
        kept.keep("shared", name)
    return tuple(one.minutes for one in found), tuple(left)


def _each(
    stage: str,
    kind: type[T],
    documents: Sequence[Document],
    keys: Mapping[str, str],
    kept: Cache,
    left: list[Issue],
    different: frozenset[str],
    noted: Callable[[T], Sequence[bytes]],
    make: Callable[[Document], T],
) -> list[T]:
    """What a stage makes of each document: what is kept, where nothing that was looked up for it is `different`.

    Those in `left` are left out, and those over which graf stumbles now are added to it: they are tried each time.
    """
    documents = without(documents, left)
    held = kept.all(stage, kind)
    valid = {
        document.sha256: one
        for document in documents
        if (one := held.get(keys[document.sha256])) is not None
        and not any(touches(notes, different) for notes in noted(one))
    }
    fresh = [document for document in documents if document.sha256 not in valid]
    for document, made in zip(fresh, halves.each(attempted(EXTRACTING, make), fresh), strict=True):
        if isinstance(made, Issue):
            left.append(made)
        else:
            valid[document.sha256] = made
            kept.put(stage, keys[document.sha256], made)
    for document in without(documents, left):
        kept.keep(stage, keys[document.sha256])
    return [valid[document.sha256] for document in without(documents, left)]


def key(document: Document) -> str:
    """What tells a document as it was read: file, content, and the repaired text."""
    text = hashlib.blake2b(f"{document.text}\0{document.repaired}".encode(), digest_size=16).hexdigest()
    return f"{document.file} {document.sha256} {text}"


def _listener(base: Lexicon, notes: Notes) -> Callable[[Document], _Said]:
    looked_up = watched(base, notes)

    def listened(document: Document) -> _Said:
        notes.start()
        regions = regions_in(document, looked_up)
        return _Said(hear(document), dict(regions), notes.all())

    return listened
