"""A plain table that aligns: IRIs shortened, numbers to the right, long texts wrapped to a terminal's width.

Where a terminal is too narrow for the columns, each row becomes a block of `column  value` lines, the empty
ones left out.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from graf.rdf.vocab import PREFIXES, XSD

if TYPE_CHECKING:
    from graf.query import Term

_GAP = "  "
_LONGEST_WORD = 24
_NUMBERS = {XSD.integer, XSD.decimal, NamedNode(XSD.BASE + "double"), NamedNode(XSD.BASE + "float")}
_THING = re.compile(r"https?://[^\s?#]+/id/([a-z-]+)/([\w.-]+)")
_LOCAL = re.compile(r"[\w.-]*")


def table(columns: Sequence[str], rows: Sequence[Sequence[Term | None]], width: int | None = None) -> str:
    """The rows as lines of text; `width` is the most characters a line may have, None for any."""
    cells = [[show(term) for term in row] for row in rows]
    widths = _widths(columns, cells)
    if width is not None:
        fitted = _fit(columns, cells, widths, width - len(_GAP) * (len(columns) - 1))
        if fitted is None:
            return _blocks(columns, cells, width)
        widths = fitted
    right = [bool(rows) and all(_is_number(row[i]) for row in rows if row[i] is not None) for i in range(len(columns))]
    lines = [*_row(columns, widths, right), _GAP.join("-" * natural for natural in widths)]
    wrapped = [_row(row, widths, right) for row in cells]
    apart = any(len(row) > 1 for row in wrapped)
    for place, row in enumerate(wrapped):
        lines.extend(["", *row] if apart and place else row)
    return "\n".join(line.rstrip() for line in lines) + ("\n" if rows else "\n(no rows)\n")


def show(term: Term | None) -> str:
    """A term in few words: `graf:Meeting`, `body:schnv` for `{base}/id/body/schnv`, a literal's text on one line."""
    if term is None:
        return ""
    if isinstance(term, Literal):
        return " ".join(term.value.split())
    if isinstance(term, NamedNode):
        thing = _THING.fullmatch(term.value)
        if thing is not None:
            return f"{thing[1]}:{thing[2]}"
        for name, base in PREFIXES.items():
            if term.value.startswith(base) and _LOCAL.fullmatch(term.value, len(base)):
                return f"{name}:{term.value[len(base) :]}"
        return f"<{term.value}>"
    return str(term)


def _is_number(term: Term | None) -> bool:
    return isinstance(term, Literal) and term.datatype in _NUMBERS


def _widths(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> list[int]:
    return [max([len(name), *(len(row[place]) for row in cells)]) for place, name in enumerate(columns)]


def _fit(columns: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[int], room: int) -> list[int] | None:
    """The widths at which all columns fit into `room`, words whole; None where it is too small for that."""
    words = _widths(columns, [[max(cell.split() or [""], key=len) for cell in row] for row in cells])
    least = [min(natural, word, _LONGEST_WORD) for natural, word in zip(widths, words, strict=True)]
    for cap in range(max(widths, default=0), 0, -1):
        fitted = [max(low, min(natural, cap)) for low, natural in zip(least, widths, strict=True)]
        if sum(fitted) <= room:
            return fitted
    return None


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    parts = [
        textwrap.wrap(cell, max(wide, 1), break_on_hyphens=False) or [""]
        for cell, wide in zip(cells, widths, strict=True)
    ]
    depth = max((len(part) for part in parts), default=0)
    filled = [part + [""] * (depth - len(part)) for part in parts]
    return [
        _GAP.join(
            text.rjust(wide) if to_right else text.ljust(wide)
            for text, wide, to_right in zip(line, widths, right, strict=True)
        )
        for line in zip(*filled, strict=True)
    ]


def _blocks(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> str:
    margin = max(len(name) for name in columns)
    room = max(width - margin - len(_GAP), _LONGEST_WORD)
    blocks = []
    for row in cells:
        lines = []
        for name, cell in zip(columns, row, strict=True):
            if not cell:
                continue
            first, *rest = textwrap.wrap(cell, room, break_on_hyphens=False) or [""]
            lines.append(f"{name.ljust(margin)}{_GAP}{first}")
            lines.extend(" " * margin + _GAP + part for part in rest)
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n" if blocks else "(no rows)\n"
