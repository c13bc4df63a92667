"""Notes told freely: what was decided, put off or taken on, where the sentences go on to what somebody then does."""

from __future__ import annotations

import pytest

from graf.model import Minutes

from .conftest import read_all


def _notes(said: str) -> Minutes:
    text = (
        "Minnesanteckningar\n\nNorra nätverket träffades den 5 november 2024 kl. 9–12 i Folkets hus. Runt"
        " bordet satt Kim\nBerg från Nordstads kommun och Lo Dahl från Välfärdsrådet."
        "\n\nInledning\n\nAlla hälsades välkomna till träffen."
        "\n\n"
        f"Skolan\n\n{said}\n"
    )
    return read_all(text).minutes[0]


@pytest.mark.parametrize(
    ("said", "decided"),
    [
        (
            "Nätverket beslutade att bjuda in skolan, och Kim Berg kontaktar rektorn.",
            ["att bjuda in skolan"],
        ),
        ("Vi kom överens om att skjuta på resan, så Lo Dahl bokar av bussen.", ["att skjuta på resan"]),
        (
            "Gruppen enades om att trycka en affisch, medan Kim Berg och Lo Dahl skriver texten.",
            ["att trycka en affisch"],
        ),
        ("I höstas beslutade nätverket att bjuda in skolan. Svar väntas.", []),
        ("För två år sedan beslutade nätverket att bjuda in skolan.", []),
        ("Förra våren beslutade vi att bjuda in skolan.", []),
        (
            "Nätverket beslutade att Kim Berg bjuder in skolan, och att Lo Dahl bokar lokal.",
            ["att Kim Berg bjuder in skolan", "att Lo Dahl bokar lokal"],
        ),
    ],
)
def test_decisions(said: str, decided: list[str]) -> None:
    """What somebody then does is no part of a decision, and what is recalled from last year is none."""
    assert [one.text for one in _notes(said).items[1].decisions] == decided


@pytest.mark.parametrize(
    "said",
    [
        "Nätverket beslutade att Nordstads kommun lägger ut pengarna i första hand.",
        "Nätverket beslutade att dela på kostnaden för bussen.",
        "Vi enades om att Välfärdsrådet står för hyran.",
        "Vi enades om att Region Nordland bekostar resan.",
    ],
)
def test_who_pays(said: str) -> None:
    """Who pays is a decision that finances."""
    (one,) = _notes(said).items[1].decisions
    assert one.acts == ("finance",)


@pytest.mark.parametrize(
    ("said", "kind", "whence"),
    [
        ("Välfärdsrådet har frågat nätverket om en gemensam kväll.", "originate", "Välfärdsrådet"),
        ("Region Nordland har hört av sig till oss om en utbildning.", "originate", "Region Nordland"),
        ("Välfärdsrådet vände sig till nätverket med en fråga.", "originate", "Välfärdsrådet"),
        ("Den frågan fick vänta till nästa gång.", "defer", "Norra nätverket"),
        ("Resten av listan får vänta till nästa träff.", "defer", "Norra nätverket"),
        ("Enkäten hann vi inte reda ut, så det blir nästa gång.", "defer", "Norra nätverket"),
    ],
)
def test_moves(said: str, kind: str, whence: str) -> None:
    """Where a matter comes from, and what is put off, in everyday words."""
    assert [(one.kind, one.source) for one in _notes(said).items[1].moves] == [(kind, whence)]


@pytest.mark.parametrize(
    ("said", "person", "role"),
    [
        ("Till slut åtog sig Kim Berg att vara sammankallande från årsskiftet.", "Kim Berg", "sammankallande"),
        ("Lo Dahl åtog sig att bli ny sekreterare efter sommaren.", "Lo Dahl", "sekreterare"),
        ("Lo Dahl erbjöd sig att vara kassör i nätverket.", "Lo Dahl", "kassör"),
        ("Det är Kim Berg som tillträdde tjänsten som samordnare den 2 september.", "Kim Berg", "samordnare"),
    ],
)
def test_posts_taken_up(said: str, person: str, role: str) -> None:
    """Who takes on a post, by offering to."""
    found = [(one.person, one.role) for one in _notes(said).role_facts if one.kind == "takes_up"]
    assert found == [(person, role)]


@pytest.mark.parametrize(
    ("said", "place", "mode"),
    [
        ("Kommunhuset, sal Tallen. Det går även att delta via Teams.", "Kommunhuset, sal Tallen", "hybrid"),
        ("Folkets hus. Fika från 8.45.", "Folkets hus", "physical"),
        ("Teams. Länk skickas separat.", "Teams", "digital"),
        ("Storgatan 4, Nordstad. Teams för den som inte kan komma.", "Storgatan 4, Nordstad", "hybrid"),
    ],
)
def test_place_and_what_more_is_said(said: str, place: str, mode: str) -> None:
    """What a call says besides the place is no part of it, but tells how the meeting is held."""
    read = read_all(f"Kallelse\nNorra nätverket\nDag: 2024-11-05\nPlats: {said}\n\n1. Öppnande\n\n2. Slut\n").minutes[0]
    assert (read.place, read.mode) == (place, mode)


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("Frågan lyfts till Länstrafikens samrådsgrupp.", "Länstrafikens samrådsgrupp"),
        ("Frågan lyfts till Försäkringskassans brukarråd.", "Försäkringskassans brukarråd"),
        ("Frågan lyfts till länets kommundirektörer.", "Länets kommundirektörer"),
        ("Nätverket beslutade att lyfta frågan till länets äldreomsorgschefer.", "Länets äldreomsorgschefer"),
        ("Frågan skickas till kommuncheferna i norra Nordlands län.", "Kommuncheferna i norra Nordlands län"),
        ("Frågan lyfts till socialcheferna i Söderby.", "Socialcheferna i Söderby"),
    ],
)
def test_groups_of_others(said: str, body: str) -> None:
    """A group that is named by whose it is, and chiefs who meet, are bodies that a matter goes to."""
    assert [(one.kind, one.target) for one in _notes(said).items[1].moves] == [("refer", body)]


@pytest.mark.parametrize("said", ["Gruppens arbetsgrupp träffas.", "Kommunens råd är goda.", "Cheferna i Söderby kom."])
def test_no_groups_of_others(said: str) -> None:
    """What points back, or is no group, is no body."""
    found = read_all(f"Norra nätverket\nMinnesanteckningar 2024-11-05\n\n1. Öppnande\n{said}\n\n2. Slut\n")
    assert {one.key for one in found.network.bodies} <= {"Norra nätverket"}
