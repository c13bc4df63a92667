"""How a meeting was divided: counted votes, who reserved against a decision or took no part, who came late or left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graf.extract.mentions import Tagged
from graf.extract.passage import clean
from graf.extract.pattern import NUMBERS, matches
from graf.model import Attendance, Evidence, Objection, Vote


def read_vote(tagged: Tagged) -> Vote | None:
    """The last vote that a passage counts: earlier ones are of amendments (`huvudvotering` comes last)."""
    found: Vote | None = None
    place = -1
    for _, match in matches("votes", "vote", tagged.text):
        yes, no = _number(match["yes"]), _number(match["no"])
        abstained = _number(match["abstained"]) if match.groupdict().get("abstained") else None
        if yes is not None and no is not None and match.start() > place:
            where = (tagged.evidence(match.start(), match.end(), "vote"),)
            found, place = Vote(yes, no, abstained, where), match.start()
    return found


def read_objections(tagged: Tagged) -> Iterator[Objection]:
    """Who takes another stand than the meeting, each person once in each way."""
    seen: set[tuple[str, str]] = set()
    for rule, match in matches("votes", "objection", tagged.text):
        where = (tagged.evidence(match.start(), match.end(), rule["kind"].replace("_", "-")),)
        for mention in tagged.mentions_in(*match.span("people"), "person"):
            if (mention.value, rule["kind"]) not in seen:
                seen.add((mention.value, rule["kind"]))
                yield Objection(mention.value, rule["kind"], where)


def read_partly(tagged: Tagged) -> Iterator[tuple[str, str, Evidence]]:
    """(person, what is said, passage) of those who came late or left early."""
    for _, match in matches("votes", "partly", tagged.text):
        where = tagged.evidence(match.start(), match.end(), "attendance-partly")
        for mention in tagged.mentions_in(*match.span("people"), "person"):
            yield mention.value, clean(tagged.plain(*match.span("part"))), where


def with_parts(listed: Sequence[Attendance], said: Sequence[tuple[str, str, Evidence]]) -> tuple[Attendance, ...]:
    """The attendance with what the text says of who came late or left; several things about one joined by `; `."""
    found = list(listed)
    for person, part, where in said:
        place = next((i for i, one in enumerate(found) if one.name == person and one.status == "present"), None)
        if place is not None and part not in (found[place].during or ""):
            during = "; ".join(filter(None, (found[place].during, part)))
            found[place] = replace(found[place], during=during, evidence=(*found[place].evidence, where))
    return tuple(found)


def _number(word: str) -> int | None:
    return int(word) if re.fullmatch(r"\d+", word) else NUMBERS.get(word.casefold())
