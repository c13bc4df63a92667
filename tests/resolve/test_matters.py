"""Threads of business: what ties items of different meetings together, and what must not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graf.model import Decision, Evidence, Item, Matter, MeetingReference, Minutes, Move
from graf.resolve.matters import find_matters
from graf.resolve.telling import Index, read_headings

PLACE = (Evidence(0, 5, "12345", 1, 1, "item-heading", 0.97),)


def item(number: str, title: str, **more: object) -> Item:
    passage = (Evidence(int(number) * 10, int(number) * 10 + 5, "12345", 1, int(number), "item-heading", 0.97),)
    return Item(number, None, title, passage, **more)  # type: ignore[arg-type]


def minutes(body: str, date: str | None, *items: Item) -> Minutes:
    name = f"{body}-{date}"
    return Minutes(f"{name}.txt", name.ljust(64, "0"), "minutes", body, date=date, items=items)


def threads(*documents: Minutes) -> list[set[tuple[str, str]]]:
    """The matters, each as its (file's name without ending, item number)."""
    return [{(o.file.removesuffix(".txt"), o.item) for o in one.occurrences} for one in find_matters(documents)[0]]


def passed(source: str, target: str, kind: str = "refer") -> Move:
    return Move(source, target, kind, "tas vidare", PLACE)


def test_one_case_number_is_one_matter_whatever_the_headings_say() -> None:
    """The number in the register tells a matter before any likeness, and the reason says so."""
    found, _ = find_matters(
        [
            minutes("KS", "2024-01-10", item("1", "Taxa för tillsyn", case_number="KS 2024/12")),
            minutes("KS", "2024-02-10", item("3", "Svar på remiss", case_number="KS 2024/012-3")),
        ]
    )
    assert [len(one.occurrences) for one in found] == [2]
    assert found[0].reasons == ("both have the case number KS 2024/12",)
    assert found[0].case_numbers == ("KS 2024/12", "KS 2024/012-3")


def test_two_case_numbers_are_two_matters() -> None:
    """Headings that are the same do not join what the body's register keeps apart."""
    first = minutes("KS", "2024-01-10", item("1", "Bostadsförsörjningsprogram", case_number="KS 2024/12"))
    second = minutes("KS", "2024-02-10", item("1", "Bostadsförsörjningsprogram", case_number="KS 2024/13"))
    assert threads(first, second) == []


def test_a_number_without_letters_is_the_bodys_own() -> None:
    """`2024/12` in two bodies' registers is two cases, unless more than the number ties them."""
    first = minutes("A", "2024-01-10", item("1", "Taxa för tillsyn", case_number="2024/12"))
    second = minutes("B", "2024-02-10", item("1", "Skolskjuts", case_number="2024/12"))
    assert threads(first, second) == []


def test_what_is_passed_on_is_taken_up_by_the_other_body() -> None:
    """An item that goes to another body is one matter with the item there that says the same, and comes later."""
    first = minutes("A", "2024-01-10", item("1", "Avtal om vårdhygien – förslag", moves=(passed("A", "B"),)))
    second = minutes("B", "2024-03-10", item("2", "Vårdhygien – avtal och kostnader"))
    assert threads(first, second) == [{("A-2024-01-10", "1"), ("B-2024-03-10", "2")}]


def test_a_reference_to_a_meeting_leads_to_the_item_there() -> None:
    """`vid mötet den 10 januari` ties an item to the one of that meeting that is about the same."""
    first = minutes("A", "2024-01-10", item("1", "Upphandling av trygghetslarm"), item("2", "Nattpatrull"))
    refers = item("4", "Trygghetslarm – upphandling avslutad", meeting_references=(
        MeetingReference("A", "2024-01-10", PLACE),))  # fmt: skip
    assert threads(first, minutes("A", "2024-05-02", refers)) == [{("A-2024-01-10", "1"), ("A-2024-05-02", "4")}]


def test_headings_that_name_different_places_are_about_different_things() -> None:
    """One wording for two places is two matters."""
    first = minutes("A", "2024-01-10", item("1", "Detaljplan för centrum i Storby"))
    second = minutes("A", "2024-02-10", item("1", "Detaljplan för centrum i Lillby"))
    assert threads(first, second) == []


def test_headings_of_different_years_are_about_different_things() -> None:
    """This year's agreement is not last year's; and a phrase ties no items that are years apart."""
    one = minutes(
        "KS", "2020-09-25", item("1", "Överenskommelse god och nära vård 2020"), item("2", "Stöd till odling")
    )
    other = minutes("KS", "2021-09-23", item("1", "Överenskommelse god och nära vård 2021"))
    assert threads(one, other) == []
    phrase = "Regional resurs för god och nära vård"
    soon = minutes("KS", "2021-03-01", item("1", phrase))
    later = minutes("KS", "2023-09-23", item("1", phrase.replace("Regional resurs", "Bilar och hus")))
    assert threads(one, later) == []
    assert threads(soon, later) == []


def test_bodies_that_have_nothing_to_do_with_each_other_share_no_matter() -> None:
    """The same heading in two counties is two matters."""
    first = minutes("A", "2024-01-10", item("1", "Bostadsförsörjningsprogram"))
    second = minutes("B", "2024-02-10", item("1", "Bostadsförsörjningsprogram"))
    assert threads(first, second) == []


def test_what_stands_on_every_agenda_is_no_matter() -> None:
    """Opening, minutes before, and headings that only gather others are never threads."""
    held = [
        minutes("A", f"2024-0{month}-10", item("1", "Mötets öppnande"), item("2", "Föregående minnesanteckningar"))
        for month in (1, 2, 3)
    ]
    assert threads(*held) == []


def test_a_heading_that_many_have_is_told_and_not_linked() -> None:
    """Where a dozen items say the same and nothing else ties them, the doubt is an issue and no link is made."""
    held = [minutes("A", f"2024-{month:02}-10", item("1", "Budgetuppföljning")) for month in range(1, 13)]
    found, issues = find_matters(held)
    assert found == ()
    assert issues
    assert all("may be about the same matter" in issue.reason for issue in issues)


TITLES = ("Avtal om vårdhygien", "Vårdhygien – avtal", "Trygghetslarm", "Budgetuppföljning", "Nattpatrull i Storby")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.integers(1, 12), st.sampled_from(TITLES), st.sampled_from("ABC")),
        min_size=2, max_size=12, unique_by=lambda one: one[:2],
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_order_of_documents_does_not_matter(drawn, random) -> None:  # type: ignore[no-untyped-def]
    """The same minutes give the same matters with the same keys and reasons, in whatever order they are read."""
    held = [
        minutes(body, f"2024-{month:02}-10", item("1", title, moves=(passed(body, target),)))
        for body, month, title, target in drawn
    ]
    mixed = list(held)
    random.shuffle(mixed)
    first: tuple[Matter, ...] = find_matters(held)[0]
    assert find_matters(mixed)[0] == first
    assert len({o for one in first for o in one.occurrences}) == sum(len(one.occurrences) for one in first)


def test_decisions_keep_a_heading_with_points_below_it() -> None:
    """A heading with points below it is a matter of its own where something is decided under it."""
    decided = Decision("taken", "A", "att anta avtalet", ("adopt",), PLACE)
    parent = item("1", "Upphandling av trygghetslarm", decisions=(decided,))
    child = Item("1.a", "1", "Priser", PLACE)
    first = minutes("A", "2024-01-10", parent, child)
    assert threads(first, minutes("A", "2024-02-10", item("1", "Upphandling av trygghetslarm"))) == [
        {("A-2024-01-10", "1"), ("A-2024-02-10", "1")}
    ]


def test_likeness_does_not_hang_on_the_order_of_a_set() -> None:
    """Words weigh the same together in whatever order a set gives them, so that each run makes the same release."""
    index = Index(read_headings([f"Avtal om vårdhygien i samverkan {'plan ' * n}{n}hus" for n in range(30)]))
    words = sorted(index.weight)
    assert len({index.weigh(words[turn:] + words[:turn]) for turn in range(len(words))}) == 1
