"""The text renditions of a release: made once for a document, and linked from the release before."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graf.model import Document
from graf.privacy import Privacy
from graf.rdf.evidence import Rendition, rendition
from graf.stages.base import Base
from graf.stages.cache import Cache
from graf.store.release import TEXT


@dataclass(frozen=True, slots=True)
class _Text:
    """A rendition as it is kept."""

    text: str
    checksum: str
    masked: dict[str, int]


def renditions(documents: Sequence[Document], privacy: Privacy | None, kept: Cache) -> dict[str, Rendition]:
    """What is published of each document's text, by the document's checksum."""
    if privacy is not None:
        return {one.sha256: privacy.rendition(one) for one in documents}
    held = kept.all("text", _Text)
    found = {}
    for one in documents:
        before = held.get(one.sha256)
        if before is None:
            made = rendition(one)
            kept.put("text", one.sha256, _Text(made.text, made.checksum, dict(made.masked)))
        else:
            made = Rendition(before.text, before.checksum, Counter(before.masked))
        kept.keep("text", one.sha256)
        found[one.sha256] = made
    return found


def write(folder: Path, published: Mapping[str, Rendition], last: Base | None) -> Counter[str]:
    """Writes the renditions into a folder, or links those of the last release; counts what was withheld."""
    folder.mkdir()
    masked: Counter[str] = Counter()
    for text in published.values():
        masked += text.masked
        if (folder / text.file_name).exists():
            continue  # another document of the same text
        before = None if last is None else last.release / TEXT / text.file_name
        if before is not None and before.is_file():
            os.link(before, folder / text.file_name)
        else:
            (folder / text.file_name).write_bytes(text.text.encode("utf-8"))
    return masked
