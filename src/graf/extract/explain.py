"""Why a line was read as it was: what it is, what was named in it, which rules matched, which did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from graf.extract.blocks import block_heading, section_of
from graf.extract.headings import find_headings
from graf.extract.layout import Layout, lay_out
from graf.extract.mentions import Tagged, tag
from graf.extract.names import full_names, given_names
from graf.extract.naming import build_lexicon
from graf.extract.passage import passage
from graf.extract.pattern import compiled
from graf.extract.rules import table
from graf.model import Document, Evidence, Minutes, Register

# The tables whose rules are tried on running text, and what they read.
TRIED = (
    ("acts", "prose", "decisions in prose"),
    ("acts", "passive", "decisions in the passive"),
    ("acts", "act", "acts"),
    ("references", "meeting", "meetings referred to"),
    ("references", "move", "matters passed on"),
    ("roles", "role", "posts"),
    ("roles", "belongs", "who belongs where"),
    ("relations", "relation", "relations of bodies"),
    ("dates", "deadline", "what is due"),
    ("dates", "planned", "meetings to come"),
)


def explain(document: Document, minutes: Minutes, register: Register, line: int) -> list[str]:
    """What graf makes of a line (1-based) of a document, as lines of text. A line that is not there gives none."""
    if not 1 <= line <= len(document.lines):
        return []
    layout = lay_out(document)
    said = [f"{document.file}:{line}: {document.lines[line - 1].original.strip() or '(an empty line)'}"]
    if document.lines[line - 1].text != document.lines[line - 1].original:
        said.append(f"  repaired: {document.lines[line - 1].text.strip()}")
    said.append(f"  it is {_what(layout, line)}")
    facts = list(_facts(minutes, line))
    said += [f"  read here: {kind} by {e.rule} ({e.confidence:.2f}): {e.quote!r}" for kind, e in facts]
    if not facts:
        said.append("  no fact rests on this line")
    rows = [row for row in layout.rows if row.line == line]
    if rows:
        lexicon = build_lexicon([document], register, given_names())
        text = passage(document, rows)
        people = tuple(name for _, _, name in full_names(text.text))
        said += _tried(tag(text, lexicon, people, minutes.body))
    return said


def _what(layout: Layout, line: int) -> str:
    if any(row.line == line for row in layout.letterhead):
        return "letterhead: set aside"
    index = next((i for i, row in enumerate(layout.rows) if row.line == line), None)
    if index is None:
        return "empty"
    inside = "the head of the document"
    for heading in find_headings(layout):
        if heading.first <= index <= heading.last:
            return f"the heading of item {heading.number or 'without number'}"
        if heading.last < index:
            inside = f"in item {heading.number or heading.text}"
    found = block_heading(layout.rows[index].text)
    if found:
        return f"the heading of a block of decisions ({found.status}), {inside}"
    section = section_of(layout.rows[index].text)
    if section is not None:
        return f"the heading of a section in which decisions are {'' if section else 'not '}read, {inside}"
    return inside


def _facts(value: Any, line: int, kind: str = "") -> Iterator[tuple[str, Evidence]]:
    """Each fact with a passage on a line, and what kind of fact it is."""
    if isinstance(value, Evidence):
        if value.line <= line <= value.line + value.quote.count("\n"):
            yield kind, value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _facts(getattr(value, field.name), line, type(value).__name__.casefold())
    elif isinstance(value, tuple):
        named = str(value[0]) if len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], tuple) else kind
        for one in value:
            yield from _facts(one, line, named)


def _tried(tagged: Tagged) -> Iterator[str]:
    """What is named on the line, and the rules that match it, table by table."""
    for mention in tagged.mentions:
        yield f"  named: {mention.kind} {mention.value!r} ({tagged.passage.text[mention.start : mention.end]!r})"
    for file, name, reads in TRIED:
        rules = table(file)[name]
        matched = [rule for rule in rules if compiled(rule["pattern"]).search(tagged.text)]
        for rule in matched:
            yield f"  rules/{file}.toml [[{name}]] matches, like: {rule['example']!r}"
        if not matched:
            yield f"  rules/{file}.toml [[{name}]] ({reads}): none of {len(rules)} matches this line alone"
