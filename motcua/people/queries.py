"""Read offices, staff, citizens, their sign-ins and their delegations.

Pages know people and offices by these queries alone, their types too.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet

from motcua.journal.actor import Actor
from motcua.people.checks import phone_digits
from motcua.people.models import (
    Citizen,
    CitizenSession,
    Delegation,
    RecoveryCode,
    SecondFactor,
    StaffRole,
    StaffSession,
)
from motcua.people.models import Office as Office
from motcua.people.models import Role as Role
from motcua.people.models import Staff as Staff
from motcua.people.permissions import COVERED, HEADS, paths_held, powers_of
from motcua.rulebook.vietnamese import fold
from motcua.rulebook.work_calendar import localise

SESSION_LASTS: Final = timedelta(hours=10)
"""How long a citizen stays signed in on one device."""
BY_PHONE: Final = "phone"
"""The provider of an identity that rests on a phone."""


def offices_under(path: str) -> QuerySet[Office]:
    """The office at `path` and every office below it, in the order of the tree; "" is the whole tree."""
    if not path:
        return Office.objects.all()
    return Office.objects.filter(Q(path=path) | Q(path__startswith=path + "/"))


def offices_of_kind(kind: str) -> QuerySet[Office]:
    """Working offices of one kind (OfficeKind), in Vietnamese alphabetical order."""
    return Office.objects.filter(kind=kind, active=True).order_by("sort_key", "name")


def staff_actor(staff: Staff) -> Actor:
    """The person as the journal names them."""
    return Actor(f"staff:{staff.pk}", staff.full_name)


def find_citizens(text: str, limit: int = 10) -> list[Citizen]:
    """Citizens by identity number, phone or name (marks and case do not matter), at most `limit`.

    A number that matches exactly wins over all else. Words of a name may be given in any order. Too little to search
    for (fewer than two letters or digits) finds nobody.
    """
    words = fold(text.replace("\0", "")).split()
    digits = phone_digits(text)
    if digits:
        exact = list(Citizen.objects.filter(Q(id_number=digits) | Q(phone=digits)).order_by("full_name")[:limit])
        if exact:
            return exact
        words = [digits]
    if sum(map(len, words)) < 2:
        return []
    found = Citizen.objects.all()
    for word in words[:8]:
        found = found.filter(search_text__contains=word)
    return list(found.order_by("full_name", "id")[:limit])


def offices_where(staff: Staff, role: str) -> QuerySet[Office]:
    """The working offices at which a person holds `role`, not by delegation."""
    return Office.objects.filter(role_holders__staff=staff, role_holders__role=role, active=True).order_by("path")


def office_name(path: str) -> str:
    """The name of the office at `path`; the path itself where there is none."""
    return Office.objects.filter(path=path).values_list("name", flat=True).first() or path


def staff_looked_after(by: Staff, text: str) -> QuerySet[Staff]:
    """People whose accounts `by` keeps: they work under an office where `by` is ict_admin; nobody
    keeps their own.

    `text` is part of a name or of a sign-in name, "" for everybody. Those who left are found too.
    """
    under = Q(pk__in=())
    for path in paths_held(by, frozenset({Role.ICT_ADMIN})):
        under |= Q(office__path=path) | Q(office__path__startswith=f"{path}/")
    found = Staff.objects.filter(under).exclude(pk=by.pk).select_related("office")
    if wanted := text.replace("\0", "").strip():
        found = found.filter(Q(full_name__icontains=wanted) | Q(username__icontains=wanted))
    return found.order_by("office__path", "full_name", "id")


def active_staff(username: str) -> Staff | None:
    """The member of staff with this name who still works here; None when there is none."""
    return Staff.objects.filter(username=username.replace("\0", "").strip(), is_active=True).first()


def masked_address(address: str) -> str:
    """An internet address without its end: enough to know the network again, not the machine. "" for none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if isinstance(found, ipaddress.IPv4Address):
        return ".".join([*str(found).split(".")[:3], "•"])
    return ":".join([*found.exploded.split(":")[:3], "•"])


def open_staff_sessions(staff: Staff, *, at: datetime) -> list[StaffSession]:
    """Sign-ins not ended and not run out (settings.SESSION_COOKIE_AGE), the last seen first."""
    oldest = at - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return list(StaffSession.objects.filter(staff=staff, ended_at=None, seen_at__gt=oldest))


def open_citizen_sessions(citizen: Citizen, *, at: datetime) -> list[CitizenSession]:
    """The person's sign-ins that still hold, the last seen first."""
    found = CitizenSession.objects.filter(citizen=citizen, ended_at=None, started_at__gt=at - SESSION_LASTS)
    return list(found.order_by("-seen_at", "-id"))


def proved_phones_of(citizen: Citizen) -> list[str]:
    """The phones that the person proved to hold."""
    return list(citizen.identities.filter(provider=BY_PHONE).order_by("id").values_list("subject", flat=True))


def factors_of(staff: Staff) -> list[SecondFactor]:
    """What the person proved to hold, oldest first."""
    return list(SecondFactor.objects.filter(staff=staff))


def recovery_codes_left(staff: Staff) -> int:
    """How many recovery codes are still unused."""
    return RecoveryCode.objects.filter(staff=staff, used_at=None).count()


def delegations_visible_to(staff: Staff, at: datetime) -> QuerySet[Delegation]:
    """Given to or by the person, or at offices the person heads or below them; those in force first."""
    mine = Q(to_staff=staff) | Q(from_staff=staff) | Q(created_by=staff)
    for power in powers_of(staff, localise(at).date()):
        if power.role in HEADS:
            for place in ("office", "from_office"):
                mine |= Q(**{place: power.office_id}) | Q(**{f"{place}__path__startswith": f"{power.office_path}/"})
    found = Delegation.objects.filter(mine).select_related("office", "from_office", "from_staff", "to_staff")
    return found.order_by("revoked_at", "-valid_from", "-id")


def offices_headed_by(staff: Staff, at: datetime) -> list[Office]:
    """The offices that the person heads by a role held: a delegated power cannot be given on."""
    powers = powers_of(staff, localise(at).date())
    held = {power.office_id for power in powers if power.role in HEADS and not power.by}
    return list(Office.objects.filter(pk__in=held, active=True).order_by("path"))


def colleagues_of(office: Office) -> QuerySet[Staff]:
    """Who works at the office, above it on its own branch, or below it: those who may cover for each other."""
    path = office.path
    above = [path[:place] for place, sign in enumerate(path) if sign == "/"]
    near = Q(office__path=path) | Q(office__path__startswith=f"{path}/") | Q(office__path__in=above)
    return Staff.objects.filter(near, is_active=True).select_related("office").order_by("full_name")


def roles_to_cover(office: Office) -> QuerySet[StaffRole]:
    """Roles held at the office that a colleague may cover."""
    return StaffRole.objects.filter(office=office, role__in=COVERED, staff__is_active=True).select_related("staff")
