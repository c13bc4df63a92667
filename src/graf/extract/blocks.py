"""Blocks of decisions: a heading (`Nätverket beslutade`, `Förslag till beslut`) and the clauses below it.

Most clauses begin with `att`. Boards also write whole sentences (`Nämnden godkänner rapporten.`), numbered or not, and
associations put one behind a label on the same line (`Beslut: Rapporten läggs till handlingarna.`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from graf.extract.bodies import find_bodies
from graf.extract.clause import ATT, POINT, Clause, coordinated, sentence_clauses, wants_att
from graf.extract.context import Context
from graf.extract.mentions import Tagged
from graf.extract.names import LOOKS_LIKE_NAME
from graf.extract.passage import Passage, passage
from graf.extract.pattern import Pattern, compiled
from graf.extract.row import Row
from graf.extract.rules import any_pattern, table

_MARK = re.compile(r"[→•*·–-]\s+|→")


@dataclass(frozen=True, slots=True)
class Block:
    """Clauses under one heading: proposed or taken, by whom, and the indices of the rows that they hold.

    `tagged` are the clauses with their mentions marked.
    """

    status: str
    by: str | None
    clauses: tuple[Clause, ...]
    tagged: tuple[Tagged, ...]
    taken: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Heading:
    """A block's heading: what it says the clauses are, whether sentences count as clauses, how long it is."""

    status: str
    sentences: bool
    end: int
    condition: tuple[int, int] | None = None
    target: tuple[int, int] | None = None  # where it names the body that it asks to decide


def find_blocks(context: Context, rows: Sequence[Row]) -> list[Block]:
    """The blocks of decisions among an item's rows."""
    blocks: list[Block] = []
    index, silent = 0, False
    while index < len(rows):
        section = section_of(rows[index].text)
        if section is not None:
            silent = not section
        heading = block_heading(rows[index].text)
        if heading and heading.status == "taken" and heading.sentences and heading.end == len(rows[index].text):
            silent = False  # `Beslut` alone ends what was only said before
        if heading is None or silent:
            index += 1
            continue
        first, by, said = index, context.body, [heading.status]
        clauses: list[Clause] = []
        if heading.end < len(rows[index].text):
            clauses, index = _inline(context, rows, index, heading)
            more, index = _clauses(context, rows, index, False)
        else:
            loose = False
            condition: tuple[Passage, str] | None = None
            while (
                index < len(rows) and (found := block_heading(rows[index].text)) and found.end == len(rows[index].text)
            ):
                said.append(found.status)
                if not _PROPOSAL.search(rows[index].text):
                    by = _subject(rows[index].text, context, found) or by
                index += 1
                below = rows[index].text if index < len(rows) else ""
                loose = loose or found.sentences or bool(POINT.match(below))
                if found.condition:
                    line = passage(context.document, [rows[index - 1]])
                    start, end = found.condition
                    condition = line.part(start, end), "if"
            more, index = _clauses(context, rows, index, loose)
            more = [
                replace(c, condition=condition[0], branch=condition[1]) if condition and not c.condition else c
                for c in more
            ]
        clauses = [clause for clause in (*clauses, *more) if clause.form == "att" or not _only_names(clause.text.text)]
        if clauses:
            tagged = tuple(context.tag(clause.text) for clause in clauses)
            blocks.append(Block(_status(said, context), by, tuple(clauses), tagged, frozenset(range(first, index))))
    return blocks


def told_before(row: Row) -> Row | None:
    """What a row tells before the heading that it ends with (`Frågan tas upp i mars. Styrelsen beslutade`), if any."""
    stop = row.text.rfind(". ") + 1
    heading = block_heading(row.text[stop:].lstrip()) if stop > _TELLING else None
    whole = heading is not None and heading.end == len(row.text[stop:].lstrip())
    return replace(row, text=row.text[:stop]) if whole else None


_TELLING = 12  # characters: a shorter beginning is a number or an abbreviation


def _only_names(text: str) -> bool:
    """Whether a proposal is nothing but whom to elect (`Förslag: Ada Ek och Bo Alm`)."""
    return all(
        LOOKS_LIKE_NAME.fullmatch(part) for part in re.split(r",? och |, ", re.sub(r"\s*\([^()]*\)|\.$", "", text))
    )


_PROPOSAL = re.compile(r"s (?:förslag|beslutsförslag|yttrande)\s*:?$", re.IGNORECASE)  # who proposes, not who decides


def _status(said: Sequence[str], context: Context) -> str:
    """Proposed or taken.

    What an agenda has is proposed; `beslutade` is taken, whatever label stands above it; `beslutar` is as the label
    says (`Förslag till beslut`, `Beslut`), and taken in minutes without one.
    """
    if context.kind == "agenda":
        return "proposed"
    if "passed on" in said:
        return "proposed"
    if "taken" in said:
        return "taken"
    return "proposed" if "proposed" in said else "taken"


_LABEL_ENDS = (":", "]", ")", "*", "_", "-", "–", "—")


@cache
def _headings() -> tuple[tuple[str, bool, bool, re.Pattern[str]], ...]:
    return tuple(
        (r["status"], r.get("sentences", False), r.get("inline", False), re.compile(r["pattern"], re.IGNORECASE))
        for r in table("acts")["heading"]
    )


@cache
def _any_heading() -> Pattern:
    """What some heading needs; most rows hold none of it."""
    return compiled("|".join(re.sub(r"\(\?P<\w+>", "(?:", rule["pattern"]) for rule in table("acts")["heading"]))


_LONGEST = 150  # characters: a longer row is no heading


@lru_cache(maxsize=128)  # a row is looked at by the block above it too
def block_heading(text: str) -> _Heading | None:
    """The heading that a row is, or begins with (`Beslut: …`)."""
    mark = _MARK.match(text)
    if not _any_heading().may_match(text):
        return None
    for status, sentences, inline, pattern in _headings():
        match = pattern.match(text, mark.end() if mark else 0)
        if not match:
            continue
        if match.end() == len(text) and len(text) <= _LONGEST:
            held, target = (match.span(n) if n in match.groupdict() else None for n in ("condition", "target"))
            return _Heading(status, sentences, match.end(), held, target)
        if inline and text[: match.end()].rstrip()[-1:] in _LABEL_ENDS and len(text) > match.end() + 3:
            rest = text[match.end() :]  # `Beslut: Nätverket beslutade`, and its clauses below
            below = block_heading(rest) if len(rest) <= _LONGEST else None
            if below and below.end == len(text) - match.end() and below.status != "passed on":
                return _Heading(status if below.status == "present" else below.status, below.sentences, len(text))
            return _Heading(status, True, match.end())
    return None


@cache
def _sections() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    return tuple(
        (r["reads"], re.compile(rf"(?:{r['pattern']})\s*:?$", re.IGNORECASE)) for r in table("acts")["section"]
    )


def section_of(text: str) -> bool | None:
    """Whether a row heads a section of an item; True where decisions may stand in it, False where they do not."""
    if len(text) > 60:
        return None
    return next((reads for reads, pattern in _sections() if pattern.match(text)), None)


def _subject(text: str, context: Context, heading: _Heading) -> str | None:
    """Who decides: the body that a heading begins with, or to which it passes a proposal on."""
    first, last = heading.target or (0, 3)
    named = [n.key for n in find_bodies(text, context.lexicon) if not n.place and first <= n.start <= last]
    return named[0] if named else None


def _inline(context: Context, rows: Sequence[Row], index: int, heading: _Heading) -> tuple[list[Clause], int]:
    """The clauses behind a label on the same row."""
    end = _end(context, rows, index, False)
    whole = passage(context.document, rows[index:end])
    text = whole.part(len(re.sub(r"\s+", " ", rows[index].text[: heading.end])))
    first = _BEFORE_ATT.match(text.text)
    branch = _branch(first[1] + ",") if first else None
    if first and branch:
        held, stop = text.part(0, first.end(1)), first.end()
        return [Clause(text.part(stop), "att", held, branch)], end
    return list(coordinated(Clause(text, "att")) if ATT.match(text.text) else sentence_clauses(text)), end


_BEFORE_ATT = re.compile(r"(.{5,160}?),\s+(?=att\s)")  # `Beslut: Förutsatt att medel beviljas, att anta planen.`


@cache
def _conditions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((r["branch"], re.compile(r["pattern"], re.IGNORECASE)) for r in table("acts")["condition"])


def _branch(text: str) -> str | None:
    return next((branch for branch, pattern in _conditions() if pattern.match(text)), None)


def _clauses(context: Context, rows: Sequence[Row], index: int, sentences: bool) -> tuple[list[Clause], int]:
    """The clauses from a row on, and the index after the last."""
    clauses: list[Clause] = []
    condition: tuple[Passage, str] | None = None
    while index < len(rows):
        text = rows[index].text
        if section_of(text) is not None or block_heading(text):
            break
        if ATT.match(text):
            end = _end(context, rows, index, False)
            held = condition or (None, None)
            clauses += coordinated(Clause(passage(context.document, rows[index:end]), "att", *held))
            condition, index = None, end
        elif (branch := _branch(text)) and (stop := _condition_end(rows, index)):
            condition, index = (passage(context.document, rows[index:stop]), branch), stop
        elif not clauses and len(text) < 30 and any(ATT.match(r.text) for r in rows[index + 1 : index + 2]):
            index += 1  # a scrap of a line between the heading and its first clause
        elif sentences and not any(c.form == "att" for c in clauses) and _sentence(rows, index, clauses):
            end = _end(context, rows, index, True)
            whole = passage(context.document, rows[index:end])
            clauses += sentence_clauses(whole)
            index = end
        else:
            break
    return clauses, index


def _condition_end(rows: Sequence[Row], index: int) -> int | None:
    """Where a condition that stands before an att-clause ends, if one follows."""
    end = index + 1
    while end < len(rows) and rows[end].gap == 0 and not ATT.match(rows[end].text):
        end += 1
    return end if end < len(rows) and ATT.match(rows[end].text) else None


def _sentence(rows: Sequence[Row], index: int, clauses: Sequence[Clause]) -> bool:
    """Whether a row begins a clause that is a whole sentence: the first below the heading, or the next point."""
    row = rows[index]
    if any_pattern("acts", "objects").search(row.text):
        return False
    if not clauses:
        return row.text[:1].isupper() or bool(POINT.match(row.text))
    return bool(POINT.match(row.text)) or (row.gap == 0 and row.text[:1].isupper())


def _end(context: Context, rows: Sequence[Row], index: int, sentence: bool) -> int:
    end, listing = index + 1, False
    while end < len(rows):
        before, row = rows[end - 1], rows[end]
        listing = listing or before.text.endswith(":")  # `med följande ändringar:` and its points
        if (
            row.gap > 0
            or block_heading(row.text)
            or section_of(row.text) is not None
            or before.text.endswith((".", "!"))
        ):
            break
        if sentence and POINT.match(row.text) and not listing:
            break
        if ATT.match(row.text):
            clause = " ".join(r.text for r in rows[index:end])
            if not (wants_att(clause) and context.layout.wraps(before, row)):
                break
        elif _branch(row.text) and row.text[:1].isupper():
            break
        end += 1
    return end
