"""Every fact of the published documents can be corrected: what a review writes leads back to just that fact."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graf import config, register
from graf.corrections import parse, write
from graf.corrections.about import correction
from graf.corrections.apply import correct
from graf.corrections.facts import facts, readings
from graf.extract import extract
from graf.read import read_files
from graf.resolve import resolve

from .conftest import Read

WHEN = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def published(dalarna: Path) -> Read:
    """The five documents, read and resolved."""
    known = register.load(config.load(dalarna).register)
    documents, _ = read_files(sorted((dalarna / "minutes").iterdir()), known)
    return Read(resolve(extract(documents, known), documents, known), {one.file: one for one in documents}, known)


def test_each_fact_can_be_accepted(published: Read) -> None:
    """An acceptance as it is written and read back finds its own fact, for every fact of five real documents."""
    known = [fact for one in published.found.minutes for fact in facts(one)]
    text = "\n".join(write(correction("accept", fact, "Anna", WHEN, f"rätt {n}")) for n, fact in enumerate(known))
    result = correct(published.found, parse(text, "c.toml"), published.documents, published.register)
    missed = [(one.stale, fact) for one, fact in zip(result.outcomes, known, strict=True) if one.stale]
    assert not missed
    found = [one.after for one in result.outcomes]
    other = [(a, b) for a, b in zip(found, known, strict=True) if (a.kind, a.values) != (b.kind, b.values)]  # type: ignore[union-attr]
    assert not other


def test_each_fact_can_be_removed_alone(published: Read) -> None:
    """A removal takes just its own fact, whatever else is read from the same passage."""
    for one in published.found.minutes:
        known = [fact for fact in facts(one) if fact.kind != "meeting"]
        for fact in known[:: max(1, len(known) // 12)]:
            made = parse(write(correction("remove", fact, "Anna", WHEN, "fel")), "c.toml")
            result = correct(published.found, made, published.documents, published.register)
            left = next(minutes for minutes in result.resolved.minutes if minutes.file == one.file)
            now = [other.values for other in facts(left) if other.kind == fact.kind]
            before = [other.values for other in known if other.kind == fact.kind]
            before.remove(fact.values)
            assert sorted(map(str, now)) == sorted(map(str, before)), fact


def test_the_quick_walk_sees_what_the_facts_are(published: Read) -> None:
    """Counting passages without making facts of them gives the same."""
    for one in published.found.minutes:
        assert Counter(readings(one)) == Counter(fact.evidence for fact in facts(one) if fact.evidence)
