"""The main job, lived through in a browser: a letter becomes policy, a dossier travels from a phone to its result."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from tests.conftest import REPOSITORY
from tests.journeys.steps import fits, no_barriers, picture, sign_in, turn_clock

pytestmark = pytest.mark.journey

REAL = sorted((REPOSITORY.parent / "shared" / "directives").glob("004_*.txt"))
OURS = REPOSITORY / "motcua" / "demo_letters" / "ha_giang_905.txt"
LETTER = REAL[0] if REAL else OURS
WARD = "Nguyễn Trãi"
BIRTH = "1.001193"
CENTRE = "000.00.22.H22"


@pytest.fixture
def desk_again(browser: Browser, house: str) -> Iterator[Page]:
    """A second person at a desk of her own."""
    context: BrowserContext = browser.new_context(base_url=house, locale="vi-VN")
    yield context.new_page()
    context.close()


def test_a_letter_becomes_policy_and_a_dossier_reaches_its_person(
    desk: Page, desk_again: Page, phone: Page, tmp_path: Path, house: str
) -> None:
    desk.set_default_timeout(15_000)
    a_citizen_looks_around(desk)
    b_letter_becomes_policy(desk, desk_again)
    c_every_channel_obeys(desk)
    code, secret = d_hand_in_from_a_phone(phone, desk, tmp_path)
    e_dossier_reaches_its_person(desk, phone, code, secret, tmp_path)
    f_received_face_to_face(desk)
    g_journal_tells_all(desk, code)


def a_citizen_looks_around(page: Page) -> None:
    """Monday 30 March 2020: found without diacritics; fee, papers, time, and which ways are open at which unit."""
    turn_clock(page, "2020-03-30T08:00")
    page.goto("/")
    no_barriers(page)
    page.get_by_role("searchbox").first.fill("dang ky khai sinh")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thu-tuc/**")
    no_barriers(page)
    page.get_by_role("link", name=re.compile("khai sinh", re.I)).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("khai sinh", re.I))
    text = page.locator("main").inner_text()
    assert "Giấy chứng sinh" in text
    no_barriers(page)


def b_letter_becomes_policy(officer: Page, leader: Page) -> None:
    """Uploaded, read, amended, sent by one and approved by another; in force from its hour."""
    sign_in(officer, "hanh.chinhsach")
    officer.goto("/chi-dao/van-ban/")
    no_barriers(officer)
    officer.set_input_files("#letter", LETTER)
    officer.get_by_role("button", name="Đọc văn bản").click()
    expect(officer.get_by_role("heading", level=1)).to_contain_text("905/UBND-PVHCC")
    no_barriers(officer)
    # Hovering a finding lights its place in the letter. She amends it: fifteen in a room is safer.
    rule = officer.locator("li[data-mark]").filter(has_text="Số người tối đa trong một phòng")
    rule.hover()
    expect(officer.locator(".paper .lit").filter(has_text="20 người").first).to_be_visible()
    picture(officer, "letter")
    rule.get_by_role("link", name=re.compile(r"^Sửa\s*:")).click()
    no_barriers(officer)
    officer.get_by_label("Số người", exact=True).fill("mười lăm")
    officer.get_by_role("button", name="Lưu quy tắc").click()
    expect(officer.locator("#value_error")).to_contain_text("số nguyên")
    expect(officer.get_by_label("Số người", exact=True)).to_have_value("mười lăm")
    officer.get_by_label("Số người", exact=True).fill("15")
    officer.get_by_role("button", name="Lưu quy tắc").click()
    effect = officer.locator("#hieu-luc")
    expect(effect).to_contain_text("28 thủ tục: chỉ nhận hồ sơ trực tuyến")
    expect(effect).to_contain_text("thứ Ba, thứ Sáu")
    expect(effect).to_contain_text("15 người")
    effect.scroll_into_view_if_needed()
    picture(officer, "effect")
    officer.get_by_role("button", name="Trình lãnh đạo").click()
    expect(officer.get_by_role("button", name=re.compile("Duyệt"))).to_have_count(0)
    address = officer.url
    sign_in(leader, "dung.lanhdao")
    leader.goto(address)
    no_barriers(leader)
    leader.get_by_role("button", name=re.compile("Duyệt")).click()
    expect(leader.get_by_text("Đã duyệt", exact=False).first).to_be_visible()
    fits(leader)


def choose_ward(page: Page) -> None:
    """The procedure's page at the ward."""
    page.goto(f"/thu-tuc/{BIRTH}/")
    option = page.locator("select option").filter(has_text=WARD).first.get_attribute("value")
    page.select_option("select", option)
    page.get_by_role("button", name="Chọn", exact=True).click()
    page.wait_for_url("**don-vi=**")


def c_every_channel_obeys(page: Page) -> None:
    """From Tuesday online only for levels 3 and 4, each restriction with its clause; Wednesday the counter is shut."""
    turn_clock(page, "2020-03-31T08:00")
    page.context.clear_cookies()
    page.goto("/")
    expect(page.locator("main")).to_contain_text("905/UBND-PVHCC")
    choose_ward(page)
    no_barriers(page)
    main = page.locator("main")
    expect(main).to_contain_text("Hiện chỉ áp dụng cách này")
    expect(main).to_contain_text("905/UBND-PVHCC, mục 2.1")
    expect(main).to_contain_text("Nộp tại quầy")
    expect(page.get_by_role("button", name="Tôi không dùng được")).to_be_visible()
    turn_clock(page, "2020-04-01T09:00")
    page.goto(f"/quay-hom-nay/{CENTRE}/")
    no_barriers(page)
    expect(main).to_contain_text("905/UBND-PVHCC")
    expect(main).to_contain_text(re.compile("thứ Ba.*thứ Sáu", re.S))
    turn_clock(page, "2020-03-31T08:05")


def fill_pages(page: Page) -> None:
    """The form, one thing a page, as a mother would fill it."""
    answers = {
        "applicant_name": "Vàng Thị Mỷ", "applicant_id_number": "002190001234", "applicant_phone": "0912 345 678",
        "applicant_address": "Tổ 5, phường Nguyễn Trãi, thành phố Hà Giang", "child_name": "Vàng Thị Xuân",
        "child_birth_date": "20/03/2020", "clinic": "Bệnh viện Đa khoa tỉnh Hà Giang",
        "child_birth_place-find": "Minh Khai", "child_home_town-find": "Lũng Cú", "child_ethnic_group": "Mông",
        "child_nationality": "Việt Nam", "mother_name": "Vàng Thị Mỷ", "copies": "2",
    }  # fmt: skip
    radios = {
        "relation": "Mẹ", "child_sex": "Nữ", "born_at": "Tại cơ sở y tế", "father_known": "Chưa xác định được cha",
        "wants_copies": "Có",
    }  # fmt: skip
    for _page in range(12):
        if "/trang/" not in page.url:
            return
        for name, value in answers.items():
            field = page.locator(f"input[name={name}]")
            if field.count():
                field.fill(value)
        for name, label in radios.items():
            if page.locator(f"input[name={name}]").count():
                page.get_by_label(label, exact=True).check()
        before = page.url
        page.get_by_role("button", name="Lưu và tiếp tục").click()
        assert page.url != before, page.locator("main").inner_text()


def d_hand_in_from_a_phone(page: Page, looker: Page, folder: Path) -> tuple[str, str]:
    """360 px wide, no JavaScript: the form, attachments by content, a review page, then code, QR and secret."""
    page.set_default_timeout(15_000)
    choose_ward(page)
    picture(page, "procedure")
    page.get_by_role("link", name="Nộp trực tuyến").first.click()
    page.get_by_role("button", name="Bắt đầu").click()
    tasks = page.url
    # An empty page says what is missing, at the field, and loses nothing that was typed.
    page.locator(".tasks a").first.click()
    page.fill("input[name=applicant_name]", "Vàng Thị Mỷ")
    page.fill("input[name=applicant_phone]", "12")
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(page.locator(".errors")).to_be_visible()
    expect(page.locator("input[name=applicant_name]")).to_have_value("Vàng Thị Mỷ")
    expect(page.locator("input[name=applicant_phone]")).to_have_value("12")
    fill_pages(page)
    page.goto(tasks + "giay-to/")
    birth, fake = folder / "giay-chung-sinh.pdf", folder / "can-cuoc.jpg"
    birth.write_bytes(a_pdf("GIẤY CHỨNG SINH"))
    fake.write_bytes(b"MZ this is a program, whatever its name says")
    page.set_input_files("input[name=paper-1]", birth)
    page.set_input_files("input[name=paper-2]", fake)
    page.locator("button[name=go]").click()
    expect(page.locator(".errors")).to_be_visible()
    expect(page.locator("main")).to_contain_text("giay-chung-sinh.pdf")
    photo = folder / "can-cuoc-that.jpg"
    Image.new("RGB", (640, 400), "white").save(photo)
    page.set_input_files("input[name=paper-2]", photo)
    page.locator("button[name=go]").click()
    page.goto(tasks + "nhan-ket-qua/")
    page.get_by_role("radio", name="Nhận qua bưu điện").check()
    page.fill("input[name=address]", "Tổ 5, phường Nguyễn Trãi, thành phố Hà Giang")
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    page.goto(tasks)
    for part in ["", "trang/1/", "trang/2/", "trang/3/", "giay-to/", "nhan-ket-qua/", "xem-lai/"]:
        looker.set_viewport_size({"width": 360, "height": 640})
        looker.context.clear_cookies()
        looker.goto(tasks + part)
        no_barriers(looker)
        fits(looker)
    looker.set_viewport_size({"width": 1280, "height": 900})
    page.goto(tasks + "xem-lai/")
    expect(page.locator("main")).to_contain_text("Vàng Thị Xuân")
    agree = page.locator("main input[type=checkbox]")
    if agree.count():
        agree.first.check()
    page.get_by_role("button", name=re.compile("Nộp hồ sơ")).click()
    page.wait_for_url("**/da-nop/")
    text = page.locator("main").inner_text()
    code = re.search(r"[0-9A-Z.]+-200331-\d{4}", text)
    secret = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", text)
    assert code and secret, text
    assert page.locator("main svg").count() >= 1  # the QR
    picture(page, "done")
    looker.goto(page.url)
    no_barriers(looker)
    looker.goto("/demo/hop-thu-di/")
    expect(looker.locator("main")).to_contain_text(code.group())
    no_barriers(looker)
    return code.group(), secret.group()


def a_pdf(text: str) -> bytes:
    """A small true PDF."""
    page = Image.new("RGB", (420, 595), "white")
    ImageDraw.Draw(page).text((40, 40), text.encode("ascii", "replace").decode(), fill="black")
    kept = io.BytesIO()
    page.save(kept, "PDF")
    return kept.getvalue()


def act(page: Page, code: str, step: str, **fields: str) -> None:
    """Take one step on the dossier's page, opening its panel where it has one."""
    page.goto(f"/ban/ho-so/{code}/")
    form = page.locator(f'form[action$="/buoc/{step}/"]')
    panel = page.locator(f'details:has(form[action$="/buoc/{step}/"]):not([open]) > summary')
    if panel.count():
        panel.first.click()
    for name, value in fields.items():
        form.locator(f"[name={step}-{name}]").fill(value)
    form.get_by_role("button").last.click()
    expect(page.locator("main [role=status]").first).to_be_visible()


def follow(page: Page, code: str, secret: str) -> str:
    """The tracking page by code and secret; its words."""
    page.goto("/tra-cuu/")
    page.fill("input[name=ma]", code)
    page.get_by_label("Mã bí mật").fill(secret)
    page.get_by_role("button", name="Xem hồ sơ").click()
    return page.locator("main").inner_text()


def e_dossier_reaches_its_person(desk: Page, phone: Page, code: str, secret: str, folder: Path) -> None:
    """Accepted with slip 01, appraised, approved, sealed and returned by different people; followed without sign-in."""
    sign_in(desk, "thao.tiepnhan")
    desk.goto("/ban/")
    expect(desk.locator("main")).to_contain_text(code)
    no_barriers(desk)
    desk.goto(f"/ban/ho-so/{code}/")
    no_barriers(desk)
    picture(desk, "dossier")
    act(desk, code, "accept")
    slip = desk.request.get(str(desk.locator('a[href*="/phieu/"]').first.get_attribute("href")))
    text = PdfReader(io.BytesIO(slip.body())).pages[0].extract_text()
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in " ".join(text.split())
    assert code in text
    assert "Vàng Thị Mỷ" in text
    assert "tiếp nhận" in follow(phone, code, secret).lower()
    for username, step in [("duc.thuly", "appraise"), ("vinh.pheduyet", "approve"), ("ha.vanthu", "seal")]:
        sign_in(desk, username)
        desk.goto("/ban/")
        expect(desk.locator("main")).to_contain_text(code)
        act(desk, code, step)
    sign_in(desk, "tam.traketqua")
    desk.goto(f"/ban/ho-so/{code}/")
    panel = desk.locator('details:has(form[action$="/ket-qua/"]):not([open]) > summary')
    if panel.count():
        panel.first.click()
    result = folder / "giay-khai-sinh.pdf"
    result.write_bytes(a_pdf("GIAY KHAI SINH"))
    desk.fill("[name=result-number]", "45/2020")
    desk.set_input_files("[name=result-file]", result)
    desk.locator('form[action$="/ket-qua/"] button').last.click()
    expect(desk.locator("main [role=status]").first).to_be_visible()
    act(desk, code, "hand_to_post", tracking_number="EB123456789VN")
    act(desk, code, "deliver", handed_to="Vàng Thị Mỷ")
    no_barriers(desk)
    assert "EB123456789VN" in follow(phone, code, secret)
    desk.context.clear_cookies()
    assert "EB123456789VN" in follow(desk, code, secret)
    no_barriers(desk)
    # Without the secret: the code and how far it is, nobody's name, nothing of the procedure (Circular 01/2018).
    phone.context.clear_cookies()
    phone.goto(f"/tra-cuu/?ma={code}")
    assert "Vàng Thị" not in phone.locator("main").inner_text()


def f_received_face_to_face(page: Page) -> None:
    """Another citizen who uses neither way: search, procedure, papers, print."""
    sign_in(page, "thao.tiepnhan")
    page.goto("/quay/")
    no_barriers(page)
    page.fill("input[name=nguoi]", "0912")
    page.goto(f"/quay/?thu-tuc={BIRTH}")
    no_barriers(page)
    picture(page, "reception")
    page.fill("input[name=full_name]", "Giàng A Páo")
    page.fill("input[name=id_number]", "002085004321")
    page.fill("input[name=address]", "Tổ 2, phường Nguyễn Trãi")
    page.locator("input[name=uses_neither]").check()
    for box in page.locator("input[type=checkbox][name^=paper-]").all():
        if re.fullmatch(r"paper-\d+", box.get_attribute("name") or ""):
            box.check()
    way = page.locator("input[name=return_channel][value=counter]")
    if way.count():
        way.check()
    page.get_by_role("button", name=re.compile("Tiếp nhận")).last.click()
    if "da-nhan" not in page.url:  # the way back had to be chosen anew, now that he uses neither
        page.locator("input[name=return_channel][value=counter]").check()
        page.get_by_role("button", name=re.compile("Tiếp nhận")).last.click()
    page.wait_for_url("**/da-nhan/**")
    expect(page.locator("main")).to_contain_text("-200331-")
    no_barriers(page)


def g_journal_tells_all(page: Page, code: str) -> None:
    """Every event, who, when, because; and the chain holds."""
    sign_in(page, "mai.giamsat")
    page.goto(f"/chi-dao/nhat-ky/?ve={code}")
    no_barriers(page)
    main = page.locator("main")
    for name in ("Phan Phương Thảo", "Triệu Minh Đức", "Đinh Quốc Vinh", "Dương Thu Hà", "Hà Thanh Tâm"):
        expect(main).to_contain_text(name)
    expect(main).to_contain_text("905/UBND-PVHCC")
    page.goto("/chi-dao/nhat-ky/?kiem=1")
    expect(main).to_contain_text("Nguyên vẹn")
