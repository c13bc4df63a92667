"""`graf explain` tells a reader of minutes why a line was read, or was not."""

from __future__ import annotations

from graf.extract.explain import explain

from .conftest import document, read_all, register

TEXT = """Länsnätverket
Minnesanteckningar 2024-05-06

1. Budget
Länsnätverket beslutade
att frågan tas vidare till Norra nätverket.

2. Tack
Kaffet var gott."""


def _said(line: int) -> str:
    return "\n".join(explain(document(TEXT, "0.txt"), read_all(TEXT).minutes[0], register(), line))


def test_a_line_that_was_read_names_its_rule() -> None:
    """An archivist sees which fact rests on a line and which rule read it."""
    said = _said(6)
    assert "decision by att-clause" in said
    assert "in item 1" in said
    assert "named: body 'Norra nätverket'" in said


def test_a_line_that_no_rule_read_says_so() -> None:
    """Where nothing was read, it is said what was tried, so that a rule can be added in the right table."""
    said = _said(9)
    assert "no fact rests on this line" in said
    assert "rules/acts.toml [[prose]]" in said


def test_what_a_line_is() -> None:
    """A heading and the heading of a block are told apart from prose."""
    assert "the heading of item 1" in _said(4)
    assert "the heading of a block of decisions (taken)" in _said(5)
    assert explain(document(TEXT), read_all(TEXT).minutes[0], register(), 99) == []
