"""Python's search for values that hold each other in a circle, put off while many values are made that hold none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unburdened() -> Iterator[None]:
    """No search for circles meanwhile: reading and extracting make thousands of values a document that hold none, and
    going through all of them again and again takes an eighth of the time, a build's more than half."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
