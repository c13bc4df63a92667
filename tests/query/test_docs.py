"""docs/queries.md says of each canned query what its header says."""

from __future__ import annotations

from pathlib import Path

import pytest

from graf.query.canned import Canned
from graf.query.help import describe


def test_every_query_is_documented_as_it_is(root: Path, questions: dict[str, Canned]) -> None:
    """A query without its lines in the document, or with old ones, fails; `python -m graf.query.help` prints them."""
    text = (root / "docs" / "queries.md").read_text(encoding="utf-8")
    missing = [name for name, one in questions.items() if describe(one) not in text]
    assert not missing
    sections = [line.removeprefix("### ") for line in text.split("\n") if line.startswith("### ")]
    assert sections == sorted(questions)


def test_every_query_speaks_both_languages(questions: dict[str, Canned]) -> None:
    """Titles, descriptions, parameters and columns have Swedish and English words, not the same sentence twice."""
    for one in questions.values():
        assert one.title["sv"] != one.title["en"]
        assert one.description["sv"] != one.description["en"]
        for label in [part.label for part in one.parameters] + [part.label for part in one.columns]:
            assert label["sv"].strip()
            assert label["en"].strip()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_description_is_one_paragraph(questions: dict[str, Canned], language: str) -> None:
    """Descriptions can be shown on one line: no line breaks, no double spaces."""
    for one in questions.values():
        assert one.description[language] == " ".join(one.description[language].split())
