"""The bodies of one made-up county: a region, eight municipalities, and who meets, each with its house style."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

_FIRST = ["Norr", "Söder", "Öster", "Väster", "Björk", "Lind", "Gran", "Tall", "Älv", "Sjö", "Berg", "Kvarn", "Kyrk", "Ek", "Hassel", "Al", "Rönn", "Stor", "Lill", "Kung", "Prost", "Munk", "Ström", "Ask", "Alm", "Asp", "Bjur", "Djup", "Fin", "Fjäll", "Flat", "Får", "Grå", "Grön", "Gås", "Hag", "Hare", "Hed", "Hjort", "Holm", "Häst", "Järn", "Kalk", "Klock", "Korn", "Lax", "Ljung", "Lo", "Mjöl", "Mo", "Myr", "Mål", "Ny", "Ran", "Ren", "Rå", "Salt", "Silver", "Skog", "Sten"]
_LAST = ["vik", "näs", "dal", "berga", "torp", "hult", "fors", "sund", "ås", "mark", "bro", "hammar", "sta", "rud", "bäck", "ön", "hed", "lunda", "sjö", "ryd", "tuna", "holm", "kulla", "fallet", "moren", "äng", "skog", "åker", "hyttan", "boda"]
_BEFORE = (
    "",
    "Norra ",
    "Södra ",
    "Östra ",
    "Västra ",
    "Stora ",
    "Lilla ",
    "Nya ",
    "Gamla ",
    "Övre ",
    "Nedre ",
    "Yttre ",
)
# Sweden's municipalities that the parts would make; `tests/bench` compares with the whole list.
_REAL = {
    "Bjurholm",
    "Eksjö",
    "Hagfors",
    "Munkfors",
    "Nybro",
    "Storfors",
    "Strömsund",
    "Västervik",
    "Västerås",
    "Östersund",
    "Österåker",
}


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
    names = [first + last for first in _FIRST for last in _LAST if first[-1] != last[0]]
    rng.shuffle(names)
    for before in _BEFORE:
        yield from (before + name for name in names if name not in _REAL)


def county(number: int, place: Iterator[str]) -> County:
    """The county with this number, on the next nine places. In the first, bodies are known by their bare names too."""
    home, *towns = (next(place) for _ in range(9))
    at = lambda bare, where: bare if number == 0 else f"{bare} i {where}"  # noqa: E731
    letter = "".join(word[0] for word in home.split()) if number == 0 else home.replace(" ", "").upper()
    municipalities = tuple(
        Body(f"{town} kommun", f"{town} kommun", "municipality", f"{town} kommun", "kommunen") for town in towns
    )
    region = Body(f"Region {home}", f"Region {home}", "region", f"Region {home}", "regionen")
    everyone = at("kommunerna", home)
    group = Body(f"{home}s kommuner" if home[-1] != "s" else f"{home} kommuner", f"Kommunerna i {home}s län",
                 "group of municipalities", everyone, "kommunerna",
                 forms=("länets kommuner",) if number == 0 else ())  # fmt: skip
    office = Body(f"Samverkanskansliet {home}", f"Samverkanskansliet {home}", "support structure",
                  at("Samverkanskansliet", home) if number == 0 else f"Samverkanskansliet {home}", "kansliet")  # fmt: skip
    one, two, three, four = (town.key for town in municipalities[:4])
    council = _body(
        f"Kommunfullmäktige i {towns[0]}", "council", at("Kommunfullmäktige", towns[0]), "fullmäktige", parent=one
    )
    assembly = _body(
        f"Regionfullmäktige i {home}", "council", at("Regionfullmäktige", home), "fullmäktige", parent=region.key
    )
    social = _body(
        f"Socialförvaltningen i {towns[1]}",
        "department",
        at("Socialförvaltningen", towns[1]),
        "förvaltningen",
        parent=two,
    )
    heads = _body(f"Socialchefsnätverket i {home}", "network", at("Socialchefsnätverket", home), "nätverket",
                  f"SCN{letter}", style="natverk", people="heads", parent=office.key)  # fmt: skip
    wide = _body(f"Länsnätverket för välfärdschefer i {home}", "network",
                 "Länsnätverket" if number == 0 else f"Länsnätverket för välfärdschefer i {home}", "nätverket",
                 f"LNV{letter}", style="natverk", people="heads", parent=office.key)  # fmt: skip
    near = _body(f"Styrgruppen för nära vård i {home}", "steering group", at("Styrgruppen för nära vård", home), "styrgruppen",
                 style="styrgrupp", people="experts")  # fmt: skip
    board = _body(f"Regionstyrelsen i {home}", "committee", at("Regionstyrelsen", home), "styrelsen",
                  style="regionstyrelse", people="board", parent=region.key)  # fmt: skip
    town = _body(f"Kommunstyrelsen i {towns[0]}", "committee", at("Kommunstyrelsen", towns[0]), "styrelsen",
                 style="kommunstyrelse", people="board", parent=one)  # fmt: skip
    care = _body(f"Socialnämnden i {towns[1]}", "committee", at("Socialnämnden", towns[1]), "nämnden",
                 style="kommunstyrelse", people="board", parent=two)  # fmt: skip
    kin = _body(f"Anhörigföreningen i {towns[3]}", "association", at("Anhörigföreningen", towns[3]), "föreningen",
                style="forening", people="association")  # fmt: skip
    home_club = _body(f"{towns[2]} hembygdsförening", "association", f"{towns[2]} hembygdsförening", "föreningen",
                      style="forening", people="association")  # fmt: skip
    tasks = _body(f"Arbetsgruppen för välfärdsteknik i {home}", "working group", at("Arbetsgruppen för välfärdsteknik", home),
                  "arbetsgruppen", style="atgardslista", people="experts")  # fmt: skip
    project = _body(f"Projektgruppen Gemensam journal {home}", "working group", f"Projektgruppen Gemensam journal {home}",
                    "projektgruppen", style="styrgrupp", people="experts", registered=False)  # fmt: skip
    elders = _body(f"Pensionärsrådet i {towns[0]}", "council", at("Pensionärsrådet", towns[0]), "rådet",
                   style="tabell", people="association", parent=one)  # fmt: skip
    area = _body(f"Programområdet Äldres hälsa i {home}", "programme area", at("Programområdet Äldres hälsa", home),
                 "programområdet", style="rubriker", people="experts")  # fmt: skip
    forum = _body(f"Samverkansforum för barn och unga i {home}", "council", at("Samverkansforum för barn och unga", home),
                  "forumet", style="rubriker", people="experts")  # fmt: skip
    routes = {
        heads.key: (wide, near, tasks, group), wide.key: (heads, near, board, area), near.key: (wide, board, tasks, project),
        board.key: (assembly, wide, near), town.key: (council, care, elders), care.key: (town, social, heads),
        kin.key: (elders, care), home_club.key: (kin, town), tasks.key: (near, heads), project.key: (near, tasks),
        elders.key: (town, care), area.key: (wide, near), forum.key: (heads, area),
    }  # fmt: skip
    order = (heads, town, kin, near, board, tasks, elders, area, wide, care, home_club, project, forum)
    meeting = tuple(_with_targets(body, tuple(target.key for target in routes[body.key])) for body in order)
    others = (council, assembly, social)
    whole = County(number, home, municipalities, region, group, office, meeting, others,
                   tuple((body.key, "member_of", group.key) for body in municipalities))  # fmt: skip
    whole.by_key.update({body.key: body for body in whole.all})
    return whole


def _body(name: str, kind: str, short: str, noun: str, abbreviation: str = "", *, style: str | None = None,
          people: str = "", parent: str | None = None, registered: bool = True) -> Body:  # fmt: skip
    return Body(name, name, kind, short, noun, abbreviation, (), parent, style, people, registered)


def _with_targets(body: Body, targets: tuple[str, ...]) -> Body:
    return Body(body.key, body.name, body.type, body.short, body.noun, body.abbreviation, body.forms, body.parent,
                body.style, body.people, body.registered, targets)  # fmt: skip
