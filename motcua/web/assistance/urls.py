"""Addresses of help: contact people, requests, forms filled together, support points."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.assistance import (
    contact_points,
    contacts,
    helpdesk,
    points,
    questions,
    shared_draft_citizen,
    shared_draft_helper,
    support_points,
)

urlpatterns: list[URLPattern] = [
    path("dau-moi/", contacts.contacts, name="contacts"),
    path("dau-moi/<str:code>/in/", contacts.contacts_sheet, name="contacts_sheet"),
    path("diem-ho-tro-gan-ban/", points.points_near_page, name="points_near"),
    path("ho-tro/hoi/", questions.ask_help_page, name="ask_help"),
    path("ho-tro/<str:token>/", questions.help_own, name="help_own"),
    path("nop-ho-so/<str:code>/<str:token>/cung-lam/", shared_draft_citizen.draft_share, name="draft_share"),
    path(
        "nop-ho-so/<str:code>/<str:token>/cung-lam/<int:number>/",
        shared_draft_citizen.draft_together,
        name="draft_together",
    ),
    path("ban-tro-giup/", helpdesk.helpdesk, name="helpdesk"),
    path("ban-tro-giup/so-lieu/", helpdesk.help_numbers, name="help_numbers"),
    path("ban-tro-giup/ma/", shared_draft_helper.share_join, name="share_join"),
    path("ban-tro-giup/<int:number>/", helpdesk.help_request, name="help_request"),
    path("ban-tro-giup/cung-lam/<int:number>/", shared_draft_helper.shared_draft, name="shared_draft"),
    path("ban-tro-giup/cung-lam/<int:number>/ket-thuc/", shared_draft_helper.shared_end, name="shared_end"),
    path("ban-tro-giup/cung-lam/<int:number>/trang/<int:page>/", shared_draft_helper.shared_page, name="shared_page"),
    path(
        "ban-tro-giup/cung-lam/<int:number>/trang/<int:page>/moi/",
        shared_draft_helper.shared_fresh,
        name="shared_fresh",
    ),
    path(
        "ban-tro-giup/cung-lam/<int:number>/giay-to/<int:file_id>/",
        shared_draft_helper.shared_paper,
        name="shared_paper",
    ),
    path("ban/diem-ho-tro/", support_points.support_points, name="support_points"),
    path("ban/diem-ho-tro/<int:number>/", support_points.support_point, name="support_point"),
    path("ban/dau-moi/", contact_points.contact_points, name="contact_points"),
    path("ban/dau-moi/don-vi/<int:office>/", contact_points.contact_new, name="contact_new"),
    path("ban/dau-moi/<int:number>/", contact_points.contact_point, name="contact_point"),
    path("ban/dau-moi/<int:number>/con-dung/", contact_points.contact_confirm, name="contact_confirm"),
    path("ban/dau-moi/<int:number>/thoi/", contact_points.contact_end, name="contact_end"),
]
