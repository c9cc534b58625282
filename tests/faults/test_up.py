"""`motcua up` from the outside: answers, is alone, comes back after any kill, and leaves nothing running."""

from __future__ import annotations

import http.client
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from motcua.embedded import database_url
from tests.faults.running_house import PATIENCE, House, eventually, house_in, kill

pytestmark = pytest.mark.faults


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
        ports = {command[command.index("--port") + 1] for command in commands if "motcua.asgi:application" in command}
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
