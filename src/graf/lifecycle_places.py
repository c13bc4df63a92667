"""Where two releases read things: the passages of the one in the texts of the other.

A passage of a document that is in both releases is the same passage. Where a document was replaced, the texts are laid
side by side: a line that stands in both, in the same order, is the same line wherever it has moved to.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path

from pyoxigraph import NamedNode

from graf.rdf.vocab import GRAF, OA
from graf.store.release import TEXT
from graf.views.source import Source

Passage = tuple[str, int, int]
"""A document's key, and from where to where in its text (code points)."""


@dataclass
class Places:
    """What each release reads where. `replaced` are the documents that have another key now, `folders` the releases."""

    old: Source
    new: Source
    folders: tuple[Path, Path]
    replaced: Mapping[str, str] = field(default_factory=dict)
    _read: dict[str, dict[int, list[tuple[int, NamedNode]]]] = field(default_factory=dict)
    _lines: dict[str, tuple[list[int], dict[int, int]]] = field(default_factory=dict)

    def passages(self, node: NamedNode) -> Iterator[Passage]:
        """The passages that the old release read a thing from, as they stand now; `end` is -1 where it has changed."""
        for reading in self.old.subjects(OA.hasBody, node):
            for document, start, end in passages(self.old, reading):
                if document not in self.replaced:
                    yield document, start, end
                elif (place := self._place(document, start)) is not None:
                    last = self._place(document, end - 1)
                    same = last is not None and last + 1 - place == end - start
                    yield self.replaced[document], place, last + 1 if same and last is not None else -1

    def at(self, document: str, start: int) -> list[tuple[int, NamedNode]]:
        """What the new release reads from a document's passages that begin here: their ends, and the things."""
        if document not in self._read:
            here: defaultdict[int, list[tuple[int, NamedNode]]] = defaultdict(list)
            graph = NamedNode(f"{self.new.base}/graph/evidence/{document}")
            for quad in self.new.store.quads_for_pattern(None, OA.hasBody, None, graph):
                assert isinstance(quad.subject, NamedNode)
                if isinstance(quad.object, NamedNode):
                    for _, first, last in passages(self.new, quad.subject):
                        here[first].append((last, quad.object))
            self._read[document] = dict(here)
        return self._read[document].get(start, [])

    def _place(self, document: str, position: int) -> int | None:
        """Where a position of a replaced document's text is now; None where its line has changed."""
        if document not in self._lines:
            self._lines[document] = _side_by_side(
                _text(self.old, self.folders[0], document), _text(self.new, self.folders[1], self.replaced[document])
            )
        starts, moved = self._lines[document]
        line = bisect_right(starts, position) - 1
        return moved[line] + position - starts[line] if line in moved else None


def passages(source: Source, reading: NamedNode) -> Iterator[Passage]:
    """The passages of a reading; their IRIs say them."""
    for target in source.nodes(reading, OA.hasTarget):
        kind, _, key = target.value.partition("/id/")[2].partition("/")
        parts = key.rsplit("-", 2)
        if kind == "evidence" and len(parts) == 3 and parts[1].isdigit() and parts[2].isdigit():
            yield parts[0], int(parts[1]), int(parts[2])


def _text(source: Source, folder: Path, document: str) -> str:
    for rendition in source.subjects(GRAF.renditionOf, source.node("document", document)):
        file = folder / TEXT / f"{rendition.value.rsplit('/', 1)[1]}.txt"
        if file.is_file():
            return file.read_bytes().decode("utf-8")
    return ""


def _side_by_side(old: str, new: str) -> tuple[list[int], dict[int, int]]:
    """Where each line of the old text begins, and where those that are in the new one begin there."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts, ends = ([0, *accumulate(map(len, lines))] for lines in (before, after))
    # The last line may have got a line break, and is the same.
    matcher = SequenceMatcher(
        None, [one.rstrip("\r\n") for one in before], [one.rstrip("\r\n") for one in after], False
    )
    return starts, {a + n: ends[b + n] for a, b, size in matcher.get_matching_blocks() for n in range(size)}
