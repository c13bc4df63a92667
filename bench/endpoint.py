#!/usr/bin/env python3
"""The SPARQL endpoint beside native Oxigraph and rdflib-endpoint, and under attack: the table of what must be reached.

    bench/endpoint.py [QUADS]

Requests are of queries that each differ by a number in a comment, so that no kept answer serves them; what kept answers
bring stands in rows of its own. Rounds of the servers alternate and the best of each counts, so that other work on the
machine harms all alike. Needs `wrk` (Debian: apt-get install wrk); the peers are installed once, from PyPI, into
build/bench/peers.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
import venv
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import plain
import pyoxigraph
from questions import ACCEPT, QUERIES, RESULTS
from running import ROOT, free_port, run, server
from table import Row, Section, missing, number, show

TITLE = "SPARQL endpoint"
PEERS = ("oxigraph==0.5.13", "rdflib-endpoint==0.6.3", "uvicorn", "click")
HOME = ROOT / "build" / "bench" / "peers"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
OVER_NATIVE = {"join2": 0.70, "agg": 0.70, "regex": 0.70, "construct": 0.70, "point": 0.28}
KEPT = {"point": 1.3, "agg": 100.0}
OVER_RDFLIB = {"point": 5.0, "agg": 5.0, "regex": 5.0, "construct": 5.0, "join2": 3.0, "path": 2.0}
SERVE = (
    "import sys, uvicorn; from pathlib import Path; from graf.query.limits import Limits;"
    "from graf.serve.front import Front; from graf.serve.known import protocol;"
    "front = Front(Path(sys.argv[1]), None, Limits(deadline=float(sys.argv[3])), 'auto');"
    "uvicorn.run(front, http=protocol(front), port=int(sys.argv[2]), log_level='error', access_log=False)"
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A running endpoint: its port, the path, its process."""

    port: int
    path: str
    pid: int


def measure(work: Path, quads: int = 1_000_000, seconds: int = 3, rounds: int = 3) -> Section:
    """Loads the data into all three, and measures what must be reached."""
    if shutil.which("wrk") is None:
        return missing(TITLE, "wrk is not installed (Debian: apt-get install wrk)")
    oxigraph, rdflib = _peers()
    rows: list[Row] = []
    release, data, size = _release(work, quads)
    with ExitStack() as stack:
        ours = stack.enter_context(_graf(release))
        if oxigraph:
            native = stack.enter_context(_oxigraph(work, data, oxigraph))
            rows += _beside_native(ours, native, size, seconds, rounds)
    rows += _attacked(release, size)
    small, data, size = _release(work, min(quads, 100_000))
    if rdflib:
        with _graf(small) as ours, _rdflib(data, rdflib) as theirs:
            rows += _beside_rdflib(ours, theirs, size, seconds)
    text = (
        f"{quads:,} quads (`bench/plain.py`); rdflib-endpoint, which holds them in Python, has 100,000. Eight "
        f"connections, the best of {rounds} rounds of {seconds} s in which the servers take turns. graf answers in "
        "worker processes that can be ended, from memory where the store fits there, as `graf serve` does by itself;"
        " oxigraph in threads of one process, from disk."
    )
    return Section(TITLE, tuple(rows), text)


def _row(what: str, ours: float, theirs: float, peer: str, least: float) -> Row:
    ratio = ours / theirs if theirs else float("inf")
    beside = f"{number(theirs) if theirs else 'none in time'} {peer}"
    said = f"{'reached' if ratio >= least else 'NOT reached'}: at least {least:g}"
    return Row(what, number(ours), beside, f"{ratio:.2f}" if theirs else "", said)


def _beside_native(ours: Endpoint, native: Endpoint, size: plain.Size, seconds: int, rounds: int) -> Iterator[Row]:
    rates: dict[str, float] = {}
    for name, least in OVER_NATIVE.items():
        lasting = max(seconds, 8) if name == "regex" else seconds  # one takes the best part of a second

        def fresh(endpoint: Endpoint, name: str = name, lasting: int = lasting) -> float:
            return _load(endpoint, name, size, lasting)

        found = _best({"graf": ours, "oxigraph": native}, rounds, fresh)
        rates[name] = found["oxigraph"]
        yield _row(f"isolated {name}: requests/s", found["graf"], found["oxigraph"], "oxigraph", least)
    for name, least in KEPT.items():

        def kept(endpoint: Endpoint, name: str = name) -> float:
            return _load(endpoint, name, size, seconds, same=True)

        rate = _best({"graf": ours}, rounds, kept)["graf"]
        yield _row(f"kept answer to {name}: requests/s", rate, rates[name], "oxigraph, not kept", least)


def _beside_rdflib(ours: Endpoint, theirs: Endpoint, size: plain.Size, seconds: int) -> Iterator[Row]:
    for name, least in OVER_RDFLIB.items():

        def fresh(endpoint: Endpoint, name: str = name) -> float:
            return _load(endpoint, name, size, seconds)

        found = _best({"rdflib": theirs, "graf": ours}, 1, fresh)
        yield _row(f"100,000 quads, {name}: requests/s", found["graf"], found["rdflib"], "rdflib-endpoint", least)


def _attacked(release: Path, size: plain.Size) -> Iterator[Row]:
    """What others notice of endless queries from one address, with two workers and a deadline of two seconds."""
    with _graf(release, deadline=2) as ours:
        took = max(_ask(ours.port, f"{ENDLESS} # {count}", "127.0.0.1")[1] for count in range(5))
        yield Row(
            "an endless query: answered after, s", f"{took:.2f}", note=_said(took <= 2.2, "2 s is the deadline, 2.2 s")
        )
        for attackers, least in ((1, 10.0), (2, 100.0)):
            median, high, failed = _others(ours.port, attackers, size, 10)
            note = _said(high <= least and not failed, f"{least:g} ms, none refused") + f"; p50 {median:.1f} ms"
            yield Row(f"others' point queries beside {attackers} attacker(s): p99, ms", f"{high:.1f}", note=note)
        status = Path(f"/proc/{ours.pid}/status")
        if status.exists():
            lines = status.read_text("utf-8").splitlines()
            held = next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS:"))
            yield Row("memory of the front after that, MiB", str(held), note=_said(held <= 300, "300 MiB"))


def _said(reached: bool, most: str) -> str:
    return f"{'reached' if reached else 'NOT reached'}: at most {most}"


def _others(port: int, attackers: int, size: plain.Size, seconds: float) -> tuple[float, float, int]:
    """Others' point queries while attackers at one address ask endless ones: median, p99 (ms), how many failed."""
    stop = threading.Event()

    def attack(attacker: int) -> None:
        count = 0
        while not stop.is_set():
            count += 1
            with contextlib.suppress(OSError):
                _ask(port, f"{ENDLESS} # {attacker} {count}", "127.0.0.2")

    threads = [threading.Thread(target=attack, args=(attacker,)) for attacker in range(attackers)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    times, failed, asked, end = [], 0, 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        asked += 1
        query = QUERIES["point"].replace("@I@", str(asked * 7919 % size.items))
        status, took = _ask(port, query, "127.0.0.3")
        times.append(took * 1000)
        failed += status != 200
        time.sleep(0.005)
    stop.set()
    for thread in threads:
        thread.join()
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)], failed


def _ask(port: int, query: str, source: str) -> tuple[int, float]:
    """Status and seconds of one query, asked from an address of this machine."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(source, 0))
    try:
        connection.request("GET", f"/sparql?query={urllib.parse.quote(query)}", headers={"Accept": RESULTS})
        answer = connection.getresponse()
        answer.read()
        return answer.status, time.perf_counter() - start
    finally:
        connection.close()


def _best(targets: Mapping[str, Endpoint], rounds: int, rate: Callable[[Endpoint], float]) -> dict[str, float]:
    """The best of some alternating rounds for each target, after one that warms it up."""
    found = dict.fromkeys(targets, 0.0)
    for target in targets.values():
        rate(target)
    for _ in range(rounds):
        for name, target in targets.items():
            found[name] = max(found[name], rate(target))
    return found


def _load(endpoint: Endpoint, name: str, size: plain.Size, seconds: int, *, same: bool = False) -> float:
    """Answered requests a second, by wrk with one thread and eight connections."""
    first = str(int(time.time() * 1000) % 10**9)  # no query of an earlier round is asked again
    env = os.environ | {
        "PATH_": endpoint.path, "TEMPLATE": urllib.parse.quote(QUERIES[name], safe="@"), "NI": str(size.items),
        "NB": str(size.bodies), "ACCEPT": ACCEPT.get(name, RESULTS), "SAME": "1" if same else "0", "FIRST": first,
    }  # fmt: skip
    script = str(Path(__file__).with_name("load.lua"))
    address = f"http://127.0.0.1:{endpoint.port}"
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--timeout", "20s", "-s", script, address]
    said = subprocess.run(command, env=env, capture_output=True, text=True, timeout=seconds + 60, check=True).stdout
    line = next(line for line in said.splitlines() if line.startswith("RESULT"))
    asked, took, refused = (float(part) for part in line.split()[1:4])
    return max(0.0, asked - refused) / (took / 1e6)


def _release(work: Path, quads: int) -> tuple[Path, Path, plain.Size]:
    """A release of the quads, made without the build since they are nobody's minutes; their file; their numbers."""
    data, release = work / f"plain-{quads}.nq", work / f"release-{quads}"
    size = plain.write(quads, data)
    if not (release / "manifest.json").exists():
        release.mkdir(parents=True)
        store = pyoxigraph.Store(str(release / "store"))
        store.bulk_load(path=str(data), format=pyoxigraph.RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
        del store
        graphs = {"https://gov.example/graph/bodies": {"triples": quads}}
        manifest = {"digest": f"{quads:064}", "graphs": graphs, "base": "https://gov.example"}
        (release / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return release, data, size


@contextmanager
def _graf(release: Path, deadline: float = 10) -> Iterator[Endpoint]:
    """graf's own server, pages left out, since the quads have none."""
    port = free_port()
    command = [sys.executable, "-c", SERVE, str(release), str(port), str(deadline)]
    with server(command, f"http://127.0.0.1:{port}/sparql?query=ASK%20%7B%7D") as process:
        _in_memory(port)
        yield Endpoint(port, "/sparql", process.pid)


def _in_memory(port: int, seconds: float = 120) -> None:
    """Waits until the server holds its store in memory, as it does by itself where that fits."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
            if json.load(answer)["memory"]:
                return
        time.sleep(1)


@contextmanager
def _oxigraph(work: Path, data: Path, program: str) -> Iterator[Endpoint]:
    store = work / "oxigraph"
    run([program, "load", "--location", str(store), "--file", str(data)])
    run([program, "optimize", "--location", str(store)])
    port = free_port()
    command = [program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    with server([*command, "--union-default-graph"], f"http://127.0.0.1:{port}/") as process:
        yield Endpoint(port, "/query", process.pid)


@contextmanager
def _rdflib(data: Path, python: str) -> Iterator[Endpoint]:
    port = free_port()
    command = [python, str(Path(__file__).with_name("peer_rdflib.py")), str(data), str(port)]
    with server(command, f"http://127.0.0.1:{port}/?query=ASK%20%7B%7D", limit=120) as process:
        yield Endpoint(port, "/", process.pid)


def _peers() -> tuple[str | None, str | None]:
    """The program `oxigraph` and a Python with rdflib-endpoint, installed if they are not; None where that fails."""
    python, program = HOME / "bin" / "python", HOME / "bin" / "oxigraph"
    if not program.exists():
        venv.create(HOME, with_pip=True)
        run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS], limit=180)
    endpoint = run([str(python), "-c", "import rdflib_endpoint, uvicorn"])
    return (str(program) if program.exists() else None), (str(python) if endpoint.code == 0 else None)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        show([measure(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)])
