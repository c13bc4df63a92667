"""People's names in a text: full names by a known given name, single given names within their document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

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


def full_names(text: str, known: Iterable[str] = ()) -> list[tuple[int, int, str]]:
    """(start, end, name) of full names whose given name is a common one, or that are known whole."""
    whole = {name.casefold() for name in known}
    given = given_names() | {name.split()[0] for name in whole}
    found = []
    for match in FULL_NAME.finditer(text):
        parts = match[1].split()
        for skip in range(len(parts) - 1):
            name = " ".join(parts[skip:])
            first = parts[skip].casefold()
            if name.casefold() in whole or first in given or first.split("-")[0] in given:
                start = match.start() + match[1].rindex(parts[skip]) if skip else match.start()
                found.append((start, match.end(), re.sub(r"\s+", " ", match[1][start - match.start() :])))
                break
    return found
