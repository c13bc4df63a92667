"""Rules are passed over, and tried only here and there; what they find must be what a search of everything finds."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf.extract.near import found_near
from graf.extract.passage import Passage, passage
from graf.extract.pattern import matches, rules
from graf.extract.row import Row
from graf.extract.rules import table

from .conftest import document
from .test_rules import RULES, _tagged

TABLES = [
    (path.stem, name)
    for path in sorted(RULES.glob("*.toml"))
    for name, entries in (table(path.stem).items() if path.stem != "confidence" else ())
    if all("pattern" in entry for entry in entries)
]
MINUTES = sorted((Path(__file__).parent / "genres/first").glob("*.txt"))


@pytest.mark.parametrize(("file", "name"), TABLES)
def test_no_match_is_passed_over(file: str, name: str) -> None:
    """What a rule needs, and where it may begin, is worked out from its pattern: nothing that matches may be missed."""
    texts = [_tagged(rule["example"]) for rule, _ in rules(file, name)]
    texts += [_tagged(" ".join(path.read_text("utf-8").split())) for path in MINUTES[:2]]
    for text in texts:
        for _, pattern in rules(file, name):
            found = [match.span() for match in pattern.finditer(text)]
            assert found == [match.span() for match in pattern.expression.finditer(text)], pattern.expression.pattern
        told = [(id(rule), match.span()) for rule, match in matches(file, name, text)]
        every = ((rule, pattern.expression.finditer(text)) for rule, pattern in rules(file, name))
        assert told == [(id(rule), match.span()) for rule, found_by in every for match in found_by]


@given(st.text("ab1 -./", max_size=60))
def test_near_a_hint_nothing_is_missed(text: str) -> None:
    """An expression tried near its hints finds what a search of the whole text finds."""
    expression = re.compile(r"(?<![\w-])(?:a+ )?b*1")
    hints = [hint.start() for hint in re.finditer("1", text)]
    assert [m.span() for m in found_near(expression, hints, text, 80)] == [m.span() for m in expression.finditer(text)]


@given(st.lists(st.text("abc \t", min_size=1, max_size=12).filter(lambda row: row == row.strip()), min_size=1))
def test_a_passage_knows_where_it_stands(lines: list[str]) -> None:
    """Every character of a passage, and of any part of it, leads back to its own place in the document."""
    source = document("\n".join(lines))
    running: Passage = passage(source, [Row(one.text, one.repaired_start, one.number, 1, 0, 0) for one in source.lines])
    places = [running.place(index) for index in range(len(running.text))]
    for index, place in enumerate(places):
        assert source.repaired[place] == running.text[index] or running.text[index] == " "
    assert all(before <= after for before, after in pairwise(places))
    assert [running.part(2, 7).place(i) for i in range(len(running.text[2:7]))] == places[2:7]
