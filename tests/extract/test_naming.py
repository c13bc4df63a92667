"""Whose region it is: the one that documents name on their first pages, which `regionen` then means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graf.extract.bodies import GROUP_TYPE
from graf.extract.learned import in_its_county
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


def _means(*regions: str) -> list[str | None]:
    """What `kommunerna` means in each of some documents of one dataset, by the region that each names."""
    own = replace(KNOWN, bodies=tuple(body for body in KNOWN.bodies if body.type != GROUP_TYPE))
    own = replace(own, forms={form: key for form, key in own.forms.items() if "kommuner" not in form})
    documents = [document(f"Minnesanteckningar {region}\n{place}") for place, region in enumerate(regions)]
    lexicon = build_lexicon(documents, own, frozenset())
    return [in_its_county(lexicon, one.sha256).key_of("kommunerna") for one in documents]


def test_whose_municipalities_the_document_means() -> None:
    """`kommunerna` are those of the county that a document is of, not of the one that the dataset names most."""
    assert _means("Region Nordland", "Region Nordland", "Region Sydland") == [
        "Nordlands kommuner", "Nordlands kommuner", "Sydlands kommuner",
    ]  # fmt: skip
    both = "Region Nordland och Region Sydland, Region Sydland"
    assert _means("Region Nordland", "Region Nordland", both, "")[2:] == ["Nordlands kommuner"] * 2
    assert _means("Region Nordland", "Region Nordland", "Region Sydland", "Region Sydland", "Länsnätverket")[4] is None
