"""Each slip beside the field lists of its circular, in both eras: what the sheet says is read back from the PDF."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers import actions
from motcua.dossiers.actions.slips import issue_slip
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.slips.rendering import render_slip
from motcua.rulebook import eras
from motcua.rulebook.dossier_states import SLIPS
from tests.dossiers.test_slips import text_of
from tests.dossiers.world import MONDAY, VIETNAM, World, at_counter

LATER = datetime(2025, 7, 1, 9, 0, tzinfo=VIETNAM)
ERAS = {"2018": MONDAY, "2025": LATER}
HEADER = [
    "ỦY BAN NHÂN DÂN XÃ PHÚ LINH",
    "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: ",
    "Phú Linh, ngày",
]
FIELDS = {
    "01": [
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mã hồ sơ", "Bộ phận Tiếp nhận và Trả kết quả:",
        "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức:", "Số định danh cá nhân/tổ chức:", "Địa chỉ:", "Số điện thoại:",
        "Email:", "Người được ủy quyền nộp hồ sơ: Sùng Thị Mai", "Số định danh cá nhân: 002190009999",
        "Giấy tờ ủy quyền: Giấy ủy quyền ngày 29/3", "Nội dung yêu cầu giải quyết:", "Thành phần hồ sơ nộp gồm:",
        "Số lượng hồ sơ: 2 (bộ)", "Thời gian giải quyết hồ sơ theo quy định là:", "Thời gian nhận hồ sơ:",
        "Thời gian trả kết quả:", "Đăng ký nhận kết quả tại:", "Vào Sổ theo dõi hồ sơ, Quyển số: 01/", "Số thứ tự: 01",
        "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ",
    ],
    "02": [
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "/PBS-BPTNTKQ", "Hồ sơ của:", "Nội dung yêu cầu giải quyết:",
        "Địa chỉ:", "Số điện thoại:", "Email:", "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau: 1. Tờ khai",
        "Lý do:",
        "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với", "số điện thoại",
        "để được hướng dẫn./.",
        "NGƯỜI HƯỚNG DẪN",
    ],
    "03": [
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "/PTC-BPTNTKQ", "Tiếp nhận hồ sơ của:",
        "Số định danh cá nhân/tổ chức:", "Địa chỉ:", "Số điện thoại:", "Email:", "Mã hồ sơ",
        "Nội dung yêu cầu giải quyết:",
        "thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: Vì thiếu.",
        "Xin thông báo cho Ông/Bà được biết và thực hiện./.", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ",
    ],
    "04": [
        "/PXL-BPTNTKQ", "Kính gửi:", "Số định danh cá nhân/tổ chức: 002190001234", "mã số hồ sơ:",
        "Thủ tục đăng ký khai sinh", "Thời gian hẹn trả kết quả:", "Tuy nhiên đến nay, Ủy ban nhân dân xã Phú Linh",
        "chưa trả kết quả", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Lý do: Vì thiếu.", "xin lỗi",
        "sẽ trả kết quả", "Mong nhận được sự thông cảm", "./.", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
    ],
    "05": [
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "/PKS-BPTNTKQ", "Mã số hồ sơ",
        "Cơ quan (bộ phận) giải quyết hồ sơ:", "Cơ quan phối hợp giải quyết hồ sơ:", "Ngày nhận:",
        "Hẹn trả kết quả vào:", "Tên đơn vị", "Thời gian giao, nhận hồ sơ", "Kết quả giải quyết hồ sơ",
        "Ghi chú", "1. Giao:", "2. Nhận:", "Người giao:", "Người nhận:",
    ],
    "stop": [
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "/TB-BPTNTKQ", "Kính gửi:", "Mã số hồ sơ", "Nội dung yêu cầu giải quyết:",
        "thông báo dừng giải quyết hồ sơ nêu trên với lý do cụ thể như sau: Vì thiếu.", "Căn cứ: Điều 1",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
    ],
}  # fmt: skip


def dossier_of(world: World, at: datetime) -> Dossier:
    """Received at the counter by an authorised person, in two sets."""
    found = at_counter(
        world, moment=at, applicant={"full_name": "Sùng Mí Phìn", "id_number": "002190001234", "phone": "0987654321"}
    ).dossier
    found.agent = {"name": "Sùng Thị Mai", "id_number": "002190009999", "paper": "Giấy ủy quyền ngày 29/3"}
    found.sets = 2
    found.save()
    return Dossier.objects.get(pk=found.pk)


def slip_of(world: World, kind: str, at: datetime) -> Slip:
    given: dict[str, Any] = {"items": ["Tờ khai"], "reason": "Vì thiếu.", "legal_basis": "Điều 1"}
    return issue_slip(
        dossier_of(world, at), kind, by=world.receiver, at=at, new_due=at.replace(day=at.day + 1), **given
    )


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("kind", FIELDS)
def test_every_field_of_the_form_is_on_the_sheet(world: World, kind: str, era: str) -> None:
    slip = slip_of(world, kind, ERAS[era])
    text = text_of(render_slip(slip))
    assert slip.era == era
    assert [words for words in HEADER + FIELDS[kind] if words not in text] == []


@pytest.mark.parametrize(
    ("kind", "era", "words"),
    [
        ("04", "2018", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ"),
        ("04", "2025", "PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT"),
        ("05", "2018", "Mẫu số 05, Thông tư số 01/2018/TT-VPCP"),
        ("05", "2025", "Mẫu số 06, Thông tư số 03/2025/TT-VPCP"),
        ("stop", "2025", "Mẫu số 05, Thông tư số 03/2025/TT-VPCP"),
        ("01", "2025", "16. Vào Sổ theo dõi hồ sơ"),
        ("01", "2025", "1. Giấy chứng sinh (1 bản chính)"),
        ("01", "2018", "Bản chứng thực"),
    ],
)
def test_what_the_eras_say_differently(world: World, kind: str, era: str, words: str) -> None:
    others = [one for one in ERAS if one != era]
    assert words in text_of(render_slip(slip_of(world, kind, ERAS[era])))
    assert all(words not in text_of(render_slip(slip_of(world, kind, ERAS[other]))) for other in others)


def test_a_notice_of_2018_claims_no_form_of_a_circular(world: World) -> None:
    assert "Mẫu số" not in text_of(render_slip(slip_of(world, "stop", MONDAY)))


def test_old_and_new_dossiers_in_one_house_keep_their_forms(world: World) -> None:
    old = slip_of(world, "05", MONDAY)
    new = slip_of(world, "05", LATER)
    assert "Mẫu số 05" in text_of(render_slip(Slip.objects.get(pk=old.pk)))
    assert "Mẫu số 06" in text_of(render_slip(Slip.objects.get(pk=new.pk)))


def test_an_apology_says_both_promises_and_the_register_learns_of_it(world: World) -> None:
    dossier = dossier_of(world, MONDAY)
    new_due = datetime(2020, 4, 7, 17, 0, tzinfo=VIETNAM)
    _row, slip = actions.reappoint(
        dossier=dossier, new_due=new_due, reason="Chờ xác minh.", by=world.approver, at=MONDAY
    )
    text = text_of(render_slip(slip))
    assert "Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 02 tháng 4 năm 2020" in text
    assert "17 giờ 00 phút, ngày 07 tháng 4 năm 2020" in text
    assert [entry.data["due_at"] for entry in dossier.register_line.entries.all()] == [new_due.isoformat()]


def test_a_signed_slip_is_the_signed_file(world: World) -> None:
    slip = at_counter(world).slip
    slip.signed_file.save("x.pdf", ContentFile(b"%PDF-1.7 signed"))
    assert render_slip(slip) == b"%PDF-1.7 signed"


@pytest.mark.parametrize("era", ERAS)
def test_a_receipt_of_a_dossier_that_came_himself_names_no_agent(world: World, era: str) -> None:
    text = text_of(render_slip(at_counter(world, moment=ERAS[era]).slip))
    assert "Người được ủy quyền" not in text
    assert ("8. Ủy quyền nộp hồ sơ: Không" in text) is (era == "2025")


def test_the_helper_of_the_support_point_is_named(world: World) -> None:
    dossier = at_counter(world).dossier
    dossier.helper, dossier.helped_at = world.colleague, world.elsewhere
    text = text_of(render_slip(issue_slip(dossier, "01", by=world.receiver, at=MONDAY)))
    assert "Người hỗ trợ nộp hồ sơ: Cán bộ colleague, Bộ phận Một cửa xã Lũng Cú" in text


def test_control_slip_names_giver_and_taker(world: World) -> None:
    dossier = at_counter(world).dossier
    actions.appraise(dossier=dossier, by=world.processor, at=MONDAY, opinion="Đủ")
    shown = actions.view_control_slip(staff=world.processor, code=dossier.code, at=MONDAY)
    assert shown is not None
    assert "Người giao: Cán bộ receiver Người nhận: Cán bộ processor" in text_of(shown[1])


@given(st.dates())
def test_every_day_has_one_era_and_it_holds_then(day: Any) -> None:
    found = eras.era_on(day)
    assert set(found.forms) == set(eras.KINDS) == set(SLIPS)
    if day >= eras.ERAS[0].valid_from:
        assert found.valid_from <= day and (found.valid_to is None or day <= found.valid_to)


DOMAIN = Path(__file__).parents[2] / ".." / "shared" / "domain.md"
SAID_OTHERWISE = {
    "Trung tâm PVHCC/Bộ phận TN&TKQ": "Bộ phận Tiếp nhận và Trả kết quả",
    "TT PVHCC/BP TN&TKQ": "Bộ phận Tiếp nhận và Trả kết quả",
    "SĐT": "Số điện thoại",
    "Thành phần hồ sơ nộp gồm 1": "Thành phần hồ sơ nộp gồm",
    "ngày tiếp nhận, tên cơ quan, tên TTHC, số định danh, mã số hồ sơ": "mã số hồ sơ",
    "lời xin lỗi": "xin lỗi",
    "Qua xem xét, Bộ phận TN&TKQ thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau": (
        "Qua xem xét, Bộ phận Một cửa xã Phú Linh thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như"
    ),
    "NGƯỜI NỘP HỒ SƠ / NGƯỜI TIẾP NHẬN HỒ SƠ": "NGƯỜI TIẾP NHẬN HỒ SƠ",
}


def fields_told(kind: str) -> list[str]:
    """The labels of the form in the list of fields that the software is built from."""
    found = re.search(rf"^\*\*{kind} .*$\n(.*)$", DOMAIN.read_text(encoding="utf-8"), re.M)
    assert found is not None
    labels = []
    for part in found[1].split(" · "):
        words = re.split(r"[…(:]|, ngày|\d\.\.n", re.sub(r"^\d+ |[\"*“”]|\*\*", "", part).strip("… "))[0]
        words = re.sub(r"^signatures ", "", words).replace("…", "").strip(' "./')
        if len(words) > 2 and words not in {"uỷ quyền"}:
            labels.append(SAID_OTHERWISE.get(words, words))
    return labels


@pytest.mark.skipif(not DOMAIN.exists(), reason="the sibling folder with the list of fields is not here")
@pytest.mark.parametrize(("kind", "least"), [("01", 16), ("02", 9), ("03", 11), ("04", 9)])
def test_the_written_list_of_fields_is_kept(world: World, kind: str, least: int) -> None:
    labels = fields_told(kind)
    text = text_of(render_slip(slip_of(world, kind, LATER)))
    assert len(labels) >= least, labels
    assert [label for label in labels if label not in text] == []


def test_a_unit_that_says_what_it_is_does_not_say_it_twice(world: World) -> None:
    world.commune.name = "Bộ phận Tiếp nhận và Trả kết quả xã Phú Linh"
    world.commune.save()
    text = text_of(render_slip(at_counter(world).slip))
    assert "Bộ phận Tiếp nhận và Trả kết quả: xã Phú Linh" in text
