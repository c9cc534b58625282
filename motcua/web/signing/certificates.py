"""Pages of signing certificates of units and people: add, view, revoke."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.people.queries import Office, Staff
from motcua.signing import actions, queries
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of
from motcua.web.signing.forms import CertificateForm, OfficeForm, RevocationForm, row_choices


@sensitive_post_parameters("password", "pin")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_add(request: HttpRequest) -> HttpResponse:
    """Add a certificate: choose the unit, then the file or the token."""
    offices = queries.offices_of_keeper(staff_of(request), moment_of(request))
    if not offices.exists():
        raise Http404
    where = OfficeForm(request.GET if "office" in request.GET else None, offices=row_choices(offices, _("chọn")))
    page: dict[str, Any] = {"where": where, "form": None}
    if where.is_bound and where.is_valid():
        office = offices.get(pk=where.cleaned_data["office"])
        people = queries.staff_at(office)
        posted = request.method == "POST"
        form = CertificateForm(
            request.POST if posted else None,
            request.FILES if posted else None,
            people=row_choices(people, _("của đơn vị")),
            with_token=queries.has_token_module(),
        )
        page |= {"form": form, "office": office}
        if posted and form.is_valid():
            chosen = form.cleaned_data["staff"]
            owner = people.get(pk=chosen) if chosen else None
            if _add(request, form, office, owner):
                return redirect("web:seals")
    return render(request, "signing/certificate_add.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """Show one certificate and revoke it."""
    staff, at = staff_of(request), moment_of(request)
    if certificate_id > 2**62:
        raise Http404
    found = queries.certificates_visible_to(staff, at).filter(pk=certificate_id).first()
    if found is None:
        raise Http404
    form, refused = RevocationForm(request.POST if request.method == "POST" else None), ""
    if form.is_bound and form.is_valid():
        with attempt(form=form, shown_by_page=True) as tried:
            actions.revoke_certificate(certificate=found, reason=form.cleaned_data["reason"], by=staff, at=at)
            messages.success(request, _("Đã thu hồi chứng thư số."))
            return redirect("web:seals")
        refused = tried.refused
    page = {"certificate": found, "form": form, "refused": refused, "documents": found.documents.count()}
    return render(request, "signing/certificate.html", page)


def _add(request: HttpRequest, form: CertificateForm, office: Office, owner: Staff | None) -> bool:
    typed, by, at = form.cleaned_data, staff_of(request), moment_of(request)
    with attempt(form=form):
        if typed.get("token") and not typed["file"]:
            actions.add_token_certificate(
                office=office, staff=owner, token=typed["token"], label=typed["label"], pin=typed["pin"], by=by, at=at
            )
        else:
            file = typed["file"]
            content = file.read(queries.LARGEST_KEY_FILE + 1) if file else b""
            actions.add_certificate(
                office=office, staff=owner, content=content, password=typed["password"], by=by, at=at
            )
        messages.success(request, _("Đã thêm chứng thư số."))
        return True
    return False
