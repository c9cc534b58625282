"""Addresses for the public: find a procedure, hand in, track."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.citizen import counters, draft_links, home, mine, own_results, procedures, tracked_dossier, tracking
from motcua.web.citizen.hand_in import done, form_page, papers, review, start

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("thu-tuc/", procedures.search, name="search"),
    path("thu-tuc/<str:code>/", procedures.procedure, name="procedure"),
    path("thu-tuc/<str:code>/khong-dung-duoc/", procedures.cannot_use, name="cannot_use"),
    path("quay-hom-nay/<str:code>/", counters.counter_today, name="counter_today"),
    path("nop-ho-so/<str:code>/", start.hand_in, name="hand_in"),
    path("nop-ho-so/<str:code>/<str:token>/", start.draft, name="draft"),
    path("nop-ho-so/<str:code>/<str:token>/trang/<int:number>/", form_page.draft_page, name="draft_page"),
    path("nop-ho-so/<str:code>/<str:token>/giay-to/", papers.draft_papers_page, name="draft_papers"),
    path("nop-ho-so/<str:code>/<str:token>/nhan-ket-qua/", form_page.draft_return, name="draft_return"),
    path("nop-ho-so/<str:code>/<str:token>/xem-lai/", review.draft_review, name="draft_review"),
    path("nop-ho-so/<str:code>/<str:token>/da-nop/", done.draft_done, name="draft_done"),
    path("nop-ho-so/<str:code>/<str:token>/duong-dan/", draft_links.draft_link, name="draft_link"),
    path("mo-lai/<str:key>/", draft_links.draft_reopen, name="draft_reopen"),
    path("cua-toi/", mine.mine, name="mine"),
    path("cua-toi/ho-so/<str:code>/", mine.own_dossier_page, name="own_dossier"),
    path("cua-toi/giay-to/", own_results.own_results_page, name="own_results"),
    path("cua-toi/giay-to/<int:file_id>/", own_results.own_result, name="own_result"),
    path("cua-toi/nhap/<int:number>/", mine.own_draft_page, name="own_draft"),
    path("tra-cuu/", tracking.track, name="track"),
    path("tra-cuu/dong/", tracking.track_leave, name="track_leave"),
    path("tra-cuu/<str:code>/", tracking.tracked, name="tracked"),
    path("tra-cuu/<str:code>/bo-sung/", tracked_dossier.track_supplement, name="track_supplement"),
    path(
        "tra-cuu/<str:code>/bo-sung/<int:place>/", tracked_dossier.track_part_supplement, name="track_part_supplement"
    ),
    path("tra-cuu/<str:code>/rut/", tracked_dossier.track_withdraw, name="track_withdraw"),
    path("tra-cuu/<str:code>/phieu/<int:slip_id>/", tracked_dossier.track_slip, name="track_slip"),
    path("tra-cuu/<str:code>/ket-qua/<int:file_id>/", tracked_dossier.track_result, name="track_result"),
]
