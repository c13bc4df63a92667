"""What the pages show of a case: facts in words, the text around each passage, the fields of a form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from graf.corrections.facts import Fact
from graf.corrections.kinds import ACROSS, FACTS, Field, Value
from graf.corrections.naming import fold
from graf.model import Body
from graf.render import i18n
from graf.review.cases import Case, Subject, name_of
from graf.review.forms import all_of, kind_of, places, span_of
from graf.review.reading import State
from graf.views.text import Line, lines

AROUND = 7
"""So many lines of the text stand above and below a passage."""
FEW = 2
"""So many where several passages stand below one another."""
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
SHOWN = 12
"""So many mentions of somebody are shown in their text."""
FEW_LETTERS = 40
"""A body's key that is shorter is shown as it is."""
CHOICES = 8
"""So many people or bodies of a like name are offered for a merge."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some lines of a document, with a passage marked."""

    file: str
    lines: tuple[Line, ...]
    page: int | None = None

    @property
    def line(self) -> int:
        """The first marked line, else the first."""
        return next((line.number for line in self.lines if line.marked), self.lines[0].number if self.lines else 1)


@dataclass(frozen=True, slots=True)
class Input:
    """A field of a form: `form` is text, choice, many, choices or flag; `options` are pairs of value and words."""

    name: str
    label: str
    form: str
    value: Value
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False
    hint: str = ""


def word(lang: str, kind: str, value: str) -> str:
    """A kind, a field or a value of a closed list, in words."""
    return i18n.words(lang).get(f"reviewing.{kind}_{value}", value.replace("_", " "))


def rows(fact: Fact, lang: str) -> list[tuple[str, str]]:
    """The fields of a fact in words: label and value."""
    fields = FACTS[fact.kind].fields
    return [(word(lang, "field", name), told(fields[name], value, lang)) for name, value in fact.values]


def told(field: Field, value: Value, lang: str) -> str:
    """A value in words."""
    if isinstance(value, bool):
        return i18n.say(lang, "reviewing.yes" if value else "reviewing.no")
    parts = value if isinstance(value, tuple) else (value,)
    return ", ".join(word(lang, "value", str(one)) if field.choices else i18n.day(str(one), lang) for one in parts)


def sentence(fact: Fact, lang: str) -> str:
    """A fact on one line, for the list of what changed."""
    said = "; ".join(f"{label} {value}" for label, value in rows(fact, lang))
    return f"{word(lang, 'kind', fact.kind)}: {said}"


def inputs(fact: Fact | None, kind: str, lang: str) -> list[Input]:
    """The fields of a fact, to change; with None those of a new one. Of a meeting only those that the fact is about."""
    found = FACTS[kind]
    values = dict(fact.values) if fact else {}
    wanted: Iterable[str] = found.fields
    if fact is not None and kind == "meeting":
        wanted = ("date", "date_earliest", "date_latest") if fact.field.startswith("date") else (fact.field,)
    return [_input(found.fields[name], values.get(name, ""), name in found.required, lang) for name in wanted]


def subject_inputs(subject: Subject, lang: str) -> list[Input]:
    """The fields of a person, body or matter that can be changed."""
    fields = ACROSS[kind_of(subject)].fields
    return [_input(fields[name], str(getattr(subject, name)), True, lang) for name in fields if name != "key"]


def _input(field: Field, value: Value, required: bool, lang: str) -> Input:
    form = (
        "flag" if field.flag else ("choices" if field.choices else "many") if field.many
        else "choice" if field.choices else "text"
    )  # fmt: skip
    options = tuple((one, word(lang, "value", one)) for one in field.choices)
    hint = i18n.say(lang, "reviewing.many") if form == "many" else _example(field, lang)
    return Input(field.name, word(lang, "field", field.name), form, value, options, required, hint)


def _example(field: Field, lang: str) -> str:
    if not field.pattern:
        return ""
    if "date" in field.name or field.name in ("from", "to", "recorded", "previous_minutes", "deadline"):
        return i18n.say(lang, "reviewing.date_form")
    return i18n.say(lang, "reviewing.time_form") if field.name.startswith("time") else ""


def excerpts(state: State, case: Case) -> list[Excerpt]:
    """The text beside a case that is about no fact: around a passage, or around each mention of somebody."""
    if case.passage is not None:
        spans = [(case.passage.start, case.passage.end)]
        return [excerpt(state.text(case.file), case.file, spans, AROUND, case.passage.page)]
    if case.subject is not None:
        return [
            excerpt(state.text(place.document), place.document, [span_of(state, place)], FEW)
            for place in list(places(state, case.subject))[:SHOWN]
        ]
    return []


def beside(state: State, fact: Fact, around: int) -> Excerpt:
    """The text beside a fact, so many lines around its passages; the document's beginning where it rests on none."""
    spans = [(one.start, one.end) for one in fact.evidence]
    page = fact.evidence[0].page if fact.evidence else None
    return excerpt(state.text(fact.file), fact.file, spans, around, page)


def dated(words: str, lang: str) -> str:
    """A sentence with its days in words."""
    return _DAY.sub(lambda found: i18n.day(found[0], lang), words)


def meeting_of(state: State, file: str, lang: str) -> str:
    """What a document is of, in words: `SCHNV, 25 september 2020`; empty where neither is known."""
    minutes = state.of_file(file)
    if minutes is None:
        return ""
    bodies = {one.key: one.name for one in state.network.bodies}
    body = minutes.body or ""
    body = body if len(body) < FEW_LETTERS else bodies.get(body, body)
    first, last = minutes.date or minutes.date_earliest, minutes.date or minutes.date_latest
    day = i18n.dates(first, last, lang) if first or last else ""
    return ", ".join(part for part in (body, day) if part)


def excerpt(
    text: str, file: str, spans: Sequence[tuple[int, int]], around: int, page: int | None = None
) -> Excerpt:  # fmt: skip
    """The lines around passages of a text; its beginning where there are none. Empty lines are left out."""
    all_lines = lines(text, spans)
    marked = [line.number for line in all_lines if line.marked]
    near = {number + by for number in marked for by in range(-around, around + 1)} or set(range(1, 3 * around))
    kept = tuple(line for line in all_lines if line.number in near and line.text.strip())
    return Excerpt(file, kept, page if page and page > 1 else None)


def alike(state: State, subject: Subject, asked: str) -> list[Subject]:
    """Whom a person or body may be the same as: the most alike by name, or those whose name holds what is asked."""
    kind, wanted = kind_of(subject), fold(asked)
    others = [one for one in all_of(state, kind) if one.key != subject.key and (kind != "body" or _placed(one))]
    if wanted:
        return [one for one in others if wanted in fold(name_of(one))][:CHOICES]
    own = fold(name_of(subject))
    match = SequenceMatcher(b=own, autojunk=False)

    def alike_to(one: Subject, ratio: Callable[[], float]) -> float:
        match.set_seq1(fold(name_of(one)))
        return ratio() + len(set(fold(name_of(one)).split()) & set(own.split()))

    likely = sorted(others, key=lambda one: alike_to(one, match.quick_ratio), reverse=True)[: 8 * CHOICES]
    return sorted(likely, key=lambda one: alike_to(one, match.ratio), reverse=True)[:CHOICES]


def _placed(one: Subject) -> bool:
    return isinstance(one, Body) and bool(one.evidence)


def mentions(state: State, subject: Subject) -> list[tuple[str, list[str], list[int]]]:
    """The documents that name somebody or something: each with the spellings and the lines."""
    found: dict[str, tuple[list[str], list[int]]] = {}
    for place in places(state, subject):
        words, numbers = found.setdefault(place.document, ([], []))
        words.append(" ".join(place.quote.split()))
        numbers.append(state.reading.documents[place.document].line_at(span_of(state, place)[0]).number)
    return [
        (file, list(dict.fromkeys(words)), sorted(set(numbers))) for file, (words, numbers) in found.items()
    ]  # fmt: skip


def files_of(state: State, subject: Subject) -> list[str]:
    """The documents that name somebody or something."""
    return list(dict.fromkeys(place.document for place in places(state, subject)))
