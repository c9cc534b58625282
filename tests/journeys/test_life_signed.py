"""A result approved, sealed and signed: poppler and the page agree on it, and neither takes one changed byte."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.life_steps import (
    DESK,
    PHONE,
    Handed,
    a_file,
    a_pdf,
    act,
    give_result,
    look,
    receive_at_counter,
)
from tests.journeys.steps import picture, sign_in, turn_clock

pytestmark = pytest.mark.journey
OFFICE = "Ủy ban nhân dân phường Nguyễn Trãi"
ON_CERTIFICATE = "UBND phường Nguyễn Trãi"
HERE = {"TZ": "Asia/Ho_Chi_Minh"}


@pytest.mark.usefixtures("console")
def test_a_result_sealed_signed_and_checked_by_anyone(desk: Page, phone: Page, tmp_path: Path) -> None:
    turn_clock(desk, "2020-03-30T08:00")
    sign_in(desk, "thao.tiepnhan")
    handed = receive_at_counter(desk, "Giàng A Páo", "002085004321", "0912000111")
    a_sealed_after_the_signature(desk, handed)
    signed = b_seal_book_and_signed_file(desk, handed)
    c_poppler_agrees(signed, tmp_path)
    d_anyone_checks_it(desk, phone, handed, signed)
    e_one_changed_byte(desk, phone, signed, tmp_path)


def a_sealed_after_the_signature(desk: Page, handed: Handed) -> None:
    """Its own officer attaches the result, another approves, and the seal comes last, by its keeper."""
    sign_in(desk, "duc.thuly")
    give_result(desk, handed.code, number="46/2020", summary="Giấy khai sinh", content=a_pdf("GIAY KHAI SINH"))
    act(desk, handed.code, "appraise", opinion="Đủ điều kiện.")
    sign_in(desk, "ha.vanthu")
    desk.goto(f"/ban/ho-so/{handed.code}/")
    assert desk.locator('form[action$="/buoc/seal/"]').count() == 0  # nothing is stamped before it is signed
    sign_in(desk, "vinh.pheduyet")
    act(desk, handed.code, "approve")
    turn_clock(desk, "2020-03-30T14:00")
    sign_in(desk, "ha.vanthu")
    act(desk, handed.code, "seal")
    expect(desk.locator(".dossier-head")).to_contain_text("Đã có kết quả, chờ trả")
    look(desk)


def b_seal_book_and_signed_file(desk: Page, handed: Handed) -> bytes:
    """The seal book has its line; the returning officer sees the signed file in the place of the first one."""
    desk.goto("/con-dau/")
    look(desk)
    desk.get_by_role("link", name=re.compile("Dấu Ủy ban nhân dân phường Nguyễn Trãi")).first.click()
    look(desk)
    desk.goto(f"{desk.url}so/2020/")
    line = desk.locator("tbody tr").filter(has_text=handed.code)
    for words in ("Số 46/2020: Giấy khai sinh", "Đinh Quốc Vinh", "Dương Thu Hà", "14 giờ"):
        expect(line).to_contain_text(words)
    look(desk)
    sign_in(desk, "tam.traketqua")
    desk.goto(f"/ban/ho-so/{handed.code}/")
    row = desk.locator(".paper-list li").filter(has=desk.locator("strong", has_text=re.compile("^Kết quả$")))
    expect(row).to_have_count(1)
    answer = desk.request.get(str(row.locator("a").get_attribute("href")))
    assert answer.ok
    picture(desk, "life/signed-desk")
    return answer.body()


def pdfsig(content: bytes, folder: Path) -> str:
    """What poppler says of the signatures of a file."""
    if shutil.which("pdfsig") is None:
        pytest.skip("Không có pdfsig (poppler-utils) trên máy này.")
    path = folder / "ket-qua.pdf"
    path.write_bytes(content)
    return subprocess.run(
        ["pdfsig", str(path)], capture_output=True, text=True, check=False, env=os.environ | HERE
    ).stdout


def c_poppler_agrees(signed: bytes, folder: Path) -> None:
    """One signature, of the ward, over the whole file, valid."""
    said = pdfsig(signed, folder)
    assert said.count("Signature is Valid.") == 1, said
    assert "Total document signed" in said
    assert f"Common Name: {ON_CERTIFICATE}" in said
    assert "Signing Time: Mar 30 2020 14:00" in said


def square_code(signed: bytes) -> str:
    """The address in the square code printed on the first page."""
    zxing = pytest.importorskip("zxingcpp", reason="Không có máy đọc mã vuông trên máy này.")
    document = pypdfium2.PdfDocument(signed)
    document.init_forms()  # the mark of a signature is drawn with the forms
    (found,) = [barcode.text for barcode in zxing.read_barcodes(document[0].render(scale=4).to_pil())]
    return str(found)


def check(page: Page, name: str, content: bytes) -> None:
    """Drop a file on the page that checks signatures."""
    page.goto("/xac-minh/")
    page.set_input_files("input[name=tep]", [a_file(name, content)])
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.locator(".note[role=status]")).to_be_visible()


def d_anyone_checks_it(desk: Page, phone: Page, handed: Handed, signed: bytes) -> None:
    """Not signed in, on an old phone: who signed, when, intact; by the file, and by the square code on it."""
    phone.goto("/xac-minh/")
    check(phone, "giay-khai-sinh.pdf", signed)
    main = phone.locator("main")
    for words in ("Tệp còn nguyên vẹn từ khi ký", "Do hệ thống này phát hành", OFFICE, "14 giờ, thứ Hai 30/3/2020"):
        expect(main).to_contain_text(words)
    expect(main.locator(".signer h3")).to_contain_text("hợp lệ")
    picture(phone, "life/verify-intact")
    address = square_code(signed)
    found = re.search(r"/xac-minh/[\w-]+/$", address)
    assert found, address
    phone.goto(found.group())
    for words in ("Do hệ thống này phát hành", handed.code, OFFICE, "14 giờ, thứ Hai 30/3/2020"):
        expect(main).to_contain_text(words)
    picture(phone, "life/verify-square-code")
    # Whoever only holds the paper learns nothing of its person.
    assert "Giàng" not in main.inner_text()
    desk.context.clear_cookies()
    desk.set_viewport_size(PHONE)
    desk.goto(found.group())
    look(desk)
    check(desk, "giay-khai-sinh.pdf", signed)
    look(desk)
    desk.set_viewport_size(DESK)
    unknown = phone.goto("/xac-minh/khong-co-van-ban-nay/")
    assert unknown is not None and unknown.status == 404


def e_one_changed_byte(desk: Page, phone: Page, signed: bytes, folder: Path) -> None:
    """A letter changed in the page: poppler and the page both say so, and the page leads to the true one."""
    changed = bytearray(signed)
    changed[changed.index(b"stream") + 40] ^= 1
    assert sum(a != b for a, b in zip(changed, signed, strict=True)) == 1
    assert "Signature is Valid." not in pdfsig(bytes(changed), folder)
    check(phone, "giay-khai-sinh-sua.pdf", bytes(changed))
    main = phone.locator("main")
    expect(main).to_contain_text("Tệp đã bị thay đổi, chữ ký không còn giá trị")
    expect(main.locator(".signer h3")).to_contain_text("không hợp lệ")
    assert "Tệp còn nguyên vẹn" not in main.inner_text()
    picture(phone, "life/verify-changed")
    check(desk, "giay-khai-sinh-sua.pdf", bytes(changed))
    look(desk)
