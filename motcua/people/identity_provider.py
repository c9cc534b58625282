"""The identity provider of this installation (settings.OIDC_…): begin and finish a sign-in, its claims in our words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from motcua.people import checks
from motcua.people.providers import oidc
from motcua.people.providers.base import IdentityClaims
from motcua.people.providers.oidc import OidcFailure, PendingSignIn

__all__ = ["OidcFailure", "PendingSignIn", "begin_provider_sign_in", "finish_provider_sign_in", "provider_name"]


@dataclass(frozen=True, slots=True)
class _Mapping:
    """Which claim says what; our names are those of IdentityClaims."""

    claims: Mapping[str, str]

    def text(self, told: Mapping[str, Any], name: str) -> str:
        """The claim as text, no longer than we keep; an address (OpenID Connect Core 5.1.1) as its formatted line."""
        value = told.get(self.claims.get(name, ""), "")
        if isinstance(value, Mapping):
            value = value.get("formatted", "")
        return str(value or "").replace("\0", "").strip()[:300]


def provider_name() -> str:
    """What people call the provider; "" where there is none."""
    return settings.OIDC_NAME if settings.OIDC_ISSUER else ""


def begin_provider_sign_in(redirect_uri: str) -> PendingSignIn:
    """Prepare one sign-in; raises OidcFailure."""
    return oidc.begin(_client(redirect_uri))


def finish_provider_sign_in(
    begun: PendingSignIn, answer: Mapping[str, str], *, redirect_uri: str, real: datetime
) -> IdentityClaims:
    """Who came back from the provider; `real` is the world's time.

    Raises OidcFailure, of kind "incomplete" where no name or no sound identity number is told.
    """
    claims = oidc.finish(_client(redirect_uri), begun, answer, real=int(real.timestamp()))
    mapped = _Mapping(dict(pair.split("=", 1) for pair in settings.OIDC_CLAIMS.split(",") if "=" in pair))
    number = checks.id_number(mapped.text(claims, "id_number"))
    name = mapped.text(claims, "name")[:120]
    subject = str(claims["sub"])
    if not number.ok or not name or not 0 < len(subject) <= 200:
        raise OidcFailure("incomplete", "no name, subject or identity number")
    phone = checks.mobile(mapped.text(claims, "phone"))
    return IdentityClaims(
        subject=subject,
        full_name=name,
        id_number=number.value,
        phone=phone.value if phone.ok else "",
        birth_date=_day(mapped.text(claims, "birth_date"), real.date()),
        address=mapped.text(claims, "address"),
    )


def _client(redirect_uri: str) -> oidc.Client:
    return oidc.Client(
        issuer=settings.OIDC_ISSUER,
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        redirect_uri=redirect_uri,
        scopes=settings.OIDC_SCOPES,
    )


def _day(text: str, today: date) -> date | None:
    checked = checks.birth_date(text, today) if text else None
    return checked.value if checked is not None and checked.ok else None
