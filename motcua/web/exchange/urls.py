"""Addresses of imports from other systems and of a dossier's download."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.exchange import exports, imports

urlpatterns: list[URLPattern] = [
    path("", imports.imports, name="imports"),
    path("<int:run_id>/loi.csv", imports.import_bad, name="import_bad"),
    path("mau/<slug:kind>.csv", imports.import_sample, name="import_sample"),
    path("ho-so/<str:code>.zip", exports.dossier_export, name="dossier_export"),
]
