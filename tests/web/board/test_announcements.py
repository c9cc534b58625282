"""The head's page of boards and announcements."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.door.models import Announcement, Premises
from tests.web.desk import WARD_UNIT, desk, text

pytestmark = pytest.mark.usefixtures("province")
PAGE = "/bang-thong-bao/"


def test_the_head_posts_a_sentence_and_the_board_shows_it() -> None:
    head, unit = desk("thu.truongbophan"), Premises.objects.get(office__code=WARD_UNIT)
    assert f"/bang/{unit.board_key}/" in text(head.get(PAGE))
    typed = {"unit": unit.pk, "text": "Quầy 2 nghỉ", "shown_until": "2020-03-30T10:00", "spoken": "on"}
    assert head.post(PAGE, typed).status_code == 302
    row = Announcement.objects.get()
    assert (row.text, row.spoken, row.premises) == ("Quầy 2 nghỉ", True, unit)
    assert "Quầy 2 nghỉ" in text(Client().get(f"/bang/{unit.board_key}/"))
    assert head.post(f"{PAGE}{row.pk}/go/").status_code == 302
    assert "Quầy 2 nghỉ" not in text(Client().get(f"/bang/{unit.board_key}/"))


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() -> None:
    head, unit = desk("thu.truongbophan"), Premises.objects.get(office__code=WARD_UNIT)
    answer = head.post(PAGE, {"unit": unit.pk, "text": "Câu hay", "shown_until": "2020-03-29T10:00"})
    page = text(answer)
    assert answer.status_code == 422 and "Lúc thôi hiện phải sau" in page and "Câu hay" in page
    assert not Announcement.objects.exists()


def test_another_unit_is_not_spoken_for() -> None:
    head = desk("thu.truongbophan")
    other = Premises.objects.exclude(office__code=WARD_UNIT).earliest("pk")
    assert head.post(PAGE, {"unit": other.pk, "text": "Câu"}).status_code == 422
    assert not Announcement.objects.exists()
    assert desk("thao.tiepnhan").get(PAGE).status_code == 404


def test_an_announcement_elsewhere_is_not_taken_down() -> None:
    centre = desk("son.giamdoc")
    unit = Premises.objects.exclude(office__code=WARD_UNIT).get(office__code="000.00.22.H22")
    assert centre.post(PAGE, {"unit": unit.pk, "text": "Câu"}).status_code == 302
    row = Announcement.objects.get()
    assert desk("thu.truongbophan").post(f"{PAGE}{row.pk}/go/").status_code == 404
    row.refresh_from_db()
    assert row.shown_until is None
