"""Before rules take effect: who would be left with no way, what is prohibited, what contradicts, what loosens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from motcua.rulebook.policy.channel_coverage import PolicyUnit, cells_without_channel
from motcua.rulebook.policy.data import rule_from_data
from motcua.rulebook.policy.enact import check_enactment
from motcua.rulebook.policy.findings import RefusalKind
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.terms import Rule, Source

from .provinces import LETTERS, letter

VN = ZoneInfo("Asia/Ho_Chi_Minh")
AT = datetime(2022, 1, 3, 8, tzinfo=VN)  # a Monday after all five letters


def weekdays_only(day: date) -> bool:
    return day.isoweekday() <= 5


def units(province: str) -> list[PolicyUnit]:
    return [
        PolicyUnit(f"{province}/TT", "provincial_centre", "province", "Trung tâm Phục vụ hành chính công"),
        PolicyUnit(f"{province}/{province}.27", "district_unit", "district", "Đồng Văn"),
        PolicyUnit(f"{province}/{province}.28", "district_unit", "district", "Mèo Vạc"),
        PolicyUnit(f"{province}/{province}.27/1", "commune_unit", "commune", "Lũng Cú"),
    ]


def rule(body: str, id: str = "new", issued_on: date = date(2022, 1, 2), **data: Any) -> Rule:
    source = Source("99/UBND", "1")
    return rule_from_data(data, id=id, body=body, issued_on=issued_on, source=source)


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_each_letter_may_be_enacted_in_its_own_province(name: str) -> None:
    body, _, _, _, _ = LETTERS[name]
    report = check_enactment(letter(name), RuleIndex(()), units(body), weekdays_only, AT)
    assert report.refusals == ()


def test_ba_ria_warns_how_many_units_must_have_a_plan_and_that_counters_stay_open() -> None:
    report = check_enactment(letter("ba_ria"), RuleIndex(()), units("H06"), weekdays_only, AT)
    assert any("3 đơn vị phải có kế hoạch" in warning and "vẫn mở" in warning for warning in report.warnings)


def test_without_the_exception_ha_giang_would_leave_people_with_no_way() -> None:
    """The cell names itself, as policy.md has it."""
    rules = [found for found in letter("ha_giang") if found.value != "fallback"]
    rules.append(rule("H22", point="receive.counter", value="closed", when={"under": "H22/H22.27"}))
    report = check_enactment(rules, RuleIndex(()), units("H22"), weekdays_only, AT)
    texts = [cell.text() for cell in report.cells]
    said = "thủ tục mức độ 2, người không dùng trực tuyến và bưu chính, tại Đồng Văn: không có ngày nào để nộp hồ sơ"
    assert said in texts
    assert not report.allowed
    named = [r for r in report.refusals if r.kind is RefusalKind.NO_WAY and "mức độ 2" in r.text]
    assert named and any(source.document == "99/UBND" for r in named for source in r.sources)
    assert not any("dùng được trực tuyến" in text and "Mèo Vạc" in text and "nộp" in text for text in texts)


def test_khanh_hoa_refuses_a_rule_that_would_stop_reception() -> None:
    standing = RuleIndex(letter("khanh_hoa"))
    stop = rule("H32", point="receive.counter", value="closed")
    report = check_enactment([stop], standing, units("H32"), weekdays_only, AT)
    guard = [refusal for refusal in report.refusals if refusal.kind is RefusalKind.GUARD]
    assert len(guard) == 4, "every unit of the province"
    assert guard[0].sources == (Source("6176/UBND-KSTT", "1", "khanh_hoa"),)
    assert "6176/UBND-KSTT, mục 1" in guard[0].text


def test_a_guard_also_keeps_one_district_from_closing_its_own_counter() -> None:
    standing = RuleIndex(letter("khanh_hoa"))
    stop = rule("H32/H32.27", point="receive.counter", value="closed")
    report = check_enactment([stop], standing, units("H32"), weekdays_only, AT)
    guarded = {r.text.split(",")[0] for r in report.refusals if r.kind is RefusalKind.GUARD}
    assert guarded == {"Tại Đồng Văn", "Tại Lũng Cú"}


def test_narrowing_days_under_a_guard_is_allowed() -> None:
    standing = RuleIndex(letter("khanh_hoa"))
    some = rule("H32", point="receive.counter.days", value=[2, 5])
    assert check_enactment([some], standing, units("H32"), weekdays_only, AT).allowed


def test_a_gap_that_opens_later_is_found_now() -> None:
    """The exception ends before the closing does."""
    closing = rule(
        "H22", "closing", point="receive.counter", value="closed", when={"uses_neither": True}, to="2022-03-01"
    )
    report = check_enactment([closing], RuleIndex(()), units("H22"), weekdays_only, AT)
    assert {cell.person.uses_neither for cell in report.cells} == {True}
    early = rule("H22", "early", point="receive.counter", value="fallback", to="2022-01-31")
    late = rule("H22", "late", point="receive.counter", value="closed", **{"from": "2022-02-01"})
    assert not check_enactment([early, late], RuleIndex(()), units("H22"), weekdays_only, AT).allowed
    assert check_enactment([early], RuleIndex(()), units("H22"), weekdays_only, AT).allowed


def test_two_rules_of_one_day_that_disagree_are_refused_and_named() -> None:
    rules = [
        rule("H22", "a", point="receive.postal", value="encouraged", when={"online_levels": [1, 2, 3]}),
        rule("H22", "b", point="receive.postal", value="closed", when={"online_levels": [3, 4]}),
    ]
    report = check_enactment(rules, RuleIndex(()), units("H22"), weekdays_only, AT)
    assert [(r.kind, r.rules) for r in report.refusals] == [(RefusalKind.CONFLICT, ("a", "b"))]
    apart = [rules[0], rule("H22", "b", point="receive.postal", value="closed", when={"online_levels": [4]})]
    assert check_enactment(apart, RuleIndex(()), units("H22"), weekdays_only, AT).allowed


def test_a_lower_body_may_not_loosen_and_is_told_by_which_clause() -> None:
    standing = RuleIndex(letter("ha_giang"))
    looser = rule("H22/H22.27", point="receive.counter", value="allowed")
    report = check_enactment([looser], standing, units("H22"), weekdays_only, AT)
    (refusal,) = report.refusals
    assert refusal.kind is RefusalKind.LOOSENING and "905/UBND-PVHCC, mục 2.1" in refusal.text
    more = rule("H22/H22.27", point="room.cap", value=30)
    assert not check_enactment([more], standing, units("H22"), weekdays_only, AT).allowed
    fewer = rule("H22/H22.27", point="room.cap", value=10)
    assert check_enactment([fewer], standing, units("H22"), weekdays_only, AT).allowed


def test_refusals_and_warnings_name_places_and_never_their_paths() -> None:
    standing = RuleIndex(letter("ha_giang"))
    own = rule("H22/H22.27", point="room.cap", value=30, when={"under": "H22/H22.27"})
    one = rule("H22/H22.27", "one", point="receive.counter", value="allowed", when={"under": "H22/H22.27/1"})
    wide = rule("H22", "wide", point="unit.cap", value=None, when={"under": "H22"})
    nowhere = rule("H22", "nowhere", point="room.cap", value=5, when={"under": "H22/H22.99"})
    report = check_enactment([own, one, wide, nowhere], standing, units("H22"), weekdays_only, AT)
    texts = [*(r.text for r in report.refusals), *report.warnings, *(c.text for c in report.contradictions)]
    assert {r.kind for r in report.refusals} == {RefusalKind.LOOSENING}
    assert not any("H22" in text for text in texts)
    assert any("tại Đồng Văn" in text for text in texts) and any("tại Lũng Cú" in text for text in texts)
    assert any("tại 4 đơn vị trực thuộc" in text for text in texts), "a body that takes no dossiers itself"


def test_delegated_days_within_bounds() -> None:
    head = rule(
        "H22", "head", point="receive.counter.days", force="delegated", bounds={"within": [1, 2, 3, 4, 5], "min": 2}
    )
    standing = RuleIndex([head])
    ask = [([1, 4], True), ([1], False), ([1, 6], False)]
    for days, allowed in ask:
        own = rule("H22/H22.27", point="receive.counter.days", value=days)
        assert check_enactment([own], standing, units("H22"), weekdays_only, AT).allowed is allowed, days


def test_letters_in_force_that_say_otherwise_are_shown_beside() -> None:
    standing = RuleIndex(letter("khanh_hoa"))
    new = rule("H32", point="receive.counter", value="discouraged")
    report = check_enactment([new], standing, units("H32"), weekdays_only, AT)
    assert report.allowed
    beside = [found for found in report.contradictions if found.new == "new"]
    assert len(beside) == 1 and beside[0].prevails == "new" and "6176/UBND-KSTT" in beside[0].text


def test_a_doubled_id_is_refused() -> None:
    report = check_enactment(
        [*letter("ha_giang"), letter("ha_giang")[0]], RuleIndex(()), units("H22"), weekdays_only, AT
    )
    assert [r.kind for r in report.refusals] == [RefusalKind.DOUBLED]


def test_a_rule_for_no_unit_is_only_a_warning() -> None:
    nowhere = rule("H22", point="room.cap", value=5, when={"unit_kinds": ["post_office"]})
    report = check_enactment([nowhere], RuleIndex(()), units("H22"), weekdays_only, AT)
    assert report.allowed and any("không áp dụng cho đơn vị nào" in warning for warning in report.warnings)


def test_cells_try_every_procedure_and_group_that_a_rule_names() -> None:
    rules = [
        rule("H22", "a", point="receive.counter", value="closed", when={"procedures": ["1.001"], "fields": ["land"]}),
        rule("H22", "b", point="receive.support_point", value="allowed", when={"groups": ["elderly"]}),
    ]
    cells = cells_without_channel(RuleIndex(rules), units("H22"), weekdays_only, AT)
    assert cells
    assert {(cell.procedure.procedure, cell.procedure.field) for cell in cells} == {("1.001", "land")}
    assert {cell.person.uses_neither for cell in cells} == {True}
    assert {cell.person.groups for cell in cells} == {frozenset()}, "the elderly have the support point"


def test_five_working_days_count_over_a_long_holiday() -> None:
    def tet(day: date) -> bool:
        return day.isoweekday() <= 5 and not date(2022, 1, 31) <= day <= date(2022, 2, 4)

    tuesdays = [rule("H22", point="receive.counter.days", value=[2])]
    before_tet = datetime(2022, 1, 26, 8, tzinfo=VN)  # a Wednesday; the next open Tuesday is 8 February
    assert cells_without_channel(RuleIndex(tuesdays), units("H22"), tet, before_tet) == []
    a_day_less = datetime(2022, 1, 25, 17, tzinfo=VN)
    assert cells_without_channel(RuleIndex(tuesdays), units("H22"), tet, a_day_less) == []
    nothing_open = [rule("H22", point="receive.counter.days", value=[6])]
    assert cells_without_channel(RuleIndex(nothing_open), units("H22"), tet, before_tet) == [], "Saturday comes in time"


def test_what_a_narrow_rule_replaces_is_missed_everywhere() -> None:
    """The exception was for the whole province; replacing it for one district takes it from the others too."""
    earlier = date(2021, 12, 1)
    closed = rule("H22", "closed", earlier, point="receive.counter", value="closed")
    exception = rule("H22", "exception", earlier, point="receive.counter", value="fallback")
    standing = RuleIndex([closed, exception])
    narrow = rule("H22", point="receive.counter", value="allowed", when={"under": "H22/H22.27"}, replaces=["exception"])
    report = check_enactment([narrow], standing, units("H22"), weekdays_only, AT)
    assert {cell.unit.name for cell in report.cells if cell.direction == "receive"} == {
        "Mèo Vạc",
        "Trung tâm Phục vụ hành chính công",
    }


def test_a_rule_replaced_by_one_of_another_point_is_out_for_the_check_too() -> None:
    shut = rule("H22", "shut", point="receive.counter", value="closed")
    amended = rule("H22", "amended", point="room.cap", value=10, replaces=["shut"])
    assert cells_without_channel(RuleIndex([shut]), units("H22"), weekdays_only, AT)
    assert cells_without_channel(RuleIndex([shut, amended]), units("H22"), weekdays_only, AT) == []


def test_a_gap_that_was_there_before_is_not_laid_to_the_new_rule() -> None:
    shut = RuleIndex([rule("H22", "shut", point="receive.counter", value="closed")])
    cap = rule("H22", point="room.cap", value=10)
    assert check_enactment([cap], shut, units("H22"), weekdays_only, AT).allowed


def refused(*rules: Rule, standing: RuleIndex | None = None) -> set[tuple[RefusalKind, tuple[str, ...]]]:
    report = check_enactment(list(rules), standing or RuleIndex(()), units("H22"), weekdays_only, AT)
    return {(refusal.kind, refusal.rules) for refusal in report.refusals}


def test_days_with_nothing_in_common_are_refused_whoever_issued_them() -> None:
    standing = RuleIndex([rule("H22", "p", point="receive.counter.days", value=[2, 5])])
    below = rule("H22/H22.27", "d", point="receive.counter.days", value=[1])
    assert (RefusalKind.CONFLICT, ("d", "p")) in refused(below, standing=standing)
    later = rule("H22", "later", date(2022, 1, 3), point="receive.counter.days", value=[1])
    assert (RefusalKind.CONFLICT, ("later", "p")) in refused(later, standing=standing)
    three = [
        rule("H22", f"r{at}", point="receive.counter.days", value=days)
        for at, days in enumerate(([1, 2], [2, 3], [1, 3]))
    ]
    assert (RefusalKind.CONFLICT, ("r0", "r1", "r2")) in refused(*three)


@pytest.mark.parametrize(
    ("seasons", "meet"),
    [
        (("01-01/03-31", "04-01/09-30"), False),
        (("01-01/04-30", "04-01/09-30"), True),
        (("11-01/02-28", "02-15/03-15"), True),
        (("11-01/01-31", "02-15/03-15"), False),
        (("02-29/02-29", "02-01/03-01"), True),
    ],
)
def test_rules_of_two_seasons_meet_where_their_days_do(seasons: tuple[str, str], meet: bool) -> None:
    values = ("encouraged", "closed")
    found = [
        rule("H22", name, point="receive.postal", value=value, when={"season": season})
        for name, value, season in zip("ab", values, seasons, strict=True)
    ]
    assert refused(*found) == ({(RefusalKind.CONFLICT, ("a", "b"))} if meet else set())


def test_rules_of_named_units_and_of_ways_meet_where_both_hold() -> None:
    one = rule("H22", "a", point="receive.postal", value="encouraged", when={"unit_names": ["Mèo Vạc", "Đồng Văn"]})
    same = rule("H22", "b", point="receive.postal", value="closed", when={"unit_names": ["Đồng Văn"]})
    other = rule("H22", "b", point="receive.postal", value="closed", when={"unit_names": ["Lũng Cú"]})
    assert refused(one, same) == {(RefusalKind.CONFLICT, ("a", "b"))}
    assert refused(one, other) == set()


def test_a_gap_of_a_coming_season_is_found_now() -> None:
    points = ("receive.online", "receive.postal", "receive.counter", "receive.support_point")
    summer = [rule("H22", point, point=point, value="closed", when={"season": "06-01/06-30"}) for point in points]
    assert any(kind is RefusalKind.NO_WAY for kind, _ in refused(*summer))


def test_closing_a_whole_unit_leaves_who_uses_neither_without_a_way() -> None:
    closing = rule("H22", point="unit.closed", value=True, when={"under": "H22/TT"})
    report = check_enactment([closing], RuleIndex(()), units("H22"), weekdays_only, AT)
    assert {(cell.unit.path, cell.person.uses_neither) for cell in report.cells} == {("H22/TT", True)}
    assert all("99/UBND" in {reason.source.document for reason in cell.because} for cell in report.cells)
    two_days = rule("H22", point="unit.closed", value=True, when={"under": "H22/TT"}, to="2022-01-04")
    assert check_enactment([two_days], RuleIndex(()), units("H22"), weekdays_only, AT).allowed


def test_three_rules_with_no_common_day_are_found_where_their_conditions_meet() -> None:
    """Each two leave a day, and all three hold only for one level, field, group and way."""
    conditions = (
        {"epidemic_levels": [3]},
        {"fields": ["ho-tich"], "weekdays": [4, 5]},
        {"groups": ["elderly"], "channels": ["counter"]},
    )
    three = [
        rule("H22", f"r{at}", date(2022, 1, 1 + at), point="receive.counter.days", value=days, when=when)
        for at, (days, when) in enumerate(zip(([1, 2], [2, 3], [1, 3]), conditions, strict=True))
    ]
    assert (RefusalKind.CONFLICT, ("r0", "r1", "r2")) in refused(three[2], standing=RuleIndex(three[:2]))
    apart = rule("H22", "r2", point="receive.counter.days", value=[1, 3], when={"fields": ["dat-dai"]})
    assert refused(apart, standing=RuleIndex(three[:2])) == set()


def test_a_conflict_that_was_there_before_is_not_laid_to_another_rule() -> None:
    old = RuleIndex(rule("H22", name, point="receive.counter.days", value=[day]) for name, day in (("a", 1), ("b", 2)))
    new = rule("H22", point="receive.counter.days", value=[1, 2, 3], when={"weekdays": [1]})
    assert not any(kind is RefusalKind.CONFLICT for kind, _ in refused(new, standing=old))


def test_rules_of_seasons_that_meet_twice_a_year_are_found_the_second_time() -> None:
    found = [
        rule("H22", name, point="receive.postal", value=value, when={"season": season}, to="2022-12-31")
        for name, value, season in (("a", "encouraged", "11-01/03-31"), ("b", "closed", "03-01/11-30"))
    ]
    late = [replace(one, in_force_from=datetime(2022, 6, 1, tzinfo=VN)) for one in found]
    assert refused(*late) == {(RefusalKind.CONFLICT, ("a", "b"))}, "in November, March being over"


def test_a_gap_of_two_seasons_that_meet_in_a_later_year_is_found() -> None:
    shut = [
        rule("H22", channel, point=f"receive.{channel}", value=value, when={"season": season}, **{"from": begins})
        for channel, value, season, begins in (
            ("online", "closed", "06-01/08-31", None),
            ("postal", "closed", "06-01/08-31", None),
            ("support_point", "closed", "06-01/08-31", None),
            ("counter", "fallback", "03-01/12-31", "2029-01-01"),
        )
    ]
    assert {kind for kind, _ in refused(*shut)} == {RefusalKind.NO_WAY}
    assert refused(*shut[:3]) == set()


def test_help_at_the_counter_is_a_way_for_who_uses_neither_where_matters_go_online() -> None:
    no_paper = [
        rule("H22", f"shut {point}", point=point, value="closed")
        for point in ("receive.counter", "receive.postal", "receive.support_point")
    ]
    helped = [*no_paper, rule("H22", "helped", point="receive.assisted", value="encouraged")]
    without, within = (
        {
            (cell.procedure.online_level, cell.person.uses_neither)
            for cell in check_enactment(rules, RuleIndex(()), units("H22"), weekdays_only, AT).cells
            if cell.direction == "receive"
        }
        for rules in (no_paper, helped)
    )
    assert {(3, True), (4, True)} <= without
    assert {level for level, _neither in within} == {1, 2}, "what is not online is not helped by a computer"


def test_results_brought_home_are_a_way_where_no_other_is_left() -> None:
    shut = [
        rule("H22", f"shut {point}", point=point, value="closed")
        for point in ("return.counter", "return.postal", "return.online")
    ]
    brought = [*shut, rule("H22", "home", point="return.home", value=True)]
    without, within = (
        check_enactment(rules, RuleIndex(()), units("H22"), weekdays_only, AT) for rules in (shut, brought)
    )
    assert any(cell.direction == "return" for cell in without.cells)
    assert not any(cell.direction == "return" for cell in within.cells)
