"""Headings: which numbered or lettered lines are agenda items, and which only number a list in the text.

A number alone does not tell: `5.` may be the fifth item of the agenda, the fifth point under item 4, or the fifth of a
list in somebody's report. So all numbered lines of a document are read together: the cheapest way to explain every one
of them, as item, point below an item, or mere list, is the way that its writer meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from graf.extract.contents import listed_only, listed_people
from graf.extract.heading import Heading, is_label
from graf.extract.hours import PROGRAMME
from graf.extract.layout import Layout
from graf.extract.numbered import Candidate, letters_in_order, may_be, numbered, numbers_in_order
from graf.extract.rare import numbered_on
from graf.extract.row import Row
from graf.extract.rules import any_of, table, words
from graf.extract.unnumbered import unnumbered

BEAM = 16  # readings of the numbering kept side by side
TITLE_ROWS = 4  # a heading is at most so many lines


class _State(NamedTuple):
    """Where a reading of the numbering stands: last top number, last point below it, last entry of a list."""

    top: int = 0
    top_style: str = ""
    sub: int = 0
    sub_style: str = ""
    listed: int = 0


_Roles: TypeAlias = "tuple[str, _Roles] | None"  # the last candidate's role, and those before it


_BIS = 5  # so often a number tells by `bis` alone where it stands again


def find_headings(layout: Layout) -> list[Heading]:
    """The headings of a document, in order; a number printed twice below one parent gets `bis`."""
    rows = layout.rows
    candidates = numbered(rows)
    contents = listed_only(rows, [(c.index, c.ordinal, c.rest) for c in candidates])
    candidates = [c for c in candidates if c.index not in contents]
    listed = listed_people(rows, [(c.index, c.ordinal, c.rest) for c in candidates])
    candidates = [c for c in candidates if c.index not in listed]
    styles = {candidate.style for candidate in candidates if not candidate.slip}
    roles = _explain(candidates, rows, styles)
    if roles.count("top") < 2 and (rare := numbered_on(rows)):
        candidates, roles = rare, ["top"] * len(rare)
    if "top" not in roles:
        return unnumbered(layout)
    candidates, roles = numbers_in_order(candidates, roles, rows)
    candidates = letters_in_order(candidates, roles)
    headings: list[Heading] = []
    taken: Counter[str] = Counter()
    top, sub = "", ""
    starts = {c.index for c in candidates}
    for candidate, role in zip(candidates, roles, strict=True):
        if role == "list":
            continue
        if role == "top":
            top, sub, parent = candidate.label, "", None
            number = _free(top, taken)
            top = number
        elif role == "sub":
            parent = top
            number = candidate.label if candidate.style == "nested" else f"{top}.{candidate.label}"
            number = sub = _free(number, taken)
        else:
            parent = sub
            number = _free(f"{sub}.{candidate.label}", taken)
        last = _title_end(layout, candidate, starts)
        text = " ".join([candidate.rest, *(row.text for row in rows[candidate.index + 1 : last + 1])])
        text = _without_case_number(text)
        headings.append(Heading(number, parent, tuple(rows[candidate.index : last + 1]), text, candidate.index, last))
    return headings


def _free(number: str, taken: Counter[str]) -> str:
    """The number, with what tells it from those before: `bis`, `bisbis`, and beyond a few how often it stood."""
    taken[number] += 1
    times = taken[number]
    return number + ("bis" * (times - 1) if times <= _BIS else f"bis{times}")


def _explain(candidates: Sequence[Candidate], rows: Sequence[Row], styles: set[str]) -> list[str]:
    """The role of each candidate in the cheapest reading: top, sub, subsub or list."""
    beam: list[tuple[float, _State, _Roles]] = [(0.0, _State(), None)]
    for position, candidate in enumerate(candidates):
        previous = candidates[position - 1] if position else None
        close = previous is not None and _adjacent(previous, candidate, rows)
        prose = (0.1 if candidate.style == "section" else 0.35) * _sentence_like(candidate, rows)
        best: dict[_State, tuple[float, _State, _Roles]] = {}
        for cost, state, roles in beam:
            for extra, role, following in _readings(candidate, close, prose, roles, state, rows, styles):
                total = cost + extra + _slipped(candidate, role, state, rows)
                if (cheapest := best.get(following)) is None or total < cheapest[0]:
                    best[following] = (total, following, (role, roles))
        beam = sorted(best.values(), key=lambda entry: entry[0])[:BEAM]
    found: list[str] = []
    last = min(beam, key=lambda entry: entry[0])[2]
    while last:
        found.append(last[0])
        last = last[1]
    return found[::-1]


def _slipped(candidate: Candidate, role: str, state: _State, rows: Sequence[Row]) -> float:
    """What a reading costs besides where the number may be misread: little where it is the next one."""
    if not candidate.slip:
        return 0.0
    if role == "list":
        return 0.0
    before = {"top": state.top, "sub": state.sub, "subsub": state.listed}[role]
    return (0.2 if candidate.ordinal == before + 1 else 0.9) + 0.3 * (rows[candidate.index].gap == 0)


def _readings(
    candidate: Candidate,
    close: bool,
    prose: float,
    roles: _Roles,
    state: _State,
    rows: Sequence[Row],
    styles: set[str],
) -> list[tuple[float, str, _State]]:
    """What a candidate may be in a state, with the cost of believing so.

    `close` says whether it stands right below the candidate before it, `prose` how much it costs to call it a heading.
    """
    n, style = candidate.ordinal, candidate.style
    following = n == state.top + 1 and style == state.top_style  # the next item, whatever it reads like
    told = 0.05 if prose and following else prose
    after_heading = close and (roles is None or roles[0] != "list")
    introduced = candidate.index > 0 and rows[candidate.index - 1].text.endswith(":") and not after_heading
    found: list[tuple[float, str, _State]] = []
    if style == "letter" and state.top_style in ("", style) and not styles & {"section", "number", "bare"}:
        found.append((0.2 if n == state.top + 1 else 1.6, "top", _State(n, style)))
    if style == "bare" and state.top_style in ("", style):
        cost = 0.3 if n == state.top + 1 else 1.6
        found.append((cost + prose, "top", _State(n, style)))
    if style in ("section", "number") and state.top_style in ("", style):
        if n == state.top + 1:
            cost = 0.0
        elif n == state.top and state.top:
            cost = 0.6
        elif n > state.top:
            cost = min(1.6, 0.5 + 0.1 * (n - state.top)) if state.top else min(0.8, 0.02 * n)
        elif n == 1 and _begins_part(rows, candidate.index):
            cost = 0.3
        else:
            cost = 2.5
        if style == "section":
            cost = 0.0 if not state.top else cost
        elif "section" in styles:
            cost += 1.5  # where paragraphs are numbered, a plain number is a point of one
        found.append((cost + told + 0.5 * introduced, "top", _State(n, style)))
    if style == "section" and state.top_style not in ("", "section"):
        found.append((0.5, "top", _State(n, style)))
    if state.top_style and style in ("letter", "number", "nested"):
        if style == "nested" and not candidate.label.startswith(f"{state.top}."):
            found.append((2.0, "list", state))
        elif state.sub_style in ("", style) and not (style == "number" and state.top_style == "section"):
            if n == state.sub + 1:
                cost = 0.05 if n > 1 or after_heading else (0.1 if style == "letter" else 0.3)
            elif n == state.sub and n:
                cost = 0.45
            else:
                cost = 0.7 if n > state.sub else 1.6
            found.append((cost + prose + 0.5 * introduced, "sub", _State(state.top, state.top_style, n, style)))
            if n != state.sub + 1 and may_be(candidate, state.sub + 1):
                found.append((0.4 + prose, "sub", _State(state.top, state.top_style, state.sub + 1, style)))
        elif state.sub_style == "number" and style == "letter":
            cost = 0.3 if n == state.listed + 1 else 1.0
            below = _State(state.top, state.top_style, state.sub, state.sub_style, n)
            found.append((cost + prose + 0.3 * introduced, "subsub", below))
    if candidate.slip:
        return [*found, (0.3, "list", state)]  # no number at all
    going_on = roles is not None and roles[0] == "list" and n == state.listed + 1
    start = n == 1 and (introduced or bool(state.sub))
    cost = 0.15 if going_on else (0.3 if start else (2.0 if following and n > 1 else 0.75))  # a list begins with 1
    if style == "bare":
        cost = 0.35
    listed = _State(state.top, state.top_style, state.sub, state.sub_style, n)
    found.append((cost + 0.05 - 0.2 * (prose > 0), "list", listed))
    return found


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"(?:[A-ZÅÄÖ][A-ZÅÄÖ \d–-]{{3,60}}|{any_of('headings', 'part')})\s*:?")


def _begins_part(rows: Sequence[Row], index: int) -> bool:
    """Whether a row stands below the heading of a part of the meeting (`EFTERMIDDAG`), where numbers begin anew."""
    return index > 0 and rows[index - 1].gap > 0 and bool(_part().fullmatch(rows[index - 1].text))


def _adjacent(previous: Candidate, candidate: Candidate, rows: Sequence[Row]) -> bool:
    """Whether nothing but the rest of a heading stands between two candidates."""
    between = rows[previous.index + 1 : candidate.index]
    return len(between) <= 2 and not any(re.search(r"[.!?:]$", row.text) or ":" in row.text for row in between)


def _sentence_like(candidate: Candidate, rows: Sequence[Row]) -> bool:
    """Whether the line reads as the start of a sentence or a labelled paragraph rather than as a heading."""
    text = candidate.rest
    label = re.match(r"[^:]{3,60}:\s+(?=[A-ZÅÄÖ])\S+(?:\s+\S+){2,}", text)
    below = rows[candidate.index + 1].text if candidate.index + 1 < len(rows) else ""
    runs_on = bool(below) and rows[candidate.index + 1].gap == 0 and below[:1].islower()
    ends = text.endswith(".") and len(text) > 60
    long = (
        runs_on and not _is_kind(text) and bool(re.search(r"\b(?:är|har|ska|kan|finns|pågår|innebär)\b", text + below))
    )
    return ends or (bool(label) and not _is_kind(text) and runs_on) or long


@cache
def kind_pattern() -> re.Pattern[str]:
    """Matches the announcing words of a heading (`Information/Dialog:`) up to and with the colon."""
    words = "|".join(f"(?:{rule['pattern']})" for rule in table("headings")["kind"])
    return re.compile(
        rf"\s*((?:{words})(?:\s*(?:/|,|&|\+|och|samt|-|–|(?-i:[lI|](?=[A-ZÅÄÖ])))\s*(?:{words}))*)\s*(?:[:;]\s*|\.\s+(?=(?-i:[A-ZÅÄÖ])))",
        re.IGNORECASE,
    )


def _is_kind(text: str) -> bool:
    return bool(kind_pattern().match(text))


@cache
def case_number() -> re.Pattern[str]:
    """Matches a case number with its label (`Dnr KS 2024/123`); its group is the number."""
    forms = "|".join(rule["pattern"] for rule in table("headings")["case"])
    return re.compile(forms, re.IGNORECASE)


TWO_FIGURES = re.compile("[0-9][0-9]")  # every case number has two figures side by side


def _without_case_number(text: str) -> str:
    return (case_number().sub("", text) if TWO_FIGURES.search(text) else text).strip(" ,–-")


def _is_open(text: str) -> bool:
    """Whether a row ends with a word that asks for more, or a dash or bracket."""
    return text.endswith(("-", "–", "—", "/", "(")) or re.split(r"\W", text)[-1] in words("open")


_YEAR = re.compile(r"(?:19|20)\d\d[.,]?")
_IN_BRACKETS = re.compile(r"\((?:[A-ZÅÄÖ][\w-]+,? ){1,3}[A-ZÅÄÖ][\w-]+\)$")  # who presents: `(Zita Ek)`


def _goes_on(row: Row, following: Row) -> bool:
    """Whether a heading goes on below an empty line: it ends with a comma or a word that asks for more."""
    open_end = row.text.endswith(",") or _is_open(row.text)
    return following.gap == 1 and open_end and following.text[:1].islower()


def _title_end(layout: Layout, candidate: Candidate, starts: set[int]) -> int:
    """The index of the last row of a heading."""
    rows, index = layout.rows, candidate.index
    text = candidate.rest
    while not _without_case_number(text) and index + 1 < len(rows) and index + 1 not in starts:
        index += 1  # the number, or number and case number, stand above the title
        text = rows[index].text
    while index + 1 < len(rows) and index - candidate.index < TITLE_ROWS - 1:
        following = rows[index + 1]
        if (
            index + 1 in starts
            or following.column
            or (following.gap > 0 and not _goes_on(rows[index], following))
            or is_label(following.text)
            or PROGRAMME.match(following.text)
            or _IN_BRACKETS.match(following.text)
        ):
            break
        first = following.text[:1]
        opened = text.count("(") > text.count(")")
        hangs = _is_open(rows[index].text) or opened
        year = bool(_YEAR.fullmatch(following.text))
        lower = first.islower() or first == "(" or year or (first.isdigit() and layout.wraps(rows[index], following))
        ends = rows[index].text.endswith((".", "!", "?")) and not opened
        if not (hangs or (lower and not ends and not following.text.startswith("att "))):
            break
        if lower and not hangs and not layout.wraps(rows[index], following) and len(rows[index].text) < 40:
            break
        text += " " + following.text
        index += 1
    return index
