"""`motcua policy why`: which rule holds at a unit, for a procedure and a person, at any moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.catalog.queries.procedures import procedure_by_code
from motcua.clock.queries import VIETNAM, now
from motcua.directives.explanation import explained, unit_tasks
from motcua.directives.queries import facts_for
from motcua.people.calendars import calendar_of
from motcua.people.models import Office


class Command(BaseCommand):
    """Ask the policy in force; nothing is changed."""

    help = "Hỏi chính sách đang áp dụng: motcua policy why --unit MÃ [--procedure MÃ] [--person neither] [--at GIỜ]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("question", choices=["why"])
        parser.add_argument("--unit", required=True, help="mã định danh của đơn vị")
        parser.add_argument("--procedure", default="", help="mã thủ tục")
        parser.add_argument(
            "--person", choices=["any", "neither"], default="any", help="neither: không dùng trực tuyến và bưu chính"
        )
        parser.add_argument("--at", default="", help="ngày giờ, ví dụ 2020-03-31T14:00 (giờ Việt Nam)")
        parser.add_argument("--english", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        office = Office.objects.filter(code=options["unit"]).first()
        if office is None:
            raise CommandError(f"Không có đơn vị mang mã {options['unit']}.")
        procedure = procedure_by_code(options["procedure"]) if options["procedure"] else None
        if options["procedure"] and procedure is None:
            raise CommandError(f"Không có thủ tục mang mã {options['procedure']}.")
        try:
            at = datetime.fromisoformat(options["at"]) if options["at"] else now()
        except ValueError as failure:
            raise CommandError("Giờ phải có dạng 2020-03-31T14:00.") from failure
        at = at.replace(tzinfo=VIETNAM) if at.tzinfo is None else at
        facts = facts_for(office=office, at=at, procedure=procedure, uses_neither=options["person"] == "neither")
        lang = "en" if options["english"] else "vi"
        for line in (*explained(facts, lang, calendar=calendar_of(office)), *unit_tasks(facts, lang)):
            self.stdout.write(line)
