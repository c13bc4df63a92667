"""Times of day as Swedish minutes write them: `kl. 13.15`, `08.30–10.00`, `kl 9-12`."""

from __future__ import annotations

import re

CLOCK = re.compile(
    r"(?<![\d-])(?:kl(?:ockan)?\.?\s*)?(?P<h1>[01]?\d|2[0-3])(?:[.:](?P<m1>[0-5]\d))?\s*(?:[-–—]|till)\s*"
    r"(?P<h2>[01]?\d|2[0-3])(?:[.:](?P<m2>[0-5]\d))?(?![\d-])|kl(?:ockan)?\.?\s*(?P<h>[01]?\d|2[0-3])(?:[.:](?P<m>[0-5]\d))?(?!\d)",
    re.IGNORECASE,
)  # fmt: skip


PROGRAMME = re.compile(
    r"(?:kl\.?\s*)?(?:0?[6-9]|1\d|2[0-2])[.:](?P<minutes>[0-5][05])(?:\s*[-–]\s*\d{1,2}[.:]\d\d)?:?\s+(?=\S)",
    re.IGNORECASE,
)
"""The hour before an item of a programme (`09.30–10.00 Lägesrapport`)."""


# `mellan klockan 9.30 och 12`
_BETWEEN = re.compile(
    r"mellan (?:kl(?:ockan|\.)? ?)?(?P<h1>[01]?\d|2[0-3])(?:[.:](?P<m1>[0-5]\d))? och (?:kl(?:ockan|\.)? ?)?"
    r"(?P<h2>[01]?\d|2[0-3])(?:[.:](?P<m2>[0-5]\d))?(?![\d-])",
    re.IGNORECASE,
)


def clock(text: str, *, bare: bool) -> tuple[str | None, str | None, re.Match[str] | None]:
    """The first time of day or span of time in a text as HH:MM; `bare` allows a span without `kl.` or minutes."""
    if between := _BETWEEN.search(text):
        return _hour(between, "1"), _hour(between, "2"), between
    for match in CLOCK.finditer(text):
        if match["h"]:
            return _hour(match, ""), None, match
        if bare or match["m1"] or match[0].lower().startswith("kl"):
            return _hour(match, "1"), _hour(match, "2"), match
    return None, None, None


def _hour(match: re.Match[str], which: str) -> str:
    return f"{int(match['h' + which]):02}:{match['m' + which] or '00'}"
