"""Delegation and absence cover."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.rights import pages

urlpatterns: list[URLPattern] = [
    path("uy-quyen/", pages.delegations, name="delegations"),
    path("uy-quyen/lam-thay/", pages.cover, name="delegation_cover"),
    path("uy-quyen/tai-cho/", pages.authority, name="delegation_authority"),
    path("uy-quyen/<int:delegation_id>/thoi/", pages.revoke, name="delegation_revoke"),
]
