"""What the public questions answer on the published data, checked against what the five documents say.

The facts below were read in the documents by hand (file and line in the comments), not taken from any answer.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

from graf import config
from graf.build import build
from graf.query import binding
from graf.query.canned import Canned
from graf.query.table import show
from graf.store.embedded import open_read_only
from graf.store.release import STORE

Ask = Callable[..., list[tuple[str, ...]]]

MINUTES_2025 = "000_2788564e006b8e33.txt"
AGENDA_2025 = "001_e5f0f6dc805dbc91.txt"
MINUTES_2020 = "002_b576a491d4589a30.txt"
UNDATED = "003_61cb70b89e7d6c6e.txt"
MINUTES_2022 = "004_da77059a930ba5de.txt"
LCHNV = "meeting:lchnv-undated-92d810136dfaaf54"  # by the checksum of 003


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory, dalarna: Path) -> pyoxigraph.Store:
    """The release of the published dataset, built once."""
    result = build(config.load(dalarna), tmp_path_factory.mktemp("release"))
    return open_read_only(result.release / STORE)


@pytest.fixture(scope="session")
def ask(release: pyoxigraph.Store, questions: dict[str, Canned]) -> Ask:
    """Asks a public question and gives some columns, as the table shows them."""

    def asked(name: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
        answer = binding.ask(release, questions[name], values)
        places = [answer.variables.index(column) for column in columns]
        return [tuple(show(row[place]) for place in places) for row in answer.rows()]

    return asked


def test_bodies(ask: Ask) -> None:
    """Question 1: the networks, their steering group, the programme areas, and what is under what."""
    kinds = set(ask("bodies", "body", "abbreviation", "kind"))
    assert ("body:schnv", "SCHNV", "c:network") in kinds
    assert ("body:lchnv", "LCHNV", "c:network") in kinds
    assert {("body:styrgruppen-for-lchnv", "c:steering-group"), ("body:region-dalarna", "c:region")} <= {
        (body, kind) for body, _, kind in kinds
    }
    under = set(ask("bodies", "body", "under", "relation", "document"))
    assert {("body:schnv", "body:rss-dalarna", "c:part-of"), ("body:lchnv", "body:rss-dalarna", "c:part-of")} <= {
        row[:3] for row in under
    }
    members = {row[0] for row in ask("bodies", "body", kind="municipality", under="Dalarnas kommuner")}
    assert len(members - {"body:avesta-kommun"}) == 14  # the fifteenth, Avesta, is named in none of the documents


def test_who_reports_to_the_steering_group(ask: Ask) -> None:
    """003, lines 90–93: LPO Rehabilitering … prepares the matter, and reports back to the steering group."""
    body = "body:lpo-rehabilitering-habilitering-och-forsakringsmedicin"
    row = (body, "c:reports-to", UNDATED)
    assert row in ask("bodies", "body", "relation", "document", under="Styrgruppen för LCHNV")


def test_attendance(ask: Ask) -> None:
    """Question 2: the lists of 2020 and 2022 in full, names as written, and who came instead of whom in 2025."""
    found = ask("attendance", "name", "written", "status", "representing", meeting="schnv-2020-09-25")
    assert len(found) == 17  # 002, lines 7–15
    assert {row[2] for row in found} == {"c:present"}
    assert ("Ulrika Gärdsback", "Ulrika Gärdback", "c:present") in {row[:3] for row in found}
    assert ("Ylva Renström", "body:falu-kommun") in {(row[0], row[3]) for row in found}  # 002, line 281
    listed = {row[0] for row in ask("attendance", "name", meeting="schnv-2022-09-23")}
    assert listed >= {
        "Anna Ståhlkloo", "Jesper Karlsson", "Carina Johansson", "Annelie Granath", "Lena Fröyen", "Marie Olsson",
        "Anna Yttervall", "Jonas Fors", "Tobias Berg", "Pernilla Söderlund", "Ulrika Gärdsback", "Tanja Mårtensson",
    }  # fmt: skip
    ludvika = ask("attendance", "name", "status", "representing_name", "replaces", "replaced_by", body="LCHNV")
    # 003, line 2: Jonas Fors is struck through, Carina Gullemo came for Ludvika.
    assert ("Carina Gullemo", "c:present", "Ludvika kommun", "Jonas Fors", "") in ludvika
    assert ("Jonas Fors", "c:struck", "Ludvika kommun", "", "Carina Gullemo") in ludvika
    assert {("Jasmin Löf", "Leksands kommun"), ("Frida Hellberg", "Vansbro kommun")} <= {
        (row[0], row[2]) for row in ludvika if row[1] == "c:present"
    }


def test_decisions(ask: Ask) -> None:
    """Question 3: every att-clause of a meeting, what is only proposed, and what has a condition."""
    counts = {
        meeting: len(ask("decisions", "clause", meeting=meeting, status="taken"))
        for meeting in ("schnv-2020-09-25", "schnv-2022-09-23", "schnv-2025-10-17", "schnv-2025-11-14")
    }
    assert counts == {
        "schnv-2020-09-25": 11,
        "schnv-2022-09-23": 5,
        "schnv-2025-10-17": 17,
        "schnv-2025-11-14": 0,  # an agenda decides nothing
    }
    assert len(ask("decisions", "clause", meeting="schnv-2025-11-14", status="proposed")) == 10
    found = ask("decisions", "number", "text", "document", "line", meeting="schnv-2025-10-17")
    clause = "att frågan om fortsatt medverkan i Vård- och omsorgscollege bereds vidare till styrgruppen för LCHNV"
    assert ("7.c", clause, MINUTES_2025, "399") in found
    appointed = ask("decisions", "number", "text", body="LCHNV", act="appoint")
    assert ("4.c", "att utse Beat Axa till ordförande för Länschefsnätverket under 2026") in appointed


def test_chairs(ask: Ask) -> None:
    """Question 4: Ulrika Gärdsback chaired both networks in 2025; Beat Axa was appointed for LCHNV in 2026."""
    found = set(ask("chairs", "body", "year", "name", "event"))
    assert found == {
        ("body:schnv", "2025", "Ulrika Gärdsback", "c:holds"),  # 001, line 37
        ("body:lchnv", "2025", "Ulrika Gärdsback", "c:holds"),  # 003, line 44
        ("body:lchnv", "2026", "Beat Axa", "c:appointed"),  # 003, line 107
    }
    evidence = ask("chairs", "document", "quote", body="LCHNV", year="2026")
    assert [row[0] for row in evidence] == [UNDATED]
    assert "Beat Axa" in evidence[0][1]


def test_presence(ask: Ask) -> None:
    """Question 5: people over the three lists; a municipality is present where its substitute came."""
    people = {row[0]: row[1:] for row in ask("presence", "name", "present", "absent", kind="foaf:Person")}
    assert people["Jesper Karlsson"] == ("3", "0")  # 002 line 9, 003 line 8, 004 line 19
    assert people["Tanja Mårtensson"] == ("2", "0")  # 002 line 13, 004 line 21
    assert people["Jonas Fors"] == ("1", "1")  # 004 line 20; struck in 003 line 2
    places = {
        row[0]: row[1:] for row in ask("presence", "name", "present", "absent", kind="municipality", body="LCHNV")
    }
    assert {place for place, counted in places.items() if counted == ("1", "0")} >= {
        "Leksands kommun", "Ludvika kommun", "Mora kommun", "Orsa kommun", "Rättviks kommun", "Smedjebackens kommun",
        "Säters kommun", "Vansbro kommun", "Älvdalens kommun",
    }  # fmt: skip


def test_filing(ask: Ask) -> None:
    """Question 6: SCHNV only filed by 3 of 11 decisions in 2020, 2 of 5 in 2022, 4 of 17 in 2025; LCHNV by 5."""
    assert ask("filing", "year", "decisions", "filing", "share", body="SCHNV") == [
        ("2020", "11", "3", "0.273"),
        ("2022", "5", "2", "0.4"),
        ("2025", "17", "4", "0.235"),
    ]
    assert [(year, filing) for year, filing in ask("filing", "year", "filing", body="LCHNV")] == [("2025", "5")]
    # 000, line 286: approving the report and filing it is more than filing.
    numbers = {row[0] for row in ask("filed-decisions", "number", body="SCHNV", year="2025")}
    assert numbers == {"3", "4.a", "5.c", "6.a"}


def test_matter(ask: Ask) -> None:
    """Question 7: MiniMaria from LCHNV's meeting of 26 September through both networks, each step with its sentence."""
    found = ask("matter", "meeting", "number", "step", "document", "line", "quote", title="minimaria")
    steps = [row[:3] for row in found]
    assert steps[0] == ("meeting:lchnv-2025-09-26", "", "graf:refersToMeeting")
    assert "26 september" in found[0][5]
    order = list(dict.fromkeys(row[0] for row in found))
    assert order == ["meeting:lchnv-2025-09-26", "meeting:schnv-2025-10-17", "meeting:schnv-2025-11-14", LCHNV]
    for step in (
        ("meeting:schnv-2025-10-17", "5.c", "graf:AgendaItem"),
        ("meeting:schnv-2025-10-17", "5.c", "graf:Decision"),
        ("meeting:schnv-2025-11-14", "5.c", "graf:AgendaItem"),
        ("meeting:schnv-2025-11-14", "5.c", "graf:Proposal"),
        (LCHNV, "5.c", "graf:AgendaItem"),
        (LCHNV, "5.c", "graf:Proposal"),  # 003, lines 161–163: “beslutar”, so proposed
    ):
        assert step in steps
    assert all(document and line and quote for *_, document, line, quote in found)


def test_undecided_proposals(ask: Ask) -> None:
    """Question 8: the whole agenda of 14 November, whose minutes are not here, and two items of LCHNV's minutes."""
    found = ask("undecided-proposals", "meeting", "number", "minutes")
    agenda = [row[1:] for row in found if row[0] == "meeting:schnv-2025-11-14"]
    assert agenda == [(number, "") for number in ("1", "2", "3", "4.a", "4.a", "4.b", "5.a", "5.a", "5.b", "5.c")]
    assert [row[1:] for row in found if row[0] == LCHNV] == [("5.c", UNDATED), ("8.a", UNDATED)]
    assert len(found) == 12


def test_changed_decisions(ask: Ask) -> None:
    """Question 9: no meeting has both its agenda and its minutes here, so no difference is claimed."""
    assert ask("changed-decisions", "decision") == []


def test_conditions(ask: Ask) -> None:
    """Question 10: four conditions, all still open, two of them branches of one proposal."""
    found = ask("conditions", "meeting", "number", "decided", "condition", "branch", "status", "document")
    assert {row[:3] + row[4:] for row in found} == {
        ("meeting:schnv-2020-09-25", "8", "c:taken", "c:if", "c:open", MINUTES_2020),
        ("meeting:schnv-2022-09-23", "7", "c:taken", "c:if", "c:open", MINUTES_2022),
        ("meeting:schnv-2025-11-14", "5.a", "c:proposed", "c:if", "c:open", AGENDA_2025),
        ("meeting:schnv-2025-11-14", "5.a", "c:proposed", "c:otherwise", "c:open", AGENDA_2025),
    }
    assert {row[3].casefold() for row in found} == {
        "om fler kommuner anmäler en representant",
        "förutsatt att kommunerna tilldelas statliga medel för en god och nära vård under förevarande period",
        "under förutsättning att statlig finansiering beviljas",
        "om statlig finansiering uteblir",
    }
    assert ask("conditions", "number", status="met") == []
