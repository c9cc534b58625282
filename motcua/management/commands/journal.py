"""`motcua journal verify|seal`: check the chain of seals over the journal, or seal what is not sealed yet."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from motcua.clock.queries import now
from motcua.journal.actions import seal_events
from motcua.journal.queries import verify_journal


class Command(BaseCommand):
    help = "Kiểm tra hoặc niêm phong nhật ký."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("verify", help="tính lại cả chuỗi niêm phong; mã thoát 1 nếu có gì bị sửa")
        verbs.add_parser("seal", help="niêm phong ngay mọi sự kiện chưa niêm phong")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "seal":
            self.stdout.write(f"Đã niêm phong {seal_events(at=now())} sự kiện.")
            return
        verdict = verify_journal()
        if verdict.broken is not None:
            self.stderr.write(f"NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN: {verdict.broken}.")
            self.stderr.write(f"Trước chỗ đó: {verdict.events} sự kiện trong {verdict.seals} niêm phong còn đúng.")
            sys.exit(1)
        self.stdout.write(
            f"Nhật ký nguyên vẹn: {verdict.events} sự kiện trong {verdict.seals} niêm phong; "
            f"{verdict.unsealed} sự kiện chưa niêm phong."
        )
