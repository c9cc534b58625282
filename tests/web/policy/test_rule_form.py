"""A rule's form: sent as it is shown it changes nothing, whatever sort of value its point takes."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from motcua.directives.models import RuleRow, RuleSet
from motcua.rulebook.policy.points import PointKind, spec_of
from tests.conftest import REPOSITORY
from tests.web.desk import desk, draft, letter, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


LETTER = (REPOSITORY / "motcua" / "demo_letters" / "ha_giang_905.txt").read_text(encoding="utf-8")


def rules_with_hours() -> tuple[RuleSet, RuleRow]:
    """The draft of a real letter, and one of its rules made into one of reception hours."""
    rules = draft(letter(LETTER, "905.txt"))
    row = rules.rows.filter(point="receive.counter").first()
    row.point = "receive.counter.hours"
    row.data |= {"point": row.point, "value": [["07:30", "11:30"], ["13:30", "17:00"]]}
    row.save()
    return rules, row


class Fields(HTMLParser):
    """What a browser would send of the form with a rule's value in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._select = self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "input" and name and given.get("type") not in {"submit", "button"}:
            if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
                self.sent.setdefault(name, []).append(value)
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self.sent[self._select] = [value]
        elif tag == "textarea":
            self._area = name
            self.sent[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area][0] += data


def test_every_rule_of_a_letter_is_saved_as_it_was_shown():
    rules, _hours = rules_with_hours()
    client, kinds = desk("hanh.chinhsach"), set()
    for row in rules.rows.filter(removed=False):
        kind = spec_of(row.point).kind
        where = f"/chi-dao/quy-tac/{row.pk}/"
        sent = Fields(text(client.get(where))).sent
        answer = client.post(where, sent)
        assert answer.status_code == 302, (row.point, text(answer))
        after = RuleRow.objects.get(pk=row.pk).data
        assert (after.get("value"), after.get("when") or {}) == (row.data.get("value"), row.data.get("when") or {}), (
            row.point
        )
        kinds.add(kind)
    assert {PointKind.STATUS, PointKind.CAP, PointKind.MAPPING, PointKind.HOURS} <= kinds


@pytest.mark.parametrize("typed", ["", "sáng", "7:30", "7:30-25:00", "7:30–11:30; 13:30–17:00"])
def test_hours_that_cannot_be_read_are_told_at_the_field(typed: str):
    _rules, row = rules_with_hours()
    where, kept = f"/chi-dao/quy-tac/{row.pk}/", row.data["value"]
    answer = desk("hanh.chinhsach").post(where, {"value": typed, "force": "binding"})
    assert answer.status_code == 400 and "7:30–11:30, 13:30–17:00" in text(answer)
    assert RuleRow.objects.get(pk=row.pk).data["value"] == kept
