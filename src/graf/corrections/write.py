"""A correction as text: always in one way, a line for each thing said, so that a version control's diff reads well."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from graf.corrections.disk import rewrite
from graf.corrections.form import MERGE, SPLIT, Correction, Target
from graf.corrections.kinds import Value

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def write(correction: Correction) -> str:
    """The `[[correction]]` table of a correction; `graf.corrections.parse` gives the same correction back."""
    return "\n".join(_lines(correction)) + "\n"


def append(path: Path, correction: Correction) -> str:
    """Writes a correction at the end of a file, which is made where there is none; returns what was written.

    It is on the disk when this returns, and nothing that stands in the file is changed: a review that is stopped at any
    moment has lost nothing, and has left no half of a correction.
    """
    text = write(correction)
    added = ""

    def longer(before: bytes) -> bytes:
        nonlocal added
        added = text if not before else ("\n" if before.endswith(b"\n") else "\n\n") + text
        return before + added.encode()

    rewrite(path, longer)
    return added


def _lines(one: Correction) -> Iterator[str]:
    yield "[[correction]]"
    yield f"action = {_value(one.action)}"
    yield f"fact = {_value(one.fact)}"
    apart = one.action in (MERGE, SPLIT)
    if not apart:
        yield from _place(one.target)
    if one.item is not None:
        yield f"item = {_value(one.item)}"
    yield from (f"was.{name} = {_value(value)}" for name, value in one.was)
    yield from (f"set.{name} = {_value(value)}" for name, value in one.to)
    yield f"who = {_value(one.who)}"
    yield f"when = {_when(one)}"
    yield f"why = {_value(one.why)}"
    if one.sample is not None:
        yield f"sample = {_value(one.sample)}"
    for target in one.targets if apart else ():
        yield "[[correction.of]]"
        yield from _place(target)


def _place(target: Target) -> Iterator[str]:
    yield f"document = {_value(target.document)}"
    if target.checksum is not None:
        yield f"checksum = {_value(target.checksum)}"
    if target.quote:
        yield f"quote = {_value(target.quote)}"
    if target.at is not None:
        yield f"at = {target.at}"
    if target.iri is not None:
        yield f"iri = {_value(target.iri)}"


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    return '"' + "".join(_ESCAPES.get(c) or _escaped(c) for c in value) + '"'


def _escaped(character: str) -> str:
    """Control characters, and line breaks that an editor may show as such, by their number."""
    code = ord(character)
    hidden = code < 0x20 or 0x7F <= code <= 0x9F or code in (0x2028, 0x2029, 0xFEFF) or 0x202A <= code <= 0x202E
    return f"\\u{code:04X}" if hidden else character


def _when(one: Correction) -> str:
    text = one.when.isoformat()
    return text.replace("+00:00", "Z") if isinstance(one.when, datetime) else text
