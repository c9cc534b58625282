"""Pages of one receipt: view, print, cancel."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.payments import actions, queries
from motcua.payments.queries import receipt_pdf
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.payments.forms import ReceiptCancelForm
from motcua.web.request_moment import moment_of


def _found(request: HttpRequest, receipt_id: int) -> Any:
    found = queries.receipts_visible_to(staff_of(request), moment_of(request)).filter(pk=receipt_id).first()
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def fee_receipt(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """Show the receipt; `?in=1` sends its PDF."""
    found = _found(request, receipt_id)
    if request.GET.get("in"):
        response = HttpResponse(receipt_pdf(found), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="bien-lai-{found.symbol}-{found.number}.pdf"'
        return response
    return render(request, "payments/receipt.html", {"receipt": found, "form": ReceiptCancelForm(), "refused": ""})


@login_required
@require_POST
def fee_cancel(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """Cancel the receipt with a reason; its number stays."""
    found, form, refused = _found(request, receipt_id), ReceiptCancelForm(request.POST), ""
    if form.is_valid():
        with attempt(form=form, shown_by_page=True) as tried:
            actions.cancel_fee(receipt=found, why=form.cleaned_data["why"], by=staff_of(request), at=moment_of(request))
            messages.success(request, _("Đã hủy biên lai."))
            return redirect("web:fee_receipt", receipt_id=receipt_id)
        refused = tried.refused
    context = {"receipt": found, "form": form, "refused": refused}
    return render(request, "payments/receipt.html", context, status=422)
