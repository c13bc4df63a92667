"""The access log: one line a request, with nothing that tells who asked or for whom.

A line has the time, the client's network (the first 24 bits of an IPv4 address, 48 of an IPv6), method, path, status,
bytes and milliseconds. What stands behind `?` is left out: queries hold people's names. So is `/id/person/…`'s key.
"""

from __future__ import annotations

import ipaddress
import re
import sys
import time
from functools import lru_cache
from typing import TextIO

_PERSON = re.compile(r"(/(?:id|res)/person/)[^/?]+")
_SEVERAL = re.compile(r"[^\x21-\x7e]+")


class AccessLog:
    """Keeps lines and writes them together, once a second or every hundred."""

    def __init__(self, out: TextIO | None = None, enabled: bool = True) -> None:
        self.out, self.enabled = out or sys.stderr, enabled
        self._lines: list[str] = []
        self._written = 0.0

    def add(self, client: str, method: str, path: str, status: int, size: int, seconds: float) -> None:
        """One request that was answered."""
        if not self.enabled:
            return
        now = time.time()
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
        shown = _SEVERAL.sub("_", _PERSON.sub(r"\1…", path))[:200].replace("…", "*")
        self._lines.append(f"{when} {network(client)} {method} {shown} {status} {size} {seconds * 1000:.1f}ms\n")
        if len(self._lines) >= 100 or now - self._written > 1.0:
            self._written = now
            self.flush()

    def flush(self) -> None:
        """Writes what is kept."""
        lines, self._lines = self._lines, []
        if lines:
            self.out.write("".join(lines))
            self.out.flush()


@lru_cache(maxsize=4096)
def network(client: str) -> str:
    """The network that an address belongs to, `-` where it is none: 192.0.2.17 → 192.0.2.0/24."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return "-"
    return str(ipaddress.ip_network((address, 24 if address.version == 4 else 48), strict=False))


@lru_cache(maxsize=4096)
def household(client: str) -> str:
    """What counts as one client: an IPv4 address, or an IPv6 network of 64 bits, of which one house has plenty."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client
    if address.version == 4:
        return client
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped) if mapped else str(ipaddress.ip_network((address, 64), strict=False))
