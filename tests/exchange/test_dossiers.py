"""Moving in: old dossiers with their history land once, bad rows are listed, codes are never given twice."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest

from motcua.dossiers import queries
from motcua.dossiers.models import Dossier
from motcua.exchange.actions.dossiers import import_dossiers
from motcua.exchange.actions.export import export_dossier
from motcua.journal.queries import history
from motcua.notices.models import Message
from motcua.supervision.statistics import form_06_rows
from tests.dossiers.world import MONDAY, World, at, at_counter

pytestmark = pytest.mark.django_db
HEAD = (
    "mã hồ sơ,mã thủ tục,mã đơn vị,ngày nộp,ngày tiếp nhận,ngày hẹn trả,ngày có kết quả,ngày trả,trạng thái,"
    "họ tên,lịch sử"
)
UNIT = "000.01.21.H22"


def row(number: int, **changes: str) -> str:
    cells = {
        "code": f"{UNIT}-200302-{number:04d}", "procedure": "1.001193", "office": UNIT, "submitted": "2/3/2020 08:00",
        "received": "2020-03-02 08:30", "due": "5/3/2020", "finished": "", "returned": "", "state": "Đang thẩm định",
        "name": "Giàng Thị Súa", "history": "",
    } | changes  # fmt: skip
    return ",".join(f'"{value}"' for value in cells.values())


def table(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows]).encode()


def test_a_dossier_lands_with_its_history_and_is_worked_on_here(world: World) -> None:
    told = "2020-03-02 08:30 | Tiếp nhận | Cán bộ cũ\n2020-03-03 09:00 | Chuyển thẩm định | Cán bộ cũ"
    run = import_dossiers(table(row(7, history=told)), name="cu.csv", source="Cũ", by=None, at=MONDAY)
    assert (run.made, run.bad) == (1, [])
    dossier = Dossier.objects.get()
    assert [done["note"] for done in dossier.steps_done] == ["Tiếp nhận", "Chuyển thẩm định"]
    assert dossier.due_at == at(5, 17, month=3) and dossier.handling_office == world.processor.office
    assert "appraise" in {step.code for step in queries.steps_possible(dossier, world.processor, MONDAY)}
    assert not Message.objects.exists()
    assert [event.name for event in history(f"import:{run.pk}")] == ["dossier.imported"]


def test_the_code_of_an_imported_day_is_not_given_again(world: World) -> None:
    import_dossiers(
        table(row(1, code=f"{UNIT}-200330-0041", submitted="30/3/2020", received="30/3/2020", due="2/4/2020")),
        name="cu.csv", source="Cũ", by=None, at=MONDAY + timedelta(hours=1),
    )  # fmt: skip
    assert at_counter(world).dossier.code == f"{UNIT}-200330-0042"


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"code": ""}, "Mã hồ sơ"),
        ({"procedure": "9.9"}, "thủ tục"),
        ({"office": "x"}, "đơn vị"),
        ({"name": ""}, "Họ tên"),
        ({"state": "lơ lửng"}, "Trạng thái"),
        ({"submitted": "32/13/2020"}, "Ngày nộp"),
        ({"submitted": "", "received": ""}, "ngày nộp"),
        ({"received": ""}, "ngày tiếp nhận"),
        ({"received": "1/3/2020"}, "trước ngày nộp"),
        ({"due": "1/3/2020"}, "Ngày hẹn trả"),
        ({"state": "Đã trả kết quả"}, "ngày có kết quả"),
        ({"finished": "4/3/2020"}, "chưa xong"),
        ({"submitted": "1/1/2030", "received": "1/1/2030", "due": "9/1/2030"}, "tương lai"),
        ({"history": "[{]"}, "Lịch sử"),
    ],
)
def test_a_bad_row_is_listed_with_its_reason(world: World, changes: dict[str, str], word: str) -> None:
    run = import_dossiers(table(row(1), row(2, **changes)), name="cu.csv", source="Cũ", by=None, at=MONDAY)
    assert run.made == 1
    assert run.bad[0]["row"] == 3 and word in run.bad[0]["reason"]


def test_fifty_thousand_rows_with_37_bad_ones(world: World, long_run: bool) -> None:
    rows, apart = (50_000, 1352) if long_run else (10_000, 271)

    def made(number: int) -> str:
        if number % apart == 7:
            return row(number, state="lơ lửng")
        if number % 3 == 0:
            return row(number, code=f"CU-{number}")
        done = {"state": "Đã trả kết quả", "finished": "4/3/2020", "returned": "5/3/2020 10:00"}
        return row(number, code=f"CU-{number}", **done)

    content = table(*(made(number) for number in range(rows)))
    bad = sum(number % apart == 7 for number in range(rows))
    assert bad == 37
    first = import_dossiers(content, name="cu.csv", source="Cũ", by=None, at=MONDAY)
    assert (first.rows, first.made, len(first.bad)) == (rows, rows - 37, 37)
    (total,) = form_06_rows(world.province.path, at(1, 0, month=3), MONDAY)
    assert total.total == rows - 37 == total.resolved + total.pending
    again = import_dossiers(content, name="cu.csv", source="Cũ", by=None, at=MONDAY)
    assert (again.made, again.changed, again.unchanged, again.bad) == (0, 0, rows - 37, first.bad)
    assert Dossier.objects.count() == rows - 37


def test_everything_about_one_dossier_as_a_zip_and_only_for_who_may(world: World) -> None:
    dossier = at_counter(world).dossier
    assert export_dossier(staff=world.stranger, code=dossier.code, at=MONDAY) is None
    found = export_dossier(staff=world.receiver, code=dossier.code, at=MONDAY)
    assert found is not None and found[0] == f"ho-so-{dossier.code}.zip"
    with zipfile.ZipFile(io.BytesIO(found[1])) as packed:
        facts = json.loads(packed.read("ho-so.json"))
        slips = [name for name in packed.namelist() if name.startswith("phieu/")]
        assert packed.read(slips[0]).startswith(b"%PDF")
    assert facts["dossier"]["code"] == dossier.code and "secret_hash" not in facts["dossier"]
    assert facts["events"][0]["name"] == "dossier.accepted"
    assert history(f"dossier:{dossier.pk}").last().name == "dossier.exported"
