"""Every rule that reads text is data with an example; here each rule must read its own example."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import graf.extract.rules
import graf.resolve
from graf.extract.blocks import block_heading, section_of
from graf.extract.clauses import clause_acts
from graf.extract.dates import find_dates
from graf.extract.heading import is_label
from graf.extract.headings import kind_pattern
from graf.extract.mentions import tag
from graf.extract.names import full_names, given_names
from graf.extract.naming import build_lexicon
from graf.extract.passage import Passage
from graf.extract.pattern import compiled
from graf.extract.presenters import label
from graf.extract.tables import holds
from graf.extract.titles import find_title, title_word

from .conftest import document, register

RULES = Path(graf.extract.rules.__file__).parent
LEXICON = build_lexicon([document("Region Nordland")], register(), given_names())
PEOPLE = ("Ada Ek", "Bo Alm", "Zita Ek")


def _entries() -> list[Any]:
    found = []
    for path in [*sorted(RULES.glob("*.toml")), Path(graf.resolve.__file__).parent / "matters.toml"]:
        if path.stem == "confidence":
            continue
        for table, rules in tomllib.loads(path.read_text("utf-8")).items():
            for place, rule in enumerate(rules):
                found.append(pytest.param(path.stem, table, rule, id=f"{path.stem}-{table}-{place}"))
    return found


def _tagged(text: str) -> str:
    running = Passage(document(text), text, ((0, 0),))
    return tag(running, LEXICON, PEOPLE, "Länsnätverket").text


@pytest.mark.parametrize(("file", "table", "rule"), _entries())
def test_rule_reads_its_example(file: str, table: str, rule: dict[str, Any]) -> None:
    """A rule whose example it cannot read is a rule that nobody can trust or extend."""
    if (file, table) == ("acts", "unless"):
        assert rule["act"] not in rule["others"]
        return
    example = rule["example"]
    text = _tagged(example)
    if (file, table) == ("acts", "act"):
        assert rule["act"] in clause_acts(text), clause_acts(text)
    elif (file, table) == ("acts", "heading"):
        heading = block_heading(example)
        assert heading is not None
        assert heading.status == rule["status"]
    elif (file, table) == ("acts", "verb"):
        assert example == rule["form"] != rule["infinitive"]
    elif (file, table) == ("acts", "section"):
        assert section_of(example) is rule["reads"]
    elif (file, table) == ("headings", "heading") or (file, table) == ("headings", "rare"):
        assert re.match(rule["pattern"], example)
    elif (file, table) == ("headings", "kind"):
        assert kind_pattern().match(example)
    elif (file, table) == ("headings", "label"):
        assert is_label(example)
    elif file == "header" and table == "label":
        assert re.match(rf"(?:{rule['pattern']})\s*:", example, re.IGNORECASE)
    elif (file, table) == ("columns", "column"):
        cells = re.split(r"\s{2,}", example)
        assert any(holds(cell, rule["holds"]) for cell in cells)
    elif file in ("header", "attendance") and "pattern" in rule:
        assert re.search(rule["pattern"], example, re.IGNORECASE)
    elif file == "titles" and table == "title":
        assert find_title(example)
    elif (file, table) == ("titles", "of_meeting"):
        assert re.fullmatch(rule["pattern"], example)
    elif file == "titles":
        assert title_word().match(example)
        assert example.split()[0].rstrip(".").startswith(rule["word"])
    elif (file, table) == ("presenters", "label"):
        assert label().match(example)
    elif (file, table) == ("bodies", "kind"):
        assert example.casefold().endswith(rule["ending"]) or rule["ending"] in example.casefold()
    elif file == "names":
        assert [name for _, _, name in full_names(example)] == ["Zita Ek"]
    elif (file, table) == ("relations", "name"):
        assert re.fullmatch(rule["pattern"], example, re.IGNORECASE)
    elif "words" in rule:
        assert set(rule["words"]) & set(re.findall(r"\w+", example.casefold()))
    else:
        assert compiled(rule["pattern"]).search(text), text


def test_every_date_form_is_read() -> None:
    """Each way that minutes write a day gives that day."""
    texts = {
        "2025-10-17": "2025-10-17", "251017": "2025-10-17", "den 25 september 2020": "2020-09-25",
        "fredagen den 6 februari 2026": "2026-02-06", "1/10 2020": "2020-10-01", "20240506": "2024-05-06",
    }  # fmt: skip
    for text, day in texts.items():
        assert [found.exact for found in find_dates(f"mötet {text}.")] == [day], text


@pytest.mark.parametrize(
    "text", ["SOU 2020:47", "S2019:04", "1 800 000 kr", "556677-8899", "kl. 09.30-12.00", "320230"]
)
def test_numbers_that_are_no_dates(text: str) -> None:
    """Case numbers, amounts and times of day never become days of meetings."""
    assert [found.exact for found in find_dates(text) if found.exact] == []


def test_every_rule_that_gives_evidence_says_how_sure_it_is() -> None:
    """A rule without a confidence would end the reading of a document; one that nothing uses is a leftover."""
    sure = set(tomllib.loads((RULES / "confidence.toml").read_text("utf-8")))
    code = "".join(path.read_text("utf-8") for path in RULES.parent.glob("*.py"))
    kinds = {kind["kind"].replace("_", "-") for name in ("references", "roles", "votes")
             for rules in tomllib.loads((RULES / f"{name}.toml").read_text("utf-8")).values()
             for kind in rules if "kind" in kind}  # fmt: skip
    relations = {
        rule["relation"].replace("_", "-")
        for rule in tomllib.loads((RULES / "relations.toml").read_text("utf-8"))["relation"]
    }
    made = {f"{kind}-in-prose" for kind in kinds} | {f"role-{kind}" for kind in kinds} | kinds
    made |= {f"relation-{relation}" for relation in relations}
    assert {rule for rule in sure if f'"{rule}"' not in code} <= made
    assert {f"relation-{relation}" for relation in relations} <= sure
