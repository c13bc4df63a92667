"""What a document's facts depend on beyond the document: the entries of shared knowledge that were looked up for it.

The lexicon and the names of a build are made of all documents; reading or mapping one of them looks up a few entries.
Those are noted while it happens, whether they were there or not. The result still holds as long as none of them is
another: so a change in one document makes work only for those that it touches, and no rule has to say which.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
Prints = dict[str, bytes]
"""Fingerprints of the entries of shared knowledge: `{field}:{key}` → what stands there. `{field}:*` is all of it."""
_FEW = 60  # so many changed entries are looked for one by one in what was noted


@dataclass(slots=True)
class Notes:
    """What was looked up since `start`."""

    asked: set[str] = field(default_factory=set)

    def start(self) -> None:
        """Forgets what was noted, before the next document."""
        self.asked = set()

    def all(self) -> bytes:
        """What was noted, one a line."""
        return ("\n" + "\n".join(sorted(self.asked)) + "\n").encode()


class _Mapping(dict[Any, Any]):
    """A mapping that notes what it is asked for."""

    def __init__(self, name: str, content: Mapping[Any, Any], notes: Notes) -> None:
        super().__init__(content)
        self._name, self._notes = name, notes

    def _note(self, key: object) -> None:
        self._notes.asked.add(f"{self._name}:{_text(key)}")

    def __getitem__(self, key: Any) -> Any:
        self._note(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return super().__contains__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        self._note(key)
        return super().get(key, default)

    def __iter__(self) -> Iterator[Any]:
        self._notes.asked.add(f"{self._name}:*")
        return super().__iter__()

    def __len__(self) -> int:
        self._notes.asked.add(f"{self._name}:*")
        return super().__len__()

    def keys(self) -> Any:
        self._notes.asked.add(f"{self._name}:*")
        return super().keys()

    def values(self) -> Any:
        self._notes.asked.add(f"{self._name}:*")
        return super().values()

    def items(self) -> Any:
        self._notes.asked.add(f"{self._name}:*")
        return super().items()


class _Set(frozenset[Any]):
    """A set that notes what it is asked for."""

    _name: str
    _notes: Notes

    def __contains__(self, key: object) -> bool:
        self._notes.asked.add(f"{self._name}:{_text(key)}")
        return super().__contains__(key)

    def __iter__(self) -> Iterator[Any]:
        self._notes.asked.add(f"{self._name}:*")
        return super().__iter__()


def watched(knowledge: T, notes: Notes) -> T:
    """A copy of a dataclass whose mappings and frozen sets note what they are asked for."""
    values = {one.name: getattr(knowledge, one.name) for one in fields(knowledge)}  # type: ignore[arg-type]
    noting = {
        name: watch(name, value, notes) for name, value in values.items() if isinstance(value, Mapping | frozenset)
    }
    return replace(knowledge, **noting)  # type: ignore[type-var]


def watch(name: str, content: Any, notes: Notes) -> Any:
    """A mapping or frozen set of the same content that notes what it is asked for, under a name."""
    if isinstance(content, Mapping):
        return _Mapping(name, content, notes)
    made = _Set(content)
    made._name, made._notes = name, notes
    return made


def prints(
    knowledge: object, views: Mapping[str, Callable[[Any], object]] | None = None, skip: Iterable[str] = ()
) -> Prints:
    """The fingerprints of a dataclass's entries; a field that is no mapping or set is one entry that all look up.

    `views` give what counts of an entry, by field; `skip` are fields that nobody looks up.
    """
    found: Prints = {}
    for one in fields(knowledge):  # type: ignore[arg-type]
        value = getattr(knowledge, one.name)
        if one.name in skip:
            continue
        if isinstance(value, Mapping):
            view = (views or {}).get(one.name)
            for key, entry in value.items():
                found[f"{one.name}:{_text(key)}"] = _print(entry if view is None else view(entry))
        elif isinstance(value, Set):
            found |= dict.fromkeys((f"{one.name}:{_text(key)}" for key in value), b"")
        else:
            found[one.name] = _print(value)
    return found


def changed(before: Prints, now: Prints) -> frozenset[str]:
    """The entries that are other than they were, with `{field}:*` for each; a name without `:` is a whole field."""
    different = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
    return frozenset(different | {f"{key.partition(':')[0]}:*" for key in different if ":" in key})


def touches(noted: bytes, different: frozenset[str]) -> bool:
    """Whether what was noted is among the entries that changed."""
    if any(":" not in key for key in different):
        return True
    if len(different) > _FEW:
        return not different.isdisjoint(noted.decode().split("\n"))
    return any(f"\n{key}\n".encode() in noted for key in different)


def _text(key: object) -> str:
    return key if isinstance(key, str) and "\n" not in key else repr(key)


def _print(value: object) -> bytes:
    return hashlib.blake2b(msgspec.msgpack.encode(value, order="deterministic"), digest_size=16).digest()
