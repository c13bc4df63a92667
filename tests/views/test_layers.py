"""Columns for bodies: every body gets one, rings included, and what is above stands to the left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graf.views.layers import layers, stems

NODES = "abcdefg"
TIES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=20)


@given(TIES)
def test_every_body_has_a_column_whatever_the_rings(ties: list[tuple[str, str]]) -> None:
    """No relation of the documents, however odd, leaves a body without a place; an outline has no ring."""
    columns = layers(NODES, ties)
    assert set(columns) == set(NODES)
    assert all(columns[child] == columns[parent] + 1 for child, parent in stems(columns, ties).items())


def test_the_more_telling_relation_decides() -> None:
    """Of two relations that close a ring the first says who stands to the left."""
    columns = layers("ab", [("a", "b"), ("b", "a")])
    assert columns["a"] < columns["b"]


def test_a_body_stands_right_of_all_its_parents() -> None:
    """Several parents: the column after the last of them."""
    assert layers("abc", [("a", "b"), ("b", "c"), ("a", "c")]) == {"a": 0, "b": 1, "c": 2}
