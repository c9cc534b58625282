"""Whoever asks `motcua up` to stop is heard, wherever the signal arrives."""

from __future__ import annotations

import contextlib
import os
import signal

import pytest

from motcua.management.commands.up import Stopped, StopRequest
from motcua.management.process_group import Plan, ProcessGroup


@pytest.fixture
def request_to_stop() -> StopRequest:
    """The handler, in the place `motcua up` gives it."""
    stop = StopRequest()
    before = signal.signal(signal.SIGTERM, stop)
    yield stop
    signal.signal(signal.SIGTERM, before)


def test_a_signal_interrupts_at_once_and_only_once(request_to_stop: StopRequest) -> None:
    with pytest.raises(Stopped):
        os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGTERM)  # stopping goes on undisturbed
    assert request_to_stop.asked


def test_a_signal_swallowed_while_forking_still_ends_the_watch(request_to_stop: StopRequest, tmp_path) -> None:
    """Python ignores what a function raises that it calls around a fork."""
    with contextlib.suppress(Stopped):
        os.kill(os.getpid(), signal.SIGTERM)
    plan = Plan(var=tmp_path, host="127.0.0.1", port=1, database_url="x", public_url="", web_processes=1, demo=False)
    with pytest.raises(Stopped):
        ProcessGroup(plan).watch(request_to_stop.check)
