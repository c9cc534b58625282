"""The cashier's pages, as a cashier uses them."""

from __future__ import annotations

from uuid import uuid4

import pytest

from motcua.dossiers.models import Dossier
from motcua.payments.models import FeeReceipt
from tests.web.desk import birth_dossier, desk, text

pytestmark = pytest.mark.usefixtures("province")
BILL = {"items": [{"kind": "le_phi", "name": "Lệ phí", "amount": 8000, "because": ""}], "total": 8000}


def owing() -> Dossier:
    dossier = birth_dossier()
    Dossier.objects.filter(pk=dossier.pk).update(bill=BILL)
    return dossier


def test_from_the_code_to_the_receipt_and_its_end() -> None:
    dossier, client = owing(), desk("tam.traketqua")
    assert "8.000" in text(client.get("/thu-phi/"))
    assert client.post("/thu-phi/", {"code": dossier.code.lower()}).url == f"/thu-phi/{dossier.code}/"
    done = client.post(f"/thu-phi/{dossier.code}/", {"method": "cash", "payer": "Vàng Thị Mỷ", "key": uuid4()})
    receipt = FeeReceipt.objects.get()
    assert done.url == f"/thu-phi/bien-lai/{receipt.pk}/"
    page = text(client.get(done.url))
    assert "8.000" in page and "Vàng Thị Mỷ" in page
    wrong = client.post(f"/thu-phi/bien-lai/{receipt.pk}/huy/", {"why": ""})
    assert wrong.status_code == 422
    client.post(f"/thu-phi/bien-lai/{receipt.pk}/huy/", {"why": "Ghi nhầm số tiền"})
    assert "Ghi nhầm số tiền" in text(client.get(done.url))


def test_what_was_typed_stays_and_others_see_nothing() -> None:
    dossier, client = owing(), desk("tam.traketqua")
    wrong = client.post(f"/thu-phi/{dossier.code}/", {"method": "transfer", "payer": "Ông Sính", "key": uuid4()})
    assert wrong.status_code == 422
    assert "Ông Sính" in wrong.content.decode() and "mã giao dịch" in text(wrong)
    unknown = client.post("/thu-phi/", {"code": "khong-co"})
    assert unknown.status_code == 422 and "khong-co" in unknown.content.decode()
    assert desk("duc.thuly").get("/thu-phi/").status_code == 404
    assert desk("chu.tiepnhan").get(f"/thu-phi/{dossier.code}/").status_code == 404


def test_a_receipt_is_printed_in_figures_and_words(pdf_text) -> None:
    dossier, client = owing(), desk("tam.traketqua")
    client.post(f"/thu-phi/{dossier.code}/", {"method": "cash", "key": uuid4()})
    printed = client.get(f"/thu-phi/bien-lai/{FeeReceipt.objects.get().pk}/?in=1")
    assert printed["Content-Type"] == "application/pdf"
    words = pdf_text(printed.content)
    assert "8.000" in words and "Tám nghìn đồng" in words
