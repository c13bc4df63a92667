#!/usr/bin/env python3
"""How often the facts of each rule are right, and whether a confidence says so: the table in docs/extraction.md.

    bench/calibration.py [DOCUMENTS] [--write]

A made-up county and the three annotated documents, each extracted as a user would. A fact counts as right where the
truth has it; what the annotators were not sure of does not count. `--write` puts what was measured into
`src/graf/extract/rules/confidence.toml`, as (right + 1) / (facts + 2), for rules with at least 5 facts; rules with
fewer keep what stands there. No rule is held to be surer than 0.97: real minutes are more varied than made-up ones.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from county import output
from county.styles import WRITERS
from extraction import scorer
from running import ROOT, graf, run
from table import Row, Section, show

TITLE = "Confidence"
SEEDS, NOISE = (101, 102), 0.2
LEAST, MOST = 5, 0.97
TABLE = ROOT / "src" / "graf" / "extract" / "rules" / "confidence.toml"
Fact = dict[str, Any]


def measure(work: Path, documents: int = 400) -> Section:
    """The table by stated confidence, and by rule."""
    return section(*counted(work, documents))


def counted(work: Path, documents: int) -> tuple[Counter[tuple[str, float]], Counter[tuple[str, float]]]:
    """How many facts each (rule, confidence) has given, and how many of them are right."""
    facts: Counter[tuple[str, float]] = Counter()
    right: Counter[tuple[str, float]] = Counter()
    places = []
    for seed in SEEDS:
        county = work / f"county-{seed}"
        output.write(county, seed, documents // len(SEEDS), list(WRITERS), NOISE)
        places.append((county / "minutes", county / "truth", county))
    places.append((ROOT / "data" / "dalarna" / "minutes", ROOT / "tests" / "gold", ROOT / "data" / "dalarna"))
    for number, (minutes, truth, dataset) in enumerate(places):
        found = work / f"found-{number}"
        files = [str(path) for path in sorted(minutes.iterdir())]
        run([*graf(), "extract", *files, "--dataset", str(dataset), "--out", str(found)], limit=300)
        score = scorer()
        aliases = truth / "aliases.json"
        score.load_aliases(json.loads(aliases.read_text("utf-8")))
        for path in sorted(truth.glob("*.json")):
            if path.name not in ("aliases.json", "network.json") and (found / path.name).exists():
                told = json.loads((found / path.name).read_text("utf-8"))
                for rule, confidence, is_right in _facts(json.loads(path.read_text("utf-8")), told, score):
                    facts[rule, confidence] += 1
                    right[rule, confidence] += is_right
    return facts, right


def section(facts: Counter[tuple[str, float]], right: Counter[tuple[str, float]]) -> Section:
    """The counts as a table: by stated confidence in steps of 0.05, then by rule."""
    steps: Counter[float] = Counter()
    good: Counter[float] = Counter()
    stated: Counter[float] = Counter()
    for (rule, confidence), count in facts.items():
        step = round(confidence * 20) / 20
        steps[step] += count
        good[step] += right[rule, confidence]
        stated[step] += confidence * count
    rows = [
        Row(
            f"stated about {step:.2f}", f"{good[step] / count:.3f} right",
            note=f"{count} facts, {stated[step] / count:.3f} stated",
        )
        for step, count in sorted(steps.items(), reverse=True)
    ]  # fmt: skip
    rows += [
        Row(rule, f"{right[rule, confidence] / count:.3f} right", note=f"{count} facts, {confidence:.2f} stated")
        for (rule, confidence), count in sorted(facts.items())
    ]
    text = "Whether the facts of a rule are right as often as their confidence says."
    return Section(TITLE, tuple(rows), text)


def _facts(truth: Fact, told: Fact, score: Any) -> Iterator[tuple[str, float, bool]]:
    """(rule, confidence, whether it is right) of each fact that is told, of what the truth is sure of."""
    fold, body, similar = score.fold, score.body, score.similar

    def same(*keys: str, bodies: tuple[str, ...] = ()) -> Callable[[Fact, Fact], bool]:
        return lambda a, b: all(
            body(a.get(k)) == body(b.get(k)) if k in bodies else fold(a.get(k)) == fold(b.get(k)) for k in keys
        )

    def alike(a: Fact, b: Fact) -> bool:
        return a["status"] == b["status"] and similar(a["text"], b["text"]) >= score.DECISION_MATCH

    def item(a: Fact, b: Fact) -> bool:
        return fold(a.get("number")) == fold(b.get("number")) and similar(a["title"], b["title"]) >= score.TITLE_MATCH

    rows: list[tuple[str, Callable[[Fact, Fact], bool], bool]] = [
        ("attendance", same("name", "status"), False),
        ("items", item, False),
        ("planned_meetings", same("body", "date", bodies=("body",)), False),
        ("role_facts", same("person", "role", "kind"), False),
        ("deadlines", same("date"), False),
        ("decisions", alike, True),
        ("presenters", same("name"), True),
        ("meeting_references", same("body", "date", bodies=("body",)), True),
        ("moves", same("from", "to", "kind", bodies=("from", "to")), True),
    ]
    for key, match, below in rows:
        expected = _listed(truth, key, below)
        for fact in _listed(told, key, below):
            answers = [one for one in expected if match(one, fact)]
            sure = [one for one in answers if one.get("sure", True)]
            passage = fact["evidence"][-1] if fact.get("evidence") else None
            if passage and (sure or not answers):
                yield passage["rule"], passage["confidence"], bool(sure)


def _listed(one: Fact, key: str, below: bool) -> list[Fact]:
    if not below:
        return list(one.get(key) or [])
    return [fact for item in one.get("items") or [] for fact in item.get(key) or []]


def write(facts: Counter[tuple[str, float]], right: Counter[tuple[str, float]]) -> None:
    """Puts the measured shares into the table of confidences."""
    text = TABLE.read_text("utf-8")
    known = tomllib.loads(text)
    for rule in sorted({rule for rule, _ in facts}):
        count = sum(n for (one, _), n in facts.items() if one == rule)
        good = sum(n for (one, _), n in right.items() if one == rule)
        if count >= LEAST and rule in known:
            sure = min(MOST, (good + 1) / (count + 2))
            text = re.sub(rf"(?m)^{re.escape(rule)} = [\d.]+", f"{rule} = {sure:.2f}", text)
    TABLE.write_text(text, "utf-8")


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    with tempfile.TemporaryDirectory(prefix="graf-bench-") as folder:
        found = counted(Path(folder), numbers[0] if numbers else 400)
    show([section(*found)])
    if "--write" in sys.argv:
        write(*found)
