"""The ward's door in the demo, and a person who declares there."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from motcua.door.models import Premises
from tests.web.desk import WARD_UNIT, text

PERSON = {"full_name": "Vàng Thị Mỷ", "phone": "0912345678", "address": "Thôn Mường"}
WELL = [PERSON, {"symptoms": "no"}, {"contact": "no"}, {"travelled": "no"}]
ILL = [PERSON, {"symptoms": "yes"}, {"fever": "on"}, {"contact": "no"}, {"travelled": "no"}]


def ward() -> Premises:
    return Premises.objects.select_related("office").get(office__code=WARD_UNIT)


def hidden(answer: Any) -> dict[str, str]:
    """What the page carries along."""
    page = text(answer)
    return {
        name: found[1] for name in ("so_far", "page") if (found := re.search(rf'name="{name}" value="([^"]*)"', page))
    }


def fill(client: Client, address: str, pages: list[dict[str, str]]) -> Any:
    """Go through the pages; the answer is that of the last one, the page on which all is looked at again."""
    answer = client.get(address)
    for typed in pages:
        answer = client.post(address, hidden(answer) | typed)
        assert answer.status_code == 200, text(answer)
    return answer


def declared(client: Client, address: str, pages: list[dict[str, str]]) -> str:
    """The address of the pass."""
    answer = client.post(address, hidden(fill(client, address, pages)) | {"true": "1"})
    assert answer.status_code == 302, text(answer)
    return str(answer.url)
