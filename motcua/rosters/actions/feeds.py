"""Make, renew and remove the secret address of a person's calendar."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from motcua.people.models import Staff
from motcua.rosters.models import RosterFeed
from motcua.rosters.queries.feed import digest_of


@transaction.atomic
def renew_feed(*, by: Staff, at: datetime) -> str:
    """Make the person's own address, ending the former one. The key is returned this once and never kept."""
    key = secrets.token_urlsafe(32)
    RosterFeed.objects.update_or_create(staff=by, defaults={"key": digest_of(key), "made_at": at})
    return key


@transaction.atomic
def revoke_feed(*, by: Staff) -> bool:
    """Remove the address; returns whether there was one."""
    return RosterFeed.objects.filter(staff=by).delete()[0] > 0
