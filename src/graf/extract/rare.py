"""Rare forms of numbering (`12/24 Rapport`, `II. Rapport`, `[3] Rapport`).

Any of them may also stand before a line that is no heading, so one is believed only where it numbers on, without a gap,
through the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graf.extract.numbered import Candidate
from graf.extract.row import Row
from graf.extract.rules import table

FEWEST = 3


def numbered_on(rows: Sequence[Row]) -> list[Candidate]:
    """The rows that one rare form numbers on through a document: of the form that numbers most; none below three."""
    found = [_run([c for index, row in enumerate(rows) if (c := _candidate(index, row, *form))]) for form in _forms()]
    best = max(found, key=len)
    return best if len(best) >= FEWEST else []


@cache
def _forms() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((re.compile(rule["pattern"]), tuple(rule.get("signs", ()))) for rule in table("headings")["rare"])


def _candidate(index: int, row: Row, pattern: re.Pattern[str], signs: Sequence[str]) -> Candidate | None:
    match = pattern.match(row.text)
    if not match or len(row.text) > 120 or (signs and match[1] not in signs):
        return None
    rest = row.text[match.end() :] if match.end() else row.text[: match.start(1)].rstrip(" §")
    return Candidate(index, "number", match[1], signs.index(match[1]) + 1 if signs else int(match[1]), rest.strip())


def _run(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The longest run of numbers, each the next of the one before, from one of the first candidates on."""
    runs: list[list[Candidate]] = [[]]
    for start in range(min(3, len(candidates))):
        run = [candidates[start]]
        for candidate in candidates[start + 1 :]:
            if candidate.ordinal == run[-1].ordinal + 1:
                run.append(candidate)
        runs.append(run)
    return max(runs, key=len)
