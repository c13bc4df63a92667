"""A text with its mentions marked: bodies, people, dates and places, each as one sign: rules read kinds.

A rule says `frågan tas vidare till {body}` and never lists bodies. To match it, every mention in the text is replaced
by a single character of a private range that tells its kind; whatever matches is led back to the text and its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, pairwise

from graf.extract.bodies import Lexicon, Named, find_bodies
from graf.extract.dates import Partial, find_dates
from graf.extract.names import SINGLE, full_names
from graf.extract.near import Hints, found_near
from graf.extract.needs import SIZE
from graf.extract.passage import Passage
from graf.extract.pattern import KINDS, small_letters
from graf.extract.rules import table, words
from graf.extract.spans import Spans, add, apart, holds, overlaps
from graf.model import Evidence

_RUN = re.compile(r"\S{301,}")
_IN_ADDRESS = ("@", "http", "www.")
_ADDRESS = re.compile(r"https?://\S+(?:\s?-\s?\S+(?=/))*|\S+@\S+|www\.\S+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention at `text[start:end]`: kind (body, person, date, place) and what it means (key, name, or a date)."""

    start: int
    end: int
    kind: str
    value: str
    date: Partial | None = None


@dataclass(frozen=True, slots=True)
class Tagged:
    """A passage, its mentions, and the text in which each of them is one sign."""

    passage: Passage
    mentions: tuple[Mention, ...]
    text: str
    places: tuple[int, ...]  # where the sign of each mention stands in the tagged text
    signs: dict[str, Mention]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The passage's span for a span of the tagged text."""
        return self._place(start), self._place(end)

    def _place(self, index: int) -> int:
        before = bisect_left(self.places, index) - 1
        return self.mentions[before].end + index - self.places[before] - 1 if before >= 0 else index

    def plain(self, start: int, end: int) -> str:
        """The passage's text under a span of the tagged text."""
        first, last = self.span(start, end)
        return self.passage.text[first:last]

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        first, last = self.span(start, end)
        return self.passage.evidence(first, last, rule)

    def mentions_in(self, start: int, end: int, *kinds: str) -> list[Mention]:
        """The mentions whose sign stands in a span of the tagged text, in order."""
        found = [self.signs.get(character) for character in self.text[start:end]]
        return [m for m in found if m and (not kinds or m.kind in kinds)]

    def mention(self, sign: str) -> Mention | None:
        """The mention that a sign stands for."""
        return self.signs.get(sign)


KOMMUN = re.compile(r"\s+kommun")


def tag(
    passage: Passage,
    lexicon: Lexicon,
    people: Sequence[str] = (),
    own: str | None = None,
    starts: Sequence[int] | None = None,
    name_starts: Sequence[int] | None = None,
) -> Tagged:
    """Mark the mentions of a passage. `people` are the full names known in the document, in order of mention.

    `own` is the body whose minutes these are: `styrgruppen` then means its steering group, `nätverket` itself.
    `starts` are the places in its document's repaired text where names of bodies may begin, `name_starts` those where
    people's may, where they are known.
    """
    text = passage.text
    held: list[Mention] = []
    blocked = _addresses(text)
    tried, named = (None if known is None else passage.indices(known) for known in (starts, name_starts))
    bodies = [n for n in find_bodies(text, lexicon, tried) if not (blocked and holds(blocked, n.start, n.end))]
    names = [n for n in full_names(text, people, named) if not (blocked and holds(blocked, n[0], n[1]))]
    kept: list[Named] = []
    place = 0
    for start, end, name in names:  # both are in their order
        while place < len(bodies) and bodies[place].end <= start:
            kept.append(bodies[place])
            place += 1
        behind = place
        while behind < len(bodies) and bodies[behind].start < end:
            behind += 1
        if any(not b.place and (b.end - b.start) > (end - start) / 2 for b in bodies[place:behind]):
            continue
        place = behind
        held.append(Mention(start, end, "person", name))
    for body in (*kept, *bodies[place:]):
        kind = "place" if body.place and not KOMMUN.match(text, body.end) else "body"
        held.append(Mention(body.start, body.end, kind, body.key))
    taken = apart([*((m.start, m.end) for m in held), *blocked])
    for start, end, key in _short_forms(text, lexicon, own):
        if not overlaps(taken, start, end):
            held.append(Mention(start, end, "body", key))
            add(taken, start, end)
    for date in find_dates(text):
        if not overlaps(taken, date.start, date.end):
            held.append(Mention(date.start, date.end, "date", text[date.start : date.end], date))
            add(taken, date.start, date.end)
    held.sort(key=lambda m: m.start)
    held.extend(_given_names(text, held, people, taken))
    return _signs(passage, sorted(held, key=lambda m: m.start))


def _addresses(text: str) -> Spans:
    """The spans of addresses; a run of signs that no word is as long as counts as one, unsearched."""
    if not any(mark in text for mark in _IN_ADDRESS):
        return []
    runs = [match.span() for match in _RUN.finditer(text)]
    between = pairwise([0, *(place for run in runs for place in run), len(text)])
    return sorted(runs + [m.span() for part in islice(between, 0, None, 2) for m in _ADDRESS.finditer(text, *part)])


@cache
def _short() -> tuple[re.Pattern[str], Hints, dict[str, str]]:
    """Matches what points back to one body (`rules/bodies.toml`); where to try it; the type that each word means."""
    types = {word: rule["type"] for rule in table("bodies")["bare"] for word in rule["words"]}
    steering, every = words("steering", "bodies"), words("every", "bodies")
    pattern = re.compile(
        rf"(?<![\w-])(?:(?P<steering>{'|'.join(steering)})(?!\s+för\b)|(?P<self>{'|'.join(types)})"
        rf"|(?P<group>(?:{'|'.join(sorted(every))})\s+kommun(?:er(?:na)?)?(?:\s+i\s+länet)?))s?\b",
        re.IGNORECASE,
    )
    return pattern, Hints(short=[*steering, *types, *(f"{word} kommun" for word in every)]), types


def _short_forms(text: str, lexicon: Lexicon, own: str | None) -> Iterator[tuple[int, int, str]]:
    """`styrgruppen`, `nätverket`, `varje kommun`: what points back to one body, if the context leaves only one."""
    pattern, hints, types = _short()
    for match in found_near(pattern, hints.places(small_letters(text))["short"], text, 40):
        if match["steering"]:
            key = own if lexicon.type_of(own) == "steering group" else steering_group(lexicon, own)
        elif match["group"]:
            key = lexicon.group
        else:
            key = own if own and lexicon.type_of(own) == types[match["self"].casefold()] else None
        if key:
            yield match.start(), match.end(), key


def steering_group(lexicon: Lexicon, own: str | None) -> str | None:
    """The steering group of a body, else the only steering group that is named for another body."""
    groups = [b for b in lexicon.steering.get("steering group", ()) if " för " in b.name]
    name = lexicon.bodies[own].name if own and own in lexicon.bodies else ""
    mine = [b.key for b in groups if name and (b.parent == own or name.split()[0] in b.name)]
    if mine:
        return mine[0]
    return groups[0].key if len(groups) == 1 else None


def _given_names(text: str, held: Sequence[Mention], people: Sequence[str], taken: Spans) -> Iterator[Mention]:
    """Given names that stand alone, led back to the person of that name: the last one mentioned, else the only one."""
    known = _by_given_name(tuple(people))
    here: dict[str, list[tuple[int, str]]] = {}
    for mention in held:
        if mention.kind == "person":
            here.setdefault(_given(mention.value), []).append((mention.end, mention.value))
    folded = text.casefold()
    if len(known) <= _MANY and not any(map(folded.__contains__, (*known, *here))):
        return
    for match in SINGLE.finditer(text):
        word = match[1].casefold()
        if word not in known and word not in here:
            word = word.removesuffix("s")
            if word not in known and word not in here:
                continue
        if overlaps(taken, match.start(), match.end()):
            continue
        named, mentioned = known.get(word, frozenset()), here.get(word, ())
        before = bisect_left(mentioned, (match.start() + 1,))
        if before:
            yield Mention(match.start(), match.end(), "person", mentioned[before - 1][1])
        elif len(named) < 2 and len(only := named.union(name for _, name in mentioned)) == 1:
            yield Mention(match.start(), match.end(), "person", next(iter(only)))


_MANY = 100  # so many given names are not looked for one by one


@lru_cache(maxsize=64)
def _by_given_name(people: tuple[str, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in people:
        found.setdefault(_given(name), set()).add(name)
    return {given: frozenset(names) for given, names in found.items()}


def _given(name: str) -> str:
    return name.split()[0].casefold()


def _signs(passage: Passage, mentions: Sequence[Mention]) -> Tagged:
    counts = dict.fromkeys(KINDS, 0)
    pieces: list[str] = []
    places: list[int] = []
    done = length = 0
    kept: dict[str, Mention] = {}
    for mention in mentions:
        if mention.start < done or counts[mention.kind] >= SIZE:
            continue
        sign = chr(KINDS[mention.kind] + counts[mention.kind])
        length += mention.start - done
        places.append(length)
        length += 1
        pieces += (passage.text[done : mention.start], sign)
        counts[mention.kind] += 1
        kept[sign] = mention
        done = mention.end
    pieces.append(passage.text[done:])
    return Tagged(passage, tuple(kept.values()), "".join(pieces), tuple(places), kept)


_END = re.compile(r"[.!?](?:(?=\s+[^a-zåäö\s\d])|$|(?<=[a-zåäö)]\.)(?=\s+\d)|(?<=\.)(?=\s+[a-z]\)\s))")


@cache
def _abbreviated() -> tuple[tuple[str, ...], re.Pattern[str]]:
    short = tuple(sorted(words("abbreviated")))
    return short, re.compile(rf"\b(?:{'|'.join(map(re.escape, short))})$", re.IGNORECASE)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each sentence of a running text, abbreviations minded."""
    start = 0
    short, abbreviated = _abbreviated()
    for match in _END.finditer(text):
        before = text[max(start, match.start() - 10) : match.start()]
        if before.lower().endswith(short) and abbreviated.search(before):
            continue
        yield start, match.end()
        start = match.end()
        while start < len(text) and text[start] == " ":
            start += 1
    if start < len(text):
        yield start, len(text)
