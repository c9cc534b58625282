"""Read offices, roles and citizens."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet

from motcua.journal.actor import Actor
from motcua.people.checks import phone_digits
from motcua.people.models import Citizen, Role

# Pages know people and offices by these queries alone, their types too.
from motcua.people.models import Office as Office
from motcua.people.models import Staff as Staff
from motcua.people.paths import is_under
from motcua.rulebook.vietnamese import fold

# Held at an office, these roles reach every office below it; the others are held at one office only.
OVERSEEING: Final = frozenset(
    {
        Role.POLICY_OFFICER,
        Role.LEADER,
        Role.SUPERVISOR,
        Role.CATALOGUE_OFFICER,
        Role.ICT_ADMIN,
    }
)


def offices_under(path: str) -> QuerySet[Office]:
    """The office at `path` and every office below it, in the order of the tree; "" is the whole tree."""
    if not path:
        return Office.objects.all()
    return Office.objects.filter(Q(path=path) | Q(path__startswith=path + "/"))


def offices_of_kind(kind: str) -> QuerySet[Office]:
    """Working offices of one kind (OfficeKind), in Vietnamese alphabetical order."""
    return Office.objects.filter(kind=kind, active=True).order_by("sort_key", "name")


def roles_of(staff: Staff) -> frozenset[str]:
    """The roles a person holds anywhere; none once the person has left. No query if `roles` is prefetched."""
    if not staff.is_active:
        return frozenset()
    return frozenset(held.role for held in staff.roles.all())


def has_role(staff: Staff, role: str, office: Office | None = None) -> bool:
    """Whether a person holds `role`, at `office` where one is given: overseeing roles reach the offices below."""
    if office is None:
        return role in roles_of(staff)
    if not staff.is_active:
        return False
    held = [one.office.path for one in staff.roles.filter(role=role).select_related("office")]
    if role in OVERSEEING:
        return any(is_under(office.path, path) for path in held)
    return office.path in held


def paths_held(staff: Staff, roles: frozenset[str]) -> list[str]:
    """Paths of the offices at which a person holds one of `roles`; none once the person has left."""
    if not staff.is_active:
        return []
    return sorted({held.office.path for held in staff.roles.filter(role__in=roles).select_related("office")})


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
    """The working offices at which a person holds `role` himself."""
    return Office.objects.filter(role_holders__staff=staff, role_holders__role=role, active=True).order_by("path")


def office_name(path: str) -> str:
    """The name of the office at `path`; the path itself where there is none."""
    return Office.objects.filter(path=path).values_list("name", flat=True).first() or path


def staff_looked_after(by: Staff, text: str) -> QuerySet[Staff]:
    """People whose accounts `by` keeps: they work under an office where he is ict_admin; nobody keeps his own.

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
