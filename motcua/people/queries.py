"""Read offices, roles and citizens."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from motcua.journal.actor import Actor
from motcua.people.checks import phone_digits
from motcua.people.models import Citizen, Role

# Pages know people and offices by these queries alone, their types too.
from motcua.people.models import Office as Office
from motcua.people.models import Staff as Staff
from motcua.people.permissions import paths_held
from motcua.rulebook.vietnamese import fold


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
