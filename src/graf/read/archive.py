"""The XML inside a DOCX or ODT: unpacked within limits, parsed without entities and without the network."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from graf.read.limits import Limits
from graf.read.sheet import AGAIN, Unreadable, allow

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "encrypted-package"  # OpenDocument 1.4 with a password
UNLOCK = "the file is encrypted: save it without a password"


class Archive:
    """An open DOCX or ODT. What it unpacks counts against the limit, whatever its directory says."""

    def __init__(self, file: zipfile.ZipFile, limits: Limits) -> None:
        self._file = file
        self._left = limits.unpacked
        self._limit = limits.unpacked
        self.names = frozenset(file.namelist())

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part; None where there is no such part. Raises `Unreadable`."""
        if name not in self.names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self._bytes(name), parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable(f"the file is damaged: {name} is not XML ({error.msg}): {AGAIN}") from None
        kind = root.getroottree().docinfo.internalDTD
        if kind is not None and any(True for _ in kind.iterentities()):
            raise Unreadable(f"the file is damaged: {name} has entities of its own, which may hide text: {AGAIN}")
        return root

    def _bytes(self, name: str) -> bytes:
        pieces = []
        try:
            with self._file.open(name) as part:
                while piece := part.read(1 << 20):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise Unreadable(f"the file unpacks to more than {self._limit:,} bytes: {allow('megabytes')}")
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            raise Unreadable(f"the file is damaged: {name} cannot be unpacked: {AGAIN}") from None
        except RuntimeError:
            raise Unreadable(UNLOCK) from None
        return b"".join(pieces)


@contextmanager
def opened(path: Path, limits: Limits, main: str) -> Iterator[Archive]:
    """The archive, which must hold the part `main`. Raises `Unreadable`."""
    try:
        with zipfile.ZipFile(path) as file:
            archive = Archive(file, limits)
            if main not in archive.names:
                if _LOCKED in archive.names:
                    raise Unreadable(UNLOCK)
                raise Unreadable(f"the file is damaged, or of another kind: it holds no {main}: {AGAIN}")
            yield archive
    except zipfile.BadZipFile:
        with path.open("rb") as raw:
            if raw.read(8) == _OLE:
                raise Unreadable("the file is encrypted, or an old .doc: save it as .docx without a password") from None
        raise Unreadable(f"the file is damaged: it cannot be unpacked: {AGAIN}") from None
