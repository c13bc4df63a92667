"""Answers kept as bytes. A release is immutable, so what it answered once it answers for good."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from hashlib import blake2b

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer: its headers, its body, and its entity tag, which stands among the headers too."""

    headers: Headers
    body: bytes
    tag: bytes

    @property
    def size(self) -> int:
        """Roughly how many bytes it takes."""
        return len(self.body) + 1000


class Cache:
    """Answers by request, the least recently used given up first, never more than `most` bytes of them."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._kept: OrderedDict[Hashable, tuple[Kept, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Kept | None:
        """The answer to a request that was asked before."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, kept: Kept, key_size: int) -> None:
        """Keeps an answer; `key_size` is roughly how many bytes its key takes."""
        size = kept.size + key_size
        if size > self.most // 8:
            return
        old = self._kept.pop(key, None)
        self.size += size - (old[1] if old else 0)
        self._kept[key] = (kept, size)
        while self.size > self.most:
            _, (_, gone) = self._kept.popitem(last=False)
            self.size -= gone

    def clear(self) -> None:
        """Forgets everything: another release answers now."""
        self._kept.clear()
        self.size = 0


def tag(*parts: object) -> bytes:
    """The entity tag of an answer: weak, since two answers to a query without ORDER BY may differ in their order."""
    return b'W/"%s"' % blake2b(repr(parts).encode(), digest_size=12).hexdigest().encode()


def matches(if_none_match: bytes, tag: bytes) -> bool:
    """Whether an If-None-Match header names the tag (RFC 9110, 13.1.2: weak comparison)."""
    wanted = tag.removeprefix(b"W/")
    return if_none_match.strip() == b"*" or any(
        one.strip().removeprefix(b"W/") == wanted for one in if_none_match.split(b",")
    )
