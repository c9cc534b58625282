"""Links by phone that open a draft on another device, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.dossiers.actions.draft_links import LINK_LASTS, open_draft_link, send_draft_link
from motcua.dossiers.queries.drafts import link_is_alive
from motcua.web.account.phone_sign_in import SignInPhoneForm
from motcua.web.attempts import attempt
from motcua.web.citizen.hand_in.access import address, draft_or_404, remember_draft
from motcua.web.request_moment import moment_of

_HOURS: Final = LINK_LASTS // timedelta(hours=1)


class LinkForm(SignInPhoneForm):
    """The phone to send the link to."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["phone"].help_text = _("Đường dẫn mở được một lần, trong %(hours)s giờ.") % {"hours": _HOURS}


@require_http_methods(["GET", "HEAD", "POST"])
def draft_link(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Send a link to this draft to a phone."""
    draft = draft_or_404(code, token)
    if draft.dossier is not None:
        return redirect(address("draft_done", draft))
    page_1 = draft.data.get("1")
    typed = page_1.get("applicant_phone", "") if isinstance(page_1, dict) else ""
    form: forms.Form = LinkForm(initial={"phone": draft.phone or typed})
    if request.method == "POST":
        form = LinkForm(request.POST)
        if form.is_valid():
            who = str(request.META.get("REMOTE_ADDR", ""))
            with attempt() as tried:
                send_draft_link(draft=draft, phone=form.cleaned_data["phone"], address=who, at=moment_of(request))
                messages.success(request, _("Đã gửi đường dẫn. Hãy mở tin nhắn trên máy bạn muốn làm tiếp."), "good")
                return redirect(address("draft", draft))
            if not tried.errors:
                return redirect(address("draft_done", draft))
            form.add_error("phone", list(tried.errors.values()))
    return render(request, "citizen/draft_link.html", {"draft": draft, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def draft_reopen(request: HttpRequest, key: str) -> HttpResponse:
    """Open the draft in this browser, by a button: messengers fetch the link by themselves."""
    moment = moment_of(request)
    if request.method == "POST":
        with attempt():
            draft = open_draft_link(key, at=moment)
            remember_draft(request, draft)
            return redirect(address("draft", draft))
        return render(request, "citizen/reopen.html", {"dead": True, "hours": _HOURS}, status=410)
    dead = not link_is_alive(key, at=moment)
    return render(request, "citizen/reopen.html", {"dead": dead, "hours": _HOURS}, status=410 if dead else 200)
