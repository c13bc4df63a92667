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

    def type_of(self, key: str | None) -> str:
        body = self.bodies.get(key or "")
        return body.type if body else "other"

    def key_of(self, name: str) -> str | None:
        """The key for a whole name, or None."""
        found = [n for n in find_bodies(name, self) if n.end - n.start >= len(name.strip()) - 1]
        return found[0].key if found else None


def find_bodies(text: str, lexicon: Lexicon) -> Iterator[Named]:
    """Bodies that the lexicon knows, longest name first at each place, left to right."""
    tokens = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text)]
    index = 0
    while index < len(tokens):
        found = _at(text, tokens, index, lexicon.forms, False) or _at(text, tokens, index, lexicon.places, True)
        if found:
            named, taken = found
            yield named
            index += taken
        else:
            index += 1


def _at(
    text: str,
    tokens: Sequence[tuple[int, int, str]],
    index: int,
    forms: dict[str, list[Form]],
    place: bool,
) -> tuple[Named, int] | None:
    start, end, word = tokens[index]
    first = word.casefold()
    options = forms.get(first, [])
    if first.endswith("s"):
        options = options + [o for o in forms.get(first[:-1], []) if len(o[0]) == 1]
    for parts, key, exact in sorted(options, key=lambda o: -len(o[0])):
        count = len(parts)
        if index + count > len(tokens):
            continue
        run = tokens[index : index + count]
        last = run[-1][2].casefold()
        if any(run[i][2].casefold() != parts[i] for i in range(count - 1)):
            continue
        if last != parts[-1] and last != parts[-1] + "s":
            continue
        if any(not _JOINER.fullmatch(text[run[i][1] : run[i + 1][0]]) for i in range(count - 1)):
            continue
        if exact and not run[0][2].isupper() and not (count > 1 and run[0][2][:1].isupper()):
            continue
        if place and not run[0][2][:1].isupper():
            continue
        end = run[-1][1]
        if text[end : end + 2] == ":s":
            end += 2
        return Named(start, end, key, place), count
    return None
