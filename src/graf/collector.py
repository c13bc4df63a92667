"""Python's search for values that hold each other in a circle, put off while many values are made that hold none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unburdened() -> Iterator[None]:
    """No search for circles meanwhile: a build, and each of its stages, makes millions of values that hold none, and
    going through all of them again and again takes long."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
