"""`motcua up`: one command for everything on one machine."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.embedded import EmbeddedError
from motcua.embedded.errors import AlreadyRunning
from motcua.embedded.lock import FolderLock
from motcua.management import ports, welcome
from motcua.management.console import complain, say
from motcua.management.demo.stories import chosen_story
from motcua.management.demo.story import Story
from motcua.management.environment import unknown_settings
from motcua.management.process_group import Plan, ProcessGroup, StartError

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Raised when a signal asks to stop."""


class StopRequest:
    """The handler of the signals that ask to stop: raises Stopped once, and remembers that it was asked."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Raise Stopped at the first signal; later ones wait for the stopping to finish."""
        if not self.asked:
            self.asked = True
            raise Stopped

    def check(self) -> None:
        """Raise Stopped if a signal came whose exception got lost, as it does while a process is being forked."""
        if self.asked:
            raise Stopped


class Command(BaseCommand):
    help = "Mở cơ sở dữ liệu, trang web và việc nền trên máy này; Ctrl-C dừng tất cả."
    requires_system_checks = []  # nothing here may touch the database before it is up

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("MOTCUA_HOST", "127.0.0.1"), help="địa chỉ lắng nghe")
        parser.add_argument("--port", type=int, default=os.environ.get("MOTCUA_PORT"), help="cổng; mặc định 8000")

    def handle(self, *args: Any, host: str, port: int | None, **options: Any) -> None:
        stop = StopRequest()
        for word in SIGNALS:
            signal.signal(word, stop)
        if unknown := unknown_settings(os.environ):
            complain(unknown)
        with contextlib.suppress(Stopped):
            self._run(Path(settings.VAR).absolute(), host, port, stop, chosen_story())

    def _run(self, var: Path, host: str, port: int | None, stop: StopRequest, story: Story | None) -> None:
        lock = FolderLock(var / "up.lock")
        try:
            lock.acquire()
        except AlreadyRunning as holder:
            raise CommandError(
                f"Một cửa đang chạy sẵn ở thư mục này (tiến trình {holder}). Không thay đổi gì."
            ) from None
        except EmbeddedError as trouble:
            raise CommandError(str(trouble)) from None
        processes: ProcessGroup | None = None
        try:
            processes = ProcessGroup(_plan(var, host, port))
            lock.note(f"{os.getpid()}, {processes.plan.address}")
            processes.bring_up()
            self.stdout.write(welcome.text(processes.plan.address, story=story))
            self.stdout.flush()
            processes.watch(stop.check)
        except (EmbeddedError, StartError) as trouble:
            raise CommandError(str(trouble)) from None
        finally:
            _ignore_signals()
            if processes is not None:
                say("Đang dừng…")
                processes.bring_down()
                say("Đã dừng, không còn gì chạy.")
            lock.release()


def _plan(var: Path, host: str, port: int | None) -> Plan:
    if port is not None and not ports.is_free(host, port):
        raise StartError(
            f"Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác bằng --port hoặc MOTCUA_PORT."
        )
    chosen = port or ports.first_free(host)
    if chosen is None:
        raise StartError("Không còn cổng trống quanh 8000. Hãy chọn cổng bằng --port hoặc MOTCUA_PORT.")
    if port is None and chosen != ports.DEFAULT_PORT:
        say(f"Cổng {ports.DEFAULT_PORT} đang có chương trình khác dùng; chuyển sang cổng {chosen}")
    return Plan(
        var=var,
        host=host,
        port=chosen,
        database_url=os.environ.get("DATABASE_URL", ""),
        public_url=os.environ.get("MOTCUA_PUBLIC_URL", ""),
        web_processes=int(os.environ.get("MOTCUA_WEB_PROCESSES") or min(4, os.cpu_count() or 1)),
        demo=settings.DEMO,
    )


def _ignore_signals() -> None:
    for word in SIGNALS:
        signal.signal(word, signal.SIG_IGN)
