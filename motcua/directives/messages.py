"""Write the sentence in which the home page tells the public what a letter's rules mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.directives.channels import say_days
from motcua.directives.models import Directive
from motcua.rulebook.policy.terms import Rule, Status
from motcua.rulebook.vietnamese import VIETNAM


def public_notice_of(rules: Sequence[Rule], directive: Directive) -> str:
    """One sentence of what closes, opens or is advised, with the letter's number; "" where nobody is concerned."""
    said: dict[str, datetime] = {}
    for rule in rules:
        words = _words(rule)
        if words:
            said[words] = min(said.get(words, rule.in_force_from), rule.in_force_from)
    if not said:
        return ""
    day = min(said.values()).astimezone(VIETNAM)
    return _("Từ %(day)s: %(what)s (%(document)s).") % {
        "day": f"{day.day}/{day.month}/{day.year}",
        "what": "; ".join(said),
        "document": str(directive),
    }


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
    return ""
