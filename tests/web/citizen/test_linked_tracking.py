"""A linked set followed with one secret: each part's office, the late one by name, and its supplement."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.catalog.models import Procedure
from motcua.clock.actions import turn_to
from motcua.clock.queries import VIETNAM
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import public_view
from motcua.dossiers.submission.secret import secret_for
from tests.web.conftest import MONDAY, jpeg
from tests.web.desk import birth_dossier, staff, text

WHOLE, BIRTH, RESIDENCE, CARD = "2.000986", "1.001193", "1.004222", "2.000639"


def later(day: int, hour: int = 9, month: int = 4) -> datetime:
    return datetime(2020, month, day, hour, 0, tzinfo=VIETNAM)


def receive() -> Dossier:
    """The set received at the ward's counter with all its papers."""
    procedure = Procedure.objects.get(code=WHOLE)
    papers = [{"position": paper.position, "given": True} for paper in procedure.papers.all()]
    return birth_dossier(procedure=procedure, papers=papers)


@pytest.fixture
def whole(visitor: Client) -> Dossier:
    """The set, received at the ward's counter, and opened by its secret in the person's browser."""
    row = receive()
    visitor.post("/tra-cuu/", {"ma": row.code, "bi-mat": secret_for(row.submission_key)})
    return Dossier.objects.get(pk=row.pk)


def part(whole: Dossier, code: str) -> Dossier:
    return whole.children.get(procedure__code=code)


def asked(whole: Dossier) -> Dossier:
    """The birth registration lacks a paper."""
    birth = part(whole, BIRTH)
    actions.request_supplement(
        dossier=birth, items=["Giấy chứng sinh bản chính"], reason="Bản chụp mờ", by=staff("duc.thuly"),
        at=MONDAY + timedelta(hours=1),
    )  # fmt: skip
    return birth


def finish_birth(whole: Dossier) -> None:
    birth, at = part(whole, BIRTH), MONDAY + timedelta(hours=2)
    actions.appraise(dossier=birth, by=staff("duc.thuly"), at=at)
    actions.approve(dossier=birth, by=staff("vinh.pheduyet"), at=at)
    actions.upload_result(dossier=birth, by=staff("ha.vanthu"), at=at, number="12/2020")
    actions.seal(dossier=birth, by=staff("ha.vanthu"), at=at)


def page(visitor: Client, whole: Dossier, at: datetime) -> str:
    """The page at a moment, the secret given anew where half an hour has passed."""
    turn_to(at, frozen=True)
    secret = secret_for(whole.submission_key)
    return text(visitor.post("/tra-cuu/", {"ma": whole.code, "bi-mat": secret}, follow=True))


def test_each_part_with_its_office_and_those_not_begun(visitor, whole):
    parts = public_view(whole, at=MONDAY, with_secret=True).parts
    assert [part.begun for part in parts] == [True, False, False]
    found = page(visitor, whole, MONDAY + timedelta(minutes=5))
    assert all(str(Procedure.objects.get(code=code)) in found for code in (BIRTH, RESIDENCE, CARD))
    assert found.count("Chưa bắt đầu") == 2
    finish_birth(whole)
    parts = public_view(whole, at=MONDAY + timedelta(hours=3), with_secret=True).parts
    assert [part.done for part in parts] == [True, False, False]
    assert "Công an phường Nguyễn Trãi" in parts[1].where and parts[1].due_at is not None


def test_the_late_part_names_its_office_and_the_others_do_not(visitor, whole):
    finish_birth(whole)
    due = part(whole, RESIDENCE).due_at
    assert due is not None and part(whole, CARD).due_at < due
    actions.upload_result(dossier=part(whole, CARD), by=staff("van.baohiem"), at=later(1), number="TE-1")
    actions.appraise(dossier=part(whole, CARD), by=staff("van.baohiem"), at=later(1))
    in_time = page(visitor, whole, due - timedelta(minutes=1))
    assert "Đang chờ" not in in_time
    late = page(visitor, whole, due + timedelta(days=1))
    office = part(whole, RESIDENCE).handling_office.name
    assert f"Đang chờ {office}, quá hạn 1 ngày làm việc." in late
    assert late.count("Đang chờ") == 1
    assert "Nông Đăng Khoa" not in late  # the office, never the officer


def test_a_part_asks_for_a_paper_and_gets_it_with_the_secret_of_the_whole(visitor, whole):
    birth = asked(whole)
    found = page(visitor, whole, MONDAY + timedelta(hours=2))
    assert "Giấy chứng sinh bản chính" in found and "Bản chụp mờ" in found
    address = f"/tra-cuu/{whole.code}/bo-sung/{birth.link_position}/"
    assert address in found
    refused = text(visitor.post(address, {"note": " "}))
    assert f'href="#files-{birth.link_position}"' in refused and "Hãy chọn tệp cần bổ sung" in refused
    photo = SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg")
    answer = visitor.post(address, {"files": photo, "note": "Gửi bản rõ"}, follow=True)
    assert "Đã nhận phần bổ sung" in text(answer) and "Bạn đã gửi bổ sung lúc" in text(answer)
    birth.refresh_from_db()
    assert birth.supplemented_at == MONDAY + timedelta(hours=2) and birth.files.filter(name="a.jpg").count() == 1
    assert not whole.files.filter(name="a.jpg").exists()


def test_without_the_secret_nothing_is_handed_in_nor_shown(visitor, whole):
    birth = asked(whole)
    address = f"/tra-cuu/{whole.code}/bo-sung/{birth.link_position}/"
    stranger = Client(headers={"accept-language": "vi"})
    assert stranger.post(address, {"note": "x"}).url.startswith("/tra-cuu/?ma=")
    assert "Giấy chứng sinh" not in text(stranger.get(f"/tra-cuu/?ma={whole.code}"))
    birth.refresh_from_db()
    assert birth.supplemented_at is None
    # The secret of one set opens no part of another, and there is no fourth part.
    other = receive()
    assert visitor.post(f"/tra-cuu/{other.code}/bo-sung/1/", {"note": "x"}).url.startswith("/tra-cuu/?ma=")
    assert visitor.post(f"/tra-cuu/{whole.code}/bo-sung/4/", {"note": "x"}).status_code == 404


def test_a_part_that_asks_for_nothing_takes_nothing(visitor, whole):
    birth = part(whole, BIRTH)
    answer = visitor.post(f"/tra-cuu/{whole.code}/bo-sung/{birth.link_position}/", {"note": "x"}, follow=True)
    assert "hiện không cần bổ sung" in text(answer)


def test_the_bills_of_the_parts_stand_together(visitor, whole):
    birth = part(whole, BIRTH)
    item = {"kind": "phi", "name": "Phí", "amount": 5000, "because": ""}
    Dossier.objects.filter(pk=birth.pk).update(bill={"items": [item], "total": 5000, "group": "", "copies": 1})
    found = page(visitor, whole, MONDAY + timedelta(hours=1))
    assert "5.000 đ" in found and "Còn phải nộp" in found
