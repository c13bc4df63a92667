"""Lists of coming meetings: whose they are, and lists of days that are of none."""

from __future__ import annotations

import pytest

from .conftest import read_all

HEAD = (
    "Norra nätverket\nMinnesanteckningar 2024-11-05\n\nNärvarande: Kim Berg, Lo Dahl\n\n1. Öppnande\nMötet öppnades.\n"
)
OWN = "Norra nätverket"
MARCH, APRIL = "2025-03-12", "2025-04-14"
BOTH = [("Länsnätverket", MARCH), ("Välfärdsrådet", APRIL)]
LISTS = [
    ("Kommande möten", "12 mars kl. 13-15\n14 april kl. 9-12", [(OWN, MARCH), (OWN, APRIL)]),
    ("Kommande möten", "Länsnätverket: 12 mars kl. 13-15\nVälfärdsrådet: 14 april", BOTH),
    ("Kommande möten", "12 mars 2025 Länsnätverket\n14 april 2025 Välfärdsrådet", BOTH),
    ("Kommande möten", "- 12 mars kl. 13-15, Länsnätverket\n- 14 april kl. 9: Välfärdsrådet", BOTH),
    ("Kommande möten", "Länsnätverket\n12 mars\n14 april", [("Länsnätverket", MARCH), ("Länsnätverket", APRIL)]),
    ("Kommande möten", "12 mars kl. 13-15, Region Nordland\n14 april kl. 9, Teams", [(OWN, MARCH), (OWN, APRIL)]),
    ("Kalender", "Förslag till möten:\n12 mars kl. 09.30-12.00\n14 april kl. 9.30-12.00", [(OWN, MARCH), (OWN, APRIL)]),
    ("Utbildningar", "12 mars kl. 09.30-12.00\n14 april kl. 09.30-12.00", []),
    ("Tidigare möten", "12 mars 2024 kl. 09.30-12.00\n14 april 2024 kl. 09.30-12.00", []),
    ("Tidplan", "2025-03-12 Förstudien är klar\n2025-04-14 Beslut i nämnden", []),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "rows", "expected"), LISTS)
def test_whose_meetings_are_to_come(heading: str, rows: str, expected: list[tuple[str, str]]) -> None:
    """Each day of a list is of the body that its row or the one above the days names; other days are of none."""
    found = read_all(f"{HEAD}\n2. {heading}\n{rows}\n\n3. Slut\nMötet avslutades.\n").minutes[0].planned_meetings
    assert [(one.body, one.date) for one in found] == expected


def test_what_stands_before_the_heading_of_a_decision_is_read() -> None:
    """A row that ends as the heading of decisions (`Styrelsen beslutade`) may begin with another sentence."""
    text = (
        "Frågan om lamporna ska tas upp\ni Välfärdsrådet den 12 mars 2025. Norra nätverket beslutade\natt lämna in den."
    )
    minutes = read_all(f"{HEAD}\n2. Belysning\n{text}\n\n3. Slut\nMötet avslutades.\n").minutes[0]
    assert [(one.body, one.date) for one in minutes.planned_meetings] == [("Välfärdsrådet", MARCH)]
    assert [one.text for one in minutes.items[1].decisions] == ["att lämna in den"]
