"""A head arranges a cover; the cover works; what was typed wrong stays on the page."""

from __future__ import annotations

import pytest

from motcua.people.models import Delegation, StaffRole
from tests.web.desk import birth_dossier, desk, text

pytestmark = pytest.mark.usefixtures("province")


def test_a_cover_from_the_page_to_the_work() -> None:
    dossier = birth_dossier()
    head = desk("vinh.pheduyet")
    held = StaffRole.objects.get(staff__username="duc.thuly", role="processing_officer")
    cover = StaffRole.objects.get(staff__username="ha.vanthu").staff
    sent = {"held": held.pk, "cover": cover.pk, "first": "30/3/2020", "last": "31/13/2020", "document": "12/GUQ"}
    wrong = head.post("/ban/uy-quyen/lam-thay/", sent)
    assert wrong.status_code == 422 and 'value="31/13/2020"' in wrong.content.decode()
    assert "ngày kết thúc" in text(wrong)
    assert head.post("/ban/uy-quyen/lam-thay/", sent | {"last": "3/4/2020"}).status_code == 302
    assert "đang hiệu lực" in text(head.get("/ban/uy-quyen/"))
    assert dossier.code in text(desk("ha.vanthu").get("/ban/"))
    given = Delegation.objects.get(kind="absence")
    head.post(f"/ban/uy-quyen/{given.pk}/thoi/")
    assert "đã thôi" in text(head.get("/ban/uy-quyen/"))
    assert dossier.code not in text(desk("ha.vanthu").get("/ban/"))


def test_an_authority_names_its_procedures_and_its_person() -> None:
    head = desk("nga.pheduyet")
    centre = StaffRole.objects.get(staff__username="son.giamdoc").office
    sent = {
        "office": centre.pk, "role": "approver", "to_staff": "nobody", "procedures": "9.999999", "first": "30/3/2020",
        "last": "", "document": "Quyết định 15/QĐ-STP",
    }  # fmt: skip
    wrong = text(head.post("/ban/uy-quyen/tai-cho/", sent))
    assert "Không có thủ tục: 9.999999" in wrong and "tên đăng nhập này" in wrong
    done = head.post("/ban/uy-quyen/tai-cho/", sent | {"to_staff": "son.giamdoc", "procedures": "1.001193"})
    assert done.status_code == 302
    assert Delegation.objects.filter(kind="authority", to_staff__username="son.giamdoc").exists()


def test_who_heads_nothing_gives_nothing() -> None:
    assert desk("duc.thuly").get("/ban/uy-quyen/lam-thay/").status_code == 404
    assert desk("duc.thuly").get("/ban/uy-quyen/").status_code == 200
