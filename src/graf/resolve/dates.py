"""When an undated meeting was: from what other documents say of it, else between two days, with the reasoning kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graf.issues import UNSETTLED, Issue
from graf.model import Evidence, Minutes

UNDATED = "the meeting's date is not given"
"""How the issue of an undated meeting begins; the bounds follow."""


def settle_dates(minutes: Sequence[Minutes]) -> tuple[tuple[Minutes, ...], list[Issue]]:
    """Date the undated where a chain of minutes leaves one day; bound the others.

    The chain: this document files the minutes of day A; another document of the same body files those of day B; no
    other document is of day B; and nothing in this text speaks of a later day as past. Then this meeting was on day B.
    """
    settled: list[Minutes] = []
    issues: list[Issue] = []
    for one in minutes:
        if one.date or one.body is None:
            settled.append(one)
            continue
        earliest, latest, evidence = _bounds(one)
        dated = _by_chain(one, minutes, earliest, latest)
        if dated:
            date, other = dated
            filing = f"{other.body}, {other.date}" if other.date else str(other.body)
            reason = (
                f"föregående protokoll är från {one.previous_minutes}; {other.file} ({filing}) "
                f"tar upp protokollet från {date}"
            )
            where = dict(one.header_evidence).get("previous_minutes", ())
            settled.append(
                replace(
                    one, date=date, date_source="inferred", date_reason=reason,
                    header_evidence=(*one.header_evidence, ("date", where)),
                )
            )  # fmt: skip
            continue
        bounds = tuple((field, (passage,)) for field, passage in evidence.items())
        bounded = _reason(earliest, latest)
        settled.append(
            replace(
                one, date_earliest=earliest, date_latest=latest, date_reason=bounded,
                header_evidence=(*one.header_evidence, *bounds),
            )
        )  # fmt: skip
        issues.append(Issue(one.file, UNSETTLED, f"{UNDATED}: {_between(earliest, latest)}"))
    return tuple(settled), issues


def _by_chain(
    one: Minutes, minutes: Sequence[Minutes], earliest: str | None, latest: str | None
) -> tuple[str, Minutes] | None:
    taken = {other.date for other in minutes if other.body == one.body and other.kind == one.kind}
    candidates = {
        other.previous_minutes: other
        for other in sorted(minutes, key=lambda m: m.file, reverse=True)
        if other is not one
        and other.body == one.body
        and other.previous_minutes
        and other.previous_minutes not in taken
        and (one.previous_minutes or earliest or "9999") < other.previous_minutes
        and (earliest or "") <= other.previous_minutes <= (latest or "9999")
    }
    undated = [m for m in minutes if not m.date and m.body == one.body and m.previous_minutes == one.previous_minutes]
    if not candidates or len(undated) > 1 or one.previous_minutes is None:
        return None
    date = min(candidates)
    return date, candidates[date]


def _bounds(one: Minutes) -> tuple[str | None, str | None, dict[str, Evidence]]:
    """The last day that the text speaks of as past, and the first that it speaks of as to come."""
    past = [(r.date, r.evidence[0]) for item in one.items for r in item.meeting_references if r.date]
    filed = dict(one.header_evidence).get("previous_minutes", ())
    past += [(one.previous_minutes, passage) for passage in filed if one.previous_minutes]
    coming = [(d.date, d.evidence[0]) for d in one.deadlines] + [(p.date, p.evidence[0]) for p in one.planned_meetings]
    earliest = max(past, key=lambda entry: entry[0] or "", default=None)
    after = [entry for entry in coming if earliest is None or entry[0] >= (earliest[0] or "")]
    latest = min(after, key=lambda entry: entry[0], default=None)
    evidence = {}
    if earliest:
        evidence["date_earliest"] = earliest[1]
    if latest:
        evidence["date_latest"] = latest[1]
    return (earliest[0] if earliest else None), (latest[0] if latest else None), evidence


def _reason(earliest: str | None, latest: str | None) -> str | None:
    """Why the bounds are what they are, in the documents' language, since it is published beside their facts."""
    said = []
    if earliest:
        said.append(f"texten talar om ett möte {earliest} som hållet")
    if latest:
        said.append(f"om {latest} som kommande" if said else f"texten talar om {latest} som kommande")
    return " och ".join(said) or None


def _between(earliest: str | None, latest: str | None) -> str:
    if earliest and latest:
        return f"it lies between {earliest} and {latest}"
    if earliest or latest:
        return f"not before {earliest}" if earliest else f"not after {latest}"
    return "nothing bounds it"
