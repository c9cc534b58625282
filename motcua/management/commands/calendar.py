"""`motcua calendar load YEAR...`: fill the nation's days off and make-up days, for officials to edit."""

from __future__ import annotations

from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.clock.reading import now
from motcua.people.calendars import load_national_days

FIRST, LAST = 2015, 2045
USUAL: Final = range(2020, 2027)


class Command(BaseCommand):
    help = "Nạp ngày nghỉ lễ và ngày làm bù toàn quốc; ngày đã có được giữ nguyên."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        loading = verbs.add_parser("load", help="nạp các năm")
        loading.add_argument("years", nargs="*", type=int, metavar="NĂM", help=f"mặc định {USUAL[0]}–{USUAL[-1]}")

    def handle(self, *args: Any, years: list[int], **options: Any) -> None:
        wanted = years or list(USUAL)
        if any(not FIRST <= year <= LAST for year in wanted):
            raise CommandError(f"Năm phải từ {FIRST} đến {LAST}.")
        self.stdout.write(f"Đã thêm {load_national_days(wanted, at=now())} ngày nghỉ và ngày làm bù.")
