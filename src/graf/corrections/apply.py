"""Corrections applied: what the documents say once people have had their say, and what became of each correction.

They are applied in the order of their times, each to what the ones before left, on the model's values: so everything
downstream, from addresses to pictures, agrees. None is dropped silently: one whose fact is no longer read, or that the
extraction agrees with by now, is stale, and says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from graf.corrections import matters
from graf.corrections.across import across
from graf.corrections.form import Correction
from graf.corrections.kinds import ACROSS
from graf.corrections.outcome import Outcome, StaleError
from graf.corrections.people import tidied
from graf.corrections.single import single
from graf.corrections.work import Work
from graf.issues import STALE, Issue
from graf.model import Document, Occurrence, Register
from graf.resolve import Resolved
from graf.resolve.dates import UNDATED

__all__ = ["Corrected", "Outcome", "correct"]


@dataclass(frozen=True, slots=True)
class Corrected:
    """The facts as corrected, and what became of each correction, in the order in which they were applied."""

    resolved: Resolved
    outcomes: tuple[Outcome, ...] = ()


def correct(
    found: Resolved, corrections: Sequence[Correction], documents: Mapping[str, Document], register: Register
) -> Corrected:
    """What the documents say, with the corrections applied. `documents` are by file name.

    The issues of the result name each stale correction with its file and line, and leave out what is settled now.
    """
    if not corrections:
        return Corrected(found)
    work = Work({one.file: one for one in found.minutes}, found.network, documents, register)
    outcomes = []
    for one in sorted(corrections, key=_order):
        try:
            outcomes.append(across(work, one) if one.fact in ACROSS else single(work, one))
        except StaleError as error:
            outcomes.append(Outcome(one, stale=str(error)))
    people = tidied(work.people, work.minutes, work.names_taken)
    minutes = tuple(work.minutes[one.file] for one in found.minutes)
    relations = tuple(relation for one in minutes for relation in one.relations)
    network = replace(work.network, people=people, relations=relations)
    settled = _settled(found, minutes, work)
    issues = (*(one for one in found.issues if one not in settled), *_stale(outcomes))
    return Corrected(Resolved(minutes, network, issues), tuple(outcomes))


def _order(correction: Correction) -> tuple[datetime, str, int]:
    when: date = correction.when
    if not isinstance(when, datetime):
        when = datetime.combine(when, time(), UTC)
    return when.astimezone(UTC), correction.file, correction.line


def _settled(found: Resolved, minutes: Sequence[object], work: Work) -> set[Issue]:
    """The issues that a person settled: a date that was not given, a person who may be several, items of one matter."""
    dated = {one.file for one in found.minutes if one.date is None and work.minutes[one.file].date is not None}
    undated = {issue for issue in found.issues if issue.file in dated and issue.reason.startswith(UNDATED)}
    sure = {one.unsettled for one in found.network.people} - {one.unsettled for one in work.people}
    doubted = {issue for issue in found.issues for doubt in sure if doubt and issue.reason.endswith(doubt)}
    of = {where: one.key for one in work.network.matters for where in one.occurrences}
    return undated | doubted | {issue for issue in found.issues if _of_matter(issue, work, of)}


def _of_matter(issue: Issue, work: Work, of: Mapping[Occurrence, str]) -> bool:
    """Whether an issue that items may be of one matter is settled: they are now, or somebody says that they are not.

    `of` is each item's matter.
    """
    other = matters.doubted(issue)
    if other is None:
        return False
    if (issue.file, issue.line) in work.sure_matters:
        return True
    there, here = Occurrence(other[1], other[0]), _at(issue, work)
    return here is not None and here in of and of.get(there) == of[here]


def _at(issue: Issue, work: Work) -> Occurrence | None:
    """The item at which an issue stands."""
    items = work.minutes[issue.file].items if issue.file in work.minutes else ()
    lines = (item for item in items if item.number and item.evidence and item.evidence[0].line == issue.line)
    return next((Occurrence(issue.file, str(item.number)) for item in lines), None)


def _stale(outcomes: Sequence[Outcome]) -> list[Issue]:
    return [
        Issue(one.correction.file, STALE, f"stale correction: {one.stale}", line=one.correction.line)
        for one in outcomes
        if one.stale is not None
    ]
