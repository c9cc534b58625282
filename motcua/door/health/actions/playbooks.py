"""Load and change playbooks; incidents already open keep the steps they began with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.resources import files
from typing import Any

from django.db import transaction

from motcua.door.health.models import Playbook
from motcua.door.health.playbooks import step_problems
from motcua.door.permissions import KEEPS_PLAYBOOKS, may_edit_playbooks
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.permissions import only_roles
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed


@transaction.atomic
def change_playbook(
    *,
    code: str,
    name: str,
    steps: Sequence[Mapping[str, Any]],
    active: bool,
    seen: datetime | None,
    by: Staff,
    at: datetime,
) -> Playbook:
    """Replace a playbook's steps ({kind, text} in order). `seen` is its `changed_at` as the person saw it.

    Raises NotAllowed for one who does not keep the province's playbooks, InvalidInput with messages by "place:part",
    AlreadyDone where somebody changed it meanwhile.
    """
    if not may_edit_playbooks(by, at):
        raise NotAllowed(only_roles(KEEPS_PLAYBOOKS, "của tỉnh được sửa kịch bản."))
    row = Playbook.objects.select_for_update().get(code=code)
    if row.changed_at != seen:
        raise AlreadyDone("Có người vừa sửa kịch bản này. Hãy tải lại trang để xem bản mới.")
    wrong = step_problems(steps)
    if not name.strip() or len(name) > 200:
        wrong["name"] = "Hãy đặt tên kịch bản, nhiều nhất 200 chữ."
    if wrong:
        raise InvalidInput(wrong)
    row.name, row.active = name.strip(), active
    row.steps = [{"kind": str(step["kind"]), "text": str(step["text"]).strip()} for step in steps]
    row.changed_at, row.changed_by = at, by
    row.save()
    record(
        name="playbook.changed",
        at=at,
        by=staff_actor(by),
        subject=f"playbook:{row.pk}",
        subject_label=row.name,
        data={"code": row.code, "steps": row.steps, "active": active},
    )
    return row


def load_playbooks() -> int:
    """Add the playbooks that are missing; those that are there, edited or not, stay. Returns how many were added."""
    added = 0
    for playbook in _shipped():
        _row, made = Playbook.objects.get_or_create(
            code=playbook["code"], defaults={"name": playbook["name"], "steps": playbook["step"]}
        )
        added += made
    return added


def find_or_load_playbook(kind: str) -> Playbook | None:
    """Find the playbook of this kind of incident, loading the shipped ones if it is missing; None if it is unused."""
    row = Playbook.objects.filter(code=kind).first()
    if row is None and any(playbook["code"] == kind for playbook in _shipped()):
        load_playbooks()
        row = Playbook.objects.filter(code=kind).first()
    return row if row is not None and row.active else None


def _shipped() -> list[dict[str, Any]]:
    text = (files("motcua.door") / "data" / "playbooks.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["playbook"]
    return rows
