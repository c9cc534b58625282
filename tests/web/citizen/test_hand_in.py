"""Hand in online, as a person does it: page by page, with slips, twice."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalog.forms import form_pages
from motcua.catalog.models import Procedure
from motcua.dossiers.models import Dossier, Draft
from motcua.journal.models import Event
from motcua.notices.models import Message
from tests.web.conftest import BIRTH, UNIT, jpeg

TYPED = {
    "applicant_name": "Vàng Thị Mỷ",
    "applicant_id_number": "002190000123",
    "applicant_phone": "0912 345 678",
    "applicant_address": "Tổ 3, thị trấn Đồng Văn, huyện Đồng Văn, Hà Giang",
}


def sample(field) -> str:
    """Something right for any field of a form."""
    if field.name in TYPED:
        return TYPED[field.name]
    if field.choices:
        return field.choices[0][0]
    return {
        "date": "20/3/2020", "number": "1", "money": "1.000.000", "decimal": "1,5", "id_number": "002190000123",
        "phone": "0912345678", "checkbox": "on", "email": "my@example.com", "tax_code": "0100109106",
    }.get(field.widget, "Vàng Mí Sính")  # fmt: skip


def begin(visitor) -> str:
    answer = visitor.post(f"/nop-ho-so/{BIRTH}/?don-vi={UNIT}", {"don-vi": UNIT})
    assert answer.status_code == 302
    return answer.url


def fill(visitor, draft_url: str, schema=None) -> None:
    schema = schema or Procedure.objects.get(code=BIRTH).forms.first().schema
    for number, page in enumerate(form_pages(schema), start=1):
        typed = {
            f"{field.name}-find" if field.widget == "address" else field.name: sample(field) for field in page.fields
        }
        answer = visitor.post(f"{draft_url}trang/{number}/", typed)
        assert answer.status_code == 302, answer.content.decode()
    papers = Procedure.objects.get(code=BIRTH).papers.all()
    given = {f"paper-{paper.position}": SimpleUploadedFile("anh.jpg", jpeg(), "image/jpeg") for paper in papers}
    assert visitor.post(f"{draft_url}giay-to/", {**given, "go": "1"}).status_code == 302
    assert visitor.post(f"{draft_url}nhan-ket-qua/", {"channel": "counter"}).status_code == 302


def test_from_the_first_page_to_code_and_secret(visitor, django_capture_on_commit_callbacks):
    draft_url = begin(visitor)
    fill(visitor, draft_url)
    assert "Đã xong 8 trong 8 phần" in visitor.get(draft_url).content.decode()
    letter = visitor.get(f"{draft_url}xem-lai/").content.decode()
    assert "Vàng Thị Mỷ" in letter
    assert "20/3/2020" in letter
    answer = visitor.post(f"{draft_url}xem-lai/")
    assert answer.status_code == 302
    done = visitor.get(answer.url).content.decode()
    dossier = Dossier.objects.get()
    assert dossier.code in done
    secret = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\b", done)
    assert secret, "the confirmation shows the look-up secret"
    assert '<svg aria-hidden="true"' in done
    assert Message.objects.filter(subject=f"dossier:{dossier.pk}").count() == 1
    assert Event.objects.filter(name="dossier.submitted").count() == 1


def test_pressed_twice_it_is_one_dossier(visitor):
    draft_url = begin(visitor)
    fill(visitor, draft_url)
    first = visitor.post(f"{draft_url}xem-lai/")
    second = visitor.post(f"{draft_url}xem-lai/")
    assert first.url == second.url
    assert Dossier.objects.count() == 1
    # Back in the browser leads to the confirmation, never to a half-empty form.
    assert visitor.get(f"{draft_url}trang/1/").url == first.url


def test_another_browser_with_the_link_never_sees_the_secret(visitor, client):
    draft_url = begin(visitor)
    fill(visitor, draft_url)
    done = visitor.post(f"{draft_url}xem-lai/").url
    shown = visitor.get(done).content.decode()
    secret = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\b", shown)[0]
    assert secret not in client.get(done).content.decode()


def test_what_was_typed_stays_and_each_error_is_named_twice(visitor):
    draft_url = begin(visitor)
    answer = visitor.post(f"{draft_url}trang/1/", {**TYPED, "applicant_phone": "12", "applicant_name": ""})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert TYPED["applicant_address"] in page
    assert 'value="12"' in page
    assert page.count('href="#id_applicant_phone"') == 1
    assert 'id="id_applicant_phone_error"' in page
    assert 'aria-invalid="true"' in page
    assert "<title>Cần sửa: " in page
    # It is kept although it is wrong: the person may leave and come back.
    assert 'value="12"' in visitor.get(f"{draft_url}trang/1/").content.decode()


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("anh.jpg", b"MZ\x90\x00" + b"\0" * 600, "chương trình Windows"),
        ("../../etc/passwd.pdf", b"%PDF-1.4 cut", "hỏng"),
        ("x.pdf", b"", "rỗng"),
    ],
)
def test_a_bad_file_is_named_and_the_good_ones_stay(visitor, name, content, word):
    draft_url = begin(visitor)
    good = SimpleUploadedFile("giay.jpg", jpeg(), "image/jpeg")
    bad = SimpleUploadedFile(name, content, "image/jpeg")
    page = visitor.post(f"{draft_url}giay-to/", {"paper-1": good, "paper-2": bad, "go": "1"}).content.decode()
    assert word in page
    assert 'href="#paper-2"' in page
    assert "giay.jpg" in page
    assert Draft.objects.get().files.count() == 1


def test_a_paper_one_does_not_have_may_be_excused(visitor):
    draft_url = begin(visitor)
    page = visitor.post(f"{draft_url}giay-to/", {"go": "1", "paper-1-none": "on", "paper-1-why": ""}).content.decode()
    assert "Hãy cho biết vì sao bạn chưa có" in page
    assert 'href="#paper-1-why"' in page and 'id="paper-1-why_error"' in page
    assert 'id="paper-1-error"' not in page  # the file is not what is wrong
    answers = {f"paper-{p}-none": "on" for p in (1, 2)} | {f"paper-{p}-why": "Bị mất" for p in (1, 2)}
    assert visitor.post(f"{draft_url}giay-to/", {**answers, "go": "1"}).status_code == 302
    assert 'value="Bị mất"' in visitor.get(f"{draft_url}giay-to/").content.decode()


def test_a_reason_without_the_tick_is_kept(visitor):
    draft_url = begin(visitor)
    visitor.post(f"{draft_url}giay-to/", {"keep": "1", "paper-1-why": "Đang xin cấp lại"})
    page = visitor.get(f"{draft_url}giay-to/").content.decode()
    assert 'value="Đang xin cấp lại"' in page
    assert re.search(r'id="paper-1-none"[^>]* checked', page)
    # Taking the tick away takes the reason back.
    visitor.post(f"{draft_url}giay-to/", {"keep": "1", "paper-1-why": "Đang xin cấp lại"})
    assert "Đang xin cấp lại" not in visitor.get(f"{draft_url}giay-to/").content.decode()


def test_a_file_is_taken_away_by_its_button(visitor):
    draft_url = begin(visitor)
    visitor.post(f"{draft_url}giay-to/", {"paper-1": SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg"), "keep": "1"})
    kept = Draft.objects.get().files.get()
    visitor.post(f"{draft_url}giay-to/", {"remove": str(kept.pk)})
    assert not Draft.objects.get().files.exists()


def test_a_half_filled_draft_says_what_is_missing_and_where(visitor):
    draft_url = begin(visitor)
    visitor.post(f"{draft_url}trang/1/", TYPED)
    page = visitor.post(f"{draft_url}xem-lai/").content.decode()
    assert "Cần sửa lại một chút" in page
    assert f"{draft_url}giay-to/#paper-1" in page
    assert "Hãy chọn một mục." not in page
    found = re.search(r'<ul class="clean">(.*?)</ul>', page, re.DOTALL)
    assert found is not None
    lines = re.findall(r"<a [^>]*>(.*?)</a>", found[1])
    assert len(set(lines)) == len(lines) > 5
    assert "Hãy trả lời “Bạn là gì của trẻ?”." in found[1]
    assert not Dossier.objects.exists()


def test_a_token_of_another_procedure_is_not_found(visitor):
    token = begin(visitor).rstrip("/").split("/")[-1]
    assert visitor.get(f"/nop-ho-so/2.000528/{token}/").status_code == 404
    assert visitor.get(f"/nop-ho-so/{BIRTH}/khong-co/").status_code == 404
