"""Reasons in Swedish: none that the program tells of people, matters, meetings or corrections stays in English."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf.faults import EXTRACTING, MAPPING, READING, REPAIRING, SETTLING, left_out
from graf.read.sheet import AGAIN, allow
from graf.render.reasons import LONGEST, reason

ROOMS = ("corrections", "review")
RAISED = ("StaleError", "RefusedError")
TOLD = (
    "the name stands twice in the list of a.txt: two people, or one listed twice; the same body",
    "a name struck through (Maria-Rensten) is read as this one",
    "may be the other “Erik Ek”: few bear the name; bodies with much in common; 12 years apart",
    "may be “Erik Ek”, or “Eric Ek” in another spelling",
    "“Erik Ek” is not settled as one person; kept as named in this document only",
    "Eva: may be “Eva Ek” in another spelling",
    "item 3.b “Övrigt” may be about the same matter as item 7 “Annat” of a.txt: the headings share övrigt, "
    "as do others; they are not linked",
    "item without number “Övrigt” has no match in a.txt; it stands alone",
    "the meeting's date is not given: it lies between 2024-01-01 and 2024-02-02",
    "the body “Rådet” is not among the resolved bodies; kept under this name",
    "stale correction: the document a.txt is not in the dataset",
    "contradiction: Eva Ek leaves, by the meeting of 2020-09-25, and is active at that of 2022-09-23 (a:3, b:9)",
    "‘set.date’: expected a date such as 2024-03-05, 2024-03 or 2024, not ‘i höstas’",
    "no role fact is read from “Eva Ek”, and the text does not hold it",
    "“Eva Ek” holds several facts of this kind, and ‘was’ does not say which",
    "‘set.name’: a new attendance needs it",
)
FILES = (
    f"the PDF has 2,001 pages, and at most 2,000 are read: {allow('pages')}",
    f"the file is damaged: word/document.xml is not XML (Char 0x0 out of range): {AGAIN}",
    "page 3 is a picture without text: install tesseract with Swedish (Debian, Ubuntu: apt-get install tesseract-ocr), "
    "and build again",
    "the text is not Swedish but in English: only Swedish minutes are read",
    "‘.doc’ is not read: save it as .docx",
    "a file without a suffix is not read: give one of .txt, .pdf",
    "it has the same name as minutes/a/b.txt: rename one",
    "it is the same document as a.docx in another format: that is read",
    "it is the same file as a.txt, and counted once",
    "the file is too long: at most 1,000,000 lines and 20,000,000 characters are read: divide it",
    "line 1 has 112,000 characters, and at most 100,000 are read: divide it",
    "page 3 has 200,001 objects, and at most 100,000 are read: save it as a picture",
    "the file is damaged, or no PDF: save it again from the program that made it",
    "reading it takes more than 3,000,000,000 bytes of memory: divide it",
    "the file is damaged: ValueError: x: save it again from the program that made it",
    *(left_out("a.txt", step, ValueError()).reason for step in (READING, REPAIRING, EXTRACTING, SETTLING, MAPPING)),
)


def _raised() -> Iterator[tuple[str, str]]:
    """What `StaleError` and `RefusedError` are raised with, values put in for what is filled in."""
    source = Path(__file__).resolve().parents[2] / "src" / "graf"
    for path in sorted(one for room in ROOMS for one in (source / room).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED and node.args:
                said = node.args[0]
                if isinstance(said, ast.Constant):
                    yield f"{path.name}:{node.lineno}", str(said.value)
                elif isinstance(said, ast.JoinedStr):
                    parts = (str(one.value) if isinstance(one, ast.Constant) else "3" for one in said.values)
                    yield f"{path.name}:{node.lineno}", "".join(parts)


def _files() -> Iterator[str]:
    """What `Unreadable` is raised with, and what is said of a file otherwise; names and calls mean what they mean."""
    source = Path(__file__).resolve().parents[2] / "src" / "graf" / "read"
    for path in sorted(source.glob("*.py")):
        module = importlib.import_module("graf.read" if path.stem == "__init__" else f"graf.read.{path.stem}")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Unreadable" and node.args:
                said = _told(node.args[0], vars(module))
                if said and said != "3":
                    yield said


def _told(node: ast.expr, known: dict[str, object]) -> str:
    """A text as it is told: constants of its module as they are, and 3 for what only the moment knows."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_told(one.value if isinstance(one, ast.FormattedValue) else one, known) for one in node.values)
    try:
        value = eval(ast.unparse(node), dict(known))
    except Exception:
        return "3"
    return value if isinstance(value, str) else "3"


BUILDS = (
    "config.py", "written.py", "register.py", "tables.py", "privacy_plan.py", "lifecycle.py", "lifecycle_tables.py",
    "corrections/form.py", "rdf/files.py",
)  # fmt: skip


def _builds() -> Iterator[str]:
    """What a build expects where it ends: of settings, tables, corrections and further RDF, and its hints."""
    source = Path(__file__).resolve().parents[2] / "src" / "graf"
    for name in BUILDS:
        module = importlib.import_module("graf." + name.removesuffix(".py").replace("/", "."))
        for node in ast.walk(ast.parse((source / name).read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func).rpartition(".")[2]
            skip = {"UsageError": 2, "wrong": 1}.get(called)
            for one in node.args[skip:] if skip else ():
                said = _told(one, vars(module))
                if said.replace("expected", "").strip("‘’3: "):
                    yield said


@pytest.mark.parametrize(
    "said",
    [
        "/srv/data/register/people.csv:3: column ‘name’: expected a value",
        "dataset.toml: expected TOML: Unclosed array",
        "Nothing was published; the current release is as it was.",
        *_builds(),
    ],
)
def test_why_a_build_ended_is_said_in_swedish(said: str) -> None:
    """A review shows why the release could not be built, and what to do, in the reader's language."""
    found = reason(said, "sv")
    assert found.lang == "sv"
    assert not re.search(r"\b(the|is|are|and|with|expected|such)\b", re.sub("”[^”]*”", "", found.text)), found.text


@pytest.mark.parametrize("said", [*TOLD, *FILES, *_files(), *(said for _, said in _raised())])
def test_every_reason_is_said_in_swedish(said: str) -> None:
    """The archivist reads why in the page's language; English is left to the command line and the manifest."""
    found = reason(said, "sv")
    assert found.lang == "sv"
    assert not re.search(r"\b(the|is|are|by now|and|with)\b", re.sub("”[^”]*”", "", found.text)), found.text
    assert reason(said, "en").text == said


def test_an_unknown_reason_stays_as_it_is() -> None:
    """What has no Swedish yet is shown, and marked as English."""
    found = reason("something quite new happened", "sv")
    assert (found.text, found.lang) == ("something quite new happened", "en")


@given(st.text(max_size=2 * LONGEST))
def test_what_documents_say_is_never_a_pattern(words: str) -> None:
    """A quote of any kind is put in as it stands, and a long one is left alone."""
    said = f"the item “{words}” has no match"
    assert reason(said, "sv").text == said
    kept = reason(f"the person is called {words or 'x'} by now", "sv")
    assert (words or "x") in kept.text
