"""Read pre-checks: those of a person's units, and a citizen's own by its token."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from motcua.dossiers.models import PreCheck
from motcua.dossiers.permissions import LOOKS
from motcua.people.models import Staff
from motcua.people.permissions import powers_of
from motcua.rulebook.work_calendar import localise


def pre_checks_visible_to(staff: Staff, at: datetime) -> QuerySet[PreCheck]:
    """Requests sent to the units where the person receives dossiers at `at` (aware), oldest first, with `copies`.

    A power delegated for some procedures shows those alone.
    """
    mine = Q(pk__in=())
    for power in powers_of(staff, localise(at).date()):
        if power.role in LOOKS:
            here = Q(office_id=power.office_id)
            mine |= here & Q(procedure__code__in=sorted(power.procedures)) if power.procedures else here
    found = PreCheck.objects.filter(mine).select_related("office", "procedure", "answered_by", "dossier")
    return found.annotate(copies=Count("files")).order_by("asked_at", "id")


def pre_check_by_token(token: str) -> PreCheck | None:
    """The citizen's own request by its token, its unit and procedure loaded; None when there is none."""
    if not token or len(token) > 64 or "\0" in token:
        return None
    return PreCheck.objects.select_related("office", "procedure").filter(token=token).first()
