"""Tracking without sign-in: the code shows the progress, code and secret show everything."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.dossiers.actions.public_lookups import find_for_public
from motcua.dossiers.life.clock import answer_by
from motcua.dossiers.queries import public_view
from motcua.dossiers.queries.public_linked_set import billed_with
from motcua.payments.queries import fee_owed, fee_paid
from motcua.rulebook.eras import CONTROL
from motcua.web.attempts import attempt
from motcua.web.page_form import PageForm
from motcua.web.request_moment import moment_of

if TYPE_CHECKING:
    from motcua.dossiers.models import Dossier

_SESSION: Final = "looked_up"
_OPEN_FOR: Final = timedelta(minutes=30)
_OPEN_AT_ONCE: Final = 5


class LookUpForm(PageForm):
    """The code and the secret; the secret may be left blank."""

    use_required_attribute = False
    ma = forms.CharField(
        label=gettext_lazy("Mã hồ sơ"),
        help_text=gettext_lazy("In trên giấy tiếp nhận và trong tin nhắn, ví dụ 000.27.04.H22-200331-0001."),
        max_length=100,
        error_messages={
            "required": gettext_lazy("Hãy nhập mã hồ sơ."),
            "max_length": gettext_lazy("Mã hồ sơ dài quá, hãy kiểm tra lại."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    bi_mat = forms.CharField(
        label=gettext_lazy("Mã bí mật"),
        help_text=gettext_lazy("Ba nhóm bốn chữ, được cho khi bạn nộp. Không có thì chỉ xem được mức độ hoàn thành."),
        max_length=64,
        required=False,
        error_messages={"max_length": gettext_lazy("Mã bí mật dài quá, hãy kiểm tra lại.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "w12"}
        ),
    )

    def add_prefix(self, field_name: str) -> str:
        """The name of a field on the page, with hyphens."""
        return super().add_prefix(field_name.replace("_", "-"))


@sensitive_post_parameters("bi-mat")
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Look a dossier up; an unknown dossier and a wrong secret get the same answer."""
    typed = request.POST if request.method == "POST" else request.GET
    form = LookUpForm(typed if "ma" in typed else None)
    page: dict[str, Any] = {"form": form}
    if not form.is_bound or not form.is_valid():
        return render(request, "citizen/track.html", page)
    moment = moment_of(request)
    secret = form.cleaned_data["bi_mat"] if request.method == "POST" else ""
    with attempt() as tried:
        found = find_for_public(form.cleaned_data["ma"], secret, who=_who(request), at=moment)
    if tried.refused:
        words = _("Bạn đã thử sai %(times)s lần. Hãy nghỉ %(minutes)s phút rồi thử lại.")
        page["wait"] = words % {"times": tried.times, "minutes": tried.minutes}
        return render(request, "citizen/track.html", page, status=429)
    if found is None:
        page["not_found"] = True
        return render(request, "citizen/track.html", page)
    dossier, trusted = found
    if trusted:
        open_here(request, dossier, moment)
        return redirect("web:tracked", dossier.code)
    page["view"] = public_view(dossier, at=moment, with_secret=False)
    page["form"] = LookUpForm(initial={"ma": dossier.code})
    return render(request, "citizen/track.html", page)


@require_safe
def tracked(request: HttpRequest, code: str) -> HttpResponse:
    """Show the dossier to the holder of the secret, for half an hour after it was given."""
    row = opened(request, code)
    if row is None:
        return redirect(f"{reverse('web:track')}?{urlencode({'ma': code})}")
    return render(request, "citizen/tracked.html", tracked_page(request, row))


def tracked_page(request: HttpRequest, row: Dossier) -> dict[str, Any]:
    """Context of the dossier's page, without the control slip, which names the officers."""
    view = public_view(row, at=moment_of(request), with_secret=True)
    waits_for_answer = row.received_at is None and not view.ended and not view.asked
    return {
        "view": view,
        "slips": list(row.slips.exclude(kind=CONTROL).order_by("id")),
        "dossier": row,
        "answer_by": answer_by(row) if waits_for_answer else None,
        "bills": _bills(row),
    }


def _bills(row: Dossier) -> dict[str, Any]:
    """The bill of the dossier and its parts: costs, payments, rest; {} where nothing is owed."""
    rows = [dossier for dossier in billed_with(row) if dossier.bill.get("total")]
    if not rows:
        return {}
    ended = row.state in {"withdrawn", "stopped", "refused_intake"}
    return {
        "items": [item for row in rows for item in row.bill["items"]],
        "total": sum(int(row.bill["total"]) for row in rows),
        "paid": sum(fee_paid(row) for row in rows),
        "owed": 0 if ended else sum(fee_owed(row) for row in rows),
    }


def opened(request: HttpRequest, code: str) -> Dossier | None:
    """The dossier, if this browser gave its secret within the last half hour; else None."""
    given = request.session.get(_SESSION, {}).get(code)
    moment = moment_of(request)
    if given is None or abs(moment - datetime.fromisoformat(given)) > _OPEN_FOR:
        return None
    with attempt():
        found = find_for_public(code, "", who=_who(request), at=moment)
        return found[0] if found else None
    return None


@require_POST
def track_leave(request: HttpRequest) -> HttpResponse:
    """Forget the dossiers looked up; the next person at this machine sees nothing."""
    request.session.pop(_SESSION, None)
    return redirect("web:track")


def open_here(request: HttpRequest, row: Dossier, at: datetime) -> None:
    """Let this browser see everything of the dossier for half an hour."""
    kept: dict[str, str] = {**request.session.get(_SESSION, {}), row.code: at.isoformat()}
    request.session[_SESSION] = dict(list(kept.items())[-_OPEN_AT_ONCE:])


def _who(request: HttpRequest) -> str:
    """The client's address. A proxy in front must pass it on as the connection's own."""
    return str(request.META.get("REMOTE_ADDR", ""))
