"""Fees: counted with the person's group, taken once, cancelled openly."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection

from motcua.catalog.models import ApplicantGroup, Fee
from motcua.dossiers.models import Dossier
from motcua.dossiers.submission.bill import bill_before, bill_of, check_declared, groups_on
from motcua.payments import actions, queries
from motcua.payments.models import FeeReceipt
from motcua.people.models import Role, Staff, StaffRole
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed, NothingOwed
from motcua.rulebook.vietnamese import VIETNAM
from tests.dossiers.test_submission import enact
from tests.dossiers.world import MONDAY, World, at, at_counter, make_world

DAY = date(2020, 3, 30)


def priced(world: World, amount: int = 8001, **more: object) -> None:
    Fee.objects.create(procedure=world.procedure, kind="le_phi", amount=amount, **more)


def cashier_of(world: World) -> Staff:
    staff = Staff.objects.create(username="cashier", full_name="Người thu", office=world.commune)
    StaffRole.objects.create(staff=staff, role=Role.CASHIER, office=world.commune)
    return staff


@pytest.fixture
def cashier(world: World) -> Staff:
    priced(world)
    return cashier_of(world)


@pytest.mark.django_db
@pytest.mark.parametrize(("share", "owed"), [("0", 0), ("0.5", 4000), ("1", 8001)])
def test_a_group_pays_its_share_rounded_down(world: World, share: str, owed: int) -> None:
    priced(world)
    ApplicantGroup.objects.create(code="poor", name="Hộ nghèo", fraction_owed=Decimal(share), basis="Nghị quyết 50")
    bill = bill_of(procedure=world.procedure, office=world.commune, channel="counter", at=MONDAY, group="poor")
    assert bill["total"] == owed
    assert bill["group"] == "Hộ nghèo"
    assert ("Nghị quyết 50" in bill["items"][0]["because"]) == (owed != 8001)


@pytest.mark.django_db
def test_a_group_out_of_force_or_unknown_pays_all_and_its_own_price_stands(world: World) -> None:
    priced(world)
    ApplicantGroup.objects.create(code="old", name="Cũ", fraction_owed=0, valid_to=date(2019, 12, 31))
    ApplicantGroup.objects.create(code="merit", name="Người có công", fraction_owed=Decimal("0.5"))
    for group in ("old", "nobody", ""):
        assert (
            bill_of(procedure=world.procedure, office=world.commune, channel="counter", at=MONDAY, group=group)["total"]
            == 8001
        )
    assert [group.code for group in groups_on(DAY)] == ["merit"]
    priced(world, 100, group="merit")
    assert (
        bill_of(procedure=world.procedure, office=world.commune, channel="counter", at=MONDAY, group="merit")["total"]
        == 100
    )


@pytest.mark.django_db
def test_a_group_out_of_force_or_unknown_loses_its_own_price_too(world: World) -> None:
    priced(world)
    priced(world, 100, group="old")
    priced(world, 200, group="nobody")
    ApplicantGroup.objects.create(code="old", name="Cũ", fraction_owed=0, valid_to=date(2019, 12, 31))
    for group in ("old", "nobody"):
        bill = bill_of(procedure=world.procedure, office=world.commune, channel="counter", at=MONDAY, group=group)
        assert (bill["total"], bill["group"]) == (8001, "")
        assert bill_before(world.procedure, world.commune, {"group": group}, MONDAY)["total"] == 8001
        assert "group" in check_declared(world.procedure, {"group": group}, DAY)[2]
    assert (
        bill_of(
            procedure=world.procedure,
            office=world.commune,
            channel="counter",
            at=datetime(2019, 12, 31, 9, tzinfo=VIETNAM),
            group="old",
        )["total"]
        == 100
    )


@pytest.mark.django_db
def test_copies_multiply_only_what_is_owed_a_copy(world: World) -> None:
    priced(world, 2000, per_copy=True)
    bill = bill_of(procedure=world.procedure, office=world.commune, channel="counter", at=MONDAY, copies=3)
    assert (bill["total"], bill["items"][0]["because"]) == (6000, "3 bản × 2.000 đồng")
    with pytest.raises(ValueError, match="Số bản"):
        bill_of(procedure=world.procedure, office=world.commune, channel="counter", at=MONDAY, copies=0)


@pytest.mark.django_db
def test_a_letter_waives_the_fee_of_a_channel_and_is_the_reason(world: World) -> None:
    priced(world)
    enact(
        world,
        {"point": "fee.waived", "value": True, "when": {"channels": ["online"]}},
        {"point": "fee.waived", "value": True, "when": {"groups": ["poor"]}},
    )
    ApplicantGroup.objects.create(code="poor", name="Hộ nghèo", fraction_owed=Decimal("0.5"))
    asked = {"procedure": world.procedure, "office": world.commune, "at": MONDAY}
    online = bill_of(**asked, channel="online")
    assert (online["total"], online["items"][0]["because"]) == (0, "Miễn theo 905/UBND-PVHCC, mục 2.1")
    assert bill_before(world.procedure, world.commune, {}, MONDAY) == online
    assert bill_of(**asked, channel="counter")["total"] == 8001
    assert bill_of(**asked, channel="counter", group="poor")["total"] == 0
    assert bill_of(**asked | {"at": MONDAY - timedelta(minutes=1)}, channel="online")["total"] == 8001, (
        "not yet in force"
    )
    assert at_counter(world).dossier.bill["total"] == 8001


@pytest.mark.django_db
def test_taken_once_with_a_number_and_then_nothing_is_owed(world: World, cashier: Staff) -> None:
    dossier = at_counter(world).dossier
    assert list(queries.dossiers_to_pay(cashier, MONDAY)) == [dossier]
    key = uuid4()
    first = actions.take_fee(dossier=dossier, method="cash", by=cashier, at=MONDAY, key=key)
    again = actions.take_fee(dossier=dossier, method="cash", by=cashier, at=MONDAY, key=key)
    assert first == again
    assert (first.amount, first.number, first.symbol) == (8001, 1, "20E")
    assert first.data["total_words"] and first.data["payer"] == dossier.applicant_name
    assert not queries.dossiers_to_pay(cashier, MONDAY)
    with pytest.raises(NothingOwed):
        actions.take_fee(dossier=dossier, method="cash", by=cashier, at=MONDAY, key=uuid4())
    day = queries.takings_on([world.commune.pk], DAY)
    assert (day.total, day.cash, day.receipts, day.cancelled) == (8001, 8001, 1, 0)


@pytest.mark.django_db
def test_a_cancelled_receipt_keeps_its_number_and_the_money_is_owed_again(world: World, cashier: Staff) -> None:
    dossier = at_counter(world).dossier
    first = actions.take_fee(dossier=dossier, method="cash", by=cashier, at=MONDAY, key=uuid4())
    with pytest.raises(InvalidInput):
        actions.cancel_fee(receipt=first, why=" ", by=cashier, at=MONDAY)
    actions.cancel_fee(receipt=first, why="Ghi nhầm người", by=cashier, at=MONDAY)
    with pytest.raises(AlreadyDone):
        actions.cancel_fee(receipt=first, why="Ghi nhầm người", by=cashier, at=MONDAY)
    second = actions.take_fee(
        dossier=dossier, method="transfer", reference="FT123456", by=cashier, at=MONDAY, key=uuid4()
    )
    assert second.number == 2
    assert queries.takings_on([world.commune.pk], DAY) == queries.Takings(0, 8001, 1, 1)


@pytest.mark.django_db
def test_what_is_refused(world: World, cashier: Staff) -> None:
    dossier, other = at_counter(world).dossier, at_counter(world).dossier
    with pytest.raises(NotAllowed):
        actions.take_fee(dossier=dossier, method="cash", by=world.receiver, at=MONDAY, key=uuid4())
    for method, reference, field in (("gold", "", "method"), ("transfer", "", "reference")):
        with pytest.raises(InvalidInput) as wrong:
            actions.take_fee(dossier=dossier, method=method, reference=reference, by=cashier, at=MONDAY, key=uuid4())
        assert field in wrong.value.errors
    actions.take_fee(dossier=dossier, method="transfer", reference="FT1234", by=cashier, at=MONDAY, key=uuid4())
    with pytest.raises(InvalidInput) as twice:
        actions.take_fee(dossier=other, method="transfer", reference="FT1234", by=cashier, at=MONDAY, key=uuid4())
    assert "đã dùng" in twice.value.errors["reference"]
    assert queries.dossier_to_pay(world.stranger, dossier.code, MONDAY) is None


@pytest.mark.django_db(transaction=True)
def test_two_cashiers_at_once_take_it_once_and_numbers_have_no_gap() -> None:
    world = make_world()
    priced(world)
    cashier = cashier_of(world)
    dossiers = [at_counter(world).dossier for _ in range(6)]

    def take(dossier: Dossier) -> str:
        try:
            actions.take_fee(dossier=dossier, method="cash", by=cashier, at=at(30, 10, month=3), key=uuid4())
            return "taken"
        except NothingOwed:
            return "nothing"
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(take, [*dossiers, *dossiers]))
    assert sorted(answers) == ["nothing"] * 6 + ["taken"] * 6
    assert sorted(FeeReceipt.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
