"""A pass at the gate: forged, of yesterday, of another unit, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.catalog.actions.internal_forms import load_internal_forms
from motcua.door.health.actions.declarations import make_declaration
from motcua.door.health.queries.passes import find_pass, own_passes, token_in_scan
from motcua.door.models import Declaration, Premises
from tests.door.gate_scene import Door
from tests.door.test_declarations import ILL, WELL
from tests.dossiers.world import MONDAY, at


@pytest.fixture
def token(door: Door) -> str:
    load_internal_forms(MONDAY)
    return make_declaration(premises_id=door.premises.pk, answers=WELL, at=MONDAY).token


@pytest.mark.parametrize(
    "text",
    ["MC1:{}", "mc1:{}", "  MC1:{} \r\n", "https://mot.cua/the/{}/", "https://mot.cua/the/{}?a=1#x", "{}"],
)
def test_whatever_the_scanner_makes_of_it(text: str, token: str, door: Door) -> None:
    found = find_pass(text.format(token), premises_id=door.premises.pk, at=MONDAY)
    assert found.problem == "" and found.row is not None and found.row.full_name == "Vàng Thị Mỷ"


@pytest.mark.parametrize("text", ["", "MC1:", "MC1:khong-co", "MC1:\0", "x" * 5000, "002190001234||Vàng", "MC1:ế"])
def test_forged_or_nothing_is_unknown(text: str, token: str, door: Door) -> None:
    assert find_pass(text, premises_id=door.premises.pk, at=MONDAY).problem == "unknown"


def test_a_changed_letter_is_another_token(token: str, door: Door) -> None:
    forged = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert find_pass(f"MC1:{forged}", premises_id=door.premises.pk, at=MONDAY).problem == "unknown"


def test_its_day_and_not_a_moment_longer(token: str, door: Door) -> None:
    def problem(moment) -> str:
        return find_pass(f"MC1:{token}", premises_id=door.premises.pk, at=moment).problem

    assert problem(MONDAY - timedelta(seconds=1)) == "not_yet"
    assert problem(at(31, 0, month=3) - timedelta(seconds=1)) == ""
    assert problem(at(31, 0, month=3)) == "expired"
    assert problem(at(31, 9, month=3)) == "expired"


def test_another_units_pass_tells_nothing_of_its_holder(token: str, door: Door) -> None:
    other = Premises.objects.create(office=door.world.elsewhere)
    found = find_pass(f"MC1:{token}", premises_id=other.pk, at=MONDAY)
    assert (found.problem, found.row, found.alerts) == ("elsewhere", None, [])


def test_alerts_come_with_the_pass_in_words(door: Door) -> None:
    load_internal_forms(MONDAY)
    ill = make_declaration(premises_id=door.premises.pk, answers=ILL, at=MONDAY)
    assert "Sốt" in find_pass(f"MC1:{ill.token}", premises_id=door.premises.pk, at=MONDAY).alerts


def test_an_older_own_pass_no_longer_opens(door: Door) -> None:
    load_internal_forms(MONDAY)
    older, newer = (
        make_declaration(premises_id=door.premises.pk, answers=WELL, at=moment, by=door.head, own=True).token
        for moment in (MONDAY, MONDAY + timedelta(minutes=1))
    )
    later = MONDAY + timedelta(minutes=2)
    assert find_pass(older, premises_id=door.premises.pk, at=later).problem == "revoked"
    assert find_pass(newer, premises_id=door.premises.pk, at=later).problem == ""


def test_a_pass_whose_declaration_was_removed_stays_a_pass(token: str, door: Door) -> None:
    Declaration.objects.all().delete()
    found = find_pass(f"MC1:{token}", premises_id=door.premises.pk, at=MONDAY)
    assert found.problem == "" and found.row is not None and found.row.declaration is None


def test_ones_own(door: Door) -> None:
    load_internal_forms(MONDAY)
    mine = make_declaration(premises_id=door.premises.pk, answers=WELL, at=MONDAY, by=door.head, own=True).entry_pass
    assert own_passes(door.head, MONDAY) == [mine]
    assert own_passes(door.marshal, MONDAY) == []


def test_token_in_takes_the_last_part_of_an_address() -> None:
    assert token_in_scan("http://127.0.0.1:8000/the/abc/") == "abc"
