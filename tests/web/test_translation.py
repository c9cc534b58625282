"""English of the public pages: states, forms, times and money."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from motcua.catalog.models import FormVersion
from motcua.rulebook.dossier_states import PUBLIC_DEGREES, STATES
from motcua.web import formats
from tests.web.conftest import BIRTH, MONDAY, UNIT
from tests.web.translations import everywhere


def test_states_and_forms_have_their_english(province):
    table = everywhere()
    states = [state.public for state in STATES] if not isinstance(STATES, dict) else [s.public for s in STATES.values()]
    assert [word for word in [*states, *PUBLIC_DEGREES] if word not in table] == []
    asked = set()
    for form in FormVersion.objects.all():
        for spec in form.schema["properties"].values():
            asked |= {spec.get("x-page", ""), spec.get("x-label", ""), spec.get("x-hint", "")} - {""}
    assert sorted(asked - set(table)) == []


def test_the_switch_turns_the_pages_to_english_and_back(visitor):
    assert '<html lang="vi">' in visitor.get("/").content.decode()
    visitor.post("/ngon-ngu/", {"language": "en", "next": "/"})
    page = visitor.get(f"/thu-tuc/{BIRTH}/?don-vi={UNIT}").content.decode()
    assert '<html lang="en">' in page
    assert "1 working day" in page and "Hand in online" in page and "Where and how to hand in" in page
    assert "What would you like to do?" in visitor.get("/").content.decode()
    visitor.post("/ngon-ngu/", {"language": "vi", "next": "/"})
    assert "Bạn muốn làm thủ tục gì?" in visitor.get("/").content.decode()


@pytest.mark.parametrize(
    ("language", "moment", "days", "money", "size"),
    [
        ("vi", "8 giờ, thứ Hai 30/3/2020", "thứ Ba, thứ Sáu", "1.250.000 đ", "1,2 MB"),
        ("en", "08:00, Monday 30 March 2020", "Tuesday, Friday", "VND 1,250,000", "1.2 MB"),
    ],
)
def test_times_days_and_money_in_the_language_of_the_page(language, moment, days, money, size):
    with override(language):
        assert formats.format_moment(MONDAY, year=True) == moment
        assert formats.format_weekdays({5, 2}) == days
        assert formats.format_money(1_250_000) == money
        assert formats.format_file_size(1_200_000) == size
