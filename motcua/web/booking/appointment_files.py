"""Files of an appointment: a calendar entry and a QR code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.directives.rulings import unit_contact
from motcua.door.booking.events import appointment_link
from motcua.door.booking.queries.appointments import Appointment, current_appointment_of, first_appointment_of
from motcua.rulebook.calendar_file import CalendarEvent, event_file
from motcua.web.booking.lookup import appointment_or_404
from motcua.web.page_context import place_name
from motcua.web.qr_codes import qr_png
from motcua.web.request_moment import moment_of


@require_safe
def appointment_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Answer with the calendar entry; its id stays when it is moved, and a cancelled one is removed."""
    row = current_appointment_of(appointment_or_404(token))
    office = row.premises.office
    what = str(row.procedure) if row.procedure else row.dossier_code
    place = unit_contact(office, moment_of(request)).address
    event = CalendarEvent(
        uid=f"{first_appointment_of(row).token}@motcua",
        starts=row.during.lower,
        ends=row.during.upper,
        summary=f"{_(str(row.get_purpose_display()))}: {what}",
        description=_("Mã hẹn %(code)s. Đổi hoặc hủy: %(link)s") % {"code": row.code, "link": appointment_link(row)},
        location=", ".join(filter(None, (row.counter.room.name, office.name, place))),
        sequence=row.changes,
        cancelled=row.state not in {Appointment.State.BOOKED, Appointment.State.ARRIVED, Appointment.State.DONE},
        url=appointment_link(row),
        remind=True,
    )
    text = event_file(event, _("Một cửa %(place)s") % {"place": place_name()}, at=moment_of(request))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lich-hen-{row.code}.ics"'
    return response


@require_safe
def appointment_qr(request: HttpRequest, token: str) -> HttpResponse:
    """Answer with a QR code of the secret address as PNG; it holds nothing about the person."""
    row = appointment_or_404(token)
    response = HttpResponse(qr_png(appointment_link(row), scale=8), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="lich-hen-{row.code}.png"'
    return response
