"""What is to be paid is said before the hand-in, for the person's group and copies, and kept with the dossier."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from motcua.catalog.models import ApplicantGroup, Fee
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Draft
from motcua.payments.actions import take_fee
from motcua.payments.models import PostageRate
from motcua.payments.queries import postage_on
from tests.web.citizen.test_hand_in import begin, fill
from tests.web.conftest import BIRTH, MONDAY
from tests.web.desk import staff, text


@pytest.fixture
def review(visitor) -> str:
    """The address of the last page of a filled hand-in that costs 8.000 đ a copy."""
    Fee.objects.filter(procedure__code=BIRTH).update(amount=8000, per_copy=True, text="Mỗi bản", kind="phi")
    draft_url = begin(visitor)
    fill(visitor, draft_url)
    return f"{draft_url}xem-lai/"


def test_the_amount_stands_on_the_last_page_before_the_button(visitor, review):
    page = text(visitor.get(review))
    assert "8.000 đ" in page and page.index("8.000 đ") < page.index(">Nộp hồ sơ<")
    assert "<script" not in page[page.index("<main") :]


def test_copies_and_group_are_counted_kept_and_handed_in(visitor, review):
    answer = visitor.post(review, {"group": "near_poor", "copies": "3", "count": "1"})
    assert answer.url.endswith("#phi")
    page = text(visitor.get(review))
    assert "12.000 đ" in page and "Giảm cho Hộ cận nghèo" in page
    assert "mang theo giấy tờ chứng minh: Hộ cận nghèo" in page
    assert visitor.post(review, {"group": "near_poor", "copies": "3"}).status_code == 302
    bill = Dossier.objects.get().bill
    assert (bill["total"], bill["copies"], Dossier.objects.get().applicant_group) == (12_000, 3, "near_poor")


def test_nobody_hands_in_an_amount_he_was_not_shown(visitor, review):
    answer = visitor.post(review, {"group": "", "copies": "5"}, follow=True)  # straight to "Nộp hồ sơ"
    assert "Đã tính lại số tiền" in text(answer) and "40.000 đ" in text(answer)
    assert not Dossier.objects.exists()
    visitor.post(review, {"group": "", "copies": "5"})
    assert Dossier.objects.get().bill["total"] == 40_000


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"copies": "0"}, "copies"), ({"copies": "hai"}, "copies"), ({"copies": "1000"}, "copies"),
     ({"group": "x"}, "group")],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_handed_in(visitor, review, typed, field):
    visitor.post(review, typed)
    page = text(visitor.post(review, typed))
    assert f'href="#{field}"' in page and f'id="{field}_error"' in page
    assert not Dossier.objects.exists()


def test_a_group_that_ended_meanwhile_is_asked_again(visitor, review):
    visitor.post(review, {"group": "poor", "copies": "1"})
    ApplicantGroup.objects.filter(code="poor").update(valid_to=date(2020, 3, 29))
    assert 'href="#group"' in text(visitor.post(review, {"copies": "1"}))
    assert not Dossier.objects.exists()


def test_nothing_to_pay_asks_for_nothing(visitor):
    draft_url = begin(visitor)
    fill(visitor, draft_url)
    page = text(visitor.get(f"{draft_url}xem-lai/"))
    assert "0 đ" in page and 'name="group"' not in page and 'name="copies"' not in page


def test_postage_is_told_apart_and_only_to_who_wants_the_post(visitor, review):
    assert "Cước bưu điện" not in text(visitor.get(review))
    draft = Draft.objects.get()
    actions.save_draft_page(draft=draft, page="return", answers={"channel": "postal", "address": "Tổ 3"}, at=MONDAY)
    page = text(visitor.get(review))
    assert "trong huyện 18.500 đ; trong tỉnh 26.000 đ" in page and ">8.000 đ<" in page.replace("<strong>", ">")


def test_postage_of_the_day(db):
    PostageRate.objects.all().delete()
    for amount, first, last, way in (
        (1, date(2020, 1, 1), date(2020, 3, 29), "out"),
        (2, date(2020, 3, 30), None, "both"),
        (3, date(2020, 3, 31), None, "out"),
        (4, date(2020, 1, 1), None, "in"),
    ):
        PostageRate.objects.create(zone="district", direction=way, amount=amount, valid_from=first, valid_to=last)
    assert [rate.amount for rate in postage_on(date(2020, 3, 30))] == [2]


def test_the_tracking_page_tells_what_is_paid_and_what_is_left(visitor, review):
    visitor.post(review, {"copies": "2"})
    visitor.post(review, {"copies": "2"})
    dossier, draft = Dossier.objects.get(), Draft.objects.get()
    secret = actions.secret_of_draft(draft)
    page = text(visitor.post("/tra-cuu/", {"ma": dossier.code, "bi-mat": secret}, follow=True))
    assert "16.000 đ" in page and "Còn phải nộp" in page
    Dossier.objects.update(received_at=MONDAY, state="accepted")
    take_fee(dossier=dossier, method="cash", by=staff("chu.tiepnhan"), at=MONDAY, key=uuid4())
    page = text(visitor.get(f"/tra-cuu/{dossier.code}/"))
    assert "Đã nộp" in page and "Còn phải nộp" not in page
