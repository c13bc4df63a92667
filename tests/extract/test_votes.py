"""How a meeting was divided: votes, reservations, who took no part, who came late or left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., dict[str, Any]]

HEAD = """Nordstads kommun
Kommunstyrelsen

SAMMANTRÄDESPROTOKOLL
Sammanträdesdatum 2024-03-12

Beslutande
Hjördis Lövgren (S), ordförande
Torgny Ahlmark (M) §§ 31–34
Wiveca Strandell (C), kl. 13.00–14.30
Sölve Backman (V)

"""
ITEM = """§ 31 Taxa för livsmedelstillsyn
Dnr KS 2024/123

Beslut
Kommunstyrelsen beslutar
att anta taxan.

"""


@pytest.mark.parametrize(
    ("sentence", "yes", "no", "abstained"),
    [
        ("Kommunstyrelsen beslutar med 7 röster mot 4 att bifalla ordförandens förslag.", 7, 4, None),
        ("Omröstningen utföll med 7 ja-röster och 4 nej-röster, 1 avstod.", 7, 4, 1),
        ("Voteringsresultat: 7 ja, 4 nej och 2 avstår.", 7, 4, 2),
        ("Ja: 7, Nej: 4, Avstår: 0", 7, 4, 0),
        ("Förslaget antas med sju röster mot fyra.", 7, 4, None),
    ],
)
def test_a_counted_vote(read: Read, sentence: str, yes: int, no: int, abstained: int | None) -> None:
    """The numbers of a vote are read in each way that minutes write them, with the sentence they rest on."""
    found = read(f"{HEAD}{ITEM}Votering begärs och ska genomföras.\n{sentence}\n")
    vote = found["items"][0]["vote"]
    assert (vote["yes"], vote["no"], vote["abstained"]) == (yes, no, abstained)
    assert vote["evidence"][0]["quote"] in sentence


@pytest.mark.parametrize(
    ("sentence", "kind", "people"),
    [
        ("Torgny Ahlmark (M) och Sölve Backman (V) reserverar sig mot beslutet.", "reservation",
         ["Torgny Ahlmark", "Sölve Backman"]),
        ("Mot beslutet reserverar sig Torgny Ahlmark (M), Sölve Backman (V).", "reservation",
         ["Torgny Ahlmark", "Sölve Backman"]),
        ("Sölve Backman (V) anmäler blank reservation.", "reservation", ["Sölve Backman"]),
        ("Wiveca Strandell (C) deltar inte i beslutet.", "not_taking_part", ["Wiveca Strandell"]),
        ("Wiveca Strandell (C) avstår från att delta i beslutet.", "not_taking_part", ["Wiveca Strandell"]),
        ("Torgny Ahlmark (M) anmäler jäv och lämnar rummet.", "conflict_of_interest", ["Torgny Ahlmark"]),
    ],
)  # fmt: skip
def test_who_takes_another_stand(read: Read, sentence: str, kind: str, people: list[str]) -> None:
    """Reservations and their like are facts about people, never decisions of the meeting."""
    found = read(f"{HEAD}{ITEM}Reservationer\n{sentence}\n")
    item = found["items"][0]
    assert [(one["person"], one["kind"]) for one in item["objections"]] == [(person, kind) for person in people]
    assert len(item["decisions"]) == 1


def test_who_was_there_for_a_part_of_the_meeting(read: Read) -> None:
    """Paragraphs and hours beside a name, and what the text says of coming and leaving, are kept as written."""
    found = read(f"{HEAD}{ITEM}Sölve Backman (V) lämnar mötet kl. 14.10.\n")
    during = {one["name"]: one["during"] for one in found["attendance"]}
    assert during == {
        "Hjördis Lövgren": None, "Torgny Ahlmark": "§§ 31–34", "Wiveca Strandell": "kl. 13.00–14.30",
        "Sölve Backman": "lämnar mötet kl. 14.10",
    }  # fmt: skip


def test_the_case_number_is_a_fact(read: Read) -> None:
    """A `Dnr` in or below a heading is the item's, leaves the title alone, and has its line as evidence."""
    item = read(HEAD + ITEM)["items"][0]
    assert (item["title"], item["case_number"]) == ("Taxa för livsmedelstillsyn", "KS 2024/123")
    assert "Dnr KS 2024/123" in [passage["quote"] for passage in item["evidence"]]


def test_laws_and_reports_are_no_case_numbers(read: Read) -> None:
    """`SFS 2022:913` and `SOU 2020:47` in a heading name laws and reports, no case of the body's."""
    item = read(HEAD + "§ 31 Svar på remiss SOU 2020:47\n\nBeslut\nKommunstyrelsen beslutar\natt anta svaret.\n")
    assert item["items"][0]["case_number"] is None
