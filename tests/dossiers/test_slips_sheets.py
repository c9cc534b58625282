"""Sheets as files: PDF/A, paper, the square code, long lists; receipts of fees, hand-over lists, samples, batches."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import ImageFont
from pypdf import PdfReader

from motcua.catalog.models import FormVersion
from motcua.dossiers import actions
from motcua.dossiers.actions.slip_printing import join_pdfs, print_hand_over, print_slips
from motcua.dossiers.actions.slips import issue_slip
from motcua.dossiers.queries.registers import results_ready
from motcua.dossiers.slips.fee_receipts import render_fee_receipt
from motcua.dossiers.slips.rendering import render_slip
from motcua.dossiers.slips.samples import render_sample
from motcua.journal.queries import history
from motcua.refusals import InvalidInput
from tests.dossiers.test_slips import text_of
from tests.dossiers.world import MONDAY, World, at, at_counter

FEE: dict[str, Any] = {
    "unit": "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
    "superior": "ỦY BAN NHÂN DÂN XÃ PHÚ LINH",
    "tax_code": "5100123456",
    "symbol": "BL01-20E",
    "number": "0000012",
    "payer": "Sùng Mí Phìn",
    "address": "Thôn Nà Cho",
    "id_number": "002190001234",
    "code": "000.01.21.H22-200330-0001",
    "items": [{"name": "Lệ phí hộ tịch", "amount": 8000}, {"name": "Phí trích lục", "amount": 1_250_001}],
    "total": 1_258_001,
    "method": "Tiền mặt",
    "taken_on": "2020-03-30",
    "officer": "Cán bộ thu",
    "link": "https://motcua.example/tra-cuu/?ma=1",
    "cancelled": False,
}


def pages_of(pdf: bytes) -> Any:
    return PdfReader(io.BytesIO(pdf)).pages


def size_of(pdf: bytes, page: int = 0) -> tuple[int, int]:
    """Width and height in millimetres."""
    box = pages_of(pdf)[page].mediabox
    return round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)


def assert_archival(pdf: bytes) -> None:
    """As an archive wants it: says it is PDF/A-2b, brings every font and its colours, asks for nothing outside."""
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    told = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"<pdfaid:part>2</pdfaid:part>", told) and re.search(r"<pdfaid:conformance>B<", told)
    assert [one.get_object()["/S"] for one in root["/OutputIntents"]] == ["/GTS_PDFA1"]
    for page in pages_of(pdf):
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object().get("/DescendantFonts", [font])[0].get_object()
            assert any(name.startswith("/FontFile") for name in inner["/FontDescriptor"].get_object()), inner
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(root.get("/Names", {}))


@pytest.mark.parametrize("kind", ["01", "02", "03", "04", "05", "stop"])
def test_every_slip_is_an_archive_file_of_a5(world: World, kind: str) -> None:
    slip = issue_slip(
        at_counter(world).dossier, kind, by=world.receiver, at=MONDAY, items=["x"], reason="x", new_due=MONDAY
    )
    pdf = render_slip(slip)
    assert_archival(pdf)
    assert size_of(pdf) == (148, 210)
    assert render_slip(slip) == pdf


def fonts_of(pdf: bytes) -> set[str]:
    """The fonts a file brings, without the mark of a subset and the style: "LibertinusSerif"."""
    found = set()
    for page in pages_of(pdf):
        for font in page["/Resources"].get("/Font", {}).values():
            name = str(font.get_object()["/BaseFont"]).removeprefix("/").split("+")[-1]
            found.add(name.split("-")[0])
    return found


def test_sheets_are_drawn_from_shipped_fonts_whatever_the_machine_has(world: World) -> None:
    slip = at_counter(world, applicant={"full_name": "Sùng Thị Mẩy"}).slip
    for pdf in (
        render_slip(slip),
        render_fee_receipt(FEE),
        print_hand_over(staff=world.returner, office=world.commune, on=MONDAY.date(), at=MONDAY),
    ):
        assert fonts_of(pdf) == {"LibertinusSerif"}


def test_only_where_the_machines_fonts_are_left_aside_is_anything_typeset(repository: Path) -> None:
    sources = {path: path.read_text() for path in (repository / "motcua").rglob("*.py")}
    setting = {path.name for path, text in sources.items() if "import typst" in text}
    assert setting == {"drawing.py", "mark.py"}
    assert all("include_system_fonts=False" in text for text in sources.values() if "typst.compile(" in text)


def test_a_declared_typeface_is_used_and_what_it_lacks_comes_from_the_shipped_one(
    world: World, settings: Any, tmp_path: Path
) -> None:
    face = ImageFont.load_default(10)
    assert isinstance(face, ImageFont.FreeTypeFont)
    (tmp_path / "face.ttf").write_bytes(face.font_bytes)
    settings.PRINT_FONTS = str(tmp_path)
    pdf = render_slip(at_counter(world).slip)
    assert fonts_of(pdf) == {str(face.getname()[0]).replace(" ", ""), "LibertinusSerif"}
    assert_archival(pdf)


def test_a_folder_without_fonts_is_logged_and_the_shipped_typeface_used(
    world: World, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.PRINT_FONTS = str(tmp_path / "nothing")
    assert fonts_of(render_slip(at_counter(world).slip)) == {"LibertinusSerif"}
    assert "MOTCUA_PRINT_FONTS has no font" in caplog.text


def test_letters_without_a_shape_do_not_break_the_archive_file(world: World) -> None:
    received = at_counter(world, applicant={"full_name": "Sùng 龍 Phìn 龍 ก"})
    pdf = render_slip(received.slip)
    assert_archival(pdf)
    assert "Sùng □ Phìn □ □" in text_of(pdf)


def test_forty_papers_and_long_names_stay_on_their_sheets(world: World) -> None:
    dossier = at_counter(world).dossier
    long = "Bản sao có chứng thực của giấy tờ chứng minh quyền sử dụng đất, nhà ở và tài sản khác gắn liền với đất số "
    dossier.papers = [
        {"position": n, "name": f"{long}{n:02d}", "originals": 1, "certified": 0, "copies": 2, "given": True}
        for n in range(1, 41)
    ]
    dossier.applicant_name = "Công Tằng Tôn Nữ Nguyễn Phước Hoàng Bảo Thiên Kim " * 2
    pdf = render_slip(issue_slip(dossier, "01", by=world.receiver, at=MONDAY))
    text = text_of(pdf)
    assert all(text.count(f"gắn liền với đất số {n:02d} ") == 2 for n in range(1, 41))
    assert text.count("NGƯỜI TIẾP NHẬN HỒ SƠ") == 2
    # Nothing is drawn beyond the paper: every letter's box lies within it.
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        words = page.get_textpage()
        width, height = page.get_size()
        for n in range(words.count_rects()):
            left, bottom, right, top = words.get_rect(n)
            assert left >= 0 and bottom >= 0 and right <= width and top <= height


def test_the_square_code_opens_the_look_up_page(world: World) -> None:
    zxing = pytest.importorskip("zxingcpp", reason="no reader of square codes on this machine")
    slip = at_counter(world).slip
    picture = pypdfium2.PdfDocument(render_slip(slip))[0].render(scale=3).to_pil()
    read = [barcode.text for barcode in zxing.read_barcodes(picture)]
    assert read == [slip.data["link"]]
    assert read[0].endswith(f"/tra-cuu/?ma={slip.dossier.code}")


def test_fee_receipt_says_the_amount_in_figures_and_words() -> None:
    pdf = render_fee_receipt(FEE)
    assert_archival(pdf)
    assert size_of(pdf) == (210, 148) and len(pages_of(pdf)) == 3
    text = text_of(pdf)
    for words in [
        "BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ", "Ký hiệu: BL01-20E", "Số: 0000012", "Mã số thuế: 5100123456",
        "Ngày 30 tháng 3 năm 2020", "Người nộp tiền: Sùng Mí Phìn", "Địa chỉ: Thôn Nà Cho", "Mã hồ sơ: 000.01.21",
        "Lệ phí hộ tịch 8.000", "Phí trích lục 1.250.001", "Tổng cộng 1.258.001",
        "Một triệu hai trăm năm mươi tám nghìn không trăm linh một đồng.", "Hình thức thanh toán: Tiền mặt",
        "NGƯỜI NỘP TIỀN", "NGƯỜI THU TIỀN",
        "Liên 1: Lưu", "Liên 2: Giao người nộp", "Liên 3: Kế toán",
    ]:  # fmt: skip
        assert words in text, words
    assert "ĐÃ HỦY" not in text


def test_a_cancelled_fee_receipt_says_so_on_every_copy() -> None:
    text = text_of(render_fee_receipt(FEE | {"cancelled": True}))
    assert text.count("ĐÃ HỦY") == 3
    assert len(pages_of(render_fee_receipt(FEE, copies=[""]))) == 1


def ready(world: World, hour: int = 9) -> Any:
    """A dossier whose result became ready on 1 April."""
    dossier = at_counter(world).dossier
    actions.appraise(dossier=dossier, by=world.processor, at=at(1, hour), opinion="Đủ")
    actions.approve(dossier=dossier, by=world.approver, at=at(1, hour))
    actions.seal(dossier=dossier, by=world.sealer, at=at(1, hour))
    return dossier


def test_hand_over_list_holds_the_days_results_and_no_others(world: World) -> None:
    dossier, waiting = ready(world), at_counter(world).dossier
    assert [one.pk for one in results_ready(world.commune, at(1, 9).date())] == [dossier.pk]
    assert list(results_ready(world.commune, at(2, 9).date())) == []
    pdf = print_hand_over(staff=world.returner, office=world.commune, on=at(1, 9).date(), at=at(1, 10))
    assert_archival(pdf)
    assert size_of(pdf) == (297, 210)
    text = text_of(pdf)
    for words in [
        "PHIẾU BÀN GIAO KẾT QUẢ", "TT", "Mã hồ sơ", "Nội dung", "Kết quả", "Chủ hồ sơ", "Địa chỉ", "Phí, lệ phí (X)",
        "Đăng ký trả qua bưu điện (X)", "NGƯỜI GIAO", "NGƯỜI NHẬN", dossier.code, "Tổng số: 1 kết quả.",
    ]:  # fmt: skip
        assert words in text, words
    assert waiting.code not in text
    assert [event.name for event in history(f"office:{world.commune.pk}")] == ["dossier.slip_printed"]


def test_every_page_of_a_sample_dossier_is_marked(world: World) -> None:
    properties = {f"field{n:03d}": {"type": "string", "x-label": f"Mục {n}", "x-order": n} for n in range(90)}
    FormVersion.objects.create(
        procedure=world.procedure,
        version=2,
        schema={"type": "object", "properties": properties},
        published_at=MONDAY,
        sample={"field007": "Vàng Thị Mỷ"},
    )
    pdf = render_sample(world.procedure, MONDAY.isoformat())
    assert_archival(pdf)
    assert size_of(pdf) == (210, 297) and len(pages_of(pdf)) >= 3
    assert "Mục 7: Vàng Thị Mỷ" in text_of(pdf) and "Giấy chứng sinh" in text_of(pdf)
    for page in pages_of(pdf):
        marks: list[tuple[float, float, float, str]] = []

        def note(text: str, _cm: Any, tm: Any, font: Any, size: float, marks: Any = marks) -> None:
            if text.strip():
                marks.append((tm[4], tm[5], abs(size * tm[3]), str((font or {}).get("/BaseFont", ""))))

        page.extract_text(visitor_text=note)
        assert page.extract_text().lstrip().startswith("MẪU")
        _x, _y, _size, face = marks[0]
        assert "Bold" in face


def test_many_slips_are_one_file_in_the_order_chosen_and_each_printing_is_written_down(world: World) -> None:
    first, second = at_counter(world), at_counter(world)
    pdf = print_slips(staff=world.receiver, at=MONDAY, slip_ids=[second.slip.pk, first.slip.pk, second.slip.pk])
    assert [first.dossier.code in page.extract_text() for page in pages_of(pdf)] == [False, False, True, True]
    for received in (first, second):
        printed = [one for one in history(f"dossier:{received.dossier.pk}") if one.name == "dossier.slip_printed"]
        assert [event.data["number"] for event in printed] == [received.slip.number]


def test_by_codes_the_newest_receipt_is_printed_and_a_control_slip_is_made(world: World) -> None:
    received = at_counter(world)
    pdf = print_slips(staff=world.receiver, at=MONDAY, codes=[received.dossier.code], kind="05")
    assert "PHIẾU KIỂM SOÁT" in text_of(pdf)
    assert received.dossier.slips.filter(kind="05").count() == 1


def test_a_strangers_slips_are_not_printed(world: World) -> None:
    received = at_counter(world)
    with pytest.raises(InvalidInput, match="ít nhất một phiếu"):
        print_slips(staff=world.stranger, at=MONDAY, slip_ids=[received.slip.pk], codes=[received.dossier.code])
    assert "dossier.slip_printed" not in [event.name for event in history(f"dossier:{received.dossier.pk}")]


def test_more_than_a_hundred_at_once_are_refused(world: World) -> None:
    with pytest.raises(InvalidInput, match="nhiều nhất 100"):
        print_slips(staff=world.receiver, at=MONDAY, slip_ids=list(range(101)))


def test_joining_keeps_every_page() -> None:
    one = render_fee_receipt(FEE)
    assert len(pages_of(join_pdfs([one, one]))) == 6
    assert json.dumps(text_of(join_pdfs([one]))) == json.dumps(text_of(one))
