"""One dossier as a ZIP: a JSON of all that is kept, its slips as PDF, its files as they were given."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder

from motcua.dossiers.events import subject_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers.names import clean_name
from motcua.dossiers.slips.rendering import render_slip
from motcua.journal.queries import history
from motcua.rulebook.dossier_states import state

_KEPT_BACK: Final = frozenset({"secret_hash", "submission_key", "search_text", "version"})


def dossier_zip(dossier: Dossier) -> bytes:
    """The ZIP itself: ho-so.json, phieu/*.pdf, giay-to/*, ket-qua/*. Names in it are ours, never a person's path."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "ho-so.json", json.dumps(dossier_facts(dossier), ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
        )
        for slip in dossier.slips.all():
            packed.writestr(f"phieu/{slip.kind}-{slip.pk}.pdf", render_slip(slip))
        for file in dossier.files.order_by("id"):
            folder = "ket-qua" if file.kind == "result" else "giay-to"
            with file.file.open("rb") as content:
                packed.writestr(f"{folder}/{file.pk}-{clean_name(file.name, '')}", content.read())
    return out.getvalue()


def dossier_facts(dossier: Dossier) -> dict[str, Any]:
    """All that is kept of a dossier, as plain values; times with their zone, people and offices by name."""
    fields = {
        field.name: getattr(dossier, field.attname)
        for field in dossier._meta.concrete_fields
        if field.name not in _KEPT_BACK and not field.is_relation
    }
    return {
        "format": "motcua.dossier/1",
        "dossier": fields,
        "procedure": {"code": dossier.procedure.code, "name": dossier.procedure.name},
        "office": {"code": dossier.office.code, "name": dossier.office.name},
        "resolving_office": {"code": dossier.resolving_office.code, "name": dossier.resolving_office.name},
        "state": state(dossier.state).label,
        "slips": [
            {"kind": slip.kind, "number": slip.number, "issued_at": slip.issued_at, "data": slip.data}
            for slip in dossier.slips.all()
        ],
        "files": [
            {"id": file.pk, "kind": file.kind, "name": file.name, "size": file.size, "sha256": file.sha256,
             "at": file.at, "replaced_at": file.replaced_at}
            for file in dossier.files.order_by("id")
        ],
        "tasks": list(
            dossier.tasks.values(
                "kind", "state", "office__name", "content", "asked_at", "due_at", "answer", "agreed", "record",
                "answered_at",
            )
        ),
        "incidents": list(dossier.incidents.values("kind", "what", "responsible", "reported_at", "resolution")),
        "children": list(dossier.children.values("code", "procedure__name", "state", "due_at")),
        "events": [
            {"at": event.at, "name": event.name, "by": event.actor_name, "data": event.data, "because": event.because}
            for event in history(subject_of(dossier))
        ],
    }  # fmt: skip
