from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from motcua.catalog.models import Fee, FormVersion, TimeLimit
from motcua.catalog.queries.forms import latest_form
from motcua.catalog.queries.procedures import (
    NoLimitPublished,
    active_procedures,
    fees_of,
    fields_in_use,
    level_counts,
    limit_of,
    offices_receiving,
    procedure_by_code,
    procedures_in,
    resolving_office,
)
from motcua.rulebook.deadlines import Limit
from tests.catalog.shelf import procedure
from tests.people.tree import office

pytestmark = pytest.mark.django_db
DAY = date(2020, 3, 30)


@pytest.fixture
def birth():
    return procedure("1.001193", "Thủ tục đăng ký khai sinh")


@pytest.fixture
def province():
    root = office("H22")
    office("TT", "provincial_centre", "province", root, name="Trung tâm")
    office("STP", "department", "province", root, name="Sở Tư pháp tỉnh Hà Giang", short_name="Sở Tư pháp")
    office("SGT", "department", "province", root, name="Sở Giao thông vận tải", short_name="Sở Giao thông vận tải")
    for code, name in (("MV", "huyện Mèo Vạc"), ("DV", "huyện Đồng Văn")):
        district = office(code, "committee", "district", root, name=f"UBND {name}")
        office(f"{code}1", "district_unit", "district", district, name=f"Một cửa {name}")
        commune = office(f"{code}C", "committee", "commune", district, name=f"UBND xã của {name}")
        office(f"{code}C1", "commune_unit", "commune", commune, name=f"Một cửa xã của {name}")
    return root


def limit(of, channel, value, unit="working_days"):
    TimeLimit.objects.create(procedure=of, channel=channel, value=value, unit=unit)


def test_the_channel_s_own_limit_holds_then_that_of_all(birth):
    limit(birth, "", 3)
    limit(birth, "online", 2)
    assert limit_of(birth, "online") == Limit(2)
    assert limit_of(birth, "counter") == Limit(3)


def test_without_a_general_limit_the_longest_is_promised(birth):
    limit(birth, "counter", 5)
    limit(birth, "postal", 8)
    assert limit_of(birth, "online") == Limit(8)


def test_without_any_limit_nobody_can_promise_a_day(birth):
    with pytest.raises(NoLimitPublished, match=r"1\.001193"):
        limit_of(birth, "online")


def fee(of, amount, kind="le_phi", **more):
    return Fee.objects.create(procedure=of, kind=kind, amount=amount, **more)


def amounts(of, channel="counter", on=DAY, groups=()):
    return [one.amount for one in fees_of(of, channel, on, groups)]


def test_each_kind_is_owed_and_a_channel_may_cost_less(birth):
    fee(birth, 100_000)
    fee(birth, 50_000, channel="online")
    fee(birth, 8_000, kind="phi")
    assert amounts(birth) == [100_000, 8_000]
    assert amounts(birth, "online") == [50_000, 8_000]


def test_a_group_is_freed_and_of_two_groups_the_lighter_holds(birth):
    fee(birth, 200_000)
    fee(birth, 100_000, group="student")
    fee(birth, 0, group="poor")
    assert amounts(birth) == [200_000]
    assert amounts(birth, groups={"student"}) == [100_000]
    assert amounts(birth, groups={"student", "poor"}) == [0]
    assert amounts(birth, groups={"elderly"}) == [200_000]


def test_a_fee_holds_from_its_first_to_its_last_day(birth):
    fee(birth, 10_000, valid_to=date(2020, 3, 29))
    fee(birth, 20_000, valid_from=DAY, valid_to=DAY)
    fee(birth, 30_000, valid_from=date(2020, 3, 31))
    assert amounts(birth) == [20_000]
    assert amounts(birth, on=date(2020, 3, 29)) == [10_000]
    assert amounts(birth, on=date(2021, 1, 1)) == [30_000]


def test_nothing_published_is_nothing_owed_yet(birth):
    assert amounts(birth) == []


@pytest.mark.parametrize(
    ("level", "codes"),
    [("commune", ["DVC1", "MVC1"]), ("district", ["DV1", "MV1"]), ("province", ["TT"]), ("ministry", [])],
)
def test_a_procedure_is_received_at_the_units_of_its_level(province, level, codes):
    shelved = procedure("1.000001", "Thủ tục", level=level)
    assert [one.code for one in offices_receiving(shelved)] == codes


def test_closed_units_and_procedures_out_of_use_are_left_out(province, birth):
    offices_receiving(birth).filter(code="DVC1").update(active=False)
    assert [one.code for one in offices_receiving(birth)] == ["MVC1"]
    birth.active = False
    assert not offices_receiving(birth).exists()


def test_commune_and_district_procedures_are_resolved_by_the_unit_s_committee(province, birth):
    assert [resolving_office(birth, unit).code for unit in offices_receiving(birth)] == ["DVC", "MVC"]
    land = procedure("1.000002", "Đất", level="district")
    assert [resolving_office(land, unit).code for unit in offices_receiving(land)] == ["DV", "MV"]


def test_provincial_procedures_are_resolved_by_the_department_of_the_field(province):
    centre = province.children.get(code="TT")
    licence = procedure("3.000347", "Đổi giấy phép lái xe", "Lái xe", "province", agency="Sở Tư pháp")
    licence.field.department = "SGT"
    assert resolving_office(licence, centre).code == "SGT"
    licence.field.department = ""
    assert resolving_office(licence, centre).code == "STP"
    licence.agency = "Không rõ"
    assert resolving_office(licence, centre).code == "H22"


def test_the_newest_published_form_is_the_form(birth):
    when = datetime(2020, 1, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert latest_form(birth) is None
    FormVersion.objects.create(procedure=birth, version=1, schema={}, published_at=when)
    second = FormVersion.objects.create(procedure=birth, version=2, schema={}, published_at=when)
    FormVersion.objects.create(procedure=birth, version=3, schema={})
    assert latest_form(birth) == second


def test_counts_by_level_of_what_is_received_below_an_office(province):
    procedure("1.000001", "A", online_level=3, urgent=True)
    procedure("1.000002", "B", online_level=3, urgent=True)
    procedure("1.000003", "C", online_level=4, level="district", time_critical=True)
    procedure("1.000004", "D", online_level=2, level="province")
    procedure("1.000005", "E", online_level=4, level="ministry")
    procedure("1.000006", "F", online_level=4, active=False)
    commune = {("commune", 3, True, False): 2}
    district = {("district", 4, False, True): 1}
    assert level_counts("H22") == commune | district | {("province", 2, False, False): 1}
    assert level_counts("H22/DV") == commune | district
    assert level_counts("H22/DV/DVC/DVC1") == commune
    assert level_counts("H22/STP") == {}


def test_looking_up_by_code_and_browsing(birth):
    procedure("2.000001", "Đất", "Đất đai", "district")
    procedure("2.000002", "Cũ", "Cũ", active=False)
    assert procedure_by_code("1.001193") == birth
    assert [procedure_by_code(code) for code in ("2.000002", "x", "\0", "9" * 200)] == [None] * 4
    assert [(one.name, one.procedure_count) for one in fields_in_use()] == [("Hộ tịch", 1), ("Đất đai", 1)]
    assert {one.code for one in active_procedures()} == {"1.001193", "2.000001"}
    assert [one.code for one in procedures_in("dat-dai")] == ["2.000001"]
    assert [one.code for one in procedures_in(level="commune")] == ["1.001193"]


@pytest.mark.parametrize("many", [1, 3])
def test_literal_numbers_of_queries(province, birth, many, django_assert_num_queries):
    for number in range(many):
        limit(birth, f"c{number}", 1)
        fee(birth, 1_000 + number)
    unit = offices_receiving(birth)[0]
    with django_assert_num_queries(1):
        limit_of(birth, "online")
    with django_assert_num_queries(1):
        assert len(fees_of(birth, "online", DAY)) == many
    with django_assert_num_queries(1):
        list(offices_receiving(birth))
    with django_assert_num_queries(1):
        resolving_office(birth, unit)
    with django_assert_num_queries(2):
        level_counts("H22")
