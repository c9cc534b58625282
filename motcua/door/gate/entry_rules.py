"""Rules of entry, in the order in which a marshal asks; each refusal says why, and which other channel is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings

from motcua.directives.queries import PolicyContext, channels_for
from motcua.door.gate.guests import PASS_WORDS, Guest
from motcua.door.gate.models import Visit
from motcua.door.gate.occupancy import Occupancy
from motcua.door.gate.queries.entry_checks import DECLARATION, TEMPERATURE, EntryCheck, entry_checks
from motcua.door.health.queries.declarations import valid_declaration, valid_pass
from motcua.door.health.queries.passes import pass_problem
from motcua.people.models import Office
from motcua.refusals import InvalidInput
from motcua.rulebook.vietnamese import say_moment

COLDEST, HOTTEST = 30.0, 45.0
ONLINE, DECLARE, WAIT, APPOINTMENT, NONE = "online", "declare", "wait_outside", "appointment", ""


@dataclass(frozen=True, slots=True)
class EntryRefusal:
    """A refusal at the gate: `reason` for the record, `words` for the person, clauses, the other channel offered."""

    reason: str
    words: str
    other_way: str = NONE
    check: str = ""
    clauses: str = ""
    because: list[dict[str, Any]] = field(default_factory=list)


def read_checks(given: Mapping[str, Any]) -> dict[str, Any]:
    """Checks as they are kept: ticks as booleans, the temperature as degrees Celsius with one decimal.

    Raises InvalidInput where the temperature is no number a thermometer shows.
    """
    kept: dict[str, Any] = {str(name)[:40]: bool(value) for name, value in given.items() if name != TEMPERATURE}
    raw = given.get(TEMPERATURE)
    if raw not in (None, ""):
        kept[TEMPERATURE] = _degrees(raw)
    return kept


def _degrees(raw: Any) -> float:
    try:
        value = float(str(raw).strip().replace(",", "."))
    except ValueError:
        value = 0.0
    if 300 <= value <= 450:  # typed without the comma: 368 is 36.8
        value /= 10
    if not COLDEST <= value <= HOTTEST:
        raise InvalidInput({TEMPERATURE: "Hãy gõ thân nhiệt theo độ C, ví dụ 36,8."})
    return round(value, 1)


def refusal_of_person(
    *,
    guest: Guest,
    checks: Mapping[str, Any],
    occupancy: Occupancy,
    open_visit: Visit | None,
    at: datetime,
    policy_context: PolicyContext,
) -> EntryRefusal | None:
    """Why this person may not enter, whether or not there is a place; None where nothing stands against it."""
    office = occupancy.room.premises.office
    if occupancy.room.closed_at is not None and occupancy.room.closed_at <= at:
        why = occupancy.room.closed_why or "theo quyết định của đơn vị"
        return EntryRefusal("closed", f"Phòng đang đóng: {why}.", ONLINE)
    if guest.given_pass is not None:
        problem = pass_problem(guest.given_pass, at)
        if guest.given_pass.premises_id != occupancy.room.premises_id:
            problem = "elsewhere"
        if problem:
            return EntryRefusal("pass", PASS_WORDS[problem], DECLARE)
    if open_visit is not None and open_visit.room_id == occupancy.room.pk:
        words = f"Người này, hoặc mã này, đã vào lúc {say_moment(open_visit.entered_at)} và chưa ra."
        return EntryRefusal("inside", words)
    if (
        not guest.is_staff
        and guest.appointment_id is None
        and (shut := _shut_today(office, at, policy_context)) is not None
    ):
        return shut
    asked = entry_checks(office, at, "staff" if guest.is_staff else "visitors", policy_context=policy_context)
    return _unmet(asked, checks, guest, occupancy.room.premises_id, at)


def no_place_left(occupancy: Occupancy) -> EntryRefusal:
    """The refusal when no place is left; the person may wait outside, do it online, or take an appointment."""
    cap = occupancy.tight_limit.value if occupancy.tight_limit is not None else None
    said = "Đơn vị" if occupancy.unit_tight else "Phòng"
    held = f", {occupancy.held} chỗ đang giữ cho các cửa" if occupancy.held else ""
    words = f"{said} đã đủ người (giới hạn {cap}; trong phòng {occupancy.inside}{held})."
    return EntryRefusal("full", words, WAIT, clauses=occupancy.cap_words, because=occupancy.because)


def _shut_today(office: Office, at: datetime, policy_context: PolicyContext) -> EntryRefusal | None:
    """A day on which the counter neither receives nor hands out, to anybody."""
    channels = [
        channel
        for direction in ("receive", "return")
        for channel in channels_for(
            office=office, at=at, direction=direction, uses_neither=True, only="counter", policy_context=policy_context
        )
    ]
    if not channels or any(channel.is_open for channel in channels):
        return None
    first = channels[0]
    words = first.reason or "Hôm nay quầy không tiếp nhận, không trả kết quả."
    return EntryRefusal("day", words, ONLINE, clauses=first.clauses, because=first.because)


def _unmet(
    asked: Sequence[EntryCheck], checks: Mapping[str, Any], guest: Guest, premises_id: int, at: datetime
) -> EntryRefusal | None:
    degrees = checks.get(TEMPERATURE)
    if isinstance(degrees, float) and degrees >= settings.FEVER_CELSIUS:
        said = f"{degrees:.1f}".replace(".", ",")
        limit = f"{settings.FEVER_CELSIUS:.1f}".replace(".", ",")
        words = f"Thân nhiệt {said} °C (từ {limit} °C là sốt). Hãy đưa người này ra chỗ chờ riêng và báo y tế."
        reading = next((check for check in asked if check.name == TEMPERATURE), None)
        because = list(reading.because) if reading else []
        return EntryRefusal("fever", words, ONLINE, TEMPERATURE, reading.clauses if reading else "", because)
    missing = [check for check in asked if check.kind != "declaration" and checks.get(check.name) in (None, False)]
    if missing:
        words = "Chưa đủ biện pháp: " + "; ".join(check.label.lower() for check in missing) + "."
        return EntryRefusal("check", words, NONE, missing[0].name, missing[0].clauses, list(missing[0].because))
    for check in asked:
        if check.kind == "declaration" and not has_declared(guest, premises_id, at):
            words = "Chưa khai báo y tế, hoặc tờ khai đã hết hạn."
            return EntryRefusal("declaration", words, DECLARE, DECLARATION, check.clauses, list(check.because))
    return None


def has_declared(guest: Guest, premises_id: int, at: datetime) -> bool:
    """Whether a declaration of this person holds at this unit at `at` (aware)."""
    if guest.given_pass is not None and guest.given_pass.declaration_id is not None:
        return not pass_problem(guest.given_pass, at)
    if guest.is_staff:
        return guest.staff is not None and valid_pass(premises_id=premises_id, at=at, staff=guest.staff) is not None
    return bool(guest.person) and valid_declaration(guest.person, premises_id, at) is not None
