"""Times of day as Swedish minutes write them: `kl. 13.15`, `08.30–10.00`, `kl 9-12`."""

from __future__ import annotations

import re

CLOCK = re.compile(
    r"(?<![\d-])(?:kl(?:ockan)?\.?\s*)?(?P<h1>[01]?\d|2[0-3])(?:[.:](?P<m1>[0-5]\d))?\s*(?:[-–—]|till)\s*"
    r"(?P<h2>[01]?\d|2[0-3])(?:[.:](?P<m2>[0-5]\d))?(?![\d-])|kl(?:ockan)?\.?\s*(?P<h>[01]?\d|2[0-3])(?:[.:](?P<m>[0-5]\d))?(?!\d)",
    re.IGNORECASE,
)  # fmt: skip


def clock(text: str, *, bare: bool) -> tuple[str | None, str | None, re.Match[str] | None]:
    """The first time of day or span of time in a text as HH:MM; `bare` allows a span without `kl.` or minutes."""
    for match in CLOCK.finditer(text):
        if match["h"]:
            return f"{int(match['h']):02}:{match['m'] or '00'}", None, match
        if bare or match["m1"] or match[0].lower().startswith("kl"):
            return (
                f"{int(match['h1']):02}:{match['m1'] or '00'}",
                f"{int(match['h2']):02}:{match['m2'] or '00'}",
                match,
            )
    return None, None, None
