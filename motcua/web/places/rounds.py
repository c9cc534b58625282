"""A checker's rounds: the day's list with the share that kept each measure, and a new one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.directives.channels import say_clauses
from motcua.directives.queries import answers_for
from motcua.door.permissions import may_make_rounds, may_oversee_places
from motcua.door.places.actions.rounds import make_round
from motcua.door.places.queries.equipment import equipment_places_visible_to
from motcua.door.places.queries.places import place_status
from motcua.door.places.queries.rounds import Measure, kept_in, measures_of, rounds_on
from motcua.rulebook.policy.labels import ITEMS, pick
from motcua.rulebook.work_calendar import localise
from motcua.web.attempts import attempt
from motcua.web.day_asked import day_asked
from motcua.web.desk.access import language_of, staff_of
from motcua.web.page_form import PageForm
from motcua.web.places.access import LARGEST_KEY
from motcua.web.request_moment import moment_of

SUBJECT_WORDS = {"visitors": gettext_lazy("Người đến"), "staff": gettext_lazy("Cán bộ, công chức")}


class RoundForm(PageForm):
    """The group checked, and how many kept each measure in force for it."""

    room = forms.ChoiceField(label=gettext_lazy("Ở đâu"), required=False)
    seen = forms.CharField(
        label=gettext_lazy("Đã xem bao nhiêu người"),
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w6", "autocomplete": "off"}),
    )
    remark = forms.CharField(
        label=gettext_lazy("Đã nhắc gì"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, rooms: list[tuple[str, str]], measures: list[tuple[Measure, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = [("", _("Cả đơn vị")), *rooms]  # type: ignore[attr-defined]
        self.measures = [measure.name for measure, _label in measures]
        for measure, label in measures:
            self.fields[f"kept-{measure.name}"] = forms.CharField(
                label=_("Số người %(measure)s") % {"measure": label},
                help_text=say_clauses(measure.because),
                required=False,
                max_length=10,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w6", "autocomplete": "off"}),
            )
        self.order_fields(["room", "seen", *(f"kept-{name}" for name in self.measures), "remark"])

    def kept(self) -> dict[str, Any]:
        """The count that kept each measure, by the measure's name, as typed."""
        return {name: self.cleaned_data[f"kept-{name}"] for name in self.measures}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: HttpRequest, premises_id: int) -> HttpResponse:
    """Show the day's rounds of both groups; `nhom` chooses the form's group."""
    staff, at, language = staff_of(request), moment_of(request), language_of(request)
    premises = (
        None if premises_id >= LARGEST_KEY else equipment_places_visible_to(staff, at).filter(pk=premises_id).first()
    )
    if premises is None:
        raise Http404
    checks = may_make_rounds(staff, premises.office, at)
    asked = request.POST if request.method == "POST" else request.GET
    subject = asked.get("nhom", "")
    if subject not in SUBJECT_WORDS:
        subject = "visitors"
    measures = measures_of(answers_for(office=premises.office, at=at), subject)
    rooms = [(f"{room.room.pk}", room.room.name) for room in place_status(premises, at).rooms]
    form = RoundForm(
        request.POST if request.method == "POST" else None,
        rooms=rooms,
        measures=[(measure, measure.label(language)) for measure in measures],
    )
    if request.method == "POST" and not checks:
        raise Http404
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with attempt(form=form):
            make_round(
                premises_id=premises.pk,
                room_id=int(given["room"]) if given["room"] else None,
                subject=subject,
                seen=given["seen"],
                kept=form.kept(),
                remark=given["remark"],
                by=staff,
                at=at,
            )
            messages.success(request, _("Đã ghi lượt kiểm tra."), extra_tags="good")
            return redirect("web:rounds", premises.pk)
    today = localise(at).date()
    asked_day = day_asked(request.GET.get("ngay", ""), today, past=True, written="%d/%m/%Y")
    made = rounds_on(premises, asked_day.day)
    context = {
        "premises": premises,
        "form": form,
        "subject": subject,
        "subjects": SUBJECT_WORDS.items(),
        "measures": measures,
        "checks": checks,
        "looks": may_oversee_places(staff, premises.office, at),
        "asked_day": asked_day,
        "made": [
            (
                made_round,
                SUBJECT_WORDS.get(made_round.subject, made_round.subject),
                _kept(made_round.kept, made_round.seen, language),
            )
            for made_round in made
        ],
        "shares": [(share, SUBJECT_WORDS[share.subject], share.label(language)) for share in kept_in(made)],
        "tab": "rounds",
    }
    return render(request, "places/rounds.html", context, status=422 if form.errors else 200)


def _kept(kept: dict[str, int], seen: int, language: str) -> list[str]:
    return [f"{pick(ITEMS, name, language)} {number}/{seen}" for name, number in kept.items()]
