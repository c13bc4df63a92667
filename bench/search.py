#!/usr/bin/env python3
"""How long a search takes: in an index of made-up titles, by whole words, parts of compounds and beginnings.

bench/search.py [TITLES …]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent))

from county.topics import HEADS, SUBJECTS
from pyoxigraph import NamedNode
from running import size_of
from table import Row, Section, number, show

from graf.views import search_index
from graf.views.search import Entry
from graf.views.terms import text_terms

TITLE = "Search"
ASKED = {
    "a word": "hemsjukvård",
    "a part of compounds": "vård",
    "a beginning": "hemsj",
    "two letters": "vå",
    "two words": "avtal vård",
    "three words, the last begun": "budget demens fal",
    "without diacritics": "alvdalen",
    "a rare word": "4711",
    "nothing": "xyzzy",
}
TIMES = 30


def titles(count: int, seed: int = 7) -> Iterator[str]:
    """Titles of agenda items: heads, subjects and municipalities of the made-up county, and a case number."""
    chance = Random(seed)
    heads, about = [one[1] for one in HEADS], SUBJECTS
    places = ("Älvdalen", "Mora", "Falun", "Borlänge", "Säter", "Hedemora", "Avesta", "Ludvika", "Malung-Sälen")
    for _ in range(count):
        head, subject, place = chance.choice(heads), chance.choice(about), chance.choice(places)
        yield f"{head.capitalize()} {subject} i {place}, {chance.randint(1, 99_999)}"


def made(count: int) -> Iterator[Entry]:
    """The titles as the index takes them."""
    for place, title in enumerate(titles(count)):
        name, part = text_terms([title])
        yield Entry(NamedNode(f"http://x/id/item/{place}"), "item", {"name": name, "text": [], "part": part})


def measure(sizes: tuple[int, ...] = (1_000_000,)) -> Section:
    """Each size in an index on disk, each question asked again and again; milliseconds of processor time too."""
    rows = []
    for count in sizes:
        with TemporaryDirectory() as folder:
            place = Path(folder) / "search"
            place.mkdir()
            began = time.process_time()
            index = search_index.new(str(place))
            search_index.fill(index, made(count))
            rows.append(Row(f"{count:,} titles: s to make the index", number(time.process_time() - began)))
            rows.append(Row("  index on disk, MiB", number(size_of(place))))
            began = time.perf_counter()
            opened = search_index.open_index(place, None)  # type: ignore[arg-type]
            search_index.search(opened, "budget")
            rows.append(Row("  opening and a first answer, ms", number((time.perf_counter() - began) * 1000)))
            rows += [_row(opened, what, asked) for what, asked in ASKED.items()]
    text = "The 100 best hits and the count of all, ranked, one question after the other. Milliseconds: median, worst."
    return Section(TITLE, tuple(rows), text)


def _row(index: search_index.Index, what: str, asked: str) -> Row:
    took, total = [], 0
    for _ in range(TIMES):
        start = time.perf_counter()
        total, _ = search_index.search(index, asked)
        took.append((time.perf_counter() - start) * 1000)
    return Row(
        f"  {what}: p50 / max, ms",
        f"{number(statistics.median(took))} / {number(max(took))}",
        note=f"“{asked}”: {total:,}",
    )


if __name__ == "__main__":
    show([measure(tuple(int(one) for one in sys.argv[1:]) or (1_000_000,))])
