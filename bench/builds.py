#!/usr/bin/env python3
"""What a release costs: time, memory and disk for a hundred and a thousand documents, changing one, opening it.

bench/builds.py [DOCUMENTS …]
"""

from __future__ import annotations

import csv
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from county import output
from county.styles import WRITERS
from running import ROOT, Run, graf, run, size_of, spent
from table import Row, Section, number, show

from graf.store.embedded import open_read_only

TITLE = "Building and opening a release"
FIRST = "SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1"


def measure(work: Path, sizes: Sequence[int] = (100, 1_000), limit: float = 240) -> Section:
    """Builds each size, then again after each of `CHANGES`, by the command and in a review's process."""
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
        "change goes on from the release before and gives the digest of a whole one (`tests/test_build_again.py`); a "
        "review's process also remembers what the builds before it read.",
    )


def _again(dataset: Path, out: Path, whole: Run) -> list[Row]:
    """After each change: the command, in a process of its own, and a review's process, which remembers the builds."""
    command = [*graf(), "build", str(dataset), "--out", str(out), "--allow-lost"]
    same = run(command)
    rows = [Row("  again, nothing changed, s", number(same.wall), note=f"{number(same.cpu)} s of processor time")]
    for name, change in CHANGES:
        change(dataset, 1)
        one = run(command)
        why = "" if one.code in (0, 1) else one.said[-160:]
        rows.append(_row(f"  again, {name}, s", out, one.wall, one.cpu, whole, why))
    with _reviewing(dataset, out) as build:
        for name, change in CHANGES:
            change(dataset, 2)
            wall, cpu, why = build()
            rows.append(_row(f"  while reviewing, {name}, s", out, wall, cpu, whole, why))
    return rows


def _row(label: str, out: Path, wall: float, cpu: float, whole: Run, why: str) -> Row:
    seconds = json.loads((out / "current" / "manifest.json").read_text("utf-8"))["timings"]["seconds"]
    stages = ", ".join(f"{stage} {taken:.1f}" for stage, taken in seconds.items() if stage != "all" and taken >= 0.1)
    note = why or f"{number(cpu)} s of processor time (whole: {number(whole.cpu)}); {stages}"
    return Row(label, number(wall), f"{number(whole.wall)} whole", f"{wall / whole.wall:.2f}", note)


@contextmanager
def _reviewing(dataset: Path, out: Path) -> Iterator[Callable[[], tuple[float, float, str]]]:
    """A review's process that builds (`graf.review.rebuild`), once it has brought all to mind.

    Gives a function that builds once: seconds, processor seconds, what went wrong.
    """
    command = [sys.executable, "-m", "graf.review.rebuild", str(dataset), str(out)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdin is not None
    assert process.stdout is not None
    asked, told = process.stdin, process.stdout

    def build() -> tuple[float, float, str]:
        start, before = time.perf_counter(), spent(process.pid)
        asked.write("build\n")
        asked.flush()
        said = next(one for one in map(json.loads, told) if "stage" not in one)
        return time.perf_counter() - start, spent(process.pid) - before, said["error"]

    try:
        for _ in range(2):
            build()
        yield build
    finally:
        asked.close()
        process.wait(60)


def _line(dataset: Path, time: int) -> None:
    """A line that says nothing."""
    _append(dataset, 0, f"\nEn rad till, nummer {time}.\n")


def _item(dataset: Path, time: int) -> None:
    """An item with somebody whom no other document names, and two decisions."""
    who = ("Torvald Dunderberg", "Signhild Morkulla")[time - 1]
    _append(
        dataset, 1,
        f"\n\n{90 + time}. Nytt samverkansavtal om ungdomsjour\n{who} rapporterar från arbetet.\n"
        f"BESLUT: att uppdra åt {who} att ta fram ett underlag\natt lägga rapporten till handlingarna.\n",
    )  # fmt: skip


def _append(dataset: Path, place: int, text: str) -> None:
    """Adds to a document in the midst of those that were not scanned."""
    typed = {row["file"] for row in _rows(dataset / "documents.csv") if row["scanned"] in ("", "0", "no", "False")}
    documents = [one for one in sorted((dataset / "minutes").iterdir()) if one.name in typed]
    changed = documents[len(documents) // 2 + place]
    changed.write_text(changed.read_text("utf-8") + text, "utf-8")


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _correction(dataset: Path, time: int) -> None:
    """Somebody whom a list names as present was absent: one of those whose list stands so in the expected facts."""
    left = time
    for truth in sorted((dataset / "truth").glob("*.json")):
        facts = json.loads(truth.read_text("utf-8"))
        for one in facts.get("attendance", []):
            left -= one.get("status") == "present" and one.get("surface") == one.get("name")
            if left == 0:
                (dataset / "corrections").mkdir(exist_ok=True)
                (dataset / "corrections" / f"{time}.toml").write_text(
                    f'[[correction]]\naction = "set"\nfact = "attendance"\ndocument = "{facts["file"]}"\n'
                    f'quote = "{one["name"]}"\nwas.status = "present"\nset.status = "absent"\n'
                    'who = "Arkivarien"\nwhen = 2024-04-01\nwhy = "Uppgift från arkivet."\n',
                    "utf-8",
                )
                return


def _register(dataset: Path, time: int) -> None:
    """A body more in the register, which no document names."""
    path = dataset / "register" / "bodies.csv"
    columns = path.read_text("utf-8").splitlines()[0].split(",")
    name = f"Arkivnätverket {time}"
    line = {"key": name, "name": name, "type": "network", "source": "arkivet"}
    path.write_text(
        path.read_text("utf-8").rstrip("\n") + "\n" + ",".join(line.get(c, "") for c in columns) + "\n", "utf-8"
    )


CHANGES: tuple[tuple[str, Callable[[Path, int], None]], ...] = (
    ("a line in one document", _line),
    ("an item with somebody new", _item),
    ("one correction", _correction),
    ("one line in the register", _register),
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
