"""Addresses of the desk: today's work, lists, search, one dossier and its acts."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.officer import (
    acts,
    batch_acts,
    dossier,
    lists,
    papers,
    result_signature,
    saved_lists,
    search,
    tasks_urls,
)

urlpatterns: list[URLPattern] = [
    *tasks_urls.urlpatterns,
    path("", lists.today, name="today"),
    path("tim/", search.desk_search, name="desk_search"),
    path("tim/<str:name>/", search.desk_found, name="desk_found"),
    path("tim/<str:name>/muc-dich/", search.desk_purpose, name="desk_purpose"),
    path("danh-sach/", saved_lists.view_save, name="view_save"),
    path("danh-sach/<int:view_id>/", saved_lists.view_change, name="view_change"),
    path("nhieu/", batch_acts.many_confirm, name="many_confirm"),
    path("nhieu/lam/", batch_acts.many_do, name="many_do"),
    path("nhieu/xong/", batch_acts.many_done, name="many_done"),
    path("ho-so/", lists.dossiers, name="dossiers"),
    path("ho-so/<str:code>/", dossier.dossier, name="dossier"),
    path("ho-so/<str:code>/co-mat/", dossier.dossier_presence, name="dossier_presence"),
    path("ho-so/<str:code>/nhan/", acts.dossier_take, name="dossier_take"),
    path("ho-so/<str:code>/ket-qua/", acts.dossier_result, name="dossier_result"),
    path("ho-so/<str:code>/ky-so/", result_signature.dossier_sign, name="dossier_sign"),
    path("ho-so/<str:code>/buoc/<slug:step>/", acts.dossier_step, name="dossier_step"),
    path("ho-so/<str:code>/tep/<int:file_id>/", papers.dossier_file, name="dossier_file"),
    path("ho-so/<str:code>/phieu/<int:slip_id>/", papers.dossier_slip, name="dossier_slip"),
]
