#!/usr/bin/env python3
"""How often the facts of each rule are right, and whether a confidence says so: the table in docs/extraction.md.

    bench/calibration.py [DOCUMENTS] [--write]

Measured apart on minutes of other bodies that no rule was written over (`tests/extract/genres/unseen`), on those that
rules were mended over, and on a made-up county with the three annotated documents; each extracted as a user would. A
fact counts as right where the truth has it; what the annotators were not sure of does not count. `--write` puts what
was measured into `src/graf/extract/rules/confidence.toml`, as (right + 1) / (facts + 2): on the minutes that no rule
was written over, where a rule gave at least 20 facts there; else on all other bodies' minutes, where it gave as many
there; else on everything. Rules with fewer than 5 facts keep what stands there. No rule is held to be surer than 0.97.
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
from table import Section, show

TITLE = "Confidence"
SEEDS, NOISE = (101, 102), 0.2
LEAST, ENOUGH, MOST = 5, 20, 0.97
TABLE = ROOT / "src" / "graf" / "extract" / "rules" / "confidence.toml"
GENRES = ROOT / "tests" / "extract" / "genres"
KINDS = ("unseen", "mended", "made up")
Fact = dict[str, Any]
Counts = tuple[Counter[tuple[str, float]], Counter[tuple[str, float]]]


def measure(work: Path, documents: int = 400) -> Section:
    """The table by stated confidence, and by rule."""
    return section(counted(work, documents))


def counted(work: Path, documents: int) -> dict[str, Counts]:
    """How many facts each (rule, confidence) has given, and how many of them are right, for each kind of minutes."""
    found = {kind: (Counter[tuple[str, float]](), Counter[tuple[str, float]]()) for kind in KINDS}
    for kind, texts, truth, dataset in _places(work, documents):
        told = work / f"found-{kind}-{truth.name}-{texts.parent.name}"
        files = [str(path) for path in sorted(texts.glob("*.*")) if path.suffix != ".json"]
        run([*graf(), "extract", *files, "--dataset", str(dataset), "--out", str(told)], limit=300)
        facts, right = found[kind]
        score = scorer()
        aliases = truth / "aliases.json"
        for path in sorted(truth.glob("*.json")):
            if path.name in ("aliases.json", "network.json") or not (told / path.name).exists():
                continue
            expected = json.loads(path.read_text("utf-8"))
            score.load_aliases(json.loads(aliases.read_text("utf-8")) if aliases.exists() else expected)
            for rule, confidence, is_right in _facts(
                expected, json.loads((told / path.name).read_text("utf-8")), score
            ):
                facts[rule, confidence] += 1
                right[rule, confidence] += is_right
    return found


def _places(work: Path, documents: int) -> Iterator[tuple[str, Path, Path, Path]]:
    """Kind, folder of texts, folder of truths, dataset."""
    nothing = work / "nothing"
    (nothing / "minutes").mkdir(parents=True)
    (nothing / "dataset.toml").write_text((ROOT / "data" / "dalarna" / "dataset.toml").read_text("utf-8"), "utf-8")
    for name in ("unseen", "first", "second", "third"):
        folder = GENRES / name
        yield ("unseen" if name == "unseen" else "mended"), folder, folder, nothing
    for seed in SEEDS:
        county = work / f"county-{seed}"
        output.write(county, seed, documents // len(SEEDS), list(WRITERS), NOISE)
        yield "made up", county / "minutes", county / "truth", county
    dalarna = ROOT / "data" / "dalarna"
    yield "made up", dalarna / "minutes", ROOT / "tests" / "gold", dalarna


def section(found: dict[str, Counts]) -> Section:
    """The counts as a table: by stated confidence in steps of 0.05, then by rule."""
    steps = {kind: (Counter[str](), Counter[str]()) for kind in KINDS}
    rules = {kind: (Counter[str](), Counter[str]()) for kind in KINDS}
    stated: dict[str, float] = {}
    for kind, (facts, right) in found.items():
        for (rule, confidence), count in facts.items():
            step = f"stated about {round(confidence * 20) / 20:.2f}"
            stated[rule] = confidence
            for key, (every, good) in ((step, steps[kind]), (rule, rules[kind])):
                every[key] += count
                good[key] += right[rule, confidence]
    names = [(name, steps) for name in sorted({one for kind in KINDS for one in steps[kind][0]}, reverse=True)]
    names += [(name, rules) for name in sorted(stated)]
    head = ("", "stated", *(f"right: {kind}" for kind in KINDS), *(f"facts: {kind}" for kind in KINDS))
    grid = [head]
    for name, counts in names:
        shares = (f"{good[name] / every[name]:.3f}" if every[name] else "" for every, good in map(counts.get, KINDS))
        grid.append(
            (name, f"{stated[name]:.2f}" if name in stated else "", *shares, *(str(counts[k][0][name]) for k in KINDS))
        )
    text = "Whether the facts of a rule are right as often as their confidence says."
    return Section(TITLE, (), text, tuple(grid))


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


def write(found: dict[str, Counts]) -> None:
    """Puts the measured shares into the table of confidences."""
    text = TABLE.read_text("utf-8")
    for rule in tomllib.loads(text):
        count = good = 0
        for facts, right in (found[kind] for kind in KINDS):
            if count < ENOUGH:
                count += sum(n for (one, _), n in facts.items() if one == rule)
                good += sum(n for (one, _), n in right.items() if one == rule)
        if count >= LEAST:
            sure = min(MOST, (good + 1) / (count + 2))
            text = re.sub(rf"(?m)^{re.escape(rule)} = [\d.]+", f"{rule} = {sure:.2f}", text)
    TABLE.write_text(text, "utf-8")


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    with tempfile.TemporaryDirectory(prefix="graf-bench-") as folder:
        every = counted(Path(folder), numbers[0] if numbers else 400)
    show([section(every)])
    if "--write" in sys.argv:
        write(every)
