"""Draw the sample dossier of a procedure (Circular 01/2018 Art. 5.2): its form filled in, each page marked "MẪU"."""

from __future__ import annotations

from typing import Any, Final

from motcua.catalog.forms import FormField, form_pages, visible
from motcua.catalog.models import Procedure
from motcua.catalog.queries.forms import latest_form
from motcua.catalog.standard_forms import standard_form
from motcua.dossiers.slips.drawing import compile_sheet

_EXAMPLES: Final = {
    "date": "1990-01-15",
    "id_number": "002090000001",
    "phone": "0912345678",
    "email": "nguyenvana@example.vn",
    "tax_code": "0100109106",
    "number": 1,
    "decimal": 1.5,
    "money": 1_000_000,
    "checkbox": True,
    "address": {"text": "Số 1, đường Trần Phú, phường Nguyễn Trãi"},
}
_NAMES: Final = ("name", "ten")


def render_sample(procedure: Procedure, issued_at: str) -> bytes:
    """The form of `procedure` with the answers of its published sample, as PDF/A; the papers asked for at its end.

    A field without a sample answer has an example of its kind. A procedure without a form of its own has the general
    one. `issued_at` is the ISO moment of the sheet's metadata.
    """
    form = latest_form(procedure)
    answers = dict(form.sample) if form is not None else {}
    schema = form.schema if form is not None else standard_form()
    asked = visible(schema, answers) if answers else None
    parts = [
        {
            "title": page.title,
            "fields": [
                _shown(field, answers.get(field.name)) for field in page.fields if asked is None or field.name in asked
            ],
        }
        for page in form_pages(schema)
    ]
    return compile_sheet(
        "sample",
        {
            "form": {"number": "", "title": f"Hồ sơ mẫu: {procedure.name}", "circular": ""},
            "unit_name": "",
            "code": procedure.code,
            "issued_at": issued_at,
            "name": procedure.name,
            "parts": [part for part in parts if part["fields"]],
            "papers": [_paper(paper) for paper in procedure.papers.all()],
        },
    )


def _shown(field: FormField, answer: Any) -> dict[str, str]:
    return {"label": field.label, "value": field.shown(answer if answer not in (None, "") else _example(field))}


def _example(field: FormField) -> Any:
    if field.choices:
        return field.choices[0][0]
    if field.default is not None:
        return field.default
    if field.widget == "group":
        return [{inner.name: _example(inner) for inner in field.fields}]
    if field.widget in _EXAMPLES:
        return _EXAMPLES[field.widget]
    return "Nguyễn Văn A" if any(part in _NAMES for part in field.name.split("_")) else "(ghi theo thực tế)"


def _paper(paper: Any) -> dict[str, str]:
    amounts = [(paper.originals, "bản chính"), (paper.copies, "bản sao")]
    counted = ", ".join(f"{count} {words}" for count, words in amounts if count)
    asked = "" if paper.required else "nếu có"
    return {"name": paper.name, "amount": ", ".join(part for part in (counted, asked) if part)}
