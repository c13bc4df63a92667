"""Whatever the text, reading it ends, and every quote stands where it says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graf.model import Evidence

from .conftest import document, read_all

PASSAGES = Path(__file__).parent / "passages"
LINES = sorted(
    {
        line
        for path in PASSAGES.rglob("*.toml")
        for passage in tomllib.loads(path.read_text("utf-8"))["passage"]
        for line in passage["text"].split("\n")
    }
)


def _evidence(value: Any) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _evidence(getattr(value, one.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _evidence(one)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=60), max_size=40))
def test_any_lines_are_read_and_every_quote_stands(lines: list[str]) -> None:
    """Minutes torn apart and mixed with noise neither break the reading nor yield a quote that is not there."""
    text = "\n".join(line.replace("\r", " ").replace("\n", " ") for line in lines)
    resolved = read_all(text)
    source = document(text).text
    for one in resolved.minutes:
        for passage in _evidence(one):
            assert passage.quote == source[passage.start : passage.end]
            assert passage.quote
            assert 0 <= passage.confidence <= 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(LINES), max_size=30), st.lists(st.sampled_from(LINES), max_size=30))
def test_no_name_is_invented(first: list[str], second: list[str]) -> None:
    """Every person in the result is named, word by word, in a document."""
    texts = ["\n".join(first), "\n".join(second)]
    known = " ".join(texts).casefold()
    for person in read_all(*texts).network.people:
        assert all(word.casefold() in known for word in person.name.replace("-", " ").split()), person.name
