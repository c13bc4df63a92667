"""Reading: what `read_pdf`, `read_struck`, `read_ocr` and `read_repair` print, as one section of `make bench`."""

from __future__ import annotations

import sys
from pathlib import Path

from running import run
from table import Row, Section

HERE = Path(__file__).resolve().parent
PROGRAMS: dict[str, tuple[str, ...]] = {
    "read_pdf.py": (),
    "read_struck.py": ("--pages", "4", "--scans", "2"),
    "read_ocr.py": ("--texts", "004"),
    "read_repair.py": (),
}


def measure() -> Section:
    """The figures of reading; a program that fails is named with its last words."""
    rows = []
    for program, options in PROGRAMS.items():
        done = run([sys.executable, str(HERE / program), *options], limit=300)
        said = [line.strip() for line in done.said.splitlines() if line.strip()]
        if done.code:
            rows.append(Row(program, "–", note=said[-1] if said else f"exit code {done.code}"))
            continue
        about = ""
        for line in said:
            what, _, figure = line.partition(": ")
            if not figure:
                words = line.split()
                cut = next((n for n, word in enumerate(words) if any(c.isdigit() for c in word)), len(words))
                what, figure = " ".join(words[:cut]).rstrip(","), " ".join(words[cut:])
                what = f"{about}: {what}" if line.startswith(("word", "right")) and about else what
            else:
                about = what
            rows.append(Row(what, figure))
    return Section("Reading", tuple(rows))


if __name__ == "__main__":
    for row in measure().rows:
        print(f"{row.what}: {row.graf} {row.note}")
