"""Decisions and proposals: one for every att-clause of a block, and those that the running prose states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from graf.extract.bodies import Lexicon
from graf.extract.layout import Layout, Row
from graf.extract.mentions import Tagged, compiled, sentences, tag
from graf.extract.passage import Passage, clean, passage
from graf.extract.rules import table, words
from graf.model import Decision, Document, Evidence

_CLAUSE = re.compile(r"(?:[-–•*·]\s*|\d{1,2}[.)]\s*)?att\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What a decision is read against: the document, its body, the names known in it, the meeting's date.

    `date` is the printed one; `reference` places days without a year: that date, else the previous meeting's.
    """

    document: Document
    layout: Layout
    lexicon: Lexicon
    people: tuple[str, ...]
    body: str | None
    kind: str
    date: str | None
    reference: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """A block of decisions: its heading's rows, status and subject, and the clauses with the condition before each."""

    status: str
    by: str | None
    clauses: tuple[tuple[Passage, Passage | None, str | None], ...]
    taken: frozenset[int]  # indices of the rows it holds


def find_blocks(context: Context, rows: Sequence[Row]) -> list[Block]:
    """The blocks of decisions among an item's rows."""
    blocks: list[Block] = []
    index = 0
    while index < len(rows):
        status = heading_status(rows[index].text)
        if status is None:
            index += 1
            continue
        first = index
        by = context.body
        while index < len(rows) and (found := heading_status(rows[index].text)):
            status = found if not _is_label(rows[index].text) or index == first else status
            by = _subject(rows[index].text, context) or by
            index += 1
        clauses, end = _clauses(context, rows, index)
        if clauses:
            if context.kind == "agenda":
                status = "proposed"
            blocks.append(Block(status or "taken", by, tuple(clauses), frozenset(range(first, end))))
            index = end
    return blocks


@cache
def _headings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((r["status"], re.compile(rf"{r['pattern']}$", re.IGNORECASE)) for r in table("acts")["heading"])


def heading_status(text: str) -> str | None:
    """Whether a row is the heading of a block: taken or proposed, else None."""
    if len(text) > 110:
        return None
    return next((status for status, pattern in _headings() if pattern.match(text)), None)


def _is_label(text: str) -> bool:
    return bool(re.match(r"(?:förslag|beslut)(?:sförslag)?(?: till beslut)?\s*:?$", text, re.IGNORECASE))


def _subject(text: str, context: Context) -> str | None:
    from graf.extract.bodies import find_bodies

    named = [n.key for n in find_bodies(text, context.lexicon) if not n.place]
    return named[0] if named else None


@cache
def _conditions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((r["branch"], re.compile(r["pattern"], re.IGNORECASE)) for r in table("acts")["condition"])


def _condition_branch(text: str) -> str | None:
    return next((branch for branch, pattern in _conditions() if pattern.match(text)), None)


def _clauses(
    context: Context, rows: Sequence[Row], index: int
) -> tuple[list[tuple[Passage, Passage | None, str | None]], int]:
    """The att-clauses from a row on, and the index after the last."""
    clauses: list[tuple[Passage, Passage | None, str | None]] = []
    condition: tuple[Passage, str] | None = None
    while index < len(rows):
        text = rows[index].text
        if _CLAUSE.match(text):
            end = _clause_end(context, rows, index)
            clause = passage(context.document, rows[index:end])
            clauses.append((clause, condition[0] if condition else None, condition[1] if condition else None))
            condition, index = None, end
        elif branch := _condition_branch(text):
            end = index + 1
            while end < len(rows) and rows[end].gap == 0 and not _CLAUSE.match(rows[end].text):
                end += 1
            if end >= len(rows) or not _CLAUSE.match(rows[end].text):
                break
            condition, index = (passage(context.document, rows[index:end]), branch), end
        elif (
            not clauses
            and len(rows[index].text) < 30
            and any(_CLAUSE.match(r.text) for r in rows[index + 1 : index + 2])
        ):
            index += 1  # a scrap of a line between the heading and its first clause
        else:
            break
    return clauses, index


def _clause_end(context: Context, rows: Sequence[Row], index: int) -> int:
    end = index + 1
    while end < len(rows):
        before, row = rows[end - 1], rows[end]
        if row.gap > 0 or heading_status(row.text) or before.text.endswith((".", "!")):
            break
        if _CLAUSE.match(row.text):
            clause = " ".join(r.text for r in rows[index:end])
            if not (_wants_att(clause) and context.layout.wraps(before, row)):
                break
        elif _condition_branch(row.text) and row.text[:1].isupper():
            break
        end += 1
    return end


def _wants_att(clause: str) -> bool:
    """Whether a clause still lacks the `att` that its verb asks for (`att uppdra åt NN …`)."""
    return bool(re.match(r"att (?:uppdra|ge|bemyndiga|uppmana|föreslå|be)\b", clause)) and clause.count(" att ") == 0


# --- reading a clause -----------------------------------------------------------------------------------------------


def read_block(context: Context, block: Block) -> list[Decision]:
    """The decisions of a block."""
    return [
        read_clause(context, clause, block.status, block.by, condition, branch, "att-clause", 0.96)
        for clause, condition, branch in block.clauses
    ]


def read_clause(
    context: Context,
    clause: Passage,
    status: str,
    by: str | None,
    condition: Passage | None,
    branch: str | None,
    rule: str,
    confidence: float,
) -> Decision:
    """One decision from its clause: what it does, to whom, on what condition, by when."""
    match = _CLAUSE.match(clause.text)
    start = match.end() if match else 0
    text = "att " + clean(clause.text[start:])
    tagged = tag(clause, context.lexicon, context.people, context.body)
    acts = clause_acts(tagged.text)
    evidence: list[Evidence] = []
    if condition:
        evidence.append(condition.evidence(0, len(condition.text), "condition-before-clause", 0.93))
    evidence.append(clause.evidence(0, len(clause.text), rule, confidence))
    stated = clean(condition.text) if condition else _inside_condition(text)
    return Decision(
        status=status,
        by=by,
        text=text,
        acts=acts,
        evidence=tuple(evidence),
        assigned_to=_assigned(tagged, acts, context),
        referred_to=_referred(tagged, acts, context),
        appointed=_appointed(tagged, acts),
        condition=stated,
        condition_branch=branch or ("if" if stated else None),
        deadline=_deadline(tagged, context),
    )


@cache
def _acts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule["act"], compiled(rule["pattern"])) for rule in table("acts")["act"])


def clause_acts(tagged: str) -> tuple[str, ...]:
    """What a clause (with its mentions as signs) does; the part before a further `att` decides, if it tells."""
    head = re.split(r"(?<!^)\s(?:för )?att\s", tagged, maxsplit=1)[0]
    for rule in table("acts")["instead"]:
        if compiled(rule["pattern"]).search(tagged):
            return (rule["act"],)
    found = [act for act, pattern in _acts() if pattern.search(head)]
    if not found:
        found = [act for act, pattern in _acts() if pattern.search(tagged)]
    for rule in table("acts")["unless"]:
        if rule["act"] in found and any(other in found for other in rule["others"]):
            found.remove(rule["act"])
    return tuple(dict.fromkeys(found))


def _inside_condition(text: str) -> str | None:
    for rule in table("acts")["inside"]:
        match = compiled(rule["pattern"]).search(text)
        if match:
            return match["condition"].strip(" ,")
    return None


def _assigned(tagged: Tagged, acts: Sequence[str], context: Context) -> tuple[str, ...]:
    found: list[str] = []
    which = "assigned" if "assign" in acts or "report_back" in acts else "requested"
    if which == "requested" and "request" not in acts:
        return ()
    for rule in table("acts")[which]:
        match = compiled(rule["pattern"]).search(tagged.text)
        if match:
            found += [m.value for m in tagged.mentions_in(match.start("to"), match.end("to"), "body", "person")]
            break
    return tuple(dict.fromkeys(found))


def _referred(tagged: Tagged, acts: Sequence[str], context: Context) -> tuple[str, ...]:
    if "refer" not in acts:
        return ()
    for rule in table("acts")["referred"]:
        match = compiled(rule["pattern"]).search(tagged.text)
        if match:
            found = [m.value for m in tagged.mentions_in(match.start("to"), match.end("to"), "body")]
            return tuple(dict.fromkeys(k for k in found if k != context.body))
    return ()


def _appointed(tagged: Tagged, acts: Sequence[str]) -> tuple[str, ...]:
    if "appoint" not in acts:
        return ()
    return tuple(dict.fromkeys(m.value for m in tagged.mentions if m.kind == "person"))


def _deadline(tagged: Tagged, context: Context) -> str | None:
    match = compiled(r"\b(?:senast|innan|före|t\.o\.m\.|till och med)(?: den| till den)? (?P<date>{date})").search(
        tagged.text
    )
    if match:
        for mention in tagged.mentions_in(match.start("date"), match.end("date"), "date"):
            if mention.date:
                return mention.date.last_day(context.reference)
    return None


# --- prose ----------------------------------------------------------------------------------------------------------


def read_prose(context: Context, tagged: Tagged, blocks: Sequence[Decision]) -> list[Decision]:
    """Decisions that the prose states, unless an att-clause of the same item says the same thing."""
    found: list[Decision] = []
    recalled = False
    for start, end in sentences(tagged.text):
        sentence = tagged.text[start:end]
        if re.match(r"(?:om|när|innan)\b", sentence, re.IGNORECASE) and "beslut" not in sentence[:60]:
            continue
        for rule in table("acts")["prose"]:
            match = compiled(rule["pattern"]).search(sentence)
            if not match:
                continue
            before = sentence[: match.start("clause")]
            mention = tagged.mention(match["body"]) if "body" in match.groupdict() else None
            own = mention is None or mention.value == context.body
            if not own or any(compiled(r["pattern"]).search(before) for r in table("acts")["recall"]):
                recalled = recalled or own
                break
            if context.kind == "minutes" and recalled and blocks:
                break
            decision = _from_sentence(context, tagged, start, match)
            if not any(same_decision(decision, other) for other in [*blocks, *found]):
                found.append(decision)
            break
    return found


def _from_sentence(context: Context, tagged: Tagged, offset: int, match: re.Match[str]) -> Decision:
    first, last = tagged.span(offset + match.start("clause"), offset + match.end("clause"))
    running = tagged.passage
    clause = Passage(running.document, running.text[first:last].rstrip(". "), running.at[first:last])
    whole_first, _ = tagged.span(offset + match.start(), offset + match.start() + 1)
    status = "proposed" if context.kind == "agenda" else "taken"
    decision = read_clause(context, clause, status, context.body, None, None, "decision-in-prose", 0.85)
    return replace(decision, evidence=(running.evidence(whole_first, last, "decision-in-prose", 0.85),))


def _content(text: str) -> set[str]:
    return {w[:7] for w in re.findall(r"\w+", text.casefold()) if w not in words("small") and len(w) > 2}


def same_decision(prose: Decision, clause: Decision) -> bool:
    """Whether a decision in prose is the one that an att-clause states: one act and target, or nearly one wording."""
    a, b = _content(prose.text), _content(clause.text)
    shared = len(a & b) / max(1, min(len(a), len(b)))
    acts = set(prose.acts) & set(clause.acts)
    if acts and (set(prose.referred_to) & set(clause.referred_to) or set(prose.appointed) & set(clause.appointed)):
        return True
    if set(prose.appointed) & set(clause.appointed):
        return True
    if acts:
        return shared >= 0.4
    subjects = [re.findall(r"\w{6,}", decision.text.casefold())[:1] for decision in (prose, clause)]
    return shared >= 0.7 or (subjects[0] == subjects[1] != [] and shared >= 0.3)
