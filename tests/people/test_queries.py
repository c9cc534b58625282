import pytest

from motcua.people.actions.citizens import remember_citizen
from motcua.people.permissions import has_role, roles_of
from motcua.people.queries import find_citizens, offices_of_kind, offices_under, offices_where, staff_actor
from tests.people.tree import office, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return office("H22")


@pytest.fixture
def district(province):
    return office("D1", level="district", parent=province)


def test_offices_under_a_path_and_not_under_one_that_begins_alike(province, district):
    unit = office("U", "district_unit", "district", district)
    office("D11", level="district", parent=province)
    assert [one.code for one in offices_under(district.path)] == ["D1", "U"]
    assert len(offices_under("")) == 4
    assert list(offices_under(unit.path)) == [unit]


def test_offices_of_a_kind_in_the_order_of_the_alphabet(province):
    for code, name in (("1", "Mèo Vạc"), ("2", "Đồng Văn"), ("3", "Bắc Mê"), ("4", "Đã nghỉ")):
        office(code, "district_unit", "district", province, name=name, active=code != "4")
    assert [one.name for one in offices_of_kind("district_unit")] == ["Bắc Mê", "Đồng Văn", "Mèo Vạc"]


def test_roles_are_held_at_one_office_unless_they_oversee(province, district):
    receiver = staff("lan", province, "receiving_officer")
    leader = staff("dung", province, "leader")
    assert has_role(receiver, "receiving_officer")
    assert has_role(receiver, "receiving_officer", province)
    assert not has_role(receiver, "receiving_officer", district)
    assert has_role(leader, "leader", district)
    below = staff("minh", district, "leader")
    assert not has_role(below, "leader", province)
    assert not has_role(below, "approver", district)


def test_the_offices_where_a_role_is_held(province, district):
    receiver = staff("lan", province, "receiving_officer")
    staff("pao", district, "receiving_officer")
    assert list(offices_where(receiver, "receiving_officer")) == [province]
    assert not offices_where(receiver, "approver").exists()


def test_who_has_left_holds_nothing(province):
    person = staff("cu", province, "leader")
    person.is_active = False
    assert roles_of(person) == frozenset()
    assert not has_role(person, "leader", province)


@pytest.mark.parametrize("many", [1, 3])
def test_roles_take_one_query(province, district, many, django_assert_num_queries):
    person = staff("nhieu", province, *["leader", "supervisor", "ict_admin"][:many])
    with django_assert_num_queries(1):
        assert len(roles_of(person)) == many
    with django_assert_num_queries(1):
        assert has_role(person, "leader", district)


def test_the_actor_carries_number_and_name(province):
    person = staff("lan", province)
    assert staff_actor(person).reference == f"staff:{person.pk}"
    assert staff_actor(person).name == "Lan"


@pytest.fixture
def citizens():
    hoai = remember_citizen(full_name="Nguyễn Thị Hoài", id_number="002195000017", phone="0912000017")
    hoa = remember_citizen(full_name="Trần Văn Hòa", id_number="002093000052", phone="0912000052")
    dup = remember_citizen(full_name="Hoài 0912000052", phone="0988000000")
    return hoai, hoa, dup


@pytest.mark.parametrize("text", ["002195000017", "002 195 000 017", "0912000017", "+84912000017"])
def test_an_exact_number_finds_that_person_alone(citizens, text):
    assert find_citizens(text) == [citizens[0]]


def test_an_exact_phone_wins_over_the_same_digits_in_a_name(citizens):
    assert find_citizens("0912000052") == [citizens[1]]


@pytest.mark.parametrize("text", ["nguyen thi hoai", "NGUYỄN THỊ HOÀI", "hoài nguyễn", "thi hoa"])
def test_a_name_without_marks_in_any_order(citizens, text):
    assert citizens[0] in find_citizens(text)


def test_part_of_a_number_finds_too(citizens):
    assert citizens[0] in find_citizens("195000017")


@pytest.mark.parametrize("text", ["", " ", "a", "\0", "%", "_", "không ai cả", "'; drop table"])
def test_too_little_or_nobody(citizens, text):
    assert find_citizens(text) == []


def test_no_more_than_asked_for(citizens):
    for number in range(5):
        remember_citizen(full_name=f"Lý Văn Năm {number}", phone=f"097700000{number}")
    assert len(find_citizens("ly van nam", limit=3)) == 3


@pytest.mark.parametrize("many", [1, 3])
def test_search_by_name_takes_one_query_and_by_number_two(many, django_assert_num_queries):
    for number in range(many):
        remember_citizen(full_name=f"Sùng Mí {number}", phone=f"096600000{number}")
    with django_assert_num_queries(1):
        assert len(find_citizens("sung mi")) == many
    with django_assert_num_queries(2):
        assert len(find_citizens("09660000")) == many
