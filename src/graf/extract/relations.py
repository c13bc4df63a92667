"""How bodies stand to each other, and which bodies a document names at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from graf.extract.bodies import Lexicon, find_bodies
from graf.extract.mentions import KOMMUN, Tagged
from graf.extract.passage import Passage, clean
from graf.extract.pattern import matches
from graf.extract.rules import table
from graf.model import Body, Evidence, Item, Relation


def stated_relations(tagged: Sequence[Tagged], named: Sequence[Body], lexicon: Lexicon, file: str) -> list[Relation]:
    """Relations that sentences state, and those that a body's own name states; each once."""
    found: dict[tuple[str, str, str], Relation] = {}
    for part in tagged:
        for relation in _in_prose(part, file):
            found.setdefault((relation.subject, relation.relation, relation.object), relation)
    for body in named:
        for rule in table("relations")["name"]:
            match = re.fullmatch(rule["pattern"], body.name, re.IGNORECASE)
            target = lexicon.key_of(match["object"]) if match else None
            if target and target != body.key:
                evidence = tuple(passage for _, passage in body.evidence[:1])
                relation = Relation(
                    body.key, rule["relation"], target, file, evidence[0].quote if evidence else body.name, evidence
                )
                found.setdefault((body.key, rule["relation"], target), relation)
    return list(found.values())


def followed_up(items: Sequence[Item], file: str) -> Iterator[Relation]:
    """Who reports to whom by what was decided: one clause passes a matter to a body, the next has it report back."""
    for item in items:
        referred = {body for decision in item.decisions for body in decision.referred_to}
        for move in item.moves:
            if move.kind == "report_back" and move.decision is not None and move.source in referred:
                yield Relation(move.source, "reports_to", move.target, file, move.quote, move.evidence)


def _in_prose(tagged: Tagged, file: str) -> Iterator[Relation]:
    for rule, match in matches("relations", "relation", tagged.text):
        subject, target = tagged.mention(match["subject"]), tagged.mention(match["object"])
        if subject and target and subject.value != target.value:
            where = (tagged.evidence(match.start(), match.end(), f"relation-{rule['relation'].replace('_', '-')}"),)
            quote = clean(tagged.plain(match.start(), match.end()))
            yield Relation(subject.value, rule["relation"], target.value, file, quote, where)


_WHERE = re.compile(
    r"\b(?:i|på|till|vid|kring|runt)\s(?:både\s)?(?:[A-ZÅÄÖ][\w-]+(?:\s\([^()]*\))?(?:,|,?\soch|\ssamt|\seller)\s)*$"
)


def bodies_named(
    text: Passage, lexicon: Lexicon, tagged: Sequence[Tagged], acting: Collection[str | None], starts: Sequence[int]
) -> tuple[Body, ...]:
    """The bodies that a document names, each with its surfaces and the passage that names it first.

    A place is a body where its people or it itself are `acting`, or where the items' prose has it do or undergo
    something; `Falun` as a meeting's place, and what is `i Falun, Borlänge och Mora`, names no municipality.
    `starts` are the places in the document's repaired text where names of bodies may begin.
    """
    surfaces: dict[str, list[str]] = {}
    first: dict[str, Evidence] = {}
    for named in find_bodies(text.text, lexicon, text.indices(starts)):
        if named.place and named.key not in acting and not KOMMUN.match(text.text, named.end):
            continue
        if named.key not in first:
            first[named.key] = text.evidence(named.start, named.end, "body-name")
            surfaces[named.key] = []
        surface = text.text[named.start : named.end]
        if surface not in surfaces[named.key]:
            surfaces[named.key].append(surface)
    for part in tagged:
        for mention in part.mentions:
            where = mention.kind == "place" and _WHERE.search(
                part.passage.text, max(0, mention.start - 120), mention.start
            )
            if mention.kind in ("body", "place") and not where and mention.value not in first:
                first[mention.value] = part.passage.evidence(mention.start, mention.end, "body-short-form")
                surfaces[mention.value] = [part.passage.text[mention.start : mention.end]]
    file = text.document.file
    return tuple(
        replace(lexicon.bodies[key], surfaces=tuple(surfaces[key]), evidence=((file, evidence),))
        for key, evidence in first.items()
    )
