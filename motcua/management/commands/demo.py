"""`motcua demo`: the province, people and procedures of the demo. Run again, it adds only what is missing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from motcua.clock.actions import turn_to
from motcua.clock.models import ClockShift
from motcua.clock.queries import VIETNAM, now
from motcua.management.console import say
from motcua.management.demo.appointments import load_appointments
from motcua.management.demo.assistance import load_assistance
from motcua.management.demo.equipment import load_equipment
from motcua.management.demo.fees import load_groups
from motcua.management.demo.health import load_health
from motcua.management.demo.linked import load_linked
from motcua.management.demo.offices import load_offices
from motcua.management.demo.places import load_places
from motcua.management.demo.procedures import load_procedures
from motcua.management.demo.rosters import load_rosters
from motcua.management.demo.routes import load_routes
from motcua.management.demo.signing import load_signing
from motcua.management.demo.staff import load_residents, load_staff
from motcua.management.demo.tickets import load_tickets
from motcua.people.actions.calendars import load_national_days

STORY_BEGINS: Final = datetime(2020, 3, 30, 7, 45, tzinfo=VIETNAM)  # a Monday, before the doors open
YEARS: Final = range(2020, 2027)


class Command(BaseCommand):
    help = "Nạp dữ liệu mẫu: tỉnh Hà Giang năm 2020, người của từng vai trò, 30 thủ tục thông dụng."
    requires_system_checks = []

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Dữ liệu mẫu chỉ nạp được ở chế độ dùng thử (MOTCUA_DEMO=1).")
        if not ClockShift.objects.exists():
            turn_to(STORY_BEGINS)
            say("  Đồng hồ dùng thử: thứ Hai 30/3/2020, 7 giờ 45")
        say(f"  Ngày nghỉ và làm bù {YEARS[0]}–{YEARS[-1]}: thêm {load_national_days(YEARS, at=now())}")
        say(f"  Cơ quan, đơn vị: thêm {load_offices()}")
        say(f"  Thủ tục: thêm {load_procedures(STORY_BEGINS)}")
        say(f"  Cán bộ, công chức: thêm {load_staff()}")
        say(f"  Người dân mẫu: thêm {load_residents()}")
        say(f"  Thủ tục liên thông: thêm {load_linked()}")
        say(f"  Nhóm được miễn, giảm phí: thêm {load_groups()}")
        say(f"  Quy trình: thêm {load_routes(STORY_BEGINS)}")
        say(f"  Con dấu, chứng thư số: thêm {load_signing(STORY_BEGINS)}")
        say(f"  Phòng, quầy: thêm {load_places()} đơn vị")
        say(f"  Kiểm đếm trang thiết bị: thêm {load_equipment()}")
        say(f"  Đầu mối, điểm hỗ trợ, câu hỏi: thêm {load_assistance(STORY_BEGINS)}")
        say(f"  Người chờ ở phường Nguyễn Trãi: thêm {load_tickets(STORY_BEGINS)}")
        say(f"  Lịch trực: thêm {load_rosters(STORY_BEGINS)} ca")
        say(f"  Lịch hẹn ở phường Nguyễn Trãi: thêm {load_appointments()}")
        say(f"  Tờ khai y tế, kịch bản ở cửa: thêm {load_health(STORY_BEGINS)}")
