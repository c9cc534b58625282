"""Passkeys (WebAuthn level 2) as second step of a staff sign-in; the library checks, this keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from motcua.people.actions.second_factors import WrongCode, factor_changed, first_recovery_codes
from motcua.people.encryption import decrypt, encrypt, keyed_digest
from motcua.people.models import SecondFactor, Staff
from motcua.refusals import NotAllowed

MOST_PASSKEYS: Final = 10
LONGEST_ANSWER: Final = 20_000


@dataclass(frozen=True, slots=True)
class PasskeySite:
    """Where the passkey is for: the host, and the addresses (scheme and host) whose pages may ask for it."""

    host: str
    origins: Sequence[str]


@dataclass(frozen=True, slots=True)
class PasskeyQuestion:
    """What the browser is asked (JSON for navigator.credentials), and the challenge to compare its answer with."""

    options: str
    challenge: str


def ask_for_new_passkey(staff: Staff, place: PasskeySite) -> PasskeyQuestion:
    """Ask the browser to make a passkey; those the person has already are left out."""
    options = generate_registration_options(
        rp_id=place.host,
        rp_name="Một cửa",
        user_name=staff.username,
        user_display_name=staff.full_name,
        user_id=bytes.fromhex(keyed_digest(f"passkey-user:{staff.pk}")),  # tells the device nothing about the person
        exclude_credentials=_descriptors(staff),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.PREFERRED
        ),
    )
    return PasskeyQuestion(options_to_json(options), bytes_to_base64url(options.challenge))


@transaction.atomic
def add_passkey(*, staff: Staff, name: str, answer: str, challenge: str, place: PasskeySite, at: datetime) -> list[str]:
    """Keep the passkey that answers; returns recovery codes if there are none yet. Raises WrongCode, NotAllowed."""
    try:
        proved = verify_registration_response(
            credential=answer[:LONGEST_ANSWER],
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=place.host,
            expected_origin=list(place.origins),
        )
    except (WebAuthnException, ValueError) as wrong:
        raise WrongCode from wrong
    Staff.objects.select_for_update().get(pk=staff.pk)
    if SecondFactor.objects.filter(staff=staff, kind=SecondFactor.Kind.PASSKEY).count() >= MOST_PASSKEYS:
        raise NotAllowed("Bạn đã có 10 khóa truy cập. Hãy bỏ bớt một khóa trước.")
    try:
        with transaction.atomic():
            SecondFactor.objects.create(
                staff=staff,
                kind=SecondFactor.Kind.PASSKEY,
                name=name.strip()[:60] or SecondFactor.Kind.PASSKEY.label,
                secret=encrypt(bytes_to_base64url(proved.credential_public_key)),
                credential=bytes_to_base64url(proved.credential_id),
                counter=proved.sign_count,
                added_at=at,
            )
    except IntegrityError as twice:
        raise NotAllowed("Khóa truy cập này đã được thêm rồi.") from twice
    factor_changed(staff, at=at, what="added", kind=SecondFactor.Kind.PASSKEY)
    return first_recovery_codes(staff, at)


def ask_for_known_passkey(staff: Staff, place: PasskeySite) -> PasskeyQuestion:
    """Ask the browser to prove one of the person's passkeys."""
    options = generate_authentication_options(
        rp_id=place.host,
        allow_credentials=_descriptors(staff),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return PasskeyQuestion(options_to_json(options), bytes_to_base64url(options.challenge))


@transaction.atomic
def use_passkey(*, staff: Staff, answer: str, challenge: str, place: PasskeySite, at: datetime) -> None:
    """Accept the answer of one of this person's passkeys; raises WrongCode.

    A count of uses that does not grow is the sign of a copied key, and refused.
    """
    try:
        told = parse_authentication_credential_json(answer[:LONGEST_ANSWER])
        key = (
            SecondFactor.objects.select_for_update()
            .filter(staff=staff, kind=SecondFactor.Kind.PASSKEY, credential=bytes_to_base64url(told.raw_id))
            .first()
        )
        if key is None:
            raise WrongCode
        proved = verify_authentication_response(
            credential=told,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=place.host,
            expected_origin=list(place.origins),
            credential_public_key=base64url_to_bytes(decrypt(key.secret)),
            credential_current_sign_count=max(0, key.counter),
        )
    except (WebAuthnException, ValueError) as wrong:
        raise WrongCode from wrong
    key.counter = proved.new_sign_count
    key.used_at = at
    key.save(update_fields=["counter", "used_at"])


def _descriptors(staff: Staff) -> list[PublicKeyCredentialDescriptor]:
    kept = SecondFactor.objects.filter(staff=staff, kind=SecondFactor.Kind.PASSKEY)
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential)) for key in kept]
