"""Forms of tasks for other offices: request, answer, cancellation."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalog.queries.routes import office_by_code, office_choices
from motcua.dossiers.queries.tasks import KINDS
from motcua.rulebook.deadlines import Limit
from motcua.web.page_form import MOMENT_FORMATS, PageForm

WITH_RECORD: Final = frozenset({"verify", "council"})
_UNITS: Final = [
    ("working_days", gettext_lazy("ngày làm việc")),
    ("days", gettext_lazy("ngày")),
    ("hours", gettext_lazy("giờ làm việc")),
]
_CHOOSE: Final = gettext_lazy("Chọn")


def _lines(label: Any, hint: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}))


class TaskRequestForm(PageForm):
    """A request to another office: kind of work, question, time limit (Decree 61/2018 Art. 19.5)."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại việc"), choices=[("", _CHOOSE), *KINDS])
    office = forms.ChoiceField(label=gettext_lazy("Cơ quan được hỏi"))
    content = _lines(gettext_lazy("Nội dung cần trả lời"))
    value = forms.CharField(label=gettext_lazy("Thời hạn trả lời"), max_length=10)
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị của thời hạn"), choices=_UNITS)
    required = forms.BooleanField(label=gettext_lazy("Phải có trả lời mới chuyển bước"), required=False, initial=True)

    def __init__(self, data: Any = None, *, near: frozenset[str]) -> None:
        super().__init__(data)
        groups = [(_(group.label), group.offices) for group in office_choices(near)]
        self.fields["office"].choices = [("", _CHOOSE), *groups]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("value") and given.get("unit"):
            try:
                given["limit"] = Limit(given["value"].replace(",", "."), given["unit"])
            except (ValueError, ArithmeticError):
                self.add_error("value", _("Hãy ghi một số, ví dụ 3."))
        return given

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action, without files."""
        given = self.cleaned_data
        kept = {name: given[name] for name in ("kind", "content", "limit", "required")}
        return kept | {"office": office_by_code(given["office"])}


class ManyFiles(forms.ClearableFileInput):
    """Several files at once; the view takes them from the request."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.get(name)  # one of them for the field's own check


class TaskAnswerForm(PageForm):
    """The answer of the office asked; on-site verification and council add their record."""

    agreed = forms.ChoiceField(
        label=gettext_lazy("Ý kiến của cơ quan"),
        choices=[("yes", gettext_lazy("Đồng ý")), ("no", gettext_lazy("Không đồng ý"))],
        widget=forms.RadioSelect,
    )
    time = forms.DateTimeField(
        label=gettext_lazy("Thời gian"),
        input_formats=MOMENT_FORMATS,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=300)
    people = _lines(gettext_lazy("Thành phần tham gia"), gettext_lazy("Họ tên, chức danh; mỗi người một dòng."), 3)
    content = _lines(gettext_lazy("Nội dung làm việc"))
    answer = _lines(gettext_lazy("Nội dung trả lời, kết luận"))
    papers = forms.FileField(
        label=gettext_lazy("Văn bản, biên bản kèm theo"),
        help_text=gettext_lazy("PDF, JPG hoặc PNG, nhiều nhất 5 tệp."),
        required=False,
        widget=ManyFiles(attrs={"multiple": True}),
    )

    def __init__(self, data: Any = None, files: Any = None, *, kind: str) -> None:
        super().__init__(data, files)
        if kind != "consult":
            del self.fields["agreed"]
        if kind not in WITH_RECORD:
            for name in ("time", "place", "people", "content"):
                del self.fields[name]

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action, without files."""
        given = self.cleaned_data
        agreed = {"yes": True, "no": False}.get(given.get("agreed", ""))
        record = {name: given[name] for name in ("time", "place", "people", "content") if name in given}
        return {"answer": given["answer"], "agreed": agreed, "record": record}


class TaskCancelForm(PageForm):
    """Why the task is called off."""

    reason = _lines(gettext_lazy("Lý do"), rows=2)
