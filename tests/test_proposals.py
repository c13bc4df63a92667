"""Agenda and minutes of one meeting, from their texts to the graph: which decision became of which proposal.

The minutes number otherwise, split an item, change a proposal, add to it, reject it and put it off.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from graf import config
from graf.build import build
from graf.resources import queries
from graf.store.embedded import open_read_only

AGENDA = """Ekdals hembygdsförening
Kallelse till styrelsemöte
Datum: 12 mars 2024
Tid: 18:00-20:00
Plats: Sockenstugan

1. Mötets öppnande

2. Budget för 2024
Förslag till beslut
Styrelsen beslutar
att fastställa budgeten för 2024 med en omslutning på 250 000 kronor
att avsätta 20 000 kronor till takreparation

3. Ansökan om bidrag från Ekdals kommun
Förslag till beslut
Styrelsen beslutar
att ansöka om bidrag för slåtterängen

4. Försäljning av traktorn
Förslag till beslut
Styrelsen beslutar
att sälja traktorn till högstbjudande

5. Städdag och visningar
Förslag till beslut
Styrelsen beslutar
att hålla städdag den 4 maj 2024
att visa museet varje söndag i juli

6. Hemsidan
Förslag till beslut
Styrelsen beslutar
att anta ny policy för hemsidan

7. Mötets avslutande
"""
MINUTES = """Ekdals hembygdsförening
Protokoll från styrelsemöte
Datum: 12 mars 2024
Tid: 18:00-20:10
Plats: Sockenstugan
Närvarande: Anna Ek, Bo Holm, Cilla Frisk
Frånvarande: Dan Moberg

§ 11 Mötets öppnande
Ordförande Anna Ek öppnade mötet.

§ 12 Budget för 2024
Styrelsen beslutade
att fastställa budgeten för 2024 med en omslutning på 250 000 kronor, med tillägget att barnens lägerdag bekostas
att avsätta 35 000 kronor till takreparation

§ 13 Ansökan om bidrag från Ekdals kommun
Styrelsen beslutade
att avslå förslaget

§ 14 Försäljning av traktorn
Styrelsen beslutade
att bordlägga ärendet till nästa möte

§ 15 Städdag
Styrelsen beslutade
att hålla städdag den 4 maj 2024

§ 16 Visningar
Styrelsen beslutade
att visa museet varje söndag i juli

§ 17 Hemsidan
Styrelsen beslutade
att anta ny policy för hemsidan

§ 18 Mötets avslutande
Ordförande avslutade mötet.
"""
BOARD_AGENDA = """Norrdals kommun
Socialnämnden
DAGORDNING
Sammanträdesdatum: 2024-03-12
Plats: Kommunhuset, kl. 13.00

Ärenden

§ 1 Val av justerare

§ 2 Delårsrapport för januari–februari 2024
Förvaltningens förslag till beslut
Socialnämnden beslutar
att godkänna delårsrapporten för januari–februari 2024
att lägga den interna kontrollen till handlingarna

§ 3 Riktlinjer för färdtjänst
Förvaltningens förslag till beslut
Socialnämnden beslutar
att anta reviderade riktlinjer för färdtjänst att gälla från och med den 1 april 2024

§ 4 Upphandling av trygghetslarm
Förvaltningens förslag till beslut
Socialnämnden beslutar
att ge förvaltningen i uppdrag att upphandla trygghetslarm tillsammans med Sjövik

§ 5 Övriga frågor
"""
BOARD_MINUTES = """Norrdals kommun
Socialnämnden
PROTOKOLL
Sammanträdesdatum: 2024-03-12

Plats och tid: Kommunhuset, kl. 13.00–15.30

Beslutande:
Eva Lind (S), ordförande
Per Ek (M)
Sara Holm (C)

§ 21 Val av justerare
Socialnämnden beslutar
att utse Per Ek att justera dagens protokoll

§ 22 Delårsrapport för januari-februari 2024
Socialnämnden beslutar
att godkänna delårsrapporten för januari-februari 2024

§ 23 Intern kontroll
Socialnämnden beslutar
att lägga den interna kontrollen till handlingarna

§ 24 Riktlinjer för färdtjänst
Sara Holm (C) yrkar på återremiss.
Socialnämnden beslutar
att återremittera ärendet till förvaltningen

§ 25 Upphandling av trygghetslarm
Socialnämnden beslutar
att ge förvaltningen i uppdrag att upphandla trygghetslarm tillsammans med Sjövik,
under förutsättning att Sjövik fattar motsvarande beslut

§ 26 Övriga frågor
Inga övriga frågor.
"""
_LINKS = """
PREFIX graf: <https://w3id.org/graf/ns/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?proposed ?words ?decided WHERE {
  ?meeting a graf:Meeting . ?item graf:partOfMeeting ?meeting .
  ?proposal graf:proposedIn ?item ; graf:text ?proposed .
  ?reading oa:hasBody ?proposal ; oa:hasTarget/oa:hasSelector/oa:exact ?words .
  OPTIONAL {
    ?decision a graf:Decision ; prov:wasDerivedFrom ?proposal ; prov:wasGeneratedBy/graf:partOfMeeting ?meeting .
    ?because oa:hasBody ?decision ; oa:hasTarget/oa:hasSelector/oa:exact ?decided .
  }
}"""


def became(dalarna: Path, root: Path, **texts: str) -> dict[str, set[str]]:
    """What became of each proposal: the words of the decisions, as their passages have them."""
    (root / "minutes").mkdir(parents=True)
    shutil.copy(dalarna / config.FILE, root)
    for name, text in texts.items():
        (root / "minutes" / f"{name}.txt").write_text(text, encoding="utf-8")
    store = open_read_only(build(config.load(root), root / "out").release / "store")
    found: dict[str, set[str]] = {}
    solutions = store.query(_LINKS)
    assert isinstance(solutions, QuerySolutions)
    for one in solutions:
        said = found.setdefault(one["proposed"].value, set())
        if one["decided"] is not None:
            said.add(" ".join(one["decided"].value.split()))
    return found


@pytest.mark.parametrize("sent", [("kallelse",), ("kallelse", "kallelse2")])
def test_an_association_decides_on_its_agenda(dalarna: Path, tmp_path: Path, sent: tuple[str, ...]) -> None:
    """Each proposal has its decision, with the passage that says so, also where the agenda was sent twice."""
    again = AGENDA.replace("Kallelse till", "Reviderad kallelse till").replace("7. Mötets", "7. Rapporter\n\n8. Mötets")
    found = became(dalarna, tmp_path / "d", protokoll=MINUTES, **dict(zip(sent, (AGENDA, again), strict=False)))
    assert found == {
        "att fastställa budgeten för 2024 med en omslutning på 250 000 kronor": {
            "att fastställa budgeten för 2024 med en omslutning på 250 000 kronor, med tillägget att barnens lägerdag "
            "bekostas"
        },
        "att avsätta 20 000 kronor till takreparation": {"att avsätta 35 000 kronor till takreparation"},
        "att ansöka om bidrag för slåtterängen": {"att avslå förslaget"},
        "att sälja traktorn till högstbjudande": {"att bordlägga ärendet till nästa möte"},
        "att hålla städdag den 4 maj 2024": {"att hålla städdag den 4 maj 2024"},
        "att visa museet varje söndag i juli": {"att visa museet varje söndag i juli"},
        "att anta ny policy för hemsidan": {"att anta ny policy för hemsidan"},
    }


def test_a_board_decides_on_its_agenda(dalarna: Path, tmp_path: Path) -> None:
    """`§ 2` of the agenda is `§ 22` and `§ 23` of the minutes; sent back, and carried with a condition."""
    found = became(dalarna, tmp_path / "d", dagordning=BOARD_AGENDA, protokoll=BOARD_MINUTES)
    assert [" / ".join(found[text]) for text in sorted(found)] == [
        "att återremittera ärendet till förvaltningen",
        "att ge förvaltningen i uppdrag att upphandla trygghetslarm tillsammans med Sjövik, under förutsättning att "
        "Sjövik fattar motsvarande beslut",
        "att godkänna delårsrapporten för januari-februari 2024",
        "att lägga den interna kontrollen till handlingarna",
    ]


def test_a_revised_agenda_keeps_both_wordings(dalarna: Path, tmp_path: Path) -> None:
    """A proposal that the second agenda words otherwise is a proposal of its own, under the same item."""
    revised = AGENDA.replace("att sälja traktorn till högstbjudande", "att skänka traktorn till Ekdals skola")
    found = became(dalarna, tmp_path / "d", kallelse=AGENDA, kallelse2=revised, protokoll=MINUTES)
    put_off = {"att bordlägga ärendet till nästa möte"}
    assert found["att sälja traktorn till högstbjudande"] == put_off
    assert found["att skänka traktorn till Ekdals skola"] == put_off


def test_the_public_questions_tell(dalarna: Path, tmp_path: Path) -> None:
    """What was changed, rejected or put off is told by `changed-decisions`; nothing stays undecided."""
    became(dalarna, tmp_path / "d", kallelse=AGENDA, protokoll=MINUTES)
    store = open_read_only((tmp_path / "d" / "out" / "current").resolve() / "store")

    def asked(name: str) -> int:
        solutions = store.query((queries() / f"{name}.rq").read_text("utf-8"))
        assert isinstance(solutions, QuerySolutions)
        return sum(1 for _ in solutions)

    assert asked("changed-decisions") == 4
    assert asked("undecided-proposals") == 0
