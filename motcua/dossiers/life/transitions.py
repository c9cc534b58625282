"""Change a dossier's state, one step of the rulebook's table at a time (`take_step`).

Only `exchange.actions.dossiers` also sets a state: it enters dossiers of other systems in the state they had.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db.models import Subquery

from motcua.catalog.queries.procedures import NoLimitPublished
from motcua.dossiers.events import actor_of
from motcua.dossiers.life import clock
from motcua.dossiers.life.route import handling_office_id
from motcua.dossiers.life.tasks import why_stage_waits
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import roles_towards
from motcua.journal.actor import Actor
from motcua.people.models import Staff
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rulebook import dossier_states
from motcua.rulebook.dossier_states import NEW, SEPARATE_PEOPLE, Effect, Move, Step
from motcua.rulebook.dossier_states.responsibility import OUTSIDE_ROLES
from motcua.rulebook.work_calendar import WorkCalendar, localise

# While an officer holds a dossier, only that officer takes these steps.
IN_HAND: Final = frozenset(
    {"appraise", "ask_supplement", "ask_payment", "approve", "refuse_result", "send_back", "seal", "refuse_seal"}
)


def lock(dossier: Dossier, expected_version: int | None = None) -> Dossier:
    """Lock and return the dossier's present row until the transaction ends, with its offices and procedure.

    Of a linked set the parent is always locked first: a child's step moves the parent and the parent's end its
    children, so another order could deadlock.
    Raises AlreadyDone when somebody changed it since `expected_version` was read.
    """
    parent = Subquery(Dossier.objects.filter(pk=dossier.pk).order_by().values("parent_id"))
    rows = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("office", "resolving_office", "procedure__field", "form")
        .filter(pk__in=[dossier.pk, parent])
        .order_by("pk")  # a parent is older than its children
    )
    row = next((found for found in rows if found.pk == dossier.pk), None)
    if row is None:
        raise Dossier.DoesNotExist
    if expected_version is not None and row.version != expected_version:
        raise AlreadyDone
    return row


def step_codes(dossier: Dossier) -> list[str]:
    """Codes of the steps the dossier has taken, oldest first."""
    return [str(done["step"]) for done in dossier.steps_done]


def take_step(
    dossier: Dossier,
    code: str,
    *,
    by: Staff | Actor,
    at: datetime,
    note: str = "",
    automatic: bool = False,
    to: str = "",
    calendar: WorkCalendar | None = None,
) -> Move:
    """Take one step of the rulebook's table: state, history and clock change in the row, which the action saves.

    `dossier` is locked, or new and in the state NEW; `at` is aware. The clock starts, pauses, resumes, restarts or
    stops as the table says; a re-appointment's new moment is given by its own action (`clock.reappoint_clock`).
    `automatic` marks a step that follows from an act already checked, such as passing on what was accepted: nobody's
    role is asked then, and `to` may name the state it leads to. `calendar` saves reading the unit's again.

    Raises NotAllowed with the reason (also where no limit is published), AlreadyDone when this very step was the last
    one taken, InvalidInput when the step must give a reason and `note` is blank; ValueError for an automatic step that
    the table does not know from here.
    """
    if not automatic:
        _refuse_unless_open(dossier, code, by=by, at=at, note=note)
    taken = dossier_states.move(
        code, dossier.state or NEW, route=dossier.route, came_from=dossier.came_from, stage=dossier.stage
    )
    if to and to != taken.to:
        taken = replace(taken, to=to)
    _write(dossier, taken, by=by, at=at, note=note)
    _move_clock(dossier, taken, at, calendar)
    return taken


def _refuse_unless_open(dossier: Dossier, step_code: str, *, by: Staff | Actor, at: datetime, note: str) -> None:
    row = dossier_states.step(step_code)
    done = step_codes(dossier)
    roles = roles_towards(by, dossier, at) if isinstance(by, Staff) else OUTSIDE_ROLES & {by.reference}
    # Only a person with the role for the step learns that a colleague took it.
    if dossier.state not in row.from_ and done and done[-1] == step_code and roles & set(row.roles):
        raise AlreadyDone
    if refusal := why_refused(dossier, step_code, roles, at):
        raise NotAllowed(refusal)
    if _in_other_hands(dossier, step_code, by):
        raise NotAllowed(f"Hồ sơ đang do {dossier.holder} thụ lý.")
    if apart := _why_apart(dossier, step_code, actor_of(by)):
        raise NotAllowed(apart)
    if refusal := why_stage_waits(dossier, step_code, by=by, at=at):
        raise NotAllowed(refusal)
    if row.reason and not note:
        raise InvalidInput({"reason": "Hãy ghi rõ lý do."})


def why_refused(dossier: Dossier, step_code: str, roles: Collection[str], at: datetime) -> str:
    """The reason, in Vietnamese, why `roles` do not allow the step with this dossier at `at` (aware); "" if they do.

    The rulebook's table, and what the dossier's procedure leaves out. Who holds it, and who did what before, is not
    asked here.
    """
    refusal = dossier_states.why_step_refused(
        step_code,
        dossier.state,
        roles,
        done=step_codes(dossier),
        route=dossier.route,
        stage=dossier.stage,
        on=localise(at).date(),
    )
    return refusal or _left_out(dossier, step_code)


def steps_open(dossier: Dossier, staff: Staff, at: datetime) -> tuple[Step, ...]:
    """The steps this person may take with the dossier at `at`, in the order of the table: what `take_step` lets pass.

    Only what others must answer first is not asked here. No query once the person's powers were read.
    """
    steps = dossier_states.steps_from(
        dossier.state,
        roles_towards(staff, dossier, at),
        done=step_codes(dossier),
        route=dossier.route,
        stage=dossier.stage,
        on=localise(at).date(),
    )
    actor = actor_of(staff)
    return tuple(
        step
        for step in steps
        if not _left_out(dossier, step.code)
        and not _in_other_hands(dossier, step.code, staff)
        and not _why_apart(dossier, step.code, actor)
    )


def _write(dossier: Dossier, taken: Move, *, by: Staff | Actor, at: datetime, note: str) -> None:
    """Write a move into the row: state, history, version, and no holder."""
    actor = actor_of(by)
    dossier.steps_done = [
        *dossier.steps_done,
        {
            "step": taken.step.code,
            "from": taken.from_,
            "to": taken.to,
            "at": at.isoformat(),
            "by": actor.reference,
            "name": actor.name,
            "note": note,
        },
    ]
    if dossier_states.state(taken.to).clock is dossier_states.Clock.PAUSED or taken.to == "delivering":
        dossier.came_from = taken.from_
    if (taken.to, taken.stage) != (taken.from_, dossier.stage):
        dossier.holder = None
    dossier.state, dossier.stage = taken.to, taken.stage
    dossier.handling_office_id = handling_office_id(dossier)
    dossier.version += 1


def _move_clock(dossier: Dossier, taken: Move, at: datetime, calendar: WorkCalendar | None) -> None:
    """Apply the step's effect on the legal clock (Decree 61/2018 Art. 17, 19.4)."""
    if taken.effect is Effect.START:
        try:
            clock.start_clock(dossier, at, calendar)
        except NoLimitPublished as wrong:
            raise NotAllowed(str(wrong)) from wrong
    elif taken.effect is Effect.PAUSE:
        clock.pause_clock(dossier, at, taken.step.label.lower())
    elif taken.effect is Effect.RESTART_OR_RESUME:
        clock.restart_or_resume_clock(dossier, dossier.supplemented_at or at)
    elif taken.effect is Effect.RESUME:
        clock.resume_clock(dossier, at, taken.step.label.lower())
    elif taken.effect is Effect.STOP:
        clock.stop_clock(dossier, at)


def _left_out(dossier: Dossier, step_code: str) -> str:
    """The reason why the dossier's procedure leaves this step out; "" where it does not."""
    if step_code == "ask_payment" and not dossier.procedure.payment_pause:
        return "Thủ tục này không quy định tạm dừng thời hạn để thực hiện nghĩa vụ tài chính."
    if dossier.plan.get("linked") and step_code in IN_HAND:
        return "Hồ sơ liên thông tự chuyển bước khi các cơ quan cùng giải quyết xong."
    return ""


def _in_other_hands(dossier: Dossier, step_code: str, by: Staff | Actor) -> bool:
    """Whether a colleague holds the dossier and the step is the holder's alone (IN_HAND)."""
    return (
        dossier.holder_id is not None and isinstance(by, Staff) and by.pk != dossier.holder_id and step_code in IN_HAND
    )


def _why_apart(dossier: Dossier, step_code: str, actor: Actor) -> str:
    """The reason, in Vietnamese, why this person may not take the step: the other of a pair (SEPARATE_PEOPLE) is done.

    "" where nothing stands against it.
    """
    others = {
        first if second == step_code else second for first, second in SEPARATE_PEOPLE if step_code in (first, second)
    }
    for done in dossier.steps_done:
        if done["step"] in others and done["by"] == actor.reference:
            label = dossier_states.step(done["step"]).label
            return f"Bạn đã “{label}” hồ sơ này nên bước này phải do người khác làm."
    return ""
