"""Publishes a release as a folder of files."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graf.publish import atom, catalogue, data, dumps, exports, feed, hosting, ontology, pages, releases, void
from graf.publish.folder import open_folder
from graf.publish.producer import Producer
from graf.render.site import Site, opened
from graf.store.held import fits

PRODUCERS: Final = (
    Producer("pages", pages.pages, pages.count),
    Producer("data", data.data, data.count),
    Producer("releases", releases.files, releases.count),
    Producer("feed", feed.feed, feed.count),
    Producer("decisions", atom.atom, atom.count),
    Producer("dumps", dumps.dumps, dumps.count),
    Producer("exports", exports.exports, exports.count),
    Producer("catalogue", catalogue.catalogue, catalogue.count),
    Producer("void", void.void, void.count),
    Producer("ontology", ontology.ontology, ontology.count),
    Producer("hosting", hosting.hosting, hosting.count),
)
"""What a site is made of, in this order."""
_SPACE: Final = 3
"""So many times what the engine takes for a release is taken to read it whole here."""
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: files by producer, how many were written, left and removed, bytes, seconds of processor
    time in all and for the pages."""

    out: Path
    digest: str
    made: dict[str, int]
    written: int
    kept: int
    removed: int
    size: int
    seconds: float
    of_pages: float

    def __str__(self) -> str:
        rows = {
            **self.made,
            "written": self.written,
            "unchanged": self.kept,
            "removed": self.removed,
            "MB": round(self.size / 1e6, 1),
            "seconds": round(self.seconds, 1),
            "pages/s": round(self.made["pages"] / self.of_pages) if self.of_pages else 0,
        }
        return "\n".join([f"published: {self.out}", *(f"{name:<12}{value:>9}" for name, value in rows.items())])


def publish(release: Path, out: Path, progress: Progress | None = None) -> Published:
    """Publishes a release into a folder: a new or empty one, or one that was published into before.

    Only what has changed is written, each file in one step, and what is published no more is removed at the end. Raises
    `UsageError` where the release is none, or the folder holds something else.
    """
    start = time.process_time()
    site = Site(*opened(release))
    folder = open_folder(out)
    triples = sum(graph["triples"] for graph in site.manifest["graphs"].values())
    if fits(_SPACE * triples, 0.5):
        site.preload(triples)
    gc.freeze()
    made, of_pages = {}, 0.0
    for producer in PRODUCERS:
        began, steps, done = time.process_time(), producer.count(site), 0
        for path, content in producer.files(site):
            folder.put(path, content)
            done += 1
            if progress is not None and done % 50 == 0:
                progress(producer.name, min(done, steps), steps)
        if progress is not None:
            progress(producer.name, steps, steps)
        made[producer.name] = done
        of_pages += time.process_time() - began if producer.name == "pages" else 0.0
    folder.finish({"release": site.publication.digest})
    gc.unfreeze()
    seconds = time.process_time() - start
    counts = (folder.written, folder.kept, folder.removed, folder.size)
    return Published(out, site.publication.digest, made, *counts, seconds, of_pages)
