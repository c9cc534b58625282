"""Labels of warnings in the page's language."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

WORDS: Final = {
    "T-3": gettext_noop("còn 3 ngày làm việc"),
    "T-2": gettext_noop("còn 2 ngày làm việc"),
    "T-1": gettext_noop("còn 1 ngày làm việc"),
    "T-0": gettext_noop("đến hạn hôm nay"),
    "late": gettext_noop("quá hạn"),
    "stalled": gettext_noop("đứng yên, chưa ai xử lý"),
    "unanswered": gettext_noop("quá 8 giờ làm việc chưa trả lời có tiếp nhận"),
    "task_late": gettext_noop("cơ quan phối hợp trả lời muộn"),
    "L-10": gettext_noop("sắp hết thời hiệu (10 ngày)"),
    "L-3": gettext_noop("sắp hết thời hiệu (3 ngày)"),
    "L-1": gettext_noop("sắp hết thời hiệu (1 ngày)"),
    "L-past": gettext_noop("đã hết thời hiệu"),
}


def warning_words(kind: str) -> str:
    """The label of a warning's kind; an unknown kind unchanged."""
    return _(WORDS[kind]) if kind in WORDS else kind
