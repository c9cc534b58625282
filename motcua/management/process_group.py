"""All processes of one var folder: database, web, live server, worker; started in order, watched, stopped in order."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from motcua.embedded.server import EmbeddedPostgres
from motcua.management import ports
from motcua.management.children import MARK, Child, stop_all, sweep
from motcua.management.console import complain, say
from motcua.management.readiness import is_ready

ANSWER_LIMIT = 90.0  # seconds until the first page
WATCH_EVERY = 0.3  # seconds


class StartError(Exception):
    """The processes could not start; the text says why, in Vietnamese."""


@dataclass(frozen=True)
class Plan:
    """What to run: `database_url` empty means the private database; `port` is free."""

    var: Path
    host: str
    port: int
    database_url: str
    public_url: str
    web_processes: int
    demo: bool

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{'127.0.0.1' if host in {'0.0.0.0', '[::]'} else host}:{self.port}"


class ProcessGroup:
    """Starts, watches and stops the processes.

    The caller holds the folder's lock and ends the block by any exception.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.database: EmbeddedPostgres | None = None
        self.children: list[Child] = []

    def bring_up(self) -> None:
        """Database, tables, demo, web, live streams, worker; returns when the first page has answered."""
        if count := sweep(self.plan.var):
            say(f"Đã dọn {count} tiến trình còn sót của lần chạy trước")
        url = self.plan.database_url
        if not url:
            say("Đang mở cơ sở dữ liệu riêng (PostgreSQL)…")
            self.database = EmbeddedPostgres(self.plan.var, tell=say)
            url = self.database.start()
        live_port = _live_port(self.plan)
        environment = {
            **os.environ,
            MARK: str(self.plan.var),
            "DATABASE_URL": url,
            "MOTCUA_PUBLIC_URL": self.plan.public_url or self.plan.address,
            "MOTCUA_VAR": str(self.plan.var),
            "MOTCUA_LIVE_PORT": str(live_port or ""),
            "PYTHONUNBUFFERED": "1",
        }
        command = [sys.executable, "-m", "motcua"]
        # A process of its own: this one keeps no connection and outlives a database that crashes.
        ready = is_ready(url, demo=self.plan.demo)
        if not ready and subprocess.run([*command, "prepare"], env=environment, check=False).returncode != 0:
            raise StartError("Không chuẩn bị được cơ sở dữ liệu; lý do ở ngay phía trên.")
        say("Đang mở trang web và bộ phận xử lý việc nền…")
        logs = self.plan.var / "log"
        self._keep(Child("Trang web", self._web_command(), environment=environment, log=logs / "web.log"))
        if live_port is not None:
            live = Child(
                "Bảng trực tiếp", self._live_command(live_port), environment=environment, log=logs / "live.log"
            )
            self._keep(live)
        self._wait_for_a_page()
        self._keep(
            Child(
                "Việc nền",
                [*command, "worker"],
                environment=environment,
                log=logs / "worker.log",
                # Its database goes at the same moment: it could not end its jobs, only wait for them in vain.
                when_orphaned=signal.SIGKILL,
            )
        )

    def watch(self, check: Callable[[], None]) -> None:
        """Keep everything running until an exception ends it: a signal's, or one that `check` raises every 0.3 s."""
        while True:
            check()
            time.sleep(WATCH_EVERY)
            self._mend()

    def bring_down(self) -> None:
        """Web, live and worker first, so that what they are doing still finds its database.

        A child whose start was interrupted is not among `children`; it is found by its mark.
        """
        stop_all(self.children)
        sweep(self.plan.var)
        if self.database is not None:
            self.database.stop()

    def _keep(self, child: Child) -> None:
        self.children.append(child)
        child.start()

    def _web_command(self) -> list[str]:
        flags = ["--blocking-threads", "8"]
        return self._granian("wsgi", self.plan.port, self.plan.web_processes, flags, "motcua.wsgi:application")

    def _live_command(self, port: int) -> list[str]:
        """One process: it alone listens to the database, and one reading of a unit serves all who watch it."""
        return self._granian("asgi", port, 1, [], "motcua.asgi:application")

    def _granian(self, interface: str, port: int, workers: int, more: list[str], target: str) -> list[str]:
        options = {
            "interface": interface, "host": self.plan.host, "port": port, "workers": workers,
            "log-level": "warning", "workers-kill-timeout": 8,
        }  # fmt: skip
        flags = [part for name, value in options.items() for part in (f"--{name}", str(value))]
        command = [sys.executable, "-m", "granian", "--no-ws", "--respawn-failed-workers"]
        return [*command, *flags, *more, target]

    def _mend(self) -> None:
        if self.database is not None and not self.database.alive():
            complain("Cơ sở dữ liệu dừng bất thường; đang mở lại…")
            self.database.stop()
            self.database.start()
            say("Cơ sở dữ liệu đã mở lại")
        for child in self.children:
            if line := child.look():
                complain(line)

    def _wait_for_a_page(self) -> None:
        deadline = time.monotonic() + ANSWER_LIMIT
        while True:
            status = self._ask()
            if status is not None:
                if status >= 500:
                    complain(f"Trang web trả lời lỗi {status}; nhật ký: {self.children[0].log}")
                return
            self._mend()
            if time.monotonic() > deadline or self.children[0].crashes >= 3:
                raise StartError(f"Trang web không trả lời. Nhật ký viết:\n{self.children[0].last_words()}")
            time.sleep(0.05)

    def _ask(self) -> int | None:
        """The status of the first page, None while nobody answers."""
        host = "127.0.0.1" if self.plan.host in {"0.0.0.0", "::"} else self.plan.host
        connection = http.client.HTTPConnection(host, self.plan.port, timeout=30)
        try:
            connection.request("GET", "/", headers={"Host": f"localhost:{self.plan.port}"})
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()


def _live_port(plan: Plan) -> int | None:
    """Where the live streams are: as set, else the first free port after the pages'; None where none is free."""
    if chosen := os.environ.get("MOTCUA_LIVE_PORT", ""):
        return int(chosen)
    return ports.first_free(plan.host, plan.port + 1)
