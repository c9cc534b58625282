"""The second step of a staff sign-in: codes from an app (TOTP, RFC 6238) and recovery codes. Passkeys: passkeys.py."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime
from typing import Final

import pyotp
from django.conf import settings
from django.db import transaction

from motcua.journal.actions import record
from motcua.people.encryption import decrypt, encrypt, keyed_digest
from motcua.people.models import RecoveryCode, SecondFactor, Staff
from motcua.people.permissions import may_keep_account, must_have_second_factor
from motcua.people.queries import recovery_codes_left, staff_actor
from motcua.refusals import NotAllowed, Refusal

STEP_SECONDS: Final = 30
DRIFT_STEPS: Final = 1
"""A phone's clock may be this many steps early or late."""
RECOVERY_CODES: Final = 10
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look like another


class WrongCode(Refusal):
    """The code is not this person's: mistyped, too old, or used already."""

    def __init__(self) -> None:
        super().__init__("Mã chưa đúng hoặc đã dùng rồi.")


def new_app_secret() -> str:
    """A fresh seed for an app: 160 random bits in base32."""
    return pyotp.random_base32()


def app_address(staff: Staff, secret: str) -> str:
    """What the QR code says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=staff.username, issuer_name=f"Một cửa {settings.PLACE}")


def matching_step(secret: str, code: str, real: datetime) -> int | None:
    """The time step whose code this is, the present one or one beside it; None for a wrong code. `real` is aware."""
    typed = "".join(code.split())
    now = int(real.timestamp()) // STEP_SECONDS
    app = pyotp.TOTP(secret)
    found = None
    for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1):  # every step is looked at, whichever fits
        if hmac.compare_digest(app.generate_otp(step).encode(), typed.encode()):
            found = step
    return found


@transaction.atomic
def add_app(*, staff: Staff, secret: str, code: str, at: datetime, real: datetime) -> list[str]:
    """Keep an app that has shown its first code; replaces the app before it. Returns recovery codes if there are none.

    `real` is the time of the world outside, which the phone keeps too. Raises WrongCode.
    """
    step = matching_step(secret, code, real)
    if step is None:
        raise WrongCode
    _lock(staff)
    SecondFactor.objects.filter(staff=staff, kind=SecondFactor.Kind.TOTP).delete()
    SecondFactor.objects.create(
        staff=staff,
        kind=SecondFactor.Kind.TOTP,
        name=SecondFactor.Kind.TOTP.label,
        secret=encrypt(secret),
        counter=step,
        added_at=at,
    )
    _changed(staff, by=staff, at=at, what="added", kind=SecondFactor.Kind.TOTP)
    return first_recovery_codes(staff, at)


@transaction.atomic
def use_app_code(*, staff: Staff, code: str, at: datetime, real: datetime) -> None:
    """Accept a code of the person's app, once; raises WrongCode for any other and for one used before."""
    app = SecondFactor.objects.select_for_update().filter(staff=staff, kind=SecondFactor.Kind.TOTP).first()
    step = matching_step(decrypt(app.secret), code, real) if app else None
    if app is None or step is None or step <= app.counter:
        raise WrongCode
    app.counter = step
    app.used_at = at
    app.save(update_fields=["counter", "used_at"])


@transaction.atomic
def use_recovery_code(*, staff: Staff, code: str, at: datetime) -> None:
    """Accept a recovery code, once; raises WrongCode."""
    used = RecoveryCode.objects.filter(staff=staff, code=_recovery_digest(staff, code), used_at=None).update(used_at=at)
    if not used:
        raise WrongCode
    _changed(staff, by=staff, at=at, what="used", kind="recovery")


@transaction.atomic
def new_recovery_codes(*, staff: Staff, at: datetime) -> list[str]:
    """Ten fresh codes, shown now and never again; the ones before no longer work."""
    _lock(staff)
    _changed(staff, by=staff, at=at, what="added", kind="recovery")
    return _make_recovery_codes(staff, at)


def first_recovery_codes(staff: Staff, at: datetime) -> list[str]:
    """Recovery codes with the first factor; [] for who has some already. Runs in the caller's transaction."""
    return [] if recovery_codes_left(staff) else _make_recovery_codes(staff, at)


@transaction.atomic
def remove_factor(*, staff: Staff, factor_id: int, at: datetime) -> None:
    """Take one of one's own factors away; the recovery codes go with the last. Gone already is no error.

    Raises NotAllowed for the last one of a person whose roles ask for one.
    """
    _lock(staff)
    found = SecondFactor.objects.filter(staff=staff, pk=factor_id).first()
    if found is None:
        return
    others = SecondFactor.objects.filter(staff=staff).exclude(pk=found.pk).exists()
    if not others and must_have_second_factor(staff, at.date()):
        raise NotAllowed("Vai trò của bạn cần xác thực hai bước. Hãy thêm cách khác trước khi bỏ cách này.")
    found.delete()
    if not others:
        RecoveryCode.objects.filter(staff=staff).delete()
    _changed(staff, by=staff, at=at, what="removed", kind=found.kind)


@transaction.atomic
def reset_factors(*, staff: Staff, by: Staff, at: datetime) -> None:
    """Take all factors of a person who lost them; new ones are set at the next sign-in. Raises NotAllowed."""
    if not may_keep_account(by, staff):
        raise NotAllowed("Chỉ quản trị hệ thống của cơ quan này làm được việc này.")
    _lock(staff)
    SecondFactor.objects.filter(staff=staff).delete()
    RecoveryCode.objects.filter(staff=staff).delete()
    _changed(staff, by=by, at=at, what="reset", kind="")


def factor_changed(staff: Staff, *, at: datetime, what: str, kind: str) -> None:
    """Write that the person's own factors changed, in the caller's transaction."""
    _changed(staff, by=staff, at=at, what=what, kind=kind)


def _make_recovery_codes(staff: Staff, at: datetime) -> list[str]:
    RecoveryCode.objects.filter(staff=staff).delete()
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(staff=staff, code=_recovery_digest(staff, code), made_at=at) for code in codes
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _recovery_digest(staff: Staff, code: str) -> str:
    typed = "".join(letter for letter in code.casefold() if letter in _LETTERS)
    return keyed_digest(f"recovery-code:{staff.pk}\n{typed}")


def _lock(staff: Staff) -> None:
    """Two windows change one person's factors one after the other."""
    Staff.objects.select_for_update().filter(pk=staff.pk).first()


def _changed(staff: Staff, *, by: Staff, at: datetime, what: str, kind: str) -> None:
    record(
        name="staff.second_factor_changed",
        at=at,
        by=staff_actor(by),
        subject=f"staff:{staff.pk}",
        subject_label=staff.full_name,
        office_path=staff.office.path,
        data={"what": what, "kind": kind},
    )
