#!/usr/bin/env python3
"""Requests a second at /sparql, beside native oxigraph and rdflib-endpoint: seven queries, the same data, one run.

    bench/sparql.py [QUADS]

Every request asks another query (a number of its own in a comment), so that no kept answer can serve it; what kept
answers bring stands in a column apart. Needs `wrk` (Debian: apt-get install wrk). The peers are installed once, from
PyPI, into build/bench/peers.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import plain
from county.output import SETTINGS
from questions import ACCEPT, QUERIES, RESULTS, distinct
from running import ROOT, free_port, graf, memory_of, run, server
from table import Row, Section, missing, number, show

TITLE = "SPARQL endpoint"
PEERS = ("oxigraph==0.5.13", "rdflib-endpoint==0.6.3", "uvicorn", "click")
HOME = ROOT / "build" / "bench" / "peers"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A running SPARQL endpoint: what it is called, its port and path, its process."""

    name: str
    port: int
    path: str
    pid: int


def measure(work: Path, quads: int = 100_000, seconds: int = 2) -> Section:
    """Loads the three, checks that they answer alike, and asks each query for `seconds`."""
    wrk = shutil.which("wrk")
    if wrk is None:
        return missing(TITLE, "wrk is not installed (Debian: apt-get install wrk)")
    data = work / "plain.nq"
    size = plain.write(quads, data)
    oxigraph, rdflib = _peers()
    rows: list[Row] = []
    with ExitStack() as stack:
        ours = stack.enter_context(_graf(work, data))
        others = [
            stack.enter_context(peer)
            for peer in ([_oxigraph(work, data, oxigraph)] if oxigraph else [])
            + ([_rdflib(data, rdflib)] if rdflib and quads <= 200_000 else [])
        ]
        wrong = [name for name in QUERIES for peer in others if _count(ours, name) != _count(peer, name)]
        for name in QUERIES:
            fresh = _load(wrk, ours, name, size, seconds)
            kept = _load(wrk, ours, name, size, 1, same=True)
            figures = [_load(wrk, peer, name, size, seconds) for peer in others]
            beside = " · ".join(
                f"{number(one.rate) if one.rate else f'under {1 / seconds:.1f}'} {peer.name}"
                for one, peer in zip(figures, others, strict=True)
            )
            ratios = " · ".join(f"{fresh.rate / one.rate:.2f}" for one in figures if one.rate)
            note = f"p50 {number(fresh.median / 1000)}, p99 {number(fresh.high / 1000)} ms"
            note += f"; kept answer {number(kept.rate)}/s"
            if fresh.failed:
                note += f"; {fresh.failed:,} of {fresh.asked:,} refused or failed"
            if name in wrong:
                note += "; ANSWERS DIFFER"
            rows.append(Row(f"{name}: requests/s", number(fresh.rate), beside, ratios, note))
        memory = " · ".join(f"{number(memory_of(peer.pid))} {peer.name}" for peer in others)
        rows.append(Row("memory, MiB", number(memory_of(ours.pid)), memory))
    text = (
        f"{quads:,} quads ({size.items:,} items, {size.bodies} bodies; `bench/plain.py`), eight connections, "
        f"{seconds} s for each query and server while all three run. Each request is another query; a kept "
        "answer is one query again and again. The ratio is graf's rate over the peer's. oxigraph answers in "
        "threads of one process and rdflib-endpoint without limits; graf asks in worker processes that can be ended."
    )
    return Section(TITLE, tuple(rows), text)


@dataclass(frozen=True, slots=True)
class Figures:
    """Requests a second that were answered, how many were asked and failed, latencies in microseconds."""

    rate: float
    asked: int
    failed: int
    median: float
    high: float


def _load(wrk: str, endpoint: Endpoint, name: str, size: plain.Size, seconds: int, *, same: bool = False) -> Figures:
    env = os.environ | {
        "PATH_": endpoint.path, "TEMPLATE": urllib.parse.quote(QUERIES[name], safe="@"), "NI": str(size.items),
        "NB": str(size.bodies), "ACCEPT": ACCEPT.get(name, RESULTS), "SAME": "1" if same else "0", "FIRST": "1000",
    }  # fmt: skip
    script = str(Path(__file__).with_name("load.lua"))
    address = f"http://127.0.0.1:{endpoint.port}"
    command = [wrk, "-t1", "-c8", f"-d{seconds}s", "--timeout", "10s", "-s", script, address]
    said = subprocess.run(command, env=env, capture_output=True, text=True, timeout=seconds + 60, check=True).stdout
    line = next(line for line in said.splitlines() if line.startswith("RESULT"))
    asked, took, refused, broken, median, high = (float(part) for part in line.split()[1:])
    answered = max(0.0, asked - refused)
    return Figures(answered / (took / 1e6), int(asked), int(refused + broken), median, high)


def _count(endpoint: Endpoint, name: str) -> int:
    """How many rows (or lines) the query's answer has; servers that hold the same data agree."""
    import json

    query = distinct(name, 7).replace("@I@", "42").replace("@B@", "7")
    address = f"http://127.0.0.1:{endpoint.port}{endpoint.path}?query={urllib.parse.quote(query)}"
    accept = ACCEPT.get(name, RESULTS)
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept": accept}), timeout=60) as answer:
        body = answer.read().decode("utf-8")
    return len(json.loads(body)["results"]["bindings"]) if accept == RESULTS else len(body.strip().splitlines())


@contextmanager
def _graf(work: Path, data: Path) -> Iterator[Endpoint]:
    dataset, out = work / "plain", work / "plain-release"
    for folder in ("minutes", "register", "graphs"):
        (dataset / folder).mkdir(parents=True)
    (dataset / "dataset.toml").write_text(SETTINGS, "utf-8")
    os.link(data, dataset / "graphs" / "plain.nq")
    done = run([*graf(), "build", str(dataset), "--out", str(out)])
    if done.code:
        raise TimeoutError(f"`graf build` ended with {done.code}: {done.said[-160:]}")
    port = free_port()
    root = f"http://127.0.0.1:{port}"
    command = [*graf(), "serve", "--release", str(out / "current"), "--port", str(port)]
    with server(command, f"{root}/") as process:
        with urllib.request.urlopen(f"{root}/sparql?query=ASK%20%7B%7D", timeout=30) as answer:
            path = urllib.parse.urlsplit(answer.url).path
        yield Endpoint("graf", port, path, process.pid)


@contextmanager
def _oxigraph(work: Path, data: Path, program: str) -> Iterator[Endpoint]:
    store = work / "oxigraph"
    run([program, "load", "--location", str(store), "--file", str(data)])
    run([program, "optimize", "--location", str(store)])
    port = free_port()
    command = [
        program,
        "serve-read-only",
        "--location",
        str(store),
        "--bind",
        f"127.0.0.1:{port}",
        "--union-default-graph",
    ]
    with server(command, f"http://127.0.0.1:{port}/") as process:
        yield Endpoint("oxigraph", port, "/query", process.pid)


@contextmanager
def _rdflib(data: Path, python: str) -> Iterator[Endpoint]:
    port = free_port()
    command = [python, str(Path(__file__).with_name("peer_rdflib.py")), str(data), str(port)]
    with server(command, f"http://127.0.0.1:{port}/?query=ASK%20%7B%7D", limit=120) as process:
        yield Endpoint("rdflib-endpoint", port, "/", process.pid)


def _peers() -> tuple[str | None, str | None]:
    """The program `oxigraph` and a Python with rdflib-endpoint, installed if they are not; None where that fails."""
    python, program = HOME / "bin" / "python", HOME / "bin" / "oxigraph"
    if not program.exists():
        import venv

        venv.create(HOME, with_pip=True)
        run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS], limit=180)
    endpoint = run([str(python), "-c", "import rdflib_endpoint, uvicorn"])
    return (str(program) if program.exists() else None), (str(python) if endpoint.code == 0 else None)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        show([measure(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)])
