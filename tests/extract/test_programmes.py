"""A programme in columns: who presents each item stands at its right, and the proposals go over the whole width."""

from __future__ import annotations

import pytest

from .conftest import read_all

HEAD = "Kallelse\nNorra nätverket\n2024-11-05 kl. 9–12\nPlats: Kommunhuset\n\n"
PROGRAMMES = {
    "numbers": """Nr    Ärende                         Föredragande         Bil.

1     Öppnande                       Kim Berg
2     Budget för nästa år            Lo Dahl, ekonom,     1
                                     Nordstads kommun
      Budgeten har varit ute på remiss hos kommunerna och regionen under hösten.

      Förslag till beslut:
      Nätverket beslutar
      att fastställa budgeten med de ändringar som föreslås i bilagan.
3     Nästa möte
""",
    "hours": """Tid      Punkt                         Ansvarig
09.00    Öppnande                      Kim Berg
09.15    Budget för nästa år           Lo Dahl, ekonom,
                                       Nordstads kommun
         Förslag till beslut:
         att fastställa budgeten med de ändringar som föreslås i bilagan
11.45    Nästa möte
""",
    "items": """Ärende                          Föredragare

1. Öppnande                     Kim Berg
2. Budget för nästa år          Lo Dahl, ekonom, Nordstads kommun
   Förslag till beslut:
   Nätverket beslutar att fastställa budgeten med de ändringar som föreslås i bilagan.
3. Nästa möte
""",
    "no heading": """1. Öppnande                     Kim Berg
2. Budget för nästa år          Lo Dahl, ekonom, Nordstads kommun

   Förslag till beslut:
   att fastställa budgeten med de ändringar som föreslås i bilagan

3. Nästa möte
""",
    "no heading, tabs": """1\tÖppnande\tKim Berg
2\tBudget för nästa år\tLo Dahl, ekonom, Nordstads kommun
Förslag till beslut: Nätverket beslutar att fastställa budgeten med de ändringar som föreslås i bilagan.
3\tNästa möte
""",
}


@pytest.mark.parametrize("form", PROGRAMMES)
def test_columns(form: str) -> None:
    """Each item has its title, its presenter with post and organisation, and its proposals, whole."""
    read = read_all(HEAD + PROGRAMMES[form] + "\nVälkomna!\n").minutes[0]
    assert read.kind == "agenda"
    assert [one.title for one in read.items] == ["Öppnande", "Budget för nästa år", "Nästa möte"]
    shown = [[(p.name, p.role, p.organisation) for p in one.presenters] for one in read.items]
    assert shown == [[("Kim Berg", None, None)], [("Lo Dahl", "ekonom", "Nordstads kommun")], []]
    (proposal,) = read.items[1].decisions
    assert proposal.text.rstrip(".") == "att fastställa budgeten med de ändringar som föreslås i bilagan"
    assert proposal.status == "proposed"
    assert not read.items[0].decisions
    assert not read.items[2].decisions
    assert read.items[1].attachments == (("1",) if form == "numbers" else ())


def test_title_over_two_rows() -> None:
    """A title that goes on in the next row of its column, and a presenter beside both, are read as two cells."""
    text = """Nr   Ärende                  Föredragande
1    Öppnande                Kim Berg
2    Rapport om arbetet      Lo Dahl,
     med de unga             ekonom
3    Nästa möte
"""
    read = read_all(HEAD + text).minutes[0]
    assert read.items[1].title == "Rapport om arbetet med de unga"
    assert [(p.name, p.role) for p in read.items[1].presenters] == [("Lo Dahl", "ekonom")]


@pytest.mark.parametrize(
    "said",
    [
        "Förhinder anmäls till Kim Berg, ekonom, Nordstads kommun, senast den 1 november.",
        "Anmäl förhinder senast den 1 november till Kim Berg, ekonom, Nordstads kommun.",
        "Meddela eventuellt förhinder till Kim Berg, ekonom på Nordstads kommun, senast den 1 november.",
    ],
)
def test_whom_to_tell(said: str) -> None:
    """The head of a call says whom to tell that one cannot come, and by when; it says nothing of who was there."""
    read = read_all(HEAD + said + "\n\n1. Öppnande\n\n2. Slut\n").minutes[0]
    assert [(one.date, one.item) for one in read.deadlines] == [("2024-11-01", None)]
    assert [(one.person, one.role, one.organisation) for one in read.role_facts] == [
        ("Kim Berg", "ekonom", "Nordstads kommun")
    ]
    assert read.attendance == ()


def test_who_is_responsible_beside_notes_does_not_present() -> None:
    """In a table of notes the last column says who is to do something; whoever presented stands in the notes."""
    text = HEAD.replace("Kallelse", "Minnesanteckningar") + (
        "Nr    Ärende               Anteckningar                          Ansvarig\n\n"
        "1     Budget               Förslaget gicks igenom.               Lo Dahl\n"
        "2     Rekrytering          Två har sökt tjänsten.                Kim Berg\n"
    )
    items = read_all(text).minutes[0].items
    assert [(item.title, item.presenters) for item in items] == [("Budget", ()), ("Rekrytering", ())]
