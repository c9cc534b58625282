"""Find the procedures a unit is asked for most, which its reception screen offers first."""

from __future__ import annotations

from collections import Counter
from typing import Final

from motcua.catalog.models import Procedure
from motcua.catalog.queries.procedures import procedures_in
from motcua.dossiers.models import Dossier
from motcua.people.models import Office

LOOKED_AT: Final = 200


def frequent_procedures(office: Office, most: int = 9) -> list[Procedure]:
    """The active procedures of the unit's last 200 dossiers, most frequent first, the newer of equals; two queries."""
    last = list(
        Dossier.objects.filter(office=office, parent__isnull=True)
        .order_by("-id")
        .values_list("procedure_id", flat=True)[:LOOKED_AT]
    )
    ranked = [key for key, _count in Counter(last).most_common()]
    known = (
        {procedure.pk: procedure for procedure in procedures_in(level=office.level).filter(pk__in=ranked)}
        if ranked
        else {}
    )
    return [known[key] for key in ranked if key in known][:most]
