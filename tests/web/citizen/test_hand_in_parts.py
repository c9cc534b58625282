"""Hand in a form with conditions, rows and addresses, without JavaScript; and with a form that changes meanwhile."""

from __future__ import annotations

import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalog.forms import form_pages
from motcua.catalog.models import FormVersion, Procedure
from motcua.catalog.queries.forms import latest_form
from motcua.catalog.standard_forms import standard_form
from motcua.dossiers.models import Dossier, Draft
from tests.web.citizen.test_hand_in import begin, fill
from tests.web.conftest import BIRTH, UNIT, jpeg

ALLOWANCE = "1.001776"
PERSON = {
    "applicant_name": "Lý Thị Mẫu", "applicant_id_number": "002138000009", "applicant_phone": "0912345678",
    "applicant_address": "Tổ 5, phường Nguyễn Trãi",
}  # fmt: skip
SUBJECT = {
    "subject_name": "Lý Thị Mẫu", "subject_birth_date": "8/3/1938", "subject_sex": "female",
    "subject_ethnic_group": "Tày",
    "permanent_address-find": "lung cu", "permanent_address-line": "Thôn Lô Lô Chải",
}  # fmt: skip
MEMBER = {"full_name": "Nguyễn Văn Mẫu", "relation": "child", "birth_date": "1/2/1965", "income": "2.000.000"}


def row(place: int, **fields: str) -> dict[str, str]:
    """What a browser posts of one row of the family."""
    return {f"members-{place}-{name}": text for name, text in fields.items()} | {f"members-{place}-row": "1"}


def begin_allowance(visitor) -> str:
    return visitor.post(f"/nop-ho-so/{ALLOWANCE}/?don-vi={UNIT}", {"don-vi": UNIT}).url


def test_an_allowance_with_a_family_from_the_first_page_to_the_dossier(visitor):
    url = begin_allowance(visitor)
    assert visitor.post(f"{url}trang/1/", PERSON).status_code == 302
    assert visitor.post(f"{url}trang/2/", SUBJECT).status_code == 302
    told = visitor.post(f"{url}trang/3/", {"category": "disabled", "poverty": "poor"}).content.decode()
    assert 'href="#id_disability_degree_0"' in told
    assert "#id_schooling" not in told
    right = {"category": "old", "old_kind": "80", "poverty": "poor", "disability_kind": "typed and not asked"}
    assert visitor.post(f"{url}trang/3/", right).status_code == 302
    added = visitor.post(f"{url}trang/4/", {"add": "members"})
    assert added.url == f"{url}trang/4/#id_members-row-1"
    page = visitor.get(f"{url}trang/4/").content.decode()
    assert 'name="members-0-full_name"' in page
    assert 'name="members-1-full_name"' not in page
    visitor.post(f"{url}trang/4/", row(0, **MEMBER) | {"add": "members"})
    two = row(0, **MEMBER) | row(1, full_name="", relation="carer", birth_date="32/1/1960")
    told = visitor.post(f"{url}trang/4/", two).content.decode()
    assert 'href="#id_members-1-full_name"' in told
    assert 'href="#id_members-1-birth_date"' in told
    assert 'value="Nguyễn Văn Mẫu"' in told
    dropped = visitor.post(f"{url}trang/4/", two | {"drop": "members-0"})
    assert dropped.url.endswith("#id_members")
    assert "Nguyễn Văn Mẫu" not in visitor.get(f"{url}trang/4/").content.decode()
    assert visitor.post(f"{url}trang/4/", row(0, **MEMBER)).status_code == 302
    assert visitor.post(f"{url}trang/5/", {"pay_by": "cash", "declares": "on"}).status_code == 302
    papers = visitor.get(f"{url}giay-to/").content.decode()
    assert 'id="paper-1"' in papers
    assert 'id="paper-2"' not in papers  # the disability paper is not asked of an old person
    given = {"paper-1": SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg"), "go": "1"}
    assert visitor.post(f"{url}giay-to/", given).status_code == 302
    visitor.post(f"{url}giay-to/", {"paper-1-kind": "certified", "keep": "1"})
    assert Draft.objects.get().files.get().copy_kind == "certified"
    visitor.post(f"{url}nhan-ket-qua/", {"channel": "counter"})
    letter = visitor.get(f"{url}xem-lai/").content.decode()
    assert "Quan hệ với người hưởng: Con" in letter
    assert "Thôn Lô Lô Chải, xã Lũng Cú, huyện Đồng Văn" in letter
    assert "typed and not asked" not in letter
    assert visitor.post(f"{url}xem-lai/").url == f"{url}da-nop/"
    data = Dossier.objects.get().form_data
    assert data["members"] == [MEMBER | {"birth_date": "1965-02-01", "income": 2_000_000}]
    assert data["permanent_address"]["commune"] == "000.03.32.H22"
    assert "disability_kind" not in data


def test_a_paper_is_asked_again_when_the_answers_change(visitor):
    url = begin_allowance(visitor)
    visitor.post(f"{url}trang/3/", {"category": "old", "old_kind": "80", "poverty": "poor"})
    visitor.post(f"{url}xem-lai/")  # refused, but what is not asked has been noted
    visitor.post(f"{url}trang/3/", {"category": "disabled", "poverty": "poor"})
    page = visitor.post(f"{url}xem-lai/").content.decode()
    assert f"{url}giay-to/#paper-2" in page
    assert "Không phải nộp" not in visitor.get(f"{url}giay-to/").content.decode()


def test_a_page_that_is_not_asked_is_passed_over(visitor):
    url = visitor.post("/nop-ho-so/2.002041/").url
    assert visitor.get(f"{url}trang/4/").status_code == 302
    visitor.post(f"{url}trang/3/", {"changes_name": "on"})
    assert visitor.get(f"{url}trang/4/").status_code == 200
    assert "Trụ sở mới" not in visitor.get(url).content.decode()


def test_an_ambiguous_commune_is_chosen_from_a_list(visitor):
    url = begin_allowance(visitor)
    page = visitor.post(f"{url}trang/2/", SUBJECT | {"permanent_address-find": "Minh"}).content.decode()
    assert "Bạn chọn nơi nào?" in page
    chosen = SUBJECT | {"permanent_address-find": "Minh", "permanent_address-commune": "000.03.31.H22"}
    assert visitor.post(f"{url}trang/2/", chosen).status_code == 302
    assert 'value="Phường Minh Khai, thành phố Hà Giang"' in visitor.get(f"{url}trang/2/").content.decode()


def test_a_form_that_changed_meanwhile_is_handed_in_as_it_was_begun(visitor):
    url = begin(visitor)
    procedure = Procedure.objects.get(code=BIRTH)
    newer = FormVersion.objects.create(
        procedure=procedure, version=2, schema=standard_form("death"), published_at=latest_form(procedure).published_at
    )
    assert latest_form(procedure) == newer
    first = FormVersion.objects.get(procedure=procedure, version=1)
    fill(visitor, url, first.schema)
    assert visitor.post(f"{url}xem-lai/").url == f"{url}da-nop/"
    dossier = Dossier.objects.get()
    assert dossier.form == first
    assert dossier.form_data["child_name"] == "Vàng Mí Sính"


def test_a_paper_of_the_wrong_type_is_said_at_it_and_nothing_else_is_lost(visitor):
    url = begin_allowance(visitor)
    visitor.post(f"{url}trang/1/", PERSON)
    wrong = SimpleUploadedFile("don.docx", b"PK\x03\x04" + b"word/document.xml" + b"\0" * 90, "application/pdf")
    page = visitor.post(f"{url}giay-to/", {"paper-1": wrong, "go": "1"}).content.decode()
    assert "tài liệu Word" in page
    assert 'href="#paper-1"' in page
    assert Draft.objects.get().data["1"]["applicant_name"] == "Lý Thị Mẫu"


@pytest.mark.parametrize(
    "typed",
    [
        {f"members-{place}-full_name": "x" for place in range(500)},
        {"members": "x", "members-0": "x", "members-x-full_name": "x"},
        {"add": "members", "drop": "members-99"},
        {"drop": "members--1"},
        {"members-0-full_name": "\0" * 50 + "x" * 9000},
    ],
)
def test_hostile_rows_are_only_wrong_answers(visitor, typed):
    url = begin_allowance(visitor)
    answer = visitor.post(f"{url}trang/4/", typed)
    assert answer.status_code in {200, 302}
    assert visitor.get(f"{url}trang/4/").status_code == 200
    assert visitor.get(url).status_code == 200


def test_every_page_of_every_form_is_light(visitor):
    for procedure in Procedure.objects.filter(active=True, level="commune", online_level__gte=3):
        url = visitor.post(f"/nop-ho-so/{procedure.code}/?don-vi={UNIT}", {"don-vi": UNIT}).url
        for number in range(1, len(form_pages(latest_form(procedure).schema)) + 1):
            answer = visitor.get(f"{url}trang/{number}/")
            assert answer.status_code in {200, 302}
            assert len(answer.content) < 60_000
            assert len(gzip.compress(answer.content)) < 12_000
