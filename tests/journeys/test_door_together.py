"""A citizen asks for help and fills his form together with a helper whom he has agreed to: with scripts, and without.

Nothing before his consent, nothing lost in silence, never handed in by the helper, and every look in the journal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from tests.journeys.life_steps import (
    BIRTH,
    BIRTH_ANSWERS,
    DESK,
    PHONE,
    WARD_UNIT,
    Console,
    Handed,
    a_file,
    a_pdf,
    act,
    look,
    open_act,
    printed,
)
from tests.journeys.steps import picture, sign_in, turn_clock

pytestmark = pytest.mark.journey

HELPER, POINT = "Hoàng Thu Trang", "Minh Khai"
MOTHER = "Vàng Thị Mỷ"
PAPER = "giay-chung-sinh.pdf"
CHOSEN = {"relation": "mother", "child_sex": "female", "born_at": "clinic", "father_known": "no", "wants_copies": "yes"}
LOOKED, FILLED = "xem hồ sơ đang cùng làm", "điền giúp hồ sơ đang cùng làm"
AGREED, ENDED = "đồng ý cùng làm hồ sơ", "thôi cùng làm hồ sơ"


@dataclass
class Draft:
    """The citizen's draft, and the addresses of its parts."""

    tasks: str
    child: str = ""

    @property
    def token(self) -> str:
        return self.tasks.rstrip("/").rsplit("/", 1)[-1]


@dataclass
class Looks:
    """Pages of the shared form that the helper's browser was given."""

    seen: list[str] = field(default_factory=list)

    def heard(self, answer: Response) -> None:
        of_form = re.search(r"/ban-tro-giup/cung-lam/\d+/trang/\d+/$", answer.url)
        if of_form and answer.status == 200:
            self.seen.append(answer.url)


@pytest.fixture
def open_phone(browser: Browser, house: str) -> Iterator[Callable[[bool], Page]]:
    """A citizen's phone, 360 px wide, with scripts or without."""
    contexts: list[BrowserContext] = []

    def new(scripts: bool) -> Page:
        context = browser.new_context(
            base_url=house, viewport=PHONE, java_script_enabled=scripts, locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh", has_touch=True,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        return page

    yield new
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_citizen_and_helper_fill_a_form_together(
    scripts: bool, desk: Page, open_phone: Callable[[bool], Page], console: Console
) -> None:
    citizen = open_phone(scripts)
    console.watch(citizen)
    expect.set_options(timeout=30_000)
    desk.set_default_timeout(60_000)
    looks = Looks()
    desk.on("response", looks.heard)
    turn_clock(desk, "2020-03-30T08:00")
    before = journalled(desk)
    draft = a_begins_and_invites(citizen, scripts=scripts)
    code = citizen.locator(".code-box").inner_text().strip()
    number = b_helper_comes_and_sees_nothing(desk, code)
    c_citizen_agrees(citizen, desk, scripts=scripts)
    d_both_fill_one_page(citizen, desk, draft, scripts=scripts)
    e_helper_can_do_no_more(desk, draft, number)
    f_citizen_ends_it(citizen, desk, draft, number, scripts=scripts)
    console.said = [one for one in console.said if "403" not in one or "/cung-lam/" not in one]  # refused on purpose
    handed = g_citizen_submits(citizen, draft, scripts=scripts)
    h_receipt_says_who_helped(desk, handed)
    i_journal_has_every_look(desk, before, looks)


def seen(page: Page, name: str = "", *, scripts: bool) -> None:
    """axe and a picture, of the browser that has scripts."""
    if scripts:
        look(page)
        if name:
            picture(page, f"door/{name}")


def fill(page: Page) -> None:
    """The choices first: with scripts they open the fields that hang on them."""
    for name, value in CHOSEN.items():
        choice = page.locator(f"input[name={name}][value={value}]")
        if choice.count():
            choice.check()
    for name, value in BIRTH_ANSWERS.items():
        box = page.locator(f"input[name={name}]")
        if box.count() and box.is_visible():
            box.fill(value)


def a_begins_and_invites(citizen: Page, *, scripts: bool) -> Draft:
    """The mother writes of herself and uploads a paper; then she is at a loss, and asks for a helper."""
    citizen.goto(f"/nop-ho-so/{BIRTH}/?don-vi={WARD_UNIT}")
    citizen.get_by_role("button", name="Bắt đầu").click()
    draft = Draft(citizen.url)
    address = citizen.get_by_role("link", name="Trẻ được khai sinh").get_attribute("href")
    assert address
    draft.child = address
    citizen.locator(".tasks a").first.click()
    fill(citizen)
    citizen.get_by_role("button", name="Lưu và tiếp tục").last.click()
    citizen.goto(f"{draft.tasks}giay-to/")
    citizen.set_input_files("#paper-1", [a_file(PAPER, a_pdf("GIAY CHUNG SINH"))])
    citizen.locator("button[name=keep]").last.click()
    expect(citizen.locator("main")).to_contain_text(PAPER)
    citizen.goto(draft.tasks)
    citizen.get_by_role("link", name="Mời người hỗ trợ cùng làm").click()
    seen(citizen, scripts=scripts)
    citizen.get_by_role("button", name="Mời người hỗ trợ").click()
    expect(citizen.locator(".code-box")).to_have_text(re.compile(r"^\s*\d{6}\s*$"))
    seen(citizen, "together-code", scripts=scripts)
    return draft


def b_helper_comes_and_sees_nothing(desk: Page, code: str) -> str:
    """A wrong code is said; with the right one she waits, and nothing at all of the draft is shown to her."""
    sign_in(desk, "trang.hotro")
    desk.goto("/ban-tro-giup/")
    desk.fill("input[name=code]", "000000" if code != "000000" else "111111")
    desk.get_by_role("button", name="Xin cùng làm").click()
    expect(desk.locator("#code_error")).to_contain_text("Mã không đúng")
    look(desk)
    desk.fill("input[name=code]", f"{code[:3]} {code[3:]}")
    desk.get_by_role("button", name="Xin cùng làm").click()
    desk.wait_for_url("**/ban-tro-giup/cung-lam/**")
    expect(desk.locator("main")).to_contain_text("Chờ người dân đồng ý")
    look(desk)
    found = re.search(r"/cung-lam/(\d+)/", desk.url)
    assert found
    number = found.group(1)
    before = f"/ban-tro-giup/cung-lam/{number}/"
    for place in ("", "trang/1/", "trang/1/moi/", "trang/3/", "giay-to/1/"):
        answer = desk.request.get(f"{before}{place}")
        words = answer.text()
        assert MOTHER not in words, place
        assert "002190001234" not in words, place
        assert PAPER not in words, place
        assert "application/pdf" not in answer.headers["content-type"], place
    return number


def c_citizen_agrees(citizen: Page, desk: Page, *, scripts: bool) -> None:
    """Who it is: name, title, office; only then the citizen's own button opens the form to her."""
    if not scripts:
        citizen.get_by_role("link", name="Xem đã có ai chưa").click()
    expect(citizen.locator("main .facts")).to_contain_text(HELPER)  # with scripts the page has seen it by itself
    expect(citizen.locator("main .facts")).to_contain_text("Đoàn viên thanh niên")
    expect(citizen.locator("main .facts")).to_contain_text(POINT)
    expect(citizen.get_by_label("Cho xem cả giấy tờ")).not_to_be_checked()
    seen(citizen, "together-who", scripts=scripts)
    citizen.get_by_role("button", name="Đồng ý cùng làm").click()
    expect(citizen.locator("main")).to_contain_text(f"{HELPER} (")
    expect(citizen.locator("main")).to_contain_text("chỉ thấy tên giấy tờ")
    seen(citizen, scripts=scripts)
    desk.wait_for_url("**/trang/1/")  # the helper's page goes on by itself
    expect(desk.locator("input[name=applicant_name]")).to_have_value(MOTHER)
    look(desk)


def d_both_fill_one_page(citizen: Page, desk: Page, draft: Draft, *, scripts: bool) -> None:
    """The page of the child: the helper fills two fields; then both write one field at once, twice."""
    desk.get_by_role("link", name="Trẻ được khai sinh").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Trẻ được khai sinh")
    citizen.goto(draft.child)
    expect(citizen.locator("#cung-lam")).to_contain_text(HELPER)
    name, born = (citizen.locator(f"input[name={one}]") for one in ("child_name", "child_birth_date"))
    hers, date = (desk.locator(f"input[name={one}]") for one in ("child_name", "child_birth_date"))

    hers.fill("Vàng Thị Suân")
    date.fill("20/03/2020")
    save(desk)
    if not scripts:
        citizen.goto(draft.child)
    expect(name).to_have_value("Vàng Thị Suân", timeout=30_000)  # with scripts nobody loaded the page again
    expect(born).to_have_value("20/03/2020")
    expect(citizen.locator("form:has(input[name=child_name])")).to_contain_text("Do người hỗ trợ điền.")
    seen(citizen, "together-citizen", scripts=scripts)
    look(desk)
    picture(desk, "door/together-helper")

    # The citizen is correcting the name while the helper, too, corrects it, and saves first.
    name.fill("Vàng Thị Xuân")
    hers.fill("Vàng Thị Xoan")
    desk.locator("input[name=child_ethnic_group]").fill("Mông")
    save(desk)
    citizen.get_by_role("button", name="Lưu, làm sau").click()
    said = citizen.locator("body")
    expect(said).to_contain_text("vừa được người kia sửa thành “Vàng Thị Xoan”")
    expect(said).to_contain_text("Điều bạn ghi được giữ lại")
    seen(citizen, "together-both", scripts=scripts)
    citizen.goto(draft.child)
    expect(name).to_have_value("Vàng Thị Xuân")
    expect(citizen.locator("input[name=child_ethnic_group]")).to_have_value("Mông")  # what only she wrote has stayed
    expect(hers).to_have_value("Vàng Thị Xuân", timeout=30_000)  # and her page has his correction by itself

    # The other way about: she saves after him what she wrote before she could see his.
    hers.fill("Vàng Thị Xuyến")
    name.fill("Vàng Thị Xuân Mai")
    citizen.get_by_role("button", name="Lưu, làm sau").click()
    save(desk)
    expect(desk.locator("body")).to_contain_text("vừa được người kia sửa thành “Vàng Thị Xuân Mai”")
    citizen.goto(draft.child)
    expect(name).to_have_value("Vàng Thị Xuyến")
    helped = citizen.locator(".helped")
    expect(helped).to_contain_text("Các ô do người hỗ trợ điền")
    expect(helped).to_contain_text("Trước đó bạn ghi: Vàng Thị Xuân Mai")
    seen(citizen, "together-replaced", scripts=scripts)
    name.fill("Vàng Thị Xuân")
    citizen.get_by_role("button", name="Lưu, làm sau").click()
    citizen.goto(draft.child)
    expect(name).to_have_value("Vàng Thị Xuân")
    expect(citizen.locator(".helped")).not_to_contain_text("Vàng Thị Xuân Mai")


def save(desk: Page) -> None:
    """The helper saves his page."""
    with desk.expect_navigation():
        desk.get_by_role("button", name="Lưu trang này").click()


def e_helper_can_do_no_more(desk: Page, draft: Draft, number: str) -> None:
    """No button that hands in, no file, not the draft's own address; nor can a colleague enter."""
    assert desk.get_by_role("button", name=re.compile("Nộp")).count() == 0
    assert draft.token not in desk.content()
    aside = desk.locator("aside.card")
    expect(aside).to_contain_text("Người dân chưa cho xem tệp")
    assert PAPER not in desk.content()
    place = f"/ban-tro-giup/cung-lam/{number}/"
    for file_id in range(1, 12):
        answer = desk.request.get(f"{place}giay-to/{file_id}/", max_redirects=0)
        assert answer.status == 302  # back to the form, which is told to her there
    for part in ("xem-lai", "da-nop", "giay-to", "nhan-ket-qua"):
        assert desk.request.get(f"{place}{part}/").status == 404, part
    colleague = desk.context.browser
    assert colleague is not None
    other = colleague.new_context(base_url=desk.url.split("/ban-tro-giup", 1)[0], viewport=DESK)
    try:
        page = other.new_page()
        sign_in(page, "thao.tiepnhan")
        for part in ("", "trang/1/", "trang/1/moi/"):
            assert page.request.get(f"{place}{part}").status == 404, part
    finally:
        other.close()


def f_citizen_ends_it(citizen: Page, desk: Page, draft: Draft, number: str, *, scripts: bool) -> None:
    """From that moment the helper sees nothing more, and can save nothing."""
    citizen.goto(f"{draft.tasks}cung-lam/")
    citizen.get_by_role("button", name="Kết thúc cùng làm").click()
    expect(citizen.locator("body")).to_contain_text("Không ai khác còn xem được tờ khai này")
    seen(citizen, scripts=scripts)
    expect(desk.locator("body")).to_contain_text("Buổi cùng làm đã kết thúc", timeout=30_000)
    desk.locator("input[name=child_name]").fill("Người khác")
    desk.get_by_role("button", name="Lưu trang này").click()
    expect(desk.locator("main")).to_contain_text("Người dân đã kết thúc. Bạn không còn xem được tờ khai.")
    look(desk)
    answer = desk.request.get(f"/ban-tro-giup/cung-lam/{number}/trang/1/")
    assert answer.status == 403
    assert MOTHER not in answer.text()
    citizen.goto(draft.child)
    expect(citizen.locator("input[name=child_name]")).to_have_value("Vàng Thị Xuân")


def g_citizen_submits(citizen: Page, draft: Draft, *, scripts: bool) -> Handed:
    """The rest alone; then it is she who hands in."""
    for number in range(1, 12):
        citizen.goto(f"{draft.tasks}trang/{number}/")
        if not citizen.url.endswith(f"/trang/{number}/"):
            break
        fill(citizen)
        before = citizen.url
        citizen.get_by_role("button", name="Lưu và tiếp tục").last.click()
        citizen.wait_for_load_state()
        assert citizen.url != before, citizen.locator("main").inner_text()
        if "/trang/" not in citizen.url:
            break
    citizen.goto(f"{draft.tasks}giay-to/")
    citizen.set_input_files("#paper-2", [a_file("giay-to-2.pdf", a_pdf("CAN CUOC"))])
    citizen.locator("button[name=go]").click()
    citizen.goto(f"{draft.tasks}nhan-ket-qua/")
    citizen.locator("input[name=channel][value=counter]").check()
    citizen.get_by_role("button", name="Lưu và tiếp tục").last.click()
    citizen.goto(draft.tasks)
    citizen.get_by_role("link", name="Xem lại và nộp").click()
    expect(citizen.locator("main")).to_contain_text("Vàng Thị Xuân")
    citizen.get_by_role("button", name="Nộp hồ sơ").click()
    citizen.wait_for_url("**/da-nop/")
    expect(citizen.locator("main")).to_contain_text(f"Người hỗ trợ: {HELPER}")
    seen(citizen, "together-done", scripts=scripts)
    code, secret = citizen.locator(".big-code").all_inner_texts()
    return Handed(code, secret)


def h_receipt_says_who_helped(desk: Page, handed: Handed) -> None:
    """The officer sees it, and the printed receipt says it: name and place."""
    sign_in(desk, "thao.tiepnhan")
    open_act(desk, handed.code, "accept")
    expect(desk.locator("main")).to_contain_text(HELPER)
    act(desk, handed.code, "accept")
    words = printed(desk, desk.locator('a[href*="/phieu/"]').first)
    assert handed.code in words
    assert re.search(rf"Người hỗ trợ nộp hồ sơ:?\s*{HELPER}, .*{POINT}", words), words


def journalled(desk: Page) -> dict[str, int]:
    """How often each act of helping stands in the journal, as its watchers read it."""
    sign_in(desk, "mai.giamsat")
    counts = dict.fromkeys((LOOKED, FILLED, AGREED, ENDED), 0)
    for number in range(1, 10):
        desk.goto(f"/chi-dao/nhat-ky/?trang={number}")
        for row in desk.locator("main tbody tr").all_inner_texts():
            for words in counts:
                if words in row:
                    counts[words] += 1
                    assert HELPER in row or words in {AGREED, ENDED}, row
                    assert MOTHER not in row
        if not desk.get_by_role("link", name="Cũ hơn").count():
            break
    return counts


def i_journal_has_every_look(desk: Page, before: dict[str, int], looks: Looks) -> None:
    """One line for each page of the form that was shown to the helper, each save, the consent and the end."""
    now = {words: count - before[words] for words, count in journalled(desk).items()}
    assert len(looks.seen) >= 4
    assert now[LOOKED] == len(looks.seen), looks.seen
    assert now[FILLED] == 3
    assert now[AGREED] == 1
    assert now[ENDED] == 1
    look(desk)
    desk.goto("/chi-dao/nhat-ky/?kiem=1")
    expect(desk.locator("main")).to_contain_text("Nguyên vẹn")
