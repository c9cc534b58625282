"""Slips as a person holds them: the words on the sheet, and nothing that was typed ever acting."""

from __future__ import annotations

import io
import unicodedata
from typing import Any

import pytest
from pypdf import PdfReader

from motcua.dossiers import actions
from motcua.dossiers.models import Slip
from motcua.dossiers.slips.letterhead import place_name_of
from motcua.dossiers.slips.rendering import render_slip, say_date, say_date_and_time
from motcua.people.models import Office
from tests.dossiers.world import MONDAY, World, at, at_counter, filled_draft

HOSTILE = '#import "x.typ"; #sys.inputs \\ "quoted" $a^2$ *b* _c_ `d` <e> @f {g} [h] // i /* j */ = k 😀 \u202egnorw'


def text_of(pdf: bytes, *, pages: slice = slice(None)) -> str:
    """The words on the sheet, spaces evened out; the breaks put into long runs taken away."""
    read = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages[pages])
    return " ".join(unicodedata.normalize("NFC", read).replace("\u200b", "").split())


def test_receipt_bears_every_field_of_form_01(world: World) -> None:
    received = at_counter(
        world, papers=[{"position": 1, "certified": "2", "given": "on"}, {"position": 2, "copies": "3", "given": "on"}]
    )
    text = text_of(render_slip(received.slip))
    for words in [
        "ỦY BAN NHÂN DÂN XÃ PHÚ LINH",
        "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 01/BPTNTKQ",
        "Phú Linh, ngày 30 tháng 3 năm 2020",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "000.01.21.H22-200330-0001",
        "Bộ phận Tiếp nhận và Trả kết quả: Bộ phận Một cửa xã Phú Linh",
        "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: Sùng Mí Phìn",
        "Số định danh cá nhân/tổ chức: Không có",
        "Địa chỉ: Thôn Nà Cho",
        "Số điện thoại: 0987654321",
        "Email: Không có",
        "Nội dung yêu cầu giải quyết: Thủ tục đăng ký khai sinh",
        "Thành phần hồ sơ nộp gồm",
        "Bản chính",
        "Bản chứng thực",
        "Bản photo",
        "Giấy chứng sinh – 2 –",
        "Giấy ủy quyền – – 3",
        "Số lượng hồ sơ: 1 (bộ)",
        "Thời gian giải quyết hồ sơ theo quy định là: 3 ngày làm việc",
        "Thời gian nhận hồ sơ: 09 giờ 00 phút, ngày 30 tháng 3 năm 2020",
        "Thời gian trả kết quả: 17 giờ 00 phút, ngày 02 tháng 4 năm 2020",
        "Đăng ký nhận kết quả tại: Bộ phận Một cửa xã Phú Linh",
        "Vào Sổ theo dõi hồ sơ, Quyển số: 01/2020, Số thứ tự: 01",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
    ]:
        assert words in text, words


def test_only_the_persons_copy_bears_the_secret(world: World) -> None:
    received = at_counter(world)
    pdf = render_slip(received.slip)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    kept, given = text_of(pdf, pages=slice(0, 1)), text_of(pdf, pages=slice(1, 2))
    assert "Liên 1: Lưu" in kept and received.secret not in kept
    assert "Liên 2: Giao người nộp hồ sơ" in given and received.secret in given


def test_a_receipt_is_a5(world: World) -> None:
    box = PdfReader(io.BytesIO(render_slip(at_counter(world).slip))).pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (148, 210)


def test_supplement_bears_every_item(world: World) -> None:
    dossier, _ = actions.submit_online(draft=filled_draft(world), at=MONDAY)
    items = ["Giấy chứng sinh bản rõ", "Giấy ủy quyền"]
    _, slip = actions.request_supplement(
        dossier=dossier, items=items, reason="Ảnh bị mờ.", by=world.receiver, at=MONDAY
    )
    text = text_of(render_slip(slip))
    for words in [
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Số: 01/PBS-BPTNTKQ",
        "Hồ sơ của: Vàng Thị Mỷ",
        "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
        "1. Giấy chứng sinh bản rõ",
        "2. Giấy ủy quyền",
        "Lý do: Ảnh bị mờ.",
        "Ông/Bà liên hệ với Bộ phận Một cửa xã Phú Linh số điện thoại 02193000000 để được hướng dẫn./.",
        "NGƯỜI HƯỚNG DẪN",
    ]:
        assert words in text, words


def test_refusal_bears_reason_and_basis(world: World) -> None:
    dossier, _ = actions.submit_online(draft=filled_draft(world), at=MONDAY)
    _, slip = actions.refuse(
        dossier=dossier, reason="Trẻ đã được đăng ký khai sinh.", legal_basis="Điều 16 Luật Hộ tịch",
        by=world.receiver, at=MONDAY,
    )  # fmt: skip
    text = text_of(render_slip(slip))
    for words in [
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:",
        "Trẻ đã được đăng ký khai sinh.",
        "Căn cứ: Điều 16 Luật Hộ tịch",
        "Xin thông báo cho Ông/Bà được biết và thực hiện./.",
    ]:
        assert words in text, words


def test_control_slip_traces_every_hand_over(world: World) -> None:
    dossier = at_counter(world).dossier
    actions.appraise(dossier=dossier, by=world.processor, at=at(1, 9), opinion="Đủ điều kiện")
    actions.approve(dossier=dossier, by=world.approver, at=at(1, 10))
    first = actions.view_control_slip(staff=world.processor, code=dossier.code, at=at(1, 10))
    actions.seal(dossier=dossier, by=world.sealer, at=at(1, 11))
    again = actions.view_control_slip(staff=world.receiver, code=dossier.code, at=at(1, 12))
    assert first is not None and again is not None and first[0] == again[0]
    assert "Trước hạn" not in text_of(first[1])
    text = text_of(again[1])
    for words in [
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        "Số: 01/PKS-BPTNTKQ",
        "Cơ quan (bộ phận) giải quyết hồ sơ: Ủy ban nhân dân xã Phú Linh",
        "Ngày nhận: 09 giờ 00 phút, ngày 30 tháng 3 năm 2020",
        "Hẹn trả kết quả vào: 17 giờ 00 phút, ngày 02 tháng 4 năm 2020",
        "09 giờ 00 phút, ngày 30/3/2020",
        "1. Giao: Bộ phận Một cửa xã Phú Linh",
        "Người giao: Cán bộ processor",
        "Đủ điều kiện",
        "Người giao: Cán bộ sealer",
        "Trước hạn",
    ]:
        assert words in text, words
    assert actions.view_control_slip(staff=world.stranger, code=dossier.code, at=at(1, 12)) is None


def slip_of(world: World, kind: str, **changes: Any) -> Slip:
    """A receipt or request whose stored data is whatever somebody managed to get in."""
    received = at_counter(world)
    slip = received.slip
    slip.kind = kind
    slip.data = slip.data | {"items": [], "reason": "", "legal_basis": ""} | changes
    return slip


@pytest.mark.parametrize("kind", ["01", "02", "03"])
def test_hostile_words_are_printed_as_they_are(world: World, kind: str) -> None:
    slip = slip_of(world, kind, name=HOSTILE, request=HOSTILE, items=[HOSTILE], reason=HOSTILE, officer=HOSTILE)
    text = text_of(render_slip(slip))
    assert '#import "x.typ"; #sys.inputs \\ "quoted" $a^2$ *b* _c_ `d` <e> @f {g} [h] // i /* j */ = k' in text


@pytest.mark.parametrize("kind", ["01", "02", "03"])
@pytest.mark.parametrize(("word", "times"), [("ẍ", 5000), ("lắm ", 1250)])
def test_very_long_words_run_over_pages_and_are_all_there(world: World, kind: str, word: str, times: int) -> None:
    pdf = render_slip(slip_of(world, kind, address=word * times))
    copies = 2 if kind == "01" else 1
    assert text_of(pdf).count(word.strip()) == copies * times
    assert len(PdfReader(io.BytesIO(pdf)).pages) >= 2 * copies


def test_dates_are_written_as_decree_30_asks() -> None:
    assert say_date("2020-02-05T08:00:00+07:00") == "ngày 05 tháng 02 năm 2020"
    assert say_date_and_time("2020-10-31T07:05:00+07:00") == "07 giờ 05 phút, ngày 31 tháng 10 năm 2020"
    assert say_date_and_time("") == ""


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Ủy ban nhân dân tỉnh Hà Giang", "Hà Giang"),
        ("Văn phòng UBND tỉnh Hà Giang", "Hà Giang"),
        ("UBND thành phố Hà Giang", "Hà Giang"),
        ("Ủy ban nhân dân thị trấn Đồng Văn", "Đồng Văn"),
        ("Xã", "Xã"),
    ],
)
def test_place_is_the_bare_name(name: str, place: str) -> None:
    assert place_name_of(Office(name="Bộ phận Một cửa", parent=Office(name=name))) == place


def test_slips_of_one_kind_count_from_one_each_year_without_gaps(world: World) -> None:
    numbers = [at_counter(world).slip.number for _ in range(3)]
    assert numbers == ["01/BPTNTKQ", "02/BPTNTKQ", "03/BPTNTKQ"]
    later = MONDAY.replace(year=2021)
    assert at_counter(world, moment=later).slip.number == "01/BPTNTKQ"
