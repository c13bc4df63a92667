"""The yardsticks themselves: the plain quads, the people's score, the table."""

from __future__ import annotations

import hashlib
from pathlib import Path

import people
import plain
from questions import QUERIES, distinct
from table import Row, Section, markdown, number


def test_plain_quads_are_those_measured_before() -> None:
    """The seven queries stay comparable only while the same number gives the same bytes."""
    text = "".join(plain.lines(20_000))
    assert hashlib.sha256(text.encode()).hexdigest().startswith("47591d8568839aee")


def test_size_counts_bodies_and_items(tmp_path: Path) -> None:
    """The load rotates over the items there are, so that point queries find something."""
    size = plain.write(20_000, tmp_path / "plain.nq")
    assert size == plain.Size(bodies=60, items=1284)


def test_a_distinct_query_is_the_same_query() -> None:
    """The number is in a comment: the work is the same, a kept answer is not."""
    assert len(QUERIES) == 7
    assert all(
        distinct(name, 3).startswith(query) and distinct(name, 3) != distinct(name, 4)
        for name, query in QUERIES.items()
    )


def test_people_score() -> None:
    """Two of three mentions together: precision whole, recall a third."""
    truth = {("a", "X"): 1, ("b", "X"): 1, ("c", "X Y"): 1}
    got = people.score(truth, [[("a", "X"), ("b", "X")], [("c", "X Y")]])
    assert got["precision"] == 1
    assert round(got["recall"], 3) == 0.333
    assert people.score(truth, [list(truth)])["b3"] == 1


def test_a_thousand_people_have_namesakes() -> None:
    """Names alone do not tell people apart, else the benchmark would measure nothing."""
    _, truth = people.mentions(1_000)
    assert len(set(truth.values())) >= 1_000
    assert people.score(truth, people.by_name(truth))["precision"] < 1


def test_markdown_has_only_columns_in_use() -> None:
    """No empty columns in docs/performance.md."""
    text = markdown([Section("S", (Row("a", "1", note="b"),))])
    assert "| what | graf | remark |" in text
    assert "peer" not in text


def test_figures_have_as_many_digits_as_they_bear() -> None:
    """12,345 and 0.123, not 12345.678."""
    assert [number(value) for value in (12345.6, 45.67, 1.234, 0.0123)] == ["12,346", "45.7", "1.23", "0.012"]
