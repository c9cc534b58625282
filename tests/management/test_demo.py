from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Q

from motcua.catalog.models import Procedure
from motcua.catalog.queries.forms import latest_form
from motcua.catalog.queries.linked_sets import LINKED_ROUTE
from motcua.catalog.queries.procedures import fees_of, level_counts, limit_of, offices_receiving, resolving_office
from motcua.catalog.search import search_procedures
from motcua.clock.actions import turn_to
from motcua.clock.queries import VIETNAM, now
from motcua.journal.models import Event
from motcua.management.demo.cast import PEOPLE, RESIDENTS
from motcua.management.demo.ha_giang import DEPARTMENTS, HA_GIANG
from motcua.management.demo.procedures import facts
from motcua.management.demo.story import PASSWORD
from motcua.management.welcome import text
from motcua.people import checks
from motcua.people.calendars import calendar_of
from motcua.people.models import CalendarDay, Citizen, Office, Role, Staff
from motcua.people.permissions import has_role, roles_of
from motcua.people.queries import find_citizens
from motcua.rulebook.dossier_states import stage_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(demo_database):
    """The demo as it was loaded once for all tests."""


def counts():
    return [model.objects.count() for model in (Office, Procedure, Staff, Citizen, CalendarDay, Event)]


def test_again_it_adds_nothing_and_keeps_what_was_changed(demo):
    before = counts()
    Procedure.objects.filter(code="1.001193").update(plain_name="Tên mới")
    Office.objects.filter(code="H22").update(epidemic_level=3)
    call_command("demo", stdout=StringIO())
    assert counts() == before
    assert Procedure.objects.get(code="1.001193").plain_name == "Tên mới"
    assert Office.objects.get(code="H22").epidemic_level == 3


def test_it_begins_on_the_story_s_monday_and_never_turns_a_clock_back():
    call_command("demo", stdout=StringIO())
    assert HA_GIANG.begins.isoweekday() == 1
    assert abs((now() - HA_GIANG.begins).total_seconds()) < 60
    tuesday = HA_GIANG.begins.replace(day=31)
    turn_to(tuesday, frozen=True)
    call_command("demo", stdout=StringIO())
    assert now() == tuesday


def test_it_is_refused_outside_demo_mode(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="dùng thử"):
        call_command("demo")
    assert not Office.objects.exists()


def test_ha_giang_of_2020_stands_as_a_tree(demo):
    kinds = Counter(Office.objects.values_list("kind", flat=True))
    assert (kinds["provincial_centre"], kinds["department"], kinds["committee_office"]) == (
        1,
        12,
        1,
    )  # ten of the province, the ward police, the social insurance
    assert kinds["district_unit"] == 11
    assert kinds["commune_unit"] >= 20
    assert kinds["post_office"] >= 1
    assert kinds["support_point"] >= 2
    for office in Office.objects.select_related("parent"):
        assert office.path == (f"{office.parent.path}/{office.code}" if office.parent else "H22")
    assert Office.objects.get(kind="provincial_centre").code == "000.00.22.H22"


def test_thirty_four_procedures_twenty_eight_of_them_at_level_three_or_four(demo):
    found = level_counts("H22")
    assert sum(found.values()) == 34
    assert sum(number for (_, online_level, *_), number in found.items() if online_level >= 3) == 28
    assert {level for level, *_ in found} == {"commune", "district", "province"}
    assert any(urgent for _, _, urgent, _ in found)
    assert any(critical for *_, critical in found)
    assert Procedure.objects.get(code="1.001193").online_level == 3
    assert Procedure.objects.get(code="2.000815").online_level == 2


def test_each_procedure_can_be_promised_paid_filled_received_and_resolved(demo):
    day = HA_GIANG.begins.date()
    of_sets = Q(linked_in__isnull=False) & Q(level="ministry")  # handed in with their set alone
    for procedure in Procedure.objects.select_related("field").filter(internal=False).exclude(of_sets):
        assert limit_of(procedure, "online").value > 0
        assert fees_of(procedure, "online", day) != []
        assert procedure.papers.exists()
        assert latest_form(procedure).schema["properties"]
        unit = offices_receiving(procedure)[0]
        resolving = resolving_office(procedure, unit)
        assert resolving.kind == ("department" if procedure.level == "province" else "committee")


def test_the_departments_named_exist(demo):
    assert set(DEPARTMENTS.values()) <= set(Office.objects.filter(kind="department").values_list("code", flat=True))
    assert {fact["field"] for fact in facts() if fact["level"] == "province"} <= set(DEPARTMENTS)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("dang ky khai sinh", "1.001193"),
        ("làm giấy khai sinh", "1.001193"),
        ("đổi bằng lái xe", "3.000347"),
        ("sao y bản chính", "2.000815"),
        ("sang tên sổ đỏ", "1.013831"),
        ("mở cửa hàng", "1.001612"),
    ],
)
def test_the_demo_s_procedures_are_found_in_everyday_words(demo, typed, code):
    assert search_procedures(typed)[0].code == code


def test_every_role_has_a_person_and_the_policy_two_different_ones(demo):
    held = Counter(role for person in PEOPLE for role in person.roles)
    assert set(held) == set(Role.values)
    officer, leader = Staff.objects.get(username="hanh.chinhsach"), Staff.objects.get(username="dung.lanhdao")
    province = Office.objects.get(code="H22")
    assert has_role(officer, Role.POLICY_OFFICER, province)
    assert has_role(leader, Role.LEADER, province)
    assert not roles_of(officer) & roles_of(leader)


@pytest.mark.parametrize(
    ("code", "unit"), [("1.001193", "001.02.31.H22"), ("1.001193", "001.03.32.H22"), ("1.001612", "000.01.32.H22"),
                       ("3.000333", "000.00.22.H22"), ("3.000347", "000.00.22.H22"), ("2.001583", "000.00.22.H22"),
                       ("1.004756", "000.00.22.H22")]
)  # fmt: skip
def test_someone_takes_every_step_of_the_route(demo, code, unit):
    procedure = Procedure.objects.select_related("field").get(code=code)
    receiving = Office.objects.get(code=unit)
    resolving = resolving_office(procedure, receiving)
    people = list(Staff.objects.prefetch_related("roles"))

    def someone(role: str, where: Office) -> bool:
        return any(has_role(person, role, where) for person in people)

    assert someone(Role.RECEIVING_OFFICER, receiving)
    assert someone(Role.RETURNING_OFFICER, receiving)
    for stage in procedure.route:
        if stage not in {"return", LINKED_ROUTE}:
            assert any(someone(role, resolving) for role in stage_roles(stage)), stage


def test_everybody_signs_in_with_the_demo_s_password(demo):
    assert Staff.objects.count() == len(PEOPLE) == len({person.username for person in PEOPLE})
    assert Staff.objects.get(username="lan.tiepnhan").check_password(PASSWORD)
    assert all(person.username.isascii() for person in PEOPLE)


def test_residents_have_well_made_numbers_and_are_found(demo):
    for resident in RESIDENTS:
        assert checks.id_number(resident.id_number) == checks.Checked(resident.id_number)
        assert checks.phone(resident.phone).ok
        assert find_citizens(resident.id_number)[0].full_name == resident.full_name


def test_the_calendar_of_the_centre_knows_the_holidays(demo):
    calendar = calendar_of(Office.objects.get(kind="provincial_centre"))
    assert calendar.opening(HA_GIANG.begins.date()) == HA_GIANG.begins.replace(hour=7, minute=0).astimezone(VIETNAM)
    assert not calendar.is_working_day(HA_GIANG.begins.date().replace(month=4, day=30))


def test_the_welcome_names_the_address_the_password_and_the_story_s_people():
    said = text("http://127.0.0.1:8000", story=HA_GIANG)
    assert "http://127.0.0.1:8000" in said
    assert PASSWORD in said
    assert all(person.username in said for person in PEOPLE if person.main)
    assert PASSWORD not in text("http://127.0.0.1:8000", story=None)
