"""Put rules into force in the demo's province, as an approved letter of its committee."""

from __future__ import annotations

from types import SimpleNamespace

from motcua.people.models import Office, Staff
from tests.dossiers.test_submission import enact
from tests.web.conftest import MONDAY

LETTER = "7777/UBND-KSTT"


def enact_at(unit_code: str, *rules: dict[str, object]) -> Office:
    """Rules in the province of the unit, in force since Monday morning; the unit."""
    unit = Office.objects.get(code=unit_code)
    province = Office.objects.get(path=unit.path.split("/", 1)[0])
    leader, officer = Staff.objects.order_by("pk")[:2]
    enact(
        SimpleNamespace(province=province, leader=leader, receiver=officer),
        *rules,
        number=LETTER,
        since=MONDAY,
    )  # type: ignore[arg-type]
    return unit
