"""Acts on a dossier from its page: each, its refusals, and what the page keeps when something is wrong."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalog.models import Procedure
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.journal.models import Event
from motcua.people.models import Office
from tests.web.conftest import MONDAY, jpeg
from tests.web.desk import BIRTH, WARD_UNIT, birth_dossier, desk, text

pytestmark = pytest.mark.usefixtures("province")
PERSON = {
    "applicant_name": "Vàng Thị Mỷ",
    "applicant_id_number": "002190000123",
    "applicant_phone": "0912345678",
    "applicant_address": "Tổ 5, phường Nguyễn Trãi",
}


@pytest.fixture
def online() -> Dossier:
    """A dossier handed in online, not yet opened."""
    procedure = Procedure.objects.get(code=BIRTH)
    procedure.forms.update(schema={"type": "object", "properties": {}})
    draft = actions.start_draft(procedure=procedure, office=Office.objects.get(code=WARD_UNIT), at=MONDAY)
    for page, answers in {"applicant": PERSON, "return": {"channel": "counter"}}.items():
        actions.save_draft_page(draft=draft, page=page, answers=answers, at=MONDAY)
    for paper in procedure.papers.filter(required=True):
        photo = SimpleUploadedFile("anh.jpg", jpeg())
        actions.add_draft_file(draft=draft, paper_position=paper.position, file=photo, at=MONDAY)
    return actions.submit_online(draft=draft, at=MONDAY)[0]


def act(who: str, dossier: Dossier, step: str, *, version: int | None = None, **given):
    dossier.refresh_from_db()
    data = {f"{step}-{name}": value for name, value in given.items()}
    shown = dossier.version if version is None else version
    return desk(who).post(f"/ban/ho-so/{dossier.code}/buoc/{step}/", {"version": shown, **data}, follow=True)


def test_accept_prints_slip_01_and_passes_it_on(online):
    answer = act("thao.tiepnhan", online, "accept")
    online.refresh_from_db()
    assert online.state == "appraising"
    assert "Mẫu 01" in text(answer)
    slip = online.slips.get(kind="01")
    pdf = desk("thao.tiepnhan").get(f"/ban/ho-so/{online.code}/phieu/{slip.pk}/")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    assert desk("pao.tiepnhan").get(f"/ban/ho-so/{online.code}/phieu/{slip.pk}/").status_code == 404


def test_what_the_page_shows_is_old_once_a_colleague_was_first(online):
    answer = act("thao.tiepnhan", online, "accept", version=online.version + 7)
    online.refresh_from_db()
    assert online.state == "submitted"
    assert answer.status_code == 422
    assert "Chưa làm được việc này" in text(answer)


def test_a_supplement_lists_every_line_and_keeps_what_was_typed_when_the_reason_is_missing(online):
    bad = act("thao.tiepnhan", online, "ask_to_complete", items="Giấy chứng sinh bản chính\nẢnh rõ hơn", reason="")
    assert bad.status_code == 422
    assert "Giấy chứng sinh bản chính" in text(bad)
    act("thao.tiepnhan", online, "ask_to_complete", items="Giấy chứng sinh bản chính\nẢnh rõ hơn", reason="Ảnh mờ")
    online.refresh_from_db()
    assert online.state == "supplement_asked"
    assert online.slips.filter(kind="02").exists()
    assert online.supplement_text.splitlines() == ["Giấy chứng sinh bản chính", "Ảnh rõ hơn"]


def test_a_refusal_needs_reason_and_law_and_prints_slip_03(online):
    bad = act("thao.tiepnhan", online, "refuse", reason="Không", legal_basis="Điều 16")
    assert bad.status_code == 422
    assert "Hãy ghi rõ lý do từ chối" in text(bad)
    assert 'value="Điều 16"' in text(bad)
    act("thao.tiepnhan", online, "refuse", reason="Trẻ đã được đăng ký khai sinh ở xã khác.",
        legal_basis="Luật Hộ tịch 2014, Điều 16")  # fmt: skip
    online.refresh_from_db()
    assert online.state == "refused_intake"
    assert online.slips.filter(kind="03").exists()


def test_the_route_by_four_people_and_the_result():
    dossier = birth_dossier()
    act("duc.thuly", dossier, "appraise", opinion="Đủ điều kiện")
    same = act("duc.thuly", dossier, "approve")
    assert same.status_code == 422
    act("vinh.pheduyet", dossier, "approve")
    act("ha.vanthu", dossier, "seal")
    dossier.refresh_from_db()
    assert dossier.state == "result_ready"
    where = f"/ban/ho-so/{dossier.code}/ket-qua/"
    client = desk("tam.traketqua")
    wrong = client.post(where, {"version": dossier.version, "result-number": "12/KS",
                                "result-file": SimpleUploadedFile("kq.pdf", b"no pdf at all")})  # fmt: skip
    assert wrong.status_code == 422
    assert 'value="12/KS"' in text(wrong)
    good = {"version": dossier.version, "result-number": "12/KS", "result-file": SimpleUploadedFile("kq.jpg", jpeg())}
    assert client.post(where, good).status_code == 302
    act("tam.traketqua", dossier, "return_result", handed_to="Vàng Thị Mỷ")
    dossier.refresh_from_db()
    assert (dossier.state, dossier.handed_to) == ("returned", "Vàng Thị Mỷ")


def test_by_post_needs_the_number_of_the_parcel():
    dossier = birth_dossier(return_channel="postal", return_address="Tổ 5, phường Nguyễn Trãi, Hà Giang")
    for who, step in (("duc.thuly", "appraise"), ("vinh.pheduyet", "approve"), ("ha.vanthu", "seal")):
        act(who, dossier, step)
    dossier.refresh_from_db()
    client = desk("tam.traketqua")
    client.post(f"/ban/ho-so/{dossier.code}/ket-qua/", {"version": dossier.version, "result-number": "1/KS"})
    assert act("tam.traketqua", dossier, "hand_to_post", tracking_number="").status_code == 422
    act("tam.traketqua", dossier, "hand_to_post", tracking_number="EB123456789VN")
    dossier.refresh_from_db()
    assert (dossier.state, dossier.tracking_number) == ("delivering", "EB123456789VN")


def test_take_keeps_colleagues_away():
    dossier = birth_dossier()
    answer = desk("duc.thuly").post(f"/ban/ho-so/{dossier.code}/nhan/", {"version": dossier.version}, follow=True)
    assert "Triệu Minh Đức" in text(answer)
    dossier.refresh_from_db()
    assert dossier.holder.username == "duc.thuly"


def test_the_page_offers_only_what_is_ones_own():
    dossier = birth_dossier()
    page = text(desk("duc.thuly").get(f"/ban/ho-so/{dossier.code}/"))
    assert "/buoc/appraise/" in page
    assert "/buoc/approve/" not in page
    assert Event.objects.filter(name="dossier.viewed", subject_label=dossier.code).count() == 1


@pytest.mark.parametrize("step", ["accept", "appraise", "no_such_step"])
def test_of_another_office_nothing_is_found(step):
    dossier = birth_dossier()
    assert act("pao.tiepnhan", dossier, step).status_code == 404


def test_acts_are_posts_only():
    dossier = birth_dossier()
    assert desk("duc.thuly").get(f"/ban/ho-so/{dossier.code}/buoc/appraise/").status_code == 405
