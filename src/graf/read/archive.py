"""The XML inside a DOCX or ODT: unpacked within limits, parsed without entities and without the network."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from graf.read.limits import Limits
from graf.read.sheet import Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
            return etree.fromstring(self._bytes(name), parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable(f"the file is damaged: {name} is not XML ({error.msg})") from None

    def _bytes(self, name: str) -> bytes:
        pieces = []
        try:
            with self._file.open(name) as part:
                while piece := part.read(1 << 20):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise Unreadable(f"the file unpacks to more than {self._limit:,} bytes")
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            raise Unreadable(f"the file is damaged: {name} cannot be unpacked") from None
        except RuntimeError:
            raise Unreadable("the file is encrypted: save it without a password") from None
        return b"".join(pieces)


@contextmanager
def opened(path: Path, limits: Limits, main: str) -> Iterator[Archive]:
    """The archive, which must hold the part `main`. Raises `Unreadable`."""
    try:
        with zipfile.ZipFile(path) as file:
            archive = Archive(file, limits)
            if main not in archive.names:
                raise Unreadable(f"the file is damaged, or of another kind: it holds no {main}")
            yield archive
    except zipfile.BadZipFile:
        with path.open("rb") as raw:
            if raw.read(8) == _OLE:
                raise Unreadable("the file is encrypted, or an old .doc: save it as .docx without a password") from None
        raise Unreadable("the file is damaged: it cannot be unpacked") from None
