"""A provider that lies, answers late, or not at all: nobody comes in by it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from motcua.people.providers.oidc import Client, OidcFailure, PendingSignIn, begin, finish

NOW = 1_800_000_000
BEGUN = PendingSignIn("", "state-1", "nonce-1", "verifier-1")
ANSWER = {"code": "c", "state": "state-1"}
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
ROTATED = RSAKey.generate_key(2048, {"kid": "two", "use": "sig"})


class Liar:
    """A provider whose every answer a test can bend."""

    def __init__(self) -> None:
        self.key, self.published = KEY, [KEY]
        self.header: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.without: set[str] = set()
        self.raw_token = ""
        self.metadata: dict[str, Any] = {}
        self.user_info: dict[str, Any] = {"sub": "so-1", "name": "Vàng Thị Mỷ"}
        self.status = {}
        self.asked: list[tuple[str, str]] = []
        self.issuer = ""

    def answer(self, path: str) -> Any:
        if path == "/.well-known/openid-configuration":
            names = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "jwks"}
            where = {name: f"{self.issuer}/{end}" for name, end in names.items()}
            return {"issuer": self.issuer, **where, "userinfo_endpoint": f"{self.issuer}/me", **self.metadata}
        if path == "/jwks":
            return {"keys": [key.as_dict(private=False) for key in self.published]}
        if path == "/token":
            return {"access_token": "a", "token_type": "Bearer", "id_token": self.raw_token or self.id_token()}
        return self.user_info

    def id_token(self) -> str:
        claims = {"iss": self.issuer, "aud": "motcua", "sub": "so-1", "nonce": "nonce-1", "iat": NOW, "exp": NOW + 300}
        claims = {name: value for name, value in {**claims, **self.claims}.items() if name not in self.without}
        return jwt.encode({"alg": "RS256", "kid": self.key.kid, **self.header}, claims, self.key)


@pytest.fixture
def liar() -> Iterator[Liar]:
    made = Liar()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            made.asked.append((self.path, self.rfile.read(length).decode()))
            status = made.status.get(self.path, 200)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{made.issuer}/elsewhere")
            self.end_headers()
            found = made.answer(self.path)
            self.wfile.write(found if isinstance(found, bytes) else json.dumps(found).encode())

        do_POST = do_GET

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def come_back(liar: Liar, answer: dict[str, str] = ANSWER) -> dict[str, Any]:
    client = Client(liar.issuer, "motcua", "bi-mat", "http://127.0.0.1:8000/ve/")
    return finish(client, BEGUN, answer, real=NOW)


@contextmanager
def refused(kind: str) -> Iterator[None]:
    with pytest.raises(OidcFailure) as failure:
        yield
    assert failure.value.kind == kind, failure.value


def test_an_honest_answer_is_believed(liar):
    claims = come_back(liar)
    assert (claims["sub"], claims["name"]) == ("so-1", "Vàng Thị Mỷ")
    sent = next(body for path, body in liar.asked if path == "/token")
    assert "code_verifier=verifier-1" in sent


@pytest.mark.parametrize(
    ("claims", "kind"),
    [
        ({"nonce": "another"}, "untrusted"),
        ({"aud": "another"}, "untrusted"),
        ({"aud": ["another"]}, "untrusted"),
        ({"aud": ["motcua", "another"]}, "untrusted"),  # no azp
        ({"aud": ["motcua", "another"], "azp": "another"}, "untrusted"),
        ({"azp": "another"}, "untrusted"),
        ({"iss": "https://evil.example"}, "untrusted"),
        ({"exp": NOW - 61}, "expired"),
        ({"iat": NOW - 3600}, "expired"),
        ({"iat": NOW + 3600}, "untrusted"),
        ({"exp": "soon"}, "untrusted"),
        ({"sub": 7}, "untrusted"),
    ],
)
def test_a_token_with_a_wrong_claim_is_not(liar, claims, kind):
    liar.claims = claims
    with refused(kind):
        come_back(liar)


@pytest.mark.parametrize("name", ["iss", "aud", "sub", "nonce", "iat", "exp"])
def test_nor_one_without_a_claim_it_must_have(liar, name):
    liar.without = {name}
    with refused("untrusted"):
        come_back(liar)


def part(said: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()


def test_nor_an_unsigned_one(liar):
    claims = {"iss": liar.issuer, "aud": "motcua", "sub": "so-1", "nonce": "nonce-1", "iat": NOW, "exp": NOW + 300}
    for alg in ("none", "None", "NONE", "nOnE"):
        for kid in ({}, {"kid": "one"}):
            liar.raw_token = f"{part({'alg': alg, **kid})}.{part(claims)}."
            with refused("untrusted"):
                come_back(liar)


def test_nor_one_signed_with_the_public_key_as_a_secret(liar):
    claims = {"iss": liar.issuer, "aud": "motcua", "sub": "so-1", "nonce": "nonce-1", "iat": NOW, "exp": NOW + 300}
    body = f"{part({'alg': 'HS256', 'kid': 'one'})}.{part(claims)}"
    mac = hmac.new(KEY.as_pem(private=False), body.encode(), hashlib.sha256).digest()
    liar.raw_token = f"{body}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"
    with refused("untrusted"):
        come_back(liar)


def test_nor_a_changed_one(liar):
    head, body, mark = liar.id_token().split(".")
    for token in (f"{head}.{body}.{mark[:-4]}AAAA", f"{head}.{body}", "x", "..", f"{head}.{body[::-1]}.{mark}"):
        liar.raw_token = token
        with refused("untrusted"):
            come_back(liar)


def test_keys_may_be_changed_and_an_unknown_key_is_nobodys(liar):
    come_back(liar)
    liar.key = ROTATED
    with refused("untrusted"):
        come_back(liar)
    liar.published = [KEY, ROTATED]
    assert come_back(liar)["sub"] == "so-1"
    liar.published = [ROTATED]
    assert come_back(liar)["sub"] == "so-1"
    liar.key = KEY  # withdrawn
    with refused("untrusted"):
        come_back(liar)


def test_the_person_said_no(liar):
    with refused("denied"):
        come_back(liar, {"error": "access_denied", "state": "state-1"})
    assert liar.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"code": "c"},
        {"code": "c", "state": "another"},
        {"code": "c", "state": "é"},
        {"state": "state-1"},
        {"code": "c", "state": "state-1", "iss": "https://evil.example"},
    ],
)
def test_an_answer_not_to_our_question_is_nothing(liar, answer):
    with refused("untrusted"):
        come_back(liar, answer)
    assert not any(path == "/token" for path, _ in liar.asked)


def test_user_info_of_another_is_refused(liar):
    liar.user_info = {"sub": "so-2", "name": "Người Khác"}
    with refused("untrusted"):
        come_back(liar)


def test_the_signed_token_wins_over_user_info(liar):
    liar.claims = {"name": "Tên Đã Ký"}
    assert come_back(liar)["name"] == "Tên Đã Ký"


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/.well-known/openid-configuration", 503, "down"),
        ("/token", 500, "down"),
        ("/token", 302, "untrusted"),
        ("/token", 400, "untrusted"),
        ("/jwks", 404, "untrusted"),
        ("/me", 401, "untrusted"),
    ],
)
def test_a_provider_in_trouble(liar, path, status, kind):
    liar.status = {path: status}
    with refused(kind):
        come_back(liar)
    assert not any(asked == "/elsewhere" for asked, _ in liar.asked)


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "ftp://127.0.0.1/token"},
        {"jwks_uri": ""},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_metadata_that_leads_astray(liar, metadata):
    liar.metadata = metadata
    with refused("untrusted"):
        begin(Client(liar.issuer, "motcua", "s", "http://127.0.0.1:8000/ve/"))


def test_nobody_there():
    with refused("down"):
        begin(Client("http://127.0.0.1:9", "motcua", "s", "http://127.0.0.1:8000/ve/"))
