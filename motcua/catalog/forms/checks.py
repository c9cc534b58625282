"""Check the design of a form before it is published.

A design is a list of pages, each {"title", "when", "field": [...]} (see catalog.forms.schema). Problems are addressed
"page:2:title" (pages from 0) and "field:child_name:label"; a field inside a group is "members.full_name".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from motcua.catalog.forms.conditions import field_conditions
from motcua.catalog.forms.fields import MOST_ROWS
from motcua.catalog.forms.schema import KINDS

Design = list[dict[str, Any]]

MOST_PAGES: Final = 30
MOST_FIELDS: Final = 150
MOST_CHOICES: Final = 200
LONGEST_TITLE: Final = 120
LONGEST_LABEL: Final = 200
LONGEST_HINT: Final = 300
LONGEST_ANSWER: Final = 5000
# Every form must ask for the applicant, as the acknowledgement must reach somebody (see dossiers.submission.answers).
NEEDED: Final = ("applicant_name", "applicant_id_number", "applicant_phone", "applicant_address")
# An internal form (a declaration at the door) must ask who declares and how to reach that person.
NEEDED_INTERNAL: Final = ("full_name", "phone")
CONDITION_KINDS: Final = frozenset({"choice", "boolean"})
NUMBERS: Final = frozenset({"number", "decimal", "money"})

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")


def every_field(design: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """(page from 0, path, field) of every field, those of a group after it."""
    for number, page in enumerate(design):
        for field in page.get("field", ()):
            yield number, field["name"], field
            for inner in field.get("field", ()):
                yield number, f"{field['name']}.{inner['name']}", inner


def form_problems(design: Sequence[Mapping[str, Any]], *, internal: bool = False) -> dict[str, str]:
    """The problems that keep the form from being published: place → message in Vietnamese, in the order of the form.

    `internal`: a form that opens no dossier, such as a declaration at the door.
    """
    found = dict(_pages(design))
    names: set[str] = set()
    for number, path, field in every_field(design):
        for key, text in _field(field, "." in path):
            found[f"field:{path}:{key}"] = text
        if path in names:
            found[f"field:{path}:label"] = "Có hai trường trùng tên."
        names.add(path)
        if message := _condition(design, number, path, field):
            found[f"field:{path}:when"] = message
    if len(names) > MOST_FIELDS:
        found["form"] = f"Biểu mẫu có nhiều nhất {MOST_FIELDS} trường."
    if missing := [name for name in (NEEDED_INTERNAL if internal else NEEDED) if name not in names]:
        whom = "người khai" if internal else "người nộp hồ sơ"
        found["form"] = f"Biểu mẫu phải hỏi {whom} là ai: còn thiếu {', '.join(missing)}."
    return found


def _pages(design: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    titles: set[str] = set()
    if not design or len(design) > MOST_PAGES:
        yield "form", f"Biểu mẫu phải có từ 1 đến {MOST_PAGES} trang."
    for number, page in enumerate(design):
        title = str(page.get("title", "")).strip()
        if not title or len(title) > LONGEST_TITLE:
            yield f"page:{number}:title", f"Hãy đặt tên trang, nhiều nhất {LONGEST_TITLE} ký tự."
        elif title in titles:
            yield f"page:{number}:title", "Đã có trang khác mang tên này."
        titles.add(title)
        if not page.get("field"):
            yield f"page:{number}:field", "Trang này chưa có trường nào."
        for condition in field_conditions(page.get("when", ())):
            if not _reachable(design, condition.field, number - 1):
                yield f"page:{number}:when", "Điều kiện của trang phải dựa vào câu trả lời ở trang trước."


def _field(field: Mapping[str, Any], inside: bool) -> Iterator[tuple[str, str]]:
    kind = field.get("kind")
    label = str(field.get("label", "")).strip()
    if not label or len(label) > LONGEST_LABEL:
        yield "label", f"Hãy đặt nhãn cho trường, nhiều nhất {LONGEST_LABEL} ký tự."
    if not _NAME.fullmatch(str(field.get("name", ""))):
        yield "label", "Mã trường chỉ gồm chữ thường không dấu, chữ số và gạch dưới."
    if len(str(field.get("hint", ""))) > LONGEST_HINT:
        yield "hint", f"Gợi ý dài nhất {LONGEST_HINT} ký tự."
    if kind not in KINDS:
        yield "kind", "Hãy chọn một loại trường."
    elif inside and kind == "group":
        yield "kind", "Trong một nhóm không đặt được nhóm khác."
    if kind == "choice":
        yield from _choices(field.get("choices", ()))
    if kind == "group":
        yield from _rows(field)
    yield from _limits(field)


def _choices(choices: Sequence[Any]) -> Iterator[tuple[str, str]]:
    values = [str(value) for value, _label in choices]
    if not 2 <= len(values) <= MOST_CHOICES:
        yield "choices", f"Hãy ghi từ 2 đến {MOST_CHOICES} lựa chọn, mỗi dòng một lựa chọn."
    elif len(set(values)) != len(values):
        yield "choices", "Có hai lựa chọn trùng nhau."
    elif any(not str(label).strip() for _value, label in choices):
        yield "choices", "Mỗi lựa chọn phải có chữ."


def _rows(field: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    least, most = field.get("min_rows", 0), field.get("max_rows", MOST_ROWS)
    if not (0 <= least <= most and 1 <= most <= MOST_ROWS):
        yield "max_rows", f"Số dòng ít nhất không quá số dòng nhiều nhất; nhiều nhất là {MOST_ROWS}."
    if not field.get("field"):
        yield "kind", "Nhóm này chưa có trường nào bên trong."


def _limits(field: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    least, most = field.get("minimum"), field.get("maximum")
    if least is not None and most is not None and least > most:
        yield "maximum", "Giá trị nhỏ nhất lớn hơn giá trị lớn nhất."
    if not 1 <= int(field.get("max", 1)) <= LONGEST_ANSWER:
        yield "max", f"Số ký tự từ 1 đến {LONGEST_ANSWER}."


def _condition(design: Sequence[Mapping[str, Any]], page: int, path: str, field: Mapping[str, Any]) -> str:
    written = field_conditions(field.get("when", ()))
    if not written:
        return ""
    group, _dot, name = path.rpartition(".")
    siblings = {
        other.removeprefix(f"{group}.") if group else other: one
        for number, other, one in every_field(design)
        if (other.startswith(f"{group}.") if group else "." not in other and number <= page)
    }
    for condition in written:
        other_field = siblings.get(condition.field)
        if other_field is None or condition.field == name:
            return "Điều kiện phải dựa vào trường khác ở cùng trang hoặc trang trước."
        if not condition.values or not set(condition.values) <= set(values_of(other_field)):
            return f"Trường “{other_field.get('label')}” không có câu trả lời này."
    tables = {one: field_conditions(other.get("when", ())) for one, other in siblings.items()}
    if _waits_for_itself(name, tables):
        return "Các trường này chờ nhau, sẽ không bao giờ được hỏi."
    return ""


def values_of(field: Mapping[str, Any]) -> list[str]:
    """The answers that a condition may look for: the choices, or a box marked or not."""
    if field.get("kind") == "boolean":
        return ["true", "false"]
    return [str(value) for value, _label in field.get("choices", ())] if field.get("kind") == "choice" else []


def _waits_for_itself(name: str, tables: Mapping[str, Sequence[Any]]) -> bool:
    seen: set[str] = set()
    ahead = [condition.field for condition in tables.get(name, ())]
    while ahead:
        one = ahead.pop()
        if one == name:
            return True
        if one not in seen:
            seen.add(one)
            ahead += [condition.field for condition in tables.get(one, ())]
    return False


def _reachable(design: Sequence[Mapping[str, Any]], name: str, last_page: int) -> bool:
    return any(path == name and number <= last_page for number, path, _field in every_field(design))
