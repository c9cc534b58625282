"""The stored answers of one page of a draft, as JSON for the page's script."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from motcua.rulebook.vietnamese import VIETNAM
from motcua.web.citizen.hand_in.access import answers_elsewhere, page_answers_of, pages_of, schema_of
from motcua.web.citizen.hand_in.answers_form import AnswersForm
from motcua.web.citizen.hand_in.posted_answers import flat_answers
from motcua.web.citizen.hand_in.shared_page import controls_of, seen_of

if TYPE_CHECKING:
    from motcua.dossiers.models import Draft


def fresh_values(draft: Draft, number: int, at: datetime) -> dict[str, Any] | None:
    """Values by control, the field of each control, the marks of all fields; None for an unknown page."""
    found = pages_of(draft)
    if not 1 <= number <= len(found):
        return None
    asked, today = found[number - 1], at.astimezone(VIETNAM).date()
    others = answers_elsewhere(draft, number)
    form = AnswersForm(schema_of(draft), asked, today=today, kept=page_answers_of(draft, number), others=others)
    fields = {control: field.name for field in form.asked for control in flat_answers([field], form.shown)}
    return {"values": controls_of(form), "fields": fields, "seen": json.loads(seen_of(form))}
