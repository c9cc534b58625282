"""Drafts of online hand-ins, found by their token or by the link sent to a phone."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from motcua.dossiers.models import Draft
from motcua.people.encryption import keyed_digest
from motcua.people.models import PhoneCode


def draft_by_token(token: str) -> Draft | None:
    """The draft with this token, its procedure, form, office and dossier loaded; None when there is none."""
    if len(token) > 64 or "\0" in token:
        return None
    related = ("procedure__field", "form", "office", "dossier")
    return Draft.objects.select_related(*related).filter(token=token).first()


def link_is_alive(key: str, *, at: datetime) -> bool:
    """Whether the link would open its draft; asking does not use it up, as messengers open links by themselves."""
    return living_links(key, at).exists()


def living_links(key: str, at: datetime) -> QuerySet[PhoneCode]:
    return PhoneCode.objects.filter(
        code=link_digest(key[:100]), purpose__startswith=LINK_PURPOSE, used_at=None, sent_at__lte=at, expires_at__gt=at
    )


def link_digest(key: str) -> str:
    return keyed_digest(f"draft-link:{key}")


LINK_PURPOSE: Final = "draft:"
