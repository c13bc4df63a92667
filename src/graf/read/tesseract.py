"""The program tesseract: whether it is there, with its Swedish data, and in which version. Nothing heavy is loaded."""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache
from importlib.util import find_spec

LANGUAGE = "swe"
INSTALL = "install tesseract with Swedish (Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-swe)"
PACKAGES = "install the packages for pictures (pip install 'graf-lod[ocr]')"


def missing() -> str | None:
    """What must be installed before pictures can be read; None where all is there."""
    if find_spec("numpy") is None or find_spec("PIL") is None:
        return PACKAGES
    return None if LANGUAGE in _told("--list-langs").split() else INSTALL


def version() -> str:
    """What recognises pictures here: the program's version, or what is missing."""
    return missing() or _told("--version").split("\n", 1)[0]


@lru_cache(maxsize=2)
def _told(option: str) -> str:
    program = shutil.which("tesseract")
    if program is None:
        return ""
    try:
        told = subprocess.run([program, option], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout + told.stderr
