"""A document for people and programs, as `graf read` prints it."""

from __future__ import annotations

import json
from bisect import bisect_left
from typing import Any

from graf.model import Document, Line, Repair

FORMATS = ("marked", "text", "json")


def show(document: Document, format: str = "text") -> str:
    """A document's lines as `text` (repaired), `marked` (pages, strikes, repairs) or `json` (all that was read)."""
    if format == "text":
        return "".join(f"{line.text}\n" for line in document.lines)
    if format == "marked":
        return _marked(document)
    pages: dict[int, dict[str, Any]] = {}
    for line in document.lines:
        page = pages.setdefault(line.page, {"number": line.page, "lines": [], "tables": []})
        page["lines"].append(_line(document, line))
    for table in document.tables:
        rows = [[_cell(document, start, end) for start, end in row] for row in table.rows]
        pages[table.page]["tables"].append(rows)
    return json.dumps({"pages": list(pages.values())}, ensure_ascii=False, indent=1) + "\n"


def _line(document: Document, line: Line) -> dict[str, Any]:
    repairs = [
        {
            "start": repair.start - line.repaired_start,
            "end": repair.end - line.repaired_start,
            "original": repair.original,
            "certain": repair.certain,
        }
        for repair in _repairs(document, line)
    ]
    shown: dict[str, Any] = {"text": line.text, "original": line.original, "struck": _struck(document, line)}
    shown["repairs"] = repairs
    if line.box is not None:
        shown["box"] = list(line.box)
    if line.aside:
        shown["aside"] = True
    return shown


def _repairs(document: Document, line: Line) -> list[Repair]:
    """The repairs in a line; what became nothing (a soft hyphen) is not shown."""
    first = bisect_left(document.repairs, line.repaired_start, key=lambda repair: repair.start)
    end = line.repaired_start + len(line.text)
    found = []
    for repair in document.repairs[first:]:
        if repair.start >= end:
            break
        if repair.start < repair.end <= end:
            found.append(repair)
    return found


def _struck(document: Document, line: Line) -> list[list[int]]:
    """The struck spans of a line, in its repaired text."""
    end = line.start + len(line.original)
    return [
        [repaired_place(document, max(a, line.start)) - line.repaired_start,
         repaired_place(document, min(b, end), True) - line.repaired_start]
        for a, b in document.struck if a < end and b > line.start
    ]  # fmt: skip


def repaired_place(document: Document, position: int, is_end: bool = False) -> int:
    """The place in the repaired text of a place in the rendition; inside a repaired word, that word's edge."""
    shift = 0
    for repair in document.repairs:
        if repair.original_end <= position:
            shift = repair.end - repair.original_end
        elif repair.original_start < position:
            return repair.end if is_end else repair.start
        else:
            break
    return position + shift


def _cell(document: Document, start: int, end: int) -> dict[str, Any]:
    first, last = repaired_place(document, start), repaired_place(document, end, True)
    struck = [
        [repaired_place(document, max(a, start)) - first, repaired_place(document, min(b, end), True) - first]
        for a, b in document.struck
        if a < end and b > start
    ]
    return {"text": document.repaired[first:last], "struck": struck}


def _marked(document: Document) -> str:
    """Pages parted by a line, struck text as ~~text~~, a repaired word with the word as read: `möte{mote}`.

    `{?` marks a repair that is not certain. Headers and footers stand after `¦`.
    """
    several = bool(document.lines) and document.lines[-1].page > 1
    out: list[str] = []
    page = 0
    for line in document.lines:
        if several and line.page != page:
            page = line.page
            how = ", a picture" if page in document.recognised else ""
            out.append(f"── page {page}{how} ──")
        marks: list[tuple[int, str]] = []
        for start, end in _struck(document, line):
            marks += [(start, "~~"), (end, "~~")]
        for repair in _repairs(document, line):
            mark = "{" if repair.certain else "{?"
            marks.append((repair.end - line.repaired_start, f"{mark}{repair.original}}}"))
        text = line.text
        for place, mark in sorted(marks, key=lambda pair: pair[0], reverse=True):
            text = text[:place] + mark + text[place:]
        out.append(f"¦ {text}" if line.aside else text)
    return "".join(f"{line}\n" for line in out)
