#!/usr/bin/env python3
"""How well graf reads made-up minutes: F1 by house style and kind of fact, with the scorer of tests/gold.

bench/extraction.py [DOCUMENTS]
"""

from __future__ import annotations

import csv
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from county import output
from county.styles import WRITERS
from running import ROOT, graf, run
from table import Row, Section, missing, number, show

TITLE = "Extraction"
SEED, NOISE = 2026, 0.2
NETWORK = ("people.pairs", "matters.pairs", "bodies", "relations")


def scorer() -> ModuleType:
    """tests/gold/score.py, fresh: it keeps the bodies' names of what it scores."""
    spec = importlib.util.spec_from_file_location("score", ROOT / "tests" / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(work: Path, documents: int = 500) -> Section:
    """Writes the documents, extracts them as a user would, and scores."""
    county, found = work / "county", work / "extracted"
    output.write(county, SEED, documents, list(WRITERS), NOISE)
    files = [str(path) for path in sorted((county / "minutes").iterdir())]
    done = run([*graf(), "extract", *files, "--dataset", str(county), "--out", str(found)], limit=180)
    if done.code not in (0, 1) or not found.is_dir():
        return missing(TITLE, f"`graf extract` ended with {done.code}: {done.said[-160:]}")
    rows = [
        Row(
            "documents read and extracted a second", number(documents / done.wall),
            note=f"{number(documents / done.cpu)} a second of processor time; {done.memory:.0f} MiB",
        ),
    ]  # fmt: skip
    with (county / "documents.csv").open(encoding="utf-8", newline="") as table:
        listed = list(csv.DictReader(table))
    groups = {style: [one["file"] for one in listed if one["style"] == style] for style in WRITERS}
    groups["clean"] = [one["file"] for one in listed if one["scanned"] == "0"]
    groups["scanned"] = [one["file"] for one in listed if one["scanned"] == "1"]
    groups["all"] = [one["file"] for one in listed]
    scores = {name: _score(county, found, files) for name, files in groups.items()}
    kinds = [kind for kind in scores["all"] if kind != "ALL"] + ["ALL"]
    grid = [("F1", *groups)]
    grid += [
        (kind, *(f"{scores[name][kind]:.3f}" if kind in scores[name] else "–" for name in groups)) for kind in kinds
    ]
    network = _network(county, found)
    for kind in NETWORK:
        if kind in network:
            one = network[kind]
            note = f"precision {one['precision']:.3f}, recall {one['recall']:.3f}; over all documents"
            rows.append(Row(f"F1 of {kind}", f"{one['f1']:.3f}", note=note))
    text = (
        f"{documents} made-up documents in {len(WRITERS)} house styles (`bench/generate.py --seed {SEED} --documents "
        f"{documents} --noise {NOISE}`), a share of {NOISE} scanned. F1 by house style and kind of fact; ALL counts "
        "every fact of the documents once. The generator was written without sight of the rules, but the rules have "
        "since been improved on what they missed in counties of other seeds; `make score` is about real minutes."
    )
    return Section(TITLE, tuple(rows), text, tuple(grid))


def _score(county: Path, found: Path, files: Iterable[str]) -> dict[str, float]:
    score = scorer()
    score.load_aliases(_json(county / "truth" / "aliases.json"))
    tally = score.Tally()
    for file in files:
        stem = Path(file).stem
        extracted = found / f"{stem}.json"
        answer = _json(extracted) if extracted.exists() else {}
        score.score_document(tally, stem, _json(county / "truth" / f"{stem}.json"), answer)
        score.score_evidence(tally, stem, (county / "minutes" / file).read_text("utf-8"), answer)
    rows: dict[str, dict[str, float]] = tally.rows()
    facts = [kind for kind in rows if kind != "evidence"]
    right, gold, held = (sum(counts[kind] for kind in facts) for counts in (tally.tp, tally.gold, tally.found))
    return {kind: row["f1"] for kind, row in rows.items()} | {"ALL": 2 * right / (gold + held) if gold + held else 1.0}


def _network(county: Path, found: Path) -> dict[str, dict[str, float]]:
    score = scorer()
    score.load_aliases(_json(county / "truth" / "aliases.json"))
    tally = score.Tally()
    score.score_network(tally, _json(county / "truth" / "network.json"), _json(found / "network.json"))
    rows: dict[str, dict[str, float]] = tally.rows()
    return rows


def _json(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return value


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        show([measure(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else 500)])
