"""Addresses of the catalogue officer's pages: forms and routes of procedures."""

from __future__ import annotations

from motcua.web.catalog import form_urls, route_urls

urlpatterns = [*form_urls.urlpatterns, *route_urls.urlpatterns]
