"""A birth registered online from a phone, with a supplement: the clock stops, starts afresh, and asks no third time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.life_steps import (
    DESK,
    PHONE,
    Console,
    Handed,
    a_file,
    a_pdf,
    act,
    follow,
    give_result,
    hand_in_birth,
    look,
    open_act,
    outbox,
    printed,
    receive_at_counter,
    send,
)
from tests.journeys.steps import picture, sign_in, turn_clock

pytestmark = pytest.mark.journey

MISSING = "Bản chụp căn cước công dân của mẹ, rõ cả hai mặt"
WHY = "Bản chụp đã nộp bị mờ, không đọc được số định danh"
AGAIN = "Văn bản xác nhận nơi cư trú của mẹ"
AGAIN_WHY = "Cơ sở dữ liệu dân cư chưa có nơi cư trú của mẹ"
LEAVE = "Luật Hộ tịch yêu cầu xác định nơi cư trú, lỗi không do cán bộ tiếp nhận"


@pytest.fixture
def desk_again(browser: Browser, house: str) -> Iterator[Page]:
    """A second person at a desk of his own."""
    context: BrowserContext = browser.new_context(base_url=house, viewport=DESK, locale="vi-VN")
    yield context.new_page()
    context.close()


def as_on_a_phone(looker: Page, handed: Handed) -> None:
    """The same tracking page in a browser that has scripts, which axe needs."""
    looker.set_viewport_size(PHONE)
    looker.context.clear_cookies()
    follow(looker, handed)
    look(looker)
    looker.set_viewport_size(DESK)


def test_a_birth_with_a_supplement(desk: Page, phone: Page, console: Console) -> None:
    for page in (desk, phone):
        page.set_default_timeout(20_000)
    turn_clock(desk, "2020-03-30T08:00")
    handed = hand_in_birth(phone)
    a_clock_stops_for_the_supplement(desk, phone, handed)
    b_person_completes_it(desk, phone, handed)
    c_clock_starts_afresh(desk, phone, handed)
    d_a_second_time_needs_leave(desk, phone, handed)
    e_result_reaches_the_person(desk, phone, handed)


def a_clock_stops_for_the_supplement(desk: Page, phone: Page, handed: Handed) -> None:
    """Accepted Monday, due Tuesday; asked at once for what cannot be read: slip 02, a message, and no lateness."""
    turn_clock(desk, "2020-03-30T08:30")
    sign_in(desk, "thao.tiepnhan")
    act(desk, handed.code, "accept")
    expect(desk.locator("main")).to_contain_text("thứ Ba 31/3/2020")
    turn_clock(desk, "2020-03-30T09:00")
    sign_in(desk, "duc.thuly")
    form = open_act(desk, handed.code, "ask_supplement")
    look(desk)
    # An empty request goes nowhere, and says at which field.
    send(desk, form, "ask_supplement", items="", reason=WHY)
    expect(desk.locator(".errors")).to_be_visible()
    expect(desk.locator("[name=ask_supplement-reason]")).to_have_value(WHY)
    act(desk, handed.code, "ask_supplement", items=MISSING, reason=WHY)
    expect(desk.locator("main")).to_contain_text("đang tạm dừng")
    look(desk)
    picture(desk, "life/supplement-desk")
    letters = outbox(desk, handed)
    assert MISSING in letters[0], letters
    assert "0912345678" in letters[0].replace(" ", "")
    # Two days after the promise the person is asked, and not told that anything is late.
    turn_clock(desk, "2020-04-01T09:00")
    said = follow(phone, handed)
    assert "Bạn cần bổ sung" in said
    assert MISSING in said and WHY in said
    assert "chậm hẹn" not in said
    slip = printed(phone, phone.get_by_role("link", name="Phiếu yêu cầu bổ sung hồ sơ"))
    assert "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ" in slip
    assert handed.code in slip and MISSING in slip and WHY in slip
    picture(phone, "life/supplement-phone")
    as_on_a_phone(desk, handed)


def b_person_completes_it(desk: Page, phone: Page, handed: Handed) -> None:
    """From the phone, without scripts: nothing sent is told at the field; then one photograph, and thanks."""
    phone.get_by_role("button", name="Gửi bổ sung").click()
    expect(phone.locator(".errors")).to_contain_text("Hãy chọn tệp cần bổ sung")
    phone.set_input_files("#files", [a_file("can-cuoc-me.pdf", a_pdf("CAN CUOC ME, HAI MAT"))])
    phone.fill("#note", "Tôi đã chụp lại cả hai mặt.")
    phone.get_by_role("button", name="Gửi bổ sung").click()
    expect(phone.locator("main")).to_contain_text("Đã nhận phần bổ sung của bạn")


def c_clock_starts_afresh(desk: Page, phone: Page, handed: Handed) -> None:
    """Came Wednesday 9.00, one working day, Thursday is the feast of the Kings: due Friday, and the lines say so."""
    turn_clock(desk, "2020-04-01T10:00")
    sign_in(desk, "thao.tiepnhan")
    desk.goto("/ban/")
    expect(desk.locator("main")).to_contain_text(handed.code)
    desk.goto(f"/ban/ho-so/{handed.code}/")
    expect(desk.locator("main")).to_contain_text("can-cuoc-me.pdf")
    act(desk, handed.code, "take_supplement")
    main = desk.locator("main")
    expect(main).to_contain_text("thứ Sáu 3/4/2020")
    desk.get_by_text("Tính như thế nào").click()
    for words in ("Tạm dừng từ 9 giờ, thứ Hai 30/3/2020", "tính lại thời hạn từ đầu", "Giỗ Tổ Hùng Vương"):
        expect(main).to_contain_text(words)
    look(desk)
    picture(desk, "life/due-lines")
    said = follow(phone, handed)
    assert "Đã nhận đủ bổ sung" in said
    assert "thứ Sáu 3/4" in said
    assert phone.get_by_role("link", name="Giấy tiếp nhận hồ sơ và hẹn trả kết quả").count() == 2


def d_a_second_time_needs_leave(desk: Page, phone: Page, handed: Handed) -> None:
    """The law lets an office ask once. A page that offers no button is not the guard: the act itself refuses."""
    sign_in(desk, "duc.thuly")
    desk.goto(f"/ban/ho-so/{handed.code}/")
    assert desk.locator('form[action$="/buoc/ask_supplement/"]').count() == 0
    token = desk.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    forged: dict[str, str | float | bool] = {
        "csrfmiddlewaretoken": token,
        "ask_supplement-items": AGAIN,
        "ask_supplement-reason": AGAIN_WHY,
    }
    refused = desk.request.post(f"/ban/ho-so/{handed.code}/buoc/ask_supplement/", form=forged)
    assert refused.status == 422
    assert "chỉ được yêu cầu một lần" in refused.text()
    sign_in(desk, "vinh.pheduyet")
    act(desk, handed.code, "allow_second_supplement", reason=LEAVE)
    expect(desk.locator("main")).to_contain_text("cho phép yêu cầu bổ sung lần hai")
    sign_in(desk, "duc.thuly")
    act(desk, handed.code, "ask_supplement", items=AGAIN, reason=AGAIN_WHY)
    assert AGAIN in outbox(desk, handed)[0]
    said = follow(phone, handed)
    assert AGAIN in said and MISSING not in said
    turn_clock(desk, "2020-04-03T08:00")
    follow(phone, handed)
    phone.fill("#note", "Tôi ở tổ 5, phường Nguyễn Trãi; giấy xác nhận trong tệp kèm theo.")
    phone.set_input_files("#files", [a_file("cu-tru.pdf", a_pdf("XAC NHAN CU TRU"))])
    phone.get_by_role("button", name="Gửi bổ sung").click()
    expect(phone.locator("main")).to_contain_text("Đã nhận phần bổ sung của bạn")
    sign_in(desk, "thao.tiepnhan")
    act(desk, handed.code, "take_supplement")


def e_result_reaches_the_person(desk: Page, phone: Page, handed: Handed) -> None:
    """Appraised, approved, sealed by three people; told by message, seen on the phone, fetched at the ward."""
    sign_in(desk, "duc.thuly")
    give_result(desk, handed.code, number="45/2020", summary="Giấy khai sinh", content=a_pdf("GIAY KHAI SINH"))
    act(desk, handed.code, "appraise", opinion="Đủ điều kiện đăng ký khai sinh.")
    for username, step in (("vinh.pheduyet", "approve"), ("ha.vanthu", "seal")):
        sign_in(desk, username)
        act(desk, handed.code, step)
    assert "đã có kết quả" in outbox(desk, handed)[0]
    said = follow(phone, handed)
    assert "Giấy khai sinh (45/2020)" in said
    picture(phone, "life/result-phone")
    as_on_a_phone(desk, handed)
    sign_in(desk, "tam.traketqua")
    act(desk, handed.code, "return_result", handed_to="Vàng Thị Mỷ")
    said = follow(phone, handed)
    assert "Đã trả kết quả" in said
    assert phone.locator(".steps li[aria-current]").count() == 0


def test_two_people_on_one_dossier(desk: Page, desk_again: Page, console: Console) -> None:
    """The second is told; a page that is no longer true is refused with what changed, and keeps what was typed."""
    console.watch(desk_again)
    for page in (desk, desk_again):
        page.set_default_timeout(20_000)
    turn_clock(desk, "2020-04-06T08:00")
    sign_in(desk, "thao.tiepnhan")
    handed = receive_at_counter(desk, "Giàng A Páo", "002085004321", "0912000111")
    sign_in(desk, "duc.thuly")
    desk.goto(f"/ban/ho-so/{handed.code}/")
    expect(desk.locator("#cung-mo")).to_be_empty()
    sign_in(desk_again, "vinh.pheduyet")
    form = open_act(desk_again, handed.code, "stop")
    expect(desk_again.locator("#cung-mo")).to_contain_text("Triệu Minh Đức cũng đang mở hồ sơ này")
    look(desk_again)
    picture(desk_again, "life/second-told")
    typed = "Ông Páo gọi điện xin dừng vì đã đăng ký ở nơi khác"
    form.locator("[name=stop-reason]").fill(typed)
    act(desk, handed.code, "appraise", opinion="Đủ điều kiện")
    form.get_by_role("button").last.click()
    desk_again.wait_for_load_state()
    told = desk_again.locator(".errors")
    expect(told).to_contain_text("Chưa làm được việc này")
    expect(told).to_contain_text("Triệu Minh Đức")
    expect(told).to_contain_text("thẩm định")
    expect(desk_again.locator("[name=stop-reason]")).to_have_value(typed)
    expect(desk_again.locator(".dossier-head")).to_contain_text("Chờ phê duyệt")
    look(desk_again)
    picture(desk_again, "life/stale")
    # Meanwhile the counter takes the same wish down; having read what changed, the approver still stops it.
    sign_in(desk, "thao.tiepnhan")
    asking = open_act(desk, handed.code, "withdraw")
    asking.locator("[name=withdraw-reason]").fill(typed)
    desk_again.locator('form[action$="/buoc/stop/"]').get_by_role("button").last.click()
    expect(desk_again.get_by_text("Đã xong:").first).to_be_visible()
    expect(desk_again.locator(".dossier-head")).to_contain_text("Dừng giải quyết")
    # An act that is over for good gives back what was written, as text.
    asking.get_by_role("button").last.click()
    desk.wait_for_load_state()
    told = desk.locator(".errors")
    expect(told).to_contain_text("Đinh Quốc Vinh dừng giải quyết")
    expect(told).to_contain_text(typed)
    assert desk.locator('form[action$="/buoc/withdraw/"]').count() == 0
    look(desk)
