"""Read a signed-in citizen's own dossiers and drafts, by what the sign-in proves alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from motcua.dossiers.models import Channel, Dossier, DossierFile, Draft
from motcua.people.actions.citizen_sign_in import IDENTITY
from motcua.people.models import CitizenSession
from motcua.people.queries import proved_phones_of
from motcua.rulebook import dossier_states
from motcua.rulebook.vietnamese import fold

_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class OwnDossier:
    """One of the person's dossiers. `opens`: whether this sign-in shows all of it, or only its state."""

    dossier: Dossier
    opens: bool
    words: str


def own_dossiers(session: CitizenSession) -> list[OwnDossier]:
    """The person's dossiers, newest first.

    An identity checked by the provider: those in this person's number. A phone alone: what was handed in online with
    it; of dossiers that others entered with this phone, only the state, as anybody with the code may see.
    """
    found = _dossiers(session).select_related("procedure", "office").order_by("-id")[:_SHOWN]
    opening = set(_opening(session).values_list("pk", flat=True))
    return [OwnDossier(row, row.pk in opening, dossier_states.state(row.state).public) for row in found]


def own_dossier(session: CitizenSession, code: str) -> Dossier | None:
    """The dossier with this code, if this sign-in opens all of it."""
    return _opening(session).filter(code=code[:60].replace("\0", "")).first()


def own_drafts(session: CitizenSession) -> list[Draft]:
    """The person's drafts not sent yet, the last touched first."""
    mine = _mine(session)
    return list(mine.select_related("procedure", "office").order_by("-updated_at")[:_SHOWN])


def own_draft(session: CitizenSession, number: int) -> Draft | None:
    """One of the person's drafts."""
    return _mine(session).select_related("procedure", "office").filter(pk=number).first()


def known_applicant(session: CitizenSession) -> dict[str, str]:
    """The applicant's data to fill in beforehand; for a phone alone, the phone and its last name and address."""
    citizen = session.citizen
    if session.assurance >= IDENTITY:
        return {
            "applicant_name": citizen.full_name,
            "applicant_id_number": citizen.id_number,
            "applicant_phone": citizen.phone or next(iter(proved_phones_of(citizen)), ""),
            "applicant_email": citizen.email,
            "applicant_address": citizen.address,
        }
    last = _opening(session).order_by("-id").first()
    return {
        "applicant_name": last.applicant_name if last else "",
        "applicant_phone": next(iter(proved_phones_of(citizen)), ""),
        "applicant_address": last.applicant_address if last else "",
    }


def _mine(session: CitizenSession) -> QuerySet[Draft]:
    return Draft.objects.filter(
        Q(citizen=session.citizen) | Q(phone__in=proved_phones_of(session.citizen)), dossier=None
    )


def _dossiers(session: CitizenSession) -> QuerySet[Dossier]:
    return Dossier.objects.filter(_in_the_number(session) | _with_phone(session), parent=None)


def _opening(session: CitizenSession) -> QuerySet[Dossier]:
    online = _with_phone(session) & Q(channel=Channel.ONLINE)
    return Dossier.objects.filter(_in_the_number(session) | online, parent=None)


def _in_the_number(session: CitizenSession) -> Q:
    number = session.citizen.id_number
    if session.assurance < IDENTITY or not number:
        return Q(pk__in=())
    return Q(applicant_id_number=number)


def _with_phone(session: CitizenSession) -> Q:
    """`search_text` has an index that finds the phone."""
    found = Q(pk__in=())
    for phone in proved_phones_of(session.citizen):
        found |= Q(search_text__contains=phone, applicant_phone=phone)
    return found


def own_open_dossiers(session: CitizenSession) -> list[Dossier]:
    """Dossiers that this sign-in opens and whose applicant is this very person, the newest first.

    With an identity checked by the provider the number and the name must both be the person's: a number that
    somebody mistyped gives nothing away. With a phone alone, what was handed in online with it.
    """
    found = [own.dossier for own in own_dossiers(session) if own.opens]
    if session.assurance < IDENTITY:
        return found
    citizen = session.citizen
    return [row for row in found if same_person(row, citizen.id_number, citizen.full_name)]


def same_person(dossier: Dossier, id_number: str, full_name: str) -> bool:
    """Whether the dossier's applicant has this number and this name; False where either is empty."""
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


_HAS_RESULT: Final = ("result_ready", "delivering", "returned")
