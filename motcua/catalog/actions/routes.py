"""Draft, check and publish a procedure's route. A running dossier keeps the plan it began with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from motcua.catalog.models import Procedure, RouteVersion
from motcua.catalog.permissions import may_edit_routes
from motcua.catalog.queries.routes import route_draft
from motcua.catalog.route_checks import check_publishable
from motcua.journal.actions import record
from motcua.people.models import Staff
from motcua.people.queries import staff_actor
from motcua.refusals import AlreadyDone, NotAllowed, Refusal
from motcua.rulebook.routes import Plan, Problem, as_dict, parse
from motcua.rulebook.work_calendar import localise

_TICK: Final = timedelta(microseconds=1)  # two savings at one moment still tell themselves apart
_NOT_YOURS: Final = "Chỉ người quản lý danh mục được sửa quy trình."
_CHANGED: Final = "Bản nháp vừa được người khác lưu. Những gì bạn vừa sửa vẫn còn trên trang này, chưa được lưu."


class RouteRefused(Refusal):
    """The plan cannot be published; `problems` say where and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.text for problem in problems))
        self.problems = list(problems)


@transaction.atomic
def save_route_draft(
    *, procedure: Procedure, plan: Plan | Mapping[str, Any], by: Staff, at: datetime, expected: datetime | None
) -> RouteVersion:
    """Save the draft as it is, valid or not; `expected` is its `changed_at` as the page showed, None for no draft yet.

    Raises NotAllowed without the role at `at` (aware), AlreadyDone when somebody else has saved it since.
    """
    _must_be_catalogue_officer(by, at)
    _lock(procedure)
    row = route_draft(procedure)
    if (row.changed_at if row is not None else None) != expected:
        raise AlreadyDone(_CHANGED)
    if row is None:
        row = RouteVersion(procedure=procedure, version=_last_version(procedure) + 1)
    read = plan if isinstance(plan, Plan) else parse(plan)
    row.plan = as_dict(replace(read, version=row.version))
    row.changed_at = max(at, row.changed_at + _TICK) if row.changed_at is not None else at
    row.save()
    return row


@transaction.atomic
def publish_route(
    *, procedure: Procedure, by: Staff, at: datetime, expected: datetime | None, note: str = ""
) -> RouteVersion:
    """Publish the draft as the route of new dossiers from `at` (aware); running dossiers keep theirs.

    Raises RouteRefused with every problem, and publishes nothing then; AlreadyDone when the draft is not the one that
    was shown.
    """
    _must_be_catalogue_officer(by, at)
    _lock(procedure)
    row = route_draft(procedure)
    if row is None or row.changed_at != expected:
        raise AlreadyDone(_CHANGED)
    if problems := check_publishable(procedure, parse(row.plan), localise(at).date()):
        raise RouteRefused(problems)
    row.published_at, row.published_by, row.note = at, by.full_name, " ".join(note.split())[:300]
    row.save()
    record(
        name="route.published",
        at=at,
        by=staff_actor(by),
        subject=f"procedure:{procedure.pk}",
        subject_label=procedure.code,
        data={"version": row.version, "stages": parse(row.plan).kinds},
    )
    return row


@transaction.atomic
def drop_route_draft(*, procedure: Procedure, by: Staff, at: datetime, expected: datetime | None) -> None:
    """Delete the draft; published versions stay. Raises AlreadyDone when somebody else has saved it since."""
    _must_be_catalogue_officer(by, at)
    _lock(procedure)
    row = route_draft(procedure)
    if row is None or row.changed_at != expected:
        raise AlreadyDone(_CHANGED)
    row.delete()


def _must_be_catalogue_officer(by: Staff, at: datetime) -> None:
    if not may_edit_routes(by, at):
        raise NotAllowed(_NOT_YOURS)


def _lock(procedure: Procedure) -> None:
    """Lock the routes of the procedure: drafting and publishing run one after another."""
    Procedure.objects.select_for_update().get(pk=procedure.pk)


def _last_version(procedure: Procedure) -> int:
    return int(procedure.routes.aggregate(last=Max("version"))["last"] or 0)
