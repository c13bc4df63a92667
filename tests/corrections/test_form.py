"""The corrections' form: what is written is read back, what is wrong is named with its line."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graf.corrections import Correction, Target, append, load, parse, write
from graf.corrections.form import ADD, MERGE, SPLIT
from graf.corrections.kinds import ACROSS, DATE, DAY, FACTS, TIME, Field, Kind, Value
from graf.issues import UsageError
from graf.rdf import vocab
from graf.rdf.concepts import CONCEPTS
from graf.rdf.correction_terms import PROPERTIES

TEXT = """[[correction]]
action = "set"
fact = "attendance"
document = "protokoll.txt"
checksum = "da77059a930ba5de"
quote = "Lena Fröyen"
at = 512
was.status = "present"
set.status = "absent"
who = "Anna Arkivarie"
when = 2026-11-22T10:15:00Z
why = "Hon hade slutat."
"""

_words = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() == text)


def _values(field: Field) -> st.SearchStrategy[Value]:
    if field.flag:
        return st.booleans()
    if field.number:
        return st.integers(0, 500)
    form = {DAY: st.just("2024-03-05"), DATE: st.sampled_from(["2024", "2024-03"]), TIME: st.just("09:30")}
    one = st.sampled_from(field.choices) if field.choices else form.get(field.pattern or "", _words)
    return st.lists(one, max_size=3).map(tuple) if field.many else one


_places = st.builds(
    Target,
    document=_words,
    quote=_words,
    checksum=st.none() | st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    at=st.none() | st.integers(0, 10**9),
    iri=st.none() | _words,
)
_when = st.dates(min_value=date(1900, 1, 1)) | st.datetimes(
    min_value=datetime(1900, 1, 1), timezones=st.integers(-12, 14).map(lambda h: timezone(timedelta(hours=h)))
)


@st.composite
def corrections(draw: st.DrawFn) -> Correction:
    """Any correction that the form allows."""
    action = draw(st.sampled_from(["set", "remove", ADD, MERGE, SPLIT, "accept"]))
    kinds = ACROSS if action in (MERGE, SPLIT) else {n: k for n, k in FACTS.items() if n != "meeting"}
    kind = draw(st.sampled_from(sorted(kinds)).map(kinds.__getitem__))

    def fields(needed: set[str]) -> tuple[tuple[str, Value], ...]:
        drawn = needed | set(draw(st.sets(st.sampled_from(sorted(kind.fields)), min_size=1, max_size=3)))
        return tuple((name, draw(_values(kind.fields[name]))) for name in kind.fields if name in drawn)

    several = action in (MERGE, SPLIT)
    return Correction(
        action=action,
        fact=kind.name,
        targets=tuple(draw(st.lists(_places, min_size=2, max_size=3))) if several else (draw(_places),),
        who=draw(_words),
        when=draw(_when),
        why=draw(_words),
        to=fields(set(kind.required)) if action in ("set", ADD, MERGE, SPLIT) else (),
        was=fields(set()) if action in ("set", "remove", "accept") else (),
        item=draw(st.none() | _words) if action == ADD else None,
        sample=draw(st.none() | _words),
    )


@given(st.lists(corrections(), max_size=4))
def test_what_is_written_is_read_back(made: list[Correction]) -> None:
    """No text, whatever it holds, is lost or changed between a review and the build."""
    text = "\n".join(write(one) for one in made)
    found = parse(text, "c.toml")
    assert found == tuple(made)
    assert [one.key for one in found] == [one.key for one in made]
    assert [text.splitlines()[one.line - 1] for one in found] == ["[[correction]]"] * len(made)


def test_a_correction_reads_as_documented() -> None:
    """The example of the documentation is a correction, and is written as it stands there."""
    (found,) = parse(TEXT, "c.toml")
    assert found.target == Target("protokoll.txt", "Lena Fröyen", "da77059a930ba5de", 512)
    assert found.to == (("status", "absent"),)
    assert found.was == (("status", "present"),)
    assert found.when == datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
    assert write(found) == TEXT


@pytest.mark.parametrize(
    ("line", "instead", "says"),
    [
        (2, 'action = "vote"', "‘action’: expected one of set, remove"),
        (3, 'fact = "närvaro"', "‘fact’: expected one of meeting, attendance"),
        (4, "", "‘document’: expected a text in quotes"),
        (5, 'checksum = "DA77"', "‘checksum’: expected the first 8"),
        (6, 'qoute = "Lena"', "‘qoute’: expected one of the keys"),
        (7, "at = -1", "‘at’: expected the place in the text"),
        (9, 'set.status = "there"', "‘set.status’: expected one of present, absent"),
        (9, 'set.mood = "glad"', "‘set.mood’: expected a field of a attendance"),
        (9, "", "‘set’: expected what to set"),
        (11, 'when = "2026"', "‘when’: expected a day or a time"),
        (11, "when = 2026-11-22T10:15:00", "‘when’: expected a day or a time"),
        (12, 'why = ""', "‘why’: expected a text in quotes"),
        (12, "why = Hon", "expected TOML"),
    ],
)
def test_an_error_names_its_line(line: int, instead: str, says: str) -> None:
    """Someone who writes by hand is told where, what, and what was expected; a missing key is named at its table."""
    lines = ("# Rättelser\n\n" + TEXT).splitlines()
    lines[line + 1] = instead
    with pytest.raises(UsageError, match=says) as caught:
        parse("\n".join(lines), "corrections/anna.toml")
    assert caught.value.line == (line + 2 if instead else 3)
    assert caught.value.file == "corrections/anna.toml"


def test_what_only_looks_like_a_head_is_text() -> None:
    """A quote that holds “[[correction]]” on a line of its own does not begin another correction."""
    text = TEXT.replace('"Hon hade slutat."', '"""\n[[correction]]\nslutat"""')
    (found,) = parse(text, "c.toml")
    assert found.why == "[[correction]]\nslutat"


def test_appending_changes_nothing_else(tmp_path: Path) -> None:
    """A review adds to its file; a hand's comments and an unfinished last line stay as they are."""
    file = tmp_path / "corrections" / "anna.toml"
    (one,) = parse(TEXT, "")
    append(file, one)
    assert file.read_text(encoding="utf-8") == TEXT
    file.write_text(TEXT + "# klart", encoding="utf-8")
    (other,) = parse(TEXT.replace("absent", "uncertain"), "")
    append(file, other)
    assert file.read_text(encoding="utf-8").startswith(TEXT + "# klart\n\n[[correction]]\n")
    assert load(file.parent) == (one, other)


def test_a_correction_stands_once(tmp_path: Path) -> None:
    """The same correction in two files is a slip that is named, not applied twice."""
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match="expected each correction once"):
        load(tmp_path)
    assert load(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("kind", "field", "scheme"),
    [
        ("attendance", "status", "attendance-statuses"),
        ("item", "kinds", "item-kinds"),
        ("decision", "status", "decision-statuses"),
        ("decision", "acts", "acts"),
        ("decision", "condition_branch", "branches"),
        ("move", "kind", "referral-kinds"),
        ("objection", "kind", "objection-kinds"),
        ("role_fact", "kind", "role-events"),
        ("relation", "relation", "relation-kinds"),
        ("meeting", "mode", "meeting-modes"),
        ("body", "type", "body-types"),
    ],
)
def test_closed_lists_are_the_ontology_s(kind: str, field: str, scheme: str) -> None:
    """What a correction may set is what can be published: no value is accepted that the mapping would refuse."""
    keys = {"open": "open-meeting"} if scheme == "acts" else {}
    choices = {**FACTS, **ACROSS}[kind].fields[field].choices
    assert {keys.get(one, one.replace("_", "-").replace(" ", "-")) for one in choices} == set(CONCEPTS[scheme])  # type: ignore[index]


_NOT_SAID = {
    "surface", "quote", "evidence", "file", "decision",  # where and how it is written
    "presenters", "decisions", "meeting_references", "moves", "objections", "vote",  # what stands below an item
}  # fmt: skip


@pytest.mark.parametrize(
    "kind", [kind for kind in FACTS.values() if kind.model is not None], ids=lambda kind: kind.name
)
def test_every_field_of_a_fact_can_be_corrected(kind: Kind) -> None:
    """What extraction learns to read, people can correct: a new field of the model must be one of its kind."""
    assert kind.model is not None
    held = {field.attribute for field in kind.fields.values()}
    assert held == {field.name for field in dataclasses.fields(kind.model)} - _NOT_SAID


@pytest.mark.parametrize("kind", [*FACTS.values(), *ACROSS.values()], ids=lambda kind: kind.name)
def test_every_kind_is_documented(kind: Kind, root: Path) -> None:
    """The table of kinds in docs/reviewing.md is the one that is checked against."""
    assert f"| `{kind.name}` | {', '.join(kind.fields)} |" in (root / "docs" / "reviewing.md").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("kind", [*FACTS.values(), *ACROSS.values()], ids=lambda kind: kind.name)
def test_every_field_has_its_property(kind: Kind) -> None:
    """Whatever is corrected, what stood before can be published."""
    named = {term.value for term in vars(vocab.GRAF).values() if isinstance(term, NamedNode)}
    for name in kind.fields:
        term = PROPERTIES[kind.name, name].value
        assert not term.startswith(vocab.GRAF.BASE) or term in named
