"""Help: contact people, questions, forms filled together, support points."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.assistance import (
    asking,
    contacts,
    helpdesk,
    keeping_contacts,
    keeping_points,
    points,
    sharing_citizen,
    sharing_helper,
)

urlpatterns: list[URLPattern] = [
    path("dau-moi/", contacts.contacts, name="contacts"),
    path("dau-moi/<str:code>/in/", contacts.sheet, name="contacts_sheet"),
    path("diem-ho-tro-gan-ban/", points.points_page, name="points_near"),
    path("ho-tro/hoi/", asking.ask, name="ask_help"),
    path("ho-tro/<str:token>/", asking.own, name="help_own"),
    path("nop-ho-so/<str:code>/<str:token>/cung-lam/", sharing_citizen.share, name="draft_share"),
    path("nop-ho-so/<str:code>/<str:token>/cung-lam/<int:number>/", sharing_citizen.fresh, name="draft_together"),
    path("ban-tro-giup/", helpdesk.queue, name="helpdesk"),
    path("ban-tro-giup/so-lieu/", helpdesk.numbers, name="help_numbers"),
    path("ban-tro-giup/ma/", sharing_helper.join, name="share_join"),
    path("ban-tro-giup/<int:number>/", helpdesk.one, name="help_request"),
    path("ban-tro-giup/cung-lam/<int:number>/", sharing_helper.overview, name="shared_draft"),
    path("ban-tro-giup/cung-lam/<int:number>/ket-thuc/", sharing_helper.end, name="shared_end"),
    path("ban-tro-giup/cung-lam/<int:number>/trang/<int:page>/", sharing_helper.page, name="shared_page"),
    path("ban-tro-giup/cung-lam/<int:number>/trang/<int:page>/moi/", sharing_helper.fresh, name="shared_fresh"),
    path("ban-tro-giup/cung-lam/<int:number>/giay-to/<int:file_id>/", sharing_helper.paper, name="shared_paper"),
    path("ban/diem-ho-tro/", keeping_points.listed, name="support_points"),
    path("ban/diem-ho-tro/<int:number>/", keeping_points.one, name="support_point"),
    path("ban/dau-moi/", keeping_contacts.listed, name="contact_points"),
    path("ban/dau-moi/don-vi/<int:office>/", keeping_contacts.new, name="contact_new"),
    path("ban/dau-moi/<int:number>/", keeping_contacts.one, name="contact_point"),
    path("ban/dau-moi/<int:number>/con-dung/", keeping_contacts.confirm, name="contact_confirm"),
    path("ban/dau-moi/<int:number>/thoi/", keeping_contacts.end, name="contact_end"),
]
