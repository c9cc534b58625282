"""Answers as the officer reads them."""

from __future__ import annotations

from types import SimpleNamespace

from motcua.catalog.forms import clean_answers
from motcua.catalog.standard_forms import standard_form, standard_sample
from motcua.web.officer.answers import labelled_answers_of


def test_groups_addresses_and_money_are_read_as_people_do():
    schema = standard_form("business")
    data = clean_answers(schema, standard_sample("business")).data | {"older_answer": "<b>", "home": {"text": "Hà Nội"}}
    told = dict(labelled_answers_of(SimpleNamespace(form=SimpleNamespace(schema=schema), form_data=data)))
    assert told["Vốn kinh doanh (đồng)"] == "50.000.000"
    assert told["Địa điểm kinh doanh"].startswith("Số 12 đường Nguyễn Thái Học, Phường Trần Phú")
    first, second = told["Người tham gia thành lập"].split("<br>")
    assert first.startswith("1. Họ và tên: Nguyễn Văn Mẫu; Ngày sinh: 1/2/1985")
    assert second.startswith("2. Họ và tên: Hoàng Thị Mẫu")
    assert told["home"] == "Hà Nội"


def test_a_script_in_a_row_is_only_text():
    schema = standard_form("business")
    rows = [{"full_name": "<script>"}, {"full_name": "A"}]
    told = dict(labelled_answers_of(SimpleNamespace(form=SimpleNamespace(schema=schema), form_data={"members": rows})))
    assert "&lt;script&gt;" in told["Người tham gia thành lập"]


def test_without_a_form_the_names_stay():
    assert labelled_answers_of(SimpleNamespace(form=None, form_data={"a": True, "b": ""})) == [("a", "Có")]
