"""Labels of warnings in the page's language."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.rulebook.deadlines import Limit, Unit
from motcua.web.formats import format_limit
from motcua.web.law_words import law_limit

WORDS: Final = {
    "T-0": gettext_noop("đến hạn hôm nay"),
    "late": gettext_noop("quá hạn"),
    "stalled": gettext_noop("đứng yên, chưa ai xử lý"),
    "unanswered": gettext_noop("quá %(time)s chưa trả lời có tiếp nhận"),
    "task_late": gettext_noop("cơ quan phối hợp trả lời muộn"),
    "L-past": gettext_noop("đã hết thời hiệu"),
}
# A rung of a ladder names its days, which the law's table gives (rulebook.warnings): T-3, L-10.
_RUNG: Final = re.compile(r"([TL])-(\d+)")
_RUNGS: Final = {
    "T": (gettext_noop("còn %(time)s"), Unit.WORKING_DAYS),
    "L": (gettext_noop("sắp hết thời hiệu (%(time)s)"), Unit.DAYS),
}


def warning_words(kind: str, at: datetime) -> str:
    """The label of a warning's kind at `at` (aware); an unknown kind unchanged."""
    if kind in WORDS:
        return _(WORDS[kind]) % {"time": law_limit("answer.within", at)}
    if found := _RUNG.fullmatch(kind):
        words, unit = _RUNGS[found[1]]
        return _(words) % {"time": format_limit(Limit(int(found[2]), unit))}
    return kind
