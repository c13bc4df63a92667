"""Numbered rows that head nothing: a table of contents, whose headings are found again below, and lists of people."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice, takewhile

from graf.extract.bodies import words_of
from graf.extract.names import LOOKS_LIKE_NAME
from graf.extract.row import Row

FEWEST = 3
_TELLING = 11  # characters: a longer title is known again where more stands behind it
_LEADERS = re.compile(r"\s*(?:[.…_]{3,}|\s{3,}|\t)\s*(?:s(?:id(?:a|\.)?|\.)?\s*)?\d{1,4}$|\s*[.…]{3,}$", re.IGNORECASE)


def listed_only(rows: Sequence[Row], entries: Sequence[tuple[int, int, str]]) -> set[int]:
    """The numbered rows that only list what comes: runs of rows, most of whose titles stand again below the run.

    `entries` are the numbered rows of a document in their order: index of the row, number, and the text after it.
    """
    runs: list[list[tuple[int, int, str]]] = []
    for entry in entries:
        if runs and _goes_on(rows, runs[-1][-1], entry):
            runs[-1].append(entry)
        else:
            runs.append([entry])
    runs = [run for run in runs if len(run) >= FEWEST]
    if not runs:
        return set()
    last = _last(rows, entries)
    found: set[int] = set()
    for run in runs:
        again = sum(last(_folded(title)) > run[-1][0] for _, _, title in run)
        if again >= max(FEWEST, 0.6 * len(run)):
            found |= {index for index, _, _ in run}
    return found


def _last(rows: Sequence[Row], entries: Sequence[tuple[int, int, str]]) -> Callable[[str], int]:
    """The last row that has a title, whole or with more behind it (-1: none has)."""
    at = {_folded(row.text): index for index, row in enumerate(rows)}
    for index, _, title in entries:
        folded = _folded(title)
        at[folded] = max(index, at.get(folded, -1))
    ordered = sorted(at)

    @cache
    def last(title: str) -> int:
        found = at.get(title, -1) if title else -1
        if len(title) > _TELLING:
            longer = islice(ordered, bisect_left(ordered, title), None)
            found = max((at[other] for other in takewhile(lambda one: one.startswith(title), longer)), default=found)
        return found

    return last


def _goes_on(rows: Sequence[Row], entry: tuple[int, int, str], following: tuple[int, int, str]) -> bool:
    """Whether an entry of a list is the next of the one before: a higher number, and no text between them."""
    between = rows[entry[0] + 1 : following[0]]
    text = any(row.text.endswith((".", ":")) and _without_page(row.text) == row.text for row in between)
    return len(between) < 2 and not text and following[1] > entry[1] and bool(following[2])


def _without_page(title: str) -> str:
    """An entry without the dots and the number of the page at its end."""
    return _LEADERS.sub("", title) if title[-1:].isdigit() or title.endswith(("..", "…")) else title


def _folded(title: str) -> str:
    return " ".join(words_of(_without_page(title)))


def listed_people(rows: Sequence[Row], entries: Sequence[tuple[int, int, str]]) -> set[int]:
    """The numbered rows of a list of those present: from the row below its label on, one below the other.

    `entries` are as for `listed_only`.
    """
    found: set[int] = set()
    for index, number, text in entries:
        follows = rows[index].gap == 0 and index - 1 in found
        begins = index > 0 and number == 1 and bool(_PRESENT.fullmatch(rows[index - 1].text))
        if (follows or begins) and LOOKS_LIKE_NAME.match(text):
            found.add(index)
    return found


_PRESENT = re.compile(
    r"(?:närvarande|frånvarande|deltagare|ledamöter|medverkande)(?: (?-i:[a-zåäö]+)){0,3}:?", re.IGNORECASE
)
