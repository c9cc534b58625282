"""Run the private server: make its data folder once, start it, wait for it, stop it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

import psycopg
from psycopg import sql

from motcua.embedded import address, leftovers
from motcua.embedded.account import Account
from motcua.embedded.binaries import Binaries, data_major, find
from motcua.embedded.errors import AlreadyRunning, EmbeddedError
from motcua.embedded.home import Home, settle
from motcua.embedded.lifeline import tied_to_parent
from motcua.embedded.lock import FolderLock

SUPERUSER = "postgres"
SILENCE_LIMIT = 60.0  # seconds a server may take to say anything at all; replaying its log after a crash has no limit
LOG_LIMIT = 10_000_000  # bytes
SETTINGS = {"listen_addresses": "", "unix_socket_permissions": "0700", "timezone": "UTC", "log_timezone": "UTC"}


def _silent(_: str) -> None:
    return None


class EmbeddedPostgres:
    """A private PostgreSQL whose data belong to one var folder; as a context manager, running inside the block."""

    def __init__(
        self, var: Path, *, settings: Mapping[str, str] | None = None, tell: Callable[[str], None] = _silent
    ) -> None:
        """`settings` are server settings on top of ours (tests turn fsync off); `tell` takes progress lines."""
        self.var = var.absolute()
        self.settings = {**SETTINGS, **(settings or {})}
        self.tell = tell
        self.process: subprocess.Popen[bytes] | None = None
        self.url = ""
        self._home: Home | None = None
        self._lock: FolderLock | None = None

    def start(self) -> str:
        """Start the server, making or recovering its data folder as needed; returns its DATABASE_URL.

        The server ends when the calling thread ends, so call it from the main one.
        Raises AlreadyRunning while another live process keeps the folder, EmbeddedError for what a person must mend.
        """
        home, account = settle(self.var)
        lock = FolderLock(home.lock)
        try:
            lock.acquire()
        except AlreadyRunning as held:
            raise AlreadyRunning(f"Cơ sở dữ liệu ở {home.folder} đang được tiến trình {held} sử dụng.") from None
        try:
            self._home, self._lock = home, lock
            binaries = find(account, data_major(home.data))
            if not home.data.exists():
                self._make_data(home, account, binaries)
            leftovers.clear(home.data, self.tell)
            socket_dir = home.socket_dir(account)
            self.process = self._spawn(home, account, binaries, socket_dir)
            self._wait(home, socket_dir)
            self._make_database(socket_dir)
        except BaseException:
            self.stop()
            raise
        self.url = address.url(socket_dir)
        return self.url

    def stop(self) -> None:
        """Close the server: open statements are ended, nothing is lost. Safe to call twice."""
        home, lock = self._home, self._lock
        if home is None or lock is None:
            return
        if self.process is not None:
            if self.process.poll() is None:
                leftovers.end(home.data, self.process.pid)
            self.process.wait()
            home.forget_socket_dir()
        lock.release()
        self.process = self._home = self._lock = None

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def __enter__(self) -> EmbeddedPostgres:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _make_data(self, home: Home, account: Account, binaries: Binaries) -> None:
        """Make it beside its place and move it there when whole, so that a kill in between leaves nothing half-made."""
        self.tell("Đang khởi tạo cơ sở dữ liệu riêng…")
        draft = home.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        account.own(draft)
        # The bundled build has no ICU; the Vietnamese order of names is a stored key, not a collation.
        locale = ["--locale-provider=builtin"] if binaries.major >= 17 else []
        command = [binaries.tool("initdb"), "--pgdata", str(draft), "--username", SUPERUSER, "--encoding=UTF8"]
        done = subprocess.run(
            [*command, *locale, "--locale=C.UTF-8", "--auth=trust", "--data-checksums"],
            capture_output=True, text=True, check=False, cwd=draft, env=_environment(), **account.popen_arguments(),
        )  # fmt: skip
        if done.returncode != 0:
            raise EmbeddedError(
                f"Không khởi tạo được cơ sở dữ liệu ở {home.data}:\n{(done.stderr or done.stdout).strip()}"
            )
        draft.rename(home.data)

    def _spawn(self, home: Home, account: Account, binaries: Binaries, socket_dir: Path) -> subprocess.Popen[bytes]:
        if home.log.exists() and home.log.stat().st_size > LOG_LIMIT:
            home.log.replace(home.log.with_suffix(".old.log"))
        quoted = (
            '"' + str(socket_dir).replace('"', '""') + '"'
        )  # the setting is a list; a path may hold a comma or a space
        settings = {**self.settings, "unix_socket_directories": quoted, "port": str(address.PORT)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with home.log.open("ab") as log:
            # A session of its own: Ctrl-C at the keyboard must reach the pages and the worker before the database.
            return subprocess.Popen(
                [binaries.tool("postgres"), "-D", str(home.data), *options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=home.data, env=_environment(),
                start_new_session=True, preexec_fn=tied_to_parent(signal.SIGINT), **account.popen_arguments(),
            )  # fmt: skip

    def _wait(self, home: Home, socket_dir: Path) -> None:
        started = silent_since = time.monotonic()
        told = False
        while True:
            if not self.alive():
                raise EmbeddedError(f"PostgreSQL không khởi động được. Nhật ký {home.log} viết:\n{_tail(home.log)}")
            try:
                psycopg.connect(address.url(socket_dir, database="postgres", role=SUPERUSER), connect_timeout=5).close()
            except psycopg.OperationalError as refusal:
                if "starting up" in str(refusal) or "recovery" in str(refusal):
                    silent_since = time.monotonic()
                    if not told and time.monotonic() - started > 1.0:
                        self.tell("Đang phục hồi dữ liệu sau lần dừng đột ngột…")
                        told = True
                elif time.monotonic() - silent_since > SILENCE_LIMIT:
                    raise EmbeddedError(f"PostgreSQL không trả lời sau {SILENCE_LIMIT:.0f} giây: {refusal}") from None
                time.sleep(0.03)
            else:
                return

    def _make_database(self, socket_dir: Path) -> None:
        """The role that pages use is no superuser: it owns its database and may make others (for tests)."""
        where = address.url(socket_dir, database="postgres", role=SUPERUSER)
        with psycopg.connect(where, autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [address.ROLE]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(address.ROLE)))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [address.DATABASE]).fetchone():
                names = sql.Identifier(address.DATABASE), sql.Identifier(address.ROLE)
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))


def programs(var: Path) -> Path:
    """The folder of psql, pg_dump and the rest, of the version that runs the private database of `var`."""
    home, account = settle(var.absolute())
    return find(account, data_major(home.data)).folder


def _environment() -> dict[str, str]:
    """The environment of the server's programs, without the caller's variables, such as a stray PGDATA or locale."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _tail(log: Path, lines: int = 8) -> str:
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    except OSError:
        return ""
