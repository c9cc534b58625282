"""The gate: a marshal lets in, counts out, and goes on without network."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.gate import arrivals, day, door_script, doors

urlpatterns: list[URLPattern] = [
    path("", doors.gate, name="gate"),
    path("mo/", doors.open_door, name="gate_open"),
    path("dong/", doors.close_door, name="gate_close"),
    path("may/<int:device_id>/dong/", doors.close_lost, name="gate_close_lost"),
    path("den/", arrivals.arrive, name="gate_arrive"),
    path("vao/", arrivals.let_in, name="gate_admit"),
    path("ra/", arrivals.count_out, name="gate_leave"),
    path("tu-choi/", arrivals.send_away, name="gate_refuse"),
    path("may/", door_script.state, name="gate_state"),
    path("may/tra/", door_script.hand_back, name="gate_give_back"),
    path("may/gop/", door_script.tell, name="gate_merge"),
    path("ngoai-mang/", door_script.shell, name="gate_shell"),
    path("giu-trang.js", door_script.worker, name="gate_worker"),
    path("ngay/", day.day, name="gate_day"),
]
