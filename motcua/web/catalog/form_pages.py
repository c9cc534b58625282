"""Pages of the catalogue: procedures with versions of forms and routes, and the versions of one form."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalog.actions import forms as form_design
from motcua.catalog.queries.forms import design_in, form_versions, procedures_visible_to
from motcua.rulebook.vietnamese import VIETNAM, fold
from motcua.web.catalog.form_access import citizen_views, designed_procedure_or_404, version_or_404
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of

_PER_PAGE = 50


@login_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """List the procedures that the person keeps, found by name or code."""
    words = request.GET.get("q", "").replace("\0", "")[:100]
    rows = procedures_visible_to(staff_of(request), moment_of(request))
    for word in fold(words).split()[:8]:
        rows = rows.filter(search_text__contains=word) | rows.filter(code__contains=word)
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("trang"))
    listed = []
    for row in page:
        forms = list(row.forms.all())
        listed.append(
            {
                "procedure": row,
                "published": next((form for form in forms if form.published_at), None),
                "draft": next((form for form in forms if not form.published_at), None),
            }
        )
    return render(request, "catalog/catalogue.html", {"rows": listed, "page": page, "words": words})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, code: str) -> HttpResponse:
    """List the versions of one form; a POST begins a new draft or opens the present one."""
    procedure = designed_procedure_or_404(request, code)
    if request.method == "POST":
        form_design.begin_form_draft(procedure=procedure, by=staff_of(request), at=moment_of(request))
        return redirect("web:form_design", code)
    found = form_versions(procedure)
    shown = {
        "procedure": procedure,
        "versions": found,
        "draft": next((row for row in found if row.published_at is None), None),
        "current": next((row for row in found if row.published_at is not None), None),
    }
    return render(request, "catalog/form_versions.html", shown)


@login_required
@require_safe
def form_version(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Show one version, every page as a citizen sees it."""
    procedure = designed_procedure_or_404(request, code)
    form = version_or_404(procedure, version)
    if form.published_at is None:
        messages.info(request, _("Đây là bản đang soạn, chưa ai điền."))
    today = moment_of(request).astimezone(VIETNAM).date()
    shown = {"procedure": procedure, "version": form, "pages": citizen_views(design_in(form), today)}
    return render(request, "catalog/form_version.html", shown)
