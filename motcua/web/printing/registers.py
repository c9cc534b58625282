"""Pages of registers: the list, one page of a register, print, close."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.dossiers.actions.register import close_register
from motcua.dossiers.actions.slip_printing import print_register
from motcua.dossiers.permissions import may_close_register
from motcua.dossiers.queries.registers import register_page, registers_visible_to
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.printing.answers import pdf_answer
from motcua.web.request_moment import moment_of


def _found(request: HttpRequest, register_id: int) -> Any:
    found = registers_visible_to(staff_of(request), moment_of(request)).filter(pk=register_id).first()
    if found is None:
        raise Http404
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 1


@login_required
@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """List the registers of the person's units, newest year first, and other papers to print."""
    found = registers_visible_to(staff_of(request), moment_of(request))[:200]
    return render(request, "printing/registers.html", {"registers": found})


@login_required
@require_safe
def register(request: HttpRequest, register_id: int) -> HttpResponse:
    """Show one page of a register, fifty lines."""
    return _page(request, _found(request, register_id))


def _page(request: HttpRequest, book: Any, refused: str = "", wrong: str = "") -> HttpResponse:
    context = {
        "book": book,
        "shown": register_page(book, _number(request.GET.get("trang", "1"))),
        "may_close": book.closed_at is None and may_close_register(book, staff_of(request), moment_of(request)),
        "months": [(month, _("tháng %(month)s") % {"month": month}) for month in range(1, 13)],
        "refused": refused,
        "wrong": wrong,
    }
    return render(request, "printing/register.html", context, status=422 if refused or wrong else 200)


@login_required
@require_safe
def register_pdf(request: HttpRequest, register_id: int) -> HttpResponse:
    """Send the register as PDF, whole or one month (thang=4)."""
    book = _found(request, register_id)
    month = request.GET.get("thang", "")
    with attempt() as tried:
        pdf = print_register(
            staff=staff_of(request),
            register=book,
            at=moment_of(request),
            month=(int(month) if month.isascii() and month.isdecimal() and len(month) < 3 else 0) if month else None,
        )
        return pdf_answer(pdf, f"so-theo-doi-{book.year}-{book.volume:02d}{f'-thang-{month}' if month else ''}")
    return _page(request, book, wrong=tried.errors["month"])


@login_required
@require_POST
def register_close(request: HttpRequest, register_id: int) -> HttpResponse:
    """Close the register for good, confirmed by a tick."""
    book = _found(request, register_id)
    if not request.POST.get("sure"):
        return _page(request, book, wrong=_("Hãy đánh dấu vào ô xác nhận: sổ đã khóa không mở lại được."))
    with attempt() as tried:
        close_register(register=book, by=staff_of(request), at=moment_of(request))
        messages.success(request, _("Đã khóa sổ."))
        return redirect("web:register", register_id=register_id)
    return _page(request, _found(request, register_id), refused=tried.refused)
