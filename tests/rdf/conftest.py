"""A made-up network of meetings that states one fact of every kind, with its documents' texts.

Agenda and minutes of one meeting, and the minutes of another body's later meeting without a date of its own: enough
for every class of the ontology, and small enough to read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pyoxigraph import Quad, QueryBoolean, QuerySolutions, Store

from graf.model import (
    Attendance,
    Body,
    Deadline,
    Decision,
    Document,
    Evidence,
    Item,
    Line,
    Matter,
    MeetingReference,
    Minutes,
    Move,
    Network,
    Occurrence,
    Person,
    PlannedMeeting,
    Presenter,
    Register,
    Relation,
    RoleFact,
)
from graf.rdf.evidence import Rendition, rendition
from graf.rdf.mapping import Mapped, document_quads
from graf.rdf.naming import Names, name_all
from graf.rdf.register_graph import register_quads
from graf.rdf.vocab import PREFIXES
from graf.resources import queries
from graf.store.derive import derive
from graf.store.embedded import holds_union, with_union
from graf.store.update import Update
from tests.store.memory import in_memory

BASE = "https://example.org/norrdal"

KINDS = """body meeting item decision proposal condition referral assignment attendance membership matter person role
    post document deadline"""
QUERY_PREFIXES = "".join(f"PREFIX {name}: <{base}>\n" for name, base in PREFIXES.items()) + "".join(
    f"PREFIX {kind}: <{BASE}/id/{kind}/>\n" for kind in KINDS.split()
)


def patterns(name: str) -> dict[str, str]:
    """The graph patterns of a file beside this one, by the names that stand above them (`# name`)."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in text.split("\n# ")[1:])
    return {title.strip(): pattern for title, _, pattern in parts}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with an argument `…_pattern` runs once for each pattern of `….sparql`."""
    for argument in metafunc.fixturenames:
        if argument.endswith("_pattern"):
            found = patterns(f"{argument.removesuffix('_pattern').replace('_', '-')}.sparql")
            metafunc.parametrize(argument, found.values(), ids=found.keys())


@pytest.fixture(scope="session")
def ask() -> Callable[[Store, str], bool]:
    """Whether the union of a store's graphs holds a graph pattern."""
    return _ask


@pytest.fixture(scope="session")
def rows() -> Callable[[Store, str], list[tuple[str, ...]]]:
    """A SELECT query's answer over the union of a store's graphs, as texts."""
    return _rows


def _ask(store: Store, pattern: str) -> bool:
    answer = store.query(f"{QUERY_PREFIXES} ASK {{ {pattern} }}", use_default_graph_as_union=not holds_union(store))
    assert isinstance(answer, QueryBoolean)
    return bool(answer)


def _rows(store: Store, query: str) -> list[tuple[str, ...]]:
    solutions = store.query(QUERY_PREFIXES + query, use_default_graph_as_union=not holds_union(store))
    assert isinstance(solutions, QuerySolutions)
    return [tuple(getattr(term, "value", "") for term in solution) for solution in solutions]


AGENDA = """Dagordning Samverkansnätverket i Norrdal
Datum: 2024-03-05
4. Dialog: Gemensam jour
Förslag till beslut
att jourgruppen får i uppdrag att ta fram ett underlag
under förutsättning att medel beviljas, att jouren fortsätter
om medel uteblir, att kommunerna finansierar jouren
9. Sommarens bemanning
"""

MINUTES = """Minnesanteckningar Samverkansnätverket i Norrdal 2024-03-05 kl. 09.00-12.00
Plats: Storgatan 1, Fjällbo, på plats
Antecknat 2024-03-07
Närvarande: Eva Lindmark, ordförande, Fjällbo kommun, eva.lindmark@fjallbo.example
Per Ek för Åsa Öberg (Sjövik)
3. Föregående minnesanteckningar 240206
4. Dialog/Beslut: Gemensam jour (Bilaga A)
Föredragande: Ordförande
att jourgruppen får i uppdrag att ta fram ett underlag senast 2024-04-30
att frågan tas vidare till Ledningsrådet
att utse Eva Lindmark till ledamot i jourgruppen
5. Information: Tf. socialchef i Sjövik
Per Ek är tf. socialchef i Sjövik sedan januari 2024
Nästa möte med Ledningsrådet 2024-05-14 kl. 13.00
Jourgruppen rapporterar till Ledningsrådet
Kommunerna svarar senast 30 april, Jourgruppens sekreterare påminner
"""

LATER = """Minnesanteckningar Ledningsrådet
2. Gemensam jour
Frågan kom från Samverkansnätverket
"""


def read_document(file: str, text: str) -> Document:
    """A document of a text, with its lines, as the reading stage makes it."""
    lines, start = [], 0
    for number, line in enumerate(text.splitlines(), 1):
        lines.append(Line(number, 1, start, line, line, start))
        start += len(line) + 1
    return Document(file, hashlib.sha256(text.encode()).hexdigest(), text, text, tuple(lines))


@dataclass(frozen=True)
class Sample:
    """The documents, what they state, and the graph that comes of it."""

    documents: tuple[Document, ...]
    minutes: tuple[Minutes, ...]
    network: Network
    register: Register

    @property
    def names(self) -> Names:
        return name_all(self.minutes, self.network, self.register, BASE)

    def rendition(self, file: str) -> Rendition:
        return next(rendition(document) for document in self.documents if document.file == file)

    def mapped(self) -> dict[str, Mapped]:
        names = self.names
        return {one.file: document_quads(one, self.rendition(one.file), names) for one in self.minutes}

    def quads(self) -> list[Quad]:
        found = [quad for mapped in self.mapped().values() for quad in mapped.quads]
        keys = {body.key for body in self.register.bodies}
        return found + list(register_quads(self.register, self.names, keys, {"Fjällbo kommun": "9901"}))

    def store(self) -> Store:
        store = in_memory(with_union(self.quads()))
        derive(Update(store), self.names, self.minutes, self.network, queries() / "derived")
        return store

    def with_minutes(self, file: str, **changes: object) -> Sample:
        """The same with one document stating something else."""
        minutes = tuple(replace(one, **changes) if one.file == file else one for one in self.minutes)  # type: ignore[arg-type]
        return replace(self, minutes=minutes)


def passage(document: Document, quote: str, rule: str = "test") -> tuple[Evidence, ...]:
    """The evidence that a quote of a document is."""
    start = document.text.index(quote)
    line = document.line_at(start)
    return (Evidence(start, start + len(quote), quote, line.page, line.number, rule, 0.95),)


@pytest.fixture(scope="session")
def sample() -> Sample:
    """The made-up network."""
    agenda, held, later = (
        read_document(name, text) for name, text in (("a.txt", AGENDA), ("b.txt", MINUTES), ("c.txt", LATER))
    )
    return Sample((agenda, held, later), (_agenda(agenda), _minutes(held), _later(later)), _network(held), _register())


def _register() -> Register:
    bodies = (
        Body("SN", "Samverkansnätverket i Norrdal", "network", ("SN",), source="https://example.org/organ"),
        Body("Ledningsrådet", "Ledningsrådet", "council", source="archivist's list"),
        Body("Fjällbo kommun", "Fjällbo kommun", "municipality", source="archivist's list"),
        Body("Sjöviks kommun", "Sjöviks kommun", "municipality", source="archivist's list"),
    )
    link = Relation("Fjällbo kommun", "member_of", "SN", "relations.csv", "archivist's list")
    return Register(bodies, relations=(link,), forms={"sjövik": "Sjöviks kommun"})


def _network(held: Document) -> Network:
    (here,) = passage(held, "jourgruppen")
    bodies = (*_register().bodies, Body("Jourgruppen", "Jourgruppen", "working group", evidence=(("b.txt", here),)))
    people = (
        Person("7q2m", "Eva Lindmark", (("b.txt", "Eva Lindmark"),)),
        Person("m4xd", "Per Ek", (("b.txt", "Per Ek"),), unsettled="two people of Norrdal have this name"),
        Person("c81k", "Åsa Öberg", (("b.txt", "Asa Oberg"),)),
    )
    matter = Matter("k3v9", "Gemensam jour", (Occurrence("b.txt", "4"), Occurrence("c.txt", "2")), reasons=("title",))
    reports = passage(held, "Jourgruppen rapporterar till Ledningsrådet")
    relation = Relation("Jourgruppen", "reports_to", "Ledningsrådet", "b.txt", reports[0].quote, reports)
    return Network(bodies, people, (matter,), (relation,))


def _agenda(document: Document) -> Minutes:
    def clause(quote: str, condition: str | None = None, branch: str | None = None) -> Decision:
        at = passage(document, quote)
        return Decision("proposed", "SN", quote, ("carry_out",), at, condition=condition, condition_branch=branch)

    first = replace(
        clause("att jourgruppen får i uppdrag att ta fram ett underlag"), acts=("assign",), assigned_to=("Jourgruppen",)
    )
    decisions = (
        first,
        clause("att jouren fortsätter", "under förutsättning att medel beviljas", "if"),
        clause("att kommunerna finansierar jouren", "om medel uteblir", "otherwise"),
    )
    items = (
        Item("4", None, "Gemensam jour", passage(document, "4. Dialog"), ("dialogue",), decisions=decisions),
        Item("9", None, "Sommarens bemanning", passage(document, "9. Sommarens bemanning")),
    )
    header = (("date", passage(document, "2024-03-05")),)
    return Minutes(
        "a.txt", document.sha256, "agenda", "SN", header, date="2024-03-05", date_source="header", items=items
    )


def _minutes(document: Document) -> Minutes:
    def at(quote: str) -> tuple[Evidence, ...]:
        return passage(document, quote)

    assigned = at("att jourgruppen får i uppdrag att ta fram ett underlag senast 2024-04-30")
    referred = at("att frågan tas vidare till Ledningsrådet")
    appointed = at("att utse Eva Lindmark till ledamot i jourgruppen")
    decisions = (
        Decision(
            "taken", "SN", assigned[0].quote, ("assign",), assigned, assigned_to=("Jourgruppen",), deadline="2024-04-30"
        ),
        Decision("taken", "SN", referred[0].quote, ("refer",), referred, referred_to=("Ledningsrådet",)),
        Decision("taken", "SN", appointed[0].quote, ("appoint",), appointed, appointed=("Eva Lindmark",)),
    )
    items = (
        Item(
            "3",
            None,
            "Föregående minnesanteckningar",
            at("3. Föregående"),
            meeting_references=(MeetingReference("SN", "2024-02-06", at("240206")),),
        ),
        Item(
            "4",
            None,
            "Gemensam jour",
            at("4. Dialog/Beslut: Gemensam jour"),
            ("dialogue", "decision"),
            ("A",),
            (Presenter(None, at("Ordförande"), "ordförande", "SN"),),
            decisions=decisions,
            moves=(Move("SN", "Ledningsrådet", "refer", "tas vidare till Ledningsrådet", referred, 1),),
        ),
        Item(
            "5",
            "4",
            "Tf. socialchef i Sjövik",
            at("5. Information"),
            ("information",),
            presenters=(Presenter("Per Ek", at("Per Ek är"), "tf. socialchef", "Sjöviks kommun"),),
            withdrawn=True,
        ),
        Item(None, None, "Övrigt", at("Nästa möte"), decisions=()),
    )
    header = tuple(
        (field, at(quote))
        for field, quote in (
            ("body", "Samverkansnätverket i Norrdal"),
            ("date", "2024-03-05"),
            ("time_start", "09.00"),
            ("time_end", "12.00"),
            ("place", "Storgatan 1, Fjällbo"),
            ("mode", "på plats"),
            ("recorded", "2024-03-07"),
            ("previous_minutes", "240206"),
        )
    )
    eva = at("Eva Lindmark, ordförande, Fjällbo kommun, eva.lindmark@fjallbo.example")
    attendance = (
        Attendance("Eva Lindmark", "Eva Lindmark", "present", eva, "Fjällbo kommun", "ordförande"),
        Attendance("Per Ek", "Per Ek", "present", at("Per Ek"), "Sjöviks kommun", substitutes_for="Åsa Öberg"),
        Attendance("Åsa Öberg", "Asa Oberg", "struck", at("Åsa Öberg"), "Sjöviks kommun"),
    )
    since = at("Per Ek är tf. socialchef i Sjövik sedan januari 2024")
    planned = at("Nästa möte med Ledningsrådet 2024-05-14 kl. 13.00")
    due = at("Kommunerna svarar senast 30 april")
    return Minutes(
        "b.txt",
        document.sha256,
        "minutes",
        "SN",
        header,
        date="2024-03-05",
        date_source="header",
        time_start="09:00",
        time_end="12:00",
        place="Storgatan 1, Fjällbo",
        mode="physical",
        recorded="2024-03-07",
        previous_minutes="2024-02-06",
        attendance=attendance,
        items=items,
        planned_meetings=(PlannedMeeting("Ledningsrådet", "2024-05-14", planned, "13:00", "15:00", "Sjövik"),),
        role_facts=(
            RoleFact("Per Ek", "tf. socialchef", "Sjöviks kommun", "holds", since[0].quote, since, "2024-01"),
            RoleFact("Eva Lindmark", "ledamot", "Jourgruppen", "appointed", "", appointed),
        ),
        deadlines=(Deadline("svar", "Kommunerna i länet", "2024-04-30", "4", due),),
    )


def _later(document: Document) -> Minutes:
    came = passage(document, "Frågan kom från Samverkansnätverket")
    item = Item(
        "2",
        None,
        "Gemensam jour",
        passage(document, "2. Gemensam jour"),
        moves=(Move("SN", "Ledningsrådet", "originate", came[0].quote, came),),
    )
    header = (("body", passage(document, "Ledningsrådet")),)
    return Minutes(
        "c.txt",
        document.sha256,
        "minutes",
        "Ledningsrådet",
        header,
        date_earliest="2024-05-01",
        date_latest="2024-05-31",
        date_reason="the minutes of 2024-03-05 announce it",
        items=(item,),
    )
