"""Addresses of the pages on which a form is designed."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.catalog import form_designer, form_pages, form_sample

urlpatterns: list[URLPattern] = [
    path("", form_pages.catalogue, name="catalogue"),
    path("<str:code>/bieu-mau/", form_pages.form, name="form"),
    path("<str:code>/bieu-mau/soan/", form_designer.form_design, name="form_design"),
    path("<str:code>/bieu-mau/<int:version>/", form_pages.form_version, name="form_version"),
    path("<str:code>/bieu-mau/<int:version>/mau/<int:number>/", form_sample.form_sample, name="form_sample"),
]
