"""Keep citizens as offices come to know them, and record that staff signed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from motcua.journal.actions import record
from motcua.people.checks import phone_digits
from motcua.people.models import Citizen, Office, Staff
from motcua.people.queries import staff_actor
from motcua.rulebook.vietnamese import fold


def citizen_search_text(full_name: str, id_number: str, phone: str) -> str:
    """What a citizen is found by: folded name, identity number and phone."""
    return " ".join(part for part in (fold(full_name), id_number, phone) if part)[:300]


@transaction.atomic(savepoint=False)  # part of the act that takes a dossier in: it stands and falls with it
def remember_citizen(
    *,
    full_name: str,
    id_number: str = "",
    birth_date: date | None = None,
    phone: str = "",
    email: str = "",
    address: str = "",
    verified: bool = True,
) -> Citizen:
    """Find the citizen with this identity number, or make one, and bring the contact up to date; blanks change nothing.

    Without a number, the same name with the same phone is the same person. Pass `verified=False` where nobody saw the
    person's paper (a form from the portal): then only what is still blank is filled, so that a stranger who knows a
    number cannot replace that person's phone. Two at once with one number make one citizen. Values are taken as
    checked by motcua.people.checks.
    """
    phone = phone_digits(phone) or phone
    fresh = {"full_name": full_name, "birth_date": birth_date, "phone": phone, "email": email, "address": address}
    if id_number:
        citizen, made = Citizen.objects.select_for_update().get_or_create(id_number=id_number, defaults=fresh)
    else:
        known = Citizen.objects.select_for_update().filter(phone=phone, full_name=full_name) if phone else None
        found = known.order_by("id").first() if known is not None else None
        citizen, made = (found, False) if found else (Citizen(**fresh), True)
    changed = made or _update(citizen, fresh, only_blank=not verified)
    if changed:
        citizen.search_text = citizen_search_text(citizen.full_name, citizen.id_number, citizen.phone)
        citizen.save()
    return citizen


def _update(citizen: Citizen, fresh: Mapping[str, object], *, only_blank: bool) -> bool:
    changed = False
    for name, value in fresh.items():
        kept = getattr(citizen, name)
        if value and value != kept and not (only_blank and kept):
            setattr(citizen, name, value)
            changed = True
    return changed


@transaction.atomic
def record_sign_in(*, staff: Staff, at: datetime) -> None:
    """Record that a member of staff signed in at `at` (aware)."""
    Staff.objects.filter(pk=staff.pk).update(last_login=at)
    staff.last_login = at
    record(
        name="staff.signed_in",
        at=at,
        by=staff_actor(staff),
        subject=f"staff:{staff.pk}",
        subject_label=staff.full_name,
        office_path=staff.office.path,
    )


@transaction.atomic
def record_citizen_look_up(*, office: Office, found: int, by: Staff, at: datetime) -> None:
    """Record that `by` looked for a person at `office`'s counter at `at` (aware), and how many were `found`."""
    record(
        name="citizen.looked_up",
        at=at,
        by=staff_actor(by),
        subject=f"office:{office.pk}",
        subject_label=office.name,
        office_path=office.path,
        data={"found": found},
    )
