#!/usr/bin/env python3
"""How many documents like the five of data/dalarna are read, extracted and settled a second, on one core.

bench/throughput.py [DOCUMENTS ...]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from running import ROOT
from table import Row, Section, missing, number, show

TITLE = "Documents a second"
DATASET = ROOT / "data" / "dalarna"
STEPS = ("read", "extracted", "settled")
CHILD = """
import json, sys, time
from pathlib import Path
from graf import read, register
from graf.extract import extract
from graf.resolve import resolve

register, paths = register.load(Path(sys.argv[1])), [Path(line) for line in sys.stdin.read().split()]

def once(some):
    places = [time.process_time()]
    documents, _ = read.read_files(some, register)
    places.append(time.process_time())
    minutes = extract(documents, register)
    places.append(time.process_time())
    resolve(minutes, documents, register)
    places.append(time.process_time())
    return [after - before for before, after in zip(places, places[1:])]

def yardstick():
    began = time.process_time()
    for round in range(20):
        counts = {}
        for place in range(20_000):
            counts[place % 97] = counts.get(place % 97, 0) + place
    return time.process_time() - began

start = once(paths[:5])
before = yardstick()
spent = [min(times) for times in zip(*(once(paths) for _ in range(3)))]
print(json.dumps([start, spent, (before + yardstick()) / 2]))
"""


def measure(counts: tuple[int, ...] = (60, 240)) -> Section:
    """Copies of the five documents, each with a last line of its own, in one process after a first round of five."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="graf-bench-") as folder:
        texts = sorted((DATASET / "minutes").glob("*.txt"))
        for count in counts:
            paths = [Path(folder) / f"{place:05}_{texts[place % len(texts)].name}" for place in range(count)]
            for place, path in enumerate(paths):
                path.write_text(f"{texts[place % len(texts)].read_text('utf-8')}\nKopia {place}\n", "utf-8")
            done = subprocess.run(
                [sys.executable, "-c", CHILD, str(DATASET / "register")],
                input="\n".join(map(str, paths)), capture_output=True, text=True, check=False, cwd=ROOT,
            )  # fmt: skip
            if done.returncode:
                return missing(TITLE, done.stderr.strip().splitlines()[-1])
            start, spent, loop = json.loads(done.stdout)
            each = ", ".join(f"{name} {number(count / time)}" for name, time in zip(STEPS, spent, strict=True))
            rows.append(
                Row(
                    f"{count} documents: extracted and settled a second", number(count / (spent[1] + spent[2])),
                    note=f"with reading {number(count / sum(spent))}; {each}; first five {number(sum(start))} s; "
                    f"yardstick {number(0.4 / loop)} million turns a second",
                )
            )  # fmt: skip
    size = sum(path.stat().st_size for path in texts) / len(texts) / 1000
    text = (
        f"Copies of the five published documents ({number(size)} kB each, three of them badly recognised), in one "
        "process on one core, after start-up; seconds of processor time, each step the best of three. The yardstick is "
        "a loop of Python that counts: two runs compare as far as their yardsticks do."
    )
    return Section(TITLE, tuple(rows), text)


if __name__ == "__main__":
    show([measure(*([tuple(map(int, sys.argv[1:]))] if sys.argv[1:] else []))])
