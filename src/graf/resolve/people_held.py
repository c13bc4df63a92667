"""People as they are held: all mentions of each, where each is first met, and what is said of them together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graf.extract.names import given_names
from graf.model import Minutes, Register
from graf.resolve.people_groups import Groups
from graf.resolve.people_keys import Traits
from graf.resolve.people_mentions import Appearance, Mention


@dataclass(frozen=True, slots=True)
class Held:
    """A person: the mentions, by file, why they are one person's, and what is open about that.

    `file` is the document of the earliest mention, `traits` what the key is made of.
    """

    appearances: tuple[Appearance, ...]
    mentions: tuple[tuple[str, Mention], ...]
    file: str
    traits: Traits
    reasons: Sequence[str]
    doubts: Sequence[str]

    def met(self, keys: Sequence[str]) -> tuple[Sequence[str], list[tuple[str, int]], set[str]]:
        """The provisional keys, the mentions and the names: what the register may know them by."""
        return keys, [(file, m.start) for file, m in self.mentions], {m.name for _, m in self.mentions}

    def best(self, register: Register) -> str:
        """The name to use: the register's, else the one most often written."""
        known = {m.name for _, m in self.mentions if m.certain}.intersection(register.people)
        return _usual(entry for entry in self.mentions if entry[1].name in known) if known else self.traits.name

    def doubt(self) -> str | None:
        """Why the name may be another's."""
        if any(m.struck for _, m in self.mentions) and len({m.name for _, m in self.mentions}) > 1:
            written = ", ".join(sorted({m.surface for _, m in self.mentions if m.struck}))
            return f"a name struck through ({written}) is read as this one"
        return None


def gather(groups: Groups, minutes: Sequence[Minutes]) -> list[Held]:
    """The people whom a fact names, the first met first; what only looks like a name may be anything."""
    by_file = {one.file: one for one in minutes}
    when = {one.file: (one.date or one.date_latest or "9999", one.sha256, one.file) for one in minutes}
    doubts = groups.doubts()
    found = []
    for places in groups.people():
        mine = tuple(one for place in places for one in groups.units[place].appearances)
        if any(one.certain for one in mine):
            mentions = tuple((one.file, mention) for one in mine for mention in one.mentions)
            file = min([one.file for one in mine], key=when.__getitem__)
            there = [mention for one in mine if one.file == file for mention in one.mentions]
            start, name, place = min((m.start, m.name, m.place) for m in there)
            traits = _traits(mine, mentions, by_file, when, (by_file[file].sha256, start))
            root = groups.find(places[0])
            held = Held(mine, mentions, file, traits, groups.reasons.get(root, ()), doubts.get(root, ()))
            found.append(((when[file], start, name, place), held))
    return [held for _, held in sorted(found, key=lambda entry: entry[0])]


def _traits(
    mine: Iterable[Appearance],
    mentions: Iterable[tuple[str, Mention]],
    minutes: Mapping[str, Minutes],
    when: Mapping[str, tuple[str, str, str]],
    first: tuple[str, int],
) -> Traits:
    """What the key is made of: who is listed somewhere has it from the first list."""
    met = [one for one in mine if one.certain]
    listed = [one for one in met if one.listed] or met
    day, body, organisation, place = min(
        (when[one.file][0], minutes[one.file].body or "", min(one.organisations, default=""), one.place)
        for one in listed
    )
    return Traits(_usual(mentions), body, organisation, day, place, first)


def _usual(mentions: Iterable[tuple[str, Mention]]) -> str:
    """The name most often written, struck ones last, the longer of two alike, or the likelier one."""
    counts: Counter[str] = Counter()
    files: defaultdict[str, set[str]] = defaultdict(set)
    for file, m in mentions:
        if m.certain:
            counts[m.name] += 0 if m.struck else 1
            files[m.name].add(file)
    return min(counts, key=lambda n: (-len(files[n]) * (counts[n] > 0), -counts[n], -len(n), _unlikely(n), n))


def _unlikely(name: str) -> tuple[bool, int]:
    """Less for a name that begins with a usual given name, and for one with more marks: those get lost."""
    return name.split()[0].casefold() not in given_names(), sum(map(str.isascii, name))
