"""A build that goes on from the release before gives exactly what a whole build of the same input gives."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from graf import config
from graf.build import BuildResult, build
from graf.stages import base
from graf.stages.cache import Memory
from graf.store.embedded import open_read_only
from graf.store.release import read_manifest
from graf.store.verify import verify
from graf.views import network, search_index
from graf.views.search import entries
from graf.views.source import Source

BODIES = ("Länsnätverket", "Skolchefsnätverket (SKN)", "Styrgruppen för SKN", "Fjällbo kommun")
NAMES = ("Eva Lindmark", "Per Ek", "Eva Lindmrak", "Åsa Ek", "Maria Nilsson-Dahl")
TOPICS = ("Gemensam jour", "MiniMaria i länet", "Budget för 2025", "Skolsociala team")


def minutes(body: str, day: int, people: list[str], topic: str, scanned: bool) -> str:
    """Made-up minutes of a body, with the people who were there and one decision."""
    present = "\n".join(f"{name}, Fjällbo kommun" for name in people)
    text = (
        f"Minnesanteckningar {body}\n\nDatum: 2024-03-{day:02}\nTid: 09.00-12.00\n\nNärvarande\n{present}\n\n"
        f"1. Mötets öppnande\nOrdförande öppnade mötet.\n\n2. Beslut: {topic}\n"
        f"Föredragande: {people[0]}, socialchef, Fjällbo kommun\n"
        "Nätverket diskuterade hur frågan kan ordnas under sommaren och hur den ska bekostas av kommunerna.\n"
        f"SKN beslutade\natt uppdra åt {people[-1]} att ta fram ett underlag till nästa möte\n"
        "att ärendet hänskjuts till Länsnätverket\natt lägga informationen till handlingarna.\n"
    )
    return text.translate(str.maketrans("åäöÅÄÖ", "aaoAAO")) if scanned else text


def write(root: Path, name: str, body: int, day: int, people: tuple[int, int], topic: int, scanned: bool) -> None:
    text = minutes(BODIES[body], day, [NAMES[one] for one in people], TOPICS[topic], scanned)
    (root / "minutes" / f"{name}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def dataset(tmp_path: Path, dalarna: Path) -> Path:
    return start(tmp_path / "dataset", dalarna)


def start(root: Path, dalarna: Path) -> Path:
    """A dataset of three documents, with a register and no corrections yet."""
    for folder in ("minutes", "register", "corrections"):
        (root / folder).mkdir(parents=True)
    shutil.copy(dalarna / config.FILE, root)
    register(root, [])
    for place, name in enumerate("abcd"):
        write(root, name, place % 3, 3 + place, (0, 1 + place % 2), place % 2, False)
    return root


def register(root: Path, names: list[str]) -> None:
    lines = ["key,name,type,source", *(f"{name},{name},network,arkivet" for name in names)]
    (root / "register" / "bodies.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def make(dataset: Path, out: Path, memory: Memory | None = None) -> BuildResult:
    return build(config.load(dataset), out, allow_lost=True, memory=memory)


def whole(dataset: Path) -> BuildResult:
    """A build that knows nothing of another."""
    with tempfile.TemporaryDirectory() as folder:
        return make(dataset, Path(folder) / "out")


def dump(release: Path) -> list[bytes]:
    """All that a release states, line by line."""
    return sorted((open_read_only(release / "store").dump(format=RdfFormat.N_QUADS) or b"").splitlines())


def union(release: Path) -> Iterator[tuple[set[Quad], set[Quad]]]:
    """A release's default graph, and what all of its graphs state together."""
    store = open_read_only(release / "store")
    default = {quad for quad in store if isinstance(quad.graph_name, DefaultGraph)}
    stated = {Quad(q.subject, q.predicate, q.object) for q in store if not isinstance(q.graph_name, DefaultGraph)}
    yield default, stated


SETTING = st.tuples(
    st.integers(0, len(BODIES) - 1),
    st.integers(1, 9),
    st.tuples(st.integers(0, len(NAMES) - 1), st.integers(0, len(NAMES) - 1)),
    st.integers(0, len(TOPICS) - 1),
    st.booleans(),
)
EDIT = st.one_of(
    st.tuples(st.just("write"), st.sampled_from("abcdefg"), SETTING),
    st.tuples(st.just("remove"), st.sampled_from("abcd"), st.none()),
    st.tuples(st.just("line"), st.sampled_from("abcd"), st.sampled_from(["En rad till.", "Råd: SKN i Dalarna."])),
    st.tuples(
        st.just("insert"), st.sampled_from("abcd"), st.sampled_from(["En rad.", "att Åsa Ek svarar på SKN:s fråga."])
    ),
    st.tuples(st.just("correct"), st.sampled_from("abc"), st.none()),
    st.tuples(st.just("register"), st.lists(st.sampled_from(["Länsnätverket", "SKN"]), unique=True), st.none()),
)
STEP = st.tuples(st.lists(EDIT, min_size=1, max_size=3), st.booleans())
Step = tuple[list[tuple[str, object, object]], bool]
"""Edits, and whether the build after them remembers those before it."""


@settings(max_examples=2, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate))
@given(steps=st.lists(STEP, min_size=2, max_size=2))
def test_any_edits_give_what_a_whole_build_gives(steps: list[Step], dalarna: Path) -> None:
    """Whatever is added, changed or taken away, in any order: same graphs, and the union states what the graphs do."""
    follow(steps, dalarna)


def follow(steps: list[Step], dalarna: Path) -> None:
    """Makes the edits step by step, and compares the build after each with a whole one."""
    memory = Memory()
    with tempfile.TemporaryDirectory() as folder:
        dataset, out = start(Path(folder) / "dataset", dalarna), Path(folder) / "out"
        make(dataset, out, memory)
        for edits, warm in steps:
            for kind, what, how in edits:
                edit(dataset, kind, what, how)
            found = make(dataset, out, memory if warm else None)
            with tempfile.TemporaryDirectory() as other:
                anew = make(dataset, Path(other) / "out")
                assert dump(found.release) == dump(anew.release)
                assert found.digest == anew.digest
            assert verify(found.release) == []
            for default, stated in union(found.release):
                assert default == stated
            held, anew = searched(found.release)
            assert held == anew


def searched(release: Path) -> tuple[list[set[tuple[str, str]]], list[set[tuple[str, str]]]]:
    """What a release's search index finds, and what one made anew of its store does."""
    source = Source(open_read_only(release / "store"), "", {}, "sv")
    held, anew = search_index.open_index(release / search_index.FOLDER, source), search_index.new()
    search_index.fill(anew, entries(source))
    asked = ("jour", "lindmark", "ek", "sommaren", "underlag", "handlingarna", "2024", "skn", "länsnätverket", "s")
    found = ([set(search_index.search(index, one, 999)[1]) for one in asked] for index in (held, anew))
    return next(found), next(found)


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate))
@given(steps=st.lists(STEP, min_size=2, max_size=4))
def test_many_edits_give_what_whole_builds_give(steps: list[Step], dalarna: Path) -> None:
    """The same with more edits, of which each may meet what the one before left behind."""
    follow(steps, dalarna)


def edit(dataset: Path, kind: str, what: object, how: object) -> None:
    """Makes one change to a dataset."""
    path = dataset / "minutes" / f"{what}.txt"
    if kind == "write":
        write(dataset, str(what), *how)  # type: ignore[misc]
    elif kind == "register":
        register(dataset, list(what))  # type: ignore[call-overload]
    elif kind == "correct":
        place = dataset / "corrections" / "a.toml"
        place.unlink() if place.exists() else correct(dataset, str(what))
    elif path.exists() and kind == "remove":
        path.unlink()
    elif path.exists() and kind == "insert":
        head, heading, rest = path.read_text(encoding="utf-8").partition("\n2. ")
        path.write_text(f"{head}\n{how}\n{heading}{rest}", encoding="utf-8")
    elif path.exists():
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{how}\n", encoding="utf-8")


def correct(dataset: Path, document: str) -> None:
    """Corrects who was there, in a file of corrections."""
    (dataset / "corrections" / "a.toml").write_text(
        f'[[correction]]\naction = "set"\nfact = "attendance"\ndocument = "{document}.txt"\nquote = "Eva Lindmark"\n'
        'was.status = "present"\nset.status = "absent"\nwho = "Arkivarien"\nwhen = 2024-04-01\nwhy = "Hon var sjuk."\n',
        encoding="utf-8",
    )


def test_one_changed_document_renews_the_store(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what the change touches is mapped again; the release before keeps its store as it was."""
    out = tmp_path / "out"
    first = make(dataset, out)
    renewed = []
    real = base.renewed

    def noting(*arguments: object) -> base.Written:
        renewed.append(real(*arguments))  # type: ignore[arg-type]
        return renewed[-1]

    monkeypatch.setattr(base, "renewed", noting)
    edit(dataset, "line", "c", "En rad till.")
    second = make(dataset, out)
    assert [list(written.fresh) for written in renewed] == [["c.txt"]]
    assert verify(first.release) == verify(second.release) == []
    assert second.digest == whole(dataset).digest != first.digest
    assert (second.release / search_index.FOLDER / "meta.json").is_file()
    assert (second.release / network.FILE).samefile(first.release / network.FILE)


def test_a_correction_leaves_the_other_documents_alone(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A correction is applied to what was settled before, and taken back with its file: the first release is back."""
    out = tmp_path / "out"
    first = make(dataset, out)
    correct(dataset, "a")
    with monkeypatch.context() as never:
        never.setattr("graf.stages.extracting.extract", None)
        never.setattr("graf.stages.settling.resolve", None)
        second = make(dataset, out)
    assert not (second.release / network.FILE).exists()
    assert second.digest == whole(dataset).digest != first.digest
    assert any("/graph/corrections" in graph for graph in read_manifest(second.release)["graphs"])
    (dataset / "corrections" / "a.toml").unlink()
    assert make(dataset, out).digest == first.digest


@pytest.mark.parametrize("harm", ["gone", "damaged", "locked"])
def test_the_cache_is_disposable(dataset: Path, tmp_path: Path, harm: str) -> None:
    """Without its cache, with a damaged one, or while another build has it, a build makes the same release."""
    out = tmp_path / "out"
    make(dataset, out)
    edit(dataset, "line", "c", "En rad till.")
    file = out / "cache" / "build.sqlite"
    held = None
    if harm == "gone":
        shutil.rmtree(out / "cache")
    elif harm == "damaged":
        file.write_bytes(b"not a database" * 1000)
    else:
        held = sqlite3.connect(file, isolation_level=None)
        held.execute("BEGIN IMMEDIATE")
    assert make(dataset, out).digest == whole(dataset).digest
    if held is not None:
        held.close()


def test_a_build_that_fails_keeps_nothing(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Complete or absent: after a failure on the way, the next build is that of the input as it is."""
    out = tmp_path / "out"
    first = make(dataset, out)
    edit(dataset, "line", "c", "En rad till.")

    def broken(*arguments: object) -> None:
        raise RuntimeError("planted")

    with monkeypatch.context() as planted:
        planted.setattr("graf.build.derive", broken)
        with pytest.raises(RuntimeError, match="planted"):
            make(dataset, out)
    assert (out / "current").resolve() == first.release.resolve()
    assert sorted(path.name for path in out.iterdir()) == ["cache", "current", "releases"]
    assert verify(first.release) == []
    assert make(dataset, out).digest == whole(dataset).digest
