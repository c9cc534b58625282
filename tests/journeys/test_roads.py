"""Land extracts in one bag of the post, and a support point's hand-in, by hand in a browser.

Six extracts in every run, twenty in a long one.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.journeys.steps import fits, no_barriers, picture, sign_in, turn_clock

pytestmark = pytest.mark.journey
LAND = "1.004206"
ROW = "RA{0:09d}VN\t{1}\t{2}\t\t09876543{0:02d}\tThôn Nà Cho, xã Lũng Cú, Đồng Văn\t{3}\tbưu điện\t30.000"
NAMES = ("Sùng Mí Phìn", "Vàng Thị Mỷ", "Giàng A Páo", "Lầu Thị Súng", "Thào Mí Sính")
NARROW = ((360, 640), (640, 450))


def look(page: Page) -> None:
    """No barriers on the page as it stands, and it fits narrow windows."""
    no_barriers(page)
    for width, height in NARROW:
        page.set_viewport_size({"width": width, "height": height})
        fits(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_twenty_land_extracts_by_post(desk: Page, long_run: bool) -> None:
    many = 20 if long_run else 6
    desk.set_default_timeout(30_000)
    turn_clock(desk, "2020-03-30T08:00")
    sign_in(desk, "pao.tiepnhan")
    desk.goto("/buu-chinh/")
    look(desk)
    desk.fill("#id_postman", "Lương Văn Bưu")
    desk.get_by_role("button", name="Mở biên bản").click()
    desk.wait_for_url("**/tui/**")
    look(desk)
    code = desk.locator("#thu-tuc option", has_text=re.compile("trích lục")).first.get_attribute("value") or LAND
    desk.get_by_text("Dán từ bảng tính").click()
    rows = [ROW.format(n, code, NAMES[n % 5], "" if n == 4 else "đủ") for n in range(many)]
    desk.fill("#text", "\n".join(rows))
    desk.get_by_role("button", name="Thêm các dòng này").click()
    desk.wait_for_load_state()
    assert desk.locator(f"#r{many}-posting_number").input_value() == f"RA{many - 1:09d}VN"
    picture(desk, "roads/bag")
    desk.fill("#id_declared", str(many))
    desk.get_by_role("button", name="Ký biên bản giao nhận").click()
    desk.wait_for_selector("text=đã ký")
    look(desk)
    picture(desk, "roads/bag-signed")
    desk.get_by_role("button", name="Giải quyết các bưu gửi").click()
    desk.wait_for_load_state()
    codes = desk.locator("table.answers a").all_inner_texts()
    assert sorted(int(code[-4:]) for code in codes) == list(range(1, many + 1))
    assert desk.locator("table.answers .tag.good").count() == many - 1
    assert desk.locator("table.answers", has_text="Cần bổ sung").count() == 1
    look(desk)
    accepted = [row.get_by_role("link").inner_text() for row in desk.locator("table.answers tbody tr").all()
                if row.locator(".tag.good").count()]  # fmt: skip
    resolve_at_once(desk, accepted)
    send_home(desk, accepted)


def resolve_at_once(desk: Page, codes: list[str]) -> None:
    """All but one: a number each, then three people pass the whole list on, each with one confirmation."""
    turn_clock(desk, "2020-03-30T09:30")
    sign_in(desk, "tinh.thuly")
    for number, code in enumerate(codes, start=1):
        desk.goto(f"/ban/ho-so/{code}/")
        desk.locator('details:has(form[action$="/ket-qua/"]) > summary').click()
        desk.fill("[name=result-number]", f"{number}/TL")
        desk.get_by_role("button", name="Lưu kết quả").click()
        desk.wait_for_selector("text=Đã lưu kết quả")
    for username, step in (("tinh.thuly", "appraise"), ("lien.pheduyet", "approve"), ("my.vanthu", "seal")):
        sign_in(desk, username)
        desk.goto("/ban/ho-so/?the=viec-cua-toi")
        for code in codes:
            desk.get_by_label(f"Chọn hồ sơ {code}").check()
        desk.select_option("#viec", step)
        desk.get_by_role("button", name="Xem lại trước khi làm").click()
        desk.wait_for_url("**/nhieu/")
        no_barriers(desk)
        desk.get_by_role("button", name=re.compile(f"{len(codes)} hồ sơ")).click()
        desk.wait_for_url("**/nhieu/xong/")
        assert f"Đã xong {len(codes)} hồ sơ" in desk.locator("main").inner_text()


def send_home(desk: Page, codes: list[str]) -> None:
    """One bag back to the post with a number each; the clerk hands them over, and the dossiers are returned."""
    turn_clock(desk, "2020-03-31T08:00")
    sign_in(desk, "dinh.traketqua")
    desk.goto("/buu-chinh/")
    desk.check("[name=direction][value=out]")
    desk.fill("#id_postman", "Lương Văn Bưu")
    desk.select_option("#id_post_office", "000.00.50.H22")
    desk.get_by_role("button", name="Mở biên bản").click()
    desk.wait_for_url("**/tui/**")
    boxes = desk.locator('table.entry input[name^="d"]')
    assert boxes.count() == len(codes)
    for number, box in enumerate(boxes.all()):
        box.fill(f"EB{number:09d}VN")
    look(desk)
    desk.get_by_role("button", name="Lưu", exact=True).click()
    desk.get_by_role("button", name=f"Ký và giao {len(codes)} kết quả").click()
    desk.wait_for_selector("text=đã giao bưu điện")
    assert desk.locator(".tag.good", has_text="đã giao bưu điện").count() == len(codes)
    look(desk)
    turn_clock(desk, "2020-04-01T15:00")
    sign_in(desk, "phuong.buudien")
    desk.goto("/buu-chinh/buu-gui/")
    assert desk.locator("ul.results > li").count() == len(codes)
    look(desk)
    for _ in codes:
        first = desk.locator("ul.results > li").first
        first.locator("summary").first.click()
        first.locator("[name=handed_to]").fill("Sùng Mí Phìn")
        first.get_by_role("button", name="Ghi nhận đã phát").click()
        desk.wait_for_load_state()
    desk.wait_for_selector("text=Không có bưu gửi nào đang chuyển")
    sign_in(desk, "dinh.traketqua")
    desk.goto(f"/ban/ho-so/{codes[-1]}/")
    assert "Đã trả kết quả" in desk.locator(".dossier-head").inner_text()


def test_a_support_point_hands_in_for_a_neighbour(desk: Page) -> None:
    desk.set_default_timeout(30_000)
    turn_clock(desk, "2020-03-30T08:30")
    sign_in(desk, "trang.hotro")
    desk.goto("/quay/")
    look(desk)
    desk.fill("#q", "ho kinh doanh")
    desk.press("#q", "Enter")
    desk.get_by_role("link", name="Mở hộ kinh doanh").click()
    desk.select_option("#noi", label="Bộ phận Tiếp nhận và Trả kết quả huyện Đồng Văn")
    desk.get_by_role("button", name="Chọn nơi này").click()
    desk.wait_for_selector("#id_consent")
    look(desk)
    desk.fill("#id_full_name", "Sùng Thị Dợ")
    desk.fill("#id_id_number", "002152000028")
    desk.check("#paper-2")
    desk.locator("[name=return_channel][value=counter]").check()
    desk.check("#id_consent")
    picture(desk, "roads/support")
    desk.get_by_role("button", name="Nộp giúp").click()
    desk.wait_for_url("**/da-nop/**")
    look(desk)
    assert desk.locator(".big-code").count() == 2
    sign_in(desk, "phuong.buudien")
    desk.goto("/buu-chinh/buu-gui/")
    look(desk)
