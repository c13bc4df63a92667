"""Lines that a number or a letter begins: what may be a heading, by the forms of `headings.toml`, misread ones too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from graf.extract.heading import begins_with_date
from graf.extract.hours import PROGRAMME
from graf.extract.row import Row
from graf.extract.rules import any_of, table


@dataclass(frozen=True, slots=True)
class Candidate:
    index: int
    style: str
    label: str
    ordinal: int
    rest: str
    slip: bool = False  # misread, if it is a number at all


def numbered(rows: Sequence[Row]) -> list[Candidate]:
    """The rows that may be headings, in order, each with its number and the text after it."""
    timed = [match for row in rows if (match := PROGRAMME.match(row.text))]
    if len(timed) < 3 or not any(match["minutes"] == "00" for match in timed):
        return _regular([c for index, row in enumerate(rows) if (c := _candidate(index, row))])
    found = []  # a programme: each item stands behind the hour when it begins
    for index, row in enumerate(rows):
        match = PROGRAMME.match(row.text)
        candidate = _candidate(index, replace(row, text=row.text[match.end() :]) if match else row)
        found += [candidate] if candidate else []
    return _regular(found)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    rules = table("headings")["heading"]
    return tuple((rule["style"], re.compile(rule["pattern"]), rule.get("slip", False)) for rule in rules)


@cache
def _decides() -> re.Pattern[str]:
    """Matches in a lettered sentence that says what was done (`a) Till sekreterare valdes NN.`): no heading."""
    return re.compile(rf"\b{any_of('headings', 'deciding')}\b.*\.$")


_AS_LETTERS = str.maketrans("¢€©", "ccc")
_AS_FIGURES = str.maketrans("lI|OoSBZ", "11100582")


_MARKED = re.compile(r"#{1,5}\s+(.+?)\s*#*|\*\*(.+)\*\*")  # `## 3. Rapport`, `**3. Rapport**`


@cache
def _any_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern, _ in _patterns()))


def _candidate(index: int, row: Row) -> Candidate | None:
    if marked := _MARKED.fullmatch(row.text):
        row = replace(row, text=marked[1] or marked[2])
    if not _any_pattern().match(row.text):
        return None
    for style, pattern, slip in _patterns():
        match = pattern.match(row.text)
        if not match:
            continue
        rest = row.text[match.end() :].strip()
        if style != "section" and not re.match(r"[\"”'’(\w]", rest):
            continue
        if style == "bare" and (row.gap == 0 or len(rest) > 90 or begins_with_date(row.text)):
            continue
        if style in ("number", "letter") and re.match(r"(?:att|\d{1,2}[.:]\d\d)\b", rest):
            return None  # a numbered clause of a decision, a time of day
        if style == "letter" and _decides().search(rest):
            return None
        label = re.sub(r"\s*[-–]\s*", "–", match[1])
        if slip:
            label = label.translate(_AS_LETTERS).lower() if style == "letter" else label.translate(_AS_FIGURES)
        if style == "nested":
            label = re.sub(r"\s*([a-z])$", r".\1", label)
            last = label.rsplit(".", 1)[1]
            ordinal = int(last) if last.isdigit() else _LETTERS.index(last) + 1
        elif style == "letter":
            ordinal = "abcdefghijklmnopqrstuvwxyzåäö".index(label) + 1
        else:
            ordinal = int(label.split("–")[-1])
        return Candidate(index, style, label, ordinal, rest, slip)
    return None


def _regular(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates with the few that lost their point (`4 Rapport`) numbered as most are (`4. Rapport`)."""
    styles = Counter(candidate.style for candidate in candidates if not candidate.slip)
    if styles["bare"] * 3 > styles["number"]:
        return candidates
    return [replace(one, style="number", slip=True) if one.style == "bare" else one for one in candidates]


_TAKEN_FOR = {"a": "eosuäå", "b": "h", "c": "eo", "d": "cl", "e": "co", "f": "t", "g": "q", "h": "bn", "i": "jl"}
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"


def may_be(candidate: Candidate, ordinal: int) -> bool:
    """Whether a letter may be another, misread: the one at a place of the alphabet."""
    return candidate.style == "letter" and candidate.label in _TAKEN_FOR.get(_LETTERS[ordinal - 1 : ordinal], "")


def letters_in_order(candidates: Sequence[Candidate], roles: Sequence[str]) -> list[Candidate]:
    """The candidates with misread letters put right: `a) h) c)` is `a) b) c)`; what begins with `e) b)` is `a) b)`."""
    found = list(candidates)
    last = 0
    for place, (one, role) in enumerate(zip(candidates, roles, strict=True)):
        if role == "top":
            last = 0
        if role != "sub" or one.style != "letter":
            continue
        following = next(
            (
                c.ordinal
                for c, r in zip(candidates[place + 1 :], roles[place + 1 :], strict=True)
                if r in ("top", "sub")
            ),
            0,
        )
        if one.ordinal != last + 1 and may_be(one, last + 1) and following != one.ordinal + 1:
            found[place] = one = replace(one, label=_LETTERS[last], ordinal=last + 1)
        last = one.ordinal
    return found


_FIGURES_FOR = {
    "0": "689",
    "1": "47",
    "2": "7",
    "3": "589",
    "4": "19",
    "5": "368",
    "6": "058",
    "7": "12",
    "8": "0359",
    "9": "0348",
}


def numbers_in_order(
    candidates: Sequence[Candidate], roles: Sequence[str], rows: Sequence[Row]
) -> tuple[list[Candidate], list[str]]:
    """The candidates with misread numbers put right, and their roles: `§ 141, § 742, § 143` is `§ 141, § 142, § 143`.

    Only where between two items as many numbers are wanting as there are others of their form, each like its number.
    """
    found, told = list(candidates), list(roles)
    for place in _ends(candidates, roles):
        step = 1 if roles[place - 1 : place] == ["top"] else -1
        number = candidates[place - step].ordinal + step
        if rows[candidates[place].index].gap > 0 and _misread(candidates[place], number, rows):
            found[place], told[place] = replace(candidates[place], label=str(number), ordinal=number), "top"
    tops = [place for place, role in enumerate(roles) if role == "top" and found[place].style in ("section", "number")]
    for first, last in pairwise(tops):
        style, before = found[first].style, found[first].ordinal
        others = [place for place in range(first + 1, last) if found[place].style == style]
        if (
            len(others) == found[last].ordinal - before - 1
            and found[last].style == style
            and all(_misread(found[place], before + 1 + n, rows) for n, place in enumerate(others))
        ):
            for n, place in enumerate(others, before + 1):
                found[place], told[place] = replace(found[place], label=str(n), ordinal=n), "top"
    return found, told


def _ends(candidates: Sequence[Candidate], roles: Sequence[str]) -> list[int]:
    """The numbers behind § right before the first item, and right behind the last, that are none."""
    tops = [place for place, role in enumerate(roles) if role == "top" and candidates[place].style == "section"]
    if len(tops) < 3:
        return []
    return [
        place
        for place in (tops[0] - 1, tops[-1] + 1)
        if 0 <= place < len(candidates) and candidates[place].style == "section"
    ]


def _misread(candidate: Candidate, number: int, rows: Sequence[Row]) -> bool:
    """Whether a number may be another, with one figure misread; behind § also with one lost."""
    read, meant = candidate.label, str(number)
    if candidate.style == "section" and len(read) == len(meant) - 1:
        return any(meant[:place] + meant[place + 1 :] == read for place in range(len(meant)))
    other = [(a, b) for a, b in zip(read, meant, strict=False) if a != b]
    if len(read) != len(meant) or len(other) > 1:
        return False
    likely = candidate.style == "section" or rows[candidate.index].gap > 0
    return likely and all(a in _FIGURES_FOR[b] for a, b in other)
