"""A review's list and memory, without the pages: what comes up, what is kept of a decision, what can be looked up."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from graf import config
from graf.corrections import load
from graf.corrections.quality import estimates
from graf.issues import UNSETTLED, Issue, UsageError
from graf.model import Body, Evidence
from graf.review import doubts as finding
from graf.review import lookup, passed
from graf.review.cases import Case
from graf.review.doubts import doubts
from graf.review.forms import RefusedError, seen
from graf.review.reading import Reading, State, read, state
from graf.review.rebuild import Status
from graf.review.sample import drawn
from graf.review.session import Session

from .conftest import made

TWICE = """Minnesanteckningar Samverkansnätverket i Norrdal

Datum: 2024-09-10

Närvarande
Eva Lindmark, Fjällbo kommun
Per Holmgren, Sjöviks kommun
Per Holmgren

1. Mötets öppnande
Samverkansnätverket beslutade
att öppna mötet.

2. Gemensam jour i sommar
Förslag till beslut
att Samverkansnätverket avsätter 50 000 kr till en gemensam jour.

3. Avslut
Samverkansnätverket beslutade
att avsluta mötet.
"""


@dataclass
class Waiting:
    """In the place of the process that builds: it is asked, and does nothing."""

    status: Status = field(default_factory=Status)
    asked: int = 0

    def ask(self) -> None:
        self.asked += 1


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory, dalarna: Path) -> tuple[Path, Reading]:
    """Three documents read, for reading only, and their dataset."""
    running = made(tmp_path_factory.mktemp("session"), dalarna)
    (running.dataset / "minutes" / "host.txt").write_text(TWICE, encoding="utf-8")
    return running.dataset, read(config.load(running.dataset), running.out)


@pytest.fixture
def session(reading: tuple[Path, Reading], tmp_path: Path) -> Session:
    """A session whose files are its own."""
    return begun(reading, tmp_path)


def begun(reading: tuple[Path, Reading], folder: Path) -> Session:
    settings = replace(config.load(reading[0]), root=folder)
    return Session(settings, folder / "build", reading[1], Waiting(), "Anna Arkivarie", True)  # type: ignore[arg-type]


def kinds(state: State, *issues: Issue) -> set[str]:
    return {one.kind for one in doubts(state, issues)}


def test_everything_doubtful_comes_up(reading: tuple[Path, Reading]) -> None:
    """Undated meetings, people who may be several, proposals without decision, unread text, and what the build told."""
    now = state(reading[1], ())
    assert {"date", "person", "proposal", "unread"} <= kinds(now)
    line = next(one for one in now.minutes if one.file == "host.txt").items[0].evidence[0].line
    alone = Issue("host.txt", UNSETTLED, "item 1 “Mötets öppnande” has no match in var.txt; it stands alone", line=line)
    other = replace(
        alone,
        reason="item 1 “Mötets öppnande” may be about the same matter as item 2 “Gemensam jour” of var.txt: "
        "the headings share jour, as do others; they are not linked",
    )
    (told,) = [one for one in doubts(now, [alone]) if one.kind == "issue"]
    assert [fact.kind for fact in told.facts] == ["item"]
    linked = replace(reading[1], found=replace(reading[1].found, issues=(*reading[1].found.issues, other)))
    (pair,) = [one for one in doubts(state(linked, ())) if one.kind == "matter"]
    assert [fact.file for fact in pair.facts] == ["var.txt", "host.txt"]


def test_what_was_passed_over_stays_so(reading: tuple[Path, Reading], session: Session, tmp_path: Path) -> None:
    """It comes no more in the next session, of whoever, until somebody takes it up; no correction is made of it."""
    case = next(one for one in session.cases()[1] if one.kind == "unread")
    session.pass_over(case)
    assert case not in session.cases()[1]
    again = begun(reading, tmp_path)
    assert case not in again.cases()[1]
    assert again.over() == [case]
    assert again.find(case.key) == (case, [case])
    (line,) = (tmp_path / passed.FILE).read_text(encoding="utf-8").splitlines()[1:]
    assert line.startswith(f"{case.key},unread,{case.file},{case.line},Anna Arkivarie,20")
    again.take_up(case)
    assert case in begun(reading, tmp_path).cases()[1]
    assert load(tmp_path / "corrections") == ()
    assert not session.rebuild.asked  # type: ignore[attr-defined]


def test_a_damaged_list_of_what_was_passed_over_is_named(session: Session, tmp_path: Path) -> None:
    """The file is text under version control: a conflict in it is an error with file and line, not a loss."""
    session.pass_over(session.cases()[1][0])
    path = tmp_path / passed.FILE
    path.write_text(path.read_text(encoding="utf-8") + "<<<<<<< HEAD\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"passed\.csv:3: "):
        passed.load(tmp_path)


def test_any_fact_can_be_looked_up(session: Session) -> None:
    """Each fact of a document has an address of its own, also where two rest on one passage; and each leads to it."""
    for document in session.reading.documents.values():
        facts = list(lookup.of_document(session.state, document))
        assert len({one.key for one in facts}) == len(facts)
        for one in facts:
            assert session.find(one.key) == (one, [one])
    assert session.find("f-nowhere-1") is None
    assert session.find("p-nobody") is None


def test_people_bodies_and_matters_are_found_by_name(session: Session) -> None:
    """Any part of a name finds them, however it is written."""
    found = lookup.found(session.state, "HOLMGREN per")
    assert {one.title for one in found["person"]} == {"Per Holmgren"}
    assert [one.title for one in lookup.found(session.state, "fjällbo")["body"]] == ["Fjällbo kommun"]
    assert lookup.found(session.state, "  ") == {}
    for one in found["person"]:
        assert session.find(one.key) is not None


def test_a_drawn_fact_counts_wherever_it_was_met(reading: tuple[Path, Reading], tmp_path: Path) -> None:
    """A fact of the sample that is corrected as a doubtful one is checked for the sample, so none is left out of it."""
    session = begun(reading, tmp_path)
    session.sample = drawn(session.reading, (), 500, "0123456789abcdef")
    fact = next(one for one in session.sample.facts if one.kind == "attendance" and one.file == "var.txt")
    document = session.reading.documents["var.txt"]
    case = next(one for one in lookup.of_document(session.state, document) if one.facts == (fact,))
    before = len(session.cases()[0])
    session.correct(case, {"action": ["remove"], "fact": ["0"], "seen": [seen(fact)], "why": ["Nej."]})
    (kept,) = load(tmp_path / "corrections")
    assert kept.sample == session.sample.name
    assert len(session.cases()[0]) == before - 1
    (estimate,) = estimates([kept])
    assert (estimate.looked_at, estimate.right) == (1, 0)


def test_what_is_left_of_a_sample_comes_last(reading: tuple[Path, Reading], tmp_path: Path) -> None:
    """A fact of the sample cannot be left out, since what is left out is seldom left out at random."""
    session = begun(reading, tmp_path)
    session.sample = drawn(session.reading, (), 5, "0123456789abcdef")
    first, *rest = session.cases()[0]
    session.pass_over(first)
    assert session.cases()[0] == [*rest, first]
    assert session.over() == []


def test_doubtful_matters_are_held_apart_or_put_together(reading: tuple[Path, Reading], tmp_path: Path) -> None:
    """Either answer is one key, is kept, and settles the case."""
    line = next(one for one in reading[1].found.minutes if one.file == "host.txt").items[1].evidence[0].line
    doubt = Issue(
        "host.txt",
        UNSETTLED,
        "item 2 “Gemensam jour i sommar” may be about the same matter as item 1 “Mötets öppnande” of var.txt: "
        "the headings share jour, as do others; they are not linked",
        line=line,
    )
    doubtful = replace(reading[1], found=replace(reading[1].found, issues=(doubt,)))
    for action, count in (("accept", 0), ("merge", 1)):
        session = begun((reading[0], doubtful), tmp_path / action)
        case = _matter(session)
        with pytest.raises(RefusedError):
            session.correct(case, {"action": ["split"], "why": ["?"]})
        matters = len(session.state.network.matters)
        session.correct(case, {"action": [action], "why": ["Enligt dokumenten."]})
        assert not [one for one in session.cases()[1] if one.kind == "matter"]
        assert len(session.state.network.matters) == matters + count
        (kept,) = load(tmp_path / action / "corrections")
        assert (kept.action, kept.fact) == (action, "matter")
        session.undo(kept.key)
        assert _matter(session) == case


def _matter(session: Session) -> Case:
    (case,) = [one for one in session.cases()[1] if one.kind == "matter"]
    return case


def test_bodies_alike_are_found_among_many(reading: tuple[Path, Reading]) -> None:
    """Looking only where names share a part finds what comparing all with all finds."""
    chance = random.Random(7)
    parts = ["nätverket", "rådet", "för", "barn och unga", "hälsa", "i Dalarna", "arbetsgruppen", "stöd", "missbruk"]
    names = sorted({" ".join(chance.sample(parts, chance.randint(1, 4))) for _ in range(150)})
    slips = []
    for name in names[::2]:
        at = chance.randrange(len(name))
        slips.append(name[:at] + chance.choice("aeoö") + name[at + chance.randint(0, 1) :])
    passage = (("var.txt", Evidence(0, 1, "M", 1, 1, "r", 0.9)),)
    bodies = tuple(Body(name, name, "other", evidence=passage) for name in dict.fromkeys([*names, *slips]))
    one = state(reading[1], ())
    crowded = replace(one, resolved=replace(one.resolved, network=replace(one.network, bodies=bodies)))
    found = {case.title for case in doubts(crowded) if case.kind == "body"}
    wanted = {
        body.name
        for body in bodies
        if any(
            other.key < body.key and finding._alike(finding.fold(body.name), finding.fold(other.name))
            for other in bodies
        )
    }
    assert found == wanted
    assert len(found) > 30
