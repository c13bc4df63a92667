"""IRIs: the one place where a name for a thing is minted.

`{base}/id/{type}/{key}` names a thing, `{base}/res/{type}/{key}` a file about it, `{base}/graph/{name}` a graph. A key
is ASCII, so an IRI needs no escaping anywhere. People and matters get an opaque key from the resolution, never one
made of their name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from pyoxigraph import NamedNode

_LONGEST = 80
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "œ": "oe", "þ": "th", "ð": "d"})


def digest(*parts: str, length: int = 10) -> str:
    """The first `length` hex digits of the SHA-256 of the parts; the same parts give the same digits everywhere."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def slug(text: str) -> str:
    """A key out of a name: lower case, `å ä` → `a`, `ö` → `o`, `é` → `e`, anything else `-`.

    A name without a Latin letter or digit, or one too long for an address, gets a checksum in it. Two names may share
    a slug (`A-B`, `A B`): `graf.rdf.naming` settles that.
    """
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not key:
        return "x" + digest(text)
    return key if len(key) <= _LONGEST else f"{key[: _LONGEST - 11].rstrip('-')}-{digest(text)}"


def segment(text: str) -> str:
    """A part of a key that keeps its form (`5.a`, `4.3bis`, `§ 12` → `12`): other characters become `-`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    key = re.sub(r"[^A-Za-z0-9._]+", "-", plain).strip("-._")
    if not key:
        return "x" + digest(text)
    return key if len(key) <= _LONGEST else f"{key[: _LONGEST - 11].rstrip('-._')}-{digest(text)}"


def below(parent: str, *parts: str | int) -> str:
    """The key of a thing below another: `below("schnv-2025-10-17", "5.d", 1)` is `schnv-2025-10-17-5.d-1`."""
    return "-".join([parent, *(str(part) for part in parts)])


def meeting_key(body: str | None, date: str | None, document: str, ordinal: int = 1) -> str:
    """The key of a meeting: body's slug and ISO date, `-2` for a second one on that day.

    Without a date it is `{body}-undated-{document key}`; without a settled body it is `unsettled-…` and always holds
    the document's key, since two such meetings need not be one.
    """
    if body is None:
        return below("unsettled", segment(date) if date else "undated", document)
    if date is None:
        return below(body, "undated", document)
    return below(body, segment(date)) + (f"-{ordinal}" if ordinal > 1 else "")


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of one dataset; `base` is its base IRI, without a slash at the end."""

    base: str

    def id(self, kind: str, key: str) -> NamedNode:
        """The thing of a kind (`body`, `meeting`, `item`, `decision`, `body-relation` …) with a key."""
        return NamedNode(f"{self.base}/id/{kind}/{key}")

    def text(self, checksum: str) -> NamedNode:
        """The published text rendition with this SHA-256 (hex, of the masked text in UTF-8)."""
        return NamedNode(f"{self.base}/res/text/{checksum[:16]}")

    def file(self, checksum: str) -> NamedNode:
        """The file as it was read, by the SHA-256 of its bytes (hex)."""
        return self.id("file", checksum[:16])

    def evidence(self, document: str, start: int, end: int) -> NamedNode:
        """A passage of a document's rendition, from code point `start` up to `end`."""
        return self.id("evidence", below(document, start, end))

    def selector(self, document: str, start: int, end: int) -> NamedNode:
        """What selects that passage."""
        return self.id("selector", below(document, start, end))

    def reading(self, document: str, start: int, end: int, *fact: str) -> NamedNode:
        """The reading of a fact from a passage.

        The key follows from the fact's node (or subject, predicate and value) and the passage, so that a reading
        keeps its name when graf learns to read more of the document.
        """
        return self.id("reading", below(document, digest(str(start), str(end), *fact)))

    def graph(self, *path: str) -> NamedNode:
        """A named graph: `graph("doc", key)`, `graph("evidence", key)`, `graph("register")`, `graph("derived")` …"""
        return NamedNode("/".join([self.base, "graph", *path]))
