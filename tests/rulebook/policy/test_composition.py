"""The composition table of docs/policy.md, line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from motcua.rulebook.policy import composition, describe
from motcua.rulebook.policy.data import rule_from_data
from motcua.rulebook.policy.decide import answer, decide
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.terms import Facts, Rule, Source

VN = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = date(2021, 3, 1)
PROVINCE, DISTRICT, COMMUNE = "H22", "H22/H22.27", "H22/H22.27/1"
FACTS = Facts(
    unit=COMMUNE,
    unit_kind="commune_unit",
    unit_level="commune",
    at=datetime(2021, 3, 9, 9, tzinfo=VN),  # a Tuesday
    online_level=3,
    procedure="1.000656",
    field="Hộ tịch",
)


def rule(id: str, point: str, value: Any, body: str = PROVINCE, issued: date = DAY, **data: Any) -> Rule:
    data = {"point": point, "value": value} | data
    return rule_from_data(data, id=id, body=body, issued_on=issued, source=Source(id, "1"))


def settle(point: str, *rules: Rule) -> tuple[Any, set[str], dict[str, str], int]:
    """Value, who made it, who lost and why, how many conflicts."""
    index = RuleIndex(rules)
    found = answer(point, FACTS, index)
    lost = {reason.rule: reason.note for reason in found.also if not reason.rule.startswith("law/")}
    return found.value, {r.rule for r in found.because}, lost, len(decide(FACTS, index, points=[point]).conflicts)


COUNTER, CAP, DAYS, MASK = "receive.counter", "room.cap", "receive.counter.days", "entry.mask"


def test_a_lower_body_may_tighten() -> None:
    rules = [rule("p", COUNTER, "discouraged"), rule("d", COUNTER, "closed", DISTRICT)]
    assert settle(COUNTER, *rules) == ("closed", {"d"}, {"p": composition.TIGHTER_STANDS}, 0)


def test_a_lower_body_may_not_loosen() -> None:
    rules = [rule("p", COUNTER, "discouraged"), rule("d", COUNTER, "encouraged", DISTRICT, date(2021, 3, 5))]
    assert settle(COUNTER, *rules) == ("discouraged", {"p"}, {"d": composition.LOOSER}, 0)


def test_a_default_may_be_changed_below_either_way() -> None:
    soft = rule("p", COUNTER, "closed", force="default")
    assert settle(COUNTER, soft)[0] == "closed"
    assert settle(COUNTER, soft, rule("d", COUNTER, "encouraged", DISTRICT))[:2] == ("encouraged", {"d"})


def test_a_default_in_the_middle_frees_nobody_from_what_stands_above() -> None:
    """The province's order kept the commune from loosening, so it is a reason though the value is the district's."""
    rules = [
        rule("p", COUNTER, "discouraged"),
        rule("d", COUNTER, "closed", DISTRICT, force="default"),
        rule("c", COUNTER, "allowed", COMMUNE),
    ]
    assert settle(COUNTER, *rules) == ("closed", {"p", "d"}, {"c": composition.LOOSER}, 0)
    assert settle(COUNTER, *rules[1:])[0] == "allowed"


def test_delegation_within_bounds() -> None:
    head = rule("p", DAYS, [2, 5], force="delegated", bounds={"within": [1, 2, 3, 4, 5]})
    assert settle(DAYS, head)[0] == {2, 5}
    assert settle(DAYS, head, rule("d", DAYS, [1, 3], DISTRICT))[:2] == ({1, 3}, {"p", "d"})
    value, made, lost, _ = settle(DAYS, head, rule("d", DAYS, [1, 6], DISTRICT))
    assert (value, made, lost) == ({2, 5}, {"p"}, {"d": composition.OUT_OF_BOUNDS})
    assert settle(DAYS, head, rule("d", DAYS, [5], DISTRICT))[0] == {5}, "tighter always counts"


def test_a_bare_delegation_leaves_the_law_until_the_head_decides() -> None:
    value, made, _, _ = settle(DAYS, rule("p", DAYS, None, force="delegated"))
    assert value == {1, 2, 3, 4, 5}
    assert made == {"p", f"law/188/1999/QĐ-TTg/{DAYS}"}


def test_between_rules_of_one_body_the_more_specific_counts() -> None:
    broad = rule("broad", COUNTER, "closed", issued=date(2021, 3, 5))
    narrow = rule("narrow", COUNTER, "allowed", when={"online_levels": [3]})
    assert settle(COUNTER, broad, narrow) == ("allowed", {"narrow"}, {"broad": composition.OUTRANKED}, 0)


@pytest.mark.parametrize(
    ("narrow", "broad"),
    [
        ({"procedures": ["1.000656"]}, {"online_levels": [3], "unit_kinds": ["commune_unit"]}),
        ({"fields": ["Hộ tịch"]}, {"online_levels": [3]}),
        ({"under": "H22/H22.27/1"}, {"under": "H22/H22.27"}),
        ({"under": "H22/H22.27"}, {}),
        ({"urgent": False, "unit_levels": ["commune"]}, {"weekdays": [2]}),
    ],
)
def test_what_counts_as_more_specific(narrow: dict[str, Any], broad: dict[str, Any]) -> None:
    rules = [
        rule("narrow", "receive.postal", "closed", when=narrow),
        rule("broad", "receive.postal", "encouraged", issued=date(2021, 3, 5), when=broad),
    ]
    assert settle("receive.postal", *rules)[:2] == ("closed", {"narrow"})


def test_between_equals_of_one_body_the_later_counts() -> None:
    rules = [rule("old", COUNTER, "closed"), rule("new", COUNTER, "allowed", issued=date(2021, 3, 5))]
    assert settle(COUNTER, *rules) == ("allowed", {"new"}, {"old": composition.OUTRANKED}, 0)


def test_one_letter_with_two_dates_of_effect_changes_on_the_second() -> None:
    rules = [rule("first", COUNTER, "closed"), rule("then", COUNTER, "allowed", **{"from": "2021-03-08"})]
    assert settle(COUNTER, *rules)[:2] == ("allowed", {"then"})


def test_equals_of_one_day_that_differ_are_a_conflict_and_nothing_opens() -> None:
    value, made, _, conflicts = settle(COUNTER, rule("a", COUNTER, "closed"), rule("b", COUNTER, "encouraged"))
    assert (value, made, conflicts) == ("closed", {"a", "b"}, 1)
    assert settle(COUNTER, rule("a", COUNTER, "closed"), rule("b", COUNTER, "closed"))[3] == 0


def test_equals_of_one_day_from_two_bodies_are_no_conflict() -> None:
    assert settle(COUNTER, rule("a", COUNTER, "closed"), rule("b", COUNTER, "encouraged", DISTRICT))[3] == 0


def test_the_smallest_cap_counts_whoever_set_it() -> None:
    caps = [rule("p", CAP, 20), rule("p2", CAP, 15, issued=date(2021, 2, 1)), rule("d", CAP, 30, DISTRICT)]
    value, made, lost, conflicts = settle(CAP, *caps)
    assert (value, made, conflicts) == (15, {"p2"}, 0)
    assert lost == {"p": composition.OUTRANKED, "d": composition.LOOSER}
    assert settle(CAP, *caps, rule("c", CAP, 8, COMMUNE))[:2] == (8, {"c"})


def test_a_cap_without_a_number_limits_nothing_but_is_said() -> None:
    assert settle(CAP, rule("p", CAP, None))[:2] == (None, {"p"})
    assert settle(CAP, rule("p", CAP, None), rule("d", CAP, 12, DISTRICT))[0] == 12


def test_checks_equipment_and_duties_add_up() -> None:
    rules = [rule("p", MASK, ["visitors"]), rule("d", MASK, ["staff"], DISTRICT)]
    assert settle(MASK, *rules)[:2] == ({"visitors", "staff"}, {"p", "d"})
    shields = [rule("p", "equipment.droplet_shield", True), rule("d", "equipment.droplet_shield", 4, DISTRICT)]
    assert settle("equipment.droplet_shield", *shields)[0] == 4
    posts = [
        rule("p", "support.contacts", {"published_at": ["portal"]}),
        rule("d", "support.contacts", {"published_at": ["unit"], "prefer": "online"}, DISTRICT),
    ]
    assert settle("support.contacts", *posts)[0] == {"published_at": ["portal", "unit"], "prefer": "online"}


def test_days_meet() -> None:
    rules = [rule("p", DAYS, [2, 3, 5]), rule("d", DAYS, [1, 2, 5], DISTRICT)]
    assert settle(DAYS, *rules)[:2] == ({2, 5}, {"p", "d"})


def test_hours_meet() -> None:
    point = "receive.counter.hours"
    rules = [
        rule("p", point, [["08:00", "16:00"]]),
        rule("d", point, [["07:30", "11:30"], ["13:30", "17:00"]], DISTRICT),
    ]
    value = settle(point, *rules)[0]
    assert [(f"{a:%H:%M}", f"{b:%H:%M}") for a, b in value] == [("08:00", "11:30"), ("13:30", "16:00")]


def test_reports_of_all_letters_are_due() -> None:
    daily, weekly = {"every": "day", "to": "Tỉnh ủy"}, {"every": "week", "due": "Friday 16:00"}
    asked = [
        rule("p", "report.daily", daily),
        rule("later", "report.daily", weekly, issued=date(2021, 3, 5)),
        rule("d", "report.daily", daily, DISTRICT, force="default"),
    ]
    assert settle("report.daily", *asked) == ((daily, weekly), {"p", "later", "d"}, {}, 0), "the earlier first"
    assert settle("report.daily", *asked[:2], replace(asked[2], replaces=frozenset({"p"})))[0] == (daily, weekly)
    assert settle("report.daily", *asked[:1])[0] == (daily,)
    assert settle("report.daily", rule("head", "report.daily", None, force="delegated"))[:2] == (None, {"head"})
    assert settle("report.daily", asked[0], rule("end", "report.daily", weekly, replaces=["p"]))[0] == (weekly,)
    words = describe.value_text("report.daily", (daily, weekly))
    assert words == "kỳ hằng ngày; nơi nhận Tỉnh ủy; và kỳ hằng tuần; hạn 16:00 thứ Sáu"


def test_a_stricter_target_counts() -> None:
    rules = [rule("p", "target.online_share", 30), rule("d", "target.online_share", 50, DISTRICT)]
    assert settle("target.online_share", *rules)[0] == 50
    assert settle("sla.online_acceptance", rule("p", "sla.online_acceptance", 4))[0] == 4


def test_only_closes_the_others_and_says_so() -> None:
    only = rule("p", "receive.online", "only")
    assert settle("receive.online", only)[:2] == ("only", {"p"})
    for point in ("receive.postal", COUNTER, "receive.support_point"):
        assert settle(point, only)[:2] == ("closed", {"p"})
    assert settle("return.postal", only)[0] == "allowed"


def test_only_leaves_a_fallback_whoever_set_it() -> None:
    only = rule("p", "receive.online", "only")
    for body in (PROVINCE, DISTRICT):
        back = rule("f", COUNTER, "fallback", body, when={"uses_neither": True})
        assert settle(COUNTER, only, back)[:2] == ("fallback", {"p", "f"}) or body == PROVINCE
        assert settle(COUNTER, only, back)[0] == "fallback"


def test_only_closes_even_where_the_channel_itself_is_closed_later() -> None:
    """Closing the only way is a tighter rule: it must not open another."""
    rules = [rule("p", "receive.online", "only"), rule("d", "receive.online", "closed", DISTRICT)]
    assert settle("receive.online", *rules)[0] == "closed"
    assert settle("receive.postal", *rules)[0] == "closed"


def test_a_later_word_on_the_named_channel_opens_the_siblings_only_where_it_replaces() -> None:
    only = rule("old", "receive.online", "only")
    later = rule("new", "receive.online", "allowed", issued=date(2021, 3, 5))
    assert settle("receive.online", only, later)[0] == "allowed"
    assert settle(COUNTER, only, later)[:2] == ("closed", {"old"})
    replacing = rule("new", "receive.online", "allowed", issued=date(2021, 3, 5), replaces=["old"])
    assert settle(COUNTER, only, replacing)[0] == "allowed"


def test_a_delegated_only_closes_its_siblings_against_what_is_outside_its_bounds() -> None:
    """On a sibling its own value is CLOSED: DISCOURAGED is not tighter than that, though it is tighter than ONLY."""
    only = rule("p", "receive.online", "only", force="delegated", bounds={"within": []})
    looser = rule("d", "receive.postal", "discouraged", DISTRICT)
    assert settle("receive.postal", only, looser) == ("closed", {"p"}, {"d": composition.OUT_OF_BOUNDS}, 0)
    free = rule("p", "receive.online", "only", force="delegated")
    assert settle("receive.postal", free, looser)[0] == "discouraged"


def test_a_delegated_only_keeps_a_fallback_that_a_lower_body_says_too() -> None:
    """Spared by a fallback it says FALLBACK on its sibling, so a lower FALLBACK is inside it."""
    only = rule("p", "receive.online", "only", force="delegated", bounds={"within": []})
    spared = rule("d", COUNTER, "fallback", DISTRICT)
    value, made, lost, _ = settle(COUNTER, only, spared)
    assert (value, made, lost) == ("fallback", {"p", "d"}, {})


def test_discouraged_in_the_same_letter_opens_nothing() -> None:
    back = rule("f", COUNTER, "fallback", when={"uses_neither": True})
    mild = rule("m", COUNTER, "discouraged", when={"urgent": False, "unit_kinds": ["commune_unit"]})
    value, made, _, conflicts = settle(COUNTER, back, mild)
    assert (value, made, conflicts) == ("fallback", {"f", "m"}, 0)
    later = rule(
        "m", COUNTER, "discouraged", issued=date(2021, 3, 5), when={"urgent": False, "unit_levels": ["commune"]}
    )
    assert settle(COUNTER, back, later)[0] == "discouraged"


def test_a_replaced_rule_is_out_and_does_not_come_back() -> None:
    old = rule("old", COUNTER, "closed")
    new = rule("new", COUNTER, "discouraged", replaces=["old"], to="2021-03-05")
    assert settle(COUNTER, old, new)[0] == "allowed", "the new one has ended, the old one stays replaced"
    assert settle(COUNTER, old)[0] == "closed"


def test_a_lower_body_cannot_replace_what_a_higher_one_issued() -> None:
    old = rule("old", COUNTER, "closed")
    assert settle(COUNTER, old, rule("new", COUNTER, "allowed", DISTRICT, replaces=["old"]))[0] == "closed"


def test_a_rule_replaced_before_it_began_replaces_nothing() -> None:
    rules = [
        rule("a", COUNTER, "closed"),
        rule("b", COUNTER, "allowed", replaces=["a"], **{"from": "2021-03-08"}),
        rule("c", COUNTER, "fallback", replaces=["b"], issued=date(2021, 3, 2)),
    ]
    value, made, lost, _ = settle(COUNTER, *rules)
    assert (value, made) == ("fallback", {"c"}) and set(lost) == {"a"}


def test_a_body_rules_its_own_branch_only() -> None:
    assert settle(CAP, rule("x", CAP, 5, "H22/H22.28"))[0] is None
    assert settle(CAP, rule("x", CAP, 5, "H2"))[0] is None, "H2 is not above H22"


def test_an_amendment_of_one_hour() -> None:
    rules = [rule("p", COUNTER, "closed", **{"from": "2021-03-09T09:30:00+07:00"})]
    index = RuleIndex(rules)
    assert answer(COUNTER, FACTS, index).value == "allowed"
    half_past = Facts(unit=COMMUNE, at=datetime(2021, 3, 9, 2, 30, tzinfo=ZoneInfo("UTC")))
    assert answer(COUNTER, half_past, index).value == "closed"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        answer(COUNTER, Facts(unit=COMMUNE, at=datetime(2021, 3, 9)), RuleIndex(()))


def test_asked_about_a_time_before_any_law_it_still_says_why() -> None:
    found = answer(COUNTER, Facts(unit=COMMUNE, at=datetime(1990, 1, 1, tzinfo=VN)), RuleIndex(()))
    assert found.because and found.because[0].note == composition.NOT_SAID


@pytest.mark.parametrize("days", [([1], [2]), ([1], [2], [3]), ([1, 2], [2, 3], [1, 3]), ([1, 2], [3], [3])])
def test_days_with_nothing_in_common_are_a_conflict_that_names_all(days: tuple[list[int], ...]) -> None:
    found = [rule(f"r{at}", "receive.counter.days", value) for at, value in enumerate(days)]
    decision = decide(FACTS, found, points=["receive.counter.days"])
    settled = decision.answers["receive.counter.days"]
    names = {other.id for other in found}
    assert settled.value == frozenset()
    assert {reason.rule for reason in settled.because} == names
    assert {reason.note for reason in settled.because} == {composition.NOTHING_IN_COMMON}
    (conflict,) = decision.conflicts
    assert set(conflict.rules) == names and "không còn ngày, giờ chung" in conflict.text


def test_days_and_hours_of_two_bodies_with_nothing_in_common_are_a_conflict_too() -> None:
    for point, above, below in (
        ("receive.counter.days", [2, 5], [1]),
        ("receive.counter.hours", [["07:30", "11:30"]], [["13:30", "17:00"]]),
    ):
        found = [rule("p", point, above), rule("d", point, below, DISTRICT)]
        (conflict,) = decide(FACTS, found, points=[point]).conflicts
        assert conflict.rules == ("d", "p")


def test_a_body_that_names_no_day_closes_and_is_no_conflict() -> None:
    found = [rule("p", "receive.counter.days", [2, 5]), rule("q", "receive.counter.days", [])]
    decision = decide(FACTS, found, points=["receive.counter.days"])
    assert decision.conflicts == ()
    assert {reason.rule for reason in decision.answers["receive.counter.days"].because} == {"q"}


def test_equal_restrictions_are_named_both() -> None:
    found = [rule(name, "receive.counter.days", value) for name, value in (("a", [1, 2]), ("b", [2, 3]), ("c", [2, 3]))]
    settled = decide(FACTS, found, points=["receive.counter.days"]).answers["receive.counter.days"]
    assert (settled.value, {reason.rule for reason in settled.because}) == (frozenset({2}), {"a", "b", "c"})
