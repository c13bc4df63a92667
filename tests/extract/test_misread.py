"""Minutes whose points and colons a scanner lost or misread: the numbers around them and the names after them tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., dict[str, Any]]

MINUTES = """Länsnätverket
Datum: 2024-05-06
Närvarande: Anna Ek, Bo Alm, Cia Dal

1. Mötets öppnande

Länsnätverket beslutade
att öppna mötet.

2. Föregående protokoll

Länsnätverket beslutade
att lägga protokollet till handlingarna.

3. Rapporter

a) Information/Dialog: Läget i länet

Föredragande: Anna Ek, utredare, Nordstads kommun

Länsnätverket beslutade
att lägga informationen till handlingarna.

b) Beslut: Budget

Länsnätverket beslutade
att godkänna budgeten.

4. Övriga frågor
"""


@pytest.mark.parametrize(
    ("printed", "misread"),
    [
        ("1. Mötets", "l. Mötets"),
        ("1. Mötets", "l, Mötets"),
        ("1. Mötets", "1 Mötets"),
        ("2. Föregående", "2, Föregående"),
        ("2. Föregående", "2 . Föregående"),
        ("3. Rapporter", "3. *Rapporter"),
        ("3. Rapporter", "3 Rapporter"),
        ("b) Beslut", "b] Beslut"),
        ("b) Beslut: Budget", "b) Beslut; Budget"),
        ("b) Beslut: Budget", "b) Beslut. Budget"),
        ("a) Information", "e) Information"),
        ("a) Information/Dialog", "a) InformationlDialog"),
        ("b) Beslut", "h) Beslut"),
        ("a) Information", "A) Information"),
        ("4. Övriga", "4· Övriga"),
        ("Föredragande:", "Föredragande;"),
        ("Föredragande:", "Föredragande"),
        ("Närvarande:", "Närvarande;"),
        ("Närvarande:", "Närvarande"),
        ("Datum:", "Datum."),
        ("Anna Ek, Bo Alm", "Anna Ek Bo Alm"),
        ("Bo Alm, Cia", "Bo Alm. Cia"),
    ],
)
def test_a_misread_sign_loses_nothing(read: Read, printed: str, misread: str) -> None:
    """Items, kinds, presenters and who was there are those of the minutes as printed."""
    assert printed in MINUTES
    right, found = read(MINUTES), read(MINUTES.replace(printed, misread))
    items = [(i["number"], i["title"], i["kinds"], [p["name"] for p in i["presenters"]]) for i in right["items"]]
    assert items == [
        (i["number"], i["title"], i["kinds"], [p["name"] for p in i["presenters"]]) for i in found["items"]
    ]
    assert [a["name"] for a in found["attendance"]] == ["Anna Ek", "Bo Alm", "Cia Dal"]
    assert found["date"] == "2024-05-06"


@pytest.mark.parametrize("line", ["2, Nordstad", "5 Personer deltog i studien", "S. Berg hade ordet."])
def test_a_number_at_the_start_of_a_line_is_no_heading_by_that(read: Read, line: str) -> None:
    """A line that begins like a misread number is a heading only where that number is wanting."""
    text = MINUTES.replace("att öppna mötet.", f"att öppna mötet på Storgatan\n{line}")
    assert [i["number"] for i in read(text)["items"]] == ["1", "2", "3", "3.a", "3.b", "4"]


def test_a_year_alone_on_the_row_below_belongs_to_the_heading(read: Read) -> None:
    """`Budget för god vård` / `2024` is one title, however wide the page."""
    found = read(MINUTES.replace("Beslut: Budget", "Beslut: Fördelning av medel enligt god vård och omsorg\n2024"))
    assert found["items"][4]["title"] == "Fördelning av medel enligt god vård och omsorg 2024"


LONG = """Länsnätverket
Datum: 2024-05-06
1. Övriga frågor
Länsnätverket beslutade
att om flera kommuner anmäler någon får de kommuner som berörs i uppdrag{gap}
att ändå sinsemellan komma överens om vem som ska företräda dem alla i{gap}
nationella arbetsgruppen för frågor om boende.{gap}
Nästa möte hålls i höst.
"""


def test_an_empty_line_inside_a_sentence_says_nothing(read: Read) -> None:
    """A scanner that puts an empty line after a long line, in the midst of a sentence, ends no clause."""
    right = read(LONG.format(gap=""))["items"][0]["decisions"]
    spoilt = LONG.replace("{gap}", "\n", 2).replace("{gap}", "").replace("uppdrag\n\n", "uppdrag\n")
    assert [one["text"] for one in read(spoilt)["items"][0]["decisions"]] == [one["text"] for one in right]


TITLES = ("Val av justerare", "Budget", "Rapport", "Delegationsbeslut", "Taxa", "Övrigt")
PLAIN = ["140", "141", "142", "143", "144", "145"]
NUMBERS = [
    (["§ 140", "§ 141", "§ 742", "§ 143", "§ 144", "§ 145"], PLAIN),
    (["§ 140", "§ 741", "§ 142", "§ 743", "§ 144", "§ 145"], PLAIN),
    (["§ 140", "§ 741", "§ 742", "§ 143", "§ 144", "§ 145"], PLAIN),
    (["§ 140", "§ 141", "§ l42", "S 143", "$ 144", "§ 145"], PLAIN),
    (["§ 140", "§ 141", "§ 14Z", "§143", "§ I44", "§ 145"], PLAIN),
    (["§ 740", "§ 141", "§ 142", "§ 143", "§ 144", "§ 745"], PLAIN),
    (["1.", "2.", "8.", "4.", "5.", "6."], list("123456")),
    (["1.", "7.", "3.", "4.", "5.", "6."], list("123456")),
    (["§ 140", "§ 141", "§ 142", "§ 146", "§ 147", "§ 148"], ["140", "141", "142", "146", "147", "148"]),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "meant"), NUMBERS)
def test_a_misread_number_is_the_one_that_is_wanting(read: Read, printed: list[str], meant: list[str]) -> None:
    """A heading whose number was misread is an item all the same, with the number between its neighbours'."""
    items = "".join(f"{number} {title}\nNämnden tackar.\n\n" for number, title in zip(printed, TITLES, strict=True))
    found = read(f"Norra nätverket\nProtokoll 2031-02-10\n\nNärvarande: Ada Ek, Bo Alm\n\n{items}")["items"]
    assert [(one["number"], one["title"]) for one in found] == list(zip(meant, TITLES, strict=True))


def test_a_paragraph_of_another_protocol_is_no_item(read: Read) -> None:
    """A line that begins with a paragraph far from the one that is wanting heads nothing."""
    text = "§ 141 Budget\nNämnden hänvisar till\n§ 98 Förslag till budget\n\n§ 143 Rapport\nNämnden tackar.\n"
    found = read(f"Norra nätverket\nProtokoll 2031-02-10\n\nNärvarande: Ada Ek\n\n§ 140 Val\nNämnden tackar.\n\n{text}")
    assert [one["number"] for one in found["items"]] == ["140", "141", "143"]
