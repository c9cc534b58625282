"""`motcua demo`: the province, people and procedures of the demo. Run again, it adds only what is missing."""

from __future__ import annotations

from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from motcua.clock.actions import turn_to
from motcua.clock.models import ClockShift
from motcua.clock.queries import now
from motcua.management.console import say
from motcua.management.demo.appointments import load_appointments
from motcua.management.demo.assistance import load_assistance
from motcua.management.demo.equipment import load_equipment
from motcua.management.demo.fees import load_groups
from motcua.management.demo.ha_giang import HA_GIANG
from motcua.management.demo.health import load_health
from motcua.management.demo.linked import load_linked
from motcua.management.demo.offices import load_offices
from motcua.management.demo.places import load_places
from motcua.management.demo.procedures import load_procedures
from motcua.management.demo.rosters import load_rosters
from motcua.management.demo.routes import load_routes
from motcua.management.demo.signing import load_signing
from motcua.management.demo.staff import load_residents, load_staff
from motcua.management.demo.stories import chosen_story, why_another_story
from motcua.management.demo.tickets import load_tickets
from motcua.people.actions.calendars import load_national_days

YEARS: Final = range(2020, 2027)


class Command(BaseCommand):
    help = "Nạp dữ liệu mẫu của một tỉnh (MOTCUA_DEMO_STORY): cơ quan, người của từng vai trò, 34 thủ tục thông dụng."
    requires_system_checks = []

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        story = chosen_story()
        if story is None:
            raise CommandError("Dữ liệu mẫu chỉ nạp được ở chế độ dùng thử (MOTCUA_DEMO=1).")
        if refusal := why_another_story():
            raise CommandError(refusal)
        if not ClockShift.objects.exists():
            turn_to(story.begins)
            say(f"  Đồng hồ dùng thử: {story.title}")
        say(f"  Ngày nghỉ và làm bù {YEARS[0]}–{YEARS[-1]}: thêm {load_national_days(YEARS, at=now())}")
        say(f"  Cơ quan, đơn vị: thêm {load_offices(story.offices)}")
        say(f"  Thủ tục: thêm {load_procedures(story)}")
        say(f"  Cán bộ, công chức: thêm {load_staff(story.people)}")
        say(f"  Người dân mẫu: thêm {load_residents(story.residents)}")
        say(f"  Nhóm được miễn, giảm phí: thêm {load_groups()}")
        if story is HA_GIANG:
            say(f"  Thủ tục liên thông: thêm {load_linked()}")
            say(f"  Quy trình: thêm {load_routes(story.begins)}")
        say(f"  Con dấu, chứng thư số: thêm {load_signing(story.begins, story)}")
        say(f"  Phòng, quầy: thêm {load_places(story.places)} đơn vị")
        say(f"  Đầu mối, điểm hỗ trợ, câu hỏi: thêm {load_assistance(story.begins, story)}")
        if story is HA_GIANG:
            say(f"  Kiểm đếm trang thiết bị: thêm {load_equipment()}")
            say(f"  Người chờ ở phường Nguyễn Trãi: thêm {load_tickets(story.begins)}")
        say(f"  Lịch trực: thêm {load_rosters(story.rosters, story.begins)} ca")
        say(f"  Lịch hẹn: thêm {load_appointments(story)}")
        say(f"  Tờ khai y tế, kịch bản ở cửa: thêm {load_health(story.begins, story.phones)}")
