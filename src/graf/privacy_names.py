"""Names in a text: where a person is named whose name may not be published, however it is written there.

A name is looked for as a row of words, without regard to capitals, accents, a genitive's `s`, hyphens and line breaks
between and within the words, and the other way round (`Lindmark, Eva`). In the documents that name a person, an initial
with the family name (`E. Lindmark`) and a given or family name alone are covered too, unless somebody else there who is
published bears it. Where a name that is published begins with one that is not, the longer one is meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graf.read.privacy import COVER

# A word, or two halves of one that a line break divides (`Lind-⏎mark`).
_WORD = re.compile(r"[^\W\d_]+(?:[-\u00ad][ \t]*\n\s*[a-zåäöéü][^\W\d_]*)?")
_BETWEEN = re.compile(r"[_\s\-–.,'’*~/|]{0,5}")
_KEPT = "\n\r\f"

Words = tuple[str, ...]
Span = tuple[int, int]


def words(text: str) -> Words:
    """The words of a name as they are compared."""
    return tuple(_folded(match.group()) for match in _WORD.finditer(text))


def covered(text: str, spans: Iterable[Span]) -> str:
    """The text with each character of these spans covered by `█`, less the line breaks; its length stays."""
    characters = list(text)
    for start, end in spans:
        for place in range(start, end):
            if characters[place] not in _KEPT:
                characters[place] = COVER
    return "".join(characters)


@dataclass
class NameIndex:
    """The names to cover (`hide`) and those that are published (`keep`), by their first word; `local` is by document.

    Words alone (`Eva`) are only in `local`, and count only with a capital.
    """

    hide: set[Words] = field(default_factory=set)
    keep: set[Words] = field(default_factory=set)
    local: defaultdict[str, set[Words]] = field(default_factory=lambda: defaultdict(set))
    _starts: dict[str | None, Mapping[str, tuple[Words, ...]]] = field(default_factory=dict)

    def add_hidden(self, name: str, files: Iterable[str] = ()) -> None:
        """A name to cover everywhere; one that is a single word only in the documents that name the person so."""
        form = words(name)
        if len(form) > 1:
            self.hide |= {form, form[::-1]} if len(form) == 2 else {form, (form[-1], *form[:-1])}
        elif form:
            for file in files:
                self.local[file].add(form)

    def add_parts(self, name: str, file: str) -> None:
        """What a document may call a person by once it has named them: parts of the name, or an initial in it."""
        form = words(name)
        if len(form) > 1:
            self.local[file] |= {(part,) for part in (form[0], form[-1]) if len(part) > 1}
            self.local[file] |= {(form[0][0], form[-1]), (form[0], form[-1][0]), (form[-1], form[0][0])}

    def find(self, text: str, file: str | None = None) -> list[Span]:
        """Where names to cover stand in a text of a document (None: one that is of no document)."""
        starts = self._by_start(file)
        found: list[Span] = []
        matches = list(_WORD.finditer(text))
        folded = [_folded(match.group()) for match in matches]
        place = 0
        while place < len(matches):
            length, hidden = self._longest(text, matches, folded, place, starts, file)
            if hidden:
                found.append((matches[place].start(), matches[place + length - 1].end()))
            place += max(length, 1)
        return found

    def _longest(
        self,
        text: str,
        matches: list[re.Match[str]],
        folded: list[str],
        place: int,
        starts: Mapping[str, tuple[Words, ...]],
        file: str | None,
    ) -> tuple[int, bool]:
        best, hidden = 0, False
        candidates = starts.get(folded[place], ())
        if folded[place].endswith("s"):
            candidates += tuple(one for one in starts.get(folded[place][:-1], ()) if len(one) == 1)
        for form in candidates:
            length = len(form)
            if length < best or place + length > len(folded):
                continue
            if length == 1 and not matches[place].group()[0].isupper():
                continue
            if not all(folded[place + n] == form[n] for n in range(length - 1)):
                continue
            if folded[place + length - 1] not in (form[-1], f"{form[-1]}s"):
                continue
            gaps = ((matches[place + n].end(), matches[place + n + 1].start()) for n in range(length - 1))
            if all(_BETWEEN.fullmatch(text, start, end) for start, end in gaps):
                hides = form in self.hide or (file is not None and form in self.local.get(file, ()))
                best, hidden = length, hides or (hidden and length == best)
        return best, hidden

    def _by_start(self, file: str | None) -> Mapping[str, tuple[Words, ...]]:
        if None not in self._starts:
            self._starts[None] = _grouped(self.hide | self.keep)
        if file is None or not self.local.get(file):
            return self._starts[None]
        if file not in self._starts:
            own = _grouped(self.local[file])
            whole = self._starts[None]
            self._starts[file] = {**whole, **{first: forms + whole.get(first, ()) for first, forms in own.items()}}
        return self._starts[file]


def _grouped(forms: Iterable[Words]) -> dict[str, tuple[Words, ...]]:
    found: defaultdict[str, list[Words]] = defaultdict(list)
    for form in sorted(forms):
        found[form[0]].append(form)
    return {first: tuple(several) for first, several in found.items()}


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(character for character in plain if character.isalpha())
