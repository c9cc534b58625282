"""What the rules of a letter mean for the public, in one sentence for the home page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.directives.models import Directive
from motcua.directives.ways import say_days
from motcua.rulebook.policy.terms import Rule, Status
from motcua.rulebook.vietnamese import VIETNAM


def notice_of(rules: Sequence[Rule], directive: Directive, begins: datetime) -> str:
    """One sentence of what closes, opens or is advised, with the letter's number; "" where nobody is concerned."""
    said: list[str] = []
    for rule in rules:
        if rule.point == "receive.online" and rule.value is Status.ONLY:
            levels = ", ".join(str(level) for level in sorted(rule.when.online_levels))
            said.append(
                _("thủ tục mức độ %(levels)s chỉ nộp trực tuyến") % {"levels": levels}
                if levels
                else _("chỉ nộp trực tuyến")
            )
        elif rule.point == "receive.online" and rule.value is Status.ENCOURAGED:
            said.append(_("nên nộp trực tuyến"))
        elif rule.point == "receive.postal" and rule.value is Status.ENCOURAGED:
            said.append(_("nên gửi qua bưu điện"))
        elif rule.point == "receive.counter" and rule.value is Status.DISCOURAGED and rule.when.urgent is None:
            said.append(_("hạn chế đến quầy"))
        elif rule.point == "receive.counter.days" and rule.value and "provincial_centre" in rule.when.unit_kinds:
            said.append(_("quầy của Trung tâm nhận %(days)s") % {"days": say_days(rule.value)})
    if not said:
        return ""
    day = begins.astimezone(VIETNAM)
    unique = "; ".join(dict.fromkeys(said))
    return _("Từ %(day)s: %(what)s (%(document)s).") % {
        "day": f"{day.day}/{day.month}/{day.year}",
        "what": unique,
        "document": str(directive),
    }
