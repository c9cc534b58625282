"""Citizen and helper fill a form together, by pages alone."""

from __future__ import annotations

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.assistance.models import SharedDraft
from motcua.dossiers.models import Draft
from motcua.journal.models import Event
from tests.web.citizen.test_hand_in import begin
from tests.web.conftest import jpeg
from tests.web.desk import desk, staff, text

HELPER = "trang.hotro"


def seen(answer) -> str:
    """The marks that a page carries."""
    found = re.search(r'name="seen" value="([^"]*)"', text(answer))
    assert found
    return found.group(1).replace("&quot;", '"')


@pytest.fixture
def draft_url(visitor: Client) -> str:
    return begin(visitor)


def invite(visitor: Client, draft_url: str) -> str:
    visitor.post(f"{draft_url}cung-lam/", {"act": "invite"})
    return SharedDraft.objects.latest("id").code


def join(code: str, who: str = HELPER) -> str:
    """The helper's address of the sharing."""
    answer = desk(who).post("/ban-tro-giup/ma/", {"code": code})
    return str(answer.url)


def together(visitor: Client, draft_url: str) -> str:
    there = join(invite(visitor, draft_url))
    visitor.post(f"{draft_url}cung-lam/", {"act": "agree", "who": staff(HELPER).pk})
    return there


def test_the_citizen_sees_who_it_is_before_anything_is_shown(visitor: Client, draft_url: str) -> None:
    assert "Cần giúp? Mời người hỗ trợ cùng làm" in text(visitor.get(draft_url))
    code = invite(visitor, draft_url)
    assert code in text(visitor.get(f"{draft_url}cung-lam/"))
    there = join(code)
    assert "Chờ người dân đồng ý" in text(desk(HELPER).get(there))
    asks = text(visitor.get(f"{draft_url}cung-lam/"))
    for said in ("Hoàng Thu Trang", "Đoàn viên thanh niên", "Điểm hỗ trợ nhà văn hóa phường Minh Khai"):
        assert said in asks
    visitor.post(f"{draft_url}cung-lam/", {"act": "agree", "who": staff(HELPER).pk})
    assert "Người nộp hồ sơ" in text(desk(HELPER).get(there, follow=True))


@pytest.mark.parametrize("who", ["", "0", "abc", "99999999999", "thao"])
def test_no_consent_to_somebody_else(visitor: Client, draft_url: str, who: str) -> None:
    there = join(invite(visitor, draft_url))
    given = str(staff("thao.tiepnhan").pk) if who == "thao" else who
    visitor.post(f"{draft_url}cung-lam/", {"act": "agree", "who": given})
    assert desk(HELPER).get(f"{there}trang/1/").status_code == 403


def test_a_helper_without_consent_gets_and_changes_nothing(visitor: Client, draft_url: str) -> None:
    visitor.post(f"{draft_url}trang/1/", {"applicant_name": "Vàng Thị Mỷ"})
    there, helper = join(invite(visitor, draft_url)), desk(HELPER)
    for answer in (
        helper.get(f"{there}trang/1/"),
        helper.post(f"{there}trang/1/", {"applicant_name": "Người khác"}),
    ):
        assert answer.status_code == 403
        assert "Vàng Thị Mỷ" not in text(answer)
    fresh = helper.get(f"{there}trang/1/moi/").json()
    assert (fresh["open"], "values" in fresh) == (False, False)
    assert Draft.objects.get().data["1"]["applicant_name"] == "Vàng Thị Mỷ"


def test_both_fill_one_page_and_each_sees_the_other(visitor: Client, draft_url: str) -> None:
    there, helper = together(visitor, draft_url), desk(HELPER)
    own, theirs = visitor.get(f"{draft_url}trang/1/"), helper.get(f"{there}trang/1/")
    helper.post(f"{there}trang/1/", {"applicant_name": "Vàng Thị Mỷ", "seen": seen(theirs)})
    fresh = visitor.get(f"{draft_url}cung-lam/1/").json()
    assert fresh["values"]["applicant_name"] == "Vàng Thị Mỷ"
    # His page is older than what the helper wrote; he wrote the phone, and nothing into the name.
    visitor.post(f"{draft_url}trang/1/", {"applicant_name": "", "applicant_phone": "0912345678", "seen": seen(own)})
    kept = Draft.objects.get().data["1"]
    assert (kept["applicant_name"], kept["applicant_phone"]) == ("Vàng Thị Mỷ", "0912345678")
    page = text(visitor.get(f"{draft_url}trang/1/"))
    assert "Do người hỗ trợ điền." in page
    assert "Các ô do người hỗ trợ điền" in page
    assert "0912345678" in text(helper.get(f"{there}trang/1/"))
    assert Event.objects.get(name="sharing.filled").data["fields"] == ["applicant_name"]


def test_both_in_one_field_are_both_told(visitor: Client, draft_url: str) -> None:
    there, helper = together(visitor, draft_url), desk(HELPER)
    theirs = helper.get(f"{there}trang/1/")
    own = visitor.get(f"{draft_url}trang/1/")
    visitor.post(f"{draft_url}trang/1/", {"applicant_name": "Vàng Thị My", "seen": seen(own)})
    page = text(helper.post(f"{there}trang/1/", {"applicant_name": "Vàng Thị Mỷ", "seen": seen(theirs)}))
    assert "vừa được người kia sửa thành “Vàng Thị My”" in page
    page = text(visitor.get(f"{draft_url}trang/1/"))
    assert "Trước đó bạn ghi:" in page
    assert "Vàng Thị My<" in page


def test_the_helper_is_never_given_the_drafts_address(visitor: Client, draft_url: str) -> None:
    there, helper = together(visitor, draft_url), desk(HELPER)
    token = Draft.objects.get().token
    for url in (there, f"{there}trang/1/", f"{there}trang/1/moi/", "/ban-tro-giup/"):
        assert token not in text(helper.get(url, follow=True))


def test_papers_are_names_until_the_citizen_shows_them(visitor: Client, draft_url: str) -> None:
    visitor.post(f"{draft_url}giay-to/", {"paper-1": SimpleUploadedFile("chung-sinh-mau.jpg", jpeg(), "image/jpeg")})
    there, helper = together(visitor, draft_url), desk(HELPER)
    file = Draft.objects.get().files.get()
    assert "chung-sinh-mau.jpg" not in text(helper.get(f"{there}trang/1/"))
    assert helper.get(f"{there}giay-to/{file.pk}/").status_code == 302
    visitor.post(f"{draft_url}cung-lam/", {"act": "agree", "who": staff(HELPER).pk, "papers": "on"})
    assert "chung-sinh-mau.jpg" in text(helper.get(f"{there}trang/1/"))
    shown = helper.get(f"{there}giay-to/{file.pk}/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert helper.get(f"{there}giay-to/{file.pk + 1}/").status_code == 404


def test_ended_by_the_citizen_the_helper_sees_nothing_more(visitor: Client, draft_url: str) -> None:
    there, helper = together(visitor, draft_url), desk(HELPER)
    visitor.post(f"{draft_url}trang/1/", {"applicant_name": "Vàng Thị Mỷ"})
    visitor.post(f"{draft_url}cung-lam/", {"act": "end"})
    for answer in (helper.get(f"{there}trang/1/"), helper.post(f"{there}trang/1/", {"applicant_name": "X"})):
        assert answer.status_code == 403
        assert "Vàng Thị Mỷ" not in text(answer)
    assert helper.get(f"{there}trang/1/moi/").json()["open"] is False
    assert visitor.get(f"{draft_url}cung-lam/1/").json()["open"] is False
    assert "Vàng Thị Mỷ" in text(visitor.get(f"{draft_url}trang/1/"))


def test_another_helper_finds_no_sharing(visitor: Client, draft_url: str) -> None:
    there = together(visitor, draft_url)
    for url in (there, f"{there}trang/1/", f"{there}trang/1/moi/", f"{there}giay-to/1/"):
        assert desk("thao.tiepnhan").get(url).status_code == 404
    assert desk("thao.tiepnhan").post(f"{there}ket-thuc/").status_code == 404
    assert desk("duc.thuly").post("/ban-tro-giup/ma/", {"code": "123456"}).status_code == 404


def test_a_wrong_code_is_said_at_its_field(visitor: Client, draft_url: str) -> None:
    code = invite(visitor, draft_url)
    page = text(desk(HELPER).post("/ban-tro-giup/ma/", {"code": f"{(int(code) + 1) % 1_000_000:06}"}, follow=True))
    assert "Mã không đúng hoặc đã hết hạn" in page


@pytest.mark.parametrize("marks", ["", "[]", "{", '{"applicant_name": 5}', "\x00", json.dumps({"a": "b" * 99})])
def test_marks_of_nobodys_making_break_nothing(visitor: Client, draft_url: str, marks: str) -> None:
    answer = visitor.post(f"{draft_url}trang/1/", {"applicant_name": "Vàng Thị Mỷ", "seen": marks})
    assert answer.status_code in {200, 302}
    assert Draft.objects.get().data["1"]["applicant_name"] == "Vàng Thị Mỷ"


def test_a_code_that_opens_nothing_stays_with_its_error(visitor) -> None:
    page = text(desk(HELPER).post("/ban-tro-giup/ma/", {"code": "12 34"}, follow=True))
    assert 'value="12 34"' in page
    assert '<a href="#code">' in page
