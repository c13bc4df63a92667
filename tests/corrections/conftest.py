"""A small dataset to correct: two minutes of one made-up network, and its release."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from graf import config, register
from graf.build import BuildResult, build
from graf.config import FILE
from graf.corrections import parse
from graf.corrections.apply import Corrected, correct
from graf.extract import extract
from graf.model import Document, Minutes, Register
from graf.read import read_files
from graf.resolve import Resolved, resolve

SPRING = """Minnesanteckningar Samverkansnätverket i Norrdal

Datum: 2024-03-05
Tid: 09.00-12.00
Plats: Storgatan 1, Fjällbo

Närvarande
Eva Lindmark, Fjällbo kommun
Per Holmgren, Sjöviks kommun
Karin Sandell, Bergsala kommun

1. Mötets öppnande
Samverkansnätverket beslutade
att öppna mötet.

2. Beslut: Gemensam jour
Föredragande: Eva Lindmark, socialchef, Fjällbo kommun
Nätverket diskuterade hur en gemensam jour kan ordnas under sommaren och hur den ska bekostas av kommunerna.
Samverkansnätverket beslutade
att uppdra åt Per Holmgren att ta fram ett underlag till nästa möte
att lägga informationen till handlingarna.
"""
AUTUMN = """Minnesanteckningar Samverkansnätverket i Norrdal

Datum: 2024-09-10
Tid: 09.00-12.00
Plats: Storgatan 1, Fjällbo

Närvarande
Eva Lindmark, Fjällbo kommun
P. Holmberg, Sjöviks kommun

1. Mötets öppnande
Samverkansnätverket beslutade
att öppna mötet.

2. Beslut: Gemensam jour
Föredragande: P. Holmberg, samordnare, Sjöviks kommun
Samverkansnätverket beslutade
att avsätta 50 000 kr till en gemensam jour.
"""


def signed(*tables: str) -> str:
    """Corrections as a file has them, of what each is about and does: who, when and why are the same for all."""
    parts = []
    for n, table in enumerate(tables):
        own, mark, places = table.strip().partition("[[correction.of]]")
        who = f'who = "Anna Arkivarie"\nwhen = 2024-11-22T10:{n:02}:00Z\nwhy = "skäl {n}"\n'
        parts.append(f"[[correction]]\n{own.strip()}\n{who}{mark}{places}\n")
    return "\n".join(parts)


class Dataset:
    """A dataset on disk, with what a test does to it."""

    def __init__(self, root: Path, dalarna: Path) -> None:
        self.root, self.out = root / "dataset", root / "build"
        for folder in ("minutes", "register", "corrections"):
            (self.root / folder).mkdir(parents=True)
        shutil.copy(dalarna / FILE, self.root)
        (self.root / "register" / "bodies.csv").write_text("key,name,type,forms,source\n", encoding="utf-8")
        self.minutes("var.txt", SPRING)
        self.minutes("host.txt", AUTUMN)

    @property
    def file(self) -> Path:
        """The one file of corrections."""
        return self.root / "corrections" / "anna.toml"

    def minutes(self, name: str, text: str) -> None:
        (self.root / "minutes" / name).write_text(text, encoding="utf-8")

    def correct(self, *tables: str) -> None:
        """Writes these corrections, each less its head and who, when and why."""
        self.file.write_text(signed(*tables), encoding="utf-8")

    def build(self, *, allow_lost: bool = False) -> BuildResult:
        return build(config.load(self.root), self.out, allow_lost=allow_lost)


@pytest.fixture
def dataset(tmp_path: Path, dalarna: Path) -> Dataset:
    """A dataset of its own, to change."""
    return Dataset(tmp_path, dalarna)


@dataclass
class Read:
    """What the two documents say, and the corrections of a text applied to it."""

    found: Resolved
    documents: dict[str, Document]
    register: Register

    def corrected(self, *tables: str, found: Resolved | None = None) -> Corrected:
        return correct(
            found or self.found, parse(signed(*tables), "corrections/anna.toml"), self.documents, self.register
        )

    def minutes(self, name: str) -> Minutes:
        return next(one for one in self.found.minutes if one.file == name)


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory, dalarna: Path) -> Read:
    """The two documents read and resolved, for reading only."""
    dataset = Dataset(tmp_path_factory.mktemp("read"), dalarna)
    known = register.load(dataset.root / "register")
    documents, _ = read_files(sorted((dataset.root / "minutes").iterdir()), known)
    return Read(resolve(extract(documents, known), documents, known), {one.file: one for one in documents}, known)
