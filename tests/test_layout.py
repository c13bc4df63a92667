"""The layout is the pipeline: what may import what, read from the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PIPELINE = ("read", "extract", "resolve", "corrections", "rdf", "store", "query", "views", "render")
DRIVERS = ("serve", "publish")
ANYWHERE = ("collector", "model", "config", "faults", "register", "tables", "issues", "resources", "written")
SOURCE = Path(__file__).resolve().parent.parent / "src" / "graf"
MODULES = sorted(SOURCE.rglob("*.py"))


def _room(module: str) -> str:
    """`graf.read.text` → `read`; `graf` itself → the empty name."""
    return module.split(".")[1] if "." in module else ""


def _imports(path: Path) -> Iterator[str]:
    """The modules of graf that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "graf")
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.module.split(".")[0] == "graf":
            if node.module == "graf":
                yield from (f"graf.{alias.name}" for alias in node.names if not alias.name.startswith("__"))
            else:
                yield node.module


def _allowed(room: str) -> tuple[str, ...]:
    if room in ANYWHERE:
        return ANYWHERE
    if room in PIPELINE:
        return (*ANYWHERE, *PIPELINE[: PIPELINE.index(room) + 1])
    # A published site's files are served as they are.
    return (*ANYWHERE, *PIPELINE, *(DRIVERS if room == "serve" else (room,)))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_only_leftwards(path: Path) -> None:
    """A stage knows what comes before it and never what comes after; only the drivers know the whole."""
    relative = path.relative_to(SOURCE)
    room = relative.parts[0].removesuffix(".py")
    if room not in (*ANYWHERE, *PIPELINE, *DRIVERS):
        return  # cli, build and their like stand above the pipeline
    beyond = {module for module in _imports(path) if _room(module) not in _allowed(room)}
    assert not beyond, f"{relative} imports {', '.join(sorted(beyond))}, which lies to its right"


def test_only_the_store_opens_a_store() -> None:
    """`pyoxigraph.Store(…)` and `Store.read_only(…)` are called in store/ alone, so the rules of opening stand once."""
    elsewhere = []
    for path in MODULES:
        if path.relative_to(SOURCE).parts[0] == "store":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func).split(".")
                if "Store" in called[-2:]:
                    elsewhere.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert not elsewhere


def test_relative_imports_are_not_used() -> None:
    """Imports name their module in full, so that the test above sees them all."""
    relative = [
        str(path.relative_to(SOURCE))
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not relative


def test_there_is_no_cupboard() -> None:
    """No room is named for nothing in particular: what a module is about can be seen from its name."""
    cupboards = {"utils", "util", "helpers", "services", "core", "common", "misc"}
    assert not {path.stem for path in MODULES} & cupboards
    assert not {path.parent.name for path in MODULES} & cupboards
