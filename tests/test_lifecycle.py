"""No name of a release vanishes from the next one without a word."""

from __future__ import annotations

import shutil
from pathlib import Path

import httpx
import pytest

from graf import config
from graf.build import BuildResult, build
from graf.check import check
from graf.cli import run
from graf.issues import UsageError
from graf.lifecycle import HELPERS, LostError, is_thing
from graf.lifecycle_tables import read_gone, read_moved
from graf.query import Rows
from graf.query import run as ask
from graf.serve.app import create_app
from graf.store.embedded import open_read_only
from graf.store.release import read_manifest
from tests.serve.server import running

BASE = "https://w3id.org/graf/dalarna"
AGENDA = """Samverkansnätverket i Norrdal

Närvarande
Eva Lindmark, socialchef, Fjällbo kommun
Per Ek, socialchef, Sjöviks kommun

1. Mötets öppnande
Samverkansnätverket beslutade
att öppna mötet.

2. Gemensam jour
Samverkansnätverket beslutade
att uppdra åt Per Ek att ta fram ett underlag till nästa möte.
"""


@pytest.fixture
def dataset(tmp_path: Path, dalarna: Path) -> Path:
    """A small dataset to change: one made-up document without a date."""
    root = tmp_path / "dataset"
    for folder in ("minutes", "register"):
        (root / folder).mkdir(parents=True)
    shutil.copy(dalarna / config.FILE, root)
    (root / "minutes" / "norrdal.txt").write_text(f"Minnesanteckningar {AGENDA}", encoding="utf-8")
    return root


def make(dataset: Path, *, allow_lost: bool = False) -> BuildResult:
    return build(config.load(dataset), dataset.parent / "out", allow_lost=allow_lost)


def things(release: Path, kind: str = "") -> set[str]:
    found = ask(open_read_only(release / "store"), "SELECT DISTINCT ?x WHERE { ?x a ?kind }")
    assert isinstance(found, Rows)
    named = {term.value for (term,) in found.rows()}  # type: ignore[union-attr]
    return {iri for iri in named if iri.startswith(f"{BASE}/id/{kind}") and is_thing(iri, BASE)}


def table(dataset: Path, name: str, *lines: str) -> None:
    (dataset / "register" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def write(dataset: Path, text: str, name: str = "norrdal.txt") -> None:
    (dataset / "minutes" / name).write_text(text, encoding="utf-8")


def test_a_name_that_vanishes_stops_the_build(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever removes a document is told each name that goes with it, and the release that is served stays."""
    write(dataset, f"Minnesanteckningar {AGENDA}".replace("Norrdal", "Sörbygd"), "sorbygd.txt")
    first = make(dataset)
    (dataset / "minutes" / "sorbygd.txt").unlink()
    out = dataset.parent / "out"
    assert run(["build", str(dataset), "--out", str(out)]) == 2
    told = capsys.readouterr().err
    gone = {iri for iri in things(first.release) if "i-sorbygd" in iri}
    assert gone
    for iri in gone:
        assert iri in told
        assert f"gone.csv:   {iri.partition('/id/')[2]}," in told
    assert (out / "current").resolve() == first.release.resolve()


def test_a_line_for_a_document_covers_all_that_only_it_stated(dataset: Path) -> None:
    """An archivist who takes a document back writes one line, not one for each decision in it; all answer 410."""
    write(dataset, f"Minnesanteckningar {AGENDA}".replace("Norrdal", "Sörbygd"), "sorbygd.txt")
    first = make(dataset)
    (dataset / "minutes" / "sorbygd.txt").unlink()
    with pytest.raises(LostError) as caught:
        make(dataset)
    document = next(iri for iri, _ in caught.value.things if "/id/document/" in iri)
    table(dataset, "gone.csv", "key,when,reason", f"{document.partition('/id/')[2]},2026-11-22,withdrawn by its author")
    second = make(dataset)
    manifest = read_manifest(second.release)
    assert set(manifest["gone"]) == things(first.release) - things(second.release)
    assert manifest["gone"][document] == {"when": "2026-11-22", "reason": "withdrawn by its author"}
    assert manifest["previous"] == first.digest
    assert check(second.release) == []
    files = [path.read_bytes() for path in second.release.rglob("*") if path.is_file() and path.name != "manifest.json"]
    assert not any(word in file for file in files for word in ("Sörbygd".encode(), b"-sorbygd")), (
        "not even in the files"
    )
    with running(second.release, pages=create_app) as server:
        for iri in manifest["gone"]:
            reply = httpx.get(f"http://127.0.0.1:{server.port}{iri.removeprefix(BASE)}")
            assert reply.status_code == 410
            assert "withdrawn by its author" in reply.text
            assert "2026-11-22" in reply.text


def test_allow_lost_builds_and_says_so(dataset: Path) -> None:
    """Who knowingly breaks names leaves a trace: the manifest lists them, and they answer 410."""
    first = make(dataset)
    write(dataset, f"Minnesanteckningar {AGENDA}".replace("2. Gemensam jour", "Gemensam jour diskuterades"))
    with pytest.raises(LostError):
        make(dataset)
    second = make(dataset, allow_lost=True)
    lost = read_manifest(second.release)["lost"]
    moved = read_manifest(second.release)["moved"]
    assert lost
    assert set(lost) | set(moved) == things(first.release) - things(second.release)
    with running(second.release, pages=create_app) as server:
        reply = httpx.get(f"http://127.0.0.1:{server.port}{lost[0].removeprefix(BASE)}")
        assert reply.status_code == 410


def test_an_undated_meeting_that_got_a_date_moves(dataset: Path) -> None:
    """The build writes these moves itself: the document is the same, so the meeting and its items are."""
    first = make(dataset)
    undated = things(first.release, "meeting/")
    assert all("undated" in iri for iri in undated)
    write(dataset, f"Minnesanteckningar {AGENDA}".replace("i Norrdal\n", "i Norrdal\n\nDatum: 2024-03-05\n"))
    second = make(dataset)
    moved = read_manifest(second.release)["moved"]
    assert undated <= set(moved)
    assert set(moved) == things(first.release) - things(second.release)
    with running(second.release, pages=create_app) as server:
        for source, target in moved.items():
            reply = httpx.get(f"http://127.0.0.1:{server.port}{source.removeprefix(BASE)}", follow_redirects=False)
            assert reply.status_code == 308
            kind, key = target.partition("/id/")[2].split("/")
            assert reply.headers["Location"].endswith(f"{kind}/{key}")


def test_a_person_who_gets_a_namesake_keeps_an_address(dataset: Path) -> None:
    """Only who bears a name alone has a key of the name alone; once another is met, the old address leads on."""
    write(dataset, f"Minnesanteckningar {AGENDA}".replace("i Norrdal\n", "i Norrdal\n\nDatum: 2024-03-05\n"))
    first = make(dataset)
    other = AGENDA.replace("1. Mötets", "Per Ek, enhetschef, Fjällbo kommun\n\n1. Mötets").replace("åt Per Ek ", "")
    write(dataset, f"Minnesanteckningar {other}".replace("i Norrdal\n", "i Norrdal\n\nDatum: 2024-05-07\n"), "a.txt")
    second = make(dataset)
    people = things(first.release, "person/") - things(second.release)
    moved = read_manifest(second.release)["moved"]
    assert len(people) == 1
    assert people <= set(moved)
    assert {moved[one] for one in people} <= things(second.release, "person/")
    third = build(config.load(dataset), dataset.parent / "elsewhere", previous=second.release)
    assert third.digest == second.digest, "the history is no part of the digest"
    assert read_manifest(third.release)["moved"] == moved, "and holds from release to release"


def test_a_document_replaced_under_its_name_loses_nothing(dataset: Path) -> None:
    """Correcting a typing error, or adding a line anywhere in a file, makes no archivist write a table."""
    text = AGENDA.replace("Per Ek, socialchef", "Per Ek, socilchef")
    write(dataset, f"Minnesanteckningar {text}")
    first = make(dataset)
    write(dataset, f"KOPIA\n\nMinnesanteckningar {AGENDA}Mötet avslutas.\n")
    second = make(dataset)
    manifest = read_manifest(second.release)
    assert manifest["lost"] == []
    assert set(manifest["moved"]) == things(first.release) - things(second.release)
    assert any("/id/document/" in iri for iri in manifest["moved"])


def test_moves_by_hand_lead_to_one_or_several(dataset: Path) -> None:
    """308 to the new name, 300 with all of them where one became several; a chain leads to its end at once."""
    make(dataset)
    item = "item/samverkansnatverket-i-norrdal"
    items = sorted(iri.partition("/id/")[2] for iri in things(make(dataset).release, "item/"))
    assert item in items[0]
    table(
        dataset, "moved.csv", "from,to,reason",
        f"item/a,{items[0]},", f"item/b,{items[0]}|{items[1]},it was two", "item/c,item/a,",
    )  # fmt: skip
    release = make(dataset).release
    assert read_manifest(release)["moved"] == {
        f"{BASE}/id/item/a": f"{BASE}/id/{items[0]}",
        f"{BASE}/id/item/b": [f"{BASE}/id/{items[0]}", f"{BASE}/id/{items[1]}"],
        f"{BASE}/id/item/c": f"{BASE}/id/{items[0]}",
    }
    with running(release, pages=create_app) as server, httpx.Client(base_url=f"http://127.0.0.1:{server.port}") as web:
        assert web.get("/id/item/c").headers["Location"] == f"../{items[0]}"
        assert web.get("/res/item/c.ttl").headers["Location"] == f"../{items[0]}.ttl"
        several = web.get("/id/item/b", headers={"Accept": "text/html", "Accept-Language": "sv"})
        assert several.status_code == 300
        for one in items[:2]:
            assert f'href="../../sv/res/{one}.html"' in several.text
            assert f'<../../res/{one}>; rel="alternate"' in several.headers["Link"]
        assert web.get("/res/item/b", headers={"Accept": "text/turtle"}).json()["choices"] == [
            f"{BASE}/id/{one}" for one in items[:2]
        ]
        assert web.get("/sv/res/item/b.html").status_code == 300


def test_lines_that_mean_nothing_are_named(dataset: Path) -> None:
    """A typing error in the tables stops the build; a line that has no effect any more is reported."""
    items = sorted(iri.partition("/id/")[2] for iri in things(make(dataset).release, "item/"))
    table(dataset, "moved.csv", "from,to", "item/a,item/not-there")
    with pytest.raises(UsageError, match=r"moved\.csv:2: column ‘to’"):
        make(dataset)
    table(dataset, "moved.csv", "from,to", "item/a,https://elsewhere.example/b c")
    with pytest.raises(UsageError, match="a name such as"):
        make(dataset)
    table(dataset, "moved.csv", "from,to", f"{items[0]},{items[1]}")
    table(dataset, "gone.csv", "key,when,reason", f"{items[1]},2026-11-22,because")
    noted = [str(issue) for issue in make(dataset).issues if issue.file.startswith("register/")]
    assert len(noted) == 2
    assert all("no effect" in one for one in noted)


@pytest.mark.parametrize("line", ["person/x,2026,", "person/x,igår,because", "x,2026,because", "person/x,2026,r,a:3-2"])
def test_gone_is_read_strictly(tmp_path: Path, line: str) -> None:
    """A tombstone needs a name, a date and a reason; passages are document:start-end."""
    (tmp_path / "gone.csv").write_text(f"key,when,reason,passages\n{line}{',' * (3 - line.count(','))}\n", "utf-8")
    with pytest.raises(UsageError, match=r"gone\.csv:2"):
        read_gone(tmp_path, BASE)


def test_tables_that_are_not_there_are_empty(tmp_path: Path) -> None:
    """A dataset without the tables is whole."""
    assert read_gone(tmp_path, BASE) == ()
    assert read_moved(tmp_path, BASE) == ()


def test_every_kind_of_node_lasts_or_is_known_to_help(dataset: Path) -> None:
    """A new kind of thing counts by itself: whatever has an IRI and a type is compared, unless it is listed as help."""
    release = make(dataset).release
    query = f'SELECT DISTINCT ?x WHERE {{ ?x ?p ?o FILTER(STRSTARTS(STR(?x), "{BASE}/id/")) }}'
    found = ask(open_read_only(release / "store"), query)
    assert isinstance(found, Rows)
    named = {term.value for (term,) in found.rows()}  # type: ignore[union-attr]
    assert {iri for iri in named if is_thing(iri, BASE)} == things(release)
    assert {iri.split("/id/")[1].split("/")[0] for iri in named if not is_thing(iri, BASE)} <= HELPERS
