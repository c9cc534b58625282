"""Tables of a bag's page: rows to fill, parcels to answer, results to send."""

from __future__ import annotations

from typing import Any

from motcua.delivery import queries
from motcua.delivery.bag_rows import FIELDS, MOST_ROWS

ROWS_SHOWN = 20
_WAYS = {"postal": "bưu điện", "counter": "quầy", "online": "điện tử"}


def incoming(found: Any) -> dict[str, Any]:
    """The stored rows with blank ones up to twenty, and the parcels to answer once the bag is signed."""
    if found.signed_at is not None:
        return {"answers": [(item, _default(item), _missing(item)) for item in items_of(found)]}
    typed = [typed_of(item) for item in items_of(found)]
    return {"rows": table_of(typed, []), "procedures": queries.procedures_by_post(found.office)}


def items_of(found: Any) -> list[Any]:
    """The bag's parcels with all data of their rows."""
    return list(found.items.select_related("procedure", "dossier").prefetch_related("procedure__papers"))


def typed_of(item: Any) -> dict[str, str]:
    """A stored parcel as it was typed."""
    given = [str(paper["position"]) for paper in item.papers if paper.get("given")]
    every = bool(item.papers) and len(given) == len(item.papers)
    return {
        "posting_number": item.posting_number,
        "procedure": item.procedure.code if item.procedure and not item.sender.get("code") else "",
        "full_name": item.sender.get("full_name", "") if not item.sender.get("code") else "",
        "id_number": item.sender.get("id_number", ""),
        "phone": item.sender.get("phone", ""),
        "address": item.sender.get("address", ""),
        "papers": "đủ" if every else ", ".join(given),
        "return_channel": _WAYS.get(item.return_channel, ""),
        "collected": str(item.collected or ""),
        "code": item.sender.get("code", ""),
    }


def table_of(typed: list[dict[str, str]], errors: list[Any]) -> list[dict[str, Any]]:
    """The rows to fill with errors at each field, and blank rows below."""
    wanted = min(MOST_ROWS, max(ROWS_SHOWN, len(typed) + 5))
    blank = dict.fromkeys(FIELDS, "")
    rows = [*typed, *(dict(blank) for _ in range(wanted - len(typed)))]
    return [
        {
            "number": number,
            "cells": row,
            "errors": {error.field: error.message for error in errors if error.line == number},
        }
        for number, row in enumerate(rows, start=1)
    ]


def _default(item: Any) -> str:
    if item.outcome != "waiting":
        return str(item.outcome)
    return "incomplete" if _missing(item) else "received"


def _missing(item: Any) -> list[str]:
    if item.procedure is None or item.sender.get("code"):
        return []
    given = {paper["position"] for paper in item.papers if paper.get("given")}
    return [paper.name for paper in item.procedure.papers.all() if paper.required and paper.position not in given]


def outgoing(found: Any) -> dict[str, Any]:
    """The results that wait to be posted, with the numbers already written."""
    if found.signed_at is not None:
        return {}
    numbers = dict(found.items.values_list("dossier_id", "posting_number"))
    return {"ready": [(dossier, numbers.get(dossier.pk, "")) for dossier in queries.ready_for_post(found.office)]}
