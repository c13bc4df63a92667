"""Repairs that are kept are those of a build from nothing, and only what a change touches is repaired again."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graf import read
from graf.model import Document, Register
from graf.read.repair import Repairer
from graf.read.text import number
from graf.stages import cache, repairs

SCANS = (
    "Ordféranden Ulla Vrangsjod 6ppnade motet. Arendet om narvardsteamet bordlades.",
    "Enligt Ulla Vréngsjod ska stodet till Asbobygdens hemtjanst ses over.",
    "Samverkansgruppen fér narvardsteamet traffas i Leksand.",
)
CLEAN = (
    "Närvårdsteamet i Leksand träffas på måndag. Ordföranden öppnar mötet.",
    "Åsbobygden har hemtjänst. Ulla Vrångsjö är tillförordnad chef på enheten.",
    "Åsbobygdens hemtjänst och Åsbobygdens skola har ett möte på våren.",
    "Vädret var soligt, och alla gick hem till sitt.",
    "Samverkansgruppen för hälsa är här. Ån rinner förbi huset i Måndalen.",
)


def document(name: str, text: str) -> Document:
    return Document(name, hashlib.sha256(text.encode()).hexdigest(), text, text, number(text, text))


def built(out: Path, documents: list[Document], known: Register | None = None) -> list[Document]:
    with cache.opened(out, "code") as kept:
        return repairs.repaired(documents, known or Register(), kept)[0]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from(SCANS)), st.sets(st.sampled_from(CLEAN)), st.sampled_from(["", "Vrangsjöd"])),
        min_size=2,
        max_size=4,
    )
)
def test_kept_repairs_are_those_of_a_build_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[set[str], set[str], str]]
) -> None:
    """Whatever documents and names come and go between builds, each gives what one from nothing gives."""
    out = tmp_path_factory.mktemp("out")
    for scans, clean, person in steps:
        documents = [document(f"{(*SCANS, *CLEAN).index(text)}.txt", text) for text in sorted(scans | clean)]
        known = Register(people=(person,) if person else ())
        assert built(out, documents, known) == read.repaired(documents, known)


def test_a_change_elsewhere_repairs_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document whose words no scan looked up leaves all repairs as they are; one with such a word touches its own."""
    scans = [document(f"scan{place}.txt", text) for place, text in enumerate(SCANS)]
    first = built(tmp_path, [*scans, document("a.txt", CLEAN[0])])
    done: list[str] = []
    whole = Repairer.repair
    monkeypatch.setattr(Repairer, "repair", lambda self, text: (done.append(text), whole(self, text))[1])
    assert built(tmp_path, [*scans, document("a.txt", CLEAN[0] + " Vädret var soligt."), scans[0]])[:3] == first[:3]
    assert not done
    built(tmp_path, [*scans, document("a.txt", CLEAN[0]), document("b.txt", "Ulla Vrångsjö är på väg.")])
    assert {text for text in SCANS if "Ulla" in text} == set(done)
