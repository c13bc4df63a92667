"""Numbers of lists as they are printed: `4.`, `a)`, `iv`, `4.2`."""

from __future__ import annotations

import re

BULLET = "•"
LETTERS = 780
"""From here on a list's letters (`a` … `z`, `aa` …) would be longer than any list prints: figures stand instead."""
_WHOLE = re.compile(r"\s*(-?\d{1,6})\s*", re.ASCII)


def whole(given: str | None, default: int) -> int:
    """The whole number of at most six digits that a file gives; the default where it gives none, or something else."""
    found = _WHOLE.fullmatch(given) if given else None
    return int(found[1]) if found else default


def figure(number: int, form: str) -> str:
    """A number in a form: decimal, lowerLetter, upperLetter, lowerRoman or upperRoman (as DOCX names them)."""
    if form in ("lowerLetter", "upperLetter") and 0 < number <= LETTERS:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for value, sign in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
        (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        out += sign * (number // value)
        number %= value
    return out
