"""Who looks after the seals and certificates of an office."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Q

from motcua.people.models import Office, Role, Staff
from motcua.people.permissions import powers_of
from motcua.refusals import NotAllowed
from motcua.rulebook.work_calendar import localise

KEEPERS: Final = frozenset({Role.SEAL_KEEPER, Role.UNIT_HEAD, Role.ICT_ADMIN})
_WITH_THOSE_BELOW: Final = frozenset({Role.ICT_ADMIN})


def offices_kept(staff: Staff, at: datetime) -> Q:
    """The offices whose seals and certificates the person looks after at `at` (aware), as a filter on Office.

    A clerk who keeps seals and the head of a one-stop unit have their own office, an administrator those below too.
    """
    kept = Q(pk__in=())
    for power in powers_of(staff, localise(at).date()):
        if power.role not in KEEPERS:
            continue
        kept |= Q(pk=power.office_id)
        if power.role in _WITH_THOSE_BELOW:
            kept |= Q(path__startswith=f"{power.office_path}/")
    return kept


def require_keeper(staff: Staff, office: Office, at: datetime) -> None:
    """Raises NotAllowed for one who does not look after this office's seals and certificates."""
    if not Office.objects.filter(offices_kept(staff, at), pk=office.pk).exists():
        raise NotAllowed("Bạn không được giao quản lý con dấu, chứng thư số của đơn vị này.")
