"""The route a dossier keeps from the day it was received: its stages, their due times, approval on the spot."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from motcua.catalog.models import Procedure
from motcua.catalog.queries.linked_sets import is_linked
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import may_approve_on_the_spot
from motcua.journal.actor import Actor
from motcua.people.models import Delegation, Office, Staff
from motcua.people.permissions import APPROVES_BY_AUTHORITY, delegation_in_force
from motcua.rulebook import law
from motcua.rulebook.dossier_states import DEFAULT_ROUTE, STATE_OF_STAGE
from motcua.rulebook.routes import RECEIVING, RESOLVING, Plan, Stage, as_dict, offices_named, parse, stage_due
from motcua.rulebook.vietnamese import say_day
from motcua.rulebook.work_calendar import WorkCalendar, localise


def route_and_plan(procedure: Procedure, office: Office, resolving: Office) -> tuple[list[str], dict[str, Any]]:
    """The kinds of the route's stages, and the published plan with the office of each stage and task ("office_id").

    `office` receives, `resolving` decides. A procedure without a published plan has its plain route and {}.
    """
    if is_linked(procedure):
        watched = {"kind": "appraise", "name": "Theo dõi liên thông", "office": "receiving", "office_id": office.pk}
        return ["appraise"], {"linked": True, "stages": [watched]}
    version = procedure.routes.filter(published_at__isnull=False).order_by("-version").first()
    if version is None:
        return list(procedure.route or DEFAULT_ROUTE), {}
    plan = parse(version.plan)
    named = offices_named(plan)
    known = dict(Office.objects.filter(code__in=named).values_list("code", "pk")) if named else {}
    known |= {RECEIVING: office.pk, RESOLVING: resolving.pk}
    stages = tuple(_found(stage, known, resolving.pk) for stage in plan.stages)
    return plan.kinds, as_dict(replace(plan, stages=stages, version=version.version))


def _found(stage: Stage, known: dict[str, int], otherwise: int) -> Stage:
    tasks = tuple(replace(task, office_id=known.get(task.office, otherwise)) for task in stage.tasks)
    return replace(stage, tasks=tasks, office_id=known.get(stage.office, otherwise))


def plan_of(dossier: Dossier) -> Plan | None:
    """The plan the dossier began with; None where it has none."""
    return parse(dossier.plan) if dossier.plan else None


def stage_now(dossier: Dossier) -> Stage | None:
    """The plan's stage the dossier is worked on at; None without a plan, or before and after its route."""
    plan = plan_of(dossier)
    if plan is None or dossier.stage >= len(plan.stages):
        return None
    stage = plan.stages[dossier.stage]
    return stage if STATE_OF_STAGE.get(stage.kind) == dossier.state else None


def stage_due_of(dossier: Dossier, calendar: WorkCalendar) -> datetime | None:
    """When (aware) the present stage should be done by its share of the time; None without a plan or a clock.

    A restarted clock (Decree 61/2018 Art. 19.4) shares out the time from the restart.
    """
    plan = plan_of(dossier)
    if plan is None or dossier.due_at is None or dossier.received_at is None or stage_now(dossier) is None:
        return None
    started = dossier.received_at
    if dossier.supplemented_at is not None and any(done["step"] == "take_supplement" for done in dossier.steps_done):
        started = max(started, dossier.supplemented_at)
    return stage_due(started, dossier.due_at, plan, dossier.stage, calendar)


def on_the_spot_refusal(dossier: Dossier, by: Staff | Actor, at: datetime) -> str:
    """Why `by` may not approve at the place of receipt at `at` (aware), in Vietnamese; "" where nothing stands against.

    An approver at another office than the resolving one needs that office's authority on file, valid on the day, for
    this procedure (Circular 01/2018 Art. 6). An office that the dossier's own plan names has its own power.
    """
    own, spot = dossier.resolving_office, dossier.office
    if not isinstance(by, Staff) or own.pk == spot.pk or dossier.handling_office_id not in {own.pk, spot.pk}:
        return ""
    if may_approve_on_the_spot(dossier, by, at):
        return ""
    article = law.article("authority.on_the_spot", on=localise(at).date())
    return f"Chưa thể phê duyệt tại {spot.name}: {_why_no_authority(dossier, by, at)} ({article})."


def _why_no_authority(dossier: Dossier, by: Staff, at: datetime) -> str:
    """The reason why the closest authority on file does not hold."""
    on = localise(at).date()
    own = dossier.resolving_office.name
    filed = by.delegations.filter(
        kind=Delegation.Kind.AUTHORITY,
        role=APPROVES_BY_AUTHORITY,
        office=dossier.office,
        from_office=dossier.resolving_office,
    )
    nearest = filed.order_by("-valid_from", "-id").first()
    if nearest is None:
        return f"chưa có văn bản ủy quyền của {own} cho bạn"
    said = f"ủy quyền theo văn bản {nearest.document} của {own}"
    if delegation_in_force(nearest, on):
        return f"{said} không gồm thủ tục này"
    if nearest.revoked_at is not None:
        return f"{said} đã bị thu hồi"
    if nearest.valid_from > on:
        return f"{said} chỉ có hiệu lực từ {say_day(nearest.valid_from, year=True)}"
    assert nearest.valid_to is not None
    return f"{said} đã hết hạn từ sau {say_day(nearest.valid_to, year=True)}"


def handling_office_id(dossier: Dossier) -> int:
    """The office whose people must act now: of the plan's stage, the resolving one without a plan, else the unit."""
    if dossier.state not in STATE_OF_STAGE.values():
        return dossier.office_id
    stages = dossier.plan.get("stages", ()) if dossier.plan else ()
    if dossier.stage < len(stages):
        found = stages[dossier.stage].get("office_id")
        if isinstance(found, int):
            return found
    return dossier.resolving_office_id
