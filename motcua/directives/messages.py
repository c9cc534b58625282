"""Write the sentence in which the home page tells the public what a letter's rules mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from motcua.directives.channels import say_days
from motcua.directives.models import Directive
from motcua.rulebook.policy import labels
from motcua.rulebook.policy.terms import Rule, Status, When
from motcua.rulebook.vietnamese import VIETNAM


def public_notice_of(rules: Sequence[Rule], directive: Directive) -> str:
    """One sentence of what closes, opens or is advised, with the letter's number; "" where nobody is concerned."""
    said: dict[str, datetime] = {}
    ends: set[datetime | None] = set()
    for rule in rules:
        words = _words(rule)
        if words:
            said[words] = min(said.get(words, rule.in_force_from), rule.in_force_from)
            ends.add(rule.in_force_to)
    if not said:
        return ""
    last = next(iter(ends)) if len(ends) == 1 else None
    told = {"day": _date(min(said.values())), "what": "; ".join(said), "document": str(directive)}
    if last is None:
        return _("Từ %(day)s: %(what)s (%(document)s).") % told
    told["last"] = _date(last - timedelta(seconds=1))
    return _("Từ %(day)s đến hết %(last)s: %(what)s (%(document)s).") % told


def _date(moment: datetime) -> str:
    day = moment.astimezone(VIETNAM)
    return f"{day.day}/{day.month}/{day.year}"


def _words(rule: Rule) -> str:
    """One rule in words for the public; "" for rules that concern offices alone."""
    if rule.point == "receive.online" and rule.value is Status.ONLY:
        levels = ", ".join(str(level) for level in sorted(rule.when.online_levels))
        if levels:
            return _("thủ tục mức độ %(levels)s chỉ nộp trực tuyến") % {"levels": levels}
        return _("chỉ nộp trực tuyến")
    if rule.point == "receive.online" and rule.value is Status.ENCOURAGED:
        return _("nên nộp trực tuyến")
    if rule.point == "receive.postal" and rule.value is Status.ENCOURAGED:
        return _("nên gửi qua bưu điện")
    if rule.point == "receive.counter" and rule.value is Status.DISCOURAGED and rule.when.urgent is None:
        return _("hạn chế đến quầy")
    if rule.point == "receive.counter.days" and rule.value and "provincial_centre" in rule.when.unit_kinds:
        return _("quầy của Trung tâm nhận %(days)s") % {"days": say_days(rule.value)}
    told = _CLOSED.get(rule.point) if rule.value in (Status.CLOSED, True) else None
    told = told or (_OFFERED.get(rule.point) if rule.value in _GIVEN else None)
    if told is not None and not _narrow(rule.when):
        words = told()
        kinds = [labels.unit_kind_label(kind, on=rule.issued_on) for kind in sorted(rule.when.unit_kinds)]
        return _("%(what)s tại %(where)s") % {"what": words, "where": ", ".join(kinds)} if kinds else words
    if rule.point == "visit.appointment" and rule.value == "required" and not _narrow(rule.when):
        return _("đến quầy phải đặt lịch hẹn trước")
    return ""


_CLOSED: Final[Mapping[str, Callable[[], str]]] = {
    "receive.counter": lambda: _("quầy tạm dừng nhận hồ sơ"),
    "return.counter": lambda: _("quầy tạm dừng trả kết quả"),
    "receive.online": lambda: _("tạm dừng nhận hồ sơ trực tuyến"),
    "unit.closed": lambda: _("tạm dừng làm việc"),
}
_OFFERED: Final[Mapping[str, Callable[[], str]]] = {
    "receive.anywhere": lambda: _("nộp ở đơn vị nào cũng được, không kể nơi cư trú"),
    "receive.assisted": lambda: _("nộp trực tuyến tại quầy, có người giúp"),
    "return.home": lambda: _("trả kết quả tại nhà"),
    "fee.waived": lambda: _("miễn phí, lệ phí"),
    "deadline.extended": lambda: _("thời hạn giải quyết được kéo dài"),
}
_GIVEN: Final = (True, Status.ALLOWED, Status.ENCOURAGED, Status.ONLY)


def _narrow(when: When) -> bool:
    """Whether a rule holds for some matters or people alone, or for one office: no news for everybody."""
    return when != When(unit_kinds=when.unit_kinds)
