"""Forms of shifts, swaps and absences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.people.queries import Staff
from motcua.web.page_form import DAY_FORMATS, PageForm
from motcua.web.rosters.shift_lines import DUTIES, KINDS, PLACES

SITTINGS = [
    ("day", _("Cả ngày")),
    ("morning", _("Sáng")),
    ("afternoon", _("Chiều")),
    ("free", _("Giờ khác")),
]


def _day(label: Any, *, required: bool = True, hint: Any = "", **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": "w12"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=required, help_text=hint, input_formats=DAY_FORMATS, widget=widget, **more
    )


def _time(label: Any, *, required: bool = False, hint: Any = "", **more: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time", "class": "w6"}, format="%H:%M")
    return forms.TimeField(label=label, required=required, help_text=hint, widget=widget, **more)


def _counter_choice(counters: Sequence[tuple[int, str]], now: Any) -> forms.TypedChoiceField:
    """The unit's counters by number and name; the one a shift has stays, though it is no longer in use."""
    known = dict(counters)
    if now and now not in known:
        known[now] = ""
    named = [(number, f"{number} – {name}" if name else str(number)) for number, name in sorted(known.items())]
    return forms.TypedChoiceField(
        label=_("Quầy số"), required=False, help_text=_("Chỉ khi trực quầy."), choices=[("", "–"), *named],
        coerce=int, empty_value=None,
    )  # fmt: skip


class _Duty(PageForm):
    duty = forms.ChoiceField(label=_("Việc"), choices=list(DUTIES.items()))
    place = forms.ChoiceField(label=_("Nơi trực"), choices=list(PLACES.items()), widget=forms.RadioSelect)
    counter = forms.IntegerField(
        label=_("Quầy số"), required=False, min_value=1, max_value=999, help_text=_("Chỉ khi trực quầy."),
        widget=forms.NumberInput(attrs={"class": "w3"}),
    )  # fmt: skip
    fields_covered = forms.MultipleChoiceField(
        label=_("Lĩnh vực"), required=False, help_text=_("Không chọn là mọi lĩnh vực."),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    note_text = forms.CharField(label=_("Ghi chú"), required=False, max_length=300)

    def __init__(
        self, *args: Any, fields: Iterable[tuple[str, str]], counters: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        """`counters` are those of the unit; a number is typed where it has no place set up."""
        super().__init__(*args, **kwargs)
        self.fields["fields_covered"].choices = list(fields)  # type: ignore[attr-defined]
        if counters:
            self.fields["counter"] = _counter_choice(counters, self.initial.get("counter"))

    def wanted(self) -> dict[str, Any]:
        """What was asked for, as the actions take it."""
        given = dict(self.cleaned_data)
        given["fields"] = given.pop("fields_covered")
        given["counter"] = given["counter"] or 0
        return given


class ShiftForm(_Duty):
    """A new shift."""

    staff = forms.ChoiceField(label=_("Người trực"))
    day = _day(_("Ngày"))
    sitting = forms.ChoiceField(label=_("Buổi"), choices=SITTINGS, widget=forms.RadioSelect, initial="day")
    start = _time(_("Từ giờ"), hint=_("Chỉ khi chọn giờ khác."))
    end = _time(_("Đến giờ"))
    field_order = ("staff", "day", "sitting", "start", "end", "duty", "place", "counter", "fields_covered", "note_text")

    def __init__(self, *args: Any, people: Iterable[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = [(person.pk, person.full_name) for person in people]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """With the person's key."""
        given = super().wanted()
        given["staff_id"] = int(given.pop("staff"))
        return given


class ChangeForm(_Duty):
    """Changes to a shift."""

    day = _day(_("Ngày"))
    start = _time(_("Từ giờ"), required=True, error_messages={"required": _("Hãy ghi giờ bắt đầu.")})
    end = _time(_("Đến giờ"), required=True, error_messages={"required": _("Hãy ghi giờ kết thúc.")})
    field_order = ("day", "start", "end", "duty", "place", "counter", "fields_covered", "note_text")


class SwapForm(PageForm):
    """The colleague to ask; a choice may be one of the colleague's shifts in return."""

    ask = forms.ChoiceField(label=_("Nhờ ai"), widget=forms.RadioSelect)
    why = forms.CharField(label=_("Lý do"), required=False, max_length=300)

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ask"].choices = list(choices)  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """The colleague's key, and the shift's where one is taken in return."""
        to, _sep, other = self.cleaned_data["ask"].partition("-")
        return {"to_id": int(to), "other_id": int(other) if other else None, "why": self.cleaned_data["why"]}


class AbsenceForm(PageForm):
    """Kind, first and last day of an absence."""

    kind = forms.ChoiceField(label=_("Lý do"), choices=list(KINDS.items()), widget=forms.RadioSelect)
    since = _day(_("Vắng từ ngày"), error_messages={"required": _("Hãy ghi ngày bắt đầu vắng.")})
    until = _day(_("Đến hết ngày"), required=False, hint=_("Để trống nếu chưa biết."))
    works_from_home = forms.BooleanField(
        label=_("Vẫn làm việc tại nhà được: ca trực hồ sơ trực tuyến chuyển về nhà, không mất"), required=False
    )
    note_text = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=300, help_text=_("Chỉ người phụ trách đọc được.")
    )


class AbsenceOfForm(AbsenceForm):
    """An absence reported by the planner of the unit."""

    staff = forms.ChoiceField(label=_("Ai vắng"))
    field_order = ("staff", "kind", "since", "until", "works_from_home", "note_text")

    def __init__(self, *args: Any, people: Iterable[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = [(person.pk, person.full_name) for person in people]  # type: ignore[attr-defined]
