"""The rarer acts from the dossier's page: what each form asks, what it says, what it keeps when something is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from motcua.catalog.models import Procedure
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.rulebook import law
from motcua.web.officer.act_forms import form_for
from tests.web.conftest import MONDAY
from tests.web.desk import BIRTH, birth_dossier, desk, staff, text

pytestmark = pytest.mark.usefixtures("province")
PROCESSOR, APPROVER, RETURNER = "duc.thuly", "vinh.pheduyet", "tam.traketqua"


@pytest.fixture
def dossier() -> Dossier:
    """Received on Monday with ten working days to go, and payments that stop the clock."""
    procedure = Procedure.objects.get(code=BIRTH)
    procedure.time_limits.all().delete()
    procedure.time_limits.create(value=10, unit="working_days")
    Procedure.objects.filter(code=BIRTH).update(payment_pause=True)
    return birth_dossier()


def act(who: str, dossier: Dossier, step: str, **given: Any) -> Any:
    dossier.refresh_from_db()
    data = {f"{step}-{name}": value for name, value in given.items()}
    answer = desk(who).post(
        f"/ban/ho-so/{dossier.code}/buoc/{step}/", {"version": dossier.version, **data}, follow=True
    )
    dossier.refresh_from_db()
    return answer


def test_the_apology_says_until_when_and_keeps_what_was_typed(dossier: Dossier) -> None:
    page = text(desk(APPROVER).get(f"/ban/ho-so/{dossier.code}/"))
    assert "chậm nhất phải gửi phiếu xin lỗi: 17 giờ, thứ Hai 13/4/2020" in page
    bad = act(APPROVER, dossier, "reappoint", new_day="2020-04-19", new_time="09:00", reason="Chờ xác minh")
    assert bad.status_code == 422
    assert "ngoài giờ làm việc" in text(bad) and "Chờ xác minh" in text(bad)
    assert dossier.reappointed_at is None
    act(APPROVER, dossier, "reappoint", new_day="20/04/2020", new_time="09:00", reason="Chờ xác minh")
    assert dossier.reappointed_at is not None and dossier.due_at.isoformat() == "2020-04-20T02:00:00+00:00"
    assert dossier.slips.filter(kind="04").count() == 1


def test_forms_say_the_counts_of_the_law(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """A count in a hint is the law's value of the day, in the language of the page."""

    def hints(step: str) -> str:
        form = form_for(step, dossier, prefix=step, at=MONDAY)
        return " ".join(str(field.help_text) for field in form.fields.values())

    assert "Chỉ được yêu cầu một lần, nên" in hints("ask_to_complete")
    assert "quá 03 ngày làm việc từ" in hints("ask_supplement")
    assert "mời nhận hai lần, cách nhau 02 ngày làm việc." in hints("fail_delivery")
    real = law.number
    changed = {"supplement.most": 2, "supplement.ask_within": 5, "reappointment.most": 2, "post.invitations": 3}
    monkeypatch.setattr(law, "number", lambda name, *, on: changed.get(name) or real(name, on=on))
    assert "Chỉ được yêu cầu hai lần, nên" in hints("ask_to_complete")
    assert "quá 05 ngày làm việc từ" in hints("ask_supplement")
    assert "Chỉ được hẹn lại hai lần" in hints("reappoint")
    assert "mời nhận ba lần" in hints("fail_delivery")
    with override("en"):
        assert "only twice, so" in hints("ask_to_complete") and "re-appointed twice;" in hints("reappoint")
        assert "which is five working days from" in hints("ask_supplement")
        assert "invite three times, two working days apart" in hints("fail_delivery")


def test_a_blank_apology_is_told_at_each_field(dossier: Dossier) -> None:
    bad = act(APPROVER, dossier, "reappoint", new_day="", new_time="", reason="")
    assert bad.status_code == 422
    assert {"reappoint-new_day", "reappoint-reason"} <= {
        name for name in ("reappoint-new_day", "reappoint-reason") if f"id_{name}_error" in text(bad)
    }


def test_money_is_asked_for_and_confirmed(dossier: Dossier) -> None:
    bad = act(PROCESSOR, dossier, "ask_payment", what="Lệ phí trước bạ", amount="không biết")
    assert bad.status_code == 422 and "Lệ phí trước bạ" in text(bad)
    act(PROCESSOR, dossier, "ask_payment", what="Lệ phí trước bạ", amount="1250000")
    assert (dossier.state, dossier.payment_amount) == ("waiting_payment", 1_250_000)
    act(PROCESSOR, dossier, "confirm_payment", note="Biên lai 7")
    assert dossier.state == "appraising" and dossier.paused_at is None


def test_a_refusal_needs_its_law_and_says_until_when(dossier: Dossier) -> None:
    act(PROCESSOR, dossier, "appraise")
    assert "chậm nhất 17 giờ, thứ Ba 14/4/2020" in text(desk(APPROVER).get(f"/ban/ho-so/{dossier.code}/"))
    bad = act(APPROVER, dossier, "refuse_result", reason="Không đủ điều kiện theo luật", legal_basis="")
    assert bad.status_code == 422 and "Không đủ điều kiện theo luật" in text(bad)
    act(APPROVER, dossier, "refuse_result", reason="Không đủ điều kiện theo luật", legal_basis="Điều 15 Luật Hộ tịch")
    assert dossier.state == "refusal_ready"


def test_stopped_with_what_the_person_asked(dossier: Dossier) -> None:
    act(APPROVER, dossier, "stop", reason="Người nộp đề nghị dừng để đổi tên con")
    assert dossier.state == "stopped" and dossier.slips.filter(kind="stop").exists()


def test_the_post_brings_it_back(dossier: Dossier) -> None:
    act(PROCESSOR, dossier, "appraise")
    act(APPROVER, dossier, "refuse_result", reason="Không đủ điều kiện theo luật", legal_basis="Điều 15 Luật Hộ tịch")
    act(RETURNER, dossier, "hand_to_post", tracking_number="RR1VN")
    bad = act(RETURNER, dossier, "fail_delivery", reason="Đi vắng", first_invited="2020-04-01", second_invited="x")
    assert bad.status_code == 422 and "ví dụ 31/03/2020" in text(bad)
    later = act(RETURNER, dossier, "fail_delivery", reason="Đi vắng", first_invited="2031-04-01", second_invited="")
    assert later.status_code == 422 and "sau hôm nay" in text(later)
    act(RETURNER, dossier, "fail_delivery", reason="Đi vắng", first_invited="", second_invited="")
    assert dossier.state == "refusal_ready" and dossier.tracking_number == ""


def test_the_limitation_period_is_shown_again(dossier: Dossier) -> None:
    act(PROCESSOR, dossier, "set_limitation", day="2020-09-30")
    assert dossier.limitation_at is not None
    assert 'value="2020-09-30"' in text(desk(PROCESSOR).get(f"/ban/ho-so/{dossier.code}/"))


def test_leave_to_ask_again(dossier: Dossier) -> None:
    ask = {"items": ["Giấy"], "reason": "Thiếu", "by": staff(PROCESSOR), "at": MONDAY}
    actions.request_supplement(dossier=dossier, **ask)
    actions.supplement(dossier=dossier, files=[], note="Đây", at=MONDAY)
    actions.take_supplement(dossier=dossier, by=staff("thao.tiepnhan"), at=MONDAY)
    act(APPROVER, dossier, "allow_second_supplement", reason="Người nộp đổi yêu cầu")
    assert dossier.second_supplement["reason"] == "Người nộp đổi yêu cầu"
    act(PROCESSOR, dossier, "ask_supplement", items="Giấy ủy quyền", reason="Thiếu", late_basis="")
    assert dossier.state == "waiting_supplement" and dossier.supplements == 2
