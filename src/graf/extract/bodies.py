"""The names of bodies, and where they stand in a text. `naming` makes the lexicon of a dataset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from graf.model import Body
from graf.read.kept import Kept

_TOKEN = re.compile(r"\w+")
_NEXT = re.compile(r"(?:\s+|-|/|- |-/|: ?|, |\s?\(|\) ?|–)(\w+)")
GROUP_TYPE = "group of municipalities"
GOVERNING = frozenset(["network", "steering group", "working group", "programme area", "council", "committee"])


class Named(NamedTuple):
    """A body named in a text: `text[start:end]`, its key, and whether only the place was named (`Falun`)."""

    start: int
    end: int
    key: str
    place: bool = False


Form = tuple[tuple[str, ...], str, bool]  # its words, the body's key, whether only capitals mean it


def words_of(form: str) -> tuple[str, ...]:
    """The words of a name, case-folded."""
    return tuple(_TOKEN.findall(form.casefold()))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every name that means a body. `forms` and `places` are kept by their first word, longest first (`add_form`)."""

    bodies: dict[str, Body] = field(default_factory=dict)
    forms: dict[str, list[Form]] = field(default_factory=dict)
    places: dict[str, list[Form]] = field(default_factory=dict)
    regional: dict[str, list[Form]] = field(default_factory=dict)  # those forms that the register has of regions
    group: str | None = None  # the municipalities of the county together
    region: str | None = None
    elsewhere: dict[str, str] = field(default_factory=dict)  # the region of each document (SHA-256) of another county
    given_names: frozenset[str] = frozenset()
    steering: dict[str, tuple[Body, ...]] = field(default_factory=dict)  # the steering groups, under that word

    def type_of(self, key: str | None) -> str:
        body = self.bodies.get(key or "")
        return body.type if body else "other"

    def key_of(self, name: str) -> str | None:
        """The key for a whole name, or None."""
        found = [n for n in find_bodies(name, self) if n.end - n.start >= len(name.strip()) - 1]
        return found[0].key if found else None


# The words of a stretch between spaces, case-folded, each with its place: mostly one.
_words = Kept(lambda part: tuple((word.start(), word[0].casefold()) for word in _TOKEN.finditer(part)))


def starts_in(text: str, lexicon: Lexicon) -> list[int]:
    """Where a text has a word that some name begins with, from left to right."""
    return words_and_starts(text, lexicon)[1]


def words_and_starts(text: str, lexicon: Lexicon) -> tuple[set[str], list[int]]:
    """The words of a text, case-folded; and where it has one that some name begins with, from left to right."""
    forms, places = lexicon.forms, lexicon.places
    parts = text.replace("\n", " ").split(" ")
    words: set[str] = set()
    known: dict[str, list[int]] = {}
    for part in set(parts):
        for at, word in _words[part]:
            words.add(word)
            if word in forms or word in places or (word[-1] == "s" and (word[:-1] in forms or word[:-1] in places)):
                known.setdefault(part, []).append(at)
    ends = list(accumulate(map(len, parts)))
    found = [ends[i] - len(part) + i + at for i, part in enumerate(parts) if part in known for at in known[part]]
    return words, found


def find_bodies(text: str, lexicon: Lexicon, starts: Iterable[int] | None = None) -> Iterator[Named]:
    """Bodies that the lexicon knows, longest name first at each place, left to right.

    `starts` are the places to try (`starts_in`), where they have been looked up already.
    """
    forms, places = lexicon.forms, lexicon.places
    after = 0
    for start in starts_in(text, lexicon) if starts is None else starts:
        word = _TOKEN.match(text, start) if start >= after else None
        if not word:
            continue
        first = word[0].casefold()
        genitive = first[:-1] if first[-1] == "s" else ""
        for names, place in ((forms, False), (places, True)):
            options = names.get(first, ())
            if genitive in names:
                options = [*options, *(option for option in names[genitive] if len(option[0]) == 1)]
            found = _at(text, word, options, place) if options else None
            if found:
                yield found[0]
                after = found[1]
                break


def _at(text: str, word: re.Match[str], options: Sequence[Form], place: bool) -> tuple[Named, int] | None:
    """The first of the names that stands at a word of the text, and the end of its last word."""
    start, stop = word.span()
    if place and not text[start].isupper():
        return None
    behind: list[tuple[str, int]] = []  # the words behind it, case-folded, each with its end
    for parts, key, exact in options:
        last = stop if len(parts) == 1 else _goes_on(text, stop, behind, parts)
        if not last or (exact and not (word[0].isupper() or (len(parts) > 1 and text[start].isupper()))):
            continue
        return Named(start, last + 2 if text.startswith(":s", last) else last, key, place), last
    return None


def _goes_on(text: str, stop: int, behind: list[tuple[str, int]], parts: Sequence[str]) -> int:
    """The end of a name's last word, where the words behind its first are its others; else 0.

    The last may be in the genitive. `behind` are the words that were looked at already, and grows.
    """
    for index, part in enumerate(parts[1:]):
        if index == len(behind):
            following = _NEXT.match(text, behind[-1][1] if behind else stop)
            if not following:
                return 0
            behind.append((following[1].casefold(), following.end()))
        said = behind[index][0]
        if said != part and not (index == len(parts) - 2 and said == part + "s"):
            return 0
    return behind[len(parts) - 2][1]
