"""What one document says that may name a body, before it is known what that means: passages, not yet names.

The lexicon of a dataset (`naming`) is made of what all its documents say. What each says follows from its text alone,
so it is gathered document by document, and only putting it together looks at all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from graf.extract.learned import UNIT_WORDS, body_kinds
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
    for match in patterns.compound.finditer(text):
        before = ""
        if re.search(r"\w- (?:och|eller) $", text[: match.start()][-10:]):
            joined = re.search(r"[A-ZÅÄÖa-zåäö]+- (?:och|eller) $", text[max(0, match.start() - 80) : match.start()])
            before = joined[0] if joined else ""
        compounds[match[0], before] += 1
    introduced = []
    for match in patterns.introduced.finditer(text):
        before = text[max(0, match.start() - 80) : match.start()]
        introduced.append((match[1], before[before.rfind("(") + 1 :]))
    units = [(m[1], m[2]) for m in _UNIT.finditer(text)] + [(m[2], m[1]) for m in _UNIT_BACK.finditer(text)]
    return Heard(
        compounds=tuple((word, before, times) for (word, before), times in compounds.items()),
        introduced=tuple(introduced),
        placed=tuple(dict.fromkeys((text[max(0, m.start() - 80) : m.start()], m[1]) for m in _PLACED.finditer(text))),
        capitals=tuple(Counter(re.findall(r"\b[A-ZÅÄÖ]{4,7}\b", text)).items()),
        units=tuple(dict.fromkeys((re.sub(r"\s+", " ", name), short) for name, short in units)),
        groups=tuple(dict.fromkeys((m[1], m[2], " för " in m[0]) for m in patterns.group_for.finditer(text))),
        named=tuple(dict.fromkeys(m[1] for m in patterns.named.finditer(text))),
        referenced=tuple(dict.fromkeys(_referenced(text))),
        head=tuple([line.text.strip() for line in document.lines if line.text.strip()][:HEAD_ROWS]),
    )


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns made of the table of bodies' kinds."""

    compound: re.Pattern[str]
    group_for: re.Pattern[str]
    named: re.Pattern[str]
    introduced: re.Pattern[str]


@cache
def _patterns() -> Patterns:
    endings = [rule for rule in body_kinds() if not rule.get("after_name") and not rule.get("head_only")]
    generic = "|".join(str(r["ending"]) for r in endings if str(r["ending"]).endswith(("gruppen", "grupp")))
    suffix = "|".join(str(rule["ending"]) for rule in endings)
    small = "|".join(str(rule["ending"]) for rule in endings if rule.get("small"))
    after = "|".join(str(rule["ending"]) for rule in body_kinds() if rule.get("after_name"))
    adjective = r"(?:(?:[Nn]ationella|[Rr]egionala|[Ll]okala|[Kk]ommunala|[Nn]orra|[Ss]ödra|[Öö]stra|[Vv]ästra)\s+)?"
    large = rf"[A-ZÅÄÖ][\w/&]*-\w*(?:{suffix})|[A-ZÅÄÖ][a-zåäöé]{{2,}}(?:{suffix})"
    return Patterns(
        compound=re.compile(rf"(?<![\w-]){adjective}(?:{large}|[a-zåäöé]{{4,}}(?:{small}))s?\b"),
        group_for=re.compile(
            rf"(?<![\w-])((?:[Nn]ationell(?:a)?\s+)?\w*(?i:{generic}))\s+(?:för\s+)?"
            r"((?:[A-ZÅÄÖ]{2,}[\w-]*)|(?:[A-ZÅÄÖ]\w+(?:nätverket|rådet|nämnden|styrelsen)))"
        ),
        named=re.compile(
            rf"(?<![\w-])([A-ZÅÄÖ][a-zåäöé]+(?:\s[A-ZÅÄÖ][a-zåäöé]+)?\s+(?:{after}|[A-ZÅÄÖ]?(?:{after})))s?\b",
            re.IGNORECASE,
        ),
        introduced=re.compile(r"\s*\(([A-ZÅÄÖ][A-ZÅÄÖ/-]{1,7}s?)\)"),
    )


def compound_at_end(text: str) -> str | None:
    """The compound that a text ends with, where it ends with one."""
    match = list(_patterns().compound.finditer(text))
    return match[-1][0] if match and match[-1].end() == len(text.rstrip()) else None


_PLACED = re.compile(r"(?<=\w)\s*(?:\([A-ZÅÄÖ]+\)\s*)?(?<=[\s)])i\s+([A-ZÅÄÖ][a-zåäö]+)\b")
_UNIT_NAME = rf"(?:{'|'.join(word.capitalize() for word in UNIT_WORDS)}) för [\wåäöé][\wåäöé ]{{2,60}}?"
_UNIT_SHORT = r"[A-ZÅÄÖ]{2,6}(?: [A-ZÅÄÖ]\w+)?"
_UNIT = re.compile(rf"({_UNIT_NAME})\s*\(({_UNIT_SHORT})\)")
_UNIT_BACK = re.compile(rf"\b({_UNIT_SHORT})\s*\(({_UNIT_NAME})\)")
_GROUP_NAME = re.compile(r"\b(referensgrupp|arbetsgrupp|projektgrupp|samverkansgrupp)(?:en)? ([A-ZÅÄÖ]\w+ för \w+)")


def _referenced(text: str) -> list[tuple[str, str, str | None]]:
    """A group that bears a name, and the abbreviation of the body whose group the text says it is."""
    found = []
    for match in _GROUP_NAME.finditer(re.sub(r"\s+", " ", text)):
        owner = re.search(rf"\b([A-ZÅÄÖ]{{2,6}}):?s {match[1]}", text)
        found.append((match[1], match[2], owner[1] if owner else None))
    return found


def _running(text: str) -> str:
    """Text as one line, words broken at a hyphen joined where no list of compounds follows."""
    return re.sub(r"(\w)-\s*\n\s*(?=[a-zåäö])(?!och\b|eller\b)", r"\1", text).replace("\n", " ")
