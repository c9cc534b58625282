"""Addresses of seals, certificates and the check of signed papers."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.signing import certificates, custody, seals, verify

urlpatterns: list[URLPattern] = [
    path("xac-minh/", verify.verify, name="verify"),
    path("xac-minh/<str:token>/", verify.verify_issued, name="verify_issued"),
    path("con-dau/", seals.seals, name="seals"),
    path("con-dau/them/", seals.seal_add, name="seal_add"),
    path("con-dau/<int:seal_id>/", custody.seal_page, name="seal"),
    path("con-dau/<int:seal_id>/thoi-dung/", custody.seal_withdraw, name="seal_withdraw"),
    path("con-dau/<int:seal_id>/so/<int:year>/", custody.seal_book, name="seal_book"),
    path("con-dau/chung-thu/them/", certificates.certificate_add, name="certificate_add"),
    path("con-dau/chung-thu/<int:certificate_id>/", certificates.certificate, name="certificate"),
]
