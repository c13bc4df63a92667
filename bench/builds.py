#!/usr/bin/env python3
"""What a release costs: time, memory and disk for a hundred and a thousand documents, changing one, opening it.

bench/builds.py [DOCUMENTS …]
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from county import output
from county.styles import WRITERS
from running import Run, graf, run, size_of
from table import Row, Section, number, show

from graf.store.embedded import open_read_only

TITLE = "Building and opening a release"
FIRST = "SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1"


def measure(work: Path, sizes: Sequence[int] = (100, 1_000), limit: float = 240) -> Section:
    """Builds each size, then again: unchanged, with one document changed, with one correction, one register line."""
    rows: list[Row] = []
    for place, size in enumerate(sizes):
        dataset, out = work / f"county-{size}", work / f"release-{size}"
        output.write(dataset, 1, size, list(WRITERS), 0.2)
        command = [*graf(), "build", str(dataset), "--out", str(out)]
        done = run(command, limit=limit)
        label = f"{size:,} documents"
        if done.code not in (0, 1) or not (out / "current").exists():
            why = (
                f"not within {limit:.0f} s of processor time"
                if done.code == -9
                else f"ended with {done.code}: {done.said[-160:]}"
            )
            rows.append(Row(f"{label}: documents a second", "–", note=why))
            continue
        store = open_read_only(out / "current" / "store")
        quads = len(store)
        del store
        rows += [
            Row(f"{label}: documents a second", number(size / done.wall),
                note=f"{number(done.wall)} s; {number(size / done.cpu)} a second of processor time"),
            Row("  quads a document", number(quads / size), note=f"{quads:,} quads"),
            Row("  greatest memory, MiB", number(done.memory)),
            Row("  store on disk, MiB", number(size_of(out / "current" / "store")),
                note=f"{number(size_of(out / 'current' / 'store') * 1048576 / quads)} bytes a quad"),
            Row("  what is kept for the next build, MiB", number(size_of(out / "cache"))),
            Row("  opening and a first answer, ms", number(_opening(out / "current" / "store")), note="median of 9"),
        ]  # fmt: skip
        if place == 0:
            rows += _expected(dataset, out)
        rows += _again(dataset, out, done)
    return Section(
        TITLE,
        tuple(rows),
        "Documents of the made-up county, a fifth scanned; validated by the shapes as every build is. A build after a "
        "change goes on from the release before and gives the digest of a whole one (`tests/test_build_again.py`).",
    )


def _again(dataset: Path, out: Path, whole: Run) -> list[Row]:
    command = [*graf(), "build", str(dataset), "--out", str(out), "--allow-lost"]
    same = run(command)
    rows = [Row("  again, nothing changed, s", number(same.wall))]
    for name, change in (("document", _document), ("correction", _correction), ("register line", _register)):
        change(dataset)
        one = run(command)
        seconds = json.loads((out / "current" / "manifest.json").read_text("utf-8"))["timings"]["seconds"]
        stages = ", ".join(
            f"{stage} {taken:.1f}" for stage, taken in seconds.items() if stage != "all" and taken >= 0.1
        )
        note = f"{number(one.cpu)} s of processor time (whole: {number(whole.cpu)}); {stages}"
        row = Row(f"  again, one {name} changed, s", number(one.wall), f"{number(whole.wall)} whole",
                  f"{one.wall / whole.wall:.2f}", note if one.code in (0, 1) else one.said[-160:])  # fmt: skip
        rows.append(row)
    return rows


def _document(dataset: Path) -> None:
    documents = sorted((dataset / "minutes").iterdir())
    changed = documents[len(documents) // 2]
    changed.write_text(changed.read_text("utf-8") + "\nEn rad till.\n", "utf-8")


def _correction(dataset: Path) -> None:
    """Somebody whom a list names as present was absent: the first of a list that stands so in the expected facts."""
    for truth in sorted((dataset / "truth").glob("*.json")):
        facts = json.loads(truth.read_text("utf-8"))
        for one in facts.get("attendance", []):
            if one.get("status") == "present" and one.get("surface") == one.get("name"):
                (dataset / "corrections").mkdir(exist_ok=True)
                (dataset / "corrections" / "a.toml").write_text(
                    f'[[correction]]\naction = "set"\nfact = "attendance"\ndocument = "{facts["file"]}"\n'
                    f'quote = "{one["name"]}"\nwas.status = "present"\nset.status = "absent"\n'
                    'who = "Arkivarien"\nwhen = 2024-04-01\nwhy = "Uppgift från arkivet."\n',
                    "utf-8",
                )
                return


def _register(dataset: Path) -> None:
    path = dataset / "register" / "bodies.csv"
    columns = path.read_text("utf-8").splitlines()[0].split(",")
    line = {"key": "Arkivnätverket", "name": "Arkivnätverket", "type": "network", "source": "arkivet"}
    path.write_text(
        path.read_text("utf-8").rstrip("\n") + "\n" + ",".join(line.get(c, "") for c in columns) + "\n", "utf-8"
    )


def _opening(store: Path) -> float:
    times = []
    for _ in range(9):
        start = time.perf_counter()
        opened = open_read_only(store)
        next(iter(opened.query(FIRST)), None)  # type: ignore[arg-type]
        times.append((time.perf_counter() - start) * 1000)
        del opened
    return statistics.median(times)


def _expected(dataset: Path, out: Path) -> list[Row]:
    """How much of the expected graph (expected.nq) the release holds."""
    from pyoxigraph import RdfFormat, parse

    store = open_read_only(out / "current" / "store")
    total = held = 0
    for quad in parse(path=str(dataset / "expected.nq"), format=RdfFormat.N_QUADS):
        total += 1
        held += next(iter(store.quads_for_pattern(quad.subject, quad.predicate, quad.object)), None) is not None
    del store
    counts = json.loads((dataset / "counts.json").read_text("utf-8"))["expected"]
    note = (
        f"of {total:,} triples that must be there; {counts['decisions']:,} decisions, {counts['meetings']:,} meetings"
    )
    return [Row("  expected facts in the release", f"{held / total:.1%}", note=note)]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        show([measure(Path(folder), [int(one) for one in sys.argv[1:]] or (100, 1_000))])
