"""The names of bodies, and where they stand in a text. `naming` makes the lexicon of a dataset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice

from graf.model import Body

_TOKEN = re.compile(r"\w+")
_TOKENS = re.compile(r"(\w+)")
_JOINER = re.compile(r"\s+|-|/|- |-/|: ?|, |\s?\(|\) ?|–")
GROUP_TYPE = "group of municipalities"
GOVERNING = frozenset(["network", "steering group", "working group", "programme area", "council", "committee"])


@dataclass(frozen=True, slots=True)
class Named:
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


def known_words(words: Iterable[str], lexicon: Lexicon) -> set[str]:
    """The words, case-folded, that some name begins with."""
    forms, places = lexicon.forms, lexicon.places
    return {
        word
        for word in set(words)
        if word in forms or word in places or (word[-1] == "s" and (word[:-1] in forms or word[:-1] in places))
    }


def starts_in(text: str, lexicon: Lexicon) -> list[int]:
    """Where a text has a word that some name begins with, from left to right."""
    parts = _TOKENS.split(text)  # what stands between words, and the words
    folded = tuple(map(str.casefold, parts[1::2]))
    known = known_words(folded, lexicon)
    if not known:
        return []
    edges = list(accumulate(map(len, parts)))
    return [edges[2 * index] for index, word in enumerate(folded) if word in known]


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
    capital = text[start].isupper()
    if place and not capital:
        return None
    further: list[re.Match[str]] = []
    second = ""
    if len(options[0][0]) > 1:
        further = list(islice(_TOKEN.finditer(text, stop), len(options[0][0]) - 1))
        second = further[0][0].casefold() if further else ""
    for parts, key, exact in options:
        count, last = len(parts), stop
        if count > 1:
            if not second.startswith(parts[1]) or not _goes_on(text, stop, further, parts):
                continue
            last = further[count - 2].end()
        if exact and not (word[0].isupper() or (count > 1 and capital)):
            continue
        return Named(start, last + 2 if text.startswith(":s", last) else last, key, place), last
    return None


def _goes_on(text: str, stop: int, further: Sequence[re.Match[str]], parts: Sequence[str]) -> bool:
    """Whether the words behind a name's first are its others, the last perhaps in the genitive."""
    if len(further) < len(parts) - 1:
        return False
    for index, part in enumerate(parts[1:]):
        word = further[index]
        said = word[0].casefold()
        if said != part and not (index == len(parts) - 2 and said == part + "s"):
            return False
        if not _JOINER.fullmatch(text, stop, word.start()):
            return False
        stop = word.end()
    return True
