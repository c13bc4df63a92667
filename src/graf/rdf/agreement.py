"""What became of what was proposed: the decisions of a meeting and the proposals that they are derived from.

Agenda and minutes seldom agree in numbering, and a decision may take a proposal over, change it, add to it, or only say
what is done with it (`avslå förslaget`, `bordlägga ärendet`). A proposal about which nothing says so has no decision.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from graf.rdf.matching import folded, likeness
from graf.rdf.vocab import PROV

SAME_TEXT = 0.9
"""How like a decision must be to a proposal to be the same words (difflib's ratio, folded)."""
TAKEN_OVER = 0.75
"""Which share of a proposal's words stands in a decision that changes it or adds to it, or the other way round."""
_WORDS = 3  # at least so many of them
_TELLING = 20  # letters of a clause that is not found under another heading by chance

# What a decision says that is about a proposal, or about the whole matter, without its words. Folded.
_DONE = r"(?:bordlagg|aterremitt|avskriv|utga|skjut|uppskjut|ajourner|drag)\w*"
_ABOUT = re.compile(
    r"\b(?:forslag(?:et|en)|yrkande(?:t|na)|(?:enligt|i enlighet med) (?:\w+ ){0,3}forslag\w*)\b"
    rf"|\b(?:arendet|fragan)\b.*\b{_DONE}|\b{_DONE}\b.*\b(?:arendet|fragan)\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A decision or a proposal: its words, and the item and the meeting it stands under."""

    node: NamedNode
    text: str
    item: str
    meeting: str
    proposed: bool


def agreement_quads(clauses: Iterable[Clause], graph: NamedNode) -> Iterator[Quad]:
    """Which decision is derived from which proposal of the same meeting, the surest first, each once.

    In turn: the same words under one item; most of the words under one item; a decision that speaks of the proposal or
    the matter as a whole; the same words under another item of the meeting, where they stand there once. What is
    proposed or decided twice in the same words counts as one.
    """
    meetings: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in sorted(clauses, key=lambda one: (one.node.value, one.text)):
        meetings[clause.meeting].append(clause)
    found: dict[tuple[str, str], None] = {}
    for _, held in sorted(meetings.items()):
        for decision, proposal in _agreed(held):
            found[decision, proposal] = None
    for decision, proposal in found:
        yield Quad(NamedNode(decision), PROV.wasDerivedFrom, NamedNode(proposal), graph)


Said = list[Clause]
"""Clauses of one item in the same words."""


def _agreed(held: Sequence[Clause]) -> Iterator[tuple[str, str]]:
    items: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in held:
        items[clause.item].append(clause)
    open_, free = [], []
    for _, own in sorted(items.items()):
        proposals, decisions = _by_words(c for c in own if c.proposed), _by_words(c for c in own if not c.proposed)
        for score, least in ((likeness, SAME_TEXT), (taken_over, TAKEN_OVER)):
            for decision, proposal in _pairs(decisions, proposals, score, least):
                yield from _links(decision, proposal)
                decisions.remove(decision)
                proposals.remove(proposal)
        about = [decision for decision in decisions if _ABOUT.search(folded(decision[0].text))]
        for decision in about if proposals else ():
            for proposal in proposals:
                yield from _links(decision, proposal)
            decisions.remove(decision)
        open_ += [] if about else proposals
        free += decisions
    proposals, decisions = _by_words(c for one in open_ for c in one), _by_words(c for one in free for c in one)
    telling = [one for one in decisions if len(folded(one[0].text)) >= _TELLING and len(one) == 1]
    for decision, proposal in _pairs(telling, proposals, likeness, SAME_TEXT):
        yield from _links(decision, proposal)


def _by_words(clauses: Iterable[Clause]) -> list[Said]:
    found: defaultdict[str, Said] = defaultdict(list)
    for clause in clauses:
        found[folded(clause.text)].append(clause)
    return [found[words] for words in sorted(found)]


def _links(decision: Said, proposal: Said) -> Iterator[tuple[str, str]]:
    for one in decision:
        for other in proposal:
            yield one.node.value, other.node.value


def _pairs(
    decisions: Sequence[Said], proposals: Sequence[Said], score: Callable[[str, str], float], least: float
) -> list[tuple[Said, Said]]:
    """The likeliest pairs, each of both once."""
    ranked = sorted(
        (-score(decision[0].text, proposal[0].text), i, j)
        for i, decision in enumerate(decisions)
        for j, proposal in enumerate(proposals)
    )
    used: tuple[set[int], set[int]] = (set(), set())
    found = []
    for less, i, j in ranked:
        if -less >= least and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            found.append((decisions[i], proposals[j]))
    return found


def taken_over(decided: str, proposed: str) -> float:
    """Which share of the words of the shorter of two clauses stands in the other; 0 where these are too few to tell."""
    one, other = set(folded(decided).split()) - _COMMON, set(folded(proposed).split()) - _COMMON
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= _WORDS else 0.0


_COMMON = {"att", "och", "i", "pa", "av", "for", "till", "om", "den", "det", "en", "ett", "med", "som", "de", "vid"}
