"""The gate: a marshal lets in, counts out, and goes on without network."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.gate import admitting, doors, history, machine

urlpatterns: list[URLPattern] = [
    path("", doors.gate, name="gate"),
    path("mo/", doors.open_door, name="gate_open"),
    path("dong/", doors.close_door, name="gate_close"),
    path("may/<int:device_id>/dong/", doors.close_lost, name="gate_close_lost"),
    path("den/", admitting.arrive, name="gate_arrive"),
    path("vao/", admitting.let_in, name="gate_admit"),
    path("ra/", admitting.count_out, name="gate_leave"),
    path("tu-choi/", admitting.send_away, name="gate_refuse"),
    path("may/", machine.state, name="gate_state"),
    path("may/tra/", machine.hand_back, name="gate_give_back"),
    path("may/gop/", machine.tell, name="gate_merge"),
    path("ngoai-mang/", machine.shell, name="gate_shell"),
    path("giu-trang.js", machine.worker, name="gate_worker"),
    path("ngay/", history.day, name="gate_day"),
]
