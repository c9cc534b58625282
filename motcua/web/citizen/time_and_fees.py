"""Lines about the time limit and the fees of a procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from motcua.catalog.queries.procedures import NoLimitPublished, fees_of, limit_of
from motcua.dossiers.submission.bill import waiver_of
from motcua.rulebook.work_calendar import localise
from motcua.web import formats

if TYPE_CHECKING:
    from datetime import datetime

    from motcua.catalog.models import Procedure
    from motcua.people.models import Office
    from motcua.rulebook.deadlines import Limit

_CHANNELS: Final = ("online", "postal", "counter")


def _channel(channel: str) -> str:
    return {"online": _("trực tuyến"), "postal": _("qua bưu điện"), "counter": _("tại quầy")}[channel]


def say_limit(limit: Limit) -> str:
    """A limit as a line of its own: "3 ngày làm việc", "Trong ngày"; "3 working days", "The same day"."""
    said = formats.format_limit(limit)
    return said[:1].upper() + said[1:]


def time_lines(procedure: Procedure) -> list[str]:
    """The published time, a line for each channel where they differ; empty when none is published."""
    try:
        said = {channel: say_limit(limit_of(procedure, channel)) for channel in _CHANNELS}
    except NoLimitPublished:
        return []
    if len(set(said.values())) == 1:
        return [said["online"]]
    return [f"{text} ({_channel(channel)})" for channel, text in said.items()]


def fee_lines(procedure: Procedure, at: datetime, office: Office | None = None) -> list[str]:
    """The fee without exemption on the day of `at` (aware), by channel where it differs; empty when none is published.

    With an office, a fee that a letter waives there is named as waived, with the clause.
    """
    said = {channel: _say_fees(procedure, channel, at, office) for channel in _CHANNELS}
    if not any(said.values()):
        return []
    if len(set(said.values())) == 1:
        return [said["online"]]
    return [f"{text or _('Không mất phí')} ({_channel(channel)})" for channel, text in said.items()]


def _say_fees(procedure: Procedure, channel: str, at: datetime, office: Office | None) -> str:
    fees = fees_of(procedure, channel, localise(at).date())
    if not fees:
        return ""
    if not sum(fee.amount for fee in fees):
        return _("Không mất phí")
    if office is not None and (waiver := waiver_of(procedure=procedure, office=office, channel=channel, at=at)):
        return waiver
    kinds = {"phi": _("phí"), "le_phi": _("lệ phí")}
    return " + ".join(f"{formats.format_money(fee.amount)} ({kinds[fee.kind]})" for fee in fees if fee.amount)
