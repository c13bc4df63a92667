"""Personal details are covered, character by character, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf.read.privacy import COVER, mask


@pytest.mark.parametrize(
    ("detail", "kind"),
    [
        ("anna.ek@exempel.se", "e-mail"),
        ("a_b+c@sub.exempel-kommun.nu", "e-mail"),
        ("811218-9876", "personnummer"),
        ("19811218-9876", "personnummer"),
        ("8112189876", "personnummer"),
        ("198112189876", "personnummer"),
        ("811278-9873", "personnummer"),  # samordningsnummer: the day plus 60
        ("120101+1234", "personnummer"),
        ("811218-XXXX", "personnummer"),
        ("070-123 45 67", "phone"),
        ("0701234567", "phone"),
        ("0243-660 00", "phone"),
        ("08-508 00 00", "phone"),
        ("+46 70 123 45 67", "phone"),
        ("+46 (0)243 660 00", "phone"),
    ],
)
def test_details_are_covered(detail: str, kind: str) -> None:
    """Each form of each kind is covered whole, and the words around it stay."""
    masked, counts = mask(f"Hör av dig ({detail}) till oss.")
    assert masked == f"Hör av dig ({COVER * len(detail)}) till oss."
    assert counts == {kind: 1}


@pytest.mark.parametrize(
    "text",
    [
        "Minnesanteckningar 251017 och 2025-10-17",
        "Organisationsnummer 556036-0793 och 212000-2254",
        "SOU 2020:47, S2019:04, Dir. 2020:74, prop. 2024/25:89",
        "Dnr 2025/0123-4, dnr 251017-1234, RS 2024/1567",
        "kl. 09.30-12.00, 08.00-09.00, 08 30 - 09 45",
        "1 800 konton, 450 000 kr, 0,5 procent, 01-02-2025",
        "1. a) §§ 101-123, LPO 1-6, barn 6-17 år",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    """Dates, case numbers, organisation numbers, times and amounts are no personal details."""
    assert mask(text) == (text, {})


def test_a_number_called_a_telephone_is_one() -> None:
    """A short local number is covered where the text says what it is."""
    masked, counts = mask("Telefon: 660 00")
    assert masked == f"Telefon: {COVER * 6}"
    assert counts == {"phone": 1}


@given(st.text(alphabet="0123456789 -+@.:/aåé\n()", max_size=60))
def test_length_and_other_characters_are_kept(text: str) -> None:
    """Positions still hold after masking: nothing moves, and what is not covered is as it was."""
    masked, _ = mask(text)
    assert len(masked) == len(text)
    assert all(new in (old, COVER) for old, new in zip(text, masked, strict=True))
