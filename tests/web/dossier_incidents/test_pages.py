"""From the dossier to the incident and its end, on the pages."""

from __future__ import annotations

import pytest

from motcua.dossiers.models import Dossier, Incident
from tests.web.desk import birth_dossier, desk, text

pytestmark = pytest.mark.usefixtures("province")


def test_written_down_put_right_and_seen_by_those_concerned() -> None:
    dossier = birth_dossier()
    Dossier.objects.filter(pk=dossier.pk).update(state="returned", result_number="1/2020")
    client = desk("tam.traketqua")
    address = f"/su-co/ho-so/{dossier.code}/"
    wrong = client.post(address, {"kind": "error", "what": "sai"})
    assert wrong.status_code == 422 and "sai</textarea>" in wrong.content.decode()
    done = client.post(address, {"kind": "error", "what": "Ghi sai ngày sinh của cháu bé"})
    incident = Incident.objects.get()
    assert done.url == f"/su-co/{incident.pk}/"
    assert "Ghi sai ngày sinh" in text(client.get("/su-co/"))
    assert "Đính chính và báo" not in text(client.get(done.url))
    refused = client.post(done.url, {"number": "1a/2020", "responsible": "UBND phường", "cost": "0"})
    assert refused.status_code == 422 and "Chỉ trưởng bộ phận" in text(refused)
    head = desk("vinh.pheduyet")
    assert head.post(done.url, {"number": "1a/2020", "responsible": "UBND phường", "cost": "0"}).status_code == 302
    assert "1a/2020" in text(head.get(done.url))
    assert desk("chu.tiepnhan").get(done.url).status_code == 404
