"""The page that corrects the header of a letter; what was read stands beside each field."""

from __future__ import annotations

from typing import Final

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.directives import actions
from motcua.directives.permissions import may_correct_header
from motcua.people.queries import offices_under
from motcua.web.attempts import attempt
from motcua.web.desk.access import staff_of
from motcua.web.page_form import PageForm
from motcua.web.policy.letters import letter_or_404
from motcua.web.policy.rule_days import typed_day
from motcua.web.policy.unit_plans import DayField
from motcua.web.request_moment import moment_of

ISSUING: Final = ("committee", "committee_office", "department")


class HeaderForm(PageForm):
    """The header's fields; the act checks what they say."""

    number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Ví dụ 905/UBND-PVHCC; để trống khi văn bản chưa có số."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"), required=False)
    issuer = forms.CharField(
        label=gettext_lazy("Cơ quan ban hành"),
        max_length=200,
        help_text=gettext_lazy("Ghi đúng tên trong danh sách gợi ý nếu là cơ quan của địa phương."),
        error_messages={"required": gettext_lazy("Hãy ghi cơ quan ban hành.")},
        widget=forms.TextInput(attrs={"list": "co-quan", "autocomplete": "off"}),
    )
    signer_title = forms.CharField(label=gettext_lazy("Chức vụ người ký"), required=False, max_length=200)
    signer_name = forms.CharField(label=gettext_lazy("Người ký"), required=False, max_length=120)
    subject = forms.CharField(
        label=gettext_lazy("Trích yếu"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


@login_required
def letter_header(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show and save the header of a letter."""
    letter, staff = letter_or_404(request, letter_id), staff_of(request)
    now = {name: getattr(letter, name) for name in HeaderForm.base_fields}
    now["issued_on"] = typed_day(letter.issued_on.isoformat() if letter.issued_on else "")
    form = HeaderForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        with attempt(form=form):
            saved = actions.correct_header(directive_id=letter.pk, by=staff, at=moment_of(request), **form.cleaned_data)
            if saved.version > 1 and saved.version != letter.version:
                done = _("Đã sửa. Văn bản này được ghi là bản %(version)s của %(letter)s.")
                messages.success(request, done % {"version": saved.version, "letter": saved})
            else:
                messages.success(request, _("Đã sửa phần đầu văn bản."))
            return redirect("web:letter", letter_id=letter.pk)
    root = staff.office.path.split("/", 1)[0]
    context = {
        "letter": letter,
        "form": form,
        "may_correct": may_correct_header(staff, letter),
        "issuers": offices_under(root).filter(kind__in=ISSUING, active=True).values_list("name", flat=True).distinct(),
    }
    return render(request, "policy/header.html", context, status=400 if form.errors else 200)
