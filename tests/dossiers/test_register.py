"""The register: every acceptance a line, numbered without gaps, never edited, closed once, printed as a book."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.dossiers import actions
from motcua.dossiers.actions import register as registering
from motcua.dossiers.actions.slip_printing import print_register
from motcua.dossiers.models import Dossier, Register, RegisterEntry, RegisterLine
from motcua.dossiers.permissions import may_close_register
from motcua.dossiers.queries.registers import PAGE, lines_to_print, register_page, registers_visible_to
from motcua.dossiers.slips.register_sheets import line_cells, render_register
from motcua.journal.actor import CITIZEN
from motcua.journal.queries import history
from motcua.people.models import Office, Role, Staff, StaffRole
from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed
from tests.dossiers.test_slips import text_of
from tests.dossiers.test_slips_sheets import assert_archival, pages_of, size_of
from tests.dossiers.world import MONDAY, VIETNAM, World, at, at_counter, filled_draft

NEW_YEAR = datetime(2021, 1, 4, 9, 0, tzinfo=VIETNAM)


@pytest.fixture
def head(world: World) -> Staff:
    """The head of the commune's unit."""
    staff = Staff.objects.create(username="head", full_name="Trưởng bộ phận", office=world.commune)
    StaffRole.objects.create(staff=staff, role=Role.UNIT_HEAD, office=world.commune)
    return staff


def book(office: Office, year: int = 2020) -> Register:
    return Register.objects.filter(office=office, year=year).latest("volume")


def returned(world: World) -> Dossier:
    dossier = at_counter(world).dossier
    actions.appraise(dossier=dossier, by=world.processor, at=at(1, 9), opinion="Đủ")
    actions.approve(dossier=dossier, by=world.approver, at=at(1, 10))
    actions.seal(dossier=dossier, by=world.sealer, at=at(1, 11))
    Dossier.objects.filter(pk=dossier.pk).update(result_number="12/KS")
    return actions.return_result(dossier=dossier, handed_to="Sùng Thị Mai", by=world.returner, at=at(2, 9))


def test_each_unit_and_year_counts_its_own_lines_and_the_receipt_says_them(world: World) -> None:
    slips = [at_counter(world).slip for _ in range(3)]
    assert [(slip.data["book"], slip.data["order"]) for slip in slips] == [("01/2020", f"0{n}") for n in (1, 2, 3)]
    elsewhere = at_counter(world, office=world.elsewhere, by=world.stranger).slip
    assert (elsewhere.data["book"], elsewhere.data["order"]) == ("01/2020", "01")
    later = at_counter(world, moment=NEW_YEAR).slip
    assert (later.data["book"], later.data["order"]) == ("01/2021", "01")


def test_an_online_dossier_enters_when_it_is_accepted_and_a_refused_one_never(world: World) -> None:
    dossier, _ = actions.submit_online(draft=filled_draft(world), at=MONDAY)
    assert not RegisterLine.objects.exists()
    _, slip = actions.accept(dossier=dossier, by=world.receiver, at=MONDAY)
    assert slip.data["order"] == "01" and dossier.register_line.data["name"] == "Vàng Thị Mỷ"


def test_a_line_holds_the_columns_of_both_eras(world: World) -> None:
    dossier = returned(world)
    cells = line_cells(dossier.register_line)
    assert cells == {
        "number": "01",
        "code": dossier.code,
        "procedure": "Thủ tục đăng ký khai sinh",
        "sets": "1",
        "name": "Sùng Mí Phìn",
        "contact": "Thôn Nà Cho\n0987654321",
        "resolving": "Ủy ban nhân dân xã Phú Linh",
        "received": "09:00 30/3/2020",
        "due": "17:00 02/4/2020",
        "returned": "09:00 02/4/2020\n12/KS\nGiao: Cán bộ returner",
        "way": "Tại quầy",
        "signed": "Sùng Thị Mai",
        "note": "",
    }


def test_a_withdrawn_dossier_and_a_new_promise_are_added_and_never_twice(world: World) -> None:
    dossier = at_counter(world).dossier
    new_due = at(7, 17)
    for _ in range(2):
        registering.note_due_in_register(dossier, new_due, at=at(1, 9))
    Dossier.objects.filter(pk=dossier.pk).update(state="withdrawn")
    dossier.refresh_from_db()
    for _ in range(2):
        registering.note_end_in_register(dossier, at=at(1, 10))
    assert [entry.kind for entry in dossier.register_line.entries.all()] == ["due_changed", "ended"]
    cells = line_cells(dossier.register_line)
    assert cells["due"] == "17:00 02/4/2020\nHẹn lại: 17:00 07/4/2020"
    assert cells["returned"].startswith("10:00 01/4/2020\nNgười nộp đã rút")


def test_withdrawing_is_entered_by_the_act_itself(world: World) -> None:
    dossier = at_counter(world).dossier
    actions.withdraw(dossier=dossier, reason="Không cần nữa", by=CITIZEN, at=at(1, 9))
    assert [entry.kind for entry in dossier.register_line.entries.all()] == ["ended"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dossiers_registerline SET number = 9",
        "DELETE FROM dossiers_registerline",
        "TRUNCATE dossiers_registerline CASCADE",
        "UPDATE dossiers_registerentry SET kind = 'x'",
        "DELETE FROM dossiers_registerentry",
        "TRUNCATE dossiers_registerentry",
    ],
)
def test_the_database_refuses_to_change_what_is_written(world: World, statement: str) -> None:
    dossier = at_counter(world).dossier
    registering.note_due_in_register(dossier, at(7, 17), at=at(1, 9))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # TRUNCATE would be refused for what is still to be checked
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (RegisterLine.objects.get().number, RegisterEntry.objects.count()) == (1, 1)


def test_a_closed_book_takes_no_line_and_the_next_volume_goes_on(world: World, head: Staff) -> None:
    at_counter(world)
    first = registering.close_register(register=book(world.commune), by=head, at=at(1, 17))
    assert (first.closed_at, first.closed_by) == (at(1, 17), head)
    slip = at_counter(world, moment=at(2, 9)).slip
    assert (slip.data["book"], slip.data["order"]) == ("02/2020", "02")
    with pytest.raises(DatabaseError, match="takes no line"), transaction.atomic():
        RegisterLine.objects.create(register=first, number=7, dossier=at_counter(world).dossier, data={}, at=MONDAY)
    with pytest.raises(DatabaseError, match="not changed"), transaction.atomic():
        Register.objects.filter(pk=first.pk).update(closed_at=None)
    with pytest.raises(AlreadyDone):
        registering.close_register(register=first, by=head, at=at(2, 17))
    assert [event.name for event in history(f"register:{first.pk}")] == ["register.closed"]


def test_what_was_received_last_year_is_returned_in_its_own_line(world: World, head: Staff) -> None:
    dossier = at_counter(world).dossier
    registering.close_register(register=book(world.commune), by=head, at=at(1, 17))
    actions.withdraw(dossier=dossier, reason="Không cần nữa", by=CITIZEN, at=NEW_YEAR)
    assert RegisterEntry.objects.get().line.register.year == 2020


def test_only_the_units_head_closes(world: World, head: Staff) -> None:
    at_counter(world)
    for staff in (world.receiver, world.stranger, world.leader):
        with pytest.raises(NotAllowed):
            registering.close_register(register=book(world.commune), by=staff, at=at(1, 17))
        assert not may_close_register(book(world.commune), staff, at(1, 17))
    assert may_close_register(book(world.commune), head, at(1, 17))


def test_books_of_others_are_not_found(world: World) -> None:
    at_counter(world)
    register = book(world.commune)
    seen = {staff.username: list(registers_visible_to(staff, MONDAY)) for staff in (world.receiver, world.returner,
            world.leader, world.stranger, world.processor)}  # fmt: skip
    assert seen == {"receiver": [register], "returner": [register], "leader": [register], "stranger": [],
                    "processor": []}  # fmt: skip


@pytest.mark.parametrize("lines", [3, 3 * PAGE])
def test_a_page_costs_the_same_however_long_the_book(world: World, lines: int, django_assert_num_queries: Any) -> None:
    register = long_book(world, lines)
    with django_assert_num_queries(3):
        shown = register_page(register, 10**6)
    assert shown.number == shown.last == -(-lines // PAGE)
    assert shown.rows[-1]["number"] == f"{lines:02d}"


def long_book(world: World, lines: int) -> Register:
    first = at_counter(world).dossier
    register = book(world.commune)
    more = [Dossier(**values(first, n)) for n in range(2, lines + 1)]
    RegisterLine.objects.bulk_create(
        RegisterLine(register=register, number=n, dossier=dossier, data=first.register_line.data,
                     at=MONDAY + timedelta(hours=5 * n))
        for n, dossier in enumerate(Dossier.objects.bulk_create(more), start=2)
    )  # fmt: skip
    return register


def values(first: Dossier, n: int) -> dict[str, Any]:
    return {
        "code": f"{first.code[:-4]}{n:04d}",
        "procedure": first.procedure,
        "office": first.office,
        "resolving_office": first.resolving_office,
        "state": first.state,
        "channel": first.channel,
        "return_channel": first.return_channel,
        "applicant_name": first.applicant_name,
        "submitted_at": first.submitted_at,
    }


def test_a_printed_book_is_opened_numbered_and_closed(world: World, head: Staff) -> None:
    register = long_book(world, 60)
    registering.close_register(register=register, by=head, at=datetime(2020, 12, 31, 16, 30, tzinfo=VIETNAM))
    pdf = print_register(staff=head, register=book(world.commune), at=NEW_YEAR)
    assert_archival(pdf)
    pages = pages_of(pdf)
    assert {size_of(pdf, n) for n in range(len(pages))} == {(297, 210)}
    for number, page in enumerate(pages, start=1):
        assert f"Trang {number} / {len(pages)}" in page.extract_text()
    text = text_of(pdf)
    for words in [
        "Số: 01/STD-BPTNTKQ", "SỔ THEO DÕI HỒ SƠ", "Năm 2020", "Quyển số 01", "STT", "Mã hồ sơ",
        "Tên thủ tục hành chính", "Tên tổ chức, cá nhân", "Địa chỉ, số điện thoại", "Cơ quan chủ trì giải quyết",
        "Nhận và trả kết quả", "Nhận hồ sơ", "Hẹn trả kết quả", "Trả kết quả", "Phương thức nhận kết quả", "Ký nhận",
        "Số lượng (bộ)", "Ghi chú", "Mẫu số 06, Thông tư số 01/2018/TT-VPCP", "KHÓA SỔ",
        "quyển số 01 được khóa ngày 31 tháng 12 năm 2020", "ghi 60 hồ sơ, từ số 01 đến số 60", "Trưởng bộ phận",
        f"Sổ có {len(pages)} trang",
    ]:  # fmt: skip
        assert words in text, words
    assert [event.name for event in history(f"register:{register.pk}")] == ["register.closed", "dossier.slip_printed"]


def test_a_month_is_an_extract(world: World, head: Staff) -> None:
    register = long_book(world, 20)  # five hours apart from 30 March 9:00: the first eight before April begins
    april = list(lines_to_print(register, 4))
    assert [line.number for line in april] == [n for n in range(1, 21) if (MONDAY + timedelta(hours=5 * n)).month == 4]
    text = text_of(print_register(staff=head, register=register, at=at(30, 9), month=4))
    assert "tháng 4 năm 2020" in text and "HẾT PHẦN TRÍCH" in text and "KHÓA SỔ" not in text
    with pytest.raises(InvalidInput):
        print_register(staff=head, register=register, at=at(30, 9), month=13)


def test_the_book_of_2025_is_on_its_own_form(world: World) -> None:
    at_counter(world, moment=datetime(2025, 7, 1, 9, 0, tzinfo=VIETNAM))
    register = book(world.commune, 2025)
    text = text_of(render_register(register, lines_to_print(register), at=MONDAY))
    assert "Mẫu số 07, Thông tư số 03/2025/TT-VPCP" in text
    assert "Ký nhận" in text and "Số lượng (bộ)" not in text
    assert "SỔ CHƯA KHÓA" in text


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Every call in a thread and a connection of its own, let go at the same instant."""
    gate = threading.Barrier(len(calls))

    def one(call: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            gate.wait(timeout=60)
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


@pytest.mark.django_db(transaction=True)
def test_twenty_acceptances_at_once_are_lines_one_to_twenty(world: World) -> None:
    done = at_once([lambda: at_counter(world).slip.data["order"] for _ in range(20)])
    assert sorted(done) == [f"{n:02d}" for n in range(1, 21)]
    assert Register.objects.count() == 1
    assert sorted(RegisterLine.objects.values_list("number", flat=True)) == list(range(1, 21))


@pytest.mark.django_db(transaction=True)
def test_closing_while_dossiers_are_accepted_leaves_no_gap_and_nothing_in_the_closed_book(
    world: World, head: Staff
) -> None:
    at_counter(world)
    register = book(world.commune)
    calls: list[Callable[[], Any]] = [lambda: at_counter(world).slip.data["order"] for _ in range(8)]
    done = at_once([*calls, lambda: registering.close_register(register=register, by=head, at=at(1, 17))])
    assert [result for result in done if isinstance(result, Exception)] == []
    assert sorted(RegisterLine.objects.values_list("number", flat=True)) == list(range(1, 10))
    volumes = RegisterLine.objects.order_by("number").values_list("register__volume", flat=True)
    assert list(volumes) == sorted(volumes)
