"""Words that a scanner parted or ran together: made-up minutes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graf.read
from graf.model import Document, Register
from graf.read import text as texts
from graf.read.mend import with_repairs
from graf.read.repair import Repairer
from graf.read.vocabulary import gathered

CLEAN = """Samverkansrådet i Nordland
Datum: 2024-03-12
Närvarande: Ada Lind, Bo Ask, Disa Lund
1. Mötets öppnande
Samverkansrådet beslutade att öppna mötet och att godkänna dagordningen.
2. Rapport om arbetet i länet
Samverkansrådet beslutade att lägga informationen till handlingarna. Ada Lind och Bo Ask tar fram ett förslag till
nästa möte. Samverkansrådet beslutade att uppdra åt Ada Lind att ta fram underlag.
"""
NOISE = "Dct är oeh blir cn fråga aft ta upp scm en punkt.\n"
DIRT = "Rådet ·tackade Ada~Lind för {goda} råd och ^ önskade lycka till.\n"
_TABLES = tomllib.loads((Path(graf.read.__file__).parent / "minutes.toml").read_text("utf-8"))
ROWS = [
    ("Informa tion: läget i länet", "Information: läget i länet"),
    ("Dia log om bil aga A", "Dialog om bilaga A"),
    ("utve cklingsledare och avdelnings chef", "utvecklingsledare och avdelningschef"),
    ("Rådet beslutadeatt lägga det tillhandlingarna", "Rådet beslutade att lägga det till handlingarna"),
    ("Samverkansrådetbeslutade att anta planen", "Samverkansrådet beslutade att anta planen"),
    ("AdaLind och DisaLund deltar", "Ada Lind och Disa Lund deltar"),
    ("ärendet tas upp iMora den25 mars2026", "ärendet tas upp i Mora den 25 mars 2026"),
    ("Se BilagaB och beslutet 2026och", "Se Bilaga B och beslutet 2026 och"),
]  # fmt: skip
RIGHT = [
    "i år ska allt för många ta ut semester, i stället för i bland",
    "hälso- och sjukvårdens kompetensförsörjning, kunskapsstyrning, omtag och brukarundersökningar",
    "MiniMaria och MiniMaria, LPO:er, covid19, SKRs, B1-6, § 12",
    "Samverkansrådets möten och vad som kommunicerats inom länet",
    "en ny social chef för barn och unga i god tid",
]


def repaired(text: str) -> Document:
    document = Document("m.txt", "0" * 64, text, text, texts.number(text, text))
    return with_repairs(document, *Repairer(gathered([], Register())).repair(text)[:2])


@pytest.mark.parametrize(("read", "printed"), ROWS)
def test_spaces_are_put_right(read: str, printed: str) -> None:
    """In a misread text, parted words are joined and words run together are parted, where that makes them words."""
    assert repaired(f"{CLEAN}{NOISE}{read}\n").repaired.endswith(f"\n{printed}\n")


@pytest.mark.parametrize("name", _TABLES)
def test_lists_of_words_put_their_example_right(name: str) -> None:
    """A list of `minutes.toml` whose example does not come right is one that nobody can trust or extend."""
    for rule in _TABLES[name]:
        assert repaired(f"{CLEAN}{NOISE}{DIRT}{rule['read']}\n").repaired.endswith(f"\n{rule['printed']}\n")


@pytest.mark.parametrize("line", RIGHT)
def test_right_words_stay(line: str) -> None:
    """Words that stand beside each other, compounds and abbreviations stay as they are in a misread text."""
    assert repaired(f"{CLEAN}{NOISE}{line}\n").repaired.endswith(f"\n{line}\n")


@given(st.lists(st.sampled_from([*CLEAN.split("\n"), NOISE, *(read for read, _ in ROWS), *RIGHT]), max_size=9))
@settings(max_examples=30, deadline=None)
def test_lines_and_positions_hold(lines: list[str]) -> None:
    """No line is moved, and every change leads back to what stood there, also where several kinds meet."""
    text = NOISE + "\n".join(lines) + " ·tack ^och ~adjö {nu}"
    one = repaired(text)
    assert one.repaired.count("\n") == text.count("\n")
    for repair in one.repairs:
        assert text[repair.original_start : repair.original_end] == repair.original
        if repair.start < repair.end:
            start, end = one.original_span(repair.start, repair.end)
            assert start <= repair.original_start <= repair.original_end <= end
    assert one.original_span(0, len(one.repaired)) == (0, len(text))
