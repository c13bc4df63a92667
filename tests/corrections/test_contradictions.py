"""Contradictions: what is plainly at odds is told, with both facts; what has another explanation is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graf import config
from graf.build import build
from graf.corrections.contradictions import Contradiction, contradictions
from graf.issues import CONTRADICTION
from graf.model import Evidence, Minutes, RoleFact
from graf.rdf.shapes import validate
from graf.store.embedded import open_read_only

from .conftest import Dataset, Read
from .test_release import rows


def seen(read: Read, **changes: object) -> list[Contradiction]:
    """The contradictions after one document was changed (`var` or `host`)."""
    minutes = tuple(
        change(one) if (change := changes.get(one.file.removesuffix(".txt"))) else one  # type: ignore[operator]
        for one in read.found.minutes
    )
    return list(contradictions(minutes, read.found.network))


def leaving(one: Minutes, **post: str) -> Minutes:
    passage = Evidence(125, 137, "Eva Lindmark", 1, 8, "role-leaves", 0.9)
    values = {"role": None, "organisation": None, **post}
    return replace(one, role_facts=(RoleFact("Eva Lindmark", kind="leaves", quote="", evidence=(passage,), **values),))  # type: ignore[arg-type]


def test_nothing_is_at_odds_in_two_good_minutes(read: Read) -> None:
    """Minutes that agree give no contradiction."""
    assert seen(read) == []


def test_who_left_and_comes_again(read: Read) -> None:
    """Leaving and attending later contradict each other, both facts are named, and the issue leads to the later one."""
    (found,) = seen(read, var=leaving)
    assert (found.kind, found.about) == ("post-left", "Eva Lindmark")
    assert [side.kind for side in found.sides] == ["role_fact", "attendance"]
    assert (found.issue.file, found.issue.kind, found.issue.line) == ("host.txt", CONTRADICTION, 8)
    assert "Lindmark" not in found.key


def test_leaving_something_else_is_no_contradiction(read: Read) -> None:
    """A post or an organisation that somebody left says nothing of attending for another; nor does coming back."""
    assert seen(read, var=lambda one: leaving(one, organisation="Sjöviks kommun")) == []
    assert seen(read, var=lambda one: leaving(one, role="kassör")) == []
    assert len(seen(read, var=lambda one: leaving(one, organisation="Fjällbo kommun"))) == 1
    assert seen(read, host=leaving) == []


def test_two_days_of_one_meeting(read: Read) -> None:
    """A later document that calls the meeting by a day near by, of which there are no minutes, contradicts it."""
    (found,) = seen(read, host=lambda one: replace(one, previous_minutes="2024-03-06"))
    assert (found.kind, [side.field for side in found.sides]) == ("day-differs", ["date", "previous_minutes"])
    assert seen(read, host=lambda one: replace(one, previous_minutes="2024-03-05")) == []
    assert seen(read, host=lambda one: replace(one, previous_minutes="2024-06-04")) == []


def test_two_chairs(read: Read) -> None:
    """Two people as chair of the body at one meeting; a deputy beside the chair is none."""

    def chaired(one: Minutes, *roles: str) -> Minutes:
        chairs = [replace(a, role=r, organisation=one.body) for a, r in zip(one.attendance, roles, strict=False)]
        return replace(one, attendance=(*chairs, *one.attendance[len(roles) :]))

    (found,) = seen(read, var=lambda one: chaired(one, "ordförande", "Ordförande"))
    assert found.kind == "two-chairs"
    assert seen(read, var=lambda one: chaired(one, "ordförande", "vice ordförande")) == []


def test_present_and_absent(read: Read) -> None:
    """One person in both lists of a meeting."""

    def both(one: Minutes) -> Minutes:
        first = one.attendance[0]
        return replace(one, attendance=(*one.attendance, replace(first, status="absent")))

    (found,) = seen(read, var=both)
    assert found.kind == "attendance-differs"


def test_a_decision_in_two_wordings(read: Read) -> None:
    """Two minutes of one meeting that report a clause with another sum; the same clause, or another, is none."""

    def twin(text: str) -> list[Contradiction]:
        autumn = read.minutes("host.txt")
        item = autumn.items[1]
        other = replace(item, decisions=(replace(item.decisions[0], text=text),))
        draft = replace(autumn, file="utkast.txt", sha256="0" * 64, items=(autumn.items[0], other))
        return list(contradictions((*read.found.minutes, draft), read.found.network))

    (found,) = twin("att avsätta 60 000 kr till en gemensam jour")
    assert found.kind == "decision-differs"
    assert twin("att avsätta 50 000 kr till en gemensam jour") == []
    assert twin("att tacka för informationen") == []


def test_contradictions_are_published_with_both_sources(dataset: Dataset) -> None:
    """In the release stands what is at odds with what, and the passages of both, in both languages."""
    twin = (dataset.root / "minutes" / "host.txt").read_text(encoding="utf-8").replace("50 000", "60 000")
    dataset.minutes("utkast.txt", twin)
    result = dataset.build()
    assert [issue.file for issue in result.issues if issue.kind == CONTRADICTION]
    store = open_read_only(result.release / "store")
    query = """SELECT ?text { ?x a graf:Contradiction ; graf:kind c:decision-differs ; graf:conflicting ?f ;
        prov:wasDerivedFrom ?reading . ?reading oa:hasBody ?f ; oa:hasTarget/oa:hasSelector/oa:exact ?text }"""
    assert [("50 000" in text, "60 000" in text) for (text,) in rows(store, query)] == [(True, False), (False, True)]
    stated = [quad for quad in store if "/id/contradiction/" in quad.subject.value]  # type: ignore[union-attr]
    assert validate(stated) == []


def test_dalarna_has_the_one_that_its_archivists_know(dalarna: Path, tmp_path: Path) -> None:
    """In the published documents one person leaves in 2020 and attends in 2022, and nothing else is at odds."""
    found = [issue for issue in build(config.load(dalarna), tmp_path).issues if issue.kind == CONTRADICTION]
    assert len(found) == 1
    assert "2020-09-25" in found[0].reason
    assert "2022-09-23" in found[0].reason
