"""The bodies of one made-up county: a region, eight municipalities, and who meets, each with its house style."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

_FIRST = """
Norr Söder Öster Väster Björk Lind Gran Tall Älv Sjö Berg Kvarn Kyrk Ek Hassel Al Rönn Stor Lill Kung
Prost Munk Ström Ask Alm Asp Bjur Djup Fin Fjäll Flat Får Grå Grön Gås Hag Hare Hed Hjort Holm Häst
Järn Kalk Klock Korn Lax Ljung Lo Mjöl Mo Myr Mål Ny Ran Ren Rå Salt Silver Skog Sten
"""
_LAST = """
vik näs dal berga torp hult fors sund ås mark bro hammar sta rud bäck ön hed lunda sjö ryd tuna holm
kulla fallet moren äng skog åker hyttan boda
"""
_BEFORE = "|Norra |Södra |Östra |Västra |Stora |Lilla |Nya |Gamla |Övre |Nedre |Yttre |Inre |Mellersta ".split("|")  # noqa: SIM905
# Sweden's municipalities that the parts would make; `tests/bench` compares with the whole list.
_REAL = """
Bjurholm Eksjö Hagfors Munkfors Nybro Storfors Strömsund Västervik Västerås Östersund Österåker
"""


@dataclass(frozen=True, slots=True)
class Body:
    """A body: `key` and `name` as the register has it, `short` as its own minutes call it, `noun` as running text does.

    `forms` are other forms that lead to it. `style` is its house style, None for one that leaves no minutes here.
    `people` says who sits in it: heads, board, experts, association.
    """

    key: str
    name: str
    type: str
    short: str
    noun: str
    abbreviation: str = ""
    forms: tuple[str, ...] = ()
    parent: str | None = None
    style: str | None = None
    people: str = ""
    registered: bool = True
    targets: tuple[str, ...] = ()

    @property
    def genitive(self) -> str:
        """Of the form that running text uses."""
        return self.short if self.short.endswith(("s", "x", "z")) else self.short + "s"

    @property
    def all_forms(self) -> tuple[str, ...]:
        """Every form that a text may use for it."""
        return tuple(dict.fromkeys((self.name, self.short, *self.forms, *filter(None, (self.abbreviation,)))))


@dataclass(frozen=True)
class County:
    """The bodies of a county; `relations` are what the register holds of them: (subject, relation, object)."""

    number: int
    name: str
    municipalities: tuple[Body, ...]
    region: Body
    group: Body
    office: Body
    meeting: tuple[Body, ...]
    others: tuple[Body, ...]
    relations: tuple[tuple[str, str, str], ...] = ()
    by_key: dict[str, Body] = field(default_factory=dict)

    @property
    def all(self) -> tuple[Body, ...]:
        """Every body of the county."""
        return (self.region, *self.municipalities, self.group, self.office, *self.meeting, *self.others)


def places(rng: Random) -> Iterator[str]:
    """Names of places that are none of Sweden's municipalities, each once."""
    names = [first + last for first in _FIRST.split() for last in _LAST.split() if first[-1] != last[0]]
    rng.shuffle(names)
    for before in _BEFORE:
        yield from (before + name for name in names if name not in _REAL.split())


# id; what it is; its bare name; where (home, a town's number, or "in name" where the place is part of the name); what
# running text calls it; abbreviation; house style; who sits in it; the body it belongs to; where it sends things.
_BODIES = """
heads;network;Socialchefsnätverket;home;nätverket;SCN;natverk;heads;office;wide near tasks group
town;committee;Kommunstyrelsen;0;styrelsen;;kommunstyrelse;board;town0;council care elders
kin;association;Anhörigföreningen;3;föreningen;;forening;association;;elders care
near;steering group;Styrgruppen för nära vård;home;styrgruppen;;styrgrupp;experts;;wide board tasks project
board;committee;Regionstyrelsen;home;styrelsen;;regionstyrelse;board;region;assembly wide near
tasks;working group;Arbetsgruppen för välfärdsteknik;home;arbetsgruppen;;atgardslista;experts;;near heads
elders;council;Pensionärsrådet;0;rådet;;tabell;association;town0;town care
area;programme area;Programområdet Äldres hälsa;home;programområdet;;rubriker;experts;;wide near
wide;network;Länsnätverket;home;nätverket;LNV;natverk;heads;office;heads near board area
care;committee;Socialnämnden;1;nämnden;;kommunstyrelse;board;town1;town social heads
club;association;{2} hembygdsförening;in name;föreningen;;forening;association;;kin town
project;working group;Projektgruppen Gemensam journal {home};in name;projektgruppen;;styrgrupp;experts;;near tasks
forum;council;Samverkansforum för barn och unga;home;forumet;;rubriker;experts;;heads area
council;council;Kommunfullmäktige;0;fullmäktige;;;;town0;
assembly;council;Regionfullmäktige;home;fullmäktige;;;;region;
social;department;Socialförvaltningen;1;förvaltningen;;;;town1;
"""
_UNKNOWN = ("project",)  # no register has them: their name is all that leads to them


def county(number: int, place: Iterator[str]) -> County:
    """The county with this number, on the next nine places. In the first, bodies are known by their bare names too."""
    home, *towns = (next(place) for _ in range(9))
    letter = "".join(word[0] for word in home.split()) if number == 0 else home.replace(" ", "").upper()
    municipalities = tuple(_plain(f"{town} kommun", "municipality", "kommunen") for town in towns)
    region = _plain(f"Region {home}", "region", "regionen")
    office = _plain(f"Samverkanskansliet {home}", "support structure", "kansliet")
    group = Body(
        key=f"{home.removesuffix('s')}s kommuner", name=f"Kommunerna i {home}s län", type="group of municipalities",
        short="kommunerna" if number == 0 else f"kommunerna i {home}", noun="kommunerna",
        forms=("länets kommuner",) if number == 0 else (),
    )  # fmt: skip
    if number == 0:
        office = replace(office, short="Samverkanskansliet")
    ids = {"region": region, "office": office, "group": group}
    ids |= {f"town{index}": town for index, town in enumerate(municipalities)}
    rows = [line.split(";") for line in _BODIES.split("\n") if line]
    for short, kind, bare, where, noun, abbreviation, style, people, parent, _ in rows:
        site = home if where == "home" else towns[int(where)] if where.isdigit() else ""
        bare = bare.replace("{home}", home).replace("{2}", towns[2])
        name = f"{bare} i {site}" if site else bare
        ids[short] = Body(
            key=name, name=name, type=kind, short=bare if number == 0 else name, noun=noun,
            abbreviation=abbreviation + letter if abbreviation else "", parent=ids[parent].key if parent else None,
            style=style or None, people=people, registered=short not in _UNKNOWN,
        )  # fmt: skip
    for short, *_, targets in rows:
        ids[short] = replace(ids[short], targets=tuple(ids[target].key for target in targets.split()))
    named = [ids[row[0]] for row in rows]
    return County(
        number, home, municipalities, region, group, office,
        tuple(body for body in named if body.style), tuple(body for body in named if not body.style),
        tuple((body.key, "member_of", group.key) for body in municipalities),
        {body.key: body for body in (*municipalities, region, office, group, *named)},
    )  # fmt: skip


def _plain(name: str, kind: str, noun: str) -> Body:
    return Body(key=name, name=name, type=kind, short=name, noun=noun)
