"""The answers of an unfinished declaration, encrypted in a hidden field: neither device nor server stores them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.catalog.forms import FormPage, form_pages, visible
from motcua.door.health.actions.declarations import new_pass_token
from motcua.people.encryption import Unreadable, decrypt, encrypt

LONGEST = 60_000


@dataclass(slots=True)
class Filling:
    """A declaration being filled in: the unit, the version of the form, the pass to come, answers as typed."""

    premises_id: int
    form_id: int
    token: str = field(default_factory=new_pass_token)
    answers: dict[str, Any] = field(default_factory=dict)

    def encrypted(self) -> str:
        """The declaration so far as text for the hidden field."""
        kept = {"u": self.premises_id, "f": self.form_id, "t": self.token, "a": self.answers}
        return encrypt(json.dumps(kept, ensure_ascii=False))


def read_filling(text: str, premises_id: int) -> Filling | None:
    """The declaration that the page sent back; None for text that was not encrypted here for this unit."""
    if not text or len(text) > LONGEST:
        return None
    try:
        kept = json.loads(decrypt(text))
    except (Unreadable, ValueError):
        return None
    if not isinstance(kept, dict) or kept.get("u") != premises_id:
        return None
    return Filling(premises_id, kept["f"], kept["t"], kept["a"])


def numbered_pages_asked(schema: Mapping[str, Any], answers: Mapping[str, Any]) -> list[tuple[int, FormPage]]:
    """The pages that are asked given the answers so far, each with its number from 0 among all."""
    asked = visible(schema, answers)
    return [
        (number, page)
        for number, page in enumerate(form_pages(schema))
        if any(field.name in asked for field in page.fields)
    ]
