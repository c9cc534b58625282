"""The cashier's pages: dossiers with unpaid fees, today's receipts, taking a fee."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.payments import actions, permissions, queries
from motcua.rulebook.work_calendar import localise
from motcua.web import formats
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.payments.forms import TakeForm
from motcua.web.request_moment import moment_of

SHOWN: Final = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cash(request: HttpRequest) -> HttpResponse:
    """List dossiers with something to pay; a code typed or scanned opens one."""
    staff, at = staff_of(request), moment_of(request)
    offices = permissions.offices_of_cash(staff, at)
    if not offices:
        raise Http404
    code = request.POST.get("code", "").replace("\0", "").strip()[:200]
    missing = ""
    if request.method == "POST":
        found = queries.dossier_to_pay(staff, code, at)
        if found is not None:
            return redirect("web:fee_take", code=found.code)
        missing = _("Không thấy hồ sơ này ở đơn vị của bạn.")
    today = localise(at).date()
    context = {
        "waiting": queries.dossiers_to_pay(staff, at)[:SHOWN],
        "day": queries.takings_on(offices, today),
        "receipts": queries.receipts_visible_to(staff, at).order_by("-id")[:SHOWN],
        "code": code,
        "missing": missing,
    }
    return render(request, "payments/cash.html", context, status=422 if missing else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def fee_take(request: HttpRequest, code: str) -> HttpResponse:
    """Show what one dossier owes and its receipts; a POST takes all that is left."""
    staff, at = staff_of(request), moment_of(request)
    dossier = queries.dossier_to_pay(staff, code, at)
    if dossier is None:
        raise Http404
    form = TakeForm(request.POST or None, initial={"key": uuid4(), "payer": dossier.applicant_name})
    refused = ""
    if request.method == "POST" and form.is_valid():
        with attempt(form=form, shown_by_page=True) as tried:
            receipt = actions.take_fee(dossier=dossier, by=staff, at=at, **form.cleaned_data)
            messages.success(request, _("Đã thu %(amount)s.") % {"amount": formats.format_money(receipt.amount)})
            return redirect("web:fee_receipt", receipt_id=receipt.pk)
        refused = tried.refused
    context = {
        "dossier": dossier,
        "form": form,
        "left": queries.fee_owed(dossier),
        "items": dossier.bill.get("items", []),
        "receipts": dossier.fee_receipts.all(),
        "refused": refused,
    }
    wrong_input = request.method == "POST" and (bool(refused) or not form.is_valid())
    return render(request, "payments/take.html", context, status=422 if wrong_input else 200)
