"""Read one typed value into the value to keep, or a message. Never raises, whatever was sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from motcua.catalog.forms.fields import CHOOSE, FormField
from motcua.catalog.forms.texts import LONGEST_TEXT, plain_text
from motcua.people import checks
from motcua.rulebook.vietnamese import say_number

_TRUE: Final = frozenset({"1", "on", "true", "yes", "có"})
_LONGEST_NUMBER: Final = 20
_LONGEST_FORMATTED: Final = 1000
_CHECKS: Final[Mapping[str, Callable[[str], checks.Checked[str]]]] = {
    "id-number": checks.id_number,
    "phone": checks.phone,
    "email": checks.email,
    "tax-code": checks.tax_code,
}
_FORMATS: Final = frozenset({"date", *_CHECKS})
_EARLIEST_YEAR: Final = 1850  # nobody who deals with an office today was born, married or registered before


def read_value(spec: Mapping[str, Any], raw: Any, widget: str, today: date | None) -> tuple[Any, str]:
    """The typed value, or None when nothing was written, and what is wrong with it."""
    if isinstance(raw, list | tuple):  # a form field sent twice: the last counts
        raw = raw[-1] if raw else None
    kind = spec.get("type", "string")
    if kind == "boolean":
        return raw is True or plain_text(raw).lower() in _TRUE, ""
    text = plain_text(raw, lines=widget == "textarea")
    if not text:
        return None, ""
    if kind == "integer":
        return _integer(text, money=widget == "money")
    if kind == "number":
        return _decimal(text)
    if spec.get("format") in _FORMATS:  # a number or a day says its own shape, however long it is
        return _formatted(spec, text[:_LONGEST_FORMATTED], today)
    if len(text) > spec.get("maxLength", LONGEST_TEXT):
        return text, f"Viết nhiều nhất {say_number(spec.get('maxLength', LONGEST_TEXT))} ký tự."
    return text, ""


def broken_keyword(spec: Mapping[str, Any], value: Any) -> str:
    """The message for the schema keyword that a value breaks; "" when it breaks none."""
    for error in Draft202012Validator(dict(spec)).iter_errors(value):
        return _message(error)
    return ""


def missing(field: FormField) -> str:
    """The message for a required answer that is missing."""
    if field.widget == "checkbox":
        return f"Bạn cần đánh dấu vào ô “{field.label}”."
    if field.label.endswith("?"):
        return f"Hãy trả lời “{field.label}”."
    label = field.label if field.label[1:2].isupper() else f"{field.label[:1].lower()}{field.label[1:]}"
    return f"Hãy chọn {label}." if field.widget in CHOOSE else f"Hãy nhập {label}."


def _integer(text: str, *, money: bool) -> tuple[Any, str]:
    digits = text.replace(" ", "")
    if money:
        digits = digits.removesuffix("đ").removesuffix("đồng").replace(".", "").replace(",", "")
    if not (digits.lstrip("-").isdecimal() and digits.isascii()) or len(digits) > _LONGEST_NUMBER:
        return text, "Hãy viết số tiền bằng chữ số, ví dụ 50.000.000." if money else "Hãy viết một số nguyên."
    try:
        return int(digits), ""
    except ValueError:  # "1-2" and the like
        return text, "Hãy viết một số nguyên."


def _decimal(text: str) -> tuple[Any, str]:
    written = text.replace(" ", "")
    written = written.replace(".", "").replace(",", ".") if "," in written else written
    try:
        value = Decimal(written) if len(written) <= _LONGEST_NUMBER else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= Decimal(10) ** _LONGEST_NUMBER:  # 1e999 is finite to Decimal alone
        return text, "Hãy viết một số, ví dụ 120,5."
    return float(value), ""


def _formatted(spec: Mapping[str, Any], text: str, today: date | None) -> tuple[Any, str]:
    form = spec.get("format", "")
    if form == "date":
        day = checks.read_date(text)
        if day is None:
            return text, "Ngày chưa đúng, hãy viết theo ngày/tháng/năm, ví dụ 31/3/2020."
        if day.year < _EARLIEST_YEAR:
            return day.isoformat(), f"Năm chưa đúng, hãy viết một năm từ {_EARLIEST_YEAR}."
        if spec.get("x-past") and today is not None and day > today:
            return day.isoformat(), "Ngày này không thể ở tương lai."
        return day.isoformat(), ""
    checked = _CHECKS[form](text)
    return checked.value, checked.error


def _message(error: ValidationError) -> str:
    """One line in Vietnamese for a broken keyword."""
    bound: Any = error.validator_value
    match error.validator:
        case "oneOf" | "enum":
            return "Hãy chọn một mục trong danh sách."
        case "const":
            return "Bạn cần đánh dấu vào ô này."
        case "minimum" | "exclusiveMinimum":
            return f"Số này phải từ {_shown_number(bound)} trở lên."
        case "maximum" | "exclusiveMaximum":
            return f"Số này nhiều nhất là {_shown_number(bound)}."
        case "maxLength":
            return f"Viết nhiều nhất {say_number(int(bound))} ký tự."
        case "minLength":
            return f"Viết ít nhất {say_number(int(bound))} ký tự."
        case _:
            return "Nội dung này chưa đúng, hãy kiểm tra lại."


def _shown_number(bound: Any) -> str:
    return say_number(bound) if isinstance(bound, int) else f"{bound:g}".replace(".", ",")
