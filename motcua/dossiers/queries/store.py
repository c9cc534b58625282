"""A signed-in person's store of results (Decree 45/2020 Art. 16): his own, by what the sign-in proves."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from motcua.dossiers.models import Channel, Dossier, DossierFile
from motcua.dossiers.owning import own_dossiers
from motcua.people.actions.citizen_sign_in import IDENTITY
from motcua.people.models import CitizenSession
from motcua.rulebook.vietnamese import fold

_HAS_RESULT: Final = ("result_ready", "delivering", "returned")


def own_open_dossiers(session: CitizenSession) -> list[Dossier]:
    """Dossiers that this sign-in opens and whose applicant is this very person, the newest first.

    With an identity checked by the provider the number and the name must both be his: a number that somebody mistyped
    gives nothing away. With a phone alone, what was handed in online with it.
    """
    found = [one.dossier for one in own_dossiers(session) if one.opens]
    if session.assurance < IDENTITY:
        return found
    citizen = session.citizen
    return [row for row in found if same_person(row, citizen.id_number, citizen.full_name)]


def same_person(dossier: Dossier, id_number: str, full_name: str) -> bool:
    """Whether the dossier's applicant has this number and this name; never for an empty one."""
    if not id_number or not fold(full_name):
        return False
    return dossier.applicant_id_number == id_number and fold(dossier.applicant_name) == fold(full_name)


def own_results(session: CitizenSession) -> QuerySet[DossierFile]:
    """Results in force of the person's dossiers, the newest first.

    With a phone alone those asked for online, as its holder may fetch them at the dossier's own page too.
    """
    rows = own_open_dossiers(session)
    if session.assurance < IDENTITY:
        rows = [row for row in rows if row.return_channel == Channel.ONLINE]
    mine = [row.pk for row in rows if row.state in _HAS_RESULT]
    found = DossierFile.objects.filter(dossier__in=mine, kind=DossierFile.Kind.RESULT, replaced_at__isnull=True)
    return found.select_related("dossier__procedure", "dossier__office").order_by("-id")
