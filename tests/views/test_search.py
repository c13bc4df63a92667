"""Search by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graf.views.refs import Ref
from graf.views.search import Entry, find, fold


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """What is folded stays as it is, so that a question and an entry meet."""
    assert fold(fold(text)) == fold(text)


def test_every_word_must_stand_somewhere() -> None:
    """Words are found in any order and inside compounds; the entry that begins with them comes first."""
    entries = [
        Entry(Ref("Samarbetsavtal om vårdhygien", "item", "1"), None, fold("Samarbetsavtal om vårdhygien")),
        Entry(Ref("Vårdhygien", "item", "2"), None, fold("Vårdhygien")),
        Entry(Ref("Smittskydd", "body", "3"), None, fold("Smittskydd")),
    ]
    hits = find(entries, "HYGIEN vard")
    assert [one.ref.key for _, several in hits.groups for one in several] == ["2", "1"]
    assert find(entries, "avtal hygien").total == 1
    assert find(entries, "  ").total == 0
