"""The head of a document: what it is, whose meeting, when and where, and who was there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graf.extract.attendance_prose import with_prose
from graf.extract.bodies import GOVERNING, Lexicon, find_bodies
from graf.extract.dates import Partial, find_dates
from graf.extract.heading import Heading
from graf.extract.layout import Layout
from graf.extract.occasion import read_hours, read_place
from graf.extract.passage import passage, span_evidence
from graf.extract.row import Row
from graf.extract.rules import any_pattern, table
from graf.extract.section import Section
from graf.extract.sections import find_sections
from graf.model import Document, Evidence


@dataclass(frozen=True, slots=True)
class Header:
    """What the head says; each field with its evidence in `evidence` (by field name)."""

    kind: str
    body: str | None
    date: str | None
    recorded: str | None
    time_start: str | None
    time_end: str | None
    place: str | None
    mode: str | None
    previous: str | None
    sections: tuple[Section, ...]
    evidence: dict[str, tuple[Evidence, ...]]


def read_header(document: Document, layout: Layout, headings: Sequence[Heading], lexicon: Lexicon) -> Header:
    """The head of a document, and what its text says of the kind of document and of whose meeting it is."""
    top = layout.rows[: headings[0].first] if headings else layout.rows[:12]
    sections = with_prose(document, top, tuple(find_sections(document, top, lexicon)))
    evidence: dict[str, tuple[Evidence, ...]] = {}
    kind = _kind(document, layout, top, evidence)
    lists = {row.start for s in sections if s.field in ("present", "absent", "place", "adjuster") for row in s.rows}
    body = _body(document, layout, [row for row in top if row.start not in lists], lexicon, evidence)
    date, recorded = _dates(document, top, sections, kind, evidence)
    recorded = recorded or _signed(document, (*top[:8], *layout.rows[-8:]), date, evidence)
    start, end = read_hours(document, layout, top, sections, evidence)
    place, mode = read_place(document, top, sections, evidence)
    previous = _previous(document, layout, headings, date, evidence)
    return Header(kind, body, date, recorded, start, end, place, mode, previous, sections, evidence)


@cache
def _documents() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What a document's first lines say it is, behind a name and a dash, a gap, or a word or two."""
    before = r"(?:.{0,70}? [–-] |.{3,60}\s{3,}|(?:\S+\s+){0,2}?)"
    return tuple(
        (str(rule["kind"]), re.compile(rf"{before}(?:{rule['pattern']})\b", re.IGNORECASE))
        for rule in table("header")["document"]
    )


def _kind(document: Document, layout: Layout, top: Sequence[Row], evidence: dict[str, tuple[Evidence, ...]]) -> str:
    for row in top:
        for kind, pattern in _documents():
            match = pattern.match(row.text)
            if match and not re.match(r"föregående", row.text, re.IGNORECASE):
                evidence["kind"] = (span_evidence(document, row.start, row.start + match.end(), "document-kind"),)
                return kind
    deciding = [row.text for row in layout.rows if "beslut" in row.text.lower()]
    signed = any_pattern("header", "signed")
    if any(signed.match(row.text) for row in layout.rows):
        return "minutes"
    past = sum(bool(re.search(r"\bbeslutade(?:s)?\b", text)) for text in deciding)
    present = sum(bool(re.search(r"\bbeslutar\s*:?$|^förslag till beslut", text, re.I)) for text in deciding)
    return "agenda" if present > past else "minutes"


_SUBJECT = re.compile(r"(.{3,90}?)\s+(?:beslutade|beslutar|beslöt)\b\s*:?")


def _body(
    document: Document, layout: Layout, top: Sequence[Row], lexicon: Lexicon, evidence: dict[str, tuple[Evidence, ...]]
) -> str | None:
    """Whose meeting it is: who decides in it most often, else the first body in the head that holds meetings."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for row in layout.rows:
        match = _SUBJECT.match(row.text) if "beslut" in row.text or "beslöt" in row.text else None
        if not match or len(row.text) > len(match[0]) + 12:
            continue
        for named in find_bodies(match[1], lexicon):
            if not named.place and named.start < 4:
                counts[named.key] += 1
                first.setdefault(named.key, (row.start + named.start, row.start + named.end))
    in_head: list[tuple[str, int, int]] = [
        (n.key, row.start + n.start, row.start + n.end)
        for row in top
        if not re.match(r"(?:närvarande|deltagare|plats)\b", row.text, re.IGNORECASE)
        for n in find_bodies(row.text, lexicon)
        if not n.place
    ]
    own = [entry for entry in in_head if lexicon.type_of(entry[0]) in GOVERNING]
    best = counts.most_common(1)
    if best and (best[0][1] >= 2 or not own):
        key = best[0][0]
        spans = [(s, e) for k, s, e in in_head if k == key] or [first[key]]
        rule = "decision-subject"
    elif own or in_head:
        key, start, end = (own or in_head)[0]
        spans, rule = [(start, end)], "head-body" if own else "head-body-named"
    else:
        return None
    evidence["body"] = (span_evidence(document, *spans[0], rule),)
    return key


def _dates(
    document: Document,
    top: Sequence[Row],
    sections: Sequence[Section],
    kind: str,
    evidence: dict[str, tuple[Evidence, ...]],
) -> tuple[str | None, str | None]:
    """The meeting's date and the day it was written up: two dates in the head are those, in this order of time.

    An agenda is written before the meeting.
    """
    found: list[tuple[str, int, Evidence]] = []
    for rank, section in ((0, s) for s in sections if s.field in ("date", "time")):
        found += [
            (iso, rank, section.text.evidence(d.start, d.end, "head-date")) for d, iso in _exact(section.text.text)
        ]
    silent = {row.start for s in sections if s.field == "adjuster" for row in s.rows}
    if not found:
        running = passage(document, [row for row in top if row.start not in silent and not _previous_row(row)])
        found += [(iso, 1, running.evidence(d.start, d.end, "head-date")) for d, iso in _exact(running.text)]
    written = [
        (iso, s.text.evidence(d.start, d.end, "head-recorded"))
        for s in sections
        if s.field == "recorded"
        for d, iso in _exact(s.text.text)
    ]
    if found and not written:  # a day on a line of its own, where a label gives the meeting's
        meeting = min(iso for iso, _, _ in found)
        written = [
            (iso, span_evidence(document, row.start, row.end, "head-recorded"))
            for row in top
            if row.start not in silent
            for d, iso in _exact(row.text)
            if d.end == len(row.text)
            and found[0][1] == 0
            and iso > meeting
            and _ALONE_AT_END.search(row.text[: d.start])
        ][:1]
    if not found:
        return None, written[0][0] if written else None
    days = sorted({iso for iso, _, _ in found})
    if kind == "agenda" and len(days) == 2 and found[0][1] == 1:
        days.reverse()
    date = days[0]
    evidence["date"] = tuple(e for iso, _, e in found if iso == date)[:1]
    if not written and len(days) == 2:
        written = [(iso, e) for iso, _, e in found if iso == days[1]]
    if written:
        evidence["recorded"] = (written[0][1],)
    return date, written[0][0] if written else None


_ALONE_AT_END = re.compile(r"^$|\s{3,}$|\t$")  # what stands before a day on a line of its own, or in its last column


def _signed(
    document: Document, rows: Sequence[Row], date: str | None, evidence: dict[str, tuple[Evidence, ...]]
) -> str | None:
    """The day when the minutes were written, where their first or last lines say so (`Antecknat av NN 2024-05-08`)."""
    text = passage(document, rows)
    for rule in table("header")["written"]:
        for match in re.finditer(rule["pattern"], text.text, re.IGNORECASE):
            for found in find_dates(text.text[match.end() : match.end() + 40]):
                iso = found.exact
                if found.start <= 5 and iso and date and iso >= date:
                    evidence["recorded"] = (text.evidence(match.start(), match.end() + found.end, "head-recorded"),)
                    return iso
    for row in rows[-8:]:
        said = next((m for rule in table("header")["dated"] if (m := re.fullmatch(rule["pattern"], row.text))), None)
        iso = next((iso for _, iso in _exact(said["date"])), None) if said else None
        if iso and date and iso > date and row.gap:
            evidence["recorded"] = (span_evidence(document, row.start, row.end, "head-recorded"),)
            return iso
    return None


def _exact(text: str) -> Iterator[tuple[Partial, str]]:
    for found in find_dates(text):
        if found.exact:
            yield found, found.exact


def _previous_row(row: Row) -> bool:
    return any(re.search(rule["pattern"], row.text, re.IGNORECASE) for rule in table("header")["previous"])


def _previous(
    document: Document,
    layout: Layout,
    headings: Sequence[Heading],
    date: str | None,
    evidence: dict[str, tuple[Evidence, ...]],
) -> str | None:
    """The day of the minutes that this meeting files: from the heading that names them, or the first lines below it.

    A day without a year is the last such day before the meeting (`date`).
    """
    for place, heading in enumerate(headings):
        rules = (*table("header")["previous"], *table("header")["before"])
        if not any(re.search(rule["pattern"], heading.text, re.IGNORECASE) for rule in rules):
            continue
        stop = headings[place + 1].first if place + 1 < len(headings) else len(layout.rows)
        for rows in (heading.rows, layout.rows[heading.last + 1 : min(stop, heading.last + 4)]):
            text = passage(document, rows)
            for found in find_dates(text.text):
                iso = found.near(date, future=False)
                if not iso:
                    continue
                evidence["previous_minutes"] = (text.evidence(found.start, found.end, "previous-minutes"),)
                return iso
    text = passage(document, layout.rows)
    for rule in table("header")["filed"]:
        for match in re.finditer(rule["pattern"], text.text, re.IGNORECASE):
            day = next(find_dates(match["date"]), None)
            iso = day.near(date, future=False) if day else None
            if day and iso and iso != date:
                start = match.start("date")
                evidence["previous_minutes"] = (text.evidence(start + day.start, start + day.end, "previous-minutes"),)
                return iso
    return None
