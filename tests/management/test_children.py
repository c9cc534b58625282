"""Kept processes: started again after a crash, later and later; stopped with all they started."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from motcua.management.children import MARK, Child, stop_all, sweep

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
PARENT = [
    sys.executable,
    "-c",
    "import subprocess, sys, time\n"
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
    "print('ready', flush=True)\n"
    "time.sleep(600)",
]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('ready', flush=True)\ntime.sleep(600)",
]


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Callable[[list[str]], Child]]:
    made: list[Child] = []

    def make(command: list[str]) -> Child:
        environment = {**os.environ, MARK: str(tmp_path)}
        made.append(Child("Việc", command, environment=environment, log=tmp_path / "log" / f"{len(made)}.log"))
        return made[-1]

    yield make
    stop_all(made)


def ready(child: Child) -> bool:
    return "ready" in child.last_words()


def test_a_crashed_child_is_told_and_started_again(child: Callable[[list[str]], Child]) -> None:
    kept = child(SLEEP)
    kept.start()
    assert kept.look() is None
    assert kept.process is not None
    first = kept.process.pid
    kept.process.kill()
    kept.process.wait()
    line = kept.look()
    assert line is not None and "0.5 giây" in line
    until(lambda: kept.look() is not None)
    assert kept.alive() and kept.process.pid != first


def test_the_pause_grows_with_each_crash(child: Callable[[list[str]], Child]) -> None:
    kept = child([sys.executable, "-c", "raise SystemExit(3)"])
    kept.start()
    lines: list[str] = []

    def three_crashes() -> bool:
        if line := kept.look():
            lines.append(line)
        return kept.crashes == 3

    until(three_crashes)
    told = [line for line in lines if "mã 3" in line]
    assert [line.split("sau ")[1].split(" giây")[0] for line in told] == ["0.5", "1", "2"]


def test_stopping_takes_what_the_child_started_with_it(child: Callable[[list[str]], Child]) -> None:
    kept = child(PARENT)
    kept.start()
    until(lambda: ready(kept))
    assert kept.process is not None
    grandchildren = psutil.Process(kept.process.pid).children()
    assert grandchildren
    stop_all([kept])
    assert psutil.wait_procs(grandchildren, timeout=5)[1] == []


def test_one_that_does_not_listen_is_ended(
    child: Callable[[list[str]], Child], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.management.children.GRACE", 0.2)
    kept = child(STUBBORN)
    kept.start()
    until(lambda: ready(kept))
    assert kept.process is not None
    process = kept.process
    stop_all([kept])
    assert process.returncode == -9


def test_the_sweep_takes_only_what_bears_the_folders_mark(child: Callable[[list[str]], Child], tmp_path: Path) -> None:
    left = child(SLEEP)
    left.start()
    other = child(SLEEP)
    other.environment[MARK] = str(tmp_path / "other")
    other.start()
    # A fork shows its parent's environment until it has become the new program.
    until(lambda: all(one.process and MARK in psutil.Process(one.process.pid).environ() for one in (left, other)))
    assert sweep(tmp_path) == 1
    assert not left.alive() and other.alive()
