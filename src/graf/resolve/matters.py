"""Which items are about one thing: threads of business across meetings, bodies and years.

Two items belong together where their headings share words that few other headings have: a name (`MiniMaria`), an
abbreviation, or enough rare words. Routine items (opening, agenda, minutes before) are no matters.
"""

from __future__ import annotations

import hashlib
import math
import re
import tomllib
from base64 import b32encode
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from graf.model import Item, Matter, Minutes, Occurrence

LINK = 0.5  # the least share of the rarer heading's weight that two headings share
COMMON = 12  # a word that more headings have tells no matter from another
CANDIDATES = 20  # groups that an item is compared with
BESIDE = 0.7  # the same for two points below one item


@cache
def _tables() -> tuple[re.Pattern[str], frozenset[str]]:
    """The headings that are no matter, and the words that do not tell what a heading is about."""
    rules = tomllib.loads(files("graf.resolve").joinpath("matters.toml").read_text("utf-8"))
    routine = "|".join(f"(?:{rule['pattern']})" for rule in rules["routine"])
    return re.compile(routine, re.IGNORECASE), frozenset(w for rule in rules["untelling"] for w in rule["words"])


@dataclass(frozen=True, slots=True)
class _Entry:
    file: str
    item: Item
    words: frozenset[str]
    names: frozenset[str]
    date: str


def find_matters(minutes: Sequence[Minutes]) -> tuple[Matter, ...]:
    """The matters that two or more items are about."""
    routine, untelling = _tables()
    entries = [
        _Entry(one.file, item, _words(item.title, untelling), _names(item.title), one.date or one.date_latest or "9999")
        for one in sorted(minutes, key=lambda m: (m.date or m.date_latest or "9999", m.file))
        for item in one.items
        if item.number and not routine.match(item.title)
    ]
    entries = _alike(entries)
    sums = {one.file: one.sha256 for one in minutes}
    weight = _weights(entries)
    groups = _linked(entries, weight)
    found = []
    for members, reasons in groups:
        first = entries[members[0]]
        digest = hashlib.sha256(f"{sums[first.file]}:{first.item.evidence[0].start}".encode()).digest()
        title = min((entries[i].item.title for i in members), key=len)
        occurrences = tuple(Occurrence(entries[i].file, str(entries[i].item.number)) for i in members)
        found.append(Matter(b32encode(digest)[:10].decode().lower(), title, occurrences, (), tuple(reasons)))
    return tuple(sorted(found, key=lambda m: m.key))


def _alike(entries: Sequence[_Entry]) -> list[_Entry]:
    """Long words that differ by one letter (`college`, `collage`) are one word, the more common."""
    counts = Counter(word for entry in entries for word in entry.words)
    long = [word for word, _ in counts.most_common() if len(word) >= 9]
    same: dict[str, str] = {}
    by_start: dict[str, list[str]] = defaultdict(list)
    for word in long:
        near = next((w for w in by_start[word[:4]] if len(w) == len(word) and _one_letter(w, word)), None)
        if near:
            same[word] = near
        else:
            by_start[word[:4]].append(word)
    return [replace(e, words=frozenset(same.get(word, word) for word in e.words)) for e in entries]


def _one_letter(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _words(title: str, untelling: frozenset[str]) -> frozenset[str]:
    """The telling words of a heading, cut to their stems' length; the parts of a hyphened word too."""
    words = [w for w in re.findall(r"\w+", title.casefold()) if len(w) > 3 and not w.isdigit() and w not in untelling]
    return frozenset(_stem(word) for word in words)


def _stem(word: str) -> str:
    return (
        re.sub(r"(?:arnas|ernas|ornas|arna|erna|orna|ens|ets|en|et|ar|er|or|as|s|a|n|e)$", "", word)[:12]
        if len(word) > 6
        else word
    )


def _names(title: str) -> frozenset[str]:
    """Abbreviations and names: words in capitals, capitals inside a word."""
    found = re.findall(r"\b(?:[A-ZÅÄÖ]{3,}|[A-ZÅÄÖ]\w*[a-zåäö][A-ZÅÄÖ]\w*)\b", title)
    return frozenset(name.casefold() for name in found)


def _weights(entries: Sequence[_Entry]) -> dict[str, float]:
    counts = Counter(word for entry in entries for word in entry.words | entry.names)
    return {word: math.log((1 + len(entries)) / times) if times <= COMMON else 0.0 for word, times in counts.items()}


def _linked(entries: Sequence[_Entry], weight: dict[str, float]) -> list[tuple[list[int], list[str]]]:
    """Groups of items, each with its reason; an item joins a group that most of its members speak for."""
    by_word: dict[str, list[int]] = defaultdict(list)
    groups: list[list[int]] = []
    reasons: list[list[str]] = []
    group_of: dict[int, int] = {}
    for index, entry in enumerate(entries):
        near = Counter(group_of[i] for word in entry.words | entry.names for i in by_word[word] if i in group_of)
        chosen: tuple[int, str] | None = None
        for group, _ in sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))[:CANDIDATES]:
            said = [why for i in groups[group] if (why := _why(entries[i], entry, weight))]
            if 2 * len(said) > len(groups[group]):
                chosen = group, said[0]
                break
        if chosen:
            groups[chosen[0]].append(index)
            reasons[chosen[0]].append(chosen[1])
            group_of[index] = chosen[0]
        else:
            group_of[index] = len(groups)
            groups.append([index])
            reasons.append(["the first item of the matter"])
        for word in entry.words | entry.names:
            if len(by_word[word]) < COMMON:
                by_word[word].append(index)
    return [(group, why) for group, why in zip(groups, reasons, strict=True) if len(group) > 1]


def _why(one: _Entry, other: _Entry, weight: dict[str, float]) -> str | None:
    beside = one.file == other.file and one.item.parent is not None and one.item.parent == other.item.parent
    least = BESIDE if beside else LINK
    names = {name for name in one.names & other.names if weight[name]}
    if names and one.file != other.file:
        return f"both headings name {', '.join(sorted(names))}"
    shared = {word for word in one.words & other.words if weight[word]}
    total = min(sum(weight[w] for w in one.words), sum(weight[w] for w in other.words)) or 1.0
    share = sum(weight[w] for w in shared) / total
    if share >= least and (len(shared) >= 2 or (shared and min(len(one.words), len(other.words)) == 1)):
        return f"the headings share {', '.join(sorted(shared))}"
    return None
