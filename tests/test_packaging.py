"""What is shipped: pinned packages without addresses, no path of a developer's machine, and a wheel that is whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

# Written in parts, so that this file does not hold what it forbids.
FORBIDDEN = ("files.python" + "hosted", "pypi" + ".org/simple", "registry." + "npmjs", "/work" + "/", "/root" + "/")


def _tracked(root: Path) -> list[Path]:
    """The files that git knows; the test is skipped where this is no clone."""
    found = subprocess.run(
        ["git", "-c", f"safe.directory={root}", "ls-files", "-z"], cwd=root, capture_output=True, check=False
    )
    if found.returncode:
        pytest.skip("not a git clone: there is no list of the project's files")
    return [root / name for name in found.stdout.decode().split("\0") if name and (root / name).is_file()]


def test_no_file_names_a_registry_or_a_developers_folder(root: Path) -> None:
    """A clone builds on any machine: no tracked file names a package registry's host or a path of where it was made."""
    found = [
        f"{path.relative_to(root)}: {word}"
        for path in _tracked(root)
        for word in FORBIDDEN
        if word in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert not found


def test_the_lock_pins_every_dependency_and_names_no_address(root: Path) -> None:
    """`make build` gives every machine the same packages: one exact version each, for all that the project asks for."""
    lines = [
        line
        for line in (root / "requirements.lock").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line) for line in lines)
    pinned = [line.split("==")[0] for line in lines]
    assert pinned == sorted(set(pinned))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {re.split(r"[<>=!~ ;\[]", name)[0] for name in wanted} <= set(pinned)


def test_every_dependency_has_a_lower_bound(root: Path) -> None:
    """A fresh environment without the lock does not fall back to versions too old to work."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert all(">=" in name for name in project["dependencies"])


@pytest.mark.slow
def test_an_installed_wheel_finds_all_that_belongs_to_graf(root: Path, tmp_path: Path) -> None:
    """Whoever installs the wheel gets the ontology, the queries, the register and the pictures, and needs no Node."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(root)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    target = tmp_path / "installed"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    script = (
        "import shutil; from pathlib import Path\n"
        "from graf import cli, register, resources; import graf\n"
        f"assert graf.__file__.startswith({str(target)!r}), graf.__file__\n"
        "assert (resources.ontology() / 'graf.ttl').is_file()\n"
        "assert list(resources.queries().glob('*.rq'))\n"
        "assert register.load(None).forms['falu kommun'] == 'Falu kommun'\n"
        "from graf.render.pages import STATIC\n"
        "from graf.render.pictures import drawn\n"
        "assert drawn() is (STATIC / 'built/LICENCES.txt').is_file()\n"
        f"assert drawn() or {shutil.which('npm') is None}\n"
        "assert shutil.which('node') is None\n"
        "assert cli.run(['init', 'new']) == 0\n"
        "assert cli.run(['build', 'new']) == 0\n"
        "from graf.serve.app import create_app\n"
        "create_app(Path('build/current'))\n"
    )
    (tmp_path / "bin").mkdir()  # a path without Node: the wheel holds what Node made
    environment = {**os.environ, "PYTHONPATH": str(target), "PATH": str(tmp_path / "bin")}
    run = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
