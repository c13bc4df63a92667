"""Prints the score of each document, of each set together, and by kind of fact."""

from __future__ import annotations

import sys
from collections import Counter

from . import SETS, scores


def line(name: str, gold: int, found: int, right: int) -> str:
    """A row of the table."""
    p, r = right / max(1, found), right / max(1, gold)
    return f"{name:34}{gold:6}{found:7}{p:8.3f}{r:8.3f}{2 * right / max(1, gold + found):8.3f}"


def main() -> None:
    """Reads all sets; `--misses` lists those of the sets over which rules may be mended, never those of `unseen`."""
    listed: list[str] = []
    print(f"{'':34}{'gold':>6}{'found':>7}{'P':>8}{'R':>8}{'F1':>8}")
    for name in SETS:
        right, gold, found = Counter[str](), Counter[str](), Counter[str]()
        for document, rows, misses in scores(name):
            if name != "unseen":
                listed += misses
            for row, counts in rows.items():
                one = round(counts["precision"] * counts["found"])
                right[row] += one
                gold[row] += int(counts["gold"])
                found[row] += int(counts["found"])
                if row == "ALL":
                    print(line(f"{name}/{document}", int(counts["gold"]), int(counts["found"]), one))
        print()
        for row in [*sorted(set(gold) - {"ALL"}), "ALL"]:
            print(line(f"{name}: {row}", gold[row], found[row], right[row]))
        print()
    if "--misses" in sys.argv:
        print("\n".join(listed))


if __name__ == "__main__":
    main()
