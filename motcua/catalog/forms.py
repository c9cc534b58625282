"""Forms as JSON Schema: their pages for the templates, and checks on the server with a message at each field.

Keys of a field besides the standard: "x-page" (title of its page), "x-order", "x-label", "x-hint", "x-widget",
"x-past" (a date not after today), "x-autocomplete". Formats of our own: "id-number", "phone", "tax-code".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from motcua.catalog.standard_forms import LONGEST_TEXT
from motcua.people import checks
from motcua.rulebook.vietnamese import say_number

CHOOSE: Final = frozenset({"choice", "checkbox"})
_TRUE: Final = frozenset({"1", "on", "true", "yes", "có"})
_LONGEST_NUMBER: Final = 20
_EARLIEST_YEAR: Final = 1850  # nobody who deals with an office today was born, married or registered before


@dataclass(frozen=True, slots=True)
class FormField:
    """One field for the templates. `choices` are (value, label); `default` is a typed value or None."""

    name: str
    label: str
    hint: str
    widget: str
    required: bool
    choices: tuple[tuple[str, str], ...]
    max_length: int | None
    default: Any
    autocomplete: str

    def shown(self, value: Any) -> str:
        """The value as people read it: the choice's label, 31/3/2020, 1.000.000, Có/Không; "" when empty."""
        if value is None or value == "":
            return "Không" if self.widget == "checkbox" and value is not None else ""
        if isinstance(value, bool):
            return "Có" if value else "Không"
        if self.widget == "date" and (day := checks.read_date(str(value))):
            return f"{day.day}/{day.month}/{day.year}"
        if isinstance(value, int):
            return say_number(value) if self.widget == "money" else str(value)
        if isinstance(value, float):
            return f"{value:g}".replace(".", ",")
        return dict(self.choices).get(str(value), str(value))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a form, its fields in order."""

    title: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Typed values of what was typed (dates as ISO, money as whole đồng), and messages by field."""

    data: dict[str, Any]
    errors: dict[str, str]


def pages(schema: Mapping[str, Any]) -> list[Page]:
    """The pages of a form in order of their first field; fields without a page come on one titled "Thông tin"."""
    found: dict[str, list[FormField]] = {}
    required = frozenset(schema.get("required", ()))
    properties: Mapping[str, Mapping[str, Any]] = schema.get("properties", {})
    for name, spec in sorted(properties.items(), key=lambda item: item[1].get("x-order", 0)):
        found.setdefault(spec.get("x-page", "Thông tin"), []).append(_field(name, spec, name in required))
    return [Page(title, tuple(fields)) for title, fields in found.items()]


def _field(name: str, spec: Mapping[str, Any], required: bool) -> FormField:
    listed = [(str(one["const"]), str(one.get("title", one["const"]))) for one in spec.get("oneOf", ())]
    listed = listed or [(str(value), str(value)) for value in spec.get("enum", ())]
    usual = {"boolean": "checkbox", "integer": "number", "number": "decimal"}.get(spec.get("type", ""), "text")
    return FormField(
        name=name,
        label=spec.get("x-label") or spec.get("title") or name,
        hint=spec.get("x-hint", ""),
        widget=spec.get("x-widget") or ("choice" if listed else usual),
        required=required,
        choices=tuple(listed),
        max_length=spec.get("maxLength", LONGEST_TEXT) if spec.get("type", "string") == "string" else None,
        default=spec.get("default"),
        autocomplete=spec.get("x-autocomplete", ""),
    )


def validate(
    schema: Mapping[str, Any], data: Mapping[str, Any], page: int | str | None = None, *, today: date | None = None
) -> dict[str, str]:
    """Messages in Vietnamese by field, empty when all is well; of one page (its index or title) or of the whole form.

    `data` is as typed or as cleaned. Without `today` a date is not checked against it. Never raises on bad data.
    """
    return clean(schema, data, page, today=today).errors


def clean(
    schema: Mapping[str, Any], data: Mapping[str, Any], page: int | str | None = None, *, today: date | None = None
) -> Cleaned:
    """Turn what was typed into typed values and check them; fields the form does not know are dropped.

    With `page` (index or title) only that page's fields are looked at. IndexError or KeyError for no such page.
    """
    properties: Mapping[str, Mapping[str, Any]] = schema.get("properties", {})
    fields = _fields_of(schema, page)
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field in fields:
        value, problem = _read(properties[field.name], data.get(field.name), field.widget, today)
        if value is not None:
            values[field.name] = value
        if problem:
            errors[field.name] = problem
        elif field.required and (value is None or value is False):
            errors[field.name] = _missing(field)
    partial = {
        "type": "object",
        "properties": {field.name: properties[field.name] for field in fields},
        "required": [field.name for field in fields if field.required],
    }
    for error in Draft202012Validator(partial).iter_errors(values):
        name = str(error.path[0]) if error.path else ""
        if name and name not in errors:
            errors[name] = _message(error)
    order = {field.name: place for place, field in enumerate(fields)}
    return Cleaned(values, dict(sorted(errors.items(), key=lambda item: order[item[0]])))


def _fields_of(schema: Mapping[str, Any], page: int | str | None) -> list[FormField]:
    found = pages(schema)
    if page is None:
        return [field for one in found for field in one.fields]
    if isinstance(page, int):
        return list(found[page].fields)
    return list({one.title: one for one in found}[page].fields)


def _read(spec: Mapping[str, Any], raw: Any, widget: str, today: date | None) -> tuple[Any, str]:
    """The typed value, or None when nothing was written, and what is wrong with it."""
    if isinstance(raw, list | tuple):  # a form field sent twice: the last counts
        raw = raw[-1] if raw else None
    kind = spec.get("type", "string")
    if kind == "boolean":
        return raw is True or (raw is not None and str(raw).strip().lower() in _TRUE), ""
    if raw is None or raw == "" or isinstance(raw, dict):
        return None, ""
    text = _plain(str(raw)) if widget != "textarea" else _plain(str(raw), lines=True)
    if not text:
        return None, ""
    if kind == "integer":
        return _integer(text, money=widget == "money")
    if kind == "number":
        return _decimal(text)
    if len(text) > spec.get("maxLength", LONGEST_TEXT):
        return text, f"Viết nhiều nhất {say_number(spec.get('maxLength', LONGEST_TEXT))} ký tự."
    return _formatted(spec, text, today)


def _plain(text: str, *, lines: bool = False) -> str:
    """The text without control characters and half characters, spaces tidied; line ends kept where asked."""
    kept = "".join(sign for sign in text if (sign.isprintable() or sign.isspace()) and not "\ud800" <= sign <= "\udfff")
    if lines:
        return "\n".join(" ".join(line.split()) for line in kept.splitlines()).strip()
    return " ".join(kept.split())


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
    plain = text.replace(" ", "")
    plain = plain.replace(".", "").replace(",", ".") if "," in plain else plain
    try:
        value = Decimal(plain) if len(plain) <= _LONGEST_NUMBER else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    return (float(value), "") if value.is_finite() else (text, "Hãy viết một số, ví dụ 120,5.")


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
    check = {
        "id-number": checks.id_number,
        "phone": checks.phone,
        "email": checks.email,
        "tax-code": checks.tax_code,
    }.get(form)
    if check is None:
        return text, ""
    checked = check(text)
    return checked.value, checked.error


def _missing(field: FormField) -> str:
    if field.widget == "checkbox":
        return "Bạn cần đánh dấu vào ô này."
    if field.widget in CHOOSE:
        return "Hãy chọn một mục."
    if field.label.endswith("?"):
        return "Hãy trả lời câu hỏi này."
    return f"Hãy nhập {field.label[:1].lower()}{field.label[1:]}."


def _message(error: ValidationError) -> str:
    """One line in Vietnamese for a broken keyword."""
    bound: Any = error.validator_value
    match error.validator:
        case "oneOf" | "enum":
            return "Hãy chọn một mục trong danh sách."
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
