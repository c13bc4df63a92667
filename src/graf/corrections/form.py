"""The form of a correction: TOML files in the dataset's `corrections/`, an array of `[[correction]]` tables.

An error names the file and the line, as everywhere in a dataset. `docs/reviewing.md` says why TOML, and what each key
means.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from graf import written
from graf.corrections.kinds import ACROSS, FACTS, Kind, Value
from graf.issues import UsageError

SET, REMOVE, ADD, MERGE, SPLIT, ACCEPT = "set", "remove", "add", "merge", "split", "accept"
ACTIONS: Final = (SET, REMOVE, ADD, MERGE, SPLIT, ACCEPT)
_PLACE: Final = ("document", "checksum", "quote", "at", "iri")
_KEYS: Final = ("action", "fact", *_PLACE, "of", "item", "was", "set", "who", "when", "why", "sample")


@dataclass(frozen=True, slots=True)
class Target:
    """What a correction is about: a document and a passage of its text; the address it had is a hint beside.

    `document` is the file's name, `checksum` the first digits (8 or more) of its SHA-256: a renamed file is found by
    it. `quote` is the passage as it stands in the text rendition, empty where the whole document is meant; `at` is
    where it began, in code points, and tells two equal passages apart. `iri` is the fact's address at that time.
    """

    document: str
    quote: str = ""
    checksum: str | None = None
    at: int | None = None
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: an action on a kind of fact, where that stands, what it was and is to be, and who, when, why.

    `action` is set, remove, add, merge, split or accept; `fact` a kind of `graf.corrections.kinds`. `was` are the
    fields as the reviewer saw them, `to` those to set (`set` in the file), both in the order of the kind's fields.
    `item` is the number of the item that a new fact belongs to. `sample` names the random sample (by its release's
    digest) for which the fact was checked. `file` and `line` say where the correction itself stands.
    """

    action: str
    fact: str
    targets: tuple[Target, ...]
    who: str
    when: date
    why: str
    to: tuple[tuple[str, Value], ...] = ()
    was: tuple[tuple[str, Value], ...] = ()
    item: str | None = None
    sample: str | None = None
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> str:
        """What names it in addresses: a checksum of all that it says, so that it moves between files unchanged."""
        from graf.corrections.write import write

        return hashlib.sha256(write(self).encode()).hexdigest()[:12]

    @property
    def target(self) -> Target:
        """The first, and for most actions the only, place that it is about."""
        return self.targets[0]


def load(folder: Path) -> tuple[Correction, ...]:
    """All corrections of a dataset: the files of `corrections/` by name, each in its order; none without a folder.

    Raises `UsageError`, naming file and line, where one is not understood or stands twice.
    """
    found: dict[str, Correction] = {}
    for path in sorted(folder.rglob("*.toml")) if folder.is_dir() else ():
        where = path.relative_to(folder.parent).as_posix()
        for one in parse(written.read(path), where):
            other = found.setdefault(one.key, one)
            if other is not one:
                raise UsageError(where, one.line, f"expected each correction once: {other.file}:{other.line} says this")
    return tuple(found.values())


def parse(text: str, file: str) -> tuple[Correction, ...]:
    """The corrections of a file's text. Raises `UsageError` with the line of the first that is not understood."""
    return tuple(_Table(file, line, part).correction() for line, part in _parts(text, file))


_TOKEN: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|\#[^\n]*'
    r"|(?P<head>^[ \t]*\[\[[ \t]*correction[ \t]*\]\])",
    re.MULTILINE | re.DOTALL,
)


def _parts(text: str, file: str) -> Iterator[tuple[int, str]]:
    """The file cut before each `[[correction]]`, with the line on which each part begins."""
    starts = [*(found.start() for found in _TOKEN.finditer(text) if found["head"]), len(text)]
    before = text[: starts[0]]
    for key in _toml(before, file, 1):
        raise UsageError(file, _line_of(before, 1, key), f"‘{key}’: expected [[correction]] before it")
    for start, end in pairwise(starts):
        yield text.count("\n", 0, start) + 1, text[start:end]


def _toml(text: str, file: str, line: int) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"\(at line (\d+)", str(error))
        at = line - 1 + (int(where[1]) if where else max(1, len(text.splitlines())))
        reason = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise UsageError(file, at, f"expected TOML: {reason}", 'Write each key as: key = "text"') from None


def _line_of(text: str, line: int, key: str) -> int:
    pattern = re.compile(rf"\s*(\[+\s*)?{re.escape(key)}\s*[.=\]]")
    return line + next((n for n, one in enumerate(text.splitlines()) if pattern.match(one)), 0)


@dataclass(slots=True)
class _Table:
    """One `[[correction]]` with the line it begins on."""

    file: str
    line: int
    text: str
    values: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        (self.values,) = _toml(self.text, self.file, self.line)["correction"]

    def wrong(self, key: str, expected: str, hint: str = "") -> UsageError:
        return UsageError(self.file, _line_of(self.text, self.line, key), f"‘{key}’: expected {expected}", hint)

    def correction(self) -> Correction:
        for key in self.values:
            if key not in _KEYS:
                raise self.wrong(key, f"one of the keys {', '.join(_KEYS)}", "Is it misspelt?")
        action = self._of("action", ACTIONS)
        kind = self._kind(action)
        made = Correction(
            action=action,
            fact=kind.name,
            targets=self._targets(action, kind),
            who=self._text(self.values, "who"),
            when=self._when(),
            why=self._text(self.values, "why"),
            to=self._fields("set", kind),
            was=self._fields("was", kind),
            item=self._optional(self.values, "item"),
            sample=self._optional(self.values, "sample"),
            file=self.file,
            line=self.line,
        )
        self._fits(made, kind)
        return made

    def _kind(self, action: str) -> Kind:
        kinds = {**FACTS, **ACROSS}
        if action in (MERGE, SPLIT):
            return kinds[self._of("fact", tuple(ACROSS))]
        if action in (REMOVE, ADD):
            return kinds[self._of("fact", tuple(name for name in FACTS if name != "meeting"))]
        return kinds[self._of("fact", tuple(kinds))]

    def _targets(self, action: str, kind: Kind) -> tuple[Target, ...]:
        if action not in (MERGE, SPLIT):
            if "of" in self.values:
                raise self.wrong("of", f"no ‘of’ for {action}: one document and quote")
            return (self._target(self.values, whole=kind.name == "meeting"),)
        beside = next((key for key in _PLACE if key in self.values), None)
        if beside:
            raise self.wrong(beside, f"each place of a {action} in a [[correction.of]] of its own")
        places = self.values.get("of")
        least = 2 if action == MERGE else 1
        if not isinstance(places, list) or len(places) < least or not all(isinstance(one, dict) for one in places):
            raise self.wrong("of", f"{least} or more tables [[correction.of]], each with document and quote")
        for key in (key for one in places for key in one if key not in _PLACE):
            raise self.wrong(key, f"one of the keys {', '.join(_PLACE)}", "Is it misspelt?")
        return tuple(self._target(one, whole=False) for one in places)

    def _target(self, values: Mapping[str, Any], *, whole: bool) -> Target:
        checksum, at = self._optional(values, "checksum"), values.get("at")
        if checksum is not None and not re.fullmatch(r"[0-9a-f]{8,64}", checksum):
            raise self.wrong("checksum", "the first 8 or more digits of the file's SHA-256")
        if at is not None and (isinstance(at, bool) or not isinstance(at, int) or at < 0):
            raise self.wrong("at", "the place in the text, a number from 0")
        quote = (self._optional(values, "quote") or "") if whole else self._text(values, "quote")
        return Target(self._text(values, "document"), quote, checksum, at, self._optional(values, "iri"))

    def _fields(self, key: str, kind: Kind) -> tuple[tuple[str, Value], ...]:
        given = self.values.get(key, {})
        if not isinstance(given, dict):
            raise self.wrong(key, f'fields, such as {key}.{next(iter(kind.fields))} = "…"')
        for name, value in given.items():
            if name not in kind.fields:
                raise self.wrong(f"{key}.{name}", f"a field of a {kind.name}: {', '.join(kind.fields)}")
            made = tuple(value) if isinstance(value, list) else value
            why = kind.fields[name].wrong(made)
            if why:
                raise self.wrong(f"{key}.{name}", why)
        return tuple(
            (name, tuple(given[name]) if isinstance(given[name], list) else given[name])
            for name in kind.fields
            if name in given
        )

    def _fits(self, made: Correction, kind: Kind) -> None:
        """What each action needs beside its place."""
        if made.action in (SET, ADD) and not made.to:
            raise self.wrong("set", f'what to {made.action}, such as set.{next(iter(kind.fields))} = "…"')
        for name in (name for name, value in made.to if made.action == SET and value == "" and name in kind.required):
            raise self.wrong(f"set.{name}", f"a value: a {kind.name} cannot be without one", "Remove it instead?")
        if made.action == SET and "key" in dict(made.to):
            raise self.wrong("set.key", "another field: a body's key stays", "A merge or a split names another body.")
        if made.action in (REMOVE, ACCEPT) and made.to:
            raise self.wrong("set", f"nothing to set where a fact is to {made.action}")
        if made.action == ACCEPT and not made.was:
            raise self.wrong("was", 'what was checked, such as was.status = "present"', "A later rule may read more.")
        if made.action == ADD:
            for name in kind.required:
                if dict(made.to).get(name) in (None, "", ()):
                    raise self.wrong("set", f"‘set.{name}’: a new {kind.name} needs it")
        if made.item is not None and made.action != ADD:
            raise self.wrong("item", "an item's number only where a fact is added")

    def _when(self) -> date:
        when = self.values.get("when")
        if not isinstance(when, date) or (isinstance(when, datetime) and when.tzinfo is None):
            raise self.wrong(
                "when", "a day or a time with its zone, without quotes: 2024-03-05 or 2024-03-05T10:30:00Z"
            )
        return when

    def _of(self, key: str, known: tuple[str, ...]) -> str:
        value = self.values.get(key)
        if value not in known:
            raise self.wrong(key, f"one of {', '.join(known)}")
        return str(value)

    def _text(self, values: Mapping[str, Any], key: str) -> str:
        value = self._optional(values, key)
        if value is None:
            raise self.wrong(key, "a text in quotes", "" if key in values else f'Add a line: {key} = "…"')
        return value

    def _optional(self, values: Mapping[str, Any], key: str) -> str | None:
        value = values.get(key)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise self.wrong(key, "a text in quotes")
        return value
