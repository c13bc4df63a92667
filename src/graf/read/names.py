"""Names of people and places: Swedish first and family names, how family names are built, and the dataset's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from graf.read.confusions import SKELETON, cost
from graf.read.lexicon import by_skeleton
from graf.read.vocabulary import Asked, Vocabulary

# Family names are made of two words from nature or the farm: Sjö+berg, Åker+ström. A first part alone is one too: Löf.
_FIRST_PARTS = (
    "ahl alm an ask asp berg björk blom bo bolin bond brand brodd bygg bäck dahl dal ed ek elm eng engel fager "
    "fahl falk fjäll flod fors forss fri frö gran green grön gull gyll gäll gärd gård göt hag hagel hall halv "
    "hammar hamn hav hed hell holm hult häg hägg häll häst hög hörn jern järn kall karl kjell klar kling knut "
    "kron kull kvarn käll lager land lilje lind ljung ljus lund lång löf lönn löv mal malm mell mo mol myr mård "
    "mörk nord norr ny näs os palm pihl quist ren ring ros rosen rud rund ryd råd rö rönn sand sel silfver sjö "
    "skog skär sköld sol sten stjern storm strand strå ström ståhl stål sund svan svärd säter söder sör tall teg "
    "thor tor torn torp tärn tång törn udd ull vall vester vik vret väst väster wahl wall warg west älv äng ängs "
    "å åhl åker åm ång ås åsk ö öst öster"
)
_LAST_PARTS = (
    "ahl berg bergh blad blom bom borg brandt brink bro by bäck dahl dal dén ed ek ell feldt fors forss gren gård "
    "hag hage hagen hall hammar hed hedé holm hult häll höjd ing klint kvist land lid lin lind ling ljung lund "
    "lundh löf löv man mark mo mor näs nér olf quist rot roth rud ryd ryda sjö skiöld skog skär sköld stam stedt "
    "sten strand stråle ström stål sund svärd säter tun vall vik wall wik å ås én ö"
)
FIRST_PARTS, LAST_PARTS = tuple(_FIRST_PARTS.split()), tuple(_LAST_PARTS.split())
PATRONYMS = ("sson", "son", "dotter")


@cache
def swedish() -> frozenset[str]:
    """First and family names in small letters: the lists of the package Faker, and patronyms of its first names."""
    from faker.providers.person.sv_SE import Provider

    first = {str(name).lower() for name in Provider.first_names}
    last = {str(name).lower() for name in Provider.last_names}
    patronyms = {name.removesuffix("s") + ending for name in first for ending in PATRONYMS}
    return frozenset(first | last | patronyms)


@cache
def composed() -> frozenset[str]:
    """Family names in small letters that their parts make, and the parts of three letters or more alone."""
    alone = {part for part in FIRST_PARTS if len(part) > 2}
    return frozenset({first + last for first in FIRST_PARTS for last in LAST_PARTS if len(first + last) > 3} | alone)


@cache
def _index(source: str) -> dict[str, tuple[str, ...]]:
    return by_skeleton(sorted(swedish() if source == "swedish" else composed()))


_HEADS = tuple(part for part in FIRST_PARTS if len(part) > 4 and not part.isascii())


def headed(read: str) -> str | None:
    """A family name that begins with a known part, its marks put back there: `stahlkloo` → `ståhlkloo`."""
    for part in _HEADS:
        if len(read) > len(part) + 2 and cost(read[: len(part)], part):
            return part + read[len(part) :]
    return None


class Names:
    """The names that one dataset may hold."""

    def __init__(self, vocabulary: Vocabulary, usual: Callable[[str], bool], asked: Asked) -> None:
        """Capitalised words of a dataset are names, unless they are `usual`; look-ups are `asked`."""
        own = {word for word in vocabulary.capitals if not usual(word)} | vocabulary.names
        own |= {name + "s" for name in own if not name.endswith("s")}
        self._own = frozenset(own)
        self._own_index = by_skeleton(sorted(own))
        self._asked = asked

    def own(self, word: str) -> bool:
        """Whether the dataset has a small-letter word as a name."""
        self._asked.exact.add(word)
        return word in self._own

    def known(self, word: str) -> bool:
        """Whether a small-letter word is a name as it stands."""
        self._asked.exact.add(word)
        return word in self._own or word in swedish()

    def candidates(self, read: str) -> list[tuple[str, float]]:
        """Listed names that may have been printed where `read` (small letters) stands, with costs, cheapest first.

        The dataset's own names come before the lists of Swedish names.
        """
        if self.known(read):
            return [(read, 0.0)]
        skeleton = read.translate(SKELETON)
        return _priced(read, self._own_index.get(skeleton, ())) or _priced(read, _index("swedish").get(skeleton, ()))

    def built(self, read: str) -> list[tuple[str, float]]:
        """Family names that may be built of known parts, likewise; the name as read, if it is one."""
        return _priced(read, _index("composed").get(read.translate(SKELETON), ()))


def _priced(read: str, names: Iterable[str]) -> list[tuple[str, float]]:
    found = [(name, price) for name in names if (price := cost(read, name)) is not None]
    return sorted(found, key=lambda pair: (pair[1], pair[0]))
