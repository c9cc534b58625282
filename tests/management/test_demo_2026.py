"""The demo of 2026: Tuyên Quang with its communes and no districts, chosen by a setting."""

from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from motcua.catalog.models import Procedure
from motcua.catalog.queries.forms import latest_form
from motcua.catalog.queries.procedures import limit_of, offices_receiving, resolving_office
from motcua.clock.queries import now
from motcua.door.models import Appointment
from motcua.management.demo.stories import STORIES, chosen_story, why_another_story
from motcua.management.demo.tuyen_quang import PEOPLE, TUYEN_QUANG
from motcua.people.models import Office, Role, Staff
from motcua.rulebook.numbering import is_unit_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings) -> None:
    settings.DEMO_STORY = TUYEN_QUANG.key
    call_command("demo", stdout=StringIO())


def test_a_province_of_communes_whose_every_procedure_has_its_office(demo) -> None:
    assert abs((now() - TUYEN_QUANG.begins).total_seconds()) < 60
    assert TUYEN_QUANG.begins.isoweekday() == 1
    assert set(Office.objects.values_list("level", flat=True)) == {"province", "commune"}
    kinds = Counter(Office.objects.values_list("kind", flat=True))
    assert (kinds["commune_unit"], kinds["district_unit"], kinds["provincial_centre"]) == (124, 0, 1)
    assert all(is_unit_code(code) for code in Office.objects.values_list("code", flat=True))
    for office in Office.objects.select_related("parent"):
        assert office.path == (f"{office.parent.path}/{office.code}" if office.parent else "H60")
    assert Procedure.objects.filter(internal=False).count() == 34
    for procedure in Procedure.objects.select_related("field").filter(internal=False):
        assert procedure.level in {"province", "commune"}
        assert "huyện" not in procedure.agency
        assert limit_of(procedure, "online").value > 0
        assert latest_form(procedure).schema["properties"]
        unit = offices_receiving(procedure)[0]
        resolving = resolving_office(procedure, unit)
        assert resolving.kind == ("department" if procedure.level == "province" else "committee")


def test_every_role_has_a_person_and_the_storm_s_days_are_booked(demo) -> None:
    assert {role for person in PEOPLE for role in person.roles} == set(Role.values)
    assert Staff.objects.count() == len(PEOPLE)
    assert Appointment.objects.filter(during__startswith__date__in=["2026-09-22", "2026-09-23"]).count() == 2
    before = Office.objects.count(), Procedure.objects.count(), Appointment.objects.count()
    call_command("demo", stdout=StringIO())
    assert (Office.objects.count(), Procedure.objects.count(), Appointment.objects.count()) == before


def test_a_house_that_holds_one_demo_is_not_made_the_other(demo, settings) -> None:
    assert why_another_story() == ""
    settings.DEMO_STORY = "ha-giang-2020"
    assert "MOTCUA_DEMO_STORY=tuyen-quang-2026" in why_another_story()
    with pytest.raises(CommandError, match="Không có gì bị thay đổi"):
        call_command("demo", stdout=StringIO())
    assert not Office.objects.filter(code="H22").exists()


def test_a_demo_that_is_not_there_names_those_there_are(settings) -> None:
    settings.DEMO_STORY = "ha-noi-1999"
    with pytest.raises(CommandError, match="ha-giang-2020, tuyen-quang-2026"):
        chosen_story()
    assert set(STORIES) == {"ha-giang-2020", "tuyen-quang-2026"}


def test_outside_demo_mode_no_story_is_asked_for(settings) -> None:
    settings.DEMO, settings.DEMO_STORY = False, "nothing"
    assert chosen_story() is None
    assert why_another_story() == ""
