"""Birth, residence and health insurance in one hand-in: three offices, one receipt, the late one named, one count."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.life_steps import PHONE, Console, Handed, a_pdf, act, follow, give_result, look, outbox, printed
from tests.journeys.steps import picture, sign_in, turn_clock

pytestmark = pytest.mark.journey

SET, BIRTH = "2.000986", "khai sinh"
DESK = {"width": 1366, "height": 768}
MOTHER = "Vàng Thị Mỷ"
POLICE, INSURANCE = "Công an phường Nguyễn Trãi", "Bảo hiểm xã hội"


def test_one_hand_in_for_three_offices(desk: Page, phone: Page, console: Console) -> None:
    for page in (desk, phone):
        page.set_default_timeout(20_000)
    desk.set_viewport_size(DESK)
    turn_clock(desk, "2020-03-30T08:15")
    handed = a_one_receipt(desk)
    b_birth_comes_first(desk, phone, handed)
    residence, insurance = c_two_offices_at_once(desk, handed)
    d_residence_is_in_time(desk, residence)
    e_late_office_is_named(desk, phone, handed)
    f_one_result(desk, phone, handed, insurance)
    g_one_count(desk)


def family(page: Page, handed: Handed) -> Locator:
    """The lines of the set on the parent's page at the desk."""
    page.goto(f"/ban/ho-so/{handed.code}/")
    return page.locator("h2:has-text('Thủ tục liên thông') + ul li")


def code_of(line: Locator) -> str:
    """The code of the child that a line leads to."""
    address = str(line.get_by_role("link").first.get_attribute("href"))
    return address.rstrip("/").rsplit("/", 1)[-1]


def as_on_a_phone(looker: Page, handed: Handed) -> None:
    """The tracking page in a browser that has scripts, which axe needs, as narrow as a phone."""
    looker.set_viewport_size(PHONE)
    looker.context.clear_cookies()
    follow(looker, handed)
    look(looker)
    looker.set_viewport_size(DESK)


def a_one_receipt(page: Page) -> Handed:
    """Received once, at the ward; promised for the day on which the slowest road can be done."""
    sign_in(page, "thao.tiepnhan")
    page.goto(f"/quay/?thu-tuc={SET}")
    for name, value in {"full_name": MOTHER, "id_number": "002190001234", "phone": "0912 345 678",
                        "address": "Tổ 5, phường Nguyễn Trãi, thành phố Hà Giang"}.items():  # fmt: skip
        page.fill(f"input[name={name}]", value)
    page.check("#papers-all")
    page.locator("input[name=return_channel][value=counter]").check()
    look(page)
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    page.wait_for_url("**/da-nhan/**")
    handed = Handed(page.locator(".big-code").inner_text(), page.locator("dd.code").inner_text())
    slip = printed(page, page.get_by_role("link", name="In giấy hẹn"))
    # One working day for the birth, to the evening of the 31st; then seven from the 1st; 2 April is a feast.
    for words in (handed.code, MOTHER, "Liên thông", "1 ngày làm việc, rồi 7 ngày làm việc", "13 tháng 4 năm 2020"):
        assert words in slip, f"{words}: {slip}"
    assert len(outbox(page, handed)) == 1
    return handed


def b_birth_comes_first(desk: Page, phone: Page, handed: Handed) -> None:
    """Only the birth is open; three people of the ward carry it through, and the others begin by themselves."""
    lines = family(desk, handed)
    expect(lines).to_have_count(1)
    expect(lines.first).to_contain_text(re.compile(BIRTH, re.I))
    look(desk)
    birth = code_of(lines.first)
    desk.goto(f"/ban/ho-so/{birth}/")
    expect(desk.locator("main")).to_contain_text("hồ sơ chung")
    assert desk.get_by_role("link", name="Mẫu 01").count() == 0
    said = follow(phone, handed)
    assert "Từng phần việc" in said
    assert POLICE not in said
    turn_clock(desk, "2020-03-31T09:00")
    for username, step in (("duc.thuly", "appraise"), ("vinh.pheduyet", "approve"), ("ha.vanthu", "seal")):
        sign_in(desk, username)
        desk.goto("/ban/")
        expect(desk.locator("main")).to_contain_text(birth)
        if step == "appraise":
            give_result(desk, birth, number="45/2020", summary="Giấy khai sinh", content=a_pdf("GIAY KHAI SINH"))
        act(desk, birth, step)
    assert len(outbox(desk, handed)) == 1  # the person hears of the set, not of its parts


def c_two_offices_at_once(desk: Page, handed: Handed) -> tuple[str, str]:
    """Police and social insurance both have theirs now; neither sees the other's work, both see where it stands."""
    sign_in(desk, "thao.tiepnhan")
    lines = family(desk, handed)
    expect(lines).to_have_count(3)
    residence, insurance = lines.filter(has_text=POLICE), lines.filter(has_text=INSURANCE)
    codes = code_of(residence), code_of(insurance)
    expect(lines.filter(has_text=re.compile(BIRTH, re.I)).first).to_contain_text("Đã trả kết quả")
    for username, code in (("khoa.conganphuong", codes[0]), ("van.baohiem", codes[1])):
        sign_in(desk, username)
        desk.goto("/ban/")
        expect(desk.locator("main")).to_contain_text(code)
        desk.goto(f"/ban/ho-so/{code}/")
        expect(desk.locator("main")).to_contain_text(MOTHER)
        look(desk)
    refused = desk.request.get(f"/ban/ho-so/{codes[0]}/")
    assert refused.status == 404  # the insurance officer has no business in the police's dossier
    return codes


def d_residence_is_in_time(desk: Page, residence: str) -> None:
    """The police are done a week later, before their seven working days are over."""
    turn_clock(desk, "2020-04-07T10:00")
    sign_in(desk, "khoa.conganphuong")
    give_result(desk, residence, number="77/TB-CA", summary="Thông báo đăng ký thường trú", content=a_pdf("THUONG TRU"))
    act(desk, residence, "appraise", opinion="Đủ điều kiện đăng ký thường trú.")


def e_late_office_is_named(desk: Page, phone: Page, handed: Handed) -> None:
    """Five working days ended on 8 April: desk, supervision and the parents' own page all name the insurance."""
    turn_clock(desk, "2020-04-09T09:00")
    sign_in(desk, "thao.tiepnhan")
    lines = family(desk, handed)
    late = lines.filter(has=desk.locator(".tag.late"))
    expect(late).to_have_count(1)
    expect(late).to_contain_text(INSURANCE)
    # The set itself is still in time; its head says who is not.
    expect(desk.locator(".dossier-head .tag.late")).to_have_text(re.compile(f"^chậm: {INSURANCE}"))
    look(desk)
    late.scroll_into_view_if_needed()
    desk.wait_for_timeout(1500)  # the viewer draws the paper
    picture(desk, "life/linked-desk")
    for username in ("mai.giamsat", "thu.truongbophan"):
        sign_in(desk, username)
        desk.goto("/giam-sat/")
        row = desk.get_by_role("region", name="Đang quá hạn").locator("tbody tr")
        expect(row).to_have_count(1)
        expect(row).to_contain_text(INSURANCE)
        look(desk)
    picture(desk, "life/linked-supervision")
    said = follow(phone, handed)
    assert "Một phần việc đang chậm" in said
    assert INSURANCE in said
    assert "Hồ sơ của bạn đang chậm hẹn" not in said
    picture(phone, "life/linked-phone")
    as_on_a_phone(desk, handed)
    # After the promise the whole is late, and the page says with whom.
    turn_clock(desk, "2020-04-14T08:30")
    said = follow(phone, handed)
    assert re.search(r"Hồ sơ của bạn đang chậm hẹn.*Hồ sơ đang ở Bảo hiểm xã hội", said, re.S), said
    as_on_a_phone(desk, handed)


def f_one_result(desk: Page, phone: Page, handed: Handed, insurance: str) -> None:
    """The last office is done: the set is ready by itself, told once, and given out as one."""
    sign_in(desk, "van.baohiem")
    give_result(desk, insurance, number="TE1020020001", summary="Thẻ bảo hiểm y tế", content=a_pdf("THE BHYT"))
    act(desk, insurance, "appraise", opinion="Đã cấp thẻ.")
    told = outbox(desk, handed)
    assert len(told) == 2 and "đã có kết quả" in told[0], told
    sign_in(desk, "tam.traketqua")
    desk.goto(f"/ban/ho-so/{handed.code}/")
    main = desk.locator("main")
    for number in ("45/2020", "77/TB-CA", "TE1020020001"):
        expect(main).to_contain_text(number)
    expect(desk.locator(".paper-list strong", has_text="Kết quả")).to_have_count(3)
    look(desk)
    act(desk, handed.code, "return_result", handed_to=MOTHER)
    said = follow(phone, handed)
    assert "Đã trả kết quả" in said and "chậm hẹn" not in said
    as_on_a_phone(desk, handed)


def g_one_count(desk: Page) -> None:
    """Three offices' work is one dossier in form 06, late against the one promise that was made."""
    sign_in(desk, "thu.truongbophan")
    desk.goto("/giam-sat/bieu-06/?tu=01/03/2020&den=30/04/2020")
    look(desk)
    numbers = [int(text) for text in desk.locator("tfoot td").all_inner_texts() if text.strip().isdigit()]
    total, online, direct, carried, resolved, early, on_time, late, pending, *_rest = numbers
    assert (total, online, direct, carried) == (1, 0, 1, 0)
    assert (resolved, early, on_time, late, pending) == (1, 0, 0, 1, 0)
