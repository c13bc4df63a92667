#!/usr/bin/env python3
"""What a reviewer waits for: from pressing a key to the next question, and to the release that holds the correction.

bench/review.py [DOCUMENTS …]
"""

from __future__ import annotations

import json
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parent))

from county import output
from county.styles import WRITERS
from running import ROOT, graf
from table import Row, Section, number, show

TITLE = "Reviewing"
DECISIONS = 10


@dataclass(frozen=True, slots=True)
class Decision:
    """One correction: seconds to the next question and to the release, and processor seconds of both processes."""

    answer: float
    answer_cpu: float
    release: float
    build_cpu: float


def measure(work: Path, sizes: Sequence[int] = (100, 1_000)) -> Section:
    """Reviews each size over HTTP as a browser does: facts of a random sample, found right or removed in turn."""
    rows: list[Row] = []
    for size in sizes:
        dataset, out = work / f"county-{size}", work / f"release-{size}"
        if not dataset.exists():
            output.write(dataset, 1, size, list(WRITERS), 0.2)
        begun = time.perf_counter()
        command = [*graf(), "review", str(dataset), "--out", str(out), "--port", "0", "--reviewer", "Anna Arkivarie"]
        with subprocess.Popen([*command, "--sample", "200"], stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
            try:
                assert process.stdout is not None
                address = process.stdout.readline().strip()
                opened = time.perf_counter() - begun
                rows += _rows(size, opened, *_reviewed(address, out, process.pid))
            finally:
                process.send_signal(signal.SIGINT)
    return Section(
        TITLE,
        tuple(rows),
        "`graf review` of the made-up county: a fact of a random sample is found right or removed, again and again, as "
        "a browser sends it. The next question is there when its page is, the release when `current` leads to one that "
        "counts the correction. Processor time is that of the review, and of the process that builds.",
    )


def _rows(size: int, opened: float, first: tuple[float, float], done: list[Decision]) -> list[Row]:
    def middle(name: str) -> float:
        return statistics.median(getattr(one, name) for one in done)

    worst = max(one.release for one in done)
    return [
        Row(f"{size:,} documents: opening a review, s", number(opened), note="builds the release first"),
        Row("  the overview, s", number(first[0]), note=f"{number(first[1])} s of processor time"),
        Row("  to the next question, s", number(middle("answer")),
            note=f"median of {len(done)}; {number(middle('answer_cpu'))} s of processor time"),
        Row("  to the release with the correction, s", number(middle("release")), "≤ 2",
            note=f"median, at most {number(worst)}; {number(middle('build_cpu'))} s of processor time"),
    ]  # fmt: skip


def _reviewed(address: str, out: Path, pid: int) -> tuple[tuple[float, float], list[Decision]]:
    origin = address.partition("/?")[0]
    with httpx.Client(base_url=origin, headers={"Origin": origin}, timeout=600) as client:
        client.get(address.removeprefix(origin))
        builder = _child(pid)
        start, used = time.perf_counter(), _spent(pid)
        page = client.get("/sv/").text
        first = (time.perf_counter() - start, _spent(pid) - used)
        found = re.search(r'class="btn" href="(/sv/case/[^"?]+)"', page)
        assert found is not None
        path, done = found[1], []
        for n in range(DECISIONS):
            page = client.get(path).text
            sent = dict(re.findall(r'type="hidden" name="(fact|seen)" value="([^"]*)"', page))
            action = "remove" if n % 2 and "do=remove" in page else "accept"
            sent |= {"action": action, "why": "Stämmer med texten."}
            counted, release = _counted(out), (out / "current").readlink()
            start, used, spent = time.perf_counter(), _spent(pid), _spent(builder)
            answer = client.post(path, data=sent)
            assert answer.status_code == 303, answer.text
            path = answer.headers["location"]
            client.get(path).raise_for_status()
            answered, answered_cpu = time.perf_counter() - start, _spent(pid) - used
            while (out / "current").readlink() == release:
                time.sleep(0.01)
            assert _counted(out) > counted
            released = time.perf_counter() - start
            while client.get("/sv/status").json()["busy"]:
                time.sleep(0.05)
            done.append(Decision(answered, answered_cpu, released, _spent(builder) - spent))
    return first, done


def _counted(out: Path) -> int:
    """How many corrections the release holds to which `current` leads."""
    manifest = json.loads((out / "current" / "manifest.json").read_text("utf-8"))
    return int(manifest["counts"].get("corrections", 0))


def _child(pid: int) -> int:
    """The process that builds."""
    children = (path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    return next(int(one) for several in children for one in several)


def _spent(pid: int) -> float:
    """Seconds of processor time that a process and its ended children have used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(one) for one in fields[11:15]) / 100


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        show([measure(Path(folder), [int(one) for one in sys.argv[1:]] or (100, 1_000))])
