"""Compute form 06 of Circular 01/2020/TT-VPCP: dossiers taken, resolved and pending in a period, by office and field.

3 = 4 + 5 + 6, 7 = 8 + 9 + 10, 11 = 12 + 13, 3 = 7 + 11. A linked set is one dossier; what was never accepted is none.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce, TruncDate

from motcua.clock.queries import VIETNAM
from motcua.dossiers.models import Channel, Dossier

_NEVER: Final = datetime(9000, 1, 1, tzinfo=VIETNAM)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line; the comment of each field is its column in the form."""

    office: str
    field: str
    online: int  # 4
    direct: int  # 5, the post among them
    carried: int  # 6
    early: int  # 8
    on_time: int  # 9
    late: int  # 10
    pending_in_time: int  # 12
    pending_late: int  # 13

    @property
    def total(self) -> int:
        """The number of column 3: all dossiers taken."""
        return self.online + self.direct + self.carried

    @property
    def resolved(self) -> int:
        """The number of column 7: all dossiers resolved."""
        return self.early + self.on_time + self.late

    @property
    def pending(self) -> int:
        """The number of column 11: all dossiers pending."""
        return self.pending_in_time + self.pending_late


_COUNTED: Final = tuple(column.name for column in fields(FormRow) if column.name not in {"office", "field"})


def form_06_rows(path: str, first: datetime, end: datetime) -> list[FormRow]:
    """The form for units at `path` and below, of the period from `first` to before `end` (both aware). One query.

    Resolved is when the result, the refusal, a withdrawal or a stop was there; lateness is against the first promise,
    so a re-appointed dossier is late. A dossier whose clock stands at `end` is in time.
    """
    taken = Q(received_at__gte=first, received_at__lt=end)
    resolved = Q(finished_at__gte=first, finished_at__lt=end)
    pending = Q(finished_at__isnull=True) | Q(finished_at__gte=end)
    overdue = Q(finished_at__gt=F("promise"))
    early = Q(done_day__lt=F("due_day"))
    # Ended by the person's own wish: never late (the agency did not fail).
    ended = Q(state__in=("withdrawn", "stopped"))
    behind = Q(promise__lt=end, paused_at__isnull=True)
    rows = (
        Dossier.objects.filter(Q(office__path=path) | Q(office__path__startswith=f"{path}/") if path else Q())
        .filter(parent__isnull=True, received_at__isnull=False, received_at__lt=end)
        .filter(Q(finished_at__isnull=True) | Q(finished_at__gte=first))
        # A dossier moved in from elsewhere may have no promise: it is never late, and still counted.
        .annotate(promise=Coalesce("original_due_at", "due_at", Value(_NEVER)))
        .annotate(due_day=TruncDate("promise", tzinfo=VIETNAM), done_day=TruncDate("finished_at", tzinfo=VIETNAM))
        .order_by("office__path", "procedure__field__name")
        .values("office__name", "procedure__field__name")
        .annotate(
            online=Count("pk", filter=taken & Q(channel=Channel.ONLINE)),
            direct=Count("pk", filter=taken & ~Q(channel=Channel.ONLINE)),
            carried=Count("pk", filter=Q(received_at__lt=first)),
            late=Count("pk", filter=resolved & overdue & ~ended),
            early=Count("pk", filter=resolved & early & ~ended),
            on_time=Count("pk", filter=resolved & (ended | ~(overdue | early))),
            pending_late=Count("pk", filter=pending & behind),
            pending_in_time=Count("pk", filter=pending & ~behind),
        )
    )
    return [FormRow(*values) for values in rows.values_list("office__name", "procedure__field__name", *_COUNTED)]
