from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from motcua.journal.queries import history
from motcua.people.actions.calendars import load_national_days
from motcua.people.calendars import calendar_of, calendars_of, hours_of
from motcua.people.models import CalendarDay
from tests.people.tree import office

pytestmark = pytest.mark.django_db
MONDAY = date(2020, 3, 30)
NOW = datetime(2020, 3, 30, 7, 45, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def province():
    return office("H22")


def off(day, where=None, kind=CalendarDay.Kind.OFF):
    return CalendarDay.objects.create(day=day, kind=kind, label="Nghỉ", office=where)


def test_an_office_without_hours_works_the_national_day(province):
    calendar = calendar_of(province)
    assert calendar.opening(MONDAY).time() == time(7)
    assert calendar.closing(MONDAY).time() == time(17)
    assert not calendar.is_working_day(date(2020, 4, 4))


def test_hours_of_the_office_are_read(province):
    province.hours = {"weekday": "07:30-11:30", "saturday": "08:00-11:00", "special": {"5": "07:30-10:30"}}
    calendar = calendar_of(province)
    assert calendar.closing(MONDAY).time() == time(11, 30)
    assert calendar.closing(date(2020, 4, 3)).time() == time(10, 30)
    assert calendar.is_receiving(datetime(2020, 4, 4, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))
    assert not calendar.is_working_day(date(2020, 4, 4))


def test_hours_that_cannot_be_read_are_an_error():
    with pytest.raises(ValueError, match="Không đọc được buổi"):
        hours_of({"weekday": "sáng chiều"})


def test_days_of_the_nation_and_of_every_office_above_count_and_others_do_not(province):
    district = office("D", level="district", parent=province)
    commune = office("C", level="commune", parent=district)
    neighbour = office("N", level="district", parent=province)
    off(MONDAY)
    off(date(2020, 3, 31), province)
    off(date(2020, 4, 1), district)
    off(date(2020, 4, 2), neighbour)
    calendar = calendar_of(commune)
    assert [calendar.is_working_day(date(2020, 3, 30)), calendar.is_working_day(date(2020, 3, 31))] == [False, False]
    assert not calendar.is_working_day(date(2020, 4, 1))
    assert calendar.is_working_day(date(2020, 4, 2))


def test_the_nearer_office_overrides(province):
    commune = office("C", level="commune", parent=province)
    saturday = date(2020, 4, 4)
    off(saturday, kind=CalendarDay.Kind.WORKING)
    off(saturday, commune)
    off(MONDAY)
    off(MONDAY, commune, CalendarDay.Kind.WORKING)
    assert calendar_of(province).is_working_day(saturday)
    assert not calendar_of(commune).is_working_day(saturday)
    assert not calendar_of(province).is_working_day(MONDAY)
    assert calendar_of(commune).is_working_day(MONDAY)


@pytest.mark.parametrize("many", [1, 3])
def test_one_query_however_many_offices_and_days(province, many, django_assert_num_queries):
    offices = [office(f"C{number}", level="commune", parent=province) for number in range(many)]
    for number in range(many):
        off(date(2020, 4, 1 + number), offices[number])
    with django_assert_num_queries(2):  # the days were changed: they are read anew
        found = calendars_of(offices)
    assert len(found) == many
    with django_assert_num_queries(1):  # they were not
        calendar_of(offices[0])


def test_whatever_changes_a_day_is_seen_at_the_next_question(province):
    assert calendar_of(province).is_working_day(MONDAY)
    row = off(MONDAY)
    assert not calendar_of(province).is_working_day(MONDAY)
    CalendarDay.objects.filter(pk=row.pk).update(kind=CalendarDay.Kind.WORKING)
    assert calendar_of(province).is_working_day(MONDAY)
    CalendarDay.objects.filter(pk=row.pk).update(kind=CalendarDay.Kind.OFF, label="Giỗ Tổ")
    assert calendar_of(province).why_off(MONDAY) == "Giỗ Tổ"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_calendarday SET day = '2020-03-31'")
    assert calendar_of(province).is_working_day(MONDAY)
    assert not calendar_of(province).is_working_day(date(2020, 3, 31))
    CalendarDay.objects.all().delete()
    assert calendar_of(province).is_working_day(date(2020, 3, 31))


def test_a_change_that_is_undone_is_forgotten(province):
    off(MONDAY)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        CalendarDay.objects.update(day=date(2020, 4, 1))
        assert calendar_of(province).is_working_day(MONDAY)
        raise ZeroDivisionError
    off(date(2020, 4, 2))
    calendar = calendar_of(province)
    assert not calendar.is_working_day(MONDAY)
    assert calendar.is_working_day(date(2020, 4, 1))
    assert not calendar.is_working_day(date(2020, 4, 2))


def test_hours_changed_are_seen_though_no_day_was(province):
    assert calendar_of(province).closing(MONDAY).time() == time(17)
    province.hours = {"weekday": "07:30-11:30"}
    assert calendar_of(province).closing(MONDAY).time() == time(11, 30)


def test_national_days_are_loaded_once_and_what_officials_set_stays(province):
    CalendarDay.objects.create(day=date(2020, 4, 30), kind=CalendarDay.Kind.WORKING, label="Trực")
    first = load_national_days([2020], at=NOW)
    assert first > 5
    assert load_national_days([2020], at=NOW) == 0
    assert CalendarDay.objects.get(day=date(2020, 4, 30), office=None).kind == CalendarDay.Kind.WORKING
    assert [event.data["added"] for event in history("calendar:nation")] == [first]


def test_tet_2020_and_a_swapped_saturday(province):
    load_national_days([2020, 2024])
    calendar = calendar_of(province)
    assert "Tết" in calendar.why_off(date(2020, 1, 27))
    assert not calendar.is_working_day(date(2024, 4, 29))
    assert calendar.is_working_day(date(2024, 5, 4))  # a Saturday, worked for 29 April
