"""Links from a dossier's page to other pages: fees, incident report, ZIP download."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.permissions import may_report_incident
from motcua.payments.permissions import offices_of_cash


def related_pages_of(dossier: Any, staff: Any, at: datetime) -> list[tuple[str, str]]:
    """Address and words of each page open to this person; the pages check again. Makes no query."""
    links = []
    accepted = dossier.received_at is not None
    if accepted and dossier.bill.get("total") and dossier.office_id in offices_of_cash(staff, at):
        links.append((reverse("web:fee_take", args=[dossier.code]), _("Thu phí, biên lai")))
    if accepted and may_report_incident(dossier, staff, at):
        links.append((reverse("web:incident_report", args=[dossier.code]), _("Ghi sự cố: sai sót, mất giấy tờ")))
    links.append((reverse("web:dossier_export", args=[dossier.code]), _("Tải toàn bộ hồ sơ (ZIP)")))
    return links
