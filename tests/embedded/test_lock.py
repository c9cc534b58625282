"""The folder's lock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from motcua.embedded.errors import AlreadyRunning
from motcua.embedded.lock import FolderLock

HOLD = """
import sys, time
from pathlib import Path
from motcua.embedded.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
lock.acquire()
lock.note("tiến trình của tôi")
print("held", flush=True)
time.sleep(600)
"""


def test_the_second_comer_reads_who_holds_it(tmp_path: Path) -> None:
    with FolderLock(tmp_path / "lock") as first:
        first.note("quầy số 3")
        with pytest.raises(AlreadyRunning, match="quầy số 3"):
            FolderLock(tmp_path / "lock").acquire()
    with FolderLock(tmp_path / "lock"):
        pass


def test_it_is_free_once_its_holder_was_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    with pytest.raises(AlreadyRunning, match="tiến trình của tôi"):
        FolderLock(tmp_path / "lock").acquire()
    holder.kill()
    holder.wait()
    with FolderLock(tmp_path / "lock"):
        pass
