"""Routes of three procedures of the demo: consulted and looked at on site, over two departments, and on the spot."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from motcua.catalog.actions import routes
from motcua.catalog.models import Procedure, RouteVersion
from motcua.management.demo.cast import CENTRE, JUSTICE, TRANSPORT
from motcua.people.models import Delegation, Office, Staff

BUILDING_PERMIT: Final = "1.013225"
COMPANY: Final = "2.001583"
CRIMINAL_RECORD: Final = "3.000333"
OFFICER: Final = "tuan.danhmuc"


def _stage(kind: str, share: int, *tasks: dict[str, Any], office: str = "resolving", name: str = "") -> dict[str, Any]:
    return {"kind": kind, "name": name, "office": office, "share": share, "tasks": list(tasks)}


def _task(key: str, kind: str, office: str, content: str, days: int, *after: str) -> dict[str, Any]:
    limit = {"value": str(days), "unit": "working_days"}
    return {"key": key, "kind": kind, "office": office, "content": content, "limit": limit, "after": list(after)}


PLANS: Final[dict[str, dict[str, Any]]] = {
    BUILDING_PERMIT: {
        "stages": [
            _stage(
                "appraise",
                70,
                _task(
                    "v1", "consult", TRANSPORT, "Cho ý kiến về chỉ giới đường bộ và hành lang an toàn nơi xây nhà.", 3
                ),
                _task("v2", "verify", "resolving", "Xem thực địa: ranh giới thửa đất, hiện trạng, lối đi chung.", 2),
            ),
            _stage("approve", 20),
            _stage("seal", 10),
        ]
    },
    COMPANY: {
        "stages": [
            _stage("appraise", 40, name="Thẩm định hồ sơ đăng ký"),
            _stage("appraise", 30, office=JUSTICE, name="Đối chiếu lý lịch người đại diện"),
            _stage("approve", 20),
            _stage("seal", 10),
        ]
    },
    CRIMINAL_RECORD: {
        "on_the_spot": True,
        "stages": [
            _stage("appraise", 70, office="receiving"),
            _stage("approve", 20, office="receiving"),
            _stage("seal", 10, office="receiving"),
        ],
    },
}

# The Department of Justice has its own people do the three acts at the centre (Circular 01/2018 Art. 6).
_ON_THE_SPOT: Final = (
    ("binh.thuly", "processing_officer"),
    ("nga.pheduyet", "approver"),
    ("hoa.vanthu", "seal_keeper"),
)
_DOCUMENT: Final = "15/QĐ-STP ngày 02/01/2020"


def load_routes(at: datetime) -> int:
    """Publish the routes that are missing, as the catalogue officer would, at `at` (aware); returns how many."""
    officer = Staff.objects.get(username=OFFICER)
    _authorise(at)
    known = set(RouteVersion.objects.values_list("procedure__code", flat=True))
    missing = [code for code in PLANS if code not in known]
    for procedure in Procedure.objects.filter(code__in=missing):
        draft = routes.save_route_draft(
            procedure=procedure, plan=PLANS[procedure.code], by=officer, at=at, expected=None
        )
        routes.publish_route(procedure=procedure, by=officer, at=at, expected=draft.changed_at, note="Quy trình mẫu")
    return len(missing)


def _authorise(at: datetime) -> None:
    """Authority of the Department of Justice at the centre for criminal records, once."""
    centre, justice = Office.objects.get(code=CENTRE), Office.objects.get(code=JUSTICE)
    for username, role in _ON_THE_SPOT:
        Delegation.objects.get_or_create(
            kind=Delegation.Kind.AUTHORITY,
            role=role,
            office=centre,
            from_office=justice,
            to_staff=Staff.objects.get(username=username),
            document=_DOCUMENT,
            defaults={"procedures": [CRIMINAL_RECORD], "valid_from": date(2020, 1, 2), "created_at": at},
        )
