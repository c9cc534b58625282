"""`motcua up` over a folder of its own, for tests that kill parts of it."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg
import pytest

from motcua.embedded import database_url, leftovers
from motcua.embedded.address import read_record
from motcua.management.children import MARK

PATIENCE = 180.0  # seconds; a test that needs them all fails


def eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def kill(process: psutil.Process) -> None:
    """Outright; it may have ended by itself just before."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process.kill()


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@dataclass
class House:
    """One var folder and the `up` that runs on it."""

    var: Path
    port: int = field(default_factory=free_port)
    keeper: subprocess.Popen[bytes] | None = None

    def command(self) -> subprocess.Popen[bytes]:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {"MOTCUA_VAR": str(self.var), "MOTCUA_DEMO": "0", "MOTCUA_WEB_PROCESSES": "1"}
        return subprocess.Popen(
            [sys.executable, "-m", "motcua", "up", "--port", str(self.port)],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def start(self) -> None:
        self._hang_up()
        self.keeper = self.command()
        if not eventually(lambda: self.status() is not None or self.ended()) or self.ended():
            self.keeper.kill()
            assert self.keeper.stdout is not None
            pytest.fail(self.keeper.stdout.read().decode())

    def _hang_up(self) -> None:
        """Close the pipe of a keeper that ended."""
        if self.keeper is not None and self.keeper.stdout is not None:
            self.keeper.stdout.close()

    def close(self) -> None:
        """End whatever of it still runs."""
        if self.keeper is not None and self.keeper.poll() is None:
            self.keeper.kill()
            self.keeper.wait()
        for process in self.everything():
            kill(process)
        self._hang_up()

    def ended(self) -> bool:
        return self.keeper is None or self.keeper.poll() is not None

    def status(self) -> int | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()

    def own(self) -> list[psutil.Process]:
        """Web, worker and whatever they started."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.status() != psutil.STATUS_ZOMBIE and process.environ().get(MARK) == str(self.var):
                    found.append(process)
            except (psutil.Error, OSError):
                continue
        return found

    def servers(self) -> list[psutil.Process]:
        home = read_record(self.var).get("home")
        return leftovers.servers(Path(home) / "data") if home else []

    def everything(self) -> list[psutil.Process]:
        return self.own() + self.servers()

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        url = database_url(self.var)
        assert url is not None
        with psycopg.connect(url) as connection:
            cursor = connection.execute(statement)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []


@contextlib.contextmanager
def house_in(made: Path | None) -> Iterator[House]:
    """A house in a passing folder, empty or copied from one that was made before; nothing of it is left behind."""
    top = Path(tempfile.mkdtemp(prefix="motcua-up-"))
    top.chmod(0o711)
    if made is not None:
        # Owners and modes too: the database runs under an account of its own and refuses what others may read.
        subprocess.run(["cp", "-a", str(made), str(top / "var")], check=True)
    house = House(top / "var")
    try:
        yield house
    finally:
        house.close()
        shutil.rmtree(top, ignore_errors=True)
