from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from motcua.catalog.forms import clean_answers, form_pages
from motcua.catalog.forms.schema import build_schema
from motcua.catalog.standard_forms import STANDARD_FORMS, standard_form
from tests.catalog.answer_messages import check_answers

TODAY = date(2020, 3, 30)
BIRTH = standard_form("birth")
APPLICANT = {
    "applicant_name": " Nguyễn  Thị Hoài ",
    "applicant_id_number": "002 195 000 017",
    "applicant_phone": "+84 912 000 017",
    "applicant_email": "",
    "applicant_address": "Tổ 5, phường Nguyễn Trãi",
}


@pytest.mark.parametrize("name", STANDARD_FORMS)
def test_every_standard_form_is_json_schema_with_labels_on_every_field(name):
    schema = standard_form(name)
    Draft202012Validator.check_schema(schema)
    found = form_pages(schema)
    assert found[0].title == "Người nộp hồ sơ"
    assert all(field.label and field.label != field.name for page in found for field in page.fields)
    assert sum(len(page.fields) for page in found) == len(schema["properties"])


def test_birth_registration_asks_of_applicant_child_mother_and_father():
    titles = [page.title for page in form_pages(BIRTH)]
    assert titles == [
        "Người nộp hồ sơ",
        "Quan hệ với trẻ",
        "Trẻ được khai sinh",
        "Mẹ của trẻ",
        "Cha của trẻ",
        "Giấy tờ cần nhận",
    ]


def test_an_unknown_form_or_kind_is_an_error():
    with pytest.raises(KeyError):
        standard_form("../secret")
    with pytest.raises(KeyError):
        build_schema([{"title": "X", "field": [{"name": "a", "label": "A", "kind": "picture"}]}])


def test_what_was_typed_is_tidied_and_kept_as_typed_values():
    cleaned = clean_answers(BIRTH, {**APPLICANT, "unknown": "x"}, 0)
    assert not cleaned.errors
    assert cleaned.data == {
        "applicant_name": "Nguyễn Thị Hoài",
        "applicant_id_number": "002195000017",
        "applicant_phone": "0912000017",
        "applicant_address": "Tổ 5, phường Nguyễn Trãi",
    }


def test_only_the_page_asked_for_is_looked_at_by_number_or_title():
    assert check_answers(BIRTH, APPLICANT, 0) == {}
    assert list(check_answers(BIRTH, {}, "Quan hệ với trẻ")) == ["relation"]
    assert "child_name" in check_answers(BIRTH, APPLICANT)
    with pytest.raises(KeyError):
        check_answers(BIRTH, {}, "Không có trang này")


def test_what_was_cleaned_is_clean():
    typed = {
        **APPLICANT,
        "relation": "father",
        "child_name": "Trần An",
        "child_birth_date": "12/3/2020",
        "child_sex": "female",
        "child_ethnic_group": "Tày",
        "child_nationality": "Việt Nam",
        "born_at": "clinic",
        "clinic": "Bệnh viện",
        "child_birth_place": {"find": "Hà Nội"},
        "child_home_town": "Hà Giang",
        "father_known": "yes",
        "father_name": "Trần Văn Bình",
        "wants_copies": "yes",
        "copies": "2",
        "parents_married": "on",
    }
    once = clean_answers(BIRTH, typed, today=TODAY)
    assert once.errors == {}
    again = clean_answers(BIRTH, once.data, today=TODAY)
    assert again == once
    assert once.data["child_birth_date"] == "2020-03-12"
    assert (once.data["copies"], once.data["parents_married"]) == (2, True)


@pytest.mark.parametrize(
    ("field", "typed", "word"),
    [
        ("applicant_name", "", "Hãy nhập họ và tên"),
        ("applicant_name", "\0\u200b \ud800", "Hãy nhập họ và tên"),
        ("applicant_name", "x" * 121, "nhiều nhất 120"),
        ("applicant_id_number", "12", "2 chữ số"),
        ("applicant_phone", "abc", "10 chữ số"),
        ("applicant_phone", "0912345678" * 60, "10 chữ số"),
        ("applicant_id_number", "1" * 600, "12 chữ số"),
        ("applicant_email", "a" * 600, "thư điện tử"),
        ("child_birth_date", "1" * 600, "ngày/tháng/năm"),
        ("child_birth_date", "30022020", "ngày/tháng/năm"),
        ("child_birth_date", "31032020", "tương lai"),
        ("applicant_email", "a@", "thư điện tử"),
        ("relation", "", "Hãy trả lời “Bạn là gì của trẻ?”."),
        ("relation", "hacker", "trong danh sách"),
        ("child_birth_date", "30/2/2020", "ngày/tháng/năm"),
        ("child_birth_date", "31/3/2020", "tương lai"),
        ("copies", "hai", "số nguyên"),
        ("copies", "-1", "từ 1 trở lên"),
        ("copies", "21", "nhiều nhất là 20"),
        ("copies", "9" * 5000, "số nguyên"),
        ("copies", "1-2", "số nguyên"),
        ("copies", "²", "số nguyên"),
        ("mother_id_number", "x", "chữ số"),
    ],
)
def test_each_mistake_is_said_at_its_field(field, typed, word):
    assert word in check_answers(BIRTH, {"wants_copies": "yes", field: typed}, today=TODAY)[field]


def test_a_question_left_blank_asks_for_an_answer():
    assert check_answers(standard_form(), {})["request"] == "Hãy trả lời “Bạn đề nghị giải quyết việc gì?”."


def test_a_field_that_may_stay_blank_is_not_missed():
    assert "mother_name" not in check_answers(BIRTH, {})
    assert "mother_birth_date" not in check_answers(BIRTH, {"mother_birth_date": "  "})


def test_money_numbers_and_boxes():
    business, land = standard_form("business"), standard_form("land")
    assert clean_answers(business, {"capital": "50.000.000 đ"}).data["capital"] == 50_000_000
    assert "số tiền" in check_answers(business, {"capital": "nhiều"})["capital"]
    assert "đánh dấu" in check_answers(business, {})["owner_declares"]
    assert "owner_declares" not in check_answers(business, {"owner_declares": "on"})
    assert "mã số thuế" in check_answers(business, {"owner_tax_code": "0100109107"})["owner_tax_code"].lower()
    assert clean_answers(land, {"area": "1.120,5"}).data["area"] == 1120.5
    assert check_answers(land, {"area": "0"})["area"] == "Số này phải từ 0,1 trở lên."
    assert "một số" in check_answers(land, {"area": "nan"})["area"]


def test_values_are_shown_as_people_read_them():
    fields = {field.name: field for page in form_pages(BIRTH) for field in page.fields}
    assert fields["child_sex"].shown("female") == "Nữ"
    assert fields["child_birth_date"].shown("2020-03-12") == "12/3/2020"
    assert fields["parents_married"].shown(False) == "Không"
    assert fields["mother_name"].shown(None) == ""
    money = {field.name: field for page in form_pages(standard_form("business")) for field in page.fields}["capital"]
    assert money.shown(50_000_000) == "50.000.000"


def test_a_foreign_schema_without_our_keys_still_makes_a_page():
    schema = {"properties": {"a": {"type": "string", "enum": ["x", "y"]}, "b": {"type": "boolean"}}, "required": ["a"]}
    (page,) = form_pages(schema)
    assert [(field.name, field.widget) for field in page.fields] == [("a", "choice"), ("b", "checkbox")]
    assert check_answers(schema, {"a": "z"}) == {"a": "Hãy chọn một mục trong danh sách."}
    assert form_pages({}) == []
    assert check_answers({}, {"a": 1}) == {}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


@given(st.sampled_from(STANDARD_FORMS), st.data())
def test_nothing_sent_to_a_form_breaks_it(name, data):
    schema = standard_form(name)
    sent = {field: data.draw(anything) for field in schema["properties"]}
    cleaned = clean_answers(schema, sent, today=TODAY)
    assert set(cleaned.data) | {key.split("-")[0] for key in cleaned.errors} <= set(schema["properties"])
    assert all(message for message in cleaned.errors.values())


@pytest.mark.parametrize("typed", ["1/1/0001", "31/12/1849"])
def test_a_year_that_nobody_means_is_refused_at_its_field(typed):
    schema = {"type": "object", "properties": {"born": {"type": "string", "format": "date", "title": "Ngày sinh"}}}
    assert "năm" in clean_answers(schema, {"born": typed}).errors["born"]
    assert not clean_answers(schema, {"born": "1/1/1850"}).errors
