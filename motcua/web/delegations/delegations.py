"""Pages of delegations: the list, absence cover, authority of an office for the five acts on the spot."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalog.queries.procedures import codes_known
from motcua.people.actions.delegations import cover_absence, give_authority, revoke_delegation
from motcua.people.checks import read_date
from motcua.people.permissions import delegation_in_force
from motcua.people.queries import (
    active_staff,
    colleagues_of,
    delegations_visible_to,
    offices_headed_by,
    offices_of_kind,
    roles_to_cover,
)
from motcua.refusals import InvalidInput
from motcua.rulebook.work_calendar import localise
from motcua.web.attempts import attempt
from motcua.web.delegations.forms import AuthorityForm, CoverForm
from motcua.web.desk.access import staff_of
from motcua.web.request_moment import moment_of

SHOWN = 200


@login_required
@require_safe
def delegations(request: HttpRequest) -> HttpResponse:
    """List delegations given to me, by me, or at the offices I head."""
    staff, at = staff_of(request), moment_of(request)
    today = localise(at).date()
    rows = [(delegation, _state_words(delegation, today)) for delegation in delegations_visible_to(staff, at)[:SHOWN]]
    heads = bool(offices_headed_by(staff, at))
    return render(request, "delegations/delegations.html", {"rows": rows, "may_give": heads})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_cover(request: HttpRequest) -> HttpResponse:
    """Let a colleague cover for an absent one."""
    staff, at = staff_of(request), moment_of(request)
    offices = offices_headed_by(staff, at)
    if not offices:
        raise Http404
    held = {f"{role.pk}": role for office in offices for role in roles_to_cover(office)}
    people = {f"{colleague.pk}": colleague for office in offices for colleague in colleagues_of(office)}
    form = CoverForm(
        request.POST or None,
        held=[(key, f"{role.staff.full_name} – {role.get_role_display()}") for key, role in held.items()],
        people=[(key, f"{person.full_name} – {person.office.name}") for key, person in people.items()],
    )

    def give(data: dict[str, Any]) -> None:
        role = held[data["held"]]
        cover_absence(
            absent=role.staff, role=role.role, office=role.office, cover=people[data["cover"]],
            first=_day(data["first"]), last=_day(data["last"]), document=data["document"], by=staff, at=at,
        )  # fmt: skip

    return _answer(request, form, give, _("Làm thay khi vắng mặt"), names={"role": "held"})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_authority(request: HttpRequest) -> HttpResponse:
    """Give authority of the person's office to staff at a one-stop unit."""
    staff, at = staff_of(request), moment_of(request)
    own = offices_headed_by(staff, at)
    if not own:
        raise Http404
    kinds = ("provincial_centre", "district_unit", "commune_unit")
    places = {f"{office.pk}": office for kind in kinds for office in offices_of_kind(kind)}
    form = AuthorityForm(request.POST or None, offices=[(key, office.name) for key, office in places.items()])

    def give(data: dict[str, Any]) -> None:
        codes = data["procedures"].split()
        to_staff = active_staff(data["to_staff"])
        errors = {}
        if to_staff is None:
            errors["to_staff"] = "Không có người nào đang làm việc với tên đăng nhập này."
        if unknown := sorted(set(codes) - codes_known(codes)):
            errors["procedures"] = f"Không có thủ tục: {', '.join(unknown[:5])}."
        if errors or to_staff is None:
            raise InvalidInput(errors)
        give_authority(
            from_office=own[0], office=places[data["office"]], role=data["role"], to_staff=to_staff, procedures=codes,
            first=_day(data["first"]), last=_day(data["last"]), document=data["document"], by=staff, at=at,
        )  # fmt: skip

    return _answer(request, form, give, _("Ủy quyền giải quyết tại chỗ"), names={})


@login_required
@require_POST
def delegation_revoke(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Revoke a delegation at once."""
    staff, at = staff_of(request), moment_of(request)
    found = delegations_visible_to(staff, at).filter(pk=delegation_id).first()
    if found is None:
        raise Http404
    with attempt(request):
        revoke_delegation(delegation=found, by=staff, at=at)
        messages.success(request, _("Đã thôi ủy quyền."))
    return redirect("web:delegations")


def _answer(request: HttpRequest, form: forms.Form, give: Any, title: str, *, names: dict[str, str]) -> HttpResponse:
    refused = ""
    if request.method == "POST" and form.is_valid():
        with attempt(form=form, names=names, shown_by_page=True) as tried:
            give(form.cleaned_data)
            messages.success(request, _("Đã giao quyền."))
            return redirect("web:delegations")
        refused = tried.refused
    status = 422 if request.method == "POST" else 200
    return render(request, "delegations/give.html", {"form": form, "title": title, "refused": refused}, status=status)


def _day(typed: str) -> date | None:
    return read_date(typed) if typed.strip() else None


def _state_words(one: Any, today: date) -> str:
    if one.revoked_at is not None:
        return _("đã thôi")
    if delegation_in_force(one, today):
        return _("đang hiệu lực")
    return _("chưa đến ngày") if one.valid_from > today else _("đã hết hạn")
