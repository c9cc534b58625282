"""Tickets: at the kiosk, on the phone, and at the counter that calls them."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.queue import calling, helping, holder, taking

urlpatterns: list[URLPattern] = [
    path("lay-so/<str:door_key>/", taking.take_ticket, name="take_ticket"),
    path("kiosk/<str:door_key>/", taking.kiosk, name="kiosk"),
    path("kiosk/<str:door_key>/phieu/<str:token>/", taking.slip, name="kiosk_slip"),
    path("so/<str:token>/", holder.ticket, name="ticket"),
    path("so/<str:token>/ra-ngoai/", holder.outside, name="ticket_outside"),
    path("so/<str:token>/ve/", holder.leave, name="ticket_leave"),
    path("so/<str:token>/truc-tuyen/", holder.online, name="ticket_online"),
    path("so/<str:token>/danh-gia/", holder.rate, name="ticket_rate"),
    path("goi-so/", calling.calling, name="calling"),
    path("goi-so/lay-so/", helping.take_for, name="calling_take"),
    path("goi-so/quay/<int:counter_id>/<str:act>/", calling.counter_act, name="calling_counter"),
    path("goi-so/<int:ticket_id>/<str:act>/", calling.ticket_act, name="calling_ticket"),
]
