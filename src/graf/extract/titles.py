"""Posts and professions (`tf. avdelningschef`): what is one, and how it is written in its plain form."""

from __future__ import annotations

import re
from functools import cache

from graf.extract.bodies import Lexicon, find_bodies
from graf.extract.near import Hints, either, found_near
from graf.extract.pattern import small_letters
from graf.extract.rules import table


@cache
def title_word() -> re.Pattern[str]:
    """Matches one word that is a title, or the word before one (`tf.`)."""
    rules = table("titles")["title"]
    endings = either(rule["ending"] for rule in rules if not rule["ending"].isupper())
    whole = "|".join(re.escape(rule["ending"]) for rule in rules if rule["ending"].isupper())
    before = "|".join(re.escape(rule["word"]) for rule in table("titles")["before"])
    short = "|".join(_short())
    return re.compile(
        rf"(?:(?:{short})(?![\w-])\.?"
        rf"|(?:\w{{2,}}\.)?[\w-]*{endings}(?![\w-])|(?-i:{whole})(?![\w-])|(?:{before})\b\.?)",
        re.IGNORECASE,
    )


@cache
def _endings() -> Hints:
    words = [rule["ending"] for rule in table("titles")["title"]] + [rule["word"] for rule in table("titles")["before"]]
    return Hints(title=(word.lower() for word in (*words, *_short())))


def find_title(text: str) -> re.Match[str] | None:
    """The first title word in a text."""
    hints = _endings().places(small_letters(text))["title"]
    return next(found_near(title_word(), hints, text, _LONGEST, words=2), None)


_LONGEST = 60  # letters of a title and of the word before it


@cache
def _short() -> dict[str, str]:
    """Titles as lists shorten them (`ordf.`), and what they are."""
    return {rule["word"]: rule["title"] for rule in table("titles")["short"]}


_SHORT_VICE = re.compile(r"\bv\.? (?=ordf)", re.IGNORECASE)


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(r"^(?:t\.?\s?f\.?)(?=\s)", re.IGNORECASE)


def is_title(text: str) -> bool:
    """Whether a phrase is a post: it begins with a title word or holds one before any `i`, `på`, `för`."""
    head = re.split(r"\s(?:i|på|vid|för|inom|hos)\s", text.strip(), maxsplit=1)[0]
    return bool(head) and bool(find_title(head))


def plain_title(text: str) -> str:
    """A title as running text has it: small first letter, `tf.` with its point, single spaces."""
    text = re.sub(r"\s+", " ", text).strip(" ,;:")
    text = _SHORT_VICE.sub("vice ", re.sub(r"\.$", "", text))
    text = re.sub(rf"\b({'|'.join(_short())})\b\.?", lambda match: _short()[match[1].lower()], text, flags=re.I)
    text = re.sub(r"\b([Bb]itr|[Vv]ik)\b(?!\.)", r"\1.", _acting().sub("tf.", text))
    words = [
        w if w.isupper() or (w[:1].isupper() and "-" in w and w.split("-")[0].isupper()) else _small(w, i)
        for i, w in enumerate(text.split(" "))
    ]
    return " ".join(words)


def _small(word: str, place: int) -> str:
    lowered = word[:1].lower() + word[1:]
    if place == 0 or title_word().fullmatch(word.rstrip(".")):
        return lowered
    return word


def title_and_body(text: str, lexicon: Lexicon) -> tuple[str | None, str | None]:
    """A phrase such as `projektledare Länsstyrelsen` or `Chef RSS Norrland (Lärande)` as title and body.

    The body counts where it ends the phrase, a parenthesis apart, and no `för` ties it to the title (`projektledare för
    Yrkesresan` is one title); `i`, `på`, `vid` and `hos` lead to a body and are dropped.
    """
    bare = re.sub(r"\s*\([^()]*\)?\s*$", "", text).strip(" ,;:.")
    named = [n for n in find_bodies(bare, lexicon) if n.end == len(bare)]
    if named:
        title = re.sub(r"\s+(?:i|på|vid|hos|från|inom)$", "", bare[: named[-1].start].strip(" ,"))
        if not re.search(r"\s(?:för|till|av)$", title):
            return (plain_title(title) if title else None), named[-1].key
    return (plain_title(bare) if bare else None), None


_DEFINITE = re.compile(
    r"(\b(?:ordförande|sekreterare|kassör|kyrkoherde)|(?:chef|direktör|strateg|controller|rektor|revisor|suppleant|"
    r"ingenjör|arkitekt|ekonom|jurist|koordinator|föreståndare|ledare|samordnare|utredare|handläggare|utvecklare|läkare))e?n$",
    re.IGNORECASE,
)


def indefinite(title: str) -> str:
    """A title without the ending of its definite form (`miljöchefen` → `miljöchef`); any other text as it is."""
    return _DEFINITE.sub(r"\1", title) if title[-1:] in ("n", "N") else title
