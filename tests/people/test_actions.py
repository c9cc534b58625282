from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from motcua.journal.queries import history
from motcua.people.actions.citizens import record_sign_in, remember_citizen
from motcua.people.models import Citizen, Staff
from tests.people.tree import office, staff

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 3, 30, 7, 45, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def test_a_person_is_found_again_by_number_and_brought_up_to_date():
    first = remember_citizen(full_name="Lý Thị Mẩy", id_number="073000041", phone="0912000041", email="may@example.vn")
    again = remember_citizen(
        full_name="Lý Thị Mẩy", id_number="073000041", phone="+84 988 000 041", birth_date=date(1979, 11, 5)
    )
    assert first.pk == again.pk
    kept = Citizen.objects.get()
    assert (kept.phone, kept.email, kept.birth_date) == ("0988000041", "may@example.vn", date(1979, 11, 5))
    assert "0988000041" in kept.search_text
    assert "ly thi may" in kept.search_text


def test_what_a_stranger_writes_only_fills_blanks():
    remember_citizen(full_name="Lý Thị Mẩy", id_number="073000041", phone="0912000041")
    remember_citizen(full_name="Kẻ Lạ", id_number="073000041", phone="0999999999", address="Xã Lũng Cú", verified=False)
    kept = Citizen.objects.get()
    assert (kept.full_name, kept.phone, kept.address) == ("Lý Thị Mẩy", "0912000041", "Xã Lũng Cú")


def test_without_a_number_name_and_phone_together_are_the_person():
    one = remember_citizen(full_name="Vàng Thị Say", phone="0912000001")
    assert remember_citizen(full_name="Vàng Thị Say", phone="0912000001").pk == one.pk
    assert remember_citizen(full_name="Vàng Thị Say", phone="0912000002").pk != one.pk
    assert remember_citizen(full_name="Vàng Thị Say").pk != remember_citizen(full_name="Vàng Thị Say").pk


def test_signing_in_is_noted_with_its_hour():
    person = staff("lan", office("H22"))
    record_sign_in(staff=person, at=NOW)
    assert Staff.objects.get().last_login == NOW
    event = history(f"staff:{person.pk}").get()
    assert (event.name, event.at, event.actor_name, event.office_path) == ("staff.signed_in", NOW, "Lan", "H22")
