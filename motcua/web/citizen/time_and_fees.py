"""Lines about the time limit and the fees of a procedure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from motcua.catalog.queries.procedures import NoLimitPublished, fees_of, limit_of
from motcua.web import formats, language

if TYPE_CHECKING:
    from motcua.catalog.models import Procedure
    from motcua.rulebook.deadlines import Limit

_CHANNELS: Final = ("online", "postal", "counter")
_ENGLISH_UNITS: Final = {
    "minutes": "working minute",
    "hours": "working hour",
    "half_days": "half working day",
    "working_days": "working day",
    "days": "day",
    "months": "month",
    "years": "year",
}


def _channel(channel: str) -> str:
    return {"online": _("trực tuyến"), "postal": _("qua bưu điện"), "counter": _("tại quầy")}[channel]


def say_limit(limit: Limit) -> str:
    """A limit in the language of the page: "3 ngày làm việc" or "3 working days"."""
    if not language.in_english():
        return limit.words[:1].upper() + limit.words[1:]
    if limit.unit == "same_day":
        return "The same day"
    unit = _ENGLISH_UNITS[limit.unit]
    return f"{limit.value:f} {unit if limit.value == 1 else unit + 's'}"


def time_lines(procedure: Procedure) -> list[str]:
    """The published time, a line for each channel where they differ; empty when none is published."""
    try:
        said = {channel: say_limit(limit_of(procedure, channel)) for channel in _CHANNELS}
    except NoLimitPublished:
        return []
    if len(set(said.values())) == 1:
        return [said["online"]]
    return [f"{text} ({_channel(channel)})" for channel, text in said.items()]


def fee_lines(procedure: Procedure, on: date) -> list[str]:
    """The fee without exemption on day `on`, by channel where it differs; empty when none is published."""
    said = {channel: _say_fees(procedure, channel, on) for channel in _CHANNELS}
    if not any(said.values()):
        return []
    if len(set(said.values())) == 1:
        return [said["online"]]
    return [f"{text or _('Không mất phí')} ({_channel(channel)})" for channel, text in said.items()]


def _say_fees(procedure: Procedure, channel: str, on: date) -> str:
    fees = fees_of(procedure, channel, on)
    if not fees:
        return ""
    if not sum(fee.amount for fee in fees):
        return _("Không mất phí")
    kinds = {"phi": _("phí"), "le_phi": _("lệ phí")}
    return " + ".join(f"{formats.format_money(fee.amount)} ({kinds[fee.kind]})" for fee in fees if fee.amount)
