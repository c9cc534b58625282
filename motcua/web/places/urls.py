"""Addresses of rooms, counters, floor plan, equipment, rounds and daily figures."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.places import counters, daily_figures, door_sheet, equipment, floor_plan, rooms, rounds, units

urlpatterns: list[URLPattern] = [
    path("", units.places, name="places"),
    path("lap/<int:office_id>/", units.place_set_up, name="place_set_up"),
    path("trang-thiet-bi/", equipment.equipment, name="equipment"),
    path("trang-thiet-bi/<int:premises_id>/", equipment.equipment_list, name="equipment_list"),
    path("kiem-tra/<int:premises_id>/", rounds.rounds, name="rounds"),
    path("so-do/<str:code>/", floor_plan.floor_plan, name="floor_plan"),
    path("<int:premises_id>/", units.place, name="place"),
    path("<int:premises_id>/dat-lich/", units.place_booking, name="place_booking"),
    path("<int:premises_id>/phong/", rooms.room_edit, name="room_new"),
    path("<int:premises_id>/phong/<int:room_id>/", rooms.room_edit, name="room_edit"),
    path("<int:premises_id>/phong/<int:room_id>/viec/", rooms.room_act, name="room_act"),
    path("<int:premises_id>/quay/", counters.counter_edit, name="counter_new"),
    path("<int:premises_id>/quay/<int:counter_id>/", counters.counter_edit, name="counter_edit"),
    path("<int:premises_id>/quay/<int:counter_id>/viec/", counters.counter_act, name="counter_act"),
    path("<int:premises_id>/to-dan-cua/", door_sheet.door_sheet, name="door_sheet"),
    path("<int:premises_id>/so-lieu/", daily_figures.daily_figures, name="daily_figures"),
]
