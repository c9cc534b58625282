"""Read the journal, and verify its chain of seals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from motcua.journal.chain import BATCH, chain_digest
from motcua.journal.models import Event as Event  # pages know events by these queries alone
from motcua.journal.models import SealedBatch


def history(subject: str) -> QuerySet[Event]:
    """All events of one subject ("dossier:12"), oldest first."""
    return Event.objects.filter(subject=subject).order_by("id")


def latest(office_paths: Sequence[str] | None = None) -> QuerySet[Event]:
    """Events of these offices and those below them, newest first; None is everywhere, no office is no event."""
    if office_paths is None:
        return Event.objects.order_by("-id")
    seen = Q(pk__in=())
    for path in office_paths:
        seen |= Q(office_path=path) | Q(office_path__startswith=f"{path}/")
    return Event.objects.filter(seen).order_by("-id")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`broken` names the first seal that does not hold, with the reason; None when the whole chain holds."""

    events: int
    seals: int
    unsealed: int
    broken: str | None


def verify_journal() -> Verdict:
    """Recompute the whole chain; finds a changed, removed or inserted event, and a changed or removed seal."""
    previous, position, events, seals = "", 0, 0, 0
    for seal in SealedBatch.objects.order_by("id"):
        found, count = chain_digest(
            previous, Event.objects.filter(id__gt=position, id__lte=seal.last).order_by("id").iterator(BATCH)
        )
        if seal.first != position + 1 or seal.previous != previous:
            return Verdict(events, seals, 0, f"niêm phong {seal.pk}: chuỗi bị đứt")
        if count != seal.count or found != seal.digest:
            return Verdict(events, seals, 0, f"niêm phong {seal.pk}: sự kiện {seal.first}–{seal.last} đã bị sửa")
        previous, position, events, seals = seal.digest, seal.last, events + count, seals + 1
    unsealed = Event.objects.filter(id__gt=position).count()
    return Verdict(events, seals, unsealed, None)
