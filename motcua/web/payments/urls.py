"""Addresses of fees at the counter."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.payments import cash, receipts

urlpatterns: list[URLPattern] = [
    path("", cash.cash, name="cash"),
    path("bien-lai/<int:receipt_id>/", receipts.fee_receipt, name="fee_receipt"),
    path("bien-lai/<int:receipt_id>/huy/", receipts.fee_cancel, name="fee_cancel"),
    path("<str:code>/", cash.fee_take, name="fee_take"),
]
