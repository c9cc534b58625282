"""OpenID Connect, authorisation code with PKCE, state and nonce: a provider's word on who a citizen is.

The library (joserfc) checks signatures and claims; what comes from the provider is believed only from a verified
ID token, or from its user-info answer for the same subject. E-mail is never read.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "Ed25519", "EdDSA")
"""What an ID token may be signed with: never "none", never a secret shared with us."""
_LEEWAY: Final = 60
_OLDEST: Final = 600
_TIMEOUT: Final = httpx.Timeout(8.0)


class OidcFailure(Exception):
    """Signing in did not succeed. `kind`: "denied" by the person, "expired", "down", or "untrusted"; `why` for logs."""

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(why)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Client:
    """This installation as the provider knows it; without a secret it is a public client."""

    issuer: str
    client_id: str
    client_secret: str
    redirect_uri: str
    scopes: str = "openid profile phone"


@dataclass(frozen=True, slots=True)
class PendingSignIn:
    """Where to send the browser, and what to keep until it comes back."""

    address: str
    state: str
    nonce: str
    verifier: str


def begin(client: Client) -> PendingSignIn:
    """Prepare one sign-in; raises OidcFailure("down") while the provider cannot be reached."""
    metadata = _metadata(client)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": client.redirect_uri,
        "scope": client.scopes,
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    where = str(metadata["authorization_endpoint"])
    joint = "&" if "?" in where else "?"
    return PendingSignIn(f"{where}{joint}{urlencode(asked)}", state, nonce, verifier)


def finish(client: Client, begun: PendingSignIn, answer: Mapping[str, str], *, real: int) -> dict[str, Any]:
    """The claims of who came back with `answer` (the query of the redirect); `real` is the world's time in seconds.

    Raises OidcFailure for a refusal, another's answer, and a token that is not to be believed.
    """
    if not hmac.compare_digest(str(answer.get("state", "")).encode(), begun.state.encode()):
        raise OidcFailure("untrusted", "state")
    if (issuer := answer.get("iss")) and issuer.rstrip("/") != client.issuer.rstrip("/"):  # RFC 9207
        raise OidcFailure("untrusted", "iss of the answer")
    if error := answer.get("error"):
        kind = {"access_denied": "denied", "temporarily_unavailable": "down", "server_error": "down"}
        raise OidcFailure(kind.get(error, "untrusted"), error)
    code = answer.get("code", "")
    if not code:
        raise OidcFailure("untrusted", "no code")
    metadata = _metadata(client)
    tokens = _exchange(client, metadata, code, begun.verifier)
    claims = _verified(client, metadata, str(tokens.get("id_token", "")), begun.nonce, real)
    return _user_info(metadata, str(tokens.get("access_token", "")), claims["sub"]) | claims


def _metadata(client: Client) -> dict[str, Any]:
    found = _json(httpx.get, f"{client.issuer.rstrip('/')}/.well-known/openid-configuration")
    if str(found.get("issuer", "")).rstrip("/") != client.issuer.rstrip("/"):
        raise OidcFailure("untrusted", "another issuer")
    safe = urlsplit(client.issuer).scheme
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if urlsplit(str(found.get(name, ""))).scheme != safe:  # never from https down to http
            raise OidcFailure("untrusted", f"{name} missing or less safe than the issuer")
    return found


def _exchange(client: Client, metadata: Mapping[str, Any], code: str, verifier: str) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": client.redirect_uri,
        "code_verifier": verifier,
    }
    methods = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    more: dict[str, Any] = {}
    if not client.client_secret:
        form["client_id"] = client.client_id
    elif "client_secret_basic" in methods:
        more["auth"] = (client.client_id, client.client_secret)
    else:
        form |= {"client_id": client.client_id, "client_secret": client.client_secret}
    return _json(httpx.post, str(metadata["token_endpoint"]), data=form, **more)


def _verified(client: Client, metadata: Mapping[str, Any], token: str, nonce: str, real: int) -> dict[str, Any]:
    """Claims of an ID token by OpenID Connect Core 3.1.3.7; the provider's keys are fetched anew each time."""
    try:
        keys = KeySet.import_key_set({"keys": _json(httpx.get, str(metadata["jwks_uri"])).get("keys", [])})
        claims = jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims
        JWTClaimsRegistry(
            now=real,
            leeway=_LEEWAY,
            iss={"essential": True, "values": [client.issuer, f"{client.issuer}/"]},
            aud={"essential": True, "value": client.client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(claims)
    except ExpiredTokenError as old:
        raise OidcFailure("expired", str(old)) from old
    except InvalidKeyIdError as unknown:
        raise OidcFailure("untrusted", "signed with an unknown key") from unknown
    except (JoseError, ValueError, TypeError, KeyError) as wrong:
        raise OidcFailure("untrusted", str(wrong)) from wrong
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != client.client_id:
        raise OidcFailure("untrusted", "azp")
    if int(claims["iat"]) < real - _OLDEST:
        raise OidcFailure("expired", "issued long ago")
    return dict(claims)


def _user_info(metadata: Mapping[str, Any], access_token: str, subject: str) -> dict[str, Any]:
    where = str(metadata.get("userinfo_endpoint", ""))
    if not where or not access_token:
        return {}
    told = _json(httpx.get, where, headers={"Authorization": f"Bearer {access_token}"})
    if told.get("sub") != subject:
        raise OidcFailure("untrusted", "user info of another subject")
    return told


def _json(ask: Any, address: str, **more: Any) -> dict[str, Any]:
    """What the provider answers; redirects are not followed."""
    try:
        answer: httpx.Response = ask(address, timeout=_TIMEOUT, follow_redirects=False, **more)
    except httpx.HTTPError as unreachable:
        raise OidcFailure("down", str(unreachable)) from unreachable
    if answer.status_code >= 500:
        raise OidcFailure("down", f"{address}: {answer.status_code}")
    try:
        found = answer.json()
    except ValueError as odd:
        raise OidcFailure("untrusted", f"{address}: no JSON") from odd
    if answer.status_code >= 400 and isinstance(found, dict) and found.get("error") == "invalid_grant":
        raise OidcFailure("expired", "the code was used or is too old")
    if answer.status_code >= 300 or not isinstance(found, dict):
        raise OidcFailure("untrusted", f"{address}: {answer.status_code}")
    return found
