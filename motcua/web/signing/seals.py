"""The list of seals and certificates, and the registration of a seal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.people.queries import Office, Staff
from motcua.signing import actions, queries
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of
from motcua.web.signing.forms import PlaceForm, SealForm, row_choices


@login_required
@require_safe
def seals(request: HttpRequest) -> HttpResponse:
    """List the seals and certificates that this person looks after; empty for anybody else."""
    staff, at = staff_of(request), moment_of(request)
    certificates = [(row, _state_of(row, at)) for row in queries.certificates_visible_to(staff, at)]
    page = {
        "seals": queries.seals_visible_to(staff, at),
        "certificates": certificates,
        "may_add": queries.offices_of_keeper(staff, at).exists(),
    }
    return render(request, "signing/seals.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seal_add(request: HttpRequest) -> HttpResponse:
    """Register a seal: its owner and place first, then the rest."""
    staff, at = staff_of(request), moment_of(request)
    offices = queries.offices_of_keeper(staff, at)
    if not offices.exists():
        raise Http404
    where = PlaceForm(
        request.GET if "office" in request.GET else None,
        offices=row_choices(offices, _("chọn")),
        places=row_choices(queries.one_stop_places(), _("tại chính cơ quan")),
    )
    page: dict[str, Any] = {"where": where, "form": None}
    if where.is_bound and where.is_valid():
        office = offices.get(pk=where.cleaned_data["office"])
        chosen = where.cleaned_data["kept_at"]
        kept_at = queries.one_stop_places().get(pk=chosen) if chosen else office
        people = queries.staff_at(kept_at)
        form = SealForm(
            request.POST if request.method == "POST" else None,
            people=row_choices(people, _("chọn")),
            initial={"kind": "first" if kept_at == office else "second"},
        )
        page |= {"form": form, "office": office, "kept_at": kept_at}
        if request.method == "POST" and form.is_valid() and _register(request, form, office, kept_at, people):
            return redirect("web:seals")
    return render(request, "signing/seal_add.html", page)


def _register(request: HttpRequest, form: SealForm, office: Office, kept_at: Office, people: Any) -> bool:
    typed = form.cleaned_data
    keeper: Staff | None = people.filter(pk=typed["keeper"]).first() if typed["keeper"] else None
    with attempt(form=form):
        actions.register_seal(
            office=office, kept_at=kept_at, kind=typed["kind"], label=typed["label"],
            registration=typed["registration"], keeper=keeper, by=staff_of(request), at=moment_of(request),
        )  # fmt: skip
        messages.success(request, _("Đã đăng ký con dấu."))
        return True
    return False


def _state_of(certificate: Any, at: Any) -> tuple[str, str]:
    """The tag of a certificate's state: class and words."""
    if certificate.revoked_at is not None:
        return "late", _("đã thu hồi")
    if certificate.valid_to < at:
        return "late", _("đã hết hạn")
    if certificate.valid_from > at:
        return "soon", _("chưa có hiệu lực")
    if (certificate.valid_to - at).days < 60:
        return "soon", _("sắp hết hạn")
    return "good", _("đang dùng")
