"""Pages on which unit heads keep their contact people; supervisors see which rows are outdated."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.assistance.actions.contact_points import confirm_contact, end_contact, save_contact
from motcua.assistance.permissions import may_oversee_assistance
from motcua.assistance.queries.contact_points import contacts_visible_to, units_headed
from motcua.catalog.queries.procedures import fields_in_use
from motcua.people.queries import colleagues_of
from motcua.web.assistance.forms import ContactForm
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.limits import limit
from motcua.web.request_moment import moment_of

_ASKED = ("name", "title", "username", "field", "phone", "email", "hours", "valid_from", "valid_to")
MOST_SHOWN = 300


@login_required
@require_safe
def contact_points(request: HttpRequest) -> HttpResponse:
    """List contact people of the person's units, those due for a check first."""
    staff, at = staff_of(request), moment_of(request)
    units = list(units_headed(staff, at))
    if not units and not may_oversee_assistance(staff, at):
        raise Http404
    rows = list(contacts_visible_to(staff, at)[:MOST_SHOWN])
    page = {"rows": rows, "units": units, "mine": {unit.pk for unit in units}}
    return render(request, "assistance/contact_points.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact_new(request: HttpRequest, office: int) -> HttpResponse:
    """Add a contact person."""
    unit = units_headed(staff_of(request), moment_of(request)).filter(pk=office).first()
    if unit is None:
        raise Http404
    return _edit(request, unit, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact_point(request: HttpRequest, number: int) -> HttpResponse:
    """Change a contact person."""
    row = _own(request, number)
    return _edit(request, row.office, row)


@login_required
@require_POST
def contact_confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm that a contact person's row still holds."""
    row = _own(request, number)
    with attempt(request, done=_("Đã xác nhận, công khai thêm %(days)s ngày.") % {"days": limit("contact days")}):
        confirm_contact(contact_id=row.pk, by=staff_of(request), at=moment_of(request))
    return redirect("web:contact_points")


@login_required
@require_POST
def contact_end(request: HttpRequest, number: int) -> HttpResponse:
    """Take a contact person off the list at once."""
    row = _own(request, number)
    with attempt(request, done=_("Đã thôi công khai đầu mối này.")):
        end_contact(contact_id=row.pk, by=staff_of(request), at=moment_of(request))
    return redirect("web:contact_points")


def _own(request: HttpRequest, number: int) -> Any:
    staff, at = staff_of(request), moment_of(request)
    row = contacts_visible_to(staff, at).filter(pk=number).first()
    if row is None or not units_headed(staff, at).filter(pk=row.office_id).exists():
        raise Http404
    return row


def _edit(request: HttpRequest, unit: Any, row: Any) -> HttpResponse:
    staff, at = staff_of(request), moment_of(request)
    choices = {
        "people": [(colleague.username, colleague.full_name) for colleague in colleagues_of(unit)],
        "fields": [(field.code, field.name) for field in fields_in_use()],
    }
    form = ContactForm(initial=_kept(row) if row is not None else {}, **choices)
    if request.method == "POST":
        form = ContactForm(request.POST, **choices)
        if form.is_valid():
            given = {name: form.cleaned_data[name] for name in _ASKED}
            number = row.pk if row is not None else None
            with attempt(form=form):
                save_contact(office=unit, given=given, contact_id=number, by=staff, at=at)
                messages.success(request, _("Đã lưu và công khai."), extra_tags="good")
                return redirect("web:contact_points")
    page = {"form": form, "unit": unit, "row": row}
    return render(request, "assistance/contact_point.html", page, status=422 if form.errors else 200)


def _kept(row: Any) -> dict[str, Any]:
    def said(day: Any) -> str:
        return f"{day.day}/{day.month}/{day.year}" if day is not None else ""

    return {
        "name": row.name,
        "title": row.title,
        "phone": row.phone,
        "email": row.email,
        "hours": row.hours,
        "field": row.field.code if row.field is not None else "",
        "username": row.staff.username if row.staff is not None else "",
        "valid_from": said(row.valid_from),
        "valid_to": said(row.valid_to),
    }
