"""Decisions that the running prose states, unless an att-clause of the same item says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from graf.extract.clause import AND_DECIDED, Clause, coordinated
from graf.extract.clauses import read_clause
from graf.extract.context import Context
from graf.extract.mentions import Tagged, sentences
from graf.extract.passage import Passage
from graf.extract.pattern import Pattern, compiled, likely, matches
from graf.extract.rules import any_pattern, words
from graf.model import Decision


def read_prose(context: Context, tagged: Tagged, blocks: Sequence[Decision], title: str = "") -> list[Decision]:
    """Decisions that the prose states, unless an att-clause of the same item says the same thing.

    What is done to nothing named (`Lades till handlingarna.`) is done to what the item's `title` says.
    """
    found: list[Decision] = []
    recalled = False
    stated = bool(likely("acts", "prose", tagged.text))
    # Sentences that decide without saying so count only where no block states what was decided.
    told = not blocks and context.kind == "minutes"
    silent = likely("acts", "passive", tagged.text) if told else []
    told = told and (bool(silent) or bool(_LABEL.search(tagged.text)))
    for start, end in sentences(tagged.text) if stated or told else ():
        sentence = tagged.text[start:end]
        if _IF.match(sentence) and "beslut" not in sentence[:60]:
            continue
        read = False
        for rule, pattern in likely("acts", "prose", sentence) if stated else ():
            match = next(pattern.all(sentence), None)
            if not match or (rule.get("proposed") and context.kind != "agenda"):
                continue
            read = True
            before = sentence[: match.start("clause")]
            mention = tagged.mention(match["body"]) if "body" in match.groupdict() else None
            own = mention is None or _own(context, mention.value)
            if not own or any(matches("acts", "recall", before)):
                recalled = recalled or own
                break
            if context.kind == "minutes" and recalled and blocks:
                break
            for decision in _from_sentence(context, tagged, start, match):
                if not any(same_decision(decision, other) for other in [*blocks, *found]):
                    found.append(decision)
            break
        if not read and told:
            found += _silent(context, tagged, start, end, silent, title)
    return found


_IF = re.compile(r"(?:om|när|innan)\b", re.IGNORECASE)
_LABEL = re.compile(r"beslut\s*:\s*(?=[^\W\d])(?!att\b|förutsatt|under förutsättning|givet|om\b)", re.IGNORECASE)
Rule = tuple[Mapping[str, Any], Pattern]
_POINT = re.compile(r"(?:[-–•*·]|[a-z\d]{1,2}[).]|§+\s?\d+[.:]?|\d+\s?§)\s*(?=\S)")


def _silent(
    context: Context, tagged: Tagged, start: int, end: int, rules: Sequence[Rule], title: str
) -> list[Decision]:  # fmt: skip
    """What a sentence decides without the word `beslut` (`Till kassör valdes NN`), if it does."""
    point = _POINT.match(tagged.text, start, end)
    start = point.end() if point else start
    label = _LABEL.match(tagged.text, start, end)
    if label:
        start = label.end()
    sentence = tagged.text[start:end]
    match = next((match for _, pattern in rules if (match := pattern.search(sentence))), None)
    if not label and (match is None or any(matches("acts", "elsewhere", sentence))):
        return []
    first = tagged.mention(sentence[:1])
    if first and first.kind == "body" and (label or match) and not _own(context, first.value):
        return []
    further = AND_DECIDED.search(tagged.text, start, end)  # `Stämman godkände motionen och beslutade att …`
    then: list[Decision] = []
    if further:
        last = _without_stop(tagged.passage.part(*tagged.span(further.end(), end)))
        one_by_one = coordinated(Clause(last, "att"))
        then = [_decision(context, one, "taken", "decision-in-prose") for one in one_by_one]
        end, sentence = further.start(), tagged.text[start : further.start()]
    edges = [start, *(place + start for two in _BOTH.finditer(sentence) for place in two.span()), end]
    clauses = [
        _without_stop(tagged.passage.part(*tagged.span(a, b))) for a, b in zip(edges[::2], edges[1::2], strict=True)
    ]
    decided = [_decision(context, Clause(clause, "sentence"), "taken", "decision-sentence") for clause in clauses]
    if title and any_pattern("acts", "unnamed").match(sentence):
        decided[0] = replace(decided[0], text=f"att {title[:1].lower()}{title[1:]} {decided[0].text[4:]}")
    return decided + then


def _own(context: Context, key: str) -> bool:
    """Whether a body is the one that meets, or the board of it (`Styrelsen beviljades ansvarsfrihet`)."""
    body = context.lexicon.bodies.get(key)
    return context.body in (None, key) or (body is not None and body.type == "other" and body.parent == context.body)


_BOTH = re.compile(r",? (?:och|samt) (?=(?:till|som) [^.]{3,60}? (?:om|ny)?(?:valdes|väljs|utsågs|utses)\b)")


def _from_sentence(context: Context, tagged: Tagged, offset: int, match: re.Match[str]) -> Iterator[Decision]:
    """The decisions of a sentence, one for each of its clauses."""
    begin, stop = match.span("clause")
    if further := _another_does().search(match["clause"]):
        stop = begin + further.end("clause")
    first, last = tagged.span(offset + begin, offset + stop)
    running = tagged.passage
    clause = _without_stop(running.part(first, last))
    whole_first, _ = tagged.span(offset + match.start(), offset + match.start() + 1)
    status = "proposed" if context.kind == "agenda" else "taken"
    for one in coordinated(Clause(clause, "att")):
        decision = _decision(context, one, status, "decision-in-prose")
        yield replace(decision, evidence=(running.evidence(whole_first, last, "decision-in-prose"),))


@cache
def _another_does() -> Pattern:
    """Matches up to what somebody then does, which was not decided: `att bjuda in skolan, och Ada Ek skriver dit`."""
    return compiled(
        r"^(?P<clause>att (?!{person}).{5,}?), (?:och|men|så|medan) {people} "
        r"(?!ska\b|får\b|fick\b)\w{2,}(?:er|ar|år|de|te|tt)\b"
    )


def _without_stop(sentence: Passage) -> Passage:
    return sentence.part(0, len(sentence.text.rstrip(". ")))


def _decision(context: Context, clause: Clause, status: str, rule: str) -> Decision:
    return read_clause(context, clause, context.tag(clause.text), status, context.body, rule)


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
