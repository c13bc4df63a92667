"""Work shared with a second process gives what one process gives."""

from __future__ import annotations

import os
import threading

import pytest

from graf.stages import halves


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101])
def test_order_and_values_are_those_of_one_process(count: int) -> None:
    """However many there are, each result stands where its item does."""
    assert halves.each(lambda one: (one, "å" * one), range(count)) == [(one, "å" * one) for one in range(count)]


def test_what_fails_fails_here() -> None:
    """A fault in the other process's half is raised, not lost."""

    def make(one: int) -> int:
        if one == 77:
            raise ValueError("planted")
        return one

    with pytest.raises(ValueError, match="planted"):
        halves.each(make, range(200))


def test_a_process_that_is_ended_is_made_up_for() -> None:
    """Where the other process ends on the way, this one makes its half."""
    here = os.getpid()

    def make(one: int) -> int:
        if os.getpid() != here:
            os._exit(9)
        return one

    assert halves.each(make, range(200)) == list(range(200))


def test_a_process_with_threads_is_not_forked() -> None:
    """A fork beside other threads may wait forever for what they held."""
    done, pids = threading.Event(), set()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        halves.each(lambda one: pids.add(os.getpid()), range(200))
    finally:
        done.set()
        other.join()
    assert pids == {os.getpid()}
