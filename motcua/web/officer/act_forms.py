"""What each act asks for, and which action carries it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import actions


def _lines(label: Any, hint: Any = "", rows: int = 3, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": rows})
    )


class NothingForm(forms.Form):
    """An act that asks nothing more."""


class SupplementForm(forms.Form):
    """Slip 02: once, in full."""

    items = _lines(
        _("Giấy tờ hoặc nội dung cần bổ sung"), _("Mỗi dòng một việc. Chỉ được yêu cầu một lần, nên hãy ghi đủ."), 4
    )
    reason = _lines(_("Lý do"))


class RefusalForm(forms.Form):
    """Slip 03: the reason and the law."""

    reason = _lines(_("Lý do"))
    legal_basis = forms.CharField(label=_("Căn cứ pháp lý"), help_text=_("Số văn bản, điều, khoản."), max_length=500)


class ReasonForm(forms.Form):
    """An act that must say why."""

    reason = _lines(_("Lý do"))


class OpinionForm(forms.Form):
    """What the appraisal found."""

    opinion = _lines(_("Ý kiến thẩm định"), required=False)


class NoteForm(forms.Form):
    """A note that may be left."""

    note = _lines(_("Ghi chú"), rows=2, required=False)


class HandOverForm(forms.Form):
    """Who took the result."""

    handed_to = forms.CharField(label=_("Người nhận kết quả"), max_length=120)


class PostForm(forms.Form):
    """The post's number for the parcel."""

    tracking_number = forms.CharField(label=_("Số hiệu bưu gửi"), max_length=60)


class ResultForm(forms.Form):
    """The result: its number, a line, its file."""

    number = forms.CharField(label=_("Số của kết quả"), required=False, max_length=80)
    summary = forms.CharField(label=_("Kết quả là giấy tờ gì"), required=False, max_length=300)
    file = forms.FileField(label=_("Tệp kết quả"), help_text=_("PDF, JPG hoặc PNG."), required=False)


@dataclass(frozen=True, slots=True)
class Act:
    """`form` asks, `run` does; `split` fields become lists of lines; the form's names are the action's."""

    form: type[forms.Form]
    run: Callable[..., Any]
    split: frozenset[str] = field(default_factory=frozenset)


ACTS: dict[str, Act] = {
    "accept": Act(NothingForm, actions.accept),
    "forward": Act(NothingForm, actions.forward),
    "ask_to_complete": Act(SupplementForm, actions.request_supplement, frozenset({"items"})),
    "ask_supplement": Act(SupplementForm, actions.request_supplement, frozenset({"items"})),
    "take_supplement": Act(NothingForm, actions.take_supplement),
    "refuse": Act(RefusalForm, actions.refuse),
    "appraise": Act(OpinionForm, actions.appraise),
    "approve": Act(NoteForm, actions.approve),
    "seal": Act(NoteForm, actions.seal),
    "send_back": Act(ReasonForm, actions.send_back),
    "refuse_seal": Act(ReasonForm, actions.send_back),
    "return_result": Act(HandOverForm, actions.return_result),
    "hand_to_post": Act(PostForm, actions.hand_to_post),
    "deliver": Act(HandOverForm, actions.confirm_delivery),
    "withdraw": Act(ReasonForm, actions.withdraw),
}


def form_for(step: str, dossier: Any, data: Any = None, *, prefix: str) -> forms.Form:
    """The form of a step, filled with what is known."""
    known = {"handed_to": dossier.applicant_name} if step in {"return_result", "deliver"} else None
    return ACTS[step].form(data, initial=known, prefix=prefix)
