"""Addresses of the boards in the rooms and of their announcements."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.board import announcements, screens

urlpatterns: list[URLPattern] = [
    path("bang/<str:board_key>/", screens.board, name="board"),
    path("trang-thai/<slug:kind>/<str:key>/", screens.live_state, name="live_state"),
    path("bang-thong-bao/", announcements.announcements, name="announcements"),
    path("bang-thong-bao/<int:announcement_id>/go/", announcements.announcement_withdraw, name="announcement_withdraw"),
]
