"""Check the values of points and the bounds of delegations, and bring them to one form.

In memory: days are a frozenset of ISO weekdays, hours a tuple of (time, time) pairs, caps an int or None
("as the competent body orders, no number"), checks a frozenset of "visitors"/"staff".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import time
from itertools import pairwise
from typing import Any, Final

from motcua.rulebook.policy.points import PointKind
from motcua.rulebook.policy.terms import Status

Hours = tuple[tuple[time, time], ...]

PERSONS_CHECKED: Final = frozenset({"visitors", "staff"})
REPORT_KEYS: Final = frozenset({"from", "to", "every", "due", "due_rule", "medium", "about"})

APPOINTMENTS: Final = ("encouraged", "required")  # from loose to strict


class BadValue(ValueError):
    """The value is not of the point's type; the text is a Vietnamese sentence for the person who wrote it."""


def clean_value(kind: PointKind, raw: Any) -> Any:
    """`raw` (JSON or Python) in the one form kept in memory for `kind`; raises BadValue."""
    return _CLEANERS[kind](raw)


def check_bounds(kind: PointKind, bounds: Any) -> None:
    """Raises BadValue where `bounds` cannot be read for `kind`."""
    if bounds is None:
        return
    rules = bounds if isinstance(bounds, Mapping) else {"within": bounds}
    unknown = set(rules) - {"within", "min", "max"}
    if unknown:
        raise BadValue(f"Phạm vi giao quyền có mục không hiểu: {', '.join(sorted(map(str, unknown)))}.")
    if "within" in rules:
        if kind is PointKind.STATUS:
            if isinstance(rules["within"], str) or not isinstance(rules["within"], Iterable):
                raise BadValue("Phạm vi giao quyền phải là danh sách trạng thái.")
            for status in rules["within"]:
                clean_value(kind, status)
        else:
            clean_value(kind, rules["within"])
    for end in ("min", "max"):
        if end in rules and (isinstance(rules[end], bool) or not isinstance(rules[end], int | float)):
            raise BadValue("Cận trên và cận dưới của phạm vi giao quyền phải là số.")


def _status(raw: Any) -> Status:
    try:
        return Status(raw)
    except ValueError:
        known = ", ".join(status.value for status in Status)
        raise BadValue(f"Trạng thái “{raw}” không có trong danh sách ({known}).") from None


def _days(raw: Any) -> frozenset[int]:
    if isinstance(raw, str | bytes | Mapping) or not isinstance(raw, Iterable):
        raise BadValue("Ngày trong tuần phải là danh sách số từ 1 (thứ Hai) đến 7 (Chủ nhật).")
    days = list(raw)
    if any(isinstance(day, bool) or not isinstance(day, int) or not 1 <= day <= 7 for day in days):
        raise BadValue("Ngày trong tuần phải là số từ 1 (thứ Hai) đến 7 (Chủ nhật).")
    return frozenset(days)


def _hours(raw: Any) -> Hours | None:
    if raw is None:
        return None
    if isinstance(raw, str | bytes | Mapping) or not isinstance(raw, Iterable):
        raise BadValue("Giờ nhận phải là danh sách các khoảng [“07:30”, “11:30”].")
    spans: list[tuple[time, time]] = []
    for pair in raw:
        try:
            begin, end = (part if isinstance(part, time) else time.fromisoformat(part) for part in pair)
        except (TypeError, ValueError):
            raise BadValue(f"Khoảng giờ “{pair}” phải viết dạng [“07:30”, “11:30”].") from None
        if begin >= end or begin.tzinfo or end.tzinfo:
            raise BadValue(f"Khoảng giờ {begin:%H:%M}–{end:%H:%M} không hợp lệ: giờ đầu phải trước giờ cuối.")
        spans.append((begin, end))
    spans.sort()
    if any(after[0] < before[1] for before, after in pairwise(spans)):
        raise BadValue("Các khoảng giờ chồng lên nhau.")
    return tuple(spans)


def _cap(raw: Any) -> int | None:
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise BadValue("Giới hạn số người phải là số nguyên, hoặc để trống nếu theo cơ quan có thẩm quyền.")
    if raw < 1:
        raise BadValue("Giới hạn số người phải từ 1 trở lên.")
    return raw


def _flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise BadValue("Giá trị phải là có (true) hoặc không (false).")
    return raw


def _who(raw: Any) -> frozenset[str]:
    if isinstance(raw, str | bytes | Mapping) or not isinstance(raw, Iterable):
        raise BadValue("Đối tượng phải là danh sách gồm visitors (người đến) và/hoặc staff (cán bộ).")
    who = frozenset(raw)
    if not who <= PERSONS_CHECKED:
        raise BadValue("Đối tượng chỉ có thể là visitors (người đến) hoặc staff (cán bộ).")
    return who


def _item(raw: Any) -> Any:
    if isinstance(raw, bool) or (isinstance(raw, int) and raw >= 1):
        return raw
    if isinstance(raw, Mapping) and raw and all(isinstance(key, str) for key in raw):
        return dict(raw)
    raise BadValue("Giá trị phải là có/không, một số lượng từ 1 trở lên, hoặc các chi tiết kèm theo.")


def _report(raw: Any) -> dict[str, Any]:
    if not isinstance(raw, Mapping) or not raw:
        raise BadValue("Chế độ báo cáo phải có ít nhất một mục: nơi gửi, nơi nhận, kỳ, hạn, hình thức hoặc nội dung.")
    unknown = set(raw) - REPORT_KEYS
    if unknown:
        raise BadValue(f"Chế độ báo cáo có mục không hiểu: {', '.join(sorted(map(str, unknown)))}.")
    return dict(raw)


def _appointment(raw: Any) -> str | None:
    if raw is None:
        return None  # these people need not book
    if raw not in APPOINTMENTS:
        raise BadValue("Đặt lịch trước phải là encouraged (khuyến khích) hoặc required (bắt buộc).")
    return str(raw)


def _address(raw: Any) -> Any:
    if raw is True or (isinstance(raw, str) and raw.strip()):
        return raw if raw is True else raw.strip()
    raise BadValue("Nơi làm việc mới phải là địa chỉ, hoặc có (true) khi chưa rõ địa chỉ.")


def _number(raw: Any) -> float | int | None:
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, int | float) or raw != raw or raw < 0:
        raise BadValue("Giá trị phải là số không âm.")
    return raw


def _text(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise BadValue("Cần một câu chữ để hiển thị.")
    return raw.strip()


def _mapping(raw: Any) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        raise BadValue("Giá trị phải gồm các mục có tên.")
    return dict(raw)


_CLEANERS: Final[dict[PointKind, Callable[[Any], Any]]] = {
    PointKind.STATUS: _status,
    PointKind.DAYS: _days,
    PointKind.HOURS: _hours,
    PointKind.CAP: _cap,
    PointKind.FLAG: _flag,
    PointKind.WHO: _who,
    PointKind.ITEM: _item,
    PointKind.REPORT: _report,
    PointKind.TARGET: _number,
    PointKind.SLA: _number,
    PointKind.TEXT: _text,
    PointKind.MAPPING: _mapping,
    PointKind.APPOINTMENT: _appointment,
    PointKind.ADDRESS: _address,
}
