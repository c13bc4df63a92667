"""Whose region it is: the one that documents name on their first pages, which `regionen` then means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graf.extract.naming import START, build_lexicon, regions_in, registered
from graf.model import Body
from tests.extract.conftest import document, register

OTHER = Body("Region Sydland", "Region Sydland", "region", source="test")
KNOWN = replace(register(), bodies=(*register().bodies, OTHER), forms={**register().forms, "region sydland": OTHER.key})
FILLER = "Nätverket samtalar om hur arbetet har gått under året.\n"


@pytest.mark.parametrize(
    ("first", "later", "own"),
    [
        ("Region Nordland", "Region Sydland " * 9, "Region Nordland"),
        ("Länsnätverket", "Region Sydland", "Region Sydland"),
        ("Länsnätverket", "", None),
    ],
)
def test_the_first_pages_tell_whose_region_it_is(first: str, later: str, own: str | None) -> None:
    """A region that is spoken of later counts only where the first pages name none."""
    text = f"Minnesanteckningar {first}\n{FILLER * (START // len(FILLER) + 1)}{later}\n"
    found = regions_in(document(text), registered(KNOWN, frozenset()))
    assert list(found) == ([own] if own else [])
    assert build_lexicon([document(text)], KNOWN, frozenset()).region == own
