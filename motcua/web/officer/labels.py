"""Labels of channels and acts at the desk."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext, gettext_noop

from motcua.dossiers.actions.bulk import TAKE
from motcua.rulebook import dossier_states
from motcua.web.language import in_english

CHANNEL_WORDS: Final = {
    "online": gettext_noop("Trực tuyến"),
    "postal": gettext_noop("Bưu chính công ích"),
    "counter": gettext_noop("Tại quầy"),
    "support_point": gettext_noop("Điểm hỗ trợ"),
}


def act_label(code: str) -> str:
    """The label of an act in the language of the page: its step's, or that of taking a dossier."""
    if code == TAKE:
        return gettext("Nhận thụ lý")
    step = dossier_states.step(code)
    return step.label_en if in_english() else step.label
