"""Rules are passed over, and tried only here and there; what they find must be what a search of everything finds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from re import _constants as ops  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf.extract.near import found_near
from graf.extract.needs import SIGNS, parse
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


# The tables whose rules are tried on whole passages.
ON_PASSAGES = [
    ("acts", "prose"), ("acts", "passive"), ("dates", "deadline"), ("dates", "planned"), ("presenters", "prose"),
    ("references", "meeting"), ("references", "move"), ("relations", "relation"), ("roles", "belongs"),
    ("roles", "role"), ("votes", "objection"), ("votes", "partly"), ("votes", "vote"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "name"), ON_PASSAGES)
def test_no_rule_is_tried_at_every_letter(file: str, name: str) -> None:
    """A rule for whole passages begins with known words, a mention or a mark, or says with `near` where to try it."""
    for rule, pattern in rules(file, name):
        known = pattern.near or pattern.leads or _begins_with_a_sign(parse(pattern.expression.pattern))
        assert known, f"{rule['pattern']} may begin anywhere: add `near` (docs/extraction.md)"


def _begins_with_a_sign(sequence: Sequence[tuple[Any, Any]]) -> bool:
    """Whether a pattern begins with the text, a mention, or a mark: found fast."""
    operation, argument = next(part for part in sequence if part[0] not in (ops.ASSERT, ops.ASSERT_NOT))
    if operation is ops.SUBPATTERN:
        return _begins_with_a_sign(argument[3])
    if operation is ops.MAX_REPEAT:
        return argument[0] > 0 and _begins_with_a_sign(argument[2])
    if operation is ops.IN:
        return all(
            (op is ops.RANGE and code[0] >= SIGNS) or (op is ops.LITERAL and not chr(code).isalnum())
            for op, code in argument
        )
    return (operation is ops.AT and argument is ops.AT_BEGINNING) or (
        operation is ops.LITERAL and not chr(argument).isalnum()
    )


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
