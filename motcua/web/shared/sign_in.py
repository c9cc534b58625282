"""Sign-in and sign-out of staff. In demo mode the page also lists demo people to sign in as."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import auth
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.people.actions.sessions import leave_session
from motcua.people.actions.sign_in_tries import count_password_try, forget_password_tries
from motcua.web.account.staff_session import STAFF_SESSION, after_password, device_cookie_of, enter, next_of
from motcua.web.attempts import attempt
from motcua.web.page_form import PageForm
from motcua.web.request_moment import moment_of


class SignInForm(PageForm):
    """User name and password; the same words for a wrong name and a wrong password."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=80,
        error_messages={"required": _("Hãy nhập tên đăng nhập.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        max_length=200,
        error_messages={"required": _("Hãy nhập mật khẩu.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.staff: Any = None
        self.must_wait = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "username" in cleaned and "password" in cleaned:
            self._try(cleaned["username"].strip(), cleaned["password"])
        return cleaned

    def _try(self, username: str, password: str) -> None:
        who = {
            "username": username,
            "address": str(self.request.META.get("REMOTE_ADDR", "")),
            "device": device_cookie_of(self.request),
        }
        words = gettext("Bạn đã thử sai %(times)s lần. Hãy nghỉ %(minutes)s phút rồi thử lại.")
        with attempt(form=self, at="password", words=words) as tried:
            count_password_try(**who, at=moment_of(self.request))
        if tried.refusal is not None:
            self.must_wait = True
            return
        self.staff = auth.authenticate(self.request, username=username, password=password)
        if self.staff is None:
            self.add_error("password", _("Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy thử lại."))
        else:
            forget_password_tries(**who)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the sign-in page and sign in."""
    form = SignInForm(request.POST if request.method == "POST" else None, request=request)
    if request.method == "POST" and form.is_valid():
        return after_password(request, form.staff)
    page = {"form": form, "next": next_of(request), "people": _demo_people() if settings.DEMO else []}
    return render(request, "shared/sign_in.html", page, status=429 if form.must_wait else 200)


@require_POST
def take_role(request: HttpRequest, staff_id: int) -> HttpResponse:
    """Sign in as one of the demo people without a password; in demo mode only."""
    if not settings.DEMO:
        raise Http404
    return enter(request, get_object_or_404(get_user_model(), pk=staff_id, is_active=True))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if (here := request.session.get(STAFF_SESSION)) is not None:
        leave_session(here, at=moment_of(request))
    auth.logout(request)
    return redirect("web:sign_in")


def _demo_people() -> list[Any]:
    people = get_user_model().objects.filter(is_active=True)
    return list(people.select_related("office").prefetch_related("roles").order_by("office__path", "id")[:60])
