"""Conditions, repeating groups and addresses of a form, without a database."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalog.forms import Commune, clean_answers, form_pages, visible
from motcua.catalog.forms.schema import build_schema, design_of
from motcua.catalog.standard_forms import STANDARD_FORMS, standard_form
from tests.catalog.answer_messages import check_answers

TODAY = date(2020, 3, 30)
LUNG_CU = Commune("000.03.32.H22", "xã Lũng Cú", ("huyện Đồng Văn", "tỉnh Hà Giang"))
SA_PHIN = Commune("000.04.32.H22", "xã Sà Phìn", ("huyện Đồng Văn", "tỉnh Hà Giang"))


class TwoCommunes:
    """Two communes that "Phìn" and "Lũng" find, and "xã" finds both."""

    def place(self, code):
        return next((one for one in (LUNG_CU, SA_PHIN) if one.code == code), None)

    def find(self, text):
        return [one for one in (LUNG_CU, SA_PHIN) if text.lower() in one.label.lower()]


AB = [["a", "A"], ["b", "B"]]
OF_B, IF_X = {"field": "who", "is": ["b"]}, {"field": "why", "is": ["x"]}
FORM = build_schema(
    [
        {
            "title": "Một",
            "field": [
                {"name": "who", "label": "Ai?", "kind": "choice", "required": True, "choices": AB},
                {"name": "why", "label": "Vì sao", "kind": "text", "required": True, "when": OF_B},
                {"name": "more", "label": "Thêm", "kind": "text", "required": True, "when": IF_X},
                {"name": "home", "label": "Nơi ở", "kind": "address", "required": True},
            ],
        },
        {
            "title": "Hai",
            "when": {"field": "who", "is": ["b"]},
            "field": [
                {
                    "name": "members",
                    "label": "Người",
                    "kind": "group",
                    "required": True,
                    "min_rows": 1,
                    "max_rows": 2,
                    "row_label": "người",
                    "field": [
                        {"name": "name", "label": "Họ tên", "kind": "text", "required": True},
                        {"name": "adult", "label": "Đã lớn", "kind": "boolean"},
                        {
                            "name": "id",
                            "label": "Số",
                            "kind": "id_number",
                            "required": True,
                            "when": {"field": "adult", "is": [True]},
                        },
                        {"name": "at", "label": "Ở", "kind": "address"},
                    ],
                }
            ],
        },
    ]
)  # fmt: skip


def test_what_is_not_asked_is_neither_required_nor_kept():
    told = clean_answers(
        FORM, {"who": "a", "why": "kept no more", "more": "x", "home": "Hà Nội", "members": [{"name": "A"}]}
    )
    assert told.errors == {}
    assert set(told.data) == {"who", "home"}
    assert visible(FORM, {"who": "a"}) == {"who", "home"}


def test_what_is_asked_is_required_and_a_chain_ends_where_it_breaks():
    assert set(check_answers(FORM, {"who": "b", "home": "Hà Nội"})) == {"why", "members"}
    assert "more" in check_answers(FORM, {"who": "b", "why": "x", "home": "Hà Nội"})
    # "more" hangs on "why", which is not asked of A.
    assert "more" not in check_answers(FORM, {"who": "a", "why": "x", "home": "Hà Nội"})


def test_fields_that_wait_for_each_other_are_never_asked():
    loop = {
        "properties": {
            "a": {"type": "string", "x-when": {"field": "b", "is": ["1"]}, "x-required": True},
            "b": {"type": "string", "x-when": {"field": "a", "is": ["1"]}},
        }
    }
    assert clean_answers(loop, {"a": "1", "b": "1"}).data == {}


def test_a_message_in_a_group_names_row_and_field():
    rows = [{"name": "Mỷ"}, {}, {"name": "", "adult": "on", "id": ""}]
    told = clean_answers(FORM, {"who": "b", "why": "y", "home": "Hà Nội", "members": rows})
    assert told.errors == {"members-2-name": "Hãy nhập họ tên.", "members-2-id": "Hãy nhập số."}
    assert told.data["members"] == [{"name": "Mỷ", "adult": False}, {"adult": True}]


def test_rows_have_a_least_and_a_most():
    base = {"who": "b", "why": "y", "home": "Hà Nội"}
    assert check_answers(FORM, base | {"members": [{}]})["members"] == "Hãy ghi ít nhất 1 người."
    assert "nhiều nhất 2 người" in check_answers(FORM, base | {"members": [{"name": "A"}] * 3})["members"]
    assert "nhiều nhất 2 người" in check_answers(FORM, base | {"members": [{"name": "A"}] * 5000})["members"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"find": "Lũng Cú"}, (LUNG_CU.code, "xã Lũng Cú, huyện Đồng Văn, tỉnh Hà Giang")),
        ({"find": "lũng", "line": "Thôn 1"}, (LUNG_CU.code, "Thôn 1, xã Lũng Cú, huyện Đồng Văn, tỉnh Hà Giang")),
        ({"find": "xã", "commune": SA_PHIN.code}, (SA_PHIN.code, SA_PHIN.full)),
        ({"find": "xã Minh Khai, Hà Nội"}, ("", "xã Minh Khai, Hà Nội")),
        # Another place typed over the one chosen before: what stands in the box counts.
        ({"find": "Hà Nội", "commune": SA_PHIN.code}, ("", "Hà Nội")),
    ],
)
def test_an_address_is_a_commune_or_a_place_elsewhere(typed, kept):
    told = clean_answers(FORM, {"who": "a", "home": typed}, places=TwoCommunes())
    assert told.errors == {}
    assert (told.data["home"]["commune"], told.data["home"]["text"]) == kept
    assert clean_answers(FORM, told.data, places=TwoCommunes()).data == told.data


def test_of_several_communes_one_must_be_chosen():
    told = clean_answers(FORM, {"who": "a", "home": {"find": "xã"}}, places=TwoCommunes())
    assert "chọn một nơi" in told.errors["home-find"]
    assert told.offered["home"] == (LUNG_CU, SA_PHIN)


def test_an_address_within_the_province_must_be_found():
    schema = build_schema([{"title": "T", "field": [{"name": "at", "label": "Ở", "kind": "address", "within": True}]}])
    assert "không có xã này" in check_answers(schema, {"at": {"find": "Hà Nội"}}, places=TwoCommunes())["at-find"]
    assert check_answers(schema, {"at": {"find": "Lũng Cú"}}, places=TwoCommunes()) == {}


def test_values_are_shown_as_people_read_them():
    fields = {field.name: field for page in form_pages(FORM) for field in page.fields}
    assert fields["home"].shown({"commune": "", "line": "", "text": "Hà Nội"}) == "Hà Nội"
    rows = [{"name": "Mỷ", "adult": True}, {"name": "An"}]
    assert fields["members"].shown(rows) == "1. Họ tên: Mỷ; Đã lớn: Có\n2. Họ tên: An"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.sampled_from(["b", "x", "on"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["name", "adult", "id", "at", "find", "line", "commune"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(["who", "why", "more", "home", "members"], anything)))
def test_nothing_sent_breaks_it_and_what_was_cleaned_is_clean(sent):
    once = clean_answers(FORM, sent, today=TODAY, places=TwoCommunes())
    assert all(once.errors.values())
    assert set(once.data) <= visible(FORM, sent)
    if not once.errors:
        assert clean_answers(FORM, once.data, today=TODAY, places=TwoCommunes()) == once


@given(st.sampled_from(STANDARD_FORMS), st.data())
def test_hidden_fields_are_never_asked_and_never_kept(name, data):
    schema = standard_form(name)
    choices = {
        field.name: field
        for page in form_pages(schema)
        for field in page.fields
        if field.widget in {"choice", "checkbox"}
    }
    sent = {
        choice.name: data.draw(st.sampled_from([value for value, _ in choice.choices] or ["on", ""]))
        for choice in choices.values()
    }
    sent |= {one: data.draw(st.sampled_from(["", "Mỷ", "12"])) for one in schema["properties"] if one not in choices}
    shown, told = visible(schema, sent), clean_answers(schema, sent, today=TODAY)
    assert set(told.data) <= shown
    assert {key.split("-")[0] for key in told.errors} <= shown


def test_depth_and_nul_are_only_wrong_answers():
    deep: list = []
    for _ in range(500):
        deep = [deep]
    told = clean_answers(FORM, {"who": deep, "home": {"find": "\0"}, "members": deep})
    assert told.errors["who"] == "Hãy trả lời “Ai?”."
    assert "home-find" in told.errors


@pytest.mark.parametrize("name", STANDARD_FORMS)
def test_a_design_is_built_into_the_form_it_was_read_from(name):
    schema = standard_form(name)
    assert build_schema(design_of(schema)) == schema
