"""Where the files that belong to graf itself lie: the ontology, the canned queries and the built-in register.

In a checkout `ontology/` and `queries/` stand beside `src/`; in an installed wheel they lie inside the package, where
the build puts them (`force-include` in pyproject.toml). The checkout's are used when both are there.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def ontology() -> Path:
    """The folder with graf.ttl, concepts.ttl, shapes.ttl, alignments.ttl and context.jsonld."""
    return _find("ontology")


def queries() -> Path:
    """The folder with the canned queries, one `.rq` file for each question."""
    return _find("queries")


def builtin() -> Path:
    """The folder with the built-in register of Sweden: municipalities.csv, regions.csv, agencies.csv."""
    return _PACKAGE / "data"


def _find(name: str) -> Path:
    root = _PACKAGE.parent.parent
    for folder in (root / name, _PACKAGE / name):
        if (folder == _PACKAGE / name or (root / "pyproject.toml").is_file()) and folder.is_dir():
            return folder
    raise FileNotFoundError(f"graf's own folder {name}/ is missing: neither {root / name} nor {_PACKAGE / name} exists")
