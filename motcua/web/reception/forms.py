"""The form of the reception screen: applicant, agent, papers, return of the result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.directives.channels import ChannelOffer
from motcua.web.page_form import PageForm

AGENT: Final = ("name", "id_number", "phone", "address", "email", "paper")
EVERY_PAPER: Final = "papers-all"
WHO_CAME: Final = (("self", _("chính chủ")), ("agent", _("người được ủy quyền")))


class ReceptionForm(PageForm):
    """The applicant, who came, and how the result goes back; the papers have rows of their own."""

    use_required_attribute = False

    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, error_messages={"required": _("Hãy ghi họ và tên người nộp.")}
    )
    id_number = forms.CharField(label=_("Số định danh hoặc CMND"), required=False, max_length=20)
    phone = forms.CharField(label=_("Điện thoại"), required=False, max_length=20)
    address = forms.CharField(label=_("Địa chỉ"), required=False, max_length=300)
    came = forms.ChoiceField(
        label=_("Người nộp là"),
        widget=forms.RadioSelect,
        required=False,
        initial="self",
        choices=WHO_CAME,
    )
    agent_name = forms.CharField(
        label=_("Họ tên người được ủy quyền"),
        max_length=120,
        error_messages={"required": _("Hãy ghi họ và tên người được ủy quyền.")},
    )
    agent_id_number = forms.CharField(
        label=_("Số giấy tờ người được ủy quyền"),
        max_length=20,
        error_messages={"required": _("Hãy ghi số giấy tờ tùy thân của người được ủy quyền.")},
    )
    agent_phone = forms.CharField(label=_("Điện thoại người được ủy quyền"), required=False, max_length=20)
    agent_address = forms.CharField(label=_("Địa chỉ người được ủy quyền"), required=False, max_length=300)
    agent_email = forms.CharField(label=_("Thư điện tử người được ủy quyền"), required=False, max_length=254)
    agent_paper = forms.CharField(
        label=_("Giấy ủy quyền"),
        max_length=200,
        help_text=_("Số, ngày, nơi chứng thực."),
        error_messages={"required": _("Hãy ghi giấy ủy quyền: số, ngày, nơi chứng thực.")},
    )
    sets = forms.CharField(
        label=_("Số bộ"), initial="1", max_length=3, error_messages={"required": _("Hãy ghi số bộ hồ sơ.")}
    )
    group = forms.ChoiceField(label=_("Đối tượng"), required=False)
    competent = forms.ChoiceField(label=_("Nơi có thẩm quyền giải quyết"), required=False)
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

    def __init__(
        self,
        *args: Any,
        ways: tuple[ChannelOffer, ...] = (),
        for_neither: str = "",
        groups: Sequence[Any] = (),
        competent: Sequence[tuple[str, Any]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        # Said as needed on the empty screen; asked for only when somebody else came.
        with_agent = not self.is_bound or self.data.get("came") == "agent"
        for name in ("agent_name", "agent_id_number", "agent_paper"):
            self.fields[name].required = with_agent
        self.fields["sets"].required = not self.is_bound or "sets" in self.data
        self.fields["return_channel"].choices = [(way.channel, way.label) for way in ways]  # type: ignore[attr-defined]
        self.fields["group"].choices = [("", _("không thuộc diện miễn, giảm"))] + [  # type: ignore[attr-defined]
            (group.code, group.name) for group in groups
        ]
        self.fields["competent"].choices = list(competent)  # type: ignore[attr-defined]
        self.fields["uses_neither"].widget.attrs["data-picks"] = for_neither
        self.fields["sets"].widget.attrs |= {"inputmode": "numeric"}
        if not self.is_bound and not self.initial.get("full_name"):
            self.fields["full_name"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        """Errors in the agent's fields count only where an agent came: nobody sees the fields otherwise."""
        cleaned = super().clean() or {}
        if cleaned.get("came") != "agent":
            for name in AGENT:
                self.errors.pop(f"agent_{name}", None)
        return cleaned

    def agent(self) -> dict[str, str]:
        """The agent as typed; empty when the applicant came in person."""
        if self.cleaned_data.get("came") != "agent":
            return {}
        return {name: self.cleaned_data.get(f"agent_{name}", "") for name in AGENT}


def untouched(papers: list[Any]) -> list[dict[str, Any]]:
    """The first state of the papers: nothing ticked, counts empty, so that the published ones count."""
    row = {"given": False, "originals": "", "certified": "", "copies": "", "note": "", "reuse": ""}
    return [dict(row) for _paper in papers]


def papers_of(post: Any, papers: list[Any]) -> list[dict[str, Any]]:
    """The ticked papers with their counts as typed; the action refuses a count that is no number.

    One tick stands for every paper of the list, so that it works without a script too.
    """
    everything = post.get(EVERY_PAPER) == "yes"
    rows = []
    for paper in papers:
        name = f"paper-{paper.position}"
        reuse = post.get(f"{name}-reuse", "").strip()
        rows.append(
            {
                "position": paper.position,
                "given": not reuse and (everything or post.get(name) == "yes"),
                "originals": post.get(f"{name}-originals", "").strip(),
                "certified": post.get(f"{name}-certified", "").strip(),
                "copies": post.get(f"{name}-copies", "").strip(),
                "note": post.get(f"{name}-note", "").strip(),
                "reuse": reuse,
            }
        )
    return rows
