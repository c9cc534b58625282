"""The form of each act on a dossier, and the action that carries it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import actions
from motcua.web.officer.life_forms import (
    LimitationForm,
    NotDeliveredForm,
    PaidForm,
    PaymentForm,
    ReappointForm,
    fail_delivery_act,
    known_of,
    lines,
    put_hints,
    reappoint_act,
)
from motcua.web.page_form import PageForm


class NothingForm(PageForm):
    """An act without questions."""


class SupplementForm(PageForm):
    """Slip 02: all that is missing, asked once."""

    items = lines(_("Giấy tờ hoặc nội dung cần bổ sung"), rows=4)
    reason = lines(_("Lý do"))


class AfterAppraisalForm(SupplementForm):
    """Slip 02 for an accepted dossier; once the notice days are over, with the sector's law that allows it."""

    late_basis = forms.CharField(label=_("Điều luật chuyên ngành cho phép"), required=False, max_length=300)


class RefusalForm(PageForm):
    """Slip 03: the reason and its legal basis."""

    reason = lines(_("Lý do"))
    legal_basis = forms.CharField(label=_("Căn cứ pháp lý"), help_text=_("Số văn bản, điều, khoản."), max_length=500)


class ReasonForm(PageForm):
    """The reason of an act that needs one."""

    reason = lines(_("Lý do"))


class OpinionForm(PageForm):
    """The opinion of the appraisal."""

    opinion = lines(_("Ý kiến thẩm định"), required=False)


class NoteForm(PageForm):
    """An optional note."""

    note = lines(_("Ghi chú"), rows=2, required=False)


class ResultHandOverForm(PageForm):
    """The person who took the result."""

    handed_to = forms.CharField(
        label=_("Người nhận kết quả"),
        help_text=_("Họ tên và giấy tờ tùy thân đã đối chiếu của người đến nhận."),
        max_length=120,
    )


class PostForm(PageForm):
    """The post's tracking number of the parcel."""

    tracking_number = forms.CharField(label=_("Số hiệu bưu gửi"), max_length=60)


class ResultForm(PageForm):
    """The result: its number, a description, its file."""

    number = forms.CharField(label=_("Số của kết quả"), required=False, max_length=80)
    summary = forms.CharField(label=_("Kết quả là giấy tờ gì"), required=False, max_length=300)
    file = forms.FileField(label=_("Tệp kết quả"), help_text=_("PDF, JPG hoặc PNG."), required=False)


@dataclass(frozen=True, slots=True)
class Act:
    """An act: `form` asks, `run` is the action with the form's names; `split` fields become lists of lines."""

    form: type[forms.Form]
    run: Callable[..., Any]
    split: frozenset[str] = field(default_factory=frozenset)


ACTS: dict[str, Act] = {
    "accept": Act(NothingForm, actions.accept),
    "forward": Act(NothingForm, actions.forward),
    "ask_to_complete": Act(SupplementForm, actions.request_supplement, frozenset({"items"})),
    "ask_supplement": Act(AfterAppraisalForm, actions.request_supplement, frozenset({"items"})),
    "take_supplement": Act(NothingForm, actions.take_supplement),
    "refuse": Act(RefusalForm, actions.refuse),
    "appraise": Act(OpinionForm, actions.appraise),
    "approve": Act(NoteForm, actions.approve),
    "seal": Act(NoteForm, actions.seal),
    "send_back": Act(ReasonForm, actions.send_back),
    "refuse_seal": Act(ReasonForm, actions.send_back),
    "return_result": Act(ResultHandOverForm, actions.return_result),
    "hand_to_post": Act(PostForm, actions.hand_to_post),
    "deliver": Act(ResultHandOverForm, actions.confirm_delivery),
    "withdraw": Act(ReasonForm, actions.withdraw),
    "allow_second_supplement": Act(ReasonForm, actions.allow_second_supplement),
    "ask_payment": Act(PaymentForm, actions.ask_payment),
    "confirm_payment": Act(PaidForm, actions.confirm_payment),
    "refuse_result": Act(RefusalForm, actions.refuse_result),
    "reappoint": Act(ReappointForm, reappoint_act),
    "fail_delivery": Act(NotDeliveredForm, fail_delivery_act),
    "stop": Act(ReasonForm, actions.stop),
    "set_limitation": Act(LimitationForm, actions.set_limitation),
}


def form_for(step: str, dossier: Any, data: Any = None, *, prefix: str, at: datetime) -> forms.Form:
    """The form of a step at `at` (aware), with known values, moments and the law's counts."""
    known = {"handed_to": _receiver(dossier)} if step in {"return_result", "deliver"} else known_of(step, dossier)
    form = ACTS[step].form(data, initial=known, prefix=prefix)
    put_hints(form, step, dossier, at)
    return form


def _receiver(dossier: Any) -> str:
    """The person expected to fetch the result: the applicant, or the agent with the number of an identity paper."""
    agent = dossier.agent or {}
    if not agent.get("name"):
        return str(dossier.applicant_name)
    if not agent.get("id_number"):
        return str(agent["name"])
    said = gettext("%(name)s, giấy tờ tùy thân số %(number)s")
    return said % {"name": agent["name"][:80], "number": agent["id_number"][:20]}
