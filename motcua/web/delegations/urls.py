"""Addresses of delegations and absence cover."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.delegations import delegations

urlpatterns: list[URLPattern] = [
    path("uy-quyen/", delegations.delegations, name="delegations"),
    path("uy-quyen/lam-thay/", delegations.delegation_cover, name="delegation_cover"),
    path("uy-quyen/tai-cho/", delegations.delegation_authority, name="delegation_authority"),
    path("uy-quyen/<int:delegation_id>/thoi/", delegations.delegation_revoke, name="delegation_revoke"),
]
