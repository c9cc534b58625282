"""The reception screen: who came, papers given earlier, the unit's own list; and the support point's page."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalog.models import Procedure
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.people.models import Office
from tests.dossiers.world import draft_at
from tests.web.conftest import MONDAY, jpeg
from tests.web.desk import BIRTH, CENTRE, WARD_UNIT, birth_dossier, desk, staff, text

pytestmark = pytest.mark.usefixtures("province")
HOUSEHOLD = "1.001612"
DISTRICT = "000.01.32.H22"
HOAI = {"full_name": "Nguyễn Thị Hoài", "id_number": "002195000017", "phone": "0912000017",
        "address": "Tổ 5, phường Nguyễn Trãi"}  # fmt: skip
AGENT = {
    "came": "agent",
    "agent_name": "Lầu Thị Súng",
    "agent_id_number": "002190777888",
    "agent_paper": "Số 12/2020, UBND thị trấn Đồng Văn chứng thực",
}


def post(client, procedure: str = HOUSEHOLD, **changes: str):
    given = {"thu-tuc": procedure, "key": str(uuid4()), "full_name": "Lý Thị Mẩy", "phone": "0912000041",
             "address": "Thị trấn Đồng Văn", "papers-all": "yes", "came": "self", "sets": "1",
             "return_channel": "counter"}  # fmt: skip
    return client.post("/quay/", {name: value for name, value in (given | changes).items() if value})


def test_household_business_by_an_authorised_person_from_the_counter_to_the_result():
    client = desk("pao.tiepnhan")
    done = post(client, **AGENT)
    dossier = Dossier.objects.get()
    assert done.url == f"/quay/da-nhan/{dossier.code}/"
    assert (dossier.agent["name"], dossier.applicant_name) == ("Lầu Thị Súng", "Lý Thị Mẩy")
    assert [paper["given"] for paper in dossier.papers] == [True] * 3
    assert "Lầu Thị Súng" in text(client.get(done.url))
    for act, who in ((actions.appraise, "tinh.thuly"), (actions.approve, "lien.pheduyet"), (actions.seal, "my.vanthu")):
        dossier.refresh_from_db()
        if dossier.state == "result_ready":
            break
        act(dossier=dossier, by=staff(who), at=MONDAY)
    actions.upload_result(dossier=dossier, number="10H8.001", by=staff("dinh.traketqua"), at=MONDAY)
    returned = actions.return_result(dossier=dossier, handed_to="Lầu Thị Súng", by=staff("dinh.traketqua"), at=MONDAY)
    assert (returned.state, returned.handed_to) == ("returned", "Lầu Thị Súng")


@pytest.mark.parametrize("missing", ["agent_name", "agent_id_number", "agent_paper"])
def test_without_authorisation_nobody_is_received(missing):
    answer = post(desk("pao.tiepnhan"), **(AGENT | {missing: ""}))
    assert answer.status_code == 422
    assert f'id="id_{missing}"' in text(answer)
    assert not Dossier.objects.exists()


def test_a_paper_given_earlier_is_offered_with_its_day_and_used():
    ward = Office.objects.get(code=WARD_UNIT)
    draft = draft_at(ward, Procedure.objects.get(code=BIRTH), moment=MONDAY, person={
        "applicant_name": HOAI["full_name"], "applicant_id_number": HOAI["id_number"],
        "applicant_phone": HOAI["phone"], "applicant_address": HOAI["address"]})  # fmt: skip
    earlier = birth_dossier(applicant=HOAI)
    draft.files.update(draft=draft)
    file = draft.files.get()
    kept = earlier.files.create(
        paper_position=1, file=file.file.name, name=file.name, content_type=file.content_type, size=file.size,
        sha256=file.sha256, at=MONDAY,
    )  # fmt: skip
    client = desk("thao.tiepnhan")
    found = client.post("/quay/", {"nguoi": HOAI["id_number"]})
    page = text(client.get(f"{found.url}&thu-tuc={BIRTH}"))
    assert f"Đã có từ hồ sơ {earlier.code} ngày 30/03/2020" in page
    answer = post(client, BIRTH, **HOAI, **{"papers-all": "yes", "paper-1-reuse": str(kept.pk)})
    assert answer.status_code == 302
    assert Dossier.objects.latest("id").files.get().reused_from == kept


def test_the_units_own_frequent_procedures_come_first():
    client = desk("thao.tiepnhan")
    rare = Procedure.objects.filter(level="commune").order_by("-name").first()
    assert rare is not None
    birth_dossier()
    birth_dossier()
    birth_dossier(procedure=rare, papers=[{"position": paper.position, "given": True} for paper in rare.papers.all()])
    offered = re.findall(r"thu-tuc=([\d.]+)", text(client.get("/quay/")))
    assert offered[:2] == [BIRTH, rare.code]
    assert len(offered) == len(set(offered))


def test_a_card_that_cannot_be_read_says_what_to_do():
    client = desk("thao.tiepnhan")
    for number in ("0021907778", "00219", ""):
        sent = client.post("/quay/", {"nguoi": f"{number}|x|Lầu Thị Súng|05021990|Nữ|Má Lầu"})
        page = text(client.get(sent.url))
        assert "Hãy quét lại, hoặc gõ số trên thẻ." in page
        assert "Súng" not in page


def test_a_known_person_keeps_the_phone_when_the_card_is_scanned():
    client = desk("thao.tiepnhan")
    found = client.post("/quay/", {"nguoi": f"{HOAI['id_number']}||Nguyễn Thị Hoài|08031995|Nữ|Tổ 9|01012021"})
    page = text(client.get(f"{found.url}&thu-tuc={BIRTH}"))
    assert f'value="{HOAI["phone"]}"' in page
    assert 'value="Tổ 9"' in page


def help_with(client, **changes):
    given = {"thu-tuc": HOUSEHOLD, "noi": DISTRICT, "key": str(uuid4()), "full_name": "Sùng Thị Dợ",
             "id_number": "002152000028", "address": "Thôn Lô Lô Chải", "paper-2": "yes", "return_channel": "postal",
             "return_address": "Thôn Lô Lô Chải, xã Lũng Cú, Đồng Văn", "consent": "on"} | changes  # fmt: skip
    return client.post("/quay/diem-ho-tro/", {name: value for name, value in given.items() if value})


def test_a_helper_hands_in_at_any_unit_and_sees_only_that():
    birth_dossier()
    client = desk("trang.hotro")
    assert client.get("/quay/").url == "/quay/diem-ho-tro/"
    done = help_with(client, **{"paper-2-file": SimpleUploadedFile("cccd.jpg", jpeg())})
    dossier = Dossier.objects.get(channel="support_point")
    assert (dossier.office.code, dossier.state, dossier.helper) == (DISTRICT, "submitted", staff("trang.hotro"))
    assert dossier.files.count() == 1
    receipt = text(client.get(done.url))
    assert dossier.code in receipt
    assert re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", receipt)
    page = text(client.get("/quay/diem-ho-tro/"))
    assert dossier.code in page
    assert "Vàng Thị Mỷ" not in page
    other = Dossier.objects.exclude(pk=dossier.pk).get()
    assert client.get(f"/quay/diem-ho-tro/da-nop/{other.code}/").status_code == 404
    assert client.get(f"/ban/ho-so/{dossier.code}/").status_code == 404
    assert desk("pao.tiepnhan").get(f"/ban/ho-so/{dossier.code}/").status_code == 200


@pytest.mark.parametrize("procedure", [BIRTH, HOUSEHOLD])
def test_every_unit_of_the_province_may_be_chosen(procedure):
    page = text(desk("trang.hotro").get(f"/quay/diem-ho-tro/?thu-tuc={procedure}"))
    for unit in Office.objects.filter(kind={BIRTH: "commune_unit", HOUSEHOLD: "district_unit"}[procedure]):
        assert f'value="{unit.code}"' in page
    assert f'value="{CENTRE}"' not in page


@pytest.mark.parametrize(
    ("field", "says"), [("consent", "đồng ý"), ("full_name", "họ và tên"), ("id_number", "định danh")]
)
def test_what_is_missing_is_said_and_nothing_handed_in(field, says):
    answer = help_with(desk("trang.hotro"), **{field: ""})
    assert answer.status_code == 422
    assert says in text(answer)
    assert not Dossier.objects.exists()


def test_a_scanned_card_fills_the_helpers_form():
    card = "002190777888|073000123|Lầu Thị Súng|05021990|Nữ|Thôn Má Lầu, Đồng Văn|01012020"
    help_with(desk("trang.hotro"), card=card, full_name="", id_number="", address="")
    dossier = Dossier.objects.get()
    assert (dossier.applicant_name, dossier.applicant_id_number) == ("Lầu Thị Súng", "002190777888")


@pytest.mark.parametrize("username", ["pao.tiepnhan", "duc.thuly"])
def test_only_helpers_find_the_support_page(username):
    assert desk(username).get("/quay/diem-ho-tro/").status_code == 404
