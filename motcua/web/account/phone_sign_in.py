"""Sign-in of citizens by a code sent to the phone. Handing in and looking up need no sign-in."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.people import checks
from motcua.people.actions.citizen_sign_in import request_sign_in_code, sign_in_by_phone
from motcua.people.identity_provider import provider_name
from motcua.web.account.citizens import citizen_of, come_in, phone_device_of
from motcua.web.account.devices import device_words
from motcua.web.account.forms import CodeForm
from motcua.web.account.staff_session import next_of
from motcua.web.attempts import attempt
from motcua.web.page_form import PageForm
from motcua.web.request_moment import moment_of

_SENT: Final = "phone_code"


class SignInPhoneForm(PageForm):
    """A mobile number to send the code to."""

    use_required_attribute = False
    phone = forms.CharField(
        label=gettext_lazy("Số điện thoại di động"),
        help_text=gettext_lazy("Chúng tôi gửi mã 6 chữ số đến số này."),
        max_length=30,
        error_messages={
            "required": gettext_lazy("Hãy nhập số điện thoại."),
            "max_length": gettext_lazy("Số điện thoại dài quá, hãy kiểm tra lại."),
        },
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "class": "w12"}),
    )

    def clean_phone(self) -> str:
        """The number as digits; refused unless it is a mobile."""
        checked = checks.mobile(self.cleaned_data["phone"])
        if not checked.ok:
            raise forms.ValidationError(checked.error)
        return checked.value


@require_http_methods(["GET", "HEAD", "POST"])
def citizen_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the number and send a code; the answer does not tell whether the number is known."""
    if citizen_of(request) is not None and request.method != "POST":
        return redirect(next_of(request) or "web:mine")
    form = SignInPhoneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with attempt() as tried:
            _send(request, form.cleaned_data["phone"])
            return redirect("web:phone_code")
        form.add_error("phone", wait_words(tried.seconds))
        return render(request, "account/by_phone.html", asked_page(request, form), status=429)
    return render(request, "account/by_phone.html", asked_page(request, form))


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def phone_code(request: HttpRequest) -> HttpResponse:
    """Check the code, or send another."""
    sent: dict[str, Any] | None = request.session.get(_SENT)
    if sent is None:
        return redirect("web:citizen_sign_in")
    form = CodeForm(request.POST if request.method == "POST" and "code" in request.POST else None)
    told, status = "", 200
    if request.method == "POST" and "again" in request.POST:
        with attempt() as tried:
            _send(request, sent["phone"])
            told = _("Đã gửi mã mới. Mã trước không dùng được nữa.")
        if tried.refused:
            told, status = wait_words(tried.seconds), 429
    elif form.is_bound and form.is_valid():
        with attempt(
            form=form, at="code", words=_("Mã chưa đúng hoặc đã hết hạn. Hãy xem lại tin nhắn, hoặc bấm gửi mã mới.")
        ):
            begun = sign_in_by_phone(
                number=sent["number"],
                phone=sent["phone"],
                code=form.cleaned_data["code"],
                device_words=device_words(request.headers.get("User-Agent", "")),
                at=moment_of(request),
            )
            request.session.pop(_SENT, None)
            return come_in(request, begun, target=sent["next"], phone=sent["phone"])
    page = {"form": form, "told": told, "ending": sent["phone"][-3:]}
    return render(request, "account/phone_code.html", page, status=status)


def asked_page(request: HttpRequest, form: SignInPhoneForm | None = None, told: str = "") -> dict[str, Any]:
    """Context of the first sign-in page, also after a provider sent the person back."""
    return {"form": form or SignInPhoneForm(), "provider": provider_name(), "next": next_of(request), "told": told}


def wait_words(seconds: int) -> str:
    """A sentence that says how long to wait before another code; `seconds` from now."""
    if seconds <= 90:
        return _("Hãy chờ %(seconds)s giây rồi xin mã khác.") % {"seconds": seconds}
    minutes = -(-seconds // 60)
    return _("Đã gửi nhiều mã quá. Hãy chờ %(minutes)s phút rồi thử lại.") % {"minutes": minutes}


def _send(request: HttpRequest, phone: str) -> None:
    before: dict[str, Any] = request.session.get(_SENT, {})
    number = request_sign_in_code(
        phone=phone,
        address=str(request.META.get("REMOTE_ADDR", "")),
        at=moment_of(request),
        device=phone_device_of(request),
        instead_of=before.get("number"),
    )
    request.session[_SENT] = {"number": number, "phone": phone, "next": next_of(request) or before.get("next", "")}
