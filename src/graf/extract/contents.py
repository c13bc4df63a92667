"""Numbered rows that head nothing: a table of contents, whose headings are found again below, and lists of people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graf.extract.bodies import words_of
from graf.extract.names import LOOKS_LIKE_NAME
from graf.extract.row import Row

FEWEST = 3
_LEADERS = re.compile(r"\s*(?:[.…_]{3,}|\s{3,}|\t)\s*(?:s(?:id(?:a|\.)?|\.)?\s*)?\d{1,4}$|\s*[.…]{3,}$", re.IGNORECASE)


def listed_only(rows: Sequence[Row], entries: Sequence[tuple[int, int, str]]) -> set[int]:
    """The numbered rows that only list what comes: runs of rows, most of whose titles stand again below the run.

    `entries` are the numbered rows of a document in their order: index of the row, number, and the text after it.
    """
    found: set[int] = set()
    start = 0
    while start < len(entries):
        end = start + 1
        while end < len(entries) and _goes_on(rows, entries[end - 1], entries[end]):
            end += 1
        run = entries[start:end]
        if len(run) >= FEWEST:
            last = run[-1][0]
            later = {_folded(row.text) for row in rows[last + 1 :]} | {
                _folded(title) for index, _, title in entries if index > last
            }
            again = sum(_again(_folded(title), later) for _, _, title in run)
            if again >= max(FEWEST, 0.6 * len(run)):
                found |= {index for index, _, _ in run}
        start = end
    return found


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


def _again(title: str, later: set[str]) -> bool:
    """Whether a title stands again, whole or with more behind it."""
    return bool(title) and (title in later or (len(title) > 11 and any(other.startswith(title) for other in later)))


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
