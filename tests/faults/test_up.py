"""`motcua up` from the outside: answers, is alone, comes back after any kill, and leaves nothing running."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
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

pytestmark = pytest.mark.faults
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
        self.keeper = self.command()
        if not eventually(lambda: self.status() is not None or self.ended()) or self.ended():
            self.keeper.kill()
            assert self.keeper.stdout is not None
            pytest.fail(self.keeper.stdout.read().decode())

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


@pytest.fixture(scope="session")
def made_var() -> Iterator[Path]:
    """The var folder of a house that came up once from nothing and was stopped: its tables are there."""
    with house_in(None) as first:
        first.start()
        assert first.keeper is not None
        first.keeper.terminate()
        assert first.keeper.wait(timeout=PATIENCE) == 0
        yield first.var


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
        if house.keeper is not None and house.keeper.poll() is None:
            house.keeper.kill()
            house.keeper.wait()
        for process in house.everything():
            kill(process)
        shutil.rmtree(top, ignore_errors=True)


@pytest.fixture
def house(made_var: Path) -> Iterator[House]:
    """A house that has its tables."""
    with house_in(made_var) as copied:
        yield copied


@pytest.fixture
def new_house() -> Iterator[House]:
    """A house of which nothing exists yet."""
    with house_in(None) as empty:
        yield empty


@pytest.mark.parametrize("word", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_on_a_signal_leaves_nothing_running(new_house: House, word: signal.Signals) -> None:
    house = new_house
    house.start()
    status = house.status()
    assert status is not None and status < 500
    assert len(house.own()) >= 2 and house.servers()
    assert house.keeper is not None
    os.killpg(house.keeper.pid, word)  # as the keyboard does: the whole foreground group hears it
    house.keeper.wait(timeout=PATIENCE)
    assert house.keeper.returncode == 0
    assert house.everything() == []
    assert database_url(house.var) is None


def test_the_live_server_comes_up_beside_the_pages_and_comes_back(house: House) -> None:
    house.start()

    def answers() -> bool:
        """It knows no such board, and says so."""
        commands = [process.cmdline() for process in house.own()]
        ports = {one[one.index("--port") + 1] for one in commands if "motcua.asgi:application" in one}
        if len(ports) != 1:
            return False
        connection = http.client.HTTPConnection("127.0.0.1", int(ports.pop()), timeout=20)
        try:
            connection.request("GET", "/song/bang/khong-co")
            return connection.getresponse().status == 404
        except OSError:
            return False
        finally:
            connection.close()

    assert eventually(answers)
    for process in house.own():
        if "motcua.asgi:application" in process.cmdline():
            kill(process)
    assert eventually(answers)


def test_a_second_one_says_so_and_changes_nothing(house: House) -> None:
    house.start()
    before = {process.pid for process in house.own()}
    files = {path: path.stat().st_mtime_ns for path in house.var.glob("*") if path.is_file()}
    second = house.command()
    said = second.communicate(timeout=PATIENCE)[0].decode()
    assert second.returncode != 0
    assert "đang chạy sẵn" in said and f":{house.port}" in said
    assert {process.pid for process in house.own()} >= before
    assert {path: path.stat().st_mtime_ns for path in house.var.glob("*") if path.is_file()} == files
    assert house.status() is not None


def test_when_everything_is_killed_the_next_start_has_all_rows(house: House) -> None:
    house.start()
    house.sql("CREATE TABLE kept AS SELECT * FROM generate_series(1, 500) AS number")
    assert house.keeper is not None
    for victim in [psutil.Process(house.keeper.pid), *house.everything()]:
        kill(victim)
    house.keeper.wait()
    house.start()
    assert house.sql("SELECT count(*), sum(number) FROM kept") == [(500, 125250)]


def test_when_only_the_keeper_is_killed_the_rest_follows(house: House) -> None:
    house.start()
    assert house.keeper is not None
    house.keeper.kill()
    house.keeper.wait()
    assert eventually(lambda: house.everything() == [])
    house.start()
    assert house.status() is not None


def test_whatever_part_is_killed_comes_back(house: House) -> None:
    house.start()
    victims = house.everything()
    assert len(victims) > 4
    for victim in victims:
        kill(victim)
    old = {victim.pid for victim in victims}

    def back() -> bool:
        return house.status() is not None and database_url(house.var) is not None and len(house.own()) >= 3

    assert eventually(back)
    assert not old & {process.pid for process in house.everything()}
    assert not house.ended()


def test_a_port_in_use_is_named(new_house: House) -> None:
    house = new_house
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        house.port = int(other.getsockname()[1])
        refused = house.command()
        said = refused.communicate(timeout=PATIENCE)[0].decode()
    assert refused.returncode != 0
    assert f"Cổng {house.port}" in said
    assert house.everything() == []
