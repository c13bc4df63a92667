"""Repair of Swedish OCR'd with another language's letters: made-up sentences, and what must stay as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordfreq import get_frequency_dict

from graf.model import Document, Register
from graf.read.repair import Repairer
from graf.read.text import number
from graf.read.vocabulary import gathered, told


def repairer(garbled: list[str], *clean: str) -> Repairer:
    return Repairer(gathered([told(text, text in garbled) for text in (*garbled, *clean)], Register()))


def repair(text: str, *clean: str) -> str:
    return repairer([text], *clean).repair(text).text


GOLDEN = [
    tuple(pair.splitlines())
    for pair in (Path(__file__).parent / "golden.txt").read_text("utf-8").split("\n", 1)[1].strip().split("\n\n")
]


@pytest.mark.parametrize(("read", "printed"), GOLDEN)
def test_sentences_are_read_as_printed(read: str, printed: str) -> None:
    """Words, compounds, names, capitals and twins (är/år, var/vår) come out as they were printed."""
    assert repair(read) == printed


@pytest.mark.parametrize(
    "text",
    [
        "1. a) B1 251017 kl. 09.30-12.00 S2019:04 dnr 6 och 4 a",
        "Se www.exempel.se/lada, https://exempel.se/for-alla och asa.ek@exempel.se",
        "SABO MAR NUSO RSS LCHNV",
        "Kontakt: Tanja Nilsson, Maria Berg och Ann-Charlotte Lindén",
        "| Anna Ek | Leksand |",
        "mp4 och h264 med idéburna aktioner i Linnéstaden",
        "denras-Fers och Arnaika-Olefssen",
        "Vi ser en utveckling som kommer alla till del, och beslut fattas efter sommaren.",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    """Numbers, addresses, abbreviations, tables, names and right words are left alone."""
    assert repair(text) == text


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Narvarande: Bo Ask, Yiva Ek, Anna Stahlkloo", "Ylva Ek, Anna Ståhlkloo"),
        ("9. Ovriga fragor, Bilaga |", "Bilaga I"),
        ("Stina Taugbél redogjorde for fragan", "Stina Taugböl"),
    ],
)
def test_names_and_signs_that_no_list_has(read: str, printed: str) -> None:
    """A name is read as names are built, an é inside one as ö, a lone bar after Bilaga as a letter."""
    assert printed in repair(f"{read}\nNatverket beslutade att det ar bra och for samtliga pa motet.\n")


def test_usual_words_are_not_broken() -> None:
    """Of words that are right without å, ä and ö, weighed by how often they occur, at most 0.25 % change.

    Words that a Swedish word with å, ä or ö outweighs tenfold are what such OCR makes, and are left out.
    """
    frequencies = get_frequency_dict("sv")
    fold = str.maketrans("åäö", "aao")
    garbled = {word.translate(fold): value for word, value in reversed(frequencies.items()) if set(word) & set("åäö")}
    words = [
        word
        for word, value in list(frequencies.items())[:4000]
        if word.isascii() and word.isalpha() and len(word) > 1 and garbled.get(word, 0.0) < 0.1 * value
    ]
    mender = repairer([])
    broken = [word for word in words if mender.repair(word).text != word]
    assert sum(frequencies[word] for word in broken) <= 0.0025 * sum(frequencies[word] for word in words), broken


def test_spellings_of_a_name_agree() -> None:
    """One name that OCR spelt in two ways is one name after repair, in every document."""
    texts = ["Ordféranden Ulla Vrangsjod talade.", "Enligt Ulla Vréngsjod ska arendet bordlaggas."]
    mender = repairer(texts)
    first, second = (mender.repair(text).text.split("Ulla ")[1].split()[0] for text in texts)
    assert first == second


def test_a_twin_that_only_context_decides_is_not_certain() -> None:
    """Where two Swedish words are nearly as likely, the choice is marked."""
    text = "Hon sag vag."
    assert repairer([text]).repair(text).repairs
    assert repairer([text]).repair("aktorer").repairs[0].certain


PIECES = [
    "motet",
    "6ppnas",
    "|",
    "[Anets",
    "féor",
    "Asa",
    "251017",
    "a)",
    "bAde",
    "\n",
    "\f",
    "x@y.se",
    "4r",
    "éo",
    "I6per",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_words_lines_and_spans_are_kept(words: list[str]) -> None:
    """For any text: as many line breaks as before; every repair's span quotes the rendition, and no word comes or goes
    but by one that parts or joins."""
    text = " ".join(words)
    repaired, repairs, _ = repairer([text]).repair(text)
    assert repaired.count("\n") == text.count("\n")
    document = Document("a.txt", "0" * 64, text, repaired, number(text, repaired), repairs)
    assert list(repairs) == sorted(repairs, key=lambda repair: repair.start)
    more = sum(repaired[one.start : one.end].count(" ") - one.original.count(" ") for one in repairs)
    assert len(repaired.split()) == len(text.split()) + more
    for repair in repairs:
        start, end = document.original_span(repair.start, repair.end)
        assert document.text[start:end] == repair.original != repaired[repair.start : repair.end]
    last = repaired_last = 0
    for repair in repairs:
        assert text[last : repair.original_start] == repaired[repaired_last : repair.start]
        last, repaired_last = repair.original_end, repair.end
    assert text[last:] == repaired[repaired_last:]
