"""Lists of those present that name the organisation first, then its people."""

from __future__ import annotations

import pytest

from .conftest import read_all

HEAD = "Minnesanteckningar Länsnätverket\nDatum: 2024-03-05\n"


@pytest.mark.parametrize(
    "listed",
    [
        "Närvarande:\nNordstads kommun: Ada Ek, Bo Alm\nRegion Nordland: Zita Berg\n",
        "Närvarande\nNordstads kommun\nAda Ek\nBo Alm\nRegion Nordland\nZita Berg\n",
        "Närvarande:\nNordstads kommun\nAda Ek, Bo Alm\nRegion Nordland\nZita Berg\n",
    ],
)
def test_people_below_their_organisation(listed: str) -> None:
    """Whoever stands below an organisation, or after its name and a colon, came for it."""
    (one,) = read_all(f"{HEAD}{listed}\n1. Öppnande\nMötet öppnas.\n").minutes
    assert [(a.name, a.organisation) for a in one.attendance] == [
        ("Ada Ek", "Nordstads kommun"),
        ("Bo Alm", "Nordstads kommun"),
        ("Zita Berg", "Region Nordland"),
    ]


def test_an_organisation_below_its_person_is_that_persons() -> None:
    """A list that begins with a person gives the organisation after the name."""
    listed = "Närvarande:\nAda Ek\nNordstads kommun\nZita Berg\nBo Alm\n"
    (one,) = read_all(f"{HEAD}{listed}\n1. Öppnande\nMötet öppnas.\n").minutes
    assert [(a.name, a.organisation) for a in one.attendance] == [
        ("Ada Ek", "Nordstads kommun"),
        ("Zita Berg", None),
        ("Bo Alm", None),
    ]
