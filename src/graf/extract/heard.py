"""What one document says that may name a body, before it is known what that means: passages, not yet names.

The lexicon of a dataset (`naming`) is made of what all its documents say. What each says follows from its text alone,
so it is gathered document by document, and only putting it together looks at all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graf.extract.learned import UNIT_WORDS, body_kinds
from graf.extract.near import Hints, either, found_near
from graf.extract.pattern import small_letters
from graf.model import Document

HEAD_ROWS = 8


@dataclass(frozen=True, slots=True)
class Heard:
    """The passages of one document that may name bodies, in its order, each once.

    `compounds`: a word that ends as bodies' names do, with what a hyphen joins to it (`hälso- och sjukvårdsnämnden`),
    and how often; `introduced`: what stands before an abbreviation in parentheses; `placed`: what stands before `i`
    and a place; `capitals`: words in capitals; `units`: a department and its short name; `groups`, `named`: a group
    for something, a name with its kind behind; `referenced`: a group of another body; `head`: the first lines.
    """

    compounds: tuple[tuple[str, str, int], ...]
    introduced: tuple[tuple[str, str], ...]
    placed: tuple[tuple[str, str], ...]
    capitals: tuple[tuple[str, int], ...]
    units: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str, bool], ...]
    named: tuple[str, ...]
    referenced: tuple[tuple[str, str, str | None], ...]
    head: tuple[str, ...]


def hear(document: Document) -> Heard:
    """What a document says that may name a body; linear in its length."""
    text = _running(document.repaired)
    patterns = _patterns()
    compounds: Counter[tuple[str, str]] = Counter()
    hints = patterns.hints.places(small_letters(text))
    for match in found_near(patterns.compound, hints["ending"], text, _NEAR, words=2):
        before = ""
        if text.endswith(("- och ", "- eller "), 0, match.start()):
            joined = re.search(r"[A-ZÅÄÖa-zåäö]+- (?:och|eller) $", text[max(0, match.start() - 80) : match.start()])
            before = joined[0] if joined else ""
        compounds[match[0], before] += 1
    introduced = []
    for match in _INTRODUCED.finditer(text):
        end = match.start()
        while end and text[end - 1].isspace():
            end -= 1
        before = text[max(0, end - 80) : end]
        introduced.append((match[1], before[before.rfind("(") + 1 :]))
    units = []
    if any(name in text for name in _UNIT_STARTS):
        units = [(m[1], m[2]) for m in _UNIT.finditer(text)] + [(m[2], m[1]) for m in _UNIT_BACK.finditer(text)]
    return Heard(
        compounds=tuple((word, before, times) for (word, before), times in compounds.items()),
        introduced=tuple(introduced),
        placed=tuple(dict.fromkeys(_placed(text))),
        capitals=tuple(Counter(_CAPITALS.findall(text)).items()),
        units=tuple(dict.fromkeys((re.sub(r"\s+", " ", name), short) for name, short in units)),
        groups=tuple(
            dict.fromkeys(
                (m[1], m[2], " för " in m[0]) for m in found_near(patterns.group_for, hints["group"], text, _NEAR)
            )
        ),
        named=tuple(
            dict.fromkeys(
                [
                    *(m[1] for m in found_near(patterns.named, hints["behind"], text, _NEAR, words=3)),
                    *_of_others(text, hints),
                ]
            )
        ),
        referenced=tuple(dict.fromkeys(_referenced(text, hints["group"]))),
        head=_head(document),
    )


def _head(document: Document) -> tuple[str, ...]:
    """The first lines, each of what stands side by side in them by itself."""
    lines = [text for line in document.lines[: 4 * HEAD_ROWS] if (text := line.text.strip())][:HEAD_ROWS]
    return tuple(cell for line in lines for cell in _APART.split(line))


# A board named by what it is for (`tekniska nämnden`, `sjukvårdspolitiska beredningen`).
QUALIFIED = re.compile(
    r"(?!nationella|regionala|lokala|politiska|speciella|aktuella)[A-ZÅÄÖa-zåäö][a-zåäö]{3,}(?:iska|ala|ella|nära) "
    r"(?:nämnden|beredningen|förvaltningen|utskottet|kontoret)",
    re.IGNORECASE,
)
_APART = re.compile(r"\s{3,}|\s*\t\s*")


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns made of the table of bodies' kinds, and the words that tell where to try them (`found_near`)."""

    compound: re.Pattern[str]
    group_for: re.Pattern[str]
    named: re.Pattern[str]
    hints: Hints


@cache
def _patterns() -> Patterns:
    endings = [rule for rule in body_kinds() if not rule.get("after_name") and not rule.get("head_only")]
    generic = "|".join(str(r["ending"]) for r in endings if str(r["ending"]).endswith(("gruppen", "grupp")))
    suffix = either(str(rule["ending"]) for rule in endings)
    small = either(str(rule["ending"]) for rule in endings if rule.get("small"))
    after = "|".join(str(rule["ending"]) for rule in body_kinds() if rule.get("after_name"))
    adjective = r"(?:(?:[Nn]ationella|[Rr]egionala|[Ll]okala|[Kk]ommunala|[Nn]orra|[Ss]ödra|[Öö]stra|[Vv]ästra)\s+)?"
    large = rf"[A-ZÅÄÖ][\w/&]*-\w*{suffix}|[A-ZÅÄÖ][a-zåäöé]{{2,}}{suffix}"
    return Patterns(
        compound=re.compile(
            r"(?<![\w-])[A-ZÅÄÖa-zåäö]{3,}(?:styrelsens|nämndens|fullmäktiges) [a-zåäö]*(?:utskott|presidium)\b|"
            rf"(?<![\w-]){QUALIFIED.pattern}s?\b|"
            rf"(?<![\w-]){adjective}(?:{large}|[a-zåäöé]{{4,}}{small})s?\b"
        ),
        group_for=re.compile(
            rf"(?<![\w-])((?:[Nn]ationell(?:a)?\s+)?\w*(?i:{generic}))\s+(?:för\s+)?"
            r"((?!(?:BESLUTA|BESLÖT|FÖRESLÅ))(?:[A-ZÅÄÖ]{2,}[\w-]*)|(?:[A-ZÅÄÖ]\w+(?:nätverket|rådet|nämnden|styrelsen)))"
        ),
        named=re.compile(
            rf"(?<![\w-])([A-ZÅÄÖ][a-zåäöé]+(?:\s[A-ZÅÄÖ][a-zåäöé]+)?\s+(?:{after}|[A-ZÅÄÖ]?(?:{after})))s?\b",
            re.IGNORECASE,
        ),
        hints=Hints(
            ending=(str(rule["ending"]) for rule in endings),
            behind=(str(rule["ending"]) for rule in body_kinds() if rule.get("after_name")),
            group=("grupp",),
            owned=("grupp", "råd", "utskott"),
            chiefs=("chefer", "direktörer"),
        ),
    )


def compound_at_end(text: str) -> str | None:
    """The compound that a text ends with, where it ends with one."""
    match = list(_patterns().compound.finditer(text))
    return match[-1][0] if match and match[-1].end() == len(text.rstrip()) else None


_NEAR = 80  # characters from where a name of a body begins to where its ending does, at most
_INTRODUCED = re.compile(r"\(([A-ZÅÄÖ][A-ZÅÄÖ/-]{1,7}s?)\)")
_CAPITALS = re.compile(r"[A-ZÅÄÖ](?<!\w.)[A-ZÅÄÖ]{3,6}\b")
_PLACE = re.compile(r"i(?<=[\s)].)\s+([A-ZÅÄÖ][a-zåäö]+)\b")
_BEFORE_PLACE = re.compile(r"(?<=\w)\s*(?:\([A-ZÅÄÖ]+\)\s*)?$")


def _placed(text: str) -> Iterator[tuple[str, str]]:
    """What stands before `i` and a place, an abbreviation in parentheses left out; and the place."""
    for match in _PLACE.finditer(text):
        before = _BEFORE_PLACE.search(text[max(0, match.start() - 120) : match.start()])
        if before:
            end = before.start() + max(0, match.start() - 120)
            yield text[max(0, end - 80) : end], match[1]


_UNIT_STARTS = tuple(f"{word.capitalize()} för " for word in UNIT_WORDS)
_UNIT_NAME = rf"(?:{'|'.join(word.capitalize() for word in UNIT_WORDS)}) för [\wåäöé][\wåäöé ]{{2,60}}?"
_UNIT_SHORT = r"[A-ZÅÄÖ]{2,6}(?: [A-ZÅÄÖ]\w+)?"
_UNIT = re.compile(rf"({_UNIT_NAME})\s*\(({_UNIT_SHORT})\)")
_UNIT_BACK = re.compile(rf"\b({_UNIT_SHORT})\s*\(({_UNIT_NAME})\)")
_GROUP_NAME = re.compile(r"((?:referens|arbets|projekt|samverkans)grupp)(?:en)?\s+([A-ZÅÄÖ]\w+\s+för\s+\w+)")


def _referenced(text: str, groups: Sequence[int]) -> list[tuple[str, str, str | None]]:
    """A group that bears a name, and the abbreviation of the body whose group the text says it is."""
    found = []
    for match in found_near(_GROUP_NAME, groups, text, _NEAR):
        owner = re.search(rf"\b([A-ZÅÄÖ]{{2,6}}):?s\s+{match[1]}", text)
        found.append((match[1], " ".join(match[2].split()), owner[1] if owner else None))
    return found


def _of_others(text: str, hints: Mapping[str, list[int]]) -> Iterator[str]:
    """Groups of an organisation (`Länstrafikens samrådsgrupp`); chiefs who meet (`kommuncheferna i Norra`)."""
    for pattern, which in ((_OF_ANOTHER, "owned"), (_CHIEFS, "chiefs")):
        for match in found_near(pattern, hints[which], text, _NEAR):
            yield match[1][:1].upper() + match[1][1:]


_OF_ANOTHER = re.compile(
    r"(?<![\w-])((?!(?:Kommun|Region|Läne|Lande|Året|Styrelse|Nämnd|Förening|Nätverk|Grupp|Förvaltning|Projekt|Dagen|Möte|"
    r"Råde|Förbund|Verksamhet|Stat|Myndighet|Skolan|Enhet|Avdelning|Direktion|Utskott|Stämm|Ledning|Ordförand)\w*)"
    r"[A-ZÅÄÖ][a-zåäö]{3,}(?:en|et|an|na)s [a-zåäö]{3,}(?:grupp|råd|utskott))(?:en|et)?\b"
)
_CHIEFS = re.compile(
    r"(?<![\w-])([Ll]änets [a-zåäö]{3,}(?:chefer|direktörer)|[A-ZÅÄÖa-zåäö][a-zåäö]{3,}(?:cheferna|direktörerna) i "
    r"(?:(?:norra|södra|östra|västra|mellersta) )?[A-ZÅÄÖ][a-zåäö]+(?: län)?)(?![\w-])"
)
_BROKEN = re.compile(r"-(?<=\w-)\s*\n\s*(?=[a-zåäö])(?!och\b|eller\b)")


def _running(text: str) -> str:
    """Text as one line, words broken at a hyphen joined where no list of compounds follows."""
    return _BROKEN.sub("", text).replace("\n", " ")
