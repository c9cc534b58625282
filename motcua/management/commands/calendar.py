"""`motcua calendar load YEAR...`, `motcua calendar off|work DAY`: the days off and make-up days officials keep."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.clock.queries import now
from motcua.people.actions.calendars import load_national_days, set_calendar_day
from motcua.people.models import CalendarDay, Office

FIRST, LAST = 2015, 2045
USUAL: Final = range(2020, 2027)
_KINDS: Final = {"off": CalendarDay.Kind.OFF, "work": CalendarDay.Kind.WORKING}


class Command(BaseCommand):
    help = "Nạp ngày nghỉ lễ và ngày làm bù toàn quốc (ngày đã có được giữ nguyên); đặt một ngày nghỉ hoặc làm việc."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        loading = verbs.add_parser("load", help="nạp các năm")
        loading.add_argument("years", nargs="*", type=int, metavar="NĂM", help=f"mặc định {USUAL[0]}–{USUAL[-1]}")
        for verb, words in (("off", "đặt một ngày nghỉ"), ("work", "đặt một ngày làm việc")):
            setting = verbs.add_parser(verb, help=words)
            setting.add_argument("day", metavar="NGÀY", help="ví dụ 2020-04-03")
            setting.add_argument("--unit", default="", metavar="MÃ", help="đơn vị và cấp dưới; để trống là toàn quốc")
            setting.add_argument("--label", default="", metavar="LÝ_DO", help="lý do, người dân đọc được")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "load":
            self._load(options["years"] or list(USUAL))
        else:
            self._set(_KINDS[verb], options["day"], options["unit"], options["label"])

    def _load(self, years: list[int]) -> None:
        if any(not FIRST <= year <= LAST for year in years):
            raise CommandError(f"Năm phải từ {FIRST} đến {LAST}.")
        self.stdout.write(f"Đã thêm {load_national_days(years, at=now())} ngày nghỉ và ngày làm bù.")

    def _set(self, kind: CalendarDay.Kind, typed: str, unit: str, label: str) -> None:
        try:
            day = date.fromisoformat(typed)
        except ValueError as failure:
            raise CommandError("Ngày phải có dạng 2020-04-03.") from failure
        if not FIRST <= day.year <= LAST:
            raise CommandError(f"Năm phải từ {FIRST} đến {LAST}.")
        office = Office.objects.filter(code=unit).first() if unit else None
        if unit and office is None:
            raise CommandError(f"Không có đơn vị mang mã {unit}.")
        try:
            row = set_calendar_day(day, kind, label=label, office=office, at=now())
        except ValueError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{row.get_kind_display()} {day:%d/%m/%Y}: {office.name if office else 'toàn quốc'}.")
