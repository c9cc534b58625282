"""Rosters: one's own shifts, the unit's week, gaps, swaps, absences, calendar feeds."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.rosters import absences, feeds, gaps, own_shifts, shifts, swaps, week

urlpatterns: list[URLPattern] = [
    path("", own_shifts.rosters, name="rosters"),
    path("don-vi/<str:code>/", week.week, name="roster_week"),
    path("don-vi/<str:code>/them/", shifts.add, name="roster_add"),
    path("don-vi/<str:code>/chep/", week.copy, name="roster_copy"),
    path("don-vi/<str:code>/cong-bo/", week.publish, name="roster_publish"),
    path("don-vi/<str:code>/goi-du-phong/", week.reserve, name="roster_reserve"),
    path("don-vi/<str:code>/bao-vang/", absences.absence_of, name="roster_absence_of"),
    path("ca/<int:shift_id>/", shifts.change, name="roster_shift"),
    path("ca/<int:shift_id>/bo/", shifts.cancel, name="roster_cancel"),
    path("ca/<int:shift_id>/thay/", shifts.cover, name="roster_cover"),
    path("ca/<int:shift_id>/doi/", swaps.ask, name="roster_swap"),
    path("doi-ca/<int:swap_id>/", swaps.answer, name="roster_swap_answer"),
    path("bao-vang/", absences.absence, name="roster_absence"),
    path("bao-vang/<int:absence_id>/het/", absences.end, name="roster_absence_end"),
    path("thieu-nguoi/", gaps.gaps, name="roster_gaps"),
    path("ics/", feeds.address, name="roster_feed_address"),
    path("ics/<str:key>/", feeds.feed, name="roster_feed"),
]
