"""Who may look after the seals and certificates of an office, and who may keep a seal."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Q

from motcua.people.models import Office, Role, Staff
from motcua.people.permissions import powers_of
from motcua.refusals import NotAllowed
from motcua.rulebook.work_calendar import localise
from motcua.signing.models import Seal

KEEPERS: Final = frozenset({Role.SEAL_KEEPER, Role.UNIT_HEAD, Role.ICT_ADMIN})
NOT_A_KEEPER: Final = "Bạn không được giao quản lý con dấu, chứng thư số của đơn vị này."
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


def may_keep_certificates(staff: Staff, office: Office, at: datetime) -> bool:
    """Whether the person looks after this office's seals and certificates at `at` (aware)."""
    return Office.objects.filter(offices_kept(staff, at), pk=office.pk).exists()


def may_manage_seal(staff: Staff, seal: Seal, at: datetime) -> bool:
    """Whether the person looks after the seals of the office that owns this one, or of the place where it is kept."""
    return may_keep_certificates(staff, seal.office, at) or may_keep_certificates(staff, seal.kept_at, at)


def may_keep_seal(staff: Staff, place: Office, at: datetime) -> bool:
    """Whether a seal may be given to this person at `place`: the person works there or was sent there to seal."""
    if not staff.is_active:
        return False
    return staff.office_id == place.pk or any(
        power.role == Role.SEAL_KEEPER and power.office_id == place.pk
        for power in powers_of(staff, localise(at).date())
    )


def require_keeper(staff: Staff, office: Office, at: datetime) -> None:
    """Raise NotAllowed for a person who does not look after this office's seals and certificates."""
    if not may_keep_certificates(staff, office, at):
        raise NotAllowed(NOT_A_KEEPER)
