"""A demo's province as an office tree.

data/offices.csv is Hà Giang of 2020, with codes in the form of Circular 10/2016/TT-BTTTT; data/offices_2026.csv is
Tuyên Quang of 2026, its communes right below the province, with codes in the form of Decision 20/2020/QĐ-TTg.
"""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files

from motcua.people.models import Office
from motcua.rulebook.vietnamese import sort_key


def load_offices(file: str) -> int:
    """Add the offices that are missing, parents first; returns how many. What officials changed stays."""
    text = (files("motcua.management.demo") / "data" / file).read_text(encoding="utf-8")
    known = {office.code: office for office in Office.objects.all()}
    waiting = [row for row in csv.DictReader(io.StringIO(text)) if row["code"] not in known]
    added = 0
    while waiting:
        ready = [row for row in waiting if not row["parent"] or row["parent"] in known]
        if not ready:
            raise ValueError(f"Offices without a parent: {', '.join(row['code'] for row in waiting)}")
        made = Office.objects.bulk_create(_office(row, known.get(row["parent"])) for row in ready)
        known |= {office.code: office for office in made}
        waiting = [row for row in waiting if row["code"] not in known]
        added += len(made)
    return added


def _office(row: dict[str, str], parent: Office | None) -> Office:
    return Office(
        path=f"{parent.path}/{row['code']}" if parent else row["code"],
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        kind=row["kind"],
        level=row["level"],
        parent=parent,
        address=row["address"],
        hours=json.loads(row["hours"]) if row["hours"] else {},
        sort_key=sort_key(row["name"])[:300],
    )
