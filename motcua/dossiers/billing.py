"""What a dossier owes: counted from the catalogue when it is received, kept with it, shown before it is sent."""

from __future__ import annotations

from datetime import date
from typing import Any

from motcua.catalog.models import Procedure
from motcua.catalog.queries import fees_of


def bill_of(*, procedure: Procedure, channel: str, on: date, group: str = "", copies: int = 1) -> dict[str, Any]:
    """The bill of one dossier: {"items": [{"kind", "name", "amount", "because"}], "total", "group", "copies"}.

    Amounts are whole đồng, of day `on`. Postage is owed to the post and is not in it (Decision 45/2016 Art. 12.3).
    """
    items = [
        {"kind": fee.kind, "name": fee.get_kind_display(), "amount": fee.amount, "because": fee.text or fee.basis}
        for fee in fees_of(procedure, channel, on, (group,) if group else ())
    ]
    return {"items": items, "total": sum(item["amount"] for item in items), "group": group, "copies": copies}
