"""The form that reports an incident at the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from motcua.web.page_form import PageForm

KIND_WORDS = (
    ("fever", _("Có người sốt")),
    ("case", _("Ca bệnh đã đến đơn vị")),
    ("crowd", _("Tập trung đông người")),
    ("other", _("Việc khác")),
)


class DoorIncidentForm(PageForm):
    """What happened, and in which unit and room."""

    use_required_attribute = False
    premises = forms.ChoiceField(label=_("Đơn vị"))
    kind = forms.ChoiceField(label=_("Chuyện gì đã xảy ra?"), choices=KIND_WORDS, widget=forms.RadioSelect)
    room = forms.ChoiceField(label=_("Phòng"), required=False)
    what = forms.CharField(
        label=_("Kể ngắn"),
        help_text=_("Ở chỗ nào, lúc nào, bao nhiêu độ. Đừng ghi tên, số của ai."),
        max_length=1000,
        error_messages={"required": _("Hãy kể ngắn chuyện đã xảy ra.")},
        widget=forms.Textarea(attrs={"rows": 3, "class": "w100"}),
    )

    def __init__(self, *args: Any, units: list[tuple[int, str]], rooms: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["premises"].choices = units  # type: ignore[attr-defined]
        self.fields["room"].choices = [("", _now("Không ở phòng nào")), *rooms]  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["premises"].widget = forms.HiddenInput()
            self.fields["premises"].initial = units[0][0]
