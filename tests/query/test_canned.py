"""Headers of canned queries: what they may say, and which line is named where they say it wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf import resources
from graf.issues import UsageError
from graf.query import canned
from graf.query.canned import Canned, parse

GOOD = '''# title.sv = "Möten"
# title.en = "Meetings"
# description.sv = """\\
# Alla möten \\
# med datum."""
# description.en = "All meetings."
#
# [parameters.kind]
# type = "concept"
# sv = "slag"
# en = "kind"
# default = "held"
# values = ["held", "called"]
#
# [columns]
# meeting = { sv = "möte", en = "meeting" }
#
# [[examples]]
# kind = "called"

# Not part of the header = at all
SELECT ?meeting ?asked_kind WHERE { ?meeting graf:status ?asked_kind }
'''


def test_a_header_is_read_in_full() -> None:
    """Everything that a page needs comes out of the header, the query's text stays whole."""
    found = parse(GOOD, "meetings", "meetings.rq")
    assert found.title == {"sv": "Möten", "en": "Meetings"}
    assert found.description["sv"] == "Alla möten med datum."
    assert [(one.name, one.type, one.variable, one.default) for one in found.parameters] == [
        ("kind", "concept", "asked_kind", "held")
    ]
    assert found.parameters[0].values == ("held", "called")
    assert found.columns[0].label["sv"] == "möte"
    assert found.examples == ({"kind": "called"},)
    assert found.text == GOOD


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ('title.en = "Meetings"', "", 1, "title.en: expected words in en"),
        ('title.sv = "Möten"', 'title.sv = "Möten', 1, "TOML"),
        ('description.en = "All meetings."', 'descripton.en = "All meetings."', 6, "descripton"),
        ('type = "concept"', 'type = "number"', 8, "expected one of iri, body"),
        ('type = "concept"', 'tpye = "concept"', 9, "no 'tpye'"),
        ('default = "held"', 'default = "planned"', 8, "expected one of held, called"),
        ('values = ["held", "called"]', "values = 3", 8, "a list of texts"),
        ('# sv = "slag"\n', "", 8, "parameters.kind.sv: expected words"),
        ("[parameters.kind]", "[parameters.Kind]", 8, "small letters"),
        ('meeting = { sv = "möte", en = "meeting" }', "", 15, "[columns]"),
        ('meeting = { sv = "möte", en = "meeting" }', 'meeting = { sv = "möte" }', 16, "columns.meeting.en"),
        ('kind = "called"', 'knid = "called"', 19, "expected texts for the parameters (kind)"),
    ],
)
def test_a_wrong_header_names_its_line(old: str, new: str, line: int, expected: str) -> None:
    """Who edits a query finds the mistake: file, line and what was expected."""
    with pytest.raises(UsageError) as caught:
        parse(GOOD.replace(old, new), "meetings", "meetings.rq")
    assert (caught.value.file, caught.value.line) == ("meetings.rq", line)
    assert expected in str(caught.value)


def read_or_refused(text: str) -> Canned | UsageError:
    try:
        return parse(text, "odd", "odd.rq")
    except UsageError as error:
        return error


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No file, however odd, ends in anything but a canned query or one clear error with a line of the file."""
    for whole in (text, "\n".join(f"# {line}" for line in text.split("\n"))):
        found = read_or_refused(whole)
        if isinstance(found, UsageError):
            assert found.line is not None
            assert 1 <= found.line <= whole.count("\n") + 1


@given(st.data())
def test_a_damaged_header_is_read_or_refused(data: st.DataObject) -> None:
    """The same holds where a good header lost or gained some characters."""
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 20)))
    damaged = GOOD[:start] + data.draw(st.text(max_size=5)) + GOOD[end:]
    found = read_or_refused(damaged)
    assert found.file == "odd.rq"


def test_a_name_that_no_query_has_lists_those_there_are(tmp_path: Path) -> None:
    """A typing mistake is answered with the names to choose from."""
    (tmp_path / "meetings.rq").write_text(GOOD, encoding="utf-8")
    assert canned.find("meetings", tmp_path).name == "meetings"
    with pytest.raises(UsageError, match="expected one of meetings"):
        canned.find("meting", tmp_path)


def test_the_first_ten_questions_are_there() -> None:
    """Each of the questions that researchers ask first has its file."""
    names = {one.name for one in canned.load(resources.queries())}
    assert names >= {
        "bodies", "attendance", "decisions", "chairs", "presence", "filing", "matter", "undecided-proposals",
        "changed-decisions", "conditions",
    }  # fmt: skip
