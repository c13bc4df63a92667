"""Points, brackets and dashes that a scanner took for others, and specks: made-up minutes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf.model import Document, Register
from graf.read import text as texts
from graf.read.language import misread
from graf.read.mend import with_repairs
from graf.read.points import put_right, spotted
from graf.read.repair import Repairer
from graf.read.vocabulary import gathered

CLEAN = """Samverkansrådet i Nordland
Datum: 2024-03-12
Närvarande: Ada Ek, Bo Ask, Disa Lund
1. Mötets öppnande
Rådet beslutade att öppna mötet, t.ex. med sång – och 'några ord' om HSL-chefens plan (Bilaga A).
2. Rapport
Föredragande: Ada Ek, utredare, Nordstads kommun
3. Övrigt
- Ingen anmälde något, enl. Bo Ask m.fl. närvarande.
"""
DIRT = "Rådet ·tackade Ada~Ek för {goda} råd och ^ önskade lycka till.\n"
ROWS = [
    ("Föredragande: Ada Ek. utredare. Nordstads kommun", "Föredragande: Ada Ek, utredare. Nordstads kommun"),
    ("Föredragande; Ada Ek, utredare", "Föredragande: Ada Ek, utredare"),
    ("Föredragande Ada Ek, utredare", "Föredragande: Ada Ek, utredare"),
    ("Närvarande: Ada Ek, Bo Ask. Disa Lund, Eva Ros", "Närvarande: Ada Ek, Bo Ask, Disa Lund, Eva Ros"),
    ("a} Beslut; Planen (Bilaga B]", "a) Beslut; Planen (Bilaga B)"),
    ("b) Information/Dialog Läget i länet", "b) Information/Dialog: Läget i länet"),
    ("c) Informeticri/Dia1og: Läget i länet", "c) Information/Dialog: Läget i länet"),
    ("Rapport från [Ada Ek)", "Rapport från (Ada Ek)"),
    ("Datum. 2024–03~12", "Datum: 2024-03-12"),
    (
        "Rådet godkände ,planen : och lade . den till handlingarna",
        "Rådet godkände planen och lade den till handlingarna",
    ),
    ("med stöd enl. beslutet i mars m.fl. handlingar", "med stöd enl. beslutet i mars m.fl. handlingar"),
]


def repaired(text: str) -> Document:
    document = Document("m.txt", "0" * 64, text, text, texts.number(text, text))
    return with_repairs(document, *Repairer(gathered([], Register())).repair(text)[:2])


@pytest.mark.parametrize(("read", "printed"), ROWS)
def test_misread_points_are_put_right(read: str, printed: str) -> None:
    """In a text with several signs that no one writes so, points come back where their surroundings tell which."""
    assert repaired(f"{CLEAN}{DIRT}{read}\n").repaired.endswith(f"\n{printed}\n")


@pytest.mark.parametrize("sign", ["", ",", " .", "·", ":"])
def test_a_number_gets_its_point_back(sign: str) -> None:
    """A number at the beginning of a line is one of the list where those before and after have their points."""
    text = CLEAN.replace("2. Rapport", f"2{sign} Rapport")
    assert "\n2. Rapport" in repaired(text + DIRT).repaired
    assert "\n7 Rapport" in repaired(CLEAN.replace("2. Rapport", "7 Rapport") + DIRT).repaired


def test_clean_texts_stay() -> None:
    """A text without such signs is left as it is, whatever stands in it."""
    text = CLEAN + "Ada Ek. utredare; * en punkt\n* en till\n· och en\n"
    assert not misread(text)
    assert not spotted(text)


@given(
    st.lists(
        st.sampled_from([*CLEAN.split("\n"), DIRT, *(read for read, _ in ROWS), "·", " ,", "{", "~ "]), max_size=12
    )
)
def test_lines_and_positions_hold(lines: list[str]) -> None:
    """No line is moved, and every change leads back to what stood there."""
    text = "\n".join(lines)
    new, repairs = put_right(text)
    assert new.count("\n") == text.count("\n")
    last = 0
    for one in repairs:
        assert text[one.original_start : one.original_end] == one.original != ""
        assert one.original_start >= last
        last = one.original_end
        assert "\n" not in one.original
    document = Document("m.txt", "0" * 64, text, new, texts.number(text, new), repairs)
    assert document.original_span(0, len(new)) == (0, len(text))
