"""Addresses of appointments: booked by the public, kept by the unit."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.booking import appointment, appointment_files, choices, desk, person, phone_code, pick_up

urlpatterns: list[URLPattern] = [
    path("dat-lich/", choices.book, name="book"),
    path("dat-lich/nop/", choices.book_procedures, name="book_procedures"),
    path("dat-lich/nop/<str:code>/", choices.book_units, name="book_units"),
    path("dat-lich/nop/<str:code>/<str:unit>/", choices.book_days, name="book_days"),
    path("dat-lich/nop/<str:code>/<str:unit>/khong-dung-duoc/", choices.book_cannot_use, name="book_cannot_use"),
    path("dat-lich/nop/<str:code>/<str:unit>/<str:when>/", person.book_person, name="book_person"),
    path("dat-lich/nhan/", pick_up.book_pick_up, name="book_pick_up"),
    path("dat-lich/nhan/gio/", pick_up.book_pick_up_days, name="book_pick_up_days"),
    path("dat-lich/ma/", phone_code.book_code, name="book_code"),
    path("lich-hen/<str:token>/", appointment.appointment, name="appointment"),
    path("lich-hen/<str:token>/doi/", appointment.appointment_change, name="appointment_change"),
    path("lich-hen/<str:token>/nhan/", appointment.appointment_accept, name="appointment_accept"),
    path("lich-hen/<str:token>/huy/", appointment.appointment_cancel, name="appointment_cancel"),
    path("lich-hen/<str:token>/lich.ics", appointment_files.appointment_calendar, name="appointment_calendar"),
    path("lich-hen/<str:token>/ma.png", appointment_files.appointment_qr, name="appointment_qr"),
    path("hen/", desk.appointments, name="appointments"),
    path("hen/<int:pk>/<str:act>/", desk.appointment_act, name="appointment_act"),
    path("hen/dat/<int:premises_id>/", desk.appointment_book, name="appointment_book"),
]
