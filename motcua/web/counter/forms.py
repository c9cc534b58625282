"""The reception screen's form, in the order of the talk: who, what, papers, how to get it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.directives.ways import Way


class ReceptionForm(forms.Form):
    """Who hands in, and how the result goes back; the papers have rows of their own."""

    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, error_messages={"required": _("Hãy ghi họ và tên người nộp.")}
    )
    id_number = forms.CharField(label=_("Số định danh hoặc CMND"), required=False, max_length=20)
    phone = forms.CharField(label=_("Điện thoại"), required=False, max_length=20)
    address = forms.CharField(label=_("Địa chỉ"), required=False, max_length=300)
    uses_neither = forms.BooleanField(label=_("Người nộp khai không dùng được trực tuyến và bưu chính"), required=False)
    return_channel = forms.ChoiceField(
        label=_("Nhận kết quả"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Hãy chọn cách nhận kết quả."),
            "invalid_choice": _("Cách nhận kết quả vừa chọn không dùng được với lời khai này. Hãy chọn lại."),
        },
    )
    return_address = forms.CharField(label=_("Địa chỉ nhận kết quả (nếu qua bưu điện)"), required=False, max_length=300)

    def __init__(self, *args: Any, ways: tuple[Way, ...] = (), for_neither: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["return_channel"].choices = [(way.channel, way.label) for way in ways]  # type: ignore[attr-defined]
        self.fields["uses_neither"].widget.attrs["data-picks"] = for_neither
        if not self.is_bound and not self.initial.get("full_name"):
            self.fields["full_name"].widget.attrs["autofocus"] = True


def untouched(papers: list[Any]) -> list[dict[str, Any]]:
    """Nothing ticked; the counts stay empty, for the action takes the published ones where none is typed."""
    return [{"given": False, "originals": "", "certified": "", "copies": "", "note": ""} for _paper in papers]


def papers_of(post: Any, papers: list[Any]) -> list[dict[str, Any]]:
    """The ticked papers with their counts as typed; a count that is no number is passed on to be refused."""
    rows = []
    for paper in papers:
        name = f"paper-{paper.position}"
        rows.append(
            {
                "position": paper.position,
                "given": post.get(name) == "yes",
                "originals": post.get(f"{name}-originals", "").strip(),
                "certified": post.get(f"{name}-certified", "").strip(),
                "copies": post.get(f"{name}-copies", "").strip(),
                "note": post.get(f"{name}-note", "").strip(),
            }
        )
    return rows
