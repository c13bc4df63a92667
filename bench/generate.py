#!/usr/bin/env python3
"""Writes the minutes of a made-up county, with the truth of all that they say.

    bench/generate.py --seed 1 --documents 500 --noise 0.2 --out DIR

`DIR` is a dataset (`graf build DIR`): dataset.toml, minutes/, register/. Beside it stand truth/ (one JSON a document,
network.json and aliases.json in the form that docs/extraction.md describes, so that tests/gold/score.py scores an
extraction against it), documents.csv (each file's house style, and whether it was scanned), counts.json and
expected.nq (what a release should hold). The same arguments give the same bytes; more documents begin with the same
ones. One county of 400 documents at a time is held in memory.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from county.output import write
from county.styles import WRITERS


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=100, help="1 to 1,000,000")
    parser.add_argument("--styles", default="", help=f"house styles, with commas between; all: {', '.join(WRITERS)}")
    parser.add_argument("--noise", type=float, default=0.0, help="share of documents that were scanned, 0 to 1")
    parser.add_argument("--out", type=Path, required=True, help="a new or empty folder")
    args = parser.parse_args(arguments)
    styles = [style.strip() for style in args.styles.split(",") if style.strip()] or list(WRITERS)
    if unknown := [style for style in styles if style not in WRITERS]:
        parser.error(f"no such house style: {', '.join(unknown)}; there are {', '.join(WRITERS)}")
    if not 1 <= args.documents <= 1_000_000 or not 0 <= args.noise <= 1:
        parser.error("--documents lies between 1 and 1000000, --noise between 0 and 1")
    if args.out.exists() and any(args.out.iterdir()):
        parser.error(f"{args.out} is not empty")
    counts = write(args.out, args.seed, args.documents, styles, args.noise)
    print(f"{args.out}: " + ", ".join(f"{number:,} {name}" for name, number in sorted(counts.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
