"""Save shifts under a lock on their people, so that nobody has two shifts at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.people.models import Staff
from motcua.refusals import InvalidInput
from motcua.rosters.messages import say_clash
from motcua.rosters.models import LIVE_STATES, Shift


def lock_people(ids: Iterable[int]) -> dict[int, Staff]:
    """Lock these people for the transaction, always in the same order, so that two planners cannot deadlock."""
    rows = Staff.objects.select_for_update(no_key=True).filter(pk__in=set(ids)).order_by("pk")
    return {staff.pk: staff for staff in rows}


def other_shift(staff: Staff, during: DateTimeTZRange, *, but: Iterable[int] = ()) -> Shift | None:
    """A live shift of the person that overlaps, those of the keys `but` left out."""
    rows = Shift.objects.filter(staff=staff, state__in=LIVE_STATES, during__overlap=during).exclude(pk__in=list(but))
    return rows.select_related("office", "staff").order_by("during").first()


def claim(shift: Shift, *, field: str = "staff") -> None:
    """Save a live shift. InvalidInput under `field` names the other shift where the person is already elsewhere.

    The database has the last word: a writer who did not lock the person is refused by its constraint all the same.
    """
    other = other_shift(shift.staff, shift.during, but=[shift.pk] if shift.pk else [])
    if other is None:
        try:
            with transaction.atomic():
                shift.save()
        except IntegrityError:
            other = other_shift(shift.staff, shift.during, but=[shift.pk] if shift.pk else [])
            if other is None:
                raise
        else:
            return
    raise InvalidInput({field: say_clash(other, office_id=shift.office_id)})
