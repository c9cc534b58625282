"""The desk: today's work, the list, one dossier and the acts on it."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.officer import acts, dossier, lists, papers

urlpatterns: list[URLPattern] = [
    path("", lists.today, name="today"),
    path("ho-so/", lists.dossiers, name="dossiers"),
    path("ho-so/<str:code>/", dossier.dossier, name="dossier"),
    path("ho-so/<str:code>/nhan/", acts.take, name="dossier_take"),
    path("ho-so/<str:code>/ket-qua/", acts.upload_result, name="dossier_result"),
    path("ho-so/<str:code>/buoc/<slug:step>/", acts.step, name="dossier_step"),
    path("ho-so/<str:code>/tep/<int:file_id>/", papers.file, name="dossier_file"),
    path("ho-so/<str:code>/phieu/<int:slip_id>/", papers.slip, name="dossier_slip"),
]
