"""Pages of one seal: its custody, its hand-over, its book by year."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.signing import actions, queries
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of
from motcua.web.signing.forms import SealHandOverForm, row_choices

LINES: Final = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seal_page(request: HttpRequest, seal_id: int) -> HttpResponse:
    """Show the seal with its custody, and hand it over."""
    found = _found(request, seal_id)
    people = queries.staff_at(found.kept_at).exclude(pk=found.keeper_id)
    form = SealHandOverForm(request.POST if request.method == "POST" else None, people=row_choices(people, _("chọn")))
    refused = ""
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with attempt(form=form, shown_by_page=True) as tried:
            actions.hand_over_seal(
                seal=found, to_staff=people.get(pk=typed["to_staff"]), permission=typed["permission"],
                minutes=typed["minutes"], by=staff_of(request), at=moment_of(request),
            )  # fmt: skip
            messages.success(request, _("Đã ghi việc bàn giao con dấu."))
            return redirect("web:seal", found.pk)
        refused = tried.refused
    page = {
        "seal": found,
        "form": form,
        "refused": refused,
        "years": queries.book_years(found),
        "hand_overs": queries.hand_overs_of(found),
    }
    return render(request, "signing/seal.html", page)


@login_required
@require_POST
def seal_withdraw(request: HttpRequest, seal_id: int) -> HttpResponse:
    """Take the seal out of use."""
    found = _found(request, seal_id)
    with attempt(request):
        actions.withdraw_seal(seal=found, by=staff_of(request), at=moment_of(request))
        messages.success(request, _("Con dấu đã thôi sử dụng."))
    return redirect("web:seal", found.pk)


@login_required
@require_safe
def seal_book(request: HttpRequest, seal_id: int, year: int) -> HttpResponse:
    """Show the seal book of a year, fifty lines a page."""
    found = _found(request, seal_id)
    if not 1900 < year < 3000:
        raise Http404
    pages = Paginator(queries.seal_book(found, year), LINES)
    page = {"seal": found, "year": year, "lines": pages.get_page(request.GET.get("trang"))}
    return render(request, "signing/seal_book.html", page)


def _found(request: HttpRequest, seal_id: int) -> Any:
    if seal_id > 2**62:
        raise Http404
    found = queries.seals_visible_to(staff_of(request), moment_of(request)).filter(pk=seal_id).first()
    if found is None:
        raise Http404
    return found
