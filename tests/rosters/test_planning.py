"""Shifts are planned by who may, for who can, and nobody is in two places."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from motcua.journal.queries import history
from motcua.notices.models import Message
from motcua.people.models import CalendarDay, Role, StaffRole
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rosters import actions
from motcua.rosters.models import Absence, Shift
from motcua.rosters.queries import counters_staffed, on_site
from motcua.rosters.queries.staff_share import ShareDay, staff_shares
from motcua.rosters.queries.week_grid import week_grid
from motcua.rulebook.vietnamese import VIETNAM
from tests.dossiers.test_submission import enact
from tests.dossiers.world import MONDAY, at
from tests.rosters.unit import BEFORE, TODAY, TUESDAY, Unit


def test_a_sitting_is_the_offices_own_hours(unit: Unit) -> None:
    morning, afternoon = unit.plan(unit.lan, sitting="day", counter=2)
    assert (morning.during.lower, morning.during.upper) == (at(31, 7, month=3), at(31, 11, 30, month=3))
    assert (afternoon.during.lower, afternoon.during.upper) == (at(31, 13, 30, month=3), at(31, 17, month=3))
    assert morning.state == Shift.State.PLANNED


def test_the_other_shift_is_named(unit: Unit) -> None:
    unit.plan(unit.lan, counter=2)
    with pytest.raises(InvalidInput) as refused:
        unit.plan(unit.lan, sitting="free", start=time(11), end=time(12), duty="online")
    assert refused.value.errors == {"staff": "Nguyễn Thị Lan đã trực quầy 2, 7 giờ – 11 giờ 30 cùng ngày."}
    assert unit.plan(unit.lan, sitting="free", start=time(11, 30), end=time(12), duty="online")  # one ends, one begins


def test_another_office_is_named_too(unit: Unit) -> None:
    StaffRole.objects.create(staff=unit.lan, role=Role.RECEIVING_OFFICER, office=unit.world.elsewhere)
    unit.plan(unit.lan, duty="guide")
    with pytest.raises(InvalidInput, match="đã có ca hướng dẫn người dân ở Bộ phận Một cửa xã Phú Linh"):
        actions.plan_shift(
            office=unit.world.elsewhere, staff_id=unit.lan.pk, day=TUESDAY, sitting="morning", place="on_site",
            duty="counter", by=unit.world.leader, at=BEFORE,
        )  # fmt: skip


def test_the_database_refuses_who_goes_round_the_actions(unit: Unit) -> None:
    (first,) = unit.plan(unit.lan)
    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.create(
            office=unit.office, staff=unit.lan, during=first.during, place="home", duty="online", changed_at=BEFORE,
            changed_by=unit.head,
        )  # fmt: skip


def test_only_who_plans_for_the_office(unit: Unit) -> None:
    for other in (unit.lan, unit.world.stranger, unit.world.approver):
        with pytest.raises(NotAllowed):
            unit.plan(unit.hoa, by=other)
    assert unit.plan(unit.hoa, by=unit.world.leader)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"sitting": "night"}, "sitting"),
        ({"sitting": "free"}, "start"),
        ({"sitting": "free", "start": time(9), "end": time(9)}, "end"),
        ({"place": "moon"}, "place"),
        ({"place": "home"}, "place"),
        ({"duty": "sleep"}, "duty"),
        ({"duty": "guide", "counter": 1}, "counter"),
        ({"counter": -1}, "counter"),
        ({"fields": ["khong-co"]}, "fields"),
        ({"day": date(2020, 3, 27)}, "day"),
        ({"day": date(2020, 4, 5)}, "sitting"),
        ({"staff_id": 0}, "staff"),
    ],
)
def test_what_cannot_be_planned_names_its_field(unit: Unit, wanted: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        unit.plan(unit.lan, **wanted)
    assert field in refused.value.errors
    assert not Shift.objects.exists()


def test_a_stranger_is_not_put_on_the_roster(unit: Unit) -> None:
    with pytest.raises(InvalidInput, match="người của đơn vị"):
        unit.plan(unit.world.stranger)


def _warned(unit: Unit, **wanted: object) -> list[str]:
    asked = {
        "office": unit.office, "staff_id": unit.lan.pk, "day": TUESDAY, "sitting": "morning", "place": "on_site",
        "duty": "counter", "by": unit.head, "at": BEFORE,
    }  # fmt: skip
    return actions.plan_shift(**(asked | wanted)).warnings  # type: ignore[arg-type]


def test_absence_and_a_day_off_are_warned_of(unit: Unit) -> None:
    assert _warned(unit) == []
    day = date(2020, 4, 2)
    CalendarDay.objects.create(day=day, kind="off", label="Giỗ Tổ")
    Absence.objects.create(
        staff=unit.lan, kind="leave", since=day, until=day, told_at=BEFORE, told_by=unit.lan, note="riêng"
    )
    first, second = _warned(unit, day=day, sitting="free", start=time(8), end=time(9))
    assert first == "Nguyễn Thị Lan đã báo vắng ngày thứ Năm 2/4."
    assert second == "Ngày thứ Năm 2/4 đơn vị nghỉ: Giỗ Tổ."


def test_quarantine_is_refused_but_for_work_at_home(unit: Unit) -> None:
    Absence.objects.create(staff=unit.lan, kind="quarantine", since=TODAY, told_at=BEFORE, told_by=unit.head)
    for place in ("on_site", "standby"):
        with pytest.raises(InvalidInput, match="không đến cơ quan được"):
            unit.plan(unit.lan, duty="online", place=place)
    assert _warned(unit, duty="online", place="home")


def test_too_many_half_days_are_warned_of(unit: Unit) -> None:
    days = [TODAY + timedelta(days=step) for step in range(5)]
    for day in days:
        assert _warned(unit, day=day, sitting="day") == []
    saturday = {"day": date(2020, 4, 4), "sitting": "free"}
    _warned(unit, **saturday, start=time(8), end=time(11))
    (words,) = [
        warning for warning in _warned(unit, **saturday, start=time(13), end=time(15)) if "buổi trực" in warning
    ]
    assert words == "Nguyễn Thị Lan có 12 buổi trực trong tuần từ 30/03, quá 11 buổi."


def test_a_change_moves_the_shift_and_tells_only_once_published(unit: Unit) -> None:
    (shift,) = unit.plan(unit.lan, counter=1)
    wanted = {"shift_id": shift.pk, "day": TUESDAY, "start": time(8), "end": time(10), "place": "on_site",
              "duty": "counter", "counter": 3, "by": unit.head, "at": BEFORE}  # fmt: skip
    actions.change_shift(**wanted)  # type: ignore[arg-type]
    assert not Message.objects.exists()
    unit.publish()
    actions.change_shift(**wanted)  # type: ignore[arg-type]
    assert Message.objects.count() == 1  # nothing changed: only the publishing was told
    changed = actions.change_shift(**(wanted | {"end": time(11)})).shifts[0]  # type: ignore[arg-type]
    assert (changed.during.upper, changed.counter) == (at(31, 11, month=3), 3)
    told = Message.objects.latest("pk")
    assert told.to == unit.lan.phone
    assert told.text == "Ca trực của bạn thay đổi: trực quầy 3, 8 giờ – 11 giờ, thứ Ba 31/3."


def test_a_change_into_another_shift_of_hers_names_it(unit: Unit) -> None:
    unit.plan(unit.lan, counter=1)
    (afternoon,) = unit.plan(unit.lan, sitting="afternoon", duty="guide")
    with pytest.raises(InvalidInput) as refused:
        actions.change_shift(
            shift_id=afternoon.pk, day=TUESDAY, start=time(11), end=time(17), place="on_site", duty="guide",
            by=unit.head, at=BEFORE,
        )  # fmt: skip
    assert "trực quầy 1" in refused.value.errors["start"]


def test_a_shift_taken_out_is_told_and_frees_the_hour(unit: Unit) -> None:
    (shift,) = unit.plan(unit.lan)
    unit.publish()
    actions.cancel_shift(shift_id=shift.pk, by=unit.head, at=BEFORE)
    assert Message.objects.latest("pk").text.startswith("Bạn không phải trực ca này nữa")
    with pytest.raises(AlreadyDone):
        actions.cancel_shift(shift_id=shift.pk, by=unit.head, at=BEFORE)
    assert unit.plan(unit.lan)
    names = [event.name for event in history(f"shift:{shift.pk}")]
    assert sorted(names) == ["shift.cancelled", "shift.planned"]


def test_publishing_tells_each_person_once(unit: Unit) -> None:
    unit.plan(unit.lan, sitting="day")
    unit.plan(unit.hoa, duty="online", place="home")
    assert unit.publish() == 3
    assert sorted(Message.objects.values_list("to", flat=True)) == sorted([unit.lan.phone, unit.hoa.phone])
    text = Message.objects.get(to=unit.lan.phone).text
    assert text == (
        "Lịch trực tuần 30/03–05/04 của bạn ở Bộ phận Một cửa xã Phú Linh: 2 ca. "
        "Ca đầu: trực quầy, 7 giờ – 11 giờ 30, thứ Ba 31/3."
    )
    with pytest.raises(AlreadyDone):
        unit.publish()
    assert Message.objects.count() == 2


def test_what_is_added_to_a_published_week_is_published_and_told(unit: Unit) -> None:
    unit.plan(unit.lan)
    unit.publish()
    (late,) = unit.plan(unit.hoa, day=date(2020, 4, 2))
    (next_week,) = unit.plan(unit.hoa, day=date(2020, 4, 7))
    assert (late.state, next_week.state) == (Shift.State.PUBLISHED, Shift.State.PLANNED)
    assert Message.objects.filter(to=unit.hoa.phone).count() == 1


def test_a_week_is_copied_once_and_what_is_left_out_is_said(unit: Unit) -> None:
    unit.plan(unit.lan, counter=1)
    unit.plan(unit.hoa, sitting="afternoon")
    unit.plan(unit.minh, day=date(2020, 4, 2))
    Absence.objects.create(staff=unit.minh, kind="sick", since=date(2020, 4, 9), told_at=BEFORE, told_by=unit.minh)
    wanted = {"office": unit.office, "monday": date(2020, 4, 6), "by": unit.head, "at": BEFORE}
    copied = actions.copy_week(**wanted)  # type: ignore[arg-type]
    assert copied.count == 2
    assert copied.left == ["Vàng Mí Minh, trực quầy, 7 giờ – 11 giờ 30, thứ Năm 9/4: đã báo vắng."]
    again = actions.copy_week(**wanted)  # type: ignore[arg-type]
    assert again.count == 0
    assert Shift.objects.filter(during__startswith__gte=at(6, 0)).count() == 2


def test_counters_staffed_tells_unknown_from_nobody(unit: Unit) -> None:
    (first,) = unit.plan(unit.lan, counter=1)
    unit.plan(unit.hoa, counter=1, sitting="free", start=time(11, 30), end=time(12))
    unit.plan(unit.minh, counter=2, place="standby")
    assert counters_staffed(unit.office.pk, TUESDAY) is None  # not published yet
    unit.publish()
    assert counters_staffed(unit.office.pk, TUESDAY) == {1: [(at(31, 7, month=3), at(31, 12, month=3))]}
    assert counters_staffed(unit.office.pk, date(2020, 4, 1)) is None
    assert [officer.pk for officer in on_site(unit.office.pk, at(31, 10, month=3), at(31, 11, month=3))] == [first.pk]
    for shift in Shift.objects.all():
        actions.cancel_shift(shift_id=shift.pk, by=unit.head, at=BEFORE)
    assert counters_staffed(unit.office.pk, TUESDAY) == {}


def test_a_week_without_any_counter_duty_says_nothing_of_counters(unit: Unit) -> None:
    unit.plan(unit.lan, duty="online")
    unit.publish()
    assert counters_staffed(unit.office.pk, TUESDAY) is None
    unit.plan(unit.hoa, day=date(2020, 4, 6), counter=1)
    unit.publish(date(2020, 4, 6))
    assert counters_staffed(unit.office.pk, TUESDAY) is None  # another week's counters say nothing of this one
    unit.plan(unit.hoa, day=date(2020, 4, 3), counter=1)
    assert counters_staffed(unit.office.pk, TUESDAY) == {}  # a week that plans its counters: nobody comes on Tuesday


def test_a_shift_over_is_left_as_it_was(unit: Unit) -> None:
    (shift,) = unit.plan(unit.lan, day=TODAY)
    later = MONDAY.replace(hour=12)
    with pytest.raises(InvalidInput, match="đã qua"):
        actions.cancel_shift(shift_id=shift.pk, by=unit.head, at=later)
    assert shift.during == DateTimeTZRange(MONDAY.replace(hour=7, tzinfo=VIETNAM), MONDAY.replace(hour=11, minute=30))


def test_the_share_of_staff_that_a_letter_puts_on_site_is_compared_with_the_week(unit: Unit) -> None:
    unit.plan(unit.lan, day=TUESDAY)
    unit.plan(unit.hoa, day=TUESDAY, duty="online", place="home")
    assert staff_shares(week_grid(unit.office, TODAY, with_plans=True)) == []
    enact(unit.world, {"point": "staff.share", "value": 50}, since=BEFORE)
    grid = week_grid(unit.office, TODAY, with_plans=True)
    shares = {share.day: share for share in staff_shares(grid)}
    assert set(shares) == {TODAY + timedelta(days=step) for step in range(5)}, "working days"
    tuesday = shares[TUESDAY]
    assert (tuesday.on_site, tuesday.staff, tuesday.clauses) == (1, len(grid.rows), "905/UBND-PVHCC, mục 2.1")
    assert tuesday.under and not tuesday.over
    assert ShareDay(TUESDAY, 50, "", 3, 5).under is ShareDay(TUESDAY, 50, "", 3, 5).over is False
    assert ShareDay(TUESDAY, 50, "", 4, 5).over and ShareDay(TUESDAY, 50, "", 1, 5).under
