"""Book a time: one appointment for a phone and a purpose, and one person for a counter's time; the first wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.door.booking.actions.phone_proof import is_phone_proved
from motcua.door.booking.availability import LEAST_NOTICE, Wish, read_booking_unit, times_taken
from motcua.door.booking.day_limit import require_below_day_limit
from motcua.door.booking.events import new_code, record_appointment_event
from motcua.door.booking.models import Appointment
from motcua.door.booking.queries.slots import nearest_free_times
from motcua.door.booking.refusals import AlreadyBooked, SlotTaken
from motcua.door.permissions import may_book_for_others
from motcua.door.person_keys import phone_key
from motcua.door.places.locking import lock_premises
from motcua.door.places.models import Premises
from motcua.people import checks
from motcua.people.actions.throttle import count_attempt
from motcua.people.models import Citizen, Staff
from motcua.people.queries import proved_phones_of
from motcua.refusals import InvalidInput, NotAllowed
from motcua.rulebook.queue_order import GROUPS as QUEUE_GROUPS
from motcua.rulebook.slots import Slot
from motcua.rulebook.work_calendar import localise

GROUPS: Final = tuple((group.code, group.label) for group in QUEUE_GROUPS if group.own_word)
"""Groups that people may claim for themselves, with their words; the queue heeds them (rulebook.queue_order)."""
_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)
_NO_WISH: Final = "Cần chọn thủ tục hoặc hồ sơ trước khi chọn giờ."
State = Appointment.State


@dataclass(frozen=True, slots=True)
class Booker:
    """Who books. `phone` as digits; one of `proof` (phone_proof), `citizen` (signed in) and `staff` vouches for it.

    `address` and `device` are where the request came from, for counting.
    """

    phone: str
    name: str = ""
    groups: Sequence[str] = ()
    proof: int | None = None
    citizen: Citizen | None = None
    staff: Staff | None = None
    address: str = ""
    device: str = ""


def book_appointment(
    *, premises: Premises, wish: Wish, starts: datetime, booker: Booker, at: datetime, dossier_code: str = ""
) -> Appointment:
    """Book the time that begins at `starts` (aware), at any counter that serves the wish.

    Raises InvalidInput, NotAllowed (phone not proved, or not this officer's unit), people.throttle.TooMany, HasOne
    where the phone has an appointment for the same already, and SlotTaken with the nearest free times.
    """
    _check(premises, wish, booker, dossier_code, at)
    if booker.staff is None:
        count_attempt(f"booking-phone:{booker.phone}", most=8, wait=_DAY, at=at)
        count_attempt(f"booking-address:{booker.address}", most=60, wait=_HOUR, at=at)
        if booker.device:
            count_attempt(f"booking-device:{booker.device}", most=10, wait=_HOUR, at=at)
    try:
        with transaction.atomic():
            lock_premises(premises.pk)
            if (known := active_appointment_of(booker.phone, wish)) is not None:
                raise AlreadyBooked(known)
            instead = _displaced(booker, wish)
            person = phone_key(booker.phone)
            require_below_day_limit(premises, starts, person=person, procedure=wish.procedure, besides=instead)
            slot = slot_at(premises, wish, starts, at)
            made = _write(premises, wish, slot, booker, dossier_code, at)
            _take_over(made, wish, at)
            record_appointment_event("appointment.booked", made, by=booker.staff, at=at)
    except SlotTaken as taken:
        raise SlotTaken(_near(starts, premises, wish, at)) from taken
    except IntegrityError as clash:
        if "appointment_one_active" in str(clash):  # the same phone at another unit, at the same moment
            raise AlreadyBooked(active_appointment_of(booker.phone, wish)) from clash
        if "appointment_time_once" in str(clash):
            raise SlotTaken(_near(starts, premises, wish, at)) from clash
        raise
    return made


def _displaced(booker: Booker, wish: Wish) -> Appointment | None:
    """The appointment that was taken away from this phone and that booking anew replaces."""
    rows = Appointment.objects.filter(
        phone_digest=phone_key(booker.phone), procedure=wish.procedure, purpose=wish.purpose, state=State.DISPLACED
    )
    return rows.order_by("-pk").first()


def _near(starts: datetime, premises: Premises, wish: Wish, at: datetime) -> list[datetime]:
    return nearest_free_times(starts, premises=premises, wish=wish, at=at)


def active_appointment_of(phone: str, wish: Wish) -> Appointment | None:
    """The appointment in force that this phone has for the same, at whatever unit."""
    if not phone:
        return None
    rows = Appointment.objects.select_related("premises__office").filter(
        phone_digest=phone_key(phone), procedure=wish.procedure, purpose=wish.purpose, state=State.BOOKED
    )
    return rows.first()


def slot_at(
    premises: Premises, wish: Wish, starts: datetime, at: datetime, *, instead_of: Appointment | None = None
) -> Slot:
    """A free slot that begins then, at the counter with the least to do that day. The unit's row is locked.

    `instead_of` is the appointment that would be given up for it. Raises SlotTaken.
    """
    day = localise(starts).date()
    unit = read_booking_unit(premises)
    taken = times_taken(premises.pk, day, day).get(day, [])
    if instead_of is not None:
        given_up = (instead_of.counter_id, instead_of.during.lower)
        taken = [held for held in taken if (held.desk, held.starts) != given_up]
    soon = starts < at + LEAST_NOTICE
    far = day > localise(at).date() + premises.booking_days * _DAY
    found: list[Slot] = []
    if not soon and not far:
        _, slots = unit.free(day, wish, taken=taken, after=starts)
        found = [slot for slot in slots if slot.starts == starts]
    if not found:
        raise SlotTaken
    return min(found, key=lambda slot: sum(held.desk == slot.desk for held in taken))


def span_of(slot: Slot) -> DateTimeTZRange:
    """The slot's time as it is stored."""
    return DateTimeTZRange(slot.starts, slot.ends)


def _check(premises: Premises, wish: Wish, booker: Booker, dossier_code: str, at: datetime) -> None:
    wrong: dict[str, str] = {}
    if wish.procedure is None and not dossier_code:
        wrong[""] = _NO_WISH
    if not booker.name.strip():
        wrong["name"] = "Hãy nhập họ tên người sẽ đến."
    if len(booker.name) > 120:
        wrong["name"] = "Họ tên dài quá 120 ký tự."
    phone = checks.mobile(booker.phone) if booker.staff is None else checks.phone(booker.phone)
    if not phone.ok or phone.value != booker.phone:
        wrong["phone"] = phone.error or "Số điện thoại chưa đúng."
    if not set(booker.groups) <= {code for code, _ in GROUPS}:
        wrong["groups"] = "Nhóm này không có trong danh sách."
    if wrong:
        raise InvalidInput(wrong)
    if booker.staff is not None:
        if not may_book_for_others(booker.staff, premises.office, at):
            raise NotAllowed("Bạn không giữ lịch hẹn của đơn vị này.")
        return
    proved = booker.proof is not None and is_phone_proved(number=booker.proof, phone=booker.phone, at=at)
    if not proved and (booker.citizen is None or booker.phone not in proved_phones_of(booker.citizen)):
        raise NotAllowed("Số điện thoại chưa được xác nhận bằng mã.")


def _write(premises: Premises, wish: Wish, slot: Slot, booker: Booker, dossier_code: str, at: datetime) -> Appointment:
    return Appointment.objects.create(
        code=new_code(),
        premises=premises,
        counter_id=slot.desk,
        during=span_of(slot),
        purpose=wish.purpose,
        procedure=wish.procedure,
        dossier_code=dossier_code,
        name=" ".join(booker.name.split()),
        phone=booker.phone,
        phone_digest=phone_key(booker.phone),
        uses_neither=wish.uses_neither,
        groups=sorted(set(booker.groups)),
        made_at=at,
        made_by=booker.staff,
    )


def _take_over(made: Appointment, wish: Wish, at: datetime) -> None:
    """End the offers for what was taken away: booking anew has answered them."""
    same = Appointment.objects.filter(
        phone_digest=made.phone_digest, procedure=wish.procedure, purpose=wish.purpose
    ).exclude(pk=made.pk)
    same.filter(state=State.HELD).update(state=State.CANCELLED, ended_at=at)
    displaced = list(same.filter(state=State.DISPLACED).order_by("-pk").values_list("pk", flat=True))
    if displaced:
        Appointment.objects.filter(pk__in=displaced).update(state=State.MOVED, ended_at=at)
        Appointment.objects.filter(pk=made.pk).update(moved_from=displaced[0])
