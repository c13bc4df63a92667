"""The names of bodies, and where they stand in a text. `naming` makes the lexicon of a dataset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from graf.model import Body

_TOKEN = re.compile(r"\w+")
_TOKENS = re.compile(r"(\w+)")
_LONG = 400  # characters; a text as long names some body, and is better split at once
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


def find_bodies(text: str, lexicon: Lexicon, within: frozenset[str] | None = None) -> Iterator[Named]:
    """Bodies that the lexicon knows, longest name first at each place, left to right.

    `within` are the known words of a text that this one is part of, where they have been looked up already.
    """
    forms, places = lexicon.forms, lexicon.places
    parts: list[str] = []
    if len(text) > _LONG:  # what stands between words, and the words
        parts = _TOKENS.split(text)
        folded = tuple(map(str.casefold, parts[1::2]))
    else:
        folded = words_of(text)
    known = known_words(folded, lexicon) if within is None else within.intersection(folded)
    if not known:
        return
    parts = parts or _TOKENS.split(text)
    if len(parts) != 2 * len(folded) + 1:  # a letter that falls into two, such as a Turkish capital i with a dot
        folded = tuple(map(str.casefold, parts[1::2]))
    edges = list(accumulate(map(len, parts)))
    after = 0
    for index, first in enumerate(folded):
        if first not in known or index < after:
            continue
        genitive = first[:-1] if first[-1] == "s" else ""
        for names, place in ((forms, False), (places, True)):
            options = names.get(first, ())
            if genitive in names:
                options = [*options, *(option for option in names[genitive] if len(option[0]) == 1)]
            found = _at(text, edges, folded, index, options, place) if options else None
            if found:
                yield found[0]
                after = index + found[1]
                break


def _at(
    text: str,
    edges: Sequence[int],
    folded: Sequence[str],
    index: int,
    options: Sequence[Form],
    place: bool,
) -> tuple[Named, int] | None:
    start, stop = edges[2 * index], edges[2 * index + 1]
    capital = text[start].isupper()
    if place and not capital:
        return None
    for parts, key, exact in options:
        count = len(parts)
        if count > 1:
            end = index + count
            if end > len(folded) or folded[end - 1] not in (parts[-1], parts[-1] + "s"):
                continue
            if folded[index : end - 1] != parts[:-1]:
                continue
            if not all(_JOINER.fullmatch(text, edges[2 * i + 1], edges[2 * i + 2]) for i in range(index, end - 1)):
                continue
        if exact and not (text[start:stop].isupper() or (count > 1 and capital)):
            continue
        last = edges[2 * (index + count) - 1]
        return Named(start, last + 2 if text.startswith(":s", last) else last, key, place), count
    return None
