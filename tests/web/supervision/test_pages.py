"""The supervisor's pages: what presses, and the form of a period."""

from __future__ import annotations

import pytest

from motcua.supervision.actions.warnings import send_warnings
from motcua.supervision.models import DeadlineWarning
from tests.web.desk import birth_dossier, desk, text

pytestmark = pytest.mark.usefixtures("province")


def test_a_warning_is_shown_and_put_away() -> None:
    dossier = birth_dossier()
    send_warnings(dossier.due_at)
    client = desk("duc.thuly")
    page = text(client.get("/giam-sat/"))
    assert dossier.code in page and "đến hạn hôm nay" in page
    mine = DeadlineWarning.objects.get(to__username="duc.thuly")
    client.post("/giam-sat/da-xem/", {"warning": [mine.pk, "x", "9" * 30]})
    assert "Chưa có lời nhắc nào" in text(client.get("/giam-sat/"))


def test_form_06_of_a_unit_and_a_bad_period() -> None:
    dossier = birth_dossier()
    client = desk("mai.giamsat")
    page = text(client.get("/giam-sat/bieu-06/", {"tu": "1/1/2020", "den": "31/12/2020"}))
    assert "Hộ tịch" in page and dossier.office.name in page
    wrong = client.get("/giam-sat/bieu-06/", {"tu": "31/2/2020", "den": "hôm qua"})
    assert wrong.status_code == 422
    assert "Kỳ báo cáo chưa đúng" in text(wrong) and 'value="31/2/2020"' in wrong.content.decode()
    assert desk("duc.thuly").get("/giam-sat/bieu-06/").status_code == 404
