"""Sign-in of citizens at an identity provider (OpenID Connect)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from motcua.clock.queries import real_now
from motcua.people.actions.citizen_sign_in import sign_in_by_provider
from motcua.people.identity_provider import (
    OidcFailure,
    PendingSignIn,
    begin_provider_sign_in,
    finish_provider_sign_in,
    provider_name,
)
from motcua.web.account.citizens import come_in
from motcua.web.account.devices import device_words
from motcua.web.account.phone_sign_in import asked_page
from motcua.web.account.staff_session import next_of
from motcua.web.attempts import attempt
from motcua.web.request_moment import moment_of

_LOG = logging.getLogger(__name__)
_BEGUN: Final = "oidc"
_AT_ONCE: Final = 3
_WITHIN: Final = timedelta(minutes=15)
_WORDS: Final[Mapping[str, str]] = {
    "denied": gettext_noop("Bạn đã thôi đăng nhập bằng %(provider)s. Bạn vẫn có thể dùng mã gửi đến điện thoại."),
    "expired": gettext_noop("Lần đăng nhập bằng %(provider)s này đã quá hạn. Hãy thử lại."),
    "down": gettext_noop(
        "Chưa kết nối được với %(provider)s. Hãy thử lại sau ít phút, hoặc dùng mã gửi đến điện thoại."
    ),
    "untrusted": gettext_noop("Trả lời từ %(provider)s không khớp nên chúng tôi không nhận. Hãy đăng nhập lại từ đầu."),
    "incomplete": gettext_noop(
        "%(provider)s chưa cho biết họ tên và số định danh của bạn. Hãy xác thực tài khoản ở đó trước, "
        "hoặc dùng mã gửi đến điện thoại."
    ),
    "other": gettext_noop(
        "%(provider)s báo số định danh khác lần trước. Hãy mang giấy tờ đến Bộ phận Một cửa để được kiểm tra."
    ),
}


@require_safe
def provider(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    if not provider_name():
        raise Http404
    try:
        begun = begin_provider_sign_in(_return_address())
    except OidcFailure as failure:
        return _failed(request, failure.kind, failure)
    kept = {
        "nonce": begun.nonce,
        "verifier": begun.verifier,
        "next": next_of(request),
        "at": moment_of(request).isoformat(),
    }
    waiting: dict[str, Any] = {**request.session.get(_BEGUN, {}), begun.state: kept}
    request.session[_BEGUN] = dict(list(waiting.items())[-_AT_ONCE:])
    return HttpResponseRedirect(begun.address)


@require_safe
@sensitive_variables()
def provider_back(request: HttpRequest) -> HttpResponse:
    """Take the browser back from the provider; each sign-in works once, in the browser that began it."""
    if not provider_name():
        raise Http404
    waiting: dict[str, Any] = request.session.get(_BEGUN, {})
    kept = waiting.pop(request.GET.get("state", ""), None)
    request.session[_BEGUN] = waiting
    if kept is None:
        return _failed(request, "untrusted", "no sign-in was begun here with this state")
    if abs(moment_of(request) - datetime.fromisoformat(kept["at"])) > _WITHIN:
        return _failed(request, "expired", "came back late")
    begun = PendingSignIn("", request.GET.get("state", ""), kept["nonce"], kept["verifier"])
    try:
        told = finish_provider_sign_in(
            begun, request.GET.dict(), redirect_uri=_return_address(), real=real_now()
        )  # fmt: skip
    except OidcFailure as failure:
        return _failed(request, failure.kind, failure)
    with attempt() as tried:  # the provider names another person than before
        session = sign_in_by_provider(
            provider=settings.OIDC_ISSUER[:40],
            claims=told,
            device_words=device_words(request.headers.get("User-Agent", "")),
            at=moment_of(request),
        )
        return come_in(request, session, target=kept["next"])
    return _failed(request, "other", tried.refused)


def _return_address() -> str:
    return f"{settings.PUBLIC_URL}{reverse('web:provider_back')}"


def _failed(request: HttpRequest, kind: str, why: object) -> HttpResponse:
    _LOG.warning("Sign-in by provider failed (%s): %s", kind, str(why)[:300])
    told = _(_WORDS[kind]) % {"provider": provider_name()}
    status = 503 if kind == "down" else 200 if kind == "denied" else 400
    return render(request, "account/by_phone.html", asked_page(request, told=told), status=status)
