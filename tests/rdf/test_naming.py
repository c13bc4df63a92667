"""Names are settled over all documents, the same in any order."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

from graf.model import Body, Minutes, Network, Person, Register
from graf.rdf.naming import name_all

if TYPE_CHECKING:
    from conftest import Sample

BASE = "https://example.org/norrdal"


def minutes(mark: str, body: str | None = "SN", date: str | None = "2024-03-05", **more: str) -> Minutes:
    kind = more.pop("kind", "minutes")
    return Minutes(f"{mark}.txt", mark * 64, kind, body, date=date, **more)  # type: ignore[arg-type]


def test_the_order_of_documents_does_not_matter(sample: Sample) -> None:
    """Two builds that read the files in another order give the same keys."""
    expected = sample.names
    for order in permutations(sample.minutes):
        assert name_all(order, sample.network, sample.register, BASE) == expected


def test_agenda_and_minutes_are_of_one_meeting() -> None:
    """Whichever document came first, both document the same meeting."""
    names = name_all([minutes("a", kind="agenda"), minutes("b")], Network(), Register(), BASE)
    assert set(names.meetings.values()) == {"sn-2024-03-05"}
    assert names.first == {"b" * 16}


def test_two_minutes_with_unlike_times_are_two_meetings() -> None:
    """A body that met twice on one day has two meetings, in the order of the day."""
    both = [minutes("a", time_start="13:00"), minutes("b", time_start="09:00"), minutes("c", kind="agenda")]
    names = name_all(both, Network(), Register(), BASE)
    assert names.meetings["a" * 16] == "sn-2024-03-05-2"
    assert names.meetings["b" * 16] == names.meetings["c" * 16] == "sn-2024-03-05"


def test_undated_meetings_are_never_taken_for_one() -> None:
    """Without a date, or a body, each document has a meeting of its own."""
    found = [minutes("a", date=None), minutes("b", date=None), minutes("c", body=None), minutes("d", body=None)]
    assert len(set(name_all(found, Network(), Register(), BASE).meetings.values())) == 4


def test_bodies_with_one_slug_get_two_keys() -> None:
    """`A-B` and `A B` are two bodies; the register's keeps the plain address."""
    register = Register((Body("A B", "A B", "other", source="x"),))
    names = name_all([], Network((Body("A-B", "A-B", "other"),)), register, BASE)
    assert names.body("A B") == "a-b"
    assert names.body("a-b") not in (None, "a-b")


def test_an_abbreviation_of_two_bodies_means_neither() -> None:
    """A form that two bodies share settles nothing."""
    bodies = (Body("X", "Xet", "other", ("RÅD",)), Body("Y", "Yet", "other", ("RÅD",)))
    names = name_all([], Network(bodies), Register(), BASE)
    assert names.body("RÅD") is None
    assert names.body("xet") == "x"


def test_people_of_one_name_are_told_apart_by_file_or_not_at_all() -> None:
    """Two people of one name are never merged."""
    people = (Person("p1", "Bo Ek", (("a.txt", "Bo Ek"),)), Person("p2", "Bo Ek", (("b.txt", "Bo Ek"),)))
    names = name_all([], Network(people=people), Register(), BASE)
    assert names.person("Bo Ek", "b.txt") == people[1]
    assert names.person("Bo Ek", "c.txt") is None


def test_a_repeated_number_gets_a_key_of_its_own(sample: Sample) -> None:
    """Two items of one number in a document stay two."""
    held = sample.minutes[1]
    twice = replace(held, items=(held.items[0], held.items[0]))
    names = name_all([twice], sample.network, sample.register, BASE)
    assert len({name.key for name in names.items.values()}) == 2
