"""Everything that runs for one var folder: database, web, worker. Comes up in order, is watched, goes down in order."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from motcua.embedded.server import EmbeddedPostgres
from motcua.management.children import MARK, Child, stop_all, sweep
from motcua.management.console import complain, say
from motcua.management.readiness import is_ready

ANSWER_LIMIT = 90.0  # seconds until the first page
WATCH_EVERY = 0.3  # seconds


class HouseError(Exception):
    """It could not come up; the text says why, in Vietnamese."""


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


class House:
    """Bring up, watch, bring down. The caller holds the folder's lock and ends the block by any exception."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.database: EmbeddedPostgres | None = None
        self.children: list[Child] = []

    def bring_up(self) -> None:
        """Database, tables, demo, web, worker; returns when the first page has answered."""
        if count := sweep(self.plan.var):
            say(f"Đã dọn {count} tiến trình còn sót của lần chạy trước")
        url = self.plan.database_url
        if not url:
            say("Đang mở cơ sở dữ liệu riêng (PostgreSQL)…")
            self.database = EmbeddedPostgres(self.plan.var, tell=say)
            url = self.database.start()
        environment = {
            **os.environ,
            MARK: str(self.plan.var),
            "DATABASE_URL": url,
            "MOTCUA_PUBLIC_URL": self.plan.public_url or self.plan.address,
            "MOTCUA_VAR": str(self.plan.var),
            "PYTHONUNBUFFERED": "1",
        }
        command = [sys.executable, "-m", "motcua"]
        # A process of its own: this one keeps no connection and outlives a database that crashes.
        ready = is_ready(url, demo=self.plan.demo)
        if not ready and subprocess.run([*command, "prepare"], env=environment, check=False).returncode != 0:
            raise HouseError("Không chuẩn bị được cơ sở dữ liệu; lý do ở ngay phía trên.")
        say("Đang mở trang web và bộ phận xử lý việc nền…")
        logs = self.plan.var / "log"
        self._keep(Child("Trang web", self._web_command(), environment=environment, log=logs / "web.log"))
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

    def watch(self) -> None:
        """Keep everything running until an exception (a signal) ends it."""
        while True:
            time.sleep(WATCH_EVERY)
            self._mend()

    def bring_down(self) -> None:
        """Web and worker first, so that what they are doing still finds its database."""
        stop_all(self.children)
        if self.database is not None:
            self.database.stop()

    def _keep(self, child: Child) -> None:
        self.children.append(child)
        child.start()

    def _web_command(self) -> list[str]:
        options = {
            "interface": "wsgi", "host": self.plan.host, "port": self.plan.port, "workers": self.plan.web_processes,
            "blocking-threads": 8, "log-level": "warning", "workers-kill-timeout": 8,
        }  # fmt: skip
        flags = [part for name, value in options.items() for part in (f"--{name}", str(value))]
        return [
            sys.executable,
            "-m",
            "granian",
            "--no-ws",
            "--respawn-failed-workers",
            *flags,
            "motcua.wsgi:application",
        ]

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
                raise HouseError(f"Trang web không trả lời. Nhật ký viết:\n{self.children[0].last_words()}")
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
