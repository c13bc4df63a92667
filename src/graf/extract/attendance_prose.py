"""Who came and who did not, where sentences say so after the names (`Ada Ek och Bo Alm hade lämnat återbud`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from graf.extract.names import LOOKS_LIKE_NAME
from graf.extract.passage import passage
from graf.extract.pattern import compiled
from graf.extract.row import Row
from graf.extract.rules import any_of, words
from graf.extract.section import Section
from graf.model import Document

_ONE = (
    rf"(?:{LOOKS_LIKE_NAME.pattern})(?: \([^()]{{2,50}}\)| (?:från|för) [A-ZÅÄÖ][\w-]+(?: (?:i )?[\w-]+)??"
    r"|, (?:[a-zåäö]{4,40}|[A-ZÅÄÖ][\w-]+ kommun),?)?"
)
_WHO = rf"(?P<who>{_ONE}(?:(?:, | och | samt |, samt ){_ONE})*)"
SHORT = 50  # characters: a line so short does not run on
_END = re.compile(r"(?<=[a-zåäö)])\.(?= [A-ZÅÄÖ])")


def with_prose(document: Document, rows: Sequence[Row], sections: Sequence[Section]) -> tuple[Section, ...]:
    """The labelled parts of the head, a sentence's (`Med var …`) ending with it; and what sentences say after names."""
    found = [_one_sentence(section) for section in sections]
    came = any(section.field == "present" for section in sections)
    told = [section for part in _paragraphs(rows) for section in _sentences(document, part, came)]
    for one in told:
        found = [_before(section, one.text.place(0)) for section in found]
    return (*(section for section in found if section.text.text), *told)


def _paragraphs(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that run on: no empty line between them, no short line before the last."""
    found: list[list[Row]] = []
    for place, row in enumerate(rows):
        if not place or row.gap > 0 or len(rows[place - 1].text) < SHORT:
            found.append([])
        found[-1].append(row)
    return found


def _before(section: Section, place: int) -> Section:
    """A list without what stands in it from a place in the document on."""
    text = section.text
    if (
        section.field not in ("present", "absent")
        or not text.text
        or not text.place(0) <= place < text.place(len(text.text) - 1)
    ):
        return section
    rows = tuple(row for row in section.rows if row.start < place)
    return replace(section, text=text.part(0, text.index(place)), rows=rows)


def _one_sentence(section: Section) -> Section:
    """A list that a sentence gives ends where the next sentence tells something else."""
    if section.field not in ("present", "absent") or section.label.casefold().split(" ")[-1] not in words(
        "verb", "attendance"
    ):
        return section
    for end in _END.finditer(section.text.text):
        rest = section.text.text[end.end() + 1 :]
        listed = LOOKS_LIKE_NAME.match(rest)  # a point for a comma: `Ada Ek. Bo Alm, utredare`
        if not listed or re.match(r" [a-zåäö]{3,}", rest[listed.end() :]):
            return replace(section, text=section.text.part(0, end.start()))
    return section


def _sentences(document: Document, rows: Sequence[Row], came: bool) -> Iterator[Section]:
    text = passage(document, rows)
    if not _telling().search(text.text):
        return
    for field, which in (("absent", "stayed"), *(() if came else (("present", "came"),))):
        for match in _told(which).finditer(text.text):
            yield Section(field, "", text.part(*match.span("who")), ())


@cache
def _telling() -> re.Pattern[str]:
    """Matches words of which a sentence that tells who came or stayed away has one at least."""
    needed = {word for which in ("stayed", "came") for word in compiled(any_of("attendance", which)).needs}
    return re.compile("|".join(map(re.escape, sorted(needed))))


@cache
def _told(which: str) -> re.Pattern[str]:
    """Matches names with what a sentence tells of them: that they `came` or `stayed` away."""
    return re.compile(rf"(?<![\w-] )(?<![\w,] ){_WHO},? {any_of('attendance', which)}\b")
