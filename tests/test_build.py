"""The build makes one and the same release of one input, and a failed one changes nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Quad

from graf import config, resources
from graf.build import BuildResult, InvalidGraphError, build
from graf.issues import NOTE, UNREADABLE
from graf.rdf import mapping
from graf.rdf.mapping import Mapped
from graf.store.embedded import open_read_only
from graf.store.release import read_manifest
from graf.store.verify import verify

MINUTES = """Minnesanteckningar Samverkansnätverket i Norrdal

Datum: 2024-03-05
Tid: 09.00-12.00
Plats: Storgatan 1, Fjällbo

Närvarande
Eva Lindmark, Fjällbo kommun, eva.lindmark@fjallbo.example
Per Ek, Sjöviks kommun, 070-123 45 67

1. Mötets öppnande
Samverkansnätverket beslutade
att öppna mötet.

2. Beslut: Gemensam jour
Föredragande: Eva Lindmark, socialchef, Fjällbo kommun
Nätverket diskuterade hur en gemensam jour kan ordnas under sommaren och hur den ska bekostas av kommunerna.
Samverkansnätverket beslutade
att uppdra åt Per Ek att ta fram ett underlag till nästa möte
att lägga informationen till handlingarna.
"""


@pytest.fixture(scope="session")
def released(dalarna: Path, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """A release of Dalarna's five documents, for reading only."""
    return build(config.load(dalarna), tmp_path_factory.mktemp("build"))


@pytest.fixture
def dataset(tmp_path: Path, dalarna: Path) -> Path:
    """A small dataset to change: Dalarna's settings, an empty register, one made-up document."""
    root = tmp_path / "dataset"
    for folder in ("minutes", "register", "corrections"):
        (root / folder).mkdir(parents=True)
    shutil.copy(dalarna / config.FILE, root)
    (root / "register" / "bodies.csv").write_text("key,name,type,source\n", encoding="utf-8")
    (root / "minutes" / "norrdal.txt").write_text(MINUTES, encoding="utf-8")
    return root


def make(dataset: Path, out: Path) -> BuildResult:
    return build(config.load(dataset), out)


def test_five_documents_become_a_release_that_verifies(released: BuildResult) -> None:
    """What `make build` promises: all documents, every kind of thing, no fault."""
    assert verify(released.release) == []
    assert released.counts["documents"] == 5
    for kind in ("meetings", "items", "decisions", "proposals", "referrals", "people", "bodies", "readings", "matters"):
        assert released.counts[kind] > 0, kind
    assert not [issue for issue in released.issues if issue.kind == UNREADABLE]
    assert released.summary["documents"] == 5
    assert str(released.release) in str(released)


def test_the_manifest_says_what_it_was_made_from(released: BuildResult, dalarna: Path) -> None:
    """Every file that decides the result is named with its checksum; no place of this machine is."""
    manifest = read_manifest(released.release)
    read_from = manifest["inputs"]
    for path in (dalarna / "minutes").iterdir():
        assert f"dataset/minutes/{path.name}" in read_from
    for name in ("dataset/dataset.toml", "graf/ontology/graf.ttl", "graf/ontology/shapes.ttl"):
        assert name in read_from
    for path in (resources.queries() / "derived").iterdir():
        assert f"graf/queries/derived/{path.name}" in read_from
    assert str(dalarna) not in json.dumps(manifest)
    assert manifest["software"]["version"]
    assert {name for graph in manifest["graphs"] for name in [graph.split("/graph/")[1].split("/")[0]]} == {
        "doc", "evidence", "register", "derived", "ontology",
    }  # fmt: skip


def test_two_builds_give_one_digest(released: BuildResult, dalarna: Path, tmp_path: Path) -> None:
    """The digest does not depend on the folder, the run, or the order in which Python's sets are walked."""
    shutil.copytree(dalarna, tmp_path / "elsewhere")
    program = (
        "import sys; from pathlib import Path; from graf import config; from graf.build import build;"
        "print(build(config.load(Path(sys.argv[1])), Path(sys.argv[2])).digest)"
    )
    arguments = [sys.executable, "-c", program, str(tmp_path / "elsewhere"), str(tmp_path / "out")]
    environment = os.environ | {"PYTHONHASHSEED": "12345"}
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == released.digest, done.stderr


def test_a_second_build_does_nothing(dataset: Path, tmp_path: Path) -> None:
    """Where nothing changed nothing is made; a changed document makes a new release and keeps the old one."""
    out = tmp_path / "out"
    first = make(dataset, out)
    again = make(dataset, out)
    assert not first.unchanged
    assert again.unchanged
    assert (again.release, again.digest, again.counts, again.issues) == (
        first.release,
        first.digest,
        first.counts,
        first.issues,
    )
    (dataset / "minutes" / "norrdal.txt").write_text(MINUTES.replace("sommaren", "vintern"), encoding="utf-8")
    changed = make(dataset, out)
    assert not changed.unchanged
    assert first.release.is_dir()
    assert (out / "current").resolve() == changed.release.resolve() != first.release.resolve()


def test_file_names_that_sort_otherwise_state_the_same(dataset: Path, tmp_path: Path) -> None:
    """What is stated does not depend on the order in which documents are read."""
    (dataset / "minutes" / "a.txt").write_text(MINUTES.replace("2024-03-05", "2024-04-09"), encoding="utf-8")
    first = make(dataset, tmp_path / "one")
    for old, new in (("a.txt", "z.txt"), ("norrdal.txt", "b.txt")):
        (dataset / "minutes" / old).rename(dataset / "minutes" / new)
    second = make(dataset, tmp_path / "two")

    def stated(result: BuildResult) -> set[str]:
        return {str(quad) for quad in open_read_only(result.release / "store") if ".txt" not in str(quad.object)}

    assert stated(first) == stated(second)


def test_a_violation_of_a_shape_fails_the_build(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph that breaks a shape is never published: the error says where, and the current release stays."""
    out = tmp_path / "out"
    before = make(dataset, out)
    (dataset / "minutes" / "norrdal.txt").write_text(MINUTES.replace("sommaren", "vintern"), encoding="utf-8")
    real = mapping.document_quads

    def without_readings(*arguments: object) -> object:
        mapped = real(*arguments)  # type: ignore[arg-type]
        kept: list[Quad] = [quad for quad in mapped.quads if "/graph/doc/" in str(quad.graph_name)]
        return Mapped(tuple(kept), mapped.issues, mapped.bodies)

    monkeypatch.setattr("graf.stages.mapping.document_quads", without_readings)
    with pytest.raises(InvalidGraphError, match=r"norrdal\.txt: .*AgendaItem") as caught:
        make(dataset, out)
    assert caught.value.violations
    assert sorted(path.name for path in out.iterdir()) == ["cache", "current", "releases"]
    assert (out / "current").resolve() == before.release.resolve()
    assert len(list((out / "releases").iterdir())) == 1


def test_what_cannot_be_read_is_named_and_the_rest_is_built(dataset: Path, tmp_path: Path) -> None:
    """A broken, empty or repeated file does not stop the others, and the release keeps saying what was left out."""
    (dataset / "minutes" / "broken.txt").write_bytes(bytes(range(256)) * 8)
    (dataset / "minutes" / "empty.txt").write_bytes(b"")
    (dataset / "minutes" / "repeated.txt").write_text(MINUTES, encoding="utf-8")
    (dataset / "minutes" / "z").mkdir()
    (dataset / "minutes" / "z" / "norrdal.txt").write_text(MINUTES + "\n", encoding="utf-8")
    result = make(dataset, tmp_path / "out")
    assert result.counts["documents"] == 1
    unread = {issue.file for issue in result.issues if issue.kind == UNREADABLE}
    assert {"broken.txt", "empty.txt"} < unread
    assert len(unread) == 3
    assert [issue.file for issue in result.issues if issue.kind == NOTE and "same file" in issue.reason]
    assert make(dataset, tmp_path / "out").issues == result.issues


def test_personal_details_leave_no_trace(dataset: Path, tmp_path: Path) -> None:
    """An e-mail address and a telephone number are in no file of the release, and are counted."""
    release = make(dataset, tmp_path / "out")
    secrets = ("eva.lindmark@fjallbo.example", "fjallbo.example", "070-123 45 67", "123 45 67")
    for path in release.release.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [secret for secret in secrets if secret.encode() in content], path
    found = [str(quad) for quad in open_read_only(release.release / "store")]
    assert not [quad for quad in found for secret in secrets if secret in quad]
    assert sum(release.masked.values()) == 2
    assert release.summary["withheld"] == 2


def test_extra_rdf_is_published_beside(dataset: Path, tmp_path: Path) -> None:
    """RDF in graphs/ becomes graphs of its own."""
    (dataset / "graphs").mkdir()
    (dataset / "graphs" / "places.ttl").write_text("<https://a.example/s> <https://a.example/p> [] .")
    result = make(dataset, tmp_path / "out")
    assert any(graph.endswith("/graph/extra/places") for graph in read_manifest(result.release)["graphs"])
    assert verify(result.release) == []


def test_progress_is_told_by_stage(dataset: Path, tmp_path: Path) -> None:
    """Whoever waits sees which stage is on and how far it has come."""
    told: list[tuple[str, int, int]] = []
    build(config.load(dataset), tmp_path / "out", progress=lambda *step: told.append(step))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == [
        "read", "extract", "resolve", "map", "derive", "count",
    ]  # fmt: skip
    assert all(0 <= done <= steps for _, done, steps in told)
