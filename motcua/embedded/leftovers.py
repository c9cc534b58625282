"""Remove leftovers of a killed server: live orphans, and a postmaster.pid that may name another program.

PostgreSQL itself trusts the number in postmaster.pid as long as any process of the same user has it, so after a reboot
it may refuse to start because of an unrelated program. We hold the folder's lock and can look: every process of a
cluster works inside its data folder.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable
from pathlib import Path

import psutil

PATIENCE = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 3.0), (signal.SIGKILL, 5.0))  # fast, immediate, outright; seconds


def servers(data: Path) -> list[psutil.Process]:
    """Live processes that work inside the data folder: no zombies, no strangers that only got an old number."""
    place = data.resolve()
    found = []
    for process in psutil.process_iter():
        try:
            if process.status() != psutil.STATUS_ZOMBIE and Path(process.cwd()) == place:
                found.append(process)
        except (psutil.Error, OSError):  # gone meanwhile, or not ours to look into
            continue
    return found


def clear(data: Path, tell: Callable[[str], None]) -> None:
    """End orphans of an earlier run, gently first, and remove a stale postmaster.pid. The caller holds the lock."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    orphans = servers(data)
    if orphans:
        tell("Lần chạy trước để lại máy chủ dữ liệu đang mở; đang đóng lại…")
        end(data, _main_pid(pid_file))
    pid_file.unlink(missing_ok=True)


def end(data: Path, main_pid: int | None) -> None:
    """Stop every process of the cluster: through the main one first, since the others follow it."""
    for word, seconds in PATIENCE:
        running = servers(data)
        if not running:
            return
        main = [process for process in running if process.pid == main_pid]
        if not main and word == signal.SIGINT:
            continue  # without their main process the rest would only cancel a statement
        _send(main or running, word)
        psutil.wait_procs(running, timeout=seconds)


def _send(processes: Iterable[psutil.Process], word: signal.Signals) -> None:
    for process in processes:
        try:
            process.send_signal(word)
        except psutil.Error:
            continue


def _main_pid(pid_file: Path) -> int | None:
    try:
        return int(pid_file.read_text(encoding="utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return None
