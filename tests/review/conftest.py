"""A real `graf review` of a small dataset of its own, in a process that a test may kill."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from graf.config import FILE
from graf.corrections import Correction, load

TEXT = """Minnesanteckningar Samverkansnätverket i Norrdal

Datum: 2024-03-05
Tid: 09.00-12.00

Närvarande
Eva Lindmark, Fjällbo kommun
Per Holmgren, Sjöviks kommun

1. Mötets öppnande
Samverkansnätverket beslutade
att öppna mötet.

2. Beslut: Gemensam jour <script>alert("jour")</script>
Föredragande: Eva Lindmark, socialchef, Fjällbo kommun
Per Holmgren redogjorde för läget den 6 mars och ansvarar för det som <b>återstår</b> i kommunerna.
Samverkansnätverket beslutade
att uppdra åt Per Holmgren att ta fram ett underlag till nästa möte.
"""
SECOND = """Minnesanteckningar Samverkansnätverket i Norrdal

Närvarande
Eva Lindmark, Fjällbo kommun
Karin Sandell, Bergsala kommun

1. Mötets öppnande
Samverkansnätverket beslutade
att öppna mötet.
"""


@dataclass
class Running:
    """A review, its dataset, and a client with its cookie."""

    dataset: Path
    out: Path
    arguments: tuple[str, ...] = ("--reviewer", "Anna Arkivarie")
    address: str = ""
    process: subprocess.Popen[str] | None = None
    client: httpx.Client = field(default_factory=httpx.Client)

    def start(self) -> None:
        graf = Path(sys.executable).with_name("graf")
        command = [str(graf), "review", str(self.dataset), "--out", str(self.out), "--port", "0", *self.arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        if not self.address:
            pytest.fail(self.process.communicate()[1])
        self.client = httpx.Client(base_url=self.origin, headers={"Origin": self.origin}, timeout=30)
        answer = self.client.get(self.address.removeprefix(self.origin))
        assert answer.status_code == 303
        assert "httponly" in answer.headers["set-cookie"].lower()
        assert "samesite=strict" in answer.headers["set-cookie"].lower()

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.end()

    def end(self) -> None:
        """Waits for the process, however it ends."""
        if self.process is not None:
            self.process.communicate(timeout=60)
            self.process = None
        self.client.close()

    @property
    def origin(self) -> str:
        return self.address.partition("/?")[0]

    @property
    def corrections(self) -> tuple[Correction, ...]:
        return load(self.dataset / "corrections")

    def page(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def links(self) -> list[str]:
        """The open cases, in their order."""
        return list(dict.fromkeys(re.findall(r'href="(/sv/case/[^"?#]+)"', self.page("/sv/"))))

    def hidden(self, path: str) -> dict[str, str]:
        """The hidden fields of a case's form."""
        return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', self.page(path)))


def made(folder: Path, dalarna: Path) -> Running:
    dataset = folder / "dataset"
    for name in ("minutes", "register", "corrections"):
        (dataset / name).mkdir(parents=True)
    shutil.copy(dalarna / FILE, dataset)
    (dataset / "register" / "bodies.csv").write_text("key,name,type,source\n", encoding="utf-8")
    (dataset / "minutes" / "var.txt").write_text(TEXT, encoding="utf-8")
    (dataset / "minutes" / "utan.txt").write_text(SECOND, encoding="utf-8")
    return Running(dataset, folder / "build")


@pytest.fixture
def running(tmp_path: Path, dalarna: Path) -> Iterator[Running]:
    """A review of a dataset of its own."""
    found = made(tmp_path, dalarna)
    found.start()
    yield found
    found.stop()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, dalarna: Path) -> Iterator[Running]:
    """A review that tests only read."""
    found = made(tmp_path_factory.mktemp("review"), dalarna)
    found.start()
    yield found
    found.stop()
