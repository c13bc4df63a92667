"""The made-up county: deterministic, in every house style, and its truth says no more than its text."""

from __future__ import annotations

import csv
import json
import re
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from county import bodies, grammar, noise, output
from county.people import person, variant
from county.styles import WRITERS
from hypothesis import given, settings
from hypothesis import strategies as st

from graf import resources


def folded(text: str) -> str:
    """One space for each run of white space, and no table bars: wrapping is not wording."""
    return re.sub(r"[\s|]+", " ", text).casefold()


def composed(seed: int, count: int, share: float = 0.0) -> list[output.Written]:
    return [one for _, _, batch in output.documents(seed, count, list(WRITERS), share) for one in batch]


def test_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    """A figure can be measured again only if the documents can be made again."""
    for name in ("one", "two"):
        output.write(tmp_path / name, 5, 30, list(WRITERS), 0.3)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert files
    assert all((tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes() for file in files)


def test_more_documents_begin_with_the_same_ones() -> None:
    """Ten documents are the first ten of twenty, so sizes can be compared."""
    assert [one.text for one in composed(3, 10)] == [one.text for one in composed(3, 20)][:10]


def test_every_house_style_is_written() -> None:
    """Eight houses, and no two of them open an item alike."""
    styles = {one.style for one in composed(1, 40)}
    assert styles == set(WRITERS)
    assert len(styles) >= 8


@given(seed=st.integers(0, 10_000))
@settings(max_examples=5, deadline=None, derandomize=True)
def test_the_truth_stands_in_the_text(seed: int) -> None:
    """Each name as written, title and att-clause of the truth is in the document, but for a typo or a column."""
    for one in composed(seed, 12):
        text = folded(one.text)
        for attendance in one.truth["attendance"]:
            assert folded(attendance["surface"]) in text
        assert all(folded(surface) in text for _, surface in one.surfaces)
        for item in one.truth["items"]:
            for field in ([item["title"]], [decision["text"] for decision in item["decisions"]]):
                for wanted in field:
                    found = sum(word in text for word in folded(wanted).split())
                    assert found >= 0.5 * len(wanted.split()), (one.file, wanted)


def test_truth_is_in_the_extraction_format() -> None:
    """The scorer reads it as it is: the format's keys, and ISO dates."""
    example = json.loads((resources_root() / "tests" / "gold" / "004_da77059a930ba5de.json").read_text("utf-8"))
    for one in composed(2, 30, 0.5):
        assert set(one.truth) == set(example)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", one.truth["date"])
        for item in one.truth["items"]:
            assert set(item) == set(example["items"][0])


def resources_root() -> Path:
    return Path(__file__).resolve().parents[2]


def test_a_dataset_can_be_built_of_it(tmp_path: Path) -> None:
    """Its settings and register are what graf expects."""
    from graf import config, register

    output.write(tmp_path / "county", 1, 20, list(WRITERS), 0.2)
    settings_ = config.load(tmp_path / "county")
    known = register.load(settings_.register)
    with (tmp_path / "county" / "register" / "bodies.csv").open(encoding="utf-8", newline="") as rows:
        listed = list(csv.DictReader(rows))
    assert {row["key"] for row in listed} <= {body.key for body in known.bodies}
    network: dict[str, Any] = json.loads((tmp_path / "county" / "truth" / "network.json").read_text("utf-8"))
    assert set(network) == {"bodies", "people", "matters", "relations"}


def test_no_place_is_a_municipality_of_sweden() -> None:
    """A made-up body must not be mistaken for a real one."""
    table = resources.builtin() / "municipalities.csv"
    with table.open(encoding="utf-8", newline="") as rows:
        real = {row["short"] for row in csv.DictReader(rows)}
    assert not real & set(bodies.places(Random(1)))


def test_there_is_room_for_a_million_documents() -> None:
    """Each county of 400 documents needs nine places of its own."""
    needed = 9 * -(-1_000_000 // output.SIZE)
    assert len(set(islice(bodies.places(Random(1)), needed))) == needed


def test_grammar_has_hundreds_of_wordings() -> None:
    """Not templates with blanks: each rule can be said in many ways, and no rule asks for one that is not there."""

    def ways(text: str) -> int:
        total = 1
        for choice in re.findall(r"\[([^\[\]]*)\]", text):
            total *= choice.count("|") + 1
        return total

    counts = {name: sum(map(ways, lines)) for name, lines in grammar.rules().items()}
    assert sum(counts.values()) > 1_000
    assert sum(map(len, grammar.rules().values())) > 150
    for name in grammar.rules():
        grammar.slots(name)


@given(seed=st.integers(0, 1_000_000))
@settings(max_examples=60, deadline=None)
def test_another_spelling_is_another_string_and_near(seed: int) -> None:
    """A variant differs from the name, by a few letters."""
    rng = Random(seed)
    one = person(1, rng)
    other = variant(one, rng)
    assert abs(len(other) - len(one.name)) <= 2
    assert other.split()[0][0] in (one.name[0], "C", "K", "A")


def test_scanning_leaves_lines_and_figures_alone() -> None:
    """The scanner spoils letters, not layout."""
    clean = "§ 12  Ärende om vård\nDnr 2024/17\nInga åtgärder\n"
    spoilt = noise.scanned(clean, Random(4))
    assert spoilt != clean
    assert spoilt.count("\n") == clean.count("\n")
    assert re.findall(r"\d{2,}", spoilt) == re.findall(r"\d{2,}", clean)


@pytest.mark.parametrize("style", list(WRITERS))
def test_a_style_can_be_chosen(style: str) -> None:
    """`--styles` leaves only the bodies of those houses."""
    assert {one.style for _, _, batch in output.documents(1, 5, [style], 0) for one in batch} == {style}
