"""`motcua database COMMAND…`: run a program beside the database, which is opened for the while if nothing runs."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from argparse import REMAINDER
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.embedded import EmbeddedError, database_url
from motcua.embedded.server import EmbeddedPostgres, programs


class Command(BaseCommand):
    help = (
        "Chạy một lệnh cạnh cơ sở dữ liệu, với địa chỉ trong DATABASE_URL và psql, pg_dump, pg_restore trong PATH; "
        "ví dụ: motcua database sh -c 'pg_dump --format=custom --file=motcua.dump \"$DATABASE_URL\"'"
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("command", nargs=REMAINDER, help="lệnh và tham số; bỏ trống thì mở psql")

    def handle(self, *args: Any, command: list[str], **options: Any) -> None:
        var = Path(settings.VAR).absolute()
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            with contextlib.ExitStack() as stack:
                environment = dict(os.environ)
                if "DATABASE_URL" not in environment:
                    url = database_url(var) or stack.enter_context(EmbeddedPostgres(var)).url
                    environment["DATABASE_URL"] = url
                    environment["PATH"] = f"{programs(var)}{os.pathsep}{environment.get('PATH', os.defpath)}"
                line = command or ["sh", "-c", 'exec psql "$DATABASE_URL"']
                code = subprocess.run(line, env=environment, check=False).returncode
        except FileNotFoundError as missing:
            raise CommandError(f"Không tìm thấy lệnh {missing.filename}.") from None
        except EmbeddedError as trouble:
            raise CommandError(str(trouble)) from None
        if code:
            raise SystemExit(code)
