"""People's keys: what they follow from, and what they outlive."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf import register
from graf.extract import extract
from graf.read import read_files
from graf.resolve import resolve
from graf.resolve.people_keys import Traits, provisional_keys


def keys(files: Sequence[Path], dalarna: Path) -> dict[frozenset[tuple[str, str]], str]:
    """The people of files, by where and how they are named, and their keys."""
    known = register.load(dalarna / "register")
    documents, _ = read_files(files, known)
    found = resolve(extract(documents, known), documents, known)
    return {frozenset(person.surfaces): person.key for person in found.network.people}


def test_a_line_at_the_top_of_any_document_changes_no_key_in_any(tmp_path: Path, dalarna: Path) -> None:
    """Read, extracted and settled anew: everybody of the five documents has the key that they had."""
    files = sorted((dalarna / "minutes").iterdir())
    before = keys(files, dalarna)
    assert len(before) > 30
    for file in files[::2]:
        (tmp_path / file.name).write_text(f"Utskrivet den 2 maj.\n\n{file.read_text('utf-8')}", "utf-8")
        edited = [tmp_path / one.name if one == file else one for one in files]
        assert keys(edited, dalarna) == before, file.name


_words = st.text("abcå", max_size=2)
_traits = st.builds(
    Traits,
    st.sampled_from(("Anna Berg", "Ana Berg", "Bo Ek")),
    _words,
    _words,
    st.sampled_from(("", "2024-01-10", "2024-02-10")),
    st.integers(0, 1),
    st.tuples(st.sampled_from(("aa", "bb")), st.integers(0, 9)),
)


@given(
    st.lists(_traits, max_size=9, unique_by=lambda one: one.first),
    st.integers(0, 99),
    st.sampled_from(("", "salt", None)),
)
def test_nobody_shares_a_key_and_no_order_matters(people: list[Traits], seed: int, salt: str | None) -> None:
    """Each key is one person's, whatever the names have in common and whoever is asked about first."""
    found = provisional_keys(people, salt)
    every = [key for own in found for key in own]
    assert all(found)
    assert len(set(every)) == len(every)
    mixed = list(people)
    Random(seed).shuffle(mixed)
    again = zip(mixed, provisional_keys(mixed, salt), strict=True)
    assert sorted(again, key=repr) == sorted(zip(people, found, strict=True), key=repr)


@pytest.mark.parametrize("salt", ["", "ten thousand willows"])
def test_only_namesakes_are_told_apart_by_more_than_the_name(salt: str) -> None:
    """Whatever is found out of somebody who bears a name alone, the key is the name's; a salt gives others."""
    one, other = (Traits("Anna Berg", body, "", day, 0, ("aa", 1)) for body, day in (("A", "2024"), ("B", "2025")))
    (alone,), (later,) = (provisional_keys([person], salt, several=False) for person in (one, other))
    assert alone == later
    assert not {key for own in provisional_keys([one, other], salt) for key in own} & set(alone)
    assert (provisional_keys([one], "")[0] == provisional_keys([one], salt)[0]) == (salt == "")
