"""People's names in a text: full names by a known given name, single given names within their document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from graf.extract.rules import table

_PART = r"[A-ZÅÄÖÉÜ][a-zåäöéüèáà’']+(?:-[A-ZÅÄÖ][a-zåäöéü]+)*"
FULL_NAME = re.compile(rf"(?<![\w-])({_PART}(?:\s+(?:(?:von|af|de|van)\s+)?{_PART}){{1,3}})(?![\w-])")
SINGLE = re.compile(rf"(?<![\w-])({_PART})(?![\w-])")
LOOKS_LIKE_NAME = re.compile(rf"{_PART}(?:\s+(?:(?:von|af|de|van)\s+)?{_PART}){{1,3}}")
INITIALS = re.compile(r"[A-ZÅÄÖ]\.?\s?[A-ZÅÄÖ]\.?")


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
    return re.compile(rf"(?:{before})\s+$", re.IGNORECASE), re.compile(rf"\s*(?:{after})", re.IGNORECASE)


def full_names(text: str, known: Iterable[str] = ()) -> list[tuple[int, int, str]]:
    """(start, end, name) of full names: known whole, with a common given name, or where only a person can stand."""
    whole = {name.casefold() for name in known}
    given = given_names() | {name.split()[0] for name in whole}
    before, after = _contexts()
    found = []
    for match in FULL_NAME.finditer(text):
        parts = match[1].split()
        for skip in range(len(parts) - 1):
            name = " ".join(parts[skip:])
            first = parts[skip].casefold()
            start = match.end() - len(match[1]) + (match[1].index(parts[skip]) if skip else 0)
            placed = before.search(text[max(0, start - 40) : start]) or after.match(text[match.end() : match.end() + 40])
            if name.casefold() in whole or first in given or first.split("-")[0] in given or (placed and not skip):
                found.append((start, match.end(), re.sub(r"\s+", " ", text[start : match.end()])))
                break
    return found
