"""The next epidemic's form is data: the catalogue officer finds it, marks answers of concern, publishes it."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.catalog.models import FormVersion
from motcua.catalog.queries.procedures import procedure_by_code
from tests.web.declarations.place import ward
from tests.web.desk import desk, text

pytestmark = pytest.mark.usefixtures("province")


def test_it_is_in_the_designer_and_on_no_public_page(visitor: Client) -> None:
    assert "KB-YTE" in text(desk("tuan.danhmuc").get("/danh-muc/?q=khai+bao+y+te"))
    assert procedure_by_code("KB-YTE") is None
    assert "Tờ khai y tế" not in text(visitor.get("/thu-tuc/?q=khai+bao+y+te"))
    assert visitor.get("/thu-tuc/KB-YTE/").status_code == 404


def test_a_new_version_with_a_new_answer_of_concern_is_asked_at_the_door(visitor: Client) -> None:
    client = desk("tuan.danhmuc")
    client.post("/danh-muc/KB-YTE/bieu-mau/")
    address = "/danh-muc/KB-YTE/bieu-mau/soan/"
    page = text(client.get(f"{address}?muc=field:symptoms"))
    assert "Những câu trả lời đáng lo" in page
    draft = FormVersion.objects.get(procedure__code="KB-YTE", published_at=None)
    assert draft.changed_at is not None
    sent = {
        "muc": "field:symptoms", "trang": "1", "seen": draft.changed_at.isoformat(), "do": "publish",
        "muc-label": "Bạn có phát ban không?", "muc-kind": "choice", "muc-required": "on",
        "muc-choices": "Không\nCó\nKhông rõ", "muc-alert": ["yes", "khong_ro"], "note": "Sởi",
    }  # fmt: skip
    answer = client.post(address, sent)
    assert answer.status_code == 302, text(answer)
    made = FormVersion.objects.filter(procedure__code="KB-YTE").order_by("-version")[0]
    assert made.version == 2 and made.published_at is not None
    assert made.schema["properties"]["symptoms"]["x-label"] == "Bạn có phát ban không?"
    assert "yes" in made.schema["properties"]["symptoms"]["x-alert"]
    assert made.schema["properties"]["fever"]["x-alert"] == ["true"]
    assert visitor.get(f"/khai-bao/{ward().door_key}/").status_code == 200


def test_answers_of_concern_are_not_asked_of_a_procedures_form() -> None:
    client = desk("tuan.danhmuc")
    client.post("/danh-muc/1.001193/bieu-mau/")
    page = text(client.get("/danh-muc/1.001193/bieu-mau/soan/?muc=field:relation"))
    assert "đáng lo" not in page
