"""Sign citizens in with a code sent to their phone, or by what an identity provider says (OpenID Connect).

A code belongs to the phone and to the browser that asked for it: one active code for each. So nobody's asking makes
another's code void, and a code read aloud to a stranger is of no use in the stranger's browser. Counts of messages are
by phone and address, with a count of its own for a device on which the phone was proved before; no wait is longer than
an hour, whoever brought it about.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from motcua.journal.actions import record
from motcua.journal.actor import CITIZEN
from motcua.people.actions.citizens import remember_citizen
from motcua.people.actions.phone_codes import make_code, phone_digest, take_code
from motcua.people.actions.sign_in_tries import known_device
from motcua.people.actions.throttle import count_attempt
from motcua.people.encryption import keyed_digest
from motcua.people.models import Citizen, CitizenIdentity, CitizenSession, PhoneCode
from motcua.people.providers.base import IdentityClaims
from motcua.people.queries import BY_PHONE, SESSION_LASTS
from motcua.refusals import Refusal, TooManyTries

RESEND_AFTER: Final = timedelta(seconds=60)
PHONE, IDENTITY = 1, 2
"""Assurance: somebody holds the phone; somebody's identity was checked by the provider."""
_HOUR: Final = timedelta(hours=1)
_FOR_PHONE_HERE: Final = 5
_FOR_PHONE: Final = 15
_FOR_ADDRESS: Final = 40
_SIGN_IN: Final = "sign_in"


class WrongPhoneCode(Refusal):
    """The code from the phone is wrong, too old, used, or was tried too often."""

    def __init__(self) -> None:
        super().__init__("Mã chưa đúng hoặc đã hết hạn.")


class OtherPerson(Refusal):
    """The provider now names another identity number for a subject that we know."""

    def __init__(self) -> None:
        super().__init__("Tài khoản định danh này đã gắn với một số định danh khác.")


@dataclass(frozen=True, slots=True)
class CitizenSignIn:
    """A sign-in: the row, and the token that the browser's session holds."""

    session: CitizenSession
    token: str


@transaction.atomic
def request_sign_in_code(
    *, phone: str, address: str, at: datetime, device: str = "", instead_of: int | None = None
) -> int:
    """Send a code to a mobile phone (checked by checks.mobile); returns the code's number, for the browser to keep.

    The answer is the same whether the phone is known or not. `instead_of` is the code that this browser asked for
    before, void from now on; `device` the cookie of a device that proved this phone. Raises TooManyTries.
    """
    _count_message(phone, address, at, device)
    before = PhoneCode.objects.select_for_update().filter(pk=instead_of or 0, purpose=_SIGN_IN).first()
    if before is not None and before.used_at is None:
        early = before.sent_at + RESEND_AFTER - at
        if before.phone == phone_digest(phone) and timedelta(0) < early <= RESEND_AFTER:
            raise TooManyTries(max(1, int(early.total_seconds())))
        before.used_at = at
        before.save(update_fields=["used_at"])
    return make_code(phone=phone, purpose=_SIGN_IN, event="citizen.code_sent", at=at).pk


def sign_in_by_phone(*, number: int, phone: str, code: str, device_words: str, at: datetime) -> CitizenSignIn:
    """Sign in with the code sent to `phone`; two uses at the same time make one sign-in. Raises WrongPhoneCode.

    A wrong try is counted even though it fails; after five the code is void.
    """
    with transaction.atomic():
        right = take_code(number=number, phone=phone, code=code, purpose=_SIGN_IN, at=at)
        signed_in = _begin(_citizen_of_phone(phone, at), PHONE, device_words, at) if right else None
    if signed_in is None:
        raise WrongPhoneCode
    return signed_in


@transaction.atomic
def sign_in_by_provider(*, provider: str, claims: IdentityClaims, device_words: str, at: datetime) -> CitizenSignIn:
    """Sign in who the provider says it is; the identity number joins what the counter knows of the person.

    Raises OtherPerson where the provider names another number than the subject had before.
    """
    known = (
        CitizenIdentity.objects.select_for_update().filter(provider=provider, subject=claims.subject).first()
    )  # fmt: skip
    if known is not None and known.citizen.id_number not in {"", claims.id_number}:
        raise OtherPerson
    citizen = remember_citizen(
        full_name=claims.full_name,
        id_number=claims.id_number,
        birth_date=claims.birth_date,
        phone=claims.phone,
        address=claims.address,
        verified=True,  # what a form once said in this number gives way to the provider's word
    )
    CitizenIdentity.objects.update_or_create(
        provider=provider, subject=claims.subject, defaults={"citizen": citizen, "assurance": IDENTITY, "at": at}
    )
    return _begin(citizen, IDENTITY, device_words, at)


def resume_citizen_session(token: str, *, at: datetime) -> CitizenSession | None:
    """The sign-in that this token belongs to, if it was not ended and has not run out; one query."""
    if not token:
        return None
    found = (
        CitizenSession.objects.select_related("citizen").filter(key=keyed_digest(f"citizen-session:{token}")).first()
    )
    if found is None or found.ended_at is not None or abs(at - found.started_at) > SESSION_LASTS:
        return None
    if abs(at - found.seen_at) >= timedelta(minutes=5):
        CitizenSession.objects.filter(pk=found.pk).update(seen_at=at)
    return found


@transaction.atomic
def end_citizen_sessions(*, citizen: Citizen, at: datetime, only: Iterable[int] | None = None) -> int:
    """End the person's own sign-ins, or `only` these of them; returns how many."""
    rows = CitizenSession.objects.filter(citizen=citizen, ended_at=None)
    if only is not None:
        rows = rows.filter(pk__in=list(only))
    ended = rows.update(ended_at=at)
    if ended:
        record(
            name="citizen.sessions_ended",
            at=at,
            by=CITIZEN,
            subject=f"citizen:{citizen.pk}",
            data={"count": ended},
        )
    return ended


def _count_message(phone: str, address: str, at: datetime, device: str) -> None:
    """Who proved the phone on this device before is not held up by what others do with its number."""
    if number := known_device(phone, device):
        count_attempt(f"code-device:{number}\n{phone}", most=_FOR_PHONE_HERE, wait=_HOUR, at=at)
        return
    count_attempt(f"code-address:{address}", most=_FOR_ADDRESS, wait=_HOUR, at=at)
    count_attempt(f"code-here:{address}\n{phone}", most=_FOR_PHONE_HERE, wait=_HOUR, at=at)
    count_attempt(f"code-phone:{phone}", most=_FOR_PHONE, wait=_HOUR, at=at)


def _citizen_of_phone(phone: str, at: datetime) -> Citizen:
    """Who holds the phone, apart from whoever the counter wrote this phone down for: a number may change hands."""
    known = CitizenIdentity.objects.select_related("citizen").filter(provider=BY_PHONE, subject=phone).first()
    if known is not None:
        return known.citizen
    citizen = Citizen.objects.create(full_name="")
    identity, made = CitizenIdentity.objects.get_or_create(
        provider=BY_PHONE, subject=phone, defaults={"citizen": citizen, "assurance": PHONE, "at": at}
    )
    if not made:  # another sign-in with this phone was first
        citizen.delete()
    return identity.citizen


def _begin(citizen: Citizen, assurance: int, device_words: str, at: datetime) -> CitizenSignIn:
    token = secrets.token_urlsafe(32)
    CitizenSession.objects.filter(citizen=citizen, started_at__lt=at - timedelta(days=90)).delete()
    session = CitizenSession.objects.create(
        citizen=citizen,
        key=keyed_digest(f"citizen-session:{token}"),
        device=device_words[:200],
        assurance=assurance,
        started_at=at,
        seen_at=at,
    )
    record(
        name="citizen.signed_in",
        at=at,
        by=CITIZEN,
        subject=f"citizen:{citizen.pk}",
        data={"assurance": assurance},
    )
    return CitizenSignIn(session, token)
