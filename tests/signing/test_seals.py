"""The register of seals, custody, and the seal book."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.journal import queries as journal
from motcua.refusals import InvalidInput, NotAllowed
from motcua.signing import queries
from motcua.signing.actions import enter_seal_book, hand_over_seal, register_seal, withdraw_seal
from motcua.signing.models import Seal, SealEntry
from tests.dossiers.world import MONDAY, World
from tests.dossiers.world import at as moment


def enter(seal: Seal, world: World, label: str = "A", at=MONDAY) -> SealEntry:
    with transaction.atomic():
        return enter_seal_book(
            seal=seal, subject="dossier:1", label=label, document="Số 1", signer="Ông A", stamper=world.sealer, at=at
        )


def test_numbers_begin_anew_each_year_of_vietnam(seal: Seal, world: World) -> None:
    assert [enter(seal, world).number for _ in range(3)] == [1, 2, 3]
    midnight = MONDAY.replace(year=2021, month=1, day=1, hour=0)
    assert enter(seal, world, at=midnight - timedelta(seconds=1)).number == 4
    first = enter(seal, world, at=midnight)
    assert (first.year, first.number) == (2021, 1)
    assert queries.book_years(seal) == [(2021, 1), (2020, 4)]


def test_a_number_given_back_leaves_no_gap(seal: Seal, world: World) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enter(seal, world)
        raise ZeroDivisionError
    assert enter(seal, world).number == 1


def test_the_book_is_never_edited(seal: Seal, world: World) -> None:
    entry = enter(seal, world)
    for change in (lambda: SealEntry.objects.update(signer="B"), entry.delete):
        with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
            change()
    assert SealEntry.objects.get().signer == "Ông A"


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_get_ten_numbers(world: World, seal: Seal) -> None:
    gate = threading.Barrier(10)

    def one(number: int) -> int:
        try:
            connection.ensure_connection()
            gate.wait(timeout=60)
            return enter(seal, world, f"H{number}").number
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert sorted(pool.map(one, range(10))) == list(range(1, 11))


def test_only_the_keeper_stamps(seal: Seal, world: World) -> None:
    seal.keeper = world.second_approver
    seal.save()
    with pytest.raises(NotAllowed, match="đang do Cán bộ second_approver giữ"):
        enter(seal, world)


def test_custody_passes_on_with_permission_and_minutes(seal: Seal, world: World) -> None:
    given = {"seal": seal, "to_staff": world.processor, "by": world.sealer, "at": moment(3, 9)}
    with pytest.raises(InvalidInput) as wrong:
        hand_over_seal(**given, permission=" ", minutes="")
    assert set(wrong.value.errors) == {"permission", "minutes"}
    papers = {"permission": "05/QĐ-UBND ngày 02/4/2020", "minutes": "BB 03/4/2020"}
    with pytest.raises(NotAllowed):
        hand_over_seal(**(given | {"by": world.stranger}), **papers)
    with pytest.raises(InvalidInput, match="đang làm việc tại nơi giữ dấu"):
        hand_over_seal(**(given | {"to_staff": world.stranger}), **papers)
    done = hand_over_seal(**given, **papers)
    assert (done.from_staff, done.to_staff) == (world.sealer, world.processor)
    with pytest.raises(NotAllowed, match="đang do Cán bộ processor giữ"):
        enter(seal, world)
    assert journal.latest().filter(name="seal.handed_over").get().data["permission"] == papers["permission"]
    with pytest.raises(InvalidInput, match="đang giữ con dấu này"):
        hand_over_seal(**given, **papers)


def test_a_seal_is_registered_once_with_its_papers(seal: Seal, world: World) -> None:
    given = {"office": seal.office, "kept_at": seal.office, "kind": "first", "by": world.leader, "at": MONDAY}
    with pytest.raises(InvalidInput) as wrong:
        register_seal(**given, label="", registration="", keeper=None)
    assert set(wrong.value.errors) == {"label", "registration", "keeper", "kind"}
    second = register_seal(
        **(given | {"kind": "second", "kept_at": world.commune}), label="Dấu thứ hai", registration="13/ĐKMD",
        keeper=world.returner,
    )  # fmt: skip
    assert set(queries.seals_visible_to(world.returner, MONDAY)) == {second}
    assert set(queries.seals_visible_to(world.sealer, MONDAY)) == {seal, second}
    assert not queries.seals_visible_to(world.stranger, MONDAY).exists()
    with pytest.raises(NotAllowed):
        register_seal(**(given | {"by": world.processor}), label="X", registration="1", keeper=world.sealer)


def test_a_seal_out_of_use_stamps_nothing(seal: Seal, world: World) -> None:
    enter(seal, world)
    withdraw_seal(seal=seal, by=world.sealer, at=moment(3, 9))
    with pytest.raises(NotAllowed, match="thôi sử dụng"):
        enter(seal, world)
    assert queries.seal_book(seal, 2020).count() == 1
