"""The names of bodies, and where they stand in a text. `naming` makes the lexicon of a dataset."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graf.model import Body

_TOKEN = re.compile(r"\w+")
_JOINER = re.compile(r"\s+|-|/|- |-/|: ?|, |\s?\(|\) ?|–")
GROUP_TYPE = "group of municipalities"
GOVERNING = frozenset(["network", "steering group", "working group", "programme area", "council", "committee"])


@dataclass(frozen=True, slots=True)
class Named:
    """A body named in a text: `text[start:end]`, its key, and whether only the place was named (`Falun`)."""

    start: int
    end: int
    key: str
    place: bool = False


Form = tuple[tuple[str, ...], str, bool]  # its words, the body's key, whether only capitals mean it


def words_of(form: str) -> tuple[str, ...]:
    """The words of a name, case-folded."""
    return tuple(_TOKEN.findall(form.casefold()))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every name that means a body. `forms` and `places` are kept by their first word, longest first."""

    bodies: dict[str, Body] = field(default_factory=dict)
    forms: dict[str, list[Form]] = field(default_factory=dict)
    places: dict[str, list[Form]] = field(default_factory=dict)
    group: str | None = None  # the municipalities of the county together
    region: str | None = None
    given_names: frozenset[str] = frozenset()
    steering: dict[str, tuple[Body, ...]] = field(default_factory=dict)  # the steering groups, under that word

    def type_of(self, key: str | None) -> str:
        body = self.bodies.get(key or "")
        return body.type if body else "other"

    def key_of(self, name: str) -> str | None:
        """The key for a whole name, or None."""
        found = [n for n in find_bodies(name, self) if n.end - n.start >= len(name.strip()) - 1]
        return found[0].key if found else None


def find_bodies(text: str, lexicon: Lexicon) -> Iterator[Named]:
    """Bodies that the lexicon knows, longest name first at each place, left to right."""
    folded = words_of(text)
    forms, places = lexicon.forms, lexicon.places
    if not any(
        word in forms or word in places or (word[-1] == "s" and (word[:-1] in forms or word[:-1] in places))
        for word in folded
    ):
        return
    tokens = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text)]
    if len(tokens) != len(folded):  # a letter that falls into two, such as a Turkish capital i with a dot
        folded = tuple(token[2].casefold() for token in tokens)
    index = 0
    while index < len(tokens):
        first = folded[index]
        genitive = first[:-1] if first[-1] == "s" else ""
        found = None
        for known, place in ((forms, False), (places, True)):
            options = known.get(first)
            if options or (genitive and genitive in known):
                single = [option for option in known.get(genitive, ()) if len(option[0]) == 1] if genitive else []
                found = _at(text, tokens, folded, index, [*(options or ()), *single], place)
            if found:
                break
        if found:
            named, taken = found
            yield named
            index += taken
        else:
            index += 1


def _at(
    text: str,
    tokens: Sequence[tuple[int, int, str]],
    folded: Sequence[str],
    index: int,
    options: Sequence[Form],
    place: bool,
) -> tuple[Named, int] | None:
    for parts, key, exact in sorted(options, key=lambda option: -len(option[0])):
        count = len(parts)
        end = index + count
        if end > len(tokens) or folded[end - 1] not in (parts[-1], parts[-1] + "s"):
            continue
        if tuple(folded[index : end - 1]) != parts[:-1]:
            continue
        run = tokens[index:end]
        if any(not _JOINER.fullmatch(text[run[i][1] : run[i + 1][0]]) for i in range(count - 1)):
            continue
        word = run[0][2]
        if exact and not word.isupper() and not (count > 1 and word[:1].isupper()):
            continue
        if place and not word[:1].isupper():
            continue
        stop = run[-1][1] + (2 if text[run[-1][1] : run[-1][1] + 2] == ":s" else 0)
        return Named(run[0][0], stop, key, place), count
    return None
