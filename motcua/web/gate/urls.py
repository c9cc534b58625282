"""Addresses of the gate, where a marshal lets people in, also without network."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.gate import arrivals, day, door_script, doors

urlpatterns: list[URLPattern] = [
    path("", doors.gate, name="gate"),
    path("mo/", doors.gate_open, name="gate_open"),
    path("dong/", doors.gate_close, name="gate_close"),
    path("may/<int:device_id>/dong/", doors.gate_close_lost, name="gate_close_lost"),
    path("den/", arrivals.gate_arrive, name="gate_arrive"),
    path("vao/", arrivals.gate_admit, name="gate_admit"),
    path("ra/", arrivals.gate_leave, name="gate_leave"),
    path("tu-choi/", arrivals.gate_refuse, name="gate_refuse"),
    path("may/", door_script.gate_state, name="gate_state"),
    path("may/tra/", door_script.gate_give_back, name="gate_give_back"),
    path("may/gop/", door_script.gate_merge, name="gate_merge"),
    path("ngoai-mang/", door_script.gate_shell, name="gate_shell"),
    path("giu-trang.js", door_script.gate_worker, name="gate_worker"),
    path("ngay/", day.gate_day, name="gate_day"),
]
