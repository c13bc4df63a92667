"""What a review keeps: each correction with who, when and why, also where it is killed; the last can be undone."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import threading
import time
from pathlib import Path

import httpx

from graf.corrections.quality import interval
from graf.store.release import read_manifest

from .conftest import Running


def _case(running: Running, word: str) -> str:
    return next(path for path in running.links() if word in running.page(path))


def test_a_date_is_set_undone_and_set_again(running: Running) -> None:
    """A correction is in the reviewer's file of the day, with who and why, and in the release; undone, it is gone."""
    path = _case(running, "Dokumentet säger inte vilken dag")
    hidden = running.hidden(path + "?do=set")
    sent = {**hidden, "action": "set", "f.date": "2024-09-10", "f.date_earliest": "", "f.date_latest": ""}
    assert running.client.post(path, data={**sent, "why": ""}).status_code == 422
    assert running.client.post(path, data={**sent, "f.date": "i höstas", "why": "x"}).status_code == 422
    assert running.client.post(path, data={**sent, "seen": "0", "why": "x"}).status_code == 409
    assert running.corrections == ()
    answer = running.client.post(path, data={**sent, "why": "Enligt kallelsen."})
    assert answer.status_code == 303
    (one,) = running.corrections
    assert (one.who, one.why, dict(one.to)["date"]) == ("Anna Arkivarie", "Enligt kallelsen.", "2024-09-10")
    assert one.file.endswith("-anna-arkivarie.toml")
    assert path not in running.links()
    shown = running.page(answer.headers["location"])
    assert "set.date = &#34;2024-09-10&#34;" in shown
    assert "10 september 2024" in shown
    _built(running)
    manifest = read_manifest(running.out / "current")
    assert manifest["counts"]["corrections"] == 1
    assert running.client.post("/sv/undo", data={"key": "another"}).status_code == 409
    assert running.client.post("/sv/undo", data={"key": one.key}).status_code == 303
    assert running.corrections == ()
    assert path in running.links()


def test_a_passage_that_no_rule_read_becomes_a_fact(running: Running) -> None:
    """The reviewer says what stands there, with the place; a place that is not in the text is refused."""
    path = _case(running, "Ingen regel läste")
    sent = {"action": "add", "kind": "deadline", "f.what": "redogöra", "f.date": "2024-03-06", "why": "Står där."}
    wrong = running.client.post(path, data={**sent, "quote": "det här står ingenstans i texten"})
    assert wrong.status_code == 422
    assert running.client.post(path, data={**sent, "quote": "läget den 6 mars"}).status_code == 303
    (one,) = running.corrections
    assert (one.action, one.target.quote, dict(one.to)["date"]) == ("add", "läget den 6 mars", "2024-03-06")


def test_nothing_is_lost_when_it_is_killed(tmp_path: Path, running: Running) -> None:
    """What was answered is in the file, which is whole, whenever the review is killed; the next one goes on from it."""
    running.stop()
    running.arguments = (*running.arguments, "--sample", "20")
    answered = 0
    for _ in range(2):
        running.start()
        process = running.process
        assert process is not None
        killer = threading.Timer(0.3, lambda pid=process.pid: os.kill(pid, signal.SIGKILL))
        killer.start()
        with contextlib.suppress(httpx.HTTPError):
            for path in running.links()[:12]:
                hidden = running.hidden(path)
                if "seen" in hidden:
                    sent = {**hidden, "action": "accept", "why": "Stämmer med texten."}
                    answered += running.client.post(path, data=sent).status_code == 303
        killer.join()
        running.end()
        kept = len(running.corrections)
        assert kept in (answered, answered + 1)  # one may be on the disk whose answer was cut off
        answered = kept
    running.start()
    assert len(running.corrections) == answered


def test_killed_in_the_middle_of_a_build(running: Running) -> None:
    """A build that is killed is begun anew; where the review is killed with it, the next one makes the release."""
    text = re.findall(r'href="(/sv/text/[^"#]+)"', running.page("/sv/find"))[0]
    accepted = 3
    for path in re.findall(r'href="(/sv/case/f-[^"]+)"', running.page(text))[:accepted]:
        sent = {**running.hidden(path), "action": "accept", "why": "Stämmer med texten."}
        assert running.client.post(path, data=sent).status_code == 303
        assert running.process is not None
        _end(_builder(running.process.pid))
    _built(running)
    assert running.client.get("/sv/status").json()["error"] is False
    assert read_manifest(running.out / "current")["counts"]["corrections"] == accepted
    before = read_manifest(running.out / "current")["digest"]

    path = _case(running, "Dokumentet säger inte vilken dag")
    sent = {**running.hidden(path + "?do=set"), "action": "set", "f.date": "2024-09-10", "why": "Enligt kallelsen."}
    assert running.client.post(path, data=sent).status_code == 303
    assert running.process is not None
    builder = _builder(running.process.pid)
    _end(running.process.pid)
    _end(builder)
    running.end()
    assert read_manifest(running.out / "current")["digest"] == before  # the release of before, whole
    running.start()
    assert read_manifest(running.out / "current")["counts"]["corrections"] == accepted + 1
    assert not [one for one in (running.out / "releases").iterdir() if not (one / "manifest.json").is_file()]


def _builder(pid: int) -> int:
    """The process that builds for a review."""
    for _ in range(600):  # one that was killed a moment ago is begun anew at once
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text(encoding="ascii").split():
                if "graf.review.rebuild" in Path(f"/proc/{child}/cmdline").read_text(encoding="utf-8"):
                    return int(child)
        time.sleep(0.02)
    raise AssertionError("nothing builds")


def _end(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def test_a_sample_is_taken_up_again_and_estimates(running: Running) -> None:
    """The sample keeps its name and facts over a restart, though releases came between; its share has its interval."""
    running.stop()
    running.arguments = (*running.arguments, "--sample", "4")
    running.start()
    before = running.links()[:1]
    hidden = running.hidden(before[0])
    running.client.post(before[0], data={**hidden, "action": "accept", "why": "Stämmer."})
    _built(running)
    running.stop()
    running.start()
    path = running.links()[0]
    hidden = running.hidden(path + "?do=remove")
    answer = running.client.post(path, data={**hidden, "action": "remove", "why": "Texten säger inte så."})
    assert answer.status_code in (303, 422)  # a meeting's own fields cannot be removed
    names = {one.sample for one in running.corrections}
    assert len(names) == 1
    low, high = interval(1, len(running.corrections))
    page = running.page("/sv/")
    assert f"mellan {round(100 * low)} och {round(100 * high)}" in page
    assert "Stickprov om 4 uppgifter" in page


def test_it_listens_on_this_machine_only(shared: Running) -> None:
    """The address is the loopback's, whatever is asked for."""
    assert shared.origin.startswith("http://127.0.0.1:")
    told = subprocess.run(["ss", "-ltnp"], capture_output=True, text=True, check=False).stdout if _has("ss") else ""
    port = shared.origin.rpartition(":")[2]
    for line in told.splitlines():
        if f":{port} " in line:
            assert f"127.0.0.1:{port}" in line


def _has(program: str) -> bool:
    return any((Path(folder) / program).exists() for folder in os.environ["PATH"].split(os.pathsep))


def _built(running: Running) -> None:
    """Waits until the release is made."""
    for _ in range(600):
        if not running.client.get("/sv/status").json()["busy"]:
            return
        time.sleep(0.05)
    raise AssertionError("the release is not built")
