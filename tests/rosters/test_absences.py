"""Somebody cannot come: taken out at once, vacancies seen, covered by one tap; the reserve is called in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.journal.models import Event
from motcua.notices.models import Message
from motcua.people.models import Role
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from motcua.rosters import actions
from motcua.rosters.models import Shift
from motcua.rosters.queries import on_site
from motcua.rosters.queries.cover import covers_for
from motcua.rosters.queries.week_grid import week_grid
from tests.door.gate_scene import person
from tests.dossiers.world import MONDAY, at
from tests.rosters.unit import BEFORE, TODAY, TUESDAY, Unit


def _live(unit: Unit) -> list[tuple[str, str]]:
    rows = Shift.objects.filter(staff=unit.lan, state="published").order_by("during")
    return [(f"{row.during.lower.astimezone(MONDAY.tzinfo):%d %H}", row.place) for row in rows]


def _week_of_lan(unit: Unit) -> None:
    unit.plan(unit.lan, day=TODAY, counter=1)
    unit.plan(unit.lan, day=TODAY, sitting="afternoon", duty="online")
    unit.plan(unit.lan, day=TUESDAY, place="standby")
    unit.plan(unit.lan, day=TUESDAY, sitting="afternoon", duty="online", place="home")
    unit.plan(unit.lan, day=date(2020, 4, 8), counter=1)
    unit.publish()
    unit.publish(date(2020, 4, 6))


def test_a_person_in_quarantine_is_out_of_every_shift_at_once(unit: Unit) -> None:
    _week_of_lan(unit)
    told = actions.report_absence(staff=unit.lan, kind="quarantine", since=TODAY, by=unit.head, at=BEFORE)
    assert _live(unit) == []
    assert len(told.vacancies) == 5


def test_who_works_from_home_keeps_online_duty_there_and_stands_by_no_more(unit: Unit) -> None:
    _week_of_lan(unit)
    told = actions.report_absence(
        staff=unit.lan, kind="quarantine", since=TODAY, until=TODAY + timedelta(days=13), works_from_home=True,
        by=unit.head, at=BEFORE,
    )  # fmt: skip
    assert _live(unit) == [("30 13", "home"), ("31 13", "home")]
    assert (len(told.vacancies), len(told.moved_home)) == (3, 1)


def test_only_days_within_the_absence(unit: Unit) -> None:
    _week_of_lan(unit)
    actions.report_absence(staff=unit.lan, kind="sick", since=TUESDAY, until=TUESDAY, by=unit.lan, at=BEFORE)
    assert _live(unit) == [("30 07", "on_site"), ("30 13", "on_site"), ("08 07", "on_site")]


def test_who_falls_ill_at_the_counter_was_there_until_then(unit: Unit) -> None:
    _week_of_lan(unit)
    told = actions.report_absence(staff=unit.lan, kind="sick", since=TODAY, until=TODAY, by=unit.lan, at=MONDAY)
    (here,) = on_site(unit.office.pk, at(30, 7, month=3), at(30, 18, month=3))
    assert (here.staff, here.during.upper) == (unit.lan, MONDAY)
    assert [vacancy.during.lower for vacancy in told.vacancies] == [MONDAY, at(30, 13, 30, month=3)]


def test_the_reason_is_nobody_elses(unit: Unit) -> None:
    _week_of_lan(unit)
    Message.objects.all().delete()
    actions.report_absence(staff=unit.lan, kind="quarantine", since=TODAY, note_text="gần F0", by=unit.lan, at=BEFORE)
    (message,) = Message.objects.all()
    assert message.to == unit.head.phone
    assert message.text == "Nguyễn Thị Lan vắng từ thứ Hai 30/3 đến khi có báo lại: 5 ca trống, cần người thay."
    written = str(
        list(Event.objects.filter(name__in=["absence.told", "shift.cancelled"]).values("data", "subject_label"))
    )
    assert "quarantine" not in written
    assert "F0" not in written


def test_who_may_tell(unit: Unit) -> None:
    health = person("yte", Role.HEALTH_OFFICER, unit.world.province)
    for other in (unit.hoa, unit.world.stranger, unit.world.colleague):
        with pytest.raises(NotAllowed):
            actions.report_absence(staff=unit.lan, kind="sick", since=TODAY, by=other, at=BEFORE)
    assert actions.report_absence(staff=unit.lan, kind="quarantine", since=TODAY, by=health, at=BEFORE)
    with pytest.raises(AlreadyDone):
        actions.report_absence(staff=unit.lan, kind="quarantine", since=TUESDAY, by=unit.lan, at=BEFORE)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"kind": "bored"}, "kind"),
        ({"until": date(2020, 3, 1)}, "until"),
        ({"kind": "leave", "works_from_home": True}, "works_from_home"),
    ],
)
def test_what_makes_no_sense(unit: Unit, wanted: dict[str, object], field: str) -> None:
    asked = {"staff": unit.lan, "kind": "sick", "since": TODAY, "by": unit.lan, "at": BEFORE} | wanted
    with pytest.raises(InvalidInput) as refused:
        actions.report_absence(**asked)  # type: ignore[arg-type]
    assert list(refused.value.errors) == [field]


def test_coming_back_revives_nothing(unit: Unit) -> None:
    _week_of_lan(unit)
    absence = actions.report_absence(staff=unit.lan, kind="sick", since=TODAY, by=unit.lan, at=BEFORE).absence
    actions.end_absence(absence_id=absence.pk, by=unit.lan, at=MONDAY)
    assert _live(unit) == []
    with pytest.raises(AlreadyDone):
        actions.end_absence(absence_id=absence.pk, by=unit.lan, at=MONDAY)
    assert unit.plan(unit.lan, day=TUESDAY)


def test_nobody_ends_his_own_quarantine(unit: Unit) -> None:
    absence = actions.report_absence(staff=unit.lan, kind="quarantine", since=TODAY, by=unit.lan, at=BEFORE).absence
    with pytest.raises(NotAllowed):
        actions.end_absence(absence_id=absence.pk, by=unit.lan, at=MONDAY)
    assert actions.end_absence(absence_id=absence.pk, by=unit.head, at=MONDAY).ended_at == MONDAY


def test_a_hole_is_seen_and_covered_by_one_tap(unit: Unit) -> None:
    unit.plan(unit.lan, sitting="day", counter=1)
    unit.plan(unit.hoa, place="standby")
    unit.plan(unit.minh, sitting="afternoon", duty="guide")
    unit.publish()
    actions.report_absence(staff=unit.lan, kind="sick", since=TUESDAY, by=unit.lan, at=BEFORE)
    grid = week_grid(unit.office, TODAY, with_plans=True)
    morning, afternoon = covers_for(grid.vacancies, unit.office)
    assert morning.standby == [unit.hoa]
    assert unit.minh in morning.free
    assert unit.hoa in afternoon.free
    assert unit.minh not in afternoon.free
    assert unit.lan not in [*morning.free, *afternoon.free]
    new = actions.cover_shift(shift_id=morning.shift.pk, staff_id=unit.hoa.pk, by=unit.head, at=BEFORE)
    assert (new.covers_id, new.counter, new.place, new.state) == (morning.shift.pk, 1, "on_site", "published")
    told = Message.objects.filter(to=unit.hoa.phone).latest("pk").text
    assert told == "Bạn trực thay ca: trực quầy 1, 7 giờ – 11 giờ 30, thứ Ba 31/3."
    assert len(week_grid(unit.office, TODAY, with_plans=True).vacancies) == 1
    with pytest.raises(AlreadyDone):
        actions.cover_shift(shift_id=morning.shift.pk, staff_id=unit.minh.pk, by=unit.head, at=BEFORE)
    with pytest.raises(InvalidInput, match="đã có ca hướng dẫn"):
        actions.cover_shift(shift_id=afternoon.shift.pk, staff_id=unit.minh.pk, by=unit.head, at=BEFORE)


def test_a_standby_gives_way_only_where_it_is_needed(unit: Unit) -> None:
    unit.plan(unit.lan, counter=1)
    (standby,) = unit.plan(unit.hoa, place="standby", sitting="free", start=at(1, 6).time(), end=at(1, 17).time())
    unit.publish()
    vacancy = actions.report_absence(staff=unit.lan, kind="sick", since=TUESDAY, by=unit.lan, at=BEFORE).vacancies[0]
    actions.cover_shift(shift_id=vacancy.pk, staff_id=unit.hoa.pk, by=unit.head, at=BEFORE)
    rows = Shift.objects.filter(staff=unit.hoa, state="published").order_by("during")
    assert [(row.place, row.during.lower.astimezone(MONDAY.tzinfo).hour) for row in rows] == [
        ("standby", 6), ("on_site", 7), ("standby", 11),
    ]  # fmt: skip
    standby.refresh_from_db()
    assert standby.state == "cancelled"


def test_the_reserve_is_called_in_for_the_rest_of_the_day(unit: Unit) -> None:
    unit.plan(unit.hoa, day=TODAY, place="standby", sitting="day")
    unit.plan(unit.minh, day=TODAY, place="standby", duty="online")
    unit.plan(unit.lan, day=TODAY)
    unit.publish()
    actions.report_absence(staff=unit.minh, kind="sick", since=TUESDAY, by=unit.minh, at=BEFORE)
    Message.objects.all().delete()
    called = actions.call_in_reserve(office=unit.office, day=TODAY, by=unit.lan, at=MONDAY)
    assert [(shift.staff, shift.during.lower, shift.place) for shift in called] == [
        (unit.hoa, MONDAY, "on_site"),
        (unit.minh, MONDAY, "on_site"),
        (unit.hoa, at(30, 13, 30, month=3), "on_site"),
    ]
    assert Message.objects.filter(text__startswith="Mời bạn đến trực ngay").count() == 3
    assert actions.call_in_reserve(office=unit.office, day=TODAY, by=unit.lan, at=MONDAY) == []
    with pytest.raises(NotAllowed):
        actions.call_in_reserve(office=unit.office, day=TODAY, by=unit.world.stranger, at=MONDAY)


def test_the_head_tells_for_who_is_sent_to_his_unit(unit: Unit) -> None:
    sent = person("tuphap", Role.PROCESSING_OFFICER, unit.world.processor.office)
    with pytest.raises(NotAllowed):
        actions.report_absence(staff=sent, kind="sick", since=TUESDAY, by=unit.head, at=BEFORE)
    unit.plan(sent, place="standby")
    told = actions.report_absence(staff=sent, kind="sick", since=TUESDAY, by=unit.head, at=BEFORE)
    assert len(told.vacancies) == 1
    assert actions.end_absence(absence_id=told.absence.pk, by=unit.head, at=BEFORE).ended_at == BEFORE
