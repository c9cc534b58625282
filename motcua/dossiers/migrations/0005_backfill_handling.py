"""Dossiers received before there was a place for it: where each is handled now, and the text it is found by."""

from typing import Any

from django.db import migrations
from django.db.models import Q

from motcua.rulebook.vietnamese import fold

AT_A_STAGE = ("appraising", "approving", "sealing")
BATCH = 1000


def fill(apps: Any, schema_editor: Any) -> None:
    """Written in batches, so that a province with years of dossiers is moved without holding them all."""
    dossiers = apps.get_model("dossiers", "Dossier").objects
    last = 0
    while True:
        rows = list(dossiers.filter(Q(handling_office=None) | Q(search_text=""), pk__gt=last).order_by("pk")[:BATCH])
        if not rows:
            return
        last = rows[-1].pk
        for row in rows:
            row.handling_office_id = row.handling_office_id or _handling(row)
            row.search_text = row.search_text or _text(row)
        dossiers.bulk_update(rows, ["handling_office", "search_text"])


def _handling(row: Any) -> int:
    if row.state not in AT_A_STAGE:
        return row.office_id
    stages = row.plan.get("stages", ()) if row.plan else ()
    found = stages[row.stage].get("office_id") if row.stage < len(stages) else None
    return found if isinstance(found, int) else row.resolving_office_id


def _text(row: Any) -> str:
    agent = row.agent or {}
    parts = (
        fold(row.applicant_name), fold(str(agent.get("name", ""))), row.code.lower(), row.applicant_id_number,
        row.applicant_phone, str(agent.get("id_number", "")), str(agent.get("phone", "")), row.result_number.lower(),
    )  # fmt: skip
    return " ".join(part for part in parts if part)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0004_register_append_only")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
