"""Addresses of rosters: own shifts, the unit's week, gaps, swaps, absences, calendar feeds."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.rosters import absences, feeds, gaps, own_shifts, shifts, swaps, week

urlpatterns: list[URLPattern] = [
    path("", own_shifts.rosters, name="rosters"),
    path("don-vi/<str:code>/", week.roster_week, name="roster_week"),
    path("don-vi/<str:code>/them/", shifts.roster_add, name="roster_add"),
    path("don-vi/<str:code>/chep/", week.roster_copy, name="roster_copy"),
    path("don-vi/<str:code>/cong-bo/", week.roster_publish, name="roster_publish"),
    path("don-vi/<str:code>/goi-du-phong/", week.roster_reserve, name="roster_reserve"),
    path("don-vi/<str:code>/bao-vang/", absences.roster_absence_of, name="roster_absence_of"),
    path("ca/<int:shift_id>/", shifts.roster_shift, name="roster_shift"),
    path("ca/<int:shift_id>/bo/", shifts.roster_cancel, name="roster_cancel"),
    path("ca/<int:shift_id>/thay/", shifts.roster_cover, name="roster_cover"),
    path("ca/<int:shift_id>/doi/", swaps.roster_swap, name="roster_swap"),
    path("doi-ca/<int:swap_id>/", swaps.roster_swap_answer, name="roster_swap_answer"),
    path("bao-vang/", absences.roster_absence, name="roster_absence"),
    path("bao-vang/<int:absence_id>/het/", absences.roster_absence_end, name="roster_absence_end"),
    path("thieu-nguoi/", gaps.roster_gaps, name="roster_gaps"),
    path("ics/", feeds.roster_feed_address, name="roster_feed_address"),
    path("ics/<str:key>/", feeds.roster_feed, name="roster_feed"),
]
