"""A decision is derived from the proposal that it takes over, changes or speaks of, and from no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graf.rdf.agreement import Clause, agreement_quads

GRAPH = NamedNode("https://example.org/graph/derived")


def clause(name: str, text: str, item: str = "1", meeting: str = "m") -> Clause:
    """A clause; those whose name begins with p are proposals."""
    return Clause(NamedNode(f"https://example.org/{name}"), text, item, meeting, name.startswith("p"))


def agreed(*clauses: Clause) -> set[tuple[str, str]]:
    """Pairs of the names of decision and proposal."""
    return {
        (quad.subject.value.rsplit("/", 1)[1], str(quad.object).rsplit("/", 1)[1][:-1])
        for quad in agreement_quads(clauses, GRAPH)
    }


@pytest.mark.parametrize(
    "decided",
    [
        "att köpa en ny traktor till föreningen",
        "Att köpa en ny traktor till foreningen.",
        "att köpa en ny traktor till föreningen, dock högst för 90 000 kronor",
        "att avslå förslaget",
        "att bifalla styrelsens förslag enligt förslaget",
        "att bordlägga ärendet",
        "att frågan skjuts till nästa möte",
        "att återremittera ärendet",
    ],
)
def test_what_a_decision_says_of_the_proposal(decided: str) -> None:
    """The same words, most of them, or words about the proposal or the matter as a whole."""
    assert agreed(clause("p1", "att köpa en ny traktor till föreningen"), clause("d1", decided)) == {("d1", "p1")}


@pytest.mark.parametrize(
    "decided", ["att öppna mötet", "att utse Ada Ek till kassör", "att lägga rapporten till handlingarna"]
)
def test_other_business_is_no_answer(decided: str) -> None:
    """A decision on the same item that says nothing of the proposal leaves it open."""
    assert not agreed(clause("p1", "att köpa en ny traktor till föreningen"), clause("d1", decided))


def test_the_likest_goes_first_and_each_once() -> None:
    """Two proposals that are nearly alike go to the decision of each."""
    clauses = [clause(f"{kind}{n}", f"att utse {who} till ordinarie ledamot i styrelsen") for kind in "pd" for n, who in
               ((1, "Anna Ek"), (2, "Anne Ek"))]  # fmt: skip
    assert agreed(*clauses) == {("d1", "p1"), ("d2", "p2")}
    assert agreed(*clauses[:3]) == {("d1", "p1")}


def test_another_item_of_the_meeting_and_no_other_meeting() -> None:
    """An item that was split is found by its words; the same words a year later are another decision."""
    proposed = clause("p1", "att hålla städdag den 4 maj", "1")
    assert agreed(proposed, clause("d1", "att hålla städdag den 4 maj", "2")) == {("d1", "p1")}
    assert not agreed(proposed, clause("d1", "att hålla städdag den 4 maj", "2", "n"))
    twice = (clause("d1", "att hålla städdag den 4 maj", "2"), clause("d2", "att hålla städdag den 4 maj", "3"))
    assert not agreed(proposed, *twice)


clauses = st.lists(
    st.builds(
        clause, st.sampled_from(["p1", "p2", "p3", "d1", "d2", "d3"]), st.text(max_size=20), st.sampled_from("12")
    ),
    max_size=8,
)


@given(clauses)
def test_the_order_does_not_matter(some: list[Clause]) -> None:
    """Two builds that meet the clauses in another order derive the same, from a decision to a proposal."""
    found = agreed(*some)
    assert found == agreed(*reversed(some))
    assert all(decision.startswith("d") and proposal.startswith("p") for decision, proposal in found)
