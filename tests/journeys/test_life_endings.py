"""The ends nobody hopes for: refused after appraisal, refused at intake, stopped at the person's own wish."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.life_steps import (
    act,
    follow,
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

REASON: Final = "Trẻ đã được đăng ký khai sinh tại Ủy ban nhân dân xã Lũng Cú ngày 12/3/2020"
BASIS: Final = "Khoản 1 Điều 16 Luật Hộ tịch số 60/2014/QH13"
NOT_OURS: Final = "Cả cha và mẹ đều không cư trú trên địa bàn phường"
NOT_OURS_BASIS: Final = "Điều 13 Luật Hộ tịch số 60/2014/QH13"
WISH: Final = "Người nộp đề nghị dừng tại quầy vì muốn đăng ký ở nơi cư trú của cha"
COLUMNS: Final = ("total", "online", "direct", "carried", "resolved", "early", "on_time", "late", "pending")


def form_06(desk: Page, first: str, last: str) -> dict[str, int]:
    """The last line of form 06 of the ward for a period, as its head reads it, by column."""
    sign_in(desk, "thu.truongbophan")
    desk.goto(f"/giam-sat/bieu-06/?tu={first}&den={last}")
    cells = desk.locator("tfoot td").all_inner_texts()[1:]
    return dict(zip(COLUMNS, (int(cell) for cell in cells), strict=False)) or dict.fromkeys(COLUMNS, 0)


def grown(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """The columns that changed, and by how much."""
    return {name: after[name] - before[name] for name in COLUMNS if after[name] != before[name]}


@pytest.mark.usefixtures("console")
def test_refused_after_appraisal(desk: Page, phone: Page) -> None:
    """The refusal is signed with its law, returned like any result, and counted as resolved."""
    turn_clock(desk, "2020-03-30T08:00")
    before = form_06(desk, "30/03/2020", "30/03/2020")
    sign_in(desk, "thao.tiepnhan")
    handed = receive_at_counter(desk, "Giàng A Páo", "002085004321", "0912000111")
    sign_in(desk, "duc.thuly")
    # Who appraises proposes; only the approver refuses.
    desk.goto(f"/ban/ho-so/{handed.code}/")
    assert desk.locator('form[action$="/buoc/refuse_result/"]').count() == 0
    act(desk, handed.code, "appraise", opinion="Đề nghị từ chối: trẻ đã có đăng ký khai sinh.")
    turn_clock(desk, "2020-03-30T10:00")
    sign_in(desk, "vinh.pheduyet")
    form = open_act(desk, handed.code, "refuse_result")
    look(desk)
    send(desk, form, "refuse_result", reason=REASON, legal_basis="")
    expect(desk.locator(".errors")).to_be_visible()
    expect(desk.locator("[name=refuse_result-reason]")).to_have_value(REASON)
    look(desk)
    act(desk, handed.code, "refuse_result", reason=REASON, legal_basis=BASIS)
    expect(desk.locator(".dossier-head")).to_contain_text("Từ chối giải quyết, chờ trả")
    expect(desk.locator("main")).to_contain_text(BASIS)
    slip = printed(desk, desk.locator('a[href*="/phieu/"]').filter(has_text="Mẫu 03"))
    assert "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ" in slip
    assert REASON in slip and BASIS in slip and handed.code in slip and "Giàng A Páo" in slip
    look(desk)
    picture(desk, "life/refused-desk")
    letters = outbox(desk, handed)
    assert "đã có kết quả" in letters[0], letters
    said = follow(phone, handed)
    assert REASON in said and BASIS in said
    assert "từ chối" in said.lower()
    assert BASIS in printed(phone, phone.get_by_role("link", name="Phiếu từ chối giải quyết hồ sơ"))
    picture(phone, "life/refused-phone")
    follow(desk, handed)
    look(desk)
    sign_in(desk, "tam.traketqua")
    act(desk, handed.code, "return_result", handed_to="Giàng A Páo")
    expect(desk.locator(".dossier-head")).to_contain_text("Đã trả kết quả")
    after = form_06(desk, "30/03/2020", "30/03/2020")
    assert grown(before, after) == {"total": 1, "direct": 1, "resolved": 1, "early": 1}
    look(desk)
    picture(desk, "life/form-06")


@pytest.mark.usefixtures("console")
def test_refused_at_intake(desk: Page, phone: Page) -> None:
    """A hand-in that is not this ward's business: slip 03 with reason and basis; it never was a dossier taken."""
    turn_clock(desk, "2020-03-31T08:00")
    handed = hand_in_birth(phone, child="Vàng Mí Sình")
    before = form_06(desk, "31/03/2020", "31/03/2020")
    sign_in(desk, "thao.tiepnhan")
    act(desk, handed.code, "refuse", reason=NOT_OURS, legal_basis=NOT_OURS_BASIS)
    expect(desk.locator(".dossier-head")).to_contain_text("Không tiếp nhận")
    letter = outbox(desk, handed)[0]
    assert "không được tiếp nhận" in letter and NOT_OURS in letter
    said = follow(phone, handed)
    assert "Không được tiếp nhận" in said and "Vì sao không tiếp nhận" in said
    assert NOT_OURS in said and NOT_OURS_BASIS in said
    slip = printed(phone, phone.get_by_role("link", name="Phiếu từ chối giải quyết hồ sơ"))
    assert NOT_OURS in slip and NOT_OURS_BASIS in slip
    follow(desk, handed)
    look(desk)
    picture(desk, "life/refused-intake")
    assert grown(before, form_06(desk, "31/03/2020", "31/03/2020")) == {}


@pytest.mark.usefixtures("console")
@pytest.mark.parametrize(
    ("day", "form_words"),
    [("2020-04-01", ""), ("2025-07-07", "Mẫu số 05, Thông tư số 03/2025/TT-VPCP")],
    ids=["law of 2018", "law of 2025"],
)
def test_stopped_at_the_persons_wish(desk: Page, phone: Page, day: str, form_words: str) -> None:
    """Asked at the counter, stopped by the approver, with a notice; in 2018 it has no form of a circular of its own."""
    turn_clock(desk, f"{day}T08:00")
    sign_in(desk, "thao.tiepnhan")
    handed = receive_at_counter(desk, "Lầu Thị Súng", "002190004321", "0912000222")
    turn_clock(desk, f"{day}T09:00")
    sign_in(desk, "duc.thuly")
    desk.goto(f"/ban/ho-so/{handed.code}/")
    assert desk.locator('form[action$="/buoc/stop/"]').count() == 0
    sign_in(desk, "vinh.pheduyet")
    form = open_act(desk, handed.code, "stop")
    send(desk, form, "stop", reason="")
    expect(desk.locator(".errors")).to_be_visible()
    act(desk, handed.code, "stop", reason=WISH)
    expect(desk.locator(".dossier-head")).to_contain_text("Dừng giải quyết")
    slip = printed(desk, desk.locator('a[href*="/phieu/"]').filter(has_text="Thông báo dừng giải quyết hồ sơ"))
    assert "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ" in slip
    assert WISH in slip and handed.code in slip and "Lầu Thị Súng" in slip
    if form_words:
        assert form_words in slip
    else:
        assert "Mẫu số" not in slip and "Thông tư" not in slip
    look(desk)
    letter = outbox(desk, handed)[0]
    assert "đã dừng giải quyết" in letter and WISH in letter
    said = follow(phone, handed)
    assert "Đã dừng giải quyết" in said and WISH in said
    assert "hẹn" not in phone.locator(".steps").inner_text()
    assert phone.get_by_role("button", name="Rút hồ sơ").count() == 0
    assert WISH in printed(phone, phone.get_by_role("link", name="Thông báo dừng giải quyết hồ sơ"))
    picture(phone, f"life/stopped-{day[:4]}")
    follow(desk, handed)
    look(desk)
