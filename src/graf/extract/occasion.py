"""When and where a meeting was held: its hours and its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graf.extract.dates import find_dates
from graf.extract.hours import clock
from graf.extract.layout import Layout
from graf.extract.passage import passage, span_evidence
from graf.extract.pattern import compiled
from graf.extract.row import Row
from graf.extract.rules import table
from graf.extract.section import Section
from graf.model import Document, Evidence

LAST_ROWS = 25  # the hour at which a meeting ended stands at its end


def read_hours(
    document: Document,
    layout: Layout,
    top: Sequence[Row],
    sections: Sequence[Section],
    evidence: dict[str, tuple[Evidence, ...]],
) -> tuple[str | None, str | None]:
    """When the meeting began and ended, from the head, else from the text (`avslutades kl. 15`)."""
    start, end = _hours_in_head(document, top, sections, evidence)
    if not start:
        start = _said("begin", document, layout.rows, "time_start", evidence)
    if not end:
        end = _said("end", document, (*top, *layout.rows[-LAST_ROWS:]), "time_end", evidence)
    return start, end if not start or not end or end > start else None


def _hours_in_head(
    document: Document, top: Sequence[Row], sections: Sequence[Section], evidence: dict[str, tuple[Evidence, ...]]
) -> tuple[str | None, str | None]:
    passages = [(s.text, True) for s in sections if s.field == "time"]
    passages += [(s.text, False) for s in sections if s.field in ("date", "place")]
    silent = {row.start for s in sections if s.field in ("present", "absent", "adjuster") for row in s.rows}
    passages.append((passage(document, [row for row in top[:15] if row.start not in silent]), False))
    for text, bare in passages:
        start, end, match = clock(text.text, bare=bare)
        if match:
            where = (text.evidence(match.start(), match.end(), "head-time"),)
            evidence["time_start"] = where
            if end:
                evidence["time_end"] = where
            return start, end
    return None, None


def _said(
    which: str, document: Document, rows: Sequence[Row], field: str, evidence: dict[str, tuple[Evidence, ...]]
) -> str | None:
    """The hour that a sentence gives for the beginning or the end of the meeting."""
    text = passage(document, rows)
    for rule in table("header")[which]:
        match = compiled(rule["pattern"]).search(text.text)
        if match:
            evidence[field] = (text.evidence(match.start(), match.end(), "head-time"),)
            return f"{int(match['h']):02}:{match['m'] or '00'}"
    return None


def read_place(
    document: Document, top: Sequence[Row], sections: Sequence[Section], evidence: dict[str, tuple[Evidence, ...]]
) -> tuple[str | None, str | None]:
    for section in sections:
        if section.field != "place":
            continue
        said = _without_time(section.text.text)
        if not said:
            continue
        where = (section.text.evidence(0, len(section.text.text), "head-place"),)
        evidence["place"] = evidence["mode"] = where
        first = _FIRST_SENTENCE.match(said)
        if not first:
            return said, _mode(said)
        mode = _mode(first[1])  # `Kommunhuset. Det går även att delta via Teams.`
        return first[1], "hybrid" if mode == "physical" and _mode(said) != "physical" else mode
    dated = False
    for place, row in enumerate(top[:8]):
        alone = dated and row.gap == 0 and not _CLOCK_ALONE.fullmatch(row.text)
        dated = any(True for _ in find_dates(row.text)) or (dated and row.gap == 0 and not alone)
        line = passage(document, [row])
        text, match = line, (_AFTER_CLOCK.search if dated else _BEFORE_CLOCK.match)(line.text)
        if not match and alone:
            match = _place_alone().fullmatch(line.text)
        if dated and (not match or row.text.endswith(",")):
            sentence = passage(document, [row, *(below for below in top[place + 1 : place + 2] if not below.gap)])
            if told := _place_in_sentence().search(sentence.text):
                text, match = sentence, told
        if match and (found := match["place"].strip(" .,;")):
            start = match.start("place")
            evidence["place"] = evidence["mode"] = (text.evidence(start, start + len(found), "head-place"),)
            return found, _mode(found)
    for row in top:
        for rule in table("header")["mode"]:
            match = re.search(rf"\b(?:{rule['pattern']})\b", row.text, re.IGNORECASE)
            if match and len(row.text) < 60:
                evidence["mode"] = (span_evidence(document, row.start, row.end, "head-mode"),)
                through = re.search(r"\b(?:via|på|i) (?P<place>Teams|Zoom|Skype|Webex|Meet)\b", row.text)
                if through:
                    start = row.start + through.start("place")
                    evidence["place"] = (span_evidence(document, start, start + len(through["place"]), "head-place"),)
                return (through["place"] if through else None), str(rule["mode"])
    return None, None


_AFTER_CLOCK = re.compile(
    r"\b(?:kl(?:ockan|\.)?\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?|\d{1,2}[.:]\d\d\s*[-–]\s*\d{1,2}[.:]\d\d)"
    r"(?:,| i| på)\s+(?P<place>[A-ZÅÄÖ].{2,60})$"
)


_BEFORE_CLOCK = re.compile(
    r"(?P<place>(?![Kk]l\b)[A-ZÅÄÖ][^:\d]{2,60}?),? (?:[Kk]l(?:ockan|\.)?\s*\d{1,2}[.:]?\d*|\d{1,2}[.:]\d\d)\s*[-–]"
)


_CLOCK_ALONE = re.compile(r"(?:kl(?:ockan)?\.?\s*)?[\d.:\s–-]{4,16}", re.IGNORECASE)


@cache
def _place_words() -> str:
    return "|".join(rule["pattern"] for rule in table("header")["place"])


def place_word(text: str) -> bool:
    """Whether words name a place (`klubbstugan`, `Teams`)."""
    return bool(re.search(rf"\b(?:{_place_words()})\b", text, re.IGNORECASE))


@cache
def _place_in_sentence() -> re.Pattern[str]:
    """Matches where a sentence says that it was (`styrelsemöte i klubbstugan den 3 maj`, `kl. 18 i bygdegården.`)."""
    hour = r"(?:kl(?:ockan|\.)?\s*\d{1,2}(?:[.:]\d\d)?|\d{1,2}[.:]\d\d)(?:\s*(?:[-–]|och|till)\s*\d{1,2}(?:[.:]\d\d)?)?"
    day = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b|den \d|\d{4}-|\d{1,2} [a-z]{3,9} \d{4}|kl\b)"
    named = rf"(?P<place>(?=[^.;:]*?\b(?:{_place_words()})\b)[^.;:]{{3,70}}?)"
    ends = rf"(?=\s*,?\s*{day}|[.;]|,? (?:träffades|möttes|samlades|sammanträdde|sågs|höll|hade)\b|$)"
    return re.compile(
        rf"(?:{hour},?|\b(?:19|20)\d\d,?|\w*(?:möte|sammanträde|stämma|träff)(?:t|n)?) (?:i|på|hos|vid) {named}{ends}",
        re.IGNORECASE,
    )


def _without_time(text: str) -> str:
    """What a label says of the place without the day and the hours beside it."""
    spans = [(d.start, d.end) for d in find_dates(text) if d.form in ("iso", "long", "compact", "dotted")]
    spans += [m.span() for m in _HOURS.finditer(text)]
    rest, parts = 0, []
    for start, end in [*sorted(spans), (len(text), len(text))]:
        parts.append(text[rest:start])
        rest = max(rest, end)
    bare = (re.sub(r"^(?:\W|kl\b)+|(?:[\s.,;–-]|\bkl\b|\bden\b|\b\w+dag(?:en)?)+$", "", part) for part in parts)
    return next((part for part in bare if re.search(r"[a-zåäö]", part)), "")


_FIRST_SENTENCE = re.compile(r"(.*?[a-zåäö\d]{3,})\. (?=[A-ZÅÄÖ][a-zåäö])")
_HOURS = re.compile(
    r"\b(?:kl(?:ockan)?\.?\s*)\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?"
    r"|(?<![\d-])\d{1,2}[.:]\d\d(?!\d)(?:\s*[-–]\s*\d{1,2}[.:]\d\d)?",
    re.IGNORECASE,
)


@cache
def _place_alone() -> re.Pattern[str]:
    """Matches a line that is a place (`Kommunhuset, sal Tallen`)."""
    return re.compile(rf"(?P<place>(?=.*\b(?i:{_place_words()})\b)[A-ZÅÄÖ][^:]{{2,60}})")


def _mode(place: str) -> str:
    """How a meeting at a place is held: physical, digital or hybrid."""
    rules = [rule["pattern"] for rule in table("header")["mode"] if rule["mode"] == "digital"]
    digital = any(re.search(pattern, place, re.IGNORECASE) for pattern in rules)
    room = re.search(r"\d|gatan|vägen|huset|salen|rum\b|lokal", place)
    both = re.search(r"\b(?:och|samt|alternativt|eller)\b|/", place)
    return ("hybrid" if room or both else "digital") if digital else "physical"
