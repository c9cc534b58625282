"""A rule as form fields, and form fields as a rule; what was typed stays on the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.rulebook.policy import describe
from motcua.rulebook.policy.labels import UNIT_KINDS, pick, point_label, status_label
from motcua.rulebook.policy.points import PointKind, UnknownPoint, spec_of
from motcua.rulebook.policy.terms import Status
from motcua.web.policy.rule_days import iso_of_typed_day, typed_day

# What a person may add by hand; the reading may propose any point of the closed list.
POINTS = (
    "receive.online",
    "receive.postal",
    "receive.counter",
    "receive.support_point",
    "receive.counter.days",
    "return.online",
    "return.postal",
    "return.counter",
    "return.counter.days",
    "room.cap",
    "unit.cap",
    "cap.counts_officers",
    "entry.mask",
    "entry.hand_sanitising",
    "entry.temperature",
    "entry.health_declaration",
    "entry.qr_check_in",
    "equipment.droplet_shield",
    "equipment.waiting_area",
    "duty.online_officer",
    "duty.marshal",
    "plan.required",
    "plan.before_opening",
    "guard.keep_receiving",
    "target.urgent_resolved",
)
WEEKDAYS = [(1, "Hai"), (2, "Ba"), (3, "Tư"), (4, "Năm"), (5, "Sáu"), (6, "Bảy"), (7, "Chủ nhật")]
_HOURS = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3]):([0-5]\d)")
SHOWN = frozenset({"online_levels", "unit_kinds", "urgent", "uses_neither"})
AS_READ = frozenset({PointKind.MAPPING, PointKind.REPORT})  # values with parts of their own: shown, not typed
TRISTATE = {"": None, "yes": True, "no": False}


@dataclass(slots=True)
class RuleForm:
    """`point` decides which widget the value has; `given` holds what was typed, by field name."""

    point: str
    ref: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_row(cls, row: Any) -> Self:
        """The form of a stored rule."""
        data, when = row.data, row.data.get("when") or {}
        given = {
            "value": data.get("value"),
            "from": typed_day(data.get("from")),
            "to": typed_day(data.get("to")),
            "force": data.get("force") or "binding",
            "online_levels": when.get("online_levels") or [],
            "unit_kinds": when.get("unit_kinds") or [],
            "urgent": _tristate(when.get("urgent")),
            "uses_neither": _tristate(when.get("uses_neither")),
            "rest": _rest(when),
        }
        return cls(point=row.point, ref=row.ref, given=given)

    @classmethod
    def of_post(cls, post: QueryDict, point: str, row: Any = None) -> Self:
        """The form as typed; conditions of `row` that the form does not show stay as they are."""
        given: dict[str, Any] = {
            "value": post.getlist("value") if len(post.getlist("value")) != 1 else post.get("value"),
            "from": post.get("from", "").strip(),
            "to": post.get("to", "").strip(),
            "force": post.get("force", "binding"),
            "online_levels": [int(value) for value in post.getlist("online_levels") if value in {"1", "2", "3", "4"}],
            "unit_kinds": post.getlist("unit_kinds"),
            "urgent": post.get("urgent", ""),
            "uses_neither": post.get("uses_neither", ""),
            "rest": _rest(row.data.get("when") or {}) if row is not None else {},
        }
        form = cls(point=point, ref=post.get("ref", "").strip()[:40], given=given)
        if row is not None and form.kind in AS_READ:
            given["value"] = row.data.get("value")
        return form

    @property
    def kind(self) -> PointKind | None:
        """The kind of value that the point takes; None until a known point is chosen."""
        try:
            return spec_of(self.point).kind
        except UnknownPoint:
            return None

    @property
    def values(self) -> list[str]:
        """The value as a list of texts, for checkboxes."""
        value = self.given.get("value")
        many = value if isinstance(value, list | tuple) else [] if value is None else [value]
        return [str(value) for value in many]

    @property
    def ticked(self) -> bool:
        """The value as one tick."""
        return self.value_text not in ("", "False")

    @property
    def value_text(self) -> str:
        """The value as one text, for a single field."""
        if self.kind is PointKind.HOURS and isinstance(self.given.get("value"), list):
            return ", ".join("–".join(span) for span in self.given["value"])
        return ", ".join(self.values)

    @property
    def value_words(self) -> str:
        """The value as a sentence, where it is shown and not typed."""
        value = self.given.get("value")
        return describe.value_text(self.point, value, _language()) if self.kind and value is not None else ""

    @property
    def point_label(self) -> str:
        """The label of the point."""
        return point_label(self.point, _language()) if self.kind else ""

    @staticmethod
    def choices() -> Mapping[str, Any]:
        """The values to choose from, with labels in the page's language."""
        lang = _language()
        return {
            "points": [(point, point_label(point, lang)) for point in POINTS],
            "statuses": [(status.value, status_label(status, lang)) for status in Status],
            "weekdays": WEEKDAYS,
            "audiences": [("visitors", _("Người đến giao dịch")), ("staff", _("Công chức, viên chức"))],
            "levels": [(level, level) for level in (1, 2, 3, 4)],
            "unit_kinds": [(kind, pick(UNIT_KINDS, kind, lang)) for kind in UNIT_KINDS],
            "yes_no": [("yes", _("có")), ("no", _("không"))],
            "forces": [
                ("binding", _("phải theo, chỉ được chặt hơn")),
                ("default", _("được đổi")),
                ("delegated", _("người đứng đầu đơn vị tự quyết")),
            ],
        }

    @staticmethod
    def field_of(name: str) -> str:
        """The field of the form that a message about `name` of the rule's data belongs to."""
        head, _dot, tail = name.partition(".")
        return tail if head == "when" and tail in SHOWN else head

    def put_refusal(self, errors: dict[str, str], refused: str) -> None:
        """Put each message of the refusal at its field, any other refusal at the value."""
        self.errors |= {self.field_of(name): message for name, message in errors.items()} or {"value": refused}

    def data(self) -> dict[str, Any]:
        """The rule as data for the action; fills `errors` where a field cannot be read."""
        when: dict[str, Any] = dict(self.given.get("rest") or {})
        for name in ("online_levels", "unit_kinds"):
            if self.given[name]:
                when[name] = self.given[name]
        for name in ("urgent", "uses_neither"):
            if TRISTATE.get(self.given[name]) is not None:
                when[name] = TRISTATE[self.given[name]]
        if self.kind is None:
            self.errors["point"] = _("Hãy chọn điều được quy định.")
        return {
            "point": self.point,
            "value": self._value(),
            "when": when,
            "from": self._day("from"),
            "to": self._day("to"),
            "force": self.given["force"],
        }

    def _day(self, name: str) -> str | None:
        """A day for the rulebook; None when blank, with an error where it cannot be read."""
        try:
            return iso_of_typed_day(self.given[name])
        except ValueError:
            self.errors[name] = _("Hãy ghi ngày dạng 31/3/2020; có giờ thì ghi 07:30 31/3/2020.")
            return None

    def _hours(self, text: str) -> list[list[str]]:
        """ "7:30–11:30, 13:30–17:00" as pairs of hours, each with two digits; an error where it cannot be read."""
        spans = [_HOURS.fullmatch(span.strip()) for span in text.split(",")]
        found = [[f"{int(span[1]):02}:{span[2]}", f"{int(span[3]):02}:{span[4]}"] for span in spans if span]
        if not found or len(found) != len(spans):
            self.errors["value"] = _("Hãy ghi giờ dạng 7:30–11:30, 13:30–17:00.")
        return found

    def _value(self) -> Any:
        kind, text = self.kind, self.value_text.strip()
        if self.given["force"] == "delegated" and not text:
            return None
        if kind in {PointKind.CAP, PointKind.TARGET, PointKind.SLA}:
            if not text and kind is PointKind.CAP:
                return None
            if not _is_number(text):
                self.errors["value"] = _("Hãy ghi một số nguyên, ví dụ 20.")
                return None
            return int(text)
        if kind is PointKind.DAYS:
            days = [int(value) for value in self.values if _is_number(value)]
            if not days:
                self.errors["value"] = _("Hãy chọn ít nhất một ngày.")
            return days
        if kind is PointKind.HOURS:
            return self._hours(text)
        if kind is PointKind.WHO:
            return self.values
        if kind in {PointKind.FLAG, PointKind.ITEM}:
            return text in {"True", "true", "yes", "on", "1"}
        if kind is PointKind.APPOINTMENT:
            return text or None
        if kind is PointKind.ADDRESS:
            return text == "True" or text
        return self.given["value"]


def _rest(when: Mapping[str, Any]) -> dict[str, Any]:
    """The conditions without a field in the form."""
    return {name: value for name, value in when.items() if name not in SHOWN}


def _is_number(text: str) -> bool:
    """Whether `text` is a whole number of at most nine digits."""
    return text.isascii() and text.isdecimal() and len(text) < 10


def _language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def _tristate(value: bool | None) -> str:
    return {True: "yes", False: "no"}.get(value, "") if value is not None else ""
