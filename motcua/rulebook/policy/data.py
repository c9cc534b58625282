"""Read rules from JSON: the form of a proposal of the reading, of a row of the database, of the API.

{"point": …, "value": …, "when": {fields of When as lists, booleans, text}, "from": ISO date or moment or null,
 "to": the same, "modality": …, "force": …, "bounds": …, "replaces": [ids]}

A date in "from" means 00:00 of that day, in "to" the end of that day, both in Asia/Ho_Chi_Minh.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from motcua.rulebook.policy import values
from motcua.rulebook.policy.points import PointSpec, UnknownPoint, spec_of
from motcua.rulebook.policy.terms import Force, Modality, Rule, Source, Status, When

Word = TypeVar("Word", bound=StrEnum)

LOCAL: Final = ZoneInfo("Asia/Ho_Chi_Minh")
KEYS: Final = frozenset({"point", "value", "when", "from", "to", "modality", "force", "bounds", "replaces"})
_TEXT_SETS: Final = ("unit_kinds", "unit_levels", "procedures", "fields", "groups", "unit_names", "channels")
_NUMBER_SETS: Final = {"epidemic_levels": (1, 4), "online_levels": (0, 4), "weekdays": (1, 7)}
_FLAGS: Final = ("urgent", "time_critical", "uses_neither", "holiday")


class PolicyDataError(ValueError):
    """A rule written as data cannot be read. `field` names the place ("when.weekdays"), `message` is Vietnamese."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


def rule_from_data(
    data: Mapping[str, Any],
    *,
    id: str,
    body: str,
    issued_on: date,
    source: Source,
    tz: tzinfo = LOCAL,
) -> Rule:
    """The rule that `data` describes, issued by the office at path `body`; raises PolicyDataError.

    Keys of `data` outside KEYS (a span, a confidence word) are the caller's and are left alone. Without "from" the
    rule holds from 00:00 of the day of issue.
    """
    spec = _spec(data.get("point"))
    force = _word(Force, data.get("force"), Force.BINDING, "force")
    value = _value(spec, data, force)
    when = when_from_data(data.get("when") or {})
    begins = _moment(data.get("from"), "from", tz, end_of_day=False)
    ends = _moment(data.get("to"), "to", tz, end_of_day=True)
    begins = begins or datetime.combine(issued_on, time(), tz)
    if ends is not None and ends <= begins:
        raise PolicyDataError("to", "Ngày hết hiệu lực phải sau ngày có hiệu lực.")
    if value is Status.FALLBACK and when.uses_neither is False:
        raise PolicyDataError(
            "when.uses_neither", "Trạng thái “dự phòng” chỉ dành cho người không dùng được cách khác."
        )
    if not _related(when.under, body):
        raise PolicyDataError("when.under", "Nơi áp dụng không thuộc địa bàn của cơ quan ban hành.")
    return Rule(
        id=id,
        point=spec.point,
        value=value,
        when=when,
        source=source,
        body=body,
        issued_on=issued_on,
        in_force_from=begins,
        in_force_to=ends,
        modality=_word(Modality, data.get("modality"), Modality.ORDER, "modality"),
        force=force,
        bounds=_bounds(spec, data.get("bounds")),
        replaces=_names(data.get("replaces") or (), "replaces"),
    )


def when_from_data(data: Mapping[str, Any]) -> When:
    """Conditions from their JSON form; raises PolicyDataError naming the key."""
    if not isinstance(data, Mapping):
        raise PolicyDataError("when", "Điều kiện phải gồm các mục có tên.")
    known = {"under", "season", *_TEXT_SETS, *_NUMBER_SETS, *_FLAGS}
    for key in data:
        if key not in known:
            raise PolicyDataError(f"when.{key}", "Điều kiện này không có trong danh sách.")
    under = data.get("under") or ""
    if not isinstance(under, str):
        raise PolicyDataError("when.under", "Nơi áp dụng phải là đường dẫn cơ quan, ví dụ H22/H22.27.")
    parts: dict[str, Any] = {"under": under.strip("/")}
    for key in _TEXT_SETS:
        parts[key] = _names(data.get(key) or (), f"when.{key}")
    for key, (low, high) in _NUMBER_SETS.items():
        parts[key] = _numbers(data.get(key) or (), f"when.{key}", low, high)
    for key in _FLAGS:
        if data.get(key) is not None and not isinstance(data[key], bool):
            raise PolicyDataError(f"when.{key}", "Giá trị phải là có (true), không (false) hoặc để trống.")
        parts[key] = data.get(key)
    parts["season"] = _season(data.get("season") or "")
    return When(**parts)


def _spec(point: Any) -> PointSpec:
    if not isinstance(point, str) or not point:
        raise PolicyDataError("point", "Quy tắc phải nêu điều được quy định.")
    try:
        return spec_of(point)
    except UnknownPoint:
        raise PolicyDataError("point", f"Không có điều quy định nào tên “{point}”.") from None


def _value(spec: PointSpec, data: Mapping[str, Any], force: Force) -> Any:
    if "value" not in data and force is not Force.DELEGATED:
        raise PolicyDataError("value", "Quy tắc phải có giá trị.")
    raw = data.get("value")
    if raw is None and force is Force.DELEGATED:
        return None  # nothing fixed: the head decides, and until then what stood before stands
    try:
        return values.clean_value(spec.kind, raw)
    except values.BadValue as bad:
        raise PolicyDataError("value", str(bad)) from None


def _bounds(spec: PointSpec, bounds: Any) -> Any:
    try:
        values.check_bounds(spec.kind, bounds)
    except values.BadValue as bad:
        raise PolicyDataError("bounds", str(bad)) from None
    return bounds


def _word(words: type[Word], raw: Any, default: Word, field: str) -> Word:
    if raw is None:
        return default
    try:
        return words(raw)
    except ValueError:
        known = ", ".join(word.value for word in words)
        raise PolicyDataError(field, f"“{raw}” không có trong danh sách ({known}).") from None


def _related(under: str, body: str) -> bool:
    """Whether one path lies on the other: a body rules its own branch of the tree, no other."""
    return not under or not body or f"{under}/".startswith(f"{body}/") or f"{body}/".startswith(f"{under}/")


def _names(raw: Any, field: str) -> frozenset[str]:
    if isinstance(raw, str | bytes | Mapping) or not isinstance(raw, Iterable):
        raise PolicyDataError(field, "Phải là danh sách mã.")
    names = list(raw)
    if any(not isinstance(name, str) or not name for name in names):
        raise PolicyDataError(field, "Mỗi mã phải là chữ, không để trống.")
    return frozenset(names)


def _numbers(raw: Any, field: str, low: int, high: int) -> frozenset[int]:
    if isinstance(raw, str | bytes | Mapping) or not isinstance(raw, Iterable):
        raise PolicyDataError(field, f"Phải là danh sách số từ {low} đến {high}.")
    numbers = list(raw)
    if any(isinstance(n, bool) or not isinstance(n, int) or not low <= n <= high for n in numbers):
        raise PolicyDataError(field, f"Mỗi số phải từ {low} đến {high}.")
    return frozenset(numbers)


def _season(raw: Any) -> str:
    if raw == "":
        return ""
    try:
        first, last = str(raw).split("/")
        for day in (first, last):
            date.fromisoformat(f"2024-{day}")
    except ValueError:
        raise PolicyDataError("when.season", f"Mùa “{raw}” không đọc được; viết dạng 04-01/09-30.") from None
    return f"{first}/{last}"


def _moment(raw: Any, field: str, tz: tzinfo, *, end_of_day: bool) -> datetime | None:
    if raw is None or raw == "":
        return None
    if isinstance(raw, str):
        try:
            raw = date.fromisoformat(raw) if len(raw) == 10 else datetime.fromisoformat(raw)
        except ValueError:
            raise PolicyDataError(field, f"Ngày “{raw}” không đọc được; viết dạng 2020-03-31.") from None
    if isinstance(raw, datetime):
        return raw.replace(tzinfo=tz) if raw.tzinfo is None else raw
    if isinstance(raw, date):
        day = raw + timedelta(days=1) if end_of_day else raw
        return datetime.combine(day, time(), tz)
    raise PolicyDataError(field, "Ngày phải viết dạng 2020-03-31.")
