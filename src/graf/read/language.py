"""Which language a text is in, by the share of its words that are function words of each; and the gates to repair.

Words are compared without diacritics, so Swedish that lost its å, ä and ö is still told from Norwegian.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from graf.read.kept import Kept
from graf.read.points import spotted

GATE = 10.0  # å, ä, ö per 1,000 letters; clean Swedish minutes have 40 to 60
ENOUGH_WORDS = 40  # below, a text is called foreign only when another language is plain
_WORD = re.compile(r"[^\W\d_]+")

_FUNCTION_WORDS = {
    "Swedish": "och att det som av till med den inte vid ett om har kan ska fran for pa ar en i under efter samt "
    "eller denna detta dessa de vi inom hur nar dar men ocksa skall infor genom mellan sig sin mot",
    "Danish": "og at det som af til med den ikke ved et om har kan skal fra for pa er en i under efter samt eller "
    "denne dette disse de vi hvordan nar der men ogsa blev gennem mellem sig sin mod hvor af",
    "Norwegian": "og at det som av til med den ikke ved et om har kan skal fra for pa er en i under etter samt eller "
    "denne dette disse de vi hvordan nar der men ogsa ble gjennom mellom seg sin mot hvor ikkje fra ein eit",
    "English": "and that the which of to with it not at a if has can shall from for on is in under after or this "
    "these they we within how when there but also was were be by as will an are",
    "German": "und dass das der die von zu mit den nicht bei ein eine hat kann soll aus fur auf ist in unter nach "
    "sowie oder diese dieser sie wir wie wenn aber auch wurde durch zwischen sich gegen im zum zur des dem",
    "Finnish": "ja etta se joka on ei ovat oli tai myos kun mutta seka jos han he me tama nama mukaan kanssa ennen "
    "jalkeen voi tulee sen ole olla",
    "French": "et que le la les de des du un une dans pour sur par avec est sont qui ce cette ces ou pas au aux en il "
    "elle nous vous mais",
}
_TABLE = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """What a piece of text between spaces has: words, and the languages that have one as a function word.

    And how many words of two or three small letters, and those that were hardly printed so.
    """

    words: int
    languages: tuple[str, ...]
    short: int
    odd: int


_alike = lru_cache(maxsize=10_000)(_Piece)  # one for all pieces that have the same


def _counted(pieces: Iterable[str]) -> Counter[_Piece]:
    """What pieces of text have, and how often."""
    return Counter(map(_SEEN.__getitem__, pieces))


def _piece(piece: str) -> _Piece:
    words = _WORD.findall(piece)
    plain = unicodedata.normalize("NFD", " ".join(words).casefold().replace("ø", "o").replace("æ", "a"))
    folded = "".join(c for c in plain if not unicodedata.combining(c)).split(" ")
    languages = tuple(language for word in folded for language, known in _TABLE.items() if word in known)
    short = _SHORT.findall(piece)
    odd = sum(word not in _SHORT_WORDS for word in short) or int(_SHAPED.fullmatch(piece) is not None)
    return _alike(len(words), languages, len(short), odd)


_SEEN = Kept(_piece)


def shares(text: str) -> tuple[dict[str, float], int]:
    """The share of a text's words that are function words of each language, and how many words there are."""
    counts, words = dict.fromkeys(_TABLE, 0), 0
    for piece, times in _counted(text.split()).items():
        words += piece.words * times
        for language in piece.languages:
            counts[language] += times
    return {language: count / max(1, words) for language, count in counts.items()}, words


def foreign(text: str) -> str | None:
    """The language of a text that is not Swedish (`Danish`, `English`, …, `unknown`); None where it is Swedish.

    A text of few words is Swedish unless another language is plain.
    """
    found, words = shares(text)
    swedish = found.pop("Swedish")
    language = max(found, key=lambda name: found[name])
    share = found[language]
    if words >= ENOUGH_WORDS and max(swedish, share) < 0.02:
        return "unknown"
    clear = 1.0 if words >= ENOUGH_WORDS else 1.5
    return language if share > swedish * clear and share >= 0.12 and share * words >= 3 else None


def gated(text: str) -> bool:
    """Whether a text has too few å, ä and ö to have been read with Swedish letters: fewer than 10 in 1,000."""
    marked = letters = 0
    for letter in "äåöÄÅÖ":
        marked += text.count(letter) * 1000
        if marked >= GATE * len(text):
            return False  # not all of it are letters, either
    for letter in "aeinrst":
        letters += text.count(letter)
        if marked < GATE * letters:
            return True  # there are more letters than these
    letters = sum(map(str.isalpha, text))
    return letters > 0 and marked < GATE * letters


# All words of two or three letters that Swedish minutes use; what is none of them was hardly printed so.
_SHORT_TEXT = (
    "act adb af akt all alv an and ang ann any apr are arg art arv as at att aug av avd avs bad bak bar bas be ben "
    "ber bet bif bil bis bit bli blå bo bok bor bra bro bud bus but by byn byt bär båt bör ca can cm cup dag dal dam "
    "dan de deg del dem den der des det dig din dit do dog dom dra du dvs dyr där då dåd dö död dör döv ed eds ej ek "
    "eko el eld elv em en ena enl ens er era ers etc ett eu ev ex fag fal far fax feb fel fem fet fil fin fix fom for "
    "fot fr fri frö ful fy få får fåt föd föl för gap gas gav ge ger ges god grå gud gul gym gäv gå går gås gör göt "
    "ha had hal ham han har has hav hd hej hel hem hen her het hit hon hor hos hot how hr hsl ht hur hus hyr häl här "
    "hål hår hög hör id if ifo in inn ip is it its iv ivo ja jag jan jfr jo job ju jul jun jäv kan kap ker kid kl klk "
    "km ko kod kol kom kor kr kul kv kvm kär kök kön köp kör lag lat le led lek ler let lev lik lit liv lov lp lss "
    "lsu lun lva lvm lvu län lär läs lät låg lån lås låt lök lön lös maj man mar mat may med mej men mer mfl mig mil "
    "min mkt mm mom mor mot mun mur mus män mål mån mår ned nej ner new ni nio no nog non not nov nr nu ny nya nyt "
    "nän när näs nät nå når nåt nöt obs och of off ok okt om on one ont or ord oro ort oss ost our out own par per "
    "pol pos pr på rad rak ram ras red reg ren res rik ris riv ro rom rot rum rut räv rå råd rån röd röj rör röv sa "
    "sak sal sam se sek sen sep ser ses sex sid sig sin sju sjö sk ska ske sko skr slå snö so sol som son sou sov sp "
    "st stå sur sv syn säg säl så såg sån sår sås sök sön söp söt ta tag tak tal tar tas tel ten tex tf the tid tio "
    "tjg to tog tok tom ton top tre tro tu tur två two typ tät tå tåg tål tör ugn ung up upp ur ut utb ute vad val "
    "van var vb vd ved vem ver vet vi via vid vin vis viv von vt vux väg väl vän väv våg vår was we who yr yta äga "
    "ägd ägg ägt älg än äng är ära ät äta åk åka ål ån år års ås åt åta öar öde öga ök öka öl öm öns öra öre öst öva "
)
_SHORT_WORDS = frozenset(_SHORT_TEXT.split())
_SHORT = re.compile(r"(?<![\w.,:/@&'’-])[a-zåäöéáàâèêíóòôõ]{2,3}(?![\w/@&'’-])")


# What no printed word has: a figure or a capital I or O inside, a figure before, letters that never stand together.
_SHAPED = re.compile(
    r"[(”\"]?(?:[^\W\d_][a-zåäö]+[01589|][a-zåäö]{2,}|[5689][a-zåäö]{4,}|[a-zåäö]{3,}[IO][a-zåäö]+"
    r"|(?:[^\W\d_][a-zåäö]*)?(?:[bdfgjkmptvåäöBDFGJKPTV]c[bdfgjmnpqrstvx]|[lnrLNR]c[bdfgmnpv]|q[^\Wuvi])[a-zåäö]*"
    r"|[^\W\d_][a-zåäö]+q)"
    r"[).,:;”\"]*"
)


def short_words(words: Iterable[str]) -> tuple[int, int]:
    """How many words were hardly printed so, and how many of two or three small letters there are in all.

    They are those of two or three small letters that no Swedish text has, and others with signs that no word has.
    """
    had = _counted(words)
    odd = sum(piece.odd * times for piece, times in had.items())
    return odd, sum(piece.short * times for piece, times in had.items())


SHARE, FEW = 0.004, 3  # from this share of short words on, and so many, that are none, letters were misread
PLAIN = 0.015  # from this share on, two tell as much
_MARKED = ["på", "från", "är", "även", "också", "när", "där", "två", "några", "många", "måste", "åtgärder", "ärende"]
_LOST = re.compile("|".join(rf"\b{re.sub('[åäö]', '[aoédáàâ460]', word)}\b" for word in _MARKED))
_KEPT = re.compile(rf"\b(?:{'|'.join(_MARKED)})\b")


def misread(text: str) -> bool:
    """Whether the engine misread so much of a text that it is worth repair: marks, letters or points."""
    return gated(text) or spotted(text) or misspelt(text)


def misspelt(text: str) -> bool:
    """Whether letters were taken for others, in a text that need not have lost its marks."""
    odd, total = short_words(text.split())
    return odd > (SHARE if odd >= FEW else PLAIN) * total and odd >= FEW - 1


def doubt(text: str) -> float:
    """What speaks against a lost mark in a text that keeps some, in nats: by the share that its common words lost."""
    lost, kept = len(_LOST.findall(text)) + 0.5, len(_KEPT.findall(text)) + 0.5
    return max(0.0, math.log(kept / lost))
