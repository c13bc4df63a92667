"""A new dataset's folder: settings to fill in, empty tables for the register, and room for minutes and corrections."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import unicodedata
from pathlib import Path

from graf import config, resources
from graf.issues import UsageError
from graf.register import SALT


def create(folder: Path) -> None:
    """Make a dataset that builds at once, named after its folder.

    Raises `UsageError` where the folder has something in it already, or cannot be made.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(str(folder), None, "expected a new or empty folder", "Choose another name.")
        shutil.copytree(resources.builtin() / "starter", folder, dirs_exist_ok=True)
        settings = folder / config.FILE
        name = folder.resolve().name or "graf"
        (folder / "register" / SALT).write_text(secrets.token_hex(16) + "\n", encoding="utf-8")
        text = settings.read_text(encoding="utf-8")
        quoted = json.dumps(name, ensure_ascii=False)
        settings.write_text(text.replace('"{name}"', quoted).replace("{key}", _key(name)), encoding="utf-8")
    except OSError as error:
        raise UsageError(str(folder), None, f"expected a folder that can be written ({error.strerror})") from None


def _key(name: str) -> str:
    """The name in small letters and digits, for an address: `Östra Göinge` → `ostra-goinge`."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "dataset"
