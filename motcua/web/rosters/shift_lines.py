"""Shifts and gaps as lines of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from motcua.rosters.queries.gaps import GapLine
from motcua.rosters.times import vietnam_day
from motcua.rulebook.work_calendar import localise

PLACES = {
    "on_site": gettext_lazy("Tại chỗ"),
    "home": gettext_lazy("Tại nhà"),
    "standby": gettext_lazy("Dự phòng"),
}
DUTIES = {
    "counter": gettext_lazy("Trực quầy"),
    "online": gettext_lazy("Trực hồ sơ trực tuyến"),
    "guide": gettext_lazy("Hướng dẫn người dân"),
    "marshal": gettext_lazy("Kiểm soát cửa"),
    "helper": gettext_lazy("Tổ hỗ trợ"),
    "checker": gettext_lazy("Kiểm tra phòng, chống dịch"),
}
SHORT = {
    "counter": gettext_noop("Quầy"),
    "online": gettext_noop("Trực tuyến"),
    "guide": gettext_noop("Hướng dẫn"),
    "marshal": gettext_noop("Cửa"),
    "helper": gettext_noop("Hỗ trợ"),
    "checker": gettext_noop("Kiểm tra"),
}
KINDS = {
    "sick": gettext_lazy("Ốm"),
    "quarantine": gettext_lazy("Cách ly"),
    "leave": gettext_lazy("Nghỉ phép"),
}


def hours(since: datetime, until: datetime) -> str:
    """Two moments of a day as text: "7:00–11:30"."""
    start, end = localise(since), localise(until)
    return f"{start.hour}:{start:%M}–{end.hour}:{end:%M}"


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One shift in the page's language."""

    shift: Any
    day: date
    hours: str
    what: str
    short: str
    place: str


def shift_line_of(shift: Any) -> ShiftLine:
    """The line of a shift in the page's language."""
    counter = f" {shift.counter}" if shift.duty == "counter" and shift.counter else ""
    since, until = shift.during.lower, shift.during.upper
    return ShiftLine(
        shift=shift,
        day=vietnam_day(since),
        hours=hours(since, until),
        what=f"{DUTIES[shift.duty]}{counter}",
        short=f"{_(SHORT[shift.duty])}{counter}",
        place=str(PLACES[shift.place]),
    )


@dataclass(slots=True)
class Missing:
    """A gap on one day, with all its times of day."""

    day: date
    duty: str
    standby: bool
    fields: str
    because: str
    spans: list[str]

    @property
    def times(self) -> str:
        """The times of day as text: "7:00–11:30, 13:30–17:00"."""
        return ", ".join(self.spans)


def missing_of(lines: list[GapLine]) -> list[Missing]:
    """Gaps as lines; those of a day that differ in time only become one."""
    found: dict[tuple[Any, ...], Missing] = {}
    for line in lines:
        demand, day = line.gap.demand, line.gap.sitting.day
        key = (day, demand.duty, demand.standby, line.fields)
        if key not in found:
            found[key] = Missing(
                day=day,
                duty=str(DUTIES[demand.duty]) if demand.duty else _("Trực tại đơn vị"),
                standby=demand.standby,
                fields=say_fields(line.fields),
                because=demand.because,
                spans=[],
            )
        found[key].spans += [hours(*span) for span in line.gap.missing]
    return list(found.values())


def say_fields(names: tuple[str, ...]) -> str:
    """At most three names and how many more; "" for every field."""
    if len(names) <= 3:
        return ", ".join(names)
    return _("%(some)s và %(more)s lĩnh vực khác") % {"some": ", ".join(names[:2]), "more": len(names) - 2}
