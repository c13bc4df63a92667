"""Texts that no one wrote, or thousands of everything in one document: what is read of them, and that it is at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graf.extract import extract, spans
from graf.extract.bodies import Lexicon
from graf.extract.contents import listed_only
from graf.extract.layout import lay_out
from graf.extract.mentions import tag
from graf.extract.needs import SIGNS, SIZE
from graf.extract.passage import passage
from graf.extract.row import Row
from graf.model import Minutes, Register

from .conftest import document

HEAD = "Minnesanteckningar Länschefsnätverket\nDatum: 2024-03-14\nNärvarande: Anna Berg, Falu kommun\n\n"
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda one: (one[0], sum(one))))


def read(text: str) -> Minutes:
    (minutes,) = extract([document(text)], Register())
    return minutes


@given(SPANS, st.tuples(st.integers(0, 60), st.integers(1, 9)))
def test_taken_spans_are_asked_as_one_by_one(taken: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    """Whether a span overlaps one that is taken comes out as if each were looked at, however they overlap."""
    start, end = asked[0], sum(asked)
    held = spans.apart(taken)
    over = any(first < end and start < last for first, last in taken)
    assert spans.overlaps(held, start, end) is over
    if not over:
        spans.add(held, start, end)
        assert held == spans.apart([*taken, (start, end)])
        assert spans.holds(held, start, end)
        assert not spans.holds(held, start, end + 1)


def test_headings_without_end_are_no_heading() -> None:
    """Labels that follow one another in an endless row are text, and end no reading."""
    minutes = read(f"{HEAD}1. Budget\n{'Beslut: ' * 9_000}\n\n2. Lokal\nBeslut: att hyra lokalen.\n")
    assert [item.title for item in minutes.items] == ["Budget", "Lokal"]
    assert [one.acts for one in minutes.items[1].decisions]


def test_thousands_of_names_are_each_read() -> None:
    """Each of thousands of people is who the text names, and a given name alone the one who was named last before."""
    letters = "bdfgklmnprst"
    names = [f"Anna {a.upper()}a{b}el{c}und" for a in letters for b in letters for c in letters]
    told = "".join(f"{name} ska kalla alla till mötet. Anna tar fram ett underlag.\n" for name in names)
    minutes = read(f"{HEAD}1. Uppgifter\n{told}")
    assert [one.name for one in minutes.named if one.name in set(names)] == names
    text = document("".join(f"{name} kallar Anna till mötet. " for name in names[:500]))
    mentions = tag(passage(text, lay_out(text).rows), Lexicon(), tuple(names)).mentions
    assert [one.value for one in mentions if one.kind == "person"] == [name for name in names[:500] for _ in range(2)]


def test_signs_in_a_text_are_no_mentions() -> None:
    """Signs of the private range, which stand for mentions while rules are tried, mean nobody where a text has them."""
    bodies, people, days, _ = (chr(SIGNS + kind * SIZE) for kind in range(4))
    text = (
        f"{HEAD}1. Frågan\nLänschefsnätverket diskuterade frågan med Anna Berg den 3 maj 2024.\n{{0}} beslutade\n"
        "att frågan tas vidare till {0} och att {1} återkommer senast {2}.\n{1} utses till ordförande för {0}.\n"
    )
    with_signs, with_none = (read(text.format(*signs)) for signs in ((bodies, people, days), "□□□"))
    ours = [
        replace_quotes(repr((one.items, one.deadlines, one.role_facts, one.relations)))
        for one in (with_signs, with_none)
    ]
    assert ours[0] == ours[1]


def replace_quotes(said: str) -> str:
    for kind in range(4):
        said = said.replace(repr(chr(SIGNS + kind * SIZE))[1:-1], "□")
    return said


def test_a_number_that_stands_again_and_again_stays_short() -> None:
    """Each of a thousand items of one number has a number of its own, told by `bis`, then by how often it stood."""
    minutes = read(HEAD + "".join(f"§ 1 Ärende om skola {word}\n\n" for word in map(str, range(1_000))))
    numbers = [item.number for item in minutes.items]
    assert numbers[:7] == ["1", "1bis", "1bisbis", "1bisbisbis", "1bisbisbisbis", "1bis6", "1bis7"]
    assert len(set(numbers)) == len(numbers) == 1_000


def _row(text: str, index: int) -> Row:
    return Row(text, index, index + 1, 1, 0, 0)


def test_a_list_of_contents_is_known_by_what_comes() -> None:
    """A run of numbered rows lists what comes where most of its titles stand again below it, some with more behind; not
    where they stood above."""
    titles = ["Mötets öppnande", "Budget för nästa år", "Lokaler i centrum", "Övrigt"]
    rows = [_row(f"{n}. {title} ..... {n}", n - 1) for n, title in enumerate(titles, 1)]
    rows += [_row(f"{title} och mer" if len(title) > 11 else title, 10 + n) for n, title in enumerate(titles)]
    entries = [(n, n + 1, f"{title} ..... {n + 1}") for n, title in enumerate(titles)]
    assert listed_only(rows, entries) == {0, 1, 2, 3}
    assert listed_only([*rows[4:], *rows[:4]], [(4 + n, number, title) for n, number, title in entries]) == set()
