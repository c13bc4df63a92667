"""Whose meeting a text refers to, who reports back, and which places are bodies: made-up minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Read = Callable[..., dict[str, Any]]

HEAD = """Länsnätverket
Datum: 2024-05-06

1. Föregående minnesanteckningar 240412

Länsnätverket beslutade
att lägga minnesanteckningarna till handlingarna.

2. Hemsjukvård

"""


def _item(read: Read, prose: str) -> dict[str, Any]:
    found: dict[str, Any] = read(HEAD + prose + "\n")["items"][1]
    return found


def test_a_day_belongs_to_the_body_that_met(read: Read) -> None:
    """A day that a sentence gives to another body is no meeting of this one."""
    item = _item(read, "Norra nätverket hade vid sammanträdet 240301 efterfrågat justeringar.")
    assert [(m["body"], m["date"]) for m in item["meeting_references"]] == [("Norra nätverket", "2024-03-01")]


def test_the_meeting_before_is_the_one_whose_minutes_are_filed(read: Read) -> None:
    """`Vid föregående möte` is dated by the heading that files its minutes; another body's meeting is not."""
    item = _item(read, "Vid föregående möte lyftes frågan om finansiering.")
    assert [(m["body"], m["date"]) for m in item["meeting_references"]] == [("Länsnätverket", "2024-04-12")]
    assert _item(read, "Vid föregående möte i Norra nätverket lyftes frågan.")["meeting_references"] == []


def test_who_informed_is_who_reports_back(read: Read) -> None:
    """The municipality that told of its delay comes back; where none is named, all do."""
    named = _item(
        read, "Vid mötet informerade Nordstad om att beslutet dröjer. Återkoppling till Länsnätverket sker snart."
    )
    assert [(m["from"], m["to"], m["kind"]) for m in named["moves"]] == [
        ("Nordstads kommun", "Länsnätverket", "report_back")
    ]
    unnamed = _item(read, "Beslut dröjer. Återkoppling till Länsnätverket sker snart.")
    assert [m["from"] for m in unnamed["moves"]] == ["Nordlands kommuner"]


def test_who_lifted_a_question_is_where_it_came_from(read: Read) -> None:
    """`har lyft frågan` says whence a matter came."""
    item = _item(read, "Norra nätverket har lyft frågan om hur arbetet fortskrider.")
    assert [(m["from"], m["to"], m["kind"]) for m in item["moves"]] == [
        ("Norra nätverket", "Länsnätverket", "originate")
    ]


def test_a_place_is_a_body_where_it_acts(read: Read) -> None:
    """What is in a town says nothing of its municipality; that the town reports, or that its people come, does."""

    def keys(text: str) -> list[str]:
        return [body["key"] for body in read(text)["bodies"]]

    assert "Nordstads kommun" not in keys(f"{HEAD}Träffarna hålls i Falun (eventuellt Borlänge), Nordstad och Mora.\n")
    assert "Nordstads kommun" in keys(f"{HEAD}Uppgifter har lämnats från Nordstad.\n")
    listed = HEAD.replace("\n\n1.", "\nNärvarande: Ada Ek (Nordstad), Bo Alm\n\n1.")
    assert "Nordstads kommun" in keys(listed)


def test_what_somebody_is_asked_to_do_is_one_decision(read: Read) -> None:
    """`att uppdra NN, tillsammans med NN, att …` asks for its second att; `att A, att B` are two."""
    found = read(
        HEAD
        + "Länsnätverket beslutade\natt uppdra Ada Ek, tillsammans med Bo Alm, att koordinera\narbetet kring boenden\n"
        + "att godkänna planen, att avsätta medel\n"
    )
    assert [d["text"] for d in found["items"][1]["decisions"]] == [
        "att uppdra Ada Ek, tillsammans med Bo Alm, att koordinera arbetet kring boenden",
        "att godkänna planen",
        "att avsätta medel",
    ]
