"""A building permit: a department asked and late, a look on site, an apology in time and one that comes too late."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.life_steps import (
    PHONE,
    Console,
    Handed,
    a_file,
    a_pdf,
    act,
    follow,
    give_result,
    look,
    open_act,
    outbox,
    printed,
    send,
)
from tests.journeys.steps import picture, sign_in, turn_clock

pytestmark = pytest.mark.journey

PERMIT = "1.013225"
DESK = {"width": 1366, "height": 768}
TRANSPORT = "Sở Giao thông vận tải"
WHY = "Sở Giao thông vận tải chưa có ý kiến về hành lang an toàn đường bộ"
SITE = "Thôn Má Lủng, thị trấn Đồng Văn"
FOUND = "Ranh giới đúng hồ sơ, lối đi chung rộng 3 m, chưa khởi công"


def test_a_building_permit_with_an_office_that_is_late(desk: Page, phone: Page, console: Console) -> None:
    for page in (desk, phone):
        page.set_default_timeout(20_000)
    desk.set_viewport_size(DESK)
    turn_clock(desk, "2020-03-30T08:15")
    permit = received(desk, "Lý Thị Mẩy", "073000041", "0912 000 041")
    other = received(desk, "Thào Mí Sính", "073000099", "0912 000 099")
    a_others_are_asked_by_themselves(desk, permit)
    b_site_is_looked_at(desk, permit)
    c_late_office_is_told_of(desk, permit)
    d_apology_in_time(desk, permit)
    e_person_reads_why_and_when(desk, phone, permit)
    f_apology_too_late(desk, phone, other)
    g_answer_comes_and_the_permit_with_it(desk, phone, permit)
    h_first_promise_counts(desk)


def received(page: Page, name: str, id_number: str, number: str) -> Handed:
    """Received at the district's counter; due in fifteen days, on Tuesday 14 April."""
    sign_in(page, "pao.tiepnhan")
    page.goto(f"/quay/?thu-tuc={PERMIT}")
    for box, value in {"full_name": name, "id_number": id_number, "phone": number,
                       "address": "Thị trấn Đồng Văn, huyện Đồng Văn"}.items():  # fmt: skip
        page.fill(f"input[name={box}]", value)
    page.check("#papers-all")
    page.locator("input[name=return_channel][value=counter]").check()
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    page.wait_for_url("**/da-nhan/**")
    expect(page.locator("main")).to_contain_text("14/4/2020")
    return Handed(page.locator(".big-code").inner_text(), page.locator("dd.code").inner_text())


def open_task(page: Page, handed: Handed, kind: str) -> None:
    """From the dossier's page to one of its tasks."""
    page.goto(f"/ban/ho-so/{handed.code}/")
    page.locator('section[aria-labelledby="phoi-hop"]').get_by_role("link", name=kind).click()
    page.wait_for_url("**/viec/**")


def a_others_are_asked_by_themselves(page: Page, handed: Handed) -> None:
    """The route asks the transport department and the look on site at once; until they answer nothing goes on."""
    sign_in(page, "tinh.thuly")
    page.goto(f"/ban/ho-so/{handed.code}/")
    asked = page.locator('section[aria-labelledby="phoi-hop"]')
    expect(asked.get_by_role("listitem")).to_have_count(2)
    expect(asked).to_contain_text(TRANSPORT)
    look(page)
    form = open_act(page, handed.code, "appraise")
    send(page, form, "appraise", opinion="Đủ điều kiện.")
    told = page.locator(".errors")
    expect(told).to_contain_text("Chưa thể chuyển tiếp, còn chờ")
    expect(told).to_contain_text(TRANSPORT)
    look(page)
    sign_in(page, "thang.thuly")
    page.goto("/ban/viec/")
    row = page.locator("tbody tr").filter(has_text=handed.code)
    expect(row).to_contain_text("hành lang an toàn")
    look(page)
    # Who is asked may read the dossier, and act on nothing.
    page.goto(f"/ban/ho-so/{handed.code}/")
    expect(page.locator("#viec")).to_contain_text("không có việc nào của bạn")
    look(page)


def b_site_is_looked_at(page: Page, handed: Handed) -> None:
    """The record says when, where, who and what; a time that has not come yet is no record."""
    turn_clock(page, "2020-04-01T14:00")
    sign_in(page, "tinh.thuly")
    open_task(page, handed, "xác minh thực tế: ")
    look(page)
    page.fill("[name=time]", "2020-04-03T08:30")
    page.fill("[name=place]", SITE)
    page.fill("[name=people]", "Giàng Mí Tính, chuyên viên\nLý Thị Mẩy, chủ đất")
    page.fill("[name=content]", "Đo ranh giới, xem lối đi chung và hiện trạng thửa đất")
    page.fill("[name=answer]", FOUND)
    page.set_input_files("[name=papers]", [a_file("bien-ban.pdf", a_pdf("BIEN BAN XAC MINH THUC DIA"))])
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.locator(".errors")).to_contain_text("Thời gian này chưa tới")
    expect(page.locator("[name=place]")).to_have_value(SITE)
    look(page)
    page.fill("[name=time]", "2020-04-01T08:30")
    page.set_input_files("[name=papers]", [a_file("bien-ban.pdf", a_pdf("BIEN BAN XAC MINH THUC DIA"))])
    page.get_by_role("button", name="Gửi trả lời").click()
    main = page.locator("main")
    for words in ("8 giờ 30", SITE, "Lý Thị Mẩy, chủ đất", "Đo ranh giới", FOUND, "bien-ban.pdf"):
        expect(main).to_contain_text(words)
    look(page)
    picture(page, "life/permit-site")


def c_late_office_is_told_of(page: Page, handed: Handed) -> None:
    """Three working days are over: the page names the department, and the head of the one-stop unit is told."""
    turn_clock(page, "2020-04-07T09:00")
    sign_in(page, "tinh.thuly")
    page.goto(f"/ban/ho-so/{handed.code}/")
    late = page.locator('section[aria-labelledby="phoi-hop"] li').filter(has=page.locator(".tag.late"))
    expect(late).to_have_count(1)
    expect(late).to_contain_text(TRANSPORT)
    expect(page.locator(".dossier-head .tag.late")).to_have_text(f"chậm: {TRANSPORT} tỉnh Hà Giang")
    late.scroll_into_view_if_needed()
    page.wait_for_timeout(1500)  # the viewer draws the paper
    picture(page, "life/permit-desk")
    open_task(page, handed, "Lấy ý kiến: ")
    report = page.get_by_role("button", name="Báo quá hạn")
    if report.count():  # the worker may have told of it already
        look(page)
        report.click()
    expect(page.locator("main")).to_contain_text("Đã báo quá hạn")
    page.goto(f"/ban/ho-so/{handed.code}/")
    expect(page.locator(".steps")).to_contain_text(f"báo việc phối hợp quá hạn: {TRANSPORT}")
    open_task(page, handed, "Lấy ý kiến: ")
    assert page.get_by_role("button", name="Báo quá hạn").count() == 0
    sign_in(page, "say.truongbophan")
    page.goto("/ban/viec/")
    expect(page.locator("main")).to_contain_text("Trả lời quá hạn đã được báo")
    expect(page.locator("tbody tr").filter(has_text=handed.code)).to_contain_text(TRANSPORT)
    look(page)
    picture(page, "life/permit-head")


def d_apology_in_time(page: Page, handed: Handed) -> None:
    """Friday, two working days before: only a later working hour may be promised, once, on slip 04."""
    turn_clock(page, "2020-04-10T09:00")
    sign_in(page, "lien.pheduyet")
    form = open_act(page, handed.code, "reappoint")
    expect(form).to_contain_text("Chỉ được hẹn lại một lần")
    look(page)
    send(page, form, "reappoint", new_day="2020-04-19", new_time="09:00", reason=WHY)  # a Sunday
    expect(page.locator(".errors")).to_be_visible()
    expect(page.locator("[name=reappoint-reason]")).to_have_value(WHY)
    form = page.locator('form[action$="/buoc/reappoint/"]')
    look(page)
    form.locator("[name=reappoint-reason]").scroll_into_view_if_needed()
    picture(page, "life/permit-apology")
    send(page, form, "reappoint", new_day="2020-04-21", new_time="16:00")
    expect(page.get_by_text("Đã xong:").first).to_be_visible()
    main = page.locator("main")
    expect(main).to_contain_text("đã xin lỗi, hẹn lại")
    expect(main).to_contain_text("21/4/2020")
    expect(main).to_contain_text("hẹn đầu")
    look(page)
    slip = printed(page, page.get_by_role("link", name="Mẫu 04"))
    assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in slip, slip
    for words in (handed.code, "Lý Thị Mẩy", WHY, "ngày 14 tháng 4 năm 2020", "ngày 21 tháng 4 năm 2020"):
        assert words in slip, f"{words}: {slip}"
    assert page.locator('form[action$="/buoc/reappoint/"]').count() == 0  # once
    sent = outbox(page, handed)[0]
    assert "xin lỗi" in sent and WHY in sent and "21/4" in sent, sent


def e_person_reads_why_and_when(desk: Page, phone: Page, handed: Handed) -> None:
    """Sorry, why, when: on the phone, without signing in; and the slip itself."""
    said = follow(phone, handed)
    for words in ("Chúng tôi xin lỗi", WHY, "21/4/2020", "14/4/2020"):
        assert words in said, f"{words}: {said}"
    slip = printed(phone, phone.get_by_role("link", name="Phiếu xin lỗi và hẹn lại ngày trả kết quả"))
    assert WHY in slip
    picture(phone, "life/permit-phone")
    desk.set_viewport_size(PHONE)
    desk.context.clear_cookies()
    follow(desk, handed)
    look(desk)
    desk.set_viewport_size(DESK)


def f_apology_too_late(desk: Page, phone: Page, handed: Handed) -> None:
    """On the due day itself the same act is refused with its latest moment; the next day the dossier is late."""
    turn_clock(desk, "2020-04-14T08:30")
    sign_in(desk, "lien.pheduyet")
    form = open_act(desk, handed.code, "reappoint")
    send(desk, form, "reappoint", new_day="2020-04-21", new_time="16:00", reason=WHY)
    expect(desk.locator(".errors")).to_contain_text("Đã quá thời điểm được xin lỗi và hẹn lại")
    expect(desk.locator(".errors")).to_contain_text("13/4/2020")
    look(desk)
    turn_clock(desk, "2020-04-15T08:30")
    sign_in(desk, "mai.giamsat")
    desk.goto("/giam-sat/")
    rows = desk.get_by_role("region", name="Đang quá hạn").locator("tbody tr")
    expect(rows).to_have_count(1)  # the re-appointed one is not late today
    expect(rows).to_contain_text(handed.code)
    look(desk)
    said = follow(phone, handed)
    assert "Hồ sơ của bạn đang chậm hẹn" in said


def g_answer_comes_and_the_permit_with_it(desk: Page, phone: Page, handed: Handed) -> None:
    """A late answer is taken; then three people resolve it before the new day, and it is fetched."""
    turn_clock(desk, "2020-04-16T09:00")
    sign_in(desk, "thang.thuly")
    open_task(desk, handed, "Lấy ý kiến: ")
    desk.get_by_label("Đồng ý", exact=True).check()
    desk.fill("[name=answer]", "Thửa đất nằm ngoài hành lang an toàn đường bộ.")
    look(desk)
    desk.get_by_role("button", name="Gửi trả lời").click()
    expect(desk.locator("main")).to_contain_text("ngoài hành lang an toàn")
    for username, step in (("tinh.thuly", "appraise"), ("lien.pheduyet", "approve"), ("my.vanthu", "seal")):
        sign_in(desk, username)
        if step == "appraise":
            give_result(desk, handed.code, number="15/GPXD", summary="Giấy phép xây dựng", content=a_pdf("GPXD"))
        act(desk, handed.code, step)
    said = follow(phone, handed)
    assert "Giấy phép xây dựng (15/GPXD)" in said
    assert "Chúng tôi xin lỗi" not in said
    sign_in(desk, "dinh.traketqua")
    act(desk, handed.code, "return_result", handed_to="Lý Thị Mẩy, CMND 073000041")
    assert "Đã trả kết quả" in follow(phone, handed)


def h_first_promise_counts(page: Page) -> None:
    """Form 06 measures against 14 April, whatever was promised later: one resolved late, one pending late."""
    sign_in(page, "say.truongbophan")
    page.goto("/giam-sat/bieu-06/?tu=01/03/2020&den=16/04/2020")
    look(page)
    picture(page, "life/permit-form-06")
    numbers = [int(text) for text in page.locator("tfoot td").all_inner_texts() if text.strip().isdigit()]
    total, _online, direct, _carried, resolved, early, on_time, late, pending, in_time, behind = numbers
    assert (total, direct, resolved, pending) == (2, 2, 1, 1)
    assert (early, on_time, late) == (0, 0, 1)
    assert (in_time, behind) == (0, 1)
