"""The endpoint beside native Oxigraph, and under attack: prints the table of what must be reached.

    python bench/sparql_endpoint.py --gen DIR [--oxigraph PROGRAM] [--rdflib-endpoint PROGRAM] [--quads 1000000]

DIR holds gen.py (makes the quads), queries.py and load.lua (for wrk). `oxigraph` is the program of the PyPI package of
that name, as is `rdflib-endpoint`; what is not found is left out. Rounds of both servers alternate and the best of each
counts, so that other work on the machine harms both alike. Figures compare only within one run.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pyoxigraph

JSON, NTRIPLES = "application/sparql-results+json", "application/n-triples"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
AT_LEAST = {"join2": 0.70, "agg": 0.70, "regex": 0.70, "construct": 0.70, "point": 0.28}
OVER_RDFLIB = {"point": 5, "agg": 5, "regex": 5, "construct": 5, "join2": 3, "path": 2}


@dataclass(frozen=True)
class Target:
    """A server to be measured: its process, port, and the path of its endpoint."""

    process: subprocess.Popen[bytes]
    port: int
    path: str


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextlib.contextmanager
def started(command: Sequence[str], port: int, path: str, **environment: str) -> Iterator[Target]:
    """A server, until the block ends."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment}
    )
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield Target(process, port, path)
    finally:
        process.terminate()
        process.wait(30)


def graf(release: Path, deadline: float = 10, memory: str = "never") -> contextlib.AbstractContextManager[Target]:
    """graf's own server, pages left out, since the made-up quads have none."""
    port = free_port()
    program = (
        "import sys, uvicorn; from pathlib import Path; from graf.query.limits import Limits;"
        "from graf.serve.front import Front; from graf.serve.known import protocol;"
        "front = Front(Path(sys.argv[1]), None, Limits(deadline=float(sys.argv[3])), sys.argv[4]);"
        "uvicorn.run(front, http=protocol(front), port=int(sys.argv[2]), log_level='error', access_log=False)"
    )
    return started([sys.executable, "-c", program, str(release), str(port), str(deadline), memory], port, "/sparql")


def wrk(target: Target, lua: Path, query: str, accept: str, items: int, bodies: int, seconds: int) -> float:
    """Requests a second, by wrk with one thread and eight connections; 0 where any failed."""
    template = quote(query).replace("%7Bi%7D", "@I@").replace("%7Bb%7D", "@B@")
    environment = {
        **os.environ, "TEMPLATE": template, "TARGET": target.path, "ACCEPT": accept,
        "NI": str(items), "NB": str(bodies),
    }  # fmt: skip
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--timeout", "20s", "-s", str(lua)]
    run = subprocess.run(
        [*command, f"http://127.0.0.1:{target.port}"], env=environment, capture_output=True, text=True, check=True
    )
    line = next(line for line in run.stdout.splitlines() if line.startswith("RESULT")).split()
    requests, duration, wrong = int(line[1]), int(line[2]), int(line[3])
    return 0.0 if wrong else requests / (duration / 1e6)


def best(targets: dict[str, Target], rounds: int, measure: Callable[[Target], float]) -> dict[str, float]:
    """The best of some alternating rounds for each target, after one that warms it up."""
    found = dict.fromkeys(targets, 0.0)
    for target in targets.values():
        measure(target)
    for _ in range(rounds):
        for name, target in targets.items():
            found[name] = max(found[name], measure(target))
    return found


def ask(port: int, query: str, source: str, accept: str = JSON) -> tuple[int, float]:
    """The status of an answer, and how long it took."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(source, 0))
    connection.request("GET", f"/sparql?query={quote(query)}", headers={"Accept": accept})
    reply = connection.getresponse()
    reply.read()
    connection.close()
    return reply.status, time.perf_counter() - began


def under_attack(port: int, attackers: int, point: str, seconds: float) -> tuple[float, float, int]:
    """Others' point lookups while attackers at one address send endless queries: median, p99 (ms), how many failed."""
    stop = threading.Event()

    def attack(number: int) -> None:
        count = 0
        while not stop.is_set():
            count += 1
            with contextlib.suppress(OSError):
                ask(port, f"{ENDLESS} # {number} {count}", "127.0.0.2")

    threads = [threading.Thread(target=attack, args=(number,)) for number in range(attackers)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    times, failed, number, end = [], 0, 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        number += 1
        status, took = ask(port, point.replace("{i}", str(number * 7919 % 79000)), "127.0.0.3")
        times.append(took * 1000)
        failed += status != 200
        time.sleep(0.005)
    stop.set()
    for thread in threads:
        thread.join()
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)], failed


def make(gen: Path, quads: int, work: Path) -> tuple[Path, Path]:
    """A release of made-up quads, and the quads' file; made once, kept in the folder."""
    file, release = work / f"{quads}.nq", work / f"release-{quads}"
    if not file.is_file():
        subprocess.run([sys.executable, str(gen / "gen.py"), str(quads), str(file)], check=True)
    if not (release / "manifest.json").is_file():
        shutil.rmtree(release, ignore_errors=True)
        release.mkdir()
        # A release's store, made without the build: the quads are nobody's minutes.
        store = pyoxigraph.Store(str(release / "store"))
        store.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
        del store
        graphs = {"https://gov.example/graph/bodies": {"triples": quads}}
        manifest = {"digest": f"{quads:064}", "graphs": graphs, "base": "https://gov.example"}
        (release / "manifest.json").write_text(json.dumps(manifest))
    return release, file


def row(what: str, figure: str, least: str, reached: bool) -> None:
    """A line of the table."""
    print(f"{what:<44} {figure:>34}  {least:>10}  {'yes' if reached else 'NO'}", flush=True)


def isolated(queries: dict[str, str], lua: Path, native: Target, ours: Target, options: argparse.Namespace) -> None:
    """Distinct queries, so that no answer comes from memory, over native."""
    native_rates = {}
    for name, least in AT_LEAST.items():
        accept = NTRIPLES if name == "construct" else JSON
        query = queries[name] + ("" if "{i}" in queries[name] else " # {i}")

        lasting = max(options.seconds, 8) if name == "regex" else options.seconds  # one takes the best part of a second

        def measure(target: Target, query: str = query, accept: str = accept, lasting: int = lasting) -> float:
            return wrk(target, lua, query, accept, 79068 if options.quads >= 1e6 else 7900, 500, lasting)

        found = best({"native": native, "graf": ours}, options.rounds, measure)
        native_rates[name] = found["native"]
        ratio = found["graf"] / found["native"] if found["native"] else float("inf")
        row(
            f"isolated {name}", f"{found['graf']:.0f} / {found['native']:.0f} = {ratio:.2f}", f"{least}", ratio >= least
        )
    for name, least in (("point", 1.3), ("agg", 100.0)):

        def cached(target: Target, name: str = name) -> float:
            return wrk(target, lua, queries[name], JSON, 50, 50, options.seconds)

        rate = best({"graf": ours}, options.rounds, cached)["graf"]
        ratio = rate / native_rates[name] if native_rates[name] else float("inf")
        row(f"cached {name}", f"{rate:.0f} / {native_rates[name]:.0f} = {ratio:.1f}", f"{least}", ratio >= least)


def beside_rdflib(
    queries: dict[str, str], lua: Path, ours: Target, theirs: Target, options: argparse.Namespace
) -> None:
    """On 100,000 quads, over rdflib-endpoint."""
    for name, least in OVER_RDFLIB.items():
        accept = NTRIPLES if name == "construct" else JSON
        query = queries[name] + ("" if "{i}" in queries[name] else " # {i}")

        def measure(target: Target, query: str = query, accept: str = accept) -> float:
            return wrk(target, lua, query, accept, 7900, 60, options.seconds)

        found = best({"rdflib": theirs, "graf": ours}, 1, measure)
        ratio = found["graf"] / found["rdflib"] if found["rdflib"] else float("inf")
        figure = f"{found['graf']:.0f} / {found['rdflib']:.1f} = {ratio:.1f}"
        row(f"over rdflib-endpoint, 100k: {name}", figure, f"{least}", ratio >= least)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gen", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "bench")
    parser.add_argument("--oxigraph", default="oxigraph")
    parser.add_argument("--rdflib-endpoint", default="rdflib-endpoint")
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "graf-bench-sparql")
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", choices=("always", "never"), default="never")
    options = parser.parse_args()
    if not (options.gen / "gen.py").is_file():
        sys.exit(f"there is no gen.py in {options.gen}")
    options.work.mkdir(parents=True, exist_ok=True)
    spec = importlib.util.spec_from_file_location("queries", options.gen / "queries.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    queries: dict[str, str] = module.Q
    lua = options.gen / "load.lua"
    release, file = make(options.gen, options.quads, options.work)
    print(f"load average at the start: {os.getloadavg()[0]:.1f}; store: memory {options.memory}")
    print(f"{'what':<44} {'reached':>34}  {'at least':>10}")
    with contextlib.ExitStack() as stack:
        ours = stack.enter_context(graf(release, memory=options.memory))
        if options.memory == "always":
            time.sleep(options.quads / 15_000)
        if shutil.which("wrk") and shutil.which(options.oxigraph):
            location = options.work / f"oxigraph-{options.quads}"
            if not location.is_dir():
                load = [options.oxigraph, "load", "--location", str(location), "--file", str(file)]
                subprocess.run(load, check=True, capture_output=True)
            port = free_port()
            command = [options.oxigraph, "serve-read-only", "--location", str(location), "--union-default-graph"]
            native = stack.enter_context(started([*command, "--bind", f"127.0.0.1:{port}"], port, "/query"))
            isolated(queries, lua, native, ours, options)
        else:
            print("wrk or oxigraph is not here: nothing is compared with native")
    with graf(release, deadline=2) as ours:
        times = [ask(ours.port, f"{ENDLESS} # {number}", "127.0.0.1")[1] for number in range(5)]
        row("deadline of 2 s: answer after", f"{max(times):.2f} s", "2.2 s", max(times) <= 2.2)
        for attackers, least in ((1, 10.0), (2, 100.0)):
            median, p99, failed = under_attack(ours.port, attackers, queries["point"], 10)
            figure = f"p50 {median:.1f} ms, p99 {p99:.1f} ms, {failed} refused"
            what = f"{attackers} attacker(s) at one address, 2 workers"
            row(what, figure, f"{least:.0f} ms", p99 <= least and not failed)
        status = Path(f"/proc/{ours.process.pid}/status").read_text()
        resident = next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS:"))
        row("memory of the front", f"{resident} MB", "300 MB", resident <= 300)
    if shutil.which("wrk") and shutil.which(options.rdflib_endpoint):
        release, file = make(options.gen, 100_000, options.work)
        port = free_port()
        command = [options.rdflib_endpoint, "serve", "--host", "127.0.0.1", "--port", str(port), str(file)]
        with graf(release) as ours, started(command, port, "/") as theirs:
            beside_rdflib(queries, lua, ours, theirs, options)
    print(f"load average at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
