"""A rule's form: sent as it is shown it changes nothing, and it can say every rule that the rulebook takes."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.directives import actions
from motcua.directives.models import RuleRow, RuleSet
from motcua.people.models import Office
from motcua.rulebook.policy.points import PointKind, spec_of
from motcua.web.policy.rule_form import RuleForm
from tests.conftest import REPOSITORY
from tests.rulebook.policy.any_rule import any_rule, rule_of
from tests.web.conftest import MONDAY
from tests.web.desk import LETTER as BASE
from tests.web.desk import desk, draft, letter, staff, text

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
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "input" and name and given.get("type") not in {"submit", "button"}:
            if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
                self.sent.setdefault(name, []).append(value)
        elif tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in given or self._select not in self.sent):
            self.sent[self._select] = [value]
        elif tag == "textarea":
            self._area = name
            self.sent[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            kept = self.sent[self._area]
            kept[0] += data if kept[0] else data.removeprefix("\r").removeprefix("\n")

    @property
    def query(self) -> QueryDict:
        """What is sent, lines of texts ended as browsers do."""
        query = QueryDict(mutable=True)
        for name, values in self.sent.items():
            query.setlist(name, [value.replace("\r\n", "\n").replace("\n", "\r\n") for value in values])
        return query


def form_of(data: dict[str, Any], held: dict[str, Any], sent: QueryDict | None = None, lang: str = "vi") -> RuleForm:
    return RuleForm(
        sent, spec=spec_of(data["point"]), held=held, body=Office.objects.get(path="H22"), lang=lang, replaceable=[]
    )


def drawn(form: RuleForm) -> Fields:
    """The form's fields as a browser has them."""
    return Fields("".join(str(bound) for bound in form))


PLACES = ("H22", "H22/000.00.32.H22", "H22/H22.99")
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(any_rule(places=PLACES), st.sampled_from(["vi", "en"]))
@quick
def test_any_rule_sent_as_it_is_shown_stays_the_same(data: dict[str, Any], lang: str):
    sent = drawn(form_of(data, data, lang=lang)).query
    form = form_of(data, data, sent, lang)
    assert form.is_valid(), (data, form.errors)
    assert form.rule_data() == {}, (data, form.changed_data)


@given(any_rule(places=PLACES[:2], procedures=["1.001193", "1.000656"], fields=["ho-tich", "dat-dai"], by_hand=True))
@quick
def test_any_rule_can_be_said_by_hand(data: dict[str, Any]):
    sent = drawn(form_of(data, data)).query
    form = form_of(data, {}, sent)
    assert form.is_valid(), (data, form.errors)
    assert rule_of(form.rule_data()) == rule_of(data), form.rule_data()


def test_one_change_leaves_the_rest_alone():
    data = {
        "point": "support.contact",
        "value": {"published_at": ["portal"], "odd": {"deep": 1}},
        "when": {"groups": ["elderly"], "unit_names": ["phường Trần Phú"]},
        "to": "2021-04-15T17:00:00+07:00",
    }
    sent = drawn(form_of(data, data)).query
    sent["value_phone"] = "0219 3866 113"
    sent["under"] = PLACES[1]
    form = form_of(data, data, sent)
    assert form.is_valid(), form.errors
    assert form.rule_data() == {
        "value": {"published_at": ["portal"], "odd": {"deep": 1}, "phone": "0219 3866 113"},
        "when": {"groups": ["elderly"], "under": PLACES[1]},
    }


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


def test_a_procedure_is_added_by_its_name_and_of_several_one_is_ticked():
    data = {"point": "fee.waived", "value": True, "when": {}}
    sent = drawn(form_of(data, data)).query
    sent["more_procedures"] = "1.001193\r\nkhông hề có thủ tục này xyzw"
    wrong = form_of(data, data, sent)
    assert not wrong.is_valid() and "Không có thủ tục nào" in str(wrong.errors["more_procedures"])
    sent["more_procedures"] = "khai sinh"
    several = form_of(data, data, sent)
    assert not several.is_valid() and "hãy đánh dấu" in str(several.errors["more_procedures"])
    assert 'value="1.001193"' in str(several["procedures"])
    sent["more_procedures"] = ""
    sent.setlist("procedures", ["1.001193"])
    form = form_of(data, data, sent)
    assert form.is_valid(), form.errors
    assert form.rule_data() == {"when": {"procedures": ["1.001193"]}}


def test_the_editor_opens_at_the_field_that_is_asked_about():
    row = draft(letter()).rows.get(point="room.cap")
    client, where = desk("hanh.chinhsach"), f"/chi-dao/quy-tac/{row.pk}/"
    assert '<details class="rule-part" open>' not in text(client.get(where))
    asked = text(client.get(f"{where}?sua=fields"))
    assert asked.count('<details class="rule-part" open>') == 1 and 'id="o-fields"' in asked


def test_a_rule_of_an_earlier_letter_can_be_replaced_and_is_named_with_its_clause():
    earlier = draft(letter())
    actions.propose_rules(rule_set_id=earlier.pk, by=staff("hanh.chinhsach"), at=MONDAY)
    actions.approve_rules(rule_set_id=earlier.pk, by=staff("dung.lanhdao"), at=MONDAY)
    old = earlier.rows.get(point="room.cap")
    row = draft(letter(BASE.replace("77/", "78/").replace("20 người", "15 người"), "78.txt")).rows.get(point="room.cap")
    client, where = desk("hanh.chinhsach"), f"/chi-dao/quy-tac/{row.pk}/"
    page = text(client.get(where))
    assert "77/UBND-PVHCC, mục 1: Số người tối đa trong một phòng" in page
    client.post(where, {**Fields(page).sent, "replaces": [f"rule:{old.pk}"]})
    assert RuleRow.objects.get(pk=row.pk).data == {**row.data, "replaces": [f"rule:{old.pk}"]}


@pytest.mark.parametrize("point", ["visit.appointment", "unit.moved", "staff.share", "tickets.per_person_day"])
def test_points_are_offered_and_their_forms_open(point: str):
    where = f"/chi-dao/van-ban/{letter().pk}/them-quy-tac/"
    client = desk("hanh.chinhsach")
    assert f'<option value="{point}">' in text(client.get(where))
    assert 'name="value"' in text(client.get(f"{where}?point={point}"))
