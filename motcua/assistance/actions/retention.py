"""Removal of names, phones and messages from old questions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from motcua.assistance.models import HelpMessage, HelpRequest, new_help_token

KEPT: Final = timedelta(days=90)
"""How long a question keeps its name, phone and words; its times stay for the numbers."""


@transaction.atomic
def forget_help(*, before: datetime, limit: int = 500) -> int:
    """Empty questions asked before `before` (aware) of everything personal; returns how many, at most `limit`.

    Unit, procedure, kind and times stay; the person's page of the question is no longer found.
    """
    old = HelpRequest.objects.select_for_update(skip_locked=True).filter(asked_at__lt=before).exclude(name="")
    rows = list(old.order_by("id")[:limit])
    HelpMessage.objects.filter(request__in=rows).delete()
    for row in rows:
        row.name = row.phone = row.outcome = ""
        row.token, row.draft = new_help_token(), None
        if row.state != HelpRequest.State.CLOSED:
            row.state, row.closed_at = HelpRequest.State.CLOSED, before + KEPT
    changed = ["name", "phone", "outcome", "token", "draft", "state", "closed_at"]
    HelpRequest.objects.bulk_update(rows, changed)
    return len(rows)
