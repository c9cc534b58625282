"""Help: contact people, questions, forms filled together, support points."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.assistance import sharing_citizen

urlpatterns: list[URLPattern] = [
    path("nop-ho-so/<str:code>/<str:token>/cung-lam/", sharing_citizen.share, name="draft_share"),
    path("nop-ho-so/<str:code>/<str:token>/cung-lam/<int:number>/", sharing_citizen.fresh, name="draft_together"),
]
