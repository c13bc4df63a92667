"""Builds the pages' scripts from `frontend/` into the package, when graf is installed or a wheel is made.

It needs Node 18 and npm. Without them graf works all the same: forms, tables and lists stand where the scripts would be
at work.
Also a program: `python hatch_build.py` builds them if they are missing or older than their sources.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # as a program, where hatchling need not be installed
    BuildHookInterface = object  # type: ignore[assignment,misc]

ROOT = Path(__file__).resolve().parent
BUILT = ROOT / "src/graf/render/static/built/LICENCES.txt"


class FrontendHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatch calls this before it packs the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds the scripts where they are missing or old."""
        print(build_frontend(), file=sys.stderr)


def build_frontend() -> str:
    """Builds the scripts where they are missing or older than their sources; says in one line what came of it."""
    folder = ROOT / "frontend"
    if not folder.is_dir():
        return f"The pages' scripts are {'there' if BUILT.is_file() else 'missing'}, their sources are not."
    sources = [*folder.glob("*.js*"), *folder.glob("src/*.js")]
    if BUILT.is_file() and BUILT.stat().st_mtime >= max(one.stat().st_mtime for one in sources):
        return "The pages' scripts are up to date."
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return "The pages have no scripts: install Node 18 or newer with npm, then again. All else works without."
    for command in ([npm, "ci", "--silent", "--no-audit", "--no-fund"], [npm, "run", "build", "--silent"]):
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if run.returncode:
            reason = (run.stderr or run.stdout).strip().splitlines() or ["it failed"]
            return f"The pages have no scripts: `npm {command[1]}` said: {reason[-1]}. All else works without."
    return "The pages' scripts were built."


if __name__ == "__main__":
    said = build_frontend()
    if not said.endswith("up to date."):
        print(said, file=sys.stderr)
