"""What the matters are about: a head (an agreement, a plan) and a subject, so that there are thousands of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

# indefinite with article, without, definite
HEADS = (
    ("ett avtal om", "avtal om", "avtalet om"),
    ("en riktlinje för", "riktlinje för", "riktlinjen för"),
    ("en handlingsplan för", "handlingsplan för", "handlingsplanen för"),
    ("en rutin för", "rutin för", "rutinen för"),
    ("en överenskommelse om", "överenskommelse om", "överenskommelsen om"),
    ("en budget för", "budget för", "budgeten för"),
    ("en utvärdering av", "utvärdering av", "utvärderingen av"),
    ("en upphandling av", "upphandling av", "upphandlingen av"),
    ("en organisation för", "organisation för", "organisationen för"),
    ("en uppföljning av", "uppföljning av", "uppföljningen av"),
    ("en förstudie om", "förstudie om", "förstudien om"),
    ("en kartläggning av", "kartläggning av", "kartläggningen av"),
    ("en tidplan för", "tidplan för", "tidplanen för"),
    ("en kommunikationsplan för", "kommunikationsplan för", "kommunikationsplanen för"),
    ("en verksamhetsplan för", "verksamhetsplan för", "verksamhetsplanen för"),
    ("en projektplan för", "projektplan för", "projektplanen för"),
    ("en samverkansmodell för", "samverkansmodell för", "samverkansmodellen för"),
    ("ett program för", "program för", "programmet för"),
    ("en strategi för", "strategi för", "strategin för"),
    ("en finansieringsmodell för", "finansieringsmodell för", "finansieringsmodellen för"),
    ("en taxa för", "taxa för", "taxan för"),
    ("ett reglemente för", "reglemente för", "reglementet för"),
    ("en gemensam upphandling av", "gemensam upphandling av", "den gemensamma upphandlingen av"),
    ("en behovsanalys för", "behovsanalys för", "behovsanalysen för"),
    ("ett regelverk för", "regelverk för", "regelverket för"),
    ("en ersättningsmodell för", "ersättningsmodell för", "ersättningsmodellen för"),
)
_SUBJECTS = """
mobil hemsjukvård|vårdhygien|korttidsboende|barnahus|missbruksvård|digital tillsyn|trygghetslarm
välfärdsteknik|anhörigstöd|familjerådgivning|hemtagningsteam|suicidprevention
utskrivning från slutenvården|skolnärvaro|ungdomsmottagning|personliga ombud|hjälpmedel|färdtjänst
meröppna bibliotek|vandringsleder|badplatser|cykelvägar|bredband på landsbygden|avfallshantering
dricksvatten|skyfallsskydd|krisberedskap|simundervisning|palliativ vård|kollektivtrafik i glesbygd
demensvård|rehabilitering i hemmet|läkemedelsgenomgångar|psykisk hälsa hos unga
arbetet mot våld i nära relationer|skyddat boende|familjehem|kompetensförsörjning|heltidsarbete
sommarbemanning|journaldelning|e-arkiv|informationssäkerhet|säker digital kommunikation
lokalförsörjning|kulturskola|föreningsbidrag|konstgräsplaner|snöröjning|bostadsanpassning
daglig verksamhet|ledsagning|budgetrådgivning|fallprevention|munhälsa|nattfasta|vuxenutbildning
praktikplatser|sommarjobb|naturreservat|laddinfrastruktur|fossilfria transporter|solceller
gatubelysning|medborgardialog|öppna data|tolkförmedling|språkombud|handledning
introduktion av nyanställda|avancerad sjukvård i hemmet|första linjens psykiatri
samordnad individuell plan|äldres måltider|dagverksamhet|vinterväghållning|hembygdsgården
medlemsvärvning|klubbstugan|ungdomsläger|jubileumsskriften
"""
SUBJECTS = tuple(subject for line in _SUBJECTS.split("\n") for subject in line.split("|") if subject)
AFTER = {
    "new": ("", "", "", " – information", " – lägesrapport"),
    "referred": ("", "", " – ställningstagande", " – fortsatt beredning"),
    "deferred": ("", "", " – återupptaget ärende", " – beslut"),
    "report": ("", " – återrapport", " – uppföljning", " – aktuellt läge"),
    "again": ("", " – aktuellt läge", " – fortsättning", " – nuläge"),
}


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter's subject: `article` (ett avtal om vårdhygien), `bare` (avtal om …), `definite` (avtalet om …)."""

    head: tuple[str, str, str]
    subject: str

    @property
    def article(self) -> str:
        """Indefinite, with article."""
        return f"{self.head[0]} {self.subject}"

    @property
    def bare(self) -> str:
        """Indefinite, without article; with a capital it makes a heading."""
        return f"{self.head[1]} {self.subject}"

    @property
    def definite(self) -> str:
        """Definite, as running text speaks of it."""
        return f"{self.head[2]} {self.subject}"

    def title(self, why: str, rng: Random) -> str:
        """A heading for it; `why` says in what state the matter comes (new, referred, deferred, report, again)."""
        shape = rng.random()
        title = self.bare if shape < 0.75 else f"{self.subject} – {self.head[1].rsplit(' ', 1)[0]}"
        after = rng.choice(AFTER[why]) if "–" not in title else ""
        return title[0].upper() + title[1:] + after


def topics(places: Sequence[str], rng: Random) -> Iterator[Topic]:
    """Topics without end; a subject comes back only for another place, so that two matters are never hard to tell."""
    wanted = [*SUBJECTS]
    rng.shuffle(wanted)
    where = rng.sample(places, len(places))
    for after in ("", *(f" i {place}" for place in where)):
        yield from (Topic(rng.choice(HEADS), subject + after) for subject in wanted)
    while True:
        yield topic(rng)


def topic(rng: Random) -> Topic:
    """Any of them."""
    return Topic(rng.choice(HEADS), rng.choice(SUBJECTS))
