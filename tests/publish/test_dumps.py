"""The dumps: canonical, complete, with true checksums; the tables are CSV on the Web."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import subprocess

import csvw
import pyld
import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf.publish.dumps import _sorted_lines
from graf.rdf.vocab import RDF
from graf.store.embedded import open_read_only
from tests.publish.conftest import Site


def _text(site: Site, name: str) -> bytes:
    return gzip.decompress((site.root / "dumps" / name).read_bytes())


def test_the_checksums_are_true(published: Site) -> None:
    """`sha256sum -c SHA256SUMS` accepts every dump and table, and misses none."""
    folder = published.root / "dumps"
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    named = {line[66:] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert named == files - {"SHA256SUMS"}


def test_the_quads_are_all_and_nothing_else(published: Site) -> None:
    """The N-Quads hold every graph of the release, and each graph's checksum is the manifest's."""
    lines = _text(published, "release.nq.gz").splitlines(keepends=True)
    assert lines == sorted(set(lines))
    manifest = json.loads((published.release / "manifest.json").read_text(encoding="utf-8"))
    found: dict[str, list[bytes]] = {}
    for line in lines:
        triple, _, graph = line.rpartition(b" <")
        found.setdefault(graph.rpartition(b">")[0].decode(), []).append(triple)
    assert {graph: len(several) for graph, several in found.items()} == {
        graph: known["triples"] for graph, known in manifest["graphs"].items()
    }


def test_the_quads_are_canonical(published: Site) -> None:
    """RDFC-1.0 by another implementation gives the same lines in the same order: a document's graph and its evidence,
    and a value with characters that N-Quads escape."""
    lines = _text(published, "release.nq.gz").decode().splitlines(keepends=True)
    some = [line for line in lines if "/graph/derived>" in line][:300]
    some += [line for line in lines if "/graph/evidence/" in line][:300]
    control = '\t\n\r"\\ \u0007\u007få😀'
    value = pyoxigraph.Quad(
        pyoxigraph.NamedNode("https://example.org/a"),
        pyoxigraph.NamedNode("https://example.org/p"),
        pyoxigraph.Literal(control),
        pyoxigraph.NamedNode("https://example.org/g"),
    )
    line = (pyoxigraph.serialize([value], format=pyoxigraph.RdfFormat.N_QUADS) or b"").decode()
    assert r'"\t\n\r\"\\ \u0007\u007Få😀"' in line
    some.append(line.replace(r"\u0007\u007F", ""))  # PyLD reads no \u; the line above is as RDFC-1.0 has it
    options = {"algorithm": "URDNA2015", "inputFormat": "application/n-quads", "format": "application/n-quads"}
    assert pyld.jsonld.normalize("".join(some), options) == "".join(sorted(set(some)))


def test_turtle_and_json_ld_say_the_same(published: Site) -> None:
    """The Turtle is the union of the graphs, the JSON-LD all graphs."""
    quads = set(pyoxigraph.parse(_text(published, "release.nq.gz"), pyoxigraph.RdfFormat.N_QUADS))
    turtle = {quad.triple for quad in pyoxigraph.parse(_text(published, "release.ttl.gz"), pyoxigraph.RdfFormat.TURTLE)}
    assert turtle == {quad.triple for quad in quads}
    assert set(pyoxigraph.parse(_text(published, "release.jsonld.gz"), pyoxigraph.RdfFormat.JSON_LD)) == quads


def test_compressed_files_carry_no_time(published: Site) -> None:
    """The same release gives the same bytes on any day: no time and no name in the gzip header (RFC 1952)."""
    for file in (published.root / "dumps").glob("*.gz"):
        head = file.read_bytes()[:10]
        assert head[:4] == b"\x1f\x8b\x08\x00"
        assert head[4:8] == b"\0\0\0\0"


@given(st.lists(st.binary(max_size=6).filter(lambda line: b"\n" not in line), max_size=40))
def test_long_lists_are_sorted_by_way_of_files(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]) -> None:
    """However lines come, and however few are held in memory, they come out in order and each once."""
    ended = [line + b"\n" for line in lines]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graf.publish.dumps._LINES", 3)
        with _sorted_lines(tmp_path_factory.getbasetemp(), ended) as found:
            assert list(found) == sorted(set(ended))


def test_tables_are_csv_on_the_web(published: Site) -> None:
    """A CSVW reader finds every table as described: datatypes, required keys, references from table to table."""
    group = csvw.TableGroup.from_file(published.root / "dumps/tables/csv-metadata.json")
    assert group.check_referential_integrity()
    rows = {table.local_name.removesuffix(".csv"): list(table) for table in group.tables}
    assert set(rows) == {"meetings", "items", "decisions", "attendance", "roles", "referrals"}
    assert all(rows.values())
    store = open_read_only(published.release / "store")
    for name, kind in (("meetings", "Meeting"), ("items", "AgendaItem"), ("attendance", "Attendance")):
        node = pyoxigraph.NamedNode(f"https://w3id.org/graf/ns/{kind}")
        found = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, node)}
        assert len(rows[name]) == len(found)
    assert {row["kind"] for row in rows["decisions"]} == {"decision", "proposal"}
    assert {row["state"] for row in rows["referrals"]} <= {"answered", "received", "proposed", "open"}


def test_tables_open_in_a_spreadsheet(published: Site) -> None:
    """Every row has as many cells as there are headings, and no cell can be taken for a formula by its first letter."""
    for file in (published.root / "dumps/tables").glob("*.csv"):
        rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert hashlib.sha256(file.read_bytes()).hexdigest() in (published.root / "dumps/SHA256SUMS").read_text()


def test_the_description_of_the_tables_makes_linked_data(published: Site) -> None:
    """Read as RDF by its description, a table gives triples that the release holds."""
    group = csvw.CSVW(str(published.root / "dumps/tables/csv-metadata.json"))
    store = open_read_only(published.release / "store")
    found = 0
    for table in group.tables:
        key = table.tableSchema.columns[0].name
        for row in table:
            for column in table.tableSchema.columns[1:]:
                if column.valueUrl is None or column.propertyUrl is None or not row[column.name]:
                    continue
                triple = (row[key].unsplit(), str(column.propertyUrl), row[column.name].unsplit())
                assert any(store.quads_for_pattern(*(pyoxigraph.NamedNode(one) for one in triple))), triple
                found += 1
    assert found > 100
