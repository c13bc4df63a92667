"""Pages of text-layer PDF read in a second on one core, with and without tables: `python bench/read_pdf.py`.

At least 15 with tables and 100 without. The parser is measured in this process, so that one core does the work.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

import read_struck
import read_texts
import read_typeset as typeset

from graf.read.limits import Limits
from graf.read.pdf import read_pdf


def speed(data: bytes) -> tuple[int, float, int]:
    """Pages, seconds, words."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.pdf"
        file.write_bytes(data)
        start = time.process_time()
        sheet = read_pdf(file, Limits())
        seconds = time.process_time() - start
    return sheet.entries[-1].page, seconds, sum(len(entry.text.split()) for entry in sheet.entries)


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    text = [line for name in ("002", "004", "prose") for line in read_texts.lines(name) if line.strip()]
    plain: list[typeset.Block] = [line for _ in range(25) for line in text]
    tables: list[typeset.Block] = [block for seed in range(60) for block in (*read_struck.page(seed)[0], *text[:25])]
    speed(typeset.pdf(plain[:50]))
    for name, blocks, least in (("without tables", plain, 100), ("with tables", tables, 15)):
        pages, seconds, words = speed(typeset.pdf(blocks))
        print(
            f"PDF {name}: {pages / seconds:.0f} pages/s of processor time (at least {least}); "
            f"{pages} pages, {words / pages:.0f} words a page"
        )


if __name__ == "__main__":
    main()
