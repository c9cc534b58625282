"""What the journeys through a dossier's life share: hand in, receive, take a step, follow, read what was printed."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from PIL import Image, ImageDraw
from playwright.sync_api import ConsoleMessage, FilePayload, Locator, Page, ViewportSize, expect
from pypdf import PdfReader

from tests.journeys.steps import fits, no_barriers

BIRTH: Final = "1.001193"
WARD_UNIT: Final = "001.02.31.H22"
PHONE: Final[ViewportSize] = {"width": 360, "height": 640}
DESK: Final[ViewportSize] = {"width": 1280, "height": 900}

# A refused act answers 4xx on purpose, and the browser says so; anything else in the console is our error.
_REFUSED: Final = re.compile(r"the server responded with a status of (404|409|410|422)")

BIRTH_ANSWERS: Final = {
    "applicant_name": "Vàng Thị Mỷ", "applicant_id_number": "002190001234", "applicant_phone": "0912 345 678",
    "applicant_address": "Tổ 5, phường Nguyễn Trãi, thành phố Hà Giang", "child_name": "Vàng Thị Xuân",
    "child_birth_date": "20/03/2020", "clinic": "Bệnh viện Đa khoa tỉnh Hà Giang",
    "child_birth_place-find": "Minh Khai", "child_home_town-find": "Lũng Cú", "child_ethnic_group": "Mông",
    "child_nationality": "Việt Nam", "mother_name": "Vàng Thị Mỷ", "copies": "2",
}  # fmt: skip
_CHOICES: Final = {
    "relation": "Mẹ", "child_sex": "Nữ", "born_at": "Tại cơ sở y tế", "father_known": "Chưa xác định được cha",
    "wants_copies": "Có",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Handed:
    """A dossier as its person knows it: its code and the secret that opens it."""

    code: str
    secret: str


@dataclass
class Console:
    """What the browser complained about while a page was open."""

    said: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _REFUSED.search(message.text):
            self.said.append(f"{message.text} {message.location}")


def look(page: Page) -> None:
    """axe finds nothing on the page as it stands, and it fits a phone and a desk at twice the size."""
    before = page.viewport_size or DESK
    no_barriers(page)
    for width, height in ((360, 640), (640, 450)):
        page.set_viewport_size({"width": width, "height": height})
        fits(page)
    page.set_viewport_size({"width": before["width"], "height": before["height"]})


def a_pdf(*lines: str) -> bytes:
    """A small true PDF, as a scanner makes it."""
    page = Image.new("RGB", (595, 842), "white")
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((60, 150 + 30 * number), line.encode("ascii", "replace").decode(), fill="black")
    kept = io.BytesIO()
    page.save(kept, "PDF")
    return kept.getvalue()


def a_file(name: str, content: bytes) -> FilePayload:
    """A PDF as a file box takes it."""
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def hand_in_birth(phone: Page, *, child: str = "Vàng Thị Xuân") -> Handed:
    """A mother hands in from her phone, and will fetch the result at the ward."""
    answers = BIRTH_ANSWERS | {"child_name": child}
    phone.goto(f"/nop-ho-so/{BIRTH}/?don-vi={WARD_UNIT}")
    phone.get_by_role("button", name="Bắt đầu").click()
    return finish_birth(phone, answers, child=child)


def finish_birth(phone: Page, answers: Mapping[str, str], *, child: str) -> Handed:
    """From the list of parts to the end; what is not among the answers stays as it was filled in."""
    tasks = phone.url
    phone.locator(".tasks a").first.click()
    while "/trang/" in phone.url:
        _fill(phone, answers)
        before = phone.url
        phone.get_by_role("button", name="Lưu và tiếp tục").click()
        assert phone.url != before, phone.locator("main").inner_text()
    for number in (1, 2):
        phone.set_input_files(f"#paper-{number}", [a_file(f"giay-to-{number}.pdf", a_pdf(f"GIAY TO {number} {child}"))])
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    phone.locator("input[name=channel][value=counter]").check()
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    phone.goto(tasks)
    phone.get_by_role("link", name="Xem lại và nộp").click()
    expect(phone.locator("main")).to_contain_text(child)
    phone.get_by_role("button", name="Nộp hồ sơ").click()
    phone.wait_for_url("**/da-nop/")
    code, secret = phone.locator(".big-code").all_inner_texts()
    return Handed(code, secret)


def _fill(page: Page, answers: Mapping[str, str]) -> None:
    for name, value in answers.items():
        box = page.locator(f"input[name={name}]")
        if box.count():
            box.fill(value)
    for name, label in _CHOICES.items():
        if page.locator(f"input[name={name}]").count():
            page.get_by_label(label, exact=True).check()


def receive_at_counter(page: Page, name: str, id_number: str, phone: str) -> Handed:
    """An officer of the ward, signed in, receives a birth registration face to face."""
    page.goto(f"/quay/?thu-tuc={BIRTH}")
    page.fill("input[name=full_name]", name)
    page.fill("input[name=id_number]", id_number)
    page.fill("input[name=phone]", phone)
    page.fill("input[name=address]", "Tổ 2, phường Nguyễn Trãi")
    page.check("#papers-all")
    page.locator("input[name=return_channel][value=counter]").check()
    page.get_by_role("button", name=re.compile("Tiếp nhận")).last.click()
    page.wait_for_url("**/da-nhan/**")
    return Handed(page.locator(".big-code").inner_text(), page.locator("dd.code").inner_text())


def open_act(page: Page, code: str, step: str) -> Locator:
    """The dossier's page with the form of one act open."""
    page.goto(f"/ban/ho-so/{code}/")
    form = page.locator(f'form[action$="/buoc/{step}/"]')
    panel = page.locator(f'details:has(form[action$="/buoc/{step}/"]):not([open]) > summary')
    if panel.count():
        panel.first.click()
    return form


def send(page: Page, form: Locator, step: str, **fields: str) -> None:
    """Fill in an act's open form and send it."""
    for name, value in fields.items():
        form.locator(f"[name={step}-{name}]").fill(value)
    form.get_by_role("button").last.click()
    page.wait_for_load_state()


def act(page: Page, code: str, step: str, **fields: str) -> None:
    """Take one step on the dossier's page, and see it done."""
    send(page, open_act(page, code, step), step, **fields)
    expect(page.get_by_text("Đã xong:").first).to_be_visible()
    assert not page.locator("main .errors").count(), page.locator("main .errors").inner_text()


def give_result(page: Page, code: str, *, number: str, summary: str, content: bytes) -> None:
    """Attach the result's PDF, its number and what it is."""
    page.goto(f"/ban/ho-so/{code}/")
    page.locator('details:has(form[action$="/ket-qua/"]) > summary').click()
    page.fill("[name=result-number]", number)
    page.fill("[name=result-summary]", summary)
    page.set_input_files("[name=result-file]", [a_file("ket-qua.pdf", content)])
    page.get_by_role("button", name="Lưu kết quả").click()
    page.wait_for_load_state()
    assert not page.locator("main .errors").count(), page.locator("main .errors").inner_text()


def follow(page: Page, handed: Handed) -> str:
    """The tracking page by code and secret; its words."""
    page.goto("/tra-cuu/")
    page.fill("input[name=ma]", handed.code)
    page.fill("#id_bi-mat", handed.secret)
    page.get_by_role("button", name="Xem hồ sơ").click()
    page.wait_for_url(f"**/tra-cuu/{handed.code}/")
    return page.locator("main").inner_text()


def printed(page: Page, link: Locator) -> str:
    """The words of the PDF behind a link, as the person of this page gets it."""
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.ok and answer.headers["content-type"] == "application/pdf", answer.status
    return words_of(answer.body())


def words_of(pdf: bytes) -> str:
    """The words of a PDF, each white space one blank."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def outbox(page: Page, handed: Handed) -> list[str]:
    """What was sent to people about the dossier, newest first."""
    page.goto("/demo/hop-thu-di/")
    expect(page.locator("main")).to_contain_text(handed.code)
    return [text for text in page.locator("main .results li").all_inner_texts() if handed.code in text]
