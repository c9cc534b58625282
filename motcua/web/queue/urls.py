"""Addresses of tickets: kiosk, phone, and the counter's calls."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.queue import calls, desk_ticket, ticket_page, ticket_request

urlpatterns: list[URLPattern] = [
    path("lay-so/<str:door_key>/", ticket_request.take_ticket_page, name="take_ticket"),
    path("kiosk/<str:door_key>/", ticket_request.kiosk, name="kiosk"),
    path("kiosk/<str:door_key>/phieu/<str:token>/", ticket_request.kiosk_slip, name="kiosk_slip"),
    path("so/<str:token>/", ticket_page.ticket, name="ticket"),
    path("so/<str:token>/ra-ngoai/", ticket_page.ticket_outside, name="ticket_outside"),
    path("so/<str:token>/ve/", ticket_page.ticket_leave, name="ticket_leave"),
    path("so/<str:token>/truc-tuyen/", ticket_page.ticket_online, name="ticket_online"),
    path("so/<str:token>/danh-gia/", ticket_page.ticket_rate, name="ticket_rate"),
    path("goi-so/", calls.calling, name="calling"),
    path("goi-so/lay-so/", desk_ticket.calling_take, name="calling_take"),
    path("goi-so/quay/<int:counter_id>/<str:act>/", calls.calling_counter, name="calling_counter"),
    path("goi-so/<int:ticket_id>/<str:act>/", calls.calling_ticket, name="calling_ticket"),
]
