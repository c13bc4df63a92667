"""Who is who: namesakes stay two people, spellings of one name are one, and nobody is guessed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graf.model import Attendance, Body, Evidence, Item, Minutes, Named, Network, Person, Presenter, Register
from graf.rdf.naming import name_all
from graf.resolve.people import settle_people
from graf.resolve.people_circles import Circles, units
from graf.resolve.people_evidence import Scale
from graf.resolve.people_mentions import appearances, stated
from graf.resolve.people_names import Rarity

Listed = str | tuple[str, str | None]  # a name, or a name and on whose behalf


def passage(start: int, text: str) -> Evidence:
    return Evidence(start, start + len(text), text, 1, 1, "list", 0.9)


def minutes(file: str, body: str, date: str, *listed: Listed, presents: Sequence[str] = (), named: str = "") -> Minutes:
    """Minutes with a list of people, and presenters of one item."""
    there = []
    for place, one in enumerate(listed):
        name, organisation = (one, None) if isinstance(one, str) else one
        there.append(Attendance(name, name, "present", (passage(place * 50, name),), organisation))
    shown = tuple(Presenter(name, (passage(5000 + place * 50, name),)) for place, name in enumerate(presents))
    items = (Item("1", None, "Läget", (passage(4000, "Läget"),), presenters=shown),) if presents else ()
    said = (Named(named, passage(6000, named)),) if named else ()
    digest = hashlib.sha256(file.encode()).hexdigest()
    return Minutes(file, digest, "minutes", body, date=date, attendance=tuple(there), items=items, named=said)


def settle(*given_: Minutes, known: Iterable[str] = ()) -> tuple[Person, ...]:
    return settle_people(given_, {}, Register(people=tuple(known)))[1]


def called(people: Iterable[Person], *files: str) -> list[Person]:
    """The people who are met in all of these files."""
    return [one for one in people if set(files) <= {file for file, _ in one.surfaces}]


OTHERS = ("Zita Ek", "Bahman Alami", "Inga-Lill Rehnberg", "Stefan Nielsen")


def test_a_rare_name_is_one_person_across_bodies() -> None:
    """Whoever bears a name that nobody else is likely to bear is met again."""
    people = settle(
        minutes("a.txt", "SCHNV", "2024-01-10", "Henrietta Forsman", *OTHERS),
        minutes("b.txt", "LCHNV", "2024-02-10", "Henrietta Forsman", *OTHERS[:2]),
    )
    assert len(called(people, "a.txt", "b.txt")) == 3
    assert len(people) == 5


@pytest.mark.parametrize(
    ("listed", "presents"), [("Stina Taugbel", "Stina Taugböl"), ("Pernillö Söder", "Pernilla Söder")]
)
def test_of_two_spellings_the_likelier_is_kept(listed: str, presents: str) -> None:
    """Written as often, the name has a usual given name, and the marks that a scanner may have lost but never adds."""
    people = settle(minutes("a.txt", "SCHNV", "2024-01-10", listed, presents=[presents]))
    assert [one.name for one in people] == [presents]


def test_namesakes_of_two_organisations_are_two_people() -> None:
    """One name, two municipalities, meeting after meeting: two people, though one body has both."""
    held = [
        minutes(f"{n}.txt", "SCHNV", f"2024-0{n}-10", ("Anna Berg", "Mora kommun" if n % 2 else "Falu kommun"), *OTHERS)
        for n in range(1, 9)
    ]
    people = [one for one in settle(*held) if one.name == "Anna Berg"]
    assert sorted(sorted(file for file, _ in one.surfaces) for one in people) == [
        ["1.txt", "3.txt", "5.txt", "7.txt"],
        ["2.txt", "4.txt", "6.txt", "8.txt"],
    ]


@pytest.mark.parametrize(
    "written",
    [
        "Ulrika Gardsback", "Ulrika Gärdback", "Ulrika Gérdsback", "Ulrica Gärdsback", "Ulrika Gärdsbakc",
        "U. Gärdsback", "Ulrika Gàrdsbäck",
    ],
)  # fmt: skip
def test_spellings_of_one_name_are_one_person(written: str) -> None:
    """A slip, a lost ring or an initial makes nobody new, where the one who is meant is missing from the list."""
    held = [minutes(f"{n}.txt", "SCHNV", f"2024-0{n}-10", "Ulrika Gärdsback", *OTHERS) for n in range(1, 5)]
    people = settle(*held, minutes("z.txt", "SCHNV", "2024-06-10", written, *OTHERS))
    (found,) = called(people, "1.txt", "z.txt", "4.txt")[:1]
    assert len(people) == 5
    assert {one.name for one in people} == {"Ulrika Gärdsback", *OTHERS}
    assert found.unsettled is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Malin Lindén Olsson", "Malin Lindén-Ohlsson"),
        ("Anna-Karin Holm", "Anna Karin Holm"),
        ("Bo-Erik Lund", "Boerik Lund"),
    ],
)
def test_double_names_with_and_without_hyphen(one: str, other: str) -> None:
    """A hyphen or a space in a double name tells nobody from another."""
    people = settle(minutes("a.txt", "A", "2024-01-10", one, *OTHERS), minutes("b.txt", "A", "2024-02-10", other))
    assert len(called(people, "a.txt", "b.txt")) == 1
    assert len(people) == 5


def test_why_spellings_are_one_is_kept() -> None:
    """Who reads the network sees what two spellings were joined by."""
    held = [minutes(f"{n}.txt", "SCHNV", f"2024-0{n}-10", "Ulrika Gärdsback", *OTHERS) for n in range(1, 5)]
    people = settle(*held, minutes("z.txt", "SCHNV", "2024-06-10", "Ulrika Gärdback", *OTHERS))
    (found,) = (one for one in people if one.name == "Ulrika Gärdsback")
    assert "a letter apart" in " ".join(found.reasons)


@pytest.mark.parametrize("other", ["Karin Carlsson", "Karin Karlson", "Carin Karlsson", "K. Karlsson"])
def test_two_who_stand_in_one_list_are_two(other: str) -> None:
    """However alike two names are, those who were in one room are two people, everywhere."""
    people = settle(
        minutes("a.txt", "A", "2024-01-10", "Karin Karlsson", other),
        minutes("b.txt", "A", "2024-02-10", "Karin Karlsson"),
        minutes("c.txt", "A", "2024-03-10", other),
    )
    assert len(people) == 2
    assert {one.name for one in people} == {"Karin Karlsson", other}


def test_two_of_one_name_in_one_list_are_kept_and_flagged() -> None:
    """`Carina Johansson` twice in a list: two people or one listed twice; both say so, neither is lost."""
    people = settle(minutes("a.txt", "A", "2024-01-10", "Carina Johansson", "Zita Ek", "Carina Johansson"))
    both = [one for one in people if one.name == "Carina Johansson"]
    assert len({one.key for one in both}) == 2
    assert all(one.unsettled and "stands twice in the list of a.txt" in one.unsettled for one in both)


def test_a_member_who_is_listed_again_as_secretary_is_one_person() -> None:
    """Lists name those who serve at the meeting once more, by their office: nobody new."""
    one = minutes("a.txt", "A", "2024-01-10", "Carina Johansson", "Zita Ek", "Carina Johansson")
    *others, last = one.attendance
    people = settle(replace(one, attendance=(*others, replace(last, role="sekreterare"))))
    assert [person.unsettled for person in people] == [None, None]


def test_two_of_one_name_whom_the_list_tells_apart_are_not_in_doubt() -> None:
    """The list gives each an organisation of their own: two people, nothing to settle."""
    listed = (("Per Ek", "Mora kommun"), ("Per Ek", "Falu kommun"))
    both = settle(minutes("a.txt", "A", "2024-01-10", *listed))
    assert len(both) == 2
    assert all(one.unsettled is None for one in both)


def test_two_of_one_name_are_told_apart_by_the_passage() -> None:
    """In the graph, each of two namesakes in one document has what is said of just that one."""
    one = minutes("a.txt", "A", "2024-01-10", ("Per Ek", "Mora kommun"), ("Per Ek", "Falu kommun"))
    named, people, _ = settle_people([one], {}, Register())
    names = name_all(named, Network(people=people), Register(), "https://example.org/x")
    found = [names.person(a.name, "a.txt", a.evidence) for a in named[0].attendance]
    assert None not in found
    assert found[0] != found[1]
    assert names.person("Per Ek", "a.txt") is None


def test_what_only_looks_like_a_name_makes_nobody() -> None:
    """Prose may speak of `Karl Johans gata`; only who attends, presents or holds a post is a person."""
    people = settle(minutes("a.txt", "A", "2024-01-10", *OTHERS, named="Karl Johans"))
    assert {one.name for one in people} == set(OTHERS)


def test_prose_that_names_somebody_counts_as_a_mention() -> None:
    """Whoever a list names is met in the prose of another document too, without the town that follows the name."""
    people = settle(
        minutes("a.txt", "A", "2024-01-10", *OTHERS),
        minutes("b.txt", "A", "2024-02-10", "Ada Alm", named="Zita Ek Norrdal"),
    )
    (zita,) = called(people, "a.txt", "b.txt")
    assert zita.name == "Zita Ek"
    assert ("b.txt", "Zita Ek") in zita.surfaces


def test_the_register_knows_two_names_as_two() -> None:
    """What an archivist lists as two people is never joined, however alike."""
    names = ("Lena Sjögren", "Lena Sjögreen")
    held = [minutes(f"{n}.txt", "A", f"2024-0{n + 1}-10", name) for n, name in enumerate(names * 2)]
    assert len(settle(*held)) == 1
    assert len(settle(*held, known=names)) == 2


_GIVEN = ("Anna", "Karin", "Lars", "Åsa", "Bo", "A.")
_FAMILY = ("Berg", "Karlsson", "Carlsson", "Ström", "Strom", "Ek", "Gärdsback", "Gardsback")
_people = st.tuples(
    st.builds(lambda a, b: f"{a} {b}", st.sampled_from(_GIVEN), st.sampled_from(_FAMILY)),
    st.sampled_from((None, "Mora kommun", "Falu kommun")),
)
_lists = st.lists(
    st.tuples(st.sampled_from(("A", "B", "C")), st.integers(0, 4000), st.lists(_people, min_size=1, max_size=6)),
    min_size=1,
    max_size=8,
)


def _held(lists: Sequence[tuple[str, int, Sequence[tuple[str, str | None]]]]) -> list[Minutes]:
    return [
        minutes(f"{n}.txt", body, f"20{10 + days // 365:02}-{1 + days % 12:02}-10", *listed)
        for n, (body, days, listed) in enumerate(lists)
    ]


@given(_lists, st.integers(0, 99))
@settings(max_examples=150, deadline=None)
def test_the_order_of_documents_does_not_matter(
    lists: list[tuple[str, int, list[tuple[str, str | None]]]], seed: int
) -> None:
    """The same people with the same keys, doubts and reasons, whichever document was read first."""
    held = _held(lists)
    mixed = list(held)
    Random(seed).shuffle(mixed)
    one, other = settle_people(held, {}, Register()), settle_people(mixed, {}, Register())
    assert one[1] == other[1]
    assert sorted(one[0], key=lambda m: m.file) == sorted(other[0], key=lambda m: m.file)


@given(_lists)
@settings(max_examples=150, deadline=None)
def test_everybody_listed_is_exactly_one_person(lists: list[tuple[str, int, list[tuple[str, str | None]]]]) -> None:
    """No mention is lost or is two people's, and no two places of one list are one person."""
    held = _held(lists)
    people = settle(*held)
    assert len({one.key for one in people}) == len(people)
    for one in held:
        for entry in one.attendance:
            place = (one.file, entry.evidence[0].start)
            assert sum(place in person.mentions for person in people) == 1
        for person in people:
            assert sum(file == one.file for file, _ in person.mentions) <= 1


def keys(people: Iterable[Person]) -> dict[frozenset[tuple[str, str]], str]:
    """Each person's key by where they are named, whatever the place there."""
    return {frozenset(one.surfaces): one.key for one in people}


def moved(one: Minutes, by: int) -> Minutes:
    """The same minutes with a line put in at the top: all places are others, and so is the checksum."""

    def down(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(replace(e, start=e.start + by, end=e.end + by, line=e.line + 1) for e in evidence)

    listed = tuple(replace(a, evidence=down(a.evidence)) for a in one.attendance)
    return replace(one, sha256=hashlib.sha256(one.sha256.encode()).hexdigest(), attendance=listed)


@given(_lists, st.integers(0, 7), st.integers(1, 99))
@settings(max_examples=150, deadline=None)
def test_a_line_put_in_at_the_top_of_a_document_changes_nobody_s_key(
    lists: list[tuple[str, int, list[tuple[str, str | None]]]], which: int, by: int
) -> None:
    """Keys hold when a text is edited, in the document itself as in all others."""
    held = _held(lists)
    edited = [moved(one, by) if n == which % len(held) else one for n, one in enumerate(held)]
    assert keys(settle(*edited)) == keys(settle(*held))


def test_a_key_stays_whoever_else_is_met_and_whatever_comes_before() -> None:
    """An earlier document, or one of others, gives nobody another key."""
    one = minutes("b.txt", "SCHNV", "2024-02-10", "Henrietta Forsman", *OTHERS)
    before = {person.name: person.key for person in settle(one)}
    people = settle(minutes("a.txt", "LCHNV", "2023-01-10", "Henrietta Forsman", "Sven Lo", *OTHERS), one)
    assert {person.name: person.key for person in people if person.name in before} == before


def test_a_key_outlives_a_repaired_name() -> None:
    """What an engine misreads, or somebody spells as it sounds, gives no other key once it is put right."""
    (before,) = settle(minutes("a.txt", "SCHNV", "2024-01-10", "Ulrica Strém"))
    (after,) = settle(minutes("a.txt", "SCHNV", "2024-01-10", "Ulrika Ström"))
    assert before.key == after.key


def test_namesakes_keys_follow_from_what_tells_them_apart() -> None:
    """Neither takes over the other's key when an earlier mention is met of one, or the other is gone."""
    listed = (("Anna Berg", "Mora kommun"), ("Anna Berg", "Falu kommun"), *OTHERS)
    held = [minutes(f"{n}.txt", "SCHNV", f"2024-0{n}-10", *listed) for n in range(1, 4)]
    other = minutes("0.txt", "SCHNV", "2023-06-10", listed[1], *OTHERS)

    def of(people: Iterable[Person]) -> dict[bool, str]:
        return {("1.txt", 0) in one.mentions: one.key for one in people if one.name == "Anna Berg"}

    before, after = of(settle(*held)), of(settle(other, *held))
    assert len(set(before.values())) == 2
    assert after == before
    (alone,) = (one for one in settle(other) if one.name == "Anna Berg")
    assert alone.key not in before.values()


def test_the_same_slip_in_two_bodies_joins_no_namesakes() -> None:
    """A misspelt name is rare, but nobody's: that two bodies have it says nothing of the two who are meant."""
    usual = [f"Anna {a}{b}mark" for a in "BDFGHKLMNR" for b in "aeiouyå"] + [
        f"{a}{b}l Johansson" for a in "BDFGHKLMNR" for b in "aeiouyå"
    ]
    circles = (("SCHNV", OTHERS), ("Byarådet", ("Ada Alm", "Ove Quist", "Siv Lo", "Tor Bark")))
    held = [minutes("all.txt", "Landstinget", "2023-01-10", *usual)]
    held += [
        minutes(f"{body}{n}.txt", body, f"2024-0{n}-10", "Anna Johanssoon" if n == 3 else "Anna Johansson", *others)
        for body, others in circles
        for n in range(1, 6)
    ]
    people = [one for one in settle(*held) if one.name == "Anna Johansson"]
    assert sorted(len({file for file, _ in one.surfaces}) for one in people) == [5, 5]


def test_bodies_that_share_nobody_say_nothing_for_one_person() -> None:
    """That two bodies speak of the same others puts nobody into both: only other people whom they share do."""
    spoken = tuple(Body(f"{key}-verket", key, "agency") for key in "ABCDEFGHIJKL")
    there = ("Ada Alm", "Ove Quist", "Siv Lo", "Tor Bark")
    held = [minutes(f"{n}.txt", f"Nämnd {n}", "2023-01-10", f"Bo {a}mark") for n, a in enumerate("BDFGHKLMNR")]

    def step(*others: str) -> int:
        both = [
            replace(minutes(f"{body}.txt", body, "2024-01-10", "Anna Johansson", *people), bodies=spoken)
            for body, people in (("SCHNV", OTHERS), ("Byarådet", (*there, *others)))
        ]
        found = {one.file: appearances(one, stated(one), set()) for one in (*held, *both)}
        circles = Circles([*held, *both], found, Register())
        made = units(found, circles)
        one, other = (unit for unit in made if unit.name == "anna johansson")
        return Scale(made, circles, Rarity(unit.name for unit in made)).step(one, other)

    assert step() == 1
    assert step(OTHERS[0]) > 1


def rooms(*visits: tuple[str, str | None]) -> list[Minutes]:
    """Ten bodies of four people each, one a Johansson, many an Anna; the first lists have another, with a party."""
    given = "Maria Karin Eva Lars Karl Nils Per Sara Jan Anders Erik Olof Ulla Kerstin Johan Lena Marie Inger Hans Bo"
    family = "Berg Holm Svensson Ek Lund Borg Dahl Alm Frisk Moberg Wik Sand Hed Fors Krantz Norén Hjort Wall Blom Falk"
    people = [f"{one} {other}" for one, other in zip(given.split(), family.split(), strict=True)]
    people += [f"{one} Johansson" for one in given.split()[:1]] + [f"Anna {one}" for one in family.split()[:12]]
    held = []
    for n in range(10):
        visitors = [f"{name} ({party})" if party else name for name, party in visits[n : n + 1]]
        one = minutes(f"{n}.txt", f"K{n}", "2024-01-10", *people[n::10], *visitors)
        there = tuple(replace(a, name=a.name.split(" (")[0], surface=a.surface.split(" (")[0]) for a in one.attendance)
        held.append(replace(one, attendance=there))
    return held


def test_who_is_met_in_many_bodies_is_met_in_one_more() -> None:
    """A common name in two bodies is left open; where more has made them one, a visit to a third is theirs as well."""
    anna = "Anna Johansson"
    shown = Item("1", None, "Läget", (passage(4000, "Läget"),), presenters=(Presenter(anna, (passage(5000, anna),)),))

    def bearers(*visits: tuple[str, str | None]) -> int:
        *held, last = rooms(*visits)
        return sum(one.name == anna for one in settle(*held, replace(last, items=(shown,))))

    assert bearers((anna, None)) == 2
    assert bearers((anna, "S"), (anna, "S")) == 1


def test_a_party_tells_namesakes_apart() -> None:
    """`Anna Johansson (S)` of one board and `Anna Johansson (M)` of another are two, however little else is said."""

    def bearers(*parties: str) -> int:
        return sum(one.name == "Anna Johansson" for one in settle(*rooms(*(("Anna Johansson", p) for p in parties))))

    assert bearers("S", "S") == 1
    assert bearers("S", "M") == 2


def test_a_name_is_kept_as_the_passage_has_it() -> None:
    """Where the text says `Eva Bostr6m redogör`, that is what the person is called there, beside the name as read."""
    one = minutes("a.txt", "A", "2024-01-10", *OTHERS, "Eva Boström", presents=["Eva Boström"])
    said = Presenter("Eva Boström", (passage(5000, "Eva Bostr6m redogör för läget"),))
    (eva,) = (
        who for who in settle(replace(one, items=(replace(one.items[0], presenters=(said,)),))) if "Eva" in who.name
    )
    assert eva.surfaces == (("a.txt", "Eva Bostr6m"), ("a.txt", "Eva Boström"))
