"""Addresses of papers to print: slips, registers, lists."""

from __future__ import annotations

from django.urls import URLPattern, path

from motcua.web.printing import batches, hand_over, registers, samples

urlpatterns: list[URLPattern] = [
    path("so-theo-doi/", registers.registers, name="registers"),
    path("so-theo-doi/<int:register_id>/", registers.register, name="register"),
    path("so-theo-doi/<int:register_id>/in/", registers.register_pdf, name="register_pdf"),
    path("so-theo-doi/<int:register_id>/khoa-so/", registers.register_close, name="register_close"),
    path("ban-giao-ket-qua/", hand_over.hand_over_page, name="hand_over"),
    path("ban-giao-ket-qua/in/", hand_over.hand_over_pdf, name="hand_over_pdf"),
    path("hang-loat/", batches.print_batch, name="print_batch"),
    path("ho-so-mau/<str:code>/", samples.sample_dossier, name="sample_dossier"),
]
