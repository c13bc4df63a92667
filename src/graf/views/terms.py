"""Terms: what a text is found by. Words without case and accents, without their endings, and the parts of compounds.

`frontend/src/terms.js` does the same to what a visitor writes in the static site, but for the compounds, which only
texts are divided into (a test holds that both agree).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from graf.views.compounds import parts

if TYPE_CHECKING:
    from tantivy import TextAnalyzer

_WORD = re.compile(r"[^\W_]+")
_OTHERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ł": "l"})


def fold(text: str) -> str:
    """A text without case and accents: `Närvårdsavdelningen` → `narvardsavdelningen`."""
    plain = unicodedata.normalize("NFKD", text).lower()
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] != "M").translate(_OTHERS)


def words(text: str) -> list[str]:
    """The words and numbers of a text, folded, in their order."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A folded word without its ending: `avtalen` and `avtalet` → `avtal`.

    Snowball's Swedish stemmer, as tantivy has it, and before and after it the ending -et of words such as `avtalet`,
    which Snowball leaves on most words, lest it take it from others.
    """
    found = _analyzer().analyze(_without_et(word))
    return _without_et(found[0] if found else word)


@lru_cache(maxsize=200_000)
def terms(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The terms of a written word: those of the word itself, and those of the parts that it is put together of."""
    own = tuple(dict.fromkeys(stem(one) for one in words(word)))
    found = (stem(fold(part)) for part in _within(word.lower()))
    return own, tuple(dict.fromkeys(one for one in found if one not in own))


def text_terms(texts: list[str]) -> tuple[list[str], list[str]]:
    """The terms of texts and those of the parts of their compounds, in their order, as often as they occur."""
    whole: list[str] = []
    divided: list[str] = []
    for text in texts:
        for word in _WORD.findall(unicodedata.normalize("NFC", text)):
            own, within = terms(word)
            whole += own
            divided += within
    return whole, divided


def _within(word: str) -> list[str]:
    """The parts of a compound, and theirs: `hemsjukvård` → hem, sjukvård, sjuk, vård."""
    found = []
    for part in parts(word):
        found += [part, *_within(part)]
    return found


def _without_et(word: str) -> str:
    for ending in ("ets", "et"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return _without_et(word[: -len(ending)])
    return word


@cache
def _analyzer() -> TextAnalyzer:
    import tantivy

    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(tantivy.Filter.stemmer("swedish")).build()
