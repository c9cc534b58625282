"""Make the text by which officers find a dossier: no marks, no case, every number a person may know."""

from __future__ import annotations

from motcua.dossiers.models import Dossier
from motcua.rulebook.vietnamese import fold


def search_text_of(dossier: Dossier) -> str:
    """Folded name of applicant and agent, code with its last digits, identity number, phones; one line."""
    agent = dossier.agent or {}
    parts = (
        fold(dossier.applicant_name),
        fold(str(agent.get("name", ""))),
        dossier.code.lower(),
        dossier.applicant_id_number,
        dossier.applicant_phone,
        str(agent.get("id_number", "")),
        str(agent.get("phone", "")),
        dossier.result_number.lower(),
    )
    return " ".join(part for part in parts if part)
