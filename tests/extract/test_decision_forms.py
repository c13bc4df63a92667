"""One decision, and who presents an item, in the many wordings that minutes and agendas have for it."""

from __future__ import annotations

import pytest

from graf.model import Item

from .conftest import read_all

TAKEN = {
    "Vi beslutade att köpa en pump.": "att köpa en pump",
    "Nätverket beslutade, efter diskussion, att köpa en pump.": "att köpa en pump",
    "Beslutades enhälligt att köpa en pump.": "att köpa en pump",
    "Det beslöts att köpa en pump.": "att köpa en pump",
    "Nätverket fattade beslut om att köpa en pump.": "att köpa en pump",
    "Beslutet blev att köpa en pump.": "att köpa en pump",
    "Nätverket sade ja till att köpa en pump.": "att köpa en pump",
    "Gruppen landade i att en pump ska köpas.": "att en pump ska köpas",
    "Nätverket enas om att köpa en pump.": "att köpa en pump",
    "Alla var överens om att köpa en pump.": "att köpa en pump",
    "Enades om att köpa en pump.": "att köpa en pump",
    "Vi bestämde att köpa en pump.": "att köpa en pump",
    "Överenskoms att köpa en pump.": "att köpa en pump",
    "Nätverket avsatte 5 000 kr till en pump.": "att avsätta 5 000 kr till en pump",
    "Nätverket uppmanade Välfärdsrådet att köpa en pump.": "att uppmana Välfärdsrådet att köpa en pump",
    "Beslut: Pumpen köps.": "att pumpen köps",
    "**Beslut:** Pumpen köps.": "att pumpen köps",
    "[Beslut] Pumpen köps.": "att pumpen köps",
    "Beslut 4: Pumpen köps.": "att pumpen köps",
    "Beslut\nPumpen köps.": "att pumpen köps",
    "**Beslut**\nPumpen köps.": "att pumpen köps",
    "Nätverket beslutade\na) att köpa en pump": "att köpa en pump",
    "Nätverket beslutade\n- Pumpen köps.": "att pumpen köps",
}
PROPOSED = {
    "Förslag till beslut: att köpa en pump": "att köpa en pump",
    "Förslag till nätverkets beslut: att köpa en pump": "att köpa en pump",
    "Förslag till ställningstagande: att köpa en pump": "att köpa en pump",
    "Presidiets förslag: att köpa en pump": "att köpa en pump",
    "Att besluta: att köpa en pump": "att köpa en pump",
    "Nätverket föreslås besluta att köpa en pump.": "att köpa en pump",
    "Föreslås att en pump köps.": "att en pump köps",
    "Förslag till beslut:\n- En pump köps.": "att en pump köps",
}
PRESENTED = (
    "Föredragande: Kim Berg", "Presentation: Kim Berg", "Punktansvarig: Kim Berg", "Inledare: Kim Berg",
    "Dragning av Kim Berg.", "Kim Berg informerade om läget.", "Kim Berg från Välfärdsrådet presenterade planen.",
    "Kim Berg beskrev arbetet.", "Vid punkten deltog Kim Berg.", "Därefter redogjorde Kim Berg för utfallet.",
)  # fmt: skip


def _item(head: str, said: str) -> Item:
    """The second item, below which something is said."""
    return read_all(f"{head}\n\n1. Öppnande\n\n2. Pumpen\n{said}\n\n3. Avslutning\n").minutes[0].items[1]


@pytest.mark.parametrize("said", TAKEN)
def test_a_decision_taken(said: str) -> None:
    """Each wording gives the one decision, as a clause."""
    item = _item("Norra nätverket\nMinnesanteckningar 2024-11-05", said)
    assert [(one.status, one.text) for one in item.decisions] == [("taken", TAKEN[said])]


@pytest.mark.parametrize("said", PROPOSED)
def test_a_decision_proposed(said: str) -> None:
    """In an agenda each wording gives the one proposal."""
    item = _item("Norra nätverket\nKallelse\nTid: 2024-11-05 kl. 9–11", said)
    assert [(one.status, one.text) for one in item.decisions] == [("proposed", PROPOSED[said])]


@pytest.mark.parametrize("said", PRESENTED)
def test_who_presents(said: str) -> None:
    """Each wording names the presenter."""
    item = _item("Norra nätverket\nMinnesanteckningar 2024-11-05", said)
    assert [one.name for one in item.presenters] == ["Kim Berg"]


@pytest.mark.parametrize("said", ["Nätverket föreslås besluta att köpa en pump.", "Förslag: Kim Berg"])
def test_what_is_no_decision(said: str) -> None:
    """What minutes say was proposed was not decided; whom to elect is no clause."""
    assert _item("Norra nätverket\nMinnesanteckningar 2024-11-05", said).decisions == ()
