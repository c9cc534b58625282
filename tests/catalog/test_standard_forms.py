"""The forms that are shipped: their samples fill them, and each thing they need is missed by its own name."""

from __future__ import annotations

from datetime import date

import pytest
from jsonschema import Draft202012Validator

from motcua.catalog.forms import clean_answers, form_pages, visible
from motcua.catalog.forms.checks import form_problems
from motcua.catalog.forms.schema import design_of
from motcua.catalog.forms.values import missing
from motcua.catalog.standard_forms import STANDARD_FORMS, standard_form, standard_sample

TODAY = date(2020, 3, 30)
TWELVE = (
    "birth", "death", "marriage", "business", "land_extract", "building_permit", "criminal_record", "social_allowance",
    "licence", "copy_certification", "residence", "business_change",
)  # fmt: skip


def test_twelve_forms_are_there():
    assert set(TWELVE) <= set(STANDARD_FORMS)
    assert all(len(standard_form(name)["properties"]) >= 9 for name in TWELVE)


@pytest.mark.parametrize("name", STANDARD_FORMS)
def test_the_sample_fills_the_form_and_nothing_of_it_is_dropped(name):
    schema, sample = standard_form(name), standard_sample(name)
    told = clean_answers(schema, sample, today=TODAY)
    assert told.errors == {}
    assert set(told.data) >= set(sample)
    Draft202012Validator(schema).validate(told.data)


@pytest.mark.parametrize("name", STANDARD_FORMS)
def test_each_required_answer_is_missed_at_its_own_field_alone(name):
    schema = standard_form(name)
    full = clean_answers(schema, standard_sample(name), today=TODAY).data
    required = [field for page in form_pages(schema) for field in page.fields if field.required and field.name in full]
    assert required
    for one in required:
        left = {key: value for key, value in full.items() if key != one.name}
        still = {
            field.name for page in form_pages(schema) for field in page.fields if field.name in visible(schema, left)
        }
        errors = clean_answers(schema, left, today=TODAY).errors
        own = {"address": f"{one.name}-find"}.get(one.widget, one.name)
        words = {
            "address": f"{one.label}: hãy nhập xã, phường, thị trấn.",
            "group": f"Hãy ghi ít nhất {max(one.min_rows, 1)} {one.row_label}.",
        }
        assert errors.pop(own) == words.get(one.widget, missing(one))
        # Without this answer others may be asked that were not; nothing that was answered is missed.
        assert not {key.split("-")[0] for key in errors} & (set(full) & still)


@pytest.mark.parametrize("name", STANDARD_FORMS)
def test_it_could_be_published_from_the_designer(name):
    assert form_problems(design_of(standard_form(name))) == {}
