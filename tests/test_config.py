"""dataset.toml: what it says, where a dataset is found, and errors that name the line."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf import config
from graf.issues import UsageError

WHOLE = """\
# A dataset.
base = "https://example.org/prov"
licence = "http://creativecommons.org/publicdomain/zero/1.0/"
publisher = "Provkommun"
contact = "arkiv@example.org"
privacy = "named"
county = "20"

[title]
sv = "Prov"
en = "Sample"

[description]
sv = "Ett prov."
en = "A sample."
"""


def _dataset(folder: Path, text: str = WHOLE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / config.FILE).write_text(text, encoding="utf-8")
    return folder


def _error(folder: Path, text: str) -> UsageError:
    with pytest.raises(UsageError) as caught:
        config.load(_dataset(folder, text))
    return caught.value


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    """Every setting arrives as it was written."""
    read = config.load(_dataset(tmp_path))
    assert read == config.Config(
        root=tmp_path,
        title={"sv": "Prov", "en": "Sample"},
        description={"sv": "Ett prov.", "en": "A sample."},
        base="https://example.org/prov",
        licence="http://creativecommons.org/publicdomain/zero/1.0/",
        publisher="Provkommun",
        contact="arkiv@example.org",
        privacy="named",
        county="20",
    )
    assert read.minutes == tmp_path / "minutes"


def test_the_project_s_own_dataset_is_read(dalarna: Path) -> None:
    """The first publication keeps settings that are valid."""
    assert config.load(dalarna).base == "https://w3id.org/graf/dalarna"


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ('"https://example.org/prov"', '"example.org"', 2, "https://"),
        ('"https://example.org/prov"', '"https://example.org/prov/"', 2, "slash"),
        ('"https://example.org/prov"', '"https://example.org/a b"', 2, "space"),
        ("base =", "bas =", 2, "misspelt"),
        ('"Provkommun"', "17", 4, "a text"),
        ('"Provkommun"', '" "', 4, "a text"),
        ('"arkiv@example.org"', '"arkivet"', 5, "e-mail"),
        ('"named"', '"secret"', 6, "named, officials, pseudonymous"),
        ('"20"', "20", 7, "two digits"),
        ('en = "Sample"', "", 9, "sv and en"),
        ('en = "A sample."', 'en = "A sample."\nfi = "Malli"', 13, "not ‘fi’"),
        ('publisher = "Provkommun"', "publisher Provkommun", 4, "TOML"),
        ('publisher = "Provkommun"', 'publisher = "Prov', 4, "TOML"),
        ('publisher = "Provkommun"', 'base = "twice"', 4, "TOML"),
    ],
)
def test_an_error_names_the_line_and_what_was_expected(
    tmp_path: Path, old: str, new: str, line: int, word: str
) -> None:
    """Whoever breaks the file is told where and how to mend it."""
    error = _error(tmp_path, WHOLE.replace(old, new, 1))
    assert error.file == str(tmp_path / config.FILE)
    assert error.line == line
    assert word in str(error)


def test_a_missing_setting_is_named_with_the_line_to_add(tmp_path: Path) -> None:
    """A setting that is not there has no line; the error shows what to write."""
    error = _error(tmp_path, WHOLE.replace('publisher = "Provkommun"\n', ""))
    assert error.line is None
    assert 'publisher = "…"' in str(error)


def test_text_that_is_not_utf_8_is_named_by_its_line(tmp_path: Path) -> None:
    """An old editor's Latin-1 is told from a broken setting."""
    _dataset(tmp_path)
    (tmp_path / config.FILE).write_bytes(WHOLE.replace("Provkommun", "Åre").encode("latin-1"))
    with pytest.raises(UsageError) as caught:
        config.load(tmp_path)
    assert caught.value.line == 4
    assert "UTF-8" in str(caught.value)


def test_a_folder_without_settings_says_how_to_make_them(tmp_path: Path) -> None:
    """A wrong folder is an error with a way out, not a traceback."""
    with pytest.raises(UsageError, match="graf init"):
        config.load(tmp_path)


@given(st.text(max_size=300))
def test_no_text_brings_anything_but_a_usage_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever stands in the file, the reader answers with settings or with an error for people."""
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    (folder / config.FILE).write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(UsageError):
        config.load(folder)


def test_the_dataset_named_comes_first(tmp_path: Path) -> None:
    """`--dataset` beats the folder one stands in."""
    here, there = _dataset(tmp_path / "here"), _dataset(tmp_path / "there")
    assert config.find(there, here) == there


def test_a_named_folder_must_be_a_dataset(tmp_path: Path) -> None:
    """A slip in `--dataset` is told, not answered with another dataset."""
    _dataset(tmp_path)
    with pytest.raises(UsageError, match=r"dataset\.toml"):
        config.find(tmp_path / "elsewhere", tmp_path)


def test_the_nearest_parent_comes_next(tmp_path: Path) -> None:
    """Inside a dataset's folders, that dataset is meant."""
    dataset = _dataset(tmp_path / "a")
    inside = dataset / "minutes" / "2024"
    inside.mkdir(parents=True)
    assert config.find(None, inside) == dataset


def test_the_only_dataset_in_data_comes_last(tmp_path: Path) -> None:
    """In a project with one dataset it need not be named; with two, nothing is guessed."""
    one = _dataset(tmp_path / "data" / "one")
    assert config.find(None, tmp_path) == one
    _dataset(tmp_path / "data" / "two")
    assert config.find(None, tmp_path) is None


def test_no_dataset_is_no_error(tmp_path: Path) -> None:
    """`graf extract` works on any file, without a dataset."""
    assert config.find(None, tmp_path) is None


def test_a_dataset_bounds_what_is_read(tmp_path: Path) -> None:
    """`[read]` changes the limits that it names, and a limit that is none is refused with its line."""
    from graf.read.limits import Limits, of

    settings = config.load(_dataset(tmp_path, WHOLE + "\n[read]\npages = 30\nmegabytes = 2.5\n")).read
    assert of(settings) == Limits(pages=30, size=2_500_000, unpacked=2_500_000)
    for wrong in ("pages = 0", "sidor = 3", 'seconds = "lång"'):
        assert _error(tmp_path, f"{WHOLE}\n[read]\n{wrong}\n").line == WHOLE.count("\n") + 3


STATEMENT = """
[accessibility]
status = "partial"
assessed = 2026-01-31
shortcomings = [{ sv = "En brist.", en = "A shortcoming." }]
"""


def test_the_statement_on_accessibility_is_read(tmp_path: Path) -> None:
    """What the law wants said is said in dataset.toml; without it nothing is claimed."""
    (tmp_path / "dataset.toml").write_text(WHOLE + STATEMENT, encoding="utf-8")
    found = config.load(tmp_path).accessibility
    assert found is not None
    assert (found.status, found.assessed) == ("partial", "2026-01-31")
    assert found.shortcomings == ({"sv": "En brist.", "en": "A shortcoming."},)
    (tmp_path / "dataset.toml").write_text(WHOLE, encoding="utf-8")
    assert config.load(tmp_path).accessibility is None


@pytest.mark.parametrize(
    ("right", "wrong"),
    [('"partial"', '"good"'), ("2026-01-31", '"soon"'), ("shortcomings", "lacking"), ('en = "A', 'de = "A')],
)
def test_what_is_wrong_in_the_statement_is_named(tmp_path: Path, right: str, wrong: str) -> None:
    """A misspelt key or a date that is none ends with the line it stands on."""
    (tmp_path / "dataset.toml").write_text(WHOLE + STATEMENT.replace(right, wrong), encoding="utf-8")
    with pytest.raises(UsageError) as error:
        config.load(tmp_path)
    assert error.value.line is not None
