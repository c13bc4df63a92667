"""What one document says of somebody new changes nothing about the others: so a build after it makes little anew."""

from __future__ import annotations

from random import Random

from graf.model import Attendance, Evidence, Minutes, Register
from graf.resolve.people import settle_people

GIVEN = (
    "Anna",
    "Karin",
    "Lars",
    "Per",
    "Eva",
    "Johan",
    "Ingrid",
    "Olof",
    "Maria",
    "Nils",
    "Carl",
    "Sven",
    "Ulla",
    "Åsa",
)
FAMILY = (
    "Andersson",
    "Berg",
    "Ek",
    "Lind",
    "Norén",
    "Persson",
    "Sjögren",
    "Wallin",
    "Öberg",
    "Nyström",
    "Hansson",
    "Dahl",
)
BODIES = 40


def meeting(number: int, names: list[str]) -> Minutes:
    """A meeting of one of the bodies, with those who were there."""
    listed = tuple(
        Attendance(name, name, "present", (Evidence(place * 40, place * 40 + len(name), name, 1, place, "list", 0.9),))
        for place, name in enumerate(names)
    )
    sha = f"{number:064x}"
    day = f"20{10 + number // 80}-{1 + number % 12:02}-15"
    return Minutes(f"{number:03}.txt", sha, "minutes", f"Nämnd {number % BODIES}", date=day, attendance=listed)


def test_somebody_new_leaves_the_others_as_they_are() -> None:
    """Among namesakes of many bodies, a new name elsewhere moves nobody, and changes nobody's key or doubts."""
    chance = Random(1)
    seats = [[f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}" for _ in range(9)] for _ in range(BODIES)]
    lists = [sorted(set(chance.sample(seats[number % BODIES], 6))) for number in range(4 * BODIES)]
    before = [meeting(number, names) for number, names in enumerate(lists)]
    lists[50].append("Torvald Dunderberg")
    after = [meeting(number, names) for number, names in enumerate(lists)]
    people, grown = (settle_people(minutes, {}, Register())[1] for minutes in (before, after))
    assert len(people) > 20
    assert {person for person in grown if person.name != "Torvald Dunderberg"} == set(people)
