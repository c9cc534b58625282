"""The private server: first start, second start, crash, strangers, wrong versions."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest

from motcua.embedded import EmbeddedError, database_url, leftovers
from motcua.embedded.address import read_record, record_path, write_record
from motcua.embedded.errors import AlreadyRunning
from motcua.embedded.server import EmbeddedPostgres

HOLD = """
import sys, time
from pathlib import Path
from motcua.embedded.server import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
server.start()
print(server.process.pid, flush=True)
time.sleep(600)
"""


def holder(var: Path) -> tuple[subprocess.Popen[str], int]:
    """Another process that keeps the server of `var` running, and the server's number."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(var)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, int(process.stdout.readline())


def write(url: str, text: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS line (text text)")
        connection.execute("INSERT INTO line VALUES (%s)", [text])


def lines(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM line ORDER BY text")]


def strike(process: psutil.Process, word: signal.Signals) -> None:
    """Send a signal to a process that may just have ended."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(word)


def gone(number: int) -> bool:
    """Whether the process ended, or will within a few seconds; a zombie has ended."""
    try:
        process = psutil.Process(number)
        if process.status() == psutil.STATUS_ZOMBIE:
            return True
        process.wait(timeout=20)
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        return psutil.Process(number).status() == psutil.STATUS_ZOMBIE
    return True


def test_rows_survive_a_stop_and_a_start(var: Path) -> None:
    with EmbeddedPostgres(var) as server:
        write(server.url, "Đồng Văn")
    assert database_url(var) is None
    with EmbeddedPostgres(var) as server:
        assert lines(server.url) == ["Đồng Văn"]
        assert database_url(var) == server.url


def test_the_database_knows_vietnamese_letters_and_the_extensions(var: Path) -> None:
    with EmbeddedPostgres(var) as server, psycopg.connect(server.url) as connection:
        for name in ("pg_trgm", "unaccent", "btree_gist"):
            connection.execute(f"CREATE EXTENSION {name}")
        row = connection.execute("SELECT upper('đường'), unaccent('Đồng Văn'), similarity('đồng', 'đồng')").fetchone()
        assert row == ("ĐƯỜNG", "Dong Van", 1.0)
        mine = connection.execute("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user").fetchone()
        assert mine == (False, True)


def test_only_its_owner_reaches_the_socket(var: Path) -> None:
    with EmbeddedPostgres(var) as server:
        socket_dir = Path(read_record(var)["socket_dir"])
        assert stat.S_IMODE(socket_dir.stat().st_mode) == 0o700
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        number = server.process.pid if server.process else 0
        assert all(link.status != psutil.CONN_LISTEN for link in psutil.Process(number).net_connections("inet"))


def test_a_long_path_still_gets_a_socket_and_leaves_no_folder_behind(var: Path) -> None:
    deep = var / ("thư mục rất dài, có dấu phẩy và khoảng trắng " * 2).strip() / "var"
    with EmbeddedPostgres(deep) as server:
        socket_dir = Path(read_record(deep)["socket_dir"])
        assert not socket_dir.is_relative_to(deep)
        write(server.url, "a")
    assert not socket_dir.exists()


def test_a_second_keeper_is_told_and_changes_nothing(var: Path) -> None:
    process, number = holder(var)
    try:
        before = record_path(var).read_bytes()
        with pytest.raises(AlreadyRunning, match=str(process.pid)):
            EmbeddedPostgres(var).start()
        assert record_path(var).read_bytes() == before
        assert psutil.pid_exists(number)
    finally:
        process.terminate()
        process.wait()
    assert gone(number)


def test_the_server_goes_when_its_keeper_is_killed(var: Path) -> None:
    process, number = holder(var)
    process.kill()
    process.wait()
    assert gone(number)
    with EmbeddedPostgres(var) as server:
        write(server.url, "a")


def test_rows_survive_when_everything_is_killed(var: Path) -> None:
    process, _ = holder(var)
    url = database_url(var)
    assert url is not None
    write(url, "a")
    everything = [psutil.Process(process.pid), *leftovers.servers(Path(read_record(var)["home"]) / "data")]
    assert len(everything) > 3
    for victim in everything:
        strike(victim, signal.SIGKILL)
    process.wait()
    with EmbeddedPostgres(var) as server:
        assert lines(server.url) == ["a"]


@pytest.mark.parametrize("word", [signal.SIGSTOP, None])
def test_live_orphans_are_ended_first(var: Path, word: signal.Signals | None) -> None:
    """The main process is killed, its children stay: with SIGSTOP, without a chance to notice."""
    process, number = holder(var)
    url = database_url(var)
    assert url is not None
    write(url, "a")
    children = psutil.Process(number).children()
    for child in children:
        if word is not None:
            strike(child, word)
    psutil.Process(number).kill()
    process.kill()
    process.wait()
    with EmbeddedPostgres(var) as server:
        assert lines(server.url) == ["a"]
    assert all(gone(child.pid) for child in children)


def test_an_orphan_of_a_lost_keeper_is_replaced(var: Path) -> None:
    """A server that outlived its keeper (as on systems that cannot tie the two) is closed and started anew."""
    with EmbeddedPostgres(var) as first:
        write(first.url, "a")
        assert first.process is not None and first._lock is not None
        first._lock.release()  # what the system does when a keeper dies
        with EmbeddedPostgres(var) as second:
            assert second.process is not None and second.process.pid != first.process.pid
            assert lines(second.url) == ["a"]
        assert gone(first.process.pid)


def test_a_number_that_now_belongs_to_a_stranger_is_no_obstacle(var: Path) -> None:
    """After a reboot the number in postmaster.pid may be any program's, even one of the same user."""
    with EmbeddedPostgres(var) as server:
        write(server.url, "a")
    data = Path(read_record(var)["home"]) / "data"
    owner = data.stat()
    switch = {"user": owner.st_uid, "group": owner.st_gid} if os.geteuid() == 0 else {}
    stranger = subprocess.Popen(["sleep", "600"], cwd="/", **switch)  # type: ignore[call-overload]
    try:
        (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n0\n5432\n\n\n")
        os.chown(data / "postmaster.pid", owner.st_uid, owner.st_gid)
        with EmbeddedPostgres(var) as server:
            assert lines(server.url) == ["a"]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_data_of_another_version_are_refused_and_left_alone(var: Path) -> None:
    with EmbeddedPostgres(var):
        pass
    mark = Path(read_record(var)["home"]) / "data" / "PG_VERSION"
    mark.write_text("12\n")
    with pytest.raises(EmbeddedError, match="PostgreSQL 12"):
        EmbeddedPostgres(var).start()
    assert mark.read_text() == "12\n"


def test_a_kill_in_the_middle_of_the_first_start_leaves_nothing_half_made(var: Path) -> None:
    home = var / "postgres"
    (home / "data.new" / "base").mkdir(parents=True)
    (home / "data.new" / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(var) as server:
        write(server.url, "a")


def test_a_copied_folder_takes_its_own_rows_along(var: Path) -> None:
    with EmbeddedPostgres(var) as server:
        write(server.url, "a")
    copy = var.with_name(f"{var.name}-copy")
    # Owners and modes too: the server refuses what others may read.
    subprocess.run(["cp", "-a", str(var), str(copy)], check=True)
    try:
        with EmbeddedPostgres(copy) as server:
            write(server.url, "b")
        with EmbeddedPostgres(var) as server:
            assert lines(server.url) == ["a"]
        with EmbeddedPostgres(copy) as server:
            assert lines(server.url) == ["a", "b"]
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def test_lost_data_are_reported_and_not_replaced_by_an_empty_database(var: Path) -> None:
    with EmbeddedPostgres(var):
        pass
    home = Path(read_record(var)["home"])
    shutil.rmtree(home)
    write_record(var, {"home": f"{home}-moved"})
    with pytest.raises(EmbeddedError, match="không còn ở đó"):
        EmbeddedPostgres(var).start()


def test_a_broken_setting_is_explained_by_the_servers_own_words(var: Path) -> None:
    with pytest.raises(EmbeddedError, match="no_such_setting"):
        EmbeddedPostgres(var, settings={"no_such_setting": "1"}).start()
    with EmbeddedPostgres(var) as server:  # and the folder is free again
        write(server.url, "a")
