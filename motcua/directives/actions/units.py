"""Set what policy leaves to the unit: reception days, the operation plan."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.directives.actions.policy_version import rules_changed
from motcua.directives.effects import loosening
from motcua.directives.models import OperationPlan, UnitSetting
from motcua.directives.permissions import may_approve_plan, may_set_for_unit
from motcua.directives.rules import rule_of_setting
from motcua.journal.actions import record
from motcua.people.models import Office, Staff
from motcua.people.queries import staff_actor
from motcua.refusals import InvalidInput, NotAllowed, RulesRefused
from motcua.rulebook.policy.data import PolicyDataError


@transaction.atomic
def set_for_unit(*, office: Office, point: str, value: Any, by: Staff, at: datetime, note: str = "") -> UnitSetting:
    """Set one point (say the reception days) for a unit by its head, from now on.

    Raises NotAllowed unless `by` heads this unit, InvalidInput for a wrong value, RulesRefused where a
    higher body's clause does not leave it to the unit.
    """
    if not may_set_for_unit(by, office):
        raise NotAllowed("Chỉ người đứng đầu Bộ phận Một cửa này được đặt.")
    setting = UnitSetting(office=office, point=point, value=value, set_by=by, set_at=at, note=note)
    try:
        rule = rule_of_setting(setting)
    except PolicyDataError as failure:
        raise InvalidInput({failure.field: failure.message}) from failure
    reasons = loosening(rule, office=office, at=at)
    if reasons:
        raise RulesRefused(reasons)
    setting.save()
    rules_changed()
    record(
        name="unit.days_set",
        at=at,
        by=staff_actor(by),
        subject=f"office:{office.pk}",
        subject_label=office.name,
        office_path=office.path,
        data={"point": point, "value": value, "note": note},
    )
    return setting


@transaction.atomic
def submit_plan(
    *,
    office: Office,
    title: str,
    valid_from: date,
    by: Staff,
    at: datetime,
    valid_to: date | None = None,
    room_cap: int | None = None,
) -> OperationPlan:
    """Hand in a unit's operation plan, as its head; it holds once a leader above has approved it.

    Raises NotAllowed unless `by` heads this unit, InvalidInput for a plan that makes no sense.
    """
    if not may_set_for_unit(by, office):
        raise NotAllowed("Chỉ người đứng đầu Bộ phận Một cửa này được trình kế hoạch.")
    named = " ".join(title.split())[:300]
    if len(named) < 5:
        raise InvalidInput({"title": "Hãy ghi tên kế hoạch."})
    if valid_to is not None and valid_to < valid_from:
        raise InvalidInput({"valid_to": "Ngày kết thúc phải từ ngày bắt đầu trở đi."})
    if room_cap is not None and not 1 <= room_cap <= 1000:
        raise InvalidInput({"room_cap": "Số người trong một phòng phải từ 1 đến 1000."})
    plan = OperationPlan.objects.create(
        office=office, title=named, valid_from=valid_from, valid_to=valid_to, room_cap=room_cap
    )
    record(
        name="plan.submitted",
        at=at,
        by=staff_actor(by),
        subject=f"office:{office.pk}",
        subject_label=office.name,
        office_path=office.path,
        data={"plan": plan.pk, "title": named},
    )
    return plan


@transaction.atomic
def approve_plan(*, plan_id: int, by: Staff, at: datetime) -> OperationPlan:
    """Approve a unit's operation plan, as a leader of the body above; its counter may open from then on."""
    plan = OperationPlan.objects.select_for_update(of=("self",)).select_related("office").get(id=plan_id)
    if not may_approve_plan(by, plan.office):
        raise NotAllowed("Chỉ lãnh đạo được duyệt kế hoạch hoạt động.")
    if plan.approved_at is None:
        plan.approved_by, plan.approved_at = by, at
        plan.save(update_fields=["approved_by", "approved_at"])
        record(
            name="plan.approved",
            at=at,
            by=staff_actor(by),
            subject=f"office:{plan.office_id}",
            subject_label=plan.office.name,
            office_path=plan.office.path,
            data={"plan": plan.pk, "title": plan.title},
        )
    return plan
