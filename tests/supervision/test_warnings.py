"""Who hears of a deadline, and when; nobody hears the same twice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.notices.models import Message
from motcua.people.models import Role, Staff, StaffRole
from motcua.rulebook.warnings import LATE, Rung, deadline_ladder, deadline_warning, limitation_warning
from motcua.rulebook.work_calendar import WorkCalendar
from motcua.supervision import queries
from motcua.supervision.actions.late_tasks import report_late_tasks
from motcua.supervision.actions.warnings import mark_read, send_warnings
from motcua.supervision.models import DeadlineWarning
from tests.dossiers.world import MONDAY, World, at, at_counter, filled_draft

CALENDAR = WorkCalendar()


@given(st.integers(1, 28), st.integers(7, 16), st.integers(0, 20))
def test_the_ladder_goes_up_as_the_day_comes(day, hour, ahead) -> None:
    moment = at(day, hour)
    due = (
        CALENDAR.closing(CALENDAR.add_working_days(moment.date(), ahead))
        if ahead
        else CALENDAR.closing(CALENDAR.working_day_from(moment.date()))
    )
    warned = deadline_warning(moment, due, CALENDAR)
    left = CALENDAR.working_days_between(moment.date(), due.date())
    assert (warned is None) == (left > 3)
    assert warned is None or warned == deadline_ladder(moment.date())[left]


def test_after_the_due_minute_it_is_late_and_everybody_hears() -> None:
    assert deadline_warning(at(3, 18), at(3, 17), CALENDAR) is LATE
    assert set(LATE.rungs) == set(Rung)


@pytest.mark.parametrize(
    ("days", "kind"),
    [(11, None), (10, "L-10"), (4, "L-10"), (3, "L-3"), (2, "L-3"), (1, "L-1"), (0, "L-1"), (-1, "L-past")],
)
def test_a_right_about_to_lapse(days: int, kind: str | None) -> None:
    today = date(2020, 4, 15)
    warned = limitation_warning(today, date.fromordinal(today.toordinal() + days))
    assert (warned.kind if warned else None) == kind


@pytest.fixture
def watched(world: World) -> tuple[World, Dossier, Staff]:
    supervisor = Staff.objects.create(
        username="giamsat", full_name="Người giám sát", office=world.province, phone="0911111111"
    )
    StaffRole.objects.create(staff=supervisor, role=Role.SUPERVISOR, office=world.province)
    return world, at_counter(world).dossier, supervisor  # received Monday 30/3, due Thursday 2/4


def heard(kind: str) -> set[str]:
    return set(DeadlineWarning.objects.filter(kind=kind).values_list("to__username", flat=True))


@pytest.mark.django_db
def test_handler_then_his_head_then_the_office(watched: tuple[World, Dossier, Staff]) -> None:
    _, dossier, _ = watched
    assert dossier.due_at == at(2, 17)
    send_warnings(MONDAY)
    assert heard("T-3") == {"processor"}
    send_warnings(at(31, 8, month=3))
    assert heard("T-2") == {"processor", "approver", "second_approver"}
    send_warnings(at(1, 8))
    assert heard("T-1") == {"processor", "approver", "second_approver", "giamsat"}
    assert send_warnings(at(1, 16)) == 0
    send_warnings(at(6, 8))
    assert "giamsat" in heard("late")


@pytest.mark.django_db
def test_the_holder_alone_is_the_handler_and_a_digest_is_one_message(watched: tuple[World, Dossier, Staff]) -> None:
    world, dossier, supervisor = watched
    at_counter(world)
    actions.take(dossier=dossier, by=world.processor, at=MONDAY)
    before = Message.objects.count()
    send_warnings(at(1, 8))
    assert Message.objects.filter(to=supervisor.phone).count() == 1
    assert "2 hồ sơ" in Message.objects.get(to=supervisor.phone).text
    assert Message.objects.count() == before + 1  # the others have no phone
    row = DeadlineWarning.objects.filter(dossier=dossier, kind="T-1", rung="handler")
    assert {one.to for one in row} == {world.processor}


@pytest.mark.django_db
def test_a_new_promise_is_warned_of_anew_and_a_done_dossier_never(watched: tuple[World, Dossier, Staff]) -> None:
    _, dossier, _ = watched
    send_warnings(at(1, 8))
    Dossier.objects.filter(pk=dossier.pk).update(due_at=at(10, 17))
    assert send_warnings(at(1, 9)) == 0
    assert send_warnings(at(9, 8)) > 0
    DeadlineWarning.objects.all().delete()
    Dossier.objects.filter(pk=dossier.pk).update(finished_at=at(1, 9), state="result_ready")
    assert send_warnings(at(9, 9)) == 0


@pytest.mark.django_db
def test_a_dossier_nobody_moves(watched: tuple[World, Dossier, Staff]) -> None:
    world, dossier, _ = watched
    Dossier.objects.update(due_at=at(29, 17))
    assert queries.stalled_now(world.processor, at(1, 8)) == []
    assert queries.stalled_now(world.processor, at(3, 8)) == [dossier]
    send_warnings(at(3, 8))
    assert heard("stalled") == {"processor", "approver", "second_approver"}
    assert queries.stalled_now(world.stranger, at(3, 8)) == []


@pytest.mark.django_db
def test_putting_away_touches_only_ones_own(watched: tuple[World, Dossier, Staff]) -> None:
    world, _, supervisor = watched
    send_warnings(at(1, 8))
    everyone = list(DeadlineWarning.objects.values_list("pk", flat=True))
    assert mark_read(staff=world.processor, ids=everyone, at=at(1, 9)) == 1
    assert not queries.warnings_to(world.processor).exists()
    assert queries.warnings_to(supervisor).count() == 1


@pytest.mark.django_db
def test_the_head_of_the_unit_hears_once_of_an_office_that_is_late(watched: tuple[World, Dossier, Staff]) -> None:
    world, dossier, _ = watched
    head = Staff.objects.create(username="truong", full_name="Trưởng bộ phận", office=world.commune)
    StaffRole.objects.create(staff=head, role=Role.UNIT_HEAD, office=world.commune)
    task = actions.ask_task(
        dossier=dossier, kind="consult", office=world.processor.office, content="Cho ý kiến về hồ sơ này",
        due_at=at(1, 17), required=True, by=world.processor, at=MONDAY,
    )  # fmt: skip
    assert report_late_tasks(at(1, 16)) == 0
    assert report_late_tasks(at(2, 8)) == 1
    assert report_late_tasks(at(2, 9)) == 0
    assert heard("task_late") == {"truong"}
    task.refresh_from_db()
    assert task.late_told_at == at(2, 8)


@pytest.mark.django_db
def test_a_hand_in_nobody_answers_in_eight_working_hours(watched: tuple[World, Dossier, Staff]) -> None:
    world, _, _ = watched
    submitted = actions.submit_online(draft=filled_draft(world), at=MONDAY).dossier  # 9:00 on Monday
    send_warnings(at(31, 8, month=3))
    assert heard("unanswered") == set()
    send_warnings(at(31, 9, 1, month=3))
    assert heard("unanswered") == {"receiver", "colleague", "giamsat"}
    assert send_warnings(at(31, 9, 30, month=3)) == 0
    actions.accept(dossier=submitted, by=world.receiver, at=at(31, 10, month=3))
    assert not DeadlineWarning.objects.filter(kind="unanswered", at__gt=at(31, 9, 5, month=3)).exists()
