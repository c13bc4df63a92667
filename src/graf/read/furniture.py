"""Headers and footers: what stands at the edge of page after page is set aside, and so are page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graf.read.sheet import Entry

EDGE = 0.16  # of a page's height, at its head and at its foot
STEP = 4.0  # points within which a line stands at the same height of two pages
_NUMBER = re.compile(r"\d+")
_PAGE = re.compile(r"(?:sida|sid\.?|s\.)?\s*[-–]?\s*\d{1,4}\s*(?:[-–]|\(\d+\)|av\s+\d+|/\s*\d+)?", re.IGNORECASE)


def set_aside(pages: Sequence[Sequence[Entry]], heights: Sequence[float]) -> None:
    """Mark the lines that stand at one height at the head or foot of half of the pages, two at least, numbers apart.

    A page number alone at an edge is set aside even on a single page.
    """
    counts: Counter[tuple[str, int]] = Counter()
    found: list[tuple[Entry, str, int]] = []
    for entries, height in zip(pages, heights, strict=True):
        for entry in entries:
            if entry.box is None or EDGE * height < entry.box[3] < (1 - EDGE) * height:
                continue
            like = _NUMBER.sub("#", entry.text)
            place = round(entry.box[3] / STEP)
            found.append((entry, like, place))
            counts[like, place] += 1
    everywhere = Counter(_NUMBER.sub("#", entry.text) for entries in pages for entry in entries)
    least = max(2, sum(1 for page in pages if page) // 2)
    for entry, like, place in found:
        again = sum(counts[like, near] for near in (place - 1, place, place + 1))
        height = heights[min(entry.page, len(heights)) - 1]
        far = entry.box is not None and (entry.box[3] < 0.1 * height or entry.box[1] > 0.9 * height)
        if (again >= least and everywhere[like] <= 1.5 * len(pages)) or (far and _PAGE.fullmatch(entry.text.strip())):
            entry.aside = True
