"""Pages of dossiers' incidents (errors in results, lost papers): list, report, resolution."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.dossiers import permissions
from motcua.dossiers.actions import incidents as actions
from motcua.dossiers.queries import dossiers_visible_to
from motcua.dossiers.queries.incidents import dossier_incidents_visible_to
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.dossier_incidents.forms import CorrectForm, ReportForm, ResolveForm
from motcua.web.request_moment import moment_of

PAGE = 50


@login_required
@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    """List the incidents of the dossiers that the person may see."""
    found = dossier_incidents_visible_to(staff_of(request), moment_of(request))
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    return render(request, "dossier_incidents/list.html", {"page_of_incidents": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def incident_report(request: HttpRequest, code: str) -> HttpResponse:
    """Report an incident of one dossier."""
    staff, at = staff_of(request), moment_of(request)
    dossier = dossiers_visible_to(staff, at).filter(code=code[:60]).first()
    if dossier is None:
        raise Http404
    form, refused = ReportForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        with attempt(form=form, shown_by_page=True) as tried:
            made = actions.report_incident(dossier=dossier, by=staff, at=at, **form.cleaned_data)
            messages.success(request, _("Đã ghi sự cố."))
            return redirect("web:incident", incident_id=made.pk)
        refused = tried.refused
    status = 422 if request.method == "POST" else 200
    context = {"dossier": dossier, "form": form, "refused": refused}
    return render(request, "dossier_incidents/report.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def incident(request: HttpRequest, incident_id: int) -> HttpResponse:
    """Show one incident; a POST resolves and closes it."""
    staff, at = staff_of(request), moment_of(request)
    found = dossier_incidents_visible_to(staff, at).filter(pk=incident_id).first()
    if found is None:
        raise Http404
    kind: Any = CorrectForm if found.kind == "error" else ResolveForm
    form, refused = kind(request.POST or None, request.FILES or None), ""
    if request.method == "POST" and form.is_valid():
        act: Any = actions.correct_result if found.kind == "error" else actions.resolve_incident
        with attempt(form=form, shown_by_page=True) as tried:
            act(incident=found, by=staff, at=at, **form.cleaned_data)
            messages.success(request, _("Đã giải quyết sự cố và báo cho người dân."))
            return redirect("web:incident", incident_id=found.pk)
        refused = tried.refused
    status = 422 if request.method == "POST" else 200
    may = permissions.may_resolve_incident(found, staff, at)
    context = {"incident": found, "form": form, "refused": refused, "may_resolve": may}
    return render(request, "dossier_incidents/incident.html", context, status=status)
