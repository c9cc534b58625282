"""Five real letters, read by the reader, each enacted in its own province: the answers their authors meant."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from motcua.catalog.models import Field, Procedure
from motcua.directives import actions, queries
from motcua.directives.channels import ChannelOffer
from motcua.directives.explanation import explained
from motcua.directives.models import OperationPlan, RuleSet
from motcua.people.calendars import calendar_of
from motcua.people.models import Office
from motcua.refusals import RulesRefused
from motcua.rulebook.policy.decide import decide
from motcua.rulebook.policy.terms import Answer
from tests.directives.house import PLAIN, House, at, build, real_letter

pytestmark = pytest.mark.django_db
HA_GIANG, TUYEN_QUANG = "004_b571c6982c021506.txt", "000_e34a31434348c344.txt"
VINH_PHUC, KHANH_HOA = "001_98cfdf4de3517729.txt", "002_4b850d234f6ab3b6.txt"
BA_RIA = "003_bc53b11be462321a.txt"


def enacted(file: str, province: str, code: str, moment: datetime) -> tuple[House, RuleSet]:
    """The letter taken in, sent and signed at `moment` in a province of that name."""
    text = real_letter(file)
    house = build(province, code)
    letter, rules = house.take_in(text, moment, file)
    assert letter.body == house.province
    if not letter.number:  # two of them are printed before they had one
        house.correct(letter, moment, number=f"100{letter.printed_number}")
    return house, house.enact(rules, moment)


def procedure(online_level: int, *, urgent: bool = False) -> Procedure:
    field, _made = Field.objects.get_or_create(code="HT", defaults={"name": "Hộ tịch"})
    return Procedure.objects.create(
        code=f"1.00{online_level}{int(urgent)}", name="Thủ tục", field=field, level="province",
        online_level=online_level, urgent=urgent,
    )  # fmt: skip


def ways(office: Office, moment: datetime, level: int, **more: Any) -> dict[str, ChannelOffer]:
    found = queries.channels_for(office=office, at=moment, procedure=procedure(level), **more)
    return {way.channel: way for way in found}


def answers(office: Office, moment: datetime) -> dict[str, Answer]:
    return dict(decide(queries.facts_for(office=office, at=moment), queries.in_force_index()).answers)


MONDAY, TUESDAY, WEDNESDAY = at(2020, 3, 30), at(2020, 3, 31), at(2020, 4, 1)


@pytest.fixture
def ha_giang() -> House:
    return enacted(HA_GIANG, "Ủy ban nhân dân tỉnh Hà Giang", "H22", MONDAY)[0]


def test_ha_giang_on_monday_every_way_is_still_open(ha_giang: House) -> None:
    found = ways(ha_giang.centre, MONDAY.replace(hour=9), 3)
    assert [found[name].is_open for name in ("online", "postal", "counter")] == [True, True, True]


@pytest.mark.parametrize("level", [3, 4])
def test_ha_giang_on_tuesday_levels_3_and_4_are_online_only(ha_giang: House, level: int) -> None:
    found = ways(ha_giang.centre, TUESDAY, level)
    assert found["online"].is_open
    for closed in ("postal", "counter"):
        assert not found[closed].is_open
        assert "905/UBND-PVHCC, mục 2.1" in found[closed].clauses
    assert found["counter"].exception


def test_ha_giang_says_what_would_open_each_way(ha_giang: House) -> None:
    """The counter opens for who can use nothing else; the post of level 3 on no day and for nobody."""
    facts = queries.facts_for(office=ha_giang.centre, at=TUESDAY.replace(hour=9), procedure=procedure(3))
    lines = explained(facts, calendar=calendar_of(ha_giang.centre))
    assert "  Sẽ mở: nếu không dùng được trực tuyến và bưu chính." in lines
    assert "  Chỉ mở lại khi bãi bỏ: 905/UBND-PVHCC, mục 2.1." in lines


def test_ha_giang_level_2_goes_by_post(ha_giang: House) -> None:
    found = ways(ha_giang.centre, TUESDAY, 2)
    assert (found["postal"].state, found["counter"].is_open) == ("open_encouraged", False)


def test_ha_giang_who_uses_neither_is_received_on_tuesday_and_friday(ha_giang: House) -> None:
    on_tuesday = ways(ha_giang.centre, TUESDAY, 3, uses_neither=True)["counter"]
    assert (on_tuesday.is_open, sorted(on_tuesday.days)) == (True, [2, 5])


def test_ha_giang_on_wednesday_the_counter_is_closed_until_friday(ha_giang: House) -> None:
    counter = ways(ha_giang.centre, WEDNESDAY, 3, uses_neither=True)["counter"]
    assert not counter.is_open
    assert counter.next_day == at(2020, 4, 3).date()
    assert "905/UBND-PVHCC" in counter.clauses


def test_ha_giang_a_districts_head_sets_his_days_the_centres_may_not(ha_giang: House) -> None:
    point = "receive.counter.days"
    house = ha_giang
    actions.set_for_unit(office=house.district_unit, point=point, value=[1, 4], by=house.district_head, at=TUESDAY)
    assert queries.counter_days(office=house.district_unit, at=TUESDAY) == [1, 4]
    with pytest.raises(RulesRefused, match="905/UBND-PVHCC"):
        actions.set_for_unit(office=house.centre, point=point, value=[1, 2, 5], by=house.centre_head, at=TUESDAY)


def test_vinh_phuc_a_report_is_due_every_friday_at_four() -> None:
    moment = at(2020, 4, 6)
    house, _rules = enacted(VINH_PHUC, "Ủy ban nhân dân tỉnh Vĩnh Phúc", "H62", moment)
    weekly = [report for report in _reports(house, moment) if report.get("every") == "week"]
    assert "Friday 16:00" in [report["due"] for report in weekly]


def test_two_letters_of_one_province_keep_their_reports() -> None:
    """One asks for a report every day, the other every Friday: the later takes nothing from the earlier."""
    moment = at(2020, 4, 6)
    house, _rules = enacted(VINH_PHUC, "Ủy ban nhân dân tỉnh Vĩnh Phúc", "H62", moment)
    before = _reports(house, moment)
    text = real_letter(TUYEN_QUANG).replace("TUYÊN QUANG", "VĨNH PHÚC").replace("Tuyên Quang", "Vĩnh Phúc")
    _letter, rules = house.take_in(text, at(2020, 4, 7), "77.txt")
    house.enact(rules, at(2020, 4, 7))
    after = _reports(house, at(2020, 4, 8))
    assert before and all(report in after for report in before)
    assert {report.get("every") for report in after} >= {"day", "week"}


def _reports(house: House, moment: datetime) -> list[dict[str, Any]]:
    found = answers(house.district_unit, moment).items()
    return [report for point, answer in found if point.startswith("report.") for report in answer.value]


def test_khanh_hoa_a_later_rule_may_not_stop_reception() -> None:
    moment = at(2021, 7, 12)
    house, _rules = enacted(KHANH_HOA, "Ủy ban nhân dân tỉnh Khánh Hòa", "H32", moment)
    later = PLAIN.format(number=99).replace("HÀ GIANG", "KHÁNH HÒA").replace("năm 2020", "năm 2021")
    _letter, rules = house.take_in(later.replace("30 tháng 3", "15 tháng 7"), at(2021, 7, 15))
    house.add(rules, at(2021, 7, 15), point="receive.counter", value="closed")
    with pytest.raises(RulesRefused) as refused:
        actions.propose_rules(rule_set_id=rules.pk, by=house.officer, at=at(2021, 7, 15))
    assert "6176/UBND-KSTT, mục 1" in " ".join(refused.value.reasons)


def test_ba_ria_vung_tau_orders_counters_open_under_plans_and_closes_none() -> None:
    moment = at(2021, 12, 13)
    house, _rules = enacted(BA_RIA, "Ủy ban nhân dân tỉnh Bà Rịa-Vũng Tàu", "H06", moment)
    one = procedure(2)

    def counter(office: Office) -> ChannelOffer:
        found = queries.channels_for(office=office, at=moment, procedure=one)
        return next(way for way in found if way.channel == "counter")

    assert counter(house.district_unit).is_open
    assert answers(house.district_unit, moment)["plan.required"].value is True
    plan = OperationPlan.objects.create(office=house.district_unit, title="Kế hoạch", valid_from=moment.date())
    actions.approve_plan(plan_id=plan.pk, by=house.district_leader, at=moment)
    assert counter(house.district_unit).is_open
    assert counter(house.centre).is_open


def test_tuyen_quang_keeps_counters_open_discouraged_and_checked() -> None:
    moment = at(2021, 5, 10)
    house, _rules = enacted(TUYEN_QUANG, "Ủy ban nhân dân tỉnh Tuyên Quang", "H60", moment)
    counter = ways(house.district_unit, moment, 4)["counter"]
    assert (counter.is_open, counter.state) == (True, "discouraged")
    found = answers(house.district_unit, moment)
    for check in ("mask", "hand_sanitising", "temperature"):
        assert found[f"entry.{check}"].value
