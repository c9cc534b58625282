"""The page that asks the policy: which rule holds at which unit, for whom, at any moment."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from motcua.catalog.queries import procedures as catalog
from motcua.clock.queries import VIETNAM
from motcua.directives import queries
from motcua.directives.explanation import explained, unit_tasks
from motcua.people.calendars import calendar_of
from motcua.people.queries import offices_under
from motcua.web.desk.access import language_of, staff_of
from motcua.web.request_moment import moment_of


@login_required
def policy_why(request: HttpRequest) -> HttpResponse:
    """Show a form of four questions, and the rulebook's answer with its clauses."""
    staff, given, errors = staff_of(request), request.GET, {}
    units = [
        office
        for office in offices_under(staff.office.path.split("/", 1)[0])
        if office.kind.endswith(("_unit", "_centre"))
    ]
    procedures = catalog.active_procedures()
    lines: list[str] = []
    when = moment_of(request).strftime("%Y-%m-%dT%H:%M")
    if given.get("at"):
        when = given["at"]
        office = next((unit for unit in units if unit.code == given.get("unit")), None)
        procedure = next((procedure for procedure in procedures if procedure.code == given.get("procedure")), None)
        try:
            at = datetime.fromisoformat(when).replace(tzinfo=VIETNAM)
        except ValueError:
            errors["at"] = _("Hãy ghi ngày giờ, ví dụ 2020-03-31T14:00.")
        else:
            if office is None:
                errors["unit"] = _("Hãy chọn đơn vị.")
            else:
                facts = queries.facts_for(
                    office=office, at=at, procedure=procedure, uses_neither=given.get("uses_neither") == "yes"
                )
                lang = language_of(request)
                lines = [
                    *explained(facts, lang, calendar=calendar_of(office)),
                    *unit_tasks(facts, lang),
                ]
    context = {"units": units, "procedures": procedures, "lines": lines, "errors": errors, "when": when, "given": given}
    return render(request, "policy/why.html", context)
