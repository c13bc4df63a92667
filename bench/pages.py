#!/usr/bin/env python3
"""How long a page takes: every kind of page of a running server, asked for the first time, and again.

bench/pages.py RELEASE
"""

from __future__ import annotations

import http.client
import re
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import urljoin, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

from running import free_port, graf, memory_of, server
from table import Row, Section, missing, number, show

TITLE = "Pages"
MOST, EACH, PATIENCE = 600, 40, 10  # addresses gathered; pages of each kind asked for; seconds for one
_LINK = re.compile(rb'(?:href|action)="([^"#]+)')


def measure(release: Path, seconds: float = 60) -> Section:
    """Gathers addresses from links, then asks for pages of each kind that no answer was kept for."""
    port = free_port()
    root = f"http://127.0.0.1:{port}/"
    command = [*graf(), "serve", "--release", str(release), "--port", str(port)]
    start = time.perf_counter()
    try:
        with server(command, root) as process:
            ready = time.perf_counter() - start
            kinds, first = _gather(port, seconds * 0.6)
            rows = [Row("server ready after, s", number(ready))]
            everything = [took for times in first.values() for took in times]
            if not everything:
                return missing(TITLE, "no page answered")
            rows.append(_row("all pages, first time", everything))
            for kind in sorted(first):
                if len(first[kind]) > 1 or kind not in kinds:
                    rows.append(_row(f"  {kind}", first[kind]))
            again = [_ask(port, address)[0] for addresses in kinds.values() for address in addresses[:EACH]]
            rows.append(_row("all pages, asked again", again))
            rows.append(Row("memory of the server, MiB", number(memory_of(process.pid))))
    except TimeoutError as error:
        return missing(TITLE, str(error))
    text = "One client, one connection after the other, found by following links from the start page. Milliseconds."
    return Section(TITLE, tuple(rows), text)


def _row(what: str, times: list[float]) -> Row:
    ordered = sorted(times)
    high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return Row(
        f"{what}: p50 / p99, ms", f"{number(statistics.median(ordered))} / {number(high)}", note=f"{len(times)} pages"
    )


def _ask(port: int, path: str) -> tuple[float, int, bytes, str]:
    """Milliseconds, status, body and type of one page on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    start = time.perf_counter()
    try:
        connection.request("GET", path, headers={"Accept": "text/html", "Accept-Language": "sv"})
        answer = connection.getresponse()
        body = answer.read()
    except OSError:
        return PATIENCE * 1000, 0, b"", ""
    took = (time.perf_counter() - start) * 1000
    where = answer.getheader("Location") or ""
    kind = answer.getheader("Content-Type") or ""
    connection.close()
    return took, answer.status, where.encode() if answer.status in (301, 302, 303, 307, 308) else body, kind


def _gather(port: int, seconds: float) -> tuple[dict[str, list[str]], dict[str, list[float]]]:
    """Addresses by kind and how long each took the first time; one kind is not let crowd out the others."""
    root = f"http://127.0.0.1:{port}/"
    waiting: dict[str, list[str]] = defaultdict(list, {"start": ["/"]})
    seen = {"/"}
    kinds: dict[str, list[str]] = defaultdict(list)
    times: dict[str, list[float]] = defaultdict(list)
    until = time.monotonic() + seconds
    while any(waiting.values()) and sum(map(len, kinds.values())) < MOST and time.monotonic() < until:
        kind = min((kind for kind in waiting if waiting[kind]), key=lambda kind: len(kinds[kind]))
        if len(kinds[kind]) >= EACH:
            break
        path = waiting[kind].pop(0)
        took, status, body, media = _ask(port, path)
        if status in (0, 500, 503):
            times[f"{kind} without an answer, such as {path}"].append(took)
            waiting[kind] = waiting[kind][:1]
        if status == 200 and media.startswith("text/html"):
            kinds[kind].append(path)
            times[kind].append(took)
        links = [body] if status in (301, 302, 303, 307, 308) else _LINK.findall(body) if "html" in media else []
        for link in links:
            target = urlsplit(urljoin(urljoin(root, path), link.decode("utf-8", "replace").replace("&amp;", "&")))
            address = target.path + (f"?{target.query}" if target.query else "")
            if target.netloc == f"127.0.0.1:{port}" and address not in seen and _page(target.path):
                seen.add(address)
                waiting[_kind(target.path)].append(address)
    return kinds, times


def _page(path: str) -> bool:
    """Whether an address may be a page: no picture, and no data in another form (`.ttl`, `.csv`)."""
    return "/static/" not in path and (path.endswith(".html") or "." not in path.rsplit("/", 1)[-1])


def _kind(path: str) -> str:
    """What sort of page an address is: `res/meeting`, `sv/bodies`; without language."""
    parts = [part for part in path.split("/") if part and part not in ("sv", "en")]
    if not parts:
        return "start"
    return "/".join(parts[:2]) if parts[0] in ("res", "id", "queries") and len(parts) > 1 else parts[0]


if __name__ == "__main__":
    show([measure(Path(sys.argv[1]))])
