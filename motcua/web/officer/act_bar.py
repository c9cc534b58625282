"""The acts at the foot of a dossier's page: two or three in sight, the rest folded, each with a key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django import forms

from motcua.rulebook.dossier_states import Step
from motcua.web.language import in_english

# Acts that end a dossier, stop it or apologise for it: seldom wanted, never in the way.
_SELDOM: Final = frozenset({"withdraw", "stop", "refuse", "refuse_result", "reappoint", "fail_delivery"})
DANGEROUS: Final = frozenset({"withdraw", "stop", "refuse", "refuse_result"})

# A key moves to the act and never carries it out. j, k, / and ? belong to the lists.
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


@dataclass(frozen=True, slots=True)
class ActShown:
    """One act: its step, words in the page's language, effect, form, and the key that moves to it."""

    code: str
    label: str
    says: str
    slip: str
    form: forms.Form
    key: str
    seldom: bool
    dangerous: bool


def acts_shown(steps: Iterable[Step], forms_by_step: Mapping[str, forms.Form]) -> list[ActShown]:
    """The steps that have a form, usual ones first; each key is used once."""
    taken: set[str] = set()
    shown = []
    english = in_english()
    for step in sorted(steps, key=lambda item: item.code in _SELDOM):
        form = forms_by_step.get(step.code)
        if form is None:
            continue
        key = KEYS.get(step.code, "")
        key = "" if key in taken else key
        taken.add(key)
        shown.append(
            ActShown(
                code=step.code,
                label=step.label_en if english else step.label,
                says=step.says_en if english else step.says,
                slip=step.slip or "",
                form=form,
                key=key,
                seldom=step.code in _SELDOM,
                dangerous=step.code in DANGEROUS,
            )
        )
    return shown
