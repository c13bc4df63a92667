#!/usr/bin/env python3
"""All benchmarks, one table, and docs/performance.md.

    bench/run.py [--full] [--out FILE, with --only none unless named]
                 [--only reading,extraction,throughput,noise,people,builds,review,pages,publishing,pictures,search,
                  endpoint]

Takes about half an hour on two cores. `--full` (`make bench BENCH=full`) adds ten thousand documents. A
benchmark that cannot be run says why and leaves the others alone.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import builds
import endpoint
import extraction
import noise
import pages
import people
import pictures
import publish
import read_all
import review
import search
import throughput
from running import ROOT, graf, run
from table import Row, Section, machine, markdown, missing, show

PACKAGES = ("graf-lod", "pyoxigraph", "rdflib", "pyshacl", "starlette", "uvicorn")
NOTE = """How well graf reads, and how fast it is, measured by `make bench`. Every figure can be measured again: the
documents are made up by `bench/generate.py`, and each benchmark runs alone (`python bench/builds.py 100`). Rates are
of wall-clock time unless a row says otherwise; compare timings within one run only, since other work on the machine
changes them by a factor of two and more."""


def main(arguments: list[str] | None = None) -> int:
    """Runs the benchmarks; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="ten thousand documents too")
    parser.add_argument("--only", default="", help="names of benchmarks, with commas between")
    parser.add_argument("--out", type=Path, help="default: docs/performance.md, with --only nowhere")
    args = parser.parse_args(arguments)
    wanted = {name.strip() for name in args.only.split(",") if name.strip()}
    start = time.perf_counter()
    sections = [Section("Machine", machine(PACKAGES))]
    with tempfile.TemporaryDirectory(prefix="graf-bench-") as folder:
        work = Path(folder)
        benchmarks: dict[str, Callable[[], Section]] = {
            "reading": read_all.measure,
            "extraction": lambda: extraction.measure(_new(work, "extraction")),
            "throughput": throughput.measure,
            "noise": noise.measure,
            "people": lambda: people.measure(limit=600 if args.full else 30),
            "builds": lambda: builds.measure(
                _new(work, "builds"), (100, 1_000, 10_000) if args.full else (100, 1_000), 7200 if args.full else 270
            ),
            "review": lambda: review.measure(_new(work, "review"), (1_000,)),
            "pages": lambda: pages.measure(_release(work)),
            "publishing": lambda: publish.measure(_release(work)),
            "pictures": lambda: pictures.measure() if args.full else pictures.measure(500, 10_000),
            "search": lambda: search.measure((1_000_000,) if args.full else (100_000,)),
            "endpoint": lambda: endpoint.measure(_new(work, "endpoint")),
        }
        if unknown := wanted - set(benchmarks):
            parser.error(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(benchmarks)}")
        for name, measure in benchmarks.items():
            if wanted and name not in wanted:
                continue
            began = time.perf_counter()
            try:
                sections.append(measure())
            except Exception as error:
                sections.append(missing(name, f"{type(error).__name__}: {error}"))
            print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
            show(sections[-1:])
    took = time.perf_counter() - start
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    machine_rows = (*sections[0].rows, Row("measured", f"{day}, in {took:.0f} s"))
    sections[0] = Section(sections[0].title, machine_rows)
    out = args.out or (None if wanted else ROOT / "docs" / "performance.md")
    if out:
        out.write_text(f"# Performance\n\n{NOTE}\n\n{markdown(sections)}", "utf-8")
        print(f"\nwritten to {out}", file=sys.stderr)
    return 0


def _new(work: Path, name: str) -> Path:
    folder = work / name
    folder.mkdir()
    return folder


def _release(work: Path) -> Path:
    """The release of a thousand documents, of a hundred where that is missing, or a new one."""
    for size in (1_000, 100):
        built = work / "builds" / f"release-{size}" / "current"
        if built.exists():
            return built
    from county import output
    from county.styles import WRITERS

    dataset, out = _new(work, "pages") / "county", work / "pages" / "release"
    output.write(dataset, 1, 100, list(WRITERS), 0.2)
    run([*graf(), "build", str(dataset), "--out", str(out)])
    return out / "current"


if __name__ == "__main__":
    sys.exit(main())
