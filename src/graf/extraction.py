"""What `graf extract` gives out: one JSON object a document and one for the network, printed or as files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graf import faults
from graf.extract import extract
from graf.extract.output import minutes_json, network_json
from graf.issues import UsageError
from graf.model import Document, Register
from graf.resolve import Resolved
from graf.stages.settling import settle

NETWORK = "network"


def stated(documents: Sequence[Document], register: Register) -> Resolved:
    """What documents state, read and settled together; those over which graf stumbles are left out, and named in its
    issues."""
    read, faulty = faults.together(faults.EXTRACTING, lambda some: extract(some, register), documents)
    return settle(read, faulty, documents, register)


def distinct(files: Sequence[Path]) -> list[Path]:
    """The files in their order, a file that is named twice only once.

    Raises `UsageError` where two different files would be written under one name.
    """
    stems: dict[str, Path] = {}
    for file in files:
        other = stems.setdefault(file.stem, file)
        if other.resolve() != file.resolve():
            expected = f"expected files with different names: this and {other} would both become {file.stem}.json"
            raise UsageError(str(file), None, expected, "Rename one, or extract them apart.")
        if file.stem == NETWORK:
            raise UsageError(str(file), None, "expected another name: network.json is the network's", "Rename it.")
    return list(stems.values())


def printed(found: Resolved, *, single: bool) -> str:
    """The JSON for standard output: a single document as it is, several as `documents` with the `network`.

    Empty where a single document was asked for and could not be read.
    """
    documents = [minutes_json(minutes) for minutes in found.minutes]
    if single:
        return "".join(_text(document) for document in documents)
    return _text({"documents": documents, "network": network_json(found.network)})


def write(found: Resolved, folder: Path) -> None:
    """Write `STEM.json` for each document and `network.json` into a folder, which is made where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for minutes in found.minutes:
            (folder / f"{Path(minutes.file).stem}.json").write_text(_text(minutes_json(minutes)), encoding="utf-8")
        (folder / f"{NETWORK}.json").write_text(_text(network_json(found.network)), encoding="utf-8")
    except OSError as error:
        raise UsageError(str(folder), None, f"expected a folder that can be written ({error.strerror})") from None


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
