"""`motcua catalog import FILE`: bring procedures of the national format in, with a report of what was bad."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.catalog.actions.catalog_import import import_catalog
from motcua.catalog.national_format.report import CatalogFileError, write_report
from motcua.clock.queries import now

SHOWN: Final = 20


class Command(BaseCommand):
    help = "Nhập danh mục thủ tục theo mẫu quốc gia (CSV hoặc JSON)."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        importing = verbs.add_parser("import", help="nhập một tệp")
        importing.add_argument("file", type=Path, metavar="TỆP")
        importing.add_argument("--report", type=Path, metavar="TỆP.csv", help="ghi mọi chỗ cần xem lại vào tệp này")

    def handle(self, *args: Any, file: Path, report: Path | None, **options: Any) -> None:
        try:
            outcome = import_catalog(file.read_bytes(), name=file.name, at=now())
            if report is not None:
                with report.open("w", encoding="utf-8-sig", newline="") as out:
                    write_report(outcome.problems, out)
        except OSError as trouble:
            raise CommandError(f"Không mở được {trouble.filename}: {trouble.strerror}.") from trouble
        except CatalogFileError as trouble:
            raise CommandError(f"{file.name}: {trouble}") from trouble
        self.stdout.write(outcome.summary())
        for problem in outcome.problems[: 0 if report else SHOWN]:
            self.stdout.write(f"  dòng {problem.row} · {problem.code} · {problem.column}: {problem.text}")
        if not report and len(outcome.problems) > SHOWN:
            self.stdout.write(f"  … và {len(outcome.problems) - SHOWN} chỗ khác; thêm --report TỆP.csv để xem hết.")
