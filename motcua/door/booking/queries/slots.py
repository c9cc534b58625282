"""What may be booked at a unit: its days with their free times, and the reason where there are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from motcua.catalog.queries.procedures import offices_receiving
from motcua.door.booking.availability import (
    LEAST_NOTICE,
    BookingUnit,
    Wish,
    bookable_days,
    read_booking_unit,
    times_taken,
)
from motcua.door.places.models import Premises
from motcua.rulebook.slots import Taken


@dataclass(frozen=True, slots=True)
class DayOffer:
    """One day. `times` are the moments one may choose; empty with `why` set where closed, without it where full.

    `exception`: it would be open to one who can use neither online nor post.
    """

    day: date
    times: tuple[datetime, ...]
    why: str = ""
    clauses: str = ""
    exception: bool = False

    @property
    def is_full(self) -> bool:
        return not self.times and not self.why


@dataclass(frozen=True, slots=True)
class UnitOffer:
    """A unit one may go to, and the first day on which it has a time; None where there is none."""

    premises: Premises
    first: DayOffer | None
    looked: bool = True


def days_offered(*, premises: Premises, wish: Wish, at: datetime) -> list[DayOffer]:
    """Every day that may be booked from today on, as it stands at `at` (aware)."""
    unit = read_booking_unit(premises)
    days = bookable_days(premises, at)
    taken = times_taken(premises.pk, days[0], days[-1])
    return [_offer(unit, day, wish, taken, at) for day in days]


def nearest_free_times(
    wanted: datetime, *, premises: Premises, wish: Wish, at: datetime, most: int = 3
) -> list[datetime]:
    """Free times closest to the one that was wanted, in order of time."""
    times = [time for offer in days_offered(premises=premises, wish=wish, at=at) for time in offer.times]
    return sorted(sorted(times, key=lambda time: abs(time - wanted))[:most])


def units_offered(*, wish: Wish, at: datetime, most: int = 24) -> list[UnitOffer]:
    """The units that receive the procedure and have a place set up, those with the nearest free day first.

    Where there are more than `most`, the others follow by name, their days not looked up.
    """
    if wish.procedure is None:
        return []
    places = Premises.objects.select_related("office").filter(office__in=offices_receiving(wish.procedure))
    found = []
    for number, premises in enumerate(places.order_by("office__sort_key", "office__name")):
        looked = number < most
        first = _first(premises, wish, at) if looked else None
        found.append(UnitOffer(premises, first, looked))
    return sorted(
        found, key=lambda offer: (not offer.looked, offer.first is None, offer.first.day if offer.first else date.max)
    )


def _first(premises: Premises, wish: Wish, at: datetime) -> DayOffer | None:
    """The unit's first day with a free time; days after it are not looked at."""
    unit, days = read_booking_unit(premises), bookable_days(premises, at)
    taken = times_taken(premises.pk, days[0], days[-1])
    return next((offer for day in days if (offer := _offer(unit, day, wish, taken, at)).times), None)


def _offer(unit: BookingUnit, day: date, wish: Wish, taken: dict[date, list[Taken]], at: datetime) -> DayOffer:
    after = at + LEAST_NOTICE
    opening, slots = unit.free(day, wish, taken=taken.get(day, []), after=after)
    times = tuple(sorted({slot.starts for slot in slots}))
    why = opening.why if not opening.spans else ""
    if not times and opening.spans and opening.spans[-1][1] <= after + timedelta(minutes=unit.premises.slot_minutes):
        why = opening.why or _("Đã hết giờ nhận của hôm nay.")
    elif not times and not why and not unit.bookable(wish):
        why = _("Đơn vị chưa có quầy nhận đặt lịch cho việc này.")
    return DayOffer(day, times, why, opening.clauses if not times else "", opening.exception)
