"""Appointments: booked by the public, kept by the unit."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.booking import appointment, choices, desk, files, person, phone_code, pick_up

urlpatterns: list[URLPattern] = [
    path("dat-lich/", choices.what, name="book"),
    path("dat-lich/nop/", choices.procedures, name="book_procedures"),
    path("dat-lich/nop/<str:code>/", choices.units, name="book_units"),
    path("dat-lich/nop/<str:code>/<str:unit>/", choices.days, name="book_days"),
    path("dat-lich/nop/<str:code>/<str:unit>/khong-dung-duoc/", choices.cannot_use, name="book_cannot_use"),
    path("dat-lich/nop/<str:code>/<str:unit>/<str:when>/", person.person, name="book_person"),
    path("dat-lich/nhan/", pick_up.which, name="book_pick_up"),
    path("dat-lich/nhan/gio/", pick_up.days, name="book_pick_up_days"),
    path("dat-lich/ma/", phone_code.code, name="book_code"),
    path("lich-hen/<str:token>/", appointment.appointment, name="appointment"),
    path("lich-hen/<str:token>/doi/", appointment.change, name="appointment_change"),
    path("lich-hen/<str:token>/nhan/", appointment.take, name="appointment_accept"),
    path("lich-hen/<str:token>/huy/", appointment.give_up, name="appointment_cancel"),
    path("lich-hen/<str:token>/lich.ics", files.calendar_file, name="appointment_calendar"),
    path("lich-hen/<str:token>/ma.png", files.qr_file, name="appointment_qr"),
    path("hen/", desk.day, name="appointments"),
    path("hen/<int:pk>/<str:act>/", desk.act, name="appointment_act"),
    path("hen/dat/<int:premises_id>/", desk.book_for, name="appointment_book"),
]
