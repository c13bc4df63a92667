"""Headings that bear no number: marked, underlined, or short lines on their own with text under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graf.extract.heading import Heading, begins_with_date, is_label
from graf.extract.hours import PROGRAMME
from graf.extract.layout import Layout
from graf.extract.row import Row
from graf.extract.rules import any_of, any_pattern, table


def unnumbered(layout: Layout) -> list[Heading]:
    """Headings that bear no number: short lines on their own below the head, each with text under it; at least two."""
    rows, found = layout.rows, list[Heading]()
    for index, row in enumerate(rows):
        marked = _MARKED.fullmatch(row.text)
        underlined = index + 1 < len(rows) and _UNDERLINE.fullmatch(rows[index + 1].text) and rows[index + 1].gap == 0
        if marked or underlined:
            text = next(group for group in marked.groups() if group) if marked else row.text
            found.append(Heading(None, None, (row,), text, index, index + 1 if underlined else index))
    if len(found) >= 2:
        return found[1:] if found[0].first == 0 else found
    found = []
    for index in range(_after_head(rows), len(rows) - 1):
        row, below = rows[index], rows[index + 1]
        if (
            row.gap == 0
            or len(row.text) > 90
            or not row.text[:1].isupper()
            or (row.text.endswith((".", ",", ";", ":", "!", "?")) and not (below.gap and _asks().fullmatch(row.text)))
            or (below.gap == 0 and len(row.text) > 60 and (layout.wraps(row, below) or _tells().search(row.text)))
        ):
            continue
        if any_pattern("headings", "inner").match(row.text) and re.match(r"[•*→–-]", below.text):
            continue
        if is_label(row.text) or begins_with_date(row.text) or (is_label(below.text) and below.gap > 0):
            continue
        if not re.match(r"[A-ZÅÄÖ(\d–•*→\"”-]", below.text) or (
            len(below.text) < 20 and not below.text.endswith((".", ":", ")"))
        ):
            continue
        found.append(Heading(None, None, (row,), row.text, index, index))
    if len(found) >= 2:
        return found
    forms = (_timed, _capitals, _before_colon, _pointed, _leading, _short)
    return next((told for form in forms if len(told := form(rows)) >= FEWEST), [])


@cache
def _tells() -> re.Pattern[str]:
    """Matches what a paragraph's first line holds, and no heading."""
    return re.compile(rf"[a-zåäö]\. [A-ZÅÄÖ]|\b{any_of('headings', 'telling')}\b")


@cache
def _asks() -> re.Pattern[str]:
    """Matches a heading that asks: `Vem håller i det?`."""
    return re.compile(rf"{any_of('headings', 'asking')}\b[^.:;!?]{{3,50}}\?")


FEWEST = 3  # rows of a form that may have another meaning


def _timed(rows: Sequence[Row]) -> list[Heading]:
    """The rows of a programme (`09.30 Lägesrapport`), without the hour."""
    return [
        Heading(None, None, (row,), row.text[match.end() :], index, index)
        for index, row in enumerate(rows)
        if (match := PROGRAMME.match(row.text))
        and row.text[match.end()].isupper()
        and not any_pattern("headings", "pause").match(row.text, match.end())
    ]


def _capitals(rows: Sequence[Row]) -> list[Heading]:
    """Rows in capitals, with text right below."""
    start = _after_head(rows)
    return [
        Heading(None, None, (row,), row.text.rstrip(" :"), index, index)
        for index, row in enumerate(rows[:-1])
        if index >= start
        and row.text.isupper()
        and 4 <= len(row.text) <= 60
        and not rows[index + 1].text.isupper()
        and not is_label(row.text)
    ]


def _before_colon(rows: Sequence[Row]) -> list[Heading]:
    """Short rows on their own that end with a colon."""
    start = _after_head(rows)
    return [
        Heading(None, None, (row,), row.text.rstrip(" :"), index, index)
        for index, row in enumerate(rows[:-1])
        if index >= start
        and (row.gap > 0 or rows[index - 1].text.endswith((".", "!", "?")))
        and row.text.endswith(":")
        and len(row.text) <= 60
        and row.text[:1].isupper()
        and not is_label(row.text)
        and not any_pattern("headings", "announcing").search(row.text)
    ]


def _pointed(rows: Sequence[Row]) -> list[Heading]:
    """Short rows behind a mark (`• Ekonomi`), with text below that has none."""
    found = []
    for index in range(_after_head(rows), len(rows) - 1):
        match = _POINT.fullmatch(rows[index].text)
        if match and not _POINT.match(rows[index + 1].text) and rows[index + 1].text[:1].isupper():
            found.append(Heading(None, None, (rows[index],), match[1], index, index))
    return found


_POINT = re.compile(r"[•*·→>–-]\s+([A-ZÅÄÖ][^.:;!?]{2,60})")


def _short(rows: Sequence[Row]) -> list[Heading]:
    """Short rows that end no sentence and begin none, between rows that do: headings without an empty line."""
    found: list[Heading] = []
    for index in range(_after_head(rows), len(rows) - 1):
        row, above, below = rows[index], rows[index - 1], rows[index + 1]
        closed = row.gap > 0 or above.text.endswith((".", "!", "?")) or (found and found[-1].first == index - 1)
        told = below.text[:1].isupper() and (len(below.text) > 45 or below.text.endswith((".", "!", "?")))
        if closed and told and _TITLE.fullmatch(row.text) and not is_label(row.text) and not begins_with_date(row.text):
            found.append(Heading(None, None, (row,), row.text, index, index))
    return found


_TITLE = re.compile(r"[A-ZÅÄÖ][^.:;!?]{2,44}[^.,:;!?\s]")


def _leading(rows: Sequence[Row]) -> list[Heading]:
    """Paragraphs that begin with what they are about (`Ekonomi: Kassan är god.`), where most of them do."""
    first = _after_head(rows)
    paragraphs = [(index, row) for index, row in enumerate(rows) if index >= first and row.gap > 0]
    led = [(index, row) for index, row in paragraphs if _ABOUT.match(row.text) and not is_label(row.text)]
    if len(led) < 0.6 * len(paragraphs):
        return []
    return [Heading(None, None, (row,), row.text, index, index) for index, row in led]


_ABOUT = re.compile(r"(?:[•*–-]\s+)?[A-ZÅÄÖ][\w åäö/&-]{2,40}(?::| [–-]) (?=[A-ZÅÄÖ].{15})")


_MARKED = re.compile(
    r"#{1,5}\s+(.+?)\s*#*|\*{1,2}([^*]+)\*{1,2}|_{1,2}([^_]+)_{1,2}|={2,}\s*([^=]+?)\s*={2,}|-{2,}\s*([^-].*?)\s*-{2,}"
)
_UNDERLINE = re.compile(r"[-=_]{4,}")


def _after_head(rows: Sequence[Row]) -> int:
    """The index of the first row after the labels of the head and the lists below them."""
    last = 0
    labels = re.compile(
        "|".join(
            rf"(?:{rule['pattern']})\s*(?::|\t|\s{{3,}}|$)"
            for rule in table("header")["label"]
            if rule["field"] != "contents"
        ),
        re.IGNORECASE,
    )
    for index, row in enumerate(rows[:40]):
        if labels.match(row.text):
            last = index + 1
    while last < len(rows) and last > 0 and rows[last].gap == 0:
        last += 1
    return max(1, last)
