"""Addresses of the pages on which a route is designed."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.catalog import routes

urlpatterns: list[URLPattern] = [
    path("quy-trinh/", routes.routes, name="routes"),
    path("quy-trinh/<str:code>/", routes.route, name="route"),
    path("quy-trinh/<str:code>/<int:number>/", routes.route_version, name="route_version"),
]
