#!/usr/bin/env python3
"""How fast a release becomes a site of files: pages a second, all files, a publication where nothing changed, links.

bench/publish.py RELEASE
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from running import graf, run
from table import Row, Section, number, show

TITLE = "Publishing"
LEAST = 300
"""So many pages a second are wanted on one core."""


def measure(release: Path) -> Section:
    """Publishes a release, publishes it again, and follows its links."""
    from graf.publish.links import check
    from graf.publish.site import publish

    with tempfile.TemporaryDirectory(prefix="graf-publish-") as folder:
        out = Path(folder) / "site"
        first = publish(release, out)
        again = publish(release, out)
        start = time.process_time()
        found = check(out)
        took = time.process_time() - start
        dumps = {path.name: path.stat().st_size for path in (out / "dumps").glob("*.gz")}
    sizes = ", ".join(f"{name[8:]} {number(size / 1e3)}" for name, size in sorted(dumps.items()))
    broken = len(found.broken) + len(found.elsewhere)
    documents = json.loads((release / "manifest.json").read_text(encoding="utf-8"))["counts"]["documents"]
    rows = (
        Row("pages/s, one core", f"{number(first.made['pages'] / first.of_pages)} (at least {LEAST})"),
        Row("files/s, one core, everything", number(first.written / first.seconds), note=f"{first.written:,} files"),
        Row("publishing, s of processor time", number(first.seconds), note=f"{number(first.size / 1e6)} MB"),
        Row("publishing again, nothing changed, s", number(again.seconds), note=f"{again.written} files written"),
        Row("dumps, kB", sizes),
        Row("links followed", f"{found.links:,}", note=f"{broken} broken; {number(took)} s"),
    )
    text = f"A release of {documents:,} documents, read into memory once; seconds of processor time of one process."
    return Section(TITLE, rows, text)


def _release(work: Path) -> Path:
    """A release of a made-up county of a hundred documents."""
    from county import output
    from county.styles import WRITERS

    output.write(work / "county", 1, 100, list(WRITERS), 0.2)
    run([*graf(), "build", str(work / "county"), "--out", str(work / "release")])
    return work / "release" / "current"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        show([measure(Path(sys.argv[1]))])
    else:
        place = Path(tempfile.mkdtemp(prefix="graf-publish-"))
        try:
            show([measure(_release(place))])
        finally:
            shutil.rmtree(place)
