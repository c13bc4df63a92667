"""Reasons in Swedish: none that the program tells of people, matters, meetings or corrections stays in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf.render.reasons import LONGEST, reason

ROOMS = ("corrections", "review")
RAISED = ("StaleError", "RefusedError")
TOLD = (
    "the name stands twice in the list of a.txt: two people, or one listed twice; the same body",
    "a name struck through (Maria-Rensten) is read as this one",
    "may be the other “Erik Ek”: few bear the name; bodies with much in common; 12 years apart",
    "may be “Erik Ek”, or “Eric Ek” in another spelling",
    "“Erik Ek” is not settled as one person; kept as named in this document only",
    "Eva: may be “Eva Ek” in another spelling",
    "item 3.b “Övrigt” may be about the same matter as item 7 “Annat” of a.txt: the headings share övrigt, "
    "as do others; they are not linked",
    "item without number “Övrigt” has no match in a.txt; it stands alone",
    "the meeting's date is not given: it lies between 2024-01-01 and 2024-02-02",
    "the body “Rådet” is not among the resolved bodies; kept under this name",
    "stale correction: the document a.txt is not in the dataset",
    "contradiction: Eva Ek leaves, by the meeting of 2020-09-25, and is active at that of 2022-09-23 (a:3, b:9)",
    "‘set.date’: expected a date such as 2024-03-05, 2024-03 or 2024, not ‘i höstas’",
    "no role fact is read from “Eva Ek”, and the text does not hold it",
    "“Eva Ek” holds several facts of this kind, and ‘was’ does not say which",
    "‘set.name’: a new attendance needs it",
)


def _raised() -> Iterator[tuple[str, str]]:
    """What `StaleError` and `RefusedError` are raised with, values put in for what is filled in."""
    source = Path(__file__).resolve().parents[2] / "src" / "graf"
    for path in sorted(one for room in ROOMS for one in (source / room).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED and node.args:
                said = node.args[0]
                if isinstance(said, ast.Constant):
                    yield f"{path.name}:{node.lineno}", str(said.value)
                elif isinstance(said, ast.JoinedStr):
                    parts = (str(one.value) if isinstance(one, ast.Constant) else "3" for one in said.values)
                    yield f"{path.name}:{node.lineno}", "".join(parts)


@pytest.mark.parametrize("said", [*TOLD, *(said for _, said in _raised())])
def test_every_reason_is_said_in_swedish(said: str) -> None:
    """The archivist reads why in the page's language; English is left to the command line and the manifest."""
    found = reason(said, "sv")
    assert found.lang == "sv"
    assert not re.search(r"\b(the|is|are|by now|and|with)\b", re.sub("”[^”]*”", "", found.text)), found.text
    assert reason(said, "en").text == said


def test_an_unknown_reason_stays_as_it_is() -> None:
    """What has no Swedish yet is shown, and marked as English."""
    found = reason("something quite new happened", "sv")
    assert (found.text, found.lang) == ("something quite new happened", "en")


@given(st.text(max_size=2 * LONGEST))
def test_what_documents_say_is_never_a_pattern(words: str) -> None:
    """A quote of any kind is put in as it stands, and a long one is left alone."""
    said = f"the item “{words}” has no match"
    assert reason(said, "sv").text == said
    kept = reason(f"the person is called {words or 'x'} by now", "sv")
    assert (words or "x") in kept.text
