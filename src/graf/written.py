"""Text files that people write: settings, tables, corrections, queries."""

from __future__ import annotations

from pathlib import Path

from graf.issues import UsageError


def read(file: Path) -> str:
    """The text of a UTF-8 file, less a byte order mark. Raises `UsageError`, with the line of the first bad byte."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UsageError(str(file), line, "expected UTF-8 text", "Save the file as UTF-8.") from None
    except OSError as error:
        raise UsageError(str(file), None, f"expected a file that can be read ({error.strerror})") from None
