"""Start and watch child processes, restart them after a crash, stop them with all that they started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import psutil

from motcua.embedded.lifeline import tied_to_parent

MARK = "MOTCUA_UP"  # in the environment of every child: which var folder it belongs to
LONGEST_PAUSE = 30.0  # seconds between two tries
STEADY = 60.0  # seconds after which a child counts as well again
GRACE = 10.0  # seconds a child may take to finish what it is doing
LOG_LIMIT = 10_000_000  # bytes


class Child:
    """One kept process, in a session of its own so that Ctrl-C reaches only its keeper."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        log: Path,
        when_orphaned: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name = name
        self.command = list(command)
        self.environment = dict(environment)
        self.log = log
        self.when_orphaned = when_orphaned
        self.crashes = 0
        self.process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._not_before = 0.0

    def start(self) -> None:
        """Start it; what it prints goes to its log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment,
                start_new_session=True, preexec_fn=tied_to_parent(self.when_orphaned),
            )  # fmt: skip
        self._started = time.monotonic()

    def look(self) -> str | None:
        """Restart a dead child once its pause is over; returns a line to print when something happened."""
        now = time.monotonic()
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return None
            self.kill_group()
            self.process = None
            self.crashes = 1 if now - self._started > STEADY else self.crashes + 1
            pause = min(LONGEST_PAUSE, 0.5 * 2 ** (self.crashes - 1))
            self._not_before = now + pause
            return f"{self.name} dừng bất thường (mã {code}), chạy lại sau {pause:g} giây; nhật ký: {self.log}"
        if now >= self._not_before:
            self.start()
            return f"{self.name} đã chạy lại"
        return None

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill_group(self) -> None:
        """End at once whatever is left of the child and of what it started."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return

    def last_words(self, lines: int = 12) -> str:
        """The end of its log."""
        try:
            return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
        except OSError:
            return ""


def stop_all(children: Iterable[Child]) -> None:
    """Ask all to finish, wait for them together, then end what is left."""
    running = [child for child in children if child.process is not None]
    for child in running:
        if child.process is not None and child.process.poll() is None:
            child.process.terminate()
    deadline = time.monotonic() + GRACE
    for child in running:
        if child.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(timeout=max(0.1, deadline - time.monotonic()))
            child.kill_group()
            child.process.wait()
            child.process = None


def sweep(var: Path) -> int:
    """End children of an earlier run of this var folder that was killed outright; returns how many there were.

    The caller holds the folder's lock, so whoever still bears its mark is left over.
    """
    left = [
        process for process in psutil.process_iter() if process.pid != os.getpid() and _mark_of(process) == str(var)
    ]
    for process in left:
        try:
            process.kill()
        except psutil.Error:
            continue
    psutil.wait_procs(left, timeout=5)
    return len(left)


def _mark_of(process: psutil.Process) -> str | None:
    try:
        return process.environ().get(MARK)
    except (psutil.Error, OSError):  # gone meanwhile, or another user's
        return None
