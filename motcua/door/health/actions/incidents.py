"""Open an incident at the door with its playbook, tick its steps, close it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from motcua.door.health.actions.incident_steps import StepContext, do_step_by_kind
from motcua.door.health.actions.playbooks import find_or_load_playbook
from motcua.door.health.models import DoorIncident, IncidentStep
from motcua.door.permissions import HANDLES_INCIDENTS, may_handle_incidents
from motcua.door.places.locking import lock_premises
from motcua.door.places.models import Premises, Room
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.permissions import only_roles
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed

LONGEST_WHAT: Final = 1000
LONGEST_OUTCOME: Final = 500


@transaction.atomic
def open_incident(
    *,
    premises_id: int,
    kind: str,
    what: str,
    by: Staff,
    at: datetime,
    room_id: int | None = None,
    visit_id: int | None = None,
) -> DoorIncident:
    """Open an incident (`kind` of DoorIncident.Kind) at `at` (aware); its playbook's steps are copied into it.

    `visit_id` is the visit of the person it is about; its room counts where no room is given. Raises InvalidInput,
    NotAllowed for one who neither works at the unit's door nor is of Health above it.
    """
    premises = Premises.objects.select_related("office").get(pk=premises_id)
    if not may_handle_incidents(by, premises.office, at):
        raise NotAllowed(only_roles(HANDLES_INCIDENTS, "được báo sự việc ở đây."))
    what = _words(what)
    wrong: dict[str, str] = {}
    if kind not in DoorIncident.Kind.values:
        wrong["kind"] = "Hãy chọn chuyện gì đã xảy ra."
    if not what or len(what) > LONGEST_WHAT:
        wrong["what"] = f"Hãy kể ngắn chuyện gì đã xảy ra, nhiều nhất {LONGEST_WHAT} chữ."
    visited = Room.objects.filter(premises=premises, visits__pk=visit_id).first() if visit_id is not None else None
    if visit_id is not None and visited is None:
        wrong["visit"] = "Lượt vào này không phải của đơn vị."
    room_id = room_id if room_id is not None else visited.pk if visited is not None else None
    if room_id is not None and not Room.objects.filter(pk=room_id, premises=premises).exists():
        wrong["room"] = "Phòng này không phải của đơn vị."
    if wrong:
        raise InvalidInput(wrong)
    playbook = find_or_load_playbook(kind)
    incident = DoorIncident.objects.create(
        premises=premises,
        room_id=room_id,
        kind=kind,
        what=what,
        visit_id=visit_id,
        playbook=playbook,
        opened_at=at,
        opened_by=by,
    )
    steps = playbook.steps if playbook is not None else []
    IncidentStep.objects.bulk_create(
        IncidentStep(incident=incident, position=position, kind=step["kind"], text=step["text"])
        for position, step in enumerate(steps, start=1)
    )
    _record("door_incident.opened", incident, by=by, at=at, kind=kind, room=room_id)
    return incident


@transaction.atomic
def do_incident_step(
    *, step_id: int, by: Staff, at: datetime, note: str = "", until: datetime | None = None
) -> IncidentStep:
    """Tick one step: what the system can do is done now, and the outcome says what came of it.

    `note` is written beside it; `until` (aware) is how long appointments are moved away, else the end of the day.
    Raises AlreadyDone, NotAllowed (also for a room that may not open before it was disinfected), InvalidInput.
    """
    found = IncidentStep.objects.select_related("incident").get(pk=step_id)
    lock_premises(found.incident.premises_id)
    step = (
        IncidentStep.objects.select_for_update(of=("self",))
        .select_related("incident__premises__office", "incident__room")
        .get(pk=step_id)
    )
    incident = step.incident
    _may_act(incident, by, at)
    if step.done_at is not None:
        raise AlreadyDone("Bước này đã được đánh dấu.")
    outcome = do_step_by_kind(step, StepContext(by=by, at=at, until=until))
    step.outcome = " ".join(part for part in (outcome, _words(note)) if part)[:LONGEST_OUTCOME]
    step.done_at, step.done_by = at, by
    step.save(update_fields=["outcome", "done_at", "done_by"])
    _record("door_incident.step_done", incident, by=by, at=at, step=step.position, kind=step.kind)
    return step


@transaction.atomic
def close_incident(*, incident_id: int, by: Staff, at: datetime, why: str = "") -> DoorIncident:
    """Close an incident. Every step is done, or `why` says why the others are not and is written at each of them.

    Raises InvalidInput, NotAllowed, AlreadyDone.
    """
    # The unit's lock, as for its steps: none is ticked while it is being closed.
    lock_premises(DoorIncident.objects.values_list("premises_id", flat=True).get(pk=incident_id))
    incident = (
        DoorIncident.objects.select_for_update(of=("self",))
        .select_related("premises__office", "room")
        .get(pk=incident_id)
    )
    _may_act(incident, by, at)
    why = _words(why)
    left = list(IncidentStep.objects.filter(incident=incident, done_at=None))
    if left and not why:
        raise InvalidInput({"why": f"Còn {len(left)} bước chưa làm. Hãy làm nốt, hoặc ghi vì sao không làm."})
    for step in left:
        step.outcome = f"Không làm: {why}"[:LONGEST_OUTCOME]
        step.save(update_fields=["outcome"])
    incident.closed_at, incident.closed_by = at, by
    incident.save(update_fields=["closed_at", "closed_by"])
    _record("door_incident.closed", incident, by=by, at=at, left=len(left))
    return incident


def _words(text: str) -> str:
    """The words as kept: without NUL, which the database cannot hold."""
    return text.replace("\0", "").strip()


def _may_act(incident: DoorIncident, by: Staff, at: datetime) -> None:
    if incident.closed_at is not None:
        raise AlreadyDone("Sự việc này đã kết thúc.")
    if not may_handle_incidents(by, incident.premises.office, at):
        raise NotAllowed(only_roles(HANDLES_INCIDENTS, "được làm việc này."))


def _record(name: str, incident: DoorIncident, *, by: Staff, at: datetime, **data: Any) -> None:
    """Record an event without the words that were told: they may name people, and the journal is never cleared."""
    kept: Mapping[str, Any] = data
    record(
        name=name,
        at=at,
        by=staff_actor(by),
        subject=f"door_incident:{incident.pk}",
        subject_label=incident.premises.office.name,
        office_path=incident.premises.office.path,
        data=kept,
    )
