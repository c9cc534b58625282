"""English of the desk: what lists and states say, and a page of it."""

from __future__ import annotations

import pytest

from motcua.directives.models import RuleSet
from motcua.dossiers.models import Channel
from motcua.dossiers.queries import BUCKETS
from motcua.rulebook.dossier_states import STATES
from tests.web.desk import birth_dossier, desk, text
from tests.web.translations import everywhere


def test_what_lists_and_states_say_has_its_english() -> None:
    dynamic = {*BUCKETS.values(), *(state.label for state in STATES), *Channel.labels}
    assert sorted(str(word) for word in dynamic if word not in everywhere()) == []
    assert sorted(str(word) for word in RuleSet.State.labels if word not in everywhere()) == []


@pytest.mark.usefixtures("province")
def test_an_officer_may_work_in_english() -> None:
    birth_dossier()
    client = desk("duc.thuly")
    client.post("/ngon-ngu/", {"language": "en", "next": "/ban/"})
    page = text(client.get("/ban/"))
    assert '<html lang="en">' in page
    assert "Waiting for me" in page
    assert "Being appraised" in page
    assert "Chờ tôi xử lý" not in page
