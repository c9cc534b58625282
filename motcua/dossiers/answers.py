"""The answers of an online hand-in, kept by page while the person fills it, and checked as a whole at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

APPLICANT_PAGE: Final = "applicant"  # full_name, id_number, phone, email, address
RETURN_PAGE: Final = "return"  # channel, address
PAPERS_PAGE: Final = "papers"  # {"<position>": why the paper is not there}
RESERVED: Final = frozenset({APPLICANT_PAGE, RETURN_PAGE, PAPERS_PAGE})

_MESSAGES: Final = {
    "required": "Hãy trả lời câu này.",
    "minLength": "Hãy trả lời câu này.",
    "maxLength": "Câu trả lời quá dài.",
    "pattern": "Câu trả lời chưa đúng dạng.",
    "enum": "Hãy chọn một trong các câu trả lời có sẵn.",
    "type": "Câu trả lời chưa đúng loại.",
    "format": "Câu trả lời chưa đúng dạng.",
    "minimum": "Số này nhỏ quá.",
    "maximum": "Số này lớn quá.",
    "minItems": "Hãy thêm ít nhất một mục.",
    "maxItems": "Quá nhiều mục.",
    "const": "Bạn cần đồng ý với điều này.",
    "additionalProperties": "Có câu trả lời không thuộc mẫu đơn này.",
}


def form_answers(pages: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to the procedure's own form: all pages but the reserved ones, merged."""
    merged: dict[str, Any] = {}
    for page, answers in pages.items():
        if page not in RESERVED and isinstance(answers, Mapping):
            merged.update(answers)
    return merged


def page_of(pages: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The answers of one page; empty when it was not filled."""
    answers = pages.get(name)
    return dict(answers) if isinstance(answers, Mapping) else {}


def form_errors(schema: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the answers: field (dotted where nested) to one message in Vietnamese; empty when sound."""
    errors: dict[str, str] = {}
    for wrong in Draft202012Validator(dict(schema)).iter_errors(dict(answers)):
        message = _MESSAGES.get(str(wrong.validator), "Câu trả lời chưa đúng.")
        for field in _fields(wrong):
            errors.setdefault(field, message)
    return errors


def _fields(wrong: ValidationError) -> list[str]:
    place = [str(part) for part in wrong.absolute_path]
    if wrong.validator == "required" and isinstance(wrong.instance, Mapping):
        missing = [name for name in wrong.validator_value if name not in wrong.instance]
        return [".".join([*place, name]) for name in missing]
    return [".".join(place) or "form"]
