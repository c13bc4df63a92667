"""People's names in a text: full names by a known given name, single given names within their document."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from graf.extract.near import words_before
from graf.extract.rules import table, words

# Capitals and small letters of Latin script, those of other languages' names too (`Ilić`, `Þórdís`, `O'Shea`, `K-G`).
_CAPITAL = "".join(chr(c) for c in (*range(0x41, 0x5B), *range(0xC0, 0x180)) if chr(c).isupper())
_SMALL = "".join(chr(c) for c in (*range(0x61, 0x7B), *range(0xC0, 0x180)) if chr(c).islower()) + "’'"
_WORD = rf"(?:[{_CAPITAL}]['’])?[{_CAPITAL}][{_SMALL}]+"
_PART = rf"(?:{_WORD}(?:-{_WORD})*|[{_CAPITAL}]-[{_CAPITAL}]\b)"
# The first letter is found before what stands before it is looked at: a search that begins by looking behind is slow.
_FIRST = rf"[{_CAPITAL}](?<![\w-].)(?:(?:['’][{_CAPITAL}])?[{_SMALL}]+(?:-{_WORD})*|-[{_CAPITAL}]\b)"
FULL_NAME = re.compile(rf"({_FIRST}(?:\s+(?:(?:von|af|de|van)\s+)?{_PART}){{1,3}})(?![\w-])")
_BEGINS = re.compile(rf"{_FIRST}(?=\s+(?:(?:von|af|de|van)\s+)?[{_CAPITAL}])")
SINGLE = re.compile(rf"({_FIRST})(?![\w-])")
# A name that stands by itself may be shortened too: `A. Andersson`, `Anna K Svensson`.
_INITIAL = rf"[{_CAPITAL}]\."
LOOKS_LIKE_NAME = re.compile(
    rf"(?:{_INITIAL}\s?){{1,2}}{_PART}(?:\s+{_PART})?"
    rf"|{_PART}(?:\s+{_INITIAL}|\s+[{_CAPITAL}](?=\s))?(?:\s+(?:(?:von|af|de|van)\s+)?{_PART}){{1,3}}"
)


@cache
def given_names() -> frozenset[str]:
    """Given names that Swedes bear: the most common ones, from the package Faker (Isof's statistics of names)."""
    from faker.providers.person.sv_SE import Provider

    names: set[str] = set()
    for attribute in ("first_names", "first_names_female", "first_names_male"):
        names.update(getattr(Provider, attribute, ()))
    return frozenset(name.casefold() for name in names)


@cache
def _contexts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = "|".join(rule["pattern"] for rule in table("names")["before"])
    after = "|".join(rule["pattern"] for rule in table("names")["after"])
    return re.compile(rf"(?:{before})\s+", re.IGNORECASE), re.compile(rf"\s*(?:{after})", re.IGNORECASE)


@lru_cache(maxsize=64)
def _known(names: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Names in small letters, and the given names that are known with them."""
    whole = frozenset(name.casefold() for name in names)
    return whole, given_names() | {name.split()[0] for name in whole}


@lru_cache(maxsize=4)  # a document's whole text is gone through with more and more names known
def name_starts(text: str) -> tuple[int, ...]:
    """Where a text has two words in a row as names have them, from left to right."""
    return tuple(match.start() for match in _BEGINS.finditer(text))


def _candidates(text: str, starts: Sequence[int], after: int = 0) -> Iterator[re.Match[str]]:
    """What looks like a full name, from a place on."""
    for start in starts:
        if start >= after and (match := FULL_NAME.match(text, start)):
            yield match
            after = match.end()


def full_names(text: str, known: Iterable[str] = (), starts: Sequence[int] | None = None) -> list[tuple[int, int, str]]:
    """(start, end, name) of full names: known whole, with a common given name, or where only a person can stand.

    `starts` are the places to try (`name_starts`), where they have been looked up already.
    """
    if starts is None:
        starts = name_starts(text)
    if not starts:
        return []
    whole, given = _known(tuple(known))
    before, after = _contexts()
    found: list[tuple[int, int, str]] = []
    candidates = _candidates(text, starts)
    while match := next(candidates, None):
        parts, rest = _without_labels(match[1])
        if rest:  # what stands behind the label may begin the next name
            candidates = _candidates(text, starts, match.start() + rest)
        if len(parts) < 2:
            continue
        skips = range(len(parts) - 1)
        chosen = next((k for k in skips if " ".join(parts[k:]).casefold() in whole or _given(parts[k], given)), None)
        if chosen is None and (
            any(before.fullmatch(text, word, match.start()) for word in _words_before(text, match.start()))
            or (len(parts[0]) > 2 and after.match(text[match.end() : match.end() + 40]))
            or (found and len(parts) == 2 and _joined(text, found[-1][1], match.start()))
        ):
            chosen = 0
        if chosen is not None:
            last = _end(parts[chosen:], whole) + chosen
            if last - chosen == 4 and _given(parts[chosen + 2], given) and not _given(parts[chosen + 1], given):
                last -= 2  # two names beside each other, over signatures
            if last == len(parts) > chosen + 2 and _LABEL.match(text, match.end()):
                last -= 1  # `Ordförande: Ada Ek Sekreterare: Bo Alm`
            places = [word.span() for word in _SPACED.finditer(text, match.start(), match.end())]
            found.append((places[chosen][0], places[last - 1][1], " ".join(parts[chosen:last])))
            if last < len(parts):
                candidates = _candidates(text, starts, found[-1][1])
    return found


def _words_before(text: str, place: int) -> list[int]:
    """Where the last words before a name begin, as many as a rule has."""
    return words_before(text, max(0, place - 40), place, 3)


_SPACED = re.compile(r"\S+")
_LABEL = re.compile(r"(?: [a-zåäö]+)?:")
_AND = re.compile(r" (?:och|samt|respektive) (?!\S*(?i:region|kommun|landsting|stift|verket|nämnd|styrelse))")


def _joined(text: str, first: int, second: int) -> bool:
    """Whether two names are joined by `och`, and the second is no organisation's."""
    match = _AND.match(text, first)
    return match is not None and match.end() == second


def _without_labels(name: str) -> tuple[list[str], int]:
    """The words of a name up to one that no name has, and where that one ends (0 where there is none).

    Where a row ends in a name, the label of the next looks like a part of it: `Ada Ek Justerare Bo Alm`.
    """
    parts = name.split()
    label = next((word for word in parts if word.casefold() in words("no_name")), None)
    if label is None:
        return parts, 0
    return parts[: parts.index(label)], name.index(label) + len(label)


def _end(parts: Sequence[str], whole: Collection[str]) -> int:
    """How many words the name has: where its first words are a known name, what stands behind begins something else."""
    if " ".join(parts).casefold() in whole:
        return len(parts)
    known = (count for count in range(len(parts) - 1, 1, -1) if " ".join(parts[:count]).casefold() in whole)
    return next(known, len(parts))


def _given(word: str, given: Collection[str]) -> bool:
    first = word.casefold()
    return first in given or first.split("-")[0] in given
