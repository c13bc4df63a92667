"""Pages that are pictures: which of a PDF's pages they are, and reading picture files; `ocr` recognises the words."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from graf.read import language, tesseract
from graf.read.limits import Limits
from graf.read.sheet import AGAIN, Entry, Sheet, Unreadable, allow

if TYPE_CHECKING:
    from graf.read.picture import Picture

FEW_LETTERS = 20  # a page with fewer, and a picture, has no text layer
ENOUGH_LETTERS = 150  # from here on a page's letters can be judged


def wanting(texts: Sequence[str], pictures: Sequence[int]) -> list[int]:
    """The pages (1-based) that must be recognised: pictures without text, and pictures whose text has lost å, ä and ö.

    Only a text that is Swedish, its lost letters apart, can have lost them.
    """
    if not pictures:
        return []
    letters = [sum(c.isalpha() for c in text) for text in texts]
    empty = [number for number in pictures if letters[number - 1] < FEW_LETTERS]
    layered = [number for number in pictures if letters[number - 1] >= ENOUGH_LETTERS]
    whole = " ".join(texts)
    poor = language.foreign(whole) is None and [n for n in layered if language.gated(texts[n - 1])]
    return sorted({*empty, *(poor or ())})


def replace(
    pages: list[list[Entry]],
    render: Callable[[int], Picture],
    wanted: Sequence[int],
    sheet: Sheet,
    first_table: int,
    limits: Limits,
    alive: Callable[[], None],
) -> None:
    """Put recognised lines in the place of the wanted pages' own. A poor text layer stays where OCR is not installed.

    Raises `Unreadable` where a page has no text at all and OCR is not installed.
    """
    lacking = tesseract.missing()
    if lacking:
        empty = [n for n in wanted if sum(c.isalpha() for e in pages[n - 1] for c in e.text) < FEW_LETTERS]
        if empty:
            raise Unreadable(f"page {empty[0]} is a picture without text: {lacking}, and build again")
        sheet.notes.append(f"its text was recognised for another language than Swedish; to read it anew: {lacking}")
        return
    found = recognise(map(render, wanted), wanted, first_table, limits, alive)
    for number, entries in zip(wanted, found, strict=True):
        pages[number - 1] = entries
        sheet.recognised.append(number)


def recognise(
    pictures: Iterator[Picture], numbers: Sequence[int], first_table: int, limits: Limits, alive: Callable[[], None]
) -> Iterator[list[Entry]]:
    """The lines of pictures, recognised side by side; only a few pictures are in memory at a time."""
    from graf.read import ocr

    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        places = iter(numbers)
        while batch := list(islice(pictures, workers)):
            jobs = [
                pool.submit(ocr.read_picture, picture, number, first_table + 1000 * number, limits)
                for picture, number in zip(batch, islice(places, len(batch)), strict=True)
            ]
            for job in jobs:
                yield job.result()
                alive()


def read_scan(path: Path, limits: Limits, alive: Callable[[], None] = lambda: None) -> Sheet:
    """The lines of a picture file; a TIFF may have several pages. Raises `Unreadable`."""
    lacking = tesseract.missing()
    if lacking:
        raise Unreadable(f"it is a picture: {lacking}, and build again")
    from PIL import Image

    from graf.read.furniture import set_aside
    from graf.read.picture import from_image

    Image.MAX_IMAGE_PIXELS = limits.pixels
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(path)
            count = getattr(image, "n_frames", 1)
            if count > limits.pages:
                raise Unreadable(
                    f"the picture has {count:,} pages, and at most {limits.pages:,} are read: {allow('pages')}"
                )

            def frames() -> Iterator[Picture]:
                for index in range(count):
                    image.seek(index)
                    yield from_image(image)

            numbers = range(1, count + 1)
            pages = list(recognise(frames(), numbers, 0, limits, alive))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Unreadable(
            f"the picture is too large: at most {limits.pixels:,} pixels are read: make it smaller"
        ) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise Unreadable(f"the picture is damaged, or of another kind than its name says: {AGAIN}") from None
    set_aside(pages, [842.0] * count)
    return Sheet([entry for page in pages for entry in page], list(numbers))
