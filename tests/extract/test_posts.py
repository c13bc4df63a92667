"""Posts that a heading or a signature names: whom a committee proposes for what, who signs as what."""

from __future__ import annotations

import pytest

from .conftest import read_all

HEAD = (
    "Norra nätverket\nMinnesanteckningar 2024-11-05\n\nNärvarande: Kim Berg, Lo Dahl, Mia Falk\n\n1. Öppnande\nÖppet.\n"
)
NOMINATED = [
    ("Val av ordförande för nätverket", "Valberedningen föreslår Kim Berg.", [("Kim Berg", "ordförande")]),
    ("Val av ledamöter", "Styrelsen föreslår Kim Berg och Lo Dahl.", [("Kim Berg", "ledamot"), ("Lo Dahl", "ledamot")]),
    ("Fyllnadsval av ersättare", "Valberedningen har föreslagit Kim Berg. Hon vill.", [("Kim Berg", "ersättare")]),
    ("Val av justerare", "Ordföranden föreslår Kim Berg.", []),
    ("Budget", "Valberedningen föreslår Kim Berg.", []),
    ("Val av ordförande", "Valberedningen föreslår Kim Berg att leda mötet.", []),
]  # fmt: skip
SIGNED = [
    ("Kim Berg\nsekreterare\n\nLo Dahl\nOrdförande", [("Kim Berg", "sekreterare"), ("Lo Dahl", "ordförande")]),
    (
        "Kim Berg       Lo Dahl      Mia Falk\nsekreterare    ordförande   justerare",
        [("Kim Berg", "sekreterare"), ("Lo Dahl", "ordförande"), ("Mia Falk", "justerare")],
    ),
    ("Kim Berg\nsekreterare\nLo Dahl\nordförande", [("Kim Berg", "sekreterare"), ("Lo Dahl", "ordförande")]),
    ("Sekreterare\nKim Berg\nOrdförande\nLo Dahl", [("Kim Berg", "sekreterare")]),
    ("Nordstads kommun\nsekreterare", []),
    ("Kim Berg\nsekreterare på kansliet tar fram underlaget", []),
]


def _posts(text: str, kind: str) -> list[tuple[str, str | None]]:
    facts = read_all(text).minutes[0].role_facts
    assert {fact.organisation for fact in facts if fact.kind == kind} <= {"Norra nätverket"}
    return [(fact.person, fact.role) for fact in facts if fact.kind == kind]


@pytest.mark.parametrize(("heading", "said", "expected"), NOMINATED)
def test_what_for_stands_in_the_heading(heading: str, said: str, expected: list[tuple[str, str]]) -> None:
    """Whom somebody proposes below `Val av …` is nominated for that; below another heading for nothing."""
    assert _posts(f"{HEAD}\n2. {heading}\n{said}\n\n3. Slut\nMötet avslutades.\n", "nominated") == expected


@pytest.mark.parametrize(("signed", "expected"), SIGNED)
def test_posts_below_signatures(signed: str, expected: list[tuple[str, str]]) -> None:
    """A name at the end with a post of the meeting right below it tells who holds that; anything else tells nothing."""
    assert _posts(f"{HEAD}\n2. Slut\nMötet avslutades.\n\n{signed}\n", "holds") == expected
