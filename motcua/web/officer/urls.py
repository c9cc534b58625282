"""The desk: today's work, the lists, the search, one dossier and the acts on it."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.officer import acts, dossier, lists, many, papers, saved, search, signing, tasks_urls

urlpatterns: list[URLPattern] = [
    *tasks_urls.urlpatterns,
    path("", lists.today, name="today"),
    path("tim/", search.search, name="desk_search"),
    path("tim/<str:name>/", search.found, name="desk_found"),
    path("tim/<str:name>/muc-dich/", search.purpose, name="desk_purpose"),
    path("danh-sach/", saved.save, name="view_save"),
    path("danh-sach/<int:view_id>/", saved.change, name="view_change"),
    path("nhieu/", many.confirm, name="many_confirm"),
    path("nhieu/lam/", many.carry_out, name="many_do"),
    path("nhieu/xong/", many.outcome, name="many_done"),
    path("ho-so/", lists.dossiers, name="dossiers"),
    path("ho-so/<str:code>/", dossier.dossier, name="dossier"),
    path("ho-so/<str:code>/co-mat/", dossier.presence, name="dossier_presence"),
    path("ho-so/<str:code>/nhan/", acts.take, name="dossier_take"),
    path("ho-so/<str:code>/ket-qua/", acts.upload_result, name="dossier_result"),
    path("ho-so/<str:code>/ky-so/", signing.sign, name="dossier_sign"),
    path("ho-so/<str:code>/buoc/<slug:step>/", acts.step, name="dossier_step"),
    path("ho-so/<str:code>/tep/<int:file_id>/", papers.file, name="dossier_file"),
    path("ho-so/<str:code>/phieu/<int:slip_id>/", papers.slip, name="dossier_slip"),
]
