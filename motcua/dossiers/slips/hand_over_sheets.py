"""Draw the list that hands an agency's results of a day to the one-stop unit (phiếu bàn giao kết quả), A4 landscape."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.slips.drawing import compile_sheet, say_date
from motcua.dossiers.slips.letterhead import place_name_of, superior_of, unit_title
from motcua.people.models import Office, Staff
from motcua.rulebook.vietnamese import VIETNAM
from motcua.rulebook.work_calendar import localise


def render_hand_over(office: Office, dossiers: Iterable[Dossier], *, on: date, by: Staff, at: datetime) -> bytes:
    """The results of day `on` waiting at `office`, a list for each agency that hands over, as PDF/A.

    Columns of Circular-01/2018-style practice: number, code, content, result, person, address, fee, by post.
    """
    lists: dict[str, list[dict[str, Any]]] = {}
    for dossier in dossiers:
        lists.setdefault(dossier.resolving_office.name, []).append(_row(dossier))
    return compile_sheet(
        "hand_over",
        {
            "form": {"number": "", "title": "Phiếu bàn giao kết quả", "circular": ""},
            "superior": superior_of(office),
            "unit": unit_title(office),
            "unit_name": office.name,
            "place": place_name_of(office),
            "number": f"{on:%d%m%Y}",
            "code": f"{office.name}, {on.day:02d}/{on.month}/{on.year}",
            "issued_at": localise(at).isoformat(),
            "issued_on": say_date(localise(at).isoformat()),
            "day": say_date(datetime.combine(on, time(), VIETNAM).isoformat()),
            "officer": by.full_name,
            "lists": [{"agency": agency, "rows": rows} for agency, rows in sorted(lists.items())],
        },
    )


def _row(dossier: Dossier) -> dict[str, Any]:
    result = " ".join(part for part in (dossier.result_number, dossier.result_summary) if part)
    return {
        "code": dossier.code,
        "request": dossier.procedure.name,
        "result": "Từ chối giải quyết" if dossier.state == "refusal_ready" else result or "Đã có kết quả",
        "name": dossier.applicant_name,
        "address": dossier.applicant_address,
        "fee": bool((dossier.bill or {}).get("total")),
        "post": dossier.return_channel == Channel.POSTAL,
    }
