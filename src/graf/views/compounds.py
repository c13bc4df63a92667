"""Compounds: the words that a Swedish word is put together of, so that `omsorg` finds `äldreomsorgen`.

A word is divided where its parts are, taken together, more usual than the word itself (Koehn and Knight, “Empirical
Methods for Compound Splitting”, EACL 2003): `äldre` and `omsorgen` are, `be` and `slutade` are not parts at all. Words
and how usual they are come from the list that repair uses too.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from graf.read.lexicon import FIELD, FIELD_WORDS, frequencies

LEAST: Final = 7
"""A shorter word is not divided."""
MOST: Final = 50
"""A longer one is none."""
_RARE: Final = 3e-8
_SHORT: Final = {3: 8e-6, 4: 4e-7}
"""How usual a part of so few letters must be: less may be chance."""
_EACH, _CLEARLY = 1.6, 0.1
"""What each part past two costs, and by how much the parts must be more usual than the word, as logarithms."""
_SMALL: Final = """
    aler all alla alls allt anda ande anden andet andra anger ans appar arbet are ark arka arna aten att bar bara
    borgar borgare bort bra dag dagen dar dem den der des det detta din dina dom dra drar du där då efter egen eget
    egna eller else elser ena enda enlig enligt ens ensam ent era erad erade erat erna ers ert ett etta fast fick
    från får för före förs ger ges gott går gör görs hade han hand hans har hela hem hen hennes het heten heter hets
    hette hit hon honom hos hur hör ida ifrån iga igen igt ihop ing inga ingar ingen inget innan inom inte isk iska
    iske iskt ism ist iv iva jag kan kom kommer kopp kring kunde lade lat ler lera lig liga ligen ligt lika ling
    lingar lite loss längs lös löst man med mellan men mer mest mig min mina mitt mot mycket ned nej ner nere ning
    ningar ningen nog nomine nor nytt när nära nån och orna oss per rad rade rat ren rena ret ring röd sade samma
    samt san sedan sen ser sig sin sina ska skall skulle som sätt sättet så såg ta tar tas tek tell tid till tog tor
    tre trots tvärt två tyg under upp uppe ur ut utan ute uti utom vana var vara vem ven verkan verket vid vill vis
    visa visst väl vår våra ytterst än änd ännu ära även åren åt åter öre över
"""
_NO_PARTS: Final = frozenset(_SMALL.split())
"""Endings, prefixes and small words: what they leave is not a word that somebody looks for."""
_FIRST: Final = frozenset(("barn", "dag", "hand", "hem", "kost", "läs", "mat", "tid", "år", "åter"))
"""Of those, what may well stand first: `hemsjukvård`, `tidplan`."""
_LINK: Final = ("ar", "er", "or", "a", "e", "s")
"""After these endings no linking s follows."""


@lru_cache(maxsize=200_000)
def parts(word: str) -> tuple[str, ...]:
    """The parts of a small-letter word in their order, without linking s; empty where it is not a compound.

    `hemsjukvårdsavtalet` → `("hem", "sjukvård", "avtalet")`.
    """
    if not LEAST <= len(word) <= MOST or not word.isalpha():
        return ()
    table: list[dict[int, tuple[float, tuple[str, ...]]]] = [{0: (0.0, ())}, *({} for _ in word)]
    for end in range(3, len(word) + 1):
        for start in range(0, end - 2):
            if not table[start] or (start == 0 and end == len(word)):
                continue
            part, value = _part(word[start:end], start == 0, end == len(word))
            for count, (before, names) in table[start].items() if part else ():
                if count + 1 not in table[end] or before + value > table[end][count + 1][0]:
                    table[end][count + 1] = (before + value, (*names, part))
    ranked = max(
        ((value / count - _EACH * (count - 2), names) for count, (value, names) in table[-1].items()), default=None
    )
    if ranked is None or ranked[0] <= math.log(_frequency(word) or _RARE) + _CLEARLY:
        return ()
    return ranked[1]


def _part(piece: str, first: bool, last: bool) -> tuple[str, float]:
    """A piece as a part, and the log of how usual it is; no part where it cannot be one."""
    usual = _usual(piece, first)
    if not last and piece.endswith("s") and len(piece) > 4 and not piece[:-1].endswith(_LINK):
        bare = _usual(piece[:-1], first)
        if bare:
            return piece[:-1], math.log(max(bare, usual))
    return (piece, math.log(usual)) if usual else ("", 0.0)


def _usual(piece: str, first: bool) -> float:
    if len(piece) < 3 or (piece in _NO_PARTS and not (first and piece in _FIRST)):
        return 0.0
    found = _frequency(piece)
    return found if found > _SHORT.get(len(piece), _RARE) else 0.0


def _frequency(word: str) -> float:
    return max(frequencies().get(word, 0.0), FIELD if word in FIELD_WORDS else 0.0)
