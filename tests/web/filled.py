"""A province at work: dossiers at many points of their life, and a row of each kind that a page can show."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageDraw

from motcua.assistance.actions.shared_drafts import agree_to_helper, invite_helper, join_draft
from motcua.catalog.models import Procedure
from motcua.catalog.standard_forms import internal_sample
from motcua.clock.actions import turn_to
from motcua.delivery import actions as delivery
from motcua.door.boards.actions import post_announcement
from motcua.door.gate.actions.doors import open_gate
from motcua.door.health.actions.declarations import make_declaration
from motcua.door.health.actions.incidents import open_incident
from motcua.door.models import Premises
from motcua.door.tracing.actions import ask_tracing
from motcua.dossiers import actions
from motcua.dossiers.actions.incidents import report_incident
from motcua.dossiers.actions.intake import hand_in_for
from motcua.dossiers.actions.pre_checks import ask_pre_check
from motcua.dossiers.actions.saved_lists import save_view
from motcua.dossiers.actions.tasks import ask_task
from motcua.dossiers.models import Dossier, Draft, PreCheck
from motcua.dossiers.submission.hand_in import Incoming
from motcua.exchange.actions.people import import_staff
from motcua.management.demo.routes import BUILDING_PERMIT
from motcua.payments.actions import take_fee
from motcua.people.actions.delegations import cover_absence
from motcua.people.models import Delegation, Office
from motcua.rosters import actions as rosters
from motcua.rosters.models import Shift
from motcua.rulebook.deadlines import Limit
from tests.web.citizen.test_hand_in import begin, fill
from tests.web.conftest import MONDAY
from tests.web.desk import WARD_UNIT, birth_dossier, letter, staff

DONG_VAN_UNIT: Final = "000.01.32.H22"
POST: Final = "000.00.50.H22"
POINT: Final = "002.03.31.H22"
HOUSEHOLD: Final = "1.001612"
COPIES: Final = "2.000815"
BILL: Final = {"items": [{"kind": "le_phi", "name": "Lệ phí", "amount": 8000, "because": ""}], "total": 8000}
BAD_ROW: Final = "tên đăng nhập,họ tên,mã cơ quan,vai trò\nmo.hotro,Lý Thị Mơ,001.02.31.H22,cashier\n=cmd,Sai,,\n"
PEOPLE: Final = (
    ("Nguyễn Thị Hoài", "0912000017", "Tổ 5, phường Nguyễn Trãi, TP. Hà Giang"),
    ("Hoàng Văn Tài", "0912000039", "Tổ 2, phường Minh Khai, TP. Hà Giang"),
    ("Trần Văn Hòa", "0912000052", "Tổ 5, phường Nguyễn Trãi, TP. Hà Giang"),
    ("Vàng Thị Mỷ", "0912345678", "Tổ 1, phường Nguyễn Trãi, TP. Hà Giang"),
    ("Lù Seo Phà", "0987111222", "Tổ 9, phường Nguyễn Trãi, TP. Hà Giang"),
)


@dataclass
class Filled:
    """The dossiers by where they stand; `mine` is of the visitor, who knows its `secret`."""

    by_state: dict[str, Dossier]
    mine: Dossier
    secret: str
    draft: Draft
    visitor: Client


def a_pdf(words: str = "GIAY KHAI SINH") -> SimpleUploadedFile:
    """A small true PDF of one page."""
    page = Image.new("RGB", (595, 842), "white")
    ImageDraw.Draw(page).text((60, 150), words, fill="black")
    kept = io.BytesIO()
    page.save(kept, "PDF")
    return SimpleUploadedFile("ket-qua.pdf", kept.getvalue(), "application/pdf")


def fill_province(visitor: Client) -> Filled:
    """With the demo loaded: about twenty dossiers and the rest, all through the house's own doors."""
    letter()
    by_state = _lives()
    _others(by_state)
    _by_post()
    _rosters()
    _on_the_boards()
    _at_the_gate()
    _of_health()
    draft_url = begin(visitor)
    fill(visitor, draft_url)
    visitor.post(f"{draft_url}xem-lai/")
    handed = Draft.objects.get(dossier__isnull=False)
    begin(visitor)
    own = Dossier.objects.get(pk=handed.dossier_id)
    secret = actions.secret_of_draft(handed)
    visitor.post("/tra-cuu/", {"ma": own.code, "bi-mat": secret})
    left = Draft.objects.get(dossier__isnull=True)
    shared = join_draft(code=invite_helper(draft=left, at=MONDAY).code, by=staff("trang.hotro"), at=MONDAY)
    agree_to_helper(draft=left, helper_id=shared.helper_id or 0, at=MONDAY)
    return Filled(by_state, own, secret, left, visitor)


def _on_the_boards() -> None:
    unit = Premises.objects.get(office__code=WARD_UNIT)
    post_announcement(premises_id=unit.pk, text="Nghỉ trưa 11 giờ 30", by=staff("thu.truongbophan"), at=MONDAY)


PASS = "the-cua-mot-nguoi"
"""The token of the pass that somebody got at the ward's door."""


def _of_health() -> None:
    unit = Premises.objects.get(office__code=WARD_UNIT)
    answers = {**internal_sample("health_declaration"), "phone": "0900000097"}
    make_declaration(premises_id=unit.pk, answers=answers, at=MONDAY, token=PASS)
    open_incident(premises_id=unit.pk, kind="fever", what="38,4 độ", by=staff("dao.cua"), at=MONDAY)
    ask_tracing(
        how="phone", text="0900000097", first=MONDAY.date(), last=MONDAY.date(), margin_minutes=15,
        reason="Công văn 12/SYT", by=staff("hien.yte"), at=MONDAY,
    )  # fmt: skip


def _at_the_gate() -> None:
    unit = Premises.objects.get(office__code=WARD_UNIT)
    open_gate(room_id=unit.rooms.earliest("id").pk, door="Cửa chính", by=staff("dao.cua"), at=MONDAY)


def later(hours: float) -> datetime:
    return MONDAY + timedelta(hours=hours)


def received(number: int, **changes: Any) -> Dossier:
    """A birth registration of one of the ward's people."""
    name, phone, address = PEOPLE[number % len(PEOPLE)]
    applicant = {"full_name": name, "phone": phone, "address": address}
    return birth_dossier(applicant=applicant, **changes)


def _lives() -> dict[str, Dossier]:
    duc, vinh, ha, tam = (staff(f"{n}") for n in ("duc.thuly", "vinh.pheduyet", "ha.vanthu", "tam.traketqua"))
    found: dict[str, Dossier] = {}
    for number, last in enumerate(("appraising", "approving", "sealing", "result_ready", "returned")):
        dossier = found[last] = received(number)
        if last == "appraising":
            continue
        actions.take(dossier=dossier, by=duc, at=later(0.5))
        actions.upload_result(
            dossier=dossier, by=duc, at=later(1), file=a_pdf(), number=f"{number}/2020", summary="Giấy khai sinh"
        )
        actions.appraise(dossier=dossier, by=duc, at=later(1), opinion="Đủ căn cứ, đề nghị cấp giấy khai sinh.")
        if last == "approving":
            continue
        actions.approve(dossier=dossier, by=vinh, at=later(2))
        if last == "sealing":
            continue
        actions.seal(dossier=dossier, by=ha, at=later(3))
        if last == "returned":
            actions.return_result(dossier=dossier, handed_to="Nguyễn Thị Hoài, CCCD 002195000017", by=tam, at=later(4))
            report_incident(dossier=dossier, kind="error", what="Ghi sai ngày sinh của cháu bé", by=tam, at=later(5))
    asked = found["waiting_supplement"] = received(6)
    actions.request_supplement(
        dossier=asked, items=["Bản chụp rõ hai mặt căn cước của mẹ"], reason="Bản đã nộp bị mờ", by=duc, at=later(1)
    )
    withdrawn = found["withdrawn"] = received(7)
    actions.withdraw(dossier=withdrawn, reason="Người dân chuyển nơi cư trú", by=staff("thao.tiepnhan"), at=later(1))
    found["refused"] = received(8)
    actions.appraise(dossier=found["refused"], by=duc, at=later(1), opinion="Không thuộc thẩm quyền")
    actions.refuse_result(
        dossier=found["refused"], reason="Không thuộc thẩm quyền của phường", legal_basis="Điều 13 Luật Hộ tịch 2014",
        by=vinh, at=later(2),
    )  # fmt: skip
    return found


def _others(by_state: dict[str, Dossier]) -> None:
    permit = Procedure.objects.get(code=BUILDING_PERMIT)
    papers = [{"position": paper.position, "given": True} for paper in permit.papers.all()]
    by_state["tasks"] = received(1, by="pao.tiepnhan", unit=DONG_VAN_UNIT, procedure=permit, papers=papers)
    ask_task(
        dossier=by_state["tasks"], kind="consult", office=Office.objects.get(code="000.00.02.H22"),
        content="Đề nghị xác nhận tình trạng hộ tịch của chủ hộ", by=staff("tinh.thuly"), at=MONDAY,
        limit=Limit(2, "working_days"),
    )  # fmt: skip
    owing = by_state["owing"] = received(2)
    Dossier.objects.filter(pk=owing.pk).update(bill=BILL)
    owing.refresh_from_db()
    take_fee(dossier=owing, method="cash", by=staff("tam.traketqua"), at=MONDAY, key=uuid4(), payer="Trần Văn Hòa")
    ask_pre_check(
        procedure=Procedure.objects.get(code=COPIES), office=owing.office, name="Lù Seo Phà", phone="0987111222",
        files=[(1, a_pdf("BAN CHUP"))], key="mot-khoa", at=MONDAY, note="Xin hỏi như thế này đã đủ chưa",
    )  # fmt: skip
    assert PreCheck.objects.exists()
    ward = Office.objects.get(code="000.02.31.H22")
    cover_absence(
        absent=staff("duc.thuly"), role="processing_officer", office=ward, cover=staff("ha.vanthu"),
        first=date(2020, 4, 6), last=date(2020, 4, 10), document="12/GUQ-UBND", by=staff("vinh.pheduyet"), at=MONDAY,
    )  # fmt: skip
    assert Delegation.objects.exists()
    save_view(staff=staff("duc.thuly"), name="Khai sinh trong tuần", query="the=don-vi&q=khai+sinh")
    import_staff(BAD_ROW.encode(), name="can-bo.csv", by=staff("quan.cntt"), at=MONDAY)
    household = Procedure.objects.get(code=HOUSEHOLD)
    helped = Incoming(
        office=Office.objects.get(code=DONG_VAN_UNIT), procedure=household,
        applicant={"full_name": "Sùng Thị Dợ", "id_number": "002152000028", "address": "Thôn Lô Lô Chải, xã Lũng Cú"},
        papers=[{"position": paper.position, "given": True} for paper in household.papers.all()],
        return_channel="counter", channel="support_point", submission_key=uuid4(),
    )  # fmt: skip
    point = Office.objects.get(code=POINT)
    by_state["submitted"] = hand_in_for(
        helped, at_point=point, consent=True, by=staff("trang.hotro"), at=MONDAY
    ).dossier


def _by_post() -> None:
    """A bag in, signed and answered in part; a bag in that waits to be signed; a bag out."""
    pao, unit = staff("pao.tiepnhan"), Office.objects.get(code=DONG_VAN_UNIT)
    post = Office.objects.get(code=POST)
    given = {"office": unit, "postman": "Lương Văn Bưu", "by": pao, "at": MONDAY, "post_office": post}
    for first in (1, 5):
        bag = delivery.open_bag(direction="in", key=uuid4(), **given)
        rows = [
            {
                "posting_number": f"RA{number:09d}VN", "procedure": HOUSEHOLD, "full_name": PEOPLE[number % 5][0],
                "id_number": "", "phone": PEOPLE[number % 5][1], "address": "Thôn Nà Cho, xã Lũng Cú, Đồng Văn",
                "papers": "đủ", "return_channel": "bưu điện", "collected": "100000", "code": "",
            }
            for number in range(first, first + 4)
        ]  # fmt: skip
        bag, _ = delivery.fill_bag(bag=bag, rows=rows, by=pao, at=MONDAY)
    bag = delivery.sign_bag(bag=bag, by=pao, at=later(0.5), declared=4)
    some = list(bag.items.all())[:3]
    delivery.answer_parcels(
        bag=bag, answers={item.pk: delivery.ParcelAnswer("received") for item in some}, by=pao, at=later(1)
    )  # fmt: skip
    at_post = [Dossier.objects.get(pk=item.dossier_id) for item in bag.items.all() if item.dossier_id]
    for number, dossier in enumerate(at_post):
        actions.take(dossier=dossier, by=staff("tinh.thuly"), at=later(1))
        actions.upload_result(
            dossier=dossier, by=staff("tinh.thuly"), at=later(1.5), file=a_pdf("GIAY CHUNG NHAN"),
            number=f"10{number}/2020", summary="Giấy chứng nhận đăng ký hộ kinh doanh",
        )  # fmt: skip
        actions.appraise(dossier=dossier, by=staff("tinh.thuly"), at=later(2))
        actions.approve(dossier=dossier, by=staff("lien.pheduyet"), at=later(3))
        actions.seal(dossier=dossier, by=staff("my.vanthu"), at=later(4))
    dinh = staff("dinh.traketqua")
    out = delivery.open_bag(direction="out", key=uuid4(), **(given | {"by": dinh, "at": later(5)}))
    tracking = {dossier.pk: f"RB{number:09d}VN" for number, dossier in enumerate(at_post[:2])}
    out = delivery.fill_outgoing(bag=out, tracking=tracking, by=dinh, at=later(5))
    delivery.sign_bag(bag=out, by=dinh, at=later(5.5))
    turn_to(later(6), frozen=True)


def _rosters() -> None:
    """A swap that waits for its answer, an absence that is not over."""
    thao, nhung = staff("thao.tiepnhan"), staff("nhung.tiepnhan")
    shift = Shift.objects.filter(staff=thao, during__startswith__gt=later(30)).earliest("during")
    rosters.ask_swap(shift_id=shift.pk, to_id=nhung.pk, by=thao, at=later(0))
    tam = staff("tam.traketqua")
    rosters.report_absence(staff=tam, kind="leave", since=date(2020, 5, 4), by=tam, at=later(0))
