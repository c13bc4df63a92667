"""Items are found however a body numbers or marks its headings, with empty lines between the parts or without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import read_all

TITLES = ("Mötets öppnande", "Val av justerare", "Ekonomisk rapport", "Verksamhetsplan", "Nästa möte")
TEXTS = (
    "Ordföranden öppnade mötet.",
    "Kim Berg valdes att justera protokollet.",
    "Utfallet följer budgeten.\nNätverket beslutade\natt godkänna rapporten.",
    "Förslaget diskuterades. Det behöver arbetas om\ninnan det kan antas av medlemmarna.",
    "Nästa möte hålls den 4 mars 2025.",
)
ROMAN = ("I", "II", "III", "IV", "V")
NUMBERED: dict[str, Callable[[int, str], str]] = {
    "§ 1/24": lambda i, t: f"§ {i}/24 {t}",
    "§ 1/2024": lambda i, t: f"§ {i}/2024 {t}",
    "§1": lambda i, t: f"§{i} {t}",
    "§ 1:": lambda i, t: f"§ {i}: {t}",
    "§ 1 –": lambda i, t: f"§ {i} – {t}",
    "§ above": lambda i, t: f"§ {i}\n{t}",
    "§ behind": lambda i, t: f"{t}      § {i}",
    "1 §": lambda i, t: f"{i} § {t}",
    "SF § 1/2024": lambda i, t: f"SF § {i}/2024 {t}",
    "§ 1 Dnr": lambda i, t: f"§ {i}\tDnr 2024/1{i}\n{t}",
    "1/24": lambda i, t: f"{i}/24 {t}",
    "2024-01": lambda i, t: f"2024-{i} {t}",
    "Nr 1": lambda i, t: f"Nr {i} {t}",
    "Ärende 1:": lambda i, t: f"Ärende {i}: {t}",
    "Ärende nr 1": lambda i, t: f"Ärende nr {i} {t}",
    "PUNKT 1": lambda i, t: f"PUNKT {i} {t.upper()}",
    "Dagordningspunkt 1.": lambda i, t: f"Dagordningspunkt {i}. {t}",
    "1": lambda i, t: f"{i} {t}",
    "1.": lambda i, t: f"{i}.{t}",
    "1:": lambda i, t: f"{i}: {t}",
    "1 –": lambda i, t: f"{i} – {t}",
    "1)": lambda i, t: f"{i}) {t}",
    "(1)": lambda i, t: f"({i}) {t}",
    "[1]": lambda i, t: f"[{i}] {t}",
    "#1": lambda i, t: f"#{i} {t}",
    "1.0": lambda i, t: f"{i}.0 {t}",
    "## 1.": lambda i, t: f"## {i}. {t}",
    "**1.**": lambda i, t: f"**{i}. {t}**",
    "I.": lambda i, t: f"{ROMAN[i - 1]}. {t}",
    "A)": lambda i, t: f"{'ABCDE'[i - 1]}) {t}",
}
UNNUMBERED: dict[str, Callable[[int, str], str]] = {
    "capitals": lambda i, t: t.upper(),
    "stars": lambda i, t: f"**{t}**",
    "one star": lambda i, t: f"*{t}*",
    "equals": lambda i, t: f"== {t} ==",
    "dashes": lambda i, t: f"--- {t} ---",
    "marked": lambda i, t: f"## {t}",
    "pointed": lambda i, t: f"• {t}",
    "underlined": lambda i, t: f"{t}\n{'-' * len(t)}",
    "plain": lambda i, t: t,
    "colon": lambda i, t: f"{t}:",
}


def _items(form: Callable[[int, str], str], between: str, below: str) -> tuple[list[tuple[str | None, str]], int]:
    """The items' numbers and titles, and how many decisions they hold, of minutes whose headings have a form."""
    head = "Norra nätverket\nProtokoll från möte 2024-11-05\n\nNärvarande: Kim Berg, Lo Dahl, Mia Falk\n\n"
    parts = [f"{form(i, title)}{below}{text}" for i, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True), 1)]
    items = read_all(head + between.join(parts) + "\n").minutes[0].items
    return [(item.number, item.title.casefold()) for item in items], sum(len(item.decisions) for item in items)


@pytest.mark.parametrize(("between", "below"), [("\n\n", "\n"), ("\n\n", "\n\n"), ("\n", "\n")])
@pytest.mark.parametrize("form", NUMBERED)
def test_numbered_headings(form: str, between: str, below: str) -> None:
    """Each form of numbering gives its items, with the decisions below them."""
    items, decisions = _items(NUMBERED[form], between, below)
    assert [title for _, title in items] == [title.casefold() for title in TITLES]
    assert all(number for number, _ in items)
    assert decisions == 2


@pytest.mark.parametrize(("between", "below"), [("\n\n", "\n"), ("\n\n", "\n\n"), ("\n", "\n")])
@pytest.mark.parametrize("form", UNNUMBERED)
def test_headings_without_numbers(form: str, between: str, below: str) -> None:
    """So do headings that only a mark, capitals or how short they are tells."""
    items, decisions = _items(UNNUMBERED[form], between, below)
    assert items == [(None, title.casefold()) for title in TITLES]
    assert decisions == 2


def test_a_number_that_stands_alone_is_no_item() -> None:
    """A rare form that does not number on, or only twice, is no heading."""
    items = (
        read_all("Norra nätverket\nProtokoll 2024-11-05\n\n3/24 Hyran\nDen höjs.\n7/24 Elen\nDen sänks.\n")
        .minutes[0]
        .items
    )
    assert items == ()
