"""Which language a text is in, by the share of its words that are function words of each; and the repair gate.

Words are compared without diacritics, so Swedish that lost its å, ä and ö is still told from Norwegian.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

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


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    word = word.casefold().replace("ø", "o").replace("æ", "a")
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def shares(text: str) -> dict[str, float]:
    """The share of a text's words that are function words of each language."""
    found = Counter(_WORD.findall(text))
    words: Counter[str] = Counter()
    for word, times in found.items():
        words[_fold(word)] += times
    total = max(1, found.total())
    return {language: sum(words[word] for word in table) / total for language, table in _TABLE.items()}


def foreign(text: str) -> str | None:
    """The language of a text that is not Swedish (`Danish`, `English`, …, `unknown`); None where it is Swedish.

    A text of few words is Swedish unless another language is plain.
    """
    found = shares(text)
    words = len(_WORD.findall(text))
    swedish = found.pop("Swedish")
    language = max(found, key=lambda name: found[name])
    share = found[language]
    if words >= ENOUGH_WORDS and max(swedish, share) < 0.02:
        return "unknown"
    clear = 1.0 if words >= ENOUGH_WORDS else 1.5
    return language if share > swedish * clear and share >= 0.12 and share * words >= 3 else None


def gated(text: str) -> bool:
    """Whether a text has too few å, ä and ö to have been read with Swedish letters: fewer than 10 in 1,000."""
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(text.count, "åäöÅÄÖ")) * 1000 < GATE * letters
