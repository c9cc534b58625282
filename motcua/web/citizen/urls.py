"""Pages for the public: find a procedure, hand in, follow."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.citizen import home

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("thu-tuc/", home.home, name="search"),
    path("tra-cuu/", home.home, name="track"),
]
