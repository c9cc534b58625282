"""Contact people: kept by the head, published while they hold, never stale or expired."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from motcua.assistance.actions.contact_points import confirm_contact, end_contact, save_contact
from motcua.assistance.models import ContactPoint
from motcua.assistance.queries.contact_points import contacts_of, contacts_visible_to, published_by_unit
from motcua.catalog.models import Field
from motcua.people.models import Staff
from motcua.refusals import InvalidInput, NotAllowed
from tests.assistance.conftest import Desk
from tests.dossiers.world import MONDAY

TODAY = MONDAY.date()
DAY = timedelta(days=1)
GIVEN = {"name": "A B", "phone": "0912345678"}


def name_one(desk: Desk, **changes: Any) -> ContactPoint:
    given = {"name": "Phan Phương Thảo", "phone": "0219 386 6101", "title": "Công chức", **changes}
    return save_contact(office=desk.world.commune, given=given, by=desk.head, at=MONDAY)


def names(desk: Desk, on=TODAY, field: Field | None = None) -> list[str]:
    return [contact.name for contact in contacts_of(desk.world.commune, on, field)]


def test_published_at_once_own_field_first(desk: Desk) -> None:
    Field.objects.create(code="DD", name="Đất đai")
    name_one(desk, name="Chung")
    name_one(desk, name="Hộ tịch", field="HT")
    name_one(desk, name="Đất đai", field="DD")
    assert names(desk, field=Field.objects.get(code="HT")) == ["Hộ tịch", "Chung"]
    assert set(names(desk)) == {"Chung", "Hộ tịch", "Đất đai"}
    (unit,) = published_by_unit(TODAY, field_code="DD")
    assert [person.name for person in unit.people] == ["Đất đai", "Chung"]


def test_confirmed_for_thirty_days_then_unseen_until_confirmed(desk: Desk) -> None:
    row = name_one(desk)
    assert names(desk, TODAY + 30 * DAY)
    assert not names(desk, TODAY + 31 * DAY)
    assert [contact.confirmation_state for contact in contacts_visible_to(desk.supervisor, MONDAY + 31 * DAY)] == [0]
    confirm_contact(contact_id=row.pk, by=desk.head, at=MONDAY + 31 * DAY)
    assert names(desk, TODAY + 31 * DAY)


def test_outside_its_days_nobody_sees_it(desk: Desk) -> None:
    row = name_one(desk, valid_to=f"{TODAY + 20 * DAY:%d/%m/%Y}")
    assert names(desk, row.valid_from)
    assert not names(desk, row.valid_from - DAY)
    assert names(desk, row.valid_to)
    assert not names(desk, row.valid_to + DAY)
    with pytest.raises(NotAllowed):
        confirm_contact(contact_id=row.pk, by=desk.head, at=MONDAY + 60 * DAY)


def test_who_left_is_not_published_nor_confirmed(desk: Desk) -> None:
    row = name_one(desk, username="receiver")
    Staff.objects.filter(username="receiver").update(is_active=False)
    assert not names(desk)
    with pytest.raises(NotAllowed):
        confirm_contact(contact_id=row.pk, by=desk.head, at=MONDAY)


def test_taken_back_it_is_gone(desk: Desk) -> None:
    row = name_one(desk)
    end_contact(contact_id=row.pk, by=desk.head, at=MONDAY)
    assert not names(desk)


def test_only_the_head_of_the_unit(desk: Desk) -> None:
    row = name_one(desk)
    for nobody in (desk.world.receiver, desk.world.stranger, desk.supervisor, desk.helper):
        for act in (
            lambda by: save_contact(office=desk.world.commune, given=GIVEN, by=by, at=MONDAY),
            lambda by: save_contact(office=desk.world.commune, given=GIVEN, by=by, at=MONDAY, contact_id=row.pk),
            lambda by: confirm_contact(contact_id=row.pk, by=by, at=MONDAY),
            lambda by: end_contact(contact_id=row.pk, by=by, at=MONDAY),
        ):  # fmt: skip
            with pytest.raises(NotAllowed):
                act(nobody)
    assert not contacts_visible_to(desk.world.receiver, MONDAY).exists()
    assert list(contacts_visible_to(desk.supervisor, MONDAY)) == [row]


@pytest.mark.parametrize("wrong, field", [
    ({"name": "\u200b"}, "name"), ({"phone": "113"}, "phone"), ({"email": "khong"}, "email"),
    ({"field": "??"}, "field"),
    ({"username": "stranger"}, "username"), ({"valid_to": "31/2/2020"}, "valid_to"),
    ({"valid_to": "1/1/2020"}, "valid_to"), ({"valid_from": "hôm nay"}, "valid_from"),
])  # fmt: skip
def test_what_cannot_be_used_is_said_at_its_field(desk: Desk, wrong: dict, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        name_one(desk, **wrong)
    assert list(refused.value.errors) == [field]
    assert not ContactPoint.objects.exists()


def test_one_query_for_a_unit(desk: Desk, django_assert_num_queries) -> None:
    for number in range(3):
        name_one(desk, name=f"Người {number}", field="HT")
    with django_assert_num_queries(1):
        assert [contact.field.name for contact in contacts_of(desk.world.commune, TODAY)] == ["Hộ tịch"] * 3
    with django_assert_num_queries(1):
        assert [one.office.parent.name for one in published_by_unit(TODAY)]
