"""A worker process has no way out: tried from inside one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the sandbox is Linux's")

TRY = """
import json, os, socket, sys
from pathlib import Path
from graf.query import sandbox
folder = Path(sys.argv[1])
network, memory, calls = sandbox.leave_network(), sandbox.limit(256 * 2**20), sandbox.filter_calls()
def outcome(what):
    try:
        what()
    except BaseException as error:
        return type(error).__name__
    return "done"
found = {
    "socket": outcome(lambda: socket.socket()),
    "write": outcome(lambda: (folder / "new").write_text("x")),
    "append": outcome(lambda: open(folder / "old", "a")),
    "unlink": outcome(lambda: os.unlink(folder / "old")),
    "rename": outcome(lambda: os.rename(folder / "old", folder / "other")),
    "fork": outcome(lambda: os.fork()),
    "run": outcome(lambda: os.execv("/bin/true", ["true"])),
    "kill": outcome(lambda: os.kill(os.getppid(), 0)),
    "memory": outcome(lambda: bytearray(2**30)),
    "read": outcome(lambda: (folder / "old").read_text()),
}
print(json.dumps({"network": network, "calls": calls, "limit": memory, **found}))
"""


def test_nothing_but_reading_is_left(tmp_path: Path) -> None:
    """No socket, no file written, no other process, no more memory than allowed; a store can still be read."""
    (tmp_path / "old").write_text("x")
    run = subprocess.run([sys.executable, "-c", TRY, str(tmp_path)], capture_output=True, text=True, check=True)
    found = json.loads(run.stdout)
    if found["calls"] is not None:
        pytest.skip(f"no filter here: {found['calls']}")
    assert found["limit"] is None
    assert found["memory"] == "MemoryError"
    assert found["read"] == "done"
    refused = ("socket", "write", "append", "unlink", "rename", "fork", "run", "kill")
    assert {name: found[name] for name in refused} == dict.fromkeys(refused, "PermissionError")
    assert os.listdir(tmp_path) == ["old"]
