"""Who was there, who was not and when it was, in the many forms in which heads of minutes say so."""

from __future__ import annotations

import pytest

from graf.model import Minutes

from .conftest import read_all

PEOPLE = [("Kim Berg", "Nordstads kommun"), ("Lo Dahl", "Välfärdsrådet"), ("Mia Falk", "Region Nordland")]
PRESENT = {
    "one line": "Närvarande: Kim Berg, Nordstads kommun, Lo Dahl, Välfärdsrådet, Mia Falk, Region Nordland",
    "semicolons": "Deltagare: Kim Berg, Nordstads kommun; Lo Dahl, Välfärdsrådet; Mia Falk, Region Nordland",
    "brackets": "Deltagare: Kim Berg (ordförande, Nordstads kommun), Lo Dahl (Välfärdsrådet) och Mia Falk"
    " (Region Nordland)",
    "slashes": "Närvarande: Kim Berg/Nordstads kommun, Lo Dahl/Välfärdsrådet, Mia Falk/Region Nordland",
    "lines": "NÄRVARANDE\nKim Berg, Nordstads kommun\nLo Dahl, Välfärdsrådet\nMia Falk, Region Nordland",
    "points": "Närvarande:\n• Kim Berg, Nordstads kommun\n• Lo Dahl, Välfärdsrådet\n• Mia Falk, Region Nordland",
    "numbers": "Närvarande:\n1. Kim Berg, Nordstads kommun\n2. Lo Dahl, Välfärdsrådet\n3. Mia Falk, Region Nordland",
    "dashes": "Närvarande:\nKim Berg – Nordstads kommun\nLo Dahl – Välfärdsrådet\nMia Falk – Region Nordland",
    "body first": "Närvarande:\nNordstads kommun: Kim Berg\nVälfärdsrådet: Lo Dahl\nRegion Nordland: Mia Falk",
    "columns": "Närvarande\nKim Berg     Nordstads kommun\nLo Dahl      Välfärdsrådet\nMia Falk     Region Nordland",
    "bars": "Närvarande\n| Namn | Organisation |\n|---|---|\n| Kim Berg | Nordstads kommun |\n"
    "| Lo Dahl | Välfärdsrådet |\n| Mia Falk | Region Nordland |",
    "bold": "**Närvarande:** Kim Berg, Nordstads kommun, Lo Dahl, Välfärdsrådet, Mia Falk, Region Nordland",
    "are": "Närvarande är Kim Berg från Nordstads kommun, Lo Dahl från Välfärdsrådet och Mia Falk från Region"
    " Nordland.",
    "took part": "I mötet deltog Kim Berg (Nordstads kommun), Lo Dahl (Välfärdsrådet) samt Mia Falk (Region Nordland).",
    "on the spot": "På plats: Kim Berg, Nordstads kommun, Lo Dahl, Välfärdsrådet, Mia Falk, Region Nordland",
}
ABSENT = (
    "Frånvarande", "Förhinder", "Anmält förhinder", "Frånvarande med anmält förhinder", "Anmäld frånvaro", "Återbud",
    "Ej närvarande", "Inte med", "Förfall", "Frånvaro", "Sjuk", "Ledig", "Kunde ej delta", "Meddelat förhinder",
    "Utebliven", "Saknas",
)  # fmt: skip
INSTEAD = (
    "(M) i stället för Mia Falk (S)",
    "(M) istället för Mia Falk (S)",
    "(S) för Mia Falk (M)",
    "(S), för Mia Falk (M)",
    "(S) ersättare för Mia Falk (M)",
    "(S), ers. för Mia Falk",
    "(S) tjg ers för Mia Falk (M)",
    "ersätter Mia Falk §§ 3–5",
    "(S), tjänstgörande ersättare för Mia Falk (M)",
    "(S) (för Mia Falk (M))",
    "(ersätter Mia Falk)",
    "(S) för Rädda Barnen",
    "(S) för Region Nordland",
    "(tjänstgörande ersättare)",
)
DAYS = (
    "Datum: 2024-11-05", "Datum: 5 november 2024", "Datum 5/11 2024", "Datum: 5/11-24", "Datum: 5.11.2024", "241105",
    "Tid: tisdagen den 5 november 2024, kl. 13.00–15.00", "Tid: 13–15, den 5 november 2024", "Tisdag 2024-11-05 kl 13",
)  # fmt: skip


def _minutes(head: str) -> Minutes:
    return read_all(
        f"Norra nätverket\nMinnesanteckningar\n{head}\n\n1. Öppnande\nMötet öppnades.\n\n2. Slut\n"
    ).minutes[0]


@pytest.mark.parametrize("form", PRESENT)
def test_those_present(form: str) -> None:
    """Each way of listing those present gives the same people, with whom they come from."""
    minutes = _minutes(f"2024-11-05\n\n{PRESENT[form]}")
    assert [(one.name, one.organisation) for one in minutes.attendance] == PEOPLE
    assert {one.status for one in minutes.attendance} == {"present"}
    assert len(minutes.items) == 2


@pytest.mark.parametrize("label", ABSENT)
def test_those_absent(label: str) -> None:
    """Each label of those who did not come parts them from those who did."""
    minutes = _minutes(f"2024-11-05\n\nNärvarande: Kim Berg, Lo Dahl\n{label}: Mia Falk, Region Nordland")
    listed = [(one.name, one.organisation, one.status) for one in minutes.attendance]
    absent = ("Mia Falk", "Region Nordland", "absent")
    assert listed == [("Kim Berg", None, "present"), ("Lo Dahl", None, "present"), absent]


@pytest.mark.parametrize("form", INSTEAD)
@pytest.mark.parametrize(
    "listed", ["Närvarande: Lo Dahl (S), {}, Bo Alm (C)", "Närvarande:\nLo Dahl (S)\n{}\nBo Alm (C)"]
)
def test_who_serves_for_whom(form: str, listed: str) -> None:
    """Each way of saying for whom somebody serves gives who came and who did not; an organisation is nobody."""
    minutes = _minutes(f"2024-11-05\n\n{listed.format(f'Kim Berg {form}')}")
    found = [(one.name, one.status, one.substitutes_for) for one in minutes.attendance]
    replaced = [("Mia Falk", "absent", None)] if "Mia Falk" in form else []
    kim = ("Kim Berg", "present", "Mia Falk" if replaced else None)
    assert found == [("Lo Dahl", "present", None), kim, *replaced, ("Bo Alm", "present", None)]


def test_an_organisation_of_the_country_is_nobody() -> None:
    """`Autism Sverige` behind a name is where somebody comes from, though it looks like a name."""
    minutes = _minutes("2024-11-05\n\nNärvarande: Kim Berg, Lo Dahl\nÅterbud: Mia Falk, Autism Sverige")
    listed = [(one.name, one.organisation, one.status) for one in minutes.attendance]
    assert listed[2:] == [("Mia Falk", "Autism Sverige", "absent")]


@pytest.mark.parametrize("day", DAYS)
def test_the_day(day: str) -> None:
    """Each way of writing the day is read."""
    assert _minutes(day).date == "2024-11-05"


TOLD = {
    "round the table": "Norra nätverket träffades tisdagen den 5 november 2024 mellan klockan 9.30 och 12 i\n"
    "Församlingshemmet, Nordstad. Runt bordet satt Kim Berg från Nordstads kommun, Lo Dahl från\n"
    "Välfärdsrådet och Mia Falk från Region Nordland. Åke Rot hade lämnat återbud och ingen\n"
    "kom från Söderby den här gången.",
    "took part": "Norra nätverket möttes den 5 november 2024 kl. 9.30–12 i Församlingshemmet, Nordstad.\n"
    "Kim Berg (Nordstads kommun), Lo Dahl (Välfärdsrådet) och Mia Falk (Region Nordland) deltog. Åke Rot\n"
    "kunde tyvärr inte vara med.",
    "were with us": "Den 5 november 2024 kl. 9.30 till 12 i Församlingshemmet, Nordstad, samlades Norra nätverket.\n"
    "På plats var Kim Berg från Nordstads kommun, Lo Dahl från Välfärdsrådet samt Mia Falk från Region\n"
    "Nordland. Åke Rot var sjuk.",
    "present were": "Norra nätverket hade möte tisdagen den 5 november 2024 klockan 9.30–12 i Församlingshemmet,\n"
    "Nordstad. Närvarande var Kim Berg från Nordstads kommun, Lo Dahl från Välfärdsrådet och Mia\n"
    "Falk från Region Nordland. Åke Rot hade förhinder.",
}


@pytest.mark.parametrize("form", TOLD)
def test_head_in_sentences(form: str) -> None:
    """A head that is told in sentences gives whose meeting it was, when and where, who came and who did not."""
    read = read_all(
        f"Minnesanteckningar\n\n{TOLD[form]}\n\nInledning\n\nAlla hälsades välkomna av Kim Berg.\n\n"
        "Hur går det vidare?\n\nLo Dahl skriver ett utkast.\n"
    ).minutes[0]
    assert read.body == "Norra nätverket"
    assert (read.date, read.time_start, read.time_end) == ("2024-11-05", "09:30", "12:00")
    assert read.place == "Församlingshemmet, Nordstad"
    assert [(a.name, a.organisation) for a in read.attendance if a.status == "present"] == PEOPLE
    assert [a.name for a in read.attendance if a.status == "absent"] == ["Åke Rot"]
    assert [one.title for one in read.items] == ["Inledning", "Hur går det vidare?"]


@pytest.mark.parametrize(
    "said",
    [
        "Åke Rot och Siv Ek hade förhinder.", "Åke Rot, Siv Ek hade lämnat återbud.", "Åke Rot och Siv Ek uteblev.",
        "Åke Rot samt Siv Ek kunde inte komma.", "Åke Rot (Söderby) och Siv Ek (Region Nordland) anmälde förhinder.",
        "Åke Rot från Söderby och Siv Ek från Region Nordland lämnade återbud.",
    ],
)  # fmt: skip
def test_absent_after_their_names(said: str) -> None:
    """Those who did not come are told by a sentence that begins with their names."""
    read = _minutes(f"2024-11-05\n\nNärvarande: Kim Berg, Nordstads kommun, Lo Dahl, Välfärdsrådet\n\n{said}")
    assert [a.name for a in read.attendance if a.status == "absent"] == ["Åke Rot", "Siv Ek"]
    assert [a.name for a in read.attendance if a.status == "present"] == ["Kim Berg", "Lo Dahl"]
