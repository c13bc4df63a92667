"""Prints the score of each kind of minutes, and of all together."""

from __future__ import annotations

import sys
from collections import Counter

from . import scores

if __name__ == "__main__":
    right, gold, found = Counter[str](), Counter[str](), Counter[str]()
    listed: list[str] = []
    print(f"{'':26}{'gold':>6}{'found':>7}{'P':>8}{'R':>8}{'F1':>8}")
    for name, rows, misses in scores():
        one = rows["ALL"]
        print(f"{name:26}{one['gold']:6}{one['found']:7}{one['precision']:8.3f}{one['recall']:8.3f}{one['f1']:8.3f}")
        listed += misses
        for row, counts in rows.items():
            right[row] += round(counts["precision"] * counts["found"])
            gold[row] += int(counts["gold"])
            found[row] += int(counts["found"])
    print()
    for row in [*sorted(set(gold) - {"ALL"}), "ALL"]:
        p, r = right[row] / max(1, found[row]), right[row] / max(1, gold[row])
        print(
            f"{row:26}{gold[row]:6}{found[row]:7}{p:8.3f}{r:8.3f}{2 * right[row] / max(1, gold[row] + found[row]):8.3f}"
        )
    if "--misses" in sys.argv:
        print("\n".join(listed))
