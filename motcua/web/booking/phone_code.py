"""The page that takes the code sent to the phone, then books or finds the dossier to pick up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.door.booking.actions.phone_proof import prove_phone
from motcua.door.booking.availability import Wish
from motcua.web.account.forms import CodeForm
from motcua.web.account.phone_sign_in import wait_words
from motcua.web.attempts import attempt
from motcua.web.booking.browser_state import ask_code, pending_of, remember_proof
from motcua.web.booking.lookup import moment_or_none, procedure_or_404, receiving_place_or_404
from motcua.web.booking.person import book_chosen_time
from motcua.web.booking.pick_up import remember_dossier
from motcua.web.request_moment import moment_of


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def book_code(request: HttpRequest) -> HttpResponse:
    """Check the code, or send another."""
    pending = pending_of(request)
    if pending is None:
        return redirect("web:book")
    form = CodeForm(request.POST if request.method == "POST" and "code" in request.POST else None)
    told, status = "", 200
    if request.method == "POST" and "again" in request.POST:
        with attempt() as tried:
            ask_code(request, pending)
            told = _("Đã gửi mã mới. Mã trước không dùng được nữa.")
        if tried.refused:
            told, status = wait_words(tried.seconds), 429
    elif form.is_bound and form.is_valid():
        with attempt(form=form):
            number = prove_phone(
                number=pending["number"],
                phone=pending["phone"],
                code=form.cleaned_data["code"],
                at=moment_of(request),
            )
            remember_proof(request, pending["phone"], number)
            return _go_on(request, pending)
    page = {"form": form, "told": told, "ending": pending["phone"][-3:]}
    return render(request, "booking/code.html", page, status=status)


def _go_on(request: HttpRequest, pending: dict[str, object]) -> HttpResponse:
    if "dossier" in pending:
        remember_dossier(request, str(pending["dossier"]), str(pending["phone"]))
        return redirect("web:book_pick_up_days")
    procedure = procedure_or_404(str(pending["procedure"]))
    premises = receiving_place_or_404(str(pending["unit"]), procedure)
    starts = moment_or_none(str(pending["when"]))
    if starts is None:
        return redirect("web:book")
    wish = Wish(procedure, "hand_in", uses_neither=bool(pending["uses_neither"]))
    return book_chosen_time(request, premises=premises, wish=wish, starts=starts, given=pending)
