"""What the desk calls ways of handing in, acts, and the keys that reach them."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext, gettext_noop

from motcua.dossiers.actions.bulk import TAKE
from motcua.rulebook import dossier_states
from motcua.web.words import in_english

CHANNEL_WORDS: Final = {
    "online": gettext_noop("Trực tuyến"),
    "postal": gettext_noop("Bưu chính công ích"),
    "counter": gettext_noop("Tại quầy"),
    "support_point": gettext_noop("Điểm hỗ trợ"),
}
# A key brings one to the act and never carries it out. j, k, / and ? belong to the lists.
KEYS: Final = {
    "take": "n",
    "accept": "a",
    "forward": "c",
    "appraise": "t",
    "approve": "p",
    "seal": "d",
    "ask_to_complete": "b",
    "ask_supplement": "b",
    "take_supplement": "u",
    "confirm_payment": "u",
    "send_back": "l",
    "refuse_seal": "l",
    "refuse": "x",
    "refuse_result": "x",
    "reappoint": "h",
    "return_result": "r",
    "hand_to_post": "g",
    "deliver": "v",
    "withdraw": "w",
    "result": "q",
}


def act_label(code: str) -> str:
    """What an act is called in the language of the page; the step's own name, or that of taking into one's hands."""
    if code == TAKE:
        return gettext("Nhận thụ lý")
    step = dossier_states.step(code)
    return step.label_en if in_english() else step.label
