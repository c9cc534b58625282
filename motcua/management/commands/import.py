"""`motcua import offices|staff|dossiers FILE`: move in from another system; run twice, nothing changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.clock.queries import now
from motcua.exchange.actions.dossiers import import_dossiers
from motcua.exchange.actions.people import import_offices, import_staff
from motcua.exchange.tables import TableError

SHOWN: Final = 20


class Command(BaseCommand):
    help = "Nhập cơ quan, cán bộ, hồ sơ từ tệp CSV hoặc XLSX của hệ thống khác."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=["offices", "staff", "dossiers"], metavar="offices|staff|dossiers")
        parser.add_argument("file", type=Path, metavar="TỆP")
        parser.add_argument("--source", default="old", help="tên hệ thống cũ; cùng mã hồ sơ của nó là cùng hồ sơ")

    def handle(self, *args: Any, kind: str, file: Path, source: str, **options: Any) -> None:
        try:
            content = file.read_bytes()
            if kind == "dossiers":
                run = import_dossiers(content, name=file.name, source=source, by=None, at=now())
            else:
                read = import_offices if kind == "offices" else import_staff
                run = read(content, name=file.name, by=None, at=now())
        except OSError as trouble:
            raise CommandError(f"Không mở được {trouble.filename}: {trouble.strerror}.") from trouble
        except TableError as trouble:
            raise CommandError(f"{file.name}: {trouble}") from trouble
        self.stdout.write(
            f"{run.name}: {run.rows} dòng; thêm {run.made}, sửa {run.changed}, giữ nguyên {run.unchanged}, "
            f"không nhận {len(run.bad)}"
        )
        for bad in run.bad[:SHOWN]:
            self.stdout.write(f"  dòng {bad['row']}: {bad['reason']}")
        if len(run.bad) > SHOWN:
            self.stdout.write(f"  … và {len(run.bad) - SHOWN} dòng khác; xem hết ở trang Nhập, xuất.")
