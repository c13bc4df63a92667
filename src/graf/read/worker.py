"""The process that parses files (`python -m graf.read.worker`): a request a line in, an answer a line out, as JSON.

It is bounded in memory, and whoever started it stops it where a file takes too long; see `apart`.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any, TextIO

from graf.read.kinds import parse
from graf.read.limits import Limits, too_long
from graf.read.sheet import AGAIN, Unreadable


def serve(requests: TextIO, answers: TextIO) -> None:
    """Answer requests until there are no more."""

    def tell(answer: dict[str, Any]) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    for line in requests:
        request = json.loads(line)
        limits = Limits(**request["limits"])
        _bound(limits.memory)
        try:
            sheet = parse(Path(request["path"]), limits, lambda: tell({"alive": True}))
            long = too_long([entry.text for entry in sheet.entries])
            tell({"unreadable": long} if long else {"sheet": sheet.as_json()})
        except Unreadable as error:
            tell({"unreadable": str(error)})
        except MemoryError:
            tell({"unreadable": f"reading it takes more than {limits.memory:,} bytes of memory: divide it"})
        except RecursionError:
            tell({"unreadable": f"the file is damaged: its parts are nested too deep: {AGAIN}"})
        except Exception as error:  # a parser that stumbles over one file must not stop the others
            tell({"unreadable": f"the file is damaged: {type(error).__name__}: {error}: {AGAIN}"})


def _bound(memory: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


if __name__ == "__main__":
    # What libraries print must not mix with the answers.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    serve(sys.stdin, out)
